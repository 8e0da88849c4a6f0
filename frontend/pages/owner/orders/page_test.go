package orders

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
)

func TestNewOrdersShowTheMostUrgentFirstWithTheMainButton(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := Page{Screen: s, Counts: map[Tab]int{New: 2, Preparing: 1, Done: 40}, Pages: components.Pages{Number: 1, Total: 2, NextURL: s.At("pesanan") + "?hal=2", Count: "40"},
			Rows: []owner.Row{
				{Number: "BPB-3F9QX-2", Buyer: "Agus", Items: s.T("owner.more_items", "1 kotak dodol", "2"), Total: "Rp120.000", Age: s.N("shell.age_days", 2), Overdue: s.T("owner.overdue", s.N("owner.overdue_days", 1)), State: "confirmed", Act: "accept"},
				{Number: "BPB-7K2M4-1", Buyer: "Dewi", Items: "3 renteng wajik kletik", Total: "Rp75.000", Age: s.N("shell.age_hours", 2), State: "paid", Act: "accept"},
			}}
		text := ownertest.Text(ownertest.Check(t, s, "orders-new", View(p)))
		for _, want := range []string{s.T("owner.tab_new") + " 2", s.T("owner.tab_done") + " 40", s.T("owner.overdue", s.N("owner.overdue_days", 1))} {
			if !strings.Contains(text, want) {
				t.Errorf("does not say %q", want)
			}
		}
	})
}

func TestEmptyListsSayWhatComesThere(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		for _, tab := range Tabs() {
			for name, counts := range map[string]map[Tab]int{"alone": nil, "busy": {New: 1, Preparing: 2}} {
				if tab == New && counts != nil {
					continue
				}
				root := ownertest.Check(t, s, "orders-none-"+string(tab)+"-"+name, View(Page{Screen: s, Tab: tab, Counts: counts, Open: true}))
				if !strings.Contains(ownertest.Text(root), s.T("owner.no_"+string(tab)+"_text")) {
					t.Errorf("%s does not explain itself", tab)
				}
			}
		}
	})
}

func TestShopThatNobodySeesIsLedToItsTasks(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		root := ownertest.Check(t, s, "orders-none-closed", View(Page{Screen: s}))
		if text := ownertest.Text(root); !strings.Contains(text, s.T("owner.no_orders_yet")) || strings.Contains(text, s.T("owner.share_shop")) {
			t.Error("offers to share a shop that nobody sees")
		}
	})
}

func TestEveryStateOfAnOrderHasWords(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		var rows []owner.Row
		for _, state := range []owner.OrderState{"awaiting_quote", "pending", "awaiting_confirmation", "paid", "confirmed", "accepted", "packed", "shipped", "ready",
			"delivered", "returned", "completed", "disputed", "refunded", "cancelled", "expired"} {
			if s.OrderTag(state).Label == "" {
				t.Errorf("%s has no words", state)
			}
			rows = append(rows, owner.Row{Number: "BPB-1", Buyer: "Dewi", Items: "1", Total: "Rp1", Age: "1", State: state})
		}
		for _, act := range []string{"accept", "pack", "ship", "ready", "deliver"} {
			rows = append(rows, owner.Row{Number: "BPB-2", Buyer: "Dewi", Items: "1", Total: "Rp1", Age: "1", State: "paid", Act: act})
		}
		ownertest.Check(t, s, "orders-states", View(Page{Screen: s, Tab: Done, Rows: rows}))
	})
}
