package stripe_test

import (
	"errors"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/payment"
	"beli/internal/payment/stripe/stripetest"
)

func (b *bench) refund(ref, key string, rupiah int64) (payment.RefundReport, error) {
	return b.Refund(b.t.Context(), payment.SendRefund{Key: key, ProviderRef: ref, Amount: amountOf(rupiah)})
}

func TestRefund_whose_answer_is_lost_gives_back_once(t *testing.T) {
	t.Parallel()
	const create = "POST /v1/refunds"
	for name, c := range map[string]struct {
		trouble stripetest.Trouble
		first   error
	}{
		"broken off once":                       {stripetest.Trouble{On: create, Times: 1, After: true, Drop: true}, nil},
		"broken off twice":                      {stripetest.Trouble{On: create, After: true, Drop: true}, payment.ErrUnavailable},
		"500 after it was done":                 {stripetest.Trouble{On: create, Times: 1, After: true, Status: 500}, nil},
		"500 before it was done, then repeated": {stripetest.Trouble{On: create, Times: 1, Status: 500}, payment.ErrUnavailable},
		"in use elsewhere":                      {stripetest.Trouble{On: create, Times: 2, Status: 409}, payment.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			ref := b.paid()
			b.server.Befall(c.trouble)
			if _, err := b.refund(ref, "r1", 40_000); !errors.Is(err, c.first) {
				t.Fatalf("first: %v, want %v", err, c.first)
			}
			b.server.Calm()
			for range 3 {
				r, err := b.refund(ref, "r1", 40_000)
				if err != nil || r.Status != payment.RefundSettled {
					t.Errorf("again: %+v, %v", r, err)
				}
				b.clock.Advance(25 * time.Hour) // Stripe forgets the idempotency key
			}
			if list := b.server.Refunds(); len(list) != 1 || list[0].Hundredths != 4_000_000 {
				t.Errorf("refunds %+v, want one of 4000000 hundredths", list)
			}
		})
	}
}

func TestRefund_tells_how_it_stands_now_and_not_how_it_began(t *testing.T) {
	b := open(t)
	ref := b.paid()
	for _, c := range []struct {
		begins, ends string
		first, then  payment.RefundStatus
	}{
		{"pending", "succeeded", payment.RefundRequested, payment.RefundSettled},
		{"requires_action", "canceled", payment.RefundRequested, payment.RefundFailed},
		{"pending", "failed", payment.RefundRequested, payment.RefundFailed},
	} {
		b.server.NewRefunds(c.begins)
		key := c.begins + c.ends
		one, err := b.refund(ref, key, 1_000)
		if err != nil || one.Status != c.first || one.ProviderRef == "" {
			t.Fatalf("%s: %+v, %v", c.begins, one, err)
		}
		if err := b.server.EndRefund(t.Context(), one.ProviderRef, c.ends); err != nil {
			t.Fatal(err)
		}
		two, err := b.refund(ref, key, 1_000)
		if err != nil || two.Status != c.then || two.ProviderRef != one.ProviderRef || (two.Status == payment.RefundFailed) != (two.Reason != "") {
			t.Errorf("%s: %+v, %v", c.ends, two, err)
		}
	}
}

func TestRefund_refused_says_why_in_a_report(t *testing.T) {
	b := open(t)
	ref := b.paid()
	for key, rupiah := range map[string]int64{"too much": 72_001, "all": 72_000} {
		if r, err := b.refund(ref, key, rupiah); err != nil || (r.Status == payment.RefundFailed) != (key == "too much") || (r.Reason == "") == (key == "too much") {
			t.Errorf("%s: %+v, %v", key, r, err)
		}
	}
	r, err := b.refund(ref, "after all", 1_000)
	if err != nil || r.Status != payment.RefundFailed || r.Reason[:len("charge_already_refunded")] != "charge_already_refunded" {
		t.Errorf("after all went back: %+v, %v", r, err)
	}
	if r, err := b.refund(ref, "all", 1_000); err != nil || r.Status != payment.RefundFailed || r.Reason != "key_reused" {
		t.Errorf("a key for another amount: %+v, %v", r, err)
	}
	if _, err := b.refund("cs_test_nobody", "r", 1_000); fault.KindOf(err) != fault.NotFound {
		t.Errorf("unknown payment: %v", err)
	}
	if _, err := b.refund(ref, "r", 0); fault.KindOf(err) != fault.Invalid {
		t.Errorf("nothing: %v", err)
	}
}
