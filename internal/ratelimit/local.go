package ratelimit

import (
	"sync"
	"time"

	"beli/internal/clock"
)

// Local counts in the memory of one process: for what is asked so often that the database must not
// hear of it, and where it does no harm that two processes allow twice as much.
type Local struct {
	clock clock.Clock
	most  int // buckets kept

	mu   sync.Mutex
	kept map[string]window
}

type window struct {
	until time.Time
	used  int
}

// NewLocal makes a limiter that remembers at most most buckets.
func NewLocal(clk clock.Clock, most int) *Local {
	return &Local{clock: clk, most: most, kept: map[string]window{}}
}

// Allow counts one use of a rule's bucket; when it is used up it tells after how long it is not any more.
func (l *Local) Allow(r Rule) (ok bool, wait time.Duration) {
	now := l.clock.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	w, had := l.kept[r.Bucket]
	if !had || !now.Before(w.until) {
		if !had && len(l.kept) >= l.most {
			l.makeRoom(now)
		}
		w = window{until: now.Add(r.Window)}
	}
	w.used++
	l.kept[r.Bucket] = w
	return w.used <= r.Most, w.until.Sub(now)
}

// makeRoom forgets windows that are over, else any: a crowd of addresses must not fill the memory.
func (l *Local) makeRoom(now time.Time) {
	for bucket, w := range l.kept {
		if !now.Before(w.until) {
			delete(l.kept, bucket)
		}
	}
	for bucket := range l.kept {
		if len(l.kept) < l.most {
			return
		}
		delete(l.kept, bucket)
	}
}
