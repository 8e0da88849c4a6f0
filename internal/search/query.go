package search

import (
	"strings"

	"beli/internal/money"
	"beli/internal/paging"
)

// Bounds of what a query may cost.
const (
	MaxQueryRunes = 200 // of the text; the rest is not read
	MaxTerms      = 16  // words of the text; further ones are not read
	maxKecamatan  = 50
)

// Query is what a visitor looks for. The zero value browses everything.
type Query struct {
	Text      string
	Category  string   // slug at any height of the tree
	Kecamatan []string // slugs; any of them
	ShopSlug  string
	PriceMin  money.Rupiah // inclusive; 0 is no bound
	PriceMax  money.Rupiah // inclusive; 0 is no bound
	Halal     Halal
	Ready     Ready
	Delivery  Delivery
	Sort      Sort
	Page      paging.Request
	Bare      bool // hits alone: facets are not counted
}

// Halal filters by the checked halal badge.
type Halal int

// The choices of Halal.
const (
	HalalAny Halal = iota
	HalalOnly
)

// Ready filters by whether a product lies ready or is made after the order.
type Ready string

// The choices of Ready. ReadyNow leaves out what is sold out.
const (
	ReadyAny    Ready = ""
	ReadyNow    Ready = "ready"
	MadeToOrder Ready = "made_to_order"
)

// Delivery filters by how a product can reach its buyer.
type Delivery string

// The choices of Delivery.
const (
	DeliveryAny        Delivery = ""
	DeliveryPickup     Delivery = "pickup"
	DeliveryExpedition Delivery = "expedition"
)

// Sort is the order of the hits.
type Sort string

// The orders. Relevance puts an exact name first, then what is available, then what fits best; the others are
// strict, with available products first among equals.
const (
	Relevance   Sort = "relevance"
	Newest      Sort = "newest"
	PriceAsc    Sort = "price_asc"
	PriceDesc   Sort = "price_desc"
	BestSelling Sort = "best_selling"
)

// Clean brings a query into its bounds: text cut, prices in order and not negative, unknown choices as if not
// made, page clamped. Every engine cleans what it is given.
func (q Query) Clean() Query {
	q.Text = cut(strings.ToValidUTF8(q.Text, " "), MaxQueryRunes)
	q.PriceMin, q.PriceMax = max(q.PriceMin, 0), max(q.PriceMax, 0)
	if q.PriceMax > 0 && q.PriceMin > q.PriceMax {
		q.PriceMin, q.PriceMax = q.PriceMax, q.PriceMin
	}
	if q.Halal != HalalOnly {
		q.Halal = HalalAny
	}
	if q.Ready != ReadyNow && q.Ready != MadeToOrder {
		q.Ready = ReadyAny
	}
	if q.Delivery != DeliveryPickup && q.Delivery != DeliveryExpedition {
		q.Delivery = DeliveryAny
	}
	switch q.Sort {
	case Newest, PriceAsc, PriceDesc, BestSelling:
	default:
		q.Sort = Relevance
	}
	q.Kecamatan = q.Kecamatan[:min(len(q.Kecamatan), maxKecamatan)]
	q.Page = q.Page.Clean()
	return q
}

// PriceRange is a ready range of prices, both ends inclusive; Max 0 is no bound.
type PriceRange struct {
	Min, Max money.Rupiah
}

// PriceRanges are the ready ranges that facets count. They touch but do not overlap.
func PriceRanges() [4]PriceRange {
	return [4]PriceRange{{0, 24_999}, {25_000, 49_999}, {50_000, 99_999}, {100_000, 0}}
}

// Has says whether a price lies in the range.
func (r PriceRange) Has(p money.Rupiah) bool {
	return p >= r.Min && (r.Max == 0 || p <= r.Max)
}

// cut keeps the first n runes.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
