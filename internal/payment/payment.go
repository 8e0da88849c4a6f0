package payment

import (
	"time"

	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/plain"
)

// Method says how the money comes.
type Method string

// The methods.
const (
	ByGateway Method = "gateway"
	ByCash    Method = "cash" // to the shop, when the goods are handed over
)

// Values lists the methods for the database schema.
func (Method) Values() []string { return []string{string(ByGateway), string(ByCash)} }

// Payment is one way money comes for a purchase; its amount is the sum of its allocations.
type Payment struct {
	ID          int64
	PurchaseID  int64
	Method      Method
	Gateway     string // the gateway's name, "" for cash
	Status      Status
	Amount      money.Rupiah
	Key         string // ours: the gateway knows the payment by it and starts it once
	ProviderRef string // the gateway's name for it, "" until it answered
	RedirectURL string // where the buyer pays, "" until the gateway answered
	Failure     string // why it failed or was declined, for logs and staff
	ExpiresAt   *time.Time
	CreatedAt   time.Time
	SettledAt   *time.Time
	Allocations []Allocation
}

// Allocation is the share of a payment that is for one order.
type Allocation struct {
	OrderID int64
	Amount  money.Rupiah
}

// Share is what the payment allocates to an order, 0 when nothing.
func (p Payment) Share(orderID int64) money.Rupiah {
	for _, a := range p.Allocations {
		if a.OrderID == orderID {
			return a.Amount
		}
	}
	return 0
}

// Over tells whether the time to pay is over.
func (p Payment) Over(now time.Time) bool { return p.ExpiresAt != nil && !now.Before(*p.ExpiresAt) }

// Refund gives back a part of a payment that was for one order.
type Refund struct {
	ID          int64
	PaymentID   int64
	OrderID     int64
	Amount      money.Rupiah
	Reason      string
	Key         string // ours; a refund that failed is tried again under a new one
	ProviderRef string // the gateway's, unique, "" until it answered
	Status      RefundStatus
	Failure     string
	CreatedAt   time.Time
	SettledAt   *time.Time
	Method      Method // of its payment
	Gateway     string // of its payment
	PaymentRef  string // the gateway's name for its payment
}

// The faults of this package, besides not_found and Invalid ones.
var (
	// ErrOver tells that a payment cannot be begun any more: it is settled, declined, over or cancelled.
	ErrOver = fault.New(fault.Conflict, "payment_over")
	// ErrMoved tells that somebody else moved the payment or refund first.
	ErrMoved = fault.New(fault.Conflict, "payment_moved")
	// ErrTooMuch tells that a refund would exceed what is left of the order's share.
	ErrTooMuch = fault.New(fault.Conflict, "refund_too_much")
	// ErrNotSettled tells that no money came for the order that could go back.
	ErrNotSettled = fault.New(fault.Conflict, "payment_not_settled")
	// ErrUnavailable tells that the gateway was not reached; trying later makes sense.
	ErrUnavailable = fault.New(fault.Unavailable, "payment_unavailable")
	// ErrForged tells that a message does not carry the gateway's signature.
	ErrForged = fault.New(fault.Forbidden, "forged_event")
)

// CreateInput describes a payment to be written.
type CreateInput struct {
	PurchaseID  int64
	Method      Method
	Gateway     string // its name; "" for cash
	Key         string // at most 40; "" draws one. The same key never makes a second payment
	Amount      money.Rupiah
	Allocations []Allocation
	ExpiresAt   *time.Time // nil for cash
}

// Validate reports amounts that are not positive and allocations that do not sum to the amount.
func (in CreateInput) Validate() error {
	var p fault.Problems
	p.Check(in.PurchaseID > 0, "purchase", "required")
	p.Check(in.Method == ByCash || in.Method == ByGateway, "method", "invalid_choice")
	p.Check((in.Method == ByGateway) == (in.Gateway != ""), "gateway", "invalid_choice")
	p.Check(len(in.Key) <= 40, "key", "too_long", "40")
	var sum money.Rupiah
	positive := in.Amount > 0 && in.Amount <= money.Max
	for _, a := range in.Allocations {
		positive = positive && a.Amount > 0 && a.Amount <= money.Max && a.OrderID > 0
		if positive {
			sum += a.Amount
		}
	}
	p.Check(positive && sum == in.Amount, "amount", "not_money")
	p.Check(in.Method != ByCash || len(in.Allocations) == 1, "allocations", "invalid_choice")
	return p.Err()
}

// RefundInput asks for money to go back.
type RefundInput struct {
	OrderID   int64
	PaymentID int64        // 0 is the newest settled payment of the order
	Amount    money.Rupiah // 0 is all that is left of the order's share
	Reason    string       // for buyer, shop and staff; at most 200
}

// Validate reports every problem.
func (in RefundInput) Validate() error {
	var p fault.Problems
	p.Check(in.OrderID > 0, "order", "required")
	p.Check(in.Amount >= 0, "amount", "not_money")
	p.Check(!plain.Longer(in.Reason, 200), "reason", "too_long", "200")
	return p.Err()
}
