package web

import (
	"context"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"beli/frontend/components"
	"beli/frontend/layouts"
	basketpage "beli/frontend/pages/cart"
	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/region"
)

// basket is what a visitor means to buy.
type basket struct {
	front *storefront
	carts carts
}

// carts is what the basket's page needs of carts.
type carts interface {
	Add(ctx context.Context, in cart.LineInput) error
	Set(ctx context.Context, in cart.LineInput) error
	Remove(ctx context.Context, owner cart.Owner, variantIDs ...int64) error
	View(ctx context.Context, owner cart.Owner) (cart.View, error)
	Acknowledge(ctx context.Context, owner cart.Owner) error
}

func (h *basket) routes() []route {
	return []route{
		get("/keranjang", public, h.show),
		post("/keranjang", public, h.add),
		post("/keranjang/ubah", public, h.change),
		post("/keranjang/hapus", public, h.remove),
	}
}

// cartOwner is whose cart this visit means.
func (v *visit) cartOwner() cart.Owner {
	o := cart.Owner{Token: v.cart}
	if v.session != nil {
		o.AccountID = v.session.AccountID
	}
	return o
}

// show is the basket with what changed since the last visit; seeing it acknowledges prices.
func (h *basket) show(v *visit) error {
	page, err := h.page(v)
	if err != nil {
		return err
	}
	if id, err := strconv.ParseInt(v.query("kembalikan"), 10, 64); err == nil && id > 0 {
		page.Removed = h.removed(v, id)
	}
	if err := h.carts.Acknowledge(v.ctx(), v.cartOwner()); err != nil {
		return err
	}
	return v.ok(basketpage.View(page))
}

// removed offers to put back what was just taken out.
func (h *basket) removed(v *visit, variantID int64) *basketpage.Removed {
	name, quantity := clip(v.query("nama"), 90), v.query("jumlah")
	if name == "" || quantity == "" {
		return nil
	}
	return &basketpage.Removed{Name: name, Fields: []components.Hidden{
		{Name: "variant", Value: strconv.FormatInt(variantID, 10)}, {Name: "quantity", Value: quantity}}}
}

func (h *basket) page(v *visit) (basketpage.Page, error) {
	page := basketpage.Page{Base: v.base("cart", layouts.Public)}
	page.Title, page.Robots = v.words.T("shell.cart"), "noindex"
	seen, err := h.carts.View(v.ctx(), v.cartOwner())
	if err != nil {
		return page, fmt.Errorf("read cart: %w", err)
	}
	page.CartCount = seen.Pieces
	for _, g := range seen.Groups {
		page.Shops = append(page.Shops, h.group(v, g))
	}
	page.Total = seen.Subtotal.In(v.lang)
	page.Count = v.words.T("checkout.count", v.words.N("checkout.pieces", seen.Pieces), v.words.N("shell.shops", len(seen.Groups)))
	page.Stuck = len(seen.Items()) == 0
	if len(seen.Groups) == 0 {
		page.Categories = v.nav()
		newest, err := h.front.catalog.Newest(v.ctx(), 5)
		if err != nil {
			return page, fmt.Errorf("read newest: %w", err)
		}
		page.Recent = components.Rack{Title: v.words.T("buyer.newest"), Cards: h.front.cards(v, newest)}
	}
	return page, nil
}

func (h *basket) group(v *visit, g cart.Group) basketpage.Shop {
	s := basketpage.Shop{Name: g.Shop.Name, URL: v.url("/toko/" + g.Shop.Slug), Place: h.front.place(g.Shop.KecamatanCode), Subtotal: g.Subtotal.In(v.lang)}
	if g.Shop.HolidayUntil != "" {
		s.Notice = v.words.T("shop.closed_until", v.words.Date(day(g.Shop.HolidayUntil)))
	}
	switch {
	case g.Shop.OffersPickup:
		s.Postage = v.words.T("buyer.can_pick_up")
	case g.Shop.OffersExpedition:
		s.Postage = v.words.T("buyer.ships_from", s.Place)
	}
	for _, l := range g.Lines {
		s.Lines = append(s.Lines, basketLine(v, l))
	}
	return s
}

func basketLine(v *visit, l cart.Line) basketpage.Line {
	o := l.Offer
	name := v.named(o.ProductName, o.ProductNameEn)
	out := basketpage.Line{ID: strconv.FormatInt(o.VariantID, 10), URL: v.url(productPath(o.ProductCode, o.ProductSlug)), Name: name,
		Variant: o.VariantName, Photo: cover(o.CoverKey, o.CoverMat, o.CoverContain, name), Price: o.UnitPrice.In(v.lang), Unit: o.Unit,
		Quantity: strconv.Itoa(l.Asked), Most: cart.MaxQuantity, Total: l.Total.In(v.lang), Out: l.Quantity == 0}
	if o.StockMode == string(catalog.Counted) {
		out.Most = min(max(o.Available, 1), cart.MaxQuantity)
	}
	if l.PriceChanged() {
		out.Changes = append(out.Changes, v.words.T("checkout.price_changed", l.PriceSeen.In(v.lang), o.UnitPrice.In(v.lang)))
	}
	switch l.Problem {
	case "":
	case cart.LessStock:
		out.Changes = append(out.Changes, v.words.T("checkout.problem_less_stock", strconv.Itoa(l.Quantity)))
	default:
		out.Changes = append(out.Changes, v.words.T("checkout.problem_"+string(l.Problem)))
	}
	return out
}

// add puts a variant into the cart and goes on to where the button said.
func (h *basket) add(v *visit) error {
	quantity, ok := v.number("quantity")
	if !ok {
		quantity = 0
	}
	v.cartToken()
	err := h.carts.Add(v.ctx(), cart.LineInput{Owner: v.cartOwner(), VariantID: v.whole("variant"), Quantity: quantity})
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Conflict, fault.Gone:
		return v.refused(asConflict(err), func(problems []components.FieldError) templComponent { return h.refusedPage(v, problems) })
	}
	if err != nil {
		return err
	}
	if v.c.Get(fiber.HeaderAccept) == fiber.MIMEApplicationJSON {
		return h.added(v)
	}
	if v.value("then") == "checkout" {
		return v.redirect("/checkout")
	}
	return v.done("/keranjang", "checkout.added")
}

// added answers a page that stays where it is.
func (h *basket) added(v *visit) error {
	seen, err := h.carts.View(v.ctx(), v.cartOwner())
	if err != nil {
		return fmt.Errorf("read cart: %w", err)
	}
	return v.c.JSON(struct {
		Count   int    `json:"count"`
		Message string `json:"message"`
	}{seen.Pieces, v.words.T("checkout.notice_added")})
}

// asConflict lets a product that went off sale be answered beside the others.
func asConflict(err error) error {
	if fault.KindOf(err) == fault.Gone {
		return fault.Wrap(fault.Conflict, fault.CodeOf(err), err)
	}
	return err
}

func (h *basket) refusedPage(v *visit, problems []components.FieldError) templComponent {
	page, err := h.page(v)
	if err != nil {
		return failed{err}
	}
	page.Errors = problems
	return basketpage.View(page)
}

// change sets the quantities of all lines; 0 takes a line out. What cannot be set is said
// at its line and the others are kept.
func (h *basket) change(v *visit) error {
	seen, err := h.carts.View(v.ctx(), v.cartOwner())
	if err != nil {
		return fmt.Errorf("read cart: %w", err)
	}
	var p fault.Problems
	for _, g := range seen.Groups {
		for _, l := range g.Lines {
			name := basketpage.QuantityField(strconv.FormatInt(l.Offer.VariantID, 10))
			if v.value(name) == "" {
				continue
			}
			n, ok := v.number(name)
			switch {
			case !ok:
				p.Add(name, "not_a_number")
			case n == l.Asked:
			case n == 0:
				if err := h.carts.Remove(v.ctx(), v.cartOwner(), l.Offer.VariantID); err != nil {
					return err
				}
			default:
				err := h.carts.Set(v.ctx(), cart.LineInput{Owner: v.cartOwner(), VariantID: l.Offer.VariantID, Quantity: n})
				if fields := fault.FieldsOf(err); len(fields) > 0 {
					p.Add(name, fields[0].Code, fields[0].Args...)
				} else if fault.KindOf(err) == fault.Internal && err != nil {
					return err
				}
			}
		}
	}
	if err := p.Err(); err != nil {
		return v.refused(err, func(problems []components.FieldError) templComponent { return h.refusedPage(v, problems) })
	}
	if v.value("then") == "checkout" {
		return v.redirect("/checkout")
	}
	return v.done("/keranjang", "checkout.updated")
}

// remove takes a line out; the next page offers to put it back.
func (h *basket) remove(v *visit) error {
	id := v.whole("line")
	seen, err := h.carts.View(v.ctx(), v.cartOwner())
	if err != nil {
		return fmt.Errorf("read cart: %w", err)
	}
	if err := h.carts.Remove(v.ctx(), v.cartOwner(), id); err != nil {
		return err
	}
	for _, g := range seen.Groups {
		for _, l := range g.Lines {
			if l.Offer.VariantID == id {
				return v.redirect(fmt.Sprintf("/keranjang?kembalikan=%d&jumlah=%d&nama=%s", id, l.Asked, escapeQuery(l.Offer.ProductName)))
			}
		}
	}
	return v.redirect("/keranjang")
}

// placeName is a village's line in a list of matches: what it lies in.
func placeName(book *region.Book, p region.Place) (name, within string) {
	chain := book.Chain(p.Code)
	for i := len(chain) - 2; i >= 0; i-- {
		if within != "" {
			within += ", "
		}
		within += chain[i].Name
	}
	if p.PostalCode != "" {
		within += " " + p.PostalCode
	}
	return p.Name, within
}
