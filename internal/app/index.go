package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/region"
	"beli/internal/search"
	"beli/internal/search/meili"
	"beli/internal/shelf"
)

// index keeps a search engine, and this process's shelf where it has one, at the state of the database.
type index struct {
	engine  search.Engine
	catalog catalog.Storefront
	changes *changelog.Log
	region  *region.Book
	shelf   *shelf.Shelf
	log     *slog.Logger
	// progress hears how many products a rebuild has read; nil where nobody watches.
	progress func(done int)
}

const indexBatch = 500

// document is the public face of a listing, as engines take it.
func (x *index) document(l catalog.Listing) search.Document {
	d := search.Document{ID: l.ID, Code: l.Code, Name: l.Name, NameEN: l.NameEN, ShopSlug: l.ShopSlug, ShopName: l.ShopName,
		Price: l.Price, Halal: l.Halal, MadeToOrder: l.MadeToOrder, Available: l.Available, Keywords: l.Keywords,
		Description: l.Description, PublishedAt: l.PublishedAt.Unix(), Sold: l.Sold, Pickup: l.OffersPickup, ShipsExpedition: l.OffersExpedition}
	for _, c := range l.Path {
		d.CategoryPath = append(d.CategoryPath, c.Slug)
		d.CategoryNames = append(d.CategoryNames, c.Name("id"))
	}
	if k, ok := x.region.KecamatanOf(l.KecamatanCode); ok {
		d.KecamatanSlug, d.KecamatanName = k.Slug, k.Name
	}
	if v, ok := x.region.ByCode(l.VillageCode); ok {
		d.VillageName = v.Name
	}
	return d
}

// all reads every visible product in batches.
func (x *index) all(ctx context.Context) iter.Seq2[search.Document, error] {
	return func(yield func(search.Document, error) bool) {
		done, after := 0, int64(0)
		for {
			list, err := x.catalog.Visible(ctx, after, indexBatch)
			if err != nil {
				yield(search.Document{}, fmt.Errorf("read listings: %w", err))
				return
			}
			for _, l := range list {
				after = l.ID
				if !yield(x.document(l), nil) {
					return
				}
			}
			done += len(list)
			if x.progress != nil {
				x.progress(done)
			}
			if len(list) < indexBatch {
				return
			}
		}
	}
}

// rebuild makes the index anew while the old one serves.
func (x *index) rebuild(ctx context.Context) error {
	started := clock.Started()
	if err := x.engine.Rebuild(ctx, x.all(ctx)); err != nil {
		return fmt.Errorf("rebuild the search index: %w", err)
	}
	x.log.Info("search index built", "took", clock.Since(started).String())
	return nil
}

// follow applies every change from a place in the change log on, until ctx ends.
func (x *index) follow(ctx context.Context, from changelog.Cursor) {
	x.changes.Follow(ctx, from, x.apply, sparingly(x.log, "follow changes"))
}

// apply reads what changed anew: what is no longer visible leaves the index.
func (x *index) apply(ctx context.Context, changes []changelog.Change) error {
	ids, seen := []int64(nil), map[int64]bool{}
	add := func(id int64) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, c := range changes {
		if x.shelf != nil {
			x.shelf.Changed(c)
		}
		switch c.Kind {
		case changelog.Product:
			add(c.Ref)
		case changelog.Shop:
			products, err := x.catalog.IDsOfShop(ctx, c.Ref)
			if err != nil {
				return fmt.Errorf("read products of shop %d: %w", c.Ref, err)
			}
			for _, id := range products {
				add(id)
			}
		}
	}
	for len(ids) > 0 {
		part := ids[:min(len(ids), indexBatch)]
		ids = ids[len(part):]
		if err := x.refresh(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

func (x *index) refresh(ctx context.Context, ids []int64) error {
	list, err := x.catalog.Listings(ctx, ids)
	if err != nil {
		return fmt.Errorf("read listings: %w", err)
	}
	gone := map[int64]bool{}
	for _, id := range ids {
		gone[id] = true
	}
	docs := make([]search.Document, len(list))
	for i, l := range list {
		docs[i] = x.document(l)
		delete(gone, l.ID)
	}
	var deletes []int64
	for id := range gone {
		deletes = append(deletes, id)
	}
	if err := x.engine.Apply(ctx, docs, deletes); err != nil {
		return fmt.Errorf("apply changes: %w", err)
	}
	return nil
}

// followShared keeps what all processes share at the state of the database, until ctx ends. A
// process that did not renew it has to hear that it is there.
func (a *App) followShared(ctx context.Context) {
	p := a.parts
	if p.follower == nil {
		return
	}
	var preparing sync.WaitGroup
	preparing.Go(func() { p.untilPrepared(ctx) })
	p.follower.Run(ctx)
	preparing.Wait()
}

// followedServer is the search server for as long as somebody keeps it at the state of the database.
type followedServer struct {
	*meili.Engine
	followed atomic.Bool
}

// Ready implements search.Finder.
func (s *followedServer) Ready() bool { return s.followed.Load() && s.Engine.Ready() }

// untilPrepared looks every second whether the search server can be relied on, and asks it for its
// index whenever that is not known to be there. A server that answers but has lost it, or holds one of
// another version, is filled anew.
func (p *parts) untilPrepared(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for told, round := false, 0; ; round++ {
		followed, err := p.follower.Followed(ctx)
		p.server.followed.Store(followed && err == nil)
		if !p.server.Engine.Ready() && round%3 == 0 {
			err := p.prepareServer(ctx)
			switch {
			case err != nil && !told && ctx.Err() == nil:
				p.log.Warn("search server: the embedded engine answers meanwhile", "error", err)
			case err == nil && p.server.Engine.Ready():
				p.log.Info("search server is ready")
			}
			told = err != nil
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (p *parts) prepareServer(ctx context.Context) error {
	err := p.server.Prepare(ctx)
	if errors.Is(err, meili.ErrSharedKey) {
		p.log.Warn("search server: its key may not make one for reading, so it reads with the same", "error", err)
		err = nil
	}
	if err != nil || p.server.Engine.Ready() {
		return err
	}
	placed, err := p.follower.Placed(ctx)
	if err != nil || !placed {
		return err // a renewal is on its way
	}
	return p.follower.Again(ctx)
}
