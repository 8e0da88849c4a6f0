package stripetest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// session is a Checkout Session with its payment intent.
type session struct {
	id, ref, name, currency, url, success, cancel string
	amount                                        int64
	status, paid, intent                          string
	declines                                      int
	created, expires                              time.Time
	metadata, intentMetadata                      map[string]string
}

// What Stripe refuses here is what it says of itself: names of parameters it does not know, amounts
// that are worth less than half a dollar, sessions shorter than half an hour or longer than a day.
const leastHundredths = 8_000 * 100

var index = regexp.MustCompile(`\[\d+\]`)

// strange finds a parameter that is not in the list, "" for none.
func strange(c call, known ...string) string {
	for name := range c.form {
		plain := index.ReplaceAllString(name, "[n]")
		if !slices.ContainsFunc(known, func(k string) bool {
			return plain == k || strings.HasSuffix(k, "*") && strings.HasPrefix(plain, k[:len(k)-1])
		}) {
			return name
		}
	}
	return ""
}

func inside(c call, prefix string) map[string]string {
	out := map[string]string{}
	for name, values := range c.form {
		if rest, ok := strings.CutPrefix(name, prefix+"["); ok {
			out[strings.TrimSuffix(rest, "]")] = values[0]
		}
	}
	return out
}

func (s *Server) createSession(c call) answer {
	if name := strange(c, "mode", "payment_method_types[n]", "client_reference_id", "metadata[*", "payment_intent_data[metadata]*",
		"payment_intent_data[description]", "success_url", "cancel_url", "expires_at", "line_items[n][quantity]",
		"line_items[n][price_data][currency]", "line_items[n][price_data][unit_amount]", "line_items[n][price_data][product_data][name]"); name != "" {
		return invalid("parameter_unknown", name, "Received unknown parameter: "+name)
	}
	for _, name := range []string{"mode", "success_url", "line_items[0][price_data][currency]", "line_items[0][price_data][unit_amount]",
		"line_items[0][price_data][product_data][name]", "line_items[0][quantity]"} {
		if c.form.Get(name) == "" {
			return invalid("parameter_missing", name, "Missing required param: "+name+".")
		}
	}
	now := s.o.Clock.Now()
	unit, err := strconv.ParseInt(c.form.Get("line_items[0][price_data][unit_amount]"), 10, 64)
	quantity, err2 := strconv.ParseInt(c.form.Get("line_items[0][quantity]"), 10, 64)
	until, err3 := now.Add(24*time.Hour), error(nil)
	if at := c.form.Get("expires_at"); at != "" {
		var seconds int64
		seconds, err3 = strconv.ParseInt(at, 10, 64)
		until = time.Unix(seconds, 0).UTC()
	}
	switch {
	case errors.Join(err, err2, err3) != nil:
		return invalid("parameter_invalid_integer", "", "Invalid integer")
	case c.form.Get("line_items[0][price_data][currency]") != "idr" || c.form.Get("mode") != "payment":
		return invalid("", "", "This play Stripe sells for rupiah alone.")
	case unit*quantity < leastHundredths:
		return invalid("amount_too_small", "", "The Checkout Session's total amount must convert to at least 50 cents.")
	case until.Before(now.Add(30*time.Minute).Truncate(time.Second)) || until.After(now.Add(24*time.Hour)):
		return invalid("", "expires_at", "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	x := &session{id: s.id("cs"), ref: c.form.Get("client_reference_id"), name: c.form.Get("line_items[0][price_data][product_data][name]"),
		currency: "idr", amount: unit * quantity, success: c.form.Get("success_url"), cancel: c.form.Get("cancel_url"),
		status: "open", paid: "unpaid", created: now, expires: until,
		metadata: inside(c, "metadata"), intentMetadata: inside(c, "payment_intent_data[metadata]")}
	public := s.o.PublicURL
	if public == "" {
		public = "http://" + c.host
	}
	// Stripe's addresses are some 450 letters long.
	x.url = public + "/pay/" + x.id + "#" + strings.Repeat("fidkdWxOYHwnPyd1blpxYHZxWjA0", 12)
	s.sessions = append(s.sessions, x)
	return ok(s.sessionBody(x))
}

// sessionBody is a session as the API shows it. The caller holds the lock.
func (s *Server) sessionBody(x *session) map[string]any {
	body := map[string]any{"id": x.id, "object": "checkout.session", "mode": "payment", "client_reference_id": x.ref, "amount_total": x.amount,
		"amount_subtotal": x.amount, "currency": x.currency, "status": x.status, "payment_status": x.paid, "created": x.created.Unix(),
		"expires_at": x.expires.Unix(), "success_url": x.success, "cancel_url": x.cancel, "metadata": x.metadata, "livemode": s.live(),
		"payment_method_types": []string{"card"}, "payment_intent": nil, "url": nil}
	if x.intent != "" {
		body["payment_intent"] = x.intent
	}
	if x.status == "open" {
		body["url"] = x.url
	}
	return body
}

// found gives a session as it is now, with the lock held by the caller; nil for none.
func (s *Server) found(id string) *session {
	for _, x := range s.sessions {
		if x.id == id || x.intent == id {
			return x
		}
	}
	return nil
}

func (s *Server) getSession(c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.found(c.id)
	if x == nil {
		return missing("checkout.session", c.id)
	}
	return ok(s.sessionBody(x))
}

func (s *Server) getIntent(c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.found(c.id)
	if x == nil {
		return missing("payment_intent", c.id)
	}
	return ok(s.intentBody(x))
}

func (s *Server) intentBody(x *session) map[string]any {
	status := "requires_payment_method"
	if x.paid == "paid" {
		status = "succeeded"
	}
	return map[string]any{"id": x.intent, "object": "payment_intent", "amount": x.amount, "currency": x.currency, "status": status,
		"metadata": x.intentMetadata, "livemode": s.live()}
}

func (s *Server) listSessions(c call) answer {
	if name := strange(c, "created[gte]", "limit", "starting_after"); name != "" {
		return invalid("parameter_unknown", name, "Received unknown parameter: "+name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	since, _ := strconv.ParseInt(c.form.Get("created[gte]"), 10, 64)
	var all []map[string]any
	for _, x := range slices.Backward(s.sessions) {
		if x.created.Unix() >= since {
			all = append(all, s.sessionBody(x))
		}
	}
	return paged(c, "/v1/checkout/sessions", all)
}

// paged cuts a list, newest first, as Stripe does.
func paged(c call, path string, all []map[string]any) answer {
	if after := c.form.Get("starting_after"); after != "" {
		at := slices.IndexFunc(all, func(x map[string]any) bool { return x["id"] == after })
		if at < 0 {
			return missing("object", after)
		}
		all = all[at+1:]
	}
	limit, err := strconv.Atoi(c.form.Get("limit"))
	if err != nil {
		limit = 10
	}
	page := all[:min(limit, len(all))]
	if page == nil {
		page = []map[string]any{}
	}
	return ok(map[string]any{"object": "list", "url": path, "has_more": len(page) < len(all), "data": page})
}

func (s *Server) expireSession(c call) answer {
	if err := s.Expire(c.ctx, c.id); err != nil {
		if errors.Is(err, ErrUnknown) {
			return missing("checkout.session", c.id)
		}
		return problem(400, "invalid_request_error", "", "Only Checkout Sessions with a status in [\"open\"] can be expired. "+err.Error())
	}
	return s.getSession(c)
}

// The errors of what a buyer tries.
var (
	ErrUnknown = errors.New("no such session")
	ErrEnded   = errors.New("the session is over")
)

// move does something to an open session and tells of it.
func (s *Server) move(ctx context.Context, id string, do func(x *session) []told) error {
	s.mu.Lock()
	x := s.found(id)
	if x == nil {
		s.mu.Unlock()
		return fmt.Errorf("%w: %s", ErrUnknown, id)
	}
	if x.status != "open" {
		s.mu.Unlock()
		return fmt.Errorf("%w: it is %s", ErrEnded, x.status)
	}
	events := s.record(do(x))
	s.mu.Unlock()
	s.deliver(ctx, events)
	return nil
}

// Pay is a buyer whose card is good. ErrUnknown, ErrEnded.
func (s *Server) Pay(ctx context.Context, id string) error {
	return s.move(ctx, id, func(x *session) []told {
		if x.intent == "" {
			x.intent = s.id("pi")
		}
		x.status, x.paid = "complete", "paid"
		return []told{{"payment_intent.succeeded", s.intentBody(x)}, {"checkout.session.completed", s.sessionBody(x)}}
	})
}

// Decline is a buyer whose card is refused: the session stays open for another. ErrUnknown, ErrEnded.
func (s *Server) Decline(ctx context.Context, id string) error {
	return s.move(ctx, id, func(x *session) []told {
		if x.intent == "" {
			x.intent = s.id("pi")
		}
		x.declines++
		return []told{{"payment_intent.payment_failed", s.intentBody(x)}}
	})
}

// Expire ends a session unpaid. ErrUnknown, ErrEnded.
func (s *Server) Expire(ctx context.Context, id string) error {
	return s.move(ctx, id, func(x *session) []told {
		x.status, x.url = "expired", ""
		return []told{{"checkout.session.expired", s.sessionBody(x)}}
	})
}

// Tick ends every session whose time is over.
func (s *Server) Tick(ctx context.Context) error {
	s.mu.Lock()
	var over []string
	for _, x := range s.sessions {
		if x.status == "open" && !s.o.Clock.Now().Before(x.expires) {
			over = append(over, x.id)
		}
	}
	s.mu.Unlock()
	for _, id := range over {
		if err := s.Expire(ctx, id); err != nil && !errors.Is(err, ErrEnded) {
			return err
		}
	}
	return nil
}

// Session is what a test may want to know of one.
type Session struct {
	ID, Key, Status string
	Paid            bool
	Hundredths      int64
	Expires         time.Time
}

// Sessions lists every session, oldest first.
func (s *Server) Sessions() []Session {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Session
	for _, x := range s.sessions {
		out = append(out, Session{ID: x.id, Key: x.ref, Status: x.status, Paid: x.paid == "paid", Hundredths: x.amount, Expires: x.expires})
	}
	return out
}
