package e2e

import (
	"net/url"
	"strings"
	"testing"

	"beli/frontend/text"
	"beli/internal/payment/stripe/stripetest"
)

const operator = "Koperasi Contoh"

// paysAt tells whether an address is that of the outside party that takes cards.
func (s *site) paysAt(u *url.URL) bool { return s.till != "" && u.Scheme+"://"+u.Host == s.till }

// atTill tells whether the person looks at that party's page.
func (p *person) atTill() bool {
	p.t.Helper()
	return p.site.till != "" && ask[string](p, `function(){ return location.origin }`) == p.site.till
}

// withCards opens a site with two shops where one pays by card. The play Stripe has another name
// than the site, so that browsers take it for the stranger that Stripe is.
func withCards(t *testing.T) (s *site, cards *stripetest.Server, near stall) {
	t.Helper()
	s, near, _ = withStallsAnd(t, func(s *site) map[string]string {
		var at string
		cards, at = stripetest.Start(t, stripetest.Options{WebhookURL: s.url + "/webhook/stripe"})
		s.till = strings.Replace(at, "127.0.0.1", "localhost", 1)
		return map[string]string{"BELI_STRIPE_URL": s.till, "BELI_STRIPE_KEY": "sk_test_stripetest",
			"BELI_STRIPE_WEBHOOK_SECRET": "whsec_stripetest", "BELI_OPERATOR": operator}
	})
	return s, cards, near
}

// cardDevices are the two ends of what people have.
func cardDevices() []device {
	return []device{{text.Indonesian, true, 360}, {text.English, false, 1280}}
}

// orderByParcel goes from the product to the last button before the payment.
func (p *person) orderByParcel(s stall) {
	p.t.Helper()
	p.searchAndAdd("wajik kletek", s)
	p.open("/keranjang")
	p.click(p.words.T("checkout.go_on"))
	p.fill("name", buyersName)
	p.fill("phone", buyersPhone)
	p.choose("delivery-"+s.shop, "expedition")
	p.fill("place", "Gambir Jakarta")
	p.click(p.words.T("checkout.find"))
	p.choose("village", "")
	p.fill("street", "Jalan Kebon Sirih 12")
	p.choose("consent", "")
	p.click(p.words.T("checkout.review_button"))
	p.reads(s.name, buyersName)
}

func TestCheckout_says_how_a_card_is_taken_and_by_whom(t *testing.T) {
	needChromium(t)
	site, _, near := withCards(t)
	for _, d := range append(cardDevices(), device{text.English, true, 1280}) {
		t.Run(d.String(), func(t *testing.T) {
			p := site.visit(t, d)
			p.searchAndAdd("wajik", near)
			p.open("/checkout")
			p.reads(p.words.T("checkout.pay_card", operator))
			p.measure() // other walks look over a checkout without this note
		})
	}
}

const sendOrder = "form[action$='/checkout/kirim'] button[type=submit]"

// wantTill fails unless the person has come to where cards are taken.
func (p *person) wantTill(by string) {
	p.t.Helper()
	if !p.atTill() {
		p.t.Fatalf("%s leads not to the page for cards\n%s", by, p.whereabouts())
	}
}

// wantPurchase fails unless the person has come to the page of a purchase.
func (p *person) wantPurchase(by string) {
	p.t.Helper()
	if p.atTill() || !strings.HasPrefix(p.path(), "/pesanan/") {
		p.t.Fatalf("%s leads not to the purchase\n%s", by, p.whereabouts())
	}
}

// wantState fails unless the head of the order says how it stands.
func (p *person) wantState(want string) {
	p.t.Helper()
	if got := ask[string](p, `function(){ return document.querySelector(".order-head").innerText }`); !strings.Contains(got, want) {
		p.t.Fatalf("the order says %q, want %q\n%s", got, want, p.whereabouts())
	}
}

// wantPaid fails unless the purchase says that it is paid and asks for nothing more.
func (p *person) wantPaid() {
	p.t.Helper()
	p.wantState(p.words.T("checkout.state_paid"))
	p.reads(p.words.T("checkout.paid"))
	p.readsNot(p.words.T("checkout.not_paid_yet"), p.words.T("checkout.pay_due_title"), p.words.T("checkout.pay_checking_title"))
}

func TestBuyer_pays_by_card_after_one_card_was_declined(t *testing.T) {
	needChromium(t)
	site, cards, near := withCards(t)
	for i, d := range cardDevices() {
		t.Run(d.String(), func(t *testing.T) {
			p := site.visit(t, d)
			p.orderByParcel(near)
			p.clickAt(sendOrder)
			p.wantTill("sending the order")
			p.clickAt("#decline")
			p.wantTill("a declined card")
			p.reads("declined")

			// Who goes back to the shop to think finds the way to the same page again.
			p.clickAt("#back")
			p.wantPurchase("the way back")
			p.wantState(p.words.T("checkout.state_pending"))
			p.reads(p.words.T("checkout.pay_due_title")) // and nothing of money that may be on its way
			p.clickAt("main a.primary[href^='" + site.till + "']")
			p.wantTill("the purchase's button")

			p.clickAt("#pay")
			p.wantPurchase("paying")
			p.wantPaid()
			if made := cards.Sessions(); len(made) != i+1 || !made[i].Paid {
				t.Errorf("%d pages for cards were made, want %d, the last of them paid", len(made), i+1)
			}
		})
	}
}

func TestBuyer_pays_by_card_later_when_Stripe_is_away(t *testing.T) {
	needChromium(t)
	site, cards, near := withCards(t)
	for i, d := range cardDevices() {
		t.Run(d.String(), func(t *testing.T) {
			p := site.visit(t, d)
			p.orderByParcel(near)
			cards.Down()
			p.clickAt(sendOrder)
			p.wantPurchase("sending the order")
			p.reads(near.name, p.words.T("checkout.pay_due_title"), p.words.T("checkout.gateway_away"))

			again := "main button[name=act][value=pay]"
			p.clickAt(again)
			p.wantPurchase("trying again too early")
			p.reads(p.words.T("checkout.notice_pay_later"))

			cards.Calm()
			p.clickAt(again)
			p.wantTill("trying again")
			p.clickAt("#pay")
			p.wantPurchase("paying")
			p.wantPaid()
			if made := cards.Sessions(); len(made) != i+1 || !made[i].Paid {
				t.Errorf("%d pages for cards were made, want %d, the last of them paid", len(made), i+1)
			}
		})
	}
}
