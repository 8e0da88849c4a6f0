package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"beli/internal/web/webtest"
)

// listening serves on a real port of this machine.
func listening(t *testing.T, s *Server) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		if err := s.Stop(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// exchange sends bytes as they are and reads every answer until the server closes or falls silent.
func exchange(t *testing.T, addr, raw string) []*http.Response {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, raw); err != nil {
		t.Fatal(err)
	}
	if err := c.SetReadDeadline(time.Now().Add(300 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	var out []*http.Response
	for r := bufio.NewReader(c); ; {
		res, err := http.ReadResponse(r, nil)
		if err != nil {
			return out
		}
		_, err = io.Copy(io.Discard, res.Body)
		out = append(out, res)
		if err != nil {
			return out
		}
	}
}

// hidden is a second request that must never be answered.
const hidden = "GET /hidden HTTP/1.1\r\nHost: localhost:8080\r\n\r\n"

func TestWire_hides_no_second_request_in_the_first(t *testing.T) {
	reached := make(chan string, 100)
	s := bare(t, post("/p", public, say("done")), get("/ok", public, say("ok")),
		get("/hidden", public, func(v *visit) error { reached <- v.query("case"); return v.c.SendString("hidden") }))
	addr := listening(t, s)
	const head = "POST /p HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: http://localhost:8080\r\nContent-Type: application/x-www-form-urlencoded\r\n"
	n := len(hidden)
	for name, raw := range map[string]string{
		"length and chunks":              head + fmt.Sprintf("Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", n+5) + hidden,
		"chunks and a short length":      head + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n" + hidden + "\r\n0\r\n\r\n",
		"two lengths that differ":        head + fmt.Sprintf("Content-Length: 0\r\nContent-Length: %d\r\n\r\n", n) + hidden,
		"two lengths in one line":        head + fmt.Sprintf("Content-Length: 0, %d\r\n\r\n", n) + hidden,
		"a negative length":              head + "Content-Length: -1\r\n\r\n" + hidden,
		"a signed length":                head + "Content-Length: +0\r\n\r\n" + hidden,
		"a length in hex":                head + "Content-Length: 0x0\r\n\r\n" + hidden,
		"a length beyond int64":          head + "Content-Length: 18446744073709551616\r\n\r\n" + hidden,
		"a space before the colon":       head + fmt.Sprintf("Content-Length : %d\r\n\r\n", n) + hidden,
		"a folded header":                head + "X-A: b\r\n Content-Length: 0\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + hidden,
		"chunked twice":                  head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden,
		"an unknown coding":              head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden,
		"a coding behind chunked":        head + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n" + hidden,
		"a vertical tab in the coding":   head + "Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n" + hidden,
		"a chunk size with a sign":       head + "Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n" + hidden,
		"a chunk size with a prefix":     head + "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n" + hidden,
		"a chunk size beyond int64":      head + "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n" + hidden,
		"a chunk ended by a bare LF":     head + "Transfer-Encoding: chunked\r\n\r\n0\n\n" + hidden,
		"a chunk with a wrong end":       head + "Transfer-Encoding: chunked\r\n\r\n1\r\naXX0\r\n\r\n" + hidden,
		"an extension with a bare LF":    head + "Transfer-Encoding: chunked\r\n\r\n0;a\nb\r\n\r\n" + hidden,
		"chunks in HTTP/1.0":             strings.Replace(head, "HTTP/1.1", "HTTP/1.0", 1) + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
		"a header line with a bare CR":   head + "X-A: b\rContent-Length: 0\r\n\r\n" + hidden,
		"a zero byte in a header":        head + "X-A: b\x00\r\nContent-Length: 0\r\n\r\n" + hidden,
		"a header without a name":        head + ": x\r\nContent-Length: 0\r\n\r\n" + hidden,
		"two hosts":                      "GET /ok HTTP/1.1\r\nHost: localhost:8080\r\nHost: evil.example\r\n\r\n" + hidden,
		"no host":                        "GET /ok HTTP/1.1\r\n\r\n" + hidden,
		"an unknown version":             "GET /ok HTTP/2.7\r\nHost: localhost:8080\r\n\r\n" + hidden,
		"a request line with more words": "GET /ok /x HTTP/1.1\r\nHost: localhost:8080\r\n\r\n" + hidden,
	} {
		t.Run(name, func(t *testing.T) {
			answers := exchange(t, addr, strings.Replace(raw, "/hidden", "/hidden?case=x", 1))
			select {
			case <-reached:
				t.Errorf("the hidden request was answered (%d answers, the first %d)", len(answers), answers[0].StatusCode)
			default:
			}
			if len(answers) > 1 {
				t.Errorf("%d answers to one request", len(answers))
			}
			for _, a := range answers {
				if a.StatusCode >= 500 {
					t.Errorf("answered %d", a.StatusCode)
				}
			}
		})
	}
}

func TestWire_answers_two_honest_requests_on_one_line(t *testing.T) {
	s := bare(t, post("/p", public, func(v *visit) error { return v.c.SendString(v.value("a")) }), get("/hidden", public, say("hidden")))
	const body = "3\r\na=1\r\n0\r\n\r\n"
	raw := "POST /p HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: http://localhost:8080\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n" + body + hidden
	got := exchange(t, listening(t, s), raw)
	if len(got) != 2 || got[0].StatusCode != 200 || got[1].StatusCode != 200 {
		t.Fatalf("%d answers", len(got))
	}
}

// refusedEarly are requests that never reach a route.
func TestWire_answers_what_it_refuses_early_with_the_same_guard_and_calm(t *testing.T) {
	s := bare(t, post("/p", public, say("done")), post("/up", signedIn, say("done")).upTo(1<<20))
	addr := listening(t, s)
	long := strings.Repeat("a", 10_000)
	big := strings.Repeat("a", usualLimit+1)
	for name, tt := range map[string]struct {
		raw    string
		status int
	}{
		"a query of 10,000 signs":  {"GET /?q=" + long + " HTTP/1.1\r\nHost: localhost:8080\r\n\r\n", 431},
		"a header of 10,000 signs": {"GET / HTTP/1.1\r\nHost: localhost:8080\r\nX-A: " + long + "\r\n\r\n", 431},
		"a broken request line":    {"nonsense\r\n\r\n", 400},
		"a body by its length":     {"POST /p HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 300000\r\n\r\n" + big, 413},
		"a body in chunks":         {"POST /p HTTP/1.1\r\nHost: localhost:8080\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(big), big), 413},
		"half a multipart body": {"POST /p HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 50\r\n\r\n" +
			"--b\r\nContent-Disposition: form-data; name=a\r\n\r\nxxx", 400},
		"an upload of a stranger": {"POST /up HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 300000\r\n\r\n", 303},
		"an unknown method":       {"BREW / HTTP/1.1\r\nHost: localhost:8080\r\n\r\n", 405},
	} {
		t.Run(name, func(t *testing.T) {
			got := exchange(t, addr, tt.raw)
			if len(got) != 1 || got[0].StatusCode != tt.status {
				t.Fatalf("%d answers, %v", len(got), got)
			}
			h := got[0].Header
			if !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || h.Get("X-Content-Type-Options") != "nosniff" ||
				h.Get("Cache-Control") != "no-store" || h.Get("Server") != "" {
				t.Errorf("headers %v", h)
			}
		})
	}
}

func TestBodyLimit_gives_an_upload_room_and_minutes_where_it_belongs(t *testing.T) {
	s := bare(t, post("/jual/:toko/foto", signedIn, say("done")).upTo(1<<20), post("/jual/:toko/nama", signedIn, say("done")))
	addr := listening(t, s)
	send := func(path, cookie string) int {
		req, err := http.NewRequest(http.MethodPost, "http://"+addr+path, strings.NewReader("csrf=token-1&x="+strings.Repeat("a", usualLimit)))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Sec-Fetch-Site", "same-origin")
		if cookie != "" {
			req.AddCookie(&http.Cookie{Name: "sid", Value: cookie})
		}
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	for path, want := range map[string]int{"/jual/a/foto": 200, "/en/jual/a/foto": 200, "/jual/a/nama": 413, "/jual/a/foto/x": 413, "/jual//foto": 413} {
		if got := send(path, "buyer"); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
	for _, cookie := range []string{"", "unknown"} {
		if got := send("/jual/a/foto", cookie); got != http.StatusSeeOther {
			t.Errorf("session %q: %d, want the way to sign in", cookie, got)
		}
	}
}

func TestMethods_beyond_reading_and_posting_are_refused(t *testing.T) {
	s := bare(t, get("/ok", public, say("ok")))
	for _, method := range []string{"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"} {
		req, err := http.NewRequest(method, webtest.Origin+"/ok", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Secret", "echoed")
		res, err := s.Respond(req)
		if err != nil {
			t.Fatalf("%s: %v", method, err)
		}
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != 405 || res.Header.Get("Allow") != "GET, HEAD, POST" || strings.Contains(string(body), "echoed") || res.Header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %d %v", method, res.StatusCode, res.Header)
		}
		if got := res.Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s: invites %s", method, got)
		}
	}
	if p := webtest.Open(t, s).Post("/ok", nil); p.Status != 404 {
		t.Errorf("posting to a page that takes no post: %d", p.Status)
	}
}

func TestHead_answers_like_get_without_the_body(t *testing.T) {
	s := bare(t, get("/page", public, func(v *visit) error { return v.ok(failed{nil}) }), get("/a", signedIn, say("a")))
	addr := listening(t, s)
	for path, want := range map[string]int{"/page": 200, "/en/page": 200, "/healthz": 200, "/nothing": 404, "/a": 303} {
		got := exchange(t, addr, "HEAD "+path+" HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n")
		if len(got) != 1 || got[0].StatusCode != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

// Bytes that nobody reads make the network throw the answer away, unless the server lets them run out.
func TestTooLarge_is_still_told_to_who_sends_all_of_it_first(t *testing.T) {
	addr := listening(t, bare(t, post("/p", public, say("done"))))
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	const size = 6 << 20
	fmt.Fprintf(c, "POST /p HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: %d\r\n\r\n", size)
	if _, err := c.Write(make([]byte, size)); err != nil {
		t.Fatalf("the server hung up while the body was sent: %v", err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("answer %d, want 413", res.StatusCode)
	}
}
