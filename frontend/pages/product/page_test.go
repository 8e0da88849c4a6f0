package product

import (
	"testing"

	"golang.org/x/net/html"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title = "product", "Wajik kletik bungkus klobot, satu renteng isi 5"
	b.JSONLD = `{"@context":"https://schema.org","@type":"Product","name":"Wajik </script> kletik"}`
	return Page{
		Base: b, Name: b.Title,
		Trail:   []components.Link{{Label: "Makanan", URL: b.URL("/kategori/makanan")}, {Label: "Jajanan kering", URL: b.URL("/kategori/jajanan")}, {Label: b.Title}},
		Photos:  []components.Photo{pagetest.Photo(0, "Wajik kletik dalam klobot, lima bungkus dijahit"), pagetest.Photo(1, "Isi wajik"), pagetest.Photo(2, "Wajik di samping sendok")},
		Price:   components.Price{Now: "Rp25.000", Unit: "renteng", Before: "Rp28.000"},
		Checked: b.T("buyer.checked_on", "12 Mei 2026"), Stock: b.T("buyer.in_stock", "40", "renteng"),
		Form:    components.Form{Action: b.URL("/keranjang"), Hidden: []components.Hidden{{Name: "product", Value: "CONTOH"}}},
		Variant: components.Field{Label: "Rasa", Bare: true},
		Variants: []components.Option{
			{Value: "1", Label: "Gula kelapa", Note: "Rp25.000", Chosen: true, Data: map[string]string{"price-of": "Rp25.000"}},
			{Value: "2", Label: "Gula kelapa dan wijen", Note: "Rp28.000", Data: map[string]string{"price-of": "Rp28.000"}},
			{Value: "3", Label: "Pandan", Hint: b.T("shell.sold_out"), Note: "Rp25.000", Disabled: true},
		},
		Quantity: components.Field{Max: 40, Suffix: "renteng", Bare: true}, CanBuy: true,
		AskURL: "https://wa.me/6281200000000?text=Halo", ShareURL: "https://contoh.test/p/CONTOH", ReportURL: b.URL("/laporkan?produk=CONTOH"),
		Delivery: []Line{{"place", b.T("buyer.ships_from", "Sananwetan, Kota Blitar")}, {"clock", b.T("buyer.ready_in", "2")}, {"delivery", b.T("buyer.shipping_from", "Rp9.000")}, {"shop", b.T("buyer.can_pick_up")}},
		Facts: []components.Fact{{Label: b.T("buyer.weight"), Value: "450 g"}, {Label: b.T("buyer.ingredients"), Value: "Ketan, kelapa, gula kelapa"},
			{Label: b.T("buyer.shelf_life"), Value: "14 hari"}, {Label: b.T("buyer.product_code"), Value: "CONTOH"}},
		Description: []string{"Ketan dimasak perlahan dengan gula kelapa sampai bagian luarnya renyah dan dalamnya tetap lembut.", "Dibungkus klobot jagung yang disetrika, lalu dijahit dengan benang."},
		Maker: Maker{Name: "Wajik Contoh", URL: b.URL("/toko/contoh"), Place: "Sananwetan, Kota Blitar", Story: "Resep keluarga. Ketan, kelapa, dan gula kelapa dari tetangga sendiri.",
			Reply: b.T("buyer.replies", "1 jam"), Since: b.T("buyer.joined", "Mei 2026"), Photo: pagetest.Photo(1, "")},
		SameShop: components.Rack{Title: b.T("buyer.same_shop", "Wajik Contoh"), Cards: pagetest.Cards(b.Words, 5)},
		Similar:  components.Rack{Title: b.T("buyer.similar"), Cards: pagetest.Cards(b.Words, 3)},
	}
}

func TestProductIsSoundInBothLanguages(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		pagetest.Check(t, "product-"+lang, View(sample(t, lang)))
	}
}

func TestSoldOutProductCannotBeBoughtButKeepsItsPrice(t *testing.T) {
	p := sample(t, "id")
	p.SoldOut, p.CanBuy, p.NotifyURL = true, false, "https://wa.me/6281200000000?text=Kabari"
	root := pagetest.Check(t, "product-sold-out", View(p))
	price, notify := false, false
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			price = price || n.Data == "Rp25.000"
			continue
		}
		for _, a := range n.Attr {
			if n.Data == "button" && a.Key == "name" && a.Val == "then" {
				t.Error("a sold-out product has a button to buy it")
			}
			notify = notify || a.Key == "href" && a.Val == p.NotifyURL
		}
	}
	if !price || !notify {
		t.Errorf("price shown %v, other way offered %v", price, notify)
	}
}

func TestProductWithTheLeastIsStillAPage(t *testing.T) {
	b := pagetest.Base(t, "id", layouts.Public)
	pagetest.Check(t, "product-least", View(Page{Base: b, Name: "Wajik", Price: components.Price{Now: "Rp1.000"}, CanBuy: true,
		Form: components.Form{Action: "/keranjang", CSRF: "token"}}))
}

func TestWordsOfAShopCannotCloseTheDataBlock(t *testing.T) {
	root := pagetest.Check(t, "product-data", View(sample(t, "id")))
	for n := range root.Descendants() {
		if n.Data == "script" && n.FirstChild != nil {
			if want := `{"@context":"https://schema.org","@type":"Product","name":"Wajik \u003c/script\u003e kletik"}`; n.FirstChild.Data != want {
				t.Errorf("data block is %s", n.FirstChild.Data)
			}
			return
		}
	}
	t.Error("no data block")
}
