package checkout_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/order"
	"beli/internal/paging"
	"beli/internal/store/storetest"
)

func TestOpen_shows_a_purchase_to_its_account_its_link_and_its_phone_only(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		shop, _ := storetest.Shop(t, w.d)
		_, variant := storetest.Product(t, w.d, shop, 10_000, 50)
		buy := func(by actor.Actor) (checkout.Receipt, string) {
			in := w.form(by, []cart.Item{{VariantID: variant, Quantity: 1}}, choose(shop, delivery.PickUp, order.PayCash))
			in.Phone = "0812-5555-6789"
			r := w.mustPlace(in)
			return r, w.svc.LinkToken(r.Code)
		}
		person := func() actor.Actor {
			return actor.Actor{Kind: actor.Person, AccountID: storetest.Account(t, w.d, "none"), Staff: actor.NotStaff}
		}
		me := person()
		mine, link := buy(me)
		other, otherLink := buy(guest())

		open := func(a checkout.Access) string {
			v, err := w.svc.Open(ctx, a)
			if err != nil {
				if !errors.Is(err, checkout.ErrNotFound) {
					t.Fatal(err)
				}
				return ""
			}
			return v.Code
		}
		typed := " " + strings.ToLower(mine.Code[:4]) + " " + mine.Code[4:]
		for name, a := range map[string]checkout.Access{
			"account": {Code: mine.Code, By: me}, "link": {Code: mine.Code, Token: link}, "code and phone": {Code: typed, Last4: "6789"},
		} {
			if open(a) != mine.Code {
				t.Errorf("%s does not open it", name)
			}
		}
		for name, a := range map[string]checkout.Access{
			"code alone": {Code: mine.Code}, "wrong digits": {Code: mine.Code, Last4: "6788"}, "other account": {Code: mine.Code, By: person()},
			"a guest's purchase by any account": {Code: other.Code, By: me}, "link of another purchase": {Code: mine.Code, Token: otherLink},
			"forged link": {Code: mine.Code, Token: forged(link)}, "longer link": {Code: mine.Code, Token: "1.zzzzzz." + strings.Split(link, ".")[2]},
			"another version": {Code: mine.Code, Token: "2" + link[1:]}, "no code": {Last4: "6789"}, "unknown code": {Code: "AAAAAAAA", Last4: "6789"},
			"empty token": {Code: mine.Code, Token: ".."}, "zero actor": {Code: other.Code, By: actor.Actor{Kind: actor.Person}},
		} {
			if got := open(a); got != "" {
				t.Errorf("%s opens %s", name, got)
			}
		}
		w.clk.Advance(90 * 24 * time.Hour)
		if open(checkout.Access{Code: mine.Code, Token: link}) != "" {
			t.Error("the link still opens it after 90 days")
		}

		w.exec(`UPDATE purchase_contacts SET erased_at = $1`, w.clk.Now())
		if v, err := w.svc.Open(ctx, checkout.Access{Code: mine.Code, By: me}); err != nil || v.Contact != (checkout.Contact{}) {
			t.Errorf("erased contact is shown: %+v %v", v.Contact, err)
		}
		for _, last := range []string{"6789", ""} {
			if open(checkout.Access{Code: mine.Code, Last4: last}) != "" {
				t.Errorf("digits %q of an erased phone open it", last)
			}
		}
		bought, sold := int64(w.number(`SELECT id FROM purchases WHERE code = $1`, mine.Code)), int64(w.number(`SELECT id FROM purchases WHERE code = $1`, other.Code))
		w.exec(`UPDATE purchase_contacts SET erased_at = NULL WHERE purchase_id = $1`, bought)
		buyers, err := w.svc.Buyers(ctx, []int64{bought, sold, sold + 999})
		if err != nil || len(buyers) != 2 || buyers[bought].Name == "" || buyers[sold] != (checkout.Contact{}) {
			t.Errorf("the buyers are %+v, %v", buyers, err)
		}
		if buyers, err := w.svc.Buyers(ctx, nil); err != nil || len(buyers) != 0 {
			t.Errorf("nobody bought nothing, but %+v, %v", buyers, err)
		}
		list, n, err := w.svc.OfAccount(ctx, me, paging.Request{})
		if err != nil || n != 1 || len(list) != 1 || list[0].Code != mine.Code || len(list[0].Orders) != 1 {
			t.Errorf("%+v %d %v", list, n, err)
		}
		if list, n, err := w.svc.OfAccount(ctx, guest(), paging.Request{}); err != nil || n != 0 || list != nil {
			t.Errorf("a guest has purchases %+v %v", list, err)
		}
	})
}

// forged is a link with another signature.
func forged(link string) string {
	if strings.HasSuffix(link, "A") {
		return link[:len(link)-1] + "B"
	}
	return link[:len(link)-1] + "A"
}
