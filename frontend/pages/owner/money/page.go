// Package money is what a shop has earned: figures, a sentence, and the lines of the ledger.
package money

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Entry is one line of the statement. Amounts are ready to print.
type Entry struct {
	When   string
	Words  string // "Pesanan dibayar tunai"
	Amount string // with its sign: "+Rp113.000", "−Rp25.000"
}

// Page is the figures of a period, and the statement of all time.
type Page struct {
	owner.Screen
	Periods  []components.Link // week, month, year
	Title    string            // "1 November – 22 November 2026"
	Sentence string            // "Naik 12 % dari masa sebelumnya.", "" with fewer than three orders
	Sold     string            // sum of the period, less refunds
	Orders   string            // number of them
	Cash     string            // of it in cash, which the shop holds already
	Waiting  string            // kept for the shop until it is paid out, of all time
	Entries  []Entry           // newest first
	Pages    components.Pages
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Shop, "money", p.T("owner.money_title"))
}

func (p Page) figures() []components.Figure {
	list := []components.Figure{
		{Label: p.T("owner.sold"), Value: p.Sold},
		{Label: p.T("owner.orders_count"), Value: p.Orders},
	}
	if p.Cash != "" {
		list = append(list, components.Figure{Label: p.T("owner.in_cash"), Value: p.Cash, Note: p.T("owner.in_cash_note")})
	}
	if p.Waiting != "" {
		list = append(list, components.Figure{Label: p.T("owner.to_come"), Value: p.Waiting, Note: p.T("owner.to_come_note")})
	}
	return list
}
