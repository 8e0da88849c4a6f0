// Package product is one product at its owner's: added on one form, later edited part by part.
package product

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// MostPhotos is how many pictures a product may have.
const MostPhotos = 8

// Typed is everything the forms ask, as it was typed or as it stands. Amounts and counts are in
// the form of the input: "25.000", "12".
type Typed struct {
	Name, NameEN               string
	Category                   string // id of the leaf
	Description, DescriptionEN string
	Price                      string
	Unit                       string // one of Units(), or Other
	UnitOther                  string // field unit_other
	Weight                     string // field weight_g: one of Weights(), or Other
	WeightOther                string // field weight_other: grams
	HalalState                 string // certified, in_process, non_halal, exempt
	HalalNumber, PIRTNumber    string
	ShelfLifeDays              string
	Storage, Ingredients       string
	Material, SizeText         string
	StockMode                  string // counted, always, made_to_order
	OnHand                     string
	MakingDays, DailyCapacity  string
}

// Other is the answer that opens a field of its own.
const Other = "lain"

// Units are the units offered, in the words they are kept in.
func Units() []string {
	return []string{"bungkus", "renteng", "buah", "kg", "botol", "kotak", "toples", "pasang", "lembar", "ikat", "set", "orang", "paket"}
}

// Weights are the packed weights offered, in grams.
func Weights() []string { return []string{"250", "500", "1000", "2000"} }

// Kind is a top category with the leaves products can stand in; a category without any below it
// is its own only leaf.
type Kind struct {
	Label   string
	Icon    string
	Food    bool // its products need a halal state
	Service bool // its products are not sent
	Leaves  []components.Option
}

// sheet is what the two forms share.
type sheet struct {
	owner.Screen
	typed Typed
	kinds []Kind
}

// New is the form of a new product. It posts, as multipart, to …/produk/baru; the buttons send
// then=kirim (save and send to be checked) or then=simpan.
type New struct {
	owner.Screen
	Typed Typed
	Kinds []Kind
}

func (p New) shell() layouts.Base {
	return p.Shell(owner.Products, "product", p.T("owner.add_product"))
}

func (p New) form() components.Form {
	f := p.Post("produk", "baru")
	f.Files = true
	return f
}

func (p New) sheet() sheet { return sheet{p.Screen, p.Typed, p.Kinds} }

func (p New) photos() components.PhotoInput {
	return components.PhotoInput{Name: "photos", Label: p.T("owner.photos"), Hint: p.T("owner.photos_hint"), Error: p.ErrorOf("photos"), Most: MostPhotos}
}

// isOpen tells whether the optional part has something in it, or something to put right.
func (s sheet) isOpen(names ...string) bool {
	for _, n := range names {
		if s.ErrorOf(n) != "" {
			return true
		}
	}
	return false
}

func (s sheet) field(name, value string) components.Field {
	return components.Field{Name: name, Label: s.T("owner.f_" + name), Value: value, Error: s.ErrorOf(name)}
}

func (s sheet) hinted(name, value string) components.Field {
	f := s.field(name, value)
	f.Hint = s.T("owner.h_" + name)
	return f
}

func (s sheet) optional(f components.Field) components.Field {
	f.Optional = true
	return f
}

func (s sheet) name() components.Field {
	f := s.hinted("name", s.typed.Name)
	f.Autocomplete = "off"
	return f
}

func (s sheet) description() components.Field {
	f := s.optional(s.hinted("description", s.typed.Description))
	f.Rows = 6
	return f
}

func (s sheet) number(name, value, suffix string) components.Field {
	f := s.field(name, value)
	f.Suffix, f.Bare = suffix, true
	return f
}

// leaves mark what kind of thing a leaf is, so that the sheet shows only what is asked of it.
func (s sheet) leaves(k Kind) []components.Option {
	options := make([]components.Option, 0, len(k.Leaves))
	for _, o := range k.Leaves {
		o.Chosen = o.Value == s.typed.Category
		if o.Icon == "" {
			o.Icon = k.Icon
		}
		o.Data = map[string]string{"asks": k.asks()}
		options = append(options, o)
	}
	return options
}

func (k Kind) asks() string {
	switch {
	case k.Food:
		return "food"
	case k.Service:
		return "service"
	}
	return "goods"
}

func (s sheet) chosenIn(k Kind) bool {
	for _, o := range k.Leaves {
		if o.Value == s.typed.Category {
			return true
		}
	}
	return false
}

// group is the field of one kind's leaves; ids must differ from group to group.
func (s sheet) group(i int, k Kind) components.Field {
	return components.Field{Name: "category", Key: "-" + strconv.Itoa(i+1), Label: k.Label, Bare: true}
}

func (s sheet) options(name, value string, values []string, other bool) []components.Option {
	options := make([]components.Option, 0, len(values)+1)
	for _, v := range values {
		options = append(options, components.Option{Value: v, Label: s.T("owner." + name + "_" + v), Chosen: v == value})
	}
	if other {
		options = append(options, components.Option{Value: Other, Label: s.T("owner." + name + "_other"), Chosen: value == Other})
	}
	return options
}

func (s sheet) units() []components.Option {
	value := s.typed.Unit
	if value == "" {
		value = Units()[0]
	}
	return s.options("unit", value, Units(), true)
}

func (s sheet) weights() []components.Option {
	options := s.options("weight", s.typed.Weight, nil, true)
	first := make([]components.Option, 0, len(Weights())+1)
	for _, v := range Weights() {
		grams, _ := strconv.Atoi(v)
		first = append(first, components.Option{Value: v, Label: s.Grams(grams), Chosen: v == s.typed.Weight})
	}
	return append(first, options...)
}

func (s sheet) halal() []components.Option {
	options := s.options("halal", s.typed.HalalState, []string{"certified", "in_process", "non_halal", "exempt"}, false)
	for i := range options {
		options[i].Hint = s.T("owner.halal_" + options[i].Value + "_hint")
	}
	return options
}

func (s sheet) modes() []components.Option {
	value := s.typed.StockMode
	if value == "" {
		value = "counted"
	}
	options := s.options("stock", value, []string{"counted", "always", "made_to_order"}, false)
	for i := range options {
		options[i].Hint = s.T("owner.stock_" + options[i].Value + "_hint")
	}
	return options
}
