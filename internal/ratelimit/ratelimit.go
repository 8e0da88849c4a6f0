// Package ratelimit counts tries in the database, so that every process sees the
// same count: sign-ins, one-time codes, guesses at an order's page.
package ratelimit

import (
	"context"
	"fmt"
	"time"

	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
)

// ErrTooMany is answered when a bucket is used up.
var ErrTooMany = fault.New(fault.TooMany, "too_many")

// Limiter counts uses of buckets in fixed windows.
type Limiter struct {
	conn  database.Conn
	clock clock.Clock
}

// New makes a limiter over a database.
func New(conn database.Conn, clk clock.Clock) *Limiter { return &Limiter{conn: conn, clock: clk} }

// Rule allows at most Most uses of Bucket within Window.
type Rule struct {
	Bucket string
	Most   int
	Window time.Duration
}

// Use counts one use of every rule's bucket and answers ErrTooMany when one is used up.
// It must not run inside a transaction that may be rolled back, or the try is not counted.
func (l *Limiter) Use(ctx context.Context, rules ...Rule) error {
	over := false
	for _, r := range rules {
		used, err := l.count(ctx, r)
		if err != nil {
			return fmt.Errorf("count uses of %s: %w", r.Bucket, err)
		}
		over = over || used > r.Most
	}
	if over {
		return ErrTooMany
	}
	return nil
}

func (l *Limiter) count(ctx context.Context, r Rule) (used int, err error) {
	now := l.clock.Now()
	oldest := database.Micros(now.Add(-r.Window))
	err = l.conn.InTx(ctx, func(ctx context.Context) error {
		rows, err := l.conn.Query(ctx, `INSERT INTO rate_limit (bucket, started_at, used) VALUES ($1, $2, 1)
			ON CONFLICT (bucket) DO UPDATE SET
				used = CASE WHEN rate_limit.started_at <= $3 THEN 1 ELSE rate_limit.used + 1 END,
				started_at = CASE WHEN rate_limit.started_at <= $4 THEN excluded.started_at ELSE rate_limit.started_at END
			RETURNING used`, r.Bucket, database.Micros(now), oldest, oldest)
		if err != nil {
			return err
		}
		defer rows.Close()
		if rows.Next() {
			if err := rows.Scan(&used); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	return used, err
}

// Prune forgets windows that began before an instant.
func (l *Limiter) Prune(ctx context.Context, before time.Time) error {
	if _, err := l.conn.Exec(ctx, `DELETE FROM rate_limit WHERE started_at < $1`, database.Micros(before)); err != nil {
		return fmt.Errorf("prune rate limits: %w", err)
	}
	return nil
}
