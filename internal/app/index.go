package app

import (
	"context"
	"fmt"
	"iter"
	"log/slog"

	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/region"
	"beli/internal/search"
	"beli/internal/shelf"
)

// index keeps this process's search engine, and its shelf, at the state of the database.
type index struct {
	engine  search.Engine
	catalog catalog.Storefront
	changes *changelog.Log
	region  *region.Book
	shelf   *shelf.Shelf
	log     *slog.Logger
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
func (x *index) all(ctx context.Context, progress func(done int)) iter.Seq2[search.Document, error] {
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
			if progress != nil {
				progress(done)
			}
			if len(list) < indexBatch {
				return
			}
		}
	}
}

// rebuild makes the index anew while the old one serves.
func (x *index) rebuild(ctx context.Context, progress func(done int)) error {
	started := clock.Started()
	if err := x.engine.Rebuild(ctx, x.all(ctx, progress)); err != nil {
		return fmt.Errorf("rebuild the search index: %w", err)
	}
	x.log.Info("search index built", "took", clock.Since(started).String())
	return nil
}

// follow applies every change from a place in the change log on, until ctx ends.
func (x *index) follow(ctx context.Context, from changelog.Cursor) {
	x.changes.Follow(ctx, from, x.apply, func(err error) { x.log.Error("follow changes", "error", err) })
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
		x.shelf.Changed(c)
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
