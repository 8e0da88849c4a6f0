package fulfilment_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/checkout"
	"beli/internal/fault"
	"beli/internal/fulfilment"
	. "beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/ledger"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/paging"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func each(t *testing.T, test func(t *testing.T, w *World)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, d *store.DB) { test(t, New(t, d)) })
}

func wantStatus(t *testing.T, w *World, p Purchase, i int, want order.Status) {
	t.Helper()
	if got := w.Status(p, i); got != want {
		t.Errorf("order %d is %s, want %s", i, got, want)
	}
}

// verb is one act of a shop.
type verb func(ctx context.Context, who actor.Actor, at fulfilment.At) (order.Order, error)

func must(t *testing.T, who actor.Actor, at fulfilment.At, verbs ...verb) {
	t.Helper()
	for i, v := range verbs {
		if _, err := v(t.Context(), who, at); err != nil {
			t.Fatalf("verb %d: %v", i, err)
		}
	}
}

func ship(w *World) verb {
	return func(ctx context.Context, who actor.Actor, at fulfilment.At) (order.Order, error) {
		return w.Fulfilment.Ship(ctx, who, fulfilment.ShipInput{At: at, Courier: "JNE", Receipt: "jne 0123-4567"})
	}
}

func decline(w *World) verb {
	return func(ctx context.Context, who actor.Actor, at fulfilment.At) (order.Order, error) {
		return w.Fulfilment.Decline(ctx, who, fulfilment.DeclineInput{At: at, Reason: "Mesin rusak"})
	}
}

// wantPayable compares what a shop is to get and what the gateway holds.
func wantPayable(t *testing.T, w *World, shopID int64, want money.Rupiah) {
	t.Helper()
	totals, err := w.Ledger.Totals(t.Context(), shopID)
	if err != nil || totals.Payable != want {
		t.Errorf("shop is to get %s, %v; want %s", totals.Payable, err, want)
	}
}

func TestOrder_goes_from_the_shop_to_its_buyer_by_courier(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 5)
		p := w.Buy(Posted(s, 2))
		must(t, s.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, ship(w))
		if n := w.Number(`SELECT COUNT(*) FROM deliveries WHERE receipt_number = 'JNE0123-4567'`); n != 1 {
			t.Error("the receipt number was not noted")
		}
		if _, err := w.Fulfilment.ConfirmReceipt(t.Context(), p.Buyer, p.PurchaseID, p.Orders[0].Number); err != nil {
			t.Fatal(err)
		}
		wantStatus(t, w, p, 0, order.Delivered)
		if _, err := w.Fulfilment.ConfirmReceipt(t.Context(), p.Buyer, p.PurchaseID, p.Orders[0].Number); err != nil {
			t.Fatal(err)
		}
		wantStatus(t, w, p, 0, order.Completed)
		if _, err := w.Fulfilment.ConfirmReceipt(t.Context(), p.Buyer, p.PurchaseID, p.Orders[0].Number); !errors.Is(err, order.ErrMoved) {
			t.Errorf("confirmed a third time: %v", err)
		}
		wantPayable(t, w, s.ShopID, p.Orders[0].Total)
	})
}

func TestCash_is_booked_once_when_the_shop_hands_over(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 5)
		p := w.Place(Cash(s, 2))
		wantStatus(t, w, p, 0, order.Confirmed)
		must(t, s.Owner, p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, w.Fulfilment.Ready)
		if _, err := w.Fulfilment.ConfirmReceipt(t.Context(), p.Buyer, p.PurchaseID, p.Orders[0].Number); !errors.Is(err, order.ErrMoved) {
			t.Errorf("the buyer alone said that cash was paid: %v", err)
		}
		must(t, s.Owner, p.At(0), w.Fulfilment.HandOver)
		if _, err := w.Fulfilment.HandOver(t.Context(), s.Owner, p.At(0)); !errors.Is(err, order.ErrMoved) {
			t.Errorf("second tap: %v", err)
		}
		totals, err := w.Ledger.Totals(t.Context(), s.ShopID)
		if want := (ledger.Totals{Cash: 40_000}); err != nil || totals != want {
			t.Errorf("totals %+v, %v; want %+v: the shop has its money", totals, err, want)
		}
	})
}

func TestPurchase_with_gateway_and_cash_holds_two_payments(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		a, b := w.Stall(20_000, 5), w.Stall(15_000, 5)
		p := w.Place(Posted(a, 1), Cash(b, 1))
		wantStatus(t, w, p, 0, order.Pending)
		wantStatus(t, w, p, 1, order.Confirmed)
		w.Act(p, sandbox.ActSendTwice)
		wantStatus(t, w, p, 0, order.Paid)
		list, err := w.Payments.OfPurchase(t.Context(), p.PurchaseID)
		if err != nil || len(list) != 2 {
			t.Fatalf("%d payments, %v", len(list), err)
		}
		if sum, err := w.Ledger.Balance(t.Context(), ledger.GatewayAccount(sandbox.Name)); err != nil || sum != p.Orders[0].Total {
			t.Errorf("the gateway holds %s, %v; want %s", sum, err, p.Orders[0].Total)
		}
	})
}

func TestDecline_gives_back_stock_and_money_of_its_order_alone(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		a, b := w.Stall(20_000, 5), w.Stall(15_000, 5)
		p := w.Buy(Posted(a, 2), Posted(b, 1))
		must(t, a.Owner, p.At(0), w.Fulfilment.Accept)
		if _, err := w.Fulfilment.Decline(t.Context(), a.Owner, fulfilment.DeclineInput{At: p.At(0)}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("declined without a reason: %v", err)
		}
		must(t, a.Owner, p.At(0), decline(w))
		w.Drain()
		wantStatus(t, w, p, 0, order.Cancelled)
		wantStatus(t, w, p, 1, order.Paid)
		if a, b := w.OnHand(a), w.OnHand(b); a != 5 || b != 4 {
			t.Errorf("stock %d and %d, want 5 and 4", a, b)
		}
		refunds, err := w.Payments.RefundsOfOrder(t.Context(), p.Orders[0].ID)
		if err != nil || len(refunds) != 1 || refunds[0].Amount != p.Orders[0].Total || refunds[0].Status != payment.RefundSettled {
			t.Errorf("refunds %+v, %v", refunds, err)
		}
		wantPayable(t, w, a.ShopID, 0)
		wantPayable(t, w, b.ShopID, p.Orders[1].Total)
		if sum, err := w.Ledger.Balance(t.Context(), ledger.GatewayAccount(sandbox.Name)); err != nil || sum != p.Orders[1].Total {
			t.Errorf("the gateway holds %s, %v; want %s", sum, err, p.Orders[1].Total)
		}
	})
}

func TestDecline_of_a_cash_order_leaves_nothing_to_be_paid(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 5)
		p := w.Place(Cash(s, 2))
		must(t, s.Owner, p.At(0), decline(w))
		list, err := w.Payments.OfPurchase(t.Context(), p.PurchaseID)
		if err != nil || len(list) != 1 || list[0].Status != payment.Cancelled || w.OnHand(s) != 5 {
			t.Errorf("payments %+v, %v, stock %d", list, err, w.OnHand(s))
		}
	})
}

func TestStranger_finds_no_order_and_helper_may_serve(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s, other := w.Stall(20_000, 5), w.Stall(9_000, 5)
		p := w.Buy(Fetched(s, 1))
		strangers := []actor.Actor{{}, actor.Visitor("device"), Person(storetest.Account(t, w.DB, "none")), other.Owner, w.Curator(), {Kind: actor.Person}}
		verbs := []verb{w.Fulfilment.Accept, w.Fulfilment.Pack, w.Fulfilment.Ready, w.Fulfilment.HandOver, ship(w), decline(w)}
		for i, who := range strangers {
			for j, v := range verbs {
				if _, err := v(t.Context(), who, p.At(0)); fault.KindOf(err) != fault.NotFound {
					t.Errorf("stranger %d, verb %d: %v, want not found", i, j, err)
				}
			}
		}
		if _, err := w.Fulfilment.Accept(t.Context(), other.Owner, fulfilment.At{ShopID: other.ShopID, Number: p.Orders[0].Number}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another shop's number: %v, want not found", err)
		}
		if _, err := w.Fulfilment.ConfirmReceipt(t.Context(), p.Buyer, p.PurchaseID+1, p.Orders[0].Number); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another purchase's number: %v, want not found", err)
		}
		helper := storetest.Account(t, w.DB, "none")
		if _, err := w.DB.Exec(t.Context(), `INSERT INTO shop_members (shop_id, account_id, role, created_at) VALUES ($1, $2, 'helper', $3)`,
			s.ShopID, helper, storetest.Noon); err != nil {
			t.Fatal(err)
		}
		must(t, Person(helper), p.At(0), w.Fulfilment.Accept, w.Fulfilment.Pack, w.Fulfilment.Ready, w.Fulfilment.HandOver)
	})
}

func TestDouble_tap_has_one_effect(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 50)
		accepted := 0
		for range 5 {
			p := w.Buy(Posted(s, 1))
			var declined atomic.Int32
			var wg sync.WaitGroup
			start := make(chan struct{})
			for i, v := range []verb{decline(w), decline(w), w.Fulfilment.Accept, decline(w)} {
				wg.Go(func() {
					<-start
					_, err := v(context.Background(), s.Owner, p.At(0))
					switch {
					case err == nil && i != 2:
						declined.Add(1)
					case err != nil && fault.KindOf(err) != fault.Conflict:
						t.Errorf("tap %d: %v, want a conflict", i, err)
					}
				})
			}
			close(start)
			wg.Wait()
			// An acceptance between a decline's look and its write makes that decline a conflict.
			want := order.Cancelled
			if declined.Load() == 0 {
				want = order.Accepted
				accepted++
			}
			wantStatus(t, w, p, 0, want)
			if n := w.Number(`SELECT COUNT(*) FROM refunds WHERE order_id = $1`, p.Orders[0].ID); n != int(declined.Load()) || n > 1 {
				t.Errorf("%d refunds after %d declines that were answered with yes", n, declined.Load())
			}
		}
		if n := w.OnHand(s); n != 50-accepted {
			t.Errorf("stock %d, want %d", n, 50-accepted)
		}
	})
}

func TestStaff_cancels_with_a_reason_that_is_kept(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 5)
		p := w.Buy(Posted(s, 1))
		in := fulfilment.StaffCancelInput{OrderID: p.Orders[0].ID, Reason: "Toko tidak bisa dihubungi"}
		if _, err := w.Fulfilment.StaffCancel(t.Context(), s.Owner, in); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("an owner acted as staff: %v", err)
		}
		if _, err := w.Fulfilment.StaffCancel(t.Context(), w.Curator(), in); err != nil {
			t.Fatal(err)
		}
		wantStatus(t, w, p, 0, order.Cancelled)
		list, n, err := audit.New(w.DB, w.Clock).List(t.Context(), "order", p.Orders[0].ID, paging.Request{})
		if err != nil || n != 1 || list[0].Reason != in.Reason || w.OnHand(s) != 5 {
			t.Errorf("audit %+v, %v, stock %d", list, err, w.OnHand(s))
		}
	})
}

func TestDeclined_payment_can_be_tried_again_once_at_a_time(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		s := w.Stall(20_000, 5)
		p := w.Place(Posted(s, 1))
		if _, err := w.Fulfilment.PayAgain(t.Context(), p.PurchaseID); !errors.Is(err, payment.ErrOver) {
			t.Errorf("beside an open payment: %v", err)
		}
		w.Act(p, sandbox.ActDecline)
		one, err1 := w.Fulfilment.PayAgain(t.Context(), p.PurchaseID)
		two, err2 := w.Fulfilment.PayAgain(t.Context(), p.PurchaseID)
		if err1 != nil || err2 != nil || one.ID != two.ID || one.ID == p.GatewayPaymentID {
			t.Fatalf("payments %d and %d, %v, %v", one.ID, two.ID, err1, err2)
		}
		if _, err := w.Payments.Begin(t.Context(), one.ID); err != nil {
			t.Fatal(err)
		}
		p.GatewayPaymentID = one.ID
		w.Act(p, sandbox.ActSettle)
		wantStatus(t, w, p, 0, order.Paid)
		if _, err := w.Fulfilment.PayAgain(t.Context(), p.PurchaseID); !errors.Is(err, payment.ErrOver) {
			t.Errorf("after it was paid: %v", err)
		}
	})
}

func TestCancelled_purchase_asks_nobody_for_money(t *testing.T) {
	each(t, func(t *testing.T, w *World) {
		a, b := w.Stall(20_000, 5), w.Stall(15_000, 5)
		p := w.Place(Posted(a, 1), Posted(b, 1))
		cancel := func(i int) {
			t.Helper()
			if err := w.Checkout.CancelByBuyer(t.Context(), cancelInput(p, i)); err != nil {
				t.Fatal(err)
			}
			w.Drain()
		}
		cancel(0)
		pay, err := w.Payments.ByID(t.Context(), p.GatewayPaymentID)
		if err != nil || pay.Status != payment.Pending {
			t.Errorf("payment is %s, %v: the other order still waits", pay.Status, err)
		}
		cancel(1)
		if pay, err = w.Payments.ByID(t.Context(), p.GatewayPaymentID); err != nil || pay.Status != payment.Cancelled {
			t.Errorf("payment is %s, %v, want cancelled", pay.Status, err)
		}
		w.Act(p, sandbox.ActSettle) // the buyer had the gateway's page open
		w.Drain()
		if n := w.Number(`SELECT SUM(amount) FROM refunds WHERE status = 'settled'`); money.Rupiah(n) != p.Orders[0].Total+p.Orders[1].Total {
			t.Errorf("%d went back", n)
		}
	})
}

func cancelInput(p Purchase, i int) checkout.CancelInput {
	return checkout.CancelInput{PurchaseID: p.PurchaseID, Number: p.Orders[i].Number, By: p.Buyer}
}
