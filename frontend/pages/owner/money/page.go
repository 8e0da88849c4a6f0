// Package money is what a shop has earned: figures, a sentence, and the lines of the ledger.
package money

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Entry is one line of the statement. Amounts are ready to print, "" for none.
type Entry struct {
	When    string
	Words   string // "Pesanan BPB-7K2M4-1, uang tunai"
	URL     string // of the order, "" without
	In, Out string
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

func (p Page) table() components.Table {
	t := components.Table{Caption: p.T("owner.statement", p.Title), Columns: []components.Column{
		{Label: p.T("owner.when")}, {Label: p.T("owner.what")}, {Label: p.T("owner.money_in"), Number: true},
		{Label: p.T("owner.money_out"), Number: true}, {Label: p.T("owner.balance"), Number: true},
	}}
	for _, e := range p.Entries {
		t.Rows = append(t.Rows, []components.Cell{{Text: e.When}, {Text: e.Words, URL: e.URL}, {Text: e.In}, {Text: e.Out}, {Text: e.Balance}})
	}
	return t
}
