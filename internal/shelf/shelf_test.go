package shelf_test

import (
	"context"
	"testing"
	"time"

	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/delivery"
	"beli/internal/promo"
	"beli/internal/shelf"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

type noCollections struct{}

func (noCollections) Running(context.Context, int) ([]promo.Collection, error) { return nil, nil }
func (noCollections) BySlug(context.Context, string) (promo.Collection, error) {
	return promo.Collection{}, nil
}

// world is a shelf over a real database that hears of its changes as the program's does.
type world struct {
	t       *testing.T
	d       *store.DB
	changes *changelog.Log
	shelf   *shelf.Shelf
}

func open(t *testing.T, d *store.DB) *world {
	clk := clock.At(storetest.Noon.Add(time.Hour))
	w := &world{t: t, d: d, changes: changelog.New(d, clk)}
	w.shelf = shelf.New(store.NewStorefront(d, clk), store.NewDirectory(d, clk), noCollections{}, store.NewDeliveries(d), clk)
	w.changes.Near(w.shelf.Changed)
	return w
}

// change writes and tells of it in one transaction, as every service does.
func (w *world) change(kind changelog.Kind, ref int64, query string, args ...any) {
	w.t.Helper()
	err := w.d.InTx(context.Background(), func(ctx context.Context) error {
		if _, err := w.d.Exec(ctx, query, args...); err != nil {
			return err
		}
		return w.changes.Append(ctx, kind, ref)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) cards(ids ...int64) []catalog.Card {
	w.t.Helper()
	list, err := w.shelf.Cards(context.Background(), ids)
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

func TestCards_keep_their_order_and_show_a_change_at_once(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		w := open(t, d)
		shop, _ := storetest.Shop(t, d)
		a, _ := storetest.Product(t, d, shop, 10_000, 3)
		b, _ := storetest.Product(t, d, shop, 20_000, 3)
		for range 2 { // read, then kept
			if got := w.cards(b, 999, a, b); len(got) != 2 || got[0].ID != b || got[1].ID != a {
				t.Fatalf("cards %+v, want %d and %d", got, b, a)
			}
		}
		w.change(changelog.Product, a, `UPDATE products SET name = 'Nama baru' WHERE id = $1`, a)
		if got := w.cards(a); got[0].Name != "Nama baru" {
			t.Errorf("after a change the card says %q", got[0].Name)
		}
		w.change(changelog.Product, b, `UPDATE products SET status = 'hidden' WHERE id = $1`, b)
		if got := w.cards(b, a); len(got) != 1 || got[0].ID != a {
			t.Errorf("a hidden product is still on the shelf: %+v", got)
		}
		w.change(changelog.Shop, shop, `UPDATE shops SET status = 'suspended' WHERE id = $1`, shop)
		if got := w.cards(a); len(got) != 0 {
			t.Errorf("a suspended shop's product is still on the shelf: %+v", got)
		}
	})
}

func TestPages_and_counts_show_a_change_at_once(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		w, ctx := open(t, d), context.Background()
		shop, _ := storetest.Shop(t, d)
		id, variant := storetest.Product(t, d, shop, 10_000, 3)
		code := w.cards(id)[0].Code
		left := func() int {
			t.Helper()
			p, err := w.shelf.PageByCode(ctx, code)
			if err != nil {
				t.Fatal(err)
			}
			return p.Variants[0].Left()
		}
		if left() != 3 {
			t.Fatalf("%d left, want 3", left())
		}
		w.change(changelog.Product, id, `UPDATE variants SET on_hand = 1 WHERE id = $1`, variant)
		if left() != 1 {
			t.Errorf("after a sale the page says %d left", left())
		}
		counts, err := w.shelf.CountByKecamatan(ctx)
		if err != nil || counts["35.05.18"] != 1 {
			t.Fatalf("counts %v, %v", counts, err)
		}
		w.change(changelog.Shop, shop, `UPDATE shops SET status = 'suspended' WHERE id = $1`, shop)
		if counts, err = w.shelf.CountByKecamatan(ctx); err != nil || counts["35.05.18"] != 0 {
			t.Errorf("after a suspension: %v, %v", counts, err)
		}
	})
}

func TestRate_is_the_agencys_tariff(t *testing.T) {
	w := open(t, storetest.SQLite(t))
	for range 2 {
		var rate delivery.Rate
		rate, err := w.shelf.Rate(context.Background(), "35")
		if err != nil || rate.PerKg < 1 {
			t.Fatalf("rate %+v, %v", rate, err)
		}
	}
}
