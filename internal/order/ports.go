package order

import (
	"context"
	"time"

	"beli/internal/database"
	"beli/internal/outbox"
	"beli/internal/paging"
)

// Reader reads orders. Every method that serves a person takes the scope that person has: what lies
// outside of it is not_found, like what does not exist.
type Reader interface {
	// ByID gives an order with its lines, for jobs and the clock only.
	ByID(ctx context.Context, id int64) (Order, error)
	// ByNumber gives an order of a shop with its lines, for the shop's members. What is not paid yet is
	// not theirs to see: not_found.
	ByNumber(ctx context.Context, shopID int64, number string) (Order, error)
	// OfPurchase gives the orders of a purchase with their lines, in the order they were written.
	OfPurchase(ctx context.Context, purchaseID int64) ([]Order, error)
	// InPurchase gives one order of a purchase with its lines, for the purchase's buyer.
	InPurchase(ctx context.Context, purchaseID int64, number string) (Order, error)
	// History gives the moves of an order, oldest first.
	History(ctx context.Context, orderID int64) ([]History, error)
	// List gives a page of a shop's list with lines, and how many orders the list has.
	List(ctx context.Context, shopID int64, tab Tab, page paging.Request) ([]Order, int, error)
	// Counts tells how many orders each list of a shop has.
	Counts(ctx context.Context, shopID int64) (map[Tab]int, error)
	// Due gives the orders whose deadline has come, most overdue first, without lines.
	Due(ctx context.Context, now time.Time, limit int) ([]Order, error)
}

// Store keeps orders.
type Store interface {
	Reader
	database.Transactor
	// Create writes an order and its lines and gives it with its id.
	Create(ctx context.Context, o Order) (Order, error)
	// Move writes status, reason, deadline and instants of o where its status is still from,
	// and tells whether it was.
	Move(ctx context.Context, from Status, o Order) (bool, error)
	// AddHistory appends a move and gives its id.
	AddHistory(ctx context.Context, h History) (int64, error)
	// SetReceipt notes how the order's parcel travels.
	SetReceipt(ctx context.Context, orderID int64, courier, receipt string) error
}

// Messages takes the messages of moves.
type Messages interface {
	Put(ctx context.Context, msg outbox.Message, opts ...outbox.Option) error
}
