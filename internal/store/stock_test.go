package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// stockroom is stock on one database, with orders that only exist so that holds can point at them.
type stockroom struct {
	t     *testing.T
	d     *store.DB
	stock *catalog.Stock
	shop  int64
	n     int
}

func eachStockroom(t *testing.T, test func(t *testing.T, s *stockroom)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		clk := clock.At(storetest.Noon)
		s := &stockroom{t: t, d: d, stock: catalog.NewStock(store.NewStock(d), changelog.New(d, clk), clk)}
		s.shop, _ = storetest.Shop(t, d)
		test(t, s)
	})
}

func (s *stockroom) read(query string, args ...any) (n int64) {
	s.t.Helper()
	rows, err := s.d.Query(context.Background(), query, args...)
	if err != nil {
		s.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var v sql.NullInt64
		if err := rows.Scan(&v); err != nil {
			s.t.Fatal(err)
		}
		n = v.Int64
	}
	return n
}

func (s *stockroom) order() int64 {
	s.t.Helper()
	s.n++
	code := fmt.Sprintf("STOCK%03d", s.n)
	at := storetest.Noon
	for _, q := range []string{
		`INSERT INTO purchases (code, device_key, phone_hash, lang, total, idempotency_key, request_hash, created_at, expires_at)
			VALUES ('` + code + `', '', '', 'id', 0, '` + code + `', '', $1, $2)`,
		`INSERT INTO orders (number, purchase_id, shop_id, shop_name, status, pay, items_total, delivery_total, total, note, making_days, priced_at, placed_at)
			SELECT code, id, ` + fmt.Sprint(s.shop) + `, '', 'pending', 'gateway', 0, 0, 0, '', 0, $1, $2 FROM purchases WHERE code = '` + code + `'`,
	} {
		if _, err := s.d.Exec(context.Background(), q, at, at); err != nil {
			s.t.Fatal(err)
		}
	}
	return s.read(`SELECT id FROM orders WHERE number = '` + code + `'`)
}

func (s *stockroom) hold(orderID int64, items ...catalog.HoldItem) ([]catalog.Hold, error) {
	return s.stock.Hold(context.Background(), catalog.HoldInput{OrderID: orderID, Items: items, ExpiresAt: storetest.Noon.Add(time.Hour)})
}

func (s *stockroom) levels(variantID int64) string {
	s.t.Helper()
	return fmt.Sprintf("%d/%d", s.read(`SELECT on_hand FROM variants WHERE id = $1`, variantID), s.read(`SELECT reserved FROM variants WHERE id = $1`, variantID))
}

func piece(variantID int64, n int) catalog.HoldItem {
	return catalog.HoldItem{VariantID: variantID, Quantity: n}
}

func TestHold_keeps_everything_of_an_order_or_nothing(t *testing.T) {
	eachStockroom(t, func(t *testing.T, s *stockroom) {
		_, a := storetest.Product(t, s.d, s.shop, 1_000, 5)
		_, b := storetest.Product(t, s.d, s.shop, 1_000, 2)
		_, c := storetest.ProductOf(t, s.d, s.shop, "always", 1_000, 0)
		o := s.order()
		_, err := s.hold(o, piece(c, 40), piece(b, 1), piece(a, 5), piece(b, 2)) // three of b in all
		var gone *catalog.SoldOutError
		if !errors.As(err, &gone) || gone.VariantID != b || fault.KindOf(err) != fault.Conflict {
			t.Fatalf("%v", err)
		}
		if s.levels(a) != "5/0" || s.levels(b) != "2/0" || s.read(`SELECT COUNT(*) FROM stock_holds`) != 0 {
			t.Errorf("something is kept: %s %s", s.levels(a), s.levels(b))
		}
		if _, err := s.hold(o, piece(b, 1), piece(a, 5), piece(c, 40), piece(b, 1)); err != nil || s.levels(a)+" "+s.levels(b) != "5/5 2/2" {
			t.Errorf("%v %s %s", err, s.levels(a), s.levels(b))
		}
		if n := s.read(`SELECT COUNT(*) FROM stock_holds`); n != 3 {
			t.Errorf("%d holds of 3 variants", n)
		}
		for _, bad := range [][]catalog.HoldItem{nil, {piece(a, 0)}, {piece(a, -1)}, {piece(a, 1<<62), piece(a, 1<<62)}} {
			if _, err := s.hold(s.order(), bad...); err == nil {
				t.Errorf("%v was held", bad)
			}
		}
		if _, err := s.hold(s.order(), piece(1<<40, 1)); !errors.Is(err, catalog.ErrSoldOut) {
			t.Errorf("an unknown variant: %v", err)
		}
	})
}

func TestHold_is_resolved_once(t *testing.T) {
	eachStockroom(t, func(t *testing.T, s *stockroom) {
		ctx := context.Background()
		product, v := storetest.Product(t, s.d, s.shop, 1_000, 5)
		sold, voided := s.order(), s.order()
		for _, o := range []int64{sold, voided} {
			if _, err := s.hold(o, piece(v, 2)); err != nil {
				t.Fatal(err)
			}
		}
		for _, act := range []struct {
			name string
			do   func(context.Context, int64) error
			o    int64
			ok   bool
			want string
		}{
			{"return before sale", s.stock.Return, sold, false, "5/4"},
			{"post", s.stock.Post, sold, true, "3/2"}, {"post again", s.stock.Post, sold, false, "3/2"}, {"void what is sold", s.stock.Void, sold, false, "3/2"},
			{"void", s.stock.Void, voided, true, "3/0"}, {"void again", s.stock.Void, voided, false, "3/0"},
			{"post what is void", s.stock.Post, voided, false, "3/0"}, {"return what is void", s.stock.Return, voided, false, "3/0"},
			{"return", s.stock.Return, sold, true, "5/0"}, {"return again", s.stock.Return, sold, false, "5/0"},
		} {
			err := act.do(ctx, act.o)
			if (err == nil) != act.ok || (!act.ok && !errors.Is(err, catalog.ErrHoldResolved)) || s.levels(v) != act.want {
				t.Errorf("%s: %v, stock %s", act.name, err, s.levels(v))
			}
		}
		if sum := s.read(`SELECT SUM(quantity) FROM stock_movements WHERE variant_id = $1`, v); sum != 5 {
			t.Errorf("movements sum to %d", sum)
		}
		if n := s.read(`SELECT sold FROM products WHERE id = $1`, product); n != 0 {
			t.Errorf("%d sold after the return", n)
		}
		if n := s.read(`SELECT COUNT(*) FROM change_log WHERE kind = 'product' AND ref = $1`, product); n != 5 {
			t.Errorf("%d changes told of 5", n)
		}
	})
}

func TestHold_two_hundred_buyers_of_fifty_pieces_get_exactly_fifty(t *testing.T) {
	eachStockroom(t, func(t *testing.T, s *stockroom) {
		_, a := storetest.Product(t, s.d, s.shop, 1_000, 50)
		_, b := storetest.Product(t, s.d, s.shop, 1_000, 50)
		orders := make([]int64, 200)
		for i := range orders {
			orders[i] = s.order()
		}
		var mu sync.Mutex
		got := 0
		var wg sync.WaitGroup
		for i, o := range orders {
			wg.Go(func() {
				items := []catalog.HoldItem{piece(a, 1), piece(b, 1)}
				if i%2 == 0 { // asked for in the other order: nobody waits in a circle
					items[0], items[1] = items[1], items[0]
				}
				_, err := s.hold(o, items...)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					got++
				} else if !errors.Is(err, catalog.ErrSoldOut) {
					t.Errorf("hold: %v", err)
				}
			})
		}
		wg.Wait()
		if got != 50 || s.levels(a) != "50/50" || s.levels(b) != "50/50" {
			t.Errorf("%d got it, stock %s %s", got, s.levels(a), s.levels(b))
		}
	})
}

func TestHold_of_goods_made_to_order_takes_the_earliest_day_with_room(t *testing.T) {
	eachStockroom(t, func(t *testing.T, s *stockroom) {
		ctx := context.Background()
		product, v := storetest.ProductOf(t, s.d, s.shop, "made_to_order", 1_000, 3) // 3 a day, after 3 days
		day := func(n int) string {
			holds, err := s.hold(s.order(), piece(v, n))
			if err != nil {
				return err.Error()
			}
			return holds[0].Day
		}
		first := s.order()
		if _, err := s.hold(first, piece(v, 2)); err != nil {
			t.Fatal(err)
		}
		for i, c := range []struct {
			n    int
			want string
		}{{2, "2026-11-25"}, {1, "2026-11-24"}, {3, "2026-11-26"}, {1, "2026-11-25"}} {
			if got := day(c.n); got != c.want {
				t.Errorf("hold %d of %d: %s, want %s", i, c.n, got, c.want)
			}
		}
		if _, err := s.hold(s.order(), piece(v, 4)); !errors.Is(err, catalog.ErrSoldOut) {
			t.Errorf("more than a day's work: %v", err)
		}
		if err := s.stock.Void(ctx, first); err != nil {
			t.Fatal(err)
		}
		if got := day(2); got != "2026-11-24" {
			t.Errorf("a day that became free is not used: %s", got)
		}
		if err := s.stock.Post(ctx, s.read(`SELECT MAX(order_id) FROM stock_holds`)); err != nil {
			t.Fatal(err)
		}
		if n := s.read(`SELECT used FROM product_day WHERE product_id = $1 AND day = '2026-11-24'`, product); n != 3 {
			t.Errorf("%d are made that day", n)
		}
		if err := s.stock.Return(ctx, s.read(`SELECT MAX(order_id) FROM stock_holds`)); err != nil {
			t.Fatal(err)
		}
		if got := day(2); got != "2026-11-24" || s.read(`SELECT COUNT(*) FROM stock_movements WHERE variant_id = $1`, v) != 0 {
			t.Errorf("after a return: %s", got)
		}
	})
}

func TestHold_of_goods_made_to_order_never_promises_more_than_a_day_gives(t *testing.T) {
	eachStockroom(t, func(t *testing.T, s *stockroom) {
		product, v := storetest.ProductOf(t, s.d, s.shop, "made_to_order", 1_000, 1)
		orders := make([]int64, 70)
		for i := range orders {
			orders[i] = s.order()
		}
		var mu sync.Mutex
		got, next := 0, 0
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for {
					mu.Lock()
					i := next
					next++
					mu.Unlock()
					if i >= len(orders) {
						return
					}
					_, err := s.hold(orders[i], piece(v, 1))
					mu.Lock()
					if err == nil {
						got++
					} else if !errors.Is(err, catalog.ErrSoldOut) {
						t.Errorf("hold: %v", err)
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if most := s.read(`SELECT MAX(used) FROM product_day WHERE product_id = $1`, product); most != 1 || got != catalog.MakingWindow+1 {
			t.Errorf("%d were promised, up to %d on one day", got, most)
		}
	})
}

func TestSellable_is_set_by_a_movement_beside_what_is_held(t *testing.T) {
	eachStockroom(t, func(t *testing.T, s *stockroom) {
		ctx := context.Background()
		_, v := storetest.Product(t, s.d, s.shop, 1_000, 5)
		if _, err := s.hold(s.order(), piece(v, 3)); err != nil {
			t.Fatal(err)
		}
		by := storetest.Account(t, s.d, "none")
		for n, want := range map[int]string{0: "3/3", 7: "10/3"} {
			if err := s.stock.SetSellable(ctx, v, n, by); err != nil || s.levels(v) != want {
				t.Errorf("%d sellable: %v, stock %s", n, err, s.levels(v))
			}
		}
		for _, n := range []int{-1, 1_000_001} {
			if err := s.stock.SetSellable(ctx, v, n, by); fault.KindOf(err) != fault.Invalid || fault.FieldsOf(err)[0].Name != "on_hand" {
				t.Errorf("%d: %v", n, err)
			}
		}
		if err := s.stock.SetSellable(ctx, 1<<40, 1, by); fault.KindOf(err) != fault.NotFound {
			t.Errorf("no such variant: %v", err)
		}
		before := s.read(`SELECT COUNT(*) FROM stock_movements`)
		on := s.read(`SELECT on_hand - reserved FROM variants WHERE id = $1`, v)
		if err := s.stock.SetSellable(ctx, v, int(on), by); err != nil || s.read(`SELECT COUNT(*) FROM stock_movements`) != before {
			t.Errorf("the same number moved stock: %v", err)
		}
		if s.read(`SELECT SUM(quantity) FROM stock_movements WHERE variant_id = $1`, v) != s.read(`SELECT on_hand FROM variants WHERE id = $1`, v) {
			t.Error("on hand is not the sum of its movements")
		}
	})
}

func TestSellable_and_holds_at_once_lose_nothing(t *testing.T) {
	eachStockroom(t, func(t *testing.T, s *stockroom) {
		_, v := storetest.Product(t, s.d, s.shop, 1_000, 10)
		orders := make([]int64, 24)
		for i := range orders {
			orders[i] = s.order()
		}
		var wg sync.WaitGroup
		for i, o := range orders {
			wg.Go(func() {
				if _, err := s.hold(o, piece(v, 1)); err != nil && !errors.Is(err, catalog.ErrSoldOut) {
					t.Errorf("hold: %v", err)
				}
			})
			wg.Go(func() {
				if err := s.stock.SetSellable(context.Background(), v, i%5, 0); err != nil && !errors.Is(err, catalog.ErrStockMoved) {
					t.Errorf("set: %v", err)
				}
			})
		}
		wg.Wait()
		onHand, held := s.read(`SELECT on_hand FROM variants WHERE id = $1`, v), s.read(`SELECT reserved FROM variants WHERE id = $1`, v)
		if onHand != s.read(`SELECT SUM(quantity) FROM stock_movements WHERE variant_id = $1`, v) || held != s.read(`SELECT COUNT(*) FROM stock_holds`) {
			t.Errorf("on hand %d, held %d, against movements and holds", onHand, held)
		}
	})
}

func TestStock_guards_hold_whatever_was_read_before(t *testing.T) {
	eachStockroom(t, func(t *testing.T, s *stockroom) {
		ctx := context.Background()
		raw := store.NewStock(s.d)
		_, v := storetest.Product(t, s.d, s.shop, 1_000, 3)
		made, _ := storetest.ProductOf(t, s.d, s.shop, "made_to_order", 1_000, 2)
		free, _ := storetest.ProductOf(t, s.d, s.shop, "made_to_order", 1_000, 0)
		const day = "2026-12-01"
		for i, c := range []struct {
			act  func() (bool, error)
			want bool
		}{
			{func() (bool, error) { return raw.Reserve(ctx, v, 4) }, false},
			{func() (bool, error) { return raw.Reserve(ctx, v, 2) }, true},
			{func() (bool, error) { return raw.Reserve(ctx, v, 2) }, false},
			{func() (bool, error) { return raw.Reserve(ctx, v, -3) }, false},
			{func() (bool, error) { return raw.Sell(ctx, v, 3) }, false},
			{func() (bool, error) { return raw.Sell(ctx, v, 1) }, true},
			{func() (bool, error) {
				return raw.SetOnHand(ctx, catalog.Level{VariantID: v, OnHand: 3, Reserved: 2}, 9)
			}, false},
			{func() (bool, error) { return raw.TakeDay(ctx, made, day, 3) }, false},
			{func() (bool, error) { return raw.TakeDay(ctx, made, day, 1) }, true},
			{func() (bool, error) { return raw.TakeDay(ctx, made, day, 2) }, false},
			{func() (bool, error) { return raw.TakeDay(ctx, made, day, 1) }, true},
			{func() (bool, error) { return raw.TakeDay(ctx, free, day, 500) }, true},
			{func() (bool, error) { return raw.TakeDay(ctx, free, day, 500) }, true},
		} {
			if got, err := c.act(); got != c.want || err != nil {
				t.Errorf("act %d: %v %v", i, got, err)
			}
		}
		if err := raw.FreeDay(ctx, made, day, 3); err == nil {
			t.Error("more was freed than taken")
		}
		if _, err := s.d.Exec(ctx, `UPDATE variants SET reserved = on_hand + 1 WHERE id = $1`, v); err == nil {
			t.Error("the database itself lets a variant be oversold")
		}
	})
}
