package text

import (
	"strconv"
	"strings"
	"time"

	"beli/internal/clock"
)

// Number prints a count with its thousands grouped: 1.234 in Indonesian, 1,234 in English.
func (w Words) Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	sep := "."
	if w.lang == English {
		sep = ","
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return sign + s
}

// Grams prints a weight: 450 g, 1,2 kg (1.2 kg in English).
func (w Words) Grams(g int) string {
	if g < 1000 {
		return strconv.Itoa(g) + " g"
	}
	// Hundredths are as exact as a kitchen scale is.
	s := strconv.FormatFloat(float64((g+5)/10)/100, 'f', -1, 64)
	if w.lang != English {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s + " kg"
}

func months(lang string) [12]string {
	if lang == English {
		return [12]string{"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December"}
	}
	return [12]string{"Januari", "Februari", "Maret", "April", "Mei", "Juni",
		"Juli", "Agustus", "September", "Oktober", "November", "Desember"}
}

// Date prints a day in WIB: 12 Mei 2026, 12 May 2026. The zero time is "".
func (w Words) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(clock.WIB)
	return strconv.Itoa(t.Day()) + " " + months(w.lang)[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// DayMonth prints a day in WIB without its year: 12 Mei.
func (w Words) DayMonth(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(clock.WIB)
	return strconv.Itoa(t.Day()) + " " + months(w.lang)[t.Month()-1]
}

// DateTime prints an instant in WIB: 12 Mei 2026, 14.30 WIB.
func (w Words) DateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.Date(t) + ", " + t.In(clock.WIB).Format("15.04") + " WIB"
}

// Age prints how long ago something was, in its largest whole unit: 2 jam lalu, 2 hours ago.
func (w Words) Age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return w.T("shell.age_now")
	case d < time.Hour:
		return w.N("shell.age_minutes", int(d/time.Minute))
	case d < 24*time.Hour:
		return w.N("shell.age_hours", int(d/time.Hour))
	default:
		return w.N("shell.age_days", int(d/(24*time.Hour)))
	}
}

// Phone prints an Indonesian number kept as digits or with +62 the way people read it:
// "6281234567890" is 0812-3456-7890. Other text comes back unchanged.
func Phone(number string) string {
	n := strings.TrimPrefix(number, "+")
	if strings.HasPrefix(n, "62") {
		n = "0" + n[2:]
	}
	if len(n) < 9 || strings.Trim(n, "0123456789") != "" {
		return number
	}
	return n[:4] + "-" + n[4:8] + "-" + n[8:]
}

// WhatsApp is the click-to-chat address of a number with a ready text; "" without a number.
// The number may be written 08…, 62… or +62….
func WhatsApp(number, message string) string {
	var n strings.Builder
	for _, c := range number {
		if c >= '0' && c <= '9' {
			n.WriteRune(c)
		}
	}
	digits := n.String()
	if strings.HasPrefix(digits, "0") {
		digits = "62" + digits[1:]
	}
	if digits == "" {
		return ""
	}
	return "https://wa.me/" + digits + "?text=" + escape(message)
}

// escape is query escaping with %20, because WhatsApp shows the plus sign of a space.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
