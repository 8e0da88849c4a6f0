package web

import (
	"fmt"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/home"
	"beli/internal/clock"
	"beli/internal/paging"
	"beli/internal/promo"
	"beli/internal/search"
)

// home is the first page: a fair rack before everything, then what curators chose.
func (h *storefront) home(v *visit) error {
	page := home.Page{Base: v.indexed(v.base("home", layouts.Public), "/")}
	page.Title, page.Description = v.words.T("shell.site"), v.words.T("shell.promise")
	var err error
	if page.First, page.Products, err = h.fairRack(v); err != nil {
		return err
	}
	newest, err := h.catalog.Newest(v.ctx(), 10)
	if err != nil {
		return fmt.Errorf("read newest: %w", err)
	}
	page.Newest = components.Rack{ID: "newest", Title: v.words.T("buyer.newest"), Cards: h.cards(v, newest),
		MoreURL: v.url("/cari?urut=newest"), MoreLabel: v.words.T("buyer.see_all")}
	page.Categories = v.nav()
	if page.Collection, err = h.running(v); err != nil {
		return err
	}
	if page.Maker, err = h.makerOfWeek(v); err != nil {
		return err
	}
	if page.Tiles, err = h.tiles(v); err != nil {
		return err
	}
	for _, t := range page.Tiles {
		page.Shops += t.Count
	}
	page.JSONLD = siteJSON(v)
	return v.ok(home.View(page))
}

// fairRack turns every day, so that small and new shops are seen. It also tells how many
// products there are.
func (h *storefront) fairRack(v *visit) (components.Rack, int, error) {
	res, cards, err := h.found(v, search.Query{Ready: search.ReadyAny, Page: paging.Request{Size: 10}, Bare: true})
	if err != nil {
		return components.Rack{}, 0, err
	}
	return components.Rack{ID: "first", Title: v.words.T("buyer.chosen"), Cards: cards,
		MoreURL: v.url("/cari"), MoreLabel: v.words.T("buyer.see_all")}, res.Total, nil
}

func (h *storefront) running(v *visit) (*home.Collection, error) {
	list, err := h.collections.Running(v.ctx(), 3)
	if err != nil {
		return nil, fmt.Errorf("read collections: %w", err)
	}
	for _, c := range list {
		cards, err := h.catalog.Cards(v.ctx(), firstOf(c.ProductIDs(), 5))
		if err != nil {
			return nil, fmt.Errorf("read cards: %w", err)
		}
		if len(cards) > 0 {
			return &home.Collection{Title: c.Title(v.lang), Dates: h.collectionDates(v, c), Note: c.Text(v.lang),
				URL: v.url("/koleksi/" + c.Slug), Cards: h.cards(v, cards)}, nil
		}
	}
	return nil, nil // no banner when nothing runs
}

func (h *storefront) collectionDates(v *visit, c promo.Collection) string {
	return v.words.T("buyer.until", v.words.Date(day(c.LastDay())))
}

// makerOfWeek is another shop each week, in turn.
func (h *storefront) makerOfWeek(v *visit) (*home.Maker, error) {
	shops, err := h.shops.NewestShops(v.ctx(), 60)
	if err != nil {
		return nil, fmt.Errorf("read shops: %w", err)
	}
	year, week := h.clock.Now().In(clock.WIB).ISOWeek()
	for i := range shops {
		s := shops[(year*53+week+i)%len(shops)]
		story := v.named(s.StoryID, s.StoryEN)
		if story == "" || s.BackOn != "" {
			continue
		}
		cards, _, err := h.catalog.OfShop(v.ctx(), s.ID, paging.Request{Size: 5})
		if err != nil {
			return nil, fmt.Errorf("read products of a shop: %w", err)
		}
		return &home.Maker{Name: s.Name, Place: h.place(s.KecamatanCode), Quote: wholeSentences(story), URL: v.url("/toko/" + s.Slug),
			Photo: cover(s.PhotoKey, s.PhotoMat, false, s.Name), Cards: h.cards(v, cards)}, nil
	}
	return nil, nil
}

func firstOf(ids []int64, n int) []int64 { return ids[:min(len(ids), n)] }

// wholeSentences leaves out what a shortened story cut off in the middle.
func wholeSentences(s string) string {
	if end := strings.LastIndexAny(s, ".!?"); end > 40 {
		return s[:end+1]
	}
	return s
}
