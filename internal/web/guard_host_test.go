package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"beli/internal/web/webtest"
)

// production is bare as it stands behind its proxy on the internet.
func production(t *testing.T, proxies []string, table ...route) *Server {
	t.Helper()
	d := bare(t).deps
	d.Production = true
	d.Config = Config{PublicURL: "https://beli.example.id", Secure: true, TrustedProxies: proxies}
	s, err := newServer(d, table)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// request sends one request with headers as given and follows nothing.
func request(t *testing.T, s *Server, method, path, host string, header http.Header, body string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(method, path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Host = host
	for name, values := range header {
		req.Header[name] = values
	}
	res, err := s.Respond(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(raw)
}

func TestHost_that_is_not_ours_is_misdirected_in_production(t *testing.T) {
	// The test's own connection comes from 0.0.0.0: even a trusted proxy passes on what strangers say.
	for _, proxies := range [][]string{nil, {"0.0.0.0"}} {
		s := production(t, proxies, get("/ok", public, say("ok")))
		for _, tt := range []struct {
			path, host, forwarded string
			want                  int
		}{
			{"/ok", "beli.example.id", "", 200}, {"/ok", "BELI.example.ID", "", 200}, {"/ok", "beli.example.id", "evil.example", 200},
			{"/ok", "evil.example", "", 421}, {"/ok", "evil.example", "beli.example.id", 421}, {"/ok", "beli.example.id:8443", "", 421},
			{"/ok", "beli.example.id.evil.example", "", 421}, {"/ok", "127.0.0.1:8080", "", 421}, {"/nothing", "evil.example", "", 421},
			{"/healthz", "127.0.0.1:8080", "", 200}, {"/readyz", "10.0.0.3", "", 200},
		} {
			h := http.Header{}
			if tt.forwarded != "" {
				h.Set("X-Forwarded-Host", tt.forwarded)
			}
			res, body := request(t, s, "GET", tt.path, tt.host, h, "")
			if res.StatusCode != tt.want {
				t.Errorf("proxies %v: %s at %s for %q: %d, want %d", proxies, tt.path, tt.host, tt.forwarded, res.StatusCode, tt.want)
			}
			if strings.Contains(body, "evil") {
				t.Errorf("%s at %s prints the foreign name", tt.path, tt.host)
			}
		}
	}
}

func TestLinks_and_redirects_never_follow_the_names_a_request_brings(t *testing.T) {
	s := bare(t, get("/a", signedIn, say("a")), get("/go", public, func(v *visit) error { return v.redirect("/ok") }))
	poison := http.Header{"X-Forwarded-Host": {"evil.example"}, "X-Forwarded-Proto": {"gopher"}, "Forwarded": {"host=evil.example"},
		"X-Original-Url": {"/a"}, "X-Rewrite-Url": {"/a"}, "Referer": {"https://evil.example/"}}
	for _, path := range []string{"/a", "/en/a", "/go", "/nothing", "/en/nothing"} {
		res, body := request(t, s, "GET", path, "evil.example", poison, "")
		if strings.Contains(body, "evil") || strings.Contains(body, "gopher") {
			t.Errorf("%s prints the foreign name", path)
		}
		if to := res.Header.Get("Location"); to != "" && !strings.HasPrefix(to, "/") {
			t.Errorf("%s leads to %s", path, to)
		}
	}
}

func TestPage_links_to_its_other_language_on_this_site_alone(t *testing.T) {
	s := bare(t)
	addr := listening(t, s)
	for _, target := range []string{"/en//evil.example/x", "/en/\\evil.example", "/en/\\/evil.example", "//evil.example", "/en//", "http://evil.example/en//evil.example"} {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(c, "GET "+target+" HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(c)
		c.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{`"//`, `"/\`, `"http://evil`} {
			if strings.Contains(string(raw), `href=`+bad) {
				t.Errorf("%s: the page links to href=%s", target, bad)
			}
		}
		if len(raw) == 0 {
			t.Errorf("%s: no answer", target)
		}
	}
}

func TestIP_is_the_proxys_word_behind_a_proxy_and_the_connection_without(t *testing.T) {
	table := []route{get("/ip", public, func(v *visit) error { return v.c.SendString(v.ip()) })}
	spoofed := http.Header{"X-Real-Ip": {"203.0.113.7"}, "X-Forwarded-For": {"198.51.100.1, 198.51.100.2"}, "Forwarded": {"for=198.51.100.3"}}
	for name, tt := range map[string]struct {
		proxies []string
		header  http.Header
		want    string
	}{
		"a stranger":                     {nil, spoofed, "0.0.0.0"},
		"a stranger beside a proxy":      {[]string{"10.0.0.1", "192.168.0.0/16"}, spoofed, "0.0.0.0"},
		"the proxy":                      {[]string{"0.0.0.0"}, spoofed, "203.0.113.7"},
		"the proxy by its network":       {[]string{"0.0.0.0/32"}, spoofed, "203.0.113.7"},
		"the proxy with IPv6":            {[]string{"0.0.0.0"}, http.Header{"X-Real-Ip": {"2001:db8::7"}}, "2001:db8::7"},
		"the proxy saying nothing":       {[]string{"0.0.0.0"}, http.Header{"X-Forwarded-For": {"198.51.100.1"}}, "0.0.0.0"},
		"the proxy saying no address":    {[]string{"0.0.0.0"}, http.Header{"X-Real-Ip": {"<script>"}}, "0.0.0.0"},
		"the proxy saying half a number": {[]string{"0.0.0.0"}, http.Header{"X-Real-Ip": {"203.0.113"}}, "0.0.0.0"},
	} {
		s := production(t, tt.proxies, table...)
		if _, got := request(t, s, "GET", "/ip", "beli.example.id", tt.header, ""); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestNumber_of_an_answer_is_ours_and_not_what_came_along(t *testing.T) {
	s := bare(t, get("/panic", public, func(*visit) error { panic("boom") }))
	res, body := request(t, s, "GET", "/panic", "localhost:8080", http.Header{"X-Request-Id": {"<script>alert(1)</script>"}}, "")
	if strings.Contains(body, "<script>alert") || strings.Contains(res.Header.Get("X-Request-Id"), "script") || res.StatusCode != 500 {
		t.Errorf("%d, number %q", res.StatusCode, res.Header.Get("X-Request-Id"))
	}
}

func TestFault_in_the_page_of_a_fault_does_not_end_the_program(t *testing.T) {
	d := bare(t).deps
	d.Members = nil // every page of somebody who is signed in will fail, the error page too
	s, err := newServer(d, []route{get("/a", signedIn, func(v *visit) error { return v.ok(failed{errNotFound}) }),
		get("/p", public, func(v *visit) error { return v.ok(panicking{}) })})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/a", "/en/a", "/p", "/nothing"} {
		res, body := request(t, s, "GET", path, "localhost:8080", http.Header{"Cookie": {"sid=buyer"}}, "")
		if path != "/nothing" && res.StatusCode != 500 || strings.Contains(body, "goroutine") || strings.Contains(body, "secret cause") {
			t.Errorf("%s: %d\n%s", path, res.StatusCode, body)
		}
		if res.Header.Get("Cache-Control") != "no-store" || len(body) == 0 {
			t.Errorf("%s: %v, %d bytes", path, res.Header, len(body))
		}
	}
}

// panicking is a page that fails while it is drawn.
type panicking struct{}

// Render implements templ.Component.
func (panicking) Render(context.Context, io.Writer) error { panic("secret cause") }

func TestSandbox_has_no_door_where_it_is_not_offered(t *testing.T) {
	doors := &gatewayDoor{}
	s := bare(t, doors.routes()...)
	for _, path := range []string{"/sandbox/x", "/en/sandbox/x"} {
		webtest.Open(t, s).Get(path).Want(404)
		webtest.Open(t, s).Post(path, nil).Want(404)
	}
	for _, r := range doors.routes() {
		if strings.Contains(r.path, "sandbox") || r.limit != 256<<10 || r.policy != machine || r.method != fiber.MethodPost {
			t.Errorf("%s %s", r.method, r.path)
		}
	}
}
