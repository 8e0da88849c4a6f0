package app

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/jackc/pgx/v5/pgproto3"

	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/payment/stripe/stripetest"
	"beli/internal/photo/s3/s3test"
	"beli/internal/search/meili/meilitest"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

// bird is in every secret of these tests, and in nothing else.
const bird = "Kenari"

// canary is the secret of a part; in an address it must be escaped.
func canary(part string) string { return bird + "/" + part + "#8" }

// signedIn is a user and a canary as an address holds them.
func signedIn(part string) string { return url.UserPassword("beli", canary(part)).String() }

// canaries are settings of every engine whose secret stands in a variable of its own.
func canaries(t *testing.T) map[string]string {
	t.Helper()
	return map[string]string{"BELI_DATA_DIR": t.TempDir(), "BELI_SECRET": strings.Repeat(canary("signing"), 3), "BELI_MEILI_KEY": canary("search"),
		"BELI_S3_BUCKET": "foto", "BELI_S3_ACCESS_KEY": "beli", "BELI_S3_SECRET_KEY": canary("photos"), "BELI_MAIL_FROM": "surat@contoh.id",
		"BELI_STRIPE_KEY": "sk_test_" + canary("cards"), "BELI_STRIPE_WEBHOOK_SECRET": "whsec_" + canary("events"), "BELI_OPERATOR": "Koperasi Contoh"}
}

// sings finds a canary in a text, plain or in base64, "" for none.
func sings(text string) string {
	marks := []string{strings.ToLower(bird)}
	for before := range 3 { // what stands before it shifts the letters
		shifted := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + bird))
		marks = append(marks, strings.ToLower(shifted[(before*8+5)/6:(before+len(bird))*8/6]))
	}
	low := strings.ToLower(text)
	for _, mark := range marks {
		if at := strings.Index(low, mark); at >= 0 {
			return text[max(0, at-120):min(len(text), at+120)]
		}
	}
	return ""
}

func wantSilence(t *testing.T, who, text string) {
	t.Helper()
	if text == "" {
		t.Errorf("%s says nothing at all", who)
	}
	if found := sings(text); found != "" {
		t.Errorf("%s tells a secret: … %s …", who, found)
	}
}

func TestSings_hears_a_canary_in_every_dress(t *testing.T) {
	for _, said := range []string{canary("mail"), strings.ToUpper(canary("mail")), url.QueryEscape(canary("mail")), signedIn("mail"),
		base64.StdEncoding.EncodeToString([]byte("\x00beli\x00" + canary("mail"))), base64.RawURLEncoding.EncodeToString([]byte("beli:" + canary("mail"))),
		base64.StdEncoding.EncodeToString([]byte(canary("mail")))} {
		if sings("before "+said+" after") == "" {
			t.Errorf("%q is not heard", said)
		}
	}
	if found := sings("time=now level=WARN msg=\"letters are written with ink\""); found != "" {
		t.Errorf("heard where there is none: %s", found)
	}
}

// gatekeeper is a mail server that lets nobody in and repeats what it was told.
type gatekeeper struct {
	mu    sync.Mutex
	heard []string // passwords
}

func openGatekeeper(t *testing.T) (g *gatekeeper, addr string) {
	t.Helper()
	g = &gatekeeper{}
	server := smtp.NewServer(g)
	server.Domain, server.AllowInsecureAuth, server.ErrorLog = "localhost", true, quietLog{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return g, l.Addr().String()
}

type quietLog struct{}

func (quietLog) Printf(string, ...any) {}
func (quietLog) Println(...any)        {}

// NewSession implements smtp.Backend.
func (g *gatekeeper) NewSession(*smtp.Conn) (smtp.Session, error) { return &atGate{gate: g}, nil }

func (g *gatekeeper) passwords() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return strings.Join(g.heard, " ")
}

type atGate struct{ gate *gatekeeper }

var errShut = errors.New("nobody comes in")

func (a *atGate) AuthMechanisms() []string             { return []string{sasl.Plain} }
func (a *atGate) Mail(string, *smtp.MailOptions) error { return errShut }
func (a *atGate) Rcpt(string, *smtp.RcptOptions) error { return errShut }
func (a *atGate) Data(io.Reader) error                 { return errShut }
func (a *atGate) Reset()                               {}
func (a *atGate) Logout() error                        { return nil }
func (a *atGate) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		a.gate.mu.Lock()
		defer a.gate.mu.Unlock()
		a.gate.heard = append(a.gate.heard, password)
		return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "no: " + user + " with " + password}
	}), nil
}

// openShut starts the program on engines that know none of its secrets.
func openShut(t *testing.T) (s *stage, gate *gatekeeper, found *meilitest.Server, bucket *s3test.Server, cards *stripetest.Server) {
	t.Helper()
	set := canaries(t)
	found, bucket = meilitest.Start(t), s3test.Start(t)
	found.Have(meilitest.Trouble{RefuseKeys: true})
	set["BELI_MEILI_URL"], set["BELI_S3_ENDPOINT"], set["BELI_S3_BUCKET"] = found.URL, bucket.URL, bucket.Bucket
	cards, set["BELI_STRIPE_URL"] = stripetest.Start(t, stripetest.Options{})
	gate, at := openGatekeeper(t)
	set["BELI_SMTP_URL"] = "smtp://" + signedIn("mail") + "@" + at
	s = openServing(t, set)
	s.late, s.letters = "search server", &letterbox{} // neither ever gets anything
	return s, gate, found, bucket, cards
}

func TestSecrets_that_every_engine_refuses_are_in_no_log_no_job_and_on_no_page(t *testing.T) {
	s, gate, found, bucket, cards := openShut(t)
	s.furnish()
	for column, want := range map[string]string{"/cari?q=wajik": "stand-in", "upload": "503", "card": "pending", "letter": "later", "/readyz": "200"} {
		if got := s.act(column, want); got != want {
			t.Errorf("%s answers %s, want %s", column, got, want)
		}
	}
	forged, err := http.NewRequest(http.MethodPost, webtest.Origin+"/webhook/stripe", strings.NewReader(`{"id":"evt_1","object":"event"}`))
	if err != nil {
		t.Fatal(err)
	}
	forged.Header.Set("Stripe-Signature", "t=1,v1=00")
	res, err := s.Respond(forged)
	if err != nil || res.StatusCode < 400 {
		t.Errorf("a forged event: %v %v", res, err)
	}
	res.Body.Close()

	s.until("the letter was tried", func() bool {
		var tried string
		s.row(`SELECT CAST(COUNT(*) AS text) FROM outbox_message WHERE kind = 'account.code_issued' AND last_error <> $1`, "", &tried)
		return tried != "0"
	})
	if !strings.Contains(gate.passwords(), canary("mail")) {
		t.Error("another password was tried at the mail server")
	}
	for engine, asked := range map[string]bool{"search server": len(found.Asked()) > 0, "photos": bucket.Requests() > 0, "cards": len(cards.Requests()) > 0} {
		if !asked {
			t.Errorf("%s: never asked", engine)
		}
	}
	wantSilence(t, "the log", s.said.all())
	var jobs string
	s.row(`SELECT COALESCE(GROUP_CONCAT(kind || ' ' || last_error, '; '), '') FROM outbox_message WHERE last_error <> $1`, "", &jobs)
	wantSilence(t, "a job", jobs)
	admin := s.browser()
	s.join(admin, storetest.Account(t, s.parts.db, "admin"))
	page := admin.Get("/admin/sehat").Want(http.StatusOK)
	wantSilence(t, "the page of the operator", page.Text())
	for _, trouble := range []meilitest.Trouble{{RefuseKeys: true}, {Echo: true}} {
		found.Have(trouble)
		var said strings.Builder
		err := Doctor(t.Context(), s.parts.config, nil, &said)
		if err == nil {
			t.Fatalf("the doctor finds nothing:\n%s", said.String())
		}
		wantSilence(t, "the doctor", said.String()+err.Error())
		advice := strings.Join(lines(said.String(), "→"), " ")
		for _, name := range []string{"BELI_MEILI_", "BELI_STRIPE_KEY", "BELI_SMTP_URL", "BELI_S3_BUCKET"} {
			if !strings.Contains(advice, name) {
				t.Errorf("the doctor does not name %s:\n%s", name, said.String())
			}
		}
	}
}

// openWrongDatabase is a PostgreSQL that refuses every password and repeats it.
func openWrongDatabase(t *testing.T) (addr string, heard chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	heard = make(chan string, 100)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go refusePassword(conn, heard)
		}
	}()
	return l.Addr().String(), heard
}

func refusePassword(conn net.Conn, heard chan<- string) {
	defer conn.Close()
	server := pgproto3.NewBackend(conn, conn)
	if _, err := server.ReceiveStartupMessage(); err != nil {
		return
	}
	server.Send(&pgproto3.AuthenticationCleartextPassword{})
	if server.Flush() != nil || server.SetAuthType(pgproto3.AuthTypeCleartextPassword) != nil {
		return
	}
	message, err := server.Receive()
	if given, ok := message.(*pgproto3.PasswordMessage); ok && err == nil {
		heard <- given.Password
		server.Send(&pgproto3.ErrorResponse{Severity: "FATAL", Code: "28P01", Message: `password authentication failed for user "beli"`})
		server.Flush()
	}
}

func TestSecrets_a_password_that_PostgreSQL_refuses_is_told_of_and_not_told(t *testing.T) {
	addr, heard := openWrongDatabase(t)
	set := canaries(t)
	for _, name := range []string{"BELI_MEILI_KEY", "BELI_S3_BUCKET", "BELI_S3_ACCESS_KEY", "BELI_S3_SECRET_KEY", "BELI_MAIL_FROM"} {
		delete(set, name)
	}
	set["BELI_DATABASE_URL"] = "postgres://" + signedIn("database") + "@" + addr + "/beli?sslmode=disable"
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	ctx, giveUp := context.WithCancel(t.Context())
	said := &notebook{}
	log := slog.New(slog.NewTextHandler(said, nil))
	go func() {
		if <-heard != canary("database") {
			t.Error("another password was tried")
		}
		<-heard // it waits and asks again: the server may still be starting
		giveUp()
	}()
	_, err = NewWith(ctx, c, said, log, clock.System{})
	if err == nil {
		t.Fatal("the program started")
	}
	wantSilence(t, "the log", said.all())
	wantSilence(t, "the end of the program", err.Error())
	if !strings.Contains(said.all(), "password authentication failed") {
		t.Errorf("nobody learns why:\n%s", said.all())
	}
	for name, act := range map[string]func(io.Writer) error{
		"migrate": func(out io.Writer) error { return Migrate(t.Context(), c, out) },
		"backup":  func(out io.Writer) error { return Backup(t.Context(), c, t.TempDir(), out) },
		"move":    func(out io.Writer) error { return MoveDatabase(t.Context(), c, "postgres", "sqlite", out) },
		"doctor":  func(out io.Writer) error { return Doctor(t.Context(), c, nil, out) },
	} {
		var out strings.Builder
		err := act(&out)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		wantSilence(t, name, out.String()+err.Error())
	}
}
