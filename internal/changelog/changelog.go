// Package changelog tells every process what changed. A change is appended in the
// transaction that makes it and names only a kind and an id: whoever follows reads
// the current state anew. No change is missed, also when a slow transaction commits
// after a later one.
package changelog

import (
	"context"
	"fmt"
	"sync"
	"time"

	"beli/internal/clock"
	"beli/internal/database"
)

// Kind says what changed.
type Kind string

// The kinds of things whose changes are followed.
const (
	Product    Kind = "product"
	Shop       Kind = "shop"
	Collection Kind = "collection"
	Category   Kind = "category"
)

// Change is one thing that changed.
type Change struct {
	Kind Kind
	Ref  int64
}

// Cursor is a place in the log: everything before it was seen.
type Cursor struct {
	xid string // PostgreSQL: the transaction, since ids commit out of order
	id  int64
}

// Log appends and follows changes.
type Log struct {
	conn  database.Conn
	clock clock.Clock
	mu    sync.Mutex
	wakes map[chan struct{}]struct{}
	near  []func(Change)
}

// New makes a change log over a database.
func New(conn database.Conn, clk clock.Clock) *Log {
	return &Log{conn: conn, clock: clk, wakes: map[chan struct{}]struct{}{}}
}

// Append notes a change in the transaction of ctx.
func (l *Log) Append(ctx context.Context, kind Kind, refs ...int64) error {
	now := database.Micros(l.clock.Now())
	for _, ref := range refs {
		if _, err := l.conn.Exec(ctx, `INSERT INTO change_log (kind, ref, at) VALUES ($1, $2, $3)`, string(kind), ref, now); err != nil {
			return fmt.Errorf("append change of %s %d: %w", kind, ref, err)
		}
	}
	database.AfterCommit(ctx, func() {
		l.mu.Lock()
		near := l.near
		l.mu.Unlock()
		for _, fn := range near {
			for _, ref := range refs {
				fn(Change{kind, ref})
			}
		}
		l.ping()
	})
	return nil
}

// Near has fn hear of the changes of this process as soon as they are committed, before their
// maker goes on; those of other processes come by Follow alone. fn must be quick.
func (l *Log) Near(fn func(Change)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.near = append(l.near, fn)
}

func (l *Log) ping() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for ch := range l.wakes {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// Now is the place from which nothing that is not yet visible will be missed: take it,
// read the whole state, then follow from it.
func (l *Log) Now(ctx context.Context) (Cursor, error) {
	query := `SELECT '', COALESCE(MAX(id), 0) FROM change_log`
	if l.conn.Dialect() == database.Postgres {
		query = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text, 0::bigint`
	}
	rows, err := l.conn.Query(ctx, query)
	if err != nil {
		return Cursor{}, fmt.Errorf("place in the change log: %w", err)
	}
	defer rows.Close()
	var c Cursor
	if rows.Next() {
		if err := rows.Scan(&c.xid, &c.id); err != nil {
			return Cursor{}, fmt.Errorf("place in the change log: %w", err)
		}
	}
	return c, rows.Err()
}

const page = 500

// Since gives the next changes after a place, at most 500, and the place after them.
// On PostgreSQL only transactions older than every running one are shown, so that
// one which commits late is not jumped over.
func (l *Log) Since(ctx context.Context, from Cursor) ([]Change, Cursor, error) {
	query, args := `SELECT id, '', kind, ref FROM change_log WHERE id > $1 ORDER BY id LIMIT 500`, []any{from.id}
	if l.conn.Dialect() == database.Postgres {
		query = `SELECT id, xid::text, kind, ref FROM change_log WHERE (xid, id) > ($1::text::xid8, $2)
			AND xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY change_log.xid, id LIMIT 500`
		args = []any{from.xid, from.id}
	}
	rows, err := l.conn.Query(ctx, query, args...)
	if err != nil {
		return nil, from, fmt.Errorf("read changes: %w", err)
	}
	defer rows.Close()
	var out []Change
	next := from
	for rows.Next() {
		var c Change
		if err := rows.Scan(&next.id, &next.xid, &c.Kind, &c.Ref); err != nil {
			return nil, from, fmt.Errorf("read change: %w", err)
		}
		out = append(out, c)
	}
	return out, next, rows.Err()
}

// pause is how long a follower waits for changes of other processes.
const pause = 500 * time.Millisecond

// Follow calls fn with every batch of changes after from, until ctx ends. When fn fails
// the same batch comes again; failed hears of the error.
func (l *Log) Follow(ctx context.Context, from Cursor, fn func(context.Context, []Change) error, failed func(error)) {
	wake, forget := l.listen()
	defer forget()
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for ctx.Err() == nil {
		changes, next, err := l.Since(ctx, from)
		if err == nil && len(changes) > 0 {
			err = fn(ctx, changes)
		}
		switch {
		case err == nil:
			from = next
		case ctx.Err() == nil:
			failed(err)
		}
		if err == nil && len(changes) == page {
			continue
		}
		select {
		case <-ctx.Done():
		case <-wake:
		case <-tick.C:
		}
	}
}

// listen hears of the commits of this process.
func (l *Log) listen() (wake <-chan struct{}, forget func()) {
	ch := make(chan struct{}, 1)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wakes[ch] = struct{}{}
	return ch, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.wakes, ch)
	}
}

// Prune deletes changes older than an instant; followers are never that far behind.
func (l *Log) Prune(ctx context.Context, before time.Time) error {
	if _, err := l.conn.Exec(ctx, `DELETE FROM change_log WHERE at < $1`, database.Micros(before)); err != nil {
		return fmt.Errorf("prune changes: %w", err)
	}
	return nil
}
