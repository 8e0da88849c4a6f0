// Package checkout is the form of a purchase and the page on which it is checked before it is sent.
//
// The form posts to /checkout/periksa; its search for a village posts to /checkout with act=find,
// which shows the form again with everything typed. The checked purchase posts to /checkout/kirim.
package checkout

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Page is the form. Typed says what stands in it and what is chosen.
type Page struct {
	layouts.Base
	Typed   Typed
	Sealed  Sealed
	Orders  []Order
	Changes []string // what is different from the basket, in words
	Region  Region
	Goods   string // of all: "Rp63.000"
	Postage string // of all, "" while it is not known
	Total   string // with the postage that is known
	Count   string // "3 barang dari 2 toko"
	PayNote string // who collects money by card, "" where nobody does
}

// Order is the part of one shop.
type Order struct {
	Shop   string // id, as in Typed
	Name   string
	Place  string
	Notice string // holiday, in words
	Lines  []Line
	Goods  string // "Rp50.000"

	// Ways are pickup, expedition or none, with days as Hint and the price as Note; one alone is not
	// asked. An empty Hint is filled in, here and in Pays.
	Ways []components.Option
	// Pays are gateway and cash; one alone is not asked.
	Pays []components.Option
}

// Line is what is bought of one variant.
type Line struct {
	Photo   components.Photo
	URL     string // "" where one should stay on the page
	Name    string
	Variant string
	Count   string // "2 × Rp25.000 / renteng"
	Total   string
}

// Region is where the search for a village stands.
type Region struct {
	Chosen   string              // whole label of Typed.Village, "" without one
	Searched bool                // the words of Typed.Place were looked for
	Matches  []components.Option // Value is the code, Label the village, Hint what it lies in
}

func (p Page) form() components.Form {
	return components.Form{Action: p.URL("/checkout/periksa"), CSRF: p.CSRF, Hidden: p.Sealed.hidden()}
}

func (p Page) field(name, label string) components.Field {
	return components.Field{Name: name, Label: p.T(label), Error: p.ErrorOf(name)}
}

func (p Page) nameField() components.Field {
	f := p.field("name", "checkout.name")
	f.Value, f.Autocomplete = p.Typed.Name, "name"
	return f
}

func (p Page) phoneField() components.Field {
	f := p.field("phone", "checkout.phone")
	f.Value, f.Hint, f.Autocomplete = p.Typed.Phone, p.T("checkout.phone_hint"), "tel-national"
	return f
}

func (p Page) emailField() components.Field {
	f := p.field("email", "checkout.email")
	f.Value, f.Hint, f.Optional = p.Typed.Email, p.T("checkout.email_hint"), true
	return f
}

// placeField is the search; a missing village is said here while there is none to choose from.
func (p Page) placeField() components.Field {
	f := p.field("place", "checkout.place")
	f.Value, f.Hint, f.Bare, f.Autocomplete = p.Typed.Place, p.T("checkout.place_hint"), true, "off"
	if f.Error == "" && len(p.villages()) == 0 {
		f.Error = p.ErrorOf("village")
	}
	return f
}

func (p Page) villageField() components.Field {
	f := p.field("village", "checkout.village")
	f.Bare = true
	if len(p.Region.Matches) > 0 {
		f.Hint = p.T("checkout.village_hint")
	}
	return f
}

// villages are the places to choose from: what was picked before, and what the search has found.
func (p Page) villages() []components.Option {
	var out []components.Option
	chosen := false
	for _, m := range p.Region.Matches {
		m.Chosen = m.Value == p.Typed.Village
		chosen = chosen || m.Chosen
		out = append(out, m)
	}
	if p.Region.Chosen != "" && !chosen {
		out = append([]components.Option{{Value: p.Typed.Village, Label: p.Region.Chosen, Chosen: true}}, out...)
	}
	return out
}

func (p Page) streetField() components.Field {
	f := p.field("street", "checkout.street")
	f.Value, f.Hint, f.Autocomplete = p.Typed.Street, p.T("checkout.street_hint"), "street-address"
	return f
}

func (p Page) landmarkField() components.Field {
	f := p.field("landmark", "checkout.landmark")
	f.Value, f.Hint, f.Optional, f.Autocomplete = p.Typed.Landmark, p.T("checkout.landmark_hint"), true, "off"
	return f
}

func (p Page) wayField(o Order) components.Field {
	return components.Field{Name: DeliveryField(o.Shop), Label: o.Name, Error: p.ErrorOf(DeliveryField(o.Shop))}
}

func (p Page) payField(o Order) components.Field {
	return components.Field{Name: PayField(o.Shop), Label: o.Name, Error: p.ErrorOf(PayField(o.Shop))}
}

func (p Page) noteField(o Order) components.Field {
	return components.Field{Name: NoteField(o.Shop), Label: p.T("checkout.note", o.Name), Value: p.Typed.choice(o.Shop).Note,
		Hint: p.T("checkout.note_hint"), Error: p.ErrorOf(NoteField(o.Shop)), Optional: true, Rows: 2}
}

// noted tells whether the folded note has something to show.
func (p Page) noted(o Order) bool {
	return p.Typed.choice(o.Shop).Note != "" || p.ErrorOf(NoteField(o.Shop)) != ""
}

func (p Page) ways(o Order) []components.Option {
	return p.choose("checkout.way_", o.Ways, p.Typed.choice(o.Shop).Delivery)
}

func (p Page) pays(o Order) []components.Option {
	return p.choose("checkout.pay_", o.Pays, p.Typed.choice(o.Shop).Pay)
}

// choose marks what was chosen and explains answers that carry no line of their own.
func (p Page) choose(key string, options []components.Option, value string) []components.Option {
	out := make([]components.Option, len(options))
	for i, o := range options {
		o.Chosen = o.Value == value
		if hint := key + o.Value + "_hint"; o.Hint == "" && p.Has(hint) {
			o.Hint = p.T(hint)
		}
		out[i] = o
	}
	return out
}

// single tells whether an order leaves nothing to choose: one open answer and no problem to show.
func single(options []components.Option, f components.Field) bool {
	return len(options) == 1 && !options[0].Disabled && f.Error == ""
}

// asksPay tells whether there is a choice of payment anywhere.
func (p Page) asksPay() bool {
	for _, o := range p.Orders {
		if !single(o.Pays, p.payField(o)) {
			return true
		}
	}
	return false
}

// ships tells whether an address can be needed at all.
func (p Page) ships() bool {
	for _, o := range p.Orders {
		for _, w := range o.Ways {
			if w.Value == "expedition" {
				return true
			}
		}
	}
	return false
}

func (p Page) consentField() components.Field {
	f := p.field("consent", "checkout.consent")
	f.Bare = true
	return f
}
