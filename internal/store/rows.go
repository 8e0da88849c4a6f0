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

// scalar scans a row of one column.
func scalar[T any](rows *sql.Rows) (v T, err error) { err = rows.Scan(&v); return v, err }

// count is one for a SELECT COUNT(*).
func (d *DB) count(ctx context.Context, query string, args ...any) (int, error) {
	return one(ctx, d, scalar[int], query, args...)
}

// tally reads rows of a key and a number.
func tally[K comparable, N any](ctx context.Context, d *DB, query string, args ...any) (map[K]N, error) {
	out := map[K]N{}
	_, err := collect(ctx, d, func(rows *sql.Rows) (n N, err error) {
		var key K
		if err = rows.Scan(&key, &n); err == nil {
			out[key] = n
		}
		return n, err
	}, query, args...)
	return out, err
}

// insertOnce runs an INSERT … ON CONFLICT DO NOTHING RETURNING id; 0 when nothing was written.
func (d *DB) insertOnce(ctx context.Context, query string, args ...any) (int64, error) {
	ids, err := collect(ctx, d, scalar[int64], query, args...)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return ids[0], nil
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

// orZero is what a nullable column holds, the zero value for null.
func orZero[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// zeroNil is null for the zero value.
func zeroNil[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// nullTime is null for the zero instant, whatever its zone.
func nullTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// oneRow is the answer to a guarded update: no row is a conflict.
func oneRow(n int, err error) error {
	switch {
	case err != nil:
		return mapErr(err)
	case n == 0:
		return ErrConflict
	}
	return nil
}

// conflictOf is a conflict when fewer rows than wanted were touched.
func conflictOf(n, want int, err error) error {
	if err != nil {
		return mapErr(err)
	}
	if n != want {
		return fmt.Errorf("%d of %d rows: %w", n, want, ErrConflict)
	}
	return nil
}
