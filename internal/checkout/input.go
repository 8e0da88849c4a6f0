package checkout

import (
	"net/mail"
	"regexp"
	"strconv"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/phone"
	"beli/internal/plain"
	"beli/internal/region"
)

// PlaceInput is the last form of a purchase: what the buyer read on it, and who they are.
type PlaceInput struct {
	By             actor.Actor
	Key            string // drawn when the form was made: sending the form twice makes one purchase
	Lang           string // id or en
	Items          []cart.Item
	Choices        []Choice // one for each shop, with method and pay
	Name           string
	Phone          string // as it was typed
	Email          string // may be empty
	Recipient      string // who gets the parcels; "" is the buyer
	RecipientPhone string // as it was typed; "" is the buyer's
	VillageCode    string // this, Street and PostalCode for parcels only
	Street         string
	PostalCode     string // "" is the village's
	Consent        bool   // to the privacy notice of the settings' version
	ExpectedTotal  money.Rupiah
	Cart           cart.Owner // what is bought leaves it
}

func (in PlaceInput) quote() QuoteInput {
	return QuoteInput{Items: in.Items, Choices: in.Choices, VillageCode: in.VillageCode}
}

func (in PlaceInput) clean() PlaceInput {
	for _, s := range []*string{&in.Name, &in.Phone, &in.Email, &in.Recipient, &in.RecipientPhone, &in.VillageCode, &in.Street, &in.PostalCode} {
		*s = plain.Line(*s)
	}
	if in.Lang != "en" {
		in.Lang = "id"
	}
	in.Choices = append([]Choice(nil), in.Choices...)
	for i := range in.Choices {
		in.Choices[i].Note = plain.Text(in.Choices[i].Note)
	}
	return in
}

var (
	keyForm    = regexp.MustCompile(`^[A-Za-z0-9_-]{16,64}$`)
	postalForm = regexp.MustCompile(`^[0-9]{5}$`)
)

// Validate reports every problem that can be seen without the catalogue, at its field: key, items,
// shop.<id>.note, name, phone, email, recipient, recipient_phone, village, street, postal_code, consent.
// Whether an address is needed is only known with the quote.
func (in PlaceInput) Validate() error {
	in = in.clean()
	var p fault.Problems
	p.Check(keyForm.MatchString(in.Key), "key", "required")
	checkItems(in.Items, &p)
	for _, c := range in.Choices {
		p.Check(!plain.Longer(c.Note, 300), "shop."+strconv.FormatInt(c.ShopID, 10)+".note", "too_long", "300")
	}
	checkText(&p, "name", in.Name, 80, true)
	_, err := phone.Parse(in.Phone)
	p.Check(err == nil, "phone", "not_a_phone")
	if in.Email != "" {
		a, err := mail.ParseAddress(in.Email)
		p.Check(err == nil && a.Address == in.Email && len(in.Email) <= 254, "email", "not_an_email")
	}
	checkText(&p, "recipient", in.Recipient, 80, false)
	if in.RecipientPhone != "" {
		_, err := phone.Parse(in.RecipientPhone)
		p.Check(err == nil, "recipient_phone", "not_a_phone")
	}
	checkText(&p, "street", in.Street, 300, false)
	p.Check(in.PostalCode == "" || postalForm.MatchString(in.PostalCode), "postal_code", "not_a_postal_code")
	p.Check(in.Consent, "consent", "consent_required")
	return p.Err()
}

// checkItems bounds the items: what a variant is asked for in all, and how many variants.
func checkItems(items []cart.Item, p *fault.Problems) {
	// Bounded one by one first, so that adding up cannot overflow.
	for _, it := range items {
		if it.Quantity < 1 || it.Quantity > cart.MaxQuantity || len(items) > 10*cart.MaxLines {
			p.Add("items", "out_of_range", "1", strconv.Itoa(cart.MaxQuantity))
			return
		}
	}
	all := together(items)
	p.Check(len(all) > 0, "items", "required")
	p.Check(len(all) <= cart.MaxLines, "items", "too_many_items", strconv.Itoa(cart.MaxLines))
	for _, it := range all {
		if it.Quantity > cart.MaxQuantity {
			p.Add("items", "out_of_range", "1", strconv.Itoa(cart.MaxQuantity))
			return
		}
	}
}

func checkText(p *fault.Problems, field, text string, most int, required bool) {
	p.Check(!required || text != "", field, "required")
	p.Check(!plain.Longer(text, most), field, "too_long", strconv.Itoa(most))
}

// checkAddress reports what is missing of an address that parcels go to.
func (in PlaceInput) checkAddress(regions Regions, p *fault.Problems) {
	place, ok := regions.ByCode(in.VillageCode)
	switch {
	case in.VillageCode == "":
		p.Add("village", "required")
	case !ok || place.Level != region.Village:
		p.Add("village", "invalid_choice")
	}
	p.Check(in.Street != "", "street", "required")
}
