package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"beli/internal/cart"
	"beli/internal/money"
)

// Carts implements cart.Store.
type Carts struct{ *DB }

// NewCarts makes the store of carts.
func NewCarts(d *DB) *Carts { return &Carts{d} }

var _ cart.Store = (*Carts)(nil)

// Open implements cart.Store.
func (s *Carts) Open(ctx context.Context, key cart.Key, accountID int64, now time.Time) (int64, error) {
	var account *int64
	if accountID > 0 {
		account = &accountID
	}
	return one(ctx, s.DB, scalar[int64], `INSERT INTO carts (token_hash, account_id, created_at, updated_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (token_hash) DO UPDATE SET updated_at = excluded.updated_at RETURNING id`, string(key), account, now, now)
}

// Lines implements cart.Store.
func (s *Carts) Lines(ctx context.Context, key cart.Key) ([]cart.Stored, error) {
	return collect(ctx, s.DB, func(rows *sql.Rows) (l cart.Stored, err error) {
		err = rows.Scan(&l.VariantID, &l.Quantity, &l.PriceSeen, moment{&l.AddedAt})
		return l, err
	}, `SELECT l.variant_id, l.quantity, l.price_seen, l.added_at FROM cart_lines l JOIN carts c ON c.id = l.cart_id
		WHERE c.token_hash = $1 ORDER BY l.added_at, l.id`, string(key))
}

// Put implements cart.Store.
func (s *Carts) Put(ctx context.Context, cartID int64, l cart.Stored) error {
	_, err := s.Exec(ctx, `INSERT INTO cart_lines (cart_id, variant_id, quantity, price_seen, note, added_at) VALUES ($1, $2, $3, $4, '', $5)
		ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = excluded.quantity, price_seen = excluded.price_seen`,
		cartID, l.VariantID, l.Quantity, int64(l.PriceSeen), l.AddedAt)
	if err != nil {
		return fmt.Errorf("write cart line: %w", err)
	}
	return nil
}

// Remove implements cart.Store.
func (s *Carts) Remove(ctx context.Context, key cart.Key, variantIDs []int64) error {
	_, err := s.Exec(ctx, `DELETE FROM cart_lines WHERE cart_id IN (SELECT id FROM carts WHERE token_hash = $1)
		AND variant_id IN (`+places(2, len(variantIDs))+`)`, append([]any{string(key)}, anys(variantIDs)...)...)
	return err
}

// See implements cart.Store.
func (s *Carts) See(ctx context.Context, key cart.Key, variantID int64, price money.Rupiah) error {
	_, err := s.Exec(ctx, `UPDATE cart_lines SET price_seen = $1 WHERE variant_id = $2
		AND cart_id IN (SELECT id FROM carts WHERE token_hash = $3)`, int64(price), variantID, string(key))
	return err
}

// Delete implements cart.Store.
func (s *Carts) Delete(ctx context.Context, key cart.Key) error {
	_, err := s.Exec(ctx, `DELETE FROM carts WHERE token_hash = $1`, string(key))
	return err
}

// Prune implements cart.Store.
func (s *Carts) Prune(ctx context.Context, before time.Time) (int64, error) {
	return s.Exec(ctx, `DELETE FROM carts WHERE account_id IS NULL AND updated_at < $1`, before)
}
