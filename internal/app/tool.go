package app

import (
	"context"
	"errors"
	"fmt"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/outbox"
	"beli/internal/web"
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

// health is how the program is, for the operator's page.
func (a *App) health(ctx context.Context) web.Health {
	p := a.parts
	out := web.Health{Parts: []web.Part{{Name: "database", Note: string(p.config.Database.Dialect), Good: p.db.Ping(ctx) == nil},
		{Name: "search", Note: "embedded", Good: p.engine.Ready()}, {Name: "photos", Note: p.config.Photos.Dir, Good: true}}}
	var err error
	if out.Waiting, out.Dead, err = p.outbox.Waiting(ctx); err != nil {
		out.Parts[0].Good = false
	}
	for _, s := range p.config.Settings() {
		out.Settings = append(out.Settings, web.Setting(s))
	}
	return out
}
