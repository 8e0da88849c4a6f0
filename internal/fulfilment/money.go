package fulfilment

import (
	"context"
	"fmt"
	"strconv"

	"beli/internal/ledger"
	"beli/internal/order"
	"beli/internal/payment"
)

// Books writes money that moved into the ledger. It stands apart from Service, because payments are
// made with it.
type Books struct {
	ledger *ledger.Service
	orders order.Reader
}

// NewBooks makes the books; orders tell which shop a share belongs to.
func NewBooks(l *ledger.Service, orders order.Reader) *Books {
	return &Books{ledger: l, orders: orders}
}

// Payment books a settled payment: what a gateway has, or a shop's till, is owed to the shops.
func (b *Books) Payment(ctx context.Context, p payment.Payment) error {
	t := ledger.Transaction{Kind: ledger.Settlement, Reference: "payment:" + strconv.FormatInt(p.ID, 10)}
	if p.SettledAt != nil {
		t.At = *p.SettledAt
	}
	if p.Method == payment.ByGateway {
		t.Entries = append(t.Entries, ledger.Entry{Account: ledger.GatewayAccount(p.Gateway), Amount: p.Amount})
	}
	for _, part := range p.Allocations {
		o, err := b.orders.ByID(ctx, part.OrderID)
		if err != nil {
			return fmt.Errorf("order %d of payment %d: %w", part.OrderID, p.ID, err)
		}
		if p.Method == payment.ByCash {
			t.Kind = ledger.Cash
			t.Entries = append(t.Entries, ledger.Entry{Account: ledger.CashAccount(o.ShopID), ShopID: o.ShopID, OrderID: o.ID, Amount: part.Amount})
		}
		t.Entries = append(t.Entries, ledger.Entry{Account: ledger.ShopAccount(o.ShopID), ShopID: o.ShopID, OrderID: o.ID, Amount: -part.Amount})
	}
	return b.ledger.Post(ctx, t)
}

// Refund books money that went back to its buyer: the shop is owed less, from where the money was.
func (b *Books) Refund(ctx context.Context, r payment.Refund) error {
	o, err := b.orders.ByID(ctx, r.OrderID)
	if err != nil {
		return fmt.Errorf("order %d of refund %d: %w", r.OrderID, r.ID, err)
	}
	source := ledger.Entry{Account: ledger.GatewayAccount(r.Gateway), OrderID: o.ID, Amount: -r.Amount}
	if r.Method == payment.ByCash {
		source.Account, source.ShopID = ledger.CashAccount(o.ShopID), o.ShopID
	}
	t := ledger.Transaction{Kind: ledger.RefundPaid, Reference: "refund:" + strconv.FormatInt(r.ID, 10), Entries: []ledger.Entry{
		{Account: ledger.ShopAccount(o.ShopID), ShopID: o.ShopID, OrderID: o.ID, Amount: r.Amount}, source}}
	if r.SettledAt != nil {
		t.At = *r.SettledAt
	}
	return b.ledger.Post(ctx, t)
}

// closePayments gives up the open payments of a cancelled order, unless another order still waits for
// their money.
func (s *Service) closePayments(ctx context.Context, o order.Order) error {
	list, err := s.Payments.OfOrder(ctx, o.ID)
	if err != nil {
		return fmt.Errorf("payments of order %d: %w", o.ID, err)
	}
	for _, p := range list {
		if !p.Status.Open() {
			continue
		}
		wanted := false
		for _, part := range p.Allocations {
			other, err := s.Orders.ByID(ctx, part.OrderID)
			if err != nil {
				return fmt.Errorf("order %d: %w", part.OrderID, err)
			}
			wanted = wanted || other.Waiting()
		}
		if wanted {
			continue
		}
		if err := s.Payments.Cancel(ctx, p.ID); err != nil {
			return err
		}
	}
	return nil
}

// AfterMove is the job that follows every move of an order: nobody is asked for the money of what was
// cancelled. It may run twice.
func (s *Service) AfterMove(ctx context.Context, m order.Moved) error {
	if m.To != order.Cancelled {
		return nil
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := s.Orders.ByID(ctx, m.OrderID)
		if err != nil {
			return fmt.Errorf("order %d: %w", m.OrderID, err)
		}
		return s.closePayments(ctx, o)
	})
}

// PayAgain gives a purchase whose gateway payment was declined another one for the orders that still
// wait, until the same instant; taps at once give the same one. payment.ErrOver when nothing waits, a
// payment is open, or the time is over. The caller begins it. The purchase was opened for the buyer
// before.
func (s *Service) PayAgain(ctx context.Context, purchaseID int64) (payment.Payment, error) {
	var again payment.Payment
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		last, err := s.declined(ctx, purchaseID)
		if err != nil {
			return err
		}
		in := payment.CreateInput{PurchaseID: purchaseID, Method: payment.ByGateway, Gateway: last.Gateway,
			Key: "again-" + strconv.FormatInt(last.ID, 10), ExpiresAt: last.ExpiresAt}
		for _, part := range last.Allocations {
			o, err := s.Orders.ByID(ctx, part.OrderID)
			if err != nil {
				return fmt.Errorf("order %d: %w", part.OrderID, err)
			}
			if o.Waiting() {
				in.Allocations = append(in.Allocations, part)
				in.Amount += part.Amount
			}
		}
		if len(in.Allocations) == 0 {
			return payment.ErrOver
		}
		again, err = s.Payments.Create(ctx, in)
		return err
	})
	if err != nil {
		return payment.Payment{}, fmt.Errorf("pay purchase %d again: %w", purchaseID, err)
	}
	return again, nil
}

// declined finds the declined payment that the buyer may try again after. One that was tried again
// already is answered too: Create knows its successor by the key.
func (s *Service) declined(ctx context.Context, purchaseID int64) (payment.Payment, error) {
	list, err := s.Payments.OfPurchase(ctx, purchaseID)
	if err != nil {
		return payment.Payment{}, fmt.Errorf("payments of purchase %d: %w", purchaseID, err)
	}
	var last payment.Payment
	for _, p := range list {
		if p.Method == payment.ByGateway && p.Status == payment.Declined {
			last = p
		}
	}
	for _, p := range list {
		if p.ID > last.ID && p.Method == payment.ByGateway && !(p.Status.Open() && p.Key == "again-"+strconv.FormatInt(last.ID, 10)) {
			return payment.Payment{}, payment.ErrOver
		}
	}
	if last.ID == 0 || last.Over(s.Clock.Now()) {
		return payment.Payment{}, payment.ErrOver
	}
	return last, nil
}
