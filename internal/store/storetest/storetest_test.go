package storetest_test

import (
	"context"
	"testing"

	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestEach_database_is_migrated_and_takes_the_fixtures(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		shop, _ := storetest.Shop(t, d)
		storetest.Product(t, d, shop, 12_000, 5)
		storetest.ProductOf(t, d, shop, "made_to_order", 300_000, 2)
		if err := d.CheckTriggers(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
}
