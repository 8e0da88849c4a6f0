// Package account is a person's own page: orders, shops, name, language, password.
package account

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is everything a person keeps here.
type Page struct {
	layouts.Base
	Contact string // as people read it: "0812-3456-7890", or an e-mail address
	Orders  []Order
	MoreURL string // of older orders, "" without
	Shops   []Shop
	Desks   []components.Link // curator's and admin's desks
	Name    string            // as typed
	// Changed opens the part that was posted, when it came back with errors: name, password, language.
	Changed string
}

// Order is a purchase of this person.
type Order struct {
	Code  string
	URL   string
	Shops string // "Wajik Contoh, Batik Contoh"
	Total string
	When  string
	State components.Tag
}

// Shop is a shop one works in.
type Shop struct {
	Name, URL string
	Role      string // "Pemilik", "Pembantu"
	State     components.Tag
}

func (p Page) shell() layouts.Base {
	b := p.Base
	b.Surface, b.Page, b.Robots = layouts.Public, "account", "noindex"
	if b.Title == "" {
		b.Title = p.T("account.mine")
	}
	return b
}

func (p Page) form(path string) components.Form {
	return components.Form{Action: p.URL(path), CSRF: p.CSRF}
}

func (p Page) name() components.Field {
	f := components.Field{Name: "name", Label: p.T("account.name"), Value: p.Name, Error: p.ErrorOf("name"), Autocomplete: "name"}
	if f.Value == "" && f.Error == "" {
		f.Value = p.Viewer.Name
	}
	return f
}

func (p Page) languages() []components.Option {
	return []components.Option{
		{Value: "id", Label: "Bahasa Indonesia", Chosen: p.Lang() == "id"},
		{Value: "en", Label: "English", Chosen: p.Lang() == "en"},
	}
}

func (p Page) old() components.Field {
	return components.Field{Name: "old", Label: p.T("account.old_password"), Error: p.ErrorOf("old")}
}

func (p Page) password() components.Field {
	return components.Field{Name: "password", Label: p.T("account.new_password"), Hint: p.T("account.password_hint"),
		Error: p.ErrorOf("password"), Autocomplete: "new-password"}
}
