package checkout

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func lines(t *testing.T) ([]Line, []Line) {
	t.Helper()
	return []Line{{Photo: pagetest.Photo(0, ""), Name: "Wajik kletik bungkus klobot, satu renteng isi 5", Variant: "Gula kelapa", Count: "2 × Rp25.000 / renteng", Total: "Rp50.000"}},
		[]Line{{Photo: pagetest.Photo(1, ""), Name: "Opak gambir gulung wijen", Count: "1 × Rp18.000 / bungkus", Total: "Rp18.000"}}
}

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title, b.CSRF, b.CartCount = "checkout", b.T("checkout.title"), "token", 3
	first, second := lines(t)
	gateway := components.Option{Value: "gateway", Label: b.T("checkout.pay_gateway")}
	cash := components.Option{Value: "cash", Label: b.T("checkout.pay_cash")}
	return Page{Base: b, Goods: "Rp68.000", Total: "Rp68.000", Count: b.T("checkout.count", b.N("checkout.pieces", 3), b.N("shell.shops", 2)),
		Sealed: Sealed{ExpectedTotal: "68000", IdempotencyKey: "k-1", ConsentVersion: "2026-11"},
		Typed: Typed{Orders: []Choice{{Shop: "5", Delivery: "expedition", Pay: "gateway"},
			{Shop: "8", Delivery: "pickup", Pay: "cash"}}},
		Orders: []Order{
			{Shop: "5", Name: "Wajik Contoh", Place: "Sananwetan, Kota Blitar", Lines: first, Goods: "Rp50.000", Pays: []components.Option{gateway, cash},
				Ways: []components.Option{{Value: "pickup", Label: b.T("checkout.way_pickup"), Hint: "Jl. Contoh 12, Gedog. Senin–Sabtu 08.00–16.00", Note: b.T("checkout.free")},
					{Value: "expedition", Label: b.T("checkout.way_expedition"), Hint: b.T("checkout.why_needs_village")}}},
			{Shop: "8", Name: "Opak Contoh", Place: "Kanigoro, Kabupaten Blitar", Lines: second, Goods: "Rp18.000", Pays: []components.Option{gateway, cash},
				Ways: []components.Option{{Value: "pickup", Label: b.T("checkout.way_pickup"), Hint: "Jl. Contoh 3, Jatinom. Setiap hari 07.00–17.00", Note: b.T("checkout.free")}}},
		}}
}

// filled is the form as it comes back: everything typed, a village found and picked.
func filled(t *testing.T, lang string) Page {
	p := sample(t, lang)
	p.Typed.Name, p.Typed.Phone, p.Typed.Email = "Sari <b> \"Contoh\"", "0812 3456-7890", "sari@contoh.test"
	p.Typed.Place, p.Typed.Village, p.Typed.Street, p.Typed.Landmark, p.Typed.Consent = "plumbangan", "35.05.18.2003", "Jl. Kenanga 4", "Pagar hijau", true
	p.Typed.Orders[0].Note = "Jangan terlalu manis"
	p.Region = Region{Searched: true, Chosen: "Desa Plumbangan, Kec. Doko, Kab. Blitar, Jawa Timur 66186", Matches: []components.Option{
		{Value: "35.05.18.2003", Label: "Desa Plumbangan", Hint: "Kec. Doko, Kab. Blitar, Jawa Timur 66186"}, {Value: "33.01.01.2001", Label: "Desa Plumbangan Lor", Hint: "Kec. Contoh, Kab. Contoh, Jawa Tengah 50000"}}}
	p.Orders[0].Ways[1].Hint, p.Orders[0].Ways[1].Note = p.T("checkout.days", "1", "2"), "Rp9.000"
	p.Postage, p.Total = "Rp9.000", "Rp77.000"
	return p
}

func TestCheckoutIsSoundInEveryState(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		pagetest.Check(t, "checkout-"+lang, View(sample(t, lang)))
		pagetest.Check(t, "checkout-filled-"+lang, View(filled(t, lang)))

		chosen := filled(t, lang)
		chosen.Region.Matches, chosen.Region.Searched = nil, false
		pagetest.Check(t, "checkout-chosen-"+lang, View(chosen))

		lost := filled(t, lang)
		lost.Region, lost.Typed.Village, lost.Typed.Place = Region{Searched: true}, "", "plumbngn"
		lost.Changes = []string{"Madumongso: " + lost.T("checkout.problem_sold_out")}
		lost.Orders[0].Notice = lost.T("checkout.making", "3")
		pagetest.Check(t, "checkout-lost-"+lang, View(lost))

		wrong := sample(t, lang)
		for _, name := range []string{"name", "phone", "email", "village", "street", "landmark", "consent", DeliveryField("5"), PayField("8"), NoteField("5")} {
			wrong.Errors = append(wrong.Errors, components.FieldError{Name: name, Text: wrong.T("error.required")})
		}
		pagetest.Check(t, "checkout-wrong-"+lang, View(wrong))

		service := sample(t, lang)
		service.Orders = service.Orders[:1]
		service.Orders[0].Ways = []components.Option{{Value: "none", Label: service.T("checkout.way_none"), Note: service.T("checkout.free")}}
		service.Orders[0].Pays = service.Orders[0].Pays[:1]
		pagetest.Check(t, "checkout-service-"+lang, View(service))
	}
}

func review(t *testing.T, lang string) Review {
	f := filled(t, lang)
	first, second := lines(t)
	b := f.Base
	b.Title = b.T("checkout.review_title")
	return Review{Base: b, Typed: f.Typed, Sealed: Sealed{ExpectedTotal: "77000", IdempotencyKey: "k-1", ConsentVersion: "2026-11"},
		Phone: "0812-3456-7890", Address: "Jl. Kenanga 4 (Pagar hijau), Desa Plumbangan, Kec. Doko, Kab. Blitar, Jawa Timur 66186", Total: "Rp77.000", PayNow: "Rp59.000", PayLater: "Rp18.000", PayWithin: "60",
		Orders: []Checked{
			{Name: "Wajik Contoh", Place: "Sananwetan, Kota Blitar", Part: Part{first, "Rp50.000", b.T("checkout.way_expedition") + ", " + b.T("checkout.days", "1", "2"), "Rp9.000", "Rp59.000"}, Pay: b.T("checkout.pay_gateway"), Note: "Jangan terlalu manis"},
			{Name: "Opak Contoh", Place: "Kanigoro, Kabupaten Blitar", Part: Part{second, "Rp18.000", b.T("checkout.way_pickup"), b.T("checkout.free"), "Rp18.000"}, PickUp: "Jl. Contoh 3, Jatinom. Setiap hari 07.00–17.00", Pay: b.T("checkout.pay_cash"), Notice: b.T("checkout.making", "3")},
		}}
}

func TestReviewIsSoundInEveryState(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		r := review(t, lang)
		pagetest.Check(t, "review-"+lang, ReviewView(r))
		r.PayNow, r.Address, r.Changes = "", "", []string{"Opak: " + r.T("checkout.problem_less_stock", "1")}
		pagetest.Check(t, "review-cash-"+lang, ReviewView(r))
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// sent is what a browser would send of the first form that goes to action.
func sent(root *html.Node, action string) map[string]string {
	out := map[string]string{}
	for n := range root.Descendants() {
		if n.Data != "form" || attr(n, "action") != action {
			continue
		}
		for d := range n.Descendants() {
			switch d.Data {
			case "input":
				kind := attr(d, "type")
				ticked := slices.ContainsFunc(d.Attr, func(a html.Attribute) bool { return a.Key == "checked" })
				if (kind != "radio" && kind != "checkbox") || ticked {
					out[attr(d, "name")] = attr(d, "value")
				}
			case "textarea":
				if d.FirstChild != nil {
					out[attr(d, "name")] = d.FirstChild.Data
				}
			}
		}
		return out
	}
	return out
}

func TestNothingTypedIsLostBetweenTheFormAndItsCheck(t *testing.T) {
	want := map[string]string{"csrf": "token", "name": `Sari <b> "Contoh"`, "phone": "0812 3456-7890", "email": "sari@contoh.test", "place": "plumbangan",
		"village": "35.05.18.2003", "street": "Jl. Kenanga 4", "landmark": "Pagar hijau", "consent": "ya", "delivery-5": "expedition", "pay-5": "gateway",
		"note-5": "Jangan terlalu manis", "delivery-8": "pickup", "pay-8": "cash", "idempotency_key": "k-1", "consent_version": "2026-11"}
	for page, form := range map[string]map[string]string{
		"the form":          sent(pagetest.Check(t, "checkout", View(filled(t, "id"))), "/checkout/periksa"),
		"the final form":    sent(pagetest.Check(t, "review", ReviewView(review(t, "id"))), "/checkout/kirim"),
		"the way to change": sent(pagetest.Check(t, "review", ReviewView(review(t, "id"))), "/checkout"),
	} {
		for name, value := range want {
			if form[name] != value {
				t.Errorf("%s sends %s=%q, want %q", page, name, form[name], value)
			}
		}
	}
}

func TestGuestTypesAtMostSixFields(t *testing.T) {
	typed := 0
	completes := map[string]bool{}
	for n := range pagetest.Check(t, "checkout", View(sample(t, "id"))).Descendants() {
		if n.Data != "input" && n.Data != "textarea" || folded(n) {
			continue
		}
		switch attr(n, "type") {
		case "hidden", "radio", "checkbox", "search":
		default:
			typed++
			completes[attr(n, "autocomplete")] = true
		}
	}
	if typed > 6 {
		t.Errorf("%d fields are typed, want at most 6", typed)
	}
	for _, want := range []string{"name", "tel-national", "street-address", "email"} {
		if !completes[want] {
			t.Errorf("no field can be filled as %q", want)
		}
	}
}

// folded tells whether a control lies in a closed part, like the note that few write.
func folded(n *html.Node) bool {
	for p := range n.Ancestors() {
		if p.Data == "details" && !slices.ContainsFunc(p.Attr, func(a html.Attribute) bool { return a.Key == "open" }) {
			return true
		}
	}
	return false
}

func TestFinalButtonNamesTheAmount(t *testing.T) {
	for n := range pagetest.Check(t, "review", ReviewView(review(t, "id"))).Descendants() {
		if n.Data == "button" && strings.Contains(attr(n, "class"), "primary") {
			if got := n.FirstChild.FirstChild.Data; got != "Kirim pesanan Rp77.000" {
				t.Errorf("the button says %q", got)
			}
			return
		}
	}
	t.Error("no button")
}

// The first submit button in the form is what Enter presses; the search for a village must not take it.
func TestEnterInTheFormMeansItsLargeButton(t *testing.T) {
	for n := range pagetest.Check(t, "checkout", View(filled(t, "id"))).Descendants() {
		if n.Data == "form" && attr(n, "action") == "/checkout/periksa" {
			for d := range n.Descendants() {
				if d.Data == "button" {
					if attr(d, "formaction") != "" || attr(d, "name") != "" {
						t.Errorf("Enter presses %q", attr(d, "value"))
					}
					return
				}
			}
		}
	}
	t.Error("no form")
}
