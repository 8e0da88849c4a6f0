package stripe_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/payment"
	"beli/internal/payment/stripe"
	"beli/internal/payment/stripe/stripetest"
)

func amountOf(rupiah int64) money.Rupiah { return money.Rupiah(rupiah) }

func (b *bench) parse(body string) (payment.Event, error) {
	b.t.Helper()
	return b.ParseEvent(b.server.Sign([]byte(body)), []byte(body))
}

func about(kind, object string) string {
	return `{"id": "evt_1", "object": "event", "type": "` + kind + `", "api_version": "2031-01-01.future", "livemode": false, "data": {"object": ` + object + `}}`
}

const (
	session = `{"id": "cs_1", "client_reference_id": "pay-1", "amount_total": 7200000, "currency": "idr", "payment_status": "paid", "status": "complete", "new": [{}]}`
	refund  = `{"id": "re_1", "amount": 1000000, "currency": "idr", "status": "succeeded", "metadata": {"beli_key": "r1", "beli_payment": "cs_1"}}`
)

func TestEvents_are_read_whatever_version_shaped_them(t *testing.T) {
	b := open(t)
	paid := payment.Event{ID: "evt_1", Kind: payment.EventSettled, Key: "pay-1", ProviderRef: "cs_1", Amount: 72_000, Currency: "IDR"}
	with := func(change func(*payment.Event)) payment.Event { ev := paid; change(&ev); return ev }
	back := payment.Event{ID: "evt_1", Kind: payment.EventRefundSettled, Key: "r1", ProviderRef: "cs_1", RefundRef: "re_1", Amount: 10_000, Currency: "IDR"}
	notYet := strings.Replace(session, `"paid"`, `"unpaid"`, 1)
	for name, c := range map[string]struct {
		body string
		want payment.Event
	}{
		"paid":            {about("checkout.session.completed", session), paid},
		"paid later":      {about("checkout.session.async_payment_succeeded", session), paid},
		"bank's later no": {about("checkout.session.async_payment_failed", notYet), with(func(ev *payment.Event) { ev.Kind, ev.Reason = payment.EventDeclined, "declined by the bank" })},
		"not paid yet":    {about("checkout.session.completed", notYet), with(func(ev *payment.Event) { ev.Kind = "stripe:checkout.session.completed" })},
		"expired": {about("checkout.session.expired", strings.Replace(notYet, "complete", "expired", 1)),
			with(func(ev *payment.Event) { ev.Kind = payment.EventExpired })},
		"a refused card is no end": {about("payment_intent.payment_failed", `{"id": "pi_1"}`), payment.Event{ID: "evt_1", Kind: "stripe:payment_intent.payment_failed"}},
		"a kind of tomorrow":       {about("moon.landed", `"no object"`), payment.Event{ID: "evt_1", Kind: "stripe:moon.landed"}},
		"refund":                   {about("refund.created", refund), back},
		"refund, as it was told":   {about("charge.refund.updated", refund), back},
		"refund in its charge":     {about("charge.refunded", `{"id": "ch_1", "refunds": {"data": [`+refund+`]}}`), back},
		"charge without refunds":   {about("charge.refunded", `{"id": "ch_1"}`), payment.Event{ID: "evt_1", Kind: "stripe:charge.refunded"}},
		"refund on its way": {about("refund.updated", strings.Replace(refund, "succeeded", "pending", 1)),
			func() payment.Event { ev := back; ev.Kind = "stripe:refund.updated"; return ev }()},
		"refund failed": {about("refund.failed", strings.Replace(refund, `"succeeded"`, `"failed", "failure_reason": "lost_or_stolen_card"`, 1)),
			func() payment.Event {
				ev := back
				ev.Kind, ev.Reason = payment.EventRefundFailed, "failed lost_or_stolen_card"
				return ev
			}()},
		"not failed although called so": {about("refund.failed", strings.Replace(refund, "succeeded", "pending", 1)),
			func() payment.Event { ev := back; ev.Kind = "stripe:refund.failed"; return ev }()},
	} {
		if got, err := b.parse(c.body); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v\nwant %+v", name, got, err, c.want)
		}
	}
}

func TestEvents_that_cannot_be_ours_say_why(t *testing.T) {
	b := open(t)
	for name, body := range map[string]string{
		"other mode":      strings.Replace(about("checkout.session.completed", session), `"livemode": false`, `"livemode": true`, 1),
		"other account":   strings.Replace(about("checkout.session.completed", session), `"livemode"`, `"account": "acct_9", "livemode"`, 1),
		"half a rupiah":   about("checkout.session.completed", strings.Replace(session, "7200000", "7200050", 1)),
		"dollars":         about("checkout.session.completed", strings.Replace(session, `"idr"`, `"usd"`, 1)),
		"less than none":  about("refund.created", strings.Replace(refund, "1000000", "-1000000", 1)),
		"refund in euros": about("refund.created", strings.Replace(refund, `"idr"`, `"eur"`, 1)),
	} {
		if ev, err := b.parse(body); err != nil || ev.Odd == "" {
			t.Errorf("%s: %+v, %v, want a reason", name, ev, err)
		}
	}
	live := open(t, func(o *stripe.Options) { o.Key = "rk_live_1" })
	if ev, err := live.parse(about("checkout.session.completed", session)); err != nil || ev.Odd == "" {
		t.Errorf("play money with a live key: %+v, %v", ev, err)
	}
}

func TestEvents_that_are_genuine_and_unreadable_are_invalid(t *testing.T) {
	b := open(t)
	for _, body := range []string{"", "x", "[]", "{}", `{"id": "evt_1"}`, about("refund.created", `{"id": 5}`), about("refund.created", "{}"),
		about("checkout.session.completed", "null"), about("checkout.session.completed", strings.Replace(session, "7200000", `"a lot"`, 1)),
		about("checkout.session.completed", strings.Replace(session, "7200000", "99999999999999999999999", 1))} {
		if ev, err := b.parse(body); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %+v, %v, want invalid", body, ev, err)
		}
	}
}

func TestEvents_are_believed_only_under_a_good_and_fresh_signature(t *testing.T) {
	b := open(t)
	body := []byte(about("checkout.session.completed", session))
	at := func(d time.Duration) (string, string) {
		when := b.clock.Now().Add(d)
		return "t=" + strconv.FormatInt(when.Unix(), 10), "v1=" + stripetest.Signature(secret, when, body)
	}
	stamp, good := at(0)
	bad := "v1=" + stripetest.Signature("whsec_of_another", b.clock.Now(), body)
	lateStamp, late := at(-301 * time.Second)
	earlyStamp, early := at(301 * time.Second)
	heldStamp, held := at(-300 * time.Second)
	for header, want := range map[string]error{
		stamp + "," + good:                          nil,
		stamp + "," + bad + "," + good:              nil, // one secret replaces another
		stamp + "," + good + ",v0=00,scheme=x":      nil,
		heldStamp + "," + held:                      nil,
		lateStamp + "," + late:                      payment.ErrForged,
		earlyStamp + "," + early:                    payment.ErrForged,
		stamp + "," + bad:                           payment.ErrForged,
		stamp + ",v0=" + good[3:]:                   payment.ErrForged,
		stamp + "," + stamp + "," + good:            payment.ErrForged,
		lateStamp + "," + good:                      payment.ErrForged,
		good:                                        payment.ErrForged,
		stamp:                                       payment.ErrForged,
		stamp + "," + good[:len(good)-2]:            payment.ErrForged,
		"t=-9223372036854775808," + good:            payment.ErrForged,
		strings.Repeat("t=1,v1=00,", 10_000) + good: payment.ErrForged,
		"": payment.ErrForged,
	} {
		_, err := b.ParseEvent(http.Header{"Stripe-Signature": {header}}, body)
		if !errors.Is(err, want) {
			t.Errorf("%.80q: %v, want %v", header, err, want)
		}
	}
	if _, err := b.ParseEvent(http.Header{"Stripe-Signature": {stamp + ",v1=" + stripetest.Signature("", b.clock.Now(), body)}}, body); !errors.Is(err, payment.ErrForged) {
		t.Errorf("signed with nothing: %v", err)
	}
}

func FuzzParseEvent(f *testing.F) {
	f.Add("t=1,v1=00", about("checkout.session.completed", session))
	f.Add("", about("charge.refunded", `{"id": "ch_1", "refunds": {"data": [`+refund+`]}}`))
	b := open(f)
	f.Fuzz(func(t *testing.T, header, body string) {
		if _, err := b.ParseEvent(http.Header{"Stripe-Signature": {header}}, []byte(body)); !errors.Is(err, payment.ErrForged) {
			t.Errorf("believed without a signature: %v", err)
		}
		ev, err := b.ParseEvent(b.server.Sign([]byte(body)), []byte(body))
		if err == nil && (ev.ID == "" || ev.Amount < 0 || !json.Valid([]byte(body))) {
			t.Errorf("%+v of %q", ev, body)
		}
	})
}
