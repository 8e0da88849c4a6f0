package stripe

import (
	"crypto/hmac"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76/webhook"

	"beli/internal/fault"
	"beli/internal/payment"
)

// SignatureHeader carries "t=<seconds since 1970>,v1=<hex>", with a v1 for each secret that is good
// while one replaces another.
const SignatureHeader = "Stripe-Signature"

// tolerance is how far a message's time may lie from ours: a recorded one cannot be played later.
const tolerance = 5 * time.Minute

// signed tells whether a message is Stripe's and fresh. The SDK would do the same against the
// machine's clock alone.
func (g *Gateway) signed(header string, body []byte) bool {
	var at int64
	timed := false
	var given [][]byte
	for part := range strings.SplitSeq(header, ",") {
		name, value, _ := strings.Cut(part, "=")
		switch name {
		case "t":
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil || timed {
				return false
			}
			at, timed = n, true
		case "v1":
			if mac, err := hex.DecodeString(value); err == nil {
				given = append(given, mac)
			}
		}
	}
	if !timed {
		return false
	}
	sent := time.Unix(at, 0)
	genuine, want := false, webhook.ComputeSignature(sent, body, g.o.WebhookSecret)
	for _, mac := range given {
		genuine = hmac.Equal(mac, want) || genuine
	}
	age := g.o.Clock.Now().Sub(sent)
	return genuine && age <= tolerance && age >= -tolerance
}

// message is what is read of an event, whatever version of the API shaped it: the SDK's own types fit
// one version only.
type message struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Account  string `json:"account"`
	Livemode bool   `json:"livemode"`
	Data     struct {
		Object json.RawMessage `json:"object"`
	} `json:"data"`
}

// object is what is read of the session or refund an event is about.
type object struct {
	ID                string            `json:"id"`
	ClientReferenceID string            `json:"client_reference_id"`
	AmountTotal       int64             `json:"amount_total"`
	Amount            int64             `json:"amount"`
	Currency          string            `json:"currency"`
	PaymentStatus     string            `json:"payment_status"`
	Status            string            `json:"status"`
	FailureReason     string            `json:"failure_reason"`
	Metadata          map[string]string `json:"metadata"`
	Refunds           struct {
		Data []object `json:"data"`
	} `json:"refunds"`
}

// ParseEvent implements payment.Gateway.
func (g *Gateway) ParseEvent(header http.Header, body []byte) (payment.Event, error) {
	if !g.signed(header.Get(SignatureHeader), body) {
		return payment.Event{}, payment.ErrForged
	}
	var m message
	if err := json.Unmarshal(body, &m); err != nil || m.ID == "" || m.Type == "" {
		return payment.Event{}, fault.New(fault.Invalid, "invalid")
	}
	// What is of no interest keeps Stripe's name for it, marked: one of them is called as one of ours.
	ev := payment.Event{ID: m.ID, Kind: payment.EventKind(Name + ":" + printable(m.Type))}
	read := map[string]func(object, *payment.Event){
		"checkout.session.completed":               sessionEvent,
		"checkout.session.async_payment_succeeded": sessionEvent,
		"checkout.session.async_payment_failed":    sessionFailed,
		"checkout.session.expired":                 sessionEvent,
		"charge.refunded":                          chargeRefunded,
		"charge.refund.updated":                    refundEvent,
		"refund.created":                           refundEvent,
		"refund.updated":                           refundEvent,
		"refund.failed":                            refundEvent,
	}[m.Type]
	// A payment_intent.payment_failed is no end: at the same session the buyer may try another card.
	if read == nil {
		return ev, nil
	}
	var o object
	if err := json.Unmarshal(m.Data.Object, &o); err != nil || o.ID == "" {
		return payment.Event{}, fmt.Errorf("stripe: event %s: %w", printable(m.ID), fault.New(fault.Invalid, "invalid"))
	}
	read(o, &ev)
	switch {
	case m.Livemode != g.live:
		ev.Odd = "play money and real money do not mix: the event's mode is not that of our key"
	case m.Account != "":
		ev.Odd = "an event of another account"
	}
	return ev, nil
}

func sessionEvent(o object, ev *payment.Event) {
	switch {
	case o.PaymentStatus == "paid":
		ev.Kind = payment.EventSettled
	case o.Status == "expired":
		ev.Kind = payment.EventExpired
	}
	ev.Key, ev.ProviderRef, ev.Currency = o.ClientReferenceID, o.ID, strings.ToUpper(o.Currency)
	ev.Amount, ev.Odd = inRupiah(o.AmountTotal, o.Currency)
}

// sessionFailed is the bank's no after the buyer had left. Cards answer at once, so that it is here
// for the day another method is added.
func sessionFailed(o object, ev *payment.Event) {
	sessionEvent(o, ev)
	ev.Kind, ev.Reason = payment.EventDeclined, "declined by the bank"
}

func refundEvent(o object, ev *payment.Event) {
	report := refundReport(o.ID, o.Status, o.FailureReason)
	switch report.Status {
	case payment.RefundSettled:
		ev.Kind = payment.EventRefundSettled
	case payment.RefundFailed:
		ev.Kind, ev.Reason = payment.EventRefundFailed, report.Reason
	}
	ev.Key, ev.ProviderRef, ev.RefundRef, ev.Currency = o.Metadata[keyIs], o.Metadata[paymentIs], o.ID, strings.ToUpper(o.Currency)
	ev.Amount, ev.Odd = inRupiah(o.Amount, o.Currency)
}

// chargeRefunded is how older versions of the API tell of a refund: with the payment's refunds in it,
// the newest first. Newer ones leave them out and send refund.created beside it.
func chargeRefunded(o object, ev *payment.Event) {
	if len(o.Refunds.Data) > 0 {
		refundEvent(o.Refunds.Data[0], ev)
	}
}
