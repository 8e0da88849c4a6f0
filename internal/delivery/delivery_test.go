package delivery_test

import (
	"math"
	"testing"

	"beli/internal/delivery"
)

func TestBillableKg_rounds_as_couriers_do(t *testing.T) {
	for grams, want := range map[int]int{0: 1, 1: 1, 999: 1, 1000: 1, 1300: 1, 1301: 2, 2000: 2, 2300: 2, 2301: 3, 10_000: 10, 10_301: 11} {
		if got := delivery.BillableKg(grams); got != want {
			t.Errorf("%d g: %d kg, want %d", grams, got, want)
		}
	}
}

func TestRate_price_refuses_what_no_scale_shows(t *testing.T) {
	r := delivery.Rate{PerKg: 140_000}
	if p, err := r.Price(2400); err != nil || p != 420_000 {
		t.Error(p, err)
	}
	if p, err := r.Price(math.MaxInt - 1000); err == nil {
		t.Error("priced at", p)
	}
}

func TestOptions_follow_goods_shop_and_destination(t *testing.T) {
	java := &delivery.Rate{ProvinceCode: "35", PerKg: 11_000, DaysMin: 1, DaysMax: 3}
	both := delivery.Offer{PickUp: true, Expedition: true}
	type want struct {
		method delivery.Method
		why    delivery.Why
		price  int64
	}
	for name, c := range map[string]struct {
		parcel delivery.Parcel
		shop   delivery.Offer
		known  bool
		rate   *delivery.Rate
		want   []want
	}{
		"goods to a known place":         {delivery.Parcel{Grams: 1400}, both, true, java, []want{{delivery.PickUp, "", 0}, {delivery.Expedition, "", 22_000}}},
		"no destination yet":             {delivery.Parcel{Grams: 400}, both, false, nil, []want{{delivery.PickUp, "", 0}, {delivery.Expedition, delivery.NeedsVillage, 0}}},
		"a province without tariff":      {delivery.Parcel{Grams: 400}, both, true, nil, []want{{delivery.PickUp, "", 0}, {delivery.Expedition, delivery.NoRate, 0}}},
		"food that spoils on the way":    {delivery.Parcel{Grams: 400, ShelfLifeDays: 3}, both, true, java, []want{{delivery.PickUp, "", 0}, {delivery.Expedition, delivery.TooPerishable, 0}}},
		"food that lasts":                {delivery.Parcel{Grams: 400, ShelfLifeDays: 4}, both, true, java, []want{{delivery.PickUp, "", 0}, {delivery.Expedition, "", 11_000}}},
		"a shop that only sends":         {delivery.Parcel{Grams: 400}, delivery.Offer{Expedition: true}, true, java, []want{{delivery.Expedition, "", 11_000}}},
		"a service needs no delivery":    {delivery.Parcel{Service: true}, both, true, java, []want{{delivery.None, "", 0}}},
		"a shop that does neither":       {delivery.Parcel{Grams: 400}, delivery.Offer{}, true, java, nil},
		"a weight beyond all money":      {delivery.Parcel{Grams: math.MaxInt - 1000}, delivery.Offer{Expedition: true}, true, java, []want{{delivery.Expedition, delivery.TooHeavy, 0}}},
		"a shop that only lets pick up":  {delivery.Parcel{Grams: 400}, delivery.Offer{PickUp: true}, false, nil, []want{{delivery.PickUp, "", 0}}},
		"a service of a shop that sends": {delivery.Parcel{Service: true, ShelfLifeDays: 1}, delivery.Offer{Expedition: true}, false, nil, []want{{delivery.None, "", 0}}},
	} {
		got := delivery.Options(c.parcel, c.shop, c.known, c.rate)
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		for i, w := range c.want {
			if got[i].Method != w.method || got[i].Why != w.why || int64(got[i].Price) != w.price {
				t.Errorf("%s: option %d is %+v, want %+v", name, i, got[i], w)
			}
		}
	}
}
