package shop_test

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/curatortest"
	"beli/frontend/pages/curator/shop"
	"beli/frontend/pagetest"
	"beli/internal/fault"
)

func sample(s curator.Screen, state curator.ShopState) shop.Page {
	p := shop.Page{Screen: s, ID: 7, Name: "Wajik Kletik Contoh", State: state, Owner: "Sri", Phone: "6281234567890", Village: "Kelurahan Contoh", Kecamatan: "Sananwetan", Region: "Kota Blitar",
		Street: "RT 02 RW 05, sebelah masjid", StoryID: []string{"Wajik ini dibuat dari ketan dan gula kelapa.", "Dibungkus klobot, dijahit lima-lima."}, StoryEN: []string{"Sticky rice and palm sugar, wrapped in corn husk."},
		Hours: "Senin–Sabtu 08.00–16.00", Photo: pagetest.Photo(2, "Wajik Kletik Contoh"), Pickup: true, Expedition: true, Created: "1 November 2026",
		Sent: "18 November 2026, 09.12 WIB", Products: 3, Members: []shop.Member{{Name: "Sri", Contact: "0812-3456-7890", IsOwner: true, Since: "1 November 2026"}, {Name: "Dewi", Contact: "dewi@contoh.id", Since: "3 November 2026"}},
		Waiting: []shop.Change{{ProductID: 12, Name: "Wajik kletik, satu renteng isi 5", First: true, Age: "3 hari lalu"}}, Twins: curatortest.Shops()[2:3], NextID: 9}
	for _, code := range []string{"name", "place", "phone", "owner_name", "delivery", "product", "story", "photo", "street"} {
		p.Tasks = append(p.Tasks, shop.Task{Code: code, Done: code != "photo", Blocking: code == "name" || code == "place" || code == "phone" || code == "owner_name" || code == "delivery"})
	}
	if state == curator.ShopSubmitted {
		p.Age = "3 hari lalu"
	}
	keys := map[curator.ShopState]string{curator.ShopNeedsWork: "shop.needs_work", curator.ShopVerified: "shop.verify", curator.ShopRejected: "shop.reject", curator.ShopSuspended: "shop.suspend"}
	if key := keys[state]; key != "" {
		p.History = append(p.History, curator.Act{When: "21 November 2026, 14.30 WIB", Who: "Pak Contoh", Key: key, Kind: "shop", ID: 7, Reason: "Foto toko belum ada."})
	}
	p.History = append(p.History, curator.Act{When: "18 November 2026, 09.12 WIB", Who: "Sri", Key: "shop.submit", Kind: "shop", ID: 7})
	return p
}

func TestEveryStateOffersExactlyTheDecisionsItAllows(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		for state, acts := range map[curator.ShopState][]shop.Act{
			curator.ShopSubmitted: {shop.Verify, shop.Repair, shop.Reject}, curator.ShopVerified: {shop.Suspend}, curator.ShopSuspended: {shop.Restore},
			curator.ShopNeedsWork: nil, curator.ShopRejected: nil, curator.ShopDraft: nil,
		} {
			root := curatortest.Check(t, s, "shop-"+string(state), shop.View(sample(s, state)))
			for _, act := range []shop.Act{shop.Verify, shop.Repair, shop.Reject, shop.Suspend, shop.Restore} {
				wanted := strings.Contains(" "+join(acts)+" ", " "+string(act)+" ")
				form := curatortest.Form(root, s.URL("/kurator/toko/7/"+string(act)))
				if (form != nil) != wanted {
					t.Errorf("%s: %s is offered: %t", state, act, form != nil)
				}
				if form != nil && !strings.Contains(strings.Join(curatortest.Names(form), " "), "reason") {
					t.Errorf("%s: %s has no field for its reason", state, act)
				}
			}
			if len(acts) == 0 && !strings.Contains(curatortest.Main(root), s.T("curator.still_"+string(state))) {
				t.Errorf("%s does not say why there is nothing to decide", state)
			}
			if focus := curatortest.Focused(root); focus != "" {
				t.Errorf("a page that was merely opened takes the focus to %q", focus)
			}
		}
	})
}

func join(acts []shop.Act) string {
	out := make([]string, len(acts))
	for i, a := range acts {
		out[i] = string(a)
	}
	return strings.Join(out, " ")
}

func TestAShopWithAnOpenBlockingTaskCannotBeVerifiedAndThePageSaysWhy(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		p := sample(s, curator.ShopSubmitted)
		p.Tasks[2].Done = false
		root := curatortest.Check(t, s, "shop-blocked", shop.View(p))
		if curatortest.Form(root, s.URL("/kurator/toko/7/verifikasi")) != nil {
			t.Error("it can be verified")
		}
		if !strings.Contains(curatortest.Main(root), s.T("curator.blocked")) || curatortest.Form(root, s.URL("/kurator/toko/7/perbaikan")) == nil {
			t.Error("it does not say why, or cannot be sent back")
		}
	})
}

func TestARefusedDecisionKeepsWhatWasTypedAndTicked(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		p := sample(s, curator.ShopSubmitted)
		p.Reason = curator.Reason{Ready: []string{s.T("curator.ready_shop_1")}, Text: "Alamatnya juga."}
		var problems fault.Problems
		problems.Add("reason", "too_long", "500")
		p.Errors = layouts.FieldErrors(s.Words, problems.Err())
		root := curatortest.Check(t, s, "shop-refused", shop.View(p))
		said := curatortest.Main(root)
		if !strings.Contains(said, "Alamatnya juga.") || !strings.Contains(said, s.T("error.too_long", "500")) {
			t.Error("the typed words or the error are lost")
		}
		ticked := 0
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "checked" {
					ticked++
				}
			}
		}
		if ticked != 1 {
			t.Errorf("%d sentences are ticked, want 1", ticked)
		}
	})
}

func TestTheSecondCuratorSeesTheFirstDecisionAndNothingIsOffered(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		p := sample(s, curator.ShopNeedsWork)
		p.Collided, p.Reason = true, curator.Reason{Text: "Bagus, lanjut."}
		p.Errors = []components.FieldError{{Text: s.T("error.already_decided")}}
		root := curatortest.Check(t, s, "shop-collided", shop.View(p))
		focus := curatortest.Focused(root)
		for _, want := range []string{"Pak Contoh", "Foto toko belum ada.", "Bagus, lanjut.", s.T("curator.collision")} {
			if !strings.Contains(focus, want) {
				t.Errorf("the notice does not say %q: %s", want, focus)
			}
		}
		if strings.Contains(curatortest.Main(root), s.T("error.already_decided")) {
			t.Error("the collision is told twice")
		}
		if curatortest.Form(root, s.URL("/kurator/toko/7/verifikasi")) != nil {
			t.Error("the decision can be overwritten")
		}
	})
}

func TestAfterADecisionTheFocusIsOnTheNoticeThatLeadsToTheNext(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		p := sample(curatortest.Done(s, s.T("curator.notice_verified")), curator.ShopVerified)
		p.PublicURL = s.URL("/toko/wajik-kletik-contoh")
		root := curatortest.Check(t, s, "shop-done", shop.View(p))
		if focus := curatortest.Focused(root); !strings.Contains(focus, s.T("curator.next_shop")) || !curatortest.Link(root, s.ShopURL(9)) {
			t.Errorf("the focus is on %q", focus)
		}
		p.NextID = 0
		if focus := curatortest.Focused(curatortest.Check(t, s, "shop-last", shop.View(p))); !strings.Contains(focus, s.T("curator.last_shop")) {
			t.Errorf("after the last one: %q", focus)
		}
	})
}

func TestTheOwnerReadsTheReasonInTheOwnersLanguage(t *testing.T) {
	s := curatortest.Screen(t, "en")
	p := sample(s, curator.ShopRejected)
	p.OwnerWords = curatortest.Screen(t, "id").Words
	chat := ""
	for n := range curatortest.Check(t, s, "shop-letter", shop.View(p)).Descendants() {
		if n.Data == "a" && strings.Contains(curatortest.Attr(n, "class"), "chat") {
			chat = curatortest.Attr(n, "href")
		}
	}
	if !strings.HasPrefix(chat, "https://wa.me/6281234567890?text=Bapak%2FIbu%20Sri") || !strings.Contains(chat, "Foto%20toko%20belum%20ada.") {
		t.Errorf("the chat says %s", chat)
	}
}
