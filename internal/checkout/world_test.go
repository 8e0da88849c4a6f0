package checkout_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/checkout"
	"beli/internal/clock"
	"beli/internal/delivery"
	"beli/internal/order"
	"beli/internal/outbox"
	"beli/internal/payment"
	"beli/internal/region"
	"beli/internal/slug"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// world is the buying core on one database, with a gateway that is told what to do.
type world struct {
	t       testing.TB
	d       *store.DB
	clk     *clock.Manual
	svc     *checkout.Service
	orders  *order.Service
	stock   *catalog.Stock
	carts   *cart.Service
	pay     *payment.Service
	regions *region.Book
}

var book = sync.OnceValues(region.Open)

// plumbangan lies in Blitar, gambir in Jakarta.
const (
	plumbangan = "35.05.18.2003"
	gambir     = "31.71.01.1001"
)

func newWorld(t testing.TB, d *store.DB) *world {
	t.Helper()
	regions, err := book()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, d: d, clk: clock.At(storetest.Noon), regions: regions}
	out := outbox.New(d, w.clk)
	w.orders = order.NewService(store.NewOrders(d), out, w.clk, order.DefaultSettings())
	w.stock = catalog.NewStock(store.NewStock(d), changelog.New(d, w.clk), w.clk)
	buying := store.NewBuying(d, w.clk)
	w.carts = cart.NewService(store.NewCarts(d), buying, w.clk)
	w.pay = payment.NewService(payment.Deps{
		Store: store.NewPayments(d), Messages: out, Clock: w.clk, Log: slog.New(slog.DiscardHandler), Gateways: []payment.Gateway{fakeGateway{}},
		Describe: func(code, _ string) (string, string, string) { return code, "/pesanan/" + code, "/pesanan/" + code },
		Book:     func(context.Context, payment.Payment) error { return nil },
		Settled:  func(ctx context.Context, p payment.Payment) error { return w.svc.PaymentSettled(ctx, p) },
		Refunded: func(context.Context, payment.Refund) error { return nil },
	})
	settings := checkout.DefaultSettings()
	settings.Secret, settings.Gateway = []byte("a secret of the tests"), "fake"
	w.svc, err = checkout.NewService(checkout.Deps{
		Store: store.NewPurchases(d), Catalogue: buying, Deliveries: store.NewDeliveries(d), Orders: w.orders, Stock: w.stock,
		Payments: w.pay, Carts: w.carts, Regions: regions, Messages: out, Clock: w.clk,
	}, settings)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// fakeGateway begins at once; its events are plain JSON.
type fakeGateway struct{}

func (fakeGateway) Name() string                       { return "fake" }
func (fakeGateway) Capabilities() payment.Capabilities { return payment.Capabilities{} }
func (fakeGateway) Begin(_ context.Context, in payment.BeginInput) (payment.Begun, error) {
	return payment.Begun{ProviderRef: "ref-" + in.Key, RedirectURL: "/pay"}, nil
}
func (fakeGateway) Status(context.Context, payment.Ref) (payment.Report, error) {
	return payment.Report{}, errors.New("not asked in these tests")
}
func (g fakeGateway) Close(ctx context.Context, r payment.Ref) (payment.Report, error) {
	return g.Status(ctx, r)
}
func (fakeGateway) Refund(context.Context, payment.SendRefund) (payment.RefundReport, error) {
	return payment.RefundReport{}, errors.New("not asked in these tests")
}
func (fakeGateway) ParseEvent(_ http.Header, body []byte) (ev payment.Event, err error) {
	err = json.Unmarshal(body, &ev)
	return ev, err
}

// settle has the gateway tell that a payment was made; the same payment gives the same event.
func (w *world) settle(paymentID int64) error {
	p, err := w.pay.ByID(context.Background(), paymentID)
	if err != nil {
		return err
	}
	body, err := json.Marshal(payment.Event{ID: "settled-" + p.Key, Kind: payment.EventSettled, Key: p.Key, ProviderRef: "ref-" + p.Key,
		Amount: p.Amount, Currency: "IDR"})
	if err != nil {
		return err
	}
	_, err = w.pay.TakeEvent(context.Background(), "fake", nil, body)
	return err
}

func (w *world) mustSettle(paymentID int64) {
	w.t.Helper()
	if err := w.settle(paymentID); err != nil {
		w.t.Fatalf("settle: %v", err)
	}
}

// choose is the form's way of choosing for one shop.
func choose(shopID int64, m delivery.Method, p order.Pay) checkout.Choice {
	return checkout.Choice{ShopID: shopID, Method: m, Pay: p}
}

// guest is a visitor on a device of its own.
func guest() actor.Actor { return actor.Visitor(slug.Token()) }

var phones struct {
	sync.Mutex
	n int
}

// newPhone is a number nobody used yet.
func newPhone() string {
	phones.Lock()
	defer phones.Unlock()
	phones.n++
	return fmt.Sprintf("0812%08d", phones.n)
}

// form is a filled last form that buys items, with the total of a quote made now.
func (w *world) form(by actor.Actor, items []cart.Item, choices ...checkout.Choice) checkout.PlaceInput {
	w.t.Helper()
	in := checkout.PlaceInput{By: by, Key: slug.Token(), Lang: "id", Items: items, Choices: choices, Name: "Sri Wahyuni", Phone: newPhone(),
		Email: "sri@contoh.id", VillageCode: plumbangan, Street: "RT 02/RW 01, dekat balai desa", Consent: true}
	q, err := w.svc.Quote(context.Background(), checkout.QuoteInput{Items: items, Choices: choices, VillageCode: in.VillageCode})
	if err != nil {
		w.t.Fatalf("quote: %v", err)
	}
	in.ExpectedTotal = q.Total
	return in
}

func (w *world) place(in checkout.PlaceInput) (checkout.Receipt, error) {
	return w.svc.Place(context.Background(), in)
}

func (w *world) mustPlace(in checkout.PlaceInput) checkout.Receipt {
	w.t.Helper()
	r, err := w.place(in)
	if err != nil {
		w.t.Fatalf("place: %v", err)
	}
	return r
}

func (w *world) view(r checkout.Receipt) checkout.View {
	w.t.Helper()
	v, err := w.svc.ByID(context.Background(), r.PurchaseID)
	if err != nil {
		w.t.Fatalf("read purchase: %v", err)
	}
	return v
}

func (w *world) statuses(r checkout.Receipt) (out []order.Status) {
	w.t.Helper()
	for _, o := range w.view(r).Orders {
		out = append(out, o.Status)
	}
	return out
}

// number reads one number from the database.
func (w *world) number(query string, args ...any) int {
	w.t.Helper()
	n, err := number(w.d, query, args...)
	if err != nil {
		w.t.Fatalf("%s: %v", query, err)
	}
	return n
}

func number(d *store.DB, query string, args ...any) (int, error) {
	rows, err := d.Query(context.Background(), query, args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var n sql.NullInt64
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
	}
	return int(n.Int64), rows.Err()
}

// levels is "on hand/reserved" of a variant.
func (w *world) levels(variantID int64) string {
	w.t.Helper()
	return strconv.Itoa(w.number(`SELECT on_hand FROM variants WHERE id = $1`, variantID)) + "/" +
		strconv.Itoa(w.number(`SELECT reserved FROM variants WHERE id = $1`, variantID))
}

// nothingWritten tells when a refused purchase left a trace.
func (w *world) nothingWritten() {
	w.t.Helper()
	for _, table := range []string{"purchases", "purchase_contacts", "consents", "orders", "order_lines", "order_histories", "deliveries",
		"delivery_addresses", "stock_holds", "payments", "payment_allocations", "outbox_message"} {
		if n := w.number(`SELECT COUNT(*) FROM ` + table); n != 0 {
			w.t.Errorf("%d rows in %s", n, table)
		}
	}
}

func (w *world) late() { w.clk.Advance(2 * time.Hour) }

// expireDue does what the clock does with orders that wait too long.
func (w *world) expireDue() error {
	due, err := w.orders.Due(context.Background(), w.clk.Now(), 1000)
	if err != nil {
		return err
	}
	for _, o := range due {
		if o.Waiting() {
			if err := w.svc.ExpireOrder(context.Background(), o.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
