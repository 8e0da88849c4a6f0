// Package signin is the page where a person comes in with a password.
package signin

import (
	"net/url"

	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page asks for a contact and the password. It posts contact, password and next to /masuk.
type Page struct {
	layouts.Base
	Contact string // what was typed
	Next    string // path to go on to, without /en; "" for the account
	Why     string // one sentence on why one is asked, "" when one came by oneself
}

func (p Page) shell() layouts.Base {
	b := p.Base
	b.Surface, b.Page, b.Robots = layouts.Public, "account", "noindex"
	if b.Title == "" {
		b.Title = p.T("account.sign_in")
	}
	return b
}

func (p Page) form() components.Form {
	return components.Form{Action: p.URL("/masuk"), CSRF: p.CSRF, Hidden: next(p.Next)}
}

func next(path string) []components.Hidden {
	if path == "" {
		return nil
	}
	return []components.Hidden{{Name: "next", Value: path}}
}

// signUp leads to a code, which opens an account or sets a new password.
func (p Page) signUp() string {
	if p.Next == "" {
		return p.URL("/daftar")
	}
	return p.URL("/daftar?next=" + url.QueryEscape(p.Next))
}

func (p Page) contact() components.Field {
	return components.Field{Name: "contact", Label: p.T("account.contact"), Hint: p.T("account.contact_example"),
		Value: p.Contact, Error: p.ErrorOf("contact"), Autocomplete: "username"}
}
