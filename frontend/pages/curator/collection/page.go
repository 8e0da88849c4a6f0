// Package collection is the editor of a collection: its words and dates, its products in their
// order, and whether it is published. With ID 0 it starts a new one.
package collection

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
)

// Item is a product of the collection.
type Item struct {
	ProductID int64
	Code      string
	Name      string
	Shop      string
	Reason    string // why it was chosen
	Visible   bool   // buyers see it now
}

// Found is a product that the search offers.
type Found struct {
	Code  string
	Name  string
	Shop  string
	Price string
	Photo components.Photo
	In    bool // it is in the collection already
}

// Page is the editor. The first fields are as typed; the days are "2026-05-12".
type Page struct {
	curator.Screen
	ID                int64 // 0 for a new one
	TitleID, TitleEN  string
	TextID, TextEN    string
	FirstDay, LastDay string

	Name      string // the title kept, for the heading; "" for a new one
	Phase     curator.Phase
	Dates     string // "1–12 Mei 2026"
	PublicURL string // "" while it is a draft
	Items     []Item
	MostItems int

	// Query and Found are the search for products (GET ?q=); Searched tells that one was made.
	Query    string
	Searched bool
	Found    []Found
	// AddCode and AddReason are what was typed for a product that was refused.
	AddCode   string
	AddReason string
	History   []curator.Act
}

func (p Page) shell() layouts.Base {
	title := p.Name
	if p.ID == 0 {
		title = p.T("curator.new_collection")
	}
	return p.Shell(curator.Collections, "collection", title)
}

func (p Page) title() string {
	if p.ID == 0 {
		return p.T("curator.new_collection")
	}
	return p.Name
}

func (p Page) trail() []components.Link {
	return []components.Link{{Label: p.T("curator.place_collections"), URL: p.URL("/kurator/koleksi")}, {Label: p.title()}}
}

func (p Page) at(part string) string {
	return p.CollectionURL(p.ID) + "/" + part
}

func (p Page) post(part string) components.Form {
	return components.Form{Action: p.at(part), CSRF: p.CSRF}
}

func (p Page) words() components.Form {
	if p.ID == 0 {
		return p.Post("/kurator/koleksi/baru")
	}
	return components.Form{Action: p.CollectionURL(p.ID), CSRF: p.CSRF}
}

func (p Page) field(name, value string, longest int) components.Field {
	return components.Field{Name: name, Label: p.T("curator.field_" + name), Value: value, Error: p.ErrorOf(name), MaxLength: longest, Rows: 3}
}

func (p Page) optional(f components.Field) components.Field {
	f.Optional = true
	return f
}

func (p Page) save() string {
	if p.ID == 0 {
		return p.T("curator.create_collection")
	}
	return p.T("curator.save_collection")
}

// saveKind leaves the page's one main button to publishing while that is the next step.
func (p Page) saveKind() components.Kind {
	if p.ID == 0 || p.published() {
		return components.Primary
	}
	return components.Secondary
}

func (p Page) published() bool { return p.Phase != curator.Draft && p.Phase != "" }

// unseen counts the products that buyers do not see now.
func (p Page) unseen() int {
	n := 0
	for _, it := range p.Items {
		if !it.Visible {
			n++
		}
	}
	return n
}

func (p Page) full() bool { return p.MostItems > 0 && len(p.Items) >= p.MostItems }

func id(n int64) string { return strconv.FormatInt(n, 10) }

// move is a button of a row: it sends act=first|up|down, a colon and the product.
type move struct{ act, icon, label string }

func (p Page) moves(i int) []move {
	name := p.Items[i].Name
	var out []move
	if i > 0 {
		out = append(out, move{"first", "", p.T("curator.move_first", name)}, move{"up", "up", p.T("curator.move_up", name)})
	}
	if i < len(p.Items)-1 {
		out = append(out, move{"down", "move-down", p.T("curator.move_down", name)})
	}
	return out
}

func (p Page) code() components.Field {
	return components.Field{Name: "code", Label: p.T("curator.product_code"), Hint: p.T("curator.product_code_hint"), Value: p.AddCode,
		Error: p.ErrorOf("code"), Autocomplete: "off"}
}

func (p Page) foundField() components.Field {
	return components.Field{Name: "code", Label: p.N("curator.found", len(p.Found)), Error: p.ErrorOf("code")}
}

func (p Page) found() []components.Option {
	var out []components.Option
	for _, f := range p.Found {
		o := components.Option{Value: f.Code, Label: f.Name, Hint: f.Shop + " · " + f.Code, Note: f.Price, Chosen: f.Code == p.AddCode, Disabled: f.In}
		if f.In {
			o.Note = p.T("curator.already_in")
		}
		out = append(out, o)
	}
	return out
}

func (p Page) reason() components.Field {
	return components.Field{Name: "reason", Label: p.T("curator.why_chosen"), Hint: p.T("curator.why_chosen_hint"), Value: p.AddReason,
		Error: p.ErrorOf("reason"), MaxLength: 300, Rows: 2}
}
