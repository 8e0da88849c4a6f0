package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"beli/internal/metric"
	"beli/internal/web"
)

// ready tells how each part is that pages need.
func (a *App) ready(ctx context.Context) []web.Readiness {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	p := a.parts
	out := []web.Readiness{{Name: "database", Good: p.db.Ping(ctx) == nil, Essential: true}, {Name: "search", Good: p.finder.Ready(), Essential: true}}
	if p.server != nil {
		out = append(out, web.Readiness{Name: "search server", Good: p.server.Ready() && !p.standby.Resting()})
	}
	return out
}

// health is how the program is, for the operator's page.
func (a *App) health(ctx context.Context) web.Health {
	p := a.parts
	out := web.Health{Parts: make([]web.Part, len(p.engines))}
	var asking sync.WaitGroup
	for i, e := range p.engines {
		asking.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
			defer cancel()
			out.Parts[i] = web.Part{Name: e.part, Kind: e.kind, Where: e.where, Good: e.health(ctx) == nil}
		})
	}
	asking.Wait()
	var err error
	if out.Waiting, out.Dead, err = p.outbox.Waiting(ctx); err != nil {
		p.log.Warn("count jobs", "error", err)
	}
	for _, s := range p.config.Settings() {
		out.Settings = append(out.Settings, web.Setting(s))
	}
	return out
}

// makeMetrics names every figure beside those of requests and the runtime.
func (a *App) makeMetrics() *metric.Set {
	m := metric.New()
	jobs := func(read func(waiting, dead int) int) func() float64 {
		return func() float64 {
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
			defer cancel()
			waiting, dead, err := a.parts.outbox.Waiting(ctx)
			if err != nil {
				return -1
			}
			return float64(read(waiting, dead))
		}
	}
	m.Gauge("beli_jobs_waiting", "Jobs neither done nor given up; -1 while the database is away.", jobs(func(waiting, _ int) int { return waiting }))
	m.Gauge("beli_jobs_dead", "Jobs given up; somebody should look.", jobs(func(_, dead int) int { return dead }))
	for i, part := range []string{"database", "search"} {
		m.Gauge("beli_"+part+"_up", "1 while the "+part+" serves.", func() float64 {
			if a.ready(context.Background())[i].Good {
				return 1
			}
			return 0
		})
	}
	return m
}

// listenMetrics opens the private address of /metrics, when there is one.
func (a *App) listenMetrics() error {
	addr := a.parts.config.Server.MetricsAddr
	if addr == "" {
		return nil
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("listen on %s for metrics: %w", addr, err)
	}
	a.metricsAt = l
	return nil
}

// tellMetrics serves /metrics until ctx ends.
func (a *App) tellMetrics(ctx context.Context) {
	if a.metricsAt == nil {
		return
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.metrics.Handler())
	server := http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 20 * time.Second, MaxHeaderBytes: 16 << 10}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(a.metricsAt); err != nil && !errors.Is(err, http.ErrServerClosed) {
		a.parts.log.Error("serve metrics", "error", err)
	}
}
