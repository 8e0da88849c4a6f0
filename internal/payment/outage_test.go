package payment_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"beli/internal/money"
	"beli/internal/payment"
	"beli/internal/payment/stripe"
	"beli/internal/payment/stripe/stripetest"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// cards is a world whose buyers pay by card at a play Stripe, whose events reach the inbox.
type cards struct {
	*world
	stripe *stripetest.Server
	lost   bool // events go astray
}

func withCards(t *testing.T, d *store.DB) *cards {
	t.Helper()
	c := &cards{world: newWorld(t, d)}
	server, url := stripetest.Start(t, stripetest.Options{Clock: c.clock, Deliver: func(ctx context.Context, header http.Header, body []byte) error {
		if c.lost {
			return errors.New("nobody listens")
		}
		_, err := c.payments.TakeEvent(ctx, stripe.Name, header, body)
		return err
	}})
	g, err := stripe.New(stripe.Options{Key: "sk_test_stripetest", WebhookSecret: "whsec_stripetest", URL: url, Clock: c.clock, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	c.stripe, c.via = server, stripe.Name
	c.open(g)
	return c
}

func eachWithCards(t *testing.T, test func(t *testing.T, c *cards)) {
	t.Helper()
	t.Parallel()
	storetest.Each(t, func(t *testing.T, d *store.DB) { test(t, withCards(t, d)) })
}

// pass lets minutes go by as the schedule would: jobs, and a round of comparing each minute.
func (c *cards) pass(minutes int) {
	c.t.Helper()
	c.rounds(minutes, time.Minute)
}

func (c *cards) rounds(n int, every time.Duration) {
	c.t.Helper()
	for range n {
		c.clock.Advance(every)
		if err := c.stripe.Tick(c.t.Context()); err != nil {
			c.t.Fatal(err)
		}
		c.drain()
		if err := c.payments.HandleReconcile(c.t.Context(), payment.Reconcile{}); err != nil {
			c.t.Fatal(err)
		}
	}
}

func (c *cards) pay(p payment.Payment) {
	c.t.Helper()
	if err := c.stripe.Pay(c.t.Context(), c.read(p.ID).ProviderRef); err != nil {
		c.t.Fatal(err)
	}
}

func TestCards_a_purchase_is_paid_and_a_share_goes_back(t *testing.T) {
	eachWithCards(t, func(t *testing.T, c *cards) {
		p := c.begun(40_000, 32_000)
		c.pay(p)
		c.wantStatus(p.ID, payment.Settled)
		r := c.mustRefund(p.Allocations[1].OrderID, 0)
		c.drain()
		c.wantRefund(r.ID, payment.RefundSettled)
		if list := c.stripe.Refunds(); len(list) != 1 || list[0].Hundredths != 3_200_000 {
			t.Errorf("refunds %+v", list)
		}
		if b, f, back := c.effects("book"), c.effects("follow"), c.effects("refund"); b != 1 || f != 1 || back != 1 {
			t.Errorf("booked %d, followed %d, refunds booked %d", b, f, back)
		}
	})
}

func TestCards_a_refused_card_leaves_the_payment_open_for_another(t *testing.T) {
	eachWithCards(t, func(t *testing.T, c *cards) {
		p := c.begun(40_000)
		if err := c.stripe.Decline(t.Context(), p.ProviderRef); err != nil {
			t.Fatal(err)
		}
		c.wantStatus(p.ID, payment.Pending)
		c.pay(p)
		c.wantStatus(p.ID, payment.Settled)
	})
}

func TestCards_everything_is_resolved_ten_minutes_after_stripe_was_down_for_half_an_hour(t *testing.T) {
	eachWithCards(t, func(t *testing.T, c *cards) {
		c.clock.Advance(time.Minute)
		paid, refunded, hanging := c.begun(40_000), c.begun(50_000), c.begun(60_000)
		c.pay(refunded)
		c.lost = true
		c.pay(paid) // and nobody hears of it
		c.stripe.Down()
		unbegun := c.paymentFor(30_000)
		if _, err := c.payments.Begin(t.Context(), unbegun.ID); !errors.Is(err, payment.ErrUnavailable) {
			t.Errorf("begin: %v, want unavailable", err)
		}
		r := c.mustRefund(refunded.Allocations[0].OrderID, 0)
		c.rounds(3, 10*time.Minute)
		c.wantStatus(unbegun.ID, payment.Failed)
		c.wantStatus(paid.ID, payment.Pending)
		c.wantRefund(r.ID, payment.RefundRequested)
		c.stripe.Calm()
		c.pass(10)
		c.wantStatus(paid.ID, payment.Settled)
		c.wantStatus(unbegun.ID, payment.Pending)
		c.wantStatus(hanging.ID, payment.Pending)
		c.wantRefund(r.ID, payment.RefundSettled)
		c.lost = false
		c.stripe.Redeliver(t.Context())
		if sessions, refunds := len(c.stripe.Sessions()), len(c.stripe.Refunds()); sessions != 4 || refunds != 1 {
			t.Errorf("%d sessions and %d refunds, want 4 and 1", sessions, refunds)
		}
		if b, back := c.effects("book"), c.effects("refund"); b != 2 || back != 1 {
			t.Errorf("booked %d, refunds booked %d", b, back)
		}
	})
}

func TestCards_what_stripe_did_before_it_failed_is_done_once(t *testing.T) {
	for name, trouble := range map[string]stripetest.Trouble{
		"500 after it was done":  {After: true, Status: 500, Times: 1},
		"500 before it was done": {Status: 500, Times: 1},
		"429":                    {Status: 429, Times: 2},
		"409":                    {Status: 409, Times: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := withCards(t, storetest.SQLite(t))
			trouble.On = "POST /v1/checkout/sessions"
			c.stripe.Befall(trouble)
			p := c.paymentFor(40_000)
			_, _ = c.payments.Begin(t.Context(), p.ID) // well or ill, a job goes on
			c.pass(10)
			c.wantStatus(p.ID, payment.Pending)
			c.pay(p)
			trouble.On = "POST /v1/refunds"
			c.stripe.Befall(trouble)
			r := c.mustRefund(p.Allocations[0].OrderID, 10_000)
			c.pass(10)
			c.wantRefund(r.ID, payment.RefundSettled)
			if sessions, refunds := len(c.stripe.Sessions()), len(c.stripe.Refunds()); sessions != 1 || refunds != 1 {
				t.Errorf("%d sessions and %d refunds, want one each", sessions, refunds)
			}
		})
	}
}

func TestCards_events_in_any_order_and_number_count_once(t *testing.T) {
	for seed := range uint64(12) {
		c := withCards(t, storetest.SQLite(t))
		c.stripe.Mute()
		draw := rand.New(rand.NewPCG(seed, 1))
		var list []payment.Payment
		for i := range 4 {
			p := c.begun(money.Rupiah(20_000 + i))
			list = append(list, p)
			if i > 0 {
				c.pay(p)
			} else if err := c.stripe.Expire(t.Context(), p.ProviderRef); err != nil {
				t.Fatal(err)
			}
		}
		events := c.stripe.Events()
		events = append(events, events...)
		draw.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		if err := c.stripe.Send(t.Context(), events...); err != nil {
			t.Fatal(err)
		}
		c.wantStatus(list[0].ID, payment.Expired)
		for _, p := range list[1:] {
			c.wantStatus(p.ID, payment.Settled)
		}
		if b := c.effects("book"); b != 3 {
			t.Errorf("seed %d: booked %d times, want 3", seed, b)
		}
	}
}

func TestCards_genuine_events_that_do_not_fit_move_nothing_and_are_kept_aside(t *testing.T) {
	object := func(ev map[string]any) map[string]any {
		return ev["data"].(map[string]any)["object"].(map[string]any)
	}
	for name, change := range map[string]func(map[string]any){
		"a dollar's worth": func(ev map[string]any) { object(ev)["amount_total"] = 100 },
		"half a rupiah":    func(ev map[string]any) { object(ev)["amount_total"] = 4_000_050 },
		"another currency": func(ev map[string]any) { object(ev)["currency"] = "usd" },
		"another session":  func(ev map[string]any) { object(ev)["id"] = "cs_test_of_another" },
		"real money":       func(ev map[string]any) { ev["livemode"] = true },
		"another account":  func(ev map[string]any) { ev["account"] = "acct_1" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := withCards(t, storetest.SQLite(t))
			p := c.begun(40_000)
			c.stripe.Tamper(change)
			c.pay(p)
			c.wantStatus(p.ID, payment.Pending)
			if n := c.count(`SELECT COUNT(*) FROM gateway_event WHERE outcome = 'quarantined'`); n != 1 || c.effects("book") != 0 {
				t.Errorf("%d kept aside, booked %d", n, c.effects("book"))
			}
			c.pass(5) // Stripe itself says that it is paid, and how much
			c.wantStatus(p.ID, payment.Settled)
		})
	}
}

func TestCards_a_payment_of_another_seller_on_the_same_account_is_harmless(t *testing.T) {
	c := withCards(t, storetest.SQLite(t))
	c.stripe.Tamper(func(ev map[string]any) {
		if o := ev["data"].(map[string]any)["object"].(map[string]any); o["client_reference_id"] != nil {
			o["client_reference_id"] = nil
		}
	})
	p := c.begun(40_000)
	c.pay(p)
	c.wantStatus(p.ID, payment.Pending)
	if n := c.count(`SELECT COUNT(*) FROM gateway_event WHERE outcome = 'unknown'`); n != 1 {
		t.Errorf("%d unknown events", n)
	}
}

func TestCards_a_session_that_outlives_its_payment_is_closed_so_that_nobody_pays_for_freed_goods(t *testing.T) {
	eachWithCards(t, func(t *testing.T, c *cards) {
		c.stripe.Down()
		p := c.paymentFor(40_000)
		c.clock.Advance(45 * time.Minute)
		c.stripe.Calm()
		p, err := c.payments.Begin(t.Context(), p.ID) // a quarter of an hour is left, Stripe gives no less than half an hour
		if err != nil {
			t.Fatal(err)
		}
		given := c.begun(50_000)
		if err := c.payments.Cancel(t.Context(), given.ID); err != nil {
			t.Fatal(err)
		}
		c.pass(8)
		if err := c.stripe.Pay(t.Context(), given.ProviderRef); !errors.Is(err, stripetest.ErrEnded) {
			t.Errorf("a payment that was given up could be made: %v", err)
		}
		c.wantStatus(p.ID, payment.Pending)
		c.pass(8)
		c.wantStatus(p.ID, payment.Expired)
		c.wantStatus(given.ID, payment.Cancelled)
		if err := c.stripe.Pay(t.Context(), p.ProviderRef); !errors.Is(err, stripetest.ErrEnded) {
			t.Errorf("after its end the payment could be made: %v", err)
		}
		if b := c.effects("book"); b != 0 {
			t.Errorf("booked %d times", b)
		}
	})
}

func TestCards_money_that_comes_at_the_last_moment_is_not_lost(t *testing.T) {
	eachWithCards(t, func(t *testing.T, c *cards) {
		p := c.begun(40_000)
		c.lost = true
		c.clock.Advance(59 * time.Minute)
		c.pay(p)
		c.stripe.Down()
		c.rounds(2, 10*time.Minute) // its time is over, and Stripe says nothing
		c.stripe.Calm()
		c.pass(10)
		c.wantStatus(p.ID, payment.Settled)
		if b := c.effects("book"); b != 1 {
			t.Errorf("booked %d times", b)
		}
	})
}

func TestCards_a_refund_that_the_bank_sends_back_is_shown_to_a_person(t *testing.T) {
	c := withCards(t, storetest.SQLite(t))
	p := c.begun(40_000)
	c.pay(p)
	r := c.mustRefund(p.Allocations[0].OrderID, 0)
	c.drain()
	c.wantRefund(r.ID, payment.RefundSettled)
	if err := c.stripe.EndRefund(t.Context(), c.stripe.Refunds()[0].ID, "failed"); err != nil {
		t.Fatal(err)
	}
	if n := c.count(`SELECT COUNT(*) FROM gateway_event WHERE outcome = 'quarantined'`); n == 0 {
		t.Error("nobody would learn that the buyer's money never arrived")
	}
}

func TestCards_a_refund_on_its_way_for_days_ends_by_its_event(t *testing.T) {
	c := withCards(t, storetest.SQLite(t))
	p := c.begun(40_000)
	c.pay(p)
	c.stripe.NewRefunds("pending")
	r := c.mustRefund(p.Allocations[0].OrderID, 0)
	c.pass(5)
	c.wantRefund(r.ID, payment.RefundRequested)
	if err := c.stripe.EndRefund(t.Context(), c.stripe.Refunds()[0].ID, "succeeded"); err != nil {
		t.Fatal(err)
	}
	c.wantRefund(r.ID, payment.RefundSettled)
	if n := c.effects("refund"); n != 1 {
		t.Errorf("booked %d times", n)
	}
}

func TestBegin_keeps_a_buyer_no_longer_than_patience_lasts(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	w.patience = 10 * time.Millisecond
	w.open()
	slow := true
	w.gateway.OnBegin = func(ctx context.Context, in payment.BeginInput) (payment.Begun, error) {
		if slow {
			<-ctx.Done()
			return payment.Begun{}, fmt.Errorf("%w: %w", payment.ErrUnavailable, ctx.Err())
		}
		if _, ends := ctx.Deadline(); ends {
			return payment.Begun{}, errors.New("a job was hurried like a buyer")
		}
		return payment.Begun{ProviderRef: "ref-" + in.Key, RedirectURL: "https://bayar.contoh.id/"}, nil
	}
	p := w.paymentFor(10_000)
	if _, err := w.payments.Begin(t.Context(), p.ID); !errors.Is(err, payment.ErrUnavailable) {
		t.Fatalf("%v, want unavailable", err)
	}
	w.wantStatus(p.ID, payment.Failed)
	slow = false
	w.clock.Advance(5 * time.Minute)
	if err := w.payments.HandleReconcile(t.Context(), payment.Reconcile{}); err != nil {
		t.Fatal(err)
	}
	w.wantStatus(p.ID, payment.Pending)
}
