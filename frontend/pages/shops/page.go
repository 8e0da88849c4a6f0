// Package shops is the list of all shops, with the map of the kecamatan above it.
package shops

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is one page of the list of shops.
type Page struct {
	layouts.Base
	Trail []components.Link
	Count int               // shops that match the filters
	Tiles []components.Tile // all 25, whatever the filters say; none leaves the map out

	Filters  components.Filters // of category and kecamatan, with the order
	Applied  []components.Chip
	ClearURL string
	Shops    []components.ShopCard
	Pages    components.Pages // Count may be left ""
}

func (p Page) pages() components.Pages {
	foot := p.Pages
	if foot.Count == "" {
		foot.Count = p.N("shell.shops", p.Count)
	}
	return foot
}

// narrowed tells whether a filter form is worth its place.
func (p Page) narrowed() bool {
	return p.Filters.Action != "" && (p.Count > 0 || len(p.Applied) > 0)
}

// total is how many shops the map shows.
func (p Page) total() int {
	n := 0
	for _, t := range p.Tiles {
		n += t.Count
	}
	return n
}

func (p Page) empty() components.Empty {
	if len(p.Applied) > 0 {
		return components.Empty{Scene: components.SceneNotFound, Title: p.T("shop.none_filtered_title"), Text: p.T("shop.none_filtered_text"),
			Actions: []components.Button{{Label: p.T("shell.clear_filters"), Kind: components.Primary, URL: p.ClearURL}}}
	}
	return components.Empty{Scene: components.SceneChecking, Title: p.T("shop.none_title"), Text: p.T("shop.none_text"),
		Actions: []components.Button{{Label: p.T("buyer.invite_button"), Kind: components.Primary, URL: p.URL("/jual")}}}
}
