package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestCatalog_a_product_goes_from_draft_to_the_shelf(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.draft(shopID, owner, "Wajik kletik", 12_000)
		if p.CoverKey == "" || p.PriceFrom != 12_000 || len(p.Variants) != 1 || p.Variants[0].Left() != 5 {
			t.Fatalf("draft %+v", p)
		}
		if _, err := m.front.PageByCode(ctx, p.Code); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a draft has a page: %v", err)
		}
		m.must(m.products.Submit(ctx, owner, in(p)))
		m.refused(m.products.Submit(ctx, owner, in(p)), "already_sent")
		if len(m.seen()) != 0 {
			t.Error("a waiting product is on the shelf")
		}
		m.must(m.products.Confirm(ctx, m.curator(), m.waiting(owner, p).ID))
		page := m.page(p)
		if page.State != catalog.OnSale || page.Content.Name != "Wajik kletik" || len(page.Photos) != 1 || page.Shop.ID != shopID {
			t.Errorf("page %+v", page)
		}
		if len(page.Path) != 2 || page.Path[0].Slug != "makanan" {
			t.Errorf("path %v", page.Path)
		}
		cards, err := m.front.Cards(ctx, []int64{p.ID, 9999, p.ID})
		m.must(err)
		if len(cards) != 1 || cards[0].CoverKey != p.CoverKey || cards[0].SoldOut || cards[0].HasRange() {
			t.Errorf("cards %+v", cards)
		}
		changes, _, err := m.changes.Since(ctx, changelog.Cursor{})
		if d.Dialect() == "sqlite3" {
			m.must(err)
			if !slices.Contains(changes, changelog.Change{Kind: changelog.Product, Ref: p.ID}) {
				t.Error("the followers of the catalogue heard nothing")
			}
		}
	})
}

func TestCatalog_the_old_version_stays_on_sale_while_a_change_waits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Wajik kletik", 12_000)
		old := p.CoverKey
		update := func(name string) {
			t.Helper()
			m.must(m.products.Update(ctx, owner, catalog.UpdateInput{ShopID: shopID, ProductID: p.ID, Content: m.content(name)}))
		}
		update("Wajik klethik")
		first := m.waiting(owner, p)
		_, err := m.products.AddPhotos(ctx, owner, catalog.AddPhotosInput{ShopID: shopID, ProductID: p.ID, Photos: []catalog.NewPhoto{m.picture()}})
		m.must(err)
		second := m.waiting(owner, p)
		if second.ID == first.ID || second.Content.Name != "Wajik klethik" || len(second.Content.Photos) != 2 {
			t.Fatalf("the newer proposal %+v does not replace %+v", second, first)
		}
		m.refused(m.products.Confirm(ctx, m.curator(), first.ID), "already_decided")
		if page := m.page(p); page.Content.Name != "Wajik kletik" || len(page.Photos) != 1 {
			t.Errorf("the live version changed: %+v", page.Content)
		}
		m.must(m.products.OrderPhotos(ctx, owner, catalog.OrderPhotosInput{ShopID: shopID, ProductID: p.ID,
			PhotoIDs: []int64{second.Content.Photos[1], second.Content.Photos[0]}}))
		m.must(m.products.Confirm(ctx, m.curator(), m.waiting(owner, p).ID))
		page := m.page(p)
		if page.Content.Name != "Wajik klethik" || page.Slug != "wajik-klethik" || len(page.Photos) != 2 || page.Photos[1].Key != old {
			t.Errorf("after the decision %+v %v", page.Content, page.Photos)
		}
		m.must(m.products.RemovePhoto(ctx, owner, catalog.RemovePhotoInput{ShopID: shopID, ProductID: p.ID, PhotoID: page.Photos[1].ID}))
		m.must(m.products.Confirm(ctx, m.curator(), m.waiting(owner, p).ID))
		if page := m.page(p); len(page.Photos) != 1 || page.Photos[0].Key == old {
			t.Errorf("after removing a photo: %v", page.Photos)
		}
		update("Wajik klethik") // equal to what is live: nothing to review
		m.refused(m.products.Withdraw(ctx, owner, in(p)), "nothing_waiting")
	})
}

func TestCatalog_a_reason_reaches_the_owner_and_the_form_keeps_the_words(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Jamu", 8_000)
		m.must(m.products.Update(ctx, owner, catalog.UpdateInput{ShopID: shopID, ProductID: p.ID, Content: m.content("Jamu penyembuh")}))
		change := m.waiting(owner, p)
		m.refused(m.products.SendBack(ctx, m.curator(), catalog.ReasonInput{ID: change.ID, Reason: " \n "}), "invalid")
		m.must(m.products.SendBack(ctx, m.curator(), catalog.ReasonInput{ID: change.ID, Reason: "Jangan menulis \"penyembuh\"."}))
		e, err := m.products.Editing(ctx, owner, in(p))
		m.must(err)
		if e.SentBack() != "Jangan menulis \"penyembuh\"." || e.Form().Name != "Jamu penyembuh" || e.Product.Content.Name != "Jamu" {
			t.Errorf("reason %q, form %q, live %q", e.SentBack(), e.Form().Name, e.Product.Content.Name)
		}
		list, err := m.products.OwnerList(ctx, owner, shopID, catalog.OwnerFilter{Tab: catalog.TabNeedsWork})
		m.must(err)
		if list.Total != 1 || list.Rows[0].Reason != e.SentBack() || list.Counts[catalog.TabNeedsWork] != 1 || list.Counts[catalog.TabLive] != 1 {
			t.Errorf("list %+v", list)
		}
		if n := count(t, d, `SELECT COUNT(*) FROM outbox_message WHERE kind = 'catalog.change_decided'`); n != 2 {
			t.Errorf("%d messages to the shop, want 2", n)
		}
	})
}

func TestCatalog_price_and_stock_change_at_once(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Opak", 10_000)
		v := p.Variants[0].ID
		set := func(price money.Rupiah) error {
			return m.products.SetPrice(ctx, owner, catalog.SetPriceInput{ShopID: shopID, ProductID: p.ID, VariantID: v, Price: price})
		}
		m.must(set(11_000))
		m.must(set(11_000))
		m.refused(set(0), "invalid")
		m.refused(set(100_000_001), "invalid")
		if n := count(t, d, `SELECT COUNT(*) FROM variant_prices WHERE variant_id = $1`, v); n != 2 {
			t.Errorf("%d price versions, want 2", n)
		}
		m.must(m.products.SetOnHand(ctx, owner, catalog.SetOnHandInput{ShopID: shopID, ProductID: p.ID, VariantID: v, OnHand: 0}))
		page := m.page(p)
		if page.PriceFrom != 11_000 || page.State != catalog.SoldOut {
			t.Errorf("price %v, state %s", page.PriceFrom, page.State)
		}
		m.must(m.products.SetStock(ctx, owner, catalog.SetStockInput{ShopID: shopID, ProductID: p.ID, Mode: catalog.MadeToOrder, MakingDays: 4}))
		if page := m.page(p); page.State != catalog.OnSale || page.MakingDays != 4 {
			t.Errorf("made to order: %s, %d days", page.State, page.MakingDays)
		}
		m.refused(m.products.SetOnHand(ctx, owner, catalog.SetOnHandInput{ShopID: shopID, ProductID: p.ID, VariantID: v, OnHand: 3}), "product_status")
		other := m.onSale(shopID, owner, "Opak manis", 9_000)
		m.refused(m.products.SetPrice(ctx, owner, catalog.SetPriceInput{ShopID: shopID, ProductID: p.ID, VariantID: other.Variants[0].ID, Price: 1}), "not_found")
	})
}

func TestCatalog_a_variant_that_comes_back_is_the_same_variant(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Sambal pecel", 15_000)
		set := func(variants ...catalog.VariantInput) catalog.Product {
			t.Helper()
			m.must(m.products.SetVariants(ctx, owner, catalog.SetVariantsInput{ShopID: shopID, ProductID: p.ID, Kinds: [2]string{"Rasa", ""}, Variants: variants}))
			e, err := m.products.Editing(ctx, owner, in(p))
			m.must(err)
			return e.Product
		}
		mild := catalog.VariantInput{Options: [2]string{"Sedang", ""}, Price: 15_000, OnHand: 3}
		hot := catalog.VariantInput{Options: [2]string{"Pedas", ""}, Price: 17_000, OnHand: 2}
		got := set(mild, hot)
		if len(got.Variants) != 2 || got.PriceFrom != 15_000 || got.Variants[1].Left() != 2 {
			t.Fatalf("variants %+v", got.Variants)
		}
		if card, _ := m.front.Cards(ctx, []int64{p.ID}); !card[0].HasRange() || card[0].PriceTo != 17_000 {
			t.Errorf("card %+v", card)
		}
		was := got.Variants[0].ID
		if got = set(hot); len(got.Variants) != 1 || got.PriceFrom != 17_000 {
			t.Errorf("after leaving one out: %+v", got.Variants)
		}
		mild.Price = 16_000
		if got = set(hot, mild); len(got.Variants) != 2 || got.Variants[1].ID != was || got.Variants[1].Price != 16_000 || got.Variants[1].Left() != 3 {
			t.Errorf("after it came back: %+v, it was %d", got.Variants, was)
		}
	})
}

func TestCatalog_badges_need_a_curators_check_and_go_with_the_number(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Keripik", 9_000)
		m.refused(m.products.MarkCredentialChecked(ctx, m.curator(), catalog.CheckInput{ProductID: p.ID}), "invalid")
		certified := m.content("Keripik")
		certified.HalalState, certified.HalalNumber, certified.PIRTNumber = catalog.HalalCertified, "ID35110001234560821", "P-IRT 206350501012329"
		propose := func(c catalog.Content) catalog.Content {
			t.Helper()
			m.must(m.products.Update(ctx, owner, catalog.UpdateInput{ShopID: shopID, ProductID: p.ID, Content: c}))
			change := m.waiting(owner, p)
			m.must(m.products.Confirm(ctx, m.curator(), change.ID))
			return change.Content
		}
		live := propose(certified)
		if page := m.page(p); page.Halal || page.PIRT {
			t.Error("badges before the check")
		}
		seen := catalog.CheckInput{ProductID: p.ID, HalalNumber: live.HalalNumber, PIRTNumber: live.PIRTNumber}
		other := seen
		other.PIRTNumber = "P-IRT 206350501012330"
		m.refused(m.products.MarkCredentialChecked(ctx, m.curator(), other), "numbers_changed")
		if page := m.page(p); page.Halal || page.PIRT {
			t.Error("badges for numbers that nobody looked up")
		}
		m.must(m.products.MarkCredentialChecked(ctx, m.curator(), seen))
		m.refused(m.products.MarkCredentialChecked(ctx, m.curator(), seen), "already_decided")
		list, err := m.front.Listings(ctx, []int64{p.ID})
		m.must(err)
		if page := m.page(p); !page.Halal || !page.PIRT || !list[0].Halal {
			t.Error("no badges after the check")
		}
		certified.Description = "Renyah."
		propose(certified)
		if !m.page(p).Halal {
			t.Error("a new description cost the badge")
		}
		certified.HalalNumber = "ID35110009999990821"
		propose(certified)
		if m.page(p).Halal {
			t.Error("another number kept the badge")
		}
	})
}

func TestCatalog_a_stranger_finds_nothing_by_any_verb(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Kopi", 30_000)
		mine, stranger := m.shop()
		own := m.draft(mine, stranger, "Teh", 5_000)
		loose, err := m.products.AddPhotos(ctx, owner, catalog.AddPhotosInput{ShopID: shopID, Photos: []catalog.NewPhoto{m.picture()}})
		m.must(err)
		v := p.Variants[0].ID
		acts := map[string]func(a actor.Actor, shopID int64) error{
			"create": func(a actor.Actor, s int64) error {
				_, err := m.products.CreateDraft(ctx, a, catalog.CreateDraftInput{ShopID: s, Content: m.content("x"), Price: 1, Stock: catalog.StockInput{Mode: catalog.Always}})
				return err
			},
			"update": func(a actor.Actor, s int64) error {
				return m.products.Update(ctx, a, catalog.UpdateInput{ShopID: s, ProductID: p.ID, Content: m.content("x")})
			},
			"price": func(a actor.Actor, s int64) error {
				return m.products.SetPrice(ctx, a, catalog.SetPriceInput{ShopID: s, ProductID: p.ID, VariantID: v, Price: 1})
			},
			"on hand": func(a actor.Actor, s int64) error {
				return m.products.SetOnHand(ctx, a, catalog.SetOnHandInput{ShopID: s, ProductID: p.ID, VariantID: v, OnHand: 1})
			},
			"stock": func(a actor.Actor, s int64) error {
				return m.products.SetStock(ctx, a, catalog.SetStockInput{ShopID: s, ProductID: p.ID, Mode: catalog.Always})
			},
			"variants": func(a actor.Actor, s int64) error {
				return m.products.SetVariants(ctx, a, catalog.SetVariantsInput{ShopID: s, ProductID: p.ID, Variants: []catalog.VariantInput{{Price: 1}}})
			},
			"submit": func(a actor.Actor, s int64) error {
				return m.products.Submit(ctx, a, catalog.ProductInput{ShopID: s, ProductID: p.ID})
			},
			"withdraw": func(a actor.Actor, s int64) error {
				return m.products.Withdraw(ctx, a, catalog.ProductInput{ShopID: s, ProductID: p.ID})
			},
			"hide": func(a actor.Actor, s int64) error {
				return m.products.Hide(ctx, a, catalog.ProductInput{ShopID: s, ProductID: p.ID})
			},
			"show": func(a actor.Actor, s int64) error {
				return m.products.Show(ctx, a, catalog.ProductInput{ShopID: s, ProductID: p.ID})
			},
			"archive": func(a actor.Actor, s int64) error {
				return m.products.Archive(ctx, a, catalog.ProductInput{ShopID: s, ProductID: p.ID})
			},
			"add photo": func(a actor.Actor, s int64) error {
				_, err := m.products.AddPhotos(ctx, a, catalog.AddPhotosInput{ShopID: s, ProductID: p.ID, Photos: []catalog.NewPhoto{m.picture()}})
				return err
			},
			"remove photo": func(a actor.Actor, s int64) error {
				return m.products.RemovePhoto(ctx, a, catalog.RemovePhotoInput{ShopID: s, ProductID: p.ID, PhotoID: p.Photos[0].ID})
			},
			"order photos": func(a actor.Actor, s int64) error {
				return m.products.OrderPhotos(ctx, a, catalog.OrderPhotosInput{ShopID: s, ProductID: p.ID, PhotoIDs: p.Content.Photos})
			},
			"edit": func(a actor.Actor, s int64) error {
				_, err := m.products.Editing(ctx, a, catalog.ProductInput{ShopID: s, ProductID: p.ID})
				return err
			},
			"preview": func(a actor.Actor, s int64) error {
				_, err := m.products.Preview(ctx, a, catalog.ProductInput{ShopID: s, ProductID: p.ID})
				return err
			},
			"list": func(a actor.Actor, s int64) error {
				_, err := m.products.OwnerList(ctx, a, s, catalog.OwnerFilter{})
				return err
			},
		}
		for name, act := range acts {
			if err := act(stranger, shopID); fault.KindOf(err) != fault.NotFound {
				t.Errorf("%s with a foreign shop: %v", name, err)
			}
			if err := act(actor.Visitor("x"), shopID); fault.KindOf(err) != fault.Unauthenticated {
				t.Errorf("%s signed out: %v", name, err)
			}
			if name == "create" || name == "list" {
				continue
			}
			if err := act(stranger, mine); fault.KindOf(err) != fault.NotFound {
				t.Errorf("%s with the own shop and a foreign product: %v", name, err)
			}
		}
		// A foreign photo cannot be re-linked, loose or not, nor its key taken again.
		c := m.content("Teh")
		for _, id := range []int64{loose[0].ID, p.Photos[0].ID} {
			c.Photos = []int64{id}
			_, err := m.products.CreateDraft(ctx, stranger, catalog.CreateDraftInput{ShopID: mine, Content: c, Price: 1, Stock: catalog.StockInput{Mode: catalog.Always}})
			m.refused(err, "invalid")
			m.refused(m.products.Update(ctx, stranger, catalog.UpdateInput{ShopID: mine, ProductID: own.ID, Content: c}), "invalid")
		}
		_, err = m.products.AddPhotos(ctx, stranger, catalog.AddPhotosInput{ShopID: mine, ProductID: own.ID,
			Photos: []catalog.NewPhoto{{Key: p.Photos[0].Key, Width: 1, Height: 1}}})
		m.refused(err, "conflict")
		if page := m.page(p); page.Content.Name != "Kopi" || page.PriceFrom != 30_000 || len(page.Photos) != 1 {
			t.Errorf("the stranger changed the product: %+v", page)
		}
	})
}

func TestCatalog_owner_hides_shows_and_archives(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Batik", 250_000)
		m.refused(m.products.Show(ctx, owner, in(p)), "product_status")
		m.must(m.products.Hide(ctx, owner, in(p)))
		if page := m.page(p); page.State != catalog.WasWithdrawn || page.Content.Name != "" || page.Shop.ID != shopID || len(page.Photos) != 0 {
			t.Errorf("hidden page %+v", page)
		}
		m.must(m.products.Show(ctx, owner, in(p)))
		m.must(m.products.Update(ctx, owner, catalog.UpdateInput{ShopID: shopID, ProductID: p.ID, Content: m.content("Batik tulis")}))
		change := m.waiting(owner, p)
		m.must(m.products.Archive(ctx, owner, in(p)))
		m.refused(m.products.Confirm(ctx, m.curator(), change.ID), "already_decided")
		m.refused(m.products.Show(ctx, owner, in(p)), "product_status")
		m.refused(m.products.Update(ctx, owner, catalog.UpdateInput{ShopID: shopID, ProductID: p.ID, Content: m.content("x")}), "product_status")
		if len(m.seen()) != 0 {
			t.Error("an archived product is on the shelf")
		}
	})
}

func TestCatalog_submit_says_all_that_is_missing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		c := catalog.Content{Name: strings.Repeat("w", 70), CategoryID: m.category("oleh-oleh-jajanan-kering")}
		p, err := m.products.CreateDraft(ctx, owner, catalog.CreateDraftInput{ShopID: shopID, Content: c, Price: 1, Stock: catalog.StockInput{Mode: catalog.Always}})
		m.must(err)
		err = m.products.Submit(ctx, owner, in(p))
		var fields []string
		for _, f := range fault.FieldsOf(err) {
			fields = append(fields, f.Name)
		}
		if !slices.Equal(fields, []string{"photos", "unit", "weight_g", "halal_state"}) {
			t.Errorf("missing %v", fields)
		}
		c.CategoryID = m.category("makanan")
		_, err = m.products.CreateDraft(ctx, owner, catalog.CreateDraftInput{ShopID: shopID, Content: c, Price: 1, Stock: catalog.StockInput{Mode: catalog.Always}})
		m.refused(err, "invalid") // products stand in the leaves only
	})
}
