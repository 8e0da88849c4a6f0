package checkout

import "beli/frontend/components"

// Typed is everything a guest has written and chosen, so that a form that comes back loses none of
// it. The name of each input is said beside its field.
type Typed struct {
	Name     string // name
	Phone    string // phone, as typed
	Email    string // email, may stay empty
	Place    string // place: the words of the search for a village
	Village  string // village: the Kemendagri code that was picked
	Street   string // street
	Landmark string // landmark, may stay empty
	Consent  bool   // consent, "ya" when given
	Orders   []Choice
}

// Choice is what was chosen for the order of one shop.
type Choice struct {
	Shop     string // id of the shop; ends the names below
	Delivery string // delivery-<shop>: pickup, expedition, none
	Pay      string // pay-<shop>: gateway, cash
	Note     string // note-<shop>, may stay empty
}

// Sealed travels with the form unseen.
type Sealed struct {
	ExpectedTotal  string // expected_total: rupiah in digits, as last shown to the buyer
	IdempotencyKey string // idempotency_key: one purchase for one key
	ConsentVersion string // consent_version: of the privacy notice that was shown
}

// DeliveryField is the name under which the way of one shop's order is sent.
func DeliveryField(shop string) string { return "delivery-" + shop }

// PayField is the name under which the payment of one shop's order is sent.
func PayField(shop string) string { return "pay-" + shop }

// NoteField is the name under which the note to one shop is sent.
func NoteField(shop string) string { return "note-" + shop }

// choice finds what was chosen for a shop; nothing for a shop that is not among them.
func (t Typed) choice(shop string) Choice {
	for _, c := range t.Orders {
		if c.Shop == shop {
			return c
		}
	}
	return Choice{Shop: shop}
}

// hidden carries everything typed through the page that shows it for checking.
func (t Typed) hidden() []components.Hidden {
	out := []components.Hidden{
		{Name: "name", Value: t.Name}, {Name: "phone", Value: t.Phone}, {Name: "email", Value: t.Email},
		{Name: "place", Value: t.Place}, {Name: "village", Value: t.Village},
		{Name: "street", Value: t.Street}, {Name: "landmark", Value: t.Landmark},
	}
	if t.Consent {
		out = append(out, components.Hidden{Name: "consent", Value: "ya"})
	}
	for _, c := range t.Orders {
		out = append(out, components.Hidden{Name: DeliveryField(c.Shop), Value: c.Delivery},
			components.Hidden{Name: PayField(c.Shop), Value: c.Pay}, components.Hidden{Name: NoteField(c.Shop), Value: c.Note})
	}
	return out
}

func (s Sealed) hidden() []components.Hidden {
	return []components.Hidden{{Name: "expected_total", Value: s.ExpectedTotal},
		{Name: "idempotency_key", Value: s.IdempotencyKey}, {Name: "consent_version", Value: s.ConsentVersion}}
}
