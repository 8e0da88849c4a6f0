package catalog

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
)

// StockStore keeps stock. Each change is one guarded statement that tells whether its guard held.
type StockStore interface {
	database.Transactor
	// Facts reads the variants in the order of ids; unknown ones are missing.
	Facts(ctx context.Context, variantIDs []int64) ([]StockFacts, error)
	// Reserve adds n to what is reserved of a variant (n may be negative), within 0 and what is on hand.
	Reserve(ctx context.Context, variantID int64, n int) (bool, error)
	// Sell takes n from what is reserved and from what is on hand.
	Sell(ctx context.Context, variantID int64, n int) (bool, error)
	// PutBack adds n to what is on hand.
	PutBack(ctx context.Context, variantID int64, n int) error
	// UsedDays gives what is taken of a product's days from one day on.
	UsedDays(ctx context.Context, productID int64, from string) (map[string]int, error)
	// TakeDay takes n of a product's day within its daily capacity as it is now.
	TakeDay(ctx context.Context, productID int64, day string, n int) (bool, error)
	// FreeDay gives n of a product's day back.
	FreeDay(ctx context.Context, productID int64, day string, n int) error
	// AddHolds writes active holds.
	AddHolds(ctx context.Context, holds []Hold, at time.Time) error
	// ResolveHolds moves the holds of an order from one status to another and gives them; none when none
	// had that status.
	ResolveHolds(ctx context.Context, orderID int64, from, to HoldStatus, at time.Time) ([]Hold, error)
	// AddMovements appends movements.
	AddMovements(ctx context.Context, list []Movement) error
	// CountSold adds n to a product's counter of sold pieces, not below 0.
	CountSold(ctx context.Context, productID int64, n int) error
	// OnHand reads what a variant has; ErrNotFound without such a variant.
	OnHand(ctx context.Context, variantID int64) (Level, error)
	// SetOnHand sets what is on hand where the level is still as it was read.
	SetOnHand(ctx context.Context, is Level, onHand int) (bool, error)
}

// Stock keeps, takes and gives back what is sold. Its methods join the caller's transaction.
type Stock struct {
	store   StockStore
	changes *changelog.Log
	clock   clock.Clock
}

// NewStock makes the stock.
func NewStock(store StockStore, changes *changelog.Log, clk clock.Clock) *Stock {
	return &Stock{store: store, changes: changes, clock: clk}
}

// Hold keeps all items of an order or none. A *SoldOutError names what cannot be had. Quantities are
// added up per variant first; rows are locked in one order for everybody: counted variants by id,
// then days by product.
func (s *Stock) Hold(ctx context.Context, in HoldInput) ([]Hold, error) {
	items, err := in.together()
	if err != nil {
		return nil, fmt.Errorf("hold stock: %w", err)
	}
	var holds []Hold
	err = s.store.InTx(ctx, func(ctx context.Context) error {
		holds, err = s.hold(ctx, in, items)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("hold stock of order %d: %w", in.OrderID, err)
	}
	return holds, nil
}

func (s *Stock) hold(ctx context.Context, in HoldInput, items []HoldItem) ([]Hold, error) {
	ids := make([]int64, len(items))
	for i, it := range items {
		ids[i] = it.VariantID
	}
	list, err := s.store.Facts(ctx, ids)
	if err != nil {
		return nil, err
	}
	facts := map[int64]StockFacts{}
	for _, f := range list {
		facts[f.VariantID] = f
	}
	holds := make([]Hold, len(items))
	for i, it := range items {
		f := facts[it.VariantID]
		holds[i] = Hold{OrderID: in.OrderID, VariantID: it.VariantID, ProductID: f.ProductID, Mode: f.Mode, Quantity: it.Quantity, ExpiresAt: in.ExpiresAt}
	}
	slices.SortFunc(holds, lockOrder)
	now := s.clock.Now()
	for i := range holds {
		ok, err := s.take(ctx, &holds[i], facts[holds[i].VariantID], now)
		if err != nil {
			return nil, err
		}
		if !ok {
			// The caller may go on with its transaction (a late payment does), so what was taken goes back.
			return nil, errors.Join(&SoldOutError{VariantID: holds[i].VariantID}, s.release(ctx, holds[:i]))
		}
	}
	if err := s.store.AddHolds(ctx, holds, now); err != nil {
		return nil, err
	}
	return holds, s.changed(ctx, holds)
}

// lockOrder is the order in which everybody locks rows.
func lockOrder(a, b Hold) int {
	rank := func(h Hold) [2]int64 {
		if h.Mode == MadeToOrder {
			return [2]int64{1, h.ProductID}
		}
		return [2]int64{}
	}
	x, y := rank(a), rank(b)
	return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]), cmp.Compare(a.VariantID, b.VariantID))
}

// take makes one guarded change, and chooses the day of what is made to order.
func (s *Stock) take(ctx context.Context, h *Hold, f StockFacts, now time.Time) (bool, error) {
	switch {
	case f.VariantID == 0 || f.Archived:
		return false, nil
	case f.Mode == Counted:
		return s.store.Reserve(ctx, h.VariantID, h.Quantity)
	case f.Mode == Always:
		return true, nil
	case f.Mode != MadeToOrder:
		return false, fmt.Errorf("variant %d has stock mode %q", h.VariantID, f.Mode)
	}
	days := f.days(now)
	if f.DailyCapacity > 0 && h.Quantity > f.DailyCapacity {
		return false, nil
	}
	used, err := s.store.UsedDays(ctx, f.ProductID, days[0])
	if err != nil {
		return false, err
	}
	for _, day := range days {
		if f.DailyCapacity > 0 && used[day]+h.Quantity > f.DailyCapacity {
			continue
		}
		ok, err := s.store.TakeDay(ctx, f.ProductID, day, h.Quantity)
		if ok || err != nil {
			h.Day = day
			return ok, err
		}
	}
	return false, nil
}

// release gives back what holds keep, without touching their rows.
func (s *Stock) release(ctx context.Context, holds []Hold) error {
	for _, h := range holds {
		switch h.Mode {
		case Counted:
			ok, err := s.store.Reserve(ctx, h.VariantID, -h.Quantity)
			if err == nil && !ok {
				err = fmt.Errorf("variant %d has less than %d reserved", h.VariantID, h.Quantity)
			}
			if err != nil {
				return err
			}
		case MadeToOrder:
			if err := s.store.FreeDay(ctx, h.ProductID, h.Day, h.Quantity); err != nil {
				return err
			}
		}
	}
	return nil
}

// Post makes an order's holds a sale: the goods are no longer ours to sell. ErrHoldResolved when the
// order has no active hold.
func (s *Stock) Post(ctx context.Context, orderID int64) error {
	return s.resolve(ctx, orderID, HoldActive, HoldPosted, func(ctx context.Context, holds []Hold, now time.Time) error {
		var list []Movement
		for _, h := range holds {
			if h.Mode != Counted {
				continue
			}
			ok, err := s.store.Sell(ctx, h.VariantID, h.Quantity)
			if err == nil && !ok {
				err = fmt.Errorf("variant %d has less than %d reserved", h.VariantID, h.Quantity)
			}
			if err != nil {
				return err
			}
			list = append(list, Movement{VariantID: h.VariantID, Kind: MovementSale, Quantity: -h.Quantity, OrderID: orderID, At: now})
		}
		return errors.Join(s.store.AddMovements(ctx, list), s.count(ctx, holds, 1))
	})
}

// Void gives back what an order held and will not buy. ErrHoldResolved when it has no active hold.
func (s *Stock) Void(ctx context.Context, orderID int64) error {
	return s.resolve(ctx, orderID, HoldActive, HoldVoided, func(ctx context.Context, holds []Hold, _ time.Time) error {
		return s.release(ctx, holds)
	})
}

// Return puts back what a cancelled order had bought, once. ErrHoldResolved when nothing of it is sold.
func (s *Stock) Return(ctx context.Context, orderID int64) error {
	return s.resolve(ctx, orderID, HoldPosted, HoldReturned, func(ctx context.Context, holds []Hold, now time.Time) error {
		var list []Movement
		for _, h := range holds {
			switch h.Mode {
			case Counted:
				if err := s.store.PutBack(ctx, h.VariantID, h.Quantity); err != nil {
					return err
				}
				list = append(list, Movement{VariantID: h.VariantID, Kind: MovementReturn, Quantity: h.Quantity, OrderID: orderID, At: now})
			case MadeToOrder:
				if err := s.store.FreeDay(ctx, h.ProductID, h.Day, h.Quantity); err != nil {
					return err
				}
			}
		}
		return errors.Join(s.store.AddMovements(ctx, list), s.count(ctx, holds, -1))
	})
}

func (s *Stock) resolve(ctx context.Context, orderID int64, from, to HoldStatus, effect func(context.Context, []Hold, time.Time) error) error {
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		now := s.clock.Now()
		holds, err := s.store.ResolveHolds(ctx, orderID, from, to, now)
		if err != nil {
			return err
		}
		if len(holds) == 0 {
			return ErrHoldResolved
		}
		slices.SortFunc(holds, lockOrder)
		if err := effect(ctx, holds, now); err != nil {
			return err
		}
		return s.changed(ctx, holds)
	})
	if err != nil {
		return fmt.Errorf("holds of order %d to %s: %w", orderID, to, err)
	}
	return nil
}

// products adds the quantities up per product, in the order of ids.
func products(holds []Hold) (ids []int64, quantity map[int64]int) {
	quantity = map[int64]int{}
	for _, h := range holds {
		if _, seen := quantity[h.ProductID]; !seen {
			ids = append(ids, h.ProductID)
		}
		quantity[h.ProductID] += h.Quantity
	}
	slices.Sort(ids)
	return ids, quantity
}

func (s *Stock) count(ctx context.Context, holds []Hold, sign int) error {
	ids, quantity := products(holds)
	for _, id := range ids {
		if err := s.store.CountSold(ctx, id, sign*quantity[id]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Stock) changed(ctx context.Context, holds []Hold) error {
	ids, _ := products(holds)
	return s.changes.Append(ctx, changelog.Product, ids...)
}

// SetSellable makes n pieces of a variant sellable, besides what unpaid orders hold, by a movement.
// The caller has loaded the variant in the actor's scope. Invalid at on_hand when n is out of range;
// ErrStockMoved when stock was sold at this very moment; not_found without such a variant.
func (s *Stock) SetSellable(ctx context.Context, variantID int64, n int, by int64) error {
	if n < 0 || n > maxHeld {
		return fault.Problem("on_hand", "out_of_range", "0", strconv.Itoa(maxHeld))
	}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		is, err := s.store.OnHand(ctx, variantID)
		if err != nil || is.OnHand-is.Reserved == n {
			return err
		}
		will := is.Reserved + n
		ok, err := s.store.SetOnHand(ctx, is, will)
		if err != nil {
			return err
		}
		if !ok {
			return ErrStockMoved
		}
		err = s.store.AddMovements(ctx, []Movement{{VariantID: variantID, Kind: MovementAdjustment,
			Quantity: will - is.OnHand, AccountID: by, At: s.clock.Now()}})
		if err != nil {
			return err
		}
		return s.changes.Append(ctx, changelog.Product, is.ProductID)
	})
	if err != nil {
		return fmt.Errorf("set stock of variant %d: %w", variantID, err)
	}
	return nil
}
