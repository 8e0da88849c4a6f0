// Package cart is the basket: what a visitor means to buy, by shop, with what has changed since.
package cart

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is the basket. Without shops it is empty and leads on.
//
// The quantities are sent to /keranjang/ubah as quantity-<line>, with then=cart (the button
// "Perbarui") or then=checkout ("Lanjut bayar"). /keranjang/hapus takes one line.
type Page struct {
	layouts.Base
	Shops []Shop
	Total string // of what can be bought, without postage: "Rp72.000"
	Count string // "3 barang dari 2 toko"
	// Stuck tells that nothing in the basket can be bought now; the way on is then left out.
	Stuck   bool
	Removed *Removed

	Categories []components.Link // ways on from an empty basket
	Recent     components.Rack   // what was looked at before; ID and Title may be left ""
}

// Shop is the part of one shop, which ships by itself.
type Shop struct {
	Name     string
	URL      string
	Place    string // "Sananwetan, Kota Blitar"
	Notice   string // holiday or closed, in words; "" when open
	Lines    []Line
	Subtotal string
	Postage  string // "Ongkir mulai Rp9.000", "Bisa diambil sendiri", "Tanpa pengiriman"
}

// Line is one variant in the basket.
type Line struct {
	ID       string // of the line: names quantity-<ID> and is sent as line
	URL      string
	Name     string
	Variant  string // "" without variants
	Photo    components.Photo
	Price    string // of one: "Rp25.000"
	Unit     string
	Quantity string // as asked, or as typed when it was refused
	Most     int    // that can be bought of it; 0 when nobody counts
	Total    string
	Changes  []string // what has changed since the last visit, in words
	Out      bool     // cannot be bought now; Changes say why
}

// Removed is the line that has just been taken out and can be put back. Fields are what
// /keranjang needs to add it again.
type Removed struct {
	Name   string
	Fields []components.Hidden
}

// QuantityField is the name under which the number of a line is sent.
func QuantityField(line string) string { return "quantity-" + line }

func (p Page) quantity(l Line) components.Field {
	return components.Field{Name: QuantityField(l.ID), Label: l.Name, Value: l.Quantity, Bare: true, Max: l.Most,
		Error: p.ErrorOf(QuantityField(l.ID))}
}

func (p Page) form(action string, hidden ...components.Hidden) components.Form {
	return components.Form{Action: p.URL(action), CSRF: p.CSRF, Hidden: hidden}
}

func (p Page) removeForm() components.Form {
	f := p.form("/keranjang/hapus")
	f.ID = "remove"
	return f
}

func (p Page) recent() components.Rack {
	r := p.Recent
	r.ID = "recent"
	if r.Title == "" {
		r.Title = p.T("checkout.recent")
	}
	return r
}

func (p Page) empty() components.Empty {
	return components.Empty{Scene: components.SceneEmpty, Heading: 1, Title: p.T("checkout.cart_empty_title"), Text: p.T("checkout.cart_empty_text"),
		Actions: []components.Button{
			{Label: p.T("checkout.see_products"), Kind: components.Primary, URL: p.URL("/cari")},
			{Label: p.T("shell.all_shops"), URL: p.URL("/toko")},
		}}
}

// thumb is a picture whose name stands beside it.
func thumb(p components.Photo) components.Photo {
	p.Alt = ""
	return p
}
