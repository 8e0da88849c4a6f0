// Package database is what domains and machinery may know of the database: that
// work can be done in a transaction, and plain SQL for the tables of the machinery.
package database

import (
	"context"
	"database/sql"
	"sync"
)

// Dialect names a database.
type Dialect string

// The two databases the product runs on.
const (
	SQLite   Dialect = "sqlite3"
	Postgres Dialect = "postgres"
)

// Transactor runs a function in one transaction. A nested call joins the outer
// one. The function must use the context it is given, and must bear being run
// again when the database reports a deadlock.
type Transactor interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Conn is plain SQL in the caller's transaction, or outside of one when the context
// carries none. Placeholders are $1, $2 … numbered in order of first appearance.
// Instants are passed as Micros.
type Conn interface {
	Transactor
	// Exec writes and tells how many rows it touched.
	Exec(ctx context.Context, query string, args ...any) (int64, error)
	// Query reads; outside a transaction it may not write. The caller closes the rows.
	Query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	// Dialect tells which database answers.
	Dialect() Dialect
}

type hooksKey struct{}

// Hooks collects what is to happen after a commit. The store makes one per transaction.
type Hooks struct {
	mu  sync.Mutex
	fns []func()
}

// WithHooks marks a context as being inside a transaction.
func WithHooks(ctx context.Context, h *Hooks) context.Context {
	return context.WithValue(ctx, hooksKey{}, h)
}

// Run runs the collected functions once, in order.
func (h *Hooks) Run() {
	h.mu.Lock()
	fns := h.fns
	h.fns = nil
	h.mu.Unlock()
	for _, fn := range fns {
		fn()
	}
}

// AfterCommit has fn run once the transaction of ctx is committed, never when it is
// rolled back; without a transaction it runs at once. fn must not block.
func AfterCommit(ctx context.Context, fn func()) {
	h, ok := ctx.Value(hooksKey{}).(*Hooks)
	if !ok {
		fn()
		return
	}
	h.mu.Lock()
	h.fns = append(h.fns, fn)
	h.mu.Unlock()
}

// InTransaction tells whether ctx is inside a transaction; whoever speaks to the
// network must refuse then.
func InTransaction(ctx context.Context) bool {
	_, ok := ctx.Value(hooksKey{}).(*Hooks)
	return ok
}
