package payment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beli/internal/database"
	"beli/internal/fault"
)

const (
	reconcilePage = 50
	// quiet is how long a payment or refund may go without news before the gateway is asked.
	quiet = 2 * time.Minute
	// lateWatch is how long after its end a payment is still asked about: its last event may be lost.
	lateWatch = time.Hour
)

// HandleReconcile is the periodic job that asks the gateways about everything no event told the end
// of: payments that settled without a word settle, those whose time is over are closed and expire,
// those never begun are begun, refunds on their way end. What has been silent for long is asked about
// less often. What a gateway does not answer waits for a later round.
func (s *Service) HandleReconcile(ctx context.Context, _ Reconcile) error {
	if database.InTransaction(ctx) {
		return errInTransaction
	}
	away := map[string]bool{} // gateways that did not answer in this round
	now := s.deps.Clock.Now()
	s.pace.forget(now)
	for after := int64(0); ; {
		list, err := s.store.Unsure(ctx, after, now.Add(-lateWatch), reconcilePage)
		if err != nil {
			return fmt.Errorf("list payments to compare: %w", err)
		}
		for _, p := range list {
			after = p.ID
			if now.Sub(p.CreatedAt) < quiet || away[p.Gateway] || !s.pace.due(turn{"payment", p.ID}, p.CreatedAt, p.ExpiresAt, now) {
				continue
			}
			if err := s.compare(ctx, p, now); err != nil {
				if err := s.missed(ctx, err, p.Gateway, away, "payment", p.ID); err != nil {
					return err
				}
			}
		}
		if len(list) < reconcilePage {
			return s.compareRefunds(ctx, now, away)
		}
	}
}

// missed notes a gateway that did not answer; everything else it logs, so that one payment does not
// keep the others waiting, but the end of the job's time is given back.
func (s *Service) missed(ctx context.Context, err error, gateway string, away map[string]bool, what string, id int64) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if fault.KindOf(err) == fault.Unavailable {
		away[gateway] = true
	}
	s.deps.Log.Warn("not compared with its gateway", "what", what, "id", id, "gateway", gateway, "error", err)
	return nil
}

func (s *Service) compare(ctx context.Context, p Payment, now time.Time) error {
	if p.Status == Created || p.Status == Failed {
		_, err := s.begin(ctx, p.ID, 0)
		if errors.Is(err, ErrOver) {
			return nil
		}
		return err
	}
	g, err := s.gateway(p.Gateway)
	if err != nil {
		return err
	}
	report, err := report(ctx, g, p, now)
	if err != nil {
		return err
	}
	kind, ended := map[Status]EventKind{Settled: EventSettled, Declined: EventDeclined, Expired: EventExpired}[report.Status]
	switch {
	case ended && p.Status == report.Status:
		return nil
	case ended:
		// The answer goes through the inbox like an event, under a name of its own.
		_, err := s.take(ctx, p.Gateway, Event{ID: "asked:" + p.Key + ":" + string(report.Status), Kind: kind, Key: p.Key,
			ProviderRef: report.ProviderRef, Amount: report.Amount, Currency: report.Currency, Reason: report.Reason, Odd: report.Odd})
		return err
	case p.Status == Pending && p.Over(now):
		return s.expire(ctx, p)
	}
	return nil
}

// report asks how a payment stands. What nobody shall pay any more (its time is over, or it was
// given up) and still could is closed there, so that no money comes for goods that are free again.
func report(ctx context.Context, g Gateway, p Payment, now time.Time) (Report, error) {
	ref := Ref{Key: p.Key, ProviderRef: p.ProviderRef, Since: p.CreatedAt}
	r, err := g.Status(ctx, ref)
	if err == nil && r.Status == Pending && (p.Over(now) || !p.Status.Open()) {
		r, err = g.Close(ctx, ref)
	}
	if fault.KindOf(err) == fault.NotFound {
		return Report{Status: Pending}, nil
	}
	return r, err
}

// expire ends a payment the gateway says nothing about although its time is over.
func (s *Service) expire(ctx context.Context, p Payment) error {
	next := p
	next.Status = Expired
	return s.store.InTx(ctx, func(ctx context.Context) error {
		_, err := s.store.Move(ctx, Pending, next)
		return err
	})
}
