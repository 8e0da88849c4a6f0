package stripe_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/payment"
	"beli/internal/payment/stripe"
	"beli/internal/payment/stripe/stripetest"
)

// calls is everything that asks Stripe something, against a payment that was paid and one that is open.
func (b *bench) calls(ctx context.Context, paid string) map[string]func() error {
	return map[string]func() error{
		"begin":  func() error { in := b.in(); in.Key = "pay-other"; _, err := b.Begin(ctx, in); return err },
		"status": func() error { _, err := b.Status(ctx, payment.Ref{Key: "pay-1", ProviderRef: paid}); return err },
		"search": func() error { _, err := b.Status(ctx, payment.Ref{Key: "pay-1"}); return err },
		"close":  func() error { _, err := b.Close(ctx, payment.Ref{Key: "pay-1", ProviderRef: paid}); return err },
		"refund": func() error {
			_, err := b.Refund(ctx, payment.SendRefund{Key: "r1", ProviderRef: paid, Amount: 1_000})
			return err
		},
		"health": func() error { return b.Health(ctx) },
	}
}

func (b *bench) secretsStayIn(what, text string) {
	b.t.Helper()
	for _, s := range []string{key, secret, "wrong_key_4242"} {
		if strings.Contains(text, s) {
			b.t.Errorf("%s: a secret stands in %q", what, text)
		}
	}
}

func TestEvery_call_says_that_stripe_is_away_when_it_is(t *testing.T) {
	for name, trouble := range map[string]stripetest.Trouble{
		"429":            {Status: 429},
		"503":            {Status: 503},
		"500":            {Status: 500},
		"a proxy's page": {Status: 502, Page: "<html>Bad gateway " + key + "</html>"},
		"nonsense":       {Status: 200, Page: "nonsense " + key},
		"half an answer": {Status: 200, Page: `{"id": "cs_`},
		"a redirect":     {Status: 302, Page: "elsewhere"},
		"another thing":  {Change: func(body map[string]any) { clear(body) }},
		"broken off":     {Drop: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			ref := b.paid()
			b.server.Befall(trouble)
			var wg sync.WaitGroup
			for what, call := range b.calls(t.Context(), ref) {
				wg.Go(func() {
					err := call()
					if !errors.Is(err, payment.ErrUnavailable) {
						t.Errorf("%s: %v, want unavailable", what, err)
						return
					}
					b.secretsStayIn(what, err.Error())
				})
			}
			wg.Wait()
			b.secretsStayIn("log", b.log.String())
			b.server.Calm()
			if err := b.Health(t.Context()); err != nil {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

func TestEvery_call_ends_when_its_caller_has_waited_enough(t *testing.T) {
	t.Parallel()
	b := open(t)
	ref := b.paid()
	b.server.Befall(stripetest.Trouble{Hang: true})
	for what := range b.calls(t.Context(), ref) {
		ctx, done := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if err := b.calls(ctx, ref)[what](); !errors.Is(err, payment.ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v, want unavailable by the deadline", what, err)
		}
		done()
	}
}

func TestA_wrong_key_is_named_and_not_shown(t *testing.T) {
	t.Parallel()
	b := open(t, func(o *stripe.Options) { o.Key = "sk_test_wrong_key_4242" })
	for what, call := range b.calls(t.Context(), "cs_test_1") {
		err := call()
		if !errors.Is(err, stripe.ErrKey) || fault.KindOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "key of Stripe is wrong") {
			t.Errorf("%s: %v, want the key named", what, err)
			continue
		}
		b.secretsStayIn(what, err.Error())
	}
	b.secretsStayIn("log", b.log.String())
	restricted := open(t)
	restricted.server.Befall(stripetest.Trouble{Status: http.StatusForbidden})
	if err := restricted.Health(t.Context()); !errors.Is(err, stripe.ErrKey) {
		t.Errorf("a key without the right: %v", err)
	}
}

func TestHealth_is_good_when_stripe_answers(t *testing.T) {
	b := open(t)
	if err := b.Health(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestCalls_tell_stripe_nothing_of_the_machine_and_pin_the_version(t *testing.T) {
	var seen []http.Header
	b := open(t, func(o *stripe.Options) {
		o.HTTP = &http.Client{Transport: &interloper{before: func(r *http.Request) { seen = append(seen, r.Header) }}}
	})
	b.paid()
	for _, h := range seen {
		if h.Get("X-Stripe-Client-User-Agent") != "" || h.Get("X-Stripe-Client-Telemetry") != "" || h.Get("Stripe-Version") != "2023-10-16" {
			t.Errorf("sent %v", h)
		}
	}
	if len(seen) == 0 {
		t.Error("nothing was sent")
	}
}
