package smtp_test

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	netmail "net/mail"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"

	gosmtp "github.com/emersion/go-smtp"

	"beli/internal/fault"
	"beli/internal/mail"
	"beli/internal/mail/mailtest"
	"beli/internal/mail/smtp"
)

// keeper remembers the keys of what is sent, which no letter carries in clear.
type keeper struct {
	*smtp.Sender
	mu   sync.Mutex
	keys []string
}

func (k *keeper) Send(ctx context.Context, m mail.Message) error {
	k.mu.Lock()
	k.keys = append(k.keys, m.Key)
	k.mu.Unlock()
	return k.Sender.Send(ctx, m)
}

func (k *keeper) keyOf(id string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, key := range k.keys {
		if smtp.MessageID(k.Sender, key) == id {
			return key
		}
	}
	return "no key of ours: " + id
}

func TestSender(t *testing.T) {
	for name, x := range map[string]struct {
		url       string
		encrypted bool
		sink      *sink
	}{
		"starttls":      {url, false, &sink{}},
		"encrypted":     {"smtps://surat:kata%23sandi%2Frahasia@example.com", true, &sink{}},
		"other_sign_in": {url, false, &sink{ways: []string{"LOGIN"}}},
		"local_clear":   {"smtp://localhost:25", false, &sink{clear: true}},
	} {
		t.Run(name, func(t *testing.T) {
			mailtest.Exercise(t, func(t *testing.T) mailtest.Fixture {
				s := open(t, &sink{clear: x.sink.clear, ways: x.sink.ways}, x.encrypted)
				k := &keeper{Sender: s.sender(t, x.url, 0)}
				return mailtest.Fixture{
					Sender: k, HTML: true, GoAway: func() { s.goAway(true) }, ComeBack: func() { s.goAway(false) },
					Delivered: func(t *testing.T) []mail.Message {
						list := s.arrived(t)
						for i := range list {
							list[i].Key = k.keyOf(list[i].Key)
						}
						if strings.Contains(x.url, "@") && s.signedIn < len(list) {
							t.Errorf("%d letters came, signed in %d times", len(list), s.signedIn)
						}
						return list
					},
				}
			})
		})
	}
}

func letter() mail.Message {
	return mail.Message{To: "siti@contoh.id", Subject: "Pesanan BPB-7K2M", Text: "Halo", HTML: "<p>Halo</p>", Key: "order/7K2M/paid"}
}

func TestSend_twice_is_one_letter_to_the_programs_that_get_it(t *testing.T) {
	s := open(t, &sink{}, false)
	out := s.sender(t, url, 0)
	for _, key := range []string{"a", "a", "b"} {
		m := letter()
		m.Key = key
		if err := out.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	got := s.arrived(t)
	if got[0].Key != got[1].Key || got[0].Key == got[2].Key || !strings.HasSuffix(got[0].Key, "@beli.example.id") {
		t.Errorf("Message-IDs %s, %s, %s", got[0].Key, got[1].Key, got[2].Key)
	}
}

func TestSend_says_who_writes_and_that_it_is_a_machine(t *testing.T) {
	s := open(t, &sink{}, false)
	if err := s.sender(t, url, 0).Send(t.Context(), letter()); err != nil {
		t.Fatal(err)
	}
	got, err := netmail.ReadMessage(strings.NewReader(s.raw[0]))
	if err != nil {
		t.Fatal(err)
	}
	from, err := got.Header.AddressList("From")
	if err != nil || len(from) != 1 || from[0].Name != "Beli Produk Blitar" || from[0].Address != "surat@beli.example.id" {
		t.Errorf("From = %v, %v", from, err)
	}
	if _, err := got.Header.Date(); err != nil || got.Header.Get("Auto-Submitted") != "auto-generated" || got.Header.Get("Mime-Version") != "1.0" {
		t.Errorf("header = %v, %v", got.Header, err)
	}
	for _, tell := range []string{"User-Agent", "X-Mailer"} {
		if got.Header.Get(tell) != "" {
			t.Errorf("%s tells what we run", tell)
		}
	}
}

func TestSend_says_nothing_in_clear_to_another_machine(t *testing.T) {
	s := open(t, &sink{clear: true}, false)
	out := s.sender(t, url, 0)
	for name, err := range map[string]error{"Send": out.Send(t.Context(), letter()), "Health": out.Health(t.Context())} {
		if !errors.Is(err, mail.ErrUnavailable) || !strings.Contains(err.Error(), "STARTTLS") {
			t.Errorf("%s = %v", name, err)
		}
	}
	if len(s.raw) != 0 || s.signedIn != 0 || s.greeted != 2 {
		t.Errorf("%d letters, %d sign-ins, %d visits", len(s.raw), s.signedIn, s.greeted)
	}
}

func TestSend_trusts_no_certificate_of_another_name(t *testing.T) {
	for _, address := range []string{strings.Replace(url, host, "surat.contoh.id", 1), "smtps://surat:x@surat.contoh.id"} {
		s := open(t, &sink{}, strings.HasPrefix(address, "smtps"))
		if err := s.sender(t, address, 0).Send(t.Context(), letter()); !errors.Is(err, mail.ErrUnavailable) || !strings.Contains(err.Error(), "certificate") {
			t.Errorf("Send to %s = %v", address[:5], err)
		}
		if len(s.raw) != 0 || s.signedIn != 0 {
			t.Errorf("%d letters, %d sign-ins", len(s.raw), s.signedIn)
		}
	}
}

func TestSend_gives_up_what_is_refused_for_good_and_keeps_what_may_go_later(t *testing.T) {
	answer := func(code int, e ...int) error {
		a := &gosmtp.SMTPError{Code: code, EnhancedCode: gosmtp.NoEnhancedCode, Message: "siti@contoh.id: no"}
		if len(e) == 3 {
			a.EnhancedCode = gosmtp.EnhancedCode{e[0], e[1], e[2]}
		}
		return a
	}
	for name, x := range map[string]struct {
		sink *sink
		want error
	}{
		"no such mailbox":             {&sink{refuseTo: answer(550, 5, 1, 1)}, mail.ErrRefused},
		"no such mailbox, no status":  {&sink{refuseTo: answer(550)}, mail.ErrRefused},
		"an address it cannot read":   {&sink{refuseTo: answer(501, 5, 1, 3)}, mail.ErrRefused},
		"too large":                   {&sink{refuseAll: answer(552, 5, 3, 4)}, mail.ErrRefused},
		"mailbox busy":                {&sink{refuseTo: answer(450, 4, 2, 1)}, mail.ErrUnavailable},
		"greylisted":                  {&sink{refuseTo: answer(451)}, mail.ErrUnavailable},
		"too many letters":            {&sink{refuseAll: answer(452, 4, 3, 1)}, mail.ErrUnavailable},
		"it does not relay for us":    {&sink{refuseTo: answer(550, 5, 7, 1)}, mail.ErrUnavailable},
		"our address is not allowed":  {&sink{refuseTo: answer(553, 5, 1, 8)}, mail.ErrUnavailable},
		"transaction failed, unknown": {&sink{refuseAll: answer(554)}, mail.ErrUnavailable},
		"failed, and nothing said":    {&sink{refuseAll: answer(554, 5, 0, 0)}, mail.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			err := open(t, x.sink, false).sender(t, url, 0).Send(t.Context(), letter())
			if !errors.Is(err, x.want) {
				t.Fatalf("Send = %v, want %v", err, x.want)
			}
			if gone := fault.KindOf(err) == fault.Invalid; gone != (x.want == mail.ErrRefused) {
				t.Errorf("given up: %v", gone)
			}
			if strings.Contains(err.Error(), "siti") {
				t.Errorf("the log would name a person: %v", err)
			}
		})
	}
}

func TestErrors_never_hold_the_password(t *testing.T) {
	check := func(name string, err error) {
		t.Helper()
		if err == nil {
			t.Fatalf("%s: no error", name)
		}
		for _, form := range []string{password, "rahasia", "kata%23sandi", base64.StdEncoding.EncodeToString([]byte("\x00surat\x00" + password)), base64.StdEncoding.EncodeToString([]byte(password))} {
			if strings.Contains(err.Error(), form) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for name, address := range map[string]string{
		"no scheme": "surat:kata#sandi/rahasia@example.com", "a bad escape": "smtp://surat:rahasia%zz@example.com", "a raw sign": "smtp://surat:" + password + "@example.com",
		"another scheme": "https://surat:rahasia@example.com", "a line": "smtp://surat:rahasia%0a@example.com", "a path": "smtp://surat:rahasia@example.com/x",
	} {
		_, err := smtp.New(smtp.Options{URL: address, From: "surat@beli.example.id"})
		check(name, err)
	}
	s := open(t, &sink{}, false)
	err := s.sender(t, strings.Replace(url, "surat:", "lain:", 1), 0).Health(t.Context())
	check("refused, the password repeated", err)
	if !errors.Is(err, mail.ErrUnavailable) || !strings.Contains(err.Error(), "sign in") || !strings.Contains(err.Error(), "535") {
		t.Errorf("Health = %v does not say what to mend", err)
	}
	check("an echo", speak(t, func(conn net.Conn) { io.Copy(conn, io.MultiReader(strings.NewReader(password+"\r\n"), conn)) }).Health(t.Context()))
}

// speak makes a sender whose server, on this machine, is talk.
func speak(t *testing.T, talk func(net.Conn)) *smtp.Sender {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() { defer conn.Close(); talk(conn) }()
		}
	}()
	return (&sink{listener: l}).sender(t, "smtp://surat:kata%23sandi%2Frahasia@"+l.Addr().String(), 100*time.Millisecond)
}

func TestSend_waits_no_longer_than_it_may(t *testing.T) {
	silent := func(conn net.Conn) { io.Copy(io.Discard, conn) }
	if err := speak(t, silent).Send(t.Context(), letter()); !errors.Is(err, mail.ErrUnavailable) || !strings.Contains(err.Error(), "in time") {
		t.Errorf("Send to a silent server = %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	out := speak(t, func(conn net.Conn) { cancel(); silent(conn) })
	if err := out.Send(ctx, letter()); !errors.Is(err, context.Canceled) {
		t.Errorf("Send with a context that ended meanwhile = %v", err)
	}
}

func TestSend_is_done_once_the_letter_is_taken(t *testing.T) {
	taken := make(chan string, 1)
	out := speak(t, func(conn net.Conn) { // takes the letter and hangs up without a farewell
		c := textproto.NewConn(conn)
		c.PrintfLine("220 here")
		for _, answer := range []string{"250-here\r\n250 AUTH PLAIN", "235 welcome", "250 ok", "250 ok", "354 go on"} {
			c.ReadLine()
			c.PrintfLine("%s", answer)
		}
		text, _ := c.ReadDotBytes()
		c.PrintfLine("250 taken")
		taken <- string(text)
	})
	if err := out.Send(t.Context(), letter()); err != nil {
		t.Errorf("Send = %v", err)
	}
	if text := <-taken; !strings.Contains(text, "Pesanan BPB-7K2M") {
		t.Errorf("the server heard %q", text)
	}
}

func TestHealth_signs_in_and_sends_nothing(t *testing.T) {
	s := open(t, &sink{}, false)
	out := s.sender(t, url, 0)
	if err := out.Health(t.Context()); err != nil || s.signedIn != 1 || len(s.raw) != 0 {
		t.Errorf("Health = %v, %d sign-ins, %d letters", err, s.signedIn, len(s.raw))
	}
	s.goAway(true)
	if err := out.Health(t.Context()); !errors.Is(err, mail.ErrUnavailable) {
		t.Errorf("Health of a server that is gone = %v", err)
	}
}

func TestNew_refuses_a_sender_that_is_no_address(t *testing.T) {
	for _, from := range []string{"", "surat", "surat@contoh.id, lain@contoh.id", "Beli\r\nBcc: lain@contoh.id <surat@contoh.id>", "surat@localhost"} {
		if _, err := smtp.New(smtp.Options{URL: url, From: from}); err == nil {
			t.Errorf("From %q is accepted", from)
		}
	}
	for _, hello := range []string{"a b", "a\r\nMAIL FROM:<x@contoh.id>"} {
		if _, err := smtp.New(smtp.Options{URL: url, From: "surat@contoh.id", Hello: hello}); err == nil {
			t.Errorf("Hello %q is accepted", hello)
		}
	}
}
