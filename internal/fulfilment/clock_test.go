package fulfilment_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"beli/internal/fulfilment"
	. "beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
)

func TestClock_ends_what_nobody_pays_and_gives_stock_back(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 5)
		p := w.Place(Posted(s, 3))
		w.Later(70 * time.Minute)
		wantStatus(t, w, p, 0, order.Pending) // money may be on its way
		w.Later(10 * time.Minute)
		wantStatus(t, w, p, 0, order.Expired)
		list, err := w.Payments.OfPurchase(t.Context(), p.PurchaseID)
		if err != nil || list[0].Status != payment.Expired || w.OnHand(s) != 5 {
			t.Errorf("payment %s, %v, stock %d", list[0].Status, err, w.OnHand(s))
		}
	})
}

func TestLate_money_revives_the_order_or_goes_back(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s, last := w.Stall(20_000, 5), w.Stall(30_000, 1)
		p := w.Place(Posted(s, 1), Posted(last, 1))
		w.Act(p, sandbox.ActHang)
		w.Later(2 * time.Hour)
		wantStatus(t, w, p, 0, order.Expired)
		w.Buy(Posted(last, 1)) // somebody else takes the last piece
		w.Act(p, sandbox.ActSettle)
		w.Drain()
		wantStatus(t, w, p, 0, order.Paid)
		wantStatus(t, w, p, 1, order.Expired)
		if n := w.Number(`SELECT SUM(amount) FROM refunds WHERE order_id = $1 AND status = 'settled'`, p.Orders[1].ID); money.Rupiah(n) != p.Orders[1].Total {
			t.Errorf("%d went back, want %s", n, p.Orders[1].Total)
		}
	})
}

func TestClock_cancels_what_is_not_accepted_or_not_sent_with_money_back(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 9)
		ignored, slow, cash := w.Buy(Posted(s, 1)), w.Buy(Posted(s, 1)), w.Place(Cash(s, 1))
		must(t, s.Owner, slow.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack)
		w.Later(23 * time.Hour)
		wantStatus(t, w, ignored, 0, order.Paid)
		w.Later(2 * time.Hour)
		wantStatus(t, w, ignored, 0, order.Cancelled)
		wantStatus(t, w, cash, 0, order.Cancelled)
		wantStatus(t, w, slow, 0, order.Packed)
		w.Later(24 * time.Hour)
		wantStatus(t, w, slow, 0, order.Cancelled)
		if n := w.Number(`SELECT COUNT(*) FROM refunds WHERE status = 'settled'`); n != 2 || w.OnHand(s) != 9 {
			t.Errorf("%d refunds, stock %d; want 2 and 9", n, w.OnHand(s))
		}
		if o, err := w.Orders.ByID(t.Context(), slow.Orders[0].ID); err != nil || o.Reason != fulfilment.NotSent {
			t.Errorf("reason %q, %v", o.Reason, err)
		}
	})
}

func TestClock_delivers_and_completes_what_nobody_complains_about(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 9)
		p := w.Buy(Posted(s, 1))
		must(t, s.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, ship(w))
		w.Later(14*24*time.Hour + time.Minute)
		wantStatus(t, w, p, 0, order.Delivered)
		w.Later(3*24*time.Hour + time.Minute)
		wantStatus(t, w, p, 0, order.Completed)
		if n, err := w.Fulfilment.Tick(t.Context()); n != 0 || err != nil {
			t.Errorf("another round moved %d, %v", n, err)
		}
	})
}

func TestTwo_clocks_at_once_move_each_order_once(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 20)
		for range 6 {
			w.Buy(Posted(s, 1))
		}
		w.Clock.Advance(25 * time.Hour)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := w.Fulfilment.Tick(context.Background()); err != nil {
					t.Errorf("tick: %v", err)
				}
			})
		}
		wg.Wait()
		w.Drain()
		if r, m := w.Number(`SELECT COUNT(*) FROM refunds`), w.Number(`SELECT COUNT(*) FROM stock_movements WHERE kind = 'return'`); r != 6 || m != 6 {
			t.Errorf("%d refunds, %d returns; want 6 each", r, m)
		}
	})
}
