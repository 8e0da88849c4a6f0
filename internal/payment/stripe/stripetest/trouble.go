package stripetest

import (
	"net/http"
	"strings"
)

// Trouble is something that goes wrong at Stripe.
type Trouble struct {
	On     string // how "METHOD /path" begins that it befalls; "" is every call
	Times  int    // how often; 0 is until Calm
	After  bool   // the call is carried out first: the answer alone is lost
	Status int    // answered instead; 0 with Hang or Drop is no answer at all
	Hang   bool   // nothing comes until the caller gives up
	Drop   bool   // the connection breaks off
	Page   string // answered with Status instead of anything Stripe says
	Change func(body map[string]any)
}

// Befall brings trouble, after what was brought before.
func (s *Server) Befall(t Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubles = append(s.troubles, &t)
}

// Calm ends all trouble.
func (s *Server) Calm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubles = nil
}

// Down makes every call break off until Calm.
func (s *Server) Down() { s.Befall(Trouble{Drop: true}) }

// note remembers a call and takes the trouble that befalls it, nil for none.
func (s *Server) note(what string) *Trouble {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, what)
	for i, t := range s.troubles {
		if !strings.HasPrefix(what, t.On) {
			continue
		}
		if t.Times == 1 {
			s.troubles = append(s.troubles[:i:i], s.troubles[i+1:]...)
		}
		if t.Times > 1 {
			t.Times--
		}
		befallen := *t
		return &befallen
	}
	return nil
}

// before tells whether the call is not carried out.
func (t *Trouble) before() bool { return t != nil && !t.After && t.Change == nil }

// silent tells whether the call is carried out and nothing is heard of it.
func (t *Trouble) silent() bool { return t != nil && t.After && t.Status == 0 && t.Change == nil }

// after changes what is said of a call that was carried out.
func (t *Trouble) after(a answer) answer {
	switch {
	case t == nil:
		return a
	case t.Change != nil:
		t.Change(a.body)
	case t.Status != 0:
		return failure(t.Status)
	}
	return a
}

// answer says what a call that is not carried out, or whose answer is lost, hears.
func (t *Trouble) answer(w http.ResponseWriter, r *http.Request) {
	switch {
	case t.Hang:
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	case t.Drop || t.Status == 0:
		panic(http.ErrAbortHandler)
	case t.Page != "":
		w.WriteHeader(t.Status)
		_, _ = w.Write([]byte(t.Page)) // who has gone hears nothing
	default:
		write(w, failure(t.Status), false)
	}
}

func failure(status int) answer {
	a := problem(status, "api_error", "", "Something went wrong on our end.")
	switch status {
	case http.StatusTooManyRequests:
		a = problem(status, "invalid_request_error", "rate_limit", "Too many requests hit the API too quickly.")
	case http.StatusForbidden:
		a = problem(status, "invalid_request_error", "", "The provided key does not have the required permissions.")
	}
	a.unsaved = status < http.StatusInternalServerError
	return a
}
