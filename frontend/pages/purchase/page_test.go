package purchase

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/checkout"
	"beli/frontend/pagetest"
	"beli/frontend/text"
)

func statuses() []string {
	return strings.Fields("awaiting_quote pending awaiting_confirmation paid confirmed accepted packed shipped ready delivered returned completed disputed refunded cancelled expired")
}

func at(hour int) time.Time { return time.Date(2026, 11, 21, hour, 45, 0, 0, time.UTC) }

// course is a plausible history that leads to a status.
func course(status, handover string) Course {
	c := Course{Status: status, Handover: handover, Placed: at(1), Deadline: at(20)}
	reached := station(status)
	switch status {
	case "returned", "disputed", "refunded":
		reached = 2
	case "cancelled":
		reached, c.Reason = 0, "Ketannya habis, maaf."
	}
	for i, when := range []*time.Time{&c.Paid, &c.Accepted, &c.Sent, &c.Arrived, &c.Ended} {
		if i <= reached {
			*when = at(2 + i)
		}
	}
	if reached >= 0 && station(status) < 0 || status == "expired" {
		c.Ended = at(9)
	}
	return c
}

func part(w text.Words, way, price, total string) checkout.Part {
	return checkout.Part{Lines: []checkout.Line{{Photo: pagetest.Photo(0, ""), URL: w.URL("/p/A"), Name: "Wajik kletik bungkus klobot, satu renteng isi 5", Variant: "Gula kelapa", Count: "2 × Rp25.000 / renteng", Total: "Rp50.000"}},
		Goods: "Rp50.000", Way: way, WayPrice: price, Total: total}
}

func sent(b layouts.Base, status string) Order {
	o := Order{Number: "BLT7K2MQ9PXA-1", ShopName: "Wajik Contoh", ShopURL: b.URL("/toko/wajik"), Place: "Sananwetan, Kota Blitar", Status: StatusTag(b.Words, status),
		Steps: Steps(b.Words, course(status, "expedition")), Part: part(b.Words, b.T("checkout.way_expedition")+", "+b.T("checkout.days", "1", "2"), "Rp9.000", "Rp59.000"),
		Pay: b.T("checkout.paid"), AskURL: "https://wa.me/6281200000000?text=Halo", Note: "Jangan terlalu manis"}
	switch status {
	case "paid", "pending", "confirmed":
		o.CancelURL = b.URL("/pesanan/BLT7K2MQ9PXA/batal?order=1")
	case "shipped":
		o.Receipt = &Receipt{Courier: "JNE", Number: "JP1234567890", TrackURL: "https://contoh.test/lacak"}
		o.CanReceive = true
	case "cancelled", "refunded":
		o.Refund = &Refund{Amount: "Rp59.000", State: components.Tag{Tone: components.Waiting, Label: b.T("checkout.refund_requested")}, Note: b.T("checkout.refund_note")}
	}
	return o
}

func fetched(b layouts.Base, status string) Order {
	o := Order{Number: "BLT7K2MQ9PXA-2", ShopName: "Opak Contoh", ShopURL: b.URL("/toko/opak"), Place: "Kanigoro, Kabupaten Blitar", Status: StatusTag(b.Words, status),
		Steps: Steps(b.Words, course(status, "pickup")), Part: part(b.Words, b.T("checkout.way_pickup"), b.T("checkout.free"), "Rp50.000"),
		Pay: b.T("checkout.cash_to_pay", "Rp50.000"), AskURL: "https://wa.me/6281200000001?text=Halo",
		PickUp: &PickUp{Address: "Jl. Contoh 3, Jatinom, Kanigoro", Hours: "setiap hari 07.00–17.00", MapURL: "https://www.openstreetmap.org/", Cash: "Rp50.000", Ready: status == "ready"}}
	if status == "confirmed" {
		o.CancelURL = b.URL("/pesanan/BLT7K2MQ9PXA/batal?order=2")
	}
	o.CanReceive = status == "ready"
	return o
}

func sample(t *testing.T, lang string, orders ...string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Page, b.Title, b.CSRF, b.Path, b.Robots = "purchase", b.T("checkout.purchase_title", "BLT7K2MQ9PXA"), "token", "/pesanan/BLT7K2MQ9PXA", "noindex"
	p := Page{Base: b, Code: "BLT7K2MQ9PXA", Placed: "21 November 2026, 16.45 WIB", Total: "Rp109.000", LinkURL: "https://contoh.test/pesanan/BLT7K2MQ9PXA?t=1.8f2c90a7d1b34e6f8a5c",
		Recipient: []components.Fact{{Label: b.T("checkout.name"), Value: "Sari Contoh"}, {Label: b.T("checkout.phone"), Value: "0812-3456-7890"}, {Label: b.T("checkout.send_to"), Value: "Jl. Kenanga 4, Desa Plumbangan, Kec. Doko"}},
		Access:    []components.Hidden{{Name: "t", Value: "1.8f2c"}}}
	for i, status := range orders {
		if i%2 == 0 {
			p.Orders = append(p.Orders, sent(b, status))
		} else {
			p.Orders = append(p.Orders, fetched(b, status))
		}
	}
	return p
}

func TestPurchaseIsSoundInEveryState(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang, "pending", "confirmed")
		p.Fresh = true
		p.Pay = &Pay{Amount: "Rp59.000", Deadline: "21 November 2026, 17.45 WIB", URL: "/sandbox/sbx_7Qm2"}
		p.Next = NextSteps(p.Words, Outlook{Unpaid: true, Amount: "Rp59.000", Deadline: "21 November 2026, 17.45 WIB", Accept: "24 jam", Ships: true, PickUp: true})
		p.Flash = components.Notice{}
		pagetest.Check(t, "purchase-unpaid-"+lang, View(p))

		p.Fresh = false
		p.Pay = &Pay{Amount: "Rp59.000", Deadline: "21 November 2026, 17.45 WIB", Retry: true, Reason: p.T("checkout.gateway_away")}
		pagetest.Check(t, "purchase-retry-"+lang, View(p))
		p.Pay = &Pay{Amount: "Rp59.000", Checking: true, URL: "/sandbox/sbx_7Qm2"}
		pagetest.Check(t, "purchase-checking-"+lang, View(p))

		cash := sample(t, lang, "confirmed")
		cash.Orders, cash.Fresh = []Order{fetched(cash.Base, "confirmed")}, true
		cash.Next = NextSteps(cash.Words, Outlook{Accept: "24 jam", PickUp: true})
		pagetest.Check(t, "purchase-cash-"+lang, View(cash))

		for i, status := range statuses() {
			pagetest.Check(t, "purchase-"+status+"-"+lang, View(sample(t, lang, status, statuses()[(i+3)%len(statuses())])))
		}
	}
}

func TestLookingUpAndCancellingAreSound(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		b := pagetest.Base(t, lang, layouts.Public)
		b.Page, b.Title, b.CSRF = "purchase", b.T("checkout.find_title"), "token"
		pagetest.Check(t, "find-"+lang, FindView(Find{Base: b}))
		b.Errors = NotFound(b)
		pagetest.Check(t, "find-wrong-"+lang, FindView(Find{Base: b, Code: "blt7k2", Digits: "7890"}))

		b.Errors = nil
		c := Cancel{Base: b, Code: "BLT7K2MQ9PXA", Number: "BLT7K2MQ9PXA-1", ShopName: "Wajik Contoh", Part: part(b.Words, "Ekspedisi", "Rp9.000", "Rp59.000"), Refund: "Rp59.000", Others: b.T("checkout.others_go_on", "Opak Contoh"),
			BackURL: b.URL("/pesanan/BLT7K2MQ9PXA"), Access: []components.Hidden{{Name: "t", Value: "1.8f2c"}}}
		pagetest.Check(t, "cancel-"+lang, CancelView(c))
		c.Refund, c.Others = "", ""
		pagetest.Check(t, "cancel-unpaid-"+lang, CancelView(c))
	}
}

func TestTimelineHasOnePresentStationInEveryState(t *testing.T) {
	w := pagetest.Base(t, "id", layouts.Public).Words
	for _, status := range statuses() {
		for _, handover := range []string{"expedition", "pickup", "none"} {
			present, future := 0, false
			for _, s := range Steps(w, course(status, handover)) {
				if s.Current {
					present++
				} else if s.Done && present > 0 {
					t.Errorf("%s by %s: %q is done after the present station", status, handover, s.Label)
				}
				future = future || !s.Done && !s.Current
				if !s.Done && !s.Current && s.When != "" {
					t.Errorf("%s by %s: %q has not come but has a time", status, handover, s.Label)
				}
			}
			if present != 1 {
				t.Errorf("%s by %s: %d present stations", status, handover, present)
			}
			if ended := strings.Contains("cancelled expired refunded completed", status); ended && future {
				t.Errorf("%s by %s promises more to come", status, handover)
			}
		}
	}
}

func TestTimelineSaysHowTheGoodsAreReceived(t *testing.T) {
	w := pagetest.Base(t, "id", layouts.Public).Words
	for handover, want := range map[string]string{"expedition": "Dikirim", "pickup": "Siap diambil", "none": "Siap dikerjakan"} {
		if got := Steps(w, course("paid", handover))[2].Label; got != want {
			t.Errorf("%s: %q, want %q", handover, got, want)
		}
	}
	steps := Steps(w, course("cancelled", "pickup"))
	if last := steps[len(steps)-1]; last.Note != "Ketannya habis, maaf." || last.Label != "Dibatalkan" {
		t.Errorf("a cancelled order ends with %+v", last)
	}
}

// A link in a chat is fetched by its preview: what changes an order must be a form, with the token.
func TestWhatChangesAnOrderIsPostedWithItsToken(t *testing.T) {
	forms := 0
	for n := range pagetest.Check(t, "purchase", View(sample(t, "id", "shipped", "ready"))).Descendants() {
		action := value(n, "action")
		if n.Data != "form" || !strings.HasPrefix(action, "/pesanan/") {
			continue
		}
		forms++
		fields := map[string]string{}
		for d := range n.Descendants() {
			fields[value(d, "name")] = value(d, "value")
		}
		if value(n, "method") != "post" || action != "/pesanan/BLT7K2MQ9PXA/terima" || fields["t"] != "1.8f2c" || fields["csrf"] != "token" || !strings.HasPrefix(fields["order"], "BLT7K2MQ9PXA-") {
			t.Errorf("the form to %s sends %v", action, fields)
		}
	}
	if forms != 2 {
		t.Errorf("%d forms, want one for each order that can be received", forms)
	}
}

func value(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
