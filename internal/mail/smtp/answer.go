package smtp

import (
	"context"
	"errors"
	"fmt"
	"net/textproto"
	"strings"

	"beli/internal/mail"
)

// explain turns what went wrong into an error of the contract. Of a server's answer only the
// numbers are kept: its words may repeat an address, or the password.
func (s *Sender) explain(caller, own context.Context, at string, err error) error {
	var where step
	if errors.As(err, &where) {
		at, err = where.at, where.err
	}
	if ended := caller.Err(); ended != nil {
		return fmt.Errorf("smtp: %s at %s: %w", at, s.host, ended)
	}
	var answer *textproto.Error
	var odd textproto.ProtocolError
	reason := ""
	switch {
	case errors.As(err, &answer):
		status := enhanced(answer.Msg)
		reason = strings.TrimSpace(fmt.Sprintf("the server said %d %s", answer.Code, status))
		if refusesLetter(at, answer.Code, status) {
			return fmt.Errorf("smtp: %s at %s: %s: %w", at, s.host, reason, mail.ErrRefused)
		}
	case own.Err() != nil:
		reason = "no answer in time"
	case errors.As(err, &odd):
		reason = "what answers there speaks no SMTP"
	default:
		reason = s.scrub(err.Error())
	}
	return fmt.Errorf("%w: smtp: %s at %s: %s", mail.ErrUnavailable, at, s.host, reason)
}

// refusesLetter tells a letter that will never be taken from a server that takes none now.
// What is about us (sign-in, policy, the sender's address, the protocol) a person mends, and
// letters wait for that.
func refusesLetter(at string, code int, status string) bool {
	if at != toRecipient && at != toContent || code < 500 || code > 599 {
		return false
	}
	if status == "" || strings.HasPrefix(status, "5.0.") { // "other": says nothing
		return code >= 550 && code <= 553
	}
	for _, ours := range []string{"5.1.7", "5.1.8", "5.5.", "5.7."} {
		if strings.HasPrefix(status, ours) {
			return false
		}
	}
	return true
}

// enhanced finds the status of RFC 3463 that may begin an answer: "5.1.1 no such user".
func enhanced(text string) string {
	word, _, _ := strings.Cut(text, " ")
	class, rest, _ := strings.Cut(word, ".")
	if (class != "4" && class != "5") || len(word) > 9 || strings.Trim(rest, "0123456789.") != "" || strings.Count(rest, ".") != 1 {
		return ""
	}
	return word
}

// scrub keeps the password out of a text that others wrote.
func (s *Sender) scrub(text string) string {
	if s.password != "" {
		text = strings.ReplaceAll(text, s.password, "•••")
	}
	return text
}
