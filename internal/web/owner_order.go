package web

import (
	"fmt"
	"slices"
	"strings"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	orderpage "beli/frontend/pages/owner/order"
	orderspage "beli/frontend/pages/owner/orders"
	"beli/internal/checkout"
	"beli/internal/fault"
	"beli/internal/fulfilment"
	"beli/internal/order"
	"beli/internal/shop"
)

func (h *ownerDesk) orderRoutes() []route {
	const all = "/jual/toko/:toko/pesanan"
	const one = all + "/:number"
	return []route{
		get(all, signedIn, h.orders),
		get(one, signedIn, h.showOrder),
		get(one+"/slip", signedIn, h.slip),
		post(one+"/terima", signedIn, h.accept),
		get(one+"/tolak", signedIn, h.askEnd(orderpage.Declined)),
		post(one+"/tolak", signedIn, h.end(orderpage.Declined)),
		get(one+"/kembali", signedIn, h.askEnd(orderpage.Returned)),
		post(one+"/kembali", signedIn, h.end(orderpage.Returned)),
		post(one+"/kemas", signedIn, h.pack),
		get(one+"/kirim", signedIn, h.toOrder),
		post(one+"/kirim", signedIn, h.ship),
		post(one+"/siap", signedIn, h.makeReady),
		post(one+"/serah", signedIn, h.handOver),
	}
}

// orders is one of the lists, the new ones where the address names none.
func (h *ownerDesk) orders(v *visit) error {
	m, screen, err := h.with(v, shop.HandleOrders)
	if err != nil {
		return err
	}
	tab := order.Tab(v.query("tab"))
	if !slices.Contains(order.Tabs(), tab) {
		tab = order.TabNew
	}
	at := v.page()
	rows, total, err := h.Orders.List(v.ctx(), m.Shop.ID, tab, at)
	if err != nil {
		return fmt.Errorf("list orders: %w", err)
	}
	counts, err := h.Orders.Counts(v.ctx(), m.Shop.ID)
	if err != nil {
		return fmt.Errorf("count orders: %w", err)
	}
	page := orderspage.Page{Screen: screen, Tab: orderspage.Tab(tab), Counts: map[orderspage.Tab]int{}, Pages: v.pages(at, total)}
	for t, n := range counts {
		page.Counts[orderspage.Tab(t)] = n
	}
	page.Rows, page.Open = h.orderRows(v, rows), m.Shop.Visible()
	return v.ok(orderspage.View(page))
}

// orderRows are orders, read with their lines, in a list.
func (h *ownerDesk) orderRows(v *visit, list []order.Order) []owner.Row {
	ids := make([]int64, len(list))
	for i, o := range list {
		ids[i] = o.PurchaseID
	}
	buyers, err := h.Checkout.Buyers(v.ctx(), ids)
	if err != nil {
		v.server.deps.Log.Warn("read the buyers of orders", "error", err)
	}
	rows := make([]owner.Row, len(list))
	for i, o := range list {
		rows[i] = h.orderRow(v, o, buyers[o.PurchaseID])
	}
	return rows
}

// orderRow is one order with the first name of its buyer, where that was not erased.
func (h *ownerDesk) orderRow(v *visit, o order.Order, buyer checkout.Contact) owner.Row {
	row := owner.Row{Number: o.Number, Buyer: v.words.T("desk.buyer"), Total: o.Total.In(v.lang), Age: v.words.Age(h.front.clock.Now().Sub(o.PlacedAt)),
		Overdue: h.overdue(v, o), State: owner.OrderState(o.Status)}
	if name := strings.Fields(buyer.Name); len(name) > 0 {
		row.Buyer = name[0]
	}
	if len(o.Lines) > 0 {
		l := o.Lines[0]
		row.Items = strings.Join(strings.Fields(fmt.Sprintf("%d %s %s %s", l.Quantity, l.Unit, l.ProductName, l.VariantName)), " ")
	}
	if more := len(o.Lines) - 1; more > 0 {
		row.Items = v.words.T("owner.more_items", row.Items, v.words.Number(more))
	}
	row.Act = map[orderpage.Step]string{orderpage.Accept: "accept", orderpage.Pack: "pack", orderpage.Ship: "ship", orderpage.Ready: "ready",
		orderpage.HandOut: "deliver"}[nextStep(o)]
	return row
}

// nextStep is what the shop does next with an order.
func nextStep(o order.Order) orderpage.Step {
	switch o.Status {
	case order.Paid, order.Confirmed:
		return orderpage.Accept
	case order.Accepted:
		return orderpage.Pack
	case order.Packed:
		if o.Handover == order.Expedition {
			return orderpage.Ship
		}
		return orderpage.Ready
	case order.Ready:
		return orderpage.HandOut
	}
	return orderpage.Nothing
}

// opened is an order of the shop as its members see it, with its part of the purchase.
type opened struct {
	member   shop.Membership
	screen   owner.Screen
	order    order.Order
	part     checkout.OrderView
	purchase checkout.View
}

// at names the order for the acts.
func (o opened) at() fulfilment.At {
	return fulfilment.At{ShopID: o.member.Shop.ID, Number: o.order.Number}
}

// path is the address of the order's page.
func (o opened) path() string { return deskPath(o.member, "pesanan", o.order.Number) }

// open reads the order of the address in the actor's reach; the purchase is read only after that.
func (h *ownerDesk) openOrder(v *visit) (opened, error) {
	m, screen, err := h.with(v, shop.HandleOrders)
	if err != nil {
		return opened{}, err
	}
	out := opened{member: m, screen: screen}
	if out.order, err = h.Orders.ByNumber(v.ctx(), m.Shop.ID, v.param("number")); err != nil {
		return out, err
	}
	if out.purchase, err = h.Checkout.ByID(v.ctx(), out.order.PurchaseID); err != nil {
		return out, err
	}
	for _, part := range out.purchase.Orders {
		if part.ID == out.order.ID {
			out.part = part
		}
	}
	return out, nil
}

func (h *ownerDesk) showOrder(v *visit) error {
	o, err := h.openOrder(v)
	if err != nil {
		return err
	}
	return v.ok(orderpage.View(h.orderPage(v, o)))
}

func (h *ownerDesk) slip(v *visit) error {
	o, err := h.openOrder(v)
	if err != nil {
		return err
	}
	return v.ok(orderpage.Slip(h.slipPage(v, o)))
}

// toOrder is for who reloads the address of the form that came back.
func (h *ownerDesk) toOrder(v *visit) error {
	o, err := h.openOrder(v)
	if err != nil {
		return err
	}
	return v.redirect(o.path())
}

// advance does one step of an order and says so. A second tap meets an order that has moved on: 409.
func (h *ownerDesk) advance(v *visit, name orderpage.Step, act func(fulfilment.At) error) error {
	m, _, err := h.with(v, shop.HandleOrders)
	if err != nil {
		return err
	}
	number := v.param("number")
	if err := act(fulfilment.At{ShopID: m.Shop.ID, Number: number}); err != nil {
		return err
	}
	return v.done(deskPath(m, "pesanan", number), "desk."+string(name))
}

func (h *ownerDesk) accept(v *visit) error {
	return h.advance(v, orderpage.Accept, func(at fulfilment.At) error {
		_, err := h.Fulfilment.Accept(v.ctx(), v.actor(), at)
		return err
	})
}

func (h *ownerDesk) pack(v *visit) error {
	return h.advance(v, orderpage.Pack, func(at fulfilment.At) error {
		_, err := h.Fulfilment.Pack(v.ctx(), v.actor(), at)
		return err
	})
}

func (h *ownerDesk) makeReady(v *visit) error {
	return h.advance(v, orderpage.Ready, func(at fulfilment.At) error {
		_, err := h.Fulfilment.Ready(v.ctx(), v.actor(), at)
		return err
	})
}

func (h *ownerDesk) handOver(v *visit) error {
	return h.advance(v, orderpage.HandOut, func(at fulfilment.At) error {
		_, err := h.Fulfilment.HandOver(v.ctx(), v.actor(), at)
		return err
	})
}

// ship notes courier and receipt number; wrong ones come back as they were typed.
func (h *ownerDesk) ship(v *visit) error {
	o, err := h.openOrder(v)
	if err != nil {
		return err
	}
	in := fulfilment.ShipInput{At: o.at(), Courier: v.value("courier"), Receipt: v.value("receipt")}
	_, err = h.Fulfilment.Ship(v.ctx(), v.actor(), in)
	switch {
	case fault.KindOf(err) == fault.Invalid:
		return h.refuse(v, err, func(problems []components.FieldError) templComponent {
			page := h.orderPage(v, o)
			page.Errors, page.TypedCourier, page.TypedReceipt = problems, in.Courier, in.Receipt
			return orderpage.View(page)
		})
	case err != nil:
		return err
	}
	return v.done(o.path(), "desk.kirim")
}

// endings are the statuses that a shop's endings lead to.
var endings = map[orderpage.Ending]order.Status{orderpage.Declined: order.Cancelled, orderpage.Returned: order.Returned}

// canEnd tells whether the shop itself may end an order so. What came back is closed with its return.
func canEnd(o order.Order, how orderpage.Ending) bool {
	return o.Status != order.Returned && slices.Contains(o.Status.By(endings[how]), order.Owner)
}

// askEnd asks for the reason that the buyer will read.
func (h *ownerDesk) askEnd(how orderpage.Ending) handler {
	return func(v *visit) error {
		o, err := h.openOrder(v)
		if err != nil {
			return err
		}
		if !canEnd(o.order, how) {
			return order.ErrMoved
		}
		return v.ok(orderpage.End(endPage(v, o, how)))
	}
}

func endPage(v *visit, o opened, how orderpage.Ending) orderpage.EndPage {
	return orderpage.EndPage{Screen: o.screen, Ending: how, Number: o.order.Number, Total: o.order.Total.In(v.lang), Paid: o.order.Pay == order.PayGateway,
		Reason: v.value("reason"), ReasonOther: v.value("reason_other")}
}

// end declines an order or takes it back, with the reason.
func (h *ownerDesk) end(how orderpage.Ending) handler {
	return func(v *visit) error {
		o, err := h.openOrder(v)
		if err != nil {
			return err
		}
		reason, field := v.value("reason"), "reason"
		if reason == orderpage.Other {
			reason, field = v.value("reason_other"), "reason_other"
		}
		if how == orderpage.Returned {
			_, err = h.Fulfilment.Return(v.ctx(), v.actor(), fulfilment.ReturnInput{At: o.at(), Reason: reason})
		} else {
			_, err = h.Fulfilment.Decline(v.ctx(), v.actor(), fulfilment.DeclineInput{At: o.at(), Reason: reason})
		}
		switch {
		case fault.KindOf(err) == fault.Invalid:
			return h.refuse(v, renamed(err, map[string]string{"reason": field}), func(problems []components.FieldError) templComponent {
				page := endPage(v, o, how)
				page.Errors = problems
				return orderpage.End(page)
			})
		case err != nil:
			return err
		}
		return v.done(o.path(), "desk."+string(how))
	}
}
