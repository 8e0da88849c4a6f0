// Package webtest is a browser for tests: it keeps cookies, follows redirects, fills the
// forms that are really on the page and reads the answer as a document. No JavaScript.
package webtest

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Site answers requests: web.Server does.
type Site interface {
	Respond(r *http.Request) (*http.Response, error)
}

// Origin is the address the tests' sites stand at.
const Origin = "http://localhost:8080"

// Browser is one person at one device.
type Browser struct {
	t    testing.TB
	site Site
	jar  *cookiejar.Jar
	// Header is sent with every request, for tests of hostile clients.
	Header http.Header
}

// Open starts a browser without cookies.
func Open(t testing.TB, site Site) *Browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Browser{t: t, site: site, jar: jar, Header: http.Header{}}
}

// Page is one answer.
type Page struct {
	browser *Browser
	Status  int
	Header  http.Header
	Path    string // with parameters, after redirects
	Body    []byte
	doc     *html.Node
}

// Get opens a path and follows redirects.
func (b *Browser) Get(path string) *Page {
	b.t.Helper()
	return b.do(http.MethodGet, path, "", nil)
}

// Post sends a form that need not be on any page, as an attacker or a broken client would,
// but with the right Origin unless Header names another.
func (b *Browser) Post(path string, values url.Values) *Page {
	b.t.Helper()
	return b.do(http.MethodPost, path, "application/x-www-form-urlencoded", []byte(values.Encode()))
}

func (b *Browser) do(method, path, contentType string, body []byte) *Page {
	b.t.Helper()
	for range 8 {
		target, err := url.Parse(Origin)
		if err != nil {
			b.t.Fatal(err)
		}
		if target, err = target.Parse(path); err != nil {
			b.t.Fatalf("address %q: %v", path, err)
		}
		if target.Scheme+"://"+target.Host != Origin {
			return &Page{browser: b, Status: http.StatusSeeOther, Path: target.String(), doc: &html.Node{Type: html.DocumentNode}}
		}
		res, raw := b.once(method, target, contentType, body)
		next := res.Header.Get("Location")
		if res.StatusCode/100 != 3 || next == "" {
			doc, err := html.Parse(bytes.NewReader(raw))
			if err != nil {
				b.t.Fatalf("parse %s: %v", path, err)
			}
			return &Page{browser: b, Status: res.StatusCode, Header: res.Header, Path: target.RequestURI(), Body: raw, doc: doc}
		}
		method, path, contentType, body = http.MethodGet, next, "", nil
	}
	b.t.Fatalf("%s: too many redirects", path)
	return nil
}

func (b *Browser) once(method string, target *url.URL, contentType string, body []byte) (*http.Response, []byte) {
	b.t.Helper()
	req, err := http.NewRequest(method, target.String(), bytes.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	if method != http.MethodGet {
		req.Header.Set("Content-Type", contentType)
		req.Header.Set("Origin", Origin)
	}
	for name, values := range b.Header {
		req.Header[name] = values
	}
	for _, c := range b.jar.Cookies(target) {
		req.AddCookie(c)
	}
	res, err := b.site.Respond(req)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, target, err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, target, err)
	}
	b.jar.SetCookies(target, res.Cookies())
	return res, raw
}

// Cookie is the value of a cookie the browser holds, "" without.
func (b *Browser) Cookie(name string) string {
	target, _ := url.Parse(Origin)
	for _, c := range b.jar.Cookies(target) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// SetCookie plants a cookie.
func (b *Browser) SetCookie(name, value string) {
	target, _ := url.Parse(Origin)
	b.jar.SetCookies(target, []*http.Cookie{{Name: name, Value: value, Path: "/"}})
}

// File is an upload.
type File struct {
	Name string
	Body []byte
}

func encodeMultipart(t testing.TB, values url.Values, files map[string][]File) (string, []byte) {
	t.Helper()
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	for name, list := range values {
		for _, v := range list {
			if err := w.WriteField(name, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, list := range files {
		for _, f := range list {
			part, err := w.CreateFormFile(name, f.Name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := part.Write(f.Body); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), buf.Bytes()
}

// Want fails the test unless the page has the status.
func (p *Page) Want(status int) *Page {
	p.browser.t.Helper()
	if p.Status != status {
		p.browser.t.Fatalf("%s answered %d, want %d:\n%s", p.Path, p.Status, status, clip(p.Text()))
	}
	return p
}

// WantText fails the test unless every sentence is on the page.
func (p *Page) WantText(sentences ...string) *Page {
	p.browser.t.Helper()
	text := p.Text()
	for _, s := range sentences {
		if !strings.Contains(text, s) {
			p.browser.t.Fatalf("%s does not say %q:\n%s", p.Path, s, clip(text))
		}
	}
	return p
}

// WantNoText fails the test when a sentence is on the page.
func (p *Page) WantNoText(sentences ...string) *Page {
	p.browser.t.Helper()
	text := p.Text()
	for _, s := range sentences {
		if strings.Contains(text, s) {
			p.browser.t.Fatalf("%s says %q:\n%s", p.Path, s, clip(text))
		}
	}
	return p
}

func clip(s string) string {
	if len(s) > 3000 {
		return s[:3000] + " …"
	}
	return s
}
