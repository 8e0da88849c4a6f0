package tasks

import (
	"strings"
	"testing"

	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
)

func list(done bool) []Task {
	return []Task{{Code: "name", Done: true, Blocking: true}, {Code: "place", Done: true, Blocking: true}, {Code: "phone", Done: true, Blocking: true},
		{Code: "owner_name", Done: true, Blocking: true}, {Code: "delivery", Done: done, Blocking: true}, {Code: "product", Waiting: true},
		{Code: "story"}, {Code: "photo", Reason: "Fotonya terlalu gelap."}, {Code: "street", Done: true}}
}

func TestShopCanBeSentOnlyWhenNothingThatBlocksIsOpen(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		for _, state := range []owner.ShopState{owner.ShopDraft, owner.ShopNeedsWork} {
			for name, done := range map[string]bool{"open": false, "ready": true} {
				p := Page{Screen: s, State: state, Tasks: list(done)}
				if state == owner.ShopNeedsWork {
					p.Reason, p.Since = "Alamat tokonya belum jelas. Tulis RT dan patokan.", "Diputuskan 21 November 2026"
				}
				root := ownertest.Check(t, s, "tasks-"+string(state)+"-"+name, View(p))
				if can := ownertest.Names(root, s.At("tugas")) == "csrf"; can != done {
					t.Errorf("%s, %s: can be sent is %v", state, name, can)
				}
				if text := ownertest.Text(root); !done && !strings.Contains(text, s.T("owner.tasks_missing", s.T("owner.task_delivery"))) ||
					!strings.Contains(text, p.Reason) || !strings.Contains(text, "Fotonya terlalu gelap.") {
					t.Errorf("%s, %s: does not say what is missing and why", state, name)
				}
			}
		}
	})
}

func TestShopThatWasSentWaitsOrKnowsWhy(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		for _, state := range []owner.ShopState{owner.ShopSubmitted, owner.ShopVerified, owner.ShopRejected, owner.ShopSuspended} {
			p := Page{Screen: s, State: state, Tasks: list(true), Since: "21 November 2026, 14.30 WIB", PublicURL: s.URL("/toko/wajik-contoh")}
			if state == owner.ShopRejected || state == owner.ShopSuspended {
				p.Reason = "Barangnya bukan buatan Blitar."
			}
			root := ownertest.Check(t, s, "tasks-"+string(state), View(p))
			text := ownertest.Text(root)
			if ownertest.Names(root, s.At("tugas")) != "" {
				t.Errorf("%s can be sent", state)
			}
			if !strings.Contains(text, s.T("owner.tasks_"+string(state))) || !strings.Contains(text, p.Reason) {
				t.Errorf("%s does not say where the shop stands", state)
			}
		}
	})
}

func TestHelperSeesTheListWithoutWhatOnlyTheOwnerChanges(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		s.IsHelper = true
		root := ownertest.Check(t, s, "tasks-helper", View(Page{Screen: s, State: owner.ShopDraft, Tasks: list(true)}))
		if ownertest.Names(root, s.At("tugas")) != "" {
			t.Error("a helper can send the shop")
		}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "href" && strings.HasPrefix(a.Val, s.At("profil")) {
					t.Errorf("leads to %s", a.Val)
				}
			}
		}
	})
}
