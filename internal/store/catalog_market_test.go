package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/curation"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/outbox"
	"beli/internal/promo"
	"beli/internal/shop"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// market is the shops, the catalogue and the curators' desk over one database.
type market struct {
	t        *testing.T
	d        *store.DB
	clock    *clock.Manual
	shops    *shop.Service
	products *catalog.Service
	promo    *promo.Service
	desk     *curation.Desk
	front    *store.Storefront
	streets  *store.Directory
	changes  *changelog.Log
	audit    *audit.Log
	photos   int
}

// villages are two of Blitar, and nothing else.
type villages struct{}

func (villages) VillageInBlitar(code string) (village, kecamatan, kecamatanCode string, ok bool) {
	switch code {
	case "35.05.18.2003":
		return "Plumbangan", "Doko", "35.05.18", true
	case "35.05.13.2001":
		return "Contoh", "Kademangan", "35.05.13", true
	}
	return "", "", "", false
}

func open(t *testing.T, d *store.DB) *market {
	clk := clock.At(storetest.Noon)
	m := &market{t: t, d: d, clock: clk, changes: changelog.New(d, clk), audit: audit.New(d, clk), front: store.NewStorefront(d, clk),
		streets: store.NewDirectory(d, clk)}
	out := outbox.New(d, clk)
	products, shops := store.NewCatalog(d, clk), store.NewShops(d)
	m.shops = shop.New(shops, villages{}, d, m.changes, m.audit, out, clk)
	m.products = catalog.New(products, catalog.NewStock(store.NewStock(d), m.changes, clk), d, m.changes, m.audit, out, clk)
	m.promo = promo.New(store.NewCollections(d), d, m.changes, m.audit, clk)
	m.desk = curation.New(store.NewDesk(d), products, shops, m.audit, clk)
	return m
}

func person(id int64) actor.Actor {
	return actor.Actor{Kind: actor.Person, AccountID: id, Staff: actor.NotStaff, Name: fmt.Sprintf("Orang %d", id)}
}

func (m *market) person() actor.Actor { return person(storetest.Account(m.t, m.d, "none")) }

func (m *market) curator() actor.Actor {
	a := person(storetest.Account(m.t, m.d, "curator"))
	a.Staff = actor.Curator
	return a
}

// shop makes a verified shop.
func (m *market) shop() (int64, actor.Actor) {
	id, owner := storetest.Shop(m.t, m.d)
	return id, person(owner)
}

func (m *market) category(slug string) int64 {
	tree, err := m.front.Tree(context.Background())
	m.must(err)
	c, ok := tree.BySlug(slug)
	if !ok {
		m.t.Fatalf("no category %s", slug)
	}
	return c.ID
}

func (m *market) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// refused wants a fault of a code.
func (m *market) refused(err error, code string) {
	m.t.Helper()
	if err == nil || fault.CodeOf(err) != code {
		m.t.Errorf("got %v, want %s", err, code)
	}
}

func (m *market) picture() catalog.NewPhoto {
	m.photos++
	return catalog.NewPhoto{Key: fmt.Sprintf("00000000-0000-4000-8000-%012d", m.photos), Width: 1200, Height: 900, Mat: 4}
}

func (m *market) content(name string) catalog.Content {
	return catalog.Content{Name: name, CategoryID: m.category("oleh-oleh-jajanan-kering"), Unit: "bungkus", WeightG: 250,
		HalalState: catalog.HalalExempt, Description: "Ketan dan gula kelapa."}
}

// draft makes a draft with a photo.
func (m *market) draft(shopID int64, a actor.Actor, name string, price money.Rupiah) catalog.Product {
	m.t.Helper()
	ctx := context.Background()
	photos, err := m.products.AddPhotos(ctx, a, catalog.AddPhotosInput{ShopID: shopID, Photos: []catalog.NewPhoto{m.picture()}})
	m.must(err)
	c := m.content(name)
	c.Photos = []int64{photos[0].ID}
	p, err := m.products.CreateDraft(ctx, a, catalog.CreateDraftInput{ShopID: shopID, Content: c, Price: price,
		Stock: catalog.StockInput{Mode: catalog.Counted, OnHand: 5}})
	m.must(err)
	return p
}

// waiting is the change of a product that waits.
func (m *market) waiting(a actor.Actor, p catalog.Product) catalog.Change {
	m.t.Helper()
	e, err := m.products.Editing(context.Background(), a, in(p))
	m.must(err)
	if !e.Waiting() {
		m.t.Fatal("no change waits")
	}
	return *e.Change
}

func in(p catalog.Product) catalog.ProductInput {
	return catalog.ProductInput{ShopID: p.ShopID, ProductID: p.ID}
}

// onSale makes a product that a curator has confirmed.
func (m *market) onSale(shopID int64, a actor.Actor, name string, price money.Rupiah) catalog.Product {
	m.t.Helper()
	ctx := context.Background()
	p := m.draft(shopID, a, name, price)
	m.must(m.products.Submit(ctx, a, in(p)))
	m.must(m.products.Confirm(ctx, m.curator(), m.waiting(a, p).ID))
	e, err := m.products.Editing(ctx, a, in(p))
	m.must(err)
	return e.Product
}

// seen are the ids of the products that buyers can find.
func (m *market) seen() []int64 {
	m.t.Helper()
	list, err := m.front.Visible(context.Background(), 0, 1000)
	m.must(err)
	var ids []int64
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	slices.Sort(ids)
	return ids
}

func (m *market) page(p catalog.Product) catalog.Page {
	m.t.Helper()
	page, err := m.front.PageByCode(context.Background(), p.Code)
	m.must(err)
	return page
}
