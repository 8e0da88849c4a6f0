package stripe

import (
	"context"
	"errors"
	"net/http"

	sdk "github.com/stripe/stripe-go/v76"

	"beli/internal/payment"
)

// Status implements payment.Gateway.
func (g *Gateway) Status(ctx context.Context, ref payment.Ref) (payment.Report, error) {
	ctx, done := context.WithTimeout(ctx, callWithin)
	defer done()
	s, err := g.session(ctx, ref)
	if err != nil {
		return payment.Report{}, err
	}
	return report(s, ref.Key), nil
}

// Close implements payment.Gateway: nobody can pay at the session any more.
func (g *Gateway) Close(ctx context.Context, ref payment.Ref) (payment.Report, error) {
	ctx, done := context.WithTimeout(ctx, callWithin)
	defer done()
	s, err := g.session(ctx, ref)
	if err != nil {
		return payment.Report{}, err
	}
	if s.Status != sdk.CheckoutSessionStatusOpen {
		return report(s, ref.Key), nil
	}
	params := &sdk.CheckoutSessionExpireParams{}
	params.Context = ctx
	closed, err := g.sessions.Expire(s.ID, params)
	if err = whole(err, closed.Object, sessionObject); err == nil {
		return report(closed, ref.Key), nil
	}
	err = g.trouble("close a session", err)
	var r *refusal
	if errors.As(err, &r) && r.status == http.StatusBadRequest {
		// Somebody was faster: it ended, or is being paid at this moment.
		if s, again := g.session(ctx, payment.Ref{Key: ref.Key, ProviderRef: s.ID}); again == nil {
			return report(s, ref.Key), nil
		}
	}
	return payment.Report{}, err
}

// session reads the session of a payment; not_found.
func (g *Gateway) session(ctx context.Context, ref payment.Ref) (*sdk.CheckoutSession, error) {
	if ref.ProviderRef == "" {
		return g.find(ctx, ref.Since, func(s *sdk.CheckoutSession) bool { return s.ClientReferenceID == ref.Key })
	}
	params := &sdk.CheckoutSessionParams{}
	params.Context = ctx
	s, err := g.sessions.Get(ref.ProviderRef, params)
	if err = whole(err, s.Object, sessionObject); err != nil {
		return nil, g.trouble("read a session", err)
	}
	return s, nil
}

// report puts a session into our terms. A session that is complete and unpaid waits for the bank.
func report(s *sdk.CheckoutSession, key string) payment.Report {
	r := payment.Report{ProviderRef: s.ID, Status: payment.Pending, Currency: "IDR"}
	r.Amount, r.Odd = inRupiah(s.AmountTotal, string(s.Currency))
	if s.ClientReferenceID != key {
		r.Odd = "the session belongs to another payment"
	}
	switch {
	case s.PaymentStatus == sdk.CheckoutSessionPaymentStatusPaid:
		r.Status = payment.Settled
	case s.Status == sdk.CheckoutSessionStatusExpired:
		r.Status = payment.Expired
	}
	return r
}
