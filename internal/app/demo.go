package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"beli/internal/clock"
	"beli/internal/demo"
	"beli/internal/store"
)

// demoFile keeps the demo people's passwords beside the database they were made for.
const demoFile = "demo-people.txt"

func (a *App) seeder() *demo.Seeder {
	p := a.parts
	return demo.New(demo.Needs{Conn: p.db, People: p.accountRows, Hasher: p.hasher, Shops: p.shops, Catalog: p.catalog, Categories: p.storefront,
		Collections: p.collections, Photos: p.photos, Region: p.region, Changes: p.changes, Bulk: store.NewBulk(p.db), Clock: p.clock})
}

// progress shows how far a stage is.
func (a *App) progress(stage demo.Stage, done, total int) {
	a.meter.show("%-18s %d/%d", stage, done, total)
	if done >= total {
		a.meter.end()
	}
}

// prepareDemo fills an empty database when BELI_DEMO asks for it, and says who can sign in.
func (a *App) prepareDemo(ctx context.Context) ([]string, error) {
	if !a.parts.config.Demo {
		return nil, nil
	}
	started := clock.Started()
	accounts, err := a.seeder().Seed(ctx, a.progress)
	switch {
	case errors.Is(err, demo.ErrSeeded):
		return a.demoPeople()
	case err != nil:
		return nil, fmt.Errorf("make the demo catalogue: %w", err)
	}
	a.parts.log.Info("demo catalogue made", "took", clock.Since(started).String())
	if err := a.keepPeople(accounts); err != nil {
		return nil, err
	}
	return a.demoPeople()
}

func (a *App) keepPeople(accounts demo.Accounts) error {
	var b strings.Builder
	for _, l := range accounts {
		fmt.Fprintf(&b, "%-8s %-24s %s %s\n", l.Role, l.Contact, l.Password, l.Shop)
	}
	if err := os.WriteFile(filepath.Join(a.parts.config.DataDir, demoFile), []byte(b.String()), 0o600); err != nil {
		return fmt.Errorf("keep the demo people: %w", err)
	}
	return nil
}

func (a *App) demoPeople() ([]string, error) {
	raw, err := os.ReadFile(filepath.Join(a.parts.config.DataDir, demoFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the demo people: %w", err)
	}
	return append([]string{"demo people (role, sign-in, password):"}, strings.Split(strings.TrimSpace(string(raw)), "\n")...), nil
}

// fillPictures draws the demo pictures behind the serving program.
func (a *App) fillPictures(ctx context.Context) {
	if !a.pictures || !a.parts.config.Demo {
		return
	}
	if demoData, err := a.isDemo(ctx); err != nil || !demoData {
		return
	}
	if err := a.seeder().FillPictures(ctx, nil); err != nil && ctx.Err() == nil {
		a.parts.log.Error("draw demo pictures", "error", err)
	}
}

func (a *App) isDemo(ctx context.Context) (bool, error) { return demo.IsDemo(ctx, a.parts.db) }

// Seed makes the demo catalogue, or a larger one of it, and draws its pictures when asked to.
func (a *App) Seed(ctx context.Context, scale int, pictures bool) error {
	if a.parts.config.Production() {
		return errors.New("the demo catalogue is not for production")
	}
	accounts, err := a.seeder().Seed(ctx, a.progress)
	if err != nil && !errors.Is(err, demo.ErrSeeded) {
		return err
	}
	if err == nil {
		if err := a.keepPeople(accounts); err != nil {
			return err
		}
	}
	if scale > 0 {
		if err := a.seeder().Scale(ctx, scale, 1, a.progress); err != nil {
			return err
		}
	}
	if pictures {
		if err := a.seeder().FillPictures(ctx, a.progress); err != nil {
			return err
		}
	}
	people, err := a.demoPeople()
	for _, line := range people {
		fmt.Fprintln(a.out, line)
	}
	return err
}
