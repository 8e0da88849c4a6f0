package order

import (
	"net/url"
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
	"beli/frontend/pagetest"
)

func sample(s owner.Screen) Page {
	return Page{Screen: s, Number: "BPB-7K2M4-1", State: "paid", Placed: "21 November 2026, 14.30 WIB", Deadline: s.T("owner.accept_before", "22 November 2026, 14.30 WIB"),
		Lines: []Line{{Quantity: "3 ×", Name: "Wajik kletik bungkus klobot", Variant: "Gula kelapa", Unit: "renteng", Price: "Rp75.000", Photo: pagetest.Photo(0, "")},
			{Quantity: "1 ×", Name: "Dodol belimbing", Price: "Rp20.000", Photo: pagetest.Photo(3, ""), Note: s.T("owner.ready_on", "25 November 2026")}},
		Note: "Tolong jangan terlalu manis.\nUntuk ibu.", Items: "Rp95.000", Delivery: "Rp18.000", Total: "Rp113.000", Paid: s.T("owner.paid_on", "21 November 2026"),
		Recipient: "Dewi Lestari", Phone: "6281234567890", Address: []string{"Jl. Melati 5, RT 2 RW 4", "Kelurahan Sukun, Kecamatan Sukun", "Kota Malang, Jawa Timur 65147"},
		MapsURL: "https://www.google.com/maps/search/?api=1&query=Jl.+Melati+5", Handover: s.T("owner.handover_expedition", "1,2 kg"), Next: Accept, CanDecline: true,
		History: []components.Step{{Label: s.T("owner.order_paid"), When: "21 November 2026, 14.30 WIB", Done: true, Current: true}, {Label: s.T("owner.order_accepted")}}}
}

func TestEveryStepPostsToItsOwnAddress(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		for step, sends := range map[Step]string{Accept: "csrf", Pack: "csrf", Ship: "csrf courier receipt", Ready: "csrf", HandOut: "csrf"} {
			p := sample(s)
			p.Next = step
			root := ownertest.Check(t, s, "order-"+string(step), View(p))
			if got := ownertest.Names(root, s.At("pesanan", p.Number, string(step))); got != sends {
				t.Errorf("%s sends %q, want %q", step, got, sends)
			}
			for _, other := range []Step{Accept, Pack, Ship, Ready, HandOut} {
				if other != step && ownertest.Names(root, s.At("pesanan", p.Number, string(other))) != "" {
					t.Errorf("%s is offered beside %s", other, step)
				}
			}
		}
	})
}

func TestOrderTellsTheBuyerByWhatsAppWithAReadyText(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := sample(s)
		p.State = "packed"
		root := ownertest.Check(t, s, "order-chat", View(p))
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "href" && strings.HasPrefix(a.Val, "https://wa.me/6281234567890?text=") {
					u, err := url.Parse(a.Val)
					if err != nil {
						t.Fatal(err)
					}
					if got, want := u.Query().Get("text"), s.T("owner.chat_packed", "Dewi Lestari", "Wajik Contoh", p.Number); got != want {
						t.Errorf("the chat says %q, want %q", got, want)
					}
					return
				}
			}
		}
		t.Error("no chat with the buyer")
	})
}

func TestCashIsTakenWhenTheGoodsAreHandedOver(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := sample(s)
		p.State, p.Next, p.Cash, p.CanDecline, p.Address, p.MapsURL, p.Delivery = "ready", HandOut, true, false, nil, "", ""
		p.Handover, p.Paid, p.Total = s.T("owner.handover_pickup"), s.T("owner.pay_cash"), "Rp95.000"
		text := ownertest.Text(ownertest.Check(t, s, "order-cash", View(p)))
		if !strings.Contains(text, s.T("owner.do_serah_cash", "Rp95.000")) {
			t.Error("the button does not say how much is received")
		}
	})
}

func TestEndedAndErasedOrdersAreStillPages(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := sample(s)
		p.State, p.Next, p.CanDecline, p.Deadline, p.Reason, p.Refund = "cancelled", Nothing, false, "", "Maaf, stoknya baru saja habis.", s.T("owner.refunded", "Rp113.000")
		text := ownertest.Text(ownertest.Check(t, s, "order-cancelled", View(p)))
		if !strings.Contains(text, s.T("owner.ended_because", p.Reason)) || !strings.Contains(text, p.Refund) {
			t.Error("does not say why it ended and what became of the money")
		}
		ownertest.Check(t, s, "order-erased", View(Page{Screen: s, Number: "BPB-1", State: "completed", Lines: p.Lines, Items: "Rp1", Total: "Rp1", Handover: s.T("owner.handover_none")}))
		p = sample(s)
		p.Overdue, p.Next, p.State, p.Courier, p.Receipt = s.T("owner.overdue", s.N("owner.overdue_days", 1)), Ship, "packed", "JNE", "JP1234567890"
		p.TypedCourier, p.TypedReceipt, p.Errors = "", "?", []components.FieldError{{Name: "courier", Text: s.T("error.required")}, {Name: "receipt", Text: s.T("error.not_a_receipt")}}
		ownertest.Check(t, s, "order-wrong", View(p))
	})
}

func TestEndingAsksForAReasonOnItsOwnPage(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		for _, how := range []Ending{Declined, Returned} {
			p := EndPage{Screen: s, Ending: how, Number: "BPB-7K2M4-1", Total: "Rp113.000", Paid: true}
			root := ownertest.Check(t, s, "order-"+string(how), End(p))
			if got := ownertest.Names(root, s.At("pesanan", p.Number, string(how))); got != "csrf reason reason_other" {
				t.Errorf("sends %q", got)
			}
			p.Paid, p.Reason, p.Errors = false, Other, []components.FieldError{{Name: "reason", Text: s.T("error.required")}, {Name: "reason_other", Text: s.T("error.required")}}
			ownertest.Check(t, s, "order-"+string(how)+"-wrong", End(p))
		}
	})
}

func TestSlipHasTheAddressAndNoPrices(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		o := sample(s)
		p := SlipPage{Screen: s, Number: o.Number, Placed: o.Placed, Recipient: o.Recipient, Phone: o.Phone, Address: o.Address, Handover: o.Handover, Lines: o.Lines, Note: o.Note,
			FromPlace: "Sananwetan, Kota Blitar", FromPhone: "6281200000001"}
		text := ownertest.Text(ownertest.Check(t, s, "order-slip", Slip(p)))
		if strings.Contains(text, "Rp") || !strings.Contains(text, "Kota Malang, Jawa Timur 65147") || !strings.Contains(text, "0812-3456-7890") {
			t.Error("the slip shows prices, or not where it goes")
		}
		p.Cash, p.Address = "Rp95.000", nil
		ownertest.Check(t, s, "order-slip-cash", Slip(p))
	})
}
