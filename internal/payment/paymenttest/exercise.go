// Package paymenttest holds what every payment.Gateway must do, and a gateway whose
// answers a test chooses.
package paymenttest

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/payment"
)

// Message is one that a gateway sent.
type Message struct {
	Header http.Header
	Body   []byte
}

// Mailbox collects what a gateway sends. The zero value is ready.
type Mailbox struct {
	mu   sync.Mutex
	list []Message
}

// Deliver takes a message.
func (m *Mailbox) Deliver(_ context.Context, header http.Header, body []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.list = append(m.list, Message{header.Clone(), slices.Clone(body)})
	return nil
}

// All gives every message so far, oldest first.
func (m *Mailbox) All() []Message {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.list)
}

// Bench is a gateway on which a test plays the buyer and the bank.
type Bench struct {
	Gateway payment.Gateway
	Box     *Mailbox
	Now     func() time.Time
	Wait    func(d time.Duration) // moves the gateway's clock
	// The buyer pays, is declined, lets the time pass away; ref is the gateway's.
	Pay, Decline, Expire func(t testing.TB, ref string)
}

// Exercise runs the contract against fresh benches.
func Exercise(t *testing.T, open func(t *testing.T) Bench) {
	for name, test := range map[string]func(*testing.T, Bench){
		"the same key opens one payment":                      beginOnce,
		"keys at once open one payment":                       beginAtOnce,
		"an opened payment is pending until the buyer acts":   pendingFirst,
		"an unknown key is not found":                         unknownKey,
		"a paid payment is settled in full in rupiah":         paid,
		"a declined payment says so":                          declined,
		"who is refused may try again where that is declared": triesAgain,
		"an expired payment says so":                          expired,
		"a message with a changed body is refused":            changedBody,
		"a message without a signature is refused":            noSignature,
		"a message played again much later is refused":        playedLater,
		"nonsense is refused without a crash":                 nonsense,
		"a refund in two parts gives back what was paid":      refundInParts,
		"the same refund key gives back once":                 refundOnce,
		"more than was paid is refused by report":             refundTooMuch,
		"what was never paid cannot go back":                  refundUnpaid,
		"an ended context is an error":                        endedContext,
		"refunds are told by events where that is declared":   refundEvents,
		"a begun payment is begun again although it has paid": beginAfterPaid,
		"a payment that nobody wants any more is closed":      closed,
		"a paid payment stays paid when it is closed":         closedAfterPaid,
		"a payment is known by its reference too":             byReference,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

const amount = 72_000

func (b Bench) begin(t testing.TB, key string) payment.Begun {
	t.Helper()
	begun, err := b.Gateway.Begin(t.Context(), payment.BeginInput{Key: key, Amount: amount, Description: "Pesanan K7M2", PurchaseCode: "K7M2",
		ReturnURL: "https://toko.contoh.id/pesanan/K7M2", ExpiresAt: b.Now().Add(time.Hour), Since: b.Now().Add(-time.Second)})
	if err != nil {
		t.Fatalf("begin %s: %v", key, err)
	}
	if begun.ProviderRef == "" || begun.RedirectURL == "" {
		t.Fatalf("begin answered %+v, want a reference and an address", begun)
	}
	return begun
}

func (b Bench) status(t testing.TB, key string) payment.Report {
	t.Helper()
	r, err := b.Gateway.Status(t.Context(), payment.Ref{Key: key})
	if err != nil {
		t.Fatalf("status of %s: %v", key, err)
	}
	return r
}

// event reads the only message of a kind.
func (b Bench) event(t testing.TB, kind payment.EventKind) payment.Event {
	t.Helper()
	for _, m := range b.Box.All() {
		ev, err := b.Gateway.ParseEvent(m.Header, m.Body)
		if err != nil {
			t.Fatalf("own message refused: %v", err)
		}
		if ev.Kind == kind {
			return ev
		}
	}
	t.Fatalf("no event %s among %d messages", kind, len(b.Box.All()))
	return payment.Event{}
}

func beginOnce(t *testing.T, b Bench) {
	first, again := b.begin(t, "k1"), b.begin(t, "k1")
	if first.ProviderRef != again.ProviderRef {
		t.Errorf("one key opened %s and %s", first.ProviderRef, again.ProviderRef)
	}
	if other := b.begin(t, "k2"); other.ProviderRef == first.ProviderRef {
		t.Error("two keys share a payment")
	}
}

func beginAtOnce(t *testing.T, b Bench) {
	refs := make([]string, 8)
	var wg sync.WaitGroup
	for i := range refs {
		wg.Go(func() { refs[i] = b.begin(t, "k1").ProviderRef })
	}
	wg.Wait()
	if slices.Sort(refs); refs[0] != refs[len(refs)-1] {
		t.Errorf("one key opened %v", slices.Compact(refs))
	}
}

func pendingFirst(t *testing.T, b Bench) {
	begun := b.begin(t, "k1")
	if r := b.status(t, "k1"); r.Status != payment.Pending || r.ProviderRef != begun.ProviderRef {
		t.Errorf("status is %+v, want pending %s", r, begun.ProviderRef)
	}
	if n := len(b.Box.All()); n != 0 {
		t.Errorf("%d messages before the buyer acted", n)
	}
}

func unknownKey(t *testing.T, b Bench) {
	if _, err := b.Gateway.Status(t.Context(), payment.Ref{Key: "nobody"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("status of an unknown key: %v, want not found", err)
	}
	if _, err := b.Gateway.Close(t.Context(), payment.Ref{Key: "nobody"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("closing an unknown key: %v, want not found", err)
	}
}

func (b Bench) ends(t *testing.T, act func(testing.TB, string), want payment.Status, kind payment.EventKind) {
	begun := b.begin(t, "k1")
	act(t, begun.ProviderRef)
	if r := b.status(t, "k1"); r.Status != want || r.Amount != amount || r.Currency != "IDR" {
		t.Errorf("status is %+v, want %s of 72000 IDR", r, want)
	}
	ev := b.event(t, kind)
	if ev.ID == "" || ev.Key != "k1" || ev.ProviderRef != begun.ProviderRef || ev.Amount != amount || ev.Currency != "IDR" {
		t.Errorf("event is %+v, want our key, its reference and 72000 IDR", ev)
	}
}

func paid(t *testing.T, b Bench)    { b.ends(t, b.Pay, payment.Settled, payment.EventSettled) }
func expired(t *testing.T, b Bench) { b.ends(t, b.Expire, payment.Expired, payment.EventExpired) }

func declined(t *testing.T, b Bench) {
	if b.Gateway.Capabilities().TriesAgain {
		t.Skip("at this gateway a refusal is no end")
	}
	b.ends(t, b.Decline, payment.Declined, payment.EventDeclined)
}

func triesAgain(t *testing.T, b Bench) {
	if !b.Gateway.Capabilities().TriesAgain {
		t.Skip("at this gateway a refusal is the end")
	}
	begun := b.begin(t, "k1")
	b.Decline(t, begun.ProviderRef)
	if r := b.status(t, "k1"); r.Status != payment.Pending {
		t.Errorf("status is %s after a refused card, want pending", r.Status)
	}
	for _, m := range b.Box.All() {
		if ev, err := b.Gateway.ParseEvent(m.Header, m.Body); err != nil || ev.Kind == payment.EventDeclined || ev.Kind == payment.EventExpired {
			t.Errorf("a refused card was told as %s, %v", ev.Kind, err)
		}
	}
	b.Pay(t, begun.ProviderRef)
	if r := b.status(t, "k1"); r.Status != payment.Settled {
		t.Errorf("status is %s after the second card, want settled", r.Status)
	}
}

func closed(t *testing.T, b Bench) {
	ref := payment.Ref{Key: "k1", ProviderRef: b.begin(t, "k1").ProviderRef}
	for range 2 {
		r, err := b.Gateway.Close(t.Context(), ref)
		if err != nil || r.Status != payment.Expired || r.ProviderRef != ref.ProviderRef || r.Amount != amount || r.Currency != "IDR" {
			t.Errorf("closed as %+v, %v, want expired of 72000 IDR", r, err)
		}
	}
	if r := b.status(t, "k1"); r.Status != payment.Expired {
		t.Errorf("status is %s after closing, want expired", r.Status)
	}
}

func closedAfterPaid(t *testing.T, b Bench) {
	ref := payment.Ref{Key: "k1", ProviderRef: b.begin(t, "k1").ProviderRef}
	b.Pay(t, ref.ProviderRef)
	if r, err := b.Gateway.Close(t.Context(), ref); err != nil || r.Status != payment.Settled || r.Amount != amount {
		t.Errorf("closed as %+v, %v, want settled of 72000", r, err)
	}
}

func byReference(t *testing.T, b Bench) {
	begun := b.begin(t, "k1")
	b.Pay(t, begun.ProviderRef)
	r, err := b.Gateway.Status(t.Context(), payment.Ref{Key: "k1", ProviderRef: begun.ProviderRef})
	if err != nil || r.Status != payment.Settled || r.ProviderRef != begun.ProviderRef || r.Odd != "" {
		t.Errorf("status is %+v, %v, want settled %s", r, err, begun.ProviderRef)
	}
}

func (b Bench) paidMessage(t *testing.T) Message {
	t.Helper()
	b.Pay(t, b.begin(t, "k1").ProviderRef)
	list := b.Box.All()
	if len(list) == 0 {
		t.Fatal("no message about a paid payment")
	}
	return list[0]
}

func (b Bench) refused(t *testing.T, header http.Header, body []byte) {
	t.Helper()
	if ev, err := b.Gateway.ParseEvent(header, body); !errors.Is(err, payment.ErrForged) {
		t.Errorf("answered %+v, %v, want a refusal", ev, err)
	}
}

func changedBody(t *testing.T, b Bench) {
	m := b.paidMessage(t)
	for i := range m.Body {
		changed := slices.Clone(m.Body)
		changed[i] ^= 1
		b.refused(t, m.Header, changed)
	}
}

func noSignature(t *testing.T, b Bench) { b.refused(t, http.Header{}, b.paidMessage(t).Body) }

func playedLater(t *testing.T, b Bench) {
	m := b.paidMessage(t)
	b.Wait(10 * time.Minute)
	b.refused(t, m.Header, m.Body)
}

func nonsense(t *testing.T, b Bench) {
	m := b.paidMessage(t)
	for name := range m.Header {
		for _, value := range []string{"", "t=,v1=", "t=x,v1=zz", "v1=00", "t=1", "t=9999999999999999999999,v1=00"} {
			header := m.Header.Clone()
			header.Set(name, value)
			if name == "Content-Type" {
				continue
			}
			b.refused(t, header, m.Body)
		}
	}
	b.refused(t, m.Header, nil)
}

func (b Bench) refund(t testing.TB, ref, key string, rupiah int) payment.RefundReport {
	t.Helper()
	r, err := b.Gateway.Refund(t.Context(), payment.SendRefund{Key: key, ProviderRef: ref, Amount: amountOf(rupiah)})
	if err != nil {
		t.Fatalf("refund %s: %v", key, err)
	}
	return r
}

func refundInParts(t *testing.T, b Bench) {
	if !b.Gateway.Capabilities().PartialRefund {
		t.Skip("this gateway gives back only the whole")
	}
	ref := b.begin(t, "k1").ProviderRef
	b.Pay(t, ref)
	one, two := b.refund(t, ref, "r1", 40_000), b.refund(t, ref, "r2", 32_000)
	if one.Status == payment.RefundFailed || two.Status == payment.RefundFailed || one.ProviderRef == two.ProviderRef || one.ProviderRef == "" {
		t.Errorf("refunds are %+v and %+v", one, two)
	}
}

func refundOnce(t *testing.T, b Bench) {
	ref := b.begin(t, "k1").ProviderRef
	b.Pay(t, ref)
	if one, two := b.refund(t, ref, "r1", amount), b.refund(t, ref, "r1", amount); one.ProviderRef != two.ProviderRef || two.Status == payment.RefundFailed {
		t.Errorf("one key gave %+v and %+v", one, two)
	}
}

func refundTooMuch(t *testing.T, b Bench) {
	ref := b.begin(t, "k1").ProviderRef
	b.Pay(t, ref)
	if r := b.refund(t, ref, "r1", amount+1); r.Status != payment.RefundFailed {
		t.Errorf("one rupiah too much: %+v, want failed", r)
	}
	b.refund(t, ref, "r2", amount)
	if r := b.refund(t, ref, "r3", 1); r.Status != payment.RefundFailed {
		t.Errorf("after all went back: %+v, want failed", r)
	}
}

func refundUnpaid(t *testing.T, b Bench) {
	if r := b.refund(t, b.begin(t, "k1").ProviderRef, "r1", amount); r.Status != payment.RefundFailed {
		t.Errorf("refund of an unpaid payment: %+v, want failed", r)
	}
}

func endedContext(t *testing.T, b Bench) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Gateway.Begin(ctx, payment.BeginInput{Key: "k1", Amount: amount, ExpiresAt: b.Now().Add(time.Hour)}); err == nil {
		t.Error("begun although nobody waited")
	}
}

func refundEvents(t *testing.T, b Bench) {
	if !b.Gateway.Capabilities().RefundEvents {
		t.Skip("this gateway tells nothing of refunds")
	}
	ref := b.begin(t, "k1").ProviderRef
	b.Pay(t, ref)
	report := b.refund(t, ref, "r1", 10_000)
	ev := b.event(t, payment.EventRefundSettled)
	if ev.Key != "r1" || ev.RefundRef != report.ProviderRef || ev.ProviderRef != ref || ev.Amount != 10_000 || ev.Currency != "IDR" {
		t.Errorf("event is %+v", ev)
	}
}

func beginAfterPaid(t *testing.T, b Bench) {
	first := b.begin(t, "k1")
	b.Pay(t, first.ProviderRef)
	if again := b.begin(t, "k1"); again.ProviderRef != first.ProviderRef {
		t.Error("a paid payment was opened anew")
	}
	if r := b.status(t, "k1"); r.Status != payment.Settled {
		t.Errorf("status is %s after a second begin, want settled", r.Status)
	}
}
