// Package order is one order at its shop: what to make, for whom, and the one thing to do next.
package order

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	"beli/frontend/text"
)

// Step is what the shop may do next; the values are the ends of the addresses it posts to.
type Step string

// The steps. The flow of the order decides which are offered.
const (
	Accept  Step = "terima"
	Pack    Step = "kemas"
	Ship    Step = "kirim" // fields courier, receipt
	Ready   Step = "siap"
	HandOut Step = "serah" // of a cash order: the money is taken
	Nothing Step = ""
)

// Line is one thing to make.
type Line struct {
	Quantity string // "3 ×"
	Name     string
	Variant  string // "Pedas · 250 g"
	Unit     string
	Price    string // of the whole line
	Photo    components.Photo
	Note     string // made to order: "Dibuat, siap 25 Nov 2026"
}

// Page is one order.
type Page struct {
	owner.Screen
	Number   string
	State    owner.OrderState
	Placed   string // "21 Nov 2026, 14.30 WIB"
	Deadline string // "Terima sebelum 22 Nov 2026, 14.30 WIB.", "" without one
	Overdue  string // "Lewat 1 hari", "" when in time
	Reason   string // why it was declined or cancelled
	Refund   string // "Rp72.000 dikembalikan kepada pembeli.", "" without

	Lines    []Line
	Note     string // of the buyer
	Items    string // sum of the goods
	Delivery string // ongkir, "" for none
	Total    string
	Cash     bool   // paid in cash when it is picked up
	Paid     string // how the money stands: "Sudah dibayar lewat kartu, 21 Nov 2026"

	Recipient string
	Phone     string   // digits, 62…; "" once it is erased
	Address   []string // lines, empty for pick-up and services
	MapsURL   string
	Handover  string // "Ekspedisi, 1,2 kg", "Ambil sendiri di toko"
	Pickup    bool   // the buyer comes for it
	Courier   string // after it was sent
	Receipt   string

	Next       Step
	CanDecline bool
	CanReturn  bool // the parcel came back, or nobody came for the goods
	// TypedCourier and TypedReceipt are kept after a refusal.
	TypedCourier, TypedReceipt string
	History                    []components.Step
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Orders, "order", p.T("owner.order_number", p.Number))
}

func (p Page) post(step Step) components.Form {
	return p.Post("pesanan", p.Number, string(step))
}

func (p Page) chatURL() string {
	key := "owner.chat_" + string(p.State)
	if !p.Has(key) {
		key = "owner.chat_other"
	}
	return text.WhatsApp(p.Phone, p.T(key, p.Recipient, p.ShopName, p.Number))
}

func (p Page) phone() string { return text.Phone(p.Phone) }

func (p Page) addressText() string {
	whole := p.Recipient
	if p.Phone != "" {
		whole += " (" + p.phone() + ")"
	}
	for _, line := range p.Address {
		whole += ", " + line
	}
	return whole
}

func (p Page) label() string {
	if p.Next == HandOut && p.Cash {
		return p.T("owner.do_serah_cash", p.Total)
	}
	return p.T("owner.do_" + string(p.Next))
}

func (p Page) hint() string {
	key := "owner.do_" + string(p.Next) + "_hint"
	if p.Next == HandOut && p.Cash {
		key = "owner.do_serah_cash_hint"
	}
	if p.Has(key) {
		return p.T(key)
	}
	return ""
}

// declineLabel: what was accepted before is cancelled, not declined.
func (p Page) declineLabel() string {
	if p.Next == Accept {
		return p.T("owner.decline")
	}
	return p.T("owner.cancel_order")
}

func (p Page) courier() components.Field {
	return components.Field{Name: "courier", Label: p.T("owner.f_courier"), Hint: p.T("owner.h_courier"), Value: p.TypedCourier,
		Error: p.ErrorOf("courier"), Bare: true, Autocomplete: "off"}
}

func (p Page) receipt() components.Field {
	return components.Field{Name: "receipt", Label: p.T("owner.f_receipt"), Hint: p.T("owner.h_receipt"), Value: p.TypedReceipt,
		Error: p.ErrorOf("receipt"), Optional: true, Autocomplete: "off"}
}

// returnLabel names how an order did not reach its buyer.
func (p Page) returnLabel() string {
	if p.Pickup {
		return p.T("owner.not_picked_up")
	}
	return p.T("owner.came_back")
}

// Ending is how a shop ends an order before its buyer has it; the values are the ends of the addresses
// it posts to.
type Ending string

// The endings.
const (
	Declined Ending = "tolak"
	Returned Ending = "kembali"
)

// EndPage asks for the reason before an order is declined or taken back. It posts reason, which is one
// of the ready sentences or Other, and reason_other.
type EndPage struct {
	owner.Screen
	Ending      Ending
	Number      string
	Total       string
	Paid        bool // the buyer's money goes back
	Reason      string
	ReasonOther string
}

// Other is the answer that takes the owner's own words.
const Other = "lain"

// say words a part of the page: owner.decline_… or owner.return_….
func (p EndPage) say(part string, values ...string) string {
	return p.T(map[Ending]string{Declined: "owner.decline_", Returned: "owner.return_"}[p.Ending]+part, values...)
}

func (p EndPage) shell() layouts.Base {
	return p.Shell(owner.Orders, "order", p.say("title", p.Number))
}

func (p EndPage) reason() components.Field {
	return components.Field{Name: "reason", Label: p.T("owner.decline_why"), Hint: p.T("owner.decline_why_hint"), Error: p.ErrorOf("reason")}
}

// reasons are whole sentences: what is chosen reaches the buyer word for word.
func (p EndPage) reasons() []components.Option {
	var options []components.Option
	ready := []string{"owner.decline_stock", "owner.decline_busy", "owner.decline_far", "owner.decline_closed"}
	if p.Ending == Returned {
		ready = []string{"owner.return_address", "owner.return_away", "owner.return_waited"}
	}
	for _, key := range ready {
		say := p.T(key)
		options = append(options, components.Option{Value: say, Label: say, Chosen: p.Reason == say})
	}
	return append(options, components.Option{Value: Other, Label: p.T("owner.decline_other"), Chosen: p.Reason == Other})
}

func (p EndPage) other() components.Field {
	return components.Field{Name: "reason_other", Label: p.T("owner.decline_words"), Value: p.ReasonOther, Error: p.ErrorOf("reason_other"), Bare: true, Rows: 3, MaxLength: 300}
}

// SlipPage is the paper that goes with the goods: no prices, in case it is a gift.
type SlipPage struct {
	owner.Screen
	Number    string
	Placed    string
	Recipient string
	Phone     string // digits
	Address   []string
	Handover  string
	Lines     []Line
	Note      string
	FromPlace string // "Sananwetan, Kota Blitar"
	FromPhone string // digits
	Cash      string // what is to be paid on handing over, "" when it is paid
}

func (p SlipPage) shell() layouts.Base {
	return p.Shell(owner.Orders, "slip", p.T("owner.slip_title", p.Number))
}

func (p SlipPage) phone(digits string) string { return text.Phone(digits) }

func (p Page) handoverIcon() string {
	if p.Pickup {
		return "shop"
	}
	return "delivery"
}
