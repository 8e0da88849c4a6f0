package web

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"beli/frontend/components"
	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/delivery"
	"beli/internal/promo"
	"beli/internal/region"
	"beli/internal/search"
	"beli/internal/shop"
)

// storefront shows what is for sale: home, lists, product, shops, collections.
type storefront struct {
	server      *Server
	catalog     catalog.Storefront
	engine      search.Finder
	shops       shop.Directory
	collections collectionReader
	rates       rateReader
	region      *region.Book
	clock       clock.Clock
}

// rateReader knows the agency's tariff to a province.
type rateReader interface {
	Rate(ctx context.Context, provinceCode string) (delivery.Rate, error)
}

// collectionReader reads published collections.
type collectionReader interface {
	// Running are the collections that run now, the latest beginning first.
	Running(ctx context.Context, limit int) ([]promo.Collection, error)
	// BySlug reads a published collection; NotFound for any other.
	BySlug(ctx context.Context, slug string) (promo.Collection, error)
}

func (h *storefront) routes() []route {
	return []route{
		get("/", public, h.home),
		get("/kategori/:slug", public, h.category),
		get("/cari", public, h.search),
		get("/p/:code", public, h.product),
		get("/toko", public, h.shopList),
		get("/toko/:slug", public, h.shop),
		get("/kecamatan/:slug", public, h.kecamatan),
		get("/koleksi/:slug", public, h.collection),
	}
}

// productPath is the public address of a product without /en.
func productPath(code, slug string) string {
	if slug == "" {
		return "/p/" + code
	}
	return "/p/" + code + "-" + slug
}

// cards prints products for a grid.
func (h *storefront) cards(v *visit, list []catalog.Card) []components.Card {
	out := make([]components.Card, len(list))
	for i, c := range list {
		out[i] = h.card(v, c)
	}
	return out
}

func (h *storefront) card(v *visit, c catalog.Card) components.Card {
	name := v.named(c.Name, c.NameEN)
	from, note := "", ""
	if c.HasRange() {
		from = v.words.T("buyer.from_word")
	}
	switch {
	case c.BackOn != "":
		note = v.words.T("buyer.on_holiday_short", v.dayMonth(c.BackOn))
	case c.StockMode == catalog.MadeToOrder && c.MakingDays > 0:
		note = v.words.T("buyer.preorder_short", strconv.Itoa(c.MakingDays))
	}
	return components.Card{
		URL: v.url(productPath(c.Code, c.Slug)), Name: name, From: from, Price: c.PriceFrom.In(v.lang), Unit: c.Unit,
		Photo: cover(c.CoverKey, c.CoverMat, c.CoverContain, name), Shop: c.ShopName, Place: h.district(c.KecamatanCode),
		Note: note, Verified: true, SoldOut: c.SoldOut,
	}
}

// cover is a product's first picture. Its exact size is not kept with lists: only whether
// it fills a square matters there.
func cover(key string, mat int, contain bool, alt string) components.Photo {
	if key == "" {
		return components.Photo{}
	}
	p := components.Photo{Path: "/foto/" + key, WebP: true, Alt: alt, Width: 1200, Height: 1200, Mat: mat, Focal: 4}
	if contain {
		p.Height = 1800
	}
	return p
}

// named is the English name on English pages where there is one.
func (v *visit) named(indonesian, english string) string {
	if v.lang == "en" && english != "" {
		return english
	}
	return indonesian
}

func (h *storefront) district(code string) string {
	k, ok := h.region.KecamatanOf(code)
	if !ok {
		return ""
	}
	return k.Name
}

// place is "Sananwetan, Kota Blitar" or "Doko, Kab. Blitar".
func (h *storefront) place(code string) string {
	k, ok := h.region.KecamatanOf(code)
	switch {
	case !ok:
		return ""
	case k.Kota:
		return k.Name + ", Kota Blitar"
	default:
		return k.Name + ", Kab. Blitar"
	}
}

// day reads a date of the database, the zero time when it is none.
func day(date string) time.Time {
	t, err := time.ParseInLocation("2006-01-02", date, clock.WIB)
	if err != nil {
		return time.Time{}
	}
	return t
}

func (v *visit) dayMonth(date string) string { return v.words.DayMonth(day(date)) }

// found reads the cards of hits, in order; what became invisible since is left out.
func (h *storefront) found(v *visit, q search.Query) (search.Result, []components.Card, error) {
	res, err := h.engine.Search(v.ctx(), q)
	if err != nil {
		return res, nil, fmt.Errorf("search: %w", err)
	}
	list, err := h.catalog.Cards(v.ctx(), res.IDs)
	if err != nil {
		return res, nil, fmt.Errorf("read cards: %w", err)
	}
	return res, h.cards(v, list), nil
}

// shopCards prints shops for a list.
func (h *storefront) shopCards(v *visit, list []shop.Card) []components.ShopCard {
	out := make([]components.ShopCard, len(list))
	for i, s := range list {
		out[i] = components.ShopCard{
			URL: v.url("/toko/" + s.Slug), Name: s.Name, Place: h.place(s.KecamatanCode),
			Line: firstSentence(v.named(s.StoryID, s.StoryEN)), Products: v.words.N("shell.products", s.Products),
			Photo: cover(s.PhotoKey, s.PhotoMat, false, s.Name), Verified: true,
		}
		if s.BackOn != "" {
			out[i].Closed = v.words.T("buyer.on_holiday_short", v.dayMonth(s.BackOn))
		}
	}
	return out
}

// firstSentence cuts a story to the line a card has room for.
func firstSentence(s string) string {
	for i, r := range s {
		switch {
		case i > 20 && strings.ContainsRune(".!?\n", r):
			return strings.TrimSpace(s[:i+1])
		case i > 110 && r == ' ':
			return s[:i] + "…"
		}
	}
	return s
}

// unsigned leaves the shop's name out where all products are of one shop.
func unsigned(list []components.Card) []components.Card {
	for i := range list {
		list[i].Shop = ""
	}
	return list
}

// tiles is the map of the kecamatan with the number of shops in each.
func (h *storefront) tiles(v *visit) ([]components.Tile, error) {
	counts, err := h.shops.CountByKecamatan(v.ctx())
	if err != nil {
		return nil, fmt.Errorf("count shops: %w", err)
	}
	var out []components.Tile
	for _, k := range h.region.Kecamatan() {
		out = append(out, components.Tile{Code: k.Code, Name: k.Name, URL: v.url("/kecamatan/" + k.Slug), Count: counts[k.Code]})
	}
	return out, nil
}
