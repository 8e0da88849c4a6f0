package fulfilment

import (
	"context"
	"errors"
	"fmt"

	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/order"
)

// Clock has the deadlines kept; the schedule puts one per period.
type Clock struct{}

// Kind implements outbox.Message.
func (Clock) Kind() string { return "fulfilment.clock" }

// dueBatch is how many overdue orders are looked at before the list is read anew.
const dueBatch = 200

// HandleClock is the periodic job that keeps the deadlines.
func (s *Service) HandleClock(ctx context.Context, _ Clock) error {
	_, err := s.Tick(ctx)
	return err
}

// Tick does what the deadlines say, each order in a transaction of its own, and tells how many orders
// moved: unpaid ones expire; those not accepted, not sent or not picked up are cancelled with stock and
// money back, and so is what came back; what was sent long ago is delivered; what was delivered is
// completed. An order somebody moves at this moment is left alone, and one that fails does not keep the
// others waiting.
func (s *Service) Tick(ctx context.Context) (int, error) {
	moved := 0
	for {
		list, err := s.Orders.Due(ctx, s.Clock.Now(), dueBatch)
		if err != nil {
			return moved, fmt.Errorf("list overdue orders: %w", err)
		}
		progress := 0
		for _, o := range list {
			err := s.due(ctx, o)
			switch {
			case ctx.Err() != nil:
				return moved, ctx.Err()
			case err == nil:
				progress++
			case errors.Is(err, errLeft), fault.KindOf(err) == fault.Conflict:
			default:
				s.Log.Error("overdue order", "order", o.ID, "status", o.Status, "error", err)
			}
		}
		moved += progress
		if progress == 0 || len(list) < dueBatch {
			return moved, nil
		}
	}
}

// errLeft tells that the clock has nothing to do about an order in this state.
var errLeft = errors.New("nothing is due")

func (s *Service) due(ctx context.Context, o order.Order) error {
	step := order.Step{OrderID: o.ID, As: order.System, By: actor.Clock()}
	switch o.Status {
	case order.Pending, order.AwaitingConfirmation:
		return s.Expire(ctx, o.ID)
	case order.Paid, order.Confirmed:
		return s.giveUp(ctx, step, NotAccepted, s.cancel)
	case order.Accepted, order.Packed:
		return s.giveUp(ctx, step, NotSent, s.cancel)
	case order.Shipped:
		_, err := s.Orders.Deliver(ctx, step)
		return err
	case order.Ready:
		// Paid in cash or before: nobody said that the goods changed hands, though shop and buyer could
		// all the while, so they lie in the shop, and money for goods that lie in the shop is their
		// buyer's. To call them delivered would pay the shop for what it still has, and a completed order
		// has no way back. A parcel is another thing: it left the shop with a courier.
		return s.giveUp(ctx, step, NotPickedUp, s.takeBack)
	case order.Returned:
		return s.Tx.InTx(ctx, func(ctx context.Context) error {
			_, err := s.cancel(ctx, step, ReturnedToShop) // the reason of its return stands
			return err
		})
	case order.Delivered:
		_, err := s.Orders.Complete(ctx, step)
		return err
	}
	return errLeft
}

// giveUp ends an order by cancel or takeBack; why is its reason and that of its refund.
func (s *Service) giveUp(ctx context.Context, step order.Step, why string, end func(context.Context, order.Step, string) (order.Order, error)) error {
	step.Reason = why
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		_, err := end(ctx, step, why)
		return err
	})
}
