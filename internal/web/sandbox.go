package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"beli/frontend/layouts"
	"beli/frontend/pages/sandboxpay"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
)

// gatewayDoor lets outside parties in: the webhooks of gateways, and the page of the one that
// only rehearses.
type gatewayDoor struct {
	events  eventTaker
	sandbox *sandbox.Gateway // nil where it is not offered
}

// eventTaker takes a gateway's message once; a forged one is Forbidden.
type eventTaker interface {
	TakeEvent(ctx context.Context, gateway string, header http.Header, body []byte) (payment.Outcome, error)
}

// webhookLimit bounds a message before its signature is looked at.
const webhookLimit = 256 << 10

func (h *gatewayDoor) routes() []route {
	table := []route{post("/webhook/:gateway", machine, h.webhook).only().upTo(webhookLimit)}
	if h.sandbox != nil {
		table = append(table, get("/sandbox/:ref", public, h.show), post("/sandbox/:ref", public, h.act))
	}
	return table
}

// webhook answers 200 for what was taken, also for what changed nothing.
func (h *gatewayDoor) webhook(v *visit) error {
	header := http.Header{}
	for name, value := range v.c.Request().Header.All() {
		header.Add(string(name), string(value))
	}
	body := append([]byte(nil), v.c.Body()...)
	if _, err := h.events.TakeEvent(v.ctx(), v.param("gateway"), header, body); err != nil {
		return err
	}
	return v.c.SendStatus(fiber.StatusOK)
}

// show is the sandbox's own page.
func (h *gatewayDoor) show(v *visit) error {
	p, err := h.sandbox.Find(v.ctx(), v.param("ref"))
	if err != nil {
		return err
	}
	page := sandboxpay.Page{Base: v.base("sandbox", layouts.Public), Ref: p.Ref, Amount: p.Amount.In(v.lang), Description: p.Description,
		Deadline: v.words.DateTime(p.ExpiresAt), BackURL: p.ReturnURL, State: sandboxpay.Open}
	page.Title, page.Robots = v.words.T("sandbox.title"), "noindex"
	switch p.Status {
	case sandbox.Settled:
		page.State = sandboxpay.Settled
	case sandbox.Declined:
		page.State = sandboxpay.Declined
	case sandbox.Expired:
		page.State = sandboxpay.Expired
	}
	return v.ok(sandboxpay.View(page))
}

// act does what the buyer tells the gateway to do, then sends the buyer back to the shop.
func (h *gatewayDoor) act(v *visit) error {
	actions := map[string]sandbox.Action{"settle": sandbox.ActSettle, "decline": sandbox.ActDecline, "expire": sandbox.ActExpire,
		"hang": sandbox.ActHang, "twice": sandbox.ActSendTwice, "silent": sandbox.ActSilent}
	action, ok := actions[v.value("act")]
	if !ok {
		return errNotFound
	}
	p, err := h.sandbox.Act(v.ctx(), v.param("ref"), action)
	if err != nil {
		return err
	}
	if action == sandbox.ActHang || !strings.HasPrefix(p.ReturnURL, v.server.deps.Config.PublicURL+"/") {
		return v.redirect("/sandbox/" + p.Ref)
	}
	return v.c.Redirect(p.ReturnURL, fiber.StatusSeeOther)
}
