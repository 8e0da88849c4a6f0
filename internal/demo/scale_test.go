package demo_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"beli/internal/catalog"
	"beli/internal/demo"
	"beli/internal/store/storetest"
)

// sound checks what must hold of a scaled catalogue of so many products.
func (w *world) sound(products int) {
	w.Helper()
	ctx := context.Background()
	if n := w.counts().Products; n != products {
		w.Errorf("visitors see %d products; want %d", n, products)
	}
	w.books()
	w.none("stock is the sum of its movements", soundStock)
	w.none("the newest price version is the price", soundPrices)
	w.none("lists show the lowest price", soundPriceFrom)
	w.none("every number was checked", unchecked)
	w.none("no shop is without owner", ownerless)
	w.none("a shop was verified before it sold", `SELECT s.slug FROM shops s JOIN products p ON p.shop_id = s.id WHERE s.verified_at > p.published_at`)
	w.none("every cover is a picture that visitors see", `SELECT p.code FROM products p
		WHERE NOT EXISTS (SELECT 1 FROM photos f WHERE f.key = p.cover_key AND f.state = 'live')`)
	w.none("only counted stock has a number", `SELECT p.code FROM products p JOIN variants v ON v.product_id = p.id
		WHERE p.stock_mode <> 'counted' AND v.on_hand > 0`)
	if listings, err := w.front.Visible(ctx, 0, products+1); err != nil || len(listings) != products {
		w.Errorf("the search index is given %d listings, %v", len(listings), err)
	}
}

func TestScale_adds_products_that_are_as_good_as_real_ones(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	w, _ := afterSeed(t)
	told := 0
	if err := w.seeder.Scale(ctx, 1_000, 1, func(stage demo.Stage, done, total int) {
		if stage != demo.Scaled || done < told || total != 1_000 {
			t.Errorf("%s %d of %d after %d", stage, done, total, told)
		}
		told = done
	}); err != nil {
		t.Fatal(err)
	}
	if told != 1_000 {
		t.Errorf("progress ends at %d", told)
	}
	w.sound(1_199)
	newest, err := w.front.Newest(ctx, 199)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range newest {
		if len(c.Code) != 7 {
			t.Fatalf("the scaled product %s is newer than the demonstration", c.Name)
		}
	}
	code := w.texts(`SELECT code FROM products WHERE LENGTH(code) = 8 AND stock_mode = 'counted' AND halal_number <> '' ORDER BY id LIMIT 1`)[0]
	page, err := w.front.PageByCode(ctx, code)
	if err != nil || page.State == catalog.WasWithdrawn || !page.Halal || page.Content.DescriptionEN == "" || len(page.Variants) == 0 || page.Shop.PhoneKey == "" {
		t.Errorf("page of a scaled product: %+v, %v", page, err)
	}
	changed := w.texts(`SELECT COUNT(*) FROM change_log c JOIN shops s ON s.id = c.ref WHERE c.kind = 'shop' AND s.photo_key = ''`)[0]
	if want := w.texts(`SELECT COUNT(*) FROM shops WHERE photo_key = ''`)[0]; changed != want {
		t.Errorf("%s of %s new shops reach the followers", changed, want)
	}
}

func TestScale_makes_the_same_again_and_completes_what_was_interrupted(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	rows := func(w *world) []string {
		return w.texts(`SELECT s.slug, s.name, s.phone_key, s.village_code, p.code, p.slug, p.name, p.description, p.price_from, p.stock_mode,
			v.option1, v.option2, v.price, v.on_hand FROM shops s JOIN products p ON p.shop_id = s.id JOIN variants v ON v.product_id = p.id
			WHERE LENGTH(p.code) = 8 ORDER BY p.code, v.position`)
	}
	whole, _ := afterSeed(t)
	if err := whole.seeder.Scale(ctx, 900, 42, nil); err != nil {
		t.Fatal(err)
	}
	stopped, _ := afterSeed(t)
	early, stop := context.WithCancel(ctx)
	defer stop()
	if err := stopped.seeder.Scale(early, 900, 42, func(demo.Stage, int, int) { stop() }); !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped scale gives %v", err)
	}
	part := len(rows(stopped))
	for range 2 { // the second finds nothing to do
		if err := stopped.seeder.Scale(ctx, 900, 42, nil); err != nil {
			t.Fatal(err)
		}
	}
	a, b := rows(whole), rows(stopped)
	if part == 0 || part >= len(b) || !slices.Equal(a, b) {
		t.Errorf("%d rows at once; %d, then %d in pieces", len(a), part, len(b))
	}
	if err := stopped.seeder.Scale(ctx, 900, 43, nil); !errors.Is(err, demo.ErrOtherSeed) {
		t.Errorf("another seed gives %v", err)
	}
	if other, _ := afterSeed(t); other.seeder.Scale(ctx, 900, 43, nil) != nil || slices.Equal(rows(other), a) {
		t.Error("another seed makes the same products")
	}
	bare := open(t, storetest.SQLite(t))
	if err := bare.seeder.Scale(ctx, 10, 1, nil); !errors.Is(err, demo.ErrNotSeeded) {
		t.Errorf("a scale without demonstration gives %v", err)
	}
}

// BenchmarkScale writes 20,000 products beside the demonstration, on SQLite.
func BenchmarkScale(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		w, _ := afterSeed(b)
		b.StartTimer()
		if err := w.seeder.Scale(context.Background(), 20_000, 1, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(20_000*float64(b.N)/b.Elapsed().Seconds(), "products/s")
}
