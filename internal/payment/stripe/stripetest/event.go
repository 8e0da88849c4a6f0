package stripetest

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// told is something that happened, and to what.
type told struct {
	kind   string
	object map[string]any
}

// Event is a message of Stripe's. Body is what is signed when it is sent.
type Event struct {
	ID, Type string
	Body     []byte
	sent     bool
}

// record makes events of what happened. The caller holds the lock.
func (s *Server) record(list []told) []*Event {
	var made []*Event
	for _, x := range list {
		id := s.id("evt")
		event := map[string]any{"id": id, "object": "event", "type": x.kind, "api_version": "2026-07-29.dahlia", "created": s.o.Clock.Now().Unix(),
			"livemode": s.live(), "pending_webhooks": 1, "data": map[string]any{"object": x.object}}
		if s.tamper != nil {
			s.tamper(event)
		}
		body, err := json.Marshal(event)
		if err != nil {
			panic(err) // an event is made of texts and numbers
		}
		made = append(made, &Event{ID: id, Type: x.kind, Body: body})
	}
	s.events = append(s.events, made...)
	return made
}

// Tamper has every further event changed before it is signed, nil for none.
func (s *Server) Tamper(change func(event map[string]any)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tamper = change
}

// Mute keeps events back, for Send to send them in an order of the test's own.
func (s *Server) Mute() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.muted = true
}

// Events lists every event, oldest first.
func (s *Server) Events() []Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Event
	for _, e := range s.events {
		out = append(out, *e)
	}
	return out
}

// Sign gives a body the header Stripe would give it now.
func (s *Server) Sign(body []byte) http.Header {
	at := s.o.Clock.Now()
	header := http.Header{}
	header.Set("Content-Type", "application/json; charset=utf-8")
	header.Set("Stripe-Signature", "t="+strconv.FormatInt(at.Unix(), 10)+",v1="+Signature(s.o.WebhookSecret, at, body))
	return header
}

// Signature is the v1 of a message under a secret.
func Signature(secret string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(strconv.FormatInt(at.Unix(), 10) + "."))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// Send sends events in the order given, muted or not, sent before or not.
func (s *Server) Send(ctx context.Context, list ...Event) error {
	var failed error
	for _, e := range list {
		if err := s.send(ctx, e.Body); err != nil {
			failed = errors.Join(failed, fmt.Errorf("event %s: %w", e.ID, err))
		}
	}
	return failed
}

// Redeliver sends what nobody took, as Stripe does for days.
func (s *Server) Redeliver(ctx context.Context) {
	s.mu.Lock()
	var list []*Event
	for _, e := range s.events {
		if !e.sent {
			list = append(list, e)
		}
	}
	s.mu.Unlock()
	s.deliver(ctx, list)
}

// deliver sends events unless muted; what is not taken waits for Redeliver.
func (s *Server) deliver(ctx context.Context, list []*Event) {
	s.mu.Lock()
	muted := s.muted
	s.mu.Unlock()
	if muted {
		return
	}
	for _, e := range list {
		// Stripe sends although its caller has gone.
		if err := s.send(context.WithoutCancel(ctx), e.Body); err != nil {
			continue
		}
		s.mu.Lock()
		e.sent = true
		s.mu.Unlock()
	}
}

func (s *Server) send(ctx context.Context, body []byte) error {
	header := s.Sign(body)
	if s.o.Deliver != nil {
		return s.o.Deliver(ctx, header, body)
	}
	if s.o.WebhookURL == "" {
		return errors.New("nobody listens")
	}
	ctx, done := context.WithTimeout(ctx, 10*time.Second)
	defer done()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.o.WebhookURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header = header
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	if err := res.Body.Close(); err != nil {
		return err
	}
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("answered %s", res.Status)
	}
	return nil
}
