package shop

import (
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title = "shop", "Wajik Contoh"
	return Page{
		Base: b, Name: "Wajik Contoh", Place: "Gedog, Sananwetan, Kota Blitar", Line: "Wajik kletik, madumongso, jajanan kering", Photo: pagetest.Photo(1, ""),
		Trail:   []components.Link{{Label: b.T("shell.all_shops"), URL: b.URL("/toko")}, {Label: "Sananwetan", URL: b.URL("/kecamatan/sananwetan")}, {Label: "Wajik Contoh"}},
		Checked: b.T("shop.checked", "NIB, P-IRT, "+b.T("info.address"), "12 Mei 2026"),
		Ways: []Line{{"clock", b.T("shop.hours", "Senin–Sabtu 08.00–16.00")}, {"message", b.T("shop.replies", "1 jam")}, {"shop", b.T("shop.pick_up")},
			{"delivery", b.T("shop.expedition")}, {"check", b.T("shop.cash")}},
		AskURL: "https://wa.me/6281200000000?text=Halo", ShareURL: "https://contoh.test/toko/contoh",
		SearchURL: b.URL("/toko/contoh"), Categories: []components.Link{{Label: "Jajanan", URL: b.URL("/toko/contoh?kategori=jajanan"), Count: "9"}, {Label: "Oleh-oleh", URL: b.URL("/toko/contoh?kategori=oleh-oleh"), Count: "3"}},
		Count: 12, Cards: pagetest.Cards(b.Words, 7), Pages: components.Pages{Number: 1, Total: 1},
		Story: Story{Owner: "Bu Contoh", Since: b.T("shop.joined", "Mei 2026"), Photo: pagetest.Photo(0, "Bu Contoh di dapurnya"),
			Paragraphs: []string{"Wajik ini resep ibu saya. Ketannya dari sawah tetangga, gulanya dari penderes di Sanankulon.", "Setiap pagi kami menyetrika klobot, lalu menjahitnya satu per satu."}},
		Papers: []components.Fact{{Label: "P-IRT", Value: b.T("shop.paper_until", "2123505010001-28", "31 Des 2028")}, {Label: "Halal", Value: "ID35110001234567890"}},
		Visit:  Visit{Address: "Jl. Contoh 12, RT 02/RW 05, Gedog, Sananwetan, Kota Blitar 66132", MapURL: "https://www.openstreetmap.org/"},
	}
}

func TestShopIsSoundInEveryState(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		pagetest.Check(t, "shop-"+lang, View(p))

		holiday := p
		holiday.Holiday = p.T("shop.closed_until", "12 Mei 2026")
		pagetest.Check(t, "shop-holiday-"+lang, View(holiday))

		lost := p
		lost.Query, lost.Cards, lost.Count = "kendang", nil, 0
		pagetest.Check(t, "shop-no-hits-"+lang, View(lost))

		pagetest.Check(t, "shop-new-"+lang, View(Page{Base: p.Base, Name: "Toko Baru", Place: "Kanigoro", Hidden: true, AskURL: p.AskURL}))
		pagetest.Check(t, "shop-gone-"+lang, Gone(Suspended{Base: p.Base, Name: "Wajik Contoh", Cards: pagetest.Cards(p.Words, 5)}))
	}
}

func TestUnverifiedShopCarriesNoMark(t *testing.T) {
	p := sample(t, "id")
	p.Checked, p.Hidden = "", true
	root := pagetest.Check(t, "shop-hidden", View(p))
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "class" && a.Val == "verified" {
				t.Error("a shop that nobody checked carries the mark")
			}
		}
	}
}
