// Package helpers is the list of people who lend a hand in a shop.
package helpers

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	"beli/frontend/text"
)

// Member is a person of the shop.
type Member struct {
	AccountID string
	Name      string
	Contact   string // as people read it
	Role      string // "Pemilik", "Pembantu"
	Since     string
	CanLeave  bool // can be sent away
}

// Invited waits to be accepted.
type Invited struct{ Contact, Until string }

// Page is the list. Inviting posts contact to …/pembantu.
type Page struct {
	owner.Screen
	Members []Member
	Invited []Invited
	Contact string // as typed
	// Link is the address of the invitation just made, absolute; it is shown once. LinkPhone are the
	// digits to send it to, "" for an e-mail.
	Link, LinkPhone string
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Shop, "helpers", p.T("owner.helpers_title"))
}

func (p Page) contact() components.Field {
	return components.Field{Name: "contact", Label: p.T("owner.helper_contact"), Hint: p.T("owner.helper_contact_hint"),
		Value: p.Contact, Error: p.ErrorOf("contact"), Autocomplete: "off"}
}

func (p Page) sendURL() string {
	return text.WhatsApp(p.LinkPhone, p.T("owner.invite_text", p.ShopName, p.Link))
}
