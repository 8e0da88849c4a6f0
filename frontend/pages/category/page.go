// Package category is a list of products: one category's, or what a search found.
package category

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is one page of a list. Query is set for searches only.
type Page struct {
	layouts.Base
	Heading string
	Intro   string // one line under the heading, "" without
	Query   string
	Count   int
	Trail   []components.Link

	// Corrected is the query as it was read, with mistyped words replaced; OriginalURL searches for
	// exactly what was typed.
	Corrected   string
	OriginalURL string
	Similar     bool // no hit has every word: the list shows what comes near

	Scopes  []components.Link // sub-categories, or categories that a search found
	Shops   []components.ShopCard
	ShopURL string // all shops that a search found, "" when they are all shown

	Filters  components.Filters
	Applied  []components.Chip
	ClearURL string
	Cards    []components.Card
	Pages    components.Pages

	NoHits *NoHits
}

// NoHits is what to try when nothing was found.
type NoHits struct {
	Loosen     []components.Link // the same list with one filter less, with the count it would give
	Queries    []components.Link // looser queries
	Categories []components.Link // or the nearest categories
	AskURL     string            // WhatsApp of the agency with the query in it
}

func (p Page) emptyState() components.Empty {
	e := components.Empty{Scene: components.SceneNotFound}
	switch {
	case len(p.Applied) > 0:
		e.Title, e.Text = p.T("buyer.no_hits_filtered_title"), p.T("buyer.no_hits_filtered_text")
	case p.Query != "":
		e.Title, e.Text = p.T("buyer.no_hits_title", p.Query), p.T("buyer.no_hits_text")
	default:
		e.Scene = components.SceneEmpty
		e.Title, e.Text = p.T("buyer.empty_category_title"), p.T("buyer.empty_category_text")
	}
	if p.NoHits != nil && p.NoHits.AskURL != "" && p.Query != "" {
		e.Actions = []components.Button{{Label: p.T("buyer.ask_agency_find"), Kind: components.WhatsApp, URL: p.NoHits.AskURL, Icon: "whatsapp"}}
	}
	return e
}

func (p Page) pages() components.Pages {
	foot := p.Pages
	if foot.Count == "" {
		foot.Count = p.N("shell.products", p.Count)
	}
	return foot
}

// narrowed tells whether a filter form is worth its place.
func (p Page) narrowed() bool {
	return p.Filters.Action != "" && (p.Count > 0 || len(p.Applied) > 0)
}
