package e2e

import (
	"context"
	"strconv"
	"testing"

	"beli/internal/app"
	"beli/internal/money"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// stall is a verified shop with one product that stood there before the site opened.
type stall struct {
	shop string // id
	name string // of the product
}

// withStalls opens a site with two shops, one to go to and one to order from.
func withStalls(t *testing.T) (s *site, near, far stall) {
	t.Helper()
	return withStallsAnd(t, func(*site) map[string]string { return nil })
}

// withStallsAnd is withStalls with further settings.
func withStallsAnd(t *testing.T, settings func(s *site) map[string]string) (s *site, near, far stall) {
	t.Helper()
	near.name, far.name = "Wajik kletik gula aren", "Kendang djimbe mahoni"
	s = openSiteWith(t, settings, func(s *site, _ *app.App) {
		d, err := store.Open(context.Background(), "sqlite:"+s.database())
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		near.shop = put(t, d, near.name, 18_000)
		far.shop = put(t, d, far.name, 250_000)
	})
	return s, near, far
}

func put(t *testing.T, d *store.DB, name string, price money.Rupiah) (shop string) {
	t.Helper()
	id, _ := storetest.Shop(t, d)
	product, _ := storetest.Product(t, d, id, price, 50)
	err := d.InTx(context.Background(), func(ctx context.Context) error {
		_, err := d.Exec(ctx, `UPDATE products SET name = $1 WHERE id = $2`, name, product)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(id, 10)
}
