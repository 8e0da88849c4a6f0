package fulfilment

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/shop"
)

// Members tells what a person is in a shop, NotFound for a stranger; read at every act.
type Members interface {
	RoleOf(ctx context.Context, accountID, shopID int64) (shop.Role, error)
}

// Deps is what the service stands on.
type Deps struct {
	Tx       database.Transactor
	Orders   *order.Service
	Stock    *catalog.Stock
	Payments *payment.Service
	Members  Members
	Audit    *audit.Log
	Clock    clock.Clock
	Log      *slog.Logger
	// Expire ends an unpaid order whose deadline has come and gives its stock back.
	Expire func(ctx context.Context, orderID int64) error
}

// Service has the verbs of shop, buyer, staff and clock.
type Service struct{ Deps }

// NewService makes the service.
func NewService(d Deps) *Service { return &Service{d} }

// Faults besides those of order, payment and stock.
var (
	// ErrNotFound: there is no such order in the actor's reach.
	ErrNotFound = fault.New(fault.NotFound, "not_found")
	// ErrForbidden: the member has no right to handle orders.
	ErrForbidden = fault.New(fault.Forbidden, "forbidden")
	// ErrStaffOnly: the act is for curators.
	ErrStaffOnly = fault.New(fault.Forbidden, "staff_only")
)

// Why the clock cancelled an order, and why a refund was asked for: codes, worded by the keys
// "mail.reason." + code. Reasons that people typed stand as they are.
const (
	NotAccepted      = "not_accepted_in_time"
	NotSent          = "not_sent_in_time"
	NotPickedUp      = "not_picked_up"
	DeclinedByShop   = "declined_by_shop"
	ReturnedToShop   = "returned_to_shop"
	CancelledByStaff = "cancelled_by_staff"
)

// At names an order of a shop.
type At struct {
	ShopID int64
	Number string
}

// find reads an order in the reach of a member who may handle orders.
func (s *Service) find(ctx context.Context, who actor.Actor, at At) (order.Order, error) {
	if !who.SignedIn() {
		return order.Order{}, ErrNotFound
	}
	role, err := s.Members.RoleOf(ctx, who.AccountID, at.ShopID)
	if fault.KindOf(err) == fault.NotFound {
		return order.Order{}, ErrNotFound
	}
	if err != nil {
		return order.Order{}, fmt.Errorf("role in shop %d: %w", at.ShopID, err)
	}
	if !shop.Can(role, shop.HandleOrders) {
		return order.Order{}, ErrForbidden
	}
	return s.Orders.ByNumber(ctx, at.ShopID, at.Number)
}

// act has a member of the shop do something with one order, in one transaction.
func (s *Service) act(ctx context.Context, who actor.Actor, at At, verb func(ctx context.Context, o order.Order, step order.Step) (order.Order, error)) (order.Order, error) {
	var done order.Order
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := s.find(ctx, who, at)
		if err != nil {
			return err
		}
		done, err = verb(ctx, o, order.Step{OrderID: o.ID, As: order.Owner, By: who})
		return err
	})
	if err != nil {
		return order.Order{}, fmt.Errorf("order %s: %w", at.Number, err)
	}
	return done, nil
}

// Accept is the shop's yes. Every verb of the shop answers order.ErrMoved when the order is not (any
// more) where it starts, a second tap included; not_found to strangers.
func (s *Service) Accept(ctx context.Context, who actor.Actor, at At) (order.Order, error) {
	return s.act(ctx, who, at, func(ctx context.Context, _ order.Order, step order.Step) (order.Order, error) {
		return s.Orders.Accept(ctx, step)
	})
}

// Pack tells that the goods are packed.
func (s *Service) Pack(ctx context.Context, who actor.Actor, at At) (order.Order, error) {
	return s.act(ctx, who, at, func(ctx context.Context, _ order.Order, step order.Step) (order.Order, error) {
		return s.Orders.Pack(ctx, step)
	})
}

// ShipInput is a parcel given to a courier: its name or its receipt number, or both.
type ShipInput struct {
	At
	Courier string
	Receipt string
}

// Ship tells that a courier has the parcel. Invalid at courier, receipt; order.ErrHandover for an order
// that is picked up.
func (s *Service) Ship(ctx context.Context, who actor.Actor, in ShipInput) (order.Order, error) {
	return s.act(ctx, who, in.At, func(ctx context.Context, _ order.Order, step order.Step) (order.Order, error) {
		return s.Orders.Ship(ctx, order.Shipment{Step: step, Courier: in.Courier, Receipt: in.Receipt})
	})
}

// Ready tells that the goods wait to be picked up; order.ErrHandover for an order that is sent.
func (s *Service) Ready(ctx context.Context, who actor.Actor, at At) (order.Order, error) {
	return s.act(ctx, who, at, func(ctx context.Context, _ order.Order, step order.Step) (order.Order, error) {
		return s.Orders.MarkReady(ctx, step)
	})
}

// HandOver tells that the buyer has the goods; for an order in cash, that the shop has the money, which
// is booked once.
func (s *Service) HandOver(ctx context.Context, who actor.Actor, at At) (order.Order, error) {
	return s.act(ctx, who, at, func(ctx context.Context, o order.Order, step order.Step) (order.Order, error) {
		done, err := s.Orders.Deliver(ctx, step)
		if err != nil || o.Pay != order.PayCash {
			return done, err
		}
		return done, s.Payments.SettleCash(ctx, o.ID)
	})
}

// DeclineInput is a shop's no, with the reason its buyer reads.
type DeclineInput struct {
	At
	Reason string
}

// Decline cancels an order before it is sent, or after its courier brought it back: stock comes back,
// and so does the buyer's money for this order alone. Invalid at reason without one.
func (s *Service) Decline(ctx context.Context, who actor.Actor, in DeclineInput) (order.Order, error) {
	return s.act(ctx, who, in.At, func(ctx context.Context, _ order.Order, step order.Step) (order.Order, error) {
		step.Reason = in.Reason
		return s.cancel(ctx, step, DeclinedByShop)
	})
}

// ReturnInput is a shop's word that the goods did not reach their buyer, with the reason both sides read.
type ReturnInput struct {
	At
	Reason string
}

// Return closes an order whose parcel came back, or whose goods nobody picked up: it is returned and at
// once cancelled, as nothing else can follow and the buyer's money has no reason to wait. Stock comes
// back, the money for this order alone too, cash is not awaited any more. Invalid at reason without one.
func (s *Service) Return(ctx context.Context, who actor.Actor, in ReturnInput) (order.Order, error) {
	return s.act(ctx, who, in.At, func(ctx context.Context, _ order.Order, step order.Step) (order.Order, error) {
		step.Reason = in.Reason
		return s.takeBack(ctx, step, ReturnedToShop)
	})
}

// takeBack moves an order to returned and on to cancelled; why is the code of its refund.
func (s *Service) takeBack(ctx context.Context, step order.Step, why string) (order.Order, error) {
	if o, err := s.Orders.Return(ctx, step); err != nil {
		return o, err
	}
	return s.cancel(ctx, step, why)
}

// StaffCancelInput is the agency's no.
type StaffCancelInput struct {
	OrderID int64
	Reason  string
}

// StaffCancel is Decline by a curator, kept in the audit log. Staff only.
func (s *Service) StaffCancel(ctx context.Context, who actor.Actor, in StaffCancelInput) (order.Order, error) {
	if !who.IsStaff() {
		return order.Order{}, ErrStaffOnly
	}
	var done order.Order
	err := s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		done, err = s.cancel(ctx, order.Step{OrderID: in.OrderID, As: order.Owner, By: who, Reason: in.Reason}, CancelledByStaff)
		if err != nil {
			return err
		}
		return s.Audit.Append(ctx, audit.Entry{Actor: who, Act: "order_cancel", ObjectKind: "order", ObjectID: done.ID,
			ObjectName: done.Number, Reason: done.Reason})
	})
	if err != nil {
		return order.Order{}, fmt.Errorf("cancel order %d: %w", in.OrderID, err)
	}
	return done, nil
}

// cancel moves an order to cancelled and undoes what it had: its place in stock, its money.
func (s *Service) cancel(ctx context.Context, step order.Step, why string) (order.Order, error) {
	o, err := s.Orders.Cancel(ctx, step)
	if err != nil {
		return o, err
	}
	// What the order had is told by where it came from, and that for sure only by its history: its
	// row is ours now, but was not when it was read first.
	list, err := s.Orders.History(ctx, o.ID)
	if err != nil {
		return o, fmt.Errorf("history of order %d: %w", o.ID, err)
	}
	if from := list[len(list)-1].From; (order.Order{Status: from}).Waiting() {
		return o, s.Stock.Void(ctx, o.ID)
	}
	if err := s.Stock.Return(ctx, o.ID); err != nil {
		return o, err
	}
	if o.Pay != order.PayGateway {
		return o, s.closePayments(ctx, o)
	}
	_, err = s.Payments.RequestRefund(ctx, payment.RefundInput{OrderID: o.ID, Reason: why})
	if errors.Is(err, payment.ErrTooMuch) {
		return o, nil // all of it went back before
	}
	return o, err
}

// ConfirmReceipt is the buyer's word that the goods are there: what was sent or waited is delivered,
// what was delivered is completed. The purchase was opened for the buyer before. order.ErrMoved when
// nothing is to be confirmed; cash is confirmed by the shop that took it.
func (s *Service) ConfirmReceipt(ctx context.Context, who actor.Actor, purchaseID int64, number string) (order.Order, error) {
	o, err := s.Orders.InPurchase(ctx, purchaseID, number)
	if err != nil {
		return order.Order{}, fmt.Errorf("order %s: %w", number, err)
	}
	step := order.Step{OrderID: o.ID, As: order.Buyer, By: who}
	if o.Status == order.Delivered {
		return s.Orders.Complete(ctx, step)
	}
	return s.Orders.Deliver(ctx, step)
}
