package money

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
)

func TestStatementIsATableWithItsSums(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := Page{Screen: s, Title: "November 2026", Sentence: s.T("owner.up", "12"), Sold: "Rp1.250.000", Orders: "14", Cash: "Rp250.000", Waiting: "Rp1.000.000",
			Periods: []components.Link{{Label: s.T("owner.period_week"), URL: s.At("uang") + "?masa=week"}, {Label: s.T("owner.period_month"), URL: s.At("uang"), Current: true}, {Label: s.T("owner.period_year"), URL: s.At("uang") + "?masa=year"}},
			Entries: []Entry{{When: "21 Nov 2026", Words: s.T("owner.ledger_settlement"), Amount: "+Rp113.000"},
				{When: "20 Nov 2026", Words: s.T("owner.ledger_refund"), Amount: "−Rp25.000"}},
			Pages: components.Pages{Number: 1, Total: 3, NextURL: s.At("uang") + "?hal=2", Count: "60"}}
		text := ownertest.Text(ownertest.Check(t, s, "money", View(p)))
		for _, want := range []string{"Rp1.250.000", "+Rp113.000", p.Sentence} {
			if !strings.Contains(text, want) {
				t.Errorf("does not say %q", want)
			}
		}
	})
}

func TestShopWithoutSalesIsLedOn(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		if text := ownertest.Text(ownertest.Check(t, s, "money-none", View(Page{Screen: s}))); !strings.Contains(text, s.T("owner.no_money")) {
			t.Error("does not say that there is nothing yet")
		}
	})
}
