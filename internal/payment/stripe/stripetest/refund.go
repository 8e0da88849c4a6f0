package stripetest

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// refund is money on its way back.
type refund struct {
	id, intent, status, reason string
	amount                     int64
	metadata                   map[string]string
}

// counts tells whether a refund takes from what is left.
func (r *refund) counts() bool { return r.status != "failed" && r.status != "canceled" }

func (s *Server) createRefund(c call) answer {
	if name := strange(c, "payment_intent", "amount", "metadata[*"); name != "" {
		return invalid("parameter_unknown", name, "Received unknown parameter: "+name)
	}
	amount, err := strconv.ParseInt(c.form.Get("amount"), 10, 64)
	if err != nil || amount <= 0 {
		return invalid("parameter_invalid_integer", "amount", "Invalid positive integer")
	}
	s.mu.Lock()
	x := s.found(c.form.Get("payment_intent"))
	if x == nil {
		s.mu.Unlock()
		return missing("payment_intent", c.form.Get("payment_intent"))
	}
	left := x.amount
	for _, r := range s.refunds {
		if r.intent == x.intent && r.counts() {
			left -= r.amount
		}
	}
	var refused *answer
	switch {
	case x.paid != "paid":
		a := problem(400, "invalid_request_error", "", "This PaymentIntent ("+x.intent+") does not have a successful charge to refund.")
		refused = &a
	case left == 0:
		a := problem(400, "invalid_request_error", "charge_already_refunded", "The charge has already been refunded.")
		refused = &a
	case amount > left:
		a := problem(400, "invalid_request_error", "", fmt.Sprintf("Refund amount (%d) is greater than unrefunded amount on charge (%d)", amount, left))
		refused = &a
	}
	if refused != nil {
		s.mu.Unlock()
		return *refused
	}
	r := &refund{id: s.id("re"), intent: x.intent, status: s.become, amount: amount, metadata: inside(c, "metadata")}
	s.refunds = append(s.refunds, r)
	body := s.refundBody(r)
	// Newer versions of the API tell of it in itself, all in the charge too; either may come before the answer.
	events := s.record([]told{{"charge.refunded", s.chargeBody(x)}, {"refund.created", body}})
	s.mu.Unlock()
	s.deliver(c.ctx, events)
	return ok(body)
}

func (s *Server) refundBody(r *refund) map[string]any {
	body := map[string]any{"id": r.id, "object": "refund", "amount": r.amount, "currency": "idr", "payment_intent": r.intent,
		"charge": "ch" + r.intent[2:], "status": r.status, "metadata": r.metadata, "created": s.o.Clock.Now().Unix()}
	if r.reason != "" {
		body["failure_reason"] = r.reason
	}
	return body
}

func (s *Server) chargeBody(x *session) map[string]any {
	return map[string]any{"id": "ch" + x.intent[2:], "object": "charge", "amount": x.amount, "currency": x.currency, "payment_intent": x.intent,
		"metadata": x.intentMetadata}
}

func (s *Server) getRefund(c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.refunds {
		if r.id == c.id {
			return ok(s.refundBody(r))
		}
	}
	return missing("refund", c.id)
}

func (s *Server) listRefunds(c call) answer {
	if name := strange(c, "payment_intent", "limit", "starting_after"); name != "" {
		return invalid("parameter_unknown", name, "Received unknown parameter: "+name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []map[string]any
	for _, r := range slices.Backward(s.refunds) {
		if intent := c.form.Get("payment_intent"); intent == "" || r.intent == intent {
			all = append(all, s.refundBody(r))
		}
	}
	return paged(c, "/v1/refunds", all)
}

// NewRefunds says what refunds are when they are made: "succeeded" (from the start), "pending",
// "requires_action", "failed".
func (s *Server) NewRefunds(status string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.become = status
}

// EndRefund moves a refund, also one that succeeded: a bank may send money back. ErrUnknown.
func (s *Server) EndRefund(ctx context.Context, id, status string) error {
	s.mu.Lock()
	at := slices.IndexFunc(s.refunds, func(r *refund) bool { return r.id == id })
	if at < 0 {
		s.mu.Unlock()
		return fmt.Errorf("%w: %s", ErrUnknown, id)
	}
	r := s.refunds[at]
	r.status = status
	kind := "refund.updated"
	if status == "failed" {
		r.reason, kind = "expired_or_canceled_card", "refund.failed"
	}
	events := s.record([]told{{"charge.refund.updated", s.refundBody(r)}, {kind, s.refundBody(r)}})
	s.mu.Unlock()
	s.deliver(ctx, events)
	return nil
}

// Refund is what a test may want to know of one.
type Refund struct {
	ID, Key, Status string
	Hundredths      int64
}

// Refunds lists every refund, oldest first.
func (s *Server) Refunds() []Refund {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Refund
	for _, r := range s.refunds {
		out = append(out, Refund{ID: r.id, Key: r.metadata["beli_key"], Status: r.status, Hundredths: r.amount})
	}
	return out
}
