package outbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"beli/internal/clock"
	"beli/internal/database"
)

const (
	lease       = time.Minute
	handlerTime = 50 * time.Second // ends before the lease, so that nobody else claims a running job
	batch       = 50
	maxAttempts = 20
	poll        = time.Second
)

// Worker runs the handlers of claimed messages.
type Worker struct {
	outbox   *Outbox
	log      *slog.Logger
	slots    int
	handlers map[string]func(ctx context.Context, payload []byte) error
}

// NewWorker makes a worker that runs at most slots handlers at a time.
func NewWorker(o *Outbox, log *slog.Logger, slots int) *Worker {
	return &Worker{outbox: o, log: log, slots: max(slots, 1), handlers: map[string]func(context.Context, []byte) error{}}
}

// Handle registers the one handler of a kind of message; call it before Run.
func Handle[T Message](w *Worker, fn func(ctx context.Context, msg T) error) {
	var zero T
	w.handlers[zero.Kind()] = func(ctx context.Context, payload []byte) error {
		var msg T
		if err := json.Unmarshal(payload, &msg); err != nil {
			return Drop(fmt.Errorf("decode: %w", err))
		}
		return fn(ctx, msg)
	}
}

type dropped struct{ err error }

func (d dropped) Error() string { return d.err.Error() }
func (d dropped) Unwrap() error { return d.err }

// Drop marks an error that no retry can mend: the message is given up at once.
func Drop(err error) error { return dropped{err} }

type claimed struct {
	id       int64
	kind     string
	payload  []byte
	attempts int
	startBy  time.Time // a job that starts later may outlive its lease
}

// Run works until ctx ends, then waits for the handlers that are running.
func (w *Worker) Run(ctx context.Context) {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for told := (time.Time{}); ; {
		n, err := w.Drain(ctx)
		if err != nil && ctx.Err() == nil && clock.Since(told) > time.Minute { // it fails at every tick while the database is away
			w.log.Error("claim messages", "error", err)
			told = clock.Started()
		}
		if n == batch {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-w.outbox.wake:
		case <-tick.C:
		}
	}
}

// Drain claims one batch of what is due, runs it and tells how many messages it took; what it
// had no time for is due again.
func (w *Worker) Drain(ctx context.Context) (int, error) {
	if ctx.Err() != nil {
		return 0, nil
	}
	due, err := w.due(ctx)
	if err != nil || !due {
		return 0, err
	}
	jobs, err := w.claim(ctx)
	if err != nil {
		return 0, err
	}
	// A claimed message is finished even while the program stops: its handler ends by itself.
	work := context.WithoutCancel(ctx)
	slots := make(chan struct{}, w.slots)
	var wg sync.WaitGroup
	for i, j := range jobs {
		slots <- struct{}{}
		if !w.outbox.clock.Now().Before(j.startBy) { // nor is there time for those behind it
			w.giveBack(work, jobs[i:])
			break
		}
		wg.Go(func() {
			defer func() { <-slots }()
			w.finish(work, j, w.handle(work, j))
		})
	}
	wg.Wait()
	return len(jobs), nil
}

func (w *Worker) due(ctx context.Context) (bool, error) {
	now := database.Micros(w.outbox.clock.Now())
	rows, err := w.outbox.conn.Query(ctx, `SELECT 1 FROM outbox_message
		WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= $1 AND locked_until <= $2 LIMIT 1`, now, now)
	if err != nil {
		return false, fmt.Errorf("look for messages: %w", err)
	}
	defer rows.Close()
	return rows.Next(), rows.Err()
}

// claim takes messages in one statement: what comes back is ours until the lease ends.
func (w *Worker) claim(ctx context.Context) (jobs []claimed, err error) {
	skip := ""
	if w.outbox.conn.Dialect() == database.Postgres {
		skip = " FOR UPDATE SKIP LOCKED"
	}
	now := w.outbox.clock.Now()
	err = w.outbox.conn.InTx(ctx, func(ctx context.Context) error {
		jobs = jobs[:0]
		rows, err := w.outbox.conn.Query(ctx, `UPDATE outbox_message SET locked_until = $1, attempts = attempts + 1
			WHERE id IN (SELECT id FROM outbox_message WHERE done_at IS NULL AND dead_at IS NULL
				AND run_at <= $2 AND locked_until <= $3 ORDER BY run_at, id LIMIT 50`+skip+`)
			RETURNING id, kind, payload, attempts`,
			database.Micros(now.Add(lease)), database.Micros(now), database.Micros(now))
		if err != nil {
			return fmt.Errorf("claim messages: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			j := claimed{startBy: now.Add(lease - handlerTime)}
			if err := rows.Scan(&j.id, &j.kind, &j.payload, &j.attempts); err != nil {
				return fmt.Errorf("read message: %w", err)
			}
			jobs = append(jobs, j)
		}
		return rows.Err()
	})
	return jobs, err
}

func (w *Worker) handle(ctx context.Context, j claimed) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	fn, ok := w.handlers[j.kind]
	if !ok {
		return fmt.Errorf("no handler for %q", j.kind)
	}
	ctx, cancel := context.WithTimeout(ctx, handlerTime)
	defer cancel()
	return fn(ctx, j.payload)
}

func (w *Worker) finish(ctx context.Context, j claimed, failure error) {
	now := w.outbox.clock.Now()
	var err error
	var drop dropped
	switch {
	case failure == nil: // codes and names are not kept longer than they are needed
		_, err = w.outbox.conn.Exec(ctx, `UPDATE outbox_message SET done_at = $1, last_error = '', payload = '{}' WHERE id = $2`, database.Micros(now), j.id)
	case errors.As(failure, &drop) || j.attempts >= maxAttempts:
		w.log.Error("message given up", "kind", j.kind, "id", j.id, "attempts", j.attempts, "error", failure)
		_, err = w.outbox.conn.Exec(ctx, `UPDATE outbox_message SET dead_at = $1, last_error = $2 WHERE id = $3`,
			database.Micros(now), failure.Error(), j.id)
	default:
		w.log.Warn("message failed, will be tried again", "kind", j.kind, "id", j.id, "attempts", j.attempts, "error", failure)
		_, err = w.outbox.conn.Exec(ctx, `UPDATE outbox_message SET run_at = $1, locked_until = 0, last_error = $2 WHERE id = $3`,
			database.Micros(now.Add(backoff(j.attempts))), failure.Error(), j.id)
	}
	if err != nil {
		w.log.Error("mark message", "kind", j.kind, "id", j.id, "error", err)
	}
}

// giveBack lets go of jobs that were claimed and not begun.
func (w *Worker) giveBack(ctx context.Context, jobs []claimed) {
	for _, j := range jobs {
		_, err := w.outbox.conn.Exec(ctx, `UPDATE outbox_message SET locked_until = 0, attempts = attempts - 1 WHERE id = $1 AND attempts = $2`, j.id, j.attempts)
		if err != nil {
			w.log.Error("give message back", "kind", j.kind, "id", j.id, "error", err)
		}
	}
}

// backoff doubles from two seconds to an hour, with a quarter of jitter.
func backoff(attempts int) time.Duration {
	d := min(time.Second<<min(attempts, 12), time.Hour)
	return d + rand.N(d/4+1)
}
