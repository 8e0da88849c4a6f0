package store_test

import (
	"context"
	"testing"
	"time"

	"beli/internal/cart"
	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestCart_shows_what_changed_and_keeps_the_rest(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx := context.Background()
		clk := clock.At(storetest.Noon)
		svc := cart.NewService(store.NewCarts(d), store.NewBuying(d, clk), clk)
		exec := func(query string, args ...any) {
			t.Helper()
			if _, err := d.Exec(ctx, query, args...); err != nil {
				t.Fatal(err)
			}
		}
		me := cart.Owner{Token: "token"}
		shops := make([]int64, 3)
		var variants []int64
		var products []int64
		for i := range shops {
			shops[i], _ = storetest.Shop(t, d)
			for range 2 {
				p, v := storetest.Product(t, d, shops[i], 10_000, 5)
				products, variants = append(products, p), append(variants, v)
				clk.Advance(time.Second)
				if err := svc.Add(ctx, cart.LineInput{Owner: me, VariantID: v, Quantity: 2}); err != nil {
					t.Fatal(err)
				}
			}
		}
		exec(`INSERT INTO variant_prices (variant_id, price, since) VALUES ($1, 12000, $2)`, variants[0], storetest.Noon)
		exec(`UPDATE variants SET on_hand = 1 WHERE id = $1`, variants[1])
		exec(`UPDATE products SET status = 'hidden' WHERE id = $1`, products[2])
		exec(`UPDATE variants SET on_hand = 0 WHERE id = $1`, variants[3])
		exec(`UPDATE shops SET status = 'suspended' WHERE id = $1`, shops[2])

		v, err := svc.View(ctx, me)
		if err != nil || len(v.Groups) != 3 || v.Pieces != 12 || v.Subtotal != 2*12_000+10_000 {
			t.Fatalf("%+v %v", v, err)
		}
		want := []cart.Problem{"", cart.LessStock, cart.ProductHidden, cart.SoldOut, cart.ShopSuspended, cart.ShopSuspended}
		i := 0
		for _, g := range v.Groups {
			for _, l := range g.Lines {
				if l.Problem != want[i] || l.Offer.VariantID != variants[i] || l.PriceChanged() != (i == 0) || l.PriceSeen != 10_000 {
					t.Errorf("line %d: %+v", i, l)
				}
				i++
			}
		}
		if items := v.Items(); len(items) != 2 || items[1].Quantity != 1 {
			t.Errorf("to be bought: %+v", items)
		}
		if err := svc.Acknowledge(ctx, me); err != nil {
			t.Fatal(err)
		}
		if v, err = svc.View(ctx, me); err != nil || v.Groups[0].Lines[0].PriceChanged() {
			t.Errorf("a price that was seen is still new: %v", err)
		}
		exec(`UPDATE shops SET status = 'verified', holiday_from = '2026-11-20', holiday_until = '2026-11-22' WHERE id = $1`, shops[2])
		if v, err = svc.View(ctx, me); err != nil || v.Groups[2].Lines[0].Problem != cart.ShopHoliday || v.Groups[2].Shop.HolidayUntil != "2026-11-22" {
			t.Errorf("holiday: %+v %v", v.Groups[2], err)
		}
		clk.Advance(36 * time.Hour) // Monday morning in Blitar
		if v, err = svc.View(ctx, me); err != nil || v.Groups[2].Lines[0].Problem != "" || v.Groups[2].Shop.HolidayUntil != "" {
			t.Errorf("after the holiday: %+v %v", v.Groups[2], err)
		}
		if err := svc.Remove(ctx, me, variants[0], variants[5], 1<<40); err != nil {
			t.Fatal(err)
		}
		if n, err := svc.Count(ctx, me); err != nil || n != 8 {
			t.Errorf("%d pieces %v", n, err)
		}
		if v, err := svc.View(ctx, cart.Owner{Token: "another"}); err != nil || len(v.Groups) != 0 {
			t.Errorf("another browser sees %+v %v", v, err)
		}
	})
}

func TestCart_has_bounds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx := context.Background()
		clk := clock.At(storetest.Noon)
		svc := cart.NewService(store.NewCarts(d), store.NewBuying(d, clk), clk)
		me := cart.Owner{Token: "token"}
		shop, _ := storetest.Shop(t, d)
		hidden, gone := storetest.Product(t, d, shop, 1_000, 5)
		if _, err := d.Exec(ctx, `UPDATE products SET status = 'hidden' WHERE id = $1`, hidden); err != nil {
			t.Fatal(err)
		}
		_, few := storetest.Product(t, d, shop, 1_000, 3)
		_, many := storetest.ProductOf(t, d, shop, "always", 1_000, 0)
		_, none := storetest.Product(t, d, shop, 1_000, 0)
		add := func(v int64, n int) error {
			return svc.Add(ctx, cart.LineInput{Owner: me, VariantID: v, Quantity: n})
		}
		if err := add(few, 2); err != nil {
			t.Fatal(err)
		}
		if err := add(many, 99); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			err  error
			kind fault.Kind
			code string
		}{
			"zero": {add(few, 0), fault.Invalid, "out_of_range"}, "negative": {add(few, -5), fault.Invalid, "out_of_range"},
			"a hundred":             {add(many, 100), fault.Invalid, "out_of_range"},
			"a hundred in two goes": {add(many, 1), fault.Invalid, "out_of_range"},
			"more than is left":     {add(few, 2), fault.Invalid, "only_left"},
			"sold out":              {add(none, 1), fault.Conflict, "sold_out"},
			"hidden":                {add(gone, 1), fault.Gone, "gone"},
			"unknown":               {add(1<<40, 1), fault.NotFound, "not_found"},
			"a change beyond what is left": {svc.Set(ctx, cart.LineInput{Owner: me, VariantID: few, Quantity: 4}),
				fault.Invalid, "only_left"},
		} {
			code := fault.CodeOf(c.err)
			if f := fault.FieldsOf(c.err); len(f) == 1 && f[0].Name == "quantity" {
				code = f[0].Code
			}
			if fault.KindOf(c.err) != c.kind || code != c.code {
				t.Errorf("%s: %v", name, c.err)
			}
		}
		if err := svc.Set(ctx, cart.LineInput{Owner: me, VariantID: few, Quantity: 3}); err != nil {
			t.Error(err)
		}
		if err := svc.Add(ctx, cart.LineInput{VariantID: few, Quantity: 1}); err == nil {
			t.Error("nobody has a cart")
		}
		for i := 2; i < cart.MaxLines; i++ {
			_, v := storetest.ProductOf(t, d, shop, "always", 1_000, 0)
			if err := add(v, 1); err != nil {
				t.Fatal(err)
			}
		}
		_, v := storetest.ProductOf(t, d, shop, "always", 1_000, 0)
		if err := add(v, 1); fault.KindOf(err) != fault.Invalid || fault.FieldsOf(err)[0].Code != "too_many_items" {
			t.Errorf("a line too many: %v", err)
		}
		if n, err := svc.Count(ctx, me); err != nil || n != 3+99+58 {
			t.Errorf("%d pieces %v", n, err)
		}

		// Signing in brings the lines along, and takes them from the browser.
		account := storetest.Account(t, d, "none")
		mine := cart.Owner{Token: "token", AccountID: account}
		if err := svc.Add(ctx, cart.LineInput{Owner: mine, VariantID: many, Quantity: 5}); err != nil {
			t.Fatal(err)
		}
		if err := svc.Add(ctx, cart.LineInput{Owner: mine, VariantID: v, Quantity: 1}); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := svc.Merge(ctx, "token", account); err != nil {
				t.Fatal(err)
			}
		}
		view, err := svc.View(ctx, mine)
		if err != nil || len(view.Groups[0].Lines) != cart.MaxLines || view.Groups[0].Lines[0].Asked != cart.MaxQuantity {
			t.Errorf("%d lines, the first of %d, %v", len(view.Groups[0].Lines), view.Groups[0].Lines[0].Asked, err)
		}
		if n, err := svc.Count(ctx, me); err != nil || n != 0 {
			t.Errorf("signed out, the browser still sees %d pieces %v", n, err)
		}
		if err := add(few, 1); err != nil {
			t.Errorf("a new cart after signing out: %v", err)
		}
		clk.Advance(48 * time.Hour)
		if n, err := svc.Prune(ctx, 24*time.Hour); err != nil || n != 1 {
			t.Errorf("%d carts were removed %v", n, err)
		}
		if n, err := svc.Count(ctx, mine); err != nil || n == 0 {
			t.Errorf("an account's cart was removed: %v", err)
		}
	})
}
