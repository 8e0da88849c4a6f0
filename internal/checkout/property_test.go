package checkout_test

import (
	"context"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/order"
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
				m := newMachine(t, rt, open)
				defer m.w.d.Close()
				rt.Repeat(map[string]func(*rapid.T){
					"add": m.add, "place": m.place, "place again": m.placeAgain, "settle": m.settle, "wait": m.wait, "expire": m.expire,
					"cancel": m.cancel, "serve": m.serve, "restock": m.restock, "reprice": m.reprice, "hide": m.hide,
					"": m.check,
				})
			})
		})
	}
}

// machine drives one world with random commands and remembers what it can act on.
type machine struct {
	w        *world
	rt       *rapid.T
	shops    []int64
	variants []int64
	products []int64
	owner    cart.Owner
	receipts []checkout.Receipt
	last     checkout.PlaceInput
}

func newMachine(t *testing.T, rt *rapid.T, open func(testing.TB) *store.DB) *machine {
	m := &machine{w: newWorld(t, open(t)), rt: rt, owner: cart.Owner{Token: "browser"}}
	for range 2 {
		shop, _ := storetest.Shop(t, m.w.d)
		m.shops = append(m.shops, shop)
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
	} else { // the same variant may come twice
		for range rapid.IntRange(1, 4).Draw(rt, "items") {
			items = append(items, cart.Item{VariantID: m.variant(rt), Quantity: rapid.IntRange(1, 2).Draw(rt, "quantity")})
		}
	}
	if len(items) == 0 {
		return
	}
	var choices []checkout.Choice
	for _, shop := range m.shops {
		choices = append(choices, choose(shop, rapid.SampledFrom([]delivery.Method{delivery.PickUp, delivery.Expedition}).Draw(rt, "method"),
			rapid.SampledFrom([]order.Pay{order.PayGateway, order.PayCash}).Draw(rt, "pay")))
	}
	in := m.w.form(actor.Visitor(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(rt, "device")), items, choices...)
	in.ExpectedTotal += money.Rupiah(rapid.SampledFrom([]int{0, 0, 0, 0, -1}).Draw(rt, "tampered by"))
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

func (m *machine) settle(rt *rapid.T) {
	if r, ok := m.receipt(rt); ok && r.GatewayPaymentID != 0 {
		if err := m.w.settle(r.GatewayPaymentID); err != nil {
			rt.Fatalf("settle: %v", err)
		}
	}
}

func (m *machine) wait(rt *rapid.T) {
	m.w.clk.Advance(time.Duration(rapid.IntRange(1, 90).Draw(rt, "minutes")) * time.Minute)
}

func (m *machine) expire(rt *rapid.T) {
	if err := m.w.expireDue(); err != nil {
		rt.Fatalf("expire: %v", err)
	}
}

func (m *machine) anOrder(rt *rapid.T) (order.Order, bool) {
	r, ok := m.receipt(rt)
	if !ok {
		return order.Order{}, false
	}
	list, err := m.w.orders.OfPurchase(context.Background(), r.PurchaseID)
	if err != nil {
		rt.Fatal(err)
	}
	return rapid.SampledFrom(list).Draw(rt, "order"), true
}

func (m *machine) cancel(rt *rapid.T) {
	if o, ok := m.anOrder(rt); ok {
		err := m.w.svc.CancelByBuyer(context.Background(), checkout.CancelInput{PurchaseID: o.PurchaseID, Number: o.Number, By: guest()})
		if err != nil && !errors.Is(err, order.ErrMoved) {
			rt.Fatalf("cancel: %v", err)
		}
	}
}

// serve has the shop, the buyer or the clock try any verb on any order.
func (m *machine) serve(rt *rapid.T) {
	o, ok := m.anOrder(rt)
	if !ok {
		return
	}
	owner := order.Step{OrderID: o.ID, As: order.Owner, By: actor.Actor{Kind: actor.Person, AccountID: 1, Staff: actor.NotStaff}}
	clk := order.Step{OrderID: o.ID, As: order.System, By: actor.Clock()}
	verbs := map[string]func(context.Context) (order.Order, error){
		"accept":   func(ctx context.Context) (order.Order, error) { return m.w.orders.Accept(ctx, owner) },
		"pack":     func(ctx context.Context) (order.Order, error) { return m.w.orders.Pack(ctx, owner) },
		"ready":    func(ctx context.Context) (order.Order, error) { return m.w.orders.MarkReady(ctx, owner) },
		"deliver":  func(ctx context.Context) (order.Order, error) { return m.w.orders.Deliver(ctx, owner) },
		"complete": func(ctx context.Context) (order.Order, error) { return m.w.orders.Complete(ctx, clk) },
		"ship": func(ctx context.Context) (order.Order, error) {
			return m.w.orders.Ship(ctx, order.Shipment{Step: owner, Courier: "pos", Receipt: "P1234 56789"})
		},
	}
	name := rapid.SampledFrom([]string{"accept", "pack", "ready", "deliver", "complete", "ship"}).Draw(rt, "verb")
	moved, err := verbs[name](context.Background())
	expect(rt, err)
	if err == nil && !o.Status.CanBecome(moved.Status) {
		rt.Fatalf("%s moved %s to %s", name, o.Status, moved.Status)
	}
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
