package about

import (
	"testing"

	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func TestAboutSaysHowShopsAreCheckedAndProductsOrdered(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		b := pagetest.Base(t, lang, layouts.Public)
		b.Page, b.Title = "about", b.T("info.about_title")
		root := pagetest.Check(t, "about-"+lang, View(Page{b}))
		ids := map[string]bool{}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "id" {
					ids[a.Val] = true
				}
			}
		}
		if !ids["cek"] || !ids["urutan"] {
			t.Errorf("%s: other pages link to #cek and #urutan", lang)
		}
	}
}
