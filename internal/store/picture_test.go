package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beli/ent/db/migrate"
	"beli/internal/catalog"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
	"beli/internal/shop"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestPictures_every_row_that_names_a_picture_keeps_it(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		pictures := store.NewPictures(d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Wajik", 10_000)
		live := p.CoverKey
		add := func(in catalog.AddPhotosInput) string {
			n := m.picture()
			in.ShopID, in.Photos = shopID, []catalog.NewPhoto{n}
			_, err := m.products.AddPhotos(ctx, owner, in)
			m.must(err)
			return n.Key
		}
		proposed := add(catalog.AddPhotosInput{ProductID: p.ID}) // a published product: it waits for a curator
		loose := add(catalog.AddPhotosInput{})
		draft := m.draft(shopID, owner, "Jenang", 9_000)
		drafted := add(catalog.AddPhotosInput{ProductID: draft.ID})
		removed := add(catalog.AddPhotosInput{ProductID: draft.ID})
		face := photo.NewKey()
		m.must(m.shops.SetPhoto(ctx, owner, shop.PhotoInput{ShopID: shopID, Key: string(face), Width: 800, Height: 800, Mat: 3}))
		m.exec(`UPDATE photos SET state = 'removed' WHERE key = $1`, removed)
		scaled, ordered, reserved := photo.NewKey(), photo.NewKey(), photo.NewKey()
		m.exec(`UPDATE products SET cover_key = $1 WHERE id = $2`, string(scaled), draft.ID)
		m.orderLine(p, string(ordered))
		m.exec(`INSERT INTO setting (name, value) VALUES ('demo_pictures', $1)`, `{"shops":{"a":{"keys":["`+string(reserved)+`"]}}}`)

		orphan := photo.NewKey()
		names := map[string]photo.Key{"live": photo.Key(live), "waiting change": photo.Key(proposed), "loose": photo.Key(loose),
			"draft": photo.Key(drafted), "removed": photo.Key(removed), "shop": face, "cover": scaled, "order": ordered,
			"setting": reserved, "nobody": orphan}
		var keys []photo.Key
		for _, key := range names {
			keys = append(keys, key)
		}
		used, err := pictures.Used(ctx, keys)
		m.must(err)
		for name, key := range names {
			if used[key] != (name != "nobody") {
				t.Errorf("%s: used is %v", name, used[key])
			}
		}
		var named []photo.Key
		for after := photo.Key(""); ; after = named[len(named)-1] {
			page, err := pictures.Named(ctx, after, 2)
			m.must(err)
			if named = append(named, page...); len(page) < 2 {
				break
			}
		}
		for name, key := range names {
			want := name != "nobody" && name != "removed" && name != "setting"
			if slices.Contains(named, key) != want {
				t.Errorf("%s: named is %v", name, !want)
			}
		}
		if unique := slices.Compact(slices.Clone(named)); len(unique) != len(named) {
			t.Error("a key is named twice")
		}
	})
}

func TestPictures_more_keys_than_one_query_takes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Wajik", 10_000)
		keys := make([]photo.Key, 1700)
		for i := range keys {
			keys[i] = photo.NewKey()
		}
		keys = append(keys, photo.Key(p.CoverKey))
		used, err := store.NewPictures(d).Used(ctx, keys)
		m.must(err)
		if len(used) != 1 || !used[photo.Key(p.CoverKey)] {
			t.Errorf("used: %v", used)
		}
		if used, err := store.NewPictures(d).Used(ctx, nil); err != nil || len(used) != 0 {
			t.Errorf("of none: %v, %v", used, err)
		}
	})
}

func TestPictures_a_sweep_over_a_real_shop_leaves_what_waits_for_a_curator(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		p := m.onSale(shopID, owner, "Wajik", 10_000)
		files := phototest.Memory()
		lib := photo.NewLibrary(photo.NewPipeline(1), files)
		add := func() photo.Photo {
			made, err := lib.Add(ctx, strings.NewReader(string(phototest.JPEG(60, 60))))
			m.must(err)
			return made
		}
		waiting, orphan := add(), add()
		_, err := m.products.AddPhotos(ctx, owner, catalog.AddPhotosInput{ShopID: shopID, ProductID: p.ID, Photos: []catalog.NewPhoto{
			{Key: string(waiting.Key), Width: waiting.Width, Height: waiting.Height, Mat: int(waiting.Mat)}}})
		m.must(err)
		swept, err := lib.Sweep(ctx, store.NewPictures(d).Used, storetest.Noon.AddDate(100, 0, 0))
		m.must(err)
		if there, err := lib.Has(ctx, orphan.Key); swept.Photos != 1 || there || err != nil {
			t.Errorf("swept %+v; the orphan is there: %v, %v", swept, there, err)
		}
		missing, err := lib.Missing(ctx, store.NewPictures(d).Named)
		m.must(err)
		if missing.Count != 1 || !slices.Equal(missing.Keys, []photo.Key{photo.Key(p.CoverKey)}) || missing.Checked != 2 {
			t.Errorf("missing %+v", missing)
		}
	})
}

func TestPictures_no_column_that_can_hold_a_key_is_forgotten(t *testing.T) {
	var found []string
	for _, table := range migrate.Tables {
		for _, c := range table.Columns {
			if c.Size == 36 {
				found = append(found, table.Name+"."+c.Name)
			}
		}
	}
	slices.Sort(found)
	want := []string{"order_lines.cover_key", "photos.key", "products.cover_key", "shops.photo_key"}
	if !slices.Equal(found, want) {
		t.Errorf("columns of the length of a key: %v; those the sweep asks: %v", found, want)
	}
}

func (m *market) exec(query string, args ...any) {
	m.t.Helper()
	if _, err := m.d.Exec(context.Background(), query, args...); err != nil {
		m.t.Fatal(fmt.Errorf("%s: %w", query, err))
	}
}

// orderLine is a product that was bought when its cover was another picture.
func (m *market) orderLine(p catalog.Product, cover string) {
	m.t.Helper()
	now := storetest.Noon
	m.exec(`INSERT INTO purchases (id, code, device_key, phone_hash, lang, total, idempotency_key, request_hash, created_at, expires_at)
		VALUES (1, 'ABCD2345', '', '', 'id', 10000, 'k', '', $1, $2)`, now, now)
	m.exec(`INSERT INTO orders (id, number, shop_name, status, pay, items_total, delivery_total, total, note, making_days, priced_at,
		placed_at, purchase_id, shop_id) VALUES (1, 'ABCD2345-1', 'Toko', 'completed', 'cash', 10000, 0, 10000, '', 0, $1, $2, 1, $3)`, now, now, p.ShopID)
	m.exec(`INSERT INTO order_lines (product_name, variant_name, unit, cover_key, cover_mat, unit_price, quantity, grams, total, order_id,
		product_id, variant_id, price_id) SELECT 'Wajik', '', 'bungkus', $1, 0, 10000, 1, 250, 10000, 1, $2, v.id, r.id
		FROM variants v JOIN variant_prices r ON r.variant_id = v.id WHERE v.product_id = $3 LIMIT 1`, cover, p.ID, p.ID)
}
