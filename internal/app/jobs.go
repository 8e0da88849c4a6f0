package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"beli/internal/fulfilment"
	"beli/internal/outbox"
	"beli/internal/payment"
	"beli/internal/store"
)

// schedule puts the periodic jobs, each with a key per period so that two processes put it once.
func (a *App) schedule(ctx context.Context) {
	tick := time.NewTicker(10 * time.Second)
	defer tick.Stop()
	failed := sparingly(a.parts.log, "put periodic jobs")
	for {
		if err := a.putPeriodic(ctx); err != nil && ctx.Err() == nil {
			failed(err)
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
		{fulfilment.Clock{}, 30 * time.Second}, {payment.Reconcile{}, time.Minute}, {housekeeping{}, time.Hour}, {pictureSweep{}, 24 * time.Hour},
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

// clean does every part, however the others end.
func (a *App) clean(ctx context.Context, _ housekeeping) error {
	p, now := a.parts, a.parts.clock.Now()
	week := now.Add(-7 * 24 * time.Hour)
	_, carts := p.carts.Prune(ctx, 30*24*time.Hour)
	_, originals := p.photos.ForgetOriginals(ctx, now.Add(-30*24*time.Hour))
	return errors.Join(originals, carts, p.outbox.Prune(ctx, week), p.changes.Prune(ctx, week), p.sessions.Prune(ctx, now),
		p.limits.Prune(ctx, now.Add(-24*time.Hour)))
}

// pictureSweep deletes pictures that were uploaded and never used, or that nothing uses any more.
type pictureSweep struct{}

// Kind implements outbox.Message.
func (pictureSweep) Kind() string { return "app.picture_sweep" }

// sweep looks through the whole store, once a day: an upload has a day to be used.
func (a *App) sweep(ctx context.Context, _ pictureSweep) error {
	p := a.parts
	swept, err := p.photos.Sweep(ctx, store.NewPictures(p.db).Used, p.clock.Now().Add(-24*time.Hour))
	if swept.Photos > 0 {
		p.log.Info("pictures that nothing uses were deleted", "photos", swept.Photos, "bytes", swept.Bytes)
	}
	return err
}

// beside runs work beside the server until ctx ends. Work that panics is begun again: one bad row
// must not take the shop window down.
func (a *App) beside(ctx context.Context, work func(context.Context)) {
	for ctx.Err() == nil {
		if a.survives(ctx, work) {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
}

func (a *App) survives(ctx context.Context, work func(context.Context)) (finished bool) {
	defer func() {
		if cause := recover(); cause != nil {
			a.parts.log.Error("background work panicked", "cause", cause, "stack", string(debug.Stack()))
		}
	}()
	work(ctx)
	return true
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
