// Package mail sends letters. It owns what a letter is and what may stand in one;
// adapters below it know how letters leave.
package mail

import (
	"context"
	"fmt"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"beli/internal/fault"
)

// Message is one letter to one person: nobody ever sees who else got it.
type Message struct {
	To      string // a bare address: siti@contoh.id
	Subject string // one line
	Text    string // what everybody can read; always there
	HTML    string // the same with layout, "" for none
	Key     string // names this letter; a receiver that gets the key twice may show it once
}

// Bounds of a letter.
const (
	maxSubject = 200     // characters
	maxText    = 1 << 20 // bytes
	maxKey     = 200     // bytes
)

// ErrUnavailable is returned by a Sender that cannot hand the letter on now; trying later makes sense.
var ErrUnavailable = fault.New(fault.Unavailable, "mail_unavailable")

// ErrRefused is returned by a Sender when the other side will never take this letter: no such
// mailbox, say. It is a fault.Invalid, because no retry mends it and whoever sends gives it up.
var ErrRefused = fmt.Errorf("refused for good: %w", ErrAddress)

// Sender hands a letter on. It checks the letter by Validate first and returns that
// fault (fault.Invalid) without sending anything; ErrRefused (fault.Invalid too) when this
// letter will never be taken; ErrUnavailable (fault.Unavailable) or an error that wraps it
// when the way out is closed; the context's error, wrapped, when that ended before. No error
// means handed on once, not read.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// Validate reports every problem of a letter at once. It is what keeps a typed name or
// subject from adding recipients or headers: control characters have no place in either.
func (m Message) Validate() error {
	var p fault.Problems
	if address, err := ParseAddress(m.To); err != nil || address != m.To {
		p.Add("to", "mail_address")
	}
	p.Check(m.Subject == strings.TrimSpace(m.Subject) && m.Subject != "" &&
		utf8.RuneCountInString(m.Subject) <= maxSubject && printable(m.Subject), "subject", "mail_subject")
	p.Check(strings.TrimSpace(m.Text) != "" && readable(m.Text), "text", "mail_text")
	p.Check(readable(m.HTML), "html", "mail_text")
	p.Check(m.Key != "" && len(m.Key) <= maxKey && isKey(m.Key), "key", "mail_key")
	return p.Err()
}

// ErrAddress is returned by ParseAddress for text that is no single plain address.
var ErrAddress = fault.New(fault.Invalid, "mail_address")

// ParseAddress reads one bare address as people have them and gives it with the domain
// in lower case. Names, lists, comments, quoted local parts and addresses without a
// dotted domain are refused: programs along the way read those differently.
func ParseAddress(text string) (string, error) {
	text = strings.TrimSpace(text)
	local, domain, _ := strings.Cut(text, "@")
	if len(text) > 254 || len(local) > 64 || !isLocal(local) || !isDomain(domain) {
		return "", ErrAddress
	}
	parsed, err := mail.ParseAddress(text)
	if err != nil || parsed.Address != text || parsed.Name != "" {
		return "", ErrAddress
	}
	return local + "@" + strings.ToLower(domain), nil
}

func isLocal(s string) bool {
	for _, c := range s {
		if !isAlphanumeric(c) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~.", c) {
			return false
		}
	}
	return s != ""
}

func isDomain(s string) bool {
	labels := strings.Split(s, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, c := range label {
			if !isAlphanumeric(c) && c != '-' {
				return false
			}
		}
	}
	return len(labels) >= 2
}

func isAlphanumeric(c rune) bool {
	return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9')
}

// printable refuses control and format characters (a right-to-left override turns
// a subject around) and broken UTF-8.
func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(c rune) bool {
		return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029'
	})
}

// readable allows line ends and tabs, as a body needs them.
func readable(s string) bool {
	return len(s) <= maxText && utf8.ValidString(s) && !strings.ContainsFunc(s, func(c rune) bool {
		return unicode.IsControl(c) && c != '\n' && c != '\t'
	})
}

func isKey(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool {
		return !isAlphanumeric(c) && !strings.ContainsRune("-_.:/", c)
	})
}
