package checkout

import (
	"time"

	"beli/internal/cart"
	"beli/internal/delivery"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/phone"
)

// Contact is who bought. It can be erased; then it is empty.
type Contact struct {
	Name  string
	Phone phone.Number
	Email string // "" when none was given
}

// Purchase is one checkout of one buyer; its amounts are frozen.
type Purchase struct {
	ID        int64
	Code      string
	AccountID int64 // 0 for a guest
	Lang      string
	Total     money.Rupiah
	Contact   Contact
	CreatedAt time.Time
	ExpiresAt time.Time // until then its gateway payment can be made
}

// OrderView is one shop's part of a purchase, for the purchase's page.
type OrderView struct {
	order.Order
	Shop     cart.Shop // as it is now, for its chat and address
	Delivery delivery.Delivery
	History  []order.History
	Refunds  []payment.Refund
}

// View is everything a purchase's page shows.
type View struct {
	Purchase
	Orders   []OrderView
	Payments []payment.Payment
}

// Status is where a purchase stands. It is derived from its orders, never set.
type Status string

// The states of a purchase.
const (
	Unpaid     Status = "unpaid"      // no shop can begin before money comes
	PartlyPaid Status = "partly_paid" // some can, for others money is awaited
	Paid       Status = "paid"        // nothing is awaited from the buyer
	Ended      Status = "ended"       // every order has ended
)

// StatusOf derives the state of a purchase from those of its orders.
func StatusOf(orders []order.Order) Status {
	waiting, going, ended := 0, 0, 0
	for _, o := range orders {
		switch {
		case o.Waiting():
			waiting++
		case o.Ended():
			ended++
			if o.Status == order.Completed {
				going++ // it was paid
			}
		default:
			going++
		}
	}
	switch {
	case ended == len(orders):
		return Ended
	case waiting == 0:
		return Paid
	case going > 0:
		return PartlyPaid
	}
	return Unpaid
}

// Status derives the state of the purchase.
func (v View) Status() Status {
	list := make([]order.Order, len(v.Orders))
	for i, o := range v.Orders {
		list[i] = o.Order
	}
	return StatusOf(list)
}

// Due is the gateway payment that waits for the buyer at an instant, if there is one: the page leads to it.
func (v View) Due(now time.Time) (payment.Payment, bool) {
	if s := v.Status(); s != Unpaid && s != PartlyPaid {
		return payment.Payment{}, false
	}
	for _, p := range v.Payments {
		if p.Method == payment.ByGateway && p.Status.Open() && !p.Over(now) {
			return p, true
		}
	}
	return payment.Payment{}, false
}

// Placed is the message of a new purchase: one notice to its buyer.
type Placed struct {
	PurchaseID int64 `json:"purchase_id"`
}

// Kind implements outbox.Message.
func (Placed) Kind() string { return "checkout.placed" }
