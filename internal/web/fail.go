package web

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"beli/frontend/layouts"
	"beli/frontend/pages/problem"
	"beli/frontend/text"
	"beli/internal/fault"
	"beli/internal/slug"
)

var errBusy = fault.New(fault.Unavailable, "busy")

func requestID() string { return slug.Code(12) }

// status is the answer a kind of fault gets.
func status(k fault.Kind) int {
	switch k {
	case fault.Invalid:
		return fiber.StatusUnprocessableEntity
	case fault.Unauthenticated:
		return fiber.StatusUnauthorized
	case fault.Forbidden:
		return fiber.StatusForbidden
	case fault.NotFound:
		return fiber.StatusNotFound
	case fault.Conflict:
		return fiber.StatusConflict
	case fault.TooMany:
		return fiber.StatusTooManyRequests
	case fault.Unavailable:
		return fiber.StatusServiceUnavailable
	case fault.Gone:
		return fiber.StatusGone
	default:
		return fiber.StatusInternalServerError
	}
}

// answer is Fiber's error handler. Requests that are refused before any route (malformed, too
// large) come straight to it, and no fault in making the page may end the program.
func (s *Server) answer(c *fiber.Ctx, err error) error {
	if len(c.Response().Header.Peek(fiber.HeaderXRequestID)) == 0 {
		s.guardAnswer(&c.Response().Header)
	}
	if broken := caught(func() error { return s.fail(c, err) }); broken != nil {
		return s.failOwn(&visit{c: c, server: s, lang: langOf(c.Path())}, fmt.Errorf("%w, after: %w", broken, err))
	}
	return nil
}

// fail is the one place that makes an answer out of an error: the router's own 404 and
// recovered panics pass through it too.
func (s *Server) fail(c *fiber.Ctx, err error) error {
	if u, ok := s.uploadAt(&c.Request().Header); ok && fiberStatus(err) == fiber.StatusRequestEntityTooLarge && !u.open && !s.knows(&c.Request().Header) {
		err = errSignIn // the session ended while the photos were chosen
	}
	code, kind := fault.CodeOf(err), fault.KindOf(err)
	answer := status(kind)
	if n := fiberStatus(err); n != 0 && kind == fault.Internal {
		answer, code = n, fiberCode(n)
	}
	v, _ := c.Locals(visitKey).(*visit)
	if v == nil {
		v = &visit{c: c, server: s, lang: langOf(c.Path())}
		v.words = s.deps.Words.Words(v.lang)
	}
	c.Response().ResetBody()
	switch {
	case answer >= 500 && answer != fiber.StatusServiceUnavailable:
		return s.failOwn(v, err)
	case kind == fault.Unauthenticated:
		next := "/"
		if c.Method() == fiber.MethodGet {
			next = v.path()
		}
		return v.redirect("/masuk?next=" + url.QueryEscape(next))
	case answer == fiber.StatusServiceUnavailable || answer == fiber.StatusTooManyRequests:
		if len(c.Response().Header.Peek(fiber.HeaderRetryAfter)) == 0 {
			c.Set(fiber.HeaderRetryAfter, "10")
		}
		s.deps.Log.Warn("turned away", "request", strings.Clone(c.GetRespHeader(fiber.HeaderXRequestID)), "code", code, "route", pattern(c), "error", err)
	}
	page := problem.Page{Base: v.base("problem", layouts.Public), Status: answer, Code: code}
	page.Robots = "noindex"
	page.Title = v.words.T(problem.TitleKey(v.words, answer))
	if err := v.show(answer, problem.View(page)); err != nil {
		return s.failOwn(v, err)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return nil
}

// failOwn answers for a fault of ours: the cause goes to the log, the visitor gets the
// page that was rendered at the start and a number to quote.
func (s *Server) failOwn(v *visit, err error) error {
	id := strings.Clone(v.c.GetRespHeader(fiber.HeaderXRequestID))
	s.deps.Log.Error("request failed", "request", id, "method", strings.Clone(v.c.Method()), "route", pattern(v.c), "error", err)
	v.c.Status(fiber.StatusInternalServerError)
	v.c.Set(fiber.HeaderCacheControl, "no-store")
	v.c.Response().Header.SetContentType("text/html; charset=utf-8")
	return v.c.Send(bytes.ReplaceAll(s.broken[v.lang], []byte(problem.RequestMark), []byte(id)))
}

func brokenPage(s *Server, lang string) ([]byte, error) {
	words := s.deps.Words.Words(lang)
	page := problem.Page{Base: layouts.Base{Words: words, Page: "problem", Surface: layouts.Public,
		Assets: s.assets, Path: "/", Agency: s.agency, Robots: "noindex"}, Status: 500, Code: "internal", Request: problem.RequestMark}
	page.Title = words.T(problem.TitleKey(words, 500))
	var buf bytes.Buffer
	if err := problem.View(page).Render(context.Background(), &buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func langOf(path string) string {
	if path == "/en" || strings.HasPrefix(path, "/en/") {
		return text.English
	}
	return text.Indonesian
}

// fiberCode is the wording of an error that Fiber or fasthttp made.
func fiberCode(n int) string {
	switch n {
	case fiber.StatusNotFound:
		return "not_found"
	case fiber.StatusMethodNotAllowed:
		return "not_found"
	case fiber.StatusTooManyRequests:
		return "too_many"
	default:
		return "status_" + strconv.Itoa(n)
	}
}
