package smtp

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"beli/internal/mail"
)

// compose writes the letter as it goes over the wire.
func (s *Sender) compose(m mail.Message) ([]byte, error) {
	letter := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	if err := errors.Join(letter.FromFormat(s.from.Name, s.from.Address), letter.To(m.To)); err != nil {
		return nil, err
	}
	letter.Subject(m.Subject)
	letter.SetMessageIDWithValue(s.messageID(m.Key))
	letter.SetDate()
	// Out-of-office answers would go to an address that nobody reads.
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		letter.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	var wire bytes.Buffer
	if _, err := letter.WriteTo(&wire); err != nil {
		return nil, err
	}
	return wire.Bytes(), nil
}

// messageID follows from the key alone: a letter that is handed over twice, because the
// server's yes got lost, is one letter to the programs that receive it. The key itself
// stays here.
func (s *Sender) messageID(key string) string {
	sum := sha256.Sum256([]byte(key))
	_, domain, _ := strings.Cut(s.from.Address, "@")
	return hex.EncodeToString(sum[:16]) + "@" + domain
}

// step is an error that knows where in the conversation it happened.
type step struct {
	at  string
	err error
}

func (s step) Error() string { return s.at + ": " + s.err.Error() }
func (s step) Unwrap() error { return s.err }

// Steps in which a server can refuse one letter and still take others.
const (
	toRecipient = "name the recipient"
	toContent   = "take the letter"
)

func (s *Sender) handOver(c *smtp.Client, to string, letter []byte) error {
	if err := c.Mail("<" + s.from.Address + ">"); err != nil {
		return step{"name the sender", err}
	}
	if err := c.Rcpt("<" + to + ">"); err != nil {
		return step{toRecipient, err}
	}
	w, err := c.Data()
	if err != nil {
		return step{toContent, err}
	}
	if _, err := w.Write(letter); err != nil {
		return step{toContent, err}
	}
	if err := w.Close(); err != nil {
		return step{toContent, err}
	}
	return nil
}

// proof chooses how to sign in. The connection is encrypted, or the server is this machine,
// so the plain ways come first: every server knows them.
func (s *Sender) proof(ways []string) smtp.Auth {
	switch {
	case slices.Contains(ways, "LOGIN") && !slices.Contains(ways, "PLAIN"):
		return smtp.LoginAuth(s.user, s.password, s.host, s.local)
	case slices.Contains(ways, "SCRAM-SHA-256") && !slices.Contains(ways, "PLAIN"):
		return smtp.ScramSHA256Auth(s.user, s.password)
	}
	return smtp.PlainAuth("", s.user, s.password, s.host, s.local)
}
