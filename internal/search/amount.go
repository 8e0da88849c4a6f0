package search

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unit is a measure: its basic unit and how many of it one is.
type unit struct {
	base string
	size float64
}

func unitOf(word string) (unit, bool) {
	switch word {
	case "g", "gr", "gram", "grm":
		return unit{"g", 1}, true
	case "mg":
		return unit{"g", 0.001}, true
	case "ons":
		return unit{"g", 100}, true
	case "kg", "kilo", "kilogram":
		return unit{"g", 1000}, true
	case "ml", "mili", "mililiter", "cc":
		return unit{"ml", 1}, true
	case "l", "lt", "ltr", "liter":
		return unit{"ml", 1000}, true
	case "mm":
		return unit{"cm", 0.1}, true
	case "cm":
		return unit{"cm", 1}, true
	case "m", "meter", "mtr":
		return unit{"cm", 100}, true
	}
	return unit{}, false
}

// amounts joins numbers with the unit that follows and brings both to the basic unit; it also writes out
// what chat shortens with a 2.
func amounts(ps []piece) []string {
	out := make([]string, 0, len(ps))
	for i := 0; i < len(ps); i++ {
		p := ps[i]
		digits := leadingNumber(p.text)
		if digits == "" {
			out = appendWord(out, p.text)
			continue
		}
		name, taken := p.text[len(digits):], 0
		if name == "" && i+1 < len(ps) && !ps[i+1].dash {
			name, taken = ps[i+1].text, 1
		}
		u, isUnit := unitOf(name)
		n, isNumber := number(digits)
		if !isUnit || !isNumber {
			out = appendWord(out, p.text)
			continue
		}
		// "20-25 cm": the first number is of the same unit.
		if p.dash && len(out) > 0 && i > 0 && ps[i-1].text == out[len(out)-1] {
			if from, ok := number(ps[i-1].text); ok {
				out[len(out)-1] = u.of(from)
			}
		}
		out = append(out, u.of(n))
		i += taken
	}
	return out
}

// of prints an amount in the basic unit.
func (u unit) of(n float64) string {
	return strconv.FormatFloat(math.Round(n*u.size*1000)/1000, 'f', -1, 64) + u.base
}

// leadingNumber is the part of a word that may be a number: digits with inner points, commas, strokes.
func leadingNumber(s string) string {
	end := 0
	for i := range len(s) {
		c := s[i]
		mark := (c == '.' || c == ',' || c == '/') && end == i && i > 0
		if c >= '0' && c <= '9' {
			end = i + 1
		} else if !mark {
			break
		}
	}
	return s[:end]
}

// number reads "250", "1,5", "1/4" and "1.000" (groups of three are thousands).
func number(s string) (float64, bool) {
	if a, b, ok := strings.Cut(s, "/"); ok {
		x, err1 := strconv.ParseUint(a, 10, 16)
		y, err2 := strconv.ParseUint(b, 10, 16)
		return float64(x) / float64(max(y, 1)), err1 == nil && err2 == nil && y > 0
	}
	if i := strings.LastIndexAny(s, ".,"); i >= 0 {
		whole, rest := strings.NewReplacer(".", "", ",", "").Replace(s[:i]), s[i+1:]
		if len(rest) == 3 && whole != "0" {
			s = whole + rest
		} else {
			s = whole + "." + rest
		}
	}
	if len(s) > 9 {
		return 0, false
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// appendWord adds a word that is no amount. Numbers lose their inner marks; "oleh2" becomes two words.
func appendWord(out []string, w string) []string {
	if strings.ContainsAny(w, ".,/") {
		for part := range strings.FieldsFuncSeq(w, func(r rune) bool { return r == '.' || r == ',' || r == '/' }) {
			out = append(out, part)
		}
		return out
	}
	if stem, ok := strings.CutSuffix(w, "2"); ok && utf8.RuneCountInString(stem) >= 2 && letters(stem) {
		return append(out, stem, stem)
	}
	return append(out, w)
}
