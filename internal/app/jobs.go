package app

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"beli/internal/fulfilment"
	"beli/internal/outbox"
	"beli/internal/payment"
)

// schedule puts the periodic jobs, each with a key per period so that two processes put it once.
func (a *App) schedule(ctx context.Context) {
	tick := time.NewTicker(10 * time.Second)
	defer tick.Stop()
	for {
		if err := a.putPeriodic(ctx); err != nil && ctx.Err() == nil {
			a.parts.log.Error("put periodic jobs", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (a *App) putPeriodic(ctx context.Context) error {
	now := a.parts.clock.Now()
	period := func(every time.Duration) string { return now.Truncate(every).Format("20060102T150405") }
	for _, job := range []struct {
		msg   outbox.Message
		every time.Duration
	}{
		{fulfilment.Clock{}, 30 * time.Second}, {payment.Reconcile{}, time.Minute}, {housekeeping{}, time.Hour},
	} {
		if err := a.parts.outbox.Put(ctx, job.msg, outbox.Key(period(job.every))); err != nil {
			return err
		}
	}
	return nil
}

// housekeeping forgets what need not be kept.
type housekeeping struct{}

// Kind implements outbox.Message.
func (housekeeping) Kind() string { return "app.housekeeping" }

func (a *App) clean(ctx context.Context, _ housekeeping) error {
	p, now := a.parts, a.parts.clock.Now()
	if err := p.outbox.Prune(ctx, now.Add(-7*24*time.Hour)); err != nil {
		return err
	}
	if err := p.changes.Prune(ctx, now.Add(-7*24*time.Hour)); err != nil {
		return err
	}
	if err := p.sessions.Prune(ctx, now); err != nil {
		return err
	}
	if err := p.limits.Prune(ctx, now.Add(-24*time.Hour)); err != nil {
		return err
	}
	if _, err := p.carts.Prune(ctx, 30*24*time.Hour); err != nil {
		return err
	}
	if _, err := p.photos.ForgetOriginals(ctx, now.Add(-30*24*time.Hour)); err != nil {
		return fmt.Errorf("forget originals: %w", err)
	}
	return nil
}

// deliver posts the sandbox's messages to our own webhook, as an outside party would.
func (a *App) deliver(ctx context.Context, header http.Header, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+a.parts.config.Server.Addr+"/webhook/sandbox", bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("webhook: %w", err)
	}
	req.Header = header.Clone()
	res, err := a.post(req)
	if err != nil {
		return fmt.Errorf("webhook: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("webhook answered %d", res.StatusCode)
	}
	return nil
}

// post sends a request over the network where we listen; a program that does not (a test, a
// tool) answers it by itself.
func (a *App) post(req *http.Request) (*http.Response, error) {
	if !a.listening.Load() {
		return a.server.Respond(req)
	}
	client := http.Client{Timeout: 5 * time.Second}
	return client.Do(req)
}
