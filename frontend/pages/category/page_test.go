package category

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title = "list", "Oleh-oleh & jajanan kering"
	return Page{
		Base: b, Heading: b.Title, Count: 37,
		Trail:  []components.Link{{Label: b.T("shell.home"), URL: b.URL("/")}, {Label: "Makanan", URL: b.URL("/kategori/makanan")}, {Label: b.Title}},
		Scopes: []components.Link{{Label: "Wajik", URL: b.URL("/kategori/wajik"), Count: "8"}, {Label: "Keripik", URL: b.URL("/kategori/keripik"), Count: "14"}},
		Filters: components.Filters{
			Action: b.URL("/kategori/jajanan"), Count: "37", Applied: "2",
			Sort:  components.Field{Name: "urut", Label: b.T("buyer.sort"), Bare: true},
			Sorts: []components.Option{{Value: "relevance", Label: b.T("buyer.sort_relevance"), Chosen: true}, {Value: "newest", Label: b.T("buyer.sort_newest")}},
			Facets: []components.Facet{
				{Field: components.Field{Name: "kecamatan", Label: b.T("buyer.district"), Bare: true}, Many: true,
					Options: []components.Option{{Value: "garum", Label: "Garum", Note: "12", Chosen: true}, {Value: "wlingi", Label: "Wlingi", Note: "9"}}},
				{Field: components.Field{Name: "halal", Label: b.T("buyer.halal"), Bare: true}, Many: true,
					Options: []components.Option{{Value: "1", Label: b.T("buyer.halal_only"), Note: "21", Chosen: true}}},
			},
			Price: components.PriceRange{Label: b.T("buyer.price"),
				From:  components.Field{Name: "dari", Label: b.T("buyer.price_from"), Bare: true},
				To:    components.Field{Name: "sampai", Label: b.T("buyer.price_to"), Bare: true},
				Ready: []components.Link{{Label: b.T("buyer.price_below", "Rp25.000"), URL: b.URL("/kategori/jajanan?sampai=24999")}}},
		},
		Applied:  []components.Chip{{Label: "Halal", URL: b.URL("/kategori/jajanan?kecamatan=garum")}, {Label: "Garum", URL: b.URL("/kategori/jajanan?halal=1")}},
		ClearURL: b.URL("/kategori/jajanan"), Cards: pagetest.Cards(b.Words, 24),
		Pages: components.Pages{Number: 1, Total: 2, NextURL: b.URL("/kategori/jajanan?hal=2")},
	}
}

func TestListIsSoundInBothLanguages(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		pagetest.Check(t, "category-"+lang, View(sample(t, lang)))
	}
}

func TestSearchShowsWhatItUnderstoodAndTheShops(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		p.Query, p.Search, p.Trail = "wajik kletek", "wajik kletek", nil
		p.Heading = p.T("buyer.results_for", p.Query)
		p.Corrected, p.OriginalURL = "wajik kletik", p.URL("/cari?q=wajik+kletek&persis=1")
		p.Shops = pagetest.Shops(p.Words, 2)
		p.Cards = p.Cards[:2]
		p.Count, p.Pages = 2, components.Pages{Number: 1, Total: 1}
		pagetest.Check(t, "search-"+lang, View(p))
	}
}

func TestNothingFoundLeadsOn(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		p.Query, p.Heading = "zzz", p.T("buyer.results_for", "zzz")
		p.Cards, p.Count, p.Pages, p.Applied, p.Scopes = nil, 0, components.Pages{}, nil, nil
		p.NoHits = &NoHits{
			Queries:    []components.Link{{Label: "sambal pecel", URL: p.URL("/cari?q=sambal+pecel")}},
			Categories: pagetest.Categories(p.Words), AskURL: "https://wa.me/6281200000000?text=zzz",
		}
		root := pagetest.Check(t, "no-hits-"+lang, View(p))
		links := 0
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "href" && (strings.Contains(a.Val, "sambal") || strings.Contains(a.Val, "/kategori/") || strings.Contains(a.Val, "wa.me")) {
					links++
				}
			}
		}
		if links < 4 {
			t.Errorf("%s: %d ways on", lang, links)
		}
	}
}
