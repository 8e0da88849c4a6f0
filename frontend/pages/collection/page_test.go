package collection

import (
	"testing"

	"golang.org/x/net/html"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title = "collection", "Oleh-oleh lebaran"
	return Page{Base: b, Title: b.Title, State: Running, Dates: b.T("shop.collection_dates", "1 Mei 2026", "12 Mei 2026"), Start: "1 Mei 2026, 08.00 WIB",
		Trail: []components.Link{{Label: b.T("shell.home"), URL: b.URL("/")}, {Label: b.Title}},
		Rules: []string{"Harga berlaku sampai persediaan habis.", "Ongkir seperti biasa."},
		Note:  []string{"Dipilih yang tahan lama di perjalanan, dari pembuat yang siap kirim sebelum lebaran."}, Cards: pagetest.Cards(b.Words, 8)}
}

func cards(root *html.Node) int {
	n := 0
	for d := range root.Descendants() {
		for _, a := range d.Attr {
			if d.Data == "li" && a.Key == "class" && (a.Val == "card" || a.Val == "card gone") {
				n++
			}
		}
	}
	return n
}

func TestCollectionShowsItsProductsOnlyFromItsStartOn(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		for _, c := range []struct {
			name    string
			state   State
			preview bool
			empty   bool
			want    int
		}{
			{"running", Running, false, false, 8}, {"upcoming", Upcoming, false, false, 0}, {"preview", Upcoming, true, false, 8},
			{"ended", Ended, false, false, 8}, {"sold-out", Running, false, true, 0},
		} {
			p := sample(t, lang)
			p.State, p.Preview = c.state, c.preview
			if c.empty {
				p.Cards = nil
			}
			if got := cards(pagetest.Check(t, "collection-"+c.name+"-"+lang, View(p))); got != c.want {
				t.Errorf("%s: %d products shown, want %d", c.name, got, c.want)
			}
		}
	}
}
