package checkout

import (
	"strconv"

	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/order"
)

// Choice is what the buyer chose for one shop. Empty fields mean that nothing is chosen yet.
type Choice struct {
	ShopID int64
	Method delivery.Method
	Pay    order.Pay
	Note   string // for the shop, at most 300
}

// QuoteInput is what a buyer means to buy and how.
type QuoteInput struct {
	Items       []cart.Item // a variant may stand there more than once
	Choices     []Choice
	VillageCode string // where parcels go, "" when not known yet
}

// ShopQuote is one shop's part of a quote.
type ShopQuote struct {
	Shop          cart.Shop
	Lines         []cart.Line // what can be bought
	ItemsTotal    money.Rupiah
	Grams         int
	MakingDays    int               // of what takes longest, 0 when all is there
	Options       []delivery.Option // those with a Why cannot be chosen
	Delivery      delivery.Option   // the chosen one; Method "" when none can be
	DeliveryTotal money.Rupiah
	Pays          []order.Pay // what can be chosen with this delivery
	Pay           order.Pay   // the chosen one; "" when none can be
	Total         money.Rupiah
	Note          string
}

// Quote is what a purchase would cost now.
type Quote struct {
	Shops   []ShopQuote // in the order of the items
	Dropped []cart.Line // what cannot be bought, with the reason
	Total   money.Rupiah
	// Blocking is every reason why this cannot be placed yet, at its field: items, village,
	// shop.<id>.method, shop.<id>.pay.
	Blocking []fault.Field
}

// Changed tells whether something cannot be bought as it was asked for.
func (q Quote) Changed() bool {
	if len(q.Dropped) > 0 {
		return true
	}
	for _, s := range q.Shops {
		for _, l := range s.Lines {
			if l.Problem != "" {
				return true
			}
		}
	}
	return false
}

// NeedsAddress tells whether a chosen delivery goes to an address.
func (q Quote) NeedsAddress() bool {
	for _, s := range q.Shops {
		if s.Delivery.Method == delivery.Expedition {
			return true
		}
	}
	return false
}

// GatewayTotal is what is paid before the shops begin.
func (q Quote) GatewayTotal() (sum money.Rupiah) {
	for _, s := range q.Shops {
		if s.Pay == order.PayGateway {
			sum += s.Total
		}
	}
	return sum
}

// together adds the items up per variant, in the order in which variants first come.
func together(items []cart.Item) []cart.Item {
	var out []cart.Item
	place := map[int64]int{}
	for _, it := range items {
		i, ok := place[it.VariantID]
		if !ok {
			place[it.VariantID] = len(out)
			out = append(out, it)
			continue
		}
		out[i].Quantity += it.Quantity
	}
	return out
}

// basis is everything a quote is computed from, read at one moment.
type basis struct {
	offers  map[int64]cart.Offer
	known   bool           // the destination exists
	rate    *delivery.Rate // to the destination, nil when there is none
	gateway bool           // paying through a gateway is possible
	least   money.Rupiah   // the smallest sum that it takes
}

// compute decides what a purchase would cost. It only looks at values.
func compute(in QuoteInput, b basis) Quote {
	var q Quote
	var p fault.Problems
	place := map[int64]int{}
	for _, it := range together(in.Items) {
		o, ok := b.offers[it.VariantID]
		if !ok {
			o = cart.Offer{VariantID: it.VariantID, Hidden: cart.ProductHidden}
		}
		l := cart.Judge(o, it.Quantity)
		if l.Quantity == 0 {
			q.Dropped = append(q.Dropped, l)
			continue
		}
		i, ok := place[o.Shop.ID]
		if !ok {
			i = len(q.Shops)
			place[o.Shop.ID] = i
			q.Shops = append(q.Shops, ShopQuote{Shop: o.Shop})
		}
		q.Shops[i].Lines = append(q.Shops[i].Lines, l)
	}
	choices := map[int64]Choice{}
	for _, c := range in.Choices {
		choices[c.ShopID] = c
	}
	for i := range q.Shops {
		s := &q.Shops[i]
		s.settle(choices[s.Shop.ID], b, &p)
		q.Total += s.Total
	}
	if now := q.GatewayTotal(); now > 0 && now < b.least {
		for _, s := range q.Shops {
			p.Check(s.Pay != order.PayGateway, payField(s.Shop.ID), "gateway_least", b.least.String())
		}
	}
	p.Check(q.Total <= money.Max, "items", "amount_too_large", money.Max.String())
	p.Check(len(in.Items) > 0, "items", "required")
	q.Blocking = fault.FieldsOf(p.Err())
	return q
}

// settle decides delivery, payment and totals of one shop.
func (s *ShopQuote) settle(c Choice, b basis, p *fault.Problems) {
	parcel := delivery.Parcel{Service: true}
	for _, l := range s.Lines {
		s.ItemsTotal += l.Total
		if l.Offer.StockMode == string(catalog.MadeToOrder) {
			s.MakingDays = max(s.MakingDays, l.Offer.MakingDays)
		}
		if l.Offer.Service {
			continue
		}
		parcel.Service = false
		parcel.Grams += l.Offer.Grams * l.Quantity
		if days := l.Offer.ShelfLifeDays; days > 0 && (parcel.ShelfLifeDays == 0 || days < parcel.ShelfLifeDays) {
			parcel.ShelfLifeDays = days
		}
	}
	s.Grams, s.Note = parcel.Grams, c.Note
	s.Options = delivery.Options(parcel, delivery.Offer{PickUp: s.Shop.OffersPickup, Expedition: s.Shop.OffersExpedition}, b.known, b.rate)
	s.deliver(c.Method, "shop."+strconv.FormatInt(s.Shop.ID, 10)+".method", p)
	s.DeliveryTotal = s.Delivery.Price
	s.Total = s.ItemsTotal + s.DeliveryTotal
	s.payBy(c.Pay, b.gateway, payField(s.Shop.ID), p)
}

func payField(shopID int64) string { return "shop." + strconv.FormatInt(shopID, 10) + ".pay" }

// deliver takes the wanted way, or where none is wanted the best there is: to the address when it is
// known, else by pick-up.
func (s *ShopQuote) deliver(want delivery.Method, field string, p *fault.Problems) {
	if len(s.Options) == 0 {
		p.Add(field, "no_delivery")
		return
	}
	for _, o := range s.Options {
		switch {
		case o.Method == want && o.Available():
			s.Delivery = o
			return
		case o.Method == want:
			p.Add(field, string(o.Why))
			return
		}
	}
	if want != "" {
		p.Add(field, "invalid_choice")
		return
	}
	for _, o := range s.Options {
		if o.Available() {
			s.Delivery = o // expedition stands last and is available only to a known address
		}
	}
	if s.Delivery.Method == "" {
		p.Add(field, string(s.Options[0].Why))
	}
}

// payBy takes the wanted way of paying, or where none is wanted the first there is.
func (s *ShopQuote) payBy(want order.Pay, gateway bool, field string, p *fault.Problems) {
	if gateway {
		s.Pays = append(s.Pays, order.PayGateway)
	}
	if s.Delivery.Method == delivery.PickUp && s.Shop.AcceptsCash {
		s.Pays = append(s.Pays, order.PayCash)
	}
	for _, pay := range s.Pays {
		if want == "" || pay == want {
			s.Pay = pay
			return
		}
	}
	switch {
	case want == order.PayCash:
		p.Add(field, "cash_not_possible")
	case want == order.PayGateway:
		p.Add(field, "gateway_not_possible")
	case want != "":
		p.Add(field, "invalid_choice")
	case s.Delivery.Method != "": // else the delivery is what has to be changed
		p.Add(field, "no_payment")
	}
}
