package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/payment"
)

// SignatureHeader carries "t=<seconds since 1970>,v1=<hex>": HMAC-SHA256 over t, a dot and the body.
const SignatureHeader = "Sandbox-Signature"

// tolerance is how far a message's time may lie from ours: a recorded one cannot be played later.
const tolerance = 300 * time.Second

// message is what the sandbox sends.
type message struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Key       string `json:"key"`
	Ref       string `json:"ref"`
	RefundRef string `json:"refund_ref,omitempty"`
	Amount    int64  `json:"amount"`
	Currency  string `json:"currency"`
	Reason    string `json:"reason,omitempty"`
}

func (g *Gateway) sign(m message) (http.Header, []byte, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return nil, nil, fmt.Errorf("encode message: %w", err)
	}
	at := strconv.FormatInt(g.o.Clock.Now().Unix(), 10)
	header := http.Header{}
	header.Set("Content-Type", "application/json")
	header.Set(SignatureHeader, "t="+at+",v1="+hex.EncodeToString(g.mac(at, body)))
	return header, body, nil
}

func (g *Gateway) mac(at string, body []byte) []byte {
	mac := hmac.New(sha256.New, g.o.Secret)
	mac.Write([]byte(at + "."))
	mac.Write(body)
	return mac.Sum(nil)
}

// ParseEvent implements payment.Gateway.
func (g *Gateway) ParseEvent(header http.Header, body []byte) (payment.Event, error) {
	stamp, signature, ok := strings.Cut(header.Get(SignatureHeader), ",v1=")
	at, timed := strings.CutPrefix(stamp, "t=")
	given, err := hex.DecodeString(signature)
	if !ok || !timed || err != nil || !hmac.Equal(given, g.mac(at, body)) {
		return payment.Event{}, payment.ErrForged
	}
	seconds, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return payment.Event{}, payment.ErrForged
	}
	if age := g.o.Clock.Now().Sub(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return payment.Event{}, payment.ErrForged
	}
	var m message
	if err := json.Unmarshal(body, &m); err != nil || m.ID == "" {
		return payment.Event{}, fault.New(fault.Invalid, "invalid")
	}
	return payment.Event{ID: m.ID, Kind: payment.EventKind(m.Type), Key: m.Key, ProviderRef: m.Ref, RefundRef: m.RefundRef,
		Amount: money.Rupiah(m.Amount), Currency: m.Currency, Reason: m.Reason}, nil
}
