package stripe_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/payment"
	"beli/internal/payment/paymenttest"
	"beli/internal/payment/stripe"
	"beli/internal/payment/stripe/stripetest"
)

const (
	key    = "sk_test_stripetest"
	secret = "whsec_stripetest"
)

// bench is the gateway before a play Stripe, on one clock.
type bench struct {
	*stripe.Gateway
	server *stripetest.Server
	clock  *clock.Manual
	box    *paymenttest.Mailbox
	log    *strings.Builder
	t      testing.TB
}

func noon() time.Time { return time.Date(2026, 11, 20, 5, 0, 0, 0, time.UTC) }

func open(t testing.TB, change ...func(*stripe.Options)) *bench {
	t.Helper()
	b := &bench{clock: clock.At(noon()), box: &paymenttest.Mailbox{}, log: &strings.Builder{}, t: t}
	server, url := stripetest.Start(t, stripetest.Options{Clock: b.clock, Deliver: b.box.Deliver})
	o := stripe.Options{Key: key, WebhookSecret: secret, URL: url, Clock: b.clock, Log: slog.New(slog.NewTextHandler(b.log, nil))}
	for _, f := range change {
		f(&o)
	}
	g, err := stripe.New(o)
	if err != nil {
		t.Fatal(err)
	}
	b.Gateway, b.server = g, server
	return b
}

func (b *bench) in() payment.BeginInput {
	return payment.BeginInput{Key: "pay-1", Amount: 72_000, Description: "Pesanan K7M2", PurchaseCode: "K7M2", Since: noon(),
		ReturnURL: "https://toko.contoh.id/pesanan/K7M2?k=a&dari=bayar", ExpiresAt: noon().Add(time.Hour)}
}

func (b *bench) begin() string {
	b.t.Helper()
	begun, err := b.Begin(b.t.Context(), b.in())
	if err != nil {
		b.t.Fatal(err)
	}
	return begun.ProviderRef
}

func (b *bench) paid() string {
	b.t.Helper()
	ref := b.begin()
	if err := b.server.Pay(b.t.Context(), ref); err != nil {
		b.t.Fatal(err)
	}
	return ref
}

func TestStripe_is_a_gateway(t *testing.T) {
	t.Parallel()
	paymenttest.Exercise(t, func(t *testing.T) paymenttest.Bench {
		b := open(t)
		act := func(do func(context.Context, string) error) func(testing.TB, string) {
			return func(t testing.TB, ref string) {
				t.Helper()
				if err := do(context.Background(), ref); err != nil {
					t.Fatal(err)
				}
			}
		}
		return paymenttest.Bench{Gateway: b.Gateway, Box: b.box, Now: b.clock.Now, Wait: b.clock.Advance,
			Pay: act(b.server.Pay), Decline: act(b.server.Decline), Expire: act(b.server.Expire)}
	})
}

func TestStripe_without_its_secrets_is_refused(t *testing.T) {
	for _, o := range []stripe.Options{{}, {Key: key}, {WebhookSecret: secret}} {
		if _, err := stripe.New(o); !errors.Is(err, stripe.ErrSecret) {
			t.Errorf("%+v: %v, want a refusal", o, err)
		}
	}
}

func TestBegin_asks_for_the_amount_in_hundredths(t *testing.T) {
	b := open(t)
	in := b.in()
	in.Amount = 15_000
	if _, err := b.Begin(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	if got := b.server.Sessions()[0].Hundredths; got != 1_500_000 {
		t.Errorf("Rp15.000 was sent as %d", got)
	}
	rapid.Check(t, func(rt *rapid.T) {
		in.Amount = money.Rupiah(rapid.Int64Range(10_000, 9_999_999_999).Draw(rt, "rupiah"))
		in.Key = rapid.StringMatching(`[a-z]{12}`).Draw(rt, "key")
		begun, err := b.Begin(t.Context(), in)
		if err != nil {
			rt.Fatal(err)
		}
		r, err := b.Status(t.Context(), payment.Ref{Key: in.Key, ProviderRef: begun.ProviderRef})
		if err != nil || r.Amount != in.Amount || r.Odd != "" {
			rt.Fatalf("%s came back as %+v, %v", in.Amount, r, err)
		}
	})
}

func TestBegin_refuses_amounts_that_stripe_does_not_take_without_asking_it(t *testing.T) {
	b := open(t)
	for _, amount := range []money.Rupiah{-1, 0, 9_999, 10_000_000_000, money.Max, 1 << 62} {
		in := b.in()
		in.Amount = amount
		if _, err := b.Begin(t.Context(), in); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%d: %v, want invalid", amount, err)
		}
	}
	if calls := b.server.Requests(); len(calls) != 0 {
		t.Errorf("asked %v", calls)
	}
}

func TestBegin_ends_the_session_with_the_payment_within_what_stripe_allows(t *testing.T) {
	for _, c := range []struct {
		left, want time.Duration
	}{
		{time.Hour, time.Hour}, {31 * time.Minute, 31 * time.Minute}, {10 * time.Minute, 31 * time.Minute}, {-time.Minute, 31 * time.Minute},
		{7 * 24 * time.Hour, 24*time.Hour - time.Minute}, {23 * time.Hour, 23 * time.Hour},
	} {
		b := open(t)
		in := b.in()
		in.ExpiresAt = noon().Add(c.left)
		if _, err := b.Begin(t.Context(), in); err != nil {
			t.Errorf("%s left: %v", c.left, err)
			continue
		}
		if got := b.server.Sessions()[0].Expires.Sub(noon()); got != c.want {
			t.Errorf("%s left: the session lasts %s, want %s", c.left, got, c.want)
		}
	}
}

func TestBegin_whose_answer_is_lost_finds_the_same_session_again(t *testing.T) {
	t.Parallel()
	const create = "POST /v1/checkout/sessions"
	for name, c := range map[string]struct {
		trouble stripetest.Trouble
		first   error
	}{
		"broken off once, the SDK asks again":   {stripetest.Trouble{On: create, Times: 1, After: true, Drop: true}, nil},
		"broken off twice":                      {stripetest.Trouble{On: create, After: true, Drop: true}, payment.ErrUnavailable},
		"500 after it was done":                 {stripetest.Trouble{On: create, Times: 1, After: true, Status: 500}, nil},
		"500 before it was done, then repeated": {stripetest.Trouble{On: create, Times: 1, Status: 500}, payment.ErrUnavailable},
		"too many requests":                     {stripetest.Trouble{On: create, Times: 1, Status: 429}, payment.ErrUnavailable},
		"a page of a proxy":                     {stripetest.Trouble{On: create, Times: 1, Status: 502, Page: "<h1>Bad gateway</h1>"}, payment.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			b.server.Befall(c.trouble)
			if _, err := b.Begin(t.Context(), b.in()); !errors.Is(err, c.first) {
				t.Fatalf("first: %v, want %v", err, c.first)
			}
			b.server.Calm()
			var refs []string
			for range 3 {
				b.clock.Advance(time.Minute)
				refs = append(refs, b.begin())
			}
			b.clock.Advance(26 * time.Hour) // Stripe has forgotten the idempotency key
			refs = append(refs, b.begin())
			if refs = slices.Compact(refs); len(refs) != 1 || len(b.server.Sessions()) != 1 {
				t.Errorf("%d sessions, answered %v", len(b.server.Sessions()), refs)
			}
		})
	}
}

func TestBegin_shortly_before_the_end_is_one_session_although_its_end_moves(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.clock.Advance(50 * time.Minute)
	b.server.Befall(stripetest.Trouble{On: "POST /v1/checkout", After: true, Drop: true})
	if _, err := b.Begin(t.Context(), b.in()); !errors.Is(err, payment.ErrUnavailable) {
		t.Fatal(err)
	}
	b.server.Calm()
	b.clock.Advance(3 * time.Minute) // the earliest end is another now, which Stripe calls another request under one key
	if one, two := b.begin(), b.begin(); one != two || len(b.server.Sessions()) != 1 {
		t.Errorf("%s and %s, %d sessions", one, two, len(b.server.Sessions()))
	}
}

func TestBegin_under_a_key_of_another_purchase_is_another_session(t *testing.T) {
	b := open(t)
	first := b.begin()
	in := b.in()
	in.PurchaseCode, in.Amount = "ZZ99", 50_000 // a database begun anew counts its keys anew
	begun, err := b.Begin(t.Context(), in)
	if err != nil || begun.ProviderRef == first {
		t.Errorf("%+v, %v; the first purchase has %s", begun, err, first)
	}
}

func TestBegin_again_when_all_is_paid_leads_back_to_the_shop(t *testing.T) {
	b := open(t)
	ref := b.paid()
	b.clock.Advance(25 * time.Hour) // no idempotency key helps any more
	begun, err := b.Begin(t.Context(), b.in())
	if err != nil || begun.ProviderRef != ref || begun.RedirectURL != b.in().ReturnURL {
		t.Errorf("%+v, %v", begun, err)
	}
}

func TestBegin_finds_a_lost_session_among_hundreds(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.server.Befall(stripetest.Trouble{On: "POST /v1/checkout", After: true, Drop: true})
	if _, err := b.Begin(t.Context(), b.in()); err == nil {
		t.Fatal("nothing was lost")
	}
	b.server.Calm()
	for i := range 230 {
		in := b.in()
		in.Key = strings.Repeat("x", i+1)
		if _, err := b.Begin(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	r, err := b.Status(t.Context(), payment.Ref{Key: "pay-1", Since: noon()})
	if err != nil || r.ProviderRef != b.server.Sessions()[0].ID {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestClose_when_the_buyer_pays_at_that_moment_says_paid(t *testing.T) {
	hurry := &interloper{before: func(*http.Request) {}}
	b := open(t, func(o *stripe.Options) { o.HTTP = &http.Client{Transport: hurry} })
	ref := b.begin()
	hurry.before = func(r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/expire") {
			if err := b.server.Pay(context.Background(), ref); err != nil {
				t.Error(err)
			}
		}
	}
	r, err := b.Close(t.Context(), payment.Ref{Key: "pay-1", ProviderRef: ref})
	if err != nil || r.Status != payment.Settled || r.Amount != 72_000 {
		t.Errorf("%+v, %v, want settled", r, err)
	}
}

// interloper does something between the gateway and Stripe.
type interloper struct{ before func(*http.Request) }

func (i *interloper) RoundTrip(r *http.Request) (*http.Response, error) {
	i.before(r)
	return http.DefaultTransport.RoundTrip(r)
}

func TestStatus_of_what_cannot_be_ours_says_why(t *testing.T) {
	b := open(t)
	ref := b.paid()
	for name, change := range map[string]func(map[string]any){
		"half a rupiah": func(s map[string]any) { s["amount_total"] = 7_200_050 },
		"dollars":       func(s map[string]any) { s["currency"] = "usd" },
		"below nothing": func(s map[string]any) { s["amount_total"] = -100 },
		"other payment": func(s map[string]any) { s["client_reference_id"] = "pay-2" },
	} {
		b.server.Befall(stripetest.Trouble{Times: 1, Change: change})
		r, err := b.Status(t.Context(), payment.Ref{Key: "pay-1", ProviderRef: ref})
		if err != nil || r.Odd == "" || r.Status != payment.Settled {
			t.Errorf("%s: %+v, %v, want a reason", name, r, err)
		}
	}
}
