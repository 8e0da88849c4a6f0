package store_test

import (
	"context"
	"testing"
	"time"
	"fmt"

	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/paging"
	"beli/internal/shop"
)

func TestZZ(t *testing.T) {
	for name, d := range map[string]*store.DB{"sqlite": storetest.SQLite(t), "pg": storetest.Postgres(t)} {
		ctx, m := context.Background(), open(t, d)
		m.must(d.InTx(ctx, func(ctx context.Context) error {
			for s := range 500 {
				_, err := d.Exec(ctx, `INSERT INTO shops (slug, name, status, village_code, kecamatan_code, created_at, updated_at, verified_at, offers_pickup, offers_expedition, accepts_cash)
				VALUES ($1, $2, 'verified', '35.05.18.2003', '35.05.18', $3, $4, $5, true, true, true)`, fmt.Sprint("s", s), fmt.Sprint("S", s), storetest.Noon, storetest.Noon, storetest.Noon)
				if err != nil { return err }
			}
			for i := range 20000 {
				_, err := d.Exec(ctx, `INSERT INTO products (code, slug, shop_id, category_id, status, name, description, unit, weight_g, stock_mode, halal_state, price_from, published_at, created_at, updated_at)
				VALUES ($1, 'x', $2, $3, 'published', $4, $5, 'bungkus', 100, 'counted', 'exempt', 1000, $6, $7, $8)`,
				fmt.Sprint("C", i), i%500+1, i%20+2, fmt.Sprint("Produk ", i), "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore", storetest.Noon.Add(time.Duration(i)*time.Second), storetest.Noon, storetest.Noon)
				if err != nil { return err }
				_, err = d.Exec(ctx, `INSERT INTO variants (product_id, price, on_hand) VALUES ($1, 1000, 4)`, i+1)
				if err != nil { return err }
				_, err = d.Exec(ctx, `INSERT INTO photos (shop_id, product_id, key, state, width, height, mat, contain, created_at) VALUES ($1, $2, $3, 'live', 100, 100, 1, false, $4)`, i%500+1, i+1, fmt.Sprintf("%036d", i), storetest.Noon)
				if err != nil { return err }
			}
			return nil
		}))
		if name == "pg" { d.Exec(ctx, "ANALYZE") }
		if name == "pg" {
			for _, q := range []string{`ORDER BY p.published_at DESC, p.id DESC LIMIT 24`, `AND p.category_id = (SELECT o.category_id FROM products o WHERE o.id = 777) ORDER BY p.id DESC LIMIT 6`} {
			rows, err := d.Query(ctx, `EXPLAIN ANALYZE SELECT p.id, (SELECT COALESCE(MAX(v.price), 0) FROM variants v WHERE v.product_id = p.id AND v.archived_at IS NULL) FROM products p CROSS JOIN shops s WHERE s.id = p.shop_id AND p.status = 'published' AND p.takedown_at IS NULL AND s.status='verified' ` + q)
			m.must(err)
			for rows.Next() { var l string; rows.Scan(&l); t.Log(l) }
			rows.Close()
			}
		}
		ids := []int64{}
		for i := range 24 { ids = append(ids, int64(i*700+1)) }
		run := func(what string, f func() error) {
			m.must(f())
			start := time.Now()
			for range 50 { m.must(f()) }
			t.Logf("%s %s %v", name, what, time.Since(start)/50)
		}
		run("cards24", func() error { _, err := m.front.Cards(ctx, ids); return err })
		run("newest24", func() error { _, err := m.front.Newest(ctx, 24); return err })
		run("page", func() error { _, err := m.front.PageByCode(ctx, "C777"); return err })
		run("same", func() error { _, err := m.front.SameShop(ctx, 777, 6); return err })
		run("similar", func() error { _, err := m.front.Similar(ctx, 777, 6); return err })
		run("ofshop", func() error { _, _, err := m.front.OfShop(ctx, 77, paging.Request{}); return err })
		run("catcounts", func() error { _, err := m.front.CategoryCounts(ctx); return err })
		run("totals", func() error { _, _, err := m.front.Totals(ctx); return err })
		run("tree", func() error { _, err := m.front.Tree(ctx); return err })
		run("visible1000", func() error { _, err := m.front.Visible(ctx, 5000, 1000); return err })
		run("shops", func() error { _, _, err := m.streets.List(ctx, shop.Filter{}); return err })
		run("shops by products", func() error { _, _, err := m.streets.List(ctx, shop.Filter{Sort: shop.ByProducts}); return err })
		run("kecamatan", func() error { _, err := m.streets.CountByKecamatan(ctx); return err })
		run("inbox", func() error { _, err := m.desk.Inbox(ctx, m.curator()); return err })
		run("photo", func() error { _, err := m.front.PhotoReadable(ctx, person(1), fmt.Sprintf("%036d", 77)); return err })
		run("public", func() error { _, err := m.streets.PublicBySlug(ctx, "s7"); return err })
	}
}
