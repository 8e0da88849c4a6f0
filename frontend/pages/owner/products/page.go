// Package products is the owner's list of what the shop makes, with stock and price at hand.
package products

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Row is one product.
type Row struct {
	ID        string
	Name      string
	Price     string // ready: "Rp25.000", "mulai Rp25.000"
	Unit      string
	Photo     components.Photo
	State     owner.ProductState
	Changing  bool   // a change of the live product waits
	Reason    string // of a takedown or of what came back, word for word
	FewPhotos bool   // fewer than three: worth a hint
	SoldOut   bool

	// Variant is the id of the only variant; "" with several, whose stock and price have a screen of their own.
	Variant  string
	Amount   string // the price as it is typed, "25.000"; for Variant only
	Counted  bool
	Left     string // stock as it is typed, "12"; for Counted and Variant only
	StockSay string // stock in words where it is not counted here: "Selalu ada", "3 varian, sisa 12"
}

// Page is the list. The filter is a GET form with tab and q.
type Page struct {
	owner.Screen
	Query string
	// Tabs are the filters that have something in them: label, URL, count, current.
	Tabs  []components.Link
	Rows  []Row
	Pages components.Pages
	// Any tells whether the shop has a product at all: nothing yet differs from nothing found.
	Any bool
	// Wrong is the id of the product whose price or stock came back with errors, and Typed what was typed.
	Wrong, Typed string
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Products, "products", p.T("owner.products_title"))
}

func (p Page) stock(r Row) components.Field {
	f := components.Field{Name: "on_hand", Key: "-" + r.ID, Label: p.T("owner.stock_of", r.Name), Value: r.Left, Bare: true, Max: 100000}
	if p.Wrong == r.ID && p.ErrorOf("on_hand") != "" {
		f.Key, f.Error, f.Value = "", p.ErrorOf("on_hand"), p.Typed // the summary leads to the field without a key
	}
	return f
}

func (p Page) price(r Row) components.Field {
	f := components.Field{Name: "price", Key: "-" + r.ID, Label: p.T("owner.new_price"), Value: r.Amount, Bare: true, Suffix: r.Unit}
	if p.Wrong == r.ID && p.ErrorOf("price") != "" {
		f.Key, f.Error, f.Value = "", p.ErrorOf("price"), p.Typed
	}
	return f
}

// post is a form of one product that comes back to the list.
func (p Page) post(r Row, act string) components.Form {
	f := p.Post("produk", r.ID, act)
	f.Hidden = []components.Hidden{{Name: "from", Value: "list"}}
	if r.Variant != "" && (act == "harga" || act == "stok") {
		f.Hidden = append(f.Hidden, components.Hidden{Name: "variant", Value: r.Variant})
	}
	return f
}

func (p Page) canHide(r Row) bool { return r.State == owner.ProductLive }

func (p Page) canShow(r Row) bool { return r.State == owner.ProductHidden }

// editable tells whether price and stock may be changed from the list.
func (p Page) editable(r Row) bool {
	return r.Variant != "" && r.State != owner.ProductArchived
}

func (p Page) none() components.Empty {
	if p.Any {
		return components.Empty{Scene: components.SceneNotFound, Title: p.T("owner.products_not_found"), Text: p.T("owner.products_not_found_text"),
			Actions: []components.Button{{Label: p.T("owner.all_products"), URL: p.At("produk")}}}
	}
	return components.Empty{Scene: components.ScenePhoto, Title: p.T("owner.products_none"), Text: p.T("owner.products_none_text")}
}
