package cart

import (
	"testing"

	"golang.org/x/net/html"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title, b.CSRF, b.CartCount = "cart", b.T("checkout.cart_title"), "token", 4
	return Page{Base: b, Total: "Rp86.000", Count: b.T("checkout.count", b.N("checkout.pieces", 4), b.N("shell.shops", 2)),
		Shops: []Shop{
			{Name: "Wajik Contoh", URL: b.URL("/toko/wajik"), Place: "Sananwetan, Kota Blitar", Subtotal: "Rp50.000", Postage: b.T("buyer.shipping_from", "Rp9.000"), Lines: []Line{
				{ID: "11", URL: b.URL("/p/A"), Name: "Wajik kletik bungkus klobot, satu renteng isi 5", Variant: "Gula kelapa", Photo: pagetest.Photo(0, "Wajik"), Price: "Rp25.000", Unit: "renteng", Quantity: "2", Most: 40, Total: "Rp50.000",
					Changes: []string{b.T("checkout.price_changed", "Rp24.000", "Rp25.000")}},
				{ID: "12", URL: b.URL("/p/B"), Name: "Madumongso ketan hitam", Photo: pagetest.Photo(1, "Madumongso"), Price: "Rp30.000", Unit: "kotak", Quantity: "1", Total: "Rp0", Out: true,
					Changes: []string{b.T("checkout.problem_sold_out")}}}},
			{Name: "Opak Contoh", URL: b.URL("/toko/opak"), Place: "Kanigoro, Kabupaten Blitar", Subtotal: "Rp36.000", Postage: b.T("buyer.can_pick_up"), Notice: b.T("shop.closed_until", "12 Mei 2026"), Lines: []Line{
				{ID: "13", URL: b.URL("/p/C"), Name: "Opak gambir gulung wijen", Photo: pagetest.Photo(1, "Opak"), Price: "Rp18.000", Unit: "bungkus", Quantity: "2", Most: 2, Total: "Rp36.000",
					Changes: []string{b.T("checkout.problem_less_stock", "2 bungkus")}}}},
		}}
}

func TestCartIsSoundInEveryState(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		pagetest.Check(t, "cart-"+lang, View(p))

		p.Removed = &Removed{Name: "Gula kelapa", Fields: []components.Hidden{{Name: "variant", Value: "7"}, {Name: "quantity", Value: "1"}}}
		p.Errors = []components.FieldError{{Name: QuantityField("11"), Text: p.T("error.not_a_number")}}
		pagetest.Check(t, "cart-removed-wrong-"+lang, View(p))

		stuck := p
		stuck.Shops = []Shop{p.Shops[0]}
		stuck.Shops[0].Lines = stuck.Shops[0].Lines[1:]
		stuck.Errors, stuck.Removed, stuck.Stuck, stuck.Total = nil, nil, true, "Rp0"
		pagetest.Check(t, "cart-stuck-"+lang, View(stuck))

		empty := Page{Base: p.Base, Categories: pagetest.Categories(p.Words), Recent: components.Rack{Cards: pagetest.Cards(p.Words, 5)}}
		empty.Errors = nil
		pagetest.Check(t, "cart-empty-"+lang, View(empty))
	}
}

func TestLineThatCannotBeBoughtCanOnlyBeRemoved(t *testing.T) {
	names, removes := map[string]bool{}, map[string]bool{}
	for n := range pagetest.Check(t, "cart", View(sample(t, "id"))).Descendants() {
		switch n.Data {
		case "input":
			names[value(n, "name")] = true
		case "button":
			if value(n, "form") == "remove" {
				removes[value(n, "value")] = true
			}
		}
	}
	if names["quantity-12"] || !names["quantity-11"] || !names["quantity-13"] {
		t.Errorf("numbers are asked for %v", names)
	}
	if !removes["11"] || !removes["12"] || !removes["13"] {
		t.Errorf("lines that can be removed: %v", removes)
	}
}

// The first button of a form is what the Enter key presses: it must never take something away or go on.
func TestEnterInTheBasketOnlyUpdatesTheNumbers(t *testing.T) {
	for n := range pagetest.Check(t, "cart", View(sample(t, "id"))).Descendants() {
		if n.Data != "form" || value(n, "action") != "/keranjang/ubah" {
			continue
		}
		for d := range n.Descendants() {
			if d.Data == "button" && value(d, "type") == "submit" && value(d, "form") == "" {
				if value(d, "value") != "cart" {
					t.Errorf("Enter sends %q", value(d, "value"))
				}
				return
			}
		}
	}
	t.Error("no button found")
}

func value(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
