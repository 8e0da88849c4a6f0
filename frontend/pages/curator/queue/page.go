// Package queue is the lists that curators work through: shops that wait, products that wait, and
// the same by their state.
package queue

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
)

// Kind is what the list holds.
type Kind string

// The lists: /kurator/toko and /kurator/produk.
const (
	Shops    Kind = "shops"
	Products Kind = "products"
)

// Tab is a saved filter. Of shops it is the state (parameter "status", curator.ShopState; without one
// those that wait), of products one of the constants (parameter "tab"; without one First).
type Tab string

// The tabs of products.
const (
	First     Tab = "first"      // first publications that wait
	Later     Tab = "later"      // changes that wait
	Unchecked Tab = "unchecked"  // on sale with a number that nobody has looked up
	Live      Tab = "live"       // all on sale
	TakenDown Tab = "taken_down" // by staff
	All       Tab = "all"        // ever published
)

// ProductTabs lists the tabs of products in their order.
func ProductTabs() []Tab { return []Tab{First, Later, Unchecked, Live, TakenDown, All} }

// ProductRow is a product in a list; tabs print different parts of it.
type ProductRow struct {
	ID        int64 // of the product, also where a change waits
	Code      string
	Name      string // as proposed, where a change waits
	LiveName  string // what is on sale, when the change renames it
	Photo     components.Photo
	ShopID    int64
	Shop      string
	ShopState curator.ShopState
	Category  string
	State     curator.ProductState
	Halal     string // number, else the state in words
	PIRT      string
	Sent      string // "18 November 2026, 09.12 WIB"
	Age       string // "3 hari lalu"
	Published string // "2 Oktober 2026"
}

// Page is one list. Text, Kecamatan and the shop are the filters of the address: q, kecamatan, toko.
type Page struct {
	curator.Screen
	Kind       Kind
	Tab        Tab
	Text       string
	Kecamatan  string
	Kecamatans []components.Option
	ShopID     int64 // products of one shop only, 0 for all
	ShopName   string
	Shops      []curator.ShopRow
	Products   []ProductRow
	Total      int // found by the filter
	Number     int // page, 1 is the first
	Last       int
}

func (p Page) tab() Tab {
	switch {
	case p.Tab != "":
		return p.Tab
	case p.Kind == Products:
		return First
	}
	return Tab(curator.ShopSubmitted)
}

func (p Page) shell() layouts.Base {
	place := curator.Shops
	if p.Kind == Products {
		place = curator.Products
		if p.tab() == Unchecked {
			place = curator.Numbers
		}
	}
	return p.Shell(place, "queue", p.title())
}

func (p Page) title() string {
	if p.Kind == Products {
		return p.T("curator.products_title")
	}
	return p.T("curator.shops_title")
}

// list is where the list stands, for addresses.
func (p Page) list() curator.List {
	l := curator.List{Path: "/kurator/toko", Number: p.Number, Last: p.Last, Count: p.N("shell.shops", p.Total)}
	name, usual := "status", Tab(curator.ShopSubmitted)
	if p.Kind == Products {
		l.Path, l.Count, name, usual = "/kurator/produk", p.N("shell.products", p.Total), "tab", First
	}
	if p.tab() != usual {
		l.Params = append(l.Params, curator.Param{Name: name, Value: string(p.tab())})
	}
	l.Params = append(l.Params, curator.Param{Name: "q", Value: p.Text}, curator.Param{Name: "kecamatan", Value: p.Kecamatan})
	if p.ShopID != 0 {
		l.Params = append(l.Params, curator.Param{Name: "toko", Value: strconv.FormatInt(p.ShopID, 10)})
	}
	return l
}

func (p Page) tabs() []components.Link {
	link := func(label string, path string, tab Tab, count int) components.Link {
		l := components.Link{Label: label, URL: p.URL(path), Current: tab == p.tab()}
		if count > 0 {
			l.Count = p.Base.Number(count)
		}
		return l
	}
	var links []components.Link
	if p.Kind == Products {
		counts := map[Tab]int{First: p.Waiting.Products, Later: p.Waiting.Changes, Unchecked: p.Waiting.Numbers}
		for _, t := range ProductTabs() {
			path := "/kurator/produk?tab=" + string(t)
			if t == First {
				path = "/kurator/produk"
			}
			links = append(links, link(p.T("curator.tab_"+string(t)), path, t, counts[t]))
		}
		return links
	}
	for _, state := range curator.ShopStates() {
		path, count := "/kurator/toko?status="+string(state), 0
		if state == curator.ShopSubmitted {
			path, count = "/kurator/toko", p.Waiting.Shops
		}
		links = append(links, link(p.T("curator.shop_"+string(state)), path, Tab(state), count))
	}
	return links
}

// waits tells whether the tab shows a queue of changes.
func (p Page) waits() bool { return p.Kind == Products && (p.tab() == First || p.tab() == Later) }

func (p Page) filtered() bool { return p.Text != "" || p.Kecamatan != "" || p.ShopID != 0 }

// filter asks for what the tab can be searched by: the register by words, the queues by kecamatan.
func (p Page) filter() curator.Filter {
	l := p.list()
	f := curator.Filter{Action: p.URL(l.Path), Text: p.Text, Kecamatan: p.Kecamatan}
	for _, h := range l.Params {
		if h.Value != "" && h.Name != "q" && h.Name != "kecamatan" {
			f.Hidden = append(f.Hidden, h)
		}
	}
	switch {
	case p.Kind == Shops:
		f.TextLabel, f.Kecamatans = p.T("curator.shop_name"), p.Kecamatans
	case p.waits():
		f.Kecamatans = p.Kecamatans
	default:
		f.TextLabel = p.T("curator.name_or_code")
	}
	if p.filtered() {
		f.ClearURL = p.clearURL()
	}
	return f
}

func (p Page) clearURL() string {
	return p.ListURL(p.list(), 1, curator.Param{Name: "q"}, curator.Param{Name: "kecamatan"}, curator.Param{Name: "toko"})
}

func (p Page) empty() components.Empty {
	if p.filtered() {
		return components.Empty{Scene: components.SceneNotFound, Title: p.T("curator.no_match"), Text: p.T("curator.no_match_text"),
			Actions: []components.Button{{Label: p.T("curator.clear"), Kind: components.Secondary, URL: p.clearURL()}}}
	}
	e := components.Empty{Scene: components.SceneDone, Title: p.T("curator.empty_" + string(p.Kind)), Text: p.T("curator.empty_text"),
		Actions: []components.Button{{Label: p.T("curator.to_desk"), Kind: components.Secondary, URL: p.URL("/kurator")}}}
	switch {
	case p.tab() == Unchecked:
		e.Title = p.T("curator.empty_numbers")
	case p.tab() == Later:
		e.Title = p.T("curator.empty_changes")
	case p.tab() != First && p.tab() != Tab(curator.ShopSubmitted):
		e.Scene, e.Title, e.Text = components.SceneEmpty, p.T("curator.empty_tab"), ""
	}
	return e
}
