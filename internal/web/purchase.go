package web

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/purchase"
	"beli/internal/actor"
	"beli/internal/checkout"
	"beli/internal/fault"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/ratelimit"
)

// tracking is a purchase after it was sent: its page, its cancelling, its receipt.
type tracking struct {
	front    *storefront
	checkout *checkout.Service
	payments paymentStarter
	receipts receiver
	limits   limiter
	accept   string // how long a shop has to accept, in hours
}

// receiver takes the buyer's word that the goods arrived, and a second try to pay.
type receiver interface {
	ConfirmReceipt(ctx context.Context, who actor.Actor, purchaseID int64, number string) (order.Order, error)
	PayAgain(ctx context.Context, purchaseID int64) (payment.Payment, error)
}

func (h *tracking) routes() []route {
	return []route{
		get("/pesanan", public, h.find),
		post("/pesanan", public, h.open),
		get("/pesanan/:code", public, h.show),
		post("/pesanan/:code", public, h.pay),
		get("/pesanan/:code/batal", public, h.askCancel),
		post("/pesanan/:code/batal", public, h.cancel),
		post("/pesanan/:code/terima", public, h.receive),
	}
}

// access is what this visit proves: the account, a signed link, or the last digits.
func (v *visit) access() checkout.Access {
	a := checkout.Access{Code: v.param("code"), By: v.actor(), Token: v.query("k"), Last4: orElse(v.value("digits"), v.query("digits"))}
	if token := v.value("k"); token != "" {
		a.Token = token
	}
	if code := v.value("code"); a.Code == "" {
		a.Code = code
	}
	return a
}

// carried is the proof again, for the forms of the page.
func carried(a checkout.Access) []components.Hidden {
	switch {
	case a.Token != "":
		return []components.Hidden{{Name: "k", Value: a.Token}}
	case a.Last4 != "":
		return []components.Hidden{{Name: "digits", Value: a.Last4}}
	}
	return nil
}

// find is the form for who has no link at hand.
func (h *tracking) find(v *visit) error {
	page := purchase.Find{Base: v.base("purchase", layouts.Public), Code: clip(v.query("code"), 20)}
	page.Title, page.Robots = v.words.T("checkout.find_title"), "noindex"
	return v.ok(purchase.FindView(page))
}

// guessed counts a try with digits: four of them are few, so tries must be too.
func (h *tracking) guessed(v *visit, a checkout.Access) error {
	if a.Token != "" || a.Last4 == "" {
		return nil
	}
	return h.limits.Use(v.ctx(),
		ratelimit.Rule{Bucket: "purchase:" + checkout.CleanCode(a.Code), Most: 5, Window: 15 * time.Minute},
		ratelimit.Rule{Bucket: "purchase-ip:" + v.ip(), Most: 30, Window: 15 * time.Minute})
}

// ip is the visitor's address as a trusted proxy or the connection says it.
func (v *visit) ip() string { return strings.Clone(v.c.IP()) }

// open shows a purchase for a code and the last four digits of the number.
func (h *tracking) open(v *visit) error {
	a := v.access()
	if err := h.guessed(v, a); err != nil {
		return err
	}
	seen, err := h.checkout.Open(v.ctx(), a)
	if isNotFound(err) {
		page := purchase.Find{Base: v.base("purchase", layouts.Public), Code: clip(v.value("code"), 20), Digits: clip(v.value("digits"), 4)}
		page.Title, page.Robots = v.words.T("checkout.find_title"), "noindex"
		page.Errors = purchase.NotFound(page.Base)
		return v.show(fiber.StatusUnprocessableEntity, purchase.FindView(page))
	}
	if err != nil {
		return err
	}
	return v.ok(purchase.View(h.page(v, seen, a)))
}

// show is the page behind a signed link or of one's own purchase; without a proof it asks for the
// digits, whether or not there is such a purchase.
func (h *tracking) show(v *visit) error {
	a := v.access()
	seen, err := h.checkout.Open(v.ctx(), a)
	if isNotFound(err) {
		return v.redirect("/pesanan?code=" + escapeQuery(clip(a.Code, 20)))
	}
	if err != nil {
		return err
	}
	return v.ok(purchase.View(h.page(v, seen, a)))
}

// reopen reads the purchase that a form of its page is about.
func (h *tracking) reopen(v *visit) (checkout.View, checkout.Access, error) {
	a := v.access()
	if err := h.guessed(v, a); err != nil {
		return checkout.View{}, a, err
	}
	seen, err := h.checkout.Open(v.ctx(), a)
	return seen, a, err
}

// back leads to the purchase's page with the proof that the form carried. Who came by the last
// digits gives them again: they do not earn the link that shows everything.
func (h *tracking) back(v *visit, code string, a checkout.Access, notice string) error {
	switch {
	case a.Token != "":
		return v.done("/pesanan/"+code+"?k="+escapeQuery(a.Token), notice)
	case a.Last4 != "":
		return v.done("/pesanan?code="+code, notice)
	}
	return v.done("/pesanan/"+code, notice)
}

// proof is what a link of the purchase's page must carry.
func proof(a checkout.Access) string {
	out := ""
	for _, c := range carried(a) {
		out += "&" + c.Name + "=" + escapeQuery(c.Value)
	}
	return out
}

// pay begins the payment anew when the gateway was not reached.
func (h *tracking) pay(v *visit) error {
	seen, a, err := h.reopen(v)
	if err != nil {
		return err
	}
	due, ok := seen.Due(h.front.clock.Now())
	if !ok { // the last try may have been declined
		if due, err = h.receipts.PayAgain(v.ctx(), seen.ID); err != nil {
			return h.back(v, seen.Code, a, "checkout.nothing_due")
		}
	}
	p, err := h.payments.Begin(v.ctx(), due.ID)
	if err != nil || p.RedirectURL == "" {
		v.server.deps.Log.Warn("payment not begun", "purchase", seen.Code, "error", err)
		return h.back(v, seen.Code, a, "checkout.pay_later")
	}
	return v.c.Redirect(p.RedirectURL, fiber.StatusSeeOther)
}

func (h *tracking) askCancel(v *visit) error {
	seen, a, err := h.reopen(v)
	if err != nil {
		return err
	}
	page, err := h.cancelPage(v, seen, a, v.query("order"))
	if err != nil {
		return err
	}
	return v.ok(purchase.CancelView(page))
}

func (h *tracking) cancelPage(v *visit, seen checkout.View, a checkout.Access, number string) (purchase.Cancel, error) {
	page := purchase.Cancel{Base: v.base("purchase", layouts.Public), Code: seen.Code, Number: number, Reason: v.value("reason"), Access: carried(a)}
	page.Title, page.Robots = v.words.T("checkout.cancel_title"), "noindex"
	page.BackURL = v.url("/pesanan/" + seen.Code + "?k=" + escapeQuery(a.Token))
	if a.Token == "" {
		page.BackURL = v.url("/pesanan?code=" + seen.Code)
	}
	var others []string
	found := false
	for _, o := range seen.Orders {
		if o.Number != number {
			if !o.Ended() {
				others = append(others, o.ShopName)
			}
			continue
		}
		found = true
		page.ShopName, page.Part = o.ShopName, h.part(v, o)
		if o.Status == order.Paid {
			page.Refund = o.Total.In(v.lang)
		}
	}
	if !found {
		return page, errNotFound
	}
	if len(others) > 0 {
		page.Others = v.words.T("checkout.others_go_on", strings.Join(others, ", "))
	}
	return page, nil
}

func (h *tracking) cancel(v *visit) error {
	seen, a, err := h.reopen(v)
	if err != nil {
		return err
	}
	number := v.value("order")
	err = h.checkout.CancelByBuyer(v.ctx(), checkout.CancelInput{PurchaseID: seen.ID, Number: number, By: v.actor(), Reason: v.value("reason")})
	if k := fault.KindOf(err); k == fault.Invalid || k == fault.Conflict {
		page, pageErr := h.cancelPage(v, seen, a, number)
		if pageErr != nil {
			return pageErr
		}
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page.Errors = problems
			return purchase.CancelView(page)
		})
	}
	if err != nil {
		return err
	}
	return h.back(v, seen.Code, a, "checkout.cancelled")
}

func (h *tracking) receive(v *visit) error {
	seen, a, err := h.reopen(v)
	if err != nil {
		return err
	}
	if _, err := h.receipts.ConfirmReceipt(v.ctx(), v.actor(), seen.ID, v.value("order")); err != nil {
		return fmt.Errorf("confirm receipt: %w", err)
	}
	return h.back(v, seen.Code, a, "checkout.received_thanks")
}

// hoursOf prints a deadline's length.
func hoursOf(d time.Duration) string { return strconv.Itoa(int(d.Hours())) }
