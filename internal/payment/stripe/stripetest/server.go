// Package stripetest plays Stripe: the few addresses our adapter uses, with a memory,
// idempotency as Stripe has it, signed events, and a page where a buyer pays or is refused.
// A test makes it slow, wrong, forgetful or gone. It is a handler, so that it runs inside a
// test as well as behind a real address. Its own signature and amounts are computed here,
// not by what is tested.
package stripetest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"beli/internal/clock"
)

// Options say who is played; what is left out has a value that works.
type Options struct {
	Key           string // the only good key, "sk_test_stripetest"; with "_live_" in it, money is real
	WebhookSecret string // "whsec_stripetest"
	Clock         clock.Clock
	// Deliver takes signed events; WebhookURL has them posted there. Without both they are only kept.
	Deliver    func(ctx context.Context, header http.Header, body []byte) error
	WebhookURL string
	// PublicURL is where buyers reach this server; "" is wherever the shop reached it.
	PublicURL string
}

// Server is the play Stripe. It implements http.Handler.
type Server struct {
	o   Options
	mux *http.ServeMux

	mu       sync.Mutex
	number   int
	sessions []*session
	refunds  []*refund
	answers  map[string]*answer // by idempotency key
	troubles []*Trouble
	requests []string
	events   []*Event
	muted    bool
	tamper   func(event map[string]any)
	become   string // what a new refund is at once
}

// New makes a server that nobody can reach yet.
func New(o Options) *Server {
	if o.Key == "" {
		o.Key = "sk_test_stripetest"
	}
	if o.WebhookSecret == "" {
		o.WebhookSecret = "whsec_stripetest"
	}
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	s := &Server{o: o, mux: http.NewServeMux(), answers: map[string]*answer{}, become: "succeeded"}
	for path, h := range map[string]func(call) answer{
		"POST /v1/checkout/sessions":             s.createSession,
		"GET /v1/checkout/sessions":              s.listSessions,
		"GET /v1/checkout/sessions/{id}":         s.getSession,
		"POST /v1/checkout/sessions/{id}/expire": s.expireSession,
		"POST /v1/refunds":                       s.createRefund,
		"GET /v1/refunds":                        s.listRefunds,
		"GET /v1/refunds/{id}":                   s.getRefund,
		"GET /v1/payment_intents/{id}":           s.getIntent,
		"GET /v1/balance":                        s.getBalance,
	} {
		s.mux.HandleFunc(path, s.api(h))
	}
	s.mux.HandleFunc("GET /pay/{id}", s.page)
	s.mux.HandleFunc("POST /pay/{id}", s.act)
	return s
}

// Start makes a server on a loopback address until the test ends, and gives that address.
func Start(t testing.TB, o Options) (*Server, string) {
	t.Helper()
	s := New(o)
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return s, h.URL
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Requests lists every call of the API so far, "METHOD /path", oldest first.
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.requests...)
}

// call is one request to the API.
type call struct {
	ctx  context.Context
	host string
	id   string // in the path
	form url.Values
}

// answer is what the API says.
type answer struct {
	status  int
	body    map[string]any
	unsaved bool   // the request never was carried out, so that its key is good for another
	of      string // the request it was the answer to
	pending bool
	at      time.Time
}

func ok(body map[string]any) answer { return answer{status: http.StatusOK, body: body} }

func problem(status int, kind, code, text string) answer {
	return answer{status: status, body: map[string]any{"error": map[string]any{"type": kind, "code": code, "message": text}}}
}

// invalid is the answer to a request that was not even begun.
func invalid(code, param, text string) answer {
	a := problem(http.StatusBadRequest, "invalid_request_error", code, text)
	a.body["error"].(map[string]any)["param"] = param
	a.unsaved = true
	return a
}

func missing(what, id string) answer {
	return problem(http.StatusNotFound, "invalid_request_error", "resource_missing", "No such "+what+": '"+id+"'")
}

// api is what every call goes through.
func (s *Server) api(h func(call) answer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		what := r.Method + " " + r.URL.Path
		trouble := s.note(what)
		if err := r.ParseForm(); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if given := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "); given != s.o.Key {
			write(w, problem(http.StatusUnauthorized, "invalid_request_error", "", "Invalid API Key provided: "+given), false)
			return
		}
		if trouble.before() && trouble.Status != http.StatusInternalServerError {
			trouble.answer(w, r)
			return
		}
		key := ""
		if r.Method == http.MethodPost {
			key = r.Header.Get("Idempotency-Key")
		}
		if old, found := s.claim(key, what+"?"+r.Form.Encode()); found {
			if trouble.silent() {
				trouble.answer(w, r)
				return
			}
			write(w, old, !old.unsaved)
			return
		}
		var a answer
		if trouble.before() {
			a = failure(http.StatusInternalServerError)
		} else {
			a = h(call{ctx: r.Context(), host: r.Host, id: r.PathValue("id"), form: r.Form})
			a = trouble.after(a)
		}
		s.save(key, a)
		if trouble.silent() {
			trouble.answer(w, r)
			return
		}
		write(w, a, false)
	}
}

// claim looks an idempotency key up: what was answered under it, or that it is new and from now on in use.
func (s *Server) claim(key, request string) (answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if key == "" {
		return answer{}, false
	}
	old := s.answers[key]
	switch {
	case old == nil || s.o.Clock.Now().Sub(old.at) > 24*time.Hour:
		s.answers[key] = &answer{of: request, pending: true, at: s.o.Clock.Now()}
		return answer{}, false
	case old.of != request:
		a := problem(http.StatusBadRequest, "idempotency_error", "",
			"Keys for idempotent requests can only be used with the same parameters they were first used with.")
		a.unsaved = true
		return a, true
	case old.pending:
		a := problem(http.StatusConflict, "idempotency_error", "idempotency_key_in_use", "Another request with this key is in progress.")
		a.unsaved = true
		return a, true
	}
	return *old, true
}

// save keeps an answer under its idempotency key: failures too, but not what never was carried out.
func (s *Server) save(key string, a answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if key == "" {
		return
	}
	if a.unsaved {
		delete(s.answers, key)
		return
	}
	was := s.answers[key]
	a.of, a.at = was.of, was.at
	s.answers[key] = &a
}

func write(w http.ResponseWriter, a answer, replayed bool) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Request-Id", "req_stripetest")
	if replayed {
		w.Header().Set("Idempotent-Replayed", "true")
	}
	body, err := json.Marshal(a.body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(body) // who has gone hears nothing
}

// id makes a name of Stripe's kind. The caller holds the lock.
func (s *Server) id(prefix string) string {
	s.number++
	return fmt.Sprintf("%s_%s%022d", prefix, mode(s.live()), s.number)
}

func (s *Server) live() bool { return strings.Contains(s.o.Key, "_live_") }

func mode(live bool) string {
	if live {
		return "live_a1"
	}
	return "test_a1"
}

func (s *Server) getBalance(call) answer {
	return ok(map[string]any{"object": "balance", "livemode": s.live(), "available": []any{}, "pending": []any{}})
}
