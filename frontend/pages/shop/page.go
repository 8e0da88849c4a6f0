// Package shop is the page of one shop: who makes it, what there is, how to get it.
package shop

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is one shop. Parts without content are left out whole.
type Page struct {
	layouts.Base
	Trail []components.Link
	Name  string
	Place string // "Jatinom, Kanigoro, Kabupaten Blitar"
	Line  string // what it makes, one short line
	Photo components.Photo

	// Checked explains the verified mark: "NIB, P-IRT, dan alamat dicek petugas 12 Mei 2026" (wording
	// shop.checked); "" for a shop that is not verified.
	Checked string
	Hidden  bool   // not verified, seen by its link alone
	Holiday string // "Toko libur sampai 12 Mei 2026. …", "" when open

	Ways     []Line // hours, reply time, pick-up, expedition, cash
	AskURL   string // WhatsApp of the shop with its name and address in the text
	ShareURL string // absolute

	// SearchURL is where the search inside the shop goes; "" leaves it out. Query is what it keeps.
	SearchURL  string
	Query      string
	Categories []components.Link // the shop's own, with counts
	Count      int
	Cards      []components.Card
	Pages      components.Pages

	Story  Story
	Papers []components.Fact // certificates as text: P-IRT, halal, with their dates
	Visit  Visit
}

// Line is one line with its icon: place, delivery, clock, shop, message, calendar.
type Line struct{ Icon, Text string }

// Story is the maker in their own words.
type Story struct {
	Owner      string
	Photo      components.Photo // of the person
	Paragraphs []string
	Since      string // "Bergabung sejak Mei 2026"
}

// Visit is how one gets there.
type Visit struct {
	Address string
	MapURL  string // of a map site
}

// Suspended is the page of a shop that may not trade now, in neutral words; it is answered with 410.
type Suspended struct {
	layouts.Base
	Name  string
	Cards []components.Card // of other shops nearby
}

func (p Page) pages() components.Pages {
	foot := p.Pages
	if foot.Count == "" {
		foot.Count = p.N("shell.products", p.Count)
	}
	return foot
}

// searchable tells whether the shop has more than one looks through at a glance.
func (p Page) searchable() bool {
	return p.SearchURL != "" && (p.Count > 8 || p.Query != "" || len(p.Categories) > 1)
}

func (p Page) empty() components.Empty {
	if p.Query != "" {
		return components.Empty{Scene: components.SceneNotFound, Title: p.T("shop.no_hits_title", p.Query), Text: p.T("shop.no_hits_text"),
			Actions: []components.Button{{Label: p.T("shop.all_products"), Kind: components.Primary, URL: p.SearchURL}}}
	}
	e := components.Empty{Scene: components.ScenePhoto, Title: p.T("shop.preparing_title"), Text: p.T("shop.preparing_text", p.Name)}
	if p.AskURL != "" {
		e.Actions = []components.Button{{Label: p.T("buyer.ask_shop"), Kind: components.WhatsApp, URL: p.AskURL, Icon: "whatsapp"}}
	}
	return e
}

func (s Suspended) empty() components.Empty {
	return components.Empty{Scene: components.SceneHoliday, Heading: 1, Title: s.T("shop.suspended_title", s.Name), Text: s.T("shop.suspended_text"),
		Actions: []components.Button{
			{Label: s.T("shop.other_shops"), Kind: components.Primary, URL: s.URL("/toko")},
			{Label: s.T("shop.my_order"), URL: s.URL("/pesanan")},
		}}
}

func (s Suspended) rack() components.Rack {
	return components.Rack{ID: "others", Title: s.T("shop.from_others"), Cards: s.Cards}
}

// line names the maker and since when they are here.
func (s Story) line() string {
	if s.Owner != "" && s.Since != "" {
		return s.Owner + " · " + s.Since
	}
	return s.Owner + s.Since
}
