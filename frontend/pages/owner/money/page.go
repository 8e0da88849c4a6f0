// Package money is what a shop has earned: figures, a sentence, and the lines of the ledger.
package money

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Entry is one line of the statement. Amounts are ready to print.
type Entry struct {
	When    string
	Words   string // "Pesanan BPB-7K2M4-1, uang tunai"
	URL     string // of the order, "" without
	Amount  string // with its sign: "+Rp113.000", "−Rp25.000"
	Balance string
}

// Page is the statement of a period.
type Page struct {
	owner.Screen
	Periods  []components.Link // week, month, year
	Title    string            // "November 2026"
	Sentence string            // "Naik 12 % dari bulan lalu.", "" with fewer than three orders
	Sold     string            // sum of the period
	Orders   string            // number of them
	Cash     string            // of it in cash, which the shop holds already
	Waiting  string            // kept for the shop until it is paid out
	Entries  []Entry
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
