package app

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"beli/internal/web/webtest"
)

const (
	buyersPhone = "0812 3456-7890"
	lastDigits  = "7890"
)

func TestWalk_a_guest_buys_from_two_shops_in_one_purchase(t *testing.T) { eachTown(t, walkAsBuyer) }

func walkAsBuyer(t *testing.T, w *town) {
	near, far := w.stall("Wajik kletik gula aren", 18_000), w.stall("Kendang djimbe mahoni", 250_000)
	w.settle()
	b := w.browser()
	b.Get("/").Want(http.StatusOK).WantText(near.name, far.name)

	cart := fill(b, near, "wajik kletek")
	cart = fill(b, far, "djimbe")
	cart.WantText(near.name, far.name, "Rp268.000")

	review := checkOut(b, near, far)
	review.WantText(near.name, far.name)
	paying := review.Form("/checkout/kirim").Submit()
	back := payFor(t, b, paying)
	code := codeOf(t, back)
	w.settle()

	page := b.Get(back.Path).Want(http.StatusOK).WantText(near.name, far.name, w.words().T("checkout.state_paid"))
	if strings.Contains(page.Text(), w.words().T("checkout.pay_due_title")) {
		t.Error("the page still asks for money after the gateway settled")
	}

	stranger := w.browser()
	wrong := find(stranger, code, "0000").Want(http.StatusUnprocessableEntity)
	absent := find(stranger, "BLT-ZZZZ-ZZZZ", "0000").Want(http.StatusUnprocessableEntity)
	if a, b := wrong.TextOf("div", "role=alert"), absent.TextOf("div", "role=alert"); a != b || a == "" {
		t.Errorf("a wrong pair says %q, a missing purchase %q", a, b)
	}
	found := find(stranger, code, lastDigits).Want(http.StatusOK).WantText(near.name, far.name)
	found.WantNoText("81234567890", "Sri Wahyuni")

	// Who lost the link must still be able to take an order back.
	found.Click(w.words().T("checkout.cancel")).Want(http.StatusOK)
	gone := cancel(w, b, back.Path, near)
	gone.WantText(w.words().T("checkout.state_cancelled"))
}

// payFor does what a buyer does at the gateway, whichever it is, and comes back to the shop.
func payFor(t *testing.T, b *webtest.Browser, p *webtest.Page) *webtest.Page {
	t.Helper()
	if strings.HasPrefix(p.Path, "/sandbox/") {
		return pressSandbox(p, "settle")
	}
	if !strings.Contains(p.Path, "://") {
		t.Fatalf("sending led to %s, want the gateway's page:\n%s", p.Path, p.Text())
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.PostForm(p.Path, url.Values{"act": {"pay"}})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	back := strings.TrimPrefix(res.Header.Get("Location"), webtest.Origin)
	return b.Get(back).Want(http.StatusOK)
}

func TestWalk_sending_again_and_again_is_slowed_down_and_loses_nothing(t *testing.T) {
	eachTown(t, func(t *testing.T, w *town) {
		near, far := w.stall("Wajik kletik gula aren", 18_000), w.stall("Kendang djimbe mahoni", 250_000)
		w.settle()
		b := w.browser()
		fill(b, near, "wajik kletek")
		fill(b, far, "djimbe")
		form := checkOut(b, near, far).Form("/checkout/kirim").Set("phone", "12")
		for range 6 {
			form.Submit().Want(http.StatusUnprocessableEntity)
		}
		slow := form.Set("phone", buyersPhone).Submit().Want(http.StatusTooManyRequests).WantText(w.words().T("error.too_many"))
		if got := slow.Attr("value", "input", "name=name"); got != "Sri Wahyuni" {
			t.Errorf("the form came back with the name %q", got)
		}
	})
}

// fill finds a product by words typed in a hurry and puts it into the cart.
func fill(b *webtest.Browser, s stall, typed string) *webtest.Page {
	list := b.Get("/").Form("/cari").Set("q", typed).Submit().Want(http.StatusOK).WantText(s.name)
	product := list.Click(s.name).Want(http.StatusOK)
	return product.Form("/keranjang").Submit().Want(http.StatusOK)
}

// checkOut fills the checkout: cash at the near shop's door, a parcel from the far one.
func checkOut(b *webtest.Browser, near, far stall) *webtest.Page {
	form := b.Get("/keranjang").Form("/keranjang/ubah").Submit("Lanjut").Want(http.StatusOK)
	found := form.Form("/checkout/periksa").Set("place", "Gambir Jakarta").Submit("Cari").Want(http.StatusOK)
	village := found.Attr("value", "input", "type=radio", "name=village")
	return found.Form("/checkout/periksa").
		Set("name", "Sri Wahyuni").Set("phone", buyersPhone).
		Set("delivery-"+id(near.shop), "pickup").Set("pay-"+id(near.shop), "cash").
		Set("delivery-"+id(far.shop), "expedition").Set("pay-"+id(far.shop), "gateway").
		Set("village", village).Set("street", "Jalan Kebon Sirih 12").Set("consent", "ya").
		Submit().Want(http.StatusOK)
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// pressSandbox does one thing on the gateway's page and follows it back to the shop.
func pressSandbox(p *webtest.Page, act string) *webtest.Page {
	form := p.Form("/sandbox/")
	for _, button := range p.All("button", "name=act", "value="+act) {
		return form.Submit(button.FirstChild.Data).Want(http.StatusOK)
	}
	return form.Submit(act)
}

// find opens a purchase by its code and the last four digits of the number.
func find(b *webtest.Browser, code, digits string) *webtest.Page {
	return b.Get("/pesanan").Form("/pesanan").Set("code", code).Set("digits", digits).Submit()
}

var purchasePath = regexp.MustCompile(`^/pesanan/([A-Z0-9-]+)\?k=`)

func codeOf(t *testing.T, p *webtest.Page) string {
	t.Helper()
	m := purchasePath.FindStringSubmatch(p.Path)
	if m == nil {
		t.Fatalf("%s is not the page of a purchase", p.Path)
	}
	return m[1]
}

// cancel takes back the order of one shop.
func cancel(w *town, b *webtest.Browser, path string, s stall) *webtest.Page {
	w.t.Helper()
	page := b.Get(path)
	for _, a := range page.All("a", "href") {
		for _, at := range a.Attr {
			if at.Key != "href" || !strings.Contains(at.Val, "/batal") {
				continue
			}
			ask := b.Get(at.Val).Want(http.StatusOK)
			if strings.Contains(ask.Text(), s.name) {
				return ask.Form("/batal").Set("reason", "salah pilih").Submit().Want(http.StatusOK)
			}
		}
	}
	w.t.Fatalf("%s offers no way to cancel the order of %s", path, s.name)
	return nil
}
