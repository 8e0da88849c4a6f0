package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/clock"
	"beli/internal/outbox"
	"beli/internal/search/meili"
)

// handleJobs gives every kind of message its handler, one line each.
func (a *App) handleJobs() {
	p, w := a.parts, a.worker
	outbox.Handle(w, p.payments.HandleStart)
	outbox.Handle(w, p.payments.HandleReconcile)
	outbox.Handle(w, p.payments.HandleRefundAsked)
	outbox.Handle(w, p.fulfilment.HandleClock)
	outbox.Handle(w, a.clean)
	outbox.Handle(w, a.sweep)
	a.handleNotices()
}

// guardProduction refuses to serve buyers from a database that was made for trying out.
func (a *App) guardProduction(ctx context.Context) error {
	if !a.parts.config.Production() {
		return nil
	}
	demo, err := a.isDemo(ctx)
	if err != nil {
		return err
	}
	if demo {
		return errors.New("this database holds the demo catalogue and its printed passwords; production needs a database of its own (BELI_DATA_DIR or BELI_DATABASE_URL)")
	}
	return nil
}

// Reindex fills the search server anew while its old index serves; without one it builds this
// process's index once, to report how long that takes. A running server process does the work
// where there is one, else this process.
func (a *App) Reindex(ctx context.Context) error {
	p := a.parts
	tell := func(done int) { a.meter.show("read %d products", done) }
	defer a.meter.end()
	if p.follower == nil {
		p.index.progress = tell
		return p.index.rebuild(ctx)
	}
	started := clock.Started()
	if err := p.server.Prepare(ctx); err != nil && !errors.Is(err, meili.ErrSharedKey) {
		return fmt.Errorf("search server: %w", err)
	}
	if err := p.follower.Again(ctx); err != nil {
		return err
	}
	p.serverIndex.progress = tell
	working, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() { p.follower.Run(working) })
	defer work.Wait()
	defer stop()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		switch placed, err := p.follower.Placed(ctx); {
		case err != nil:
			return err
		case placed:
			a.meter.end()
			fmt.Fprintf(a.out, "the search server was filled in %.1f s\n", clock.Since(started).Seconds())
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// InviteAdmin makes the one-time invitation of the first administrator and prints its address.
func (a *App) InviteAdmin(ctx context.Context, contact string) error {
	path, err := a.parts.accounts.InviteStaff(ctx, actor.Clock(), account.InviteInput{Contact: contact, Role: actor.Admin})
	if err != nil {
		return fmt.Errorf("invite %s: %w", contact, err)
	}
	fmt.Fprintf(a.out, "Open this address within seven days, signed in as %s:\n%s%s\n", contact, a.parts.config.Server.PublicURL, path)
	return nil
}
