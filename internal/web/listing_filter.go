package web

import (
	"net/url"
	"slices"
	"strconv"

	"beli/frontend/components"
	"beli/internal/catalog"
	"beli/internal/money"
	"beli/internal/search"
)

// filters is the form beside a list, with what each choice would give.
func (h *storefront) filters(v *visit, l listing, tree *catalog.Tree, res search.Result) components.Filters {
	q := l.query
	f := components.Filters{Action: v.url(l.base), Count: v.words.Number(res.Total),
		Sort: components.Field{Name: "urut", Label: v.words.T("buyer.sort"), Bare: true}}
	if q.Text != "" {
		f.Hidden = append(f.Hidden, components.Hidden{Name: "q", Value: q.Text})
	}
	for _, s := range []search.Sort{search.Relevance, search.Newest, search.PriceAsc, search.PriceDesc, search.BestSelling} {
		f.Sorts = append(f.Sorts, components.Option{Value: string(s), Label: v.words.T("buyer.sort_" + string(s)), Chosen: q.Sort == s})
	}
	if l.base == "/cari" {
		f.Facets = append(f.Facets, h.categoryFacet(v, q, tree, res))
	}
	f.Facets = append(f.Facets, h.districtFacet(v, q, res))
	if res.Facets.Halal > 0 || q.Halal == search.HalalOnly {
		f.Facets = append(f.Facets, components.Facet{Field: field("halal", v.words.T("buyer.halal")), Many: true, Options: []components.Option{
			{Value: "1", Label: v.words.T("buyer.halal_only"), Note: v.words.Number(res.Facets.Halal), Chosen: q.Halal == search.HalalOnly}}})
	}
	f.Facets = append(f.Facets,
		components.Facet{Field: field("siap", v.words.T("buyer.readiness")), Options: []components.Option{
			{Value: "", Label: v.words.T("buyer.readiness_any"), Chosen: q.Ready == search.ReadyAny},
			{Value: string(search.ReadyNow), Label: v.words.T("buyer.ready_now"), Note: v.words.Number(res.Facets.ReadyNow), Chosen: q.Ready == search.ReadyNow},
			{Value: string(search.MadeToOrder), Label: v.words.T("buyer.made_to_order"), Note: v.words.Number(res.Facets.MadeToOrder), Chosen: q.Ready == search.MadeToOrder}}},
		components.Facet{Field: field("terima", v.words.T("buyer.delivery_filter")), Options: []components.Option{
			{Value: "", Label: v.words.T("buyer.delivery_any"), Chosen: q.Delivery == search.DeliveryAny},
			{Value: string(search.DeliveryPickup), Label: v.words.T("buyer.delivery_pickup"), Note: v.words.Number(res.Facets.Pickup), Chosen: q.Delivery == search.DeliveryPickup},
			{Value: string(search.DeliveryExpedition), Label: v.words.T("buyer.delivery_expedition"), Note: v.words.Number(res.Facets.Expedition), Chosen: q.Delivery == search.DeliveryExpedition}}})
	f.Price = h.priceRange(v, l, res)
	if n := len(h.applied(v, l, tree)); n > 0 {
		f.Applied = strconv.Itoa(n)
	}
	return f
}

func field(name, label string) components.Field {
	return components.Field{Name: name, Label: label, Bare: true}
}

func (h *storefront) categoryFacet(v *visit, q search.Query, tree *catalog.Tree, res search.Result) components.Facet {
	out := components.Facet{Field: field("kategori", v.words.T("buyer.category")),
		Options: []components.Option{{Value: "", Label: v.words.T("buyer.all_products"), Chosen: q.Category == ""}}}
	for _, c := range res.Facets.Categories {
		if c.Parent != "" && c.Parent != q.Category && c.Slug != q.Category {
			continue // leaves open with their root
		}
		name := c.Name
		if cat, ok := tree.BySlug(c.Slug); ok {
			name = cat.Name(v.lang)
		}
		out.Options = append(out.Options, components.Option{Value: c.Slug, Label: name, Note: v.words.Number(c.Count), Chosen: c.Slug == q.Category})
	}
	return out
}

func (h *storefront) districtFacet(v *visit, q search.Query, res search.Result) components.Facet {
	out := components.Facet{Field: field("kecamatan", v.words.T("buyer.district")), Many: true}
	for _, k := range res.Facets.Kecamatan {
		out.Options = append(out.Options, components.Option{Value: k.Slug, Label: k.Name, Note: v.words.Number(k.Count),
			Chosen: slices.Contains(q.Kecamatan, k.Slug)})
	}
	return out
}

func (h *storefront) priceRange(v *visit, l listing, res search.Result) components.PriceRange {
	typed := func(r money.Rupiah) string {
		if r == 0 {
			return ""
		}
		return strconv.FormatInt(int64(r), 10)
	}
	out := components.PriceRange{Label: v.words.T("buyer.price"),
		From: components.Field{Name: "harga_dari", Label: v.words.T("buyer.price_from"), Value: typed(l.query.PriceMin), Bare: true, Prefix: "Rp"},
		To:   components.Field{Name: "harga_sampai", Label: v.words.T("buyer.price_to"), Value: typed(l.query.PriceMax), Bare: true, Prefix: "Rp"}}
	for i, r := range search.PriceRanges() {
		if res.Facets.Prices[i] == 0 {
			continue
		}
		out.Ready = append(out.Ready, components.Link{Label: v.priceLabel(r.Min, r.Max), Count: v.words.Number(res.Facets.Prices[i]),
			Current: l.query.PriceMin == r.Min && l.query.PriceMax == r.Max,
			URL: l.with(v, func(q url.Values) {
				q.Del("harga_dari")
				q.Del("harga_sampai")
				if r.Min > 0 {
					q.Set("harga_dari", typed(r.Min))
				}
				if r.Max > 0 {
					q.Set("harga_sampai", typed(r.Max))
				}
			})})
	}
	return out
}

func (v *visit) priceLabel(low, high money.Rupiah) string {
	switch {
	case low == 0:
		return v.words.T("buyer.price_below", (high + 1).In(v.lang))
	case high == 0:
		return v.words.T("buyer.price_above", low.In(v.lang))
	default:
		return v.words.T("buyer.price_between", low.In(v.lang), high.In(v.lang))
	}
}

// applied are the filters that are on, each with the list that is without it.
func (h *storefront) applied(v *visit, l listing, tree *catalog.Tree) []components.Chip {
	var out []components.Chip
	chip := func(label string, change func(url.Values)) {
		out = append(out, components.Chip{Label: label, URL: l.with(v, change)})
	}
	q := l.query
	if cat, ok := tree.BySlug(q.Category); ok && l.base == "/cari" {
		chip(v.words.T("buyer.category")+": "+cat.Name(v.lang), func(p url.Values) { p.Del("kategori") })
	}
	for _, slug := range q.Kecamatan {
		if k, ok := h.region.KecamatanBySlug(slug); ok {
			chip(v.words.T("buyer.district")+": "+k.Name, func(p url.Values) {
				p["kecamatan"] = slices.DeleteFunc(slices.Clone(p["kecamatan"]), func(s string) bool { return s == slug })
			})
		}
	}
	if q.PriceMin > 0 || q.PriceMax > 0 {
		chip(v.words.T("buyer.price")+": "+v.priceLabel(q.PriceMin, q.PriceMax), func(p url.Values) { p.Del("harga_dari"); p.Del("harga_sampai") })
	}
	if q.Halal == search.HalalOnly {
		chip(v.words.T("buyer.halal"), func(p url.Values) { p.Del("halal") })
	}
	if q.Ready != search.ReadyAny {
		label := "buyer.ready_now"
		if q.Ready == search.MadeToOrder {
			label = "buyer.made_to_order"
		}
		chip(v.words.T(label), func(p url.Values) { p.Del("siap") })
	}
	if q.Delivery != search.DeliveryAny {
		chip(v.words.T("buyer.delivery_"+string(q.Delivery)), func(p url.Values) { p.Del("terima") })
	}
	return out
}
