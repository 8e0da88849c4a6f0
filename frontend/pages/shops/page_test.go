package shops

import (
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title = "shops", b.T("shop.list_title")
	return Page{Base: b, Count: 40, Tiles: pagetest.Tiles(b.Words), Shops: pagetest.Shops(b.Words, 6),
		Trail: []components.Link{{Label: b.T("shell.home"), URL: b.URL("/")}, {Label: b.T("shell.all_shops")}},
		Filters: components.Filters{Action: b.URL("/toko"),
			Sort:   components.Field{Name: "urut", Label: b.T("buyer.sort"), Bare: true},
			Sorts:  []components.Option{{Value: "nama", Label: b.T("shop.sort_name"), Chosen: true}, {Value: "terbaru", Label: b.T("shop.sort_newest")}},
			Facets: []components.Facet{{Field: components.Field{Name: "kategori", Label: b.T("buyer.category"), Bare: true}, Options: []components.Option{{Value: "makanan", Label: "Makanan", Note: "22"}, {Value: "batik", Label: "Batik", Note: "8"}}}}},
		Pages: components.Pages{Number: 1, Total: 2, NextURL: b.URL("/toko?hal=2")},
	}
}

func TestShopListIsSoundInEveryState(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		pagetest.Check(t, "shops-"+lang, View(p))

		p.Shops, p.Count = nil, 0
		p.Applied = []components.Chip{{Label: "Batik", URL: p.URL("/toko")}}
		p.ClearURL = p.URL("/toko")
		pagetest.Check(t, "shops-none-filtered-"+lang, View(p))

		pagetest.Check(t, "shops-none-"+lang, View(Page{Base: p.Base}))
	}
}

func TestDistrictsCanBeReadAsAListBesideTheMap(t *testing.T) {
	p := sample(t, "id")
	root := pagetest.Check(t, "shops-id", View(p))
	links := 0
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" && a.Val == "/kecamatan/contoh-9" {
				links++
			}
		}
	}
	if links != 2 {
		t.Errorf("Kanigoro is linked %d times, want once on the map and once in the list", links)
	}
}
