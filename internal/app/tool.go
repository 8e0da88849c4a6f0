package app

import (
	"context"
	"errors"
	"fmt"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/outbox"
)

// handleJobs gives every kind of message its handler, one line each.
func (a *App) handleJobs() {
	p, w := a.parts, a.worker
	outbox.Handle(w, p.payments.HandleStart)
	outbox.Handle(w, p.payments.HandleReconcile)
	outbox.Handle(w, p.payments.HandleRefundAsked)
	outbox.Handle(w, p.fulfilment.HandleClock)
	outbox.Handle(w, a.clean)
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

// Reindex builds the search index once and reports how long it takes.
func (a *App) Reindex(ctx context.Context) error {
	return a.parts.index.rebuild(ctx, func(done int) { fmt.Fprintf(a.out, "\rindexed %d products", done) })
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
