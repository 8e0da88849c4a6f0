package storetest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"beli/internal/money"
	"beli/internal/store"
)

var serial atomic.Int64

// Noon is an instant tests may stand at: 21 November 2026, 12.00 WIB.
var Noon = time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)

// insert runs an INSERT … RETURNING id in a transaction of its own.
func insert(t testing.TB, d *store.DB, query string, args ...any) int64 {
	t.Helper()
	var id int64
	err := d.InTx(context.Background(), func(ctx context.Context) error {
		rows, err := d.Query(ctx, query+" RETURNING id", args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		if rows.Next() {
			return rows.Scan(&id)
		}
		return fmt.Errorf("nothing returned: %w", rows.Err())
	})
	if err != nil {
		t.Fatalf("insert: %v", err)
	}
	return id
}

// Account makes a person with a unique phone number; staff is none, curator or admin.
func Account(t testing.TB, d *store.DB, staff string) int64 {
	t.Helper()
	n := serial.Add(1)
	return insert(t, d, `INSERT INTO accounts (name, phone_key, password_hash, staff, session_version, lang, created_at)
		VALUES ($1, $2, '', $3, 1, 'id', $4)`,
		fmt.Sprintf("Orang %d", n), fmt.Sprintf("+62812%08d", n), staff, Noon)
}

// Shop makes a verified shop in Plumbangan, Doko, with an owner; it ships, allows pick-up and cash.
func Shop(t testing.TB, d *store.DB) (shopID, ownerID int64) {
	t.Helper()
	ownerID = Account(t, d, "none")
	n := serial.Add(1)
	shopID = insert(t, d, `INSERT INTO shops (slug, name, status, village_code, kecamatan_code, street, owner_name, phone_key,
		offers_pickup, offers_expedition, accepts_cash, created_at, updated_at, verified_at)
		VALUES ($1, $2, 'verified', '35.05.18.2003', '35.05.18', 'RT 01/RW 02', 'Bu Contoh', $3, true, true, true, $4, $5, $6)`,
		fmt.Sprintf("toko-%d", n), fmt.Sprintf("Toko %d", n), fmt.Sprintf("+62812%08d", n), Noon, Noon, Noon)
	insert(t, d, `INSERT INTO shop_members (shop_id, account_id, role, created_at) VALUES ($1, $2, 'owner', $3)`, shopID, ownerID, Noon)
	return shopID, ownerID
}

// Product makes a published product of a shop with one variant of counted stock.
func Product(t testing.TB, d *store.DB, shopID int64, price money.Rupiah, onHand int) (productID, variantID int64) {
	t.Helper()
	return ProductOf(t, d, shopID, "counted", price, onHand)
}

// ProductOf is Product in another stock mode; for made_to_order onHand is the daily capacity.
func ProductOf(t testing.TB, d *store.DB, shopID int64, mode string, price money.Rupiah, onHand int) (productID, variantID int64) {
	t.Helper()
	n := serial.Add(1)
	capacity, making, stock := 0, 0, onHand
	switch mode {
	case "always":
		stock = 0
	case "made_to_order":
		capacity, making, stock = onHand, 3, 0
	}
	productID = insert(t, d, `INSERT INTO products (code, slug, shop_id, category_id, status, name, unit, weight_g, stock_mode,
		making_days, daily_capacity, halal_state, price_from, published_at, created_at, updated_at)
		SELECT $1, $2, $3, id, 'published', $4, 'bungkus', 400, $5, $6, $7, 'exempt', $8, $9, $10, $11
		FROM categories WHERE slug = 'oleh-oleh-jajanan-kering'`,
		fmt.Sprintf("P%07d", n), fmt.Sprintf("produk-%d", n), shopID, fmt.Sprintf("Produk %d", n), mode, making, capacity,
		int64(price), Noon, Noon, Noon)
	variantID = insert(t, d, `INSERT INTO variants (product_id, price, on_hand) VALUES ($1, $2, $3)`, productID, int64(price), stock)
	insert(t, d, `INSERT INTO variant_prices (variant_id, price, since) VALUES ($1, $2, $3)`, variantID, int64(price), Noon)
	if stock > 0 {
		insert(t, d, `INSERT INTO stock_movements (variant_id, kind, quantity, at) VALUES ($1, 'initial', $2, $3)`, variantID, stock, Noon)
	}
	return productID, variantID
}
