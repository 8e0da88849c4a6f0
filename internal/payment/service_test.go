package payment_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/payment"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func each(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, d *store.DB) { test(t, newWorld(t, d)) })
}

func TestCreate_refuses_parts_that_do_not_make_the_whole(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		purchase, orders := w.purchase(10_000)
		for name, in := range map[string]payment.CreateInput{
			"sum":      {PurchaseID: purchase, Method: payment.ByCash, Amount: 10_001, Allocations: []payment.Allocation{{OrderID: orders[0], Amount: 10_000}}},
			"nothing":  {PurchaseID: purchase, Method: payment.ByCash},
			"negative": {PurchaseID: purchase, Method: payment.ByCash, Amount: -5, Allocations: []payment.Allocation{{OrderID: orders[0], Amount: -5}}},
			"gateway":  {PurchaseID: purchase, Method: payment.ByGateway, Amount: 10_000, Allocations: []payment.Allocation{{OrderID: orders[0], Amount: 10_000}}},
		} {
			if _, err := w.payments.Create(t.Context(), in); fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v, want invalid", name, err)
			}
		}
		if n := w.count(`SELECT COUNT(*) FROM payments`); n != 0 {
			t.Errorf("%d payments were written", n)
		}
	})
}

func TestCreate_with_a_key_twice_makes_one_payment(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		purchase, orders := w.purchase(10_000)
		in := payment.CreateInput{PurchaseID: purchase, Method: payment.ByCash, Key: "once", Amount: 10_000,
			Allocations: []payment.Allocation{{OrderID: orders[0], Amount: 10_000}}}
		one, err1 := w.payments.Create(t.Context(), in)
		two, err2 := w.payments.Create(t.Context(), in)
		if err1 != nil || err2 != nil || one.ID != two.ID {
			t.Errorf("payments %d and %d, %v, %v", one.ID, two.ID, err1, err2)
		}
	})
}

func TestBegin_gives_the_buyer_one_address(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.begun(10_000)
		again, err := w.payments.Begin(t.Context(), p.ID)
		if err != nil || p.Status != payment.Pending || p.RedirectURL == "" || again.RedirectURL != p.RedirectURL || w.gateway.Begins() != 1 {
			t.Errorf("begun as %+v, then %+v, %v, %d calls", p, again, err, w.gateway.Begins())
		}
	})
}

func TestBegin_inside_a_transaction_is_refused_before_the_gateway_is_called(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	p := w.paymentFor(10_000)
	err := w.db.InTx(t.Context(), func(ctx context.Context) error {
		_, err := w.payments.Begin(ctx, p.ID)
		return err
	})
	if err == nil || w.gateway.Begins() != 0 {
		t.Errorf("%v, %d calls; want a refusal without a call", err, w.gateway.Begins())
	}
}

func TestBegin_that_does_not_reach_the_gateway_is_tried_again_by_a_job(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paymentFor(10_000)
		w.gateway.OnBegin = func(context.Context, payment.BeginInput) (payment.Begun, error) {
			return payment.Begun{}, errors.New("connection refused")
		}
		if _, err := w.payments.Begin(t.Context(), p.ID); !errors.Is(err, payment.ErrUnavailable) {
			t.Fatalf("begin: %v, want unavailable", err)
		}
		w.wantStatus(p.ID, payment.Failed)
		w.gateway.OnBegin = nil
		w.clock.Advance(2 * time.Minute)
		w.drain()
		w.wantStatus(p.ID, payment.Pending)
	})
}

func TestBegin_after_time_is_over_cancels_the_payment(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paymentFor(10_000)
		w.clock.Advance(time.Hour)
		if _, err := w.payments.Begin(t.Context(), p.ID); !errors.Is(err, payment.ErrOver) {
			t.Errorf("begin: %v, want over", err)
		}
		w.wantStatus(p.ID, payment.Cancelled)
	})
}

func TestEvent_before_the_answer_to_begin_settles_and_begin_tells_so(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.paymentFor(10_000)
		w.gateway.OnBegin = func(_ context.Context, in payment.BeginInput) (payment.Begun, error) {
			w.take(settledEvent(p), payment.Applied)
			return payment.Begun{ProviderRef: "ref-" + in.Key, RedirectURL: "https://bayar.contoh.id/"}, nil
		}
		got, err := w.payments.Begin(t.Context(), p.ID)
		if err != nil || got.Status != payment.Settled {
			t.Errorf("begin answered %s, %v; want settled", got.Status, err)
		}
		w.wantStatus(p.ID, payment.Settled)
	})
}

func TestEvent_ten_times_settles_once(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.begun(40_000, 32_000)
		header, body := w.gateway.Event(settledEvent(p))
		outcomes := map[payment.Outcome]int{}
		var mu sync.Mutex
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				out, err := w.payments.TakeEvent(context.Background(), "fake", header, body)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Errorf("event: %v", err)
				}
				outcomes[out]++
			})
		}
		wg.Wait()
		if outcomes[payment.Applied] != 1 || outcomes[payment.Repeated] != 9 {
			t.Errorf("outcomes %v, want 1 applied and 9 repeated", outcomes)
		}
		if b, f, n := w.effects("book"), w.effects("follow"), w.count(`SELECT COUNT(*) FROM gateway_event`); b != 1 || f != 1 || n != 1 {
			t.Errorf("booked %d, followed %d, %d rows in the inbox; want one each", b, f, n)
		}
		if got := w.read(p.ID); got.SettledAt == nil || got.ProviderRef != "ref-"+p.Key {
			t.Errorf("settled as %+v", got)
		}
	})
}

func TestEvent_with_a_bad_signature_changes_nothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.begun(10_000)
		_, body := w.gateway.Event(settledEvent(p))
		if _, err := w.payments.TakeEvent(t.Context(), "fake", http.Header{"Signature": {"forged"}}, body); !errors.Is(err, payment.ErrForged) {
			t.Errorf("%v, want forged", err)
		}
		if _, err := w.payments.TakeEvent(t.Context(), "other", http.Header{}, body); fault.KindOf(err) != fault.NotFound {
			t.Errorf("unknown gateway: %v, want not found", err)
		}
		w.wantStatus(p.ID, payment.Pending)
		if n := w.count(`SELECT COUNT(*) FROM gateway_event`); n != 0 {
			t.Errorf("%d rows in the inbox", n)
		}
	})
}

func TestEvent_that_does_not_fit_our_books_is_kept_aside(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.begun(72_000)
		for i, change := range []func(*payment.Event){
			func(ev *payment.Event) { ev.Amount = 720 },
			func(ev *payment.Event) { ev.Amount = 7_200_000 },
			func(ev *payment.Event) { ev.Currency = "USD" },
			func(ev *payment.Event) { ev.ProviderRef = "ref-of-another" },
			func(ev *payment.Event) { ev.ProviderRef = "" },
		} {
			ev := settledEvent(p)
			ev.ID = fmt.Sprintf("odd-%d", i)
			change(&ev)
			w.take(ev, payment.Quarantined)
		}
		ev := settledEvent(p)
		ev.ID, ev.Key = "stranger", "a key of somebody else"
		w.take(ev, payment.Unknown)
		w.wantStatus(p.ID, payment.Pending)
		if n := w.count(`SELECT COUNT(*) FROM gateway_event WHERE outcome = 'quarantined'`); n != 5 || w.effects("book") != 0 {
			t.Errorf("%d quarantined, %d booked; want 5 and 0", n, w.effects("book"))
		}
	})
}

func TestEvent_whose_effects_fail_is_taken_when_it_comes_again(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.begun(10_000)
		header, body := w.gateway.Event(settledEvent(p))
		w.fail = errors.New("disk full")
		if _, err := w.payments.TakeEvent(t.Context(), "fake", header, body); err == nil {
			t.Fatal("answered without an error, so the gateway would not send it again")
		}
		w.wantStatus(p.ID, payment.Pending)
		w.fail = nil
		w.take(settledEvent(p), payment.Applied)
		if n := w.effects("book"); n != 1 {
			t.Errorf("booked %d times", n)
		}
	})
}

func TestEvent_of_money_after_the_end_settles_late_but_never_after_a_refusal(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		late := w.begun(10_000)
		w.take(event(late, payment.EventExpired), payment.Applied)
		w.take(settledEvent(late), payment.Applied)
		w.wantStatus(late.ID, payment.Settled)

		given := w.begun(10_000)
		if err := w.payments.Cancel(t.Context(), given.ID); err != nil {
			t.Fatal(err)
		}
		w.take(event(given, payment.EventExpired), payment.Ignored)
		w.take(settledEvent(given), payment.Applied)
		w.wantStatus(given.ID, payment.Settled)

		refused := w.begun(10_000)
		w.take(event(refused, payment.EventDeclined), payment.Applied)
		w.take(settledEvent(refused), payment.Quarantined)
		w.wantStatus(refused.ID, payment.Declined)

		done := w.paid(10_000)
		w.take(event(done, payment.EventExpired), payment.Ignored)
		w.take(event(done, payment.EventDeclined), payment.Ignored)
		w.wantStatus(done.ID, payment.Settled)
		if n := w.effects("book"); n != 3 {
			t.Errorf("booked %d times, want 3", n)
		}
	})
}

func TestReconcile_finds_what_no_event_told(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		silent, hanging, unbegun := w.begun(10_000), w.begun(20_000), w.paymentFor(30_000)
		fresh := map[string]payment.Report{silent.Key: {ProviderRef: "ref-" + silent.Key, Status: payment.Settled, Amount: 10_000, Currency: "IDR"}}
		w.gateway.OnStatus = func(ref payment.Ref) (payment.Report, error) {
			if r, ok := fresh[ref.Key]; ok {
				return r, nil
			}
			return payment.Report{ProviderRef: "ref-" + ref.Key, Status: payment.Pending, Currency: "IDR"}, nil
		}
		w.clock.Advance(5 * time.Minute)
		for range 2 {
			if err := w.payments.HandleReconcile(t.Context(), payment.Reconcile{}); err != nil {
				t.Fatal(err)
			}
		}
		w.wantStatus(silent.ID, payment.Settled)
		w.wantStatus(hanging.ID, payment.Pending)
		w.wantStatus(unbegun.ID, payment.Pending)
		w.clock.Advance(time.Hour)
		if err := w.payments.HandleReconcile(t.Context(), payment.Reconcile{}); err != nil {
			t.Fatal(err)
		}
		w.wantStatus(hanging.ID, payment.Expired)
		w.take(settledEvent(silent), payment.Repeated) // the lost event comes after all
		if n := w.effects("book"); n != 1 {
			t.Errorf("booked %d times", n)
		}
	})
}

func TestReconcile_waits_for_a_gateway_that_is_away(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.begun(10_000)
		calls := 0
		w.begun(10_000)
		w.gateway.OnStatus = func(payment.Ref) (payment.Report, error) { calls++; return payment.Report{}, payment.ErrUnavailable }
		w.clock.Advance(2 * time.Hour)
		if err := w.payments.HandleReconcile(t.Context(), payment.Reconcile{}); err != nil {
			t.Fatal(err)
		}
		w.wantStatus(p.ID, payment.Pending)
		if calls != 1 {
			t.Errorf("%d calls to a gateway that is away, want 1 a round", calls)
		}
	})
}

func TestReconcile_does_not_settle_what_has_another_amount(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.begun(10_000)
		w.gateway.OnStatus = func(ref payment.Ref) (payment.Report, error) {
			return payment.Report{ProviderRef: "ref-" + ref.Key, Status: payment.Settled, Amount: 1, Currency: "IDR"}, nil
		}
		w.clock.Advance(5 * time.Minute)
		if err := w.payments.HandleReconcile(t.Context(), payment.Reconcile{}); err != nil {
			t.Fatal(err)
		}
		w.wantStatus(p.ID, payment.Pending)
	})
}

func TestRace_of_events_reconciler_and_begin_settles_each_payment_once(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.gateway.OnStatus = func(ref payment.Ref) (payment.Report, error) {
			return payment.Report{ProviderRef: "ref-" + ref.Key, Status: payment.Settled, Amount: 10_000, Currency: "IDR"}, nil
		}
		const rounds = 50
		var list []payment.Payment
		for range rounds {
			list = append(list, w.paymentFor(10_000))
		}
		w.clock.Advance(5 * time.Minute)
		for _, p := range list {
			header, body := w.gateway.Event(settledEvent(p))
			start := make(chan struct{})
			var wg sync.WaitGroup
			run := func(fn func() error) {
				wg.Go(func() {
					<-start
					if err := fn(); err != nil && !errors.Is(err, payment.ErrOver) {
						t.Errorf("payment %d: %v", p.ID, err)
					}
				})
			}
			for range 2 {
				run(func() error { _, err := w.payments.TakeEvent(context.Background(), "fake", header, body); return err })
				run(func() error { _, err := w.payments.Begin(context.Background(), p.ID); return err })
			}
			run(func() error { return w.payments.HandleReconcile(context.Background(), payment.Reconcile{}) })
			close(start)
			wg.Wait()
			w.wantStatus(p.ID, payment.Settled)
		}
		if b, f := w.effects("book"), w.effects("follow"); b != rounds || f != rounds {
			t.Errorf("booked %d, followed %d; want %d each", b, f, rounds)
		}
	})
}

func TestCash_is_taken_once(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		purchase, orders := w.purchase(10_000)
		if err := w.payments.SettleCash(t.Context(), orders[0]); !errors.Is(err, payment.ErrNotSettled) {
			t.Errorf("without a cash payment: %v", err)
		}
		p, err := w.payments.Create(t.Context(), payment.CreateInput{PurchaseID: purchase, Method: payment.ByCash, Amount: 10_000,
			Allocations: []payment.Allocation{{OrderID: orders[0], Amount: 10_000}}})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.payments.SettleCash(t.Context(), orders[0]); err != nil {
			t.Fatal(err)
		}
		if err := w.payments.SettleCash(t.Context(), orders[0]); !errors.Is(err, payment.ErrMoved) {
			t.Errorf("second hand-over: %v, want moved", err)
		}
		w.wantStatus(p.ID, payment.Settled)
		if b, f := w.effects("book"), w.effects("follow"); b != 1 || f != 0 {
			t.Errorf("booked %d, followed %d; want 1 and 0: the order moved already", b, f)
		}
	})
}
