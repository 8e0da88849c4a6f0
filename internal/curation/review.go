package curation

import (
	"context"
	"fmt"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/catalog"
	"beli/internal/paging"
	"beli/internal/shop"
)

// ShopReview is all that a decision about a shop needs.
type ShopReview struct {
	Shop      shop.Shop
	Tasks     []shop.Task
	Members   []shop.Member
	Waiting   []ChangeRow // its changes under review
	Twins     []ShopRow   // other shops with its telephone number or name
	History   []audit.Entry
	Products  int    // ever published or waiting
	DecidedBy string // who verified it, "" before
	NextID    int64  // the next shop that waits, 0 for none
}

// ReviewShop reads a shop for its decision. Errors: staff_only, not_found.
func (d *Desk) ReviewShop(ctx context.Context, a actor.Actor, id int64) (ShopReview, error) {
	if !a.IsStaff() {
		return ShopReview{}, ErrStaffOnly
	}
	var r ShopReview
	var err error
	if r.Shop, err = d.shops.ShopByID(ctx, id); err != nil {
		return r, fmt.Errorf("load shop %d: %w", id, err)
	}
	products, err := d.shops.FinishedProducts(ctx, id)
	if err != nil {
		return r, fmt.Errorf("count products: %w", err)
	}
	r.Products, r.Tasks = products, r.Shop.Tasks(products)
	if r.Members, err = d.shops.Members(ctx, id); err != nil {
		return r, fmt.Errorf("list members: %w", err)
	}
	if r.Waiting, _, err = d.store.ChangeRows(ctx, ChangeFilter{ShopID: id, Page: paging.Request{Size: paging.MaxSize}}); err != nil {
		return r, fmt.Errorf("list changes: %w", err)
	}
	if r.Twins, err = d.store.Twins(ctx, id); err != nil {
		return r, fmt.Errorf("look for twins: %w", err)
	}
	if r.History, err = d.history(ctx, "shop", id); err != nil {
		return r, err
	}
	if r.Shop.VerifiedBy != 0 {
		if r.DecidedBy, err = d.store.AccountName(ctx, r.Shop.VerifiedBy); err != nil {
			return r, fmt.Errorf("name of the curator: %w", err)
		}
	}
	next, _, err := d.store.ShopRows(ctx, ShopFilter{Status: shop.Submitted, Page: paging.Request{Size: 2}})
	if err != nil {
		return r, fmt.Errorf("next shop: %w", err)
	}
	for _, row := range next {
		if row.ID != id && r.NextID == 0 {
			r.NextID = row.ID
		}
	}
	return r, nil
}

// ChangeReview is all that a decision about a change needs.
type ChangeReview struct {
	Change      catalog.Change
	Product     catalog.Product
	Shop        shop.Shop
	Before      catalog.Content // what is on sale, or was when the change was decided; empty for a first one
	Differences []catalog.Difference
	Notes       []catalog.Note
	Page        catalog.Page     // as buyers would see the change
	Earlier     []catalog.Change // older changes, newest first
	History     []audit.Entry
	DecidedBy   string // who decided, "" while it waits
	NextID      int64  // the next waiting change, 0 for none
}

// ReviewChange reads a change, also a decided one: the second of two curators sees the first
// one's decision here. Errors: staff_only, not_found.
func (d *Desk) ReviewChange(ctx context.Context, a actor.Actor, id int64) (ChangeReview, error) {
	if !a.IsStaff() {
		return ChangeReview{}, ErrStaffOnly
	}
	var r ChangeReview
	var err error
	if r.Change, err = d.products.ChangeByID(ctx, id); err != nil {
		return r, fmt.Errorf("load change %d: %w", id, err)
	}
	product, err := d.ReviewProduct(ctx, a, r.Change.ProductID)
	if err != nil {
		return r, err
	}
	r.Product, r.Shop, r.History = product.Product, product.Shop, product.History
	for _, c := range product.Changes {
		if c.ID < id {
			r.Earlier = append(r.Earlier, c)
		}
	}
	r.Before = r.before()
	r.Differences = r.Before.Differences(r.Change.Content)
	if r.Notes, err = d.notes(ctx, r.Change.Content); err != nil {
		return r, err
	}
	if r.Page, err = d.products.PageOf(ctx, r.Product, r.Change.Content); err != nil {
		return r, fmt.Errorf("page of the change: %w", err)
	}
	if r.Change.DecidedBy != 0 {
		if r.DecidedBy, err = d.store.AccountName(ctx, r.Change.DecidedBy); err != nil {
			return r, fmt.Errorf("name of the curator: %w", err)
		}
	}
	kind := Later
	if r.Change.First {
		kind = First
	}
	next, _, err := d.store.ChangeRows(ctx, ChangeFilter{Kind: kind, Page: paging.Request{Size: 2}})
	if err != nil {
		return r, fmt.Errorf("next change: %w", err)
	}
	for _, row := range next {
		if row.ID != id && r.NextID == 0 {
			r.NextID = row.ID
		}
	}
	return r, nil
}

// before is what the change was or is compared with.
func (r ChangeReview) before() catalog.Content {
	switch {
	case r.Change.First:
		return catalog.Content{}
	case r.Change.Status == catalog.Proposed:
		return r.Product.Content
	}
	for _, c := range r.Earlier {
		if c.Status == catalog.Confirmed {
			return c.Content
		}
	}
	return r.Product.Content
}

func (d *Desk) notes(ctx context.Context, c catalog.Content) ([]catalog.Note, error) {
	tree, err := d.products.Tree(ctx)
	if err != nil {
		return nil, fmt.Errorf("read categories: %w", err)
	}
	cat, _ := tree.ByID(c.CategoryID)
	return c.Notes(cat, d.clock.Now()), nil
}

// ProductReview is all that a takedown or a check of credentials needs.
type ProductReview struct {
	Product catalog.Product
	Shop    shop.Shop
	Notes   []catalog.Note
	Page    catalog.Page // as buyers see the live version
	Changes []catalog.Change
	History []audit.Entry
}

// ReviewProduct reads a product of any shop. Errors: staff_only, not_found.
func (d *Desk) ReviewProduct(ctx context.Context, a actor.Actor, id int64) (ProductReview, error) {
	if !a.IsStaff() {
		return ProductReview{}, ErrStaffOnly
	}
	var r ProductReview
	var err error
	if r.Product, err = d.products.AnyProduct(ctx, id); err != nil {
		return r, fmt.Errorf("load product %d: %w", id, err)
	}
	if r.Shop, err = d.shops.ShopByID(ctx, r.Product.ShopID); err != nil {
		return r, fmt.Errorf("load shop %d: %w", r.Product.ShopID, err)
	}
	if r.Notes, err = d.notes(ctx, r.Product.Content); err != nil {
		return r, err
	}
	if r.Page, err = d.products.PageOf(ctx, r.Product, r.Product.Content); err != nil {
		return r, fmt.Errorf("page of the product: %w", err)
	}
	if r.Changes, err = d.products.Changes(ctx, id, 50); err != nil {
		return r, fmt.Errorf("list changes: %w", err)
	}
	r.History, err = d.history(ctx, "product", id)
	return r, err
}
