// Package home is the first page of the market.
package home

import (
	"slices"

	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is the home page. Blocks without content are left out whole.
type Page struct {
	layouts.Base
	Products, Shops int
	Categories      []components.Link
	First           components.Rack // stands above every banner
	Collection      *Collection
	Maker           *Maker
	Tiles           []components.Tile
	Newest          components.Rack
}

// Collection is the one curated banner that runs now.
type Collection struct {
	Title string
	Dates string // "sampai 12 Mei 2026"
	Note  string // the curator's line
	URL   string
	Cards []components.Card
}

// Maker is the maker of the week with some of the products.
type Maker struct {
	Name  string
	Place string
	Quote string
	URL   string
	Photo components.Photo
	Cards []components.Card
}

// unsigned are the products without the name of the shop that stands above them.
func (m Maker) unsigned() []components.Card {
	out := slices.Clone(m.Cards)
	for i := range out {
		out[i].Shop = ""
	}
	return out
}

// ways are the categories, and the shops as the last way in.
func (p Page) ways() []components.Link {
	return append(slices.Clip(p.Categories), components.Link{Label: p.T("shell.all_shops"), URL: p.URL("/toko"), Icon: "shop"})
}

func (p Page) firstRack() components.Rack {
	r := p.First
	if r.ID == "" {
		r.ID = "first"
	}
	return r
}

func (p Page) newestRack() components.Rack {
	r := p.Newest
	if r.ID == "" {
		r.ID = "newest"
	}
	// Everything after the first rack is below the fold.
	r.Start = max(r.Start, len(p.First.Cards), 4)
	return r
}
