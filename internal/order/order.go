package order

import (
	"fmt"
	"time"

	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/money"
)

// Faults of this package. A stranger's order is the store's not_found.
var (
	// ErrMoved tells that the order is not (or no longer) where this move starts, or that the move
	// from there belongs to somebody else: 409 order_moved.
	ErrMoved = fault.New(fault.Conflict, "order_moved")
	// ErrNotDue tells that the clock came before the deadline: 409 order_not_due.
	ErrNotDue = fault.New(fault.Conflict, "order_not_due")
	// ErrHandover tells that the order reaches its buyer in another way: 409 order_handover.
	ErrHandover = fault.New(fault.Conflict, "order_handover")
	// ErrParty tells that the actor cannot act in the role it was given: 403 forbidden.
	ErrParty = fault.New(fault.Forbidden, "forbidden")
)

// Pay says how an order is paid.
type Pay string

// The ways of paying.
const (
	PayGateway Pay = "gateway" // before the shop begins, through the gateway
	PayCash    Pay = "cash"    // in cash when the goods are picked up
)

// Values lists the ways of paying.
func (Pay) Values() []string { return []string{string(PayGateway), string(PayCash)} }

// Handover says how an order reaches its buyer; the values are those of delivery.Method.
type Handover string

// The ways of handing over.
const (
	PickUp     Handover = "pickup"
	Expedition Handover = "expedition"
	InPerson   Handover = "none" // services need no delivery
)

// Line is what was bought, as it was called and priced then.
type Line struct {
	ID          int64
	ProductID   int64
	VariantID   int64
	PriceID     int64 // the price version that UnitPrice is
	ProductName string
	VariantName string
	Unit        string
	CoverKey    string
	CoverMat    int
	UnitPrice   money.Rupiah
	Quantity    int
	Grams       int // of one unit
	Total       money.Rupiah
}

// Order is one shop's part of a purchase. It holds no personal data.
type Order struct {
	ID            int64
	Number        string
	PurchaseID    int64
	ShopID        int64
	ShopName      string // as it was
	Status        Status
	Pay           Pay
	ItemsTotal    money.Rupiah
	DeliveryTotal money.Rupiah
	Total         money.Rupiah
	Note          string // of the buyer, for the shop
	MakingDays    int
	Reason        string     // of the last move that had one
	DeadlineAt    *time.Time // when the clock acts, nil when it does not
	PricedAt      time.Time
	PlacedAt      time.Time
	AcceptedAt    *time.Time
	DeliveredAt   *time.Time
	EndedAt       *time.Time
	Handover      Handover // "" before its delivery is written
	ReadyOn       string   // YYYY-MM-DD in WIB: last making day of its made-to-order goods, "" without such
	Lines         []Line   // only where the reading method says so
}

// Waiting tells whether money is still awaited. A confirmed cash order does not wait.
func (o Order) Waiting() bool {
	return o.Status == AwaitingQuote || o.Status == Pending || o.Status == AwaitingConfirmation
}

// Ended tells whether nothing more is expected to happen (an expired order may still be paid late).
func (o Order) Ended() bool {
	return o.Status == Completed || o.Status == Cancelled || o.Status == Refunded || o.Status == Expired
}

// History is one move of an order.
type History struct {
	ID       int64
	OrderID  int64
	From, To Status // From is "" for the order's first row
	By       actor.Actor
	Reason   string
	At       time.Time
}

// New is what Open needs to write a pending order; amounts are computed from the lines.
type New struct {
	Number        string
	PurchaseID    int64
	ShopID        int64
	ShopName      string
	Pay           Pay
	DeliveryTotal money.Rupiah
	Note          string
	MakingDays    int
	Lines         []Line
	PricedAt      time.Time
	ExpiresAt     time.Time // until then money is awaited and stock is held
	By            actor.Actor
}

// Total adds the lines up and checks that no amount leaves the range of money.
func (n New) total() (items money.Rupiah, err error) {
	if len(n.Lines) == 0 {
		return 0, fmt.Errorf("order %s has no lines", n.Number)
	}
	for _, l := range n.Lines {
		sum, err := l.UnitPrice.Times(l.Quantity)
		if err != nil || l.Quantity < 1 || l.UnitPrice < 1 || l.Total != sum {
			return 0, fmt.Errorf("line of variant %d in order %s: %d × %s is not %s", l.VariantID, n.Number, l.Quantity, l.UnitPrice, l.Total)
		}
		if items += sum; items > money.Max {
			return 0, fmt.Errorf("order %s: %w", n.Number, money.ErrOverflow)
		}
	}
	if n.DeliveryTotal < 0 || items+n.DeliveryTotal > money.Max {
		return 0, fmt.Errorf("order %s: %w", n.Number, money.ErrOverflow)
	}
	return items, nil
}
