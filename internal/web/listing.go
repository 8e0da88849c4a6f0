package web

import (
	"net/url"
	"strconv"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/category"
	"beli/frontend/text"
	"beli/internal/catalog"
	"beli/internal/money"
	"beli/internal/paging"
	"beli/internal/search"
	"beli/internal/shop"
)

// listing is one list as its address asks for it: /kategori/… and /cari read the same parameters.
type listing struct {
	base  string // path without parameters: "/kategori/batik", "/cari"
	query search.Query
}

// readListing reads the filters of an address; what is not understood is as if it were not there.
func (h *storefront) readListing(v *visit, base string) listing {
	l := listing{base: base, query: search.Query{
		Text: strings.TrimSpace(v.query("q")), Category: v.query("kategori"),
		PriceMin: amount(v.query("harga_dari")), PriceMax: amount(v.query("harga_sampai")),
		Ready: search.Ready(v.query("siap")), Delivery: search.Delivery(v.query("terima")),
		Sort: search.Sort(v.query("urut")), Page: v.page(),
	}}
	if v.query("halal") != "" {
		l.query.Halal = search.HalalOnly
	}
	for _, slug := range v.queries("kecamatan") {
		if _, ok := h.region.KecamatanBySlug(slug); ok {
			l.query.Kecamatan = append(l.query.Kecamatan, slug)
		}
	}
	l.query = l.query.Clean()
	return l
}

func amount(s string) money.Rupiah {
	r, err := money.Parse(s)
	if err != nil {
		return 0
	}
	return r
}

// values are the parameters that ask for this list again, without its page.
func (l listing) values() url.Values {
	q, out := l.query, url.Values{}
	set := func(name, value string) {
		if value != "" {
			out.Set(name, value)
		}
	}
	set("q", q.Text)
	if l.base == "/cari" {
		set("kategori", q.Category)
	}
	for _, k := range q.Kecamatan {
		out.Add("kecamatan", k)
	}
	if q.PriceMin > 0 {
		set("harga_dari", strconv.FormatInt(int64(q.PriceMin), 10))
	}
	if q.PriceMax > 0 {
		set("harga_sampai", strconv.FormatInt(int64(q.PriceMax), 10))
	}
	if q.Halal == search.HalalOnly {
		set("halal", "1")
	}
	set("siap", string(q.Ready))
	set("terima", string(q.Delivery))
	if q.Sort != search.Relevance {
		set("urut", string(q.Sort))
	}
	return out
}

// with is the address of this list with one thing changed.
func (l listing) with(v *visit, change func(url.Values)) string {
	values := l.values()
	change(values)
	return l.address(v, values)
}

func (l listing) address(v *visit, values url.Values) string {
	if len(values) == 0 {
		return v.url(l.base)
	}
	return v.url(l.base) + "?" + values.Encode()
}

// category is a category's list.
func (h *storefront) category(v *visit) error {
	tree, err := h.catalog.Tree(v.ctx())
	if err != nil {
		return err
	}
	cat, ok := tree.BySlug(v.param("slug"))
	if !ok {
		return errNotFound
	}
	l := h.readListing(v, "/kategori/"+cat.Slug)
	l.query.Category = cat.Slug
	page, res, err := h.list(v, l, tree)
	if err != nil {
		return err
	}
	page.Heading = cat.Name(v.lang)
	page.Title = page.Heading
	page.Description = v.words.T("buyer.category_description", page.Heading)
	page.Trail = append(page.Trail, components.Link{Label: v.words.T("shell.home"), URL: v.url("/")})
	for _, up := range tree.Path(cat.ID) {
		page.Trail = append(page.Trail, components.Link{Label: up.Name(v.lang), URL: v.url("/kategori/" + up.Slug), Current: up.ID == cat.ID})
	}
	for _, c := range res.Facets.Categories {
		if c.Parent == cat.Slug {
			page.Scopes = append(page.Scopes, h.scope(v, tree, c, v.url("/kategori/"+c.Slug)))
		}
	}
	if len(l.values()) == 0 && l.query.Page.Number == 1 {
		page.Base = v.indexed(page.Base, l.base)
	} else {
		page.Robots = "noindex,follow"
	}
	return v.ok(category.View(page))
}

// search is the list of what a text found; a product code goes straight to its page.
func (h *storefront) search(v *visit) error {
	tree, err := h.catalog.Tree(v.ctx())
	if err != nil {
		return err
	}
	l := h.readListing(v, "/cari")
	page, res, err := h.list(v, l, tree)
	if err != nil {
		return err
	}
	if res.ExactCode != "" {
		return v.redirect(productPath(res.ExactCode, ""))
	}
	page.Query, page.Search, page.Robots = l.query.Text, l.query.Text, "noindex,follow"
	page.Heading = v.words.T("buyer.all_products")
	if page.Query != "" {
		page.Heading = v.words.T("buyer.results_for", page.Query)
		if err := h.around(v, l, &page, res); err != nil {
			return err
		}
	}
	page.Title = page.Heading
	for _, c := range res.Facets.Categories {
		if (l.query.Category == "" && c.Parent == "") || (l.query.Category != "" && c.Parent == l.query.Category) {
			page.Scopes = append(page.Scopes, h.scope(v, tree, c, l.with(v, func(q url.Values) { q.Set("kategori", c.Slug) })))
		}
	}
	return v.ok(category.View(page))
}

func (h *storefront) scope(v *visit, tree *catalog.Tree, c search.CategoryCount, address string) components.Link {
	name := c.Name
	if cat, ok := tree.BySlug(c.Slug); ok {
		name = cat.Name(v.lang)
	}
	return components.Link{Label: name, URL: address, Count: v.words.Number(c.Count)}
}

// around adds what stands beside the hits: the corrected text, shops, and ways on.
func (h *storefront) around(v *visit, l listing, page *category.Page, res search.Result) error {
	page.Similar = res.Total > 0 && res.AllWords == 0
	page.Corrected = res.Corrected
	shops, total, err := h.shops.List(v.ctx(), shop.Filter{Text: l.query.Text, Page: paging.Request{Size: 3}})
	if err != nil {
		return err
	}
	page.Shops = h.shopCards(v, shops)
	if total > len(shops) {
		page.ShopURL = v.url("/toko") + "?q=" + url.QueryEscape(l.query.Text)
	}
	return nil
}

// list fills everything that both kinds of list share.
func (h *storefront) list(v *visit, l listing, tree *catalog.Tree) (category.Page, search.Result, error) {
	res, cards, err := h.found(v, l.query)
	if err != nil {
		return category.Page{}, res, err
	}
	page := category.Page{Base: v.base("category", layouts.Public), Count: res.Total, Cards: cards,
		Filters: h.filters(v, l, tree, res), Applied: h.applied(v, l, tree), ClearURL: l.clear(v)}
	pages := l.query.Page.Pages(res.Total)
	page.Pages = components.Pages{Number: l.query.Page.Number, Total: pages}
	turn := func(n int) string { return l.with(v, func(q url.Values) { q.Set("hal", strconv.Itoa(n)) }) }
	if n := l.query.Page.Number; n > 1 {
		page.Pages.PreviousURL = turn(min(n-1, pages))
	}
	if n := l.query.Page.Number; n < pages {
		page.Pages.NextURL = turn(n + 1)
	}
	if res.Total == 0 {
		page.NoHits = h.noHits(v, l, tree)
	}
	return page, res, nil
}

// clear is the list without its filters.
func (l listing) clear(v *visit) string {
	values := url.Values{}
	if l.query.Text != "" {
		values.Set("q", l.query.Text)
	}
	return l.address(v, values)
}

// noHits is what helps when nothing was found.
func (h *storefront) noHits(v *visit, l listing, tree *catalog.Tree) *category.NoHits {
	none := &category.NoHits{AskURL: text.WhatsApp(v.server.agency.WhatsApp, v.words.T("buyer.ask_agency_find_text", l.query.Text))}
	if v.server.agency.WhatsApp == "" {
		none.AskURL = ""
	}
	for _, c := range h.applied(v, l, tree) {
		none.Loosen = append(none.Loosen, components.Link{Label: c.Label, URL: c.URL})
	}
	words := strings.Fields(l.query.Text)
	for i, w := range words {
		if len(words) > 1 && i < 3 {
			none.Queries = append(none.Queries, components.Link{Label: w, URL: v.url("/cari") + "?q=" + url.QueryEscape(w)})
		}
	}
	none.Categories = v.nav()
	return none
}
