package smtp_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"

	"beli/internal/mail"
	"beli/internal/mail/smtp"
)

const (
	host     = "example.com" // the name in the certificate of net/http/httptest
	user     = "surat"
	password = "kata#sandi/rahasia"
	url      = "smtp://surat:kata%23sandi%2Frahasia@example.com:587"
)

// sink is a mail server that keeps what it gets.
type sink struct {
	clear     bool     // offers no STARTTLS
	ways      []string // of signing in; none means PLAIN
	refuseTo  error    // answer to a recipient
	refuseAll error    // answer to a letter
	listener  net.Listener
	roots     *x509.CertPool

	mu       sync.Mutex
	away     bool
	raw      []string // letters as they came
	to       []string
	signedIn int
	greeted  int
}

// open starts a sink; encrypted is a port that is so from the first byte.
func open(t *testing.T, s *sink, encrypted bool) *sink {
	t.Helper()
	cert := httptest.NewTLSServer(nil)
	cert.Close()
	s.roots = x509.NewCertPool()
	s.roots.AddCert(cert.Certificate())
	config := &tls.Config{Certificates: cert.TLS.Certificates}
	server := gosmtp.NewServer(gosmtp.BackendFunc(func(*gosmtp.Conn) (gosmtp.Session, error) {
		s.count(&s.greeted)
		return &session{sink: s}, nil
	}))
	server.Domain, server.ErrorLog = host, quiet{}
	server.AllowInsecureAuth = s.clear
	if !s.clear {
		server.TLSConfig = config
	}
	var err error
	if s.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	l := s.listener
	if encrypted {
		server.TLSConfig, l = nil, tls.NewListener(s.listener, config)
	}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return s
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func (s *sink) count(n *int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*n++
}

func (s *sink) goAway(away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = away
}

func (s *sink) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	s.mu.Lock()
	away := s.away
	s.mu.Unlock()
	if away {
		return nil, &net.OpError{Op: "dial", Net: network, Err: errors.New("connection refused")}
	}
	return (&net.Dialer{}).DialContext(ctx, network, s.listener.Addr().String())
}

// sender is made for address and reaches s whatever host that names.
func (s *sink) sender(t *testing.T, address string, within time.Duration) *smtp.Sender {
	t.Helper()
	out, err := smtp.New(smtp.Options{URL: address, From: "Beli Produk Blitar <surat@beli.example.id>"})
	if err != nil {
		t.Fatal(err)
	}
	smtp.Through(out, s.dial, s.roots, within)
	return out
}

// session is one conversation.
type session struct {
	sink *sink
	to   string
}

func (s *session) Reset()        { s.to = "" }
func (s *session) Logout() error { return nil }

func (s *session) AuthMechanisms() []string {
	if s.sink.ways != nil {
		return s.sink.ways
	}
	return []string{sasl.Plain}
}

func (s *session) Auth(way string) (sasl.Server, error) {
	check := func(u, p string) error {
		if u != user || p != password {
			return &gosmtp.SMTPError{Code: 535, EnhancedCode: gosmtp.EnhancedCode{5, 7, 8}, Message: "no: " + u + " with " + p}
		}
		s.sink.count(&s.sink.signedIn)
		return nil
	}
	if way == "LOGIN" {
		return &login{check: check}, nil
	}
	return sasl.NewPlainServer(func(_, u, p string) error { return check(u, p) }), nil
}

// login asks for the user, then for the password.
type login struct {
	check func(user, password string) error
	asked int
	user  string
}

func (l *login) Next(said []byte) ([]byte, bool, error) {
	l.asked++
	switch l.asked {
	case 1:
		return []byte("Username:"), false, nil
	case 2:
		l.user = string(said)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.check(l.user, string(said))
}

func (s *session) Mail(string, *gosmtp.MailOptions) error { return nil }

func (s *session) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	s.to = to
	return s.sink.refuseTo
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if s.sink.refuseAll != nil {
		return s.sink.refuseAll
	}
	s.sink.mu.Lock()
	defer s.sink.mu.Unlock()
	s.sink.raw, s.sink.to = append(s.sink.raw, string(raw)), append(s.sink.to, s.to)
	return nil
}

// arrived reads every letter as a mail program does; Key holds the Message-ID.
func (s *sink) arrived(t *testing.T) []mail.Message {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []mail.Message
	for i, raw := range s.raw {
		letter, err := netmail.ReadMessage(strings.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		to, err := letter.Header.AddressList("To")
		if err != nil || len(to) != 1 || to[0].Address != s.to[i] {
			t.Fatalf("the letter is addressed to %v and was handed over for %s (%v)", to, s.to[i], err)
		}
		subject, err := (&mime.WordDecoder{}).DecodeHeader(letter.Header.Get("Subject"))
		if err != nil {
			t.Fatal(err)
		}
		m := mail.Message{To: s.to[i], Subject: subject, Key: strings.Trim(letter.Header.Get("Message-Id"), "<>")}
		read(t, letter.Header.Get("Content-Type"), letter.Header.Get("Content-Transfer-Encoding"), letter.Body, &m)
		list = append(list, m)
	}
	return list
}

func read(t *testing.T, contentType, encoding string, body io.Reader, m *mail.Message) {
	t.Helper()
	kind, param, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	if kind == "multipart/alternative" {
		for parts := multipart.NewReader(body, param["boundary"]); ; {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return
			} else if err != nil {
				t.Fatal(err)
			}
			read(t, part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, m)
		}
	}
	if encoding != "quoted-printable" || !strings.EqualFold(param["charset"], "utf-8") {
		t.Fatalf("a part is %s in %s", contentType, encoding)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if kind == "text/html" {
		m.HTML = string(text)
	} else {
		m.Text = string(text)
	}
}
