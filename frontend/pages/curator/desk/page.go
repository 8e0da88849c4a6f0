// Package desk is the first page of the agency's desk: what waits, and how long.
package desk

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
)

// Queue is what waits at one place. Oldest is the age of the oldest in words, "" when nothing waits.
type Queue struct {
	Count  int
	Oldest string // "3 hari lalu"
}

// Page is the desk. Waiting of the screen is filled from the queues.
type Page struct {
	curator.Screen
	Shops, Products, Changes, Numbers Queue
	Collections                       []curator.CollectionRow // that run or are to come
	Acts                              []curator.Act           // the latest of the log
}

func (p Page) shell() layouts.Base {
	p.Waiting = curator.Waiting{Shops: p.Shops.Count, Products: p.Products.Count, Changes: p.Changes.Count, Numbers: p.Numbers.Count}
	return p.Shell(curator.Desk, "desk", p.T("curator.place_desk"))
}

func (p Page) total() int {
	return p.Shops.Count + p.Products.Count + p.Changes.Count + p.Numbers.Count
}

// row is a queue as it is printed.
type row struct {
	label, url, icon string
	queue            Queue
}

func (p Page) rows() []row {
	return []row{
		{p.T("curator.queue_shops"), p.URL("/kurator/toko"), "shop", p.Shops},
		{p.T("curator.queue_products"), p.URL("/kurator/produk"), "package", p.Products},
		{p.T("curator.queue_changes"), p.URL("/kurator/produk?tab=later"), "rotate", p.Changes},
		{p.T("curator.queue_numbers"), p.URL("/kurator/produk?tab=unchecked"), "certificate", p.Numbers},
	}
}

func (p Page) collections() components.Table {
	t := components.Table{Caption: p.T("curator.collections_now"), Columns: []components.Column{
		{Label: p.T("curator.title")}, {Label: p.T("curator.state")}, {Label: p.T("curator.dates")}, {Label: p.T("curator.products"), Number: true},
	}}
	for _, c := range p.Collections {
		t.Rows = append(t.Rows, []components.Cell{{Text: c.Title, URL: p.CollectionURL(c.ID)}, {Tag: p.PhaseTag(c.Phase)}, {Text: c.Dates}, {Text: p.Number(c.Items)}})
	}
	return t
}
