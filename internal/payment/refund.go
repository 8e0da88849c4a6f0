package payment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/outbox"
	"beli/internal/plain"
	"beli/internal/slug"
)

// RequestRefund promises, in the caller's transaction, money back for an order, and has a job send
// it; cash goes back from the shop's hand and is noted as given at once. ErrNotSettled when no money
// came, ErrTooMuch when more is asked for than is left. The caller has decided who may.
func (s *Service) RequestRefund(ctx context.Context, in RefundInput) (Refund, error) {
	if err := in.Validate(); err != nil {
		return Refund{}, fmt.Errorf("request refund: %w", err)
	}
	var r Refund
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		p, err := s.refundable(ctx, in)
		if err != nil {
			return err
		}
		left, err := s.store.Left(ctx, p.ID, in.OrderID)
		if err != nil {
			return err
		}
		amount := in.Amount
		if amount == 0 {
			amount = left
		}
		if amount <= 0 || amount > left {
			return ErrTooMuch
		}
		r = Refund{PaymentID: p.ID, OrderID: in.OrderID, Amount: amount, Reason: in.Reason, Key: "refund-" + slug.Token(),
			Status: RefundRequested, CreatedAt: s.deps.Clock.Now(), Method: p.Method, Gateway: p.Gateway, PaymentRef: p.ProviderRef}
		if r.ID, err = s.store.InsertRefund(ctx, r); err != nil {
			return err
		}
		if p.Method == ByCash {
			return s.endRefund(ctx, r, RefundReport{Status: RefundSettled})
		}
		return s.deps.Messages.Put(ctx, RefundAsked{RefundID: r.ID, Key: r.Key}, outbox.Key(r.Key))
	})
	if err != nil {
		return Refund{}, fmt.Errorf("refund order %d: %w", in.OrderID, err)
	}
	return r, nil
}

func (s *Service) refundable(ctx context.Context, in RefundInput) (Payment, error) {
	if in.PaymentID != 0 {
		return s.store.ByID(ctx, in.PaymentID)
	}
	list, err := s.store.OfOrder(ctx, in.OrderID)
	if err != nil {
		return Payment{}, err
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Status == Settled {
			return list[i], nil
		}
	}
	return Payment{}, ErrNotSettled
}

// RetryRefund asks anew, under a new key, for a refund the gateway refused; its amount must still be
// left (ErrTooMuch). ErrMoved when it has not failed.
func (s *Service) RetryRefund(ctx context.Context, refundID int64) error {
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		r, err := s.store.RefundByID(ctx, refundID)
		if err != nil {
			return err
		}
		left, err := s.store.Left(ctx, r.PaymentID, r.OrderID)
		if err != nil {
			return err
		}
		if r.Amount > left {
			return ErrTooMuch
		}
		was := r.Key
		r.Status, r.Key, r.ProviderRef, r.Failure = RefundRequested, "refund-"+slug.Token(), "", ""
		moved, err := s.store.MoveRefund(ctx, RefundFailed, was, r)
		if err != nil {
			return err
		}
		if !moved {
			return ErrMoved
		}
		return s.deps.Messages.Put(ctx, RefundAsked{RefundID: r.ID, Key: r.Key}, outbox.Key(r.Key))
	})
	if err != nil {
		return fmt.Errorf("retry refund %d: %w", refundID, err)
	}
	return nil
}

// HandleRefundAsked is the job that sends a refund to its gateway. Not reached: an error, so that it
// is tried again with the same key.
func (s *Service) HandleRefundAsked(ctx context.Context, m RefundAsked) error {
	if database.InTransaction(ctx) {
		return errInTransaction
	}
	r, err := s.store.RefundByID(ctx, m.RefundID)
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			return outbox.Drop(err)
		}
		return fmt.Errorf("read refund %d: %w", m.RefundID, err)
	}
	if r.Status != RefundRequested || r.Key != m.Key {
		return nil // an event was faster, or it was asked for anew
	}
	g, err := s.gateway(r.Gateway)
	if err != nil {
		return err
	}
	report, err := g.Refund(ctx, SendRefund{Key: r.Key, ProviderRef: r.PaymentRef, Amount: r.Amount})
	if err != nil {
		return fmt.Errorf("send refund %d: %w", r.ID, err)
	}
	if report.Status == RefundRequested {
		return nil // on its way: an event, or the reconciler, brings the end
	}
	err = s.store.InTx(ctx, func(ctx context.Context) error { return s.endRefund(ctx, r, report) })
	if errors.Is(err, ErrMoved) {
		return nil // its event was faster
	}
	if err != nil {
		return fmt.Errorf("note refund %d: %w", r.ID, err)
	}
	return nil
}

// endRefund moves a requested refund to its end and has the books follow.
func (s *Service) endRefund(ctx context.Context, r Refund, report RefundReport) error {
	key := r.Key
	r.Status, r.ProviderRef, r.Failure = report.Status, report.ProviderRef, ""
	if report.Status == RefundSettled {
		now := s.deps.Clock.Now()
		r.SettledAt = &now
	} else {
		r.Failure = plain.Cut(report.Reason, 200)
		s.deps.Log.Error("refund refused by the gateway", "refund", r.ID, "order", r.OrderID, "amount", int64(r.Amount), "reason", report.Reason)
	}
	moved, err := s.store.MoveRefund(ctx, RefundRequested, key, r)
	if err != nil {
		return err
	}
	if !moved {
		return ErrMoved
	}
	if r.Status != RefundSettled {
		return nil
	}
	if err := s.deps.Refunded(ctx, r); err != nil {
		return fmt.Errorf("book refund %d: %w", r.ID, err)
	}
	return nil
}

// compareRefunds asks about every refund on its way. The store gives the oldest first, so that each
// look reaches further than the one before: what no bank ends must not hide what came later.
func (s *Service) compareRefunds(ctx context.Context, now time.Time, away map[string]bool) error {
	seen := map[int64]bool{}
	for limit := reconcilePage; ; limit *= 2 {
		list, err := s.store.RefundsWaiting(ctx, now.Add(-quiet), limit)
		if err != nil {
			return fmt.Errorf("list refunds on their way: %w", err)
		}
		for _, r := range list {
			if seen[r.ID] {
				continue
			}
			seen[r.ID] = true
			if away[r.Gateway] || !s.pace.due(turn{"refund", r.ID}, r.CreatedAt, nil, now) {
				continue
			}
			if err := s.HandleRefundAsked(ctx, RefundAsked{RefundID: r.ID, Key: r.Key}); err != nil {
				if err := s.missed(ctx, err, r.Gateway, away, "refund", r.ID); err != nil {
					return err
				}
			}
		}
		if len(list) < limit {
			return nil
		}
	}
}
