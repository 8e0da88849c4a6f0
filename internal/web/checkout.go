package web

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"beli/frontend/components"
	"beli/frontend/layouts"
	checkoutpage "beli/frontend/pages/checkout"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/phone"
	"beli/internal/ratelimit"
	"beli/internal/region"
	"beli/internal/slug"
)

// purchasing buys what is in the basket.
type purchasing struct {
	basket   *basket
	front    *storefront
	checkout *checkout.Service
	payments paymentStarter
	limits   limiter
	within   string // how long one may pay, in minutes
	card     Card
}

// paymentStarter begins a payment at its gateway, outside of any transaction.
type paymentStarter interface {
	Begin(ctx context.Context, paymentID int64) (payment.Payment, error)
}

// limiter counts tries.
type limiter interface {
	Use(ctx context.Context, rules ...ratelimit.Rule) error
}

func (h *purchasing) routes() []route {
	return []route{
		get("/checkout", public, h.form),
		post("/checkout", public, h.again),
		post("/checkout/periksa", public, h.review),
		post("/checkout/kirim", public, h.place),
	}
}

// typed reads everything of the form; nothing in it is believed, all of it is kept.
func (h *purchasing) typed(v *visit, shops []checkout.ShopQuote) checkoutpage.Typed {
	t := checkoutpage.Typed{Name: v.value("name"), Phone: v.value("phone"), Email: v.value("email"), Place: clip(v.value("place"), 100),
		Village: clip(v.value("village"), 13), Street: v.value("street"), Landmark: v.value("landmark"), Consent: v.checked("consent")}
	for _, s := range shops {
		id := strconv.FormatInt(s.Shop.ID, 10)
		t.Orders = append(t.Orders, checkoutpage.Choice{Shop: id, Delivery: v.value(checkoutpage.DeliveryField(id)),
			Pay: v.value(checkoutpage.PayField(id)), Note: v.value(checkoutpage.NoteField(id))})
	}
	return t
}

// quote asks what the basket would cost with the choices of the form.
func (h *purchasing) quote(v *visit) (checkout.Quote, checkout.QuoteInput, error) {
	seen, err := h.basket.carts.View(v.ctx(), v.cartOwner())
	if err != nil {
		return checkout.Quote{}, checkout.QuoteInput{}, fmt.Errorf("read cart: %w", err)
	}
	in := checkout.QuoteInput{Items: seen.Items(), VillageCode: clip(v.value("village"), 13)}
	for _, g := range seen.Groups {
		id := strconv.FormatInt(g.Shop.ID, 10)
		in.Choices = append(in.Choices, checkout.Choice{ShopID: g.Shop.ID, Method: delivery.Method(v.value(checkoutpage.DeliveryField(id))),
			Pay: order.Pay(v.value(checkoutpage.PayField(id))), Note: v.value(checkoutpage.NoteField(id))})
	}
	if len(in.Items) == 0 {
		return checkout.Quote{}, in, nil
	}
	q, err := h.checkout.Quote(v.ctx(), in)
	return q, in, err
}

// form is the empty form; an empty basket goes back to its page.
func (h *purchasing) form(v *visit) error {
	q, _, err := h.quote(v)
	if err != nil {
		return err
	}
	if len(q.Shops) == 0 {
		return v.redirect("/keranjang")
	}
	v.cartToken()
	return v.ok(checkoutpage.View(h.page(v, q)))
}

// again shows the form with everything typed: after a search for a village, a change of
// delivery, or a step back from the review.
func (h *purchasing) again(v *visit) error {
	q, _, err := h.quote(v)
	if err != nil {
		return err
	}
	if len(q.Shops) == 0 {
		return v.redirect("/keranjang")
	}
	page := h.page(v, q)
	if v.value("act") == "find" {
		page.Region.Searched = true
		page.Region.Matches = h.matches(page.Typed.Place)
	}
	return v.ok(checkoutpage.View(page))
}

func (h *purchasing) matches(words string) []components.Option {
	var out []components.Option
	for _, p := range h.front.region.Find(words, 24) {
		if p.Level != region.Village || len(out) == 12 {
			continue
		}
		name, within := placeName(h.front.region, p)
		out = append(out, components.Option{Value: p.Code, Label: name, Hint: within})
	}
	return out
}

func (h *purchasing) page(v *visit, q checkout.Quote) checkoutpage.Page {
	page := checkoutpage.Page{Base: v.base("checkout", layouts.Public), Typed: h.typed(v, q.Shops), Sealed: h.sealed(v, q)}
	page.Title, page.Robots = v.words.T("checkout.title"), "noindex"
	goods, postage, unknown := money.Rupiah(0), money.Rupiah(0), false
	pieces := 0
	for i, s := range q.Shops {
		page.Orders = append(page.Orders, h.orderForm(v, s))
		if c := &page.Typed.Orders[i]; c.Delivery == "" {
			c.Delivery = usualWay(s)
		}
		if c := &page.Typed.Orders[i]; c.Pay == "" {
			c.Pay = string(s.Pay)
		}
		goods, postage = goods+s.ItemsTotal, postage+s.DeliveryTotal
		unknown = unknown || page.Typed.Orders[i].Delivery == string(delivery.Expedition) && s.Delivery.Method != delivery.Expedition
		for _, l := range s.Lines {
			pieces += l.Quantity
		}
	}
	page.Changes = h.changes(v, q)
	if h.card.Operator != "" && slices.ContainsFunc(q.Shops, func(s checkout.ShopQuote) bool { return slices.Contains(s.Pays, order.PayGateway) }) {
		page.PayNote = v.words.T("checkout.pay_card", h.card.Operator)
	}
	page.Goods, page.Total = goods.In(v.lang), q.Total.In(v.lang)
	if !unknown {
		page.Postage = postage.In(v.lang)
	}
	page.Count = v.words.T("checkout.count", v.words.N("checkout.pieces", pieces), v.words.N("shell.shops", len(q.Shops)))
	if page.Typed.Village != "" {
		page.Region.Chosen = h.front.region.Label(page.Typed.Village)
	}
	return page
}

// usualWay is chosen for who has not chosen: a parcel where one can be sent, since few buyers live
// near every shop of their basket.
func usualWay(s checkout.ShopQuote) string {
	for _, o := range s.Options {
		if o.Method == delivery.Expedition && (o.Available() || o.Why == delivery.NeedsVillage) {
			return string(o.Method)
		}
	}
	return string(s.Delivery.Method)
}

// sealed is what travels unseen: the total that was shown, and one key for one purchase.
func (h *purchasing) sealed(v *visit, q checkout.Quote) checkoutpage.Sealed {
	key := v.value("idempotency_key")
	if len(key) < 16 || len(key) > 64 {
		key = slug.Token()
	}
	return checkoutpage.Sealed{ExpectedTotal: strconv.FormatInt(int64(q.Total), 10), IdempotencyKey: key, ConsentVersion: h.checkout.ConsentVersion()}
}

func (h *purchasing) orderForm(v *visit, s checkout.ShopQuote) checkoutpage.Order {
	o := checkoutpage.Order{Shop: strconv.FormatInt(s.Shop.ID, 10), Name: s.Shop.Name, Place: h.front.place(s.Shop.KecamatanCode),
		Lines: quoteLines(v, s), Goods: s.ItemsTotal.In(v.lang)}
	if s.MakingDays > 0 {
		o.Notice = v.words.T("checkout.making", strconv.Itoa(s.MakingDays))
	}
	for _, w := range s.Options {
		way := components.Option{Value: string(w.Method), Label: v.words.T("checkout.way_" + string(w.Method))}
		switch {
		case w.Method == delivery.Expedition && w.Available():
			way.Hint, way.Note = v.words.T("checkout.days", strconv.Itoa(w.DaysMin), strconv.Itoa(w.DaysMax)), w.Price.In(v.lang)
		case w.Method == delivery.Expedition:
			way.Hint = v.words.T("checkout.why_" + string(w.Why))
			way.Disabled = w.Why != delivery.NeedsVillage
		case w.Method == delivery.PickUp:
			way.Hint, way.Note = h.pickUpPlace(s), v.words.T("checkout.free")
		}
		o.Ways = append(o.Ways, way)
	}
	for _, p := range s.Pays {
		o.Pays = append(o.Pays, components.Option{Value: string(p), Label: v.words.T("checkout.pay_" + string(p))})
	}
	return o
}

func (h *purchasing) pickUpPlace(s checkout.ShopQuote) string {
	place := h.front.region.Label(s.Shop.VillageCode)
	if s.Shop.Street != "" {
		place = s.Shop.Street + ", " + place
	}
	return place
}

func quoteLines(v *visit, s checkout.ShopQuote) []checkoutpage.Line {
	var out []checkoutpage.Line
	for _, l := range s.Lines {
		name := v.named(l.Offer.ProductName, l.Offer.ProductNameEn)
		out = append(out, checkoutpage.Line{Photo: cover(l.Offer.CoverKey, l.Offer.CoverMat, l.Offer.CoverContain, name), Name: name,
			Variant: l.Offer.VariantName, Count: fmt.Sprintf("%d × %s / %s", l.Quantity, l.Offer.UnitPrice.In(v.lang), l.Offer.Unit), Total: l.Total.In(v.lang)})
	}
	return out
}

// changes says in words what dropped out of the basket or shrank.
func (h *purchasing) changes(v *visit, q checkout.Quote) []string {
	var out []string
	for _, l := range q.Dropped {
		out = append(out, l.Offer.ProductName+": "+v.words.T("checkout.problem_"+string(l.Problem)))
	}
	for _, s := range q.Shops {
		for _, l := range s.Lines {
			if l.Problem != "" {
				out = append(out, l.Offer.ProductName+": "+v.words.T("checkout.problem_less_stock", strconv.Itoa(l.Quantity)))
			}
		}
	}
	return out
}

// fields gives the domain's problems the names of this form.
func formProblems(err error) error {
	fields := slices.Clone(fault.FieldsOf(err))
	if len(fields) == 0 {
		return err
	}
	for i, f := range fields {
		fields[i].Name = formField(f.Name)
	}
	return &fault.Error{Kind: fault.Invalid, Code: "invalid", Fields: fields}
}

func formField(name string) string {
	rest, ok := strings.CutPrefix(name, "shop.")
	if !ok {
		return name
	}
	shop, what, _ := strings.Cut(rest, ".")
	switch what {
	case "method":
		return checkoutpage.DeliveryField(shop)
	case "pay":
		return checkoutpage.PayField(shop)
	default:
		return checkoutpage.NoteField(shop)
	}
}

// input is the purchase that the form asks for.
func (h *purchasing) input(v *visit, q checkout.QuoteInput, total money.Rupiah) checkout.PlaceInput {
	street := v.value("street")
	if landmark := v.value("landmark"); landmark != "" {
		street += " (" + landmark + ")"
	}
	return checkout.PlaceInput{By: v.actor(), Key: v.value("idempotency_key"), Lang: v.lang, Items: q.Items, Choices: q.Choices,
		Name: v.value("name"), Phone: v.value("phone"), Email: v.value("email"), VillageCode: q.VillageCode, Street: street,
		Consent: v.checked("consent"), ExpectedTotal: total, Cart: v.cartOwner()}
}

// review checks everything and shows it once more with the final button.
func (h *purchasing) review(v *visit) error {
	q, in, err := h.quote(v)
	if err != nil {
		return err
	}
	if len(q.Shops) == 0 {
		return v.redirect("/keranjang")
	}
	if err := h.checkout.Check(v.ctx(), h.input(v, in, q.Total)); err != nil {
		return v.refused(formProblems(err), func(problems []components.FieldError) templComponent {
			page := h.page(v, q)
			page.Errors = problems
			return checkoutpage.View(page)
		})
	}
	return v.ok(checkoutpage.ReviewView(h.reviewPage(v, q)))
}

func (h *purchasing) reviewPage(v *visit, q checkout.Quote) checkoutpage.Review {
	r := checkoutpage.Review{Base: v.base("checkout", layouts.Public), Typed: h.typed(v, q.Shops), Sealed: h.sealed(v, q),
		Changes: h.changes(v, q), Total: q.Total.In(v.lang)}
	r.Title, r.Robots = v.words.T("checkout.review_title"), "noindex"
	if n, err := phone.Parse(r.Typed.Phone); err == nil {
		r.Phone = n.String()
	}
	if q.NeedsAddress() {
		r.Address = r.Typed.Street + ", " + h.front.region.Label(r.Typed.Village)
	}
	for _, s := range q.Shops {
		c := checkoutpage.Checked{Name: s.Shop.Name, Place: h.front.place(s.Shop.KecamatanCode), Pay: v.words.T("checkout.pay_" + string(s.Pay)), Note: s.Note,
			Part: checkoutpage.Part{Lines: quoteLines(v, s), Goods: s.ItemsTotal.In(v.lang), Way: v.words.T("checkout.way_" + string(s.Delivery.Method)),
				WayPrice: v.words.T("checkout.free"), Total: s.Total.In(v.lang)}}
		if s.Delivery.Method == delivery.Expedition {
			c.Part.Way += ", " + v.words.T("checkout.days", strconv.Itoa(s.Delivery.DaysMin), strconv.Itoa(s.Delivery.DaysMax))
			c.Part.WayPrice = s.DeliveryTotal.In(v.lang)
		}
		if s.Delivery.Method == delivery.PickUp {
			c.PickUp = strings.Trim(h.pickUpPlace(s)+". "+s.Shop.Hours, ". ")
		}
		if s.MakingDays > 0 {
			c.Notice = v.words.T("checkout.making", strconv.Itoa(s.MakingDays))
		}
		r.Orders = append(r.Orders, c)
	}
	now := q.GatewayTotal()
	if now > 0 {
		r.PayNow, r.PayWithin = now.In(v.lang), h.within
	}
	if later := q.Total - now; later > 0 {
		r.PayLater = later.In(v.lang)
	}
	return r
}

// counted bounds how often one buyer sends a purchase: each may hold stock until it is paid.
func (h *purchasing) counted(v *visit) error {
	return h.limits.Use(v.ctx(), ratelimit.Rule{Bucket: "place-" + v.who(), Most: 6, Window: time.Minute})
}

// place sends the purchase and leads to the payment, or to the purchase's page.
func (h *purchasing) place(v *visit) error {
	q, in, err := h.quote(v)
	if err != nil {
		return err
	}
	total, err := strconv.ParseInt(v.value("expected_total"), 10, 64)
	if err != nil {
		total = -1
	}
	if err := h.counted(v); err != nil {
		page := h.page(v, q)
		page.Errors = layouts.FieldErrors(v.words, err)
		v.c.Set(fiber.HeaderRetryAfter, "60")
		return v.show(fiber.StatusTooManyRequests, checkoutpage.View(page))
	}
	r, err := h.checkout.Place(v.ctx(), h.input(v, in, money.Rupiah(total)))
	var changed *checkout.Changed
	switch {
	case errors.As(err, &changed):
		if len(changed.Quote.Shops) == 0 {
			return v.redirect("/keranjang")
		}
		page := h.reviewPage(v, changed.Quote)
		page.Errors = layouts.FieldErrors(v.words, checkout.ErrChanged)
		return v.show(fiber.StatusConflict, checkoutpage.ReviewView(page))
	case fault.KindOf(err) == fault.Invalid && len(q.Shops) > 0:
		return v.refused(formProblems(err), func(problems []components.FieldError) templComponent {
			page := h.page(v, q)
			page.Errors = problems
			return checkoutpage.View(page)
		})
	case err != nil:
		return err
	}
	path := "/pesanan/" + r.Code + "?k=" + h.checkout.LinkToken(r.Code)
	if r.GatewayPaymentID == 0 {
		return v.redirect(path)
	}
	// The purchase stands already: when the gateway cannot be reached its page offers to try again.
	p, err := h.payments.Begin(v.ctx(), r.GatewayPaymentID)
	if err != nil || p.RedirectURL == "" {
		v.server.deps.Log.Warn("payment not begun", "purchase", r.Code, "error", err)
		return v.redirect(path)
	}
	return v.c.Redirect(p.RedirectURL, fiber.StatusSeeOther)
}
