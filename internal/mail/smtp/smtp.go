// Package smtp hands letters to a mail server: encrypted, signed in, and each with a
// Message-ID that stays the same when a letter has to be handed over twice.
package smtp

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/url"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"beli/internal/mail"
)

// How long a server may take. Letters wait in the outbox, so nobody waits for it.
const (
	connectWithin = 5 * time.Second
	sendWithin    = 20 * time.Second
	leaveWithin   = 2 * time.Second // the letter is handed over already
)

// Options says which server, and in whose name.
type Options struct {
	// URL is smtp://user:password@host:port, where the server must offer STARTTLS unless the
	// host is this machine, or smtps://… for a port that is encrypted from the first byte.
	// Without a port it is 587 or 465, without a user nobody signs in.
	URL string
	// From is the address letters come from, alone or as `Name <address>`.
	From string
	// Hello is the name this machine greets with; "" means the domain of From.
	Hello string
}

// Sender hands letters to one server, a connection each. It may be used by many at once.
type Sender struct {
	host, port     string
	user, password string
	hello          string
	from           netmail.Address
	encrypted      bool // from the first byte
	local          bool // the server runs on this machine: the only one that hears us in clear

	within time.Duration // for a whole letter
	dial   func(ctx context.Context, network, address string) (net.Conn, error)
	roots  *x509.CertPool // nil for the machine's own
}

// New reads the options and connects nowhere. Its errors never hold the password.
func New(o Options) (*Sender, error) {
	s := &Sender{hello: o.Hello, within: sendWithin, dial: (&net.Dialer{}).DialContext}
	if err := s.readURL(o.URL); err != nil {
		return nil, err
	}
	from, err := netmail.ParseAddress(o.From)
	if err != nil {
		return nil, errors.New("smtp: the sender is no address like surat@contoh.id or Name <surat@contoh.id>")
	}
	if from.Address, err = mail.ParseAddress(from.Address); err != nil {
		return nil, fmt.Errorf("smtp: the sender: %w", err)
	}
	s.from = *from
	if s.hello == "" {
		_, s.hello, _ = strings.Cut(from.Address, "@")
	}
	if strings.ContainsAny(s.hello, " \r\n\t") {
		return nil, errors.New("smtp: the name to greet with is no host name")
	}
	return s, nil
}

func (s *Sender) readURL(text string) error {
	bad := errors.New("smtp: the server is no address like smtp://user:password@host:587") // url's own error repeats the password
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return bad
	}
	switch u.Scheme {
	case "smtp":
		s.port = "587"
	case "smtps":
		s.port, s.encrypted = "465", true
	default:
		return bad
	}
	s.host, s.local = u.Hostname(), isLocal(u.Hostname())
	if u.Port() != "" {
		s.port = u.Port()
	}
	s.user = u.User.Username()
	s.password, _ = u.User.Password()
	if strings.ContainsAny(s.user+s.password, "\x00\r\n") {
		return bad
	}
	return nil
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback())
}

// Send implements mail.Sender: the letter is taken by the server, or it is an error.
func (s *Sender) Send(ctx context.Context, m mail.Message) error {
	if err := m.Validate(); err != nil {
		return fmt.Errorf("smtp: %w", err)
	}
	letter, err := s.compose(m)
	if err != nil {
		return fmt.Errorf("smtp: write letter: %w", err)
	}
	return s.visit(ctx, func(c *smtp.Client) error { return s.handOver(c, m.To, letter) })
}

// Health tells whether a letter could be sent now: it connects, encrypts and signs in.
// It returns mail.ErrUnavailable with the reason, or the context's error, wrapped.
func (s *Sender) Health(ctx context.Context) error {
	return s.visit(ctx, func(*smtp.Client) error { return nil })
}

// visit opens a conversation, runs act in it and takes leave.
func (s *Sender) visit(caller context.Context, act func(*smtp.Client) error) error {
	ctx, cancel := context.WithTimeout(caller, s.within)
	defer cancel()
	conn, err := s.connect(ctx)
	if err != nil {
		return s.explain(caller, ctx, "connect", err)
	}
	defer conn.Close()
	// Reads and writes of the conversation know no context: closing the connection ends them.
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	c, err := smtp.NewClient(conn, s.host)
	if err != nil {
		return s.explain(caller, ctx, "greet", err)
	}
	if at, err := s.enter(c); err != nil {
		return s.explain(caller, ctx, at, err)
	}
	if err := act(c); err != nil {
		return s.explain(caller, ctx, "hand over", err)
	}
	leaving, done := context.WithTimeout(ctx, leaveWithin)
	defer done()
	defer context.AfterFunc(leaving, func() { conn.Close() })()
	_ = c.Quit() // whatever comes now, the letter is theirs
	return nil
}

func (s *Sender) connect(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	conn, err := s.dial(ctx, "tcp", net.JoinHostPort(s.host, s.port))
	if err != nil || !s.encrypted {
		return conn, err
	}
	secured := tls.Client(conn, s.tls())
	if err := secured.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return secured, nil
}

func (s *Sender) tls() *tls.Config {
	return &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12, RootCAs: s.roots}
}

var errClear = errors.New("the server offers no encryption (STARTTLS), and nothing is said to it in clear")

// enter goes as far as a letter may be handed over; at names the step that failed.
func (s *Sender) enter(c *smtp.Client) (at string, err error) {
	c.SkipSMTPUTF8(true) // addresses are ASCII, and a server on the way may not know it
	if err := c.Hello(s.hello); err != nil {
		return "greet", err
	}
	if !s.encrypted && !s.local {
		if offered, _ := c.Extension("STARTTLS"); !offered {
			return "encrypt", errClear
		}
		if err := c.StartTLS(s.tls()); err != nil {
			return "encrypt", err
		}
	}
	if s.user == "" {
		return "", nil
	}
	ways := ""
	if _, ways = c.Extension("AUTH"); ways == "" {
		return "sign in", errors.New("the server takes no sign-in")
	}
	if err := c.Auth(s.proof(strings.Fields(ways))); err != nil {
		return "sign in", err
	}
	return "", nil
}
