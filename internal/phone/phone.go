// Package phone reads and prints Indonesian mobile numbers, the ones WhatsApp runs on.
package phone

import (
	"errors"
	"net/url"
	"strings"
)

// Number is a mobile number in its one stored form, "+6281234567890". The zero value is no number.
type Number string

// ErrUnreadable is returned by Parse for text that is no Indonesian mobile number.
var ErrUnreadable = errors.New("unreadable phone number")

// Parse reads what a person types or pastes: 0812 3456 7890, +62 812-3456-7890, 62812.3456.7890,
// (0812) 34567890, +62 0812…, 812…. Anything else is ErrUnreadable.
func Parse(s string) (Number, error) {
	s = strings.TrimSpace(s)
	if len(s) > 40 {
		return "", ErrUnreadable
	}
	plus := strings.HasPrefix(s, "+")
	digits := make([]byte, 0, len(s))
	for _, r := range strings.TrimPrefix(s, "+") {
		switch {
		case r >= '0' && r <= '9':
			digits = append(digits, byte(r))
		case r == ' ' || r == '-' || r == '.' || r == '(' || r == ')' || r == '\u00a0' || r == '\u2011':
		default:
			return "", ErrUnreadable
		}
	}
	national, abroad := strings.CutPrefix(string(digits), "62")
	if plus && !abroad {
		return "", ErrUnreadable
	}
	national = strings.TrimPrefix(national, "0")
	// 9 to 12 digits after the country code, and mobile numbers begin with 8.
	if len(national) < 9 || len(national) > 12 || national[0] != '8' || national[1] == '0' {
		return "", ErrUnreadable
	}
	return Number("+62" + national), nil
}

// String prints the local way in groups, 0812-3456-7890; "" for no number.
func (n Number) String() string {
	local, ok := strings.CutPrefix(string(n), "+62")
	if !ok {
		return string(n)
	}
	local = "0" + local
	var groups []string
	for len(local) > 4 && len(groups) < 2 {
		groups, local = append(groups, local[:4]), local[4:]
	}
	return strings.Join(append(groups, local), "-")
}

// LastFour are the last four digits, by which a buyer without an account proves a purchase; "" for no number.
func (n Number) LastFour() string {
	if len(n) < 4 {
		return ""
	}
	return string(n[len(n)-4:])
}

// WhatsApp is the address that opens a chat with this number, with a text ready to send (may be empty).
func (n Number) WhatsApp(text string) string {
	link := "https://wa.me/" + strings.TrimPrefix(string(n), "+")
	if text != "" {
		link += "?text=" + strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
	}
	return link
}
