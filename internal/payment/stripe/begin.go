package stripe

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	sdk "github.com/stripe/stripe-go/v76"

	"beli/internal/fault"
	"beli/internal/payment"
	"beli/internal/plain"
)

// What of ours Stripe keeps with its objects.
const (
	keyIs      = "beli_key"
	purchaseIs = "beli_purchase"
	paymentIs  = "beli_payment" // on a refund: the session of its payment
)

const sessionObject = "checkout.session"

// tries bounds how many idempotency keys one of ours is worth. Stripe answers a key that was used as
// it did the first time, failures too, for at least a day (docs.stripe.com/api/idempotent_requests):
// what failed there for good goes on under the next.
const tries = 4

// remembered is how long Stripe surely knows an idempotency key, less what clocks differ by.
const remembered = 23 * time.Hour

// giveUpKey is after how long of failures another key is used for a session even where Stripe does not
// say that it repeats itself.
const giveUpKey = 5 * time.Minute

func idempotencyKey(what, key string, try int) *string {
	if try > 0 {
		key += "." + strconv.Itoa(try+1)
	}
	return sdk.String("beli." + what + "." + key)
}

// Begin implements payment.Gateway. The session ends when the payment does, but Stripe lets none end
// within half an hour: one begun that late must be closed by whoever asks for the payment's end
// (Close), as the payment service does.
func (g *Gateway) Begin(ctx context.Context, in payment.BeginInput) (payment.Begun, error) {
	amount, err := inHundredths(in.Amount, least)
	if err == nil && in.Key == "" {
		err = fault.Problem("key", "required")
	}
	if err != nil {
		return payment.Begun{}, err
	}
	if in.Since.IsZero() {
		in.Since = g.o.Clock.Now()
	}
	ctx, done := context.WithTimeout(ctx, callWithin)
	defer done()
	mine := func(s *sdk.CheckoutSession) bool { // a key of ours may come again after a database was begun anew
		return s.ClientReferenceID == in.Key && s.Metadata[purchaseIs] == in.PurchaseCode && s.AmountTotal == amount
	}
	if g.o.Clock.Now().Sub(in.Since) > remembered {
		s, err := g.find(ctx, in.Since, mine)
		if fault.KindOf(err) != fault.NotFound {
			return begun(s, in), err
		}
	}
	for try := range tries {
		params := g.newSession(in, amount)
		params.Context, params.IdempotencyKey = ctx, idempotencyKey("begin", in.PurchaseCode+"."+in.Key, try)
		s, err := g.sessions.New(params)
		if err = whole(err, s.Object, sessionObject); err == nil {
			return begun(s, in), nil
		}
		err = g.trouble("open a session", err)
		if !unsure(err) {
			return payment.Begun{}, err
		}
		// It may have been opened all the same.
		s, missing := g.find(ctx, in.Since, mine)
		if fault.KindOf(missing) != fault.NotFound {
			return begun(s, in), missing
		}
		if !replayed(err) && g.o.Clock.Now().Sub(in.Since) < giveUpKey {
			return payment.Begun{}, err
		}
		// The next key cannot make the buyer pay twice: nobody was ever told the address of a session that
		// is lost.
		g.o.Log.Warn("stripe: opening a session under another key", "key", in.Key, "try", try+2, "error", err)
	}
	return payment.Begun{}, fmt.Errorf("%w: stripe: every try to open a session failed", payment.ErrUnavailable)
}

// begun answers a session; one that is over has no address any more, and its buyer goes back to the shop.
func begun(s *sdk.CheckoutSession, in payment.BeginInput) payment.Begun {
	if s == nil {
		return payment.Begun{}
	}
	b := payment.Begun{ProviderRef: s.ID, RedirectURL: s.URL}
	if b.RedirectURL == "" {
		b.RedirectURL = in.ReturnURL
	}
	return b
}

func (g *Gateway) newSession(in payment.BeginInput, amount int64) *sdk.CheckoutSessionParams {
	what := plain.Cut(plain.Line(in.Description), 200)
	if what == "" {
		what = in.PurchaseCode
	}
	ours := map[string]string{keyIs: in.Key, purchaseIs: in.PurchaseCode}
	return &sdk.CheckoutSessionParams{
		Mode:               sdk.String(string(sdk.CheckoutSessionModePayment)),
		PaymentMethodTypes: sdk.StringSlice([]string{"card"}),
		ClientReferenceID:  sdk.String(in.Key),
		Metadata:           ours,
		PaymentIntentData:  &sdk.CheckoutSessionPaymentIntentDataParams{Description: sdk.String(what), Metadata: ours},
		SuccessURL:         sdk.String(in.ReturnURL),
		CancelURL:          sdk.String(cmp.Or(in.BackURL, in.ReturnURL)),
		ExpiresAt:          sdk.Int64(sessionEnd(in.ExpiresAt, g.o.Clock.Now()).Unix()),
		LineItems: []*sdk.CheckoutSessionLineItemParams{{Quantity: sdk.Int64(1), PriceData: &sdk.CheckoutSessionLineItemPriceDataParams{
			Currency: sdk.String(string(sdk.CurrencyIDR)), UnitAmount: sdk.Int64(amount),
			ProductData: &sdk.CheckoutSessionLineItemPriceDataProductDataParams{Name: sdk.String(what)}}}},
	}
}

// sessionEnd is the wanted end within what Stripe allows; without one, the latest.
func sessionEnd(wanted, now time.Time) time.Time {
	latest, earliest := now.Add(longest-margin), now.Add(shortest+margin)
	switch {
	case wanted.IsZero() || wanted.After(latest):
		return latest
	case wanted.Before(earliest):
		return earliest
	}
	return wanted
}

// A search for a session looks at no more than this many: who has so many buyers within a payment's
// time needs another way to look.
const searched = 2_000

// find looks for a session among those made since an instant (zero: a day ago); not_found. Of several,
// which only a lost one can cause, a paid one is the one, then one that can be paid.
func (g *Gateway) find(ctx context.Context, since time.Time, mine func(*sdk.CheckoutSession) bool) (*sdk.CheckoutSession, error) {
	if since.IsZero() {
		since = g.o.Clock.Now().Add(-24 * time.Hour)
	}
	params := &sdk.CheckoutSessionListParams{CreatedRange: &sdk.RangeQueryParams{GreaterThanOrEqual: since.Add(-5 * time.Minute).Unix()}}
	params.Context, params.Limit = ctx, sdk.Int64(100)
	var best *sdk.CheckoutSession
	list, seen := g.sessions.List(params), 0
	for list.Next() {
		if seen++; seen > searched {
			return nil, fmt.Errorf("%w: stripe: too many sessions to look through", payment.ErrUnavailable)
		}
		if s := list.CheckoutSession(); mine(s) && (best == nil || worth(s) > worth(best)) {
			best = s
		}
	}
	if err := whole(list.Err(), list.Meta().URL, "/v1/checkout/sessions"); err != nil {
		return nil, g.trouble("look for a session", err)
	}
	if best == nil {
		return nil, fault.New(fault.NotFound, "not_found")
	}
	return best, nil
}

func worth(s *sdk.CheckoutSession) int {
	switch {
	case s.PaymentStatus == sdk.CheckoutSessionPaymentStatusPaid:
		return 2
	case s.Status == sdk.CheckoutSessionStatusOpen:
		return 1
	}
	return 0
}

// unsure tells that Stripe failed, or knows the idempotency key from something else: what it was asked
// for may have been done.
func unsure(err error) bool {
	var r *refusal
	return errors.As(err, &r) && (r.status >= 500 || r.replayed || r.kind == sdk.ErrorTypeIdempotency)
}

// replayed tells that asking again under the same idempotency key will never say anything else.
func replayed(err error) bool {
	var r *refusal
	return errors.As(err, &r) && (r.replayed || r.kind == sdk.ErrorTypeIdempotency)
}
