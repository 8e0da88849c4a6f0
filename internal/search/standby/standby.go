// Package standby answers searches by one engine and, whenever that is slow, wrong or away, by
// another one that stands beside it: a visitor always gets an answer, and soon.
package standby

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/sony/gobreaker/v2"

	"beli/internal/search"
)

// Budget is how long the first engine may take for an answer.
const Budget = 300 * time.Millisecond

// After how many failures in a row the first engine is no longer asked, and for how long; then one
// query tries it again.
const (
	patience = 3
	rest     = 5 * time.Second
)

// Finder implements search.Finder.
type Finder struct {
	first, second search.Finder
	breaker       *gobreaker.CircuitBreaker[search.Result]
	budget        time.Duration
}

// New makes a finder of two. The log hears when the second one takes over and when the first is back.
func New(first, second search.Finder, log *slog.Logger) *Finder {
	return newFinder(first, second, log, Budget, rest)
}

func newFinder(first, second search.Finder, log *slog.Logger, budget, rest time.Duration) *Finder {
	return &Finder{first: first, second: second, budget: budget, breaker: gobreaker.NewCircuitBreaker[search.Result](gobreaker.Settings{
		MaxRequests: 1, Timeout: rest,
		ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= patience },
		IsExcluded:  func(err error) bool { return errors.Is(err, errGaveUp) },
		OnStateChange: func(_ string, _, to gobreaker.State) {
			switch to {
			case gobreaker.StateOpen:
				log.Warn("search: the search server does not answer well, the embedded engine stands in", "again_in", rest.String())
			case gobreaker.StateClosed:
				log.Info("search: the search server answers again")
			}
		}})}
}

// errGaveUp marks a query whose visitor did not wait: it says nothing of the engine.
var errGaveUp = errors.New("the visitor left")

// Search implements search.Finder. A query without words asks for no understanding: where only the
// second engine turns lists daily, so that small shops are seen, it answers those.
func (f *Finder) Search(ctx context.Context, q search.Query) (search.Result, error) {
	browsing := strings.TrimSpace(q.Text) == "" && f.second.Ready() && f.second.Capabilities().FairRotation && !f.first.Capabilities().FairRotation
	if browsing || !f.first.Ready() {
		return f.second.Search(ctx, q)
	}
	var why error
	r, err := f.breaker.Execute(func() (search.Result, error) {
		limited, cancel := context.WithTimeout(ctx, f.budget)
		defer cancel()
		r, err := f.first.Search(limited, q)
		if why = err; err != nil && ctx.Err() != nil {
			return r, errors.Join(errGaveUp, err)
		}
		return r, err
	})
	if err == nil {
		return r, nil
	}
	if ctx.Err() != nil && why != nil {
		return search.Result{}, why
	}
	return f.second.Search(ctx, q)
}

// Ready implements search.Finder.
func (f *Finder) Ready() bool { return f.second.Ready() || f.first.Ready() }

// Capabilities implements search.Finder: what both can do.
func (f *Finder) Capabilities() search.Capabilities {
	a, b := f.first.Capabilities(), f.second.Capabilities()
	return search.Capabilities{ExactTotals: a.ExactTotals && b.ExactTotals, FewerWords: a.FewerWords && b.FewerWords,
		FairRotation: a.FairRotation && b.FairRotation}
}

// Resting says whether the first engine is not asked at the moment.
func (f *Finder) Resting() bool { return f.breaker.State() == gobreaker.StateOpen }
