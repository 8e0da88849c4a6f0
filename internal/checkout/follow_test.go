package checkout_test

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/store/storetest"
)

// two is a purchase of one piece from each of two shops, to be paid in one go.
func (w *world) two() (r checkout.Receipt, shops, variants [2]int64) {
	w.t.Helper()
	var items []cart.Item
	var choices []checkout.Choice
	for i := range shops {
		shops[i], _ = storetest.Shop(w.t, w.d)
		_, variants[i] = storetest.Product(w.t, w.d, shops[i], 10_000, 1)
		items = append(items, cart.Item{VariantID: variants[i], Quantity: 1})
		choices = append(choices, choose(shops[i], delivery.PickUp, order.PayGateway))
	}
	return w.mustPlace(w.form(guest(), items, choices...)), shops, variants
}

// buyAll has somebody else buy a piece for cash.
func (w *world) buyAll(shop, variant int64) {
	w.t.Helper()
	w.mustPlace(w.form(guest(), []cart.Item{{VariantID: variant, Quantity: 1}}, choose(shop, delivery.PickUp, order.PayCash)))
}

func (w *world) refunds() int {
	w.t.Helper()
	return w.number(`SELECT COALESCE(SUM(amount), 0) FROM refunds`)
}

func TestExpiry_gives_stock_back_once_and_not_before_its_time(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		r, _, variants := w.two()
		id := w.view(r).Orders[0].ID
		w.clk.Advance(74 * time.Minute) // the payment is over, money may still be on its way
		if err := w.svc.ExpireOrder(ctx, id); !errors.Is(err, order.ErrNotDue) || w.levels(variants[0]) != "1/1" {
			t.Errorf("expired before its time: %v, stock %s", err, w.levels(variants[0]))
		}
		w.clk.Advance(time.Minute)
		for range 2 {
			if err := w.expireDue(); err != nil {
				t.Fatal(err)
			}
			if err := w.svc.ExpireOrder(ctx, id); err != nil {
				t.Fatal(err)
			}
		}
		if got := w.levels(variants[0]) + " " + w.levels(variants[1]); got != "1/0 1/0" || w.view(r).Status() != checkout.Ended {
			t.Errorf("stock %s, purchase %s", got, w.view(r).Status())
		}
	})
}

func TestLate_money_goes_on_where_stock_is_left_and_goes_back_where_it_is_not(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		r, shops, variants := w.two()
		w.late()
		if err := w.expireDue(); err != nil {
			t.Fatal(err)
		}
		w.buyAll(shops[1], variants[1])
		for range 3 {
			if err := w.svc.PaymentSettled(context.Background(), w.settledPayment(r)); err != nil {
				t.Fatal(err)
			}
			// Stock that comes back later does not revive an order whose money went back.
			if err := w.stock.SetSellable(context.Background(), variants[1], 5, 0); err != nil {
				t.Fatal(err)
			}
		}
		if got := w.statuses(r); !reflect.DeepEqual(got, []order.Status{order.Paid, order.Expired}) {
			t.Errorf("orders %v", got)
		}
		if got := w.levels(variants[0]) + " " + w.levels(variants[1]); got != "0/0 5/0" || w.refunds() != 10_000 {
			t.Errorf("stock %s, refunds %d", got, w.refunds())
		}
		if v := w.view(r); v.Orders[1].Refunds[0].Reason != "paid_too_late" || v.Orders[0].DeadlineAt == nil || v.Orders[0].EndedAt != nil {
			t.Errorf("%+v", v.Orders)
		}
	})
}

// settledPayment settles the gateway payment of a purchase and gives it as its orders hear of it.
func (w *world) settledPayment(r checkout.Receipt) payment.Payment {
	w.t.Helper()
	w.mustSettle(r.GatewayPaymentID)
	p, err := w.pay.ByID(context.Background(), r.GatewayPaymentID)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

func TestLate_money_for_half_of_an_order_keeps_nothing_reserved(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		_, left := storetest.Product(t, w.d, shop, 10_000, 5)
		_, made := storetest.ProductOf(t, w.d, shop, "made_to_order", 10_000, 2)
		_, gone := storetest.Product(t, w.d, shop, 10_000, 1)
		pick := choose(shop, delivery.PickUp, order.PayGateway)
		r := w.mustPlace(w.form(guest(), []cart.Item{{VariantID: left, Quantity: 3}, {VariantID: made, Quantity: 2}, {VariantID: gone, Quantity: 1}}, pick))
		w.late()
		if err := w.expireDue(); err != nil {
			t.Fatal(err)
		}
		w.buyAll(shop, gone)
		w.mustSettle(r.GatewayPaymentID)
		if got := w.statuses(r); got[0] != order.Expired || w.levels(left) != "5/0" || w.refunds() != 60_000 {
			t.Errorf("%v, stock %s, refunds %d", got, w.levels(left), w.refunds())
		}
		if n := w.number(`SELECT SUM(used) FROM product_day`); n != 0 {
			t.Errorf("%d pieces keep a making day", n)
		}
	})
}

func TestBuyer_cancels_before_the_shop_accepts(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		cancel := func(r checkout.Receipt, i int) error {
			v := w.view(r)
			return w.svc.CancelByBuyer(ctx, checkout.CancelInput{PurchaseID: v.ID, Number: v.Orders[i].Number, By: guest(), Reason: " Salah pilih "})
		}
		r, shops, variants := w.two()
		if err := cancel(r, 0); err != nil || w.levels(variants[0]) != "1/0" || w.refunds() != 0 {
			t.Errorf("unpaid: %v, stock %s, refunds %d", err, w.levels(variants[0]), w.refunds())
		}
		for range 2 { // the gateway took both parts: the cancelled one goes back, once
			if err := w.svc.PaymentSettled(ctx, w.settledPayment(r)); err != nil {
				t.Fatal(err)
			}
		}
		if got := w.statuses(r); !reflect.DeepEqual(got, []order.Status{order.Cancelled, order.Paid}) || w.refunds() != 10_000 {
			t.Errorf("%v, refunds %d", got, w.refunds())
		}
		if err := cancel(r, 1); err != nil || w.levels(variants[1]) != "1/0" || w.refunds() != 20_000 {
			t.Errorf("paid: %v, stock %s, refunds %d", err, w.levels(variants[1]), w.refunds())
		}
		if err := cancel(r, 1); !errors.Is(err, order.ErrMoved) {
			t.Errorf("twice: %v", err)
		}
		if n := w.number(`SELECT COUNT(*) FROM stock_movements WHERE kind = 'return'`); n != 1 {
			t.Errorf("%d returns", n)
		}

		cash := w.mustPlace(w.form(guest(), []cart.Item{{VariantID: variants[0], Quantity: 1}}, choose(shops[0], delivery.PickUp, order.PayCash)))
		if err := cancel(cash, 0); err != nil || w.levels(variants[0]) != "1/0" || w.refunds() != 20_000 {
			t.Errorf("cash: %v, stock %s, refunds %d", err, w.levels(variants[0]), w.refunds())
		}

		taken := w.mustPlace(w.form(guest(), []cart.Item{{VariantID: variants[0], Quantity: 1}}, choose(shops[0], delivery.PickUp, order.PayCash)))
		o := w.view(taken).Orders[0]
		if _, err := w.orders.Accept(ctx, order.Step{OrderID: o.ID, As: order.Owner, By: actor.Actor{Kind: actor.Person, AccountID: 1}}); err != nil {
			t.Fatal(err)
		}
		if err := cancel(taken, 0); !errors.Is(err, order.ErrMoved) || w.levels(variants[0]) != "0/0" {
			t.Errorf("accepted: %v, stock %s", err, w.levels(variants[0]))
		}
		err := w.svc.CancelByBuyer(ctx, checkout.CancelInput{PurchaseID: r.PurchaseID, Number: o.Number, By: guest()})
		if fault.KindOf(err) != fault.NotFound {
			t.Errorf("an order of another purchase: %v", err)
		}
	})
}

func TestMoney_and_clock_at_once_never_both_win(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for range 12 {
			r, _, variants := w.two()
			w.late()
			ids := w.view(r).Orders
			var wg sync.WaitGroup
			errs := make([]error, 4)
			wg.Go(func() { errs[0] = w.settle(r.GatewayPaymentID) })
			wg.Go(func() { errs[1] = w.svc.ExpireOrder(context.Background(), ids[0].ID) })
			wg.Go(func() { errs[2] = w.svc.ExpireOrder(context.Background(), ids[1].ID) })
			wg.Go(func() { errs[3] = w.settle(r.GatewayPaymentID) })
			wg.Wait()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
			// Whoever came first, the money is there and the stock was nobody else's: both are sold.
			if got := w.statuses(r); !reflect.DeepEqual(got, []order.Status{order.Paid, order.Paid}) {
				t.Errorf("%v", got)
			}
			if got := w.levels(variants[0]) + " " + w.levels(variants[1]); got != "0/0 0/0" || w.refunds() != 0 {
				t.Errorf("stock %s, refunds %d", got, w.refunds())
			}
		}
	})
}
