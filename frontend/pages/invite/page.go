// Package invite is the page behind the link of an invitation. Opening it changes nothing: chats
// open links by themselves to show what they lead to.
package invite

import (
	"net/url"

	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Kind is what one is invited to be; the values are keys of the wordings.
type Kind string

// The kinds of invitation.
const (
	Helper  Kind = "helper"  // of a shop
	Curator Kind = "curator" // of the agency
	Admin   Kind = "admin"
)

// State is what can be done with the invitation.
type State int

// The states.
const (
	Open       State = iota // accepting posts to /undangan/{token}
	SignedOut               // one must come in first
	ForAnother              // it was sent to another number or address
	Over                    // used, or too old; nothing about it is known
)

// Page is one invitation.
type Page struct {
	layouts.Base
	Token   string
	Kind    Kind
	State   State
	From    string // the shop's or the agency's name
	Contact string // to whom it was sent, shortened: "081…890"
	Until   string // the last day it can be accepted
}

func (p Page) shell() layouts.Base {
	b := p.Base
	b.Surface, b.Page, b.Robots = layouts.Public, "account", "noindex"
	if b.Title == "" {
		b.Title = p.T("account.invite")
	}
	return b
}

func (p Page) path() string { return "/undangan/" + p.Token }

func (p Page) form() components.Form {
	return components.Form{Action: p.URL(p.path()), CSRF: p.CSRF}
}

func (p Page) door(path string) string {
	return p.URL(path + "?next=" + url.QueryEscape(p.path()))
}

func (p Page) over() components.Empty {
	e := components.Empty{Scene: components.SceneNotFound, Heading: 1, Title: p.T("account.invite_over"), Text: p.T("account.invite_over_text"),
		Actions: []components.Button{{Label: p.T("shell.back_home"), Kind: components.Primary, URL: p.URL("/")}}}
	if p.HelpURL() != "" {
		e.Actions = append(e.Actions, components.Button{Label: p.T("shell.ask_agency"), Kind: components.WhatsApp, Icon: "whatsapp", URL: p.HelpURL()})
	}
	return e
}
