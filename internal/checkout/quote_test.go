package checkout

import (
	"reflect"
	"testing"

	"beli/internal/cart"
	"beli/internal/delivery"
	"beli/internal/money"
	"beli/internal/order"
)

func offer(shop, variant int64, price money.Rupiah, change func(*cart.Offer)) cart.Offer {
	o := cart.Offer{VariantID: variant, UnitPrice: price, Available: 9, Grams: 400, StockMode: "counted",
		Shop: cart.Shop{ID: shop, OffersPickup: true, OffersExpedition: true, AcceptsCash: true}}
	if change != nil {
		change(&o)
	}
	return o
}

func of(list ...cart.Offer) map[int64]cart.Offer {
	out := map[int64]cart.Offer{}
	for _, o := range list {
		out[o.VariantID] = o
	}
	return out
}

func TestCompute_drops_only_the_lines_of_a_bad_shop(t *testing.T) {
	b := basis{gateway: true, known: true, rate: &delivery.Rate{PerKg: 11_000, DaysMin: 1, DaysMax: 3}, offers: of(
		offer(1, 11, 5_000, nil),
		offer(2, 21, 7_000, func(o *cart.Offer) { o.Hidden = cart.ShopSuspended }),
		offer(1, 12, 9_000, func(o *cart.Offer) { o.Available = 0 }),
	)}
	q := compute(QuoteInput{Items: []cart.Item{{VariantID: 11, Quantity: 2}, {VariantID: 21, Quantity: 1}, {VariantID: 12, Quantity: 1}, {VariantID: 99, Quantity: 1}}}, b)
	if len(q.Shops) != 1 || q.Shops[0].ItemsTotal != 10_000 || q.Total != 21_000 || len(q.Blocking) != 0 {
		t.Fatalf("%+v", q)
	}
	var why []cart.Problem
	for _, l := range q.Dropped {
		why = append(why, l.Problem)
	}
	if !reflect.DeepEqual(why, []cart.Problem{cart.ShopSuspended, cart.SoldOut, cart.ProductHidden}) || !q.Changed() {
		t.Errorf("dropped for %v", why)
	}
}

func TestCompute_chooses_what_can_be_chosen(t *testing.T) {
	rate := &delivery.Rate{PerKg: 11_000, DaysMin: 1, DaysMax: 3}
	near, far := basis{gateway: true, known: true, rate: rate}, basis{gateway: true}
	cashOnly := basis{known: true, rate: rate}
	service := func(o *cart.Offer) { o.Service = true }
	for name, c := range map[string]struct {
		basis  basis
		change func(*cart.Offer)
		choice Choice
		method delivery.Method
		pay    order.Pay
		total  money.Rupiah
		block  string
	}{
		"address known":          {near, nil, Choice{}, delivery.Expedition, order.PayGateway, 16_000, ""},
		"address unknown":        {far, nil, Choice{}, delivery.PickUp, order.PayGateway, 5_000, ""},
		"pick-up and cash":       {near, nil, Choice{Method: delivery.PickUp, Pay: order.PayCash}, delivery.PickUp, order.PayCash, 5_000, ""},
		"cash for a parcel":      {near, nil, Choice{Method: delivery.Expedition, Pay: order.PayCash}, delivery.Expedition, "", 16_000, "shop.1.pay cash_not_possible"},
		"a shop without cash":    {near, func(o *cart.Offer) { o.Shop.AcceptsCash = false }, Choice{Method: delivery.PickUp, Pay: order.PayCash}, delivery.PickUp, "", 5_000, "shop.1.pay cash_not_possible"},
		"parcel to nowhere":      {far, nil, Choice{Method: delivery.Expedition}, "", order.PayGateway, 5_000, "shop.1.method needs_village"},
		"no tariff":              {basis{gateway: true, known: true}, nil, Choice{Method: delivery.Expedition}, "", order.PayGateway, 5_000, "shop.1.method no_rate"},
		"spoils on the way":      {near, func(o *cart.Offer) { o.ShelfLifeDays = 2 }, Choice{Method: delivery.Expedition}, "", order.PayGateway, 5_000, "shop.1.method too_perishable"},
		"spoils, so picked up":   {near, func(o *cart.Offer) { o.ShelfLifeDays = 2 }, Choice{}, delivery.PickUp, order.PayGateway, 5_000, ""},
		"a service":              {far, service, Choice{}, delivery.None, order.PayGateway, 5_000, ""},
		"a parcel of a service":  {near, service, Choice{Method: delivery.Expedition}, "", order.PayGateway, 5_000, "shop.1.method invalid_choice"},
		"only sends, no address": {far, func(o *cart.Offer) { o.Shop.OffersPickup = false }, Choice{}, "", order.PayGateway, 5_000, "shop.1.method needs_village"},
		"does neither":           {near, func(o *cart.Offer) { o.Shop.OffersPickup, o.Shop.OffersExpedition = false, false }, Choice{}, "", order.PayGateway, 5_000, "shop.1.method no_delivery"},
		"no gateway, a parcel":   {cashOnly, nil, Choice{Method: delivery.Expedition}, delivery.Expedition, "", 16_000, "shop.1.pay no_payment"},
		"no gateway, picked up":  {cashOnly, nil, Choice{Method: delivery.PickUp}, delivery.PickUp, order.PayCash, 5_000, ""},
		"an unknown way to pay":  {near, nil, Choice{Pay: "gold"}, delivery.Expedition, "", 16_000, "shop.1.pay invalid_choice"},
	} {
		c.basis.offers = of(offer(1, 11, 5_000, c.change))
		c.choice.ShopID = 1
		q := compute(QuoteInput{Items: []cart.Item{{VariantID: 11, Quantity: 1}}, Choices: []Choice{c.choice}}, c.basis)
		s, block := q.Shops[0], ""
		for _, f := range q.Blocking {
			block += f.Name + " " + f.Code
		}
		if s.Delivery.Method != c.method || s.Pay != c.pay || q.Total != c.total || block != c.block {
			t.Errorf("%s: %q %q %s, blocked by %q", name, s.Delivery.Method, s.Pay, q.Total, block)
		}
	}
}

func TestStatusOf_a_purchase_follows_its_orders(t *testing.T) {
	for _, c := range []struct {
		want     Status
		statuses []order.Status
	}{
		{Unpaid, []order.Status{order.Pending, order.Pending}},
		{Unpaid, []order.Status{order.Pending, order.Cancelled}},
		{Unpaid, []order.Status{order.AwaitingQuote}},
		{PartlyPaid, []order.Status{order.Pending, order.Paid}},
		{PartlyPaid, []order.Status{order.Pending, order.Confirmed}},
		{PartlyPaid, []order.Status{order.AwaitingConfirmation, order.Completed}},
		{Paid, []order.Status{order.Paid, order.Expired}},
		{Paid, []order.Status{order.Confirmed}},
		{Paid, []order.Status{order.Shipped, order.Completed}},
		{Ended, []order.Status{order.Expired, order.Cancelled}},
		{Ended, []order.Status{order.Completed, order.Refunded}},
	} {
		var list []order.Order
		for _, s := range c.statuses {
			list = append(list, order.Order{Status: s})
		}
		if got := StatusOf(list); got != c.want {
			t.Errorf("%v is %s, want %s", c.statuses, got, c.want)
		}
	}
}
