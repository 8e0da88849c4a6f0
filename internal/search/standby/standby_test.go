package standby

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beli/internal/search"
)

// finder answers with its own name as the correction, after it has waited or failed as told.
type finder struct {
	name   string
	asked  atomic.Int32
	away   atomic.Bool
	slow   atomic.Bool
	absent bool
	fair   bool
}

var errAway = errors.New("away")

func (f *finder) Search(ctx context.Context, _ search.Query) (search.Result, error) {
	f.asked.Add(1)
	if f.slow.Load() {
		<-ctx.Done()
		return search.Result{}, ctx.Err()
	}
	if f.away.Load() {
		return search.Result{}, errAway
	}
	return search.Result{Corrected: f.name}, nil
}

func (f *finder) Ready() bool { return !f.absent }
func (f *finder) Capabilities() search.Capabilities {
	return search.Capabilities{FairRotation: f.fair}
}

type town struct {
	first, second finder
	both          *Finder
	log           bytes.Buffer
}

func build(budget, rest time.Duration) *town {
	w := &town{first: finder{name: "server"}, second: finder{name: "embedded"}}
	w.both = newFinder(&w.first, &w.second, slog.New(slog.NewTextHandler(&w.log, nil)), budget, rest)
	return w
}

func (w *town) ask(t *testing.T) string {
	t.Helper()
	r, err := w.both.Search(context.Background(), search.Query{Text: "wajik"})
	if err != nil {
		t.Fatal(err)
	}
	return r.Corrected
}

func TestFirst_engine_answers_while_it_is_well(t *testing.T) {
	w := build(time.Minute, time.Minute)
	if got := w.ask(t); got != "server" || w.second.asked.Load() != 0 {
		t.Errorf("answered by %q", got)
	}
	w.first.absent = true // no index yet: nobody waits for it
	if got := w.ask(t); got != "embedded" || w.first.asked.Load() != 1 {
		t.Errorf("answered by %q", got)
	}
}

func TestLists_without_words_are_answered_by_the_engine_that_turns_them(t *testing.T) {
	w := build(time.Minute, time.Minute)
	w.second.fair = true
	r, err := w.both.Search(context.Background(), search.Query{Text: "  ", Category: "batik"})
	if err != nil || r.Corrected != "embedded" {
		t.Errorf("answered by %q, %v", r.Corrected, err)
	}
	if got := w.ask(t); got != "server" {
		t.Errorf("a query with words is answered by %q", got)
	}
}

func TestEvery_query_is_answered_while_the_first_engine_fails_and_it_is_soon_left_alone(t *testing.T) {
	for name, fail := range map[string]func(*finder){"away": func(f *finder) { f.away.Store(true) }, "slow": func(f *finder) { f.slow.Store(true) }} {
		t.Run(name, func(t *testing.T) {
			w := build(5*time.Millisecond, time.Hour)
			fail(&w.first)
			for range 20 {
				if got := w.ask(t); got != "embedded" {
					t.Fatalf("answered by %q", got)
				}
			}
			if n := w.first.asked.Load(); n != patience {
				t.Errorf("the failing engine was asked %d times, want %d", n, patience)
			}
			if !w.both.Resting() || strings.Count(w.log.String(), "stands in") != 1 {
				t.Errorf("resting %v, log %q", w.both.Resting(), w.log.String())
			}
		})
	}
}

func TestFirst_engine_comes_back_by_itself(t *testing.T) {
	w := build(time.Minute, time.Millisecond)
	w.first.away.Store(true)
	for range patience {
		w.ask(t)
	}
	w.first.away.Store(false)
	for deadline := time.Now().Add(10 * time.Second); w.ask(t) != "server"; {
		if time.Now().After(deadline) {
			t.Fatal("the server that is well again is never asked")
		}
	}
	if !strings.Contains(w.log.String(), "answers again") {
		t.Errorf("log %q", w.log.String())
	}
}

func TestVisitors_who_leave_do_not_count_against_the_engine(t *testing.T) {
	w := build(time.Minute, time.Hour)
	w.first.slow.Store(true)
	gone, leave := context.WithCancel(context.Background())
	leave()
	for range 10 {
		if _, err := w.both.Search(gone, search.Query{}); !errors.Is(err, context.Canceled) {
			t.Fatalf("error %v", err)
		}
	}
	w.first.slow.Store(false)
	if w.both.Resting() || w.ask(t) != "server" {
		t.Error("the engine was put to rest by visitors who left")
	}
}
