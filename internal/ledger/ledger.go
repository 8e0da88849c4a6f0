// Package ledger is the double-entry book: every rupiah that moves is a transaction
// whose entries sum to zero, appended once and never changed (the database refuses
// UPDATE and DELETE). A mistake is mended by another transaction. Debits are positive,
// credits negative: what a gateway or a shop's till holds is positive, what is owed to a
// shop negative.
package ledger

import (
	"strconv"
	"time"

	"beli/internal/fault"
	"beli/internal/money"
)

// Account is one account of the book, at most 40 bytes.
type Account string

// GatewayAccount is money that a gateway took and has not paid out.
func GatewayAccount(name string) Account { return Account("gateway:" + name) }

// ShopAccount is what is owed to a shop for its orders, postage included.
func ShopAccount(shopID int64) Account { return Account("shop:" + strconv.FormatInt(shopID, 10)) }

// CashAccount is cash that a shop took itself.
func CashAccount(shopID int64) Account { return Account("cash:" + strconv.FormatInt(shopID, 10)) }

// Kind says what a transaction books.
type Kind string

// The kinds of transactions.
const (
	Settlement Kind = "settlement" // a gateway has the buyer's money
	Cash       Kind = "cash"       // a shop has the buyer's cash
	RefundPaid Kind = "refund"     // money went back to the buyer
)

// Entry is one line of a transaction.
type Entry struct {
	ID      int64
	Account Account
	ShopID  int64 // 0 for none
	OrderID int64 // 0 for none
	Amount  money.Rupiah
}

// Transaction is one booking. Reference names what is booked and makes it happen once.
type Transaction struct {
	Kind      Kind
	Reference string // at most 60 bytes
	At        time.Time
	Entries   []Entry
}

// Line is an entry with its transaction, for a statement.
type Line struct {
	Entry
	Kind      Kind
	Reference string
	At        time.Time
}

// Totals is a shop's account by kind. Commission is frozen at each sale; it is 0.
type Totals struct {
	Sold     money.Rupiah // through gateways
	Cash     money.Rupiah // taken by the shop itself
	Refunded money.Rupiah // given back to buyers
	Payable  money.Rupiah // what the shop is to get: sold and cash, less refunds and what its till has
}

// Sales is what a shop sold in a span of time.
type Sales struct {
	Sold   money.Rupiah // all that buyers paid, less refunds
	Cash   money.Rupiah // of it taken by the shop itself
	Orders int          // paid in the span
}

// The faults of this package.
var (
	// ErrUnbalanced tells of a transaction that is empty, does not sum to zero or has an entry of zero.
	// It is a mistake of the program.
	ErrUnbalanced = fault.New(fault.Internal, "ledger_unbalanced")
	// ErrPosted tells that the reference was booked before.
	ErrPosted = fault.New(fault.Conflict, "ledger_posted")
)

// balanced tells whether a transaction may be booked.
func (t Transaction) balanced() bool {
	var sum money.Rupiah
	for _, e := range t.Entries {
		if e.Amount == 0 || e.Amount > money.Max || e.Amount < -money.Max || e.Account == "" {
			return false
		}
		sum += e.Amount
	}
	return sum == 0 && len(t.Entries) >= 2 && t.Kind != "" && t.Reference != ""
}
