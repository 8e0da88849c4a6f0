// Package purchase is what a buyer sees of a purchase after it was sent: received, its course, its
// cancelling, and the way back to it with code and last digits.
package purchase

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/checkout"
)

// Page is one purchase, of one or more shops.
type Page struct {
	layouts.Base
	Code    string // "BLT7K2MQ9PXA"
	Fresh   bool   // has just been sent: the heading says so and takes the focus
	Placed  string // "21 Nov 2026, 16.45 WIB"
	Total   string
	LinkURL string // signed, absolute; to keep and to send to oneself
	Next    []string
	Pay     *Pay
	Orders  []Order

	Recipient []components.Fact // name, number, address; masked where only code and digits are known
	// Access is the signed token again, for forms that post to this purchase.
	Access []components.Hidden
}

// Pay is money that is awaited. One of URL, Retry and Checking says how it goes on.
type Pay struct {
	Amount   string
	Deadline string // "21 Nov 2026, 17.45 WIB"
	URL      string // of the gateway's page
	// Retry tells that the gateway was not reached, or refused: the button posts to /pesanan/{code}
	// with act=pay.
	Retry  bool
	Reason string // why it is to be tried again, in words
	// Checking tells that the buyer was at the gateway, which has not answered yet.
	Checking bool
}

// Order is the part of one shop.
type Order struct {
	Number   string // sent as order
	ShopName string
	ShopURL  string
	Place    string
	Status   components.Tag
	Steps    []components.Step
	Reason   string // why it was cancelled, in the words of who did it
	Part     checkout.Part
	Pay      string // "Sudah dibayar", "Bayar di toko saat ambil: Rp25.000"
	Note     string

	Receipt *Receipt
	PickUp  *PickUp
	Refund  *Refund
	AskURL  string // WhatsApp of the shop with the whole order in the text

	CancelURL  string // of the page that asks once more, with its token; "" when it is too late
	CanReceive bool   // "Barang sudah sampai" is offered
}

// Receipt is a parcel on its way.
type Receipt struct {
	Courier  string
	Number   string // "" when the shop gave the courier only
	TrackURL string // of the courier, "" when it is not known
}

// PickUp is where and when to fetch the goods.
type PickUp struct {
	Address string
	Hours   string
	MapURL  string
	Cash    string // to bring: "Rp25.000", "" when it is paid
	Ready   bool   // the shop waits for the buyer
}

// Refund is money on its way back.
type Refund struct {
	Amount string
	State  components.Tag
	Note   string // in words
}

// heading is short where the page is met again.
func (p Page) heading() string {
	if p.Fresh {
		return p.T("checkout.received")
	}
	return p.T("checkout.purchase_title", p.Code)
}

func (p Page) formTo(path string, more ...components.Hidden) components.Form {
	return components.Form{Action: p.URL("/pesanan/" + p.Code + path), CSRF: p.CSRF,
		Hidden: append(append([]components.Hidden{}, p.Access...), more...)}
}

func (p Page) receiveForm(o Order) components.Form {
	return p.formTo("/terima", components.Hidden{Name: "order", Value: o.Number})
}

// Find is the form with which a purchase is found again, at /pesanan.
type Find struct {
	layouts.Base
	Code   string // code, as typed
	Digits string // digits: the last four of the WhatsApp number
}

// NotFound is the one sentence for a wrong code and for wrong digits alike.
func NotFound(b layouts.Base) []components.FieldError {
	return []components.FieldError{{Name: "code", Text: b.T("checkout.find_wrong")}}
}

func (f Find) codeField() components.Field {
	return components.Field{Name: "code", Label: f.T("checkout.find_code"), Hint: f.T("checkout.find_code_hint"), Value: f.Code,
		Error: f.ErrorOf("code"), Autocomplete: "off"}
}

func (f Find) digitsField() components.Field {
	return components.Field{Name: "digits", Label: f.T("checkout.find_digits"), Hint: f.T("checkout.find_digits_hint"), Value: f.Digits,
		Error: f.ErrorOf("digits"), Autocomplete: "off", InputMode: "numeric"}
}

// Cancel asks once more before the order of one shop is cancelled, at /pesanan/{code}/batal. Its
// form posts there with order, reason (may stay empty) and Access.
type Cancel struct {
	layouts.Base
	Code     string
	Number   string
	ShopName string
	Part     checkout.Part
	Refund   string // that comes back: "Rp34.000", "" when nothing was paid
	Others   string // "Pesanan di Opak Contoh tetap jalan.", "" for the only one
	Reason   string // reason, as typed
	BackURL  string
	Access   []components.Hidden
}

func (c Cancel) form() components.Form {
	return components.Form{Action: c.URL("/pesanan/" + c.Code + "/batal"), CSRF: c.CSRF,
		Hidden: append(append([]components.Hidden{}, c.Access...), components.Hidden{Name: "order", Value: c.Number})}
}

func (c Cancel) reasonField() components.Field {
	return components.Field{Name: "reason", Label: c.T("checkout.cancel_reason"), Value: c.Reason, Error: c.ErrorOf("reason"),
		Optional: true, Rows: 2}
}

func (c Cancel) refund() string {
	if c.Refund == "" {
		return c.T("checkout.cancel_unpaid")
	}
	return c.T("checkout.cancel_refund", c.Refund)
}
