package payment_test

import (
	"testing"
	"time"

	"beli/internal/payment"
	"beli/internal/store/storetest"
)

func (w *world) round() {
	w.t.Helper()
	if err := w.payments.HandleReconcile(w.t.Context(), payment.Reconcile{}); err != nil {
		w.t.Fatal(err)
	}
}

func TestReconcile_asks_less_often_about_what_is_silent_for_long(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	asked := map[string]int{}
	w.gateway.OnStatus = func(ref payment.Ref) (payment.Report, error) {
		asked[ref.Key]++
		return payment.Report{ProviderRef: ref.ProviderRef, Status: payment.Pending, Currency: "IDR"}, nil
	}
	one, two := w.begun(10_000), w.begun(10_000)
	for range 59 {
		w.clock.Advance(time.Minute)
		w.round()
	}
	for _, p := range []payment.Payment{one, two} {
		if n := asked[p.Key]; n < 10 || n > 25 {
			t.Errorf("asked %d times in an hour, want often at first and then every few minutes", n)
		}
	}
	before := asked[one.Key]
	w.clock.Advance(time.Minute) // its time is over now: that is asked at once
	w.round()
	if asked[one.Key] != before+1 {
		t.Errorf("asked %d times at the end of its time, want once", asked[one.Key]-before)
	}
	w.wantStatus(one.ID, payment.Expired)
}

func TestReconcile_is_not_held_up_by_one_payment_that_the_gateway_never_answers(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	dead, silent := w.begun(10_000), w.begun(20_000)
	w.gateway.OnStatus = func(ref payment.Ref) (payment.Report, error) {
		if ref.Key == dead.Key {
			return payment.Report{}, payment.ErrUnavailable
		}
		return payment.Report{ProviderRef: ref.ProviderRef, Status: payment.Settled, Amount: 20_000, Currency: "IDR"}, nil
	}
	for range 10 {
		w.clock.Advance(time.Minute)
		w.round()
	}
	w.wantStatus(silent.ID, payment.Settled)
}

func TestReconcile_reaches_refunds_behind_many_that_no_bank_ends(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paid(1_000_000)
		order := p.Allocations[0].OrderID
		var ids []int64
		for range 130 {
			ids = append(ids, w.mustRefund(order, 1_000).ID)
		}
		last := w.mustRefund(order, 2_000)
		done := false
		w.gateway.OnRefund = func(in payment.SendRefund) (payment.RefundReport, error) {
			if in.Amount == 2_000 && done {
				return payment.RefundReport{ProviderRef: "back", Status: payment.RefundSettled}, nil
			}
			return payment.RefundReport{ProviderRef: "waits-" + in.Key, Status: payment.RefundRequested}, nil
		}
		w.drain() // the jobs have asked, and all are on their way
		done = true
		w.clock.Advance(10 * time.Minute)
		w.round()
		w.wantRefund(last.ID, payment.RefundSettled)
		w.wantRefund(ids[0], payment.RefundRequested)
		if sent := len(w.gateway.Refunds()); sent != 2*131 {
			t.Errorf("asked %d times, want each refund twice", sent)
		}
	})
}
