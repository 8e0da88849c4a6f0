package shop

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
	"beli/frontend/pagetest"
)

func TestHubLeadsEverywhereAndBringsATextToShare(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := Hub{Screen: s, State: owner.ShopVerified, Place: "Sananwetan, Kota Blitar", Photo: pagetest.Photo(1, ""), OpenTasks: 2, Helpers: 1, PublicURL: "https://contoh.test/toko/wajik-contoh",
			Shops: []components.Link{{Label: "Batik Contoh", URL: s.URL("/jual/toko/batik-contoh")}}}
		root := ownertest.Check(t, s, "hub", View(p))
		links := map[string]bool{}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "href" {
					links[a.Val] = true
				}
			}
		}
		for _, path := range []string{"tugas", "profil", "kirim-atur", "libur", "pembantu", "uang"} {
			if !links[s.At(path)] {
				t.Errorf("no way to %s", path)
			}
		}
		if !strings.Contains(ownertest.Text(root), "https://contoh.test/toko/wajik-contoh") {
			t.Error("the text to share has no address")
		}
	})
}

func TestHelperSeesOnlyWhatAHelperMay(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		s.IsHelper = true
		root := ownertest.Check(t, s, "hub-helper", View(Hub{Screen: s, State: owner.ShopDraft, Holiday: s.T("owner.holiday_now", "24 November 2026")}))
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "href" && (a.Val == s.At("uang") || a.Val == s.At("pembantu") || a.Val == s.At("profil") || a.Val == s.At("tugas")) {
					t.Errorf("a helper is led to %s", a.Val)
				}
			}
		}
		s.IsHelper = false
		ownertest.Check(t, s, "hub-draft", View(Hub{Screen: s, State: owner.ShopDraft, Place: "Sananwetan, Kota Blitar"}))
	})
}

func TestProfileKeepsWhatWasTyped(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := Profile{Screen: s, Name: "Wajik Contoh", OwnerName: "Sri", Phone: "0812-3456-7890", Street: "RT 2 RW 4, utara masjid", Story: "Resep nenek sejak 1970.", PublicAddress: "contoh.test/toko/wajik-contoh",
			Villages: []components.Option{{Value: "35.72.03.1001", Label: "Sananwetan · Rembang", Chosen: true}, {Value: "35.72.03.1002", Label: "Sananwetan · Klampok"}}, Photo: pagetest.Photo(1, "Bu Sri")}
		root := ownertest.Check(t, s, "profile", EditProfile(p))
		if got := ownertest.Names(root, s.At("profil")); got != "csrf name owner_name phone village street hours story story_en" {
			t.Errorf("sends %q", got)
		}
		if got := ownertest.Names(root, s.At("profil", "foto")); got != "csrf photo" {
			t.Errorf("the photo goes as %q", got)
		}
		p.Name, p.Photo = "", components.Photo{}
		p.Errors = []components.FieldError{{Name: "name", Text: s.T("error.required")}, {Name: "photo", Text: s.T("error.photo_heic")}, {Name: "story_en", Text: s.T("error.too_long", "4000")}}
		if text := ownertest.Text(ownertest.Check(t, s, "profile-wrong", EditProfile(p))); !strings.Contains(text, "Resep nenek sejak 1970.") {
			t.Error("the story is gone")
		}
	})
}

func TestDeliveryNeedsOneWay(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		root := ownertest.Check(t, s, "delivery", EditDelivery(Delivery{Screen: s, Pickup: true, Expedition: true, Street: "RT 2"}))
		if got := ownertest.Names(root, s.At("kirim-atur")); got != "csrf pickup expedition cash" {
			t.Errorf("sends %q", got)
		}
		p := Delivery{Screen: s, Cash: true}
		p.Errors = []components.FieldError{{Name: "delivery", Text: s.T("error.required")}}
		ownertest.Check(t, s, "delivery-wrong", EditDelivery(p))
	})
}

func TestHolidayIsTwoDatesOrOneTap(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		root := ownertest.Check(t, s, "holiday", EditHoliday(Holiday{Screen: s}))
		if got := ownertest.Names(root, s.At("libur")); got != "csrf holiday_from holiday_until csrf ready" {
			t.Errorf("sends %q", got)
		}
		p := Holiday{Screen: s, From: "2026-11-24", Until: "2026-11-20", Now: s.T("owner.holiday_now", "24 November 2026")}
		p.Errors = []components.FieldError{{Name: "holiday_until", Text: s.T("error.date_order")}}
		ownertest.Check(t, s, "holiday-wrong", EditHoliday(p))
	})
}
