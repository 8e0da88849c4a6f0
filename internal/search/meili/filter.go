package meili

import (
	"strconv"
	"strings"

	"beli/internal/search"
)

// The facets that filter and count.
const (
	byCategory = iota
	byKecamatan
	byPrice
	byHalal
	byReady
	byDelivery
	facetCount
)

// facetAttributes are what each facet counts.
func facetAttributes() [facetCount]string {
	return [facetCount]string{"category_row", "kecamatan_row", "price_range", "halal", "ready", "delivery"}
}

// condition is one line of a filter in the server's grammar; empty lets everything through.
type condition string

// nothing holds for no document: the choice of something that cannot be.
const nothing condition = "price < 0"

// equal compares with a word of the product's own making or a visitor's slug. Slugs are of letters, digits and
// hyphens; anything else is no slug that a document could have, and never reaches the grammar.
func equal(attribute, value string) condition {
	if !isSlug(value) {
		return nothing
	}
	return condition(attribute + ` = "` + value + `"`)
}

func anyOf(attribute string, values []string) condition {
	var quoted []string
	for _, v := range values {
		if isSlug(v) {
			quoted = append(quoted, `"`+v+`"`)
		}
	}
	if len(quoted) == 0 {
		return nothing
	}
	return condition(attribute + " IN [" + strings.Join(quoted, ", ") + "]")
}

func not(c condition) condition { return "NOT " + c }

// longestSlug is far longer than any that slug.Make gives.
const longestSlug = 200

func isSlug(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return s != "" && len(s) <= longestSlug
}

// choices are the conditions of a query: those of the facets, and the shop's, which no facet counts.
type choices struct {
	facet [facetCount]condition
	shop  condition
}

func choicesOf(q search.Query) choices {
	var c choices
	if q.ShopSlug != "" {
		c.shop = equal("shop", q.ShopSlug)
	}
	if q.Category != "" {
		c.facet[byCategory] = equal("category", q.Category)
	}
	if len(q.Kecamatan) > 0 {
		c.facet[byKecamatan] = anyOf("kecamatan", q.Kecamatan)
	}
	c.facet[byPrice] = priced(q)
	if q.Halal == search.HalalOnly {
		c.facet[byHalal] = "halal = true"
	}
	switch q.Ready {
	case search.ReadyNow:
		c.facet[byReady] = equal("ready", readyNow)
	case search.MadeToOrder:
		c.facet[byReady] = equal("ready", readyMade)
	}
	switch q.Delivery {
	case search.DeliveryPickup:
		c.facet[byDelivery] = equal("delivery", viaPickup)
	case search.DeliveryExpedition:
		c.facet[byDelivery] = equal("delivery", viaExpedition)
	}
	return c
}

func priced(q search.Query) condition {
	var parts []string
	if q.PriceMin > 0 {
		parts = append(parts, "price >= "+strconv.FormatInt(int64(q.PriceMin), 10))
	}
	if q.PriceMax > 0 {
		parts = append(parts, "price <= "+strconv.FormatInt(int64(q.PriceMax), 10))
	}
	return condition(strings.Join(parts, " AND "))
}

// filter are all conditions but a facet's own; except < 0 takes them all.
func (c choices) filter(except int, more ...condition) []string {
	out := []string{}
	for i, f := range c.facet {
		if i != except && f != "" {
			out = append(out, string(f))
		}
	}
	for _, m := range append(more, c.shop) {
		if m != "" {
			out = append(out, string(m))
		}
	}
	return out
}

// any says whether anything was chosen at all.
func (c choices) any() bool { return len(c.filter(-1)) > 0 }
