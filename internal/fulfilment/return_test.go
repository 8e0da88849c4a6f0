package fulfilment_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/fulfilment"
	. "beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/ledger"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
	"beli/internal/store/storetest"
)

const fortnight = 14*24*time.Hour + time.Minute

func takeBack(w *World) verb {
	return func(ctx context.Context, who actor.Actor, at fulfilment.At) (order.Order, error) {
		return w.Fulfilment.Return(ctx, who, fulfilment.ReturnInput{At: at, Reason: "Alamat tidak ditemukan"})
	}
}

// wantReturned checks that an order went through returned to cancelled for a reason, and that its goods
// came back once.
func wantReturned(t *testing.T, w *World, p Purchase, i int, reason string) {
	t.Helper()
	o, err := w.Orders.ByID(t.Context(), p.Orders[i].ID)
	if err != nil || o.Status != order.Cancelled || o.Reason != reason {
		t.Errorf("order %d is %s because of %q, %v; want cancelled, %q", i, o.Status, o.Reason, err, reason)
	}
	if n := w.Number(`SELECT COUNT(*) FROM order_histories WHERE order_id = $1 AND to_status = 'returned'`, o.ID); n != 1 {
		t.Errorf("order %d was returned %d times", i, n)
	}
	if n := w.Number(`SELECT COUNT(*) FROM stock_movements WHERE order_id = $1 AND kind = 'return'`, o.ID); n != 1 {
		t.Errorf("stock of order %d came back %d times", i, n)
	}
}

func TestClock_gives_up_cash_orders_that_nobody_fetches(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 5)
		p := w.Place(Cash(s, 2))
		must(t, s.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, w.Fulfilment.Ready)
		w.Later(fortnight - 2*time.Minute)
		wantStatus(t, w, p, 0, order.Ready)
		w.Later(2 * time.Minute)
		wantReturned(t, w, p, 0, fulfilment.NotPickedUp)
		list, err := w.Payments.OfPurchase(t.Context(), p.PurchaseID)
		if err != nil || len(list) != 1 || list[0].Status != payment.Cancelled || w.OnHand(s) != 5 {
			t.Errorf("payments %+v, %v, stock %d", list, err, w.OnHand(s))
		}
		totals, err := w.Ledger.Totals(t.Context(), s.ShopID)
		if err != nil || totals != (ledger.Totals{}) {
			t.Errorf("booked %+v, %v for money that never came", totals, err)
		}
		if _, err := w.Fulfilment.HandOver(t.Context(), s.Owner, p.At(0)); !errors.Is(err, order.ErrMoved) {
			t.Errorf("handed over afterwards: %v", err)
		}
	})
}

func TestClock_gives_the_money_of_what_nobody_fetched_back(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		a, b := w.Stall(20_000, 5), w.Stall(15_000, 5)
		p := w.Buy(Fetched(a, 2), Posted(b, 1))
		must(t, a.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, w.Fulfilment.Ready)
		must(t, b.Owner, p.At(1), w.Fulfilment.Accept, w.Fulfilment.Pack, ship(w))
		w.Later(fortnight)
		wantReturned(t, w, p, 0, fulfilment.NotPickedUp)
		wantStatus(t, w, p, 1, order.Delivered)
		if n := w.Number(`SELECT SUM(amount) FROM refunds WHERE order_id = $1 AND status = 'settled'`, p.Orders[0].ID); money.Rupiah(n) != p.Orders[0].Total {
			t.Errorf("%d went back, want %s", n, p.Orders[0].Total)
		}
		wantPayable(t, w, a.ShopID, 0)
		wantPayable(t, w, b.ShopID, p.Orders[1].Total)
	})
}

func TestParcel_that_comes_back_is_closed_with_its_own_share_returned(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		a, b := w.Stall(20_000, 5), w.Stall(15_000, 5)
		p := w.Buy(Posted(a, 2), Posted(b, 1))
		must(t, a.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, ship(w))
		for _, reason := range []string{"", "  "} {
			if _, err := w.Fulfilment.Return(t.Context(), a.Owner, fulfilment.ReturnInput{At: p.At(0), Reason: reason}); fault.KindOf(err) != fault.Invalid {
				t.Errorf("taken back because of %q: %v", reason, err)
			}
		}
		must(t, a.Owner, p.At(0), takeBack(w))
		if _, err := takeBack(w)(t.Context(), a.Owner, p.At(0)); !errors.Is(err, order.ErrMoved) {
			t.Errorf("second tap: %v", err)
		}
		w.Drain()
		wantReturned(t, w, p, 0, "Alamat tidak ditemukan")
		wantStatus(t, w, p, 1, order.Paid)
		refunds, err := w.Payments.RefundsOfOrder(t.Context(), p.Orders[0].ID)
		if err != nil || len(refunds) != 1 || refunds[0].Amount != p.Orders[0].Total || refunds[0].Status != payment.RefundSettled ||
			refunds[0].Reason != fulfilment.ReturnedToShop || w.OnHand(a) != 5 {
			t.Errorf("refunds %+v, %v, stock %d", refunds, err, w.OnHand(a))
		}
		wantPayable(t, w, a.ShopID, 0)
		if sum, err := w.Ledger.Balance(t.Context(), ledger.GatewayAccount(sandbox.Name)); err != nil || sum != p.Orders[1].Total {
			t.Errorf("the gateway holds %s, %v; want %s", sum, err, p.Orders[1].Total)
		}
	})
}

func TestReturn_is_for_the_shop_alone_and_only_of_what_left_its_hands(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s, other := w.Stall(20_000, 5), w.Stall(9_000, 5)
		p := w.Place(Cash(s, 1))
		for i, who := range []actor.Actor{{}, p.Buyer, Person(storetest.Account(t, w.DB, "none")), other.Owner, w.Curator()} {
			if _, err := takeBack(w)(t.Context(), who, p.At(0)); fault.KindOf(err) != fault.NotFound {
				t.Errorf("stranger %d: %v, want not found", i, err)
			}
		}
		if _, err := takeBack(w)(t.Context(), s.Owner, p.At(0)); !errors.Is(err, order.ErrMoved) {
			t.Errorf("taken back before it was prepared: %v", err)
		}
		must(t, s.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, w.Fulfilment.Ready, takeBack(w)) // the buyer called: nobody will come
		wantReturned(t, w, p, 0, "Alamat tidak ditemukan")
	})
}

func TestWhat_a_courier_returns_is_closed_by_shop_staff_or_the_next_round(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 9)
		closers := []func(p Purchase) error{
			func(p Purchase) error { _, err := decline(w)(t.Context(), s.Owner, p.At(0)); return err },
			func(p Purchase) error {
				_, err := w.Fulfilment.StaffCancel(t.Context(), w.Curator(), fulfilment.StaffCancelInput{OrderID: p.Orders[0].ID, Reason: "Mesin rusak"})
				return err
			},
			func(Purchase) error { w.Later(0); return nil },
		}
		for i, reason := range []string{"Mesin rusak", "Mesin rusak", "Rumah kosong"} {
			p := w.Buy(Posted(s, 1))
			must(t, s.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, ship(w))
			if _, err := w.Orders.Return(t.Context(), order.Step{OrderID: p.Orders[0].ID, As: order.Courier, By: Person(storetest.Account(t, w.DB, "none")), Reason: "Rumah kosong"}); err != nil {
				t.Fatal(err)
			}
			if err := closers[i](p); err != nil {
				t.Fatalf("closer %d: %v", i, err)
			}
			w.Drain()
			wantReturned(t, w, p, 0, reason)
			if n := w.Number(`SELECT SUM(amount) FROM refunds WHERE order_id = $1 AND status = 'settled'`, p.Orders[0].ID); money.Rupiah(n) != p.Orders[0].Total {
				t.Errorf("closer %d: %d went back, want %s", i, n, p.Orders[0].Total)
			}
		}
		if n := w.OnHand(s); n != 9 {
			t.Errorf("stock %d, want 9", n)
		}
	})
}

func TestGoods_are_handed_over_or_given_up_never_both(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 20)
		for range 4 {
			p := w.Place(Cash(s, 1))
			must(t, s.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, w.Fulfilment.Ready)
			w.Clock.Advance(fortnight)
			var wg sync.WaitGroup
			start := make(chan struct{})
			for _, act := range []func(context.Context) error{
				func(ctx context.Context) error { _, err := w.Fulfilment.HandOver(ctx, s.Owner, p.At(0)); return err },
				func(ctx context.Context) error { _, err := w.Fulfilment.Tick(ctx); return err },
				func(ctx context.Context) error { _, err := takeBack(w)(ctx, s.Owner, p.At(0)); return err },
			} {
				wg.Go(func() {
					<-start
					if err := act(context.Background()); err != nil && fault.KindOf(err) != fault.Conflict {
						t.Error(err)
					}
				})
			}
			close(start)
			wg.Wait()
			list, err := w.Payments.OfOrder(t.Context(), p.Orders[0].ID)
			if err != nil || len(list) != 1 {
				t.Fatalf("payments %+v, %v", list, err)
			}
			taken := list[0].Status == payment.Settled
			back := w.Number(`SELECT COUNT(*) FROM stock_movements WHERE order_id = $1 AND kind = 'return'`, p.Orders[0].ID)
			if is := w.Status(p, 0); (is == order.Delivered) != taken || (is == order.Cancelled) != (back == 1) || taken == (back == 1) {
				t.Errorf("order is %s, its payment %s, %d returns", is, list[0].Status, back)
			}
		}
	})
}
