package checkout

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Review is "Cek pesanan": everything once more, with the final amounts and the final button.
type Review struct {
	layouts.Base
	Typed   Typed
	Sealed  Sealed   // ExpectedTotal is what Total prints
	Changes []string // what is different from the form, in words
	Phone   string   // as it will be kept, printed: "0812-3456-7890"
	Address string   // whole, "" when nothing is sent
	Orders  []Checked

	Total     string // of all: "Rp72.000"
	PayNow    string // through the gateway, "" when all is paid at pick-up
	PayLater  string // in cash at pick-up, "" when nothing is
	PayWithin string // minutes for what is paid now: "60"
}

// Part is one order in amounts.
type Part struct {
	Lines    []Line
	Goods    string // "Rp50.000"
	Way      string // "Ekspedisi, tiba dalam 2–4 hari", "Ambil sendiri", "Tanpa pengiriman"
	WayPrice string // "Rp9.000", "Gratis"
	Total    string
}

// Checked is the order of one shop.
type Checked struct {
	Name   string
	Place  string
	Part   Part
	PickUp string // where and when to fetch it, "" otherwise
	Pay    string // "Lewat halaman pembayaran", "Bayar di toko saat ambil"
	Note   string
	Notice string // holiday, making days, in words
}

func (r Review) sendForm() components.Form {
	return components.Form{Action: r.URL("/checkout/kirim"), CSRF: r.CSRF, Hidden: append(r.Sealed.hidden(), r.Typed.hidden()...)}
}

// editForm goes back to the form with everything typed.
func (r Review) editForm() components.Form {
	f := r.sendForm()
	f.Action = r.URL("/checkout")
	return f
}

func (r Review) person() []components.Fact {
	return []components.Fact{{Label: r.T("checkout.name"), Value: r.Typed.Name}, {Label: r.T("checkout.phone"), Value: r.Phone},
		{Label: r.T("checkout.email"), Value: r.Typed.Email}, {Label: r.T("checkout.send_to"), Value: r.Address}}
}

func (c Checked) facts(r Review) []components.Fact {
	return []components.Fact{{Label: r.T("checkout.pay"), Value: c.Pay}, {Label: r.T("checkout.pick_up_at"), Value: c.PickUp},
		{Label: r.T("checkout.note_short"), Value: c.Note}}
}

// thumb is a picture whose name stands beside it.
func thumb(p components.Photo) components.Photo {
	p.Alt = ""
	return p
}
