package checkout_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/store/storetest"
)

func TestPlace_lets_a_buyer_have_three_unpaid_purchases(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		// Everybody wants something else, so that only the limit makes them wait for each other.
		one := func() []cart.Item {
			_, variant := storetest.Product(t, w.d, shop, 1_000, 1)
			return []cart.Item{{VariantID: variant, Quantity: 1}}
		}
		pick, cash := choose(shop, delivery.PickUp, order.PayGateway), choose(shop, delivery.PickUp, order.PayCash)
		person := actor.Actor{Kind: actor.Person, AccountID: storetest.Account(t, w.d, "none"), Staff: actor.NotStaff, Device: "shared"}
		phone := newPhone()
		for name, c := range map[string]struct {
			form func() checkout.PlaceInput
		}{
			"account on any device": {func() checkout.PlaceInput { return w.form(person, one(), pick) }},
			"device with any phone": {func() checkout.PlaceInput { return w.form(actor.Visitor("kiosk"), one(), pick) }},
			"phone on any device": {func() checkout.PlaceInput {
				in := w.form(guest(), one(), pick)
				in.Phone = phone
				return in
			}},
		} {
			const tries = 8
			forms := make([]checkout.PlaceInput, tries)
			for i := range forms {
				forms[i] = c.form()
			}
			receipts, errs := make([]checkout.Receipt, tries), make([]error, tries)
			var wg sync.WaitGroup
			for i := range tries {
				wg.Go(func() { receipts[i], errs[i] = w.place(forms[i]) })
			}
			wg.Wait()
			var first checkout.Receipt
			placed := 0
			for i, err := range errs {
				switch {
				case err == nil:
					placed, first = placed+1, receipts[i]
				case fault.KindOf(err) != fault.TooMany:
					t.Errorf("%s: %v", name, err)
				}
			}
			if placed != 3 {
				t.Errorf("%s: %d unpaid purchases", name, placed)
			}
			in := c.form()
			in.Choices = []checkout.Choice{cash}
			w.mustPlace(in) // nothing is owed for it
			w.mustSettle(first.GatewayPaymentID)
			w.mustPlace(c.form()) // one was paid
		}
	})
}

func TestPlace_takes_no_sum_that_is_too_small_for_the_gateway(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		_, variant := storetest.Product(t, w.d, shop, 4_000, 9)
		settings := checkout.DefaultSettings()
		settings.Secret, settings.Gateway, settings.GatewayLeast = []byte("a secret of the tests"), "sandbox", 10_000
		svc, err := checkout.NewService(w.svc.Deps, settings)
		if err != nil {
			t.Fatal(err)
		}
		w.svc = svc
		pieces := func(n int) []cart.Item { return []cart.Item{{VariantID: variant, Quantity: n}} }
		pickUp := choose(shop, delivery.PickUp, order.PayGateway)
		if _, err := w.place(w.form(guest(), pieces(2), pickUp)); !reflect.DeepEqual(codes(err), []string{fmt.Sprintf("shop.%d.pay gateway_least", shop)}) {
			t.Error(codes(err), err)
		}
		w.mustPlace(w.form(guest(), pieces(2), choose(shop, delivery.PickUp, order.PayCash)))
		w.mustPlace(w.form(guest(), pieces(3), pickUp))
	})
}

func TestPlace_without_a_gateway_only_takes_cash(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		_, variant := storetest.Product(t, w.d, shop, 1_000, 9)
		settings := checkout.DefaultSettings()
		settings.Secret = []byte("a secret of the tests")
		deps := w.svc.Deps
		svc, err := checkout.NewService(deps, settings)
		if err != nil {
			t.Fatal(err)
		}
		w.svc = svc
		one := []cart.Item{{VariantID: variant, Quantity: 1}}
		if _, err := w.place(w.form(guest(), one, choose(shop, delivery.Expedition, order.PayGateway))); !reflect.DeepEqual(codes(err), []string{fmt.Sprintf("shop.%d.pay gateway_not_possible", shop)}) {
			t.Error(codes(err), err)
		}
		r := w.mustPlace(w.form(guest(), one, choose(shop, delivery.PickUp, "")))
		v := w.view(r)
		if r.GatewayPaymentID != 0 || len(v.Payments) != 1 || v.Payments[0].Method != payment.ByCash || v.Status() != checkout.Paid {
			t.Errorf("%+v", v.Payments)
		}
		if _, err := checkout.NewService(deps, checkout.DefaultSettings()); err == nil {
			t.Error("a service without a secret was made")
		}
	})
}

func TestPlace_waits_for_a_price_that_is_being_changed(t *testing.T) {
	w := newWorld(t, storetest.Postgres(t)) // SQLite has one writer
	shop, _ := storetest.Shop(t, w.d)
	_, variant := storetest.ProductOf(t, w.d, shop, "always", 1_000, 0)
	in := w.form(guest(), []cart.Item{{VariantID: variant, Quantity: 1}}, choose(shop, delivery.PickUp, order.PayGateway))
	placed := make(chan error, 1)
	err := w.d.InTx(context.Background(), func(ctx context.Context) error {
		if _, err := w.d.Exec(ctx, `UPDATE variants SET price = 1100 WHERE id = $1`, variant); err != nil {
			return err
		}
		if _, err := w.d.Exec(ctx, `INSERT INTO variant_prices (variant_id, price, since) VALUES ($1, 1100, $2)`, variant, w.clk.Now()); err != nil {
			return err
		}
		go func() {
			_, err := w.place(in)
			placed <- err
		}()
		for { // until the purchase stands in front of our lock
			waiting, err := number(w.d, `SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
			if err != nil || waiting > 0 {
				return err
			}
			select {
			case err := <-placed:
				return fmt.Errorf("placed at a price that is being changed (%v)", err)
			default:
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-placed; !errors.Is(err, checkout.ErrChanged) {
		t.Errorf("after the change: %v", err)
	}
}
