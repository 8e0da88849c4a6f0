package sandbox

import (
	"context"
	"errors"

	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/payment"
	"beli/internal/slug"
)

// Action is what somebody at the sandbox's page tells it to do.
type Action string

// The actions.
const (
	ActSettle    Action = "settle"
	ActDecline   Action = "decline"
	ActExpire    Action = "expire"
	ActHang      Action = "hang"                   // no word, and no end
	ActSendTwice Action = "send_twice"             // settle, and tell it twice
	ActSilent    Action = "settle_without_telling" // settle; only who asks learns of it
)

// ErrEnded tells that the payment does not stand where the action starts.
var ErrEnded = fault.New(fault.Conflict, "sandbox_ended")

const declinedReason = "card_declined"

// outcome is where an action leads, from which states, and how often its message is sent.
type outcome struct {
	to    Status
	from  []Status
	event payment.EventKind
	times int
}

func outcomes() map[Action]outcome {
	unpaid := []Status{Open, Hanging, Expired} // money may come late
	return map[Action]outcome{
		ActSettle:    {Settled, unpaid, payment.EventSettled, 1},
		ActSendTwice: {Settled, unpaid, payment.EventSettled, 2},
		ActSilent:    {Settled, unpaid, "", 0},
		ActDecline:   {Declined, []Status{Open, Hanging}, payment.EventDeclined, 1},
		ActExpire:    {Expired, []Status{Open, Hanging}, payment.EventExpired, 1},
		ActHang:      {Hanging, []Status{Open}, "", 0},
	}
}

// Act does what it is told and answers the payment as it stands then. ErrEnded when it cannot from
// there, Invalid for an unknown action, not_found for an unknown reference.
func (g *Gateway) Act(ctx context.Context, ref string, action Action) (Payment, error) {
	o, ok := outcomes()[action]
	if !ok {
		return Payment{}, fault.Problem("action", "invalid_choice")
	}
	p, err := g.Find(ctx, ref)
	if err != nil {
		return Payment{}, err
	}
	moved := false
	for _, from := range o.from {
		if p.Status == Expired && from == Open && o.to != Settled {
			continue // over by the clock, although the books still say open
		}
		n, err := g.o.Books.Exec(ctx, `UPDATE sandbox_payment SET status = $1 WHERE ref = $2 AND status = $3`, string(o.to), ref, string(from))
		if err != nil {
			return Payment{}, away(err)
		}
		if moved = n == 1; moved {
			break
		}
	}
	if !moved {
		return p, ErrEnded
	}
	p.Status = o.to
	ev := message{ID: "evt-" + p.Ref + "-" + string(o.to), Type: string(o.event), Key: p.Key, Ref: p.Ref, Amount: int64(p.Amount), Currency: "IDR"}
	if o.to == Declined {
		ev.Reason = declinedReason
	}
	for range o.times {
		g.tell(ctx, ev)
	}
	return p, nil
}

// Refund implements payment.Gateway. What was not paid, or more than is left, is refused.
func (g *Gateway) Refund(ctx context.Context, in payment.SendRefund) (payment.RefundReport, error) {
	if in.Amount < 1 || in.Key == "" {
		return payment.RefundReport{}, fault.New(fault.Invalid, "invalid")
	}
	p, err := g.Find(ctx, in.ProviderRef)
	if err != nil {
		return payment.RefundReport{}, err
	}
	var report payment.RefundReport
	fresh := false
	err = g.o.Books.InTx(ctx, func(ctx context.Context) error {
		fresh = false // this may run again
		// Whoever refunds the same payment waits here.
		if _, err := g.o.Books.Exec(ctx, `UPDATE sandbox_payment SET status = status WHERE ref = $1`, p.Ref); err != nil {
			return err
		}
		var err error
		if report, err = g.refundOf(ctx, in); err != nil || report.Status != "" {
			return err
		}
		given, err := g.given(ctx, p.Ref)
		if err != nil {
			return err
		}
		if p.Status != Settled || given+in.Amount > p.Amount {
			report = payment.RefundReport{Status: payment.RefundFailed, Reason: "more_than_paid"}
			return nil
		}
		report = payment.RefundReport{ProviderRef: "sr-" + slug.Token(), Status: payment.RefundSettled}
		fresh = true
		_, err = g.o.Books.Exec(ctx, `INSERT INTO sandbox_refund (ref, payment_ref, key, amount, status, created_at)
			VALUES ($1, $2, $3, $4, 'settled', $5)`, report.ProviderRef, p.Ref, in.Key, int64(in.Amount), g.o.Clock.Now().UnixMicro())
		return err
	})
	if err != nil {
		return payment.RefundReport{}, away(err)
	}
	if fresh {
		g.tell(ctx, message{ID: "evt-" + report.ProviderRef, Type: string(payment.EventRefundSettled), Key: in.Key, Ref: p.Ref,
			RefundRef: report.ProviderRef, Amount: int64(in.Amount), Currency: "IDR"})
	}
	return report, nil
}

// refundOf finds the refund of a key; the zero report for a new one. A key is for one amount of one payment.
func (g *Gateway) refundOf(ctx context.Context, in payment.SendRefund) (payment.RefundReport, error) {
	rows, err := g.o.Books.Query(ctx, `SELECT ref, payment_ref, amount FROM sandbox_refund WHERE key = $1`, in.Key)
	if err != nil {
		return payment.RefundReport{}, err
	}
	defer rows.Close()
	if !rows.Next() {
		return payment.RefundReport{}, rows.Err()
	}
	var ref, of string
	var amount int64
	if err := rows.Scan(&ref, &of, &amount); err != nil {
		return payment.RefundReport{}, err
	}
	if of != in.ProviderRef || amount != int64(in.Amount) {
		return payment.RefundReport{Status: payment.RefundFailed, Reason: "key_reused"}, nil
	}
	return payment.RefundReport{ProviderRef: ref, Status: payment.RefundSettled}, nil
}

func (g *Gateway) given(ctx context.Context, ref string) (money.Rupiah, error) {
	rows, err := g.o.Books.Query(ctx, `SELECT COALESCE(SUM(amount), 0) FROM sandbox_refund WHERE payment_ref = $1`, ref)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var sum int64
	if rows.Next() {
		err = rows.Scan(&sum)
	}
	return money.Rupiah(sum), errors.Join(err, rows.Err())
}

// tell signs a message and has it delivered; who does not listen may ask later.
func (g *Gateway) tell(ctx context.Context, m message) {
	header, body, err := g.sign(m)
	if err == nil {
		err = g.o.Deliver(ctx, header, body)
	}
	if err != nil {
		g.o.Log.Warn("sandbox gateway: message not delivered", "event", m.ID, "error", err)
	}
}
