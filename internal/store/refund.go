package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beli/ent/db"
	"beli/ent/db/predicate"
	dbrefund "beli/ent/db/refund"
	"beli/internal/money"
	"beli/internal/payment"
)

// refunds reads what a condition finds, by id, each with what it needs of its payment.
func (s Payments) refunds(ctx context.Context, limit int, where ...predicate.Refund) ([]payment.Refund, error) {
	query := s.db.client(ctx).Refund.Query().Where(where...).WithPayment().Order(dbrefund.ByID())
	if limit > 0 {
		query.Limit(limit)
	}
	rows, err := query.All(ctx)
	if err != nil {
		return nil, mapErr(err)
	}
	list := make([]payment.Refund, len(rows))
	for i, row := range rows {
		list[i] = fromRefund(row)
	}
	return list, nil
}

func fromRefund(row *db.Refund) payment.Refund {
	r := payment.Refund{ID: row.ID, PaymentID: row.PaymentID, OrderID: row.OrderID, Amount: row.Amount, Reason: row.Reason, Key: row.Key,
		Status: payment.RefundStatus(row.Status), Failure: row.Failure, ProviderRef: orZero(row.ProviderRef), CreatedAt: row.CreatedAt, SettledAt: row.SettledAt}
	if p := row.Edges.Payment; p != nil {
		r.Method, r.Gateway, r.PaymentRef = payment.Method(p.Method), p.Gateway, orZero(p.ProviderRef)
	}
	return r
}

func (s Payments) oneRefund(ctx context.Context, where ...predicate.Refund) (payment.Refund, error) {
	list, err := s.refunds(ctx, 1, where...)
	if err != nil {
		return payment.Refund{}, err
	}
	if len(list) == 0 {
		return payment.Refund{}, ErrNotFound
	}
	return list[0], nil
}

// RefundByID implements payment.Reader.
func (s Payments) RefundByID(ctx context.Context, id int64) (payment.Refund, error) {
	return s.oneRefund(ctx, dbrefund.ID(id))
}

// RefundByKey implements payment.Store.
func (s Payments) RefundByKey(ctx context.Context, gateway, key string) (payment.Refund, error) {
	r, err := s.oneRefund(ctx, dbrefund.Key(key))
	if err == nil && r.Gateway != gateway {
		return payment.Refund{}, ErrNotFound
	}
	return r, err
}

// RefundsOfOrder implements payment.Reader.
func (s Payments) RefundsOfOrder(ctx context.Context, orderID int64) ([]payment.Refund, error) {
	return s.refunds(ctx, 0, dbrefund.OrderID(orderID))
}

// RefundsWaiting implements payment.Store.
func (s Payments) RefundsWaiting(ctx context.Context, before time.Time, limit int) ([]payment.Refund, error) {
	return s.refunds(ctx, limit, dbrefund.Status(string(payment.RefundRequested)), dbrefund.CreatedAtLT(before))
}

// Left implements payment.Store. Writing the payment's row first makes whoever refunds it too wait for
// this transaction's end, on both databases; the sum is read after that, so that it is never stale.
func (s Payments) Left(ctx context.Context, paymentID, orderID int64) (money.Rupiah, error) {
	n, err := s.db.Exec(ctx, `UPDATE payments SET failure = failure WHERE id = $1 AND status = 'settled'`, paymentID)
	if err != nil {
		return 0, fmt.Errorf("lock payment %d: %w", paymentID, err)
	}
	if n == 0 {
		return 0, payment.ErrNotSettled
	}
	left, err := one(ctx, s.db, scalar[money.Rupiah], `SELECT a.amount - COALESCE((SELECT SUM(r.amount) FROM refunds r
			WHERE r.payment_id = a.payment_id AND r.order_id = a.order_id AND r.status IN ('requested', 'settled')), 0)
		FROM payment_allocations a WHERE a.payment_id = $1 AND a.order_id = $2`, paymentID, orderID)
	if errors.Is(err, ErrNotFound) {
		return 0, payment.ErrNotSettled
	}
	if err != nil {
		return 0, fmt.Errorf("read what is left of payment %d: %w", paymentID, err)
	}
	return left, nil
}

// InsertRefund implements payment.Store.
func (s Payments) InsertRefund(ctx context.Context, r payment.Refund) (int64, error) {
	row, err := s.db.client(ctx).Refund.Create().SetPaymentID(r.PaymentID).SetOrderID(r.OrderID).SetAmount(r.Amount).SetReason(r.Reason).
		SetKey(r.Key).SetStatus(string(r.Status)).SetFailure("").SetCreatedAt(r.CreatedAt).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

// MoveRefund implements payment.Store. The key of a refund is fixed but for this one act, trying again
// what the gateway refused: under the old key it would only repeat its refusal.
func (s Payments) MoveRefund(ctx context.Context, from payment.RefundStatus, key string, r payment.Refund) (bool, error) {
	n, err := s.db.Exec(ctx, `UPDATE refunds SET status = $1, key = $2, provider_ref = $3, failure = $4, settled_at = $5
		WHERE id = $6 AND status = $7 AND key = $8`,
		string(r.Status), r.Key, zeroNil(r.ProviderRef), r.Failure, r.SettledAt, r.ID, string(from), key)
	return n == 1, err
}
