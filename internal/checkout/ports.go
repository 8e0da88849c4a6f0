package checkout

import (
	"context"

	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/database"
	"beli/internal/delivery"
	"beli/internal/order"
	"beli/internal/outbox"
	"beli/internal/paging"
	"beli/internal/payment"
	"beli/internal/region"
)

// Store keeps purchases.
type Store interface {
	database.Transactor
	// LockBuyer makes other purchases of the same buyer wait until the transaction ends.
	LockBuyer(ctx context.Context, keys ...string) error
	// LockVariants keeps prices and stock of variants as they are until the transaction ends.
	LockVariants(ctx context.Context, variantIDs []int64) error
	// Unpaid counts the purchases that wait for money: of the account, or, without one, the larger of
	// those of the device and those of the phone number.
	Unpaid(ctx context.Context, b Buyer) (int, error)
	// ByKey finds the purchase made under an idempotency key; ErrNotFound when there is none.
	ByKey(ctx context.Context, key string) (Existing, error)
	// Create writes a purchase with its contact and consent and gives its id.
	Create(ctx context.Context, p NewPurchase) (int64, error)
	// ByCode reads a purchase with its contact.
	ByCode(ctx context.Context, code string) (Purchase, error)
	// ByID reads a purchase with its contact.
	ByID(ctx context.Context, id int64) (Purchase, error)
	// OfAccount gives a page of an account's purchases, newest first, and how many there are.
	OfAccount(ctx context.Context, accountID int64, page paging.Request) ([]Purchase, int, error)
	// Contacts reads who bought by the ids of purchases; what was erased is empty.
	Contacts(ctx context.Context, ids []int64) (map[int64]Contact, error)
	// Shops reads shops by their ids, whatever their state.
	Shops(ctx context.Context, ids []int64) ([]cart.Shop, error)
}

// Deliveries keeps the deliveries of orders and knows the tariff.
type Deliveries interface {
	Rate(ctx context.Context, provinceCode string) (delivery.Rate, error)
	Add(ctx context.Context, d delivery.Delivery) error
	OfOrders(ctx context.Context, orderIDs ...int64) ([]delivery.Delivery, error)
}

// Orders moves and reads orders; *order.Service is one.
type Orders interface {
	Open(ctx context.Context, n order.New) (order.Order, error)
	Confirm(ctx context.Context, s order.Step) (order.Order, error)
	MarkPaid(ctx context.Context, s order.Step) (order.Order, error)
	MarkPaidLate(ctx context.Context, s order.Step) (order.Order, error)
	Expire(ctx context.Context, s order.Step) (order.Order, error)
	Cancel(ctx context.Context, s order.Step) (order.Order, error)
	ByID(ctx context.Context, id int64) (order.Order, error)
	InPurchase(ctx context.Context, purchaseID int64, number string) (order.Order, error)
	OfPurchase(ctx context.Context, purchaseID int64) ([]order.Order, error)
	History(ctx context.Context, orderID int64) ([]order.History, error)
}

// Stock keeps and takes what is sold; *catalog.Stock is one.
type Stock interface {
	Hold(ctx context.Context, in catalog.HoldInput) ([]catalog.Hold, error)
	Post(ctx context.Context, orderID int64) error
	Void(ctx context.Context, orderID int64) error
	Return(ctx context.Context, orderID int64) error
}

// Payments writes payments and refunds in the caller's transaction; *payment.Service is one.
type Payments interface {
	// Create also puts the job that begins a gateway payment which its buyer's request did not begin.
	Create(ctx context.Context, in payment.CreateInput) (payment.Payment, error)
	// RequestRefund is bounded by the order's allocation and puts the job that sends it.
	RequestRefund(ctx context.Context, in payment.RefundInput) (payment.Refund, error)
	OfPurchase(ctx context.Context, purchaseID int64) ([]payment.Payment, error)
	RefundsOfOrder(ctx context.Context, orderID int64) ([]payment.Refund, error)
}

// Carts takes what was bought out of a cart; *cart.Service is one.
type Carts interface {
	Remove(ctx context.Context, owner cart.Owner, variantIDs ...int64) error
}

// Regions knows places by their Kemendagri code; *region.Book is one.
type Regions interface {
	ByCode(code string) (region.Place, bool)
	Label(code string) string
}

// Messages takes jobs.
type Messages interface {
	Put(ctx context.Context, msg outbox.Message, opts ...outbox.Option) error
}

// Buyer is by what unpaid purchases of one buyer are found; keys are hashes, "" when unknown.
type Buyer struct {
	AccountID int64
	DeviceKey string
	PhoneHash string
}

// Existing is a purchase found by its idempotency key.
type Existing struct {
	ID          int64
	Code        string
	RequestHash string
}

// NewPurchase is a purchase to be written.
type NewPurchase struct {
	Purchase
	Buyer          Buyer
	IdempotencyKey string
	RequestHash    string
	ConsentVersion string
}
