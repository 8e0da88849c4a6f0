// Package index is the register of all shops, whatever their state.
package index

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
)

// Page is a page of the register. Text, Kecamatan and State are the filters of the address:
// q, kecamatan, status.
type Page struct {
	curator.Screen
	Text       string
	Kecamatan  string
	Kecamatans []components.Option
	State      curator.ShopState // "" for all
	Rows       []curator.ShopRow
	Total      int
	Number     int
	Last       int
}

func (p Page) shell() layouts.Base {
	return p.Shell(curator.AllShops, "index", p.T("curator.place_all_shops"))
}

func (p Page) list() curator.List {
	return curator.List{Path: "/kurator/semua-toko", Number: p.Number, Last: p.Last, Count: p.N("shell.shops", p.Total), Params: []curator.Param{
		{Name: "q", Value: p.Text}, {Name: "kecamatan", Value: p.Kecamatan}, {Name: "status", Value: string(p.State)}}}
}

func (p Page) filtered() bool { return p.Text != "" || p.Kecamatan != "" || p.State != "" }

func (p Page) filter() curator.Filter {
	f := curator.Filter{Action: p.URL("/kurator/semua-toko"), Text: p.Text, TextLabel: p.T("curator.shop_name"), Kecamatan: p.Kecamatan,
		Kecamatans: p.Kecamatans, States: []components.Option{{Label: p.T("curator.all_states")}}}
	for _, s := range curator.ShopStates() {
		f.States = append(f.States, components.Option{Value: string(s), Label: p.T("curator.shop_" + string(s)), Chosen: s == p.State})
	}
	if p.filtered() {
		f.ClearURL = p.URL("/kurator/semua-toko")
	}
	return f
}

// empty tells apart that nothing fits the filter and that there is no shop at all.
func (p Page) empty() components.Empty {
	if p.filtered() {
		return components.Empty{Scene: components.SceneNotFound, Title: p.T("curator.no_match"), Text: p.T("curator.no_match_text"),
			Actions: []components.Button{{Label: p.T("curator.clear"), Kind: components.Secondary, URL: p.URL("/kurator/semua-toko")}}}
	}
	return components.Empty{Scene: components.SceneEmpty, Title: p.T("curator.no_shops"), Text: p.T("curator.no_shops_text")}
}

func (p Page) table() components.Table {
	t := components.Table{Caption: p.T("curator.all_shops_caption"), Columns: []components.Column{
		{Label: p.T("curator.shop")}, {Label: p.T("curator.owner")}, {Label: p.T("curator.village")}, {Label: p.T("curator.kecamatan")},
		{Label: p.T("curator.state")}, {Label: p.T("curator.opened"), Sorted: "descending"}, {Label: p.T("curator.products"), Number: true}}}
	for _, r := range p.Rows {
		t.Rows = append(t.Rows, []components.Cell{{Text: r.Name, URL: p.ShopURL(r.ID)}, {Text: r.Owner}, {Text: r.Village}, {Text: r.Kecamatan},
			{Tag: p.ShopTag(r.State)}, {Text: r.Created}, {Text: p.Base.Number(r.Products)}})
	}
	return t
}
