package payment_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"beli/internal/money"
	"beli/internal/payment"
)

func (w *world) refund(orderID int64, amount money.Rupiah) (payment.Refund, error) {
	w.t.Helper()
	return w.payments.RequestRefund(w.t.Context(), payment.RefundInput{OrderID: orderID, Amount: amount, Reason: "Stok rusak"})
}

func (w *world) mustRefund(orderID int64, amount money.Rupiah) payment.Refund {
	w.t.Helper()
	r, err := w.refund(orderID, amount)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *world) wantRefund(id int64, want payment.RefundStatus) payment.Refund {
	w.t.Helper()
	r, err := w.payments.RefundByID(context.Background(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	if r.Status != want {
		w.t.Errorf("refund is %s, want %s", r.Status, want)
	}
	return r
}

func TestRefund_gives_back_the_share_of_its_order_alone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paid(40_000, 32_000)
		order := p.Allocations[0].OrderID
		if _, err := w.refund(order, 40_001); !errors.Is(err, payment.ErrTooMuch) {
			t.Errorf("more than the share: %v", err)
		}
		r := w.mustRefund(order, 0)
		if r.Amount != 40_000 {
			t.Errorf("refund of %s, want the whole share", r.Amount)
		}
		if _, err := w.refund(order, 0); !errors.Is(err, payment.ErrTooMuch) {
			t.Errorf("a second whole refund: %v", err)
		}
		w.drain()
		w.drain()
		got := w.wantRefund(r.ID, payment.RefundSettled)
		if sent := w.gateway.Refunds(); len(sent) != 1 || sent[0].Amount != 40_000 || sent[0].ProviderRef != p.ProviderRef || got.ProviderRef == "" {
			t.Errorf("sent %+v, refund %+v", sent, got)
		}
		if n := w.effects("refund"); n != 1 {
			t.Errorf("booked %d times", n)
		}
	})
}

func TestRefund_of_money_that_never_came_is_refused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.begun(10_000)
		if _, err := w.refund(p.Allocations[0].OrderID, 0); !errors.Is(err, payment.ErrNotSettled) {
			t.Errorf("pending payment: %v", err)
		}
		_, err := w.payments.RequestRefund(t.Context(), payment.RefundInput{OrderID: p.Allocations[0].OrderID, PaymentID: p.ID, Amount: 1})
		if !errors.Is(err, payment.ErrNotSettled) {
			t.Errorf("pending payment by id: %v", err)
		}
	})
}

func TestRace_of_partial_refunds_never_exceeds_the_share(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for range 10 {
			p := w.paid(100_000)
			order := p.Allocations[0].OrderID
			var mu sync.Mutex
			var wg sync.WaitGroup
			ok := 0
			start := make(chan struct{})
			for range 4 {
				wg.Go(func() {
					<-start
					_, err := w.payments.RequestRefund(context.Background(), payment.RefundInput{OrderID: order, Amount: 60_000})
					mu.Lock()
					defer mu.Unlock()
					switch {
					case err == nil:
						ok++
					case !errors.Is(err, payment.ErrTooMuch):
						t.Errorf("refund: %v", err)
					}
				})
			}
			close(start)
			wg.Wait()
			if ok != 1 {
				t.Fatalf("%d refunds of 60.000 of 100.000 went through, want 1", ok)
			}
		}
	})
}

func TestRefund_refused_by_the_gateway_frees_the_money_and_is_tried_anew_under_a_new_key(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paid(50_000)
		order := p.Allocations[0].OrderID
		w.gateway.OnRefund = func(payment.SendRefund) (payment.RefundReport, error) {
			return payment.RefundReport{Status: payment.RefundFailed, Reason: "account closed"}, nil
		}
		first := w.mustRefund(order, 50_000)
		w.drain()
		if r := w.wantRefund(first.ID, payment.RefundFailed); r.Failure != "account closed" {
			t.Errorf("failure %q", r.Failure)
		}
		other := w.mustRefund(order, 20_000) // the money is free again
		if err := w.payments.RetryRefund(t.Context(), first.ID); !errors.Is(err, payment.ErrTooMuch) {
			t.Errorf("retry beside another refund: %v, want too much", err)
		}
		w.drain()
		w.wantRefund(other.ID, payment.RefundFailed)
		w.gateway.OnRefund = nil
		if err := w.payments.RetryRefund(t.Context(), first.ID); err != nil {
			t.Fatal(err)
		}
		if err := w.payments.RetryRefund(t.Context(), first.ID); err == nil {
			t.Error("a refund on its way was asked for anew")
		}
		w.drain()
		if r := w.wantRefund(first.ID, payment.RefundSettled); r.Key == first.Key {
			t.Error("retried under the key the gateway had refused")
		}
		if n := w.effects("refund"); n != 1 {
			t.Errorf("booked %d times", n)
		}
	})
}

func TestRefund_that_does_not_reach_the_gateway_keeps_its_key(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paid(50_000)
		away := true
		w.gateway.OnRefund = func(in payment.SendRefund) (payment.RefundReport, error) {
			if away {
				return payment.RefundReport{}, payment.ErrUnavailable
			}
			return payment.RefundReport{ProviderRef: "back", Status: payment.RefundSettled}, nil
		}
		r := w.mustRefund(p.Allocations[0].OrderID, 0)
		w.drain()
		w.wantRefund(r.ID, payment.RefundRequested)
		away = false
		w.clock.Advance(time.Minute)
		w.drain()
		w.wantRefund(r.ID, payment.RefundSettled)
		for _, sent := range w.gateway.Refunds() {
			if sent.Key != r.Key {
				t.Errorf("sent under %s, want %s", sent.Key, r.Key)
			}
		}
	})
}

func TestRefund_event_before_the_answer_is_one_refund(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paid(50_000)
		ev := payment.Event{ID: "evt-back", Kind: payment.EventRefundSettled, ProviderRef: p.ProviderRef, RefundRef: "back-1", Amount: 50_000, Currency: "IDR"}
		w.gateway.OnRefund = func(in payment.SendRefund) (payment.RefundReport, error) {
			ev.Key = in.Key
			w.take(ev, payment.Applied)
			return payment.RefundReport{ProviderRef: "back-1", Status: payment.RefundSettled}, nil
		}
		r := w.mustRefund(p.Allocations[0].OrderID, 0)
		w.drain()
		w.take(ev, payment.Repeated)
		w.wantRefund(r.ID, payment.RefundSettled)
		if n := w.effects("refund"); n != 1 {
			t.Errorf("booked %d times", n)
		}
	})
}

func TestRefund_event_that_does_not_fit_is_kept_aside(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paid(50_000)
		r := w.mustRefund(p.Allocations[0].OrderID, 10_000)
		ev := payment.Event{ID: "evt-a", Kind: payment.EventRefundSettled, Key: r.Key, ProviderRef: p.ProviderRef, RefundRef: "back", Amount: 50_000, Currency: "IDR"}
		w.take(ev, payment.Quarantined)
		ev.ID, ev.Amount, ev.ProviderRef = "evt-b", 10_000, "ref-of-another"
		w.take(ev, payment.Quarantined)
		w.wantRefund(r.ID, payment.RefundRequested)
	})
}

func TestRefund_on_its_way_is_brought_to_its_end_by_the_reconciler(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paid(50_000)
		done := false
		w.gateway.OnRefund = func(in payment.SendRefund) (payment.RefundReport, error) {
			if !done {
				return payment.RefundReport{ProviderRef: "back", Status: payment.RefundRequested}, nil
			}
			return payment.RefundReport{ProviderRef: "back", Status: payment.RefundSettled}, nil
		}
		r := w.mustRefund(p.Allocations[0].OrderID, 0)
		w.drain()
		w.wantRefund(r.ID, payment.RefundRequested)
		done = true
		w.clock.Advance(10 * time.Minute)
		if err := w.payments.HandleReconcile(t.Context(), payment.Reconcile{}); err != nil {
			t.Fatal(err)
		}
		w.wantRefund(r.ID, payment.RefundSettled)
	})
}

func TestRefund_of_cash_is_noted_without_a_gateway(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		purchase, orders := w.purchase(10_000)
		_, err := w.payments.Create(t.Context(), payment.CreateInput{PurchaseID: purchase, Method: payment.ByCash, Amount: 10_000,
			Allocations: []payment.Allocation{{OrderID: orders[0], Amount: 10_000}}})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.payments.SettleCash(t.Context(), orders[0]); err != nil {
			t.Fatal(err)
		}
		r := w.mustRefund(orders[0], 4_000)
		w.drain()
		w.wantRefund(r.ID, payment.RefundSettled)
		if len(w.gateway.Refunds()) != 0 || w.effects("refund") != 1 {
			t.Errorf("%d sent to a gateway, %d booked", len(w.gateway.Refunds()), w.effects("refund"))
		}
	})
}
