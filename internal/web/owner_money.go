package web

import (
	"fmt"
	"strconv"
	"time"

	"beli/frontend/components"
	moneypage "beli/frontend/pages/owner/money"
	"beli/internal/ledger"
	"beli/internal/money"
	"beli/internal/paging"
	"beli/internal/shop"
)

// period is a span that figures are summed over: since its beginning, and as far into the one before.
type period struct {
	name         string // of the wording, and in the address
	begin, until time.Time
	before, then time.Time
}

// periods are the spans that an instant lies in. Days and weeks are those of WIB; a week begins on Monday.
func periods(now time.Time) []period {
	tomorrow := midnight(now).AddDate(0, 0, 1)
	week := midnight(now).AddDate(0, 0, -int(midnight(now).Weekday()+6)%7)
	month := midnight(now).AddDate(0, 0, 1-midnight(now).Day())
	year := midnight(now).AddDate(0, 0, 1-midnight(now).YearDay())
	span := func(name string, begin, before time.Time) period {
		then := before.Add(tomorrow.Sub(begin))
		if then.After(begin) { // the month before was shorter
			then = begin
		}
		return period{name: name, begin: begin, until: tomorrow, before: before, then: then}
	}
	return []period{span("week", week, week.AddDate(0, 0, -7)), span("month", month, month.AddDate(0, -1, 0)), span("year", year, year.AddDate(-1, 0, 0))}
}

// money is the shop's account as the ledger has it.
func (h *ownerDesk) money(v *visit) error {
	m, screen, err := h.with(v, shop.SeeMoney)
	if err != nil {
		return err
	}
	page := moneypage.Page{Screen: screen}
	if err := h.figures(v, m, &page); err != nil {
		return err
	}
	at := paging.Request{Number: v.page().Number, Size: 50}
	lines, total, err := h.Ledger.Statement(v.ctx(), m.Shop.ID, at)
	if err != nil {
		return fmt.Errorf("read ledger: %w", err)
	}
	for _, l := range lines {
		if l.Account != ledger.ShopAccount(m.Shop.ID) {
			continue
		}
		e := moneypage.Entry{When: v.words.DateTime(l.At), Words: v.words.T("owner.ledger_" + string(l.Kind))}
		// The book owes the shop: what comes in for it is negative there.
		e.Amount = "+" + (-l.Amount).In(v.lang)
		if l.Amount > 0 {
			e.Amount = "−" + l.Amount.In(v.lang)
		}
		page.Entries = append(page.Entries, e)
	}
	page.Pages = v.pages(at, total)
	return v.ok(moneypage.View(page))
}

// figures sums the period of the address, the month where it names none.
func (h *ownerDesk) figures(v *visit, m shop.Membership, page *moneypage.Page) error {
	all := periods(h.front.clock.Now())
	chosen := all[1]
	for _, p := range all {
		if p.name == v.query("masa") {
			chosen = p
		}
	}
	for _, p := range all {
		page.Periods = append(page.Periods, components.Link{Label: v.words.T("owner.period_" + p.name),
			URL: v.url(deskPath(m, "uang") + "?masa=" + p.name), Current: p.name == chosen.name})
	}
	sales, err := h.Ledger.SalesOf(v.ctx(), m.Shop.ID, chosen.begin, chosen.until)
	if err != nil {
		return err
	}
	earlier, err := h.Ledger.SalesOf(v.ctx(), m.Shop.ID, chosen.before, chosen.then)
	if err != nil {
		return err
	}
	totals, err := h.Ledger.Totals(v.ctx(), m.Shop.ID)
	if err != nil {
		return fmt.Errorf("sum ledger: %w", err)
	}
	page.Title = v.words.Date(chosen.begin) + " – " + v.words.Date(chosen.until.Add(-time.Second))
	page.Sold, page.Cash, page.Orders = sales.Sold.In(v.lang), sales.Cash.In(v.lang), v.words.Number(sales.Orders)
	page.Waiting = totals.Payable.In(v.lang)
	if sales.Orders >= 3 {
		page.Sentence = compared(v, sales.Sold, earlier.Sold)
	}
	return nil
}

// compared says by how much a sum rose or fell, "" without one to compare with.
func compared(v *visit, sum, before money.Rupiah) string {
	if before <= 0 {
		return ""
	}
	percent := int64((sum - before) * 100 / before)
	switch {
	case percent > 0:
		return v.words.T("owner.up", strconv.FormatInt(percent, 10))
	case percent < 0:
		return v.words.T("owner.down", strconv.FormatInt(-percent, 10))
	}
	return v.words.T("owner.same")
}
