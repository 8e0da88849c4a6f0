package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/shop"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// crowd is n people with a shop of two products each; more than one statement holds.
func crowd(n int, category int64) (people []account.Account, shops []shop.Shop, goods []catalog.Product) {
	at := storetest.Noon
	for i := range n {
		people = append(people, account.Account{Name: fmt.Sprintf("Orang %d", i), PhoneKey: fmt.Sprintf("+62813%08d", i), Staff: actor.NotStaff,
			SessionVersion: 1, Lang: "id", CreatedAt: at})
		shops = append(shops, shop.Shop{Slug: fmt.Sprintf("kedai-%d", i), Name: fmt.Sprintf("Kedai %d", i), Status: shop.Verified,
			VillageCode: "35.05.18.2003", KecamatanCode: "35.05.18", OffersPickup: true, VerifiedAt: at, CreatedAt: at, UpdatedAt: at})
		for k := range 2 {
			p := catalog.Product{Code: fmt.Sprintf("K%d%06d", k, i), Slug: "kacang", ShopID: int64(i), Status: catalog.Published, StockMode: catalog.Counted,
				Content: catalog.Content{Name: fmt.Sprintf("Kacang %d-%d", i, k), CategoryID: category, Unit: "bungkus", WeightG: 100,
					HalalState: catalog.HalalCertified, HalalNumber: "ID35110000001301125"},
				PriceFrom: 5_000, PublishedAt: at, CreatedAt: at, UpdatedAt: at,
				OptionKinds: [2]string{"Rasa", ""},
				Variants: []catalog.Variant{{Options: [2]string{"Asin", ""}, Price: 5_000, OnHand: i},
					{Options: [2]string{"Pedas", ""}, Price: 6_000, Position: 1}}}
			if k == 1 {
				p.CredentialCheckedAt = at
			}
			goods = append(goods, p)
		}
	}
	return people, shops, goods
}

func TestBulk_every_row_finds_its_owner(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, b := context.Background(), store.NewBulk(d)
		front := store.NewStorefront(d, open(t, d).clock)
		if empty, err := b.Empty(ctx); !empty || err != nil {
			t.Fatalf("a fresh database is not empty: %v", err)
		}
		tree, err := front.Tree(ctx)
		if err != nil {
			t.Fatal(err)
		}
		const n = 500
		people, shops, goods := crowd(n, tree.Leaves()[0].ID)
		curator := storetest.Account(t, d, "curator")
		var ids []int64
		write := func(ctx context.Context) error {
			owners, err := b.InsertAccounts(ctx, people)
			if err != nil {
				return err
			}
			stalls, err := b.InsertShops(ctx, shops, owners)
			if err != nil {
				return err
			}
			list := make([]catalog.Product, len(goods))
			for i, p := range goods {
				list[i] = p
				list[i].ShopID = stalls[p.ShopID]
			}
			ids, err = b.InsertProducts(ctx, list, curator)
			return err
		}
		if err := d.InTx(ctx, write); err != nil {
			t.Fatal(err)
		}
		if empty, err := b.Empty(ctx); empty || err != nil {
			t.Errorf("still empty: %v", err)
		}
		for _, i := range []int{0, 7, 2*n - 1} {
			page, err := front.PageByCode(ctx, goods[i].Code)
			if err != nil || page.ID != ids[i] {
				t.Fatalf("%s: page %d, %v; want %d", goods[i].Code, page.ID, err, ids[i])
			}
			if page.Shop.Slug != shops[i/2].Slug || page.Halal != (i%2 == 1) || !page.PublishedAt.Equal(storetest.Noon.Truncate(time.Microsecond)) {
				t.Errorf("%s: %+v", goods[i].Code, page)
			}
			if v := page.Variants; len(v) != 2 || v[0].OnHand != i/2 || v[0].Label() != "Asin" || v[1].Price != 6_000 || v[1].OnHand != 0 {
				t.Errorf("%s: variants %+v", goods[i].Code, v)
			}
		}
		count := func(query string, want int) {
			t.Helper()
			rows, err := d.Query(ctx, query)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			var got int
			if !rows.Next() || rows.Scan(&got) != nil || got != want {
				t.Errorf("%s: %d, want %d", query, got, want)
			}
		}
		count(`SELECT COUNT(*) FROM shop_members m JOIN shops s ON s.id = m.shop_id JOIN accounts a ON a.id = m.account_id
			WHERE SUBSTR(s.name, 7) = SUBSTR(a.name, 7)`, n)
		count(`SELECT COUNT(*) FROM variant_prices x JOIN variants v ON v.id = x.variant_id AND v.price = x.price`, 4*n)
		count(`SELECT COUNT(*) FROM stock_movements m JOIN variants v ON v.id = m.variant_id AND v.on_hand = m.quantity
			WHERE m.kind = 'initial'`, 2*(n-1))

		if err := d.InTx(ctx, write); fault.KindOf(err) != fault.Conflict {
			t.Errorf("the same rows again: %v", err)
		}
		count(`SELECT COUNT(*) FROM products`, 2*n)
	})
}
