package paymenttest

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"beli/internal/money"
	"beli/internal/payment"
)

func amountOf(rupiah int) money.Rupiah { return money.Rupiah(rupiah) }

// Fake is a gateway whose answers a test chooses; its messages are signed by the word "genuine". What
// is not chosen is answered as if all went well.
type Fake struct {
	OnBegin  func(ctx context.Context, in payment.BeginInput) (payment.Begun, error)
	OnStatus func(ref payment.Ref) (payment.Report, error)
	OnClose  func(ref payment.Ref) (payment.Report, error)
	OnRefund func(in payment.SendRefund) (payment.RefundReport, error)

	mu      sync.Mutex
	refunds []payment.SendRefund
	amounts map[string]money.Rupiah // by key, of what was begun
	begins  int
}

var _ payment.Gateway = (*Fake)(nil)

// Name implements payment.Gateway.
func (f *Fake) Name() string { return "fake" }

// Capabilities implements payment.Gateway.
func (f *Fake) Capabilities() payment.Capabilities { return payment.Capabilities{PartialRefund: true} }

// Begin implements payment.Gateway.
func (f *Fake) Begin(ctx context.Context, in payment.BeginInput) (payment.Begun, error) {
	f.mu.Lock()
	f.begins++
	if f.amounts == nil {
		f.amounts = map[string]money.Rupiah{}
	}
	f.amounts[in.Key] = in.Amount
	f.mu.Unlock()
	if f.OnBegin != nil {
		return f.OnBegin(ctx, in)
	}
	return payment.Begun{ProviderRef: "ref-" + in.Key, RedirectURL: "https://bayar.contoh.id/" + in.Key}, nil
}

// Status implements payment.Gateway.
func (f *Fake) Status(_ context.Context, ref payment.Ref) (payment.Report, error) {
	if f.OnStatus != nil {
		return f.OnStatus(ref)
	}
	return payment.Report{ProviderRef: "ref-" + ref.Key, Status: payment.Pending, Currency: "IDR"}, nil
}

// Close implements payment.Gateway.
func (f *Fake) Close(_ context.Context, ref payment.Ref) (payment.Report, error) {
	if f.OnClose != nil {
		return f.OnClose(ref)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return payment.Report{ProviderRef: "ref-" + ref.Key, Status: payment.Expired, Amount: f.amounts[ref.Key], Currency: "IDR"}, nil
}

// Refund implements payment.Gateway.
func (f *Fake) Refund(_ context.Context, in payment.SendRefund) (payment.RefundReport, error) {
	f.mu.Lock()
	f.refunds = append(f.refunds, in)
	f.mu.Unlock()
	if f.OnRefund != nil {
		return f.OnRefund(in)
	}
	return payment.RefundReport{ProviderRef: "back-" + in.Key, Status: payment.RefundSettled}, nil
}

// ParseEvent implements payment.Gateway.
func (f *Fake) ParseEvent(header http.Header, body []byte) (payment.Event, error) {
	if header.Get("Signature") != "genuine" {
		return payment.Event{}, payment.ErrForged
	}
	var ev payment.Event
	err := json.Unmarshal(body, &ev)
	return ev, err
}

// Event is a message of the fake as it would be sent.
func (f *Fake) Event(ev payment.Event) (http.Header, []byte) {
	body, err := json.Marshal(ev)
	if err != nil {
		panic(err) // an event is made of texts and numbers
	}
	return http.Header{"Signature": {"genuine"}}, body
}

// Refunds lists every refund that was sent, oldest first.
func (f *Fake) Refunds() []payment.SendRefund {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]payment.SendRefund(nil), f.refunds...)
}

// Begins counts how often Begin was called.
func (f *Fake) Begins() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.begins
}
