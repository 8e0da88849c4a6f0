// Package kecamatan is the page of one of the 25 kecamatan of Blitar: its shops and what they make.
package kecamatan

import (
	"net/url"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is one kecamatan. Without shops it leads to the neighbours.
type Page struct {
	layouts.Base
	Trail    []components.Link
	Name     string // "Kanigoro"
	Region   string // "Kabupaten Blitar", "Kota Blitar"
	Shops    []components.ShopCard
	Count    int // shops in all
	Pages    components.Pages
	Products int             // products in all
	Rack     components.Rack // some of them; Title and ID may be left ""

	Neighbours []components.Link // kecamatan beside it, Count "12 toko"
	Tiles      []components.Tile
	InviteLink string // absolute address that a neighbour is sent to, to open a shop
}

func (p Page) rack() components.Rack {
	r := p.Rack
	r.ID = "products"
	if r.Title == "" {
		r.Title = p.T("shop.made_in", p.Name)
	}
	return r
}

func (p Page) pages() components.Pages {
	foot := p.Pages
	if foot.Count == "" {
		foot.Count = p.N("shell.shops", p.Count)
	}
	return foot
}

func (p Page) empty() components.Empty {
	e := components.Empty{Scene: components.SceneEmpty, Title: p.T("shop.district_empty_title", p.Name), Text: p.T("shop.district_empty_text"),
		Actions: []components.Button{{Label: p.T("buyer.invite_button"), Kind: components.Primary, URL: p.URL("/jual")}}}
	if p.InviteLink != "" {
		// Without a number the chat asks whom to send it to.
		text := strings.ReplaceAll(url.QueryEscape(p.T("shop.invite_text", p.Name, p.InviteLink)), "+", "%20")
		e.Actions = append(e.Actions, components.Button{Label: p.T("shop.invite"), Kind: components.WhatsApp, URL: "https://wa.me/?text=" + text, Icon: "whatsapp"})
	}
	return e
}
