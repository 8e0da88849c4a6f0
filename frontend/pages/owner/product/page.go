package product

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Page is a product that exists. Each part saves by itself below …/produk/{id}: "" (words), foto,
// harga, stok; kirim sends it to be checked.
type Page struct {
	owner.Screen
	ID    string
	Title string // the name as it was saved last
	State owner.ProductState
	Typed Typed
	Kinds []Kind

	Reason string   // the officer's words: of a takedown, or of what came back
	Notes  []string // hints that forbid nothing
	// Missing is what keeps a draft from being sent, each with its field.
	Missing []components.FieldError
	// Changes are what an officer looks at, or sent back, while the live version stays.
	Changes  []Change
	Changing bool // they wait; else they came back with Reason
	Since    string

	Photos      []components.PhotoRow
	PhotoAdvice []string // "Foto 2 agak gelap. Coba dekat jendela, ya."
	// Variants are those on sale; with one only, VariantID is its id and price and stock stand here.
	VariantID string
	Variants  []Variant
	PublicURL string // as buyers see it, "" unless it is live
}

// Change is one field that differs from what is on sale.
type Change struct{ Label, Before, After string }

// Variant is a choice on sale.
type Variant struct {
	ID    string
	Label string // "Pedas · 250 g"
	Price string // ready
	Left  string // as typed, for counted stock
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Products, "product", p.T("owner.edit_product", p.Title))
}

func (p Page) sheet() sheet { return sheet{p.Screen, p.Typed, p.Kinds} }

func (p Page) post(parts ...string) components.Form {
	return p.Post(append([]string{"produk", p.ID}, parts...)...)
}

func (p Page) at(parts ...string) string {
	return p.At(append([]string{"produk", p.ID}, parts...)...)
}

func (p Page) photoForm() components.Form {
	f := p.post("foto")
	f.Files, f.ID = true, "foto"
	return f
}

func (p Page) photos() components.PhotoInput {
	in := components.PhotoInput{Name: "photos", Label: p.T("owner.more_photos"), Error: p.ErrorOf("photos"), Most: MostPhotos - len(p.Photos)}
	if p.live() {
		in.Hint = p.T("owner.photos_live_hint")
	}
	return in
}

func (p Page) room() bool { return len(p.Photos) < MostPhotos }

func (p Page) priceForm() components.Form {
	f := p.post("harga")
	f.Hidden = []components.Hidden{{Name: "variant", Value: p.VariantID}}
	return f
}

func (p Page) price() components.Field {
	f := p.sheet().hinted("price", p.Typed.Price)
	f.Label = p.T("owner.new_price")
	return f
}

func (p Page) single() bool { return len(p.Variants) < 2 }

func (p Page) onHand(v Variant) components.Field {
	name := "on_hand." + v.ID
	return components.Field{Name: name, Label: v.Label, Value: v.Left, Error: p.ErrorOf(name), Bare: true}
}

// live tells whether buyers see a version of it, or would if its owner showed it.
func (p Page) live() bool {
	return p.State == owner.ProductLive || p.State == owner.ProductHidden || p.State == owner.ProductTakenDown
}

func (p Page) editable() bool { return p.State != owner.ProductArchived }

// sends tells whether the main button is the one that sends the product to be checked.
func (p Page) sends() bool {
	return (p.State == owner.ProductDraft || p.State == owner.ProductNeedsWork) && len(p.Missing) == 0
}

// save is the button of the words: the main one, unless sending is.
func (p Page) save() components.Button {
	b := components.Button{Label: p.T("owner.save_words"), Kind: components.Primary, Wide: true}
	if p.live() {
		b.Label = p.T("owner.save_and_check")
	}
	if p.sends() {
		b.Kind = components.Secondary
	}
	return b
}

func (p Page) stateText() string {
	if p.State == owner.ProductLive && p.Changing {
		return p.T("owner.is_live_changing")
	}
	if p.State == owner.ProductDraft && len(p.Missing) > 0 {
		return p.T("owner.is_draft_missing")
	}
	return p.T("owner.is_" + string(p.State))
}

func (s sheet) capacity() components.Field {
	f := s.number("daily_capacity", s.typed.DailyCapacity, "")
	f.Hint = s.T("owner.h_daily_capacity")
	return f
}

// Variants is the screen of the choices of a product: up to two kinds, a table that becomes cards.
// It posts to …/produk/{id}/varian; act=row asks for more empty rows, act=save keeps them.
type Variants struct {
	owner.Screen
	ID           string
	Title        string
	Kind1, Kind2 string
	Rows         []VariantRow // with empty ones at the end; those are left out when they are kept
	Counted      bool         // stock is asked for
}

// VariantRow is one choice as it was typed. Its fields are variants.{row}.option1 and so on, rows from 0.
type VariantRow struct{ Option1, Option2, Price, OnHand string }

func (p Variants) shell() layouts.Base {
	return p.Shell(owner.Products, "product", p.T("owner.variants_of", p.Title))
}

func (p Variants) kind(n int, value string) components.Field {
	name := "kind" + strconv.Itoa(n)
	return components.Field{Name: name, Label: p.T("owner.f_" + name), Hint: p.T("owner.h_" + name), Value: value,
		Error: p.ErrorOf(name), Optional: n == 2, Autocomplete: "off"}
}

func (p Variants) field(row int, name, label, value string) components.Field {
	full := "variants." + strconv.Itoa(row) + "." + name
	return components.Field{Name: full, Label: label, Value: value, Error: p.ErrorOf(full), Bare: true, Autocomplete: "off"}
}

func (p Variants) kindLabel(value, key string) string {
	if value != "" {
		return value
	}
	return p.T(key)
}

func (p Variants) stock(row int, r VariantRow) components.Field {
	f := p.field(row, "on_hand", p.T("owner.stock"), r.OnHand)
	f.InputMode = "numeric"
	return f
}
