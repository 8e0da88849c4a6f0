package store

import (
	"context"
	"fmt"
	"time"

	"beli/ent/db"
	dbpayment "beli/ent/db/payment"
	"beli/ent/db/paymentallocation"
	"beli/ent/db/predicate"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/payment"
)

// Payments implements payment.Store.
type Payments struct{ db *DB }

var _ payment.Store = Payments{}

// NewPayments keeps payments, refunds and the inbox of gateway events in d.
func NewPayments(d *DB) Payments { return Payments{d} }

// InTx implements database.Transactor.
func (s Payments) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

func fromPayment(row *db.Payment) payment.Payment {
	return payment.Payment{ID: row.ID, PurchaseID: row.PurchaseID, Method: payment.Method(row.Method), Gateway: row.Gateway,
		Status: payment.Status(row.Status), Amount: row.Amount, Key: row.Key, RedirectURL: row.RedirectURL, Failure: row.Failure,
		ProviderRef: orZero(row.ProviderRef), ExpiresAt: row.ExpiresAt, CreatedAt: row.CreatedAt, SettledAt: row.SettledAt}
}

// payments reads what a condition finds, by id, with the allocations.
func (s Payments) payments(ctx context.Context, limit int, where ...predicate.Payment) ([]payment.Payment, error) {
	query := s.db.client(ctx).Payment.Query().Where(where...).Order(dbpayment.ByID())
	if limit > 0 {
		query.Limit(limit)
	}
	rows, err := query.All(ctx)
	if err != nil {
		return nil, mapErr(err)
	}
	list, place, ids := make([]payment.Payment, len(rows)), map[int64]int{}, make([]int64, len(rows))
	for i, row := range rows {
		list[i], place[row.ID], ids[i] = fromPayment(row), i, row.ID
	}
	shares, err := s.db.client(ctx).PaymentAllocation.Query().Where(paymentallocation.PaymentIDIn(ids...)).
		Order(paymentallocation.ByID()).All(ctx)
	if err != nil {
		return nil, mapErr(err)
	}
	for _, a := range shares {
		p := &list[place[a.PaymentID]]
		p.Allocations = append(p.Allocations, payment.Allocation{OrderID: a.OrderID, Amount: a.Amount})
	}
	return list, nil
}

func (s Payments) one(ctx context.Context, where ...predicate.Payment) (payment.Payment, error) {
	list, err := s.payments(ctx, 1, where...)
	if err != nil {
		return payment.Payment{}, err
	}
	if len(list) == 0 {
		return payment.Payment{}, ErrNotFound
	}
	return list[0], nil
}

// ByID implements payment.Reader.
func (s Payments) ByID(ctx context.Context, id int64) (payment.Payment, error) {
	return s.one(ctx, dbpayment.ID(id))
}

// ByKey implements payment.Store.
func (s Payments) ByKey(ctx context.Context, gateway, key string) (payment.Payment, error) {
	return s.one(ctx, dbpayment.Gateway(gateway), dbpayment.Key(key))
}

// OfPurchase implements payment.Reader.
func (s Payments) OfPurchase(ctx context.Context, purchaseID int64) ([]payment.Payment, error) {
	return s.payments(ctx, 0, dbpayment.PurchaseID(purchaseID))
}

// OfOrder implements payment.Reader.
func (s Payments) OfOrder(ctx context.Context, orderID int64) ([]payment.Payment, error) {
	var ids []int64
	err := s.db.client(ctx).PaymentAllocation.Query().Where(paymentallocation.OrderID(orderID)).
		Select(paymentallocation.FieldPaymentID).Scan(ctx, &ids)
	if err != nil {
		return nil, mapErr(err)
	}
	return s.payments(ctx, 0, dbpayment.IDIn(ids...))
}

// Unsure implements payment.Store.
func (s Payments) Unsure(ctx context.Context, after int64, since time.Time, limit int) ([]payment.Payment, error) {
	return s.payments(ctx, limit, dbpayment.IDGT(after), dbpayment.Method(string(payment.ByGateway)), dbpayment.Or(
		dbpayment.StatusIn(string(payment.Created), string(payment.Pending), string(payment.Failed)),
		dbpayment.And(dbpayment.StatusIn(string(payment.Expired), string(payment.Cancelled)),
			dbpayment.ProviderRefNotNil(), dbpayment.ExpiresAtGT(since))))
}

// PurchaseName implements payment.Store.
func (s Payments) PurchaseName(ctx context.Context, purchaseID int64) (code, lang string, err error) {
	row, err := s.db.client(ctx).Purchase.Get(ctx, purchaseID)
	if err != nil {
		return "", "", mapErr(err)
	}
	return row.Code, row.Lang, nil
}

// Insert implements payment.Store. A unique violation would end PostgreSQL's transaction, so that a
// key that is taken is asked for, not run into.
func (s Payments) Insert(ctx context.Context, p payment.Payment) (int64, bool, error) {
	id, err := s.db.insertOnce(ctx, `INSERT INTO payments (purchase_id, method, gateway, status, amount, key, redirect_url, failure, expires_at, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, '', '', $7, $8) ON CONFLICT (key) DO NOTHING RETURNING id`,
		p.PurchaseID, string(p.Method), p.Gateway, string(p.Status), int64(p.Amount), p.Key, p.ExpiresAt, p.CreatedAt)
	if err != nil {
		return 0, false, err
	}
	if id == 0 {
		old, err := s.one(ctx, dbpayment.Key(p.Key))
		return old.ID, false, err
	}
	for _, a := range p.Allocations {
		if err := s.db.client(ctx).PaymentAllocation.Create().SetPaymentID(id).SetOrderID(a.OrderID).SetAmount(a.Amount).Exec(ctx); err != nil {
			return 0, false, mapErr(err)
		}
	}
	return id, true, nil
}

// Move implements payment.Store.
func (s Payments) Move(ctx context.Context, from payment.Status, p payment.Payment) (bool, error) {
	update := s.db.client(ctx).Payment.Update().Where(dbpayment.ID(p.ID), dbpayment.Status(string(from))).
		SetStatus(string(p.Status)).SetFailure(p.Failure).SetNillableSettledAt(p.SettledAt).
		SetNillableProviderRef(zeroNil(p.ProviderRef)).SetNillableRedirectURL(zeroNil(p.RedirectURL))
	n, err := update.Save(ctx)
	return n == 1, mapErr(err)
}

// HasEvent implements payment.Store.
func (s Payments) HasEvent(ctx context.Context, gateway, eventID string) (bool, error) {
	n, err := s.db.count(ctx, `SELECT COUNT(*) FROM gateway_event WHERE gateway = $1 AND event_id = $2`, gateway, eventID)
	if err != nil {
		return false, fmt.Errorf("look into the inbox: %w", err)
	}
	return n > 0, nil
}

// AddEvent implements payment.Store.
func (s Payments) AddEvent(ctx context.Context, e payment.InboxEvent) (bool, error) {
	n, err := s.db.Exec(ctx, `INSERT INTO gateway_event (gateway, event_id, kind, provider_ref, outcome, received_at)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (gateway, event_id) DO NOTHING`,
		e.Gateway, e.EventID, string(e.Kind), e.ProviderRef, string(e.Outcome), database.Micros(e.ReceivedAt))
	if err != nil && fault.KindOf(err) != fault.Conflict {
		err = fmt.Errorf("put into the inbox: %w", err)
	}
	return n == 1, err
}
