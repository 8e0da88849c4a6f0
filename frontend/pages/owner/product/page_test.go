package product

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
	"beli/frontend/pagetest"

	"golang.org/x/net/html"
)

func tree() []Kind {
	return []Kind{
		{Label: "Makanan", Icon: "food", Food: true, Leaves: []components.Option{{Value: "11", Label: "Oleh-oleh & jajanan kering", Icon: "snack"}, {Value: "12", Label: "Bumbu, sambal & lauk", Icon: "spice"}, {Value: "13", Label: "Basah & siap saji"}}},
		{Label: "Minuman", Icon: "drink", Food: true, Leaves: []components.Option{{Value: "21", Label: "Kopi & teh"}, {Value: "22", Label: "Jamu, susu & es", Icon: "bottle"}}},
		{Label: "Buah, ikan hias & tanaman", Icon: "garden", Leaves: []components.Option{{Value: "31", Label: "Buah, ikan hias & tanaman"}}},
		{Label: "Batik", Icon: "batik", Leaves: []components.Option{{Value: "41", Label: "Kain"}, {Value: "42", Label: "Busana", Icon: "clothes"}}},
		{Label: "Kerajinan", Icon: "craft", Leaves: []components.Option{{Value: "51", Label: "Kayu & alat musik"}, {Value: "52", Label: "Batok, bambu & anyaman", Icon: "weave"}}},
		{Label: "Jasa", Icon: "service", Service: true, Leaves: []components.Option{{Value: "61", Label: "Foto", Icon: "camera"}}},
	}
}

func wajik() Typed {
	return Typed{Name: "Wajik kletik bungkus klobot", Category: "11", Price: "25.000", Unit: "renteng", Weight: "500", HalalState: "certified", HalalNumber: "ID35110001234567890",
		PIRTNumber: "2063505010001-28", ShelfLifeDays: "14", Storage: "suhu ruang", Ingredients: "Ketan, kelapa, gula kelapa", Description: "Ketan dimasak perlahan.", StockMode: "counted", OnHand: "12"}
}

const sheetNames = "name category unit unit_other weight_g weight_other halal_state halal_number pirt_number shelf_life_days storage ingredients material size_text description name_en description_en"

func TestNewProductIsOneForm(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		root := ownertest.Check(t, s, "product-new", Add(New{Screen: s, Kinds: tree()}))
		want := "csrf photos name category price unit unit_other stock_mode on_hand making_days daily_capacity weight_g weight_other halal_state halal_number pirt_number " +
			"shelf_life_days storage ingredients material size_text description name_en description_en then"
		if got := ownertest.Names(root, s.At("produk", "baru")); got != want {
			t.Errorf("sends %q\nwant  %q", got, want)
		}
		camera, gallery := false, false
		for n := range root.Descendants() {
			if n.Data == "input" && value(n, "type") == "file" {
				camera = camera || value(n, "capture") == "environment" && !has(n, "multiple")
				gallery = gallery || has(n, "multiple") && !has(n, "capture")
			}
			if n.Data == "form" && value(n, "action") == s.At("produk", "baru") && value(n, "enctype") != "multipart/form-data" {
				t.Error("photos cannot be sent without JavaScript")
			}
		}
		if !camera || !gallery {
			t.Errorf("camera %v, gallery %v", camera, gallery)
		}
	})
}

func value(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func TestRefusedProductKeepsEveryAnswer(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := New{Screen: s, Kinds: tree(), Typed: wajik()}
		p.Typed.HalalNumber = "KH12345"
		p.Errors = []components.FieldError{{Name: "photos", Text: s.T("error.photo_type")}, {Name: "category", Text: s.T("error.required")}, {Name: "price", Text: s.T("error.required")}, {Name: "halal_number", Text: s.T("error.halal_is_decree")}, {Name: "pirt_number", Text: s.T("error.pirt_old")}}
		root := ownertest.Check(t, s, "product-new-wrong", Add(p))
		page := ownertest.Text(root)
		for _, e := range p.Errors {
			if strings.Count(page, e.Text) < 2 {
				t.Errorf("%q is not said at the top and at its field", e.Text)
			}
		}
		checked := map[string]string{}
		typed := map[string]string{}
		for n := range root.Descendants() {
			if n.Data == "input" && has(n, "checked") || n.Data == "option" && has(n, "selected") {
				checked[value(n, "name")] = value(n, "value")
			} else if n.Data == "input" {
				typed[value(n, "name")] = value(n, "value")
			}
		}
		for name, want := range map[string]string{"category": "11", "weight_g": "500", "halal_state": "certified", "stock_mode": "counted", "": "renteng"} {
			if checked[name] != want {
				t.Errorf("%s is %q, want %q", name, checked[name], want)
			}
		}
		for name, want := range map[string]string{"name": p.Typed.Name, "price": "25.000", "halal_number": "KH12345", "on_hand": "12"} {
			if typed[name] != want {
				t.Errorf("%s is %q, want %q", name, typed[name], want)
			}
		}
	})
}

func page(s owner.Screen, state owner.ProductState) Page {
	return Page{Screen: s, ID: "12", Title: "Wajik kletik bungkus klobot", State: state, Typed: wajik(), Kinds: tree(),
		Photos:   []components.PhotoRow{{ID: "1", Photo: pagetest.Photo(0, ""), Label: s.T("shell.photo", "1")}, {ID: "2", Photo: pagetest.Photo(1, ""), Label: s.T("shell.photo", "2")}},
		Variants: []Variant{{ID: "121", Price: "Rp25.000", Left: "12"}}, VariantID: "121"}
}

func TestEveryPartOfAProductSavesByItself(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := page(s, owner.ProductLive)
		p.PublicURL, p.PhotoAdvice = s.URL("/p/CONTOH-wajik"), []string{"Fotonya agak gelap."}
		p.Notes = []string{s.T("error.pirt_expiring", "2026")}
		root := ownertest.Check(t, s, "product-live", View(p))
		for action, want := range map[string]string{
			s.At("produk", "12"): "csrf " + sheetNames, s.At("produk", "12", "foto"): "csrf act photos act", s.At("produk", "12", "harga"): "csrf variant price",
			s.At("produk", "12", "stok"): "csrf stock_mode on_hand making_days daily_capacity", s.At("produk", "12", "sembunyi"): "csrf",
			s.At("produk", "12", "tampil"): "", s.At("produk", "12", "kirim"): "",
		} {
			if got := ownertest.Names(root, action); got != want {
				t.Errorf("%s gets %q, want %q", action, got, want)
			}
		}
	})
}

func TestEveryStateSaysWhereTheProductStands(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		for _, state := range []owner.ProductState{owner.ProductDraft, owner.ProductWaiting, owner.ProductNeedsWork, owner.ProductHidden, owner.ProductTakenDown, owner.ProductArchived} {
			p := page(s, state)
			p.Since = s.T("owner.sent_on", "21 November 2026, 14.30 WIB")
			if state == owner.ProductNeedsWork || state == owner.ProductTakenDown {
				p.Reason = "Foto label P-IRT belum terbaca."
			}
			root := ownertest.Check(t, s, "product-"+string(state), View(p))
			text := ownertest.Text(root)
			if !strings.Contains(text, s.T("owner.is_"+string(state))) || !strings.Contains(text, p.Reason) {
				t.Errorf("%s: %s", state, text)
			}
			can := state == owner.ProductDraft || state == owner.ProductNeedsWork
			if sends := ownertest.Names(root, s.At("produk", "12", "kirim")) == "csrf"; sends != can {
				t.Errorf("%s: can be sent is %v", state, sends)
			}
		}
	})
}

func TestUnfinishedDraftSaysWhatIsMissingInsteadOfSending(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := page(s, owner.ProductDraft)
		p.Photos = nil
		p.Missing = []components.FieldError{{Name: "photos", Label: s.T("owner.f_photos"), Text: s.T("error.required")}, {Name: "halal_state", Label: s.T("owner.f_halal_state"), Text: s.T("error.required")}}
		root := ownertest.Check(t, s, "product-missing", View(p))
		if ownertest.Names(root, s.At("produk", "12", "kirim")) != "" || !strings.Contains(ownertest.Text(root), s.T("owner.is_draft_missing")) {
			t.Error("an unfinished draft can be sent, or does not say what is missing")
		}
	})
}

func TestChangeUnderReviewStandsBesideWhatIsLive(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := page(s, owner.ProductLive)
		p.Changes = []Change{{Label: s.T("owner.f_name"), Before: "Wajik kletik", After: "Wajik kletik bungkus klobot"}, {Label: s.T("owner.f_weight_g"), Before: "450 g", After: "500 g"}}
		p.Changing = true
		text := ownertest.Text(ownertest.Check(t, s, "product-changing", View(p)))
		if !strings.Contains(text, s.T("owner.now_live")+" Wajik kletik") || !strings.Contains(text, s.T("owner.is_live_changing")) {
			t.Error("the live version is not beside the new one")
		}
		p.Changing, p.Reason = false, "Namanya terlalu panjang untuk label."
		text = ownertest.Text(ownertest.Check(t, s, "product-change-back", View(p)))
		if !strings.Contains(text, p.Reason) || !strings.Contains(text, s.T("owner.changes_back")) {
			t.Error("does not say why the change came back")
		}
	})
}

func TestVariantsHaveTheirOwnScreen(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := page(s, owner.ProductLive)
		p.Variants = []Variant{{ID: "121", Label: "Gula kelapa · 5", Price: "Rp25.000", Left: "12"}, {ID: "122", Label: "Wijen · 5", Price: "Rp28.000", Left: "4"}}
		root := ownertest.Check(t, s, "product-variants", View(p))
		if got := ownertest.Names(root, s.At("produk", "12", "stok")); got != "csrf stock_mode making_days daily_capacity on_hand.121 on_hand.122" {
			t.Errorf("stock sends %q", got)
		}
		if ownertest.Names(root, s.At("produk", "12", "harga")) != "" {
			t.Error("one price is asked for several variants")
		}
		v := Variants{Screen: s, ID: "12", Title: p.Title, Kind1: "Rasa", Counted: true,
			Rows: []VariantRow{{Option1: "Gula kelapa", Price: "25.000", OnHand: "12"}, {Option1: "Wijen", Price: "28.000", OnHand: "4"}, {}}}
		root = ownertest.Check(t, s, "product-choices", Choices(v))
		want := "csrf kind1 kind2"
		for _, row := range []string{"0", "1", "2"} {
			for _, name := range []string{"option1", "option2", "price", "on_hand"} {
				want += " variants." + row + "." + name
			}
		}
		if got := ownertest.Names(root, s.At("produk", "12", "varian")); got != want+" act" {
			t.Errorf("sends %q", got)
		}
		v.Errors = []components.FieldError{{Name: "variants", Text: s.T("error.too_many_items", "50")}, {Name: "variants.1.option1", Text: s.T("error.taken")}, {Name: "kind1", Text: s.T("error.required")}}
		ownertest.Check(t, s, "product-choices-wrong", Choices(v))
	})
}
