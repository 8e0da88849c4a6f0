package payment

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/plain"
)

// currency is the only one that is ours.
const currency = "IDR"

// errTwice rolls a transaction back whose event came in by another way meanwhile.
var errTwice = errors.New("event taken twice at once")

// maxTries bounds how often an event is tried again because the payment moved under it.
const maxTries = 8

// TakeEvent is the inbox: it verifies a gateway's message and has it count once, whatever is
// repeated, late or out of order. An error means that the gateway should send it again; a message
// that does not fit our books is kept aside for a person and answered without one. ErrForged or
// Invalid for what is no message of the gateway, not_found for an unknown gateway.
func (s *Service) TakeEvent(ctx context.Context, gateway string, header http.Header, body []byte) (Outcome, error) {
	g, ok := s.gateways[gateway]
	if !ok {
		return "", fault.New(fault.NotFound, "not_found")
	}
	ev, err := g.ParseEvent(header, body)
	if err != nil {
		return "", fmt.Errorf("read event of %s: %w", gateway, err)
	}
	if ev.ID == "" {
		return "", fault.New(fault.Invalid, "invalid")
	}
	return s.take(ctx, gateway, ev)
}

// take lets an event of a verified source act in one transaction with its row in the inbox.
func (s *Service) take(ctx context.Context, gateway string, ev Event) (Outcome, error) {
	for try := 1; ; try++ {
		out, err := s.takeOnce(ctx, gateway, ev)
		switch {
		case errors.Is(err, errTwice):
			return Repeated, nil
		case errors.Is(err, ErrMoved) && try < maxTries:
			continue
		case err != nil:
			return "", fmt.Errorf("take event %s of %s: %w", ev.ID, gateway, err)
		}
		return out, nil
	}
}

func (s *Service) takeOnce(ctx context.Context, gateway string, ev Event) (out Outcome, err error) {
	known := false
	err = s.store.InTx(ctx, func(ctx context.Context) (err error) {
		if known, err = s.store.HasEvent(ctx, gateway, ev.ID); err != nil || known {
			return err
		}
		if out, err = s.apply(ctx, gateway, ev); err != nil {
			return err
		}
		fresh, err := s.store.AddEvent(ctx, InboxEvent{Gateway: gateway, EventID: ev.ID, Kind: ev.Kind, ProviderRef: ev.ProviderRef,
			Outcome: out, ReceivedAt: s.deps.Clock.Now()})
		if err == nil && !fresh {
			err = errTwice
		}
		return err
	})
	if err != nil {
		return "", err
	}
	if known {
		return Repeated, nil
	}
	switch out {
	case Quarantined, Unknown:
		s.deps.Log.Error("payment event needs a person", "gateway", gateway, "event", ev.ID, "kind", ev.Kind,
			"key", ev.Key, "ref", ev.ProviderRef, "outcome", out, "odd", ev.Odd)
	default:
		s.deps.Log.Info("payment event", "gateway", gateway, "event", ev.ID, "kind", ev.Kind, "outcome", out)
	}
	return out, nil
}

func (s *Service) apply(ctx context.Context, gateway string, ev Event) (Outcome, error) {
	switch ev.Kind {
	case EventSettled:
		return s.applyPayment(ctx, gateway, ev, Settled)
	case EventDeclined:
		return s.applyPayment(ctx, gateway, ev, Declined)
	case EventExpired:
		return s.applyPayment(ctx, gateway, ev, Expired)
	case EventRefundSettled:
		return s.applyRefund(ctx, gateway, ev, RefundSettled)
	case EventRefundFailed:
		return s.applyRefund(ctx, gateway, ev, RefundFailed)
	}
	return Ignored, nil
}

func (s *Service) applyPayment(ctx context.Context, gateway string, ev Event, to Status) (Outcome, error) {
	if ev.Odd != "" {
		return Quarantined, nil
	}
	p, err := s.store.ByKey(ctx, gateway, ev.Key)
	if fault.KindOf(err) == fault.NotFound {
		return Unknown, nil
	}
	if err != nil {
		return "", err
	}
	switch {
	case to != Settled && p.ProviderRef != "" && ev.ProviderRef != p.ProviderRef:
		return Ignored, nil // the gateway had lost this one and opened another: its end is of no interest, money would be
	case !fits(ev, p.ProviderRef, ev.ProviderRef, p.Amount) || ev.ProviderRef == "":
		return Quarantined, nil
	case p.Status == to:
		return Repeated, nil
	case to == Settled && path(p.Status, to) == nil:
		return Quarantined, nil // money for a payment that was declined: nobody may just keep it
	case to == Settled:
		return Applied, s.settle(ctx, p, ev.ProviderRef)
	case p.Status == Cancelled || path(p.Status, to) == nil:
		return Ignored, nil
	}
	for _, step := range path(p.Status, to) {
		from := p.Status
		p.Status, p.ProviderRef, p.Failure = step, ev.ProviderRef, plain.Cut(ev.Reason, 200)
		moved, err := s.store.Move(ctx, from, p)
		if err != nil {
			return "", err
		}
		if !moved {
			return "", ErrMoved
		}
	}
	return Applied, nil
}

// fits compares an event with our books: amount, currency, and the reference we know, if any.
func fits(ev Event, known, told string, amount money.Rupiah) bool {
	return ev.Currency == currency && ev.Amount == amount && (known == "" || known == told)
}

func (s *Service) applyRefund(ctx context.Context, gateway string, ev Event, to RefundStatus) (Outcome, error) {
	if ev.Odd != "" {
		return Quarantined, nil
	}
	r, err := s.store.RefundByKey(ctx, gateway, ev.Key)
	if fault.KindOf(err) == fault.NotFound {
		return Unknown, nil
	}
	if err != nil {
		return "", err
	}
	switch {
	case !fits(ev, r.ProviderRef, ev.RefundRef, r.Amount) || r.PaymentRef != ev.ProviderRef:
		return Quarantined, nil
	case r.Status == to:
		return Repeated, nil
	case r.Status == RefundSettled && to == RefundFailed:
		return Quarantined, nil // the bank sent it back after all: the buyer still waits for money that our books call given
	case !r.Status.CanBecome(to):
		return Ignored, nil
	}
	return Applied, s.endRefund(ctx, r, RefundReport{ProviderRef: ev.RefundRef, Status: to, Reason: ev.Reason})
}
