package checkout_test

import (
	"context"
	"errors"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/fulfilment"
	"beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// TestMain sets how many sequences the property test runs per database; more by -rapid.checks.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		if err := flag.Set("rapid.checks", "60"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

func TestBuying_keeps_its_invariants_under_any_commands(t *testing.T) {
	for name, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(rt *rapid.T) {
				m := newMachine(t, open)
				defer m.w.d.Close()
				rt.Repeat(map[string]func(*rapid.T){
					"add": m.add, "place": m.place, "place again": m.placeAgain, "pay": m.pay, "wait": m.wait, "clock": m.clock,
					"cancel": m.cancel, "serve": m.serve, "course": m.course, "jobs": m.jobs,
					"restock": m.restock, "reprice": m.reprice, "hide": m.hide, "": m.check,
				})
			})
		})
	}
}

// machine drives one world with random commands and remembers what it can act on. The world is the whole
// market, with the real books, gateway and shops' verbs.
type machine struct {
	w        *world
	market   *fulfilmenttest.World
	books    []string // as they stood after the last command
	shops    []int64
	owners   map[int64]actor.Actor
	variants []int64
	products []int64
	owner    cart.Owner
	receipts []checkout.Receipt
	last     checkout.PlaceInput
}

func newMachine(t *testing.T, open func(testing.TB) *store.DB) *machine {
	k := fulfilmenttest.New(t, open(t))
	m := &machine{market: k, owner: cart.Owner{Token: "browser"}, owners: map[int64]actor.Actor{},
		w: &world{t: t, d: k.DB, clk: k.Clock, svc: k.Checkout, orders: k.Orders, stock: k.Stock, carts: k.Carts, pay: k.Payments}}
	for range 2 {
		shop, owner := storetest.Shop(t, m.w.d)
		m.shops = append(m.shops, shop)
		m.owners[shop] = fulfilmenttest.Person(owner)
		for _, mode := range []string{"counted", "counted", "always", "made_to_order"} {
			p, v := storetest.ProductOf(t, m.w.d, shop, mode, 9_999, 3)
			m.products, m.variants = append(m.products, p), append(m.variants, v)
		}
	}
	return m
}

// check runs after every command.
func (m *machine) check(rt *rapid.T) {
	list, err := broken(m.w.d)
	if err != nil {
		rt.Fatalf("check: %v", err)
	}
	if len(list) > 0 {
		rt.Fatalf("broken:\n%s", strings.Join(list, "\n"))
	}
	books, err := entries(m.w.d)
	if err != nil {
		rt.Fatalf("read the books: %v", err)
	}
	if len(books) < len(m.books) || !slices.Equal(books[:len(m.books)], m.books) {
		rt.Fatalf("I2 the books were\n%s\nand are\n%s", strings.Join(m.books, "\n"), strings.Join(books, "\n"))
	}
	m.books = books
	m.w.clk.Advance(time.Second) // no two commands at one instant
}

// expect fails for an error that a person could not have caused.
func expect(rt *rapid.T, err error) {
	if err != nil && fault.KindOf(err) == fault.Internal {
		rt.Fatalf("unexpected: %v", err)
	}
}

func (m *machine) variant(rt *rapid.T) int64 {
	return rapid.SampledFrom(m.variants).Draw(rt, "variant")
}

func (m *machine) add(rt *rapid.T) {
	in := cart.LineInput{Owner: m.owner, VariantID: m.variant(rt), Quantity: rapid.IntRange(-1, 4).Draw(rt, "quantity")}
	expect(rt, m.w.carts.Add(context.Background(), in))
}

func (m *machine) place(rt *rapid.T) {
	var items []cart.Item
	if rapid.Bool().Draw(rt, "from the cart") {
		v, err := m.w.carts.View(context.Background(), m.owner)
		if err != nil {
			rt.Fatal(err)
		}
		items = v.Items()
	}
	if len(items) == 0 { // the same variant may come twice
		for range rapid.IntRange(1, 4).Draw(rt, "items") {
			items = append(items, cart.Item{VariantID: m.variant(rt), Quantity: rapid.IntRange(1, 2).Draw(rt, "quantity")})
		}
	}
	var choices []checkout.Choice
	for _, shop := range m.shops {
		method := rapid.SampledFrom([]delivery.Method{delivery.PickUp, delivery.Expedition}).Draw(rt, "method")
		pays := []order.Pay{order.PayGateway, order.PayCash}
		if method == delivery.Expedition { // refused with cash: seldom, as what stands in the middle is drawn seldom
			pays = []order.Pay{order.PayGateway, order.PayGateway, order.PayCash, order.PayGateway}
		}
		choices = append(choices, choose(shop, method, rapid.SampledFrom(pays).Draw(rt, "pay")))
	}
	in := m.w.form(actor.Visitor(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(rt, "device")), items, choices...)
	in.ExpectedTotal += money.Rupiah(rapid.SampledFrom([]int{0, 0, 0, -1, 0, 0}).Draw(rt, "tampered by"))
	in.Cart = m.owner
	before := m.rows(rt)
	r, err := m.w.place(in)
	expect(rt, err)
	if err != nil {
		if after := m.rows(rt); after != before {
			rt.Fatalf("a refused purchase left %d rows (%v)", after-before, err)
		}
		return
	}
	m.receipts, m.last = append(m.receipts, r), in
	if r.GatewayPaymentID != 0 {
		if _, err := m.w.pay.Begin(context.Background(), r.GatewayPaymentID); err != nil {
			rt.Fatalf("begin: %v", err)
		}
	}
}

// rows counts what a purchase writes.
func (m *machine) rows(rt *rapid.T) int {
	n, err := number(m.w.d, `SELECT (SELECT COUNT(*) FROM purchases) + (SELECT COUNT(*) FROM orders) + (SELECT COUNT(*) FROM stock_holds)
		+ (SELECT COUNT(*) FROM payments) + (SELECT COUNT(*) FROM order_histories) + (SELECT COUNT(*) FROM consents)`)
	if err != nil {
		rt.Fatal(err)
	}
	return n
}

func (m *machine) placeAgain(rt *rapid.T) {
	if len(m.receipts) == 0 {
		return
	}
	before := m.rows(rt)
	r, err := m.w.place(m.last)
	if was := m.receipts[len(m.receipts)-1]; err != nil || !r.Repeated || r.Code != was.Code || m.rows(rt) != before {
		rt.Fatalf("the same form again: %+v %v, was %+v", r, err, was)
	}
}

func (m *machine) receipt(rt *rapid.T) (checkout.Receipt, bool) {
	if len(m.receipts) == 0 {
		return checkout.Receipt{}, false
	}
	return rapid.SampledFrom(m.receipts).Draw(rt, "purchase"), true
}

// pay has a buyer do something at the gateway's page, in time or late.
func (m *machine) pay(rt *rapid.T) {
	if r, ok := m.receipt(rt); ok && r.GatewayPaymentID != 0 {
		m.at(rt, r, rapid.SampledFrom([]sandbox.Action{sandbox.ActSettle, sandbox.ActSettle, sandbox.ActSendTwice, sandbox.ActHang, sandbox.ActDecline}).Draw(rt, "act"))
	}
}

// at does something at the gateway's page of a purchase, where the gateway still lets.
func (m *machine) at(rt *rapid.T, r checkout.Receipt, act sandbox.Action) {
	status := func() payment.Payment {
		p, err := m.w.pay.ByID(context.Background(), r.GatewayPaymentID)
		if err != nil {
			rt.Fatal(err)
		}
		return p
	}
	_, err := m.market.Sandbox.Act(context.Background(), status().ProviderRef, act)
	if errors.Is(err, sandbox.ErrEnded) {
		return
	}
	if err != nil {
		rt.Fatalf("%s: %v", act, err)
	}
	if is := status().Status; (act == sandbox.ActSettle || act == sandbox.ActSendTwice) && is != payment.Settled {
		rt.Fatalf("the gateway has the money, the payment is %s", is)
	}
}

// wait passes up to 90 minutes, or a deadline of the shops.
func (m *machine) wait(rt *rapid.T) {
	s := order.DefaultSettings()
	m.w.clk.Advance(rapid.SampledFrom([]time.Duration{0, 0, 0, s.AcceptWithin, s.ShipWithin, s.CompleteWithin, s.ArriveWithin}).Draw(rt, "deadline") +
		time.Duration(rapid.IntRange(1, 90).Draw(rt, "minutes"))*time.Minute)
}

// clock keeps the deadlines: nothing is overdue after a round, whatever state it was in.
func (m *machine) clock(rt *rapid.T) {
	if _, err := m.market.Fulfilment.Tick(context.Background()); err != nil {
		rt.Fatalf("clock: %v", err)
	}
	left, err := m.w.orders.Due(context.Background(), m.w.clk.Now(), 10)
	if err != nil || len(left) > 0 {
		rt.Fatalf("overdue after a round of the clock: %+v, %v", left, err)
	}
}

// jobs runs what was put off: money goes back, and nobody is asked for what was cancelled.
func (m *machine) jobs(rt *rapid.T) {
	m.market.Drain()
	for what, query := range map[string]string{
		"refunds wait": `SELECT COUNT(*) FROM refunds WHERE status <> 'settled'`,
		"payments of cancelled orders are awaited": `SELECT COUNT(*) FROM payments y WHERE y.status IN ('created', 'pending', 'failed') AND NOT EXISTS
			(SELECT 1 FROM payment_allocations a JOIN orders o ON o.id = a.order_id WHERE a.payment_id = y.id AND o.status <> 'cancelled')`,
	} {
		if n, err := number(m.w.d, query); err != nil || n > 0 {
			rt.Fatalf("%d %s, %v", n, what, err)
		}
	}
}

func (m *machine) anOrder(rt *rapid.T) (order.Order, bool) {
	r, ok := m.receipt(rt)
	if !ok {
		return order.Order{}, false
	}
	return rapid.SampledFrom(m.orders(rt, r)).Draw(rt, "order"), true
}

func (m *machine) orders(rt *rapid.T, r checkout.Receipt) []order.Order {
	list, err := m.w.orders.OfPurchase(context.Background(), r.PurchaseID)
	if err != nil {
		rt.Fatal(err)
	}
	return list
}

func (m *machine) cancel(rt *rapid.T) {
	if o, ok := m.anOrder(rt); ok {
		err := m.w.svc.CancelByBuyer(context.Background(), checkout.CancelInput{PurchaseID: o.PurchaseID, Number: o.Number, By: guest()})
		if err != nil && !errors.Is(err, order.ErrMoved) {
			rt.Fatalf("cancel: %v", err)
		}
	}
}

// serve has the shop or the buyer try any verb on any order.
func (m *machine) serve(rt *rapid.T) {
	if o, ok := m.anOrder(rt); ok {
		m.try(rt, o, rapid.SampledFrom([]string{"accept", "pack", "ready", "ship", "hand over", "confirm", "decline", "return", "courier"}).Draw(rt, "verb"))
	}
}

// course buys, pays, and goes some steps of the way that an order should go, perhaps past its next
// deadline: single commands reach the far end too seldom.
func (m *machine) course(rt *rapid.T) {
	m.place(rt)
	r, ok := m.receipt(rt)
	if !ok {
		return
	}
	if r.GatewayPaymentID != 0 {
		m.at(rt, r, sandbox.ActSettle)
	}
	for _, o := range m.orders(rt, r) {
		send := map[order.Handover]string{order.Expedition: "ship", order.PickUp: "ready"}[o.Handover]
		steps := []string{"accept", "pack", send, rapid.SampledFrom([]string{"hand over", "return", "courier"}).Draw(rt, "end"), "confirm"}
		for _, verb := range steps[:rapid.SampledFrom([]int{5, 4, 3, 2, 1}).Draw(rt, "steps")] {
			m.try(rt, o, verb)
		}
	}
	if rapid.Bool().Draw(rt, "too slow") {
		m.wait(rt)
		m.clock(rt)
	}
}

// try has an order's shop, courier or buyer do something; a refusal must be one that a person can have caused.
func (m *machine) try(rt *rapid.T, o order.Order, verb string) {
	ctx, f, owner := context.Background(), m.market.Fulfilment, m.owners[o.ShopID]
	at := fulfilment.At{ShopID: o.ShopID, Number: o.Number}
	var err error
	switch verb {
	case "accept":
		_, err = f.Accept(ctx, owner, at)
	case "pack":
		_, err = f.Pack(ctx, owner, at)
	case "ready":
		_, err = f.Ready(ctx, owner, at)
	case "ship":
		_, err = f.Ship(ctx, owner, fulfilment.ShipInput{At: at, Courier: "pos", Receipt: "P1234 56789"})
	case "hand over":
		_, err = f.HandOver(ctx, owner, at)
	case "confirm":
		_, err = f.ConfirmReceipt(ctx, guest(), o.PurchaseID, o.Number)
	case "decline":
		_, err = f.Decline(ctx, owner, fulfilment.DeclineInput{At: at, Reason: "habis"})
	case "return":
		_, err = f.Return(ctx, owner, fulfilment.ReturnInput{At: at, Reason: "tidak diambil"})
	case "courier": // brings the parcel back; its shop or the clock closes the order later
		_, err = m.w.orders.Return(ctx, order.Step{OrderID: o.ID, As: order.Courier, By: guest(), Reason: "rumah kosong"})
	default:
		rt.Fatalf("no verb %q", verb)
	}
	expect(rt, err)
}

func (m *machine) restock(rt *rapid.T) {
	v := m.variant(rt)
	if n, err := number(m.w.d, `SELECT COUNT(*) FROM variants v JOIN products p ON p.id = v.product_id WHERE v.id = $1 AND p.stock_mode = 'counted'`, v); err != nil || n == 0 {
		return
	}
	if err := m.w.stock.SetSellable(context.Background(), v, rapid.IntRange(0, 3).Draw(rt, "sellable"), 0); err != nil {
		rt.Fatalf("restock: %v", err)
	}
}

func (m *machine) reprice(rt *rapid.T) {
	m.w.exec(`INSERT INTO variant_prices (variant_id, price, since) VALUES ($1, $2, $3)`, m.variant(rt),
		rapid.IntRange(1, 200_000).Draw(rt, "price"), m.w.clk.Now())
}

func (m *machine) hide(rt *rapid.T) {
	m.w.exec(`UPDATE products SET status = $1 WHERE id = $2`, rapid.SampledFrom([]string{"published", "published", "hidden"}).Draw(rt, "status"),
		rapid.SampledFrom(m.products).Draw(rt, "product"))
}
