// Package owner holds what the pages of a shop's own desk share: the shell with its four
// places, the addresses below a shop, the words of its states.
package owner

import (
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Place is one of the four places at the foot of every screen.
type Place string

// The places. NoPlace is for screens before there is a shop.
const (
	NoPlace  Place = ""
	Today    Place = "today"
	Orders   Place = "orders"
	Products Place = "products"
	Shop     Place = "shop"
)

// Screen is the shell of a page of one shop. The places and addresses come from Slug; without
// one there is no bar at the foot.
type Screen struct {
	layouts.Base

	Slug      string // of the shop: "wajik-contoh"
	ShopName  string
	NewOrders int  // printed beside the place of orders
	IsHelper  bool // leaves out what only an owner may do
}

// At is the address of a part of the shop's desk, in the visitor's language: At("produk", "12").
func (s Screen) At(parts ...string) string {
	return s.URL("/jual/toko/" + strings.Join(append([]string{s.Slug}, parts...), "/"))
}

// Post is a form that goes to At(parts...).
func (s Screen) Post(parts ...string) components.Form {
	return components.Form{Action: s.At(parts...), CSRF: s.CSRF}
}

// Shell is the Base to print: it fills what the handler need not know.
func (s Screen) Shell(place Place, page, title string) layouts.Base {
	b := s.Base
	b.Surface, b.Page = layouts.Owner, page
	if b.Title == "" {
		b.Title = title
	}
	if b.Robots == "" {
		b.Robots = "noindex"
	}
	if s.Slug == "" {
		return b
	}
	count := ""
	if s.NewOrders > 0 {
		count = s.Number(s.NewOrders)
	}
	b.Desk = layouts.Desk{Title: s.ShopName, Nav: []components.Link{
		{Label: s.T("owner.place_today"), URL: s.At(), Icon: "today", Current: place == Today},
		{Label: s.T("owner.place_orders"), URL: s.At("pesanan"), Icon: "orders", Count: count, Current: place == Orders},
		{Label: s.T("owner.place_products"), URL: s.At("produk"), Icon: "package", Current: place == Products},
		{Label: s.T("owner.place_shop"), URL: s.At("toko-saya"), Icon: "shop", Current: place == Shop},
	}}
	return b
}

// ShopState is where a shop stands with the agency; the values are those of the shop's flow.
type ShopState string

// The states of a shop.
const (
	ShopDraft     ShopState = "draft"
	ShopSubmitted ShopState = "submitted"
	ShopNeedsWork ShopState = "needs_work"
	ShopRejected  ShopState = "rejected"
	ShopVerified  ShopState = "verified"
	ShopSuspended ShopState = "suspended"
)

// ShopTag is a shop's state in words.
func (s Screen) ShopTag(state ShopState) components.Tag {
	tone := map[ShopState]components.Tone{ShopDraft: components.Quiet, ShopSubmitted: components.Waiting,
		ShopNeedsWork: components.Attend, ShopRejected: components.Bad, ShopVerified: components.Good, ShopSuspended: components.Bad}[state]
	if tone == "" {
		return components.Tag{}
	}
	return components.Tag{Tone: tone, Label: s.T("owner.shop_" + string(state))}
}

// ProductState is what an owner sees of a product: its life, its review and a takedown in one word.
type ProductState string

// The states of a product. A draft that was sent is Waiting, one that came back NeedsWork; a live
// product keeps Live while a change of it waits.
const (
	ProductDraft     ProductState = "draft"
	ProductWaiting   ProductState = "waiting"
	ProductNeedsWork ProductState = "needs_work"
	ProductLive      ProductState = "live"
	ProductHidden    ProductState = "hidden"
	ProductTakenDown ProductState = "taken_down"
	ProductArchived  ProductState = "archived"
)

// ProductTag is a product's state in words.
func (s Screen) ProductTag(state ProductState) components.Tag {
	tone := map[ProductState]components.Tone{ProductDraft: components.Quiet, ProductWaiting: components.Waiting,
		ProductNeedsWork: components.Attend, ProductLive: components.Good, ProductHidden: components.Quiet,
		ProductTakenDown: components.Bad, ProductArchived: components.Quiet}[state]
	if tone == "" {
		return components.Tag{}
	}
	return components.Tag{Tone: tone, Label: s.T("owner.product_" + string(state))}
}

// OrderState is an order's state; the values are those of the order's flow.
type OrderState string

// OrderTag is an order's state in words.
func (s Screen) OrderTag(state OrderState) components.Tag {
	tone := components.Quiet
	switch state {
	case "awaiting_quote", "awaiting_confirmation", "paid", "confirmed":
		tone = components.Attend
	case "pending", "accepted", "packed", "shipped", "ready":
		tone = components.Waiting
	case "delivered", "completed":
		tone = components.Good
	case "disputed", "returned":
		tone = components.Bad
	case "refunded", "cancelled", "expired":
	default:
		return components.Tag{}
	}
	return components.Tag{Tone: tone, Label: s.T("owner.order_" + string(state))}
}

// Row is an order in a list.
type Row struct {
	Number  string
	Buyer   string // first name
	Items   string // "3 renteng wajik kletik, 1 lainnya"
	Total   string
	Age     string // "2 jam lalu"
	Overdue string // "Lewat 1 hari", "" when in time
	State   OrderState
	// Act is what to do next, "" for nothing: accept, pack, ship, ready, deliver.
	Act string
}
