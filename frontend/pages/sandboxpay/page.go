// Package sandboxpay is the page of the sandbox gateway, an outside party that only rehearses: it
// looks like nobody's brand and lets one choose what the gateway does with a payment.
package sandboxpay

import "beli/frontend/layouts"

// State is where the rehearsed payment stands.
type State string

// The states of a rehearsed payment.
const (
	Open     State = "open" // also while the gateway keeps silent
	Settled  State = "settled"
	Declined State = "declined"
	Expired  State = "expired"
)

// Page is one rehearsed payment, at /sandbox/{ref}. Its buttons post there with act: settle,
// decline, expire, hang (says nothing and keeps it open), twice (settles and tells twice), silent
// (settles and does not tell).
type Page struct {
	layouts.Base // for its words, its address of the style sheet and the token
	Ref          string
	Amount       string // "Rp72.000"
	Description  string // "Pesanan BLT7K2MQ9PXA"
	State        State
	Deadline     string // "21 Nov 2026, 17.45 WIB"
	Refunded     string // what has gone back, "" when nothing has
	BackURL      string // of the shop's page
}

// act is one thing the gateway can do.
type act struct{ name, label, note string }

func (p Page) acts() []act {
	return []act{
		{"settle", p.T("sandbox.settle"), p.T("sandbox.settle_note")},
		{"decline", p.T("sandbox.decline"), p.T("sandbox.decline_note")},
		{"expire", p.T("sandbox.expire"), p.T("sandbox.expire_note")},
		{"hang", p.T("sandbox.hang"), p.T("sandbox.hang_note")},
		{"twice", p.T("sandbox.twice"), p.T("sandbox.twice_note")},
		{"silent", p.T("sandbox.silent"), p.T("sandbox.silent_note")},
	}
}
