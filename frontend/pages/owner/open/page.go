// Package open is the way to a shop of one's own: an invitation to begin, then one question per screen.
package open

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	"beli/frontend/text"
)

// Intro is /jual/buka before the first question, for anybody.
type Intro struct {
	owner.Screen
	Closed    bool              // opening is by an officer only, for now
	Shops     []components.Link // the visitor's shops, for one who came by mistake
	BeginURL  string            // the first question, behind signing up for who has no account
	SignInURL string            // "" for who is signed in
}

func (p Intro) shell() layouts.Base {
	return p.Shell(owner.NoPlace, "open", p.T("owner.open_title"))
}

// askURL is a chat with an officer who does it together with the owner.
func (p Intro) askURL() string {
	return text.WhatsApp(p.Agency.WhatsApp, p.T("owner.open_ask_text"))
}

// Question is one screen of the way; the value is the end of its address.
type Question string

// The questions. Each posts to /jual/buka/ and its value; earlier answers ride along as hidden fields.
const (
	Name      Question = "nama"      // field name
	Address   Question = "alamat"    // field slug; only when the name's own address is taken
	Kecamatan Question = "kecamatan" // field kecamatan
	Village   Question = "desa"      // field village
	Phone     Question = "wa"        // field phone; only when the account has no number
)

// Step is one question.
type Step struct {
	owner.Screen
	Question   Question
	Number, Of int
	BackURL    string // the question before

	// The answers so far, as typed.
	ShopTitle string // field name
	Chosen    string // field slug
	District  string // field kecamatan: its code
	Place     string // field village: its code
	WhatsApp  string // field phone

	PublicAddress string   // what the shop will be found at: "beliblitar.id/toko/wajik-contoh"
	Suggestions   []string // free addresses, for Address
	// Districts and Villages are the choices, with Chosen set.
	Districts, Villages []components.Option
	DistrictName        string // for the question of the village
}

func (p Step) shell() layouts.Base {
	return p.Shell(owner.NoPlace, "open", p.T("owner.open_title"))
}

func (p Step) progress() string {
	return p.T("owner.step", strconv.Itoa(max(p.Number, 1)), strconv.Itoa(max(p.Of, 1)))
}

func (p Step) form() components.Form {
	f := components.Form{Action: p.URL("/jual/buka/" + string(p.Question)), CSRF: p.CSRF}
	for _, h := range []struct {
		asked Question
		components.Hidden
	}{
		{Name, components.Hidden{Name: "name", Value: p.ShopTitle}},
		{Address, components.Hidden{Name: "slug", Value: p.Chosen}},
		{Kecamatan, components.Hidden{Name: "kecamatan", Value: p.District}},
		{Village, components.Hidden{Name: "village", Value: p.Place}},
		{Phone, components.Hidden{Name: "phone", Value: p.WhatsApp}},
	} {
		if h.asked != p.Question && h.Value != "" {
			f.Hidden = append(f.Hidden, h.Hidden)
		}
	}
	return f
}

// field is the question of this screen; its label is the page's heading.
func (p Step) field() components.Field {
	f := components.Field{Question: true}
	switch p.Question {
	case Address:
		f.Name, f.Label, f.Hint = "slug", p.T("owner.open_address"), p.T("owner.open_address_hint", p.ShopTitle)
	case Kecamatan:
		f.Name, f.Label = "kecamatan", p.T("owner.open_district")
	case Village:
		f.Name, f.Label = "village", p.T("owner.open_village", p.DistrictName)
	case Phone:
		f.Name, f.Label, f.Hint, f.Value = "phone", p.T("owner.open_phone"), p.T("owner.open_phone_hint"), p.WhatsApp
	default:
		f.Name, f.Label, f.Hint, f.Value = "name", p.T("owner.open_name"), p.T("owner.open_name_hint"), p.ShopTitle
		f.Autocomplete = "organization"
	}
	f.Error = p.ErrorOf(f.Name)
	return f
}

func (p Step) addresses() []components.Option {
	options := make([]components.Option, 0, len(p.Suggestions))
	for i, s := range p.Suggestions {
		options = append(options, components.Option{Value: s, Label: "/toko/" + s, Chosen: s == p.Chosen || p.Chosen == "" && i == 0})
	}
	return options
}

// last tells whether the shop is made with this answer.
func (p Step) last() bool { return p.Number >= p.Of }

func (p Step) next() components.Button {
	b := components.Button{Label: p.T("owner.next"), Kind: components.Primary, Wide: true}
	if p.last() {
		b.Label = p.T("owner.open_finish")
	}
	return b
}
