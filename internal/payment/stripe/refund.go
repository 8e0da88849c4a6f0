package stripe

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	sdk "github.com/stripe/stripe-go/v76"

	"beli/internal/fault"
	"beli/internal/payment"
)

// Refund implements payment.Gateway. Stripe answers a used idempotency key as it did first, not as
// things are now, so that the refunds of the payment are looked through before a new one is asked for.
func (g *Gateway) Refund(ctx context.Context, in payment.SendRefund) (payment.RefundReport, error) {
	amount, err := inHundredths(in.Amount, 1)
	if err == nil && in.Key == "" {
		err = fault.Problem("key", "required")
	}
	if err != nil {
		return payment.RefundReport{}, err
	}
	ctx, done := context.WithTimeout(ctx, callWithin)
	defer done()
	s, err := g.session(ctx, payment.Ref{ProviderRef: in.ProviderRef})
	if err != nil {
		return payment.RefundReport{}, err
	}
	if s.PaymentIntent == nil || s.PaymentStatus != sdk.CheckoutSessionPaymentStatusPaid {
		return payment.RefundReport{Status: payment.RefundFailed, Reason: "not_paid"}, nil
	}
	found, err := g.refundOf(ctx, s.PaymentIntent.ID, in.Key)
	if fault.KindOf(err) == fault.NotFound {
		err = errSpent
	}
	for try := 0; errors.Is(err, errSpent) && try < tries; try++ {
		found, err = g.sendRefund(ctx, s.PaymentIntent.ID, in, amount, try)
	}
	var r *refusal
	switch {
	case err != nil && errors.As(err, &r) && refused(r):
		return payment.RefundReport{Status: payment.RefundFailed, Reason: r.reason() + " " + r.text}, nil
	case err != nil:
		return payment.RefundReport{}, err
	case found.Amount != amount || found.Currency != sdk.CurrencyIDR:
		return payment.RefundReport{Status: payment.RefundFailed, Reason: "key_reused"}, nil
	}
	return refundReport(found.ID, string(found.Status), string(found.FailureReason)), nil
}

// refused tells an answer about this refund from one about our key or the state of Stripe.
func refused(r *refusal) bool {
	return (r.status == http.StatusBadRequest || r.status == http.StatusPaymentRequired) && r.kind != sdk.ErrorTypeIdempotency
}

// errSpent tells that an idempotency key answers an old failure, so that the next one must be used.
var errSpent = fmt.Errorf("%w: stripe: every try to refund failed", payment.ErrUnavailable)

// sendRefund asks for a refund; errSpent.
func (g *Gateway) sendRefund(ctx context.Context, intent string, in payment.SendRefund, amount int64, try int) (*sdk.Refund, error) {
	params := &sdk.RefundParams{PaymentIntent: sdk.String(intent), Amount: sdk.Int64(amount),
		Metadata: map[string]string{keyIs: in.Key, paymentIs: in.ProviderRef}}
	params.Context, params.IdempotencyKey = ctx, idempotencyKey("refund", in.Key, try)
	sent, err := g.refunds.New(params)
	if err = whole(err, sent.Object, "refund"); err == nil {
		return sent, nil
	}
	err = g.trouble("refund", err)
	if !unsure(err) {
		return nil, err
	}
	found, missing := g.refundOf(ctx, intent, in.Key) // it may have been done all the same
	if fault.KindOf(missing) != fault.NotFound {
		return found, missing
	}
	if replayed(err) {
		g.o.Log.Warn("stripe: refunding under another key", "key", in.Key, "try", try+2, "error", err)
		return nil, errSpent
	}
	return nil, err
}

// refundOf looks for our refund among those of a payment; not_found.
func (g *Gateway) refundOf(ctx context.Context, intent, key string) (*sdk.Refund, error) {
	params := &sdk.RefundListParams{PaymentIntent: sdk.String(intent)}
	params.Context, params.Limit = ctx, sdk.Int64(100)
	list := g.refunds.List(params)
	for list.Next() {
		if r := list.Refund(); r.Metadata[keyIs] == key {
			return r, nil
		}
	}
	if err := whole(list.Err(), list.Meta().URL, "/v1/refunds"); err != nil {
		return nil, g.trouble("look for a refund", err)
	}
	return nil, fault.New(fault.NotFound, "not_found")
}

// refundReport puts the state of a refund into our terms. What waits for the bank, or for the buyer, is
// on its way.
func refundReport(id, status, reason string) payment.RefundReport {
	r := payment.RefundReport{ProviderRef: id, Status: payment.RefundRequested}
	switch sdk.RefundStatus(status) {
	case sdk.RefundStatusSucceeded:
		r.Status = payment.RefundSettled
	case sdk.RefundStatusFailed, sdk.RefundStatusCanceled:
		r.Status, r.Reason = payment.RefundFailed, printable(status+" "+reason)
	}
	return r
}
