// Package product is the page of one product, where a visitor decides.
package product

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is one product. Parts without content are left out whole.
type Page struct {
	layouts.Base
	Trail  []components.Link
	Name   string
	Photos []components.Photo
	Price  components.Price
	// Checked is the line of the verified mark: "Toko terverifikasi, dicek petugas 12 Mei 2026".
	Checked string
	Stock   string // in plain words: "Ada, sisa 3", "Dibuat setelah dipesan, 5 hari"
	Scarce  bool   // the stock line is worth a look
	SoldOut bool
	Holiday string // "Toko libur sampai 12 Mei 2026.", "" when open

	// Form is where the basket is; it carries the product, and the variant when there is only one.
	Form     components.Form
	Variant  components.Field // Label says of what: "Rasa dan ukuran"
	Variants []components.Option
	Quantity components.Field
	CanBuy   bool

	AskURL    string // WhatsApp of the shop with product, code and address in the text
	NotifyURL string // WhatsApp asking to be told when it is back; for sold-out products
	ShareURL  string // absolute
	ReportURL string

	Delivery    []Line
	Facts       []components.Fact
	Description []string // paragraphs
	Maker       Maker
	SameShop    components.Rack
	Similar     components.Rack
}

// Line is one line of how it comes to the buyer, with its icon: place, delivery, clock, shop.
type Line struct{ Icon, Text string }

// Maker is who made it.
type Maker struct {
	Name  string
	URL   string
	Place string // "Sananwetan, Kota Blitar"
	Story string // one paragraph
	Reply string // "Biasanya membalas dalam 1 jam"
	Since string // "Bergabung sejak Mei 2026"
	Photo components.Photo
}

// variantField keeps the label of the group as it is: a choice is always made.
func (p Page) variantField() components.Field {
	f := p.Variant
	if f.Name == "" {
		f.Name = "variant"
	}
	if f.Label == "" {
		f.Label = p.T("buyer.variant")
	}
	return f
}

func (p Page) quantityField() components.Field {
	f := p.Quantity
	if f.Name == "" {
		f.Name = "quantity"
	}
	if f.Label == "" {
		f.Label = p.T("buyer.quantity")
	}
	if f.Value == "" {
		f.Value = "1"
	}
	f.Min = max(f.Min, 1)
	return f
}

func (p Page) sameShop() components.Rack {
	r := p.SameShop
	r.ID, r.Start = "same-shop", 4
	return r
}

func (p Page) similar() components.Rack {
	r := p.Similar
	r.ID, r.Start = "similar", 4
	return r
}

// use loads the first picture at once and the others when one swipes to them.
func (p Page) use(i int) components.Use {
	u := components.MainUse()
	if i > 0 {
		u.Loading = "lazy"
	}
	return u
}

// thumb is a picture whose name is said by its link.
func thumb(p components.Photo) components.Photo {
	p.Alt = ""
	return p
}
