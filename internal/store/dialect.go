package store

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"
)

// retryable tells whether running the transaction again may succeed: deadlock,
// serialization failure, lock timeout, busy database.
func retryable(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01" || pg.Code == "55P03"
	}
	return errors.Is(err, sqlite3.BUSY) || errors.Is(err, sqlite3.LOCKED)
}

// isConstraint recognises a refused unique, check or foreign key constraint.
func isConstraint(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return len(pg.Code) == 5 && pg.Code[:2] == "23"
	}
	return errors.Is(err, sqlite3.CONSTRAINT) && !errors.Is(err, sqlite3.CONSTRAINT_TRIGGER)
}
