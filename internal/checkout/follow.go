package checkout

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/plain"
)

// maxLooks is how often an order that somebody moves at this moment is looked at again.
const maxLooks = 4

// PaymentSettled has the orders of a settled gateway payment follow, in the transaction that settles it:
// pending ones are paid and their stock is sold; expired ones too where their stock can still be
// had, else their share goes back; the share of cancelled ones goes back. Hearing of it again
// changes nothing.
func (s *Service) PaymentSettled(ctx context.Context, p payment.Payment) error {
	parts := slices.Clone(p.Allocations)
	slices.SortFunc(parts, func(a, b payment.Allocation) int { return int(a.OrderID - b.OrderID) })
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		for _, part := range parts {
			if err := s.follow(ctx, p, part); err != nil {
				return fmt.Errorf("order %d of payment %d: %w", part.OrderID, p.ID, err)
			}
		}
		return nil
	})
}

func (s *Service) follow(ctx context.Context, p payment.Payment, part payment.Allocation) error {
	for look := 1; ; look++ {
		o, err := s.Orders.ByID(ctx, part.OrderID)
		if err != nil {
			return err
		}
		err = s.followFrom(ctx, o, p, part)
		if look == maxLooks || !errors.Is(err, order.ErrMoved) {
			return err
		}
	}
}

func (s *Service) followFrom(ctx context.Context, o order.Order, p payment.Payment, part payment.Allocation) error {
	step := order.Step{OrderID: o.ID, As: order.Payment, By: actor.PaymentGateway(p.Gateway)}
	switch o.Status {
	case order.Pending, order.AwaitingConfirmation:
		if part.Amount != o.Total {
			return fmt.Errorf("%s does not pay for %s", part.Amount, o.Total)
		}
		if _, err := s.Orders.MarkPaid(ctx, step); err != nil {
			return err
		}
		return s.Stock.Post(ctx, o.ID)
	case order.Expired:
		return s.revive(ctx, o, step, p, part)
	case order.Cancelled:
		return s.giveBack(ctx, o, p, part, "paid_after_cancel")
	}
	return nil
}

// revive goes on with an order whose money came late, where its stock can be had once more.
func (s *Service) revive(ctx context.Context, o order.Order, step order.Step, p payment.Payment, part payment.Allocation) error {
	done, err := s.refunded(ctx, o.ID, p.ID)
	if err != nil || done {
		return err
	}
	in := catalog.HoldInput{OrderID: o.ID, ExpiresAt: s.Clock.Now().Add(s.settings.Grace)}
	for _, l := range o.Lines {
		in.Items = append(in.Items, catalog.HoldItem{VariantID: l.VariantID, Quantity: l.Quantity})
	}
	_, err = s.Stock.Hold(ctx, in)
	if errors.Is(err, catalog.ErrSoldOut) {
		return s.giveBack(ctx, o, p, part, "paid_too_late")
	}
	if err != nil {
		return err
	}
	if _, err := s.Orders.MarkPaidLate(ctx, step); err != nil {
		return err
	}
	return s.Stock.Post(ctx, o.ID)
}

// giveBack has an order's share sent back, once.
func (s *Service) giveBack(ctx context.Context, o order.Order, p payment.Payment, part payment.Allocation, reason string) error {
	done, err := s.refunded(ctx, o.ID, p.ID)
	if err != nil || done {
		return err
	}
	_, err = s.Payments.RequestRefund(ctx, payment.RefundInput{OrderID: o.ID, PaymentID: p.ID, Amount: part.Amount, Reason: reason})
	return err
}

// refunded tells whether a payment's share of an order was sent back, or was tried to be.
func (s *Service) refunded(ctx context.Context, orderID, paymentID int64) (bool, error) {
	list, err := s.Payments.RefundsOfOrder(ctx, orderID)
	return slices.ContainsFunc(list, func(r payment.Refund) bool { return r.PaymentID == paymentID }), err
}

// ExpireOrder ends an order whose money did not come in time and gives its stock back; the clock
// calls it for what is due. An order that is not waiting any more is left alone;
// order.ErrNotDue before the deadline.
func (s *Service) ExpireOrder(ctx context.Context, orderID int64) error {
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.Orders.ByID(ctx, orderID)
		if err != nil || !o.Waiting() {
			return err
		}
		_, err = s.Orders.Expire(ctx, order.Step{OrderID: orderID, As: order.System, By: actor.Clock()})
		if errors.Is(err, order.ErrMoved) {
			return nil // paid or cancelled at this very moment
		}
		if err != nil {
			return err
		}
		return s.Stock.Void(ctx, orderID)
	})
	if err != nil {
		return fmt.Errorf("expire order %d: %w", orderID, err)
	}
	return nil
}

// CancelInput is a buyer's wish to cancel one order of a purchase that was opened for them.
type CancelInput struct {
	PurchaseID int64
	Number     string
	By         actor.Actor
	Reason     string // may be empty, at most 200
}

// Validate reports a reason that is too long.
func (in CancelInput) Validate() error {
	var p fault.Problems
	p.Check(!plain.Longer(in.Reason, 200), "reason", "too_long", "200")
	return p.Err()
}

// CancelByBuyer cancels an order its shop has not accepted yet: what was held or sold goes back to
// stock, and the share that was paid goes back to the buyer. not_found for an order of another purchase,
// order.ErrMoved once the shop has accepted or the order has ended.
func (s *Service) CancelByBuyer(ctx context.Context, in CancelInput) error {
	in.Reason = plain.Text(in.Reason)
	if err := in.Validate(); err != nil {
		return err
	}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.Orders.InPurchase(ctx, in.PurchaseID, in.Number)
		if err != nil {
			return err
		}
		if _, err := s.Orders.Cancel(ctx, order.Step{OrderID: o.ID, As: order.Buyer, By: in.By, Reason: in.Reason}); err != nil {
			return err
		}
		// A state read before somebody else's move shows here as a hold in another state: all is undone.
		if o.Waiting() {
			return s.Stock.Void(ctx, o.ID)
		}
		if err := s.Stock.Return(ctx, o.ID); err != nil || o.Status != order.Paid {
			return err
		}
		_, err = s.Payments.RequestRefund(ctx, payment.RefundInput{OrderID: o.ID, Reason: "cancelled_by_buyer"})
		return err
	})
	if err != nil {
		return fmt.Errorf("cancel order %s: %w", in.Number, err)
	}
	return nil
}
