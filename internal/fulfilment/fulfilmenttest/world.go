// Package fulfilmenttest is the whole market without pages on one database, with the
// sandbox gateway and a clock that a test moves.
package fulfilmenttest

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/checkout"
	"beli/internal/clock"
	"beli/internal/delivery"
	"beli/internal/fulfilment"
	"beli/internal/ledger"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/outbox"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
	"beli/internal/region"
	"beli/internal/slug"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// World is the market.
type World struct {
	T          testing.TB
	DB         *store.DB
	Clock      *clock.Manual
	Outbox     *outbox.Outbox
	Worker     *outbox.Worker
	Orders     *order.Service
	Stock      *catalog.Stock
	Carts      *cart.Service
	Payments   *payment.Service
	Ledger     *ledger.Service
	Checkout   *checkout.Service
	Fulfilment *fulfilment.Service
	Sandbox    *sandbox.Gateway
	Moved      []order.Moved // what AfterMove heard, in order
	mu         sync.Mutex
}

var (
	book   = sync.OnceValues(region.Open)
	phones atomic.Int64
)

// New opens the market on a database.
func New(t testing.TB, d *store.DB) *World {
	t.Helper()
	regions, err := book()
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	w := &World{T: t, DB: d, Clock: clock.At(storetest.Noon)}
	w.Outbox = outbox.New(d, w.Clock)
	w.Worker = outbox.NewWorker(w.Outbox, log, 1)
	w.Orders = order.NewService(store.NewOrders(d), w.Outbox, w.Clock, order.DefaultSettings())
	w.Stock = catalog.NewStock(store.NewStock(d), changelog.New(d, w.Clock), w.Clock)
	w.Ledger = ledger.NewService(store.NewLedger(d), w.Clock)
	books := fulfilment.NewBooks(w.Ledger, w.Orders)
	w.Sandbox, err = sandbox.New(sandbox.Options{Books: d, Clock: w.Clock, Log: log, Secret: []byte("a secret of the tests"),
		Page: func(ref string) string { return "/sandbox/" + ref },
		Deliver: func(ctx context.Context, header http.Header, body []byte) error {
			_, err := w.Payments.TakeEvent(ctx, sandbox.Name, header, body)
			return err
		}})
	if err != nil {
		t.Fatal(err)
	}
	w.Payments = payment.NewService(payment.Deps{
		Store: store.NewPayments(d), Messages: w.Outbox, Clock: w.Clock, Log: log, Gateways: []payment.Gateway{w.Sandbox},
		Describe: func(code, _ string) (string, string, string) { return code, "/pesanan/" + code, "/pesanan/" + code },
		Book:     books.Payment, Refunded: books.Refund,
		Settled: func(ctx context.Context, p payment.Payment) error { return w.Checkout.PaymentSettled(ctx, p) },
	})
	settings := checkout.DefaultSettings()
	settings.Secret, settings.Gateway = []byte("a secret of the tests"), sandbox.Name
	buying := store.NewBuying(d, w.Clock)
	w.Carts = cart.NewService(store.NewCarts(d), buying, w.Clock)
	w.Checkout, err = checkout.NewService(checkout.Deps{
		Store: store.NewPurchases(d), Catalogue: buying, Deliveries: store.NewDeliveries(d), Orders: w.Orders, Stock: w.Stock,
		Payments: w.Payments, Carts: w.Carts, Regions: regions, Messages: w.Outbox, Clock: w.Clock,
	}, settings)
	if err != nil {
		t.Fatal(err)
	}
	w.Fulfilment = fulfilment.NewService(fulfilment.Deps{Tx: d, Orders: w.Orders, Stock: w.Stock, Payments: w.Payments,
		Members: store.NewShops(d), Audit: audit.New(d, w.Clock), Clock: w.Clock, Log: log, Expire: w.Checkout.ExpireOrder})
	outbox.Handle(w.Worker, w.Payments.HandleStart)
	outbox.Handle(w.Worker, w.Payments.HandleRefundAsked)
	outbox.Handle(w.Worker, func(context.Context, checkout.Placed) error { return nil })
	outbox.Handle(w.Worker, func(ctx context.Context, m order.Moved) error {
		w.mu.Lock()
		w.Moved = append(w.Moved, m)
		w.mu.Unlock()
		return w.Fulfilment.AfterMove(ctx, m)
	})
	return w
}

// Stall is a shop with its owner and one product of counted stock.
type Stall struct {
	ShopID, VariantID, ProductID int64
	Owner                        actor.Actor
}

// Stall opens a shop that sells one product.
func (w *World) Stall(price int, onHand int) Stall {
	w.T.Helper()
	shopID, owner := storetest.Shop(w.T, w.DB)
	product, variant := storetest.Product(w.T, w.DB, shopID, rupiah(price), onHand)
	return Stall{ShopID: shopID, ProductID: product, VariantID: variant, Owner: Person(owner)}
}

// Person is somebody signed in.
func Person(id int64) actor.Actor {
	return actor.Actor{Kind: actor.Person, AccountID: id, Staff: actor.NotStaff, Name: fmt.Sprintf("Orang %d", id)}
}

// Curator is somebody of the agency.
func (w *World) Curator() actor.Actor {
	w.T.Helper()
	a := Person(storetest.Account(w.T, w.DB, "curator"))
	a.Staff = actor.Curator
	return a
}

// Part is what is bought from one shop: pieces, how they come, how they are paid.
type Part struct {
	Stall
	Pieces int
	By     delivery.Method
	Pay    order.Pay
}

// Posted is a part that is sent and paid through the gateway.
func Posted(s Stall, pieces int) Part { return Part{s, pieces, delivery.Expedition, order.PayGateway} }

// Fetched is a part that is picked up and paid through the gateway.
func Fetched(s Stall, pieces int) Part { return Part{s, pieces, delivery.PickUp, order.PayGateway} }

// Cash is a part that is picked up and paid in cash.
func Cash(s Stall, pieces int) Part { return Part{s, pieces, delivery.PickUp, order.PayCash} }

// Purchase is a placed purchase with its orders, in the order of the shops' ids.
type Purchase struct {
	checkout.Receipt
	Orders []order.Order
	Buyer  actor.Actor
}

// Place buys, and begins the gateway payment when there is one.
func (w *World) Place(parts ...Part) Purchase {
	w.T.Helper()
	ctx := context.Background()
	buyer := actor.Visitor(slug.Token())
	in := checkout.PlaceInput{By: buyer, Key: slug.Token(), Lang: "id", Name: "Sri Wahyuni", Phone: fmt.Sprintf("0813%08d", phones.Add(1)),
		Email: "sri@contoh.id", VillageCode: "35.05.18.2003", Street: "RT 02/RW 01, dekat balai desa", Consent: true}
	for _, p := range parts {
		in.Items = append(in.Items, cart.Item{VariantID: p.VariantID, Quantity: p.Pieces})
		in.Choices = append(in.Choices, checkout.Choice{ShopID: p.ShopID, Method: p.By, Pay: p.Pay})
	}
	q, err := w.Checkout.Quote(ctx, checkout.QuoteInput{Items: in.Items, Choices: in.Choices, VillageCode: in.VillageCode})
	if err != nil {
		w.T.Fatalf("quote: %v", err)
	}
	in.ExpectedTotal = q.Total
	receipt, err := w.Checkout.Place(ctx, in)
	if err != nil {
		w.T.Fatalf("place: %v", err)
	}
	if receipt.GatewayPaymentID != 0 {
		if _, err := w.Payments.Begin(ctx, receipt.GatewayPaymentID); err != nil {
			w.T.Fatalf("begin: %v", err)
		}
	}
	p := Purchase{Receipt: receipt, Buyer: buyer}
	if p.Orders, err = w.Orders.OfPurchase(ctx, receipt.PurchaseID); err != nil {
		w.T.Fatal(err)
	}
	return p
}

// Act has the buyer do something at the gateway's page.
func (w *World) Act(p Purchase, action sandbox.Action) {
	w.T.Helper()
	pay, err := w.Payments.ByID(context.Background(), p.GatewayPaymentID)
	if err != nil {
		w.T.Fatal(err)
	}
	if _, err := w.Sandbox.Act(context.Background(), pay.ProviderRef, action); err != nil {
		w.T.Fatalf("%s: %v", action, err)
	}
}

// Buy places and pays.
func (w *World) Buy(parts ...Part) Purchase {
	w.T.Helper()
	p := w.Place(parts...)
	if p.GatewayPaymentID != 0 {
		w.Act(p, sandbox.ActSettle)
	}
	return p
}

// At names order i of a purchase for its shop.
func (p Purchase) At(i int) fulfilment.At {
	return fulfilment.At{ShopID: p.Orders[i].ShopID, Number: p.Orders[i].Number}
}

// Status reads where order i of a purchase stands.
func (w *World) Status(p Purchase, i int) order.Status {
	w.T.Helper()
	o, err := w.Orders.ByID(context.Background(), p.Orders[i].ID)
	if err != nil {
		w.T.Fatal(err)
	}
	return o.Status
}

// Drain runs the jobs that are due until none is left.
func (w *World) Drain() {
	w.T.Helper()
	for {
		n, err := w.Worker.Drain(context.Background())
		if err != nil {
			w.T.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// Later moves the clock and keeps the deadlines, as the program does each minute: the payments first.
func (w *World) Later(d time.Duration) {
	w.T.Helper()
	w.Clock.Advance(d)
	if err := w.Payments.HandleReconcile(context.Background(), payment.Reconcile{}); err != nil {
		w.T.Fatal(err)
	}
	if _, err := w.Fulfilment.Tick(context.Background()); err != nil {
		w.T.Fatal(err)
	}
	w.Drain()
}

// Number reads one number from the database.
func (w *World) Number(query string, args ...any) int {
	w.T.Helper()
	rows, err := w.DB.Query(context.Background(), query, args...)
	if err != nil {
		w.T.Fatal(err)
	}
	defer rows.Close()
	var n sql.NullInt64
	if rows.Next() {
		if err := rows.Scan(&n); err != nil {
			w.T.Fatal(err)
		}
	}
	return int(n.Int64)
}

// OnHand is what a stall has in stock.
func (w *World) OnHand(s Stall) int {
	w.T.Helper()
	return w.Number(`SELECT on_hand - reserved FROM variants WHERE id = $1`, s.VariantID)
}

func rupiah(n int) money.Rupiah { return money.Rupiah(n) }
