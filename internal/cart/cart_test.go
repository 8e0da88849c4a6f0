package cart

import (
	"testing"

	"beli/internal/money"
)

func TestJudge_drops_only_what_cannot_be_bought(t *testing.T) {
	for name, c := range map[string]struct {
		offer    Offer
		asked    int
		quantity int
		problem  Problem
		total    money.Rupiah
	}{
		"enough":            {Offer{UnitPrice: 12_000, Available: 5}, 5, 5, "", 60_000},
		"less than asked":   {Offer{UnitPrice: 12_000, Available: 3}, 5, 3, LessStock, 36_000},
		"nothing left":      {Offer{UnitPrice: 12_000}, 5, 0, SoldOut, 0},
		"hidden":            {Offer{UnitPrice: 12_000, Available: 5, Hidden: ProductHidden}, 1, 0, ProductHidden, 0},
		"suspended":         {Offer{UnitPrice: 12_000, Available: 5, Hidden: ShopSuspended}, 1, 0, ShopSuspended, 0},
		"a price of no end": {Offer{UnitPrice: money.Max, Available: 5}, 2, 0, SoldOut, 0},
	} {
		l := Judge(c.offer, c.asked)
		if l.Quantity != c.quantity || l.Problem != c.problem || l.Total != c.total || l.Asked != c.asked {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

func TestItems_are_what_can_be_bought_in_the_chosen_shops(t *testing.T) {
	shop := func(id int64, o Offer) Offer { o.Shop.ID = id; return o }
	v := arrange([]Line{
		Judge(shop(1, Offer{VariantID: 11, UnitPrice: 10, Available: 9}), 2),
		Judge(shop(2, Offer{VariantID: 21, UnitPrice: 10, Available: 9}), 4),
		Judge(shop(1, Offer{VariantID: 12, UnitPrice: 10}), 1),
	})
	if len(v.Groups) != 2 || v.Subtotal != 60 || v.Pieces != 7 || v.Groups[0].Subtotal != 20 {
		t.Fatalf("%+v", v)
	}
	if got := v.Items(); len(got) != 2 || got[1] != (Item{21, 4}) {
		t.Error(got)
	}
	if got := v.Items(1); len(got) != 1 || got[0] != (Item{11, 2}) {
		t.Error(got)
	}
}

func TestA_token_is_never_the_key_of_an_account(t *testing.T) {
	account := Owner{AccountID: 1}.key()
	for _, token := range []string{"1", "account:1", "token:account:1"} {
		if (Owner{Token: token}).key() == account {
			t.Errorf("token %q opens the cart of account 1", token)
		}
	}
	if (Owner{Token: "x", AccountID: 1}).key() != account {
		t.Error("a signed-in browser must see its account's cart")
	}
}
