// Package clock is the only place that asks the machine for the time, so that
// deadlines can be tested and every instant that is stored is UTC.
package clock

import (
	"sync"
	"time"
)

// Clock tells the time.
type Clock interface {
	// Now is the current instant in UTC, cut to microseconds: what both databases keep.
	Now() time.Time
}

// WIB is Western Indonesian Time, UTC+7 without daylight saving.
var WIB = time.FixedZone("WIB", 7*60*60)

// System is the machine's clock.
type System struct{}

// Now implements Clock.
func (System) Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Manual is a clock that a test moves. The zero value stands at the zero time.
type Manual struct {
	mu  sync.Mutex
	now time.Time
}

// At makes a Manual clock that stands at t.
func At(t time.Time) *Manual { return &Manual{now: t.UTC().Truncate(time.Microsecond)} }

// Now implements Clock.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Advance moves the clock forward.
func (m *Manual) Advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
}

// Since is the monotonic time since a start taken from Started, for logs and budgets.
func Since(start time.Time) time.Duration { return time.Since(start) }

// Started takes a monotonic start for Since.
func Started() time.Time { return time.Now() }
