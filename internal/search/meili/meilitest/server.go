// Package meilitest is a small Meilisearch of the tests' own: the routes that the adapter uses, in memory, with
// answers of the real server's form (the shapes are compared with recorded ones), and every trouble on demand.
package meilitest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"beli/internal/clock"
)

// Key is the key that may do everything.
const Key = "master-key-of-the-tests"

// Trouble is what the server does instead of its work. The zero value is none.
type Trouble struct {
	Paths       string        // only requests whose path begins so; empty: all but those for Trouble itself
	Slow        time.Duration // waits so long before it answers
	Gone        bool          // closes the connection without an answer
	Status      int           // answers this, with an error of Meilisearch's form
	Body        string        // answers 200 with this
	Echo        bool          // answers 500 and repeats the key it was sent
	RefuseKeys  bool          // knows no key any more
	NoKeyRights bool          // no key may manage keys
	FailTasks   int           // so many tasks to come fail …
	TaskCode    string        // … with this code
	HoldTasks   bool          // tasks wait until the trouble is over
	ForeignIDs  []int64       // searches answer with these products
}

// Server is one fake. Its methods may be called at any moment.
type Server struct {
	URL string

	http *httptest.Server
	mu   sync.Mutex
	// guarded by mu
	trouble Trouble
	indexes map[string]*index
	tasks   []*task
	keys    []key
	asked   []Request
}

// Request is one that arrived.
type Request struct {
	Method, Path, Key string
}

// Start runs a fake until the test ends.
func Start(t testing.TB) *Server {
	s := &Server{indexes: map[string]*index{}}
	s.http = httptest.NewServer(s)
	s.URL = s.http.URL
	t.Cleanup(s.http.Close)
	return s
}

// Have gives the server a trouble, or heals it with the zero value.
func (s *Server) Have(t Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = t
	if !t.HoldTasks {
		for _, task := range s.tasks {
			s.run(task)
		}
	}
}

// Forget loses every index, as an operator may who empties the disk.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.indexes = map[string]*index{}
}

// Leave puts an empty index there, as a process that died may have left it.
func (s *Server) Leave(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.indexes[name] = newIndex(name)
}

// Indexes are the names of all indexes.
func (s *Server) Indexes() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.names()
}

// Documents are those of an index, as they were sent.
func (s *Server) Documents(name string) []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []map[string]any
	if i := s.indexes[name]; i != nil {
		for _, id := range i.ids() {
			out = append(out, i.docs[id].fields)
		}
	}
	return out
}

// Change alters one setting of an index, as an operator may.
func (s *Server) Change(name, setting string, value any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.indexes[name].settings[setting] = value
}

// Asked are the requests since the last call.
func (s *Server) Asked() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.asked
	s.asked = nil
	return out
}

// failure is an error of Meilisearch's form.
type failure struct {
	status  int
	code    string
	message string
}

func (f *failure) body() map[string]any {
	kind := "invalid_request"
	switch {
	case f.status == http.StatusUnauthorized || f.status == http.StatusForbidden:
		kind = "auth"
	case f.status >= http.StatusInternalServerError:
		kind = "internal"
	}
	return map[string]any{"message": f.message, "code": f.code, "type": kind, "link": "https://docs.meilisearch.com/errors#" + f.code}
}

func noIndex(name string) *failure {
	return &failure{http.StatusNotFound, "index_not_found", fmt.Sprintf("Index `%s` not found.", name)}
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sent := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.mu.Lock()
	s.asked = append(s.asked, Request{r.Method, r.URL.Path, sent})
	trouble := s.trouble
	s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if strings.HasPrefix(r.URL.Path, trouble.Paths) {
		if trouble.Slow > 0 {
			late := time.NewTimer(trouble.Slow)
			defer late.Stop()
			select {
			case <-late.C:
			case <-r.Context().Done():
				return
			}
		}
		switch {
		case trouble.Gone:
			panic(http.ErrAbortHandler)
		case trouble.Status != 0:
			answer(w, trouble.Status, (&failure{trouble.Status, "internal", "told to"}).body())
			return
		case trouble.Echo:
			answer(w, http.StatusInternalServerError, (&failure{http.StatusInternalServerError, "internal", "who sent " + sent + "?"}).body())
			return
		case trouble.Body != "":
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, trouble.Body)
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.admit(r, sent); f != nil {
		answer(w, f.status, f.body())
		return
	}
	status, result, f := s.route(r, body)
	if f != nil {
		status, result = f.status, f.body()
	}
	answer(w, status, result)
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if body != nil {
		if err := json.NewEncoder(w).Encode(body); err != nil {
			panic(http.ErrAbortHandler) // the client has left
		}
	}
}

// stamp is the form of every time.
func stamp() string { return clock.System{}.Now().Format("2006-01-02T15:04:05.999999999Z") }
