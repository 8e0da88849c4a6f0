package web

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"beli/internal/web/webtest"
)

func TestPost_is_refused_by_every_word_of_another_site(t *testing.T) {
	s := production(t, nil, post("/p", public, say("done")), post("/s", signedIn, say("done")))
	const ours = "https://beli.example.id"
	for _, tt := range []struct {
		origin, site string
		want         int
	}{
		{ours, "", 200}, {ours, "same-origin", 200}, {"", "same-origin", 200},
		{"", "", 403}, {ours, "same-site", 403}, {ours, "cross-site", 403}, {ours, "none", 403}, {"", "none", 403},
		{"null", "", 403}, {"null", "same-origin", 403}, {"http://beli.example.id", "", 403}, {ours + ".evil.example", "", 403},
		{ours + ":8443", "", 403}, {"https://evil.example", "same-origin", 403}, {ours + "/", "", 403},
	} {
		h := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
		if tt.origin != "" {
			h.Set("Origin", tt.origin)
		}
		if tt.site != "" {
			h.Set("Sec-Fetch-Site", tt.site)
		}
		if res, _ := request(t, s, "POST", "/p", "beli.example.id", h, "a=1"); res.StatusCode != tt.want {
			t.Errorf("Origin %q, Sec-Fetch-Site %q: %d, want %d", tt.origin, tt.site, res.StatusCode, tt.want)
		}
		// With a session the token is asked for as well.
		h.Set("Cookie", "__Host-sid=buyer")
		if res, _ := request(t, s, "POST", "/s", "beli.example.id", h, "csrf="); res.StatusCode != 403 {
			t.Errorf("Origin %q, Sec-Fetch-Site %q without a token: %d", tt.origin, tt.site, res.StatusCode)
		}
		if res, _ := request(t, s, "POST", "/s", "beli.example.id", h, "csrf=token-1"); res.StatusCode != tt.want {
			t.Errorf("Origin %q, Sec-Fetch-Site %q with the token: %d, want %d", tt.origin, tt.site, res.StatusCode, tt.want)
		}
	}
}

// parts encodes a multipart form of name and value pairs.
func parts(t *testing.T, pairs ...string) (contentType, body string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		if err := w.WriteField(pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), b.String()
}

func TestPost_needs_the_token_in_every_way_a_form_can_be_sent(t *testing.T) {
	s := bare(t, post("/s", signedIn, func(v *visit) error { return v.c.SendString("took " + v.value("a")) }))
	withToken, good := parts(t, "csrf", "token-1", "a", "1")
	withOther, other := parts(t, "csrf", "token-2", "a", "1")
	without, none := parts(t, "a", "1")
	for name, tt := range map[string]struct {
		contentType, body, header string
		want                      int
	}{
		"multipart":                     {withToken, good, "", 200},
		"multipart of another":          {withOther, other, "", 403},
		"multipart without":             {without, none, "", 403},
		"multipart, token in a header":  {without, none, "token-1", 200},
		"multipart, wrong header":       {without, none, "token-2", 403},
		"urlencoded":                    {"application/x-www-form-urlencoded; charset=utf-8", "csrf=token-1&a=1", "", 200},
		"token in the address":          {"application/x-www-form-urlencoded", "a=1", "", 403},
		"an empty token before another": {"application/x-www-form-urlencoded", "csrf=&csrf=token-1", "", 403},
		"json":                          {"application/json", `{"csrf":"token-1"}`, "token-1", 422},
		"plain text":                    {"text/plain", "csrf=token-1", "token-1", 422},
		"multipart without a boundary":  {"multipart/form-data", good, "token-1", 422},
	} {
		h := http.Header{"Content-Type": {tt.contentType}, "Origin": {webtest.Origin}, "Cookie": {"sid=buyer"}}
		if tt.header != "" {
			h.Set("X-Csrf-Token", tt.header)
		}
		res, body := request(t, s, "POST", "/s?csrf=token-1", "localhost:8080", h, tt.body)
		if res.StatusCode != tt.want || (tt.want != 200 && strings.Contains(body, "took")) {
			t.Errorf("%s: %d, want %d", name, res.StatusCode, tt.want)
		}
	}
}

func TestForm_of_too_many_fields_is_refused_calmly(t *testing.T) {
	s := bare(t, post("/p", public, say("done")))
	var encoded strings.Builder
	pairs := []string{}
	for i := range 501 {
		fmt.Fprintf(&encoded, "a%d=1&", i)
		pairs = append(pairs, "same", "1")
	}
	manyType, many := parts(t, pairs...)
	fewType, few := parts(t, pairs[:1000]...)
	for name, tt := range map[string]struct {
		contentType, body string
		want              int
	}{
		"501 fields":           {"application/x-www-form-urlencoded", encoded.String(), 422},
		"501 times one field":  {manyType, many, 422},
		"500 times one field":  {fewType, few, 200},
		"no field":             {"application/x-www-form-urlencoded", "", 200},
		"an index of billions": {"application/x-www-form-urlencoded", "a[9999999999]=1&b[0][0][0]=2", 200},
	} {
		h := http.Header{"Content-Type": {tt.contentType}, "Origin": {webtest.Origin}}
		if res, _ := request(t, s, "POST", "/p", "localhost:8080", h, tt.body); res.StatusCode != tt.want {
			t.Errorf("%s: %d, want %d", name, res.StatusCode, tt.want)
		}
	}
}

func TestWords_that_no_database_takes_never_reach_a_handler(t *testing.T) {
	read := func(v *visit) error {
		return v.c.SendString(v.param("x") + "|" + v.query("q") + "|" + strings.Join(v.queries("r"), ",") + "|" + v.value("a") + "|" + v.secret("b"))
	}
	s := bare(t, post("/x/:x", public, read))
	kind, body := parts(t, "a", "m\x00\xffn", "b", "o\xff\x00p")
	for _, in := range [][2]string{{"application/x-www-form-urlencoded", "a=m%00%ffn&b=o%ff%00p"}, {kind, body}} {
		h := http.Header{"Content-Type": {in[0]}, "Origin": {webtest.Origin}}
		_, got := request(t, s, "POST", "/x/c%00%ffd?q=e%00%fff&r=g%ff%00h&r=i", "localhost:8080", h, in[1])
		if got != "cd|ef|gh,i|mn|op" {
			t.Errorf("%s: %q", in[0], got)
		}
	}
}

func TestPath_cannot_leave_the_folders_of_files(t *testing.T) {
	s := bare(t)
	addr := listening(t, s)
	const key = "0b8e7f2a-1111-4222-8333-444455556666"
	for _, path := range []string{"/aset/../go.mod", "/aset/..%2f..%2fgo.mod", "/aset/%2e%2e/%2e%2e/etc/passwd", "/aset/....//go.mod", "/aset//etc/passwd",
		"/aset/..\\..\\go.mod", "/aset/manifest.json/../../x", "/aset/%00", "/foto/../../etc/passwd", "/foto/..%2f..%2fetc%2fpasswd/640.jpg", "/foto/" + key + "/..%2f640.jpg",
		"/foto/" + key + "/640.jpg%00", "/foto/" + strings.ToUpper(key) + "/640.jpg", "/foto/" + key + "/original.jpg", "/foto/" + key + "/", "/.git/config", "/.env",
		"/debug/pprof/", "/debug/vars", "/metrics", "/%2e%2e/%2e%2e/etc/passwd", "/aset/%c0%ae%c0%ae/x"} {
		res := exchange(t, addr, "GET "+path+" HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n")
		if len(res) != 1 || res[0].StatusCode != 404 && res[0].StatusCode != 400 {
			t.Errorf("%s: %v", path, res)
		}
	}
}

func TestFlash_takes_no_words_from_the_address(t *testing.T) {
	s := bare(t, get("/f", public, func(v *visit) error { return v.c.SendString(v.flash().Text) }))
	for _, ok := range []string{"account.saved%00", "account.saved<b>", "error.too_large", "account", ".", "..", "shell.notice_", "account.notice_saved", strings.Repeat("a.", 300),
		"account.saved.x", "account.saved\n", "%s.%s", "{0}.{0}"} {
		res, err := http.NewRequest(http.MethodGet, webtest.Origin+"/f?ok="+url.QueryEscape(ok), nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Respond(res)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(got.Body)
		if err != nil || len(body) != 0 {
			t.Errorf("%q shows %q (%v)", ok, body, err)
		}
	}
	if p := webtest.Open(t, s).Get("/f?ok=account.saved"); len(p.Body) == 0 {
		t.Error("a notice of ours is not shown")
	}
}
