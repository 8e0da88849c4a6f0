package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"beli/ent/db"
	"beli/internal/database"
	"beli/internal/fault"
)

type txKey struct{}

type transaction struct {
	owner  *DB
	sql    *sql.Tx
	client *db.Client
}

// boundDriver lets the generated client run on a transaction we own, so that plain
// SQL and Ent share it.
type boundDriver struct {
	entsql.Conn
	name string
}

func (b boundDriver) Dialect() string                        { return b.name }
func (b boundDriver) Close() error                           { return nil }
func (b boundDriver) Tx(context.Context) (dialect.Tx, error) { return dialect.NopTx(b), nil }

func (d *DB) current(ctx context.Context) *transaction {
	t, ok := ctx.Value(txKey{}).(*transaction)
	if !ok || t.owner != d {
		return nil
	}
	return t
}

// How often a transaction runs again after a deadlock, a lock that did not come free or a connection
// that broke. SQLite has waited its busy_timeout each time, so it tries once more only.
const (
	triesPostgres = 5
	triesSQLite   = 2
)

// InTx implements database.Transactor.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if d.current(ctx) != nil {
		return fn(ctx)
	}
	tries := triesPostgres
	if d.dialect == database.SQLite {
		tries = triesSQLite
	}
	for try := 1; ; try++ {
		committing, err := d.once(ctx, fn)
		if err == nil {
			return nil
		}
		// What became of a commit whose answer was lost is not known: it is never run again blindly.
		if again := retryable(err) || (lost(err) && !committing); !again || try == tries || ctx.Err() != nil {
			return d.heard(err)
		}
		_ = d.heard(err)
		select {
		case <-ctx.Done():
			return away(err)
		case <-time.After(time.Duration(1<<try)*5*time.Millisecond + rand.N(10*time.Millisecond)):
		}
	}
}

// once runs fn in one transaction; committing says that fn was content and the end was begun.
func (d *DB) once(ctx context.Context, fn func(ctx context.Context) error) (committing bool, err error) {
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return false, fmt.Errorf("begin: %w", err)
	}
	defer func() {
		if !committing { // an error, or a panic on its way up
			tx.Rollback()
		}
	}()
	driver := utcDriver{boundDriver{entsql.Conn{ExecQuerier: tx}, string(d.dialect)}}
	hooks := &database.Hooks{}
	inner := context.WithValue(ctx, txKey{}, &transaction{owner: d, sql: tx, client: db.NewClient(db.Driver(driver))})
	if err := fn(database.WithHooks(inner, hooks)); err != nil {
		return false, err
	}
	committing = true
	if err := tx.Commit(); err != nil {
		return true, fmt.Errorf("commit: %w", err)
	}
	hooks.Run()
	return true, nil
}

// client is the transaction's client, else one that only reads.
func (d *DB) client(ctx context.Context) *db.Client {
	if t := d.current(ctx); t != nil {
		return t.client
	}
	return d.reader
}

// Exec implements database.Conn.
func (d *DB) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	var res sql.Result
	var err error
	if t := d.current(ctx); t != nil {
		res, err = t.sql.ExecContext(ctx, query, utcArgs(args)...)
	} else {
		res, err = d.write.ExecContext(ctx, query, utcArgs(args)...)
	}
	if err != nil {
		return 0, d.mapped(err)
	}
	return res.RowsAffected()
}

// Query implements database.Conn.
func (d *DB) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	var rows *sql.Rows
	var err error
	if t := d.current(ctx); t != nil {
		rows, err = t.sql.QueryContext(ctx, query, utcArgs(args)...)
	} else {
		err = d.again(func() error {
			rows, err = d.read.QueryContext(ctx, query, utcArgs(args)...)
			return err
		})
	}
	if err != nil {
		return nil, d.mapped(err)
	}
	return rows, nil
}

// ErrNotFound is what a store answers for a row that is not there.
var ErrNotFound = fault.New(fault.NotFound, "not_found")

// ErrConflict is what a store answers when a unique or check constraint refuses a row.
var ErrConflict = fault.New(fault.Conflict, "conflict")

// mapErr turns the database's errors into faults; nobody above sees the driver's.
func mapErr(err error) error {
	switch {
	case err == nil:
		return nil
	case db.IsNotFound(err), errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case db.IsConstraintError(err), isConstraint(err):
		return fmt.Errorf("%w: %w", ErrConflict, err)
	default:
		return away(err)
	}
}

// mapped is mapErr, and remembers a broken connection.
func (d *DB) mapped(err error) error { return mapErr(d.heard(err)) }

// readDriver asks again when a connection broke: nothing that goes through it writes.
type readDriver struct {
	dialect.Driver
	db *DB
}

// Query implements dialect.Driver.
func (r readDriver) Query(ctx context.Context, query string, args, v any) error {
	return r.db.again(func() error { return r.Driver.Query(ctx, query, args, v) })
}
