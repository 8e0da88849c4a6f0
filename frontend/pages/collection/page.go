// Package collection is a curated, dated selection of products.
package collection

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// State is whether a collection is on.
type State string

// The states of a collection, by its dates.
const (
	Upcoming State = "upcoming"
	Running  State = "running"
	Ended    State = "ended" // still readable; the handler sets Robots to noindex
)

// Page is one collection.
type Page struct {
	layouts.Base
	Trail []components.Link
	Title string
	State State
	Dates string   // in words: "1–12 Mei 2026" while it runs or has ended
	Start string   // "1 Mei 2026, 08.00 WIB", for one that has not begun
	Rules []string // at most three short lines
	Note  []string // the curator's, paragraphs
	Cards []components.Card
	// Preview tells a curator that nobody else sees this yet.
	Preview bool
}

func (p Page) tag() components.Tag {
	switch p.State {
	case Upcoming:
		return components.Tag{Tone: components.Waiting, Label: p.T("shop.collection_upcoming")}
	case Ended:
		return components.Tag{Tone: components.Quiet, Label: p.T("shop.collection_ended")}
	}
	return components.Tag{}
}

func (p Page) when() string {
	if p.State == Upcoming && p.Start != "" {
		return p.T("shop.collection_starts", p.Start)
	}
	return p.Dates
}

// shown tells whether the products are on the page: a visitor sees them from the first minute on.
func (p Page) shown() bool { return len(p.Cards) > 0 && (p.State != Upcoming || p.Preview) }

func (p Page) empty() components.Empty {
	e := components.Empty{Scene: components.SceneEmpty, Title: p.T("shop.collection_empty_title"), Text: p.T("shop.collection_empty_text")}
	if p.State == Upcoming {
		e = components.Empty{Scene: components.SceneChecking, Title: p.T("shop.collection_soon_title"), Text: p.T("shop.collection_soon_text", p.Start)}
	}
	e.Actions = []components.Button{{Label: p.T("shop.see_products"), Kind: components.Primary, URL: p.URL("/cari")}}
	return e
}
