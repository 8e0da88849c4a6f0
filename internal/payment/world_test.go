package payment_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/money"
	"beli/internal/outbox"
	"beli/internal/payment"
	"beli/internal/payment/paymenttest"
	"beli/internal/slug"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// world is the service on a real database with a gateway whose answers a test chooses.
type world struct {
	t        *testing.T
	db       *store.DB
	clock    *clock.Manual
	gateway  *paymenttest.Fake
	via      string // the gateway that payments are created for
	patience time.Duration
	payments *payment.Service
	worker   *outbox.Worker

	mu       sync.Mutex
	booked   []int64 // ids of payments, in committed transactions or not
	followed []int64
	refunded []int64
	fail     error // what following answers
}

func newWorld(t *testing.T, d *store.DB) *world {
	t.Helper()
	w := &world{t: t, db: d, clock: clock.At(storetest.Noon), gateway: &paymenttest.Fake{}, via: "fake"}
	w.open()
	return w
}

// open makes the service anew, as a restart does, with the fake and whatever gateways are named.
func (w *world) open(more ...payment.Gateway) {
	d := w.db
	log := slog.New(slog.DiscardHandler)
	box := outbox.New(d, w.clock)
	w.payments = payment.NewService(payment.Deps{
		Store: store.NewPayments(d), Messages: box, Clock: w.clock, Log: log, Gateways: append(more, w.gateway), Patience: w.patience,
		Describe: func(code, lang string) (string, string, string) {
			back := "https://toko.contoh.id/pesanan/" + code
			return "Pesanan " + code, back + "?dari=bayar", back
		},
		Book: func(ctx context.Context, p payment.Payment) error { return w.mark(ctx, &w.booked, p.ID, "book") },
		Settled: func(ctx context.Context, p payment.Payment) error {
			if w.fail != nil {
				return w.fail
			}
			return w.mark(ctx, &w.followed, p.ID, "follow")
		},
		Refunded: func(ctx context.Context, r payment.Refund) error { return w.mark(ctx, &w.refunded, r.ID, "refund") },
	})
	w.worker = outbox.NewWorker(box, log, 1)
	outbox.Handle(w.worker, w.payments.HandleStart)
	outbox.Handle(w.worker, w.payments.HandleRefundAsked)
	outbox.Handle(w.worker, w.payments.HandleReconcile)
}

// mark leaves a row in the transaction, so that effects of a rollback do not count.
func (w *world) mark(ctx context.Context, list *[]int64, id int64, what string) error {
	w.mu.Lock()
	*list = append(*list, id)
	w.mu.Unlock()
	_, err := w.db.Exec(ctx, `INSERT INTO change_log (kind, ref, at) VALUES ($1, $2, 0)`, what, id)
	return err
}

// effects counts committed effects.
func (w *world) effects(what string) int {
	w.t.Helper()
	return w.count(`SELECT COUNT(*) FROM change_log WHERE kind = $1`, what)
}

func (w *world) count(query string, args ...any) (n int) {
	w.t.Helper()
	rows, err := w.db.Query(context.Background(), query, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	if rows.Next() {
		if err := rows.Scan(&n); err != nil {
			w.t.Fatal(err)
		}
	}
	return n
}

// insert runs an INSERT … RETURNING id.
func (w *world) insert(query string, args ...any) (id int64) {
	w.t.Helper()
	err := w.db.InTx(context.Background(), func(ctx context.Context) error {
		rows, err := w.db.Query(ctx, query+" RETURNING id", args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		if !rows.Next() {
			return errors.Join(errors.New("nothing inserted"), rows.Err())
		}
		return rows.Scan(&id)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// purchase writes a purchase with one order per total.
func (w *world) purchase(totals ...money.Rupiah) (purchaseID int64, orders []int64) {
	w.t.Helper()
	var sum money.Rupiah
	for _, total := range totals {
		sum += total
	}
	purchaseID = w.insert(`INSERT INTO purchases (code, device_key, phone_hash, lang, total, idempotency_key, request_hash, created_at, expires_at)
		VALUES ($1, '', '', 'id', $2, $3, '', $4, $5)`, slug.Code(8), int64(sum), slug.Token(), storetest.Noon, storetest.Noon.Add(time.Hour))
	for _, total := range totals {
		shop, _ := storetest.Shop(w.t, w.db)
		orders = append(orders, w.insert(`INSERT INTO orders (number, purchase_id, shop_id, shop_name, status, pay, items_total, delivery_total, total,
			note, making_days, reason, priced_at, placed_at) VALUES ($1, $2, $3, 'Toko', 'pending', 'gateway', $4, 0, $5, '', 0, '', $6, $7)`,
			slug.Code(10), purchaseID, shop, int64(total), int64(total), storetest.Noon, storetest.Noon))
	}
	return purchaseID, orders
}

// paymentFor creates a gateway payment for a fresh purchase of these totals.
func (w *world) paymentFor(totals ...money.Rupiah) payment.Payment {
	w.t.Helper()
	purchaseID, orders := w.purchase(totals...)
	in := payment.CreateInput{PurchaseID: purchaseID, Method: payment.ByGateway, Gateway: w.via}
	until := w.clock.Now().Add(time.Hour)
	in.ExpiresAt = &until
	for i, id := range orders {
		in.Allocations = append(in.Allocations, payment.Allocation{OrderID: id, Amount: totals[i]})
		in.Amount += totals[i]
	}
	p, err := w.payments.Create(w.t.Context(), in)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// begun is paymentFor, opened at the gateway.
func (w *world) begun(totals ...money.Rupiah) payment.Payment {
	w.t.Helper()
	p, err := w.payments.Begin(w.t.Context(), w.paymentFor(totals...).ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// paid is begun, and settled by an event.
func (w *world) paid(totals ...money.Rupiah) payment.Payment {
	w.t.Helper()
	p := w.begun(totals...)
	w.take(settledEvent(p), payment.Applied)
	return w.read(p.ID)
}

func (w *world) read(id int64) payment.Payment {
	w.t.Helper()
	p, err := w.payments.ByID(context.Background(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

func event(p payment.Payment, kind payment.EventKind) payment.Event {
	return payment.Event{ID: fmt.Sprintf("evt-%d-%s", p.ID, kind), Kind: kind, Key: p.Key, ProviderRef: "ref-" + p.Key, Amount: p.Amount, Currency: "IDR"}
}

func settledEvent(p payment.Payment) payment.Event { return event(p, payment.EventSettled) }

// take delivers an event and expects an outcome.
func (w *world) take(ev payment.Event, want payment.Outcome) {
	w.t.Helper()
	header, body := w.gateway.Event(ev)
	got, err := w.payments.TakeEvent(w.t.Context(), "fake", header, body)
	if err != nil || got != want {
		w.t.Fatalf("event %s: %s, %v; want %s", ev.ID, got, err, want)
	}
}

func (w *world) wantStatus(id int64, want payment.Status) {
	w.t.Helper()
	if got := w.read(id).Status; got != want {
		w.t.Errorf("payment is %s, want %s", got, want)
	}
}

func (w *world) drain() {
	w.t.Helper()
	for {
		n, err := w.worker.Drain(w.t.Context())
		if err != nil {
			w.t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}
