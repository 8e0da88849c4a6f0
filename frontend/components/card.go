package components

import (
	"github.com/a-h/templ"

	"beli/frontend/text"
)

// Card is a product in a grid.
type Card struct {
	URL      string
	Name     string
	From     string // "mulai" before the least of several prices, else ""
	Price    string // "Rp25.000"
	Before   string // struck price, "" without a promotion
	Unit     string // "renteng", "" when the unit is one piece
	Photo    Photo
	Shop     string // "" where all are of one shop
	Place    string // kecamatan
	Note     string // plain words on stock or time: "Sisa 3", "PO 5 hari"
	Verified bool
	SoldOut  bool
}

// Rack is a titled row of products on a page with several.
type Rack struct {
	ID        string // of the section, unique on the page
	Title     string
	Cards     []Card
	MoreURL   string // "" without a longer list
	MoreLabel string
	// Start is how many cards stand above this rack; it decides which pictures are loaded at once.
	Start int
}

// ShopCard is a shop in a list.
type ShopCard struct {
	URL      string
	Name     string
	Place    string // "Sananwetan, Kota Blitar"
	Line     string // what it makes, one short line
	Products string // "12 produk"
	Closed   string // "Libur sampai 12 Mei", "" when open
	Photo    Photo
	Verified bool
}

// Price is an amount as a page shows it large.
type Price struct {
	From   string // "mulai" before the least of several prices, else ""
	Now    string
	Unit   string // "renteng"
	Before string // price before the promotion, "" without one
}

// Fact is a line of a facts list. With a URL the value is a link.
type Fact struct{ Label, Value, URL string }

// Chip is an applied filter that can be taken off.
type Chip struct {
	Label string // "Halal", "Kecamatan: Garum"
	URL   string // the same list without it
}

// Pages is the foot of a numbered list.
type Pages struct {
	Number, Total int
	PreviousURL   string // "" on the first page
	NextURL       string // "" on the last page
	Count         string // how many there are in all: "37 produk"
}

// seenCard is everything that a card's look depends on.
type seenCard struct {
	lang string
	card Card
	use  Use
}

var seenCards = newRendered[seenCard](4_000) // about 8 MB

// ProductCard is one product of a grid; i is its place on the page, counted from 0.
func ProductCard(w text.Words, c Card, i int) templ.Component {
	use := CardUse(i)
	return seenCards.of(seenCard{w.Lang(), c, use}, func() templ.Component { return productCard(w, c, use) })
}
