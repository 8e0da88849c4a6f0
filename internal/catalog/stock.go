package catalog

import (
	"fmt"
	"slices"
	"time"

	"beli/internal/clock"
	"beli/internal/fault"
)

// StockMode says how much of a product can be sold.
type StockMode string

// The modes. Only counted stock is guarded by a number of pieces, made to order by a number a day.
const (
	Counted     StockMode = "counted"
	Always      StockMode = "always"
	MadeToOrder StockMode = "made_to_order"
)

// Values lists the modes.
func (StockMode) Values() []string {
	return []string{string(Counted), string(Always), string(MadeToOrder)}
}

// MakingWindow is how many days after the first possible one goods made to order may be promised for.
const MakingWindow = 60

// HoldStatus is what became of a hold.
type HoldStatus string

// A hold is resolved once: posted or voided. Only what was posted can be returned, once.
const (
	HoldActive   HoldStatus = "active"
	HoldPosted   HoldStatus = "posted"
	HoldVoided   HoldStatus = "voided"
	HoldReturned HoldStatus = "returned"
)

// MovementKind says why a variant's stock on hand changed.
type MovementKind string

// The kinds of movement. On hand is always the sum of all movements.
const (
	MovementInitial    MovementKind = "initial"
	MovementSale       MovementKind = "sale"
	MovementReturn     MovementKind = "return"
	MovementAdjustment MovementKind = "adjustment"
)

var (
	// ErrSoldOut is what a *SoldOutError unwraps to: 409 sold_out.
	ErrSoldOut = fault.New(fault.Conflict, "sold_out")
	// ErrHoldResolved tells that an order has no hold in the state that the act needs: 409 hold_resolved.
	ErrHoldResolved = fault.New(fault.Conflict, "hold_resolved")
	// ErrStockMoved tells that stock changed while it was edited: 409 stock_moved.
	ErrStockMoved = fault.New(fault.Conflict, "stock_moved")
)

// SoldOutError names the variant that cannot be had in the asked quantity.
type SoldOutError struct{ VariantID int64 }

// Error implements error.
func (e *SoldOutError) Error() string { return fmt.Sprintf("variant %d: %v", e.VariantID, ErrSoldOut) }

// Unwrap makes it ErrSoldOut.
func (e *SoldOutError) Unwrap() error { return ErrSoldOut }

// HoldItem asks for a quantity of a variant; a variant may be asked for more than once.
type HoldItem struct {
	VariantID int64
	Quantity  int
}

// HoldInput asks to keep everything of one order until it is paid.
type HoldInput struct {
	OrderID   int64
	Items     []HoldItem
	ExpiresAt time.Time
}

// maxHeld bounds what one order may hold of one variant, so that sums cannot overflow.
const maxHeld = 1_000_000

// together adds up what is asked per variant, in the order of variant ids.
func (in HoldInput) together() ([]HoldItem, error) {
	if len(in.Items) == 0 {
		return nil, fmt.Errorf("order %d holds nothing", in.OrderID)
	}
	sum := map[int64]int{}
	for _, it := range in.Items {
		if it.Quantity < 1 || it.Quantity > maxHeld || sum[it.VariantID]+it.Quantity > maxHeld {
			return nil, fmt.Errorf("quantity %d of variant %d is out of range", it.Quantity, it.VariantID)
		}
		sum[it.VariantID] += it.Quantity
	}
	var out []HoldItem
	for id, n := range sum {
		out = append(out, HoldItem{id, n})
	}
	slices.SortFunc(out, func(a, b HoldItem) int { return int(a.VariantID - b.VariantID) })
	return out, nil
}

// Hold is what one order keeps of one variant.
type Hold struct {
	OrderID   int64
	VariantID int64
	ProductID int64
	Mode      StockMode
	Day       string // YYYY-MM-DD in WIB on which it is made; "" when it is not made to order
	Quantity  int
	ExpiresAt time.Time
}

// StockFacts is what holding a variant depends on.
type StockFacts struct {
	VariantID     int64
	ProductID     int64
	Mode          StockMode
	MakingDays    int
	DailyCapacity int // pieces a day over all variants of the product; 0 means no limit
	Archived      bool
}

// days lists the days on which the product can be ready, the earliest first.
func (f StockFacts) days(now time.Time) []string {
	today := now.In(clock.WIB)
	var out []string
	for n := range MakingWindow + 1 {
		out = append(out, today.AddDate(0, 0, f.MakingDays+n).Format(time.DateOnly))
	}
	return out
}

// Movement is one change of a variant's stock on hand.
type Movement struct {
	VariantID int64
	Kind      MovementKind
	Quantity  int
	OrderID   int64 // 0 for none
	AccountID int64 // 0 for none
	At        time.Time
}

// Level is what a variant has at one moment.
type Level struct {
	VariantID int64
	ProductID int64
	OnHand    int
	Reserved  int
}
