package payment

import (
	"context"
	"time"

	"beli/internal/database"
	"beli/internal/money"
	"beli/internal/outbox"
)

// Reader reads payments and refunds; payments come with their allocations.
type Reader interface {
	// ByID reads a payment.
	ByID(ctx context.Context, id int64) (Payment, error)
	// OfPurchase reads the payments of a purchase, oldest first.
	OfPurchase(ctx context.Context, purchaseID int64) ([]Payment, error)
	// OfOrder reads the payments that have a share for an order, oldest first.
	OfOrder(ctx context.Context, orderID int64) ([]Payment, error)
	// RefundsOfOrder reads the refunds of an order, oldest first.
	RefundsOfOrder(ctx context.Context, orderID int64) ([]Refund, error)
	// RefundByID reads a refund.
	RefundByID(ctx context.Context, id int64) (Refund, error)
}

// Store keeps payments, refunds and the inbox. Writes join the caller's transaction.
type Store interface {
	Reader
	database.Transactor
	// Insert writes a payment with its allocations and gives its id; false and the id of the
	// payment that has the key already.
	Insert(ctx context.Context, p Payment) (id int64, fresh bool, err error)
	// ByKey reads the payment of a gateway under our key.
	ByKey(ctx context.Context, gateway, key string) (Payment, error)
	// Move writes status, failure, settled_at and, where p has them, reference and redirect of p
	// where the status is still from, and tells whether it was.
	Move(ctx context.Context, from Status, p Payment) (bool, error)
	// Unsure lists gateway payments with an id above after, by id: those still open, and those
	// that ended without money after since.
	Unsure(ctx context.Context, after int64, since time.Time, limit int) ([]Payment, error)
	// PurchaseName is what a gateway may know of a purchase: its code and language.
	PurchaseName(ctx context.Context, purchaseID int64) (code, lang string, err error)

	// Left locks a payment until the transaction ends and tells what of an order's share is
	// neither given back nor promised; ErrNotSettled when the payment is not settled.
	Left(ctx context.Context, paymentID, orderID int64) (money.Rupiah, error)
	// InsertRefund writes a requested refund and gives its id.
	InsertRefund(ctx context.Context, r Refund) (int64, error)
	// RefundByKey reads the refund of a gateway under our key.
	RefundByKey(ctx context.Context, gateway, key string) (Refund, error)
	// MoveRefund writes status, key, reference, failure and settled_at of r where the status is
	// still from and the key still key, and tells whether it was.
	MoveRefund(ctx context.Context, from RefundStatus, key string, r Refund) (bool, error)
	// RefundsWaiting lists requested refunds at gateways that were asked for before an instant.
	RefundsWaiting(ctx context.Context, before time.Time, limit int) ([]Refund, error)

	// HasEvent tells whether the inbox holds an event.
	HasEvent(ctx context.Context, gateway, eventID string) (bool, error)
	// AddEvent puts an event into the inbox, false when it is there already.
	AddEvent(ctx context.Context, e InboxEvent) (bool, error)
}

// InboxEvent is an event as the inbox keeps it.
type InboxEvent struct {
	Gateway     string
	EventID     string
	Kind        EventKind
	ProviderRef string
	Outcome     Outcome
	ReceivedAt  time.Time
}

// Messages takes the jobs of this package.
type Messages interface {
	Put(ctx context.Context, msg outbox.Message, opts ...outbox.Option) error
}

// Start has a payment begun whose buyer's request did not come that far.
type Start struct {
	PaymentID int64 `json:"payment_id"`
}

// Kind implements outbox.Message.
func (Start) Kind() string { return "payment.start" }

// RefundAsked has a refund sent to its gateway.
type RefundAsked struct {
	RefundID int64  `json:"refund_id"`
	Key      string `json:"key"`
}

// Kind implements outbox.Message.
func (RefundAsked) Kind() string { return "payment.refund_asked" }

// Reconcile has the payments compared with their gateways; the schedule puts one per period.
type Reconcile struct{}

// Kind implements outbox.Message.
func (Reconcile) Kind() string { return "payment.reconcile" }
