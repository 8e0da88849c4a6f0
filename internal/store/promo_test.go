package store_test

import (
	"context"
	"testing"
	"time"

	"beli/internal/catalog"
	"beli/internal/promo"
	"beli/internal/shop"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestPromo_a_collection_appears_and_disappears_on_time(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		curator := m.curator()
		first, second := m.onSale(shopID, owner, "Wajik", 10_000), m.onSale(shopID, owner, "Jenang", 12_000)
		words := promo.Words{TitleID: "Oleh-oleh Lebaran", TitleEN: "Eid gifts", FirstDay: "2026-11-23", LastDay: "2026-11-24"}
		c, err := m.promo.Create(ctx, curator, words)
		m.must(err)
		twin, err := m.promo.Create(ctx, curator, words)
		m.must(err)
		if c.Slug != "oleh-oleh-lebaran" || twin.Slug != "oleh-oleh-lebaran-2" {
			t.Errorf("addresses %s, %s", c.Slug, twin.Slug)
		}
		m.refused(m.promo.Publish(ctx, curator, c.ID), "invalid") // nothing in it
		for _, p := range []catalog.Product{first, second} {
			m.must(m.promo.AddItem(ctx, curator, promo.AddItemInput{CollectionID: c.ID, Code: p.Code, Reason: "Dibuat sendiri di Doko"}))
		}
		m.refused(m.promo.AddItem(ctx, curator, promo.AddItemInput{CollectionID: c.ID, Code: first.Code, Reason: "Lagi"}), "invalid")
		m.refused(m.promo.AddItem(ctx, curator, promo.AddItemInput{CollectionID: c.ID, Code: first.Code}), "invalid")
		m.must(m.promo.Order(ctx, curator, promo.OrderInput{CollectionID: c.ID, ProductIDs: []int64{second.ID, first.ID}}))
		m.refused(m.promo.Order(ctx, curator, promo.OrderInput{CollectionID: c.ID, ProductIDs: []int64{second.ID}}), "invalid")
		_, err = m.promo.BySlug(ctx, c.Slug)
		m.refused(err, "not_found") // a draft
		m.must(m.promo.Publish(ctx, curator, c.ID))
		m.refused(m.promo.Publish(ctx, m.curator(), c.ID), "already_decided")

		at := func(instant string, running int, phase promo.Phase) {
			t.Helper()
			to, err := time.Parse(time.RFC3339, instant)
			m.must(err)
			m.clock.Advance(to.Sub(m.clock.Now()))
			list, err := m.promo.Running(ctx, 3)
			m.must(err)
			page, err := m.promo.BySlug(ctx, c.Slug)
			m.must(err)
			if len(list) != running || page.Phase(m.clock.Now()) != phase || (phase == promo.Scheduled) != (len(page.Items) == 0) {
				t.Errorf("at %s: %d running, %s with %d items", instant, len(list), page.Phase(m.clock.Now()), len(page.Items))
			}
		}
		at("2026-11-22T16:59:59Z", 0, promo.Scheduled)
		turn, ok, err := m.promo.NextTurn(ctx)
		m.must(err)
		if !ok || turn.Format(time.RFC3339) != "2026-11-22T17:00:00Z" {
			t.Errorf("next turn %v %v", turn, ok)
		}
		at("2026-11-22T17:00:00Z", 1, promo.Running)
		running, err := m.promo.Running(ctx, 3)
		m.must(err)
		if ids := running[0].ProductIDs(); len(ids) != 2 || ids[0] != second.ID {
			t.Errorf("order %v", ids)
		}
		m.must(m.products.Hide(ctx, owner, in(second)))
		page, err := m.promo.BySlug(ctx, c.Slug)
		m.must(err)
		if ids := page.ProductIDs(); len(ids) != 1 || ids[0] != first.ID {
			t.Errorf("a hidden product stays: %v", ids)
		}
		at("2026-11-24T17:00:00Z", 0, promo.Ended)
		m.must(m.promo.Unpublish(ctx, curator, c.ID))
		m.refused(m.promo.Unpublish(ctx, curator, c.ID), "already_decided")
	})
}

func TestPromo_only_what_buyers_see_is_taken_and_only_by_staff(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		curator := m.curator()
		words := promo.Words{TitleID: "Batik", TitleEN: "Batik", FirstDay: "2026-11-23", LastDay: "2026-11-23"}
		c, err := m.promo.Create(ctx, curator, words)
		m.must(err)
		draft := m.draft(shopID, owner, "Belum dicek", 1_000)
		live := m.onSale(shopID, owner, "Sudah dicek", 1_000)
		m.refused(m.promo.AddItem(ctx, curator, promo.AddItemInput{CollectionID: c.ID, Code: draft.Code, Reason: "x"}), "invalid")
		m.must(m.shops.Suspend(ctx, curator, shop.DecisionInput{ShopID: shopID, Reason: "x"}))
		m.refused(m.promo.AddItem(ctx, curator, promo.AddItemInput{CollectionID: c.ID, Code: live.Code, Reason: "x"}), "invalid")
		m.must(m.shops.Restore(ctx, curator, shop.DecisionInput{ShopID: shopID, Reason: "x"}))
		m.must(m.promo.AddItem(ctx, curator, promo.AddItemInput{CollectionID: c.ID, Code: live.Code, Reason: "x"}))
		for name, err := range map[string]error{
			"create":    second(m.promo.Create(ctx, owner, words)),
			"update":    m.promo.Update(ctx, owner, promo.UpdateInput{ID: c.ID, Words: words}),
			"add":       m.promo.AddItem(ctx, owner, promo.AddItemInput{CollectionID: c.ID, Code: live.Code, Reason: "x"}),
			"remove":    m.promo.RemoveItem(ctx, owner, promo.ItemInput{CollectionID: c.ID, ProductID: live.ID}),
			"publish":   m.promo.Publish(ctx, owner, c.ID),
			"unpublish": m.promo.Unpublish(ctx, owner, c.ID),
			"read":      second(m.promo.ByID(ctx, owner, c.ID)),
		} {
			if err == nil || err.Error() != "staff_only" {
				t.Errorf("%s by an owner: %v", name, err)
			}
		}
		m.must(m.promo.RemoveItem(ctx, curator, promo.ItemInput{CollectionID: c.ID, ProductID: live.ID}))
		m.refused(m.promo.RemoveItem(ctx, curator, promo.ItemInput{CollectionID: c.ID, ProductID: live.ID}), "not_found")
		list, err := m.promo.List(ctx, curator)
		m.must(err)
		if len(list) != 1 || list[0].Size != 0 {
			t.Errorf("list %+v", list)
		}
		if n := count(t, d, `SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'collection'`); n != 3 {
			t.Errorf("%d audited acts, want 3: create, add, remove", n)
		}
	})
}
