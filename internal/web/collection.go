package web

import (
	"fmt"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/collection"
	"beli/internal/promo"
)

// collection is a curated selection; one that is over stays readable but is not found by engines.
func (h *storefront) collection(v *visit) error {
	c, err := h.collections.BySlug(v.ctx(), v.param("slug"))
	if err != nil {
		return err
	}
	page, err := h.collectionPage(v, c)
	if err != nil {
		return err
	}
	if page.State == collection.Running {
		page.Base = v.indexed(page.Base, "/koleksi/"+c.Slug)
	} else {
		page.Robots = "noindex"
	}
	return v.ok(collection.View(page))
}

// collectionPage is what buyers see of a collection, and curators before it is published.
func (h *storefront) collectionPage(v *visit, c promo.Collection) (collection.Page, error) {
	page := collection.Page{Base: v.base("collection", layouts.Public), Title: c.Title(v.lang)}
	page.Base.Title, page.Description = page.Title, summary(c.Text(v.lang))
	page.Trail = []components.Link{{Label: v.words.T("shell.home"), URL: v.url("/")}}
	first, last := v.words.Date(day(c.FirstDay())), v.words.Date(day(c.LastDay()))
	page.Dates = v.words.T("shop.collection_dates", first, last)
	switch c.Phase(h.clock.Now()) {
	case promo.Running:
		page.State = collection.Running
	case promo.Ended:
		page.State = collection.Ended
	default:
		page.State, page.Start = collection.Upcoming, v.words.DateTime(c.StartsAt)
	}
	for _, para := range strings.Split(c.Text(v.lang), "\n") {
		if para = strings.TrimSpace(para); para != "" {
			page.Note = append(page.Note, para)
		}
	}
	cards, err := h.catalog.Cards(v.ctx(), c.ProductIDs())
	if err != nil {
		return page, fmt.Errorf("read cards: %w", err)
	}
	page.Cards = h.cards(v, cards)
	return page, nil
}
