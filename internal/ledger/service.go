package ledger

import (
	"context"
	"fmt"
	"time"

	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/money"
	"beli/internal/paging"
)

// Store keeps the book.
type Store interface {
	database.Transactor
	// Append writes a transaction with its entries; false when its reference is there already.
	Append(ctx context.Context, t Transaction) (bool, error)
	// Balance sums an account.
	Balance(ctx context.Context, a Account) (money.Rupiah, error)
	// OfShop gives a page of the entries that belong to a shop, newest first, and how many there are.
	OfShop(ctx context.Context, shopID int64, page paging.Request) ([]Line, int, error)
	// ShopTotals sums a shop's account by kind.
	ShopTotals(ctx context.Context, shopID int64) (map[Kind]money.Rupiah, error)
	// ShopSpan sums a shop's account by kind from an instant until before another, and counts the orders of each kind.
	ShopSpan(ctx context.Context, shopID int64, from, until time.Time) (map[Kind]money.Rupiah, map[Kind]int, error)
}

// Service books and reads.
type Service struct {
	store Store
	clock clock.Clock
}

// NewService makes the service.
func NewService(store Store, clk clock.Clock) *Service { return &Service{store: store, clock: clk} }

// Post books a transaction in the caller's transaction, now when it has no instant. ErrUnbalanced
// where the entries do not sum to zero, ErrPosted where the reference was booked before.
func (s *Service) Post(ctx context.Context, t Transaction) error {
	if !t.balanced() {
		return fmt.Errorf("book %s %q: %w", t.Kind, t.Reference, ErrUnbalanced)
	}
	if t.At.IsZero() {
		t.At = s.clock.Now()
	}
	return s.store.InTx(ctx, func(ctx context.Context) error {
		fresh, err := s.store.Append(ctx, t)
		if err != nil {
			return fmt.Errorf("book %s %q: %w", t.Kind, t.Reference, err)
		}
		if !fresh {
			return fmt.Errorf("book %s %q: %w", t.Kind, t.Reference, ErrPosted)
		}
		return nil
	})
}

// Balance is the sum of an account's entries.
func (s *Service) Balance(ctx context.Context, a Account) (money.Rupiah, error) {
	sum, err := s.store.Balance(ctx, a)
	if err != nil {
		return 0, fmt.Errorf("balance of %s: %w", a, err)
	}
	return sum, nil
}

// Statement gives a page of a shop's entries, newest first, and how many there are. The caller has
// made sure that the reader works there.
func (s *Service) Statement(ctx context.Context, shopID int64, page paging.Request) ([]Line, int, error) {
	lines, total, err := s.store.OfShop(ctx, shopID, page)
	if err != nil {
		return nil, 0, fmt.Errorf("statement of shop %d: %w", shopID, err)
	}
	return lines, total, nil
}

// Totals sums a shop's account; the same scope as Statement.
func (s *Service) Totals(ctx context.Context, shopID int64) (Totals, error) {
	kinds, err := s.store.ShopTotals(ctx, shopID)
	if err != nil {
		return Totals{}, fmt.Errorf("totals of shop %d: %w", shopID, err)
	}
	till, err := s.store.Balance(ctx, CashAccount(shopID))
	if err != nil {
		return Totals{}, fmt.Errorf("till of shop %d: %w", shopID, err)
	}
	t := Totals{Sold: -kinds[Settlement], Cash: -kinds[Cash], Refunded: kinds[RefundPaid]}
	t.Payable = t.Sold + t.Cash - t.Refunded - till
	return t, nil
}

// SalesOf is what a shop sold from an instant until before another.
func (s *Service) SalesOf(ctx context.Context, shopID int64, from, until time.Time) (Sales, error) {
	sums, orders, err := s.store.ShopSpan(ctx, shopID, from, until)
	if err != nil {
		return Sales{}, fmt.Errorf("sales of shop %d: %w", shopID, err)
	}
	// What is owed to a shop is negative in the book.
	return Sales{Sold: -sums[Settlement] - sums[Cash] - sums[RefundPaid], Cash: -sums[Cash], Orders: orders[Settlement] + orders[Cash]}, nil
}
