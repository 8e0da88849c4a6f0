package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// collect reads every row of a query with scan and closes it.
func collect[T any](ctx context.Context, d *DB, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := d.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("read row: %w", err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		return nil, mapErr(err)
	}
	return out, nil
}

// one is collect for a query that gives a single row; none is ErrNotFound.
func one[T any](ctx context.Context, d *DB, scan func(*sql.Rows) (T, error), query string, args ...any) (T, error) {
	all, err := collect(ctx, d, scan, query, args...)
	if err != nil || len(all) == 0 {
		var zero T
		if err == nil {
			err = ErrNotFound
		}
		return zero, err
	}
	return all[0], nil
}

// places writes "$from, $from+1 …" for n arguments.
func places(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(from+i))
	}
	return b.String()
}

// anys turns a list into arguments.
func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// instant scans a time column into UTC, whatever zone the driver gives; null stays nil.
type instant struct{ to **time.Time }

// Scan implements sql.Scanner.
func (i instant) Scan(src any) error {
	var t sql.NullTime
	if err := t.Scan(src); err != nil {
		return err
	}
	*i.to = nil
	if t.Valid {
		utc := t.Time.UTC()
		*i.to = &utc
	}
	return nil
}

// moment scans a required time column into UTC.
type moment struct{ to *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(src any) error {
	var t sql.NullTime
	if err := t.Scan(src); err != nil {
		return err
	}
	*m.to = t.Time.UTC()
	return nil
}

func scanID(rows *sql.Rows) (id int64, err error) { err = rows.Scan(&id); return id, err }
