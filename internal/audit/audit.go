// Package audit keeps who did what to whom and why. An entry is appended in the
// transaction of the act; the database refuses to change it afterwards.
package audit

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"beli/internal/actor"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/paging"
)

// Entry is one act. Act is a key of the wording files ("audit." + Act).
type Entry struct {
	ID         int64
	Actor      actor.Actor
	Act        string
	ObjectKind string
	ObjectID   int64
	ObjectName string
	Reason     string
	At         time.Time // UTC
}

// Log appends and lists entries.
type Log struct {
	conn  database.Conn
	clock clock.Clock
}

// New makes an audit log over a database.
func New(conn database.Conn, clk clock.Clock) *Log { return &Log{conn: conn, clock: clk} }

// Append notes an act in the transaction of ctx; ID and At are set by the log.
func (l *Log) Append(ctx context.Context, e Entry) error {
	var person *int64
	if e.Actor.AccountID > 0 {
		person = &e.Actor.AccountID
	}
	_, err := l.conn.Exec(ctx, `INSERT INTO audit_entry
		(actor_kind, actor_id, actor_name, act, object_kind, object_id, object_name, reason, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		string(e.Actor.Kind), person, e.Actor.Name, e.Act, e.ObjectKind, e.ObjectID, e.ObjectName, e.Reason,
		database.Micros(l.clock.Now()))
	if err != nil {
		return fmt.Errorf("append audit entry %s: %w", e.Act, err)
	}
	return nil
}

// List gives a page of entries, newest first, and how many there are. An empty
// objectKind means all kinds; a zero objectID all objects of the kind.
func (l *Log) List(ctx context.Context, objectKind string, objectID int64, page paging.Request) ([]Entry, int, error) {
	const where = ` FROM audit_entry WHERE ($1 = '' OR object_kind = $2) AND ($3 = 0 OR object_id = $4)`
	args := []any{objectKind, objectKind, objectID, objectID}
	total, err := l.count(ctx, where, args)
	if err != nil {
		return nil, 0, err
	}
	page = page.Clean()
	rows, err := l.conn.Query(ctx, `SELECT id, actor_kind, actor_id, actor_name, act, object_kind, object_id, object_name, reason, at`+
		where+` ORDER BY id DESC LIMIT $5 OFFSET $6`, append(args, page.Size, page.Offset())...)
	if err != nil {
		return nil, 0, fmt.Errorf("list audit entries: %w", err)
	}
	defer rows.Close()
	var out []Entry
	for rows.Next() {
		var e Entry
		var person sql.NullInt64
		var at int64
		if err := rows.Scan(&e.ID, &e.Actor.Kind, &person, &e.Actor.Name, &e.Act, &e.ObjectKind, &e.ObjectID, &e.ObjectName, &e.Reason, &at); err != nil {
			return nil, 0, fmt.Errorf("read audit entry: %w", err)
		}
		e.Actor.AccountID, e.At = person.Int64, database.Instant(at)
		out = append(out, e)
	}
	return out, total, rows.Err()
}

func (l *Log) count(ctx context.Context, where string, args []any) (total int, err error) {
	rows, err := l.conn.Query(ctx, `SELECT COUNT(*)`+where, args...)
	if err != nil {
		return 0, fmt.Errorf("count audit entries: %w", err)
	}
	defer rows.Close()
	if rows.Next() {
		err = rows.Scan(&total)
	}
	if err != nil {
		return 0, fmt.Errorf("count audit entries: %w", err)
	}
	return total, rows.Err()
}
