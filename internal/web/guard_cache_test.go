package web

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"beli/internal/slug"
	"beli/internal/web/webtest"
)

// sentence is a page that says one thing.
func sentence(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	})
}

func TestCache_keeps_what_all_see_and_nothing_that_is_one_persons(t *testing.T) {
	page := func(v *visit) error { return v.ok(sentence("a page of " + v.lang)) }
	s := bare(t, get("/page", public, page), get("/u/:token", public, page), post("/page", public, page),
		get("/cart", public, func(v *visit) error { v.cartToken(); return page(v) }),
		get("/in", public, func(v *visit) error { v.signIn(slug.Token(), time.Unix(2e9, 0)); return page(v) }),
		get("/go", public, func(v *visit) error { return v.redirect("/page") }))
	for name, tt := range map[string]struct {
		method, path, cookie string
		cache                string
		tag                  bool
	}{
		"anonymous":               {"GET", "/page", "", "no-cache", true},
		"with a cart":             {"GET", "/page", "cart=abc", "private, no-cache", true},
		"that sets a cart":        {"GET", "/cart", "", "private, no-cache", true},
		"signed in":               {"GET", "/page", "sid=buyer", "no-store", false},
		"that signs in":           {"GET", "/in", "", "no-store", false},
		"with a stale session":    {"GET", "/page", "sid=stale", "no-cache", true},
		"behind a secret address": {"GET", "/u/abc", "", "no-store", false},
		"behind a signed link":    {"GET", "/page?k=abc", "", "no-store", false},
		"that answers a form":     {"POST", "/page", "", "no-store", false},
		"that is not there":       {"GET", "/nothing", "", "no-store", false},
		"that redirects":          {"GET", "/go", "", "no-store", false},
	} {
		h := http.Header{"Origin": {webtest.Origin}, "Content-Type": {"application/x-www-form-urlencoded"}}
		if tt.cookie != "" {
			h.Set("Cookie", tt.cookie)
		}
		res, _ := request(t, s, tt.method, tt.path, "localhost:8080", h, "")
		if got := res.Header.Get("Cache-Control"); got != tt.cache {
			t.Errorf("%s: %q, want %q", name, got, tt.cache)
		}
		if got := res.Header.Get("Etag") != ""; got != tt.tag {
			t.Errorf("%s: ETag %q", name, res.Header.Get("Etag"))
		}
		if tt.tag && !strings.Contains(res.Header.Get("Vary"), "Cookie") {
			t.Errorf("%s: Vary %q", name, res.Header.Get("Vary"))
		}
		if tt.cache == "no-cache" && len(res.Header["Set-Cookie"]) > 0 {
			t.Errorf("%s: a page for all sets a cookie", name)
		}
	}
}

func TestRevalidation_answers_without_a_body_and_with_the_same_guard(t *testing.T) {
	s := bare(t, get("/page", public, func(v *visit) error { return v.ok(sentence("page " + v.query("q"))) }))
	first, _ := request(t, s, "GET", "/page", "localhost:8080", nil, "")
	tag := first.Header.Get("Etag")
	again, body := request(t, s, "GET", "/page", "localhost:8080", http.Header{"If-None-Match": {tag}}, "")
	if again.StatusCode != 304 || body != "" || again.Header.Get("Etag") != tag {
		t.Errorf("%d %q, ETag %q", again.StatusCode, body, again.Header.Get("Etag"))
	}
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "Vary"} {
		if a, b := first.Header.Values(name), again.Header.Values(name); strings.Join(a, ",") != strings.Join(b, ",") {
			t.Errorf("%s: %v, then %v", name, a, b)
		}
	}
	for _, h := range []http.Header{{"If-None-Match": {tag}, "Cookie": {"sid=buyer"}}, {"If-None-Match": {`W/"other"`}}} {
		if res, _ := request(t, s, "GET", "/page", "localhost:8080", h, ""); res.StatusCode != 200 {
			t.Errorf("%v: %d", h, res.StatusCode)
		}
	}
	if res, _ := request(t, s, "GET", "/page?q=1", "localhost:8080", http.Header{"If-None-Match": {tag}}, ""); res.StatusCode != 200 {
		t.Errorf("another page by the same tag: %d", res.StatusCode)
	}
}

func TestCookie_is_bound_to_this_host_in_production(t *testing.T) {
	table := []route{get("/in", public, func(v *visit) error {
		v.signIn(slug.Token(), time.Unix(2e9, 0))
		v.cartToken()
		return v.redirect("/")
	})}
	check := func(s *Server, host, prefix string, secure bool) {
		res, _ := request(t, s, "GET", "/in", host, nil, "")
		found := map[string]*http.Cookie{}
		for _, c := range res.Cookies() {
			found[c.Name] = c
		}
		for _, name := range []string{"sid", "cart"} {
			c := found[prefix+name]
			if c == nil {
				t.Fatalf("%s: no cookie %s among %v", host, prefix+name, res.Header["Set-Cookie"])
			}
			if c.Secure != secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode || len(c.Value) < 32 {
				t.Errorf("%s: %s", host, c.Raw)
			}
		}
		hsts := res.Header.Get("Strict-Transport-Security") != ""
		if upgrade := strings.Contains(res.Header.Get("Content-Security-Policy"), "upgrade-insecure-requests"); hsts != secure || upgrade != secure {
			t.Errorf("%s: HSTS %v, upgrade %v", host, hsts, upgrade)
		}
	}
	check(production(t, nil, table...), "beli.example.id", "__Host-", true)
	check(bare(t, table...), "localhost:8080", "", false)

	// A cookie without the prefix is anybody's to plant: it opens nothing in production.
	s := production(t, nil, get("/a", signedIn, say("a")))
	if res, _ := request(t, s, "GET", "/a", "beli.example.id", http.Header{"Cookie": {"sid=buyer"}}, ""); res.StatusCode != 303 {
		t.Errorf("a planted cookie: %d", res.StatusCode)
	}
	if res, _ := request(t, s, "GET", "/a", "beli.example.id", http.Header{"Cookie": {"__Host-sid=buyer"}}, ""); res.StatusCode != 200 {
		t.Errorf("the session's own: %d", res.StatusCode)
	}
}

func TestCart_cookie_that_we_did_not_make_is_not_looked_up(t *testing.T) {
	s := bare(t, get("/cart", public, func(v *visit) error { return v.c.SendString("cart " + v.cart) }))
	for value, want := range map[string]string{"abc-DEF_123": "cart abc-DEF_123", "a'b": "cart ", "\xff\xfe": "cart ", "a%00b": "cart ", strings.Repeat("a", 65): "cart "} {
		if _, got := request(t, s, "GET", "/cart", "localhost:8080", http.Header{"Cookie": {"cart=" + value}}, ""); got != want {
			t.Errorf("%q: %q", value, got)
		}
	}
}

func FuzzNextPath_stays_on_this_site(f *testing.F) {
	for _, s := range []string{"/akun", "/jual?x=1#y", "//evil.example", "/\\evil.example", "https://evil.example", "/%2f/evil.example", "/%5cevil",
		"/\t/evil.example", "javascript:alert(1)", "/.//evil.example", "/..//evil.example", " //evil.example", "\x00//evil", "/@evil.example", "///evil.example",
		"/\r\nSet-Cookie: a=b", "?x", "", "/a;b", "/en//evil.example", "http:/evil.example", "/%0d%0aX: y", "/\u2028//e", "/a?b=//c&d=\\e"} {
		f.Add(s)
	}
	base, err := url.Parse("https://beli.example.id/masuk")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		for _, lang := range []string{"id", "en"} {
			next := nextPath(raw)
			if next == "" {
				return
			}
			to := localPath(lang, next)
			// As a browser reads it: tabs and line ends are nothing, a backslash is a slash.
			seen := strings.NewReplacer("\t", "", "\r", "", "\n", "", "\\", "/").Replace(to)
			u, err := base.Parse(seen)
			if err != nil || u.Host != base.Host || u.Scheme != "https" || strings.HasPrefix(seen, "//") || strings.ContainsAny(to, "\r\n\x00") {
				t.Fatalf("%q leads to %q (%v)", raw, to, err)
			}
		}
	})
}
