package home

import (
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title = "home", b.T("shell.site")
	return Page{
		Base: b, Products: 312, Shops: 86, Categories: pagetest.Categories(b.Words),
		First: components.Rack{Title: b.T("buyer.chosen"), Cards: pagetest.Cards(b.Words, 10), MoreURL: b.URL("/cari"), MoreLabel: b.T("buyer.see_all")},
		Collection: &Collection{Title: "Oleh-oleh lebaran", Dates: "sampai 12 Mei 2026", Note: "Dipilih petugas: tahan lama dan mudah dibawa.", URL: b.URL("/koleksi/lebaran"),
			Cards: pagetest.Cards(b.Words, 5)},
		Maker: &Maker{Name: "Wajik Contoh", Place: "Sananwetan, Kota Blitar", Quote: "Dibungkus klobot jagung dan dijahit tangan, lima bungkus satu renteng.",
			URL: b.URL("/toko/contoh"), Photo: pagetest.Photo(0, "Ibu penjahit klobot di dapurnya"), Cards: pagetest.Cards(b.Words, 5)},
		Tiles:  pagetest.Tiles(b.Words),
		Newest: components.Rack{Title: b.T("buyer.newest"), Cards: pagetest.Cards(b.Words, 10), MoreURL: b.URL("/cari?urut=newest"), MoreLabel: b.T("buyer.see_all")},
	}
}

func TestHomeIsSoundInBothLanguages(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		pagetest.Check(t, "home-"+lang, View(sample(t, lang)))
	}
}

func TestHomeWithoutAnythingStillInvites(t *testing.T) {
	pagetest.Check(t, "home-empty", View(Page{Base: pagetest.Base(t, "id", layouts.Public)}))
}
