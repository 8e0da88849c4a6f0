package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"beli/internal/catalog"
	"beli/internal/curation"
	"beli/internal/fault"
	"beli/internal/paging"
	"beli/internal/shop"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestDesk_counts_what_waits_and_since_when(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		curator := m.curator()
		live := m.onSale(shopID, owner, "Wajik", 10_000)
		first := m.draft(shopID, owner, "Jenang", 11_000)
		m.must(m.products.Submit(ctx, owner, in(first)))
		m.clock.Advance(time.Hour)
		m.must(m.products.Update(ctx, owner, catalog.UpdateInput{ShopID: shopID, ProductID: live.ID, Content: m.content("Wajik kletik")}))
		m.clock.Advance(time.Hour)
		newcomer := m.person()
		sh, err := m.shops.Open(ctx, newcomer, opening("Toko baru"))
		m.must(err)
		own := m.draft(sh.ID, newcomer, "Getuk", 5_000)
		m.must(m.products.Submit(ctx, newcomer, in(own)))
		inbox, err := m.desk.Inbox(ctx, curator)
		m.must(err)
		if inbox.Shops.Count != 0 || inbox.Products != (curation.Queue{Count: 1, Oldest: storetest.Noon}) ||
			inbox.Changes != (curation.Queue{Count: 1, Oldest: storetest.Noon.Add(time.Hour)}) {
			t.Errorf("before the new shop is sent: %+v", inbox)
		}
		m.must(m.shops.Submit(ctx, newcomer, sh.ID))
		inbox, err = m.desk.Inbox(ctx, curator)
		m.must(err)
		if inbox.Shops != (curation.Queue{Count: 1, Oldest: storetest.Noon.Add(2 * time.Hour)}) || inbox.Products.Count != 2 || inbox.Total() != 4 {
			t.Errorf("after: %+v", inbox)
		}
		rows, total, err := m.desk.Changes(ctx, curator, curation.ChangeFilter{Kind: curation.First})
		m.must(err)
		if total != 2 || rows[0].ProductID != first.ID || rows[0].CoverKey != first.CoverKey || rows[1].ShopStatus != shop.Submitted {
			t.Errorf("queue %+v", rows)
		}
		shops, total, err := m.desk.Shops(ctx, curator, curation.ShopFilter{Status: shop.Submitted})
		m.must(err)
		if total != 1 || shops[0].ID != sh.ID || shops[0].Products != 1 || shops[0].Missing != 3 {
			t.Errorf("shops %+v", shops)
		}
		if _, err := m.desk.Inbox(ctx, owner); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("an owner at the desk: %v", err)
		}
	})
}

func TestDesk_shows_a_change_beside_what_is_on_sale(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Wajik", 10_000)
		m.must(m.products.Update(ctx, owner, catalog.UpdateInput{ShopID: shopID, ProductID: p.ID, Content: m.content("Wajik penyembuh")}))
		change := m.waiting(owner, p)
		curator := m.curator()
		r, err := m.desk.ReviewChange(ctx, curator, change.ID)
		m.must(err)
		if len(r.Differences) != 1 || r.Differences[0].Before != "Wajik" || r.Page.Content.Name != "Wajik penyembuh" || len(r.Page.Photos) != 1 ||
			len(r.Notes) != 1 || len(r.Earlier) != 1 || r.DecidedBy != "" || r.NextID != 0 {
			t.Errorf("review %+v", r)
		}
		m.must(m.products.Confirm(ctx, curator, change.ID))
		r, err = m.desk.ReviewChange(ctx, m.curator(), change.ID)
		m.must(err)
		if r.DecidedBy == "" || len(r.Differences) != 1 || r.Change.Status != catalog.Confirmed {
			t.Errorf("the second curator sees %+v", r.Change)
		}
		entries, total, err := m.desk.Audit(ctx, curator, "product", p.ID, paging.Request{})
		m.must(err)
		if total != 2 || entries[0].Act != "product.confirm" || entries[0].Actor.AccountID != curator.AccountID {
			t.Errorf("audit %+v", entries)
		}
	})
}

func TestDesk_of_two_curators_at_once_one_decides(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.draft(shopID, owner, "Wajik", 10_000)
		m.must(m.products.Submit(ctx, owner, in(p)))
		change := m.waiting(owner, p)
		one, two := m.curator(), m.curator()
		var wg sync.WaitGroup
		errs := make([]error, 2)
		wg.Go(func() { errs[0] = m.products.Confirm(ctx, one, change.ID) })
		wg.Go(func() {
			errs[1] = m.products.SendBack(ctx, two, catalog.ReasonInput{ID: change.ID, Reason: "Foto gelap"})
		})
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("both or none decided: %v, %v", errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil && fault.CodeOf(err) != "already_decided" {
				t.Errorf("the late curator got %v", err)
			}
		}
		if (errs[0] == nil) != (len(m.seen()) == 1) {
			t.Error("the shelf does not follow the decision")
		}
		if n := count(t, d, `SELECT COUNT(*) FROM outbox_message WHERE kind = 'catalog.change_decided'`); n != 1 {
			t.Errorf("%d messages", n)
		}
	})
}

func TestDesk_register_finds_products_and_unchecked_numbers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		curator := m.curator()
		plain := m.onSale(shopID, owner, "Opak gambir", 10_000)
		numbered := m.draft(shopID, owner, "Keripik", 9_000)
		c := m.content("Keripik")
		c.PIRTNumber = "2063505010123-29"
		m.must(m.products.Update(ctx, owner, catalog.UpdateInput{ShopID: shopID, ProductID: numbered.ID, Content: c}))
		m.must(m.products.Submit(ctx, owner, in(numbered)))
		proposed := m.waiting(owner, numbered)
		m.must(m.products.Confirm(ctx, curator, proposed.ID))
		m.must(m.products.Takedown(ctx, curator, catalog.ReasonInput{ID: plain.ID, Reason: "Merek orang lain"}))
		for tab, want := range map[curation.ProductTab]int64{curation.LiveProducts: numbered.ID, curation.TakenDown: plain.ID, curation.Unchecked: numbered.ID} {
			rows, total, err := m.desk.Products(ctx, curator, curation.ProductFilter{Tab: tab})
			m.must(err)
			if total != 1 || rows[0].ID != want {
				t.Errorf("%s: %+v", tab, rows)
			}
		}
		rows, _, err := m.desk.Products(ctx, curator, curation.ProductFilter{Text: "GAMBIR"})
		m.must(err)
		if len(rows) != 1 || rows[0].ID != plain.ID || !rows[0].TakenDown {
			t.Errorf("by name %+v", rows)
		}
		rows, _, err = m.desk.Products(ctx, curator, curation.ProductFilter{Text: numbered.Code})
		m.must(err)
		if len(rows) != 1 || rows[0].ID != numbered.ID {
			t.Errorf("by code %+v", rows)
		}
		m.must(m.products.MarkCredentialChecked(ctx, curator, catalog.CheckInput{ProductID: numbered.ID, PIRTNumber: proposed.Content.PIRTNumber}))
		inbox, err := m.desk.Inbox(ctx, curator)
		m.must(err)
		if inbox.Credentials.Count != 0 {
			t.Errorf("credentials still wait: %+v", inbox)
		}
	})
}
