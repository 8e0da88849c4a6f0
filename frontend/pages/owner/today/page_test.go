package today

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
)

// Rows are sample orders of every urgency.
func rows(s owner.Screen) []owner.Row {
	return []owner.Row{
		{Number: "BPB-7K2M4-1", Buyer: "Dewi", Items: "3 renteng wajik kletik", Total: "Rp75.000", Age: s.N("shell.age_hours", 2), State: "paid", Act: "accept"},
		{Number: "BPB-3F9QX-2", Buyer: "Agus", Items: s.T("owner.more_items", "1 kotak dodol", "2"), Total: "Rp120.000", Age: s.N("shell.age_days", 2), Overdue: s.T("owner.overdue", s.N("owner.overdue_days", 1)), State: "accepted", Act: "pack"},
		{Number: "BPB-9QW2E-1", Buyer: "Rini", Items: "1 renteng wajik kletik", Total: "Rp25.000", Age: s.N("shell.age_days", 5), State: "completed"},
	}
}

func TestBusyDayShowsEveryCount(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := Page{Screen: s, Date: "21 November 2026", State: owner.ShopVerified, Preparing: 2, Overdue: 1, NeedsWork: 1, SoldOut: 4, TakenDown: 1, Drafts: 2, Products: 12, Unread: 3,
			EarnedToday: "Rp150.000", EarnedYesterday: "Rp80.000", Latest: rows(s), PublicURL: "https://contoh.test/toko/wajik-contoh"}
		root := ownertest.Check(t, s, "today-busy", View(p))
		text := ownertest.Text(root)
		for _, key := range []string{"task_overdue 1", "task_new 3", "task_preparing 2", "task_needs_work 1", "task_sold_out 4", "task_taken_down 1", "task_drafts 2"} {
			name, count, _ := strings.Cut(key, " ")
			if !strings.Contains(text, s.T("owner."+name)+" "+count) {
				t.Errorf("%s is not said with its count", key)
			}
		}
		if !strings.Contains(text, s.N("owner.news_unread", 3)) {
			t.Error("does not say how many notices wait")
		}
	})
}

func TestQuietDayIsAllDone(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		s.NewOrders = 0
		p := Page{Screen: s, Date: "21 November 2026", State: owner.ShopVerified, Holiday: s.T("owner.holiday_now", "24 November 2026"), EarnedToday: "Rp0", EarnedYesterday: "Rp0",
			Suggestion: components.Link{Label: s.T("owner.suggest_photos", "Opak gambir"), URL: s.At("produk", "2") + "#foto"}, PublicURL: "https://contoh.test/toko/wajik-contoh"}
		root := ownertest.Check(t, s, "today-quiet", View(p))
		if !strings.Contains(ownertest.Text(root), s.T("owner.all_done")) {
			t.Error("does not say that all is done")
		}
	})
}

func TestShopThatIsNotOpenSaysWhy(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		s.NewOrders = 0
		for _, state := range []owner.ShopState{owner.ShopDraft, owner.ShopSubmitted, owner.ShopNeedsWork, owner.ShopRejected, owner.ShopSuspended} {
			p := Page{Screen: s, Date: "21 November 2026", State: state, Reason: "Karena alasan ini."}
			text := ownertest.Text(ownertest.Check(t, s, "today-"+string(state), View(p)))
			if !strings.Contains(text, s.T("owner.today_"+string(state))) || !strings.Contains(text, p.Reason) || strings.Contains(text, s.T("owner.all_done")) {
				t.Errorf("%s: %s", state, text)
			}
		}
	})
}
