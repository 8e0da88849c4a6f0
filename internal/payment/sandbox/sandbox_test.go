package sandbox_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/payment"
	"beli/internal/payment/paymenttest"
	"beli/internal/payment/sandbox"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func open(t *testing.T, d *store.DB) (paymenttest.Bench, *sandbox.Gateway) {
	t.Helper()
	clk, box := clock.At(storetest.Noon), &paymenttest.Mailbox{}
	g, err := sandbox.New(sandbox.Options{Books: d, Clock: clk, Log: slog.New(slog.DiscardHandler), Secret: []byte("a secret of the test"),
		Page: func(ref string) string { return "https://toko.contoh.id/sandbox/" + ref }, Deliver: box.Deliver})
	if err != nil {
		t.Fatal(err)
	}
	act := func(action sandbox.Action) func(testing.TB, string) {
		return func(t testing.TB, ref string) {
			t.Helper()
			if _, err := g.Act(context.Background(), ref, action); err != nil {
				t.Fatalf("%s: %v", action, err)
			}
		}
	}
	return paymenttest.Bench{Gateway: g, Box: box, Now: clk.Now, Wait: clk.Advance,
		Pay: act(sandbox.ActSettle), Decline: act(sandbox.ActDecline), Expire: act(sandbox.ActExpire)}, g
}

func TestSandbox_is_a_gateway(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		paymenttest.Exercise(t, func(t *testing.T) paymenttest.Bench {
			if _, err := d.Exec(t.Context(), `DELETE FROM sandbox_refund`); err != nil {
				t.Fatal(err)
			}
			if _, err := d.Exec(t.Context(), `DELETE FROM sandbox_payment`); err != nil {
				t.Fatal(err)
			}
			b, _ := open(t, d)
			return b
		})
	})
}

func begin(t *testing.T, b paymenttest.Bench) string {
	t.Helper()
	begun, err := b.Gateway.Begin(t.Context(), payment.BeginInput{Key: "k1", Amount: 5_000, ExpiresAt: b.Now().Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	return begun.ProviderRef
}

func TestSandbox_does_what_its_page_tells_it(t *testing.T) {
	for _, c := range []struct {
		acts     []sandbox.Action
		wait     time.Duration
		messages int
		status   payment.Status
		last     error
	}{
		{acts: []sandbox.Action{sandbox.ActSendTwice}, messages: 2, status: payment.Settled},
		{acts: []sandbox.Action{sandbox.ActSilent}, messages: 0, status: payment.Settled},
		{acts: []sandbox.Action{sandbox.ActHang}, wait: 48 * time.Hour, messages: 0, status: payment.Pending},
		{acts: []sandbox.Action{sandbox.ActHang, sandbox.ActSettle}, messages: 1, status: payment.Settled},
		{acts: []sandbox.Action{sandbox.ActExpire, sandbox.ActSettle}, messages: 2, status: payment.Settled},
		{acts: []sandbox.Action{sandbox.ActSettle, sandbox.ActSettle}, messages: 1, status: payment.Settled, last: sandbox.ErrEnded},
		{acts: []sandbox.Action{sandbox.ActDecline, sandbox.ActSettle}, messages: 1, status: payment.Declined, last: sandbox.ErrEnded},
		{acts: []sandbox.Action{sandbox.ActSettle, sandbox.ActExpire}, messages: 1, status: payment.Settled, last: sandbox.ErrEnded},
		{wait: time.Hour, status: payment.Expired},
	} {
		b, g := open(t, storetest.SQLite(t))
		ref := begin(t, b)
		var err error
		for _, action := range c.acts {
			_, err = g.Act(t.Context(), ref, action)
		}
		if !errors.Is(err, c.last) {
			t.Errorf("%v: last action answered %v, want %v", c.acts, err, c.last)
		}
		b.Wait(c.wait)
		report, err := g.Status(t.Context(), payment.Ref{Key: "k1"})
		if err != nil || report.Status != c.status || len(b.Box.All()) != c.messages {
			t.Errorf("%v: %s, %d messages, %v; want %s, %d", c.acts, report.Status, len(b.Box.All()), err, c.status, c.messages)
		}
	}
}

func TestSandbox_sends_the_same_event_twice_under_one_id(t *testing.T) {
	b, g := open(t, storetest.SQLite(t))
	if _, err := g.Act(t.Context(), begin(t, b), sandbox.ActSendTwice); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, m := range b.Box.All() {
		ev, err := g.ParseEvent(m.Header, m.Body)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, ev.ID)
	}
	if len(ids) != 2 || ids[0] != ids[1] {
		t.Errorf("event ids %v, want one twice", ids)
	}
}

func TestSandbox_settles_although_nobody_hears_it(t *testing.T) {
	d := storetest.SQLite(t)
	g, err := sandbox.New(sandbox.Options{Books: d, Clock: clock.At(storetest.Noon), Log: slog.New(slog.DiscardHandler), Secret: []byte("a secret of the test"),
		Page:    func(ref string) string { return "https://toko.contoh.id/sandbox/" + ref },
		Deliver: func(context.Context, http.Header, []byte) error { return errors.New("nobody there") }})
	if err != nil {
		t.Fatal(err)
	}
	begun, err := g.Begin(t.Context(), payment.BeginInput{Key: "k1", Amount: 5_000})
	if err != nil {
		t.Fatal(err)
	}
	p, err := g.Act(t.Context(), begun.ProviderRef, sandbox.ActSettle)
	if err != nil || p.Status != sandbox.Settled {
		t.Errorf("settled as %s, %v", p.Status, err)
	}
}

func TestSandbox_without_a_secret_is_refused(t *testing.T) {
	for _, secret := range []string{"", "short"} {
		if _, err := sandbox.New(sandbox.Options{Secret: []byte(secret)}); !errors.Is(err, sandbox.ErrSecret) {
			t.Errorf("secret %q: %v, want a refusal", secret, err)
		}
	}
}
