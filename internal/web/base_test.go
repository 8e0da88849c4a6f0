package web

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"beli/frontend"
	"beli/frontend/components"
	"beli/frontend/text"
	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/clock"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
	"beli/internal/web/webtest"
)

type fakeSessions map[string]account.Session

func (f fakeSessions) Find(_ context.Context, token string) (account.Session, error) {
	if s, ok := f[token]; ok {
		return s, nil
	}
	return account.Session{}, account.ErrNoSession
}

type nobody struct{}

func (nobody) CountShops(context.Context, int64) (int, error) { return 0, nil }
func (nobody) Count(context.Context, cart.Owner) (int, error) { return 3, nil }

// bare is a server with the base alone and routes of the test's own.
func bare(t *testing.T, table ...route) *Server {
	t.Helper()
	return bareWith(t, func(*Deps) {}, table...)
}

// bareWith is bare with other dependencies.
func bareWith(t *testing.T, change func(*Deps), table ...route) *Server {
	t.Helper()
	words, err := text.Load()
	if err != nil {
		t.Fatal(err)
	}
	assets, err := frontend.Assets()
	if err != nil {
		t.Fatal(err)
	}
	deps := Deps{
		Config: Config{PublicURL: webtest.Origin}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Clock: clock.At(time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)), Words: words, Assets: assets,
		Navigation: func(string) []components.Link { return nil },
		Sessions: fakeSessions{
			"buyer":   {AccountID: 1, Name: "Pembeli", Staff: actor.NotStaff, CSRF: "token-1"},
			"curator": {AccountID: 2, Name: "Kurator", Staff: actor.Curator, CSRF: "token-2"},
		},
		Members: nobody{}, Carts: nobody{},
		Photos: photo.NewLibrary(photo.NewPipeline(1), phototest.Memory()),
		Ready:  func(context.Context) []Readiness { return nil },
	}
	change(&deps)
	s, err := newServer(deps, table)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func say(words string) handler {
	return func(v *visit) error { return v.c.SendString(words) }
}

func TestNew_refuses_a_route_without_a_policy(t *testing.T) {
	s := &Server{}
	err := s.register(nil, []route{{method: http.MethodGet, path: "/x", handle: say("x")}})
	if err == nil || !strings.Contains(err.Error(), "has no policy") {
		t.Fatalf("got %v", err)
	}
}

func TestAllow_sends_strangers_to_sign_in_and_names_what_is_forbidden(t *testing.T) {
	s := bare(t, get("/a", signedIn, say("a")), get("/k", curatorsOnly, say("k")), get("/z", adminsOnly, say("z")), get("/masuk", public, say("sign in")))
	for _, tt := range []struct {
		session, path string
		status        int
		body          string
	}{
		{"", "/a", 200, "sign in"}, {"", "/k", 200, "sign in"},
		{"buyer", "/a", 200, "a"}, {"buyer", "/k", 403, ""}, {"buyer", "/z", 403, ""},
		{"curator", "/k", 200, "k"}, {"curator", "/z", 403, ""}, {"unknown", "/k", 200, "sign in"},
		{"curator", "/en/k", 200, "k"}, {"buyer", "/nothing", 404, ""},
	} {
		b := webtest.Open(t, s)
		if tt.session != "" {
			b.SetCookie("sid", tt.session)
		}
		p := b.Get(tt.path).Want(tt.status)
		if tt.body != "" && string(p.Body) != tt.body {
			t.Errorf("%q %s: %q, want %q", tt.session, tt.path, p.Body, tt.body)
		}
	}
}

func TestPost_from_another_site_or_without_the_token_is_refused(t *testing.T) {
	s := bare(t, post("/p", public, say("done")), post("/s", signedIn, say("done")))
	for _, tt := range []struct {
		name, path, session, csrf string
		header                    http.Header
		status                    int
	}{
		{"same origin, no session", "/p", "", "", nil, 200},
		{"another origin", "/p", "", "", http.Header{"Origin": {"https://evil.example"}}, 403},
		{"no origin at all", "/p", "", "", http.Header{"Origin": {""}}, 403},
		{"cross-site by the browser's word", "/p", "", "", http.Header{"Sec-Fetch-Site": {"cross-site"}}, 403},
		{"session with its token", "/s", "buyer", "token-1", nil, 200},
		{"session without a token", "/s", "buyer", "", nil, 403},
		{"session with another's token", "/s", "buyer", "token-2", nil, 403},
		{"session posting a public form without a token", "/p", "buyer", "", nil, 403},
	} {
		b := webtest.Open(t, s)
		for k, v := range tt.header {
			b.Header[k] = v
		}
		if tt.session != "" {
			b.SetCookie("sid", tt.session)
		}
		if p := b.Post(tt.path, url.Values{"csrf": {tt.csrf}}); p.Status != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, p.Status, tt.status)
		}
	}
}

func TestHeaders_stand_on_every_answer(t *testing.T) {
	s := bare(t, get("/ok", public, say("ok")), get("/panic", public, func(*visit) error { panic("boom") }))
	for _, path := range []string{"/ok", "/panic", "/nothing", "/aset/none.css", "/foto/x/y", "/healthz"} {
		p := webtest.Open(t, s).Get(path)
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Referrer-Policy": "strict-origin-when-cross-origin"} {
			if got := p.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if got := p.Header.Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") {
			t.Errorf("%s: Content-Security-Policy is %q", path, got)
		}
		if got := p.Header.Get("Server"); got != "" {
			t.Errorf("%s names its server %q", path, got)
		}
	}
}

func TestPanic_answers_with_a_page_and_a_number_but_no_cause(t *testing.T) {
	s := bare(t, get("/panic", public, func(*visit) error { panic("secret cause") }))
	p := webtest.Open(t, s).Get("/panic").Want(500).WantNoText("secret cause")
	if id := p.Header.Get("X-Request-Id"); id == "" || !strings.Contains(p.Text(), id) {
		t.Fatalf("request %q is not on the page:\n%s", id, p.Text())
	}
}

func TestBody_beyond_the_routes_limit_is_refused_before_it_is_read(t *testing.T) {
	s := bare(t, post("/p", public, say("done")), post("/up", public, say("done")).upTo(1<<20))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	t.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Error(err)
		}
		<-ended
	})
	for path, want := range map[string]int{"/p": 413, "/up": 200, "/en/up": 200} {
		body := "x=" + strings.Repeat("a", usualLimit)
		req, err := http.NewRequest(http.MethodPost, "http://"+l.Addr().String()+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Sec-Fetch-Site", "same-origin")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: %d, want %d", path, res.StatusCode, want)
		}
	}
}

func TestFlash_shows_known_words_only(t *testing.T) {
	s := bare(t, get("/f", public, func(v *visit) error { return v.c.SendString(v.flash().Text) }))
	for _, q := range []string{"?ok=evil.text", "?ok=%3Cb%3E.x", "?ok=shell"} {
		if p := webtest.Open(t, s).Get("/f" + q); len(p.Body) != 0 {
			t.Errorf("%s shows %q", q, p.Body)
		}
	}
}
