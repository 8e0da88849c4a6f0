// Package orders is the owner's list of orders, in five lists that follow an order's way.
package orders

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Tab is one of the lists; the values are those of the order's tabs, in the address as ?tab=.
type Tab string

// The lists.
const (
	New       Tab = "new"
	Preparing Tab = "preparing"
	Sent      Tab = "sent"
	Done      Tab = "done"
	Cancelled Tab = "cancelled"
)

// Tabs are the lists in their order.
func Tabs() []Tab { return []Tab{New, Preparing, Sent, Done, Cancelled} }

// Page is one of the lists.
type Page struct {
	owner.Screen
	Tab    Tab // New when ""
	Counts map[Tab]int
	Rows   []owner.Row
	Pages  components.Pages
	Open   bool // buyers see the shop
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Orders, "orders", p.T("owner.orders_title"))
}

func (p Page) tab() Tab {
	if p.Tab == "" {
		return New
	}
	return p.Tab
}

func (p Page) url(t Tab) string {
	if t == New {
		return p.At("pesanan")
	}
	return p.At("pesanan") + "?tab=" + string(t)
}

func (p Page) tabs() []components.Link {
	links := make([]components.Link, 0, 5)
	for _, t := range Tabs() {
		l := components.Link{Label: p.T("owner.tab_" + string(t)), URL: p.url(t), Current: t == p.tab()}
		if n := p.Counts[t]; n > 0 {
			l.Count = p.Number(n)
		}
		links = append(links, l)
	}
	return links
}

// first is the row whose button is the main one: the most urgent that asks for something, -1 for none.
func (p Page) first() int {
	for i, r := range p.Rows {
		if r.Act != "" {
			return i
		}
	}
	return -1
}

func (p Page) kind(i int) components.Kind {
	if i == p.first() {
		return components.Primary
	}
	return components.Secondary
}

// other is the main button of a list that asks for nothing.
func (p Page) other() components.Button {
	b := components.Button{Kind: components.Primary, Wide: true}
	switch {
	case p.tab() != New && p.Counts[New] > 0:
		b.Label, b.URL = p.T("owner.see_new_orders"), p.url(New)
	case p.tab() != Preparing && p.Counts[Preparing] > 0:
		b.Label, b.URL = p.T("owner.see_preparing"), p.url(Preparing)
	case !p.Open:
		b.Label, b.URL = p.T("owner.go_on_tasks"), p.At("tugas")
	default:
		b.Label, b.URL, b.Icon = p.T("owner.share_shop"), p.At("toko-saya")+"#bagikan", "share"
	}
	return b
}

func (p Page) none() components.Empty {
	t := string(p.tab())
	scene := components.SceneParcel
	if p.tab() == New {
		scene = components.SceneDone
	}
	if p.tab() == New && !p.Open {
		return components.Empty{Scene: components.SceneParcel, Title: p.T("owner.no_new"), Text: p.T("owner.no_orders_yet")}
	}
	return components.Empty{Scene: scene, Title: p.T("owner.no_" + t), Text: p.T("owner.no_" + t + "_text")}
}
