package order

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"beli/internal/fault"
)

// Every verb answers the moved order, or ErrMoved when the order is not where the move starts,
// ErrParty when the actor cannot be that party, not_found when there is no such order.
// Stock, money and ledger are moved by the use case in the same transaction.

// MarkPaid moves a pending order to paid (As Payment; Owner for a proof).
func (s *Service) MarkPaid(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Paid, func(o Order, _ time.Time) error {
		if o.Status == Expired {
			return ErrMoved
		}
		return nil
	})
}

// MarkPaidLate moves an expired order whose money came after all to paid (As Payment). The caller
// has reserved its stock anew.
func (s *Service) MarkPaidLate(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Paid, func(o Order, _ time.Time) error {
		if o.Status != Expired {
			return ErrMoved
		}
		return nil
	})
}

// Confirm lets the shop begin before the money is there: cash orders only (As System).
func (s *Service) Confirm(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Confirmed, func(o Order, _ time.Time) error {
		if o.Pay != PayCash {
			return ErrMoved
		}
		return nil
	})
}

// Expire ends an order whose money did not come before its deadline (As System); before it, ErrNotDue.
func (s *Service) Expire(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Expired, due)
}

// due is the guard of moves that only the clock's deadline permits.
func due(o Order, now time.Time) error {
	if o.DeadlineAt == nil || o.DeadlineAt.After(now) {
		return ErrNotDue
	}
	return nil
}

// Cancel ends an order that has not been sent, or that came back. A buyer may before acceptance, the
// owner, and the mediator of what came back, with a reason (else invalid: reason), the system once the
// deadline has come (else ErrNotDue).
func (s *Service) Cancel(ctx context.Context, step Step) (Order, error) {
	step, err := step.withReason(Owner, Mediator)
	if err != nil {
		return Order{}, err
	}
	return s.move(ctx, step, Cancelled, func(o Order, now time.Time) error {
		if step.As == System {
			return due(o, now)
		}
		return nil
	})
}

// Return tells that the goods did not reach their buyer: the courier brought them back, or nobody came
// to pick them up. Owner and courier say why (else invalid: reason); the system may for goods that wait,
// once the deadline has come (else ErrNotDue). The order is to be cancelled then.
func (s *Service) Return(ctx context.Context, step Step) (Order, error) {
	step, err := step.withReason(Owner, Courier)
	if err != nil {
		return Order{}, err
	}
	return s.move(ctx, step, Returned, func(o Order, now time.Time) error {
		if step.As == System {
			return due(o, now)
		}
		return nil
	})
}

// withReason trims the reason; the given parties must have one.
func (x Step) withReason(of ...Party) (Step, error) {
	x.Reason = strings.TrimSpace(x.Reason)
	var p fault.Problems
	p.Check(x.Reason != "" || !slices.Contains(of, x.As), "reason", "required")
	return x, p.Err()
}

// Accept is the owner's yes to a paid or confirmed order.
func (s *Service) Accept(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Accepted, nil)
}

// Pack tells that the goods are packed, or a service is prepared.
func (s *Service) Pack(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Packed, nil)
}

// Shipment is a packed order given to a courier.
type Shipment struct {
	Step
	Courier string // name, at most 40
	Receipt string // the courier's number; kept in upper case without spaces
}

var receiptForm = regexp.MustCompile(`^[A-Z0-9-]{8,25}$`)

// clean brings a shipment into the form it is kept in.
func (x Shipment) clean() Shipment {
	x.Courier = strings.TrimSpace(x.Courier)
	x.Receipt = strings.ToUpper(strings.Join(strings.Fields(x.Receipt), ""))
	return x
}

// Validate reports every problem at its field: courier, receipt.
func (x Shipment) Validate() error {
	x = x.clean()
	var p fault.Problems
	p.Check(x.Courier != "" || x.Receipt != "", "courier", "required")
	p.Check(len([]rune(x.Courier)) <= 40, "courier", "too_long", "40")
	p.Check(x.Receipt == "" || receiptForm.MatchString(x.Receipt), "receipt", "not_a_receipt")
	return p.Err()
}

// Ship tells that a courier has the parcel: its name or its receipt number must be given (invalid:
// courier, receipt). An order that is not sent by expedition is ErrHandover.
func (s *Service) Ship(ctx context.Context, x Shipment) (Order, error) {
	if err := x.Validate(); err != nil {
		return Order{}, err
	}
	x = x.clean()
	var o Order
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		o, err = s.move(ctx, x.Step, Shipped, func(o Order, _ time.Time) error {
			if o.Handover != Expedition {
				return ErrHandover
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := s.store.SetReceipt(ctx, o.ID, x.Courier, x.Receipt); err != nil {
			return fmt.Errorf("note the receipt: %w", err)
		}
		return nil
	})
	return o, err
}

// MarkReady tells that the goods wait to be picked up, or a service can begin. An order that is sent
// by expedition is ErrHandover.
func (s *Service) MarkReady(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Ready, func(o Order, _ time.Time) error {
		if o.Handover == Expedition {
			return ErrHandover
		}
		return nil
	})
}

// Deliver tells that the goods are in the buyer's hands. Only the owner, who took the money, may say
// so of a cash order; the system only of a parcel, after the deadline (ErrNotDue).
func (s *Service) Deliver(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Delivered, func(o Order, now time.Time) error {
		if o.Pay == PayCash && step.As != Owner {
			return ErrMoved
		}
		if step.As == System {
			return due(o, now)
		}
		return nil
	})
}

// Complete ends a delivered order: by its buyer at once, by the system after the deadline (ErrNotDue).
func (s *Service) Complete(ctx context.Context, step Step) (Order, error) {
	return s.move(ctx, step, Completed, func(o Order, now time.Time) error {
		if o.Status != Delivered {
			return ErrMoved // a complaint is settled by its own verb
		}
		if step.As == System {
			return due(o, now)
		}
		return nil
	})
}
