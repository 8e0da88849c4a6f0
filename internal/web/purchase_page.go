package web

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"beli/frontend/components"
	"beli/frontend/layouts"
	checkoutpage "beli/frontend/pages/checkout"
	"beli/frontend/pages/purchase"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/phone"
)

// page fills the purchase's page. Who knows only code and digits sees name and number masked.
func (h *tracking) page(v *visit, seen checkout.View, a checkout.Access) purchase.Page {
	now := h.front.clock.Now()
	page := purchase.Page{Base: v.base("purchase", layouts.Public), Code: seen.Code, Placed: v.words.DateTime(seen.CreatedAt),
		Total: seen.Total.In(v.lang), Access: carried(a),
		LinkURL: v.server.deps.Config.PublicURL + v.url("/pesanan/"+seen.Code+"?k="+h.checkout.LinkToken(seen.Code))}
	page.Title, page.Robots = v.words.T("checkout.purchase_title", seen.Code), "noindex"
	page.Fresh = now.Sub(seen.CreatedAt) < 15*time.Minute && seen.Status() != checkout.Ended
	page.Pay = h.due(v, seen, now)
	look := purchase.Outlook{Accept: v.words.T("checkout.hours", h.accept)}
	if page.Pay != nil {
		look.Unpaid, look.Amount, look.Deadline = true, page.Pay.Amount, page.Pay.Deadline
	}
	for _, o := range seen.Orders {
		look.Ships = look.Ships || o.Delivery.Method == delivery.Expedition
		look.PickUp = look.PickUp || o.Delivery.Method == delivery.PickUp
		page.Orders = append(page.Orders, h.order(v, seen, o, a))
	}
	if s := seen.Status(); s != checkout.Ended {
		page.Next = purchase.NextSteps(v.words, look)
	}
	page.Recipient = h.recipient(v, seen, a)
	return page
}

// due is the money that is awaited, nil when nothing is.
func (h *tracking) due(v *visit, seen checkout.View, now time.Time) *purchase.Pay {
	p, ok := seen.Due(now)
	if !ok {
		return h.declined(v, seen, now)
	}
	out := &purchase.Pay{Amount: p.Amount.In(v.lang), URL: p.RedirectURL, Retry: p.RedirectURL == ""}
	if p.ExpiresAt != nil {
		out.Deadline = v.words.DateTime(*p.ExpiresAt)
	}
	// A buyer who comes back from the gateway before its word does may have paid already.
	out.Checking = v.query("dari") == "bayar" && p.Status != payment.Failed && p.RedirectURL != ""
	if p.Status == payment.Failed {
		out.Retry, out.Reason = true, v.words.T("checkout.gateway_away")
	}
	return out
}

// declined offers another try where the gateway refused the last one and orders still wait.
func (h *tracking) declined(v *visit, seen checkout.View, now time.Time) *purchase.Pay {
	if s := seen.Status(); s != checkout.Unpaid && s != checkout.PartlyPaid {
		return nil
	}
	for _, p := range seen.Payments {
		if p.Status == payment.Declined && !p.Over(now) {
			out := &purchase.Pay{Amount: p.Amount.In(v.lang), Retry: true, Reason: v.words.T("checkout.declined")}
			if p.ExpiresAt != nil {
				out.Deadline = v.words.DateTime(*p.ExpiresAt)
			}
			return out
		}
	}
	return nil
}

func (h *tracking) order(v *visit, seen checkout.View, o checkout.OrderView, a checkout.Access) purchase.Order {
	out := purchase.Order{Number: o.Number, ShopName: o.ShopName, ShopURL: v.url("/toko/" + o.Shop.Slug), Place: h.front.place(o.Shop.KecamatanCode),
		Status: purchase.StatusTag(v.words, string(o.Status)), Steps: purchase.Steps(v.words, h.course(v, seen, o)), Part: h.part(v, o), Note: o.Note,
		CanReceive: o.Status == order.Shipped || o.Status == order.Ready}
	if o.Status == order.Cancelled || o.Status == order.Refunded {
		out.Reason = reasonText(v, o.Reason)
	}
	out.Pay = h.payLine(v, o)
	if o.Delivery.Method == delivery.Expedition && o.Delivery.Courier != "" {
		out.Receipt = &purchase.Receipt{Courier: o.Delivery.Courier, Number: o.Delivery.ReceiptNumber}
	}
	if o.Delivery.Method == delivery.PickUp && !o.Ended() {
		place := h.front.region.Label(o.Shop.VillageCode)
		out.PickUp = &purchase.PickUp{Address: strings.Trim(o.Shop.Street+", "+place, ", "), Hours: o.Shop.Hours, Ready: o.Status == order.Ready,
			MapURL: "https://www.openstreetmap.org/search?query=" + url.QueryEscape(place)}
		if o.Pay == order.PayCash {
			out.PickUp.Cash = o.Total.In(v.lang)
		}
	}
	for _, r := range o.Refunds {
		out.Refund = h.refund(v, r)
	}
	out.AskURL = phone.Number(o.Shop.Phone).WhatsApp(h.chatText(v, seen, o))
	switch o.Status {
	case order.Pending, order.Paid, order.Confirmed:
		out.CancelURL = v.url("/pesanan/" + seen.Code + "/batal?order=" + o.Number + proof(a))
	}
	return out
}

// payLine says how the money of an order stands.
func (h *tracking) payLine(v *visit, o checkout.OrderView) string {
	switch {
	case o.Pay == order.PayCash && o.DeliveredAt != nil:
		return v.words.T("checkout.paid_in_cash")
	case o.Pay == order.PayCash:
		return v.words.T("checkout.cash_to_pay", o.Total.In(v.lang))
	case o.Waiting():
		return v.words.T("checkout.not_paid_yet")
	case o.Status == order.Expired || o.Status == order.Cancelled && len(o.Refunds) == 0:
		return v.words.T("checkout.not_paid")
	default:
		return v.words.T("checkout.paid")
	}
}

func (h *tracking) refund(v *visit, r payment.Refund) *purchase.Refund {
	out := &purchase.Refund{Amount: r.Amount.In(v.lang), State: components.Tag{Tone: components.Waiting, Label: v.words.T("checkout.refund_" + string(r.Status))}}
	if r.Status == payment.RefundSettled {
		out.State.Tone = components.Good
	}
	if r.SettledAt != nil {
		out.Note = v.words.DateTime(*r.SettledAt)
	}
	return out
}

// part is an order in amounts.
func (h *tracking) part(v *visit, o checkout.OrderView) checkoutpage.Part {
	out := checkoutpage.Part{Goods: o.ItemsTotal.In(v.lang), Total: o.Total.In(v.lang), WayPrice: v.words.T("checkout.free"),
		Way: v.words.T("checkout.way_" + string(o.Delivery.Method))}
	if o.Delivery.Method == delivery.Expedition {
		out.Way += ", " + v.words.T("checkout.days", fmt.Sprint(o.Delivery.DaysMin), fmt.Sprint(o.Delivery.DaysMax))
		out.WayPrice = o.DeliveryTotal.In(v.lang)
	}
	for _, l := range o.Lines {
		out.Lines = append(out.Lines, checkoutpage.Line{Photo: cover(l.CoverKey, l.CoverMat, false, l.ProductName), Name: l.ProductName, Variant: l.VariantName,
			Count: fmt.Sprintf("%d × %s / %s", l.Quantity, l.UnitPrice.In(v.lang), l.Unit), Total: l.Total.In(v.lang)})
	}
	return out
}

// course gathers when an order was where.
func (h *tracking) course(v *visit, seen checkout.View, o checkout.OrderView) purchase.Course {
	c := purchase.Course{Status: string(o.Status), Handover: string(o.Delivery.Method), Cash: o.Pay == order.PayCash, Placed: o.PlacedAt, Reason: reasonText(v, o.Reason)}
	for _, m := range o.History {
		switch m.To {
		case order.Paid, order.Confirmed:
			c.Paid = m.At
		case order.Accepted:
			c.Accepted = m.At
		case order.Shipped, order.Ready:
			c.Sent = m.At
		case order.Delivered:
			c.Arrived = m.At
		case order.Completed, order.Cancelled, order.Expired, order.Refunded:
			c.Ended = m.At
		}
	}
	if o.DeadlineAt != nil {
		c.Deadline = *o.DeadlineAt
	}
	if o.Status == order.Pending { // the order outlives its payment by some grace, which is nobody's promise
		c.Deadline = time.Time{}
		if p, ok := seen.Due(h.front.clock.Now()); ok && p.ExpiresAt != nil {
			c.Deadline = *p.ExpiresAt
		}
	}
	return c
}

func (h *tracking) chatText(v *visit, seen checkout.View, o checkout.OrderView) string {
	var lines []string
	for _, l := range o.Lines {
		lines = append(lines, fmt.Sprintf("- %d × %s", l.Quantity, strings.TrimSpace(l.ProductName+" "+l.VariantName)))
	}
	return v.words.T("checkout.chat_text", o.ShopName, o.Number, strings.Join(lines, "\n"), o.Total.In(v.lang))
}

func (h *tracking) recipient(v *visit, seen checkout.View, a checkout.Access) []components.Fact {
	full := a.Token != "" || (a.By.SignedIn() && seen.AccountID == a.By.AccountID)
	name, number := seen.Contact.Name, seen.Contact.Phone.String()
	if !full {
		name, number = masked(name), "…"+seen.Contact.Phone.LastFour()
	}
	out := []components.Fact{{Label: v.words.T("checkout.name"), Value: name}, {Label: v.words.T("checkout.phone"), Value: number}}
	for _, o := range seen.Orders {
		if o.Delivery.Address != nil {
			address := o.Delivery.Address.Street + ", " + o.Delivery.Address.RegionLabel
			if !full {
				address = o.Delivery.Address.RegionLabel
			}
			return append(out, components.Fact{Label: v.words.T("checkout.send_to"), Value: address})
		}
	}
	return out
}

// masked keeps the first letter of each word.
func masked(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		first := []rune(w)[:1]
		words[i] = string(first) + "…"
	}
	return strings.Join(words, " ")
}
