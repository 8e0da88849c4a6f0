package order

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"beli/internal/actor"
	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/outbox"
)

// Settings are the deadlines of an order.
type Settings struct {
	AcceptWithin   time.Duration // paid or confirmed → accepted, else the clock cancels
	ShipWithin     time.Duration // accepted → shipped or ready; goods made to order have until their making day ends
	ArriveWithin   time.Duration // shipped → delivered; ready → fetched, else the clock takes the goods back
	CompleteWithin time.Duration // delivered → completed
}

// DefaultSettings are the deadlines the product promises.
func DefaultSettings() Settings {
	const day = 24 * time.Hour
	return Settings{AcceptWithin: day, ShipWithin: 2 * day, ArriveWithin: 14 * day, CompleteWithin: 3 * day}
}

// Service moves orders. Its reading methods are those of Reader.
type Service struct {
	Reader
	store    Store
	messages Messages
	clock    clock.Clock
	settings Settings
}

// NewService makes the service.
func NewService(store Store, messages Messages, clk clock.Clock, s Settings) *Service {
	return &Service{Reader: store, store: store, messages: messages, clock: clk, settings: s}
}

// Step is what every move needs: which order, in which role, who and why. The caller has made sure
// that By may act As this party for this order.
type Step struct {
	OrderID int64
	As      Party
	By      actor.Actor
	Reason  string
}

// Open writes a pending order with its first history row, in the caller's transaction.
func (s *Service) Open(ctx context.Context, n New) (Order, error) {
	items, err := n.total()
	if err != nil {
		return Order{}, fmt.Errorf("open order: %w", err)
	}
	now := s.clock.Now()
	var o Order
	err = s.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		o, err = s.store.Create(ctx, Order{
			Number: n.Number, PurchaseID: n.PurchaseID, ShopID: n.ShopID, ShopName: n.ShopName, Status: Pending, Pay: n.Pay,
			ItemsTotal: items, DeliveryTotal: n.DeliveryTotal, Total: items + n.DeliveryTotal, Note: n.Note,
			MakingDays: n.MakingDays, DeadlineAt: &n.ExpiresAt, PricedAt: n.PricedAt, PlacedAt: now, Lines: n.Lines,
		})
		if err != nil {
			return err
		}
		_, err = s.store.AddHistory(ctx, History{OrderID: o.ID, To: Pending, By: n.By, At: now})
		return err
	})
	if err != nil {
		return Order{}, fmt.Errorf("open order %s: %w", n.Number, err)
	}
	return o, nil
}

// move makes one move: guard, compare-and-swap, history, message, all in one transaction.
// guard (may be nil) decides on what was read; change (may be nil) sets what else the move writes.
func (s *Service) move(ctx context.Context, step Step, to Status, guard func(Order, time.Time) error) (Order, error) {
	if !step.As.fits(step.By) {
		return Order{}, fmt.Errorf("%s as %s: %w", step.By.Kind, step.As, ErrParty)
	}
	var p fault.Problems
	p.Check(len([]rune(step.Reason)) <= 500, "reason", "too_long", "500")
	if err := p.Err(); err != nil {
		return Order{}, err
	}
	var moved Order
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.store.ByID(ctx, step.OrderID)
		if err != nil {
			return err
		}
		if !slices.Contains(o.Status.By(to), step.As) {
			return fmt.Errorf("%s to %s by %s: %w", o.Status, to, step.As, ErrMoved)
		}
		now := s.clock.Now()
		if guard != nil {
			if err := guard(o, now); err != nil {
				return err
			}
		}
		moved = s.after(o, to, step.Reason, now)
		return s.write(ctx, o.Status, moved, step, now)
	})
	if err != nil {
		return Order{}, fmt.Errorf("move order %d to %s: %w", step.OrderID, to, err)
	}
	return moved, nil
}

// after is the order as the move leaves it.
func (s *Service) after(o Order, to Status, reason string, now time.Time) Order {
	o.Status = to
	if reason != "" {
		o.Reason = reason
	}
	switch to {
	case Accepted:
		o.AcceptedAt = &now
	case Delivered:
		o.DeliveredAt = &now
	}
	o.EndedAt = nil
	if o.Ended() {
		o.EndedAt = &now
	}
	o.DeadlineAt = s.settings.deadline(o, now)
	return o
}

// deadline is when the clock acts on an order that has just come into its state.
func (s Settings) deadline(o Order, now time.Time) *time.Time {
	var at time.Time
	switch o.Status {
	case Paid, Confirmed:
		at = now.Add(s.AcceptWithin)
	case Accepted, Packed:
		at = o.AcceptedAt.Add(s.ShipWithin)
		if day, err := time.ParseInLocation(time.DateOnly, o.ReadyOn, clock.WIB); err == nil {
			if end := day.AddDate(0, 0, 1).UTC(); end.After(at) {
				at = end
			}
		}
	case Shipped, Ready:
		at = now.Add(s.ArriveWithin)
	case Delivered:
		at = now.Add(s.CompleteWithin)
	case Returned:
		at = now // nothing more is waited for: the clock closes what its shop has not
	default:
		return nil
	}
	return &at
}

func (s *Service) write(ctx context.Context, from Status, o Order, step Step, now time.Time) error {
	ok, err := s.store.Move(ctx, from, o)
	if err != nil {
		return err
	}
	if !ok {
		return ErrMoved
	}
	id, err := s.store.AddHistory(ctx, History{OrderID: o.ID, From: from, To: o.Status, By: step.By, Reason: step.Reason, At: now})
	if err != nil {
		return err
	}
	return s.messages.Put(ctx, Moved{OrderID: o.ID, HistoryID: id, From: from, To: o.Status}, outbox.Key(strconv.FormatInt(id, 10)))
}
