// Package curator holds what the pages of the agency's desk share: the shell with its queues,
// the words of the states, numbered lists, the history of an object.
package curator

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Place is an entry of the navigation at the side.
type Place string

// The places. Staff and Health are printed for admins alone.
const (
	NoPlace     Place = ""
	Desk        Place = "desk"
	Shops       Place = "shops"
	Products    Place = "products"
	Numbers     Place = "numbers"
	AllShops    Place = "all_shops"
	Collections Place = "collections"
	History     Place = "history"
	Staff       Place = "staff"
	Health      Place = "health"
)

// Waiting is how much stands in each queue.
type Waiting struct {
	Shops    int // sent to be checked
	Products int // first publications
	Changes  int // edits of what is on sale
	Numbers  int // halal and P-IRT numbers on sale that nobody has looked up
}

// Total counts all that waits.
func (w Waiting) Total() int { return w.Shops + w.Products + w.Changes + w.Numbers }

// Screen is the shell of a page of the desk. Base needs its words, assets, viewer (IsAdmin prints
// the admin's places), CSRF, path and agency; the rest of the shell comes from here.
type Screen struct {
	layouts.Base
	Waiting Waiting
	Printed string // who and when, for paper: "21 November 2026, 14.30 WIB, Ani"
}

// Shell is the Base to print. A notice is left out: Layout prints it where it takes the focus.
func (s Screen) Shell(place Place, page, title string) layouts.Base {
	b := s.Base
	b.Surface, b.Page, b.Flash = layouts.Curator, page, components.Notice{}
	if b.Title == "" {
		b.Title = title
	}
	if b.Robots == "" {
		b.Robots = "noindex"
	}
	b.Desk = layouts.Desk{Title: s.T("curator.desk_title"), Nav: s.nav(place)}
	if s.Printed != "" {
		b.Desk.Print = s.T("shell.printed", s.Printed)
	}
	return b
}

func (s Screen) nav(place Place) []components.Link {
	link := func(at Place, path, icon string, count int) components.Link {
		l := components.Link{Label: s.T("curator.place_" + string(at)), URL: s.URL(path), Icon: icon, Current: at == place}
		if count > 0 {
			l.Count = s.Number(count)
		}
		return l
	}
	links := []components.Link{
		link(Desk, "/kurator", "today", 0),
		link(Shops, "/kurator/toko", "shop", s.Waiting.Shops),
		link(Products, "/kurator/produk", "package", s.Waiting.Products+s.Waiting.Changes),
		link(Numbers, "/kurator/produk?tab=unchecked", "certificate", s.Waiting.Numbers),
		link(AllShops, "/kurator/semua-toko", "people", 0),
		link(Collections, "/kurator/koleksi", "promotion", 0),
		link(History, "/kurator/riwayat", "history", 0),
	}
	if s.Viewer.IsAdmin {
		links = append(links, link(Staff, "/admin/staf", "account", 0), link(Health, "/admin/sehat", "settings", 0))
	}
	return links
}

// Next adds the way on to the notice of a decision: the next that waits, or back to the queue.
func (s Screen) Next(nextURL, nextLabel, queueURL, queueLabel string) components.Notice {
	n := s.Flash
	switch {
	case n.Text == "" || n.URL != "":
	case nextURL != "":
		n.URL, n.Action = nextURL, nextLabel
	default:
		n.URL, n.Action = queueURL, queueLabel
	}
	return n
}

// Post is a form of the desk; path is without /en.
func (s Screen) Post(path string) components.Form {
	return components.Form{Action: s.URL(path), CSRF: s.CSRF}
}
