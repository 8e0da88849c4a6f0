// Package delivery is how an order reaches its buyer and what that costs: picked up at the
// shop, sent by expedition at the agency's tariff from Blitar to each province, or not at all
// because it is a service. Each order has one delivery; its address is a row that can be erased.
package delivery

import (
	"beli/internal/money"
	"beli/internal/phone"
)

// Method says how an order reaches its buyer.
type Method string

// The methods.
const (
	PickUp     Method = "pickup"
	Expedition Method = "expedition"
	None       Method = "none" // a service
)

// Values lists the methods.
func (Method) Values() []string { return []string{string(PickUp), string(Expedition), string(None)} }

// Rate is the agency's tariff to one province.
type Rate struct {
	ProvinceCode     string // Kemendagri, two digits
	PerKg            money.Rupiah
	DaysMin, DaysMax int
}

// tolerance is how many grams over a full kilogram couriers let pass.
const tolerance = 300

// BillableKg is what an expedition charges for: at least 1 kg, 1.300 g is still 1 kg, 1.301 g are 2.
func BillableKg(grams int) int {
	return max(1, (grams-tolerance+999)/1000)
}

// Price is the postage for a weight; money.ErrOverflow beyond the range of amounts.
func (r Rate) Price(grams int) (money.Rupiah, error) { return r.PerKg.Times(BillableKg(grams)) }

// Parcel is what one shop would send.
type Parcel struct {
	Grams         int
	Service       bool // nothing but services
	ShelfLifeDays int  // of its first goods to spoil; 0 when nothing spoils
}

// Offer is what the shop is willing to do.
type Offer struct{ PickUp, Expedition bool }

// Why says why expedition cannot be had (yet).
type Why string

// The reasons.
const (
	NeedsVillage  Why = "needs_village"  // the destination is not known yet
	NoRate        Why = "no_rate"        // the agency has no tariff to there
	TooPerishable Why = "too_perishable" // it would spoil on the way
	TooHeavy      Why = "too_heavy"      // its postage leaves the range of amounts
)

// Option is one way a parcel can go.
type Option struct {
	Method           Method
	Why              Why // "" when it can be chosen
	Kg               int // billable, for expedition
	Price            money.Rupiah
	DaysMin, DaysMax int
}

// Available tells whether the option can be chosen.
func (o Option) Available() bool { return o.Why == "" }

// Options are the ways a parcel can go, the shop's way first: pick-up, then expedition. to is the tariff
// of the destination, nil when there is none; known tells whether there is a destination.
func Options(p Parcel, shop Offer, known bool, to *Rate) []Option {
	if p.Service {
		return []Option{{Method: None}}
	}
	var out []Option
	if shop.PickUp {
		out = append(out, Option{Method: PickUp})
	}
	if shop.Expedition {
		out = append(out, expedition(p, known, to))
	}
	return out
}

func expedition(p Parcel, known bool, to *Rate) Option {
	o := Option{Method: Expedition, Kg: BillableKg(p.Grams)}
	switch {
	case !known:
		o.Why = NeedsVillage
	case to == nil:
		o.Why = NoRate
	case p.ShelfLifeDays > 0 && to.DaysMax >= p.ShelfLifeDays:
		o.Why = TooPerishable
	default:
		price, err := to.Price(p.Grams)
		if err != nil {
			o.Why = TooHeavy
			break
		}
		o.Price, o.DaysMin, o.DaysMax = price, to.DaysMin, to.DaysMax
	}
	return o
}

// Delivery is how one order goes.
type Delivery struct {
	OrderID          int64
	Method           Method
	Grams            int
	Price            money.Rupiah
	DaysMin, DaysMax int
	Courier          string
	ReceiptNumber    string
	Address          *Address // for expedition; nil else, and after it was erased
}

// Address is where and to whom a parcel goes.
type Address struct {
	Recipient   string
	Phone       phone.Number
	VillageCode string
	RegionLabel string // village to province, as on a parcel
	Street      string
	PostalCode  string
}
