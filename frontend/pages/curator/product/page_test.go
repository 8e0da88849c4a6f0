package product_test

import (
	"slices"
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/curatortest"
	"beli/frontend/pages/curator/product"
	"beli/frontend/pagetest"
	"beli/internal/fault"

	"golang.org/x/net/html"
)

const (
	old = "Wajik manis dari ketan dan gula kelapa. Isi lima bungkus, dijahit satu renteng. Tahan tujuh hari."
	now = "Wajik manis dari ketan pilihan dan gula kelapa Sanankulon. Isi lima bungkus, dijahit satu renteng. Tahan sepuluh hari."
)

func sample(s curator.Screen) product.Page {
	return product.Page{Screen: s, ID: 12, Code: "7KM2QP", Name: "Wajik kletik klobot, satu renteng", State: curator.ProductPublished, PublicURL: s.URL("/p/7KM2QP-wajik-kletik"),
		ShopID: 7, Shop: "Wajik Contoh", ShopState: curator.ShopVerified, Owner: "Sri", Phone: "6281234567890", Price: "Rp25.000", Stock: "14",
		Content: []product.Fact{{Field: "photos", Photos: []components.Photo{pagetest.Photo(0, "Wajik kletik"), pagetest.Photo(1, "Wajik kletik, foto 2")}}, {Field: "name", Value: "Wajik kletik klobot, satu renteng"},
			{Field: "category", Value: "Makanan › Jajanan kering"}, {Field: "description", Value: now}, {Field: "unit", Value: "renteng"}, {Field: "weight_g", Value: s.Grams(450)},
			{Field: "halal_state", Value: s.T("curator.halal_certified")}, {Field: "halal_number", Value: "ID35110001234560823"}, {Field: "pirt_number", Value: "2093505010123-29"}, {Field: "name_en"}},
		Numbers: product.Numbers{HalalState: s.T("curator.halal_certified"), Halal: "ID35110001234560823", PIRT: "2093505010123-29", Checkable: true},
		NextID:  15, History: []curator.Act{{When: "2 Oktober 2026, 10.00 WIB", Who: "Pak Contoh", Key: "product.confirm", Kind: "product", ID: 12}}}
}

func waiting(s curator.Screen) product.Page {
	p := sample(s)
	p.Change = product.Change{ID: 31, Sent: "18 November 2026, 09.12 WIB", Age: "3 hari lalu", Differences: []product.Difference{
		{Field: "photos", BeforePhotos: []components.Photo{pagetest.Photo(2, "Foto lama")}, AfterPhotos: []components.Photo{pagetest.Photo(0, "Foto baru 1"), pagetest.Photo(1, "Foto baru 2")}},
		{Field: "name", Before: "Wajik kletik", After: "Wajik kletik klobot, satu renteng"}, {Field: "description", Before: old, After: now}, {Field: "storage", After: "Simpan di tempat kering."}}}
	p.Hints = []string{s.T("note.claim_health", "menyembuhkan"), s.T("note.pirt_expiring", "2026")}
	p.Earlier = []product.Earlier{{When: "3 November 2026", State: "rejected", Reason: "Foto kurang jelas."}, {When: "2 Oktober 2026", State: "confirmed"}}
	return p
}

func at(s curator.Screen, act product.Act) string { return s.URL("/kurator/produk/12/" + string(act)) }

func offered(root *html.Node, s curator.Screen) []product.Act {
	var acts []product.Act
	for _, a := range []product.Act{product.Confirm, product.SendBack, product.Takedown, product.Lift, product.Check} {
		if curatortest.Form(root, at(s, a)) != nil {
			acts = append(acts, a)
		}
	}
	return acts
}

func TestAWaitingChangeStandsBesideWhatIsOnSaleWithTheNewWordsMarked(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		root := curatortest.Check(t, s, "product-change", product.View(waiting(s)))
		var gone, come []string
		for n := range root.Descendants() {
			switch n.Data {
			case "del":
				gone = append(gone, strings.TrimSpace(pagetest.Text(n)))
			case "ins":
				come = append(come, strings.TrimSpace(pagetest.Text(n)))
			}
		}
		if !slices.Contains(gone, "tujuh") || !slices.Contains(come, "sepuluh") || !slices.Contains(come, "pilihan") || slices.Contains(come, now) {
			t.Errorf("marked as gone %q, as new %q", gone, come)
		}
		if acts := offered(root, s); !slices.Equal(acts, []product.Act{product.Confirm, product.SendBack, product.Takedown, product.Check}) {
			t.Errorf("offered: %v", acts)
		}
		form := curatortest.Form(root, at(s, product.SendBack))
		if names := strings.Join(curatortest.Names(form), " "); names != "csrf change ready reason" {
			t.Errorf("the decision sends %s", names)
		}
		if names := strings.Join(curatortest.Names(curatortest.Form(root, at(s, product.Check))), " "); names != "csrf halal pirt" {
			t.Errorf("the check says %q, want the numbers that were looked up", names)
		}
		if strings.Count(strings.Join(curatortest.Names(curatortest.Form(root, at(s, product.Confirm))), " "), "change") != 1 {
			t.Error("an approval does not say what was read")
		}
	})
}

func TestEveryStateOffersExactlyTheDecisionsItAllows(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		first := sample(s)
		first.State, first.PublicURL, first.ShopState, first.History = curator.ProductDraft, "", curator.ShopSubmitted, nil
		first.Change, first.Numbers.Checkable = product.Change{ID: 30, First: true, Sent: "18 November 2026, 09.12 WIB", Age: "3 hari lalu"}, false
		checked := sample(s)
		checked.Numbers.Checkable, checked.Numbers.Checked = false, "20 November 2026, 08.00 WIB"
		down := sample(s)
		down.State, down.TakenDown, down.TakenWhy, down.PublicURL = curator.ProductTakenDown, "21 November 2026, 14.30 WIB, Pak Contoh", "Foto milik toko lain.", ""
		craft := sample(s)
		craft.Numbers = product.Numbers{}
		withdrawn := sample(s)
		withdrawn.State, withdrawn.History = curator.ProductDraft, nil
		withdrawn.Numbers = product.Numbers{}
		for name, c := range map[string]struct {
			page product.Page
			acts []product.Act
		}{
			"first": {first, []product.Act{product.Confirm, product.SendBack}}, "live": {sample(s), []product.Act{product.Takedown, product.Check}},
			"checked": {checked, []product.Act{product.Takedown}}, "down": {down, []product.Act{product.Lift, product.Check}},
			"craft": {craft, []product.Act{product.Takedown}}, "draft": {withdrawn, nil},
		} {
			root := curatortest.Check(t, s, "product-"+name, product.View(c.page))
			if acts := offered(root, s); !slices.Equal(acts, c.acts) {
				t.Errorf("%s offers %v, want %v", name, acts, c.acts)
			}
		}
	})
}

func TestTheNumbersAreReadForTheCuratorAsAHint(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		said := curatortest.Main(curatortest.Check(t, s, "product-numbers", product.View(sample(s))))
		for _, want := range []string{s.T("curator.halal_fits", "17"), s.T("curator.pirt_packaging", s.T("curator.pirt_packaging_2")), s.T("curator.pirt_kind", s.T("curator.pirt_kind_09")),
			s.T("curator.pirt_region", "Kabupaten Blitar"), s.T("curator.pirt_until", "2029")} {
			if !strings.Contains(said, want) {
				t.Errorf("%q is not said", want)
			}
		}
		odd := sample(s)
		odd.Numbers.Halal, odd.Numbers.PIRT = "KH123", "9993578010123-29"
		said = curatortest.Main(curatortest.Check(t, s, "product-odd", product.View(odd)))
		if !strings.Contains(said, s.T("curator.halal_odd")) || !strings.Contains(said, s.T("curator.pirt_unknown", "3578")) || !strings.Contains(said, s.T("curator.pirt_unknown", "99")) {
			t.Error("an odd number looks right")
		}
	})
}

func TestARefusedDecisionComesBackAtItsOwnField(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		var problems fault.Problems
		problems.Add("reason", "required")
		for _, act := range []product.Act{product.SendBack, product.Takedown} {
			p := waiting(s)
			p.Failed, p.Reason, p.Errors = act, curator.Reason{Text: "ketikan saya"}, layouts.FieldErrors(s.Words, problems.Err())
			root := curatortest.Check(t, s, "product-refused-"+string(act), product.View(p))
			form := curatortest.Form(root, at(s, act))
			if !strings.Contains(pagetest.Text(form), "ketikan saya") || !strings.Contains(pagetest.Text(form), s.T("error.required")) {
				t.Errorf("%s: %s", act, pagetest.Text(form))
			}
			if strings.Count(curatortest.Main(root), "ketikan saya") > 2 { // the field, and the message to the owner
				t.Errorf("%s: the typed words stand at another decision too", act)
			}
		}
	})
}

func TestTheSecondCuratorSeesWhatHappenedMeanwhile(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		decided, newer, gone := sample(s), waiting(s), sample(s)
		gone.History = nil
		for want, p := range map[string]product.Page{"Pak Contoh": decided, s.T("curator.newer_content"): newer, s.T("curator.withdrawn_content"): gone} {
			p.Collided, p.Failed, p.Reason = true, product.SendBack, curator.Reason{Text: "ketikan saya"}
			p.Errors = []components.FieldError{{Text: s.T("error.already_decided")}}
			focus := curatortest.Focused(curatortest.Check(t, s, "product-collided", product.View(p)))
			if !strings.Contains(focus, want) || !strings.Contains(focus, "ketikan saya") {
				t.Errorf("%q is not said: %s", want, focus)
			}
		}
	})
}

func TestAfterADecisionTheFocusIsOnTheNoticeThatLeadsToTheNext(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		root := curatortest.Check(t, s, "product-done", product.View(sample(curatortest.Done(s, s.T("curator.notice_confirmed")))))
		if focus := curatortest.Focused(root); !strings.Contains(focus, s.T("curator.next_product")) || !curatortest.Link(root, s.ProductURL(15)) {
			t.Errorf("the focus is on %q", focus)
		}
		p := sample(curatortest.Done(s, s.T("curator.notice_confirmed")))
		p.NextID = 0
		if focus := curatortest.Focused(curatortest.Check(t, s, "product-done-queue", product.View(p))); !strings.Contains(focus, s.T("curator.back_to_products")) {
			t.Errorf("others wait, but the notice says %q", focus)
		}
		p.Waiting = curator.Waiting{Numbers: 1}
		if focus := curatortest.Focused(curatortest.Check(t, s, "product-done-last", product.View(p))); !strings.Contains(focus, s.T("curator.last_product")) {
			t.Errorf("nothing waits, but the notice says %q", focus)
		}
	})
}
