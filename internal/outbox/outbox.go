// Package outbox keeps jobs in the database: written in the caller's transaction,
// claimed by one process, retried until done. A handler may run twice for one
// message (a crash after the effect), so handlers are idempotent.
package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"beli/internal/clock"
	"beli/internal/database"
)

// Message is a job's typed content; Kind names its handler and never changes.
type Message interface{ Kind() string }

// Outbox takes messages.
type Outbox struct {
	conn  database.Conn
	clock clock.Clock
	wake  chan struct{}
}

// New makes an outbox over a database.
func New(conn database.Conn, clk clock.Clock) *Outbox {
	return &Outbox{conn: conn, clock: clk, wake: make(chan struct{}, 1)}
}

// Option changes how one message is put.
type Option func(*put)

type put struct {
	key   *string
	runAt time.Time
}

// Key makes a message unique within its kind: putting it again does nothing, even after it was done.
func Key(key string) Option { return func(p *put) { p.key = &key } }

// At has a message wait until an instant.
func At(t time.Time) Option { return func(p *put) { p.runAt = t } }

// Put writes a message in the transaction of ctx: commit makes it real, rollback unmakes it.
func (o *Outbox) Put(ctx context.Context, msg Message, opts ...Option) error {
	now := o.clock.Now()
	p := put{runAt: now}
	for _, opt := range opts {
		opt(&p)
	}
	payload, err := json.Marshal(msg)
	if err != nil {
		return fmt.Errorf("encode %s: %w", msg.Kind(), err)
	}
	_, err = o.conn.Exec(ctx, `INSERT INTO outbox_message (kind, unique_key, payload, run_at, created_at)
		VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
		msg.Kind(), p.key, string(payload), database.Micros(p.runAt), database.Micros(now))
	if err != nil {
		return fmt.Errorf("put %s: %w", msg.Kind(), err)
	}
	if !p.runAt.After(now) {
		database.AfterCommit(ctx, o.ping)
	}
	return nil
}

func (o *Outbox) ping() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// Waiting counts the messages that are neither done nor given up, and those given up.
func (o *Outbox) Waiting(ctx context.Context) (waiting, dead int, err error) {
	rows, err := o.conn.Query(ctx, `SELECT COUNT(CASE WHEN dead_at IS NULL THEN 1 END), COUNT(dead_at)
		FROM outbox_message WHERE done_at IS NULL`)
	if err != nil {
		return 0, 0, fmt.Errorf("count messages: %w", err)
	}
	defer rows.Close()
	if rows.Next() {
		if err := rows.Scan(&waiting, &dead); err != nil {
			return 0, 0, fmt.Errorf("count messages: %w", err)
		}
	}
	return waiting, dead, rows.Err()
}

// Prune deletes messages done before an instant.
func (o *Outbox) Prune(ctx context.Context, before time.Time) error {
	_, err := o.conn.Exec(ctx, `DELETE FROM outbox_message WHERE done_at < $1`, database.Micros(before))
	if err != nil {
		return fmt.Errorf("prune messages: %w", err)
	}
	return nil
}
