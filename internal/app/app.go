package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"beli/frontend"
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/text"
	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/metric"
	"beli/internal/notice"
	"beli/internal/outbox"
	"beli/internal/web"
)

// App is the whole program, ready to run.
type App struct {
	parts  *parts
	out    io.Writer
	meter  *meter
	server *web.Server
	worker *outbox.Worker
	texts  *text.Bundles

	notices *notice.Service
	metrics *metric.Set
	// metricsAt is where Prometheus asks; nil where nobody does.
	metricsAt net.Listener
	pictures  bool // a demo catalogue's pictures are drawn while serving

	listening atomic.Bool
}

// New makes every part and brings the database to this version; nothing runs yet. out hears of
// what a person at the console should know.
func New(ctx context.Context, c config.Config, out io.Writer) (*App, error) {
	level := slog.LevelInfo
	log := slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: level}))
	if c.Production() {
		log = slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: level}))
	}
	return NewWith(ctx, c, out, log, clock.System{})
}

// NewWith is New with a log and a clock of the caller's, for tests.
func NewWith(ctx context.Context, c config.Config, out io.Writer, log *slog.Logger, clk clock.Clock) (*App, error) {
	a := &App{out: out, meter: newMeter(out)}
	var err error
	if a.texts, err = text.Load(); err != nil {
		return nil, fmt.Errorf("read wordings: %w", err)
	}
	if a.parts, err = makeParts(ctx, c, a.texts, log, clk, a.deliver, stepped(out)); err != nil {
		return nil, err
	}
	if err := a.guardProduction(ctx); err != nil {
		return nil, a.parts.undo(err)
	}
	a.worker, a.notices, a.metrics, a.pictures = outbox.NewWorker(a.parts.outbox, log, 4), a.makeNotices(), a.makeMetrics(), true
	a.handleJobs()
	if err := a.makeServer(); err != nil {
		return nil, a.parts.undo(err)
	}
	return a, nil
}

func (a *App) makeServer() error {
	p, c := a.parts, a.parts.config
	assets, err := frontend.Assets()
	if err != nil {
		return fmt.Errorf("read built files: %w", err)
	}
	proxies := make([]string, len(c.Server.TrustedProxies))
	for i, prefix := range c.Server.TrustedProxies {
		proxies[i] = prefix.String()
	}
	a.server, err = web.New(web.Deps{
		Config:     web.Config{PublicURL: c.Server.PublicURL, Secure: c.Server.Secure, TrustedProxies: proxies, PagesPerMinute: c.Server.PagesPerMinute},
		Production: c.Production(), Log: p.log, Clock: p.clock, Words: a.texts, Assets: assets,
		Agency:     layouts.Agency{Name: c.Agency.Name, WhatsApp: whatsApp(c)},
		Navigation: a.navigation,
		Sessions:   p.sessions, Members: memberships{p.shopRows}, Carts: p.carts, Photos: p.photos, PhotoReadable: p.shelf.PhotoReadable, Ready: a.ready, Observe: a.metrics.Request,
		Market: web.Market{Storefront: p.shelf, Engine: p.finder, Directory: p.shelf, Collections: p.shelf,
			Rates: p.shelf, Region: p.region},
		Buying: web.Buying{Carts: p.carts, Checkout: p.checkout, Payments: p.payments, Fulfilment: p.fulfilment, Limits: p.limits,
			Sandbox: p.sandbox, Card: p.card(), PayWithin: c.Timing.UnpaidHold, Accept: c.Timing.Accept, Ship: c.Timing.Ship, Complete: c.Timing.Complete},
		People: web.People{Accounts: p.accounts, Sessions: p.sessions, Shops: p.shops, Carts: p.carts},
		Desks: web.Desks{Catalog: p.catalog, Shops: p.shops, Collections: p.collections, Desk: p.desk, Orders: p.orders,
			Fulfilment: p.fulfilment, Ledger: p.ledger, Checkout: p.checkout, Photos: p.photos, Region: p.region, Storefront: p.shelf,
			Accounts: p.accounts, Notices: a.notices, Health: a.health},
	})
	if err != nil {
		return fmt.Errorf("make server: %w", err)
	}
	return nil
}

// navigation is the top categories, in the order of the tree.
func (a *App) navigation(lang string) []components.Link {
	tree, err := a.parts.shelf.Tree(context.Background())
	if err != nil {
		a.parts.log.Warn("read categories", "error", err)
		return nil
	}
	words := a.texts.Words(lang)
	var out []components.Link
	for _, c := range tree.Roots() {
		out = append(out, components.Link{Label: c.Name(lang), URL: words.URL("/kategori/" + c.Slug), Icon: categoryIcon(c.Slug)})
	}
	return out
}

// categoryIcon is the drawing of a top category; a new one gets the general parcel.
func categoryIcon(slug string) string {
	icons := map[string]string{"makanan": "food", "minuman": "drink", "buah-ikan-hias-tanaman": "garden", "batik": "batik",
		"kerajinan": "weave", "fesyen-bordir": "clothes", "jasa": "service"}
	if icon, ok := icons[slug]; ok {
		return icon
	}
	return "package"
}

// whatsApp is the agency's number as chat links want it: digits with the country code.
func whatsApp(c config.Config) string { return strings.TrimPrefix(string(c.Agency.WhatsApp), "+") }

// Run serves until ctx ends, then lets what runs come to its end: first the requests, then the
// jobs, then the database.
func (a *App) Run(ctx context.Context) error {
	started := clock.Started()
	from, err := a.parts.changes.Now(ctx)
	if err != nil {
		return err
	}
	accounts, err := a.prepareDemo(ctx)
	if err != nil {
		return err
	}
	if err := a.parts.index.rebuild(ctx); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", a.parts.config.Server.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", a.parts.config.Server.Addr, err)
	}
	if err := a.listenMetrics(); err != nil {
		listener.Close()
		return err
	}
	background, stopBackground := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	follow := func(ctx context.Context) { a.parts.index.follow(ctx, from) }
	for _, work := range []func(context.Context){follow, a.followShared, a.worker.Run, a.schedule, a.fillPictures, a.tellMetrics} {
		running.Go(func() { a.beside(background, work) })
	}
	a.listening.Store(true)
	served := make(chan error, 1)
	go func() { served <- a.server.Serve(listener) }()
	a.greet(started, accounts)

	select {
	case err = <-served:
	case <-ctx.Done():
		fmt.Fprintln(a.out, "stopping …")
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	stopErr := a.server.Stop(ending)
	stopBackground()
	running.Wait()
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	if stopErr != nil && !errors.Is(stopErr, context.DeadlineExceeded) {
		return fmt.Errorf("stop: %w", stopErr)
	}
	return nil
}

func (a *App) greet(started time.Time, accounts []string) {
	c := a.parts.config
	fmt.Fprintf(a.out, "\nBeli Produk Blitar is open at %s (ready in %.1f s)\n", c.Server.PublicURL, clock.Since(started).Seconds())
	for _, e := range a.parts.engines {
		fmt.Fprintf(a.out, "  %s: %s\n", e.part, e.note(a.texts.Words(text.English)))
	}
	for _, line := range accounts {
		fmt.Fprintln(a.out, "  "+line)
	}
	fmt.Fprintln(a.out, "Ctrl-C stops.")
}

// Close closes what New opened.
func (a *App) Close() { a.parts.close() }

// Respond answers one request without a network, for tests.
func (a *App) Respond(r *http.Request) (*http.Response, error) { return a.server.Respond(r) }
