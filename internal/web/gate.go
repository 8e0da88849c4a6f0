package web

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// usualLimit is the body a form may have; uploads name their own in the route table.
const (
	usualLimit  = 256 << 10
	uploadLimit = 100 << 20 // six photos of 15 MB and a form, without JavaScript
	uploadTime  = 5 * time.Minute
)

// upload is an address that takes more than a form.
type upload struct {
	parts []string // of the path; one that begins with ':' stands for anything
	most  int      // bytes
	open  bool     // to who is not signed in, too
}

func uploadsOf(table []route) []upload {
	var out []upload
	for _, r := range table {
		if r.limit <= usualLimit {
			continue
		}
		u := upload{parts: strings.Split(r.path, "/"), most: r.limit, open: r.policy == public || r.policy == machine}
		out = append(out, u)
		if !r.plain {
			u.parts = strings.Split("/en"+r.path, "/")
			out = append(out, u)
		}
	}
	return out
}

func (u upload) is(parts []string) bool {
	if len(parts) != len(u.parts) {
		return false
	}
	for i, p := range u.parts {
		if p != parts[i] && !(strings.HasPrefix(p, ":") && parts[i] != "") {
			return false
		}
	}
	return true
}

// bodyLimit says, when the header of a request has come, how long its body may be and may take.
// A large body is read into memory, so only those who are signed in may send one; a village's
// line needs minutes for it.
func (s *Server) bodyLimit(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	if u, ok := s.uploadAt(h); ok && (u.open || s.knows(h)) {
		return fasthttp.RequestConfig{MaxRequestBodySize: u.most, ReadTimeout: uploadTime}
	}
	return fasthttp.RequestConfig{MaxRequestBodySize: usualLimit}
}

func (s *Server) uploadAt(h *fasthttp.RequestHeader) (upload, bool) {
	if !h.IsPost() {
		return upload{}, false
	}
	path, _, _ := strings.Cut(string(h.RequestURI()), "?")
	parts := strings.Split(path, "/")
	for _, u := range s.uploads {
		if u.is(parts) {
			return u, true
		}
	}
	return upload{}, false
}

// knows tells whether a request comes with a session, before its body is read.
func (s *Server) knows(h *fasthttp.RequestHeader) bool {
	token := string(h.Cookie(s.cookieName(sessionCookie)))
	if token == "" {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_, err := s.deps.Sessions.Find(ctx, token)
	return err == nil
}

// gate lets in what no proxy before us can have read otherwise, by the three methods that the
// site has; the router would answer some of the others without our headers.
func (s *Server) gate(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(rc *fasthttp.RequestCtx) {
		refusal := fiber.ErrMethodNotAllowed
		switch {
		case ambiguous(&rc.Request.Header):
			refusal = fiber.ErrBadRequest
		case rc.IsGet() || rc.IsHead() || rc.IsPost():
			next(rc)
			return
		}
		c := s.app.AcquireCtx(rc)
		defer s.app.ReleaseCtx(c)
		if err := s.answer(c, refusal); err != nil {
			rc.Error("", refusal.Code)
		}
		c.Set(fiber.HeaderAllow, "GET, HEAD, POST")
		rc.SetConnectionClose()
	}
}

// ambiguous tells whether two readers may see different ends of the request: a length beside
// chunks, or a header that goes on in the next line. fasthttp takes both.
func ambiguous(h *fasthttp.RequestHeader) bool {
	length, chunks := false, false
	for line := range bytes.Lines(h.RawHeaders()) {
		if line[0] == ' ' || line[0] == '\t' {
			return true
		}
		name, _, _ := bytes.Cut(line, []byte(":"))
		length = length || bytes.EqualFold(name, []byte(fiber.HeaderContentLength))
		chunks = chunks || bytes.EqualFold(name, []byte(fiber.HeaderTransferEncoding))
	}
	return length && chunks
}

// caught makes an error of a panic, with where it happened for the log.
func caught(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return do()
}

// isToken tells whether a cookie has the form of those we set; nothing else reaches the database.
func isToken(s string) bool {
	if len(s) > 64 {
		return false
	}
	for _, c := range []byte(s) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}
