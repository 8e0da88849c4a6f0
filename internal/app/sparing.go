package app

import (
	"log/slog"
	"sync"
	"time"

	"beli/internal/clock"
)

// sparingly tells of errors that come many times a second while something is away: the first, and
// then one a minute with the number of those that were not told.
func sparingly(log *slog.Logger, what string) func(error) {
	var mu sync.Mutex
	var last time.Time
	untold := 0
	return func(err error) {
		mu.Lock()
		defer mu.Unlock()
		if clock.Since(last) < time.Minute {
			untold++
			return
		}
		log.Warn(what, "error", err, "untold", untold)
		last, untold = clock.Started(), 0
	}
}
