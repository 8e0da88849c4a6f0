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

// maxTries bounds how often a transaction runs again after a deadlock or a busy database.
const maxTries = 5

// InTx implements database.Transactor.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if d.current(ctx) != nil {
		return fn(ctx)
	}
	for try := 1; ; try++ {
		err := d.once(ctx, fn)
		if err == nil || !retryable(err) {
			return err
		}
		if try == maxTries {
			return fault.Wrap(fault.Unavailable, "unavailable", err)
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Duration(1<<try)*5*time.Millisecond + rand.N(10*time.Millisecond)):
		}
	}
}

func (d *DB) once(ctx context.Context, fn func(ctx context.Context) error) (err error) {
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	done := false
	defer func() {
		if !done { // an error, or a panic on its way up
			tx.Rollback()
		}
	}()
	driver := utcDriver{boundDriver{entsql.Conn{ExecQuerier: tx}, string(d.dialect)}}
	hooks := &database.Hooks{}
	inner := context.WithValue(ctx, txKey{}, &transaction{owner: d, sql: tx, client: db.NewClient(db.Driver(driver))})
	if err := fn(database.WithHooks(inner, hooks)); err != nil {
		return err
	}
	done = true
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	hooks.Run()
	return nil
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
		return 0, mapErr(err)
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
		rows, err = d.read.QueryContext(ctx, query, utcArgs(args)...)
	}
	if err != nil {
		return nil, mapErr(err)
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
		return err
	}
}
