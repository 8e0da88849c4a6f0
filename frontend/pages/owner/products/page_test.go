package products

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
	"beli/frontend/pagetest"
)

func sample(s owner.Screen) Page {
	return Page{Screen: s, Any: true,
		Tabs: []components.Link{{Label: s.T("owner.list_all"), URL: s.At("produk"), Count: "12", Current: true}, {Label: s.T("owner.list_sold_out"), URL: s.At("produk") + "?tab=sold_out", Count: "1"},
			{Label: s.T("owner.list_needs_work"), URL: s.At("produk") + "?tab=needs_work", Count: "1"}},
		Rows: []Row{
			{ID: "1", Name: "Wajik kletik bungkus klobot, satu renteng isi 5", Price: "Rp25.000", Unit: "renteng", Photo: pagetest.Photo(0, ""), State: owner.ProductLive, Changing: true, Variant: "11", Amount: "25.000", Counted: true, Left: "12", FewPhotos: true},
			{ID: "2", Name: "Opak gambir", Price: "Rp18.000", Unit: "bungkus", Photo: pagetest.Photo(1, ""), State: owner.ProductLive, Variant: "21", Amount: "18.000", Counted: true, Left: "0", SoldOut: true},
			{ID: "3", Name: "Sambal pecel", Price: s.T("owner.price_from", "Rp16.000"), Photo: pagetest.Photo(2, ""), State: owner.ProductHidden, StockSay: s.T("owner.stock_say_variants", "3", "12")},
			{ID: "4", Name: "Dodol belimbing", Price: "Rp20.000", Unit: "kotak", Photo: pagetest.Photo(3, ""), State: owner.ProductNeedsWork, Reason: "Foto label P-IRT belum terbaca. Foto ulang, lalu kirim lagi.", Variant: "41", Amount: "20.000", StockSay: s.T("owner.stock_say_made", "3")},
			{ID: "5", Name: "Madumongso", State: owner.ProductDraft, Variant: "51"},
			{ID: "6", Name: "Jenang", Price: "Rp15.000", State: owner.ProductTakenDown, Reason: "Menunggu hasil pemeriksaan."},
			{ID: "7", Name: "Kopi", Price: "Rp40.000", State: owner.ProductWaiting, StockSay: s.T("owner.stock_say_always")},
		},
		Pages: components.Pages{Number: 1, Total: 2, NextURL: s.At("produk") + "?hal=2", Count: "12"},
	}
}

func TestStockAndPriceAreChangedFromTheList(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		root := ownertest.Check(t, s, "products", View(sample(s)))
		for action, want := range map[string]string{
			s.At("produk", "1", "stok"): "csrf from variant on_hand", s.At("produk", "1", "harga"): "csrf from variant price",
			s.At("produk", "1", "sembunyi"): "csrf from", s.At("produk", "3", "tampil"): "csrf from",
			s.At("produk", "3", "harga"): "", s.At("produk", "3", "stok"): "", s.At("produk", "4", "stok"): "", s.At("produk", "6", "tampil"): "",
		} {
			if got := ownertest.Names(root, action); got != want {
				t.Errorf("%s gets %q, want %q", action, got, want)
			}
		}
		if !strings.Contains(ownertest.Text(root), "Foto label P-IRT belum terbaca.") {
			t.Error("the officer's reason is not on the list")
		}
	})
}

func TestRefusedPriceStaysAtItsProduct(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := sample(s)
		p.Wrong, p.Typed, p.Errors = "2", "0", []components.FieldError{{Name: "price", Text: s.T("error.price_range", "Rp1", "Rp100.000.000")}}
		ownertest.Check(t, s, "products-wrong-price", View(p))
		p.Typed, p.Errors = "banyak", []components.FieldError{{Name: "on_hand", Text: s.T("error.not_a_number")}}
		root := ownertest.Check(t, s, "products-wrong-stock", View(p))
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "value" && a.Val == "banyak" {
					return
				}
			}
		}
		t.Error("what was typed is gone")
	})
}

func TestNothingYetDiffersFromNothingFound(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		none := ownertest.Text(ownertest.Check(t, s, "products-none", View(Page{Screen: s})))
		lost := ownertest.Text(ownertest.Check(t, s, "products-lost", View(Page{Screen: s, Any: true, Query: "xyz"})))
		if !strings.Contains(none, s.T("owner.products_none")) || !strings.Contains(lost, s.T("owner.products_not_found")) {
			t.Error("the two are told apart wrongly")
		}
	})
}
