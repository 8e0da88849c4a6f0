package checkout_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/order"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func each(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, d *store.DB) { test(t, newWorld(t, d)) })
}

func codes(err error) []string {
	var out []string
	for _, f := range fault.FieldsOf(err) {
		out = append(out, f.Name+" "+f.Code)
	}
	return out
}

func TestPlace_buys_from_two_shops_with_card_and_cash_in_one_purchase(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		sends, _ := storetest.Shop(t, w.d)
		keeps, _ := storetest.Shop(t, w.d)
		_, wajik := storetest.Product(t, w.d, sends, 12_000, 10)  // 400 g each
		_, kendang := storetest.Product(t, w.d, keeps, 85_000, 3) // picked up
		owner := cart.Owner{Token: "browser"}
		for _, in := range []cart.LineInput{{Owner: owner, VariantID: wajik, Quantity: 4}, {Owner: owner, VariantID: kendang, Quantity: 1}} {
			if err := w.carts.Add(ctx, in); err != nil {
				t.Fatal(err)
			}
		}
		view, err := w.carts.View(ctx, owner)
		if err != nil || len(view.Groups) != 2 || view.Subtotal != 133_000 {
			t.Fatalf("%+v %v", view, err)
		}
		in := w.form(guest(), view.Items(), choose(sends, delivery.Expedition, order.PayGateway), choose(keeps, delivery.PickUp, order.PayCash))
		in.Cart = owner
		if in.ExpectedTotal != 48_000+22_000+85_000 { // 1.600 g are 2 kg of Rp11.000
			t.Fatalf("quoted %s", in.ExpectedTotal)
		}
		r := w.mustPlace(in)
		v := w.view(r)
		if v.Status() != checkout.PartlyPaid || v.Total != 155_000 || len(v.Orders) != 2 || len(v.Payments) != 2 {
			t.Fatalf("%s %+v", v.Status(), v)
		}
		card, cash := v.Orders[0], v.Orders[1]
		if card.Status != order.Pending || cash.Status != order.Confirmed || card.Number != r.Code+"-1" {
			t.Errorf("%s %s %s", card.Number, card.Status, cash.Status)
		}
		if a := card.Delivery.Address; a == nil || a.Recipient != "Sri Wahyuni" || a.RegionLabel != w.regions.Label(plumbangan) || len(a.PostalCode) != 5 {
			t.Errorf("address %+v", a)
		}
		if cash.Delivery.Address != nil {
			t.Error("goods that are picked up have an address")
		}
		if got := w.levels(wajik) + " " + w.levels(kendang); got != "10/4 2/0" {
			t.Errorf("stock %s", got)
		}
		if n, _ := w.carts.Count(ctx, owner); n != 0 {
			t.Errorf("%d pieces are still in the cart", n)
		}
		if due, ok := v.Due(w.clk.Now()); !ok || due.ID != r.GatewayPaymentID || due.Amount != 70_000 {
			t.Errorf("due %+v", due)
		}
		if n := w.number(`SELECT COUNT(*) FROM consents WHERE purchase_id = $1 AND text_version = '2026-11'`, r.PurchaseID); n != 1 {
			t.Errorf("%d consents", n)
		}

		w.mustSettle(r.GatewayPaymentID)
		w.mustSettle(r.GatewayPaymentID)
		v = w.view(r)
		if v.Status() != checkout.Paid || v.Orders[0].Status != order.Paid || w.levels(wajik) != "6/0" {
			t.Errorf("%s %s %s", v.Status(), v.Orders[0].Status, w.levels(wajik))
		}
		if n := w.number(`SELECT SUM(sold) FROM products`); n != 5 {
			t.Errorf("%d sold", n)
		}
		if n := w.number(`SELECT COUNT(*) FROM outbox_message WHERE kind = 'checkout.placed'`); n != 1 {
			t.Errorf("%d messages of the purchase", n)
		}
	})
}

func TestPlace_refuses_what_is_not_what_the_buyer_read(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		product, variant := storetest.Product(t, w.d, shop, 12_000, 5)
		pick := choose(shop, delivery.PickUp, order.PayGateway)
		for name, c := range map[string]struct {
			between func()
			problem cart.Problem
			back    func()
		}{
			"sold out between quote and order": {func() { w.exec(`UPDATE variants SET on_hand = 0 WHERE id = $1`, variant) }, cart.SoldOut,
				func() { w.exec(`UPDATE variants SET on_hand = 5 WHERE id = $1`, variant) }},
			"less than asked is left": {func() { w.exec(`UPDATE variants SET on_hand = 2 WHERE id = $1`, variant) }, cart.LessStock,
				func() { w.exec(`UPDATE variants SET on_hand = 5 WHERE id = $1`, variant) }},
			"shop suspended": {func() { w.exec(`UPDATE shops SET status = 'suspended' WHERE id = $1`, shop) }, cart.ShopSuspended,
				func() { w.exec(`UPDATE shops SET status = 'verified' WHERE id = $1`, shop) }},
			"shop on holiday": {func() {
				w.exec(`UPDATE shops SET holiday_from = '2026-11-20', holiday_until = '2026-11-21' WHERE id = $1`, shop)
			}, cart.ShopHoliday, func() { w.exec(`UPDATE shops SET holiday_from = '', holiday_until = '' WHERE id = $1`, shop) }},
			"product taken down": {func() { w.exec(`UPDATE products SET takedown_at = $1 WHERE id = $2`, storetest.Noon, product) }, cart.ProductHidden,
				func() { w.exec(`UPDATE products SET takedown_at = NULL WHERE id = $1`, product) }},
			"price raised": {func() {
				w.exec(`INSERT INTO variant_prices (variant_id, price, since) VALUES ($1, 13000, $2)`, variant, storetest.Noon)
			}, "", func() {
				w.exec(`INSERT INTO variant_prices (variant_id, price, since) VALUES ($1, 12000, $2)`, variant, storetest.Noon)
			}},
		} {
			in := w.form(guest(), []cart.Item{{VariantID: variant, Quantity: 3}}, pick)
			c.between()
			_, err := w.place(in)
			var changed *checkout.Changed
			if !errors.As(err, &changed) || fault.KindOf(err) != fault.Conflict {
				t.Errorf("%s: %v", name, err)
			} else {
				lines := changed.Quote.Dropped
				for _, s := range changed.Quote.Shops {
					lines = append(lines, s.Lines...)
				}
				if len(lines) != 1 || lines[0].Problem != c.problem {
					t.Errorf("%s: %+v", name, lines)
				}
			}
			c.back()
		}
		in := w.form(guest(), []cart.Item{{VariantID: variant, Quantity: 3}}, pick)
		in.ExpectedTotal--
		if _, err := w.place(in); !errors.Is(err, checkout.ErrChanged) {
			t.Errorf("a rupiah less: %v", err)
		}
		w.nothingWritten()
	})
}

func (w *world) exec(query string, args ...any) {
	w.t.Helper()
	if _, err := w.d.Exec(context.Background(), query, args...); err != nil {
		w.t.Fatalf("%s: %v", query, err)
	}
}

func TestPlace_reports_every_problem_at_its_field(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		_, variant := storetest.Product(t, w.d, shop, 12_000, 5)
		one := []cart.Item{{VariantID: variant, Quantity: 1}}
		field := fmt.Sprintf("shop.%d", shop)
		for name, c := range map[string]struct {
			change func(*checkout.PlaceInput)
			want   []string
		}{
			"an empty form": {func(in *checkout.PlaceInput) { *in = checkout.PlaceInput{By: in.By} },
				[]string{"key required", "items required", "name required", "phone not_a_phone", "consent consent_required"}},
			"everything but the goods": {func(in *checkout.PlaceInput) {
				*in = checkout.PlaceInput{By: in.By, Key: in.Key, Items: one, Choices: []checkout.Choice{choose(shop, delivery.Expedition, "")}}
			}, []string{"name required", "phone not_a_phone", "consent consent_required", field + ".method needs_village", "village required", "street required"}},
			"nothing chosen": {func(in *checkout.PlaceInput) { in.Choices = nil }, []string{field + ".method required"}},
			"no way of paying chosen": {func(in *checkout.PlaceInput) { in.Choices = []checkout.Choice{choose(shop, delivery.PickUp, "")} },
				[]string{field + ".pay required"}},
			"cash for a parcel": {func(in *checkout.PlaceInput) {
				in.Choices = []checkout.Choice{choose(shop, delivery.Expedition, order.PayCash)}
			}, []string{field + ".pay cash_not_possible"}},
			"a way that is not offered": {func(in *checkout.PlaceInput) {
				in.Choices = []checkout.Choice{choose(shop, delivery.None, order.PayGateway)}
			},
				[]string{field + ".method invalid_choice"}},
			"a village that does not exist": {func(in *checkout.PlaceInput) { in.VillageCode = "35.05.18.2999" },
				[]string{field + ".method needs_village", "village invalid_choice"}},
			"a province is no village": {func(in *checkout.PlaceInput) { in.VillageCode = "35" },
				[]string{field + ".method needs_village", "village invalid_choice"}},
			"bad contacts": {func(in *checkout.PlaceInput) {
				in.Phone, in.Email, in.RecipientPhone, in.PostalCode = "12", "sri", "x", "1234"
			}, []string{"phone not_a_phone", "email not_an_email", "recipient_phone not_a_phone", "postal_code not_a_postal_code"}},
			"too long": {func(in *checkout.PlaceInput) {
				in.Name, in.Street, in.Choices[0].Note = strings.Repeat("é", 81), strings.Repeat("é", 301), strings.Repeat("é", 301)
			}, []string{field + ".note too_long", "name too_long", "street too_long"}},
		} {
			in := w.form(guest(), one, choose(shop, delivery.Expedition, order.PayGateway))
			c.change(&in)
			_, err := w.place(in)
			if got := codes(err); !reflect.DeepEqual(got, c.want) || fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s:\n got %v\nwant %v (%v)", name, got, c.want, err)
			}
		}
		w.nothingWritten()
	})
}

func TestPlace_bounds_quantities_and_never_overflows(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		_, cheap := storetest.Product(t, w.d, shop, 1_000, 200)
		_, dear := storetest.ProductOf(t, w.d, shop, "always", 999_000_000_000, 0)
		pick := choose(shop, delivery.PickUp, order.PayGateway)
		base := w.form(guest(), []cart.Item{{VariantID: cheap, Quantity: 1}}, pick)
		for name, items := range map[string][]cart.Item{
			"nothing": nil, "zero": {{VariantID: cheap, Quantity: 0}}, "negative": {{VariantID: cheap, Quantity: -1}}, "a hundred": {{VariantID: cheap, Quantity: 100}},
			"a hundred in two lines": {{VariantID: cheap, Quantity: 50}, {VariantID: cheap, Quantity: 50}},
			"wrapping around":        {{VariantID: cheap, Quantity: 1 << 62}, {VariantID: cheap, Quantity: 1 << 62}, {VariantID: cheap, Quantity: 3}},
			"positive by a negative": {{VariantID: cheap, Quantity: 99}, {VariantID: cheap, Quantity: -98}},
		} {
			in := base
			in.Items = items
			if _, err := w.place(in); fault.KindOf(err) != fault.Invalid || !slices.ContainsFunc(codes(err), func(c string) bool { return strings.HasPrefix(c, "items ") }) {
				t.Errorf("%s: %v", name, err)
			}
		}
		in := base
		in.Items = []cart.Item{{VariantID: dear, Quantity: 2}}
		if _, err := w.place(in); !errors.Is(err, checkout.ErrChanged) {
			t.Errorf("two for Rp999 billion each: %v", err)
		}
		w.nothingWritten()
		in = w.form(guest(), []cart.Item{{VariantID: cheap, Quantity: 50}, {VariantID: dear, Quantity: 1}, {VariantID: cheap, Quantity: 49}}, pick)
		r := w.mustPlace(in)
		if v := w.view(r); v.Total != 999_000_099_000 || len(v.Orders[0].Lines) != 2 || w.levels(cheap) != "200/99" {
			t.Errorf("%s %d lines %s", v.Total, len(v.Orders[0].Lines), w.levels(cheap))
		}
	})
}

func TestPlace_twice_with_one_form_makes_one_purchase(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		_, variant := storetest.Product(t, w.d, shop, 12_000, 1)
		in := w.form(guest(), []cart.Item{{VariantID: variant, Quantity: 1}}, choose(shop, delivery.PickUp, order.PayGateway))

		const tries = 8 // at once, for the last piece: all but one find it gone, by their own doing
		receipts, errs := make([]checkout.Receipt, tries), make([]error, tries)
		var wg sync.WaitGroup
		for i := range tries {
			wg.Go(func() { receipts[i], errs[i] = w.place(in) })
		}
		wg.Wait()
		for i := range tries {
			if errs[i] != nil || receipts[i].Code != receipts[0].Code || receipts[i].GatewayPaymentID != receipts[0].GatewayPaymentID {
				t.Fatalf("try %d: %+v %v, first %+v", i, receipts[i], errs[i], receipts[0])
			}
		}
		if n := w.number(`SELECT COUNT(*) FROM purchases`); n != 1 {
			t.Errorf("%d purchases", n)
		}
		again, err := w.place(in)
		if err != nil || !again.Repeated || again.Code != receipts[0].Code {
			t.Errorf("%+v %v", again, err)
		}
		other := in
		other.Name = "Orang Lain"
		if _, err := w.place(other); fault.CodeOf(err) != "idempotency_mismatch" || fault.KindOf(err) != fault.Invalid {
			t.Errorf("same key, other content: %v", err)
		}
		stranger := in
		stranger.By = guest()
		if r, err := w.place(stranger); err == nil || r.Code != "" {
			t.Errorf("a stranger with the key got %+v", r)
		}
	})
}

func TestPlace_fifty_buyers_for_the_last_piece_make_one_order(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		_, variant := storetest.Product(t, w.d, shop, 12_000, 1)
		forms := make([]checkout.PlaceInput, 50)
		for i := range forms {
			forms[i] = w.form(guest(), []cart.Item{{VariantID: variant, Quantity: 1}}, choose(shop, delivery.PickUp, order.PayGateway))
		}
		var mu sync.Mutex
		bought, gone := 0, 0
		var wg sync.WaitGroup
		for _, in := range forms {
			wg.Go(func() {
				_, err := w.place(in)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					bought++
				case errors.Is(err, checkout.ErrChanged):
					gone++
				default:
					t.Errorf("place: %v", err)
				}
			})
		}
		wg.Wait()
		if bought != 1 || gone != 49 || w.levels(variant) != "1/1" || w.number(`SELECT COUNT(*) FROM orders`) != 1 {
			t.Errorf("%d bought, %d were told, stock %s", bought, gone, w.levels(variant))
		}
	})
}

func TestPlace_keeps_nothing_invisible_of_what_a_buyer_types(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop, _ := storetest.Shop(t, w.d)
		_, wajik := storetest.Product(t, w.d, shop, 12_000, 10)
		c := choose(shop, delivery.PickUp, order.PayCash)
		c.Note = " tolong\u202e dibungkus\r\nrapi\x00 "
		in := w.form(guest(), []cart.Item{{VariantID: wajik, Quantity: 1}}, c)
		in.Name = "Sri\u202e  Wahyuni\x1b"
		v := w.view(w.mustPlace(in))
		if v.Contact.Name != "Sri Wahyuni" || v.Orders[0].Note != "tolong dibungkus\nrapi" {
			t.Errorf("kept %q and %q", v.Contact.Name, v.Orders[0].Note)
		}
	})
}
