package web

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	orderpage "beli/frontend/pages/owner/order"
	"beli/internal/delivery"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/phone"
)

// overdue is how long an order is behind its time, "" when it is not.
func (h *ownerDesk) overdue(v *visit, o order.Order) string {
	if o.DeadlineAt == nil || nextStep(o) == orderpage.Nothing {
		return ""
	}
	late := h.front.clock.Now().Sub(*o.DeadlineAt)
	switch {
	case late <= 0:
		return ""
	case late < 24*time.Hour:
		return v.words.T("owner.overdue", v.words.N("owner.overdue_hours", max(int(late.Hours()), 1)))
	}
	return v.words.T("owner.overdue", v.words.N("owner.overdue_days", int(late.Hours()/24)))
}

// orderPage is one order with what it needs: goods, person, money, and the next step.
func (h *ownerDesk) orderPage(v *visit, o opened) orderpage.Page {
	is := o.order
	page := orderpage.Page{Screen: o.screen, Number: is.Number, State: owner.OrderState(is.Status), Placed: v.words.DateTime(is.PlacedAt),
		Deadline: deadline(v, is), Overdue: h.overdue(v, is), Refund: refunded(v, o.part.Refunds), Lines: orderLines(v, is), Note: is.Note,
		Items: is.ItemsTotal.In(v.lang), Total: is.Total.In(v.lang), Cash: is.Pay == order.PayCash, Paid: paidLine(v, o),
		Handover: handover(v, o.part.Delivery), Courier: o.part.Delivery.Courier, Receipt: o.part.Delivery.ReceiptNumber,
		Next: nextStep(is), CanDecline: canEnd(is, orderpage.Declined), CanReturn: canEnd(is, orderpage.Returned), Pickup: o.part.Delivery.Method == delivery.PickUp}
	if is.DeliveryTotal > 0 {
		page.Delivery = is.DeliveryTotal.In(v.lang)
	}
	if is.Status == order.Cancelled || is.Status == order.Refunded {
		page.Reason = reasonText(v, is.Reason)
	}
	page.Recipient, page.Phone, page.Address = recipientOf(v, o)
	if len(page.Address) > 0 {
		page.MapsURL = "https://www.openstreetmap.org/search?query=" + url.QueryEscape(o.part.Delivery.Address.RegionLabel)
	}
	for i, step := range o.part.History {
		// Nobody waits for the money of an order that is paid in cash at the end.
		if is.Pay == order.PayCash && step.To == order.Pending && i < len(o.part.History)-1 {
			continue
		}
		page.History = append(page.History, components.Step{Label: v.words.T("owner.order_" + string(step.To)), When: v.words.DateTime(step.At),
			Note: reasonText(v, step.Reason), Done: true, Current: i == len(o.part.History)-1})
	}
	return page
}

// deadline says until when the next step is awaited.
func deadline(v *visit, o order.Order) string {
	if o.DeadlineAt == nil {
		return ""
	}
	at := v.words.DateTime(*o.DeadlineAt)
	switch nextStep(o) {
	case orderpage.Accept:
		return v.words.T("owner.accept_before", at)
	case orderpage.Pack, orderpage.Ship, orderpage.Ready:
		if o.Handover == order.Expedition {
			return v.words.T("owner.send_before", at)
		}
		return v.words.T("owner.ready_before", at)
	}
	return ""
}

func orderLines(v *visit, o order.Order) []orderpage.Line {
	out := make([]orderpage.Line, len(o.Lines))
	for i, l := range o.Lines {
		out[i] = orderpage.Line{Quantity: fmt.Sprintf("%d ×", l.Quantity), Name: l.ProductName, Variant: l.VariantName, Unit: l.Unit,
			Price: l.Total.In(v.lang), Photo: cover(l.CoverKey, l.CoverMat, false, "")}
	}
	// Which of several lines is made to order was not written down; of one it is certain.
	if len(out) == 1 && o.ReadyOn != "" {
		out[0].Note = v.words.T("owner.ready_on", v.words.Date(day(o.ReadyOn)))
	}
	return out
}

// refunded sums what went back to the buyer, or is about to.
func refunded(v *visit, list []payment.Refund) string {
	sum := money.Rupiah(0)
	for _, r := range list {
		if r.Status != payment.RefundFailed {
			sum += r.Amount
		}
	}
	if sum == 0 {
		return ""
	}
	return v.words.T("owner.refunded", sum.In(v.lang))
}

// paidLine says how the money of an order stands.
func paidLine(v *visit, o opened) string {
	for _, p := range o.purchase.Payments {
		if p.SettledAt == nil || p.Share(o.order.ID) == 0 {
			continue
		}
		if p.Method == payment.ByCash {
			return v.words.T("owner.cash_taken")
		}
		return v.words.T("owner.paid_on", v.words.DateTime(*p.SettledAt))
	}
	if o.order.Pay == order.PayCash && !o.order.Ended() {
		return v.words.T("owner.pay_cash")
	}
	return v.words.T("owner.not_paid")
}

func handover(v *visit, d delivery.Delivery) string {
	if d.Method == delivery.Expedition {
		return v.words.T("owner.handover_expedition", v.words.Grams(d.Grams))
	}
	return v.words.T("owner.handover_" + string(d.Method))
}

// reasonText is a reason as people typed it, or the wording of a code of the program.
func reasonText(v *visit, reason string) string {
	if key := "mail.reason." + reason; v.words.Has(key) {
		return v.words.T(key)
	}
	return reason
}

// recipientOf is who gets the goods: the name on the parcel, else the buyer. What was erased is empty.
func recipientOf(v *visit, o opened) (name, digits string, address []string) {
	name, number := o.purchase.Contact.Name, o.purchase.Contact.Phone
	if a := o.part.Delivery.Address; a != nil {
		name, number = a.Recipient, a.Phone
		region := a.RegionLabel
		if !strings.Contains(region, a.PostalCode) {
			region += " " + a.PostalCode
		}
		for _, line := range []string{a.Street, region} {
			if line != "" {
				address = append(address, line)
			}
		}
	}
	return orElse(name, v.words.T("desk.buyer")), digitsOf(number), address
}

// digitsOf is a number as chat links want it: 62….
func digitsOf(n phone.Number) string { return strings.TrimPrefix(string(n), "+") }

// slipPage is the paper that goes with the goods.
func (h *ownerDesk) slipPage(v *visit, o opened) orderpage.SlipPage {
	s := o.member.Shop
	page := orderpage.SlipPage{Screen: o.screen, Number: o.order.Number, Placed: v.words.Date(o.order.PlacedAt), Handover: handover(v, o.part.Delivery),
		Lines: orderLines(v, o.order), Note: o.order.Note, FromPlace: h.front.place(s.KecamatanCode), FromPhone: digitsOf(phone.Number(s.PhoneKey))}
	page.Recipient, page.Phone, page.Address = recipientOf(v, o)
	if o.order.Pay == order.PayCash && o.order.DeliveredAt == nil {
		page.Cash = o.order.Total.In(v.lang)
	}
	return page
}
