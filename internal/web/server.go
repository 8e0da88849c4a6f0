package web

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/text"
	"beli/internal/account"
	"beli/internal/cart"
	"beli/internal/clock"
	"beli/internal/ratelimit"
)

// Config is what the server must know of the settings.
type Config struct {
	PublicURL      string // scheme://host[:port] without a slash at the end
	Secure         bool   // PublicURL is https
	TrustedProxies []string
	PagesPerMinute int // of one address that is not signed in; 0 counts nobody
}

// sessions finds the session of a cookie; fault.NotFound when there is none (any more).
type sessions interface {
	Find(ctx context.Context, token string) (account.Session, error)
}

// members tells in how many shops a person works.
type members interface {
	CountShops(ctx context.Context, accountID int64) (int, error)
}

// cartCounter tells how many pieces lie in a cart.
type cartCounter interface {
	Count(ctx context.Context, owner cart.Owner) (int, error)
}

// Server answers HTTP.
type Server struct {
	deps   Deps
	app    *fiber.App
	assets map[string]string
	agency layouts.Agency
	broken map[string][]byte // the page for our own faults, by language, rendered at the start
	flight chan struct{}
	table  []route
	door   *door

	uploads []upload
}

// inFlight is how many requests are answered at once.
const inFlight = 256

// New makes the server; it fails when a route has no policy or a page cannot be rendered.
func New(deps Deps) (*Server, error) { return newServer(deps, nil) }

// newServer takes further routes, for tests of the base.
func newServer(deps Deps, more []route) (*Server, error) {
	s := &Server{deps: deps, assets: deps.Assets.Addresses(), agency: deps.Agency, flight: make(chan struct{}, inFlight)}
	s.door = &door{pages: deps.Config.PagesPerMinute, local: ratelimit.NewLocal(deps.Clock, 100_000)}
	broken, err := s.renderBroken()
	if err != nil {
		return nil, err
	}
	s.broken = broken
	s.app = fiber.New(fiber.Config{
		Immutable: true, DisableStartupMessage: true, ErrorHandler: s.answer,
		ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 60 * time.Second,
		Concurrency: 1024, ReadBufferSize: 8 << 10, BodyLimit: uploadLimit,
		EnableTrustedProxyCheck: true, TrustedProxies: deps.Config.TrustedProxies, ProxyHeader: "X-Real-Ip",
		EnableIPValidation: true,
	})
	s.table = append(s.routes(), more...)
	s.uploads = uploadsOf(s.table)
	s.app.Server().HeaderReceived = s.bodyLimit
	s.app.Server().Handler = s.gate(s.app.Server().Handler)
	s.app.Use(s.watch)
	s.app.Use(s.headers)
	s.app.Use(s.hostAndLoad)
	s.app.Use(compress.New(compress.Config{Level: compress.LevelBestSpeed, Next: precompressed}))
	if err := s.register(s.app, s.table); err != nil {
		return nil, err
	}
	s.app.Use(func(c *fiber.Ctx) error { return errNotFound })
	return s, nil
}

// Serve answers on a listener until Stop.
func (s *Server) Serve(l net.Listener) error { return s.app.Listener(newLingering(l)) }

// Stop lets running requests end, for as long as ctx lasts.
func (s *Server) Stop(ctx context.Context) error { return s.app.ShutdownWithContext(ctx) }

// watch gives each request a deadline and logs how it went; addresses of visitors and
// what they typed stay out of the log.
func (s *Server) watch(c *fiber.Ctx) error {
	started := clock.Started()
	ctx, cancel := context.WithTimeout(context.Background(), 25*time.Second)
	defer cancel()
	c.SetUserContext(ctx)
	err := caught(c.Next)
	if err != nil {
		err = s.answer(c, err)
	}
	s.note(c, clock.Since(started))
	return err
}

// note counts and logs an answered request by the pattern of its route: an address may hold a
// token, and what was typed. In production every page is in the log, while developing only faults are.
func (s *Server) note(c *fiber.Ctx, took time.Duration) {
	route, method, status := pattern(c), strings.Clone(c.Method()), c.Response().StatusCode()
	if s.deps.Observe != nil {
		s.deps.Observe(route, method, status, took)
	}
	level := slog.LevelDebug
	if s.deps.Production && !precompressed(c) && route != "/healthz" && route != "/readyz" {
		level = slog.LevelInfo
	}
	if s.deps.Log.Enabled(c.UserContext(), level) {
		s.deps.Log.LogAttrs(c.UserContext(), level, "request", slog.String("request", strings.Clone(c.GetRespHeader(fiber.HeaderXRequestID))),
			slog.String("method", method), slog.String("route", route), slog.Int("status", status), slog.Duration("took", took))
	}
}

// pattern is the route that answered, as it stands in the table; "-" where the request came to none.
func pattern(c *fiber.Ctx) string {
	r := c.Route()
	if len(r.Handlers) == 0 {
		return "-" // Fiber would give the address itself
	}
	return strings.Clone(r.Path)
}

// hostAndLoad answers only for our own name, and sheds load before it hurts those inside.
// Who asks whether we live is answered by any name and under any load.
func (s *Server) hostAndLoad(c *fiber.Ctx) error {
	if p := c.Path(); p == "/healthz" || p == "/readyz" {
		return c.Next()
	}
	if s.deps.Production && !s.ourName(c) {
		return fiber.NewError(fiber.StatusMisdirectedRequest)
	}
	select {
	case s.flight <- struct{}{}:
	default:
		select {
		case s.flight <- struct{}{}:
		case <-time.After(250 * time.Millisecond):
			return errBusy
		}
	}
	defer func() { <-s.flight }()
	return c.Next()
}

// ourName compares what the request itself names; a forwarded name is nobody's to choose.
func (s *Server) ourName(c *fiber.Ctx) bool {
	_, ours, _ := strings.Cut(s.deps.Config.PublicURL, "://")
	h := &c.Request().Header
	return strings.EqualFold(string(h.Host()), ours) && strings.HasPrefix(string(h.RequestURI()), "/")
}

func precompressed(c *fiber.Ctx) bool {
	p := c.Path()
	return strings.HasPrefix(p, "/aset/") || strings.HasPrefix(p, "/foto/")
}

type contextKey int

const visitKey contextKey = iota

// visit copies what came in and finds out who asks.
func (s *Server) visit(c *fiber.Ctx, lang string, r route) (*visit, error) {
	v := &visit{c: c, server: s, lang: lang, words: s.deps.Words.Words(lang), bearer: strings.Contains(r.path, "/:token")}
	if r.policy == machine {
		return v, nil
	}
	v.cart = strings.Clone(c.Cookies(s.cookieName(cartCookie)))
	if !isToken(v.cart) {
		v.cart = ""
	}
	if err := v.findSession(); err != nil {
		return nil, err
	}
	if r.method != fiber.MethodGet {
		values, err := formValues(c)
		if err != nil {
			return nil, err
		}
		v.values = values
	}
	return v, nil
}

func (v *visit) findSession() error {
	token := strings.Clone(v.c.Cookies(v.server.cookieName(sessionCookie)))
	if token == "" {
		return nil
	}
	found, err := v.server.deps.Sessions.Find(v.ctx(), token)
	switch {
	case isNotFound(err):
		return nil
	case err != nil:
		return fmt.Errorf("find session: %w", err)
	}
	v.session, v.token = &found, token
	return nil
}

func (v *visit) cartCount() int {
	n, err := v.server.deps.Carts.Count(v.ctx(), v.cartOwner())
	if err != nil {
		v.server.deps.Log.Warn("count cart", "error", err)
	}
	return n
}

func (v *visit) nav() []components.Link {
	return v.server.deps.Navigation(v.lang)
}

func (s *Server) renderBroken() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, lang := range []string{text.Indonesian, text.English} {
		body, err := brokenPage(s, lang)
		if err != nil {
			return nil, fmt.Errorf("render the page for our own faults: %w", err)
		}
		out[lang] = body
	}
	return out, nil
}

// Respond answers one request without a network, for tests.
func (s *Server) Respond(r *http.Request) (*http.Response, error) { return s.app.Test(r, -1) }
