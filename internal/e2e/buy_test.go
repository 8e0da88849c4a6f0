package e2e

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const (
	buyersName  = "Sri Wahyuni"
	buyersPhone = "0812 3456-7890"
	lastDigits  = "7890"
)

func TestBuyer_buys_from_two_shops_pays_finds_it_again_and_cancels(t *testing.T) {
	needChromium(t)
	site, near, far := withStalls(t)
	for _, d := range devices() {
		t.Run(d.String(), func(t *testing.T) {
			p := site.visit(t, d)
			p.open("/")
			p.reads(near.name, far.name)

			p.searchAndAdd("wajik kletek", near)
			p.searchAndAdd("djimbe", far)
			p.open("/keranjang")
			p.reads(near.name, far.name)

			p.fillCheckout(near, far)
			p.click(p.words.T("checkout.review_button"))
			p.reads(near.name, far.name, buyersName)
			p.clickAt("form[action$='/checkout/kirim'] button[type=submit]")
			if !strings.HasPrefix(p.path(), "/sandbox/") {
				t.Fatalf("sending led to %s, want the gateway's page", p.path())
			}
			p.clickAt("button[name=act][value=settle]")
			link := p.path()
			if !strings.HasPrefix(link, "/pesanan/") {
				t.Fatalf("paying led back to %s, want the purchase", link)
			}
			p.reads(near.name, far.name)
			p.readsNot(p.words.T("checkout.pay_due_title"))
			code := codeIn(t, link)

			again := site.visit(t, d)
			again.findPurchase(code, lastDigits)
			again.reads(near.name, far.name)
			again.readsNot(buyersName)

			p.open("/keranjang")
			p.reads(p.words.T("checkout.cart_empty_title"))
			p.open(link)
			p.cancelFirst()
			p.reads(p.words.T("checkout.state_cancelled"))
		})
	}
}

// searchAndAdd finds a product by words typed in a hurry and puts it into the cart.
func (p *person) searchAndAdd(typed string, s stall) {
	p.t.Helper()
	p.open("/")
	p.fill("q", typed)
	p.clickAt("form[action$='/cari'] button[type=submit]")
	p.reads(s.name)
	p.click(s.name)
	p.addToCart()
}

// addToCart presses the button of the product's page. With JavaScript one may stay there.
func (p *person) addToCart() {
	p.t.Helper()
	if !p.script {
		p.clickAt("button[data-add]")
		return
	}
	p.tap("button[data-add]")
	p.waitFor(`[data-added]:not(:empty), form[action$="/keranjang/ubah"]`)
	p.lookOver()
}

// fillCheckout takes cash at the near shop's door and a parcel from the far one.
func (p *person) fillCheckout(near, far stall) {
	p.t.Helper()
	p.click(p.words.T("checkout.go_on"))
	p.fill("name", buyersName)
	p.fill("phone", buyersPhone)
	p.choose("delivery-"+near.shop, "pickup")
	p.choose("delivery-"+far.shop, "expedition")
	p.fill("place", "Gambir Jakarta")
	p.click(p.words.T("checkout.find"))
	p.choose("village", "")
	p.fill("street", "Jalan Kebon Sirih 12")
	p.choose("pay-"+near.shop, "cash")
	p.choose("pay-"+far.shop, "gateway")
	p.choose("consent", "")
}

func (p *person) findPurchase(code, digits string) {
	p.t.Helper()
	p.open("/pesanan")
	p.fill("code", code)
	p.fill("digits", digits)
	p.click(p.words.T("checkout.find_button"))
}

// cancelFirst takes back the first order that can be taken back.
func (p *person) cancelFirst() {
	p.t.Helper()
	p.clickAt("a[href*='/batal']")
	p.fill("reason", "salah pilih")
	p.clickAt("form[action*='/batal'] button[type=submit]")
}

func codeIn(t *testing.T, path string) string {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/pesanan/")
}

func TestCheckout_says_every_problem_at_its_field_and_keeps_what_was_typed(t *testing.T) {
	needChromium(t)
	site, near, _ := withStalls(t)
	for _, d := range devices() {
		t.Run(d.String(), func(t *testing.T) {
			p := site.visit(t, d)
			p.searchAndAdd("wajik", near)
			p.open("/checkout")
			p.fill("name", buyersName)
			p.fill("phone", "12")
			button := p.words.T("checkout.review_button")
			p.arrive("send half a form", http.StatusUnprocessableEntity, p.press(p.button(button), button))
			p.reads(p.words.T("shell.error_summary"))
			type state struct{ Name, Title, Focus, Lost string }
			got := ask[state](p, `function(){ return {
				Name: document.getElementsByName("name")[0].value, Title: document.title,
				Focus: document.activeElement.getAttribute("role") || "",
				Lost: [...document.querySelectorAll(".summary a")].map(a => a.getAttribute("href")).filter(h => !document.querySelector(h)).join(" "),
			} }`)
			if got.Name != buyersName {
				t.Errorf("the name became %q", got.Name)
			}
			if got.Lost != "" {
				t.Errorf("the summary names fields that are not there: %s", got.Lost)
			}
			if p.script && got.Focus != "alert" {
				t.Errorf("the focus is not on the summary but on %q", got.Focus)
			}
			if p.lang == "id" && !strings.HasPrefix(got.Title, "Perlu diperbaiki:") {
				t.Errorf("the title is %q", got.Title)
			}
		})
	}
}
