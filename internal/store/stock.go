package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"beli/ent/db"
	"beli/internal/catalog"
)

// Stock implements catalog.StockStore.
type Stock struct{ *DB }

// NewStock makes the store of stock.
func NewStock(d *DB) *Stock { return &Stock{d} }

var _ catalog.StockStore = (*Stock)(nil)

// Facts implements catalog.StockStore.
func (s *Stock) Facts(ctx context.Context, variantIDs []int64) ([]catalog.StockFacts, error) {
	return collect(ctx, s.DB, func(rows *sql.Rows) (f catalog.StockFacts, err error) {
		err = rows.Scan(&f.VariantID, &f.ProductID, &f.Mode, &f.MakingDays, &f.DailyCapacity, &f.Archived)
		return f, err
	}, `SELECT v.id, v.product_id, p.stock_mode, p.making_days, p.daily_capacity, v.archived_at IS NOT NULL
		FROM variants v JOIN products p ON p.id = v.product_id WHERE v.id IN (`+places(1, len(variantIDs))+`) ORDER BY v.id`,
		anys(variantIDs)...)
}

func (s *Stock) guarded(ctx context.Context, query string, args ...any) (bool, error) {
	n, err := s.Exec(ctx, query, args...)
	return n == 1, err
}

// Reserve implements catalog.StockStore.
func (s *Stock) Reserve(ctx context.Context, variantID int64, n int) (bool, error) {
	return s.guarded(ctx, `UPDATE variants SET reserved = reserved + $1
		WHERE id = $2 AND reserved + $3 >= 0 AND reserved + $4 <= on_hand`, n, variantID, n, n)
}

// Sell implements catalog.StockStore.
func (s *Stock) Sell(ctx context.Context, variantID int64, n int) (bool, error) {
	return s.guarded(ctx, `UPDATE variants SET reserved = reserved - $1, on_hand = on_hand - $2
		WHERE id = $3 AND reserved >= $4`, n, n, variantID, n)
}

// PutBack implements catalog.StockStore.
func (s *Stock) PutBack(ctx context.Context, variantID int64, n int) error {
	ok, err := s.guarded(ctx, `UPDATE variants SET on_hand = on_hand + $1 WHERE id = $2`, n, variantID)
	if err == nil && !ok {
		return ErrNotFound
	}
	return err
}

// UsedDays implements catalog.StockStore.
func (s *Stock) UsedDays(ctx context.Context, productID int64, from string) (map[string]int, error) {
	return tally[string, int](ctx, s.DB, `SELECT day, used FROM product_day WHERE product_id = $1 AND day >= $2`, productID, from)
}

// TakeDay implements catalog.StockStore.
func (s *Stock) TakeDay(ctx context.Context, productID int64, day string, n int) (bool, error) {
	return s.guarded(ctx, `INSERT INTO product_day (product_id, day, used)
		SELECT id, CAST($1 AS text), CAST($2 AS bigint) FROM products
		WHERE id = $3 AND (daily_capacity = 0 OR daily_capacity >= $4)
		ON CONFLICT (product_id, day) DO UPDATE SET used = product_day.used + excluded.used
		WHERE (SELECT p.daily_capacity = 0 OR p.daily_capacity >= product_day.used + excluded.used
			FROM products p WHERE p.id = product_day.product_id)`, day, n, productID, n)
}

// FreeDay implements catalog.StockStore.
func (s *Stock) FreeDay(ctx context.Context, productID int64, day string, n int) error {
	ok, err := s.guarded(ctx, `UPDATE product_day SET used = used - $1 WHERE product_id = $2 AND day = $3 AND used >= $4`, n, productID, day, n)
	if err == nil && !ok {
		return fmt.Errorf("day %s of product %d has less than %d taken", day, productID, n)
	}
	return err
}

// AddHolds implements catalog.StockStore.
func (s *Stock) AddHolds(ctx context.Context, holds []catalog.Hold, at time.Time) error {
	c := s.client(ctx)
	rows := make([]*db.StockHoldCreate, len(holds))
	for i, h := range holds {
		rows[i] = c.StockHold.Create().SetOrderID(h.OrderID).SetVariantID(h.VariantID).SetProductID(h.ProductID).SetMode(string(h.Mode)).
			SetDay(h.Day).SetQuantity(h.Quantity).SetStatus(string(catalog.HoldActive)).SetExpiresAt(h.ExpiresAt).SetCreatedAt(at)
	}
	if err := c.StockHold.CreateBulk(rows...).Exec(ctx); err != nil {
		return fmt.Errorf("write holds: %w", mapErr(err))
	}
	return nil
}

// ResolveHolds implements catalog.StockStore.
func (s *Stock) ResolveHolds(ctx context.Context, orderID int64, from, to catalog.HoldStatus, at time.Time) ([]catalog.Hold, error) {
	return collect(ctx, s.DB, func(rows *sql.Rows) (h catalog.Hold, err error) {
		err = rows.Scan(&h.OrderID, &h.VariantID, &h.ProductID, &h.Mode, &h.Day, &h.Quantity)
		return h, err
	}, `UPDATE stock_holds SET status = $1, resolved_at = $2 WHERE order_id = $3 AND status = $4
		RETURNING order_id, variant_id, product_id, mode, day, quantity`, string(to), at, orderID, string(from))
}

// AddMovements implements catalog.StockStore.
func (s *Stock) AddMovements(ctx context.Context, list []catalog.Movement) error {
	if len(list) == 0 {
		return nil
	}
	c := s.client(ctx)
	rows := make([]*db.StockMovementCreate, len(list))
	for i, m := range list {
		rows[i] = c.StockMovement.Create().SetVariantID(m.VariantID).SetKind(string(m.Kind)).SetQuantity(m.Quantity).SetAt(m.At).
			SetNillableOrderID(zeroNil(m.OrderID)).SetNillableAccountID(zeroNil(m.AccountID))
	}
	if err := c.StockMovement.CreateBulk(rows...).Exec(ctx); err != nil {
		return fmt.Errorf("write movements: %w", mapErr(err))
	}
	return nil
}

// CountSold implements catalog.StockStore.
func (s *Stock) CountSold(ctx context.Context, productID int64, n int) error {
	_, err := s.Exec(ctx, `UPDATE products SET sold = CASE WHEN sold + $1 < 0 THEN 0 ELSE sold + $2 END WHERE id = $3`, n, n, productID)
	return err
}

// OnHand implements catalog.StockStore.
func (s *Stock) OnHand(ctx context.Context, variantID int64) (catalog.Level, error) {
	return one(ctx, s.DB, func(rows *sql.Rows) (l catalog.Level, err error) {
		err = rows.Scan(&l.VariantID, &l.ProductID, &l.OnHand, &l.Reserved)
		return l, err
	}, `SELECT id, product_id, on_hand, reserved FROM variants WHERE id = $1`, variantID)
}

// SetOnHand implements catalog.StockStore.
func (s *Stock) SetOnHand(ctx context.Context, is catalog.Level, onHand int) (bool, error) {
	return s.guarded(ctx, `UPDATE variants SET on_hand = $1 WHERE id = $2 AND on_hand = $3 AND reserved = $4`,
		onHand, is.VariantID, is.OnHand, is.Reserved)
}
