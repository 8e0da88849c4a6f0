package web

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/kecamatan"
	shoppage "beli/frontend/pages/shop"
	"beli/frontend/pages/shops"
	"beli/frontend/text"
	"beli/internal/paging"
	"beli/internal/search"
	"beli/internal/shop"
)

// shopList is every shop, by kecamatan and category.
func (h *storefront) shopList(v *visit) error {
	page := shops.Page{Base: v.base("shops", layouts.Public), ClearURL: v.url("/toko")}
	page.Title, page.Description = v.words.T("shop.list_title"), v.words.T("shop.list_intro")
	page.Trail = []components.Link{{Label: v.words.T("shell.home"), URL: v.url("/")}, {Label: page.Title, Current: true, URL: v.url("/toko")}}
	tree, err := h.catalog.Tree(v.ctx())
	if err != nil {
		return err
	}
	filter := shop.Filter{Text: v.query("q"), Sort: shop.Sort(v.query("urut")), Page: v.page()}
	keep := url.Values{}
	if filter.Text != "" {
		keep.Set("q", filter.Text)
	}
	if filter.Sort != "" {
		keep.Set("urut", string(filter.Sort))
	}
	category := components.Facet{Field: field("kategori", v.words.T("buyer.category")),
		Options: []components.Option{{Value: "", Label: v.words.T("buyer.all_products"), Chosen: true}}}
	for _, c := range tree.Roots() {
		o := components.Option{Value: c.Slug, Label: c.Name(v.lang), Chosen: v.query("kategori") == c.Slug}
		if o.Chosen {
			filter.CategoryID, category.Options[0].Chosen = c.ID, false
			page.Applied = append(page.Applied, components.Chip{Label: v.words.T("buyer.category") + ": " + o.Label, URL: without(v, "/toko", keep, "kecamatan")})
		}
		category.Options = append(category.Options, o)
	}
	if k, ok := h.region.KecamatanBySlug(v.query("kecamatan")); ok {
		filter.KecamatanCode = k.Code
		page.Applied = append(page.Applied, components.Chip{Label: v.words.T("buyer.district") + ": " + k.Name, URL: without(v, "/toko", keep, "kategori")})
	}
	list, total, err := h.shops.List(v.ctx(), filter)
	if err != nil {
		return fmt.Errorf("list shops: %w", err)
	}
	if page.Tiles, err = h.tiles(v); err != nil {
		return err
	}
	page.Count, page.Shops = total, h.shopCards(v, list)
	page.Filters = components.Filters{Action: v.url("/toko"), Facets: []components.Facet{category}, Count: v.words.Number(total),
		Sort: components.Field{Name: "urut", Label: v.words.T("buyer.sort"), Bare: true}}
	for _, s := range []shop.Sort{shop.ByName, shop.ByNewest, shop.ByProducts} {
		page.Filters.Sorts = append(page.Filters.Sorts, components.Option{Value: string(s), Label: v.words.T("shop.sort_" + string(s)), Chosen: filter.Sort == s})
	}
	page.Pages = v.pages(filter.Page, total)
	if v.path() == "/toko" {
		page.Base = v.indexed(page.Base, "/toko")
	} else {
		page.Robots = "noindex,follow"
	}
	return v.ok(shops.View(page))
}

// without is a list's address with what is kept and one more parameter of this visit.
func without(v *visit, path string, keep url.Values, other string) string {
	out := url.Values{}
	for k, list := range keep {
		out[k] = list
	}
	if x := v.query(other); x != "" {
		out.Set(other, x)
	}
	if len(out) == 0 {
		return v.url(path)
	}
	return v.url(path) + "?" + out.Encode()
}

// pages turns the pages of this visit's own address.
func (v *visit) pages(at paging.Request, total int) components.Pages {
	at = at.Clean()
	out := components.Pages{Number: at.Number, Total: at.Pages(total)}
	turn := func(n int) string {
		path, query, _ := strings.Cut(v.path(), "?")
		values, err := url.ParseQuery(query)
		if err != nil {
			values = url.Values{}
		}
		values.Del("ok")
		values.Set("hal", strconv.Itoa(n))
		return v.url(path) + "?" + values.Encode()
	}
	if at.Number > 1 {
		out.PreviousURL = turn(min(at.Number-1, out.Total))
	}
	if at.Number < out.Total {
		out.NextURL = turn(at.Number + 1)
	}
	return out
}

// shop is one shop's page.
func (h *storefront) shop(v *visit) error {
	found, err := h.shops.PublicBySlug(v.ctx(), v.param("slug"))
	if errors.Is(err, shop.ErrGone) {
		return h.suspended(v)
	}
	if err != nil {
		return err
	}
	s := found.Shop
	path := "/toko/" + s.Slug
	query := strings.TrimSpace(v.query("q"))
	page := shoppage.Page{Base: v.base("shop", layouts.Public), Name: s.Name, Place: h.place(s.KecamatanCode),
		Photo: cover(s.PhotoKey, s.PhotoMat, false, s.Name), SearchURL: v.url(path), Query: query,
		Checked: v.words.T("buyer.checked_on", v.words.Date(s.VerifiedAt)),
		Ways:    h.shopWays(v, s), Visit: h.visitLines(s), ShareURL: v.server.deps.Config.PublicURL + v.url(path)}
	page.Line = firstSentence(v.named(s.StoryID, s.StoryEN))
	page.AskURL = text.WhatsApp(s.PhoneKey, v.words.T("shop.ask_text", s.Name, page.ShareURL))
	if found.BackOn != "" {
		page.Holiday = v.words.T("shop.closed_until", v.words.Date(day(found.BackOn)))
	}
	for _, para := range strings.Split(v.named(s.StoryID, s.StoryEN), "\n") {
		if para = strings.TrimSpace(para); para != "" {
			page.Story.Paragraphs = append(page.Story.Paragraphs, para)
		}
	}
	page.Story.Owner, page.Story.Since = s.OwnerName, v.words.T("buyer.joined", v.words.Date(s.CreatedAt))
	page.Trail = []components.Link{{Label: v.words.T("shell.home"), URL: v.url("/")}, {Label: v.words.T("shell.all_shops"), URL: v.url("/toko")}}
	if k, ok := h.region.KecamatanOf(s.KecamatanCode); ok {
		page.Trail = append(page.Trail, components.Link{Label: k.Name, URL: v.url("/kecamatan/" + k.Slug)})
	}
	if err := h.shopProducts(v, found, query, &page); err != nil {
		return err
	}
	page.Title, page.Description = s.Name, summary(v.named(s.StoryID, s.StoryEN))
	page.OG = layouts.OpenGraph{Title: s.Name, Description: page.Line}
	if s.PhotoKey != "" {
		page.OG.Image, page.OG.ImageAlt = v.server.deps.Config.PublicURL+page.Photo.Path+"/share.jpg", s.Name
	}
	if v.path() == path {
		page.Base = v.indexed(page.Base, path)
	} else {
		page.Robots = "noindex,follow"
	}
	page.JSONLD = linked("LocalBusiness", map[string]any{"name": s.Name, "url": page.ShareURL,
		"address": map[string]any{"@type": "PostalAddress", "addressLocality": h.district(s.KecamatanCode), "addressRegion": "Jawa Timur", "addressCountry": "ID"}})
	return v.ok(shoppage.View(page))
}

func (h *storefront) shopProducts(v *visit, found shop.Public, query string, page *shoppage.Page) error {
	q := search.Query{Text: query, ShopSlug: found.Shop.Slug, Category: v.query("kategori"), Page: v.page()}
	res, cards, err := h.found(v, q)
	if err != nil {
		return err
	}
	page.Cards, page.Count, page.Pages = unsigned(cards), res.Total, v.pages(q.Page, res.Total)
	tree, err := h.catalog.Tree(v.ctx())
	if err != nil {
		return err
	}
	for _, c := range res.Facets.Categories {
		cat, ok := tree.BySlug(c.Slug)
		if !ok || !tree.Leaf(cat.ID) {
			continue
		}
		page.Categories = append(page.Categories, components.Link{Label: cat.Name(v.lang), Count: v.words.Number(c.Count),
			URL: v.url("/toko/"+found.Shop.Slug) + "?kategori=" + cat.Slug, Current: q.Category == cat.Slug})
	}
	return nil
}

func (h *storefront) shopWays(v *visit, s shop.Shop) []shoppage.Line {
	var out []shoppage.Line
	if s.Hours != "" {
		out = append(out, shoppage.Line{Icon: "clock", Text: v.words.T("shop.hours", s.Hours)})
	}
	if s.OffersExpedition {
		out = append(out, shoppage.Line{Icon: "delivery", Text: v.words.T("shop.expedition")})
	}
	if s.OffersPickup {
		out = append(out, shoppage.Line{Icon: "shop", Text: v.words.T("shop.pick_up")})
		if s.AcceptsCash {
			out = append(out, shoppage.Line{Icon: "shop", Text: v.words.T("shop.cash")})
		}
	}
	return out
}

func (h *storefront) visitLines(s shop.Shop) shoppage.Visit {
	address := h.region.Label(s.VillageCode)
	if s.Street != "" {
		address = s.Street + ", " + address
	}
	return shoppage.Visit{Address: address, MapURL: "https://www.openstreetmap.org/search?query=" + url.QueryEscape(h.region.Label(s.VillageCode))}
}

// suspended answers 410 in neutral words, with what others make.
func (h *storefront) suspended(v *visit) error {
	page := shoppage.Suspended{Base: v.base("shop", layouts.Public)}
	page.Name = v.words.T("shop.this_shop")
	page.Title, page.Robots = v.words.T("shop.suspended_title", page.Name), "noindex"
	newest, err := h.catalog.Newest(v.ctx(), 5)
	if err != nil {
		return fmt.Errorf("read newest: %w", err)
	}
	page.Cards = h.cards(v, newest)
	return v.show(fiber.StatusGone, shoppage.Gone(page))
}

// kecamatan is a place with its shops and some of what they make.
func (h *storefront) kecamatan(v *visit) error {
	k, ok := h.region.KecamatanBySlug(v.param("slug"))
	if !ok {
		return errNotFound
	}
	path := "/kecamatan/" + k.Slug
	page := kecamatan.Page{Base: v.indexed(v.base("kecamatan", layouts.Public), path), Name: k.Name,
		Region: "Kabupaten Blitar", InviteLink: v.server.deps.Config.PublicURL + v.url("/jual")}
	if k.Kota {
		page.Region = "Kota Blitar"
	}
	filter := shop.Filter{KecamatanCode: k.Code, Page: v.page()}
	list, total, err := h.shops.List(v.ctx(), filter)
	if err != nil {
		return fmt.Errorf("list shops: %w", err)
	}
	page.Shops, page.Count, page.Pages = h.shopCards(v, list), total, v.pages(filter.Page, total)
	res, cards, err := h.found(v, search.Query{Kecamatan: []string{k.Slug}, Page: paging.Request{Size: 10}})
	if err != nil {
		return err
	}
	page.Products = res.Total
	page.Rack = components.Rack{Cards: cards, MoreURL: v.url("/cari?kecamatan=" + k.Slug), MoreLabel: v.words.T("buyer.see_all")}
	if page.Tiles, err = h.tiles(v); err != nil {
		return err
	}
	counts, err := h.shops.CountByKecamatan(v.ctx())
	if err != nil {
		return fmt.Errorf("count shops: %w", err)
	}
	for _, code := range k.Neighbours {
		if n, ok := h.region.KecamatanOf(code); ok {
			page.Neighbours = append(page.Neighbours, components.Link{Label: n.Name, URL: v.url("/kecamatan/" + n.Slug), Count: v.words.N("shell.shops", counts[code])})
		}
	}
	page.Trail = []components.Link{{Label: v.words.T("shell.home"), URL: v.url("/")}, {Label: v.words.T("shell.districts"), URL: v.url("/toko")}}
	page.Title, page.Description = v.words.T("shop.district_title", k.Name), v.words.T("shop.made_in", k.Name)
	return v.ok(kecamatan.View(page))
}
