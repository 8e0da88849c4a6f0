// Package cart is what a visitor means to buy: variants and quantities under a token of the
// browser (kept as its hash) or under an account. A cart reserves nothing and promises nothing; it
// remembers the price its owner saw, so that a change can be shown.
package cart

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"beli/internal/fault"
	"beli/internal/money"
)

// The bounds of a cart.
const (
	MaxQuantity = 99 // of one line
	MaxLines    = 60
)

// Owner is whose cart is meant: an account when AccountID is set, else the browser that holds Token.
type Owner struct {
	Token     string
	AccountID int64
}

// none tells that nobody is meant.
func (o Owner) none() bool { return o.Token == "" && o.AccountID <= 0 }

// key is how the owner's cart is found. Tokens and accounts have keys of their own, so that no
// token can be an account's.
func (o Owner) key() Key {
	name := "token:" + o.Token
	if o.AccountID > 0 {
		name = "account:" + strconv.FormatInt(o.AccountID, 10)
	}
	sum := sha256.Sum256([]byte(name))
	return Key(hex.EncodeToString(sum[:]))
}

// Key names a cart in the database.
type Key string

// Item is a variant and how many of it.
type Item struct {
	VariantID int64
	Quantity  int
}

// Problem says why a line cannot be bought as it was asked for.
type Problem string

// The problems of a line. With LessStock what is left can be bought; with every other one the line
// drops out, and only that line.
const (
	LessStock     Problem = "less_stock"
	SoldOut       Problem = "sold_out"
	ProductHidden Problem = "product_hidden" // hidden by its owner, taken down, or no longer made
	ShopSuspended Problem = "shop_suspended"
	ShopHoliday   Problem = "shop_holiday"
)

// Offer is what the catalogue says of a variant now.
type Offer struct {
	VariantID     int64
	ProductID     int64
	PriceID       int64 // the price version that UnitPrice is
	UnitPrice     money.Rupiah
	ProductCode   string
	ProductSlug   string
	ProductName   string
	ProductNameEn string // "" when there is none
	VariantName   string // "" for a product without variants
	Unit          string
	Grams         int
	CoverKey      string
	CoverMat      int
	CoverContain  bool
	StockMode     string // counted, always, made_to_order
	Available     int    // pieces that one line can have now, at most MaxQuantity
	MakingDays    int    // of what is made to order
	ShelfLifeDays int    // 0 when it does not spoil
	Service       bool
	Hidden        Problem // "" when it is on sale, else why it is not
	Shop          Shop
}

// Shop is what buying needs to know of an offer's shop.
type Shop struct {
	ID               int64
	Slug             string
	Name             string
	Phone            string // +62…
	KecamatanCode    string
	VillageCode      string
	Street           string
	Hours            string
	OffersPickup     bool
	OffersExpedition bool
	AcceptsCash      bool
	HolidayUntil     string // YYYY-MM-DD, "" when open
}

// Line is one variant in a cart, seen with today's offer.
type Line struct {
	Offer     Offer
	Asked     int // what the owner put in
	Quantity  int // what can be bought of it, 0 when nothing can
	PriceSeen money.Rupiah
	Problem   Problem
	Total     money.Rupiah // Quantity × Offer.UnitPrice
}

// PriceChanged tells whether the price is another than the owner last saw.
func (l Line) PriceChanged() bool { return l.PriceSeen > 0 && l.PriceSeen != l.Offer.UnitPrice }

// Judge compares what is asked with the offer.
func Judge(o Offer, asked int) Line {
	l := Line{Offer: o, Asked: asked, Quantity: asked, PriceSeen: o.UnitPrice}
	switch {
	case o.Hidden != "":
		l.Quantity, l.Problem = 0, o.Hidden
	case o.Available <= 0:
		l.Quantity, l.Problem = 0, SoldOut
	case o.Available < asked:
		l.Quantity, l.Problem = o.Available, LessStock
	}
	total, err := o.UnitPrice.Times(l.Quantity)
	if err != nil { // no price comes near this with at most 99 pieces
		l.Quantity, l.Problem, total = 0, SoldOut, 0
	}
	l.Total = total
	return l
}

// Group is the lines of one shop.
type Group struct {
	Shop     Shop
	Lines    []Line
	Subtotal money.Rupiah // of what can be bought
}

// View is a cart with today's prices and stock.
type View struct {
	Groups   []Group
	Subtotal money.Rupiah // of what can be bought, without postage
	Pieces   int          // asked for, bought or not
}

// Items is what can be bought in the named shops, in all when none is named.
func (v View) Items(shopIDs ...int64) []Item {
	wanted := map[int64]bool{}
	for _, id := range shopIDs {
		wanted[id] = true
	}
	var out []Item
	for _, g := range v.Groups {
		if len(shopIDs) > 0 && !wanted[g.Shop.ID] {
			continue
		}
		for _, l := range g.Lines {
			if l.Quantity > 0 {
				out = append(out, Item{VariantID: l.Offer.VariantID, Quantity: l.Quantity})
			}
		}
	}
	return out
}

// arrange groups lines by shop in the order they come.
func arrange(lines []Line) View {
	var v View
	place := map[int64]int{}
	for _, l := range lines {
		i, ok := place[l.Offer.Shop.ID]
		if !ok {
			i = len(v.Groups)
			place[l.Offer.Shop.ID] = i
			v.Groups = append(v.Groups, Group{Shop: l.Offer.Shop})
		}
		g := &v.Groups[i]
		g.Lines = append(g.Lines, l)
		g.Subtotal += l.Total
		v.Subtotal += l.Total
		v.Pieces += l.Asked
	}
	return v
}

// refusal is the fault of a line that cannot have what is asked, nil when it can.
func (l Line) refusal() error {
	switch l.Problem {
	case "":
		return nil
	case LessStock:
		return fault.Problem("quantity", "only_left", strconv.Itoa(l.Offer.Available))
	case ProductHidden:
		return fault.New(fault.Gone, "gone")
	}
	return fault.New(fault.Conflict, string(l.Problem))
}
