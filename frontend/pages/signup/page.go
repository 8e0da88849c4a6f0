// Package signup opens an account, or sets a new password, in three screens: contact, code, person.
package signup

import (
	"net/url"
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Step is one of the screens.
type Step int

// The screens in their order.
const (
	Contact Step = iota + 1 // posts contact and next to /daftar
	Code                    // posts code, contact and next to /daftar/kode
	Person                  // posts ticket, name, password, consent and next to /daftar/selesai
)

// Page is one screen of the flow. Nothing on the first two tells whether the contact has an account.
type Page struct {
	layouts.Base
	Step    Step
	Contact string // as typed; on later screens carried along where the handler does not keep it
	SentTo  string // as people read it: "0812-3456-7890"
	Code    string // as typed
	Ticket  string // carried along where the handler does not keep it
	Known   bool   // the contact has an account: only a new password is asked
	Name    string // as typed, or of the known person
	Consent bool
	Next    string // path to go on to, without /en
}

func (p Page) shell() layouts.Base {
	b := p.Base
	b.Surface, b.Page, b.Robots = layouts.Public, "account", "noindex"
	if b.Title != "" {
		return b
	}
	switch {
	case p.Step == Code:
		b.Title = p.T("account.code")
	case p.Step == Person && p.Known:
		b.Title = p.T("account.new_password")
	case p.Step == Person:
		b.Title = p.T("account.about_you")
	default:
		b.Title = p.T("account.sign_up")
	}
	return b
}

func (p Page) progress() string {
	return p.T("account.step", strconv.Itoa(int(max(p.Step, Contact))), "3")
}

func (p Page) form(path string, hidden ...components.Hidden) components.Form {
	f := components.Form{Action: p.URL(path), CSRF: p.CSRF}
	for _, h := range append(hidden, components.Hidden{Name: "next", Value: p.Next}) {
		if h.Value != "" {
			f.Hidden = append(f.Hidden, h)
		}
	}
	return f
}

func (p Page) carried() components.Hidden {
	return components.Hidden{Name: "contact", Value: p.Contact}
}

func (p Page) signIn() string {
	if p.Next == "" {
		return p.URL("/masuk")
	}
	return p.URL("/masuk?next=" + url.QueryEscape(p.Next))
}

func (p Page) startAgain() string {
	if p.Next == "" {
		return p.URL("/daftar")
	}
	return p.URL("/daftar?next=" + url.QueryEscape(p.Next))
}

func (p Page) contactField() components.Field {
	return components.Field{Name: "contact", Label: p.T("account.contact"), Hint: p.T("account.contact_hint"), Question: true,
		Value: p.Contact, Error: p.ErrorOf("contact"), Autocomplete: "username"}
}

func (p Page) codeField() components.Field {
	f := components.Field{Name: "code", Label: p.T("account.code"), Question: true, Value: p.Code, Error: p.ErrorOf("code")}
	if p.SentTo != "" {
		f.Hint = p.T("account.code_sent", p.SentTo)
	}
	return f
}

func (p Page) passwordField() components.Field {
	return components.Field{Name: "password", Label: p.T("account.password"), Hint: p.T("account.password_hint"),
		Error: p.ErrorOf("password"), Autocomplete: "new-password"}
}

// newPassword is the only question to a person whose contact is known.
func (p Page) newPassword() components.Field {
	f := p.passwordField()
	f.Label, f.Question = p.T("account.new_password"), true
	return f
}
