package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"

	"beli/internal/database"
	"beli/internal/fault"
)

// ErrAway is a database that cannot be reached, is held by somebody else, refuses to write or
// does not answer in time. What was asked may be asked again later.
var ErrAway = fault.New(fault.Unavailable, "database_away")

// ErrDiskFull is a database that has no room left to write; it still reads.
var ErrDiskFull = fault.New(fault.Unavailable, "disk_full")

// away names the errors of an absent database, in one place for both of them. An error that has
// a name already, and one that says something about the question, comes back as it is.
func away(err error) error {
	var named *fault.Error
	if err == nil || errors.As(err, &named) || errors.Is(err, context.Canceled) {
		return err
	}
	if full(err) {
		return fault.Wrap(ErrDiskFull.Kind, ErrDiskFull.Code, err)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) && absent(pg.Code) || lost(err) || unanswered(err) {
		return fault.Wrap(ErrAway.Kind, ErrAway.Code, err)
	}
	return err
}

func full(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "53100"
	}
	return errors.Is(err, sqlite3.FULL) || errors.Is(err, syscall.ENOSPC)
}

// absent tells whether a code of PostgreSQL is about the server and not about the statement.
func absent(code string) bool {
	if len(code) != 5 {
		return false
	}
	switch code[:2] {
	case "08", "28", "53", "58": // connection; who may come in; resources; the system beneath
		return true
	}
	switch code {
	case "57014", // statement_timeout
		"57P01", "57P02", "57P03", "57P04", "57P05", // ended, crashed, starting, dropped, idle
		"55P03", // lock_timeout
		"25P03", // idle_in_transaction_session_timeout
		"25006", // a standby, which only reads
		"3D000": // no such database
		return true
	}
	return false
}

// unanswered tells whether a new connection failed, time ran out, or SQLite's file is not to be had.
func unanswered(err error) bool {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	for _, code := range [...]sqlite3.ErrorCode{sqlite3.BUSY, sqlite3.LOCKED, sqlite3.READONLY, sqlite3.IOERR, sqlite3.CANTOPEN, sqlite3.PROTOCOL} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}

// lost tells whether a connection that was there broke. A transaction that had not begun to
// commit was undone with it.
func lost(err error) bool {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return false // none was there
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "57P01" || pg.Code == "57P02" || pg.Code == "57P05" || pg.Code == "25P03" || pg.Code[:min(2, len(pg.Code))] == "08"
	}
	var broken *net.OpError
	return errors.As(err, &broken) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, pgconn.ErrConnClosed) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// heard is away, and remembers a broken connection: those that were open with it are doubted.
func (d *DB) heard(err error) error {
	if err != nil && d.dialect == database.Postgres && lost(err) {
		d.losses.Add(1)
	}
	return away(err)
}

// again asks a question that writes nothing once more when its connection broke: after a restart
// of the server the pool is full of connections that are dead and do not know it.
func (d *DB) again(ask func() error) error {
	err := ask()
	if err != nil && d.dialect == database.Postgres && lost(err) && !errors.Is(err, context.DeadlineExceeded) {
		d.losses.Add(1)
		err = ask()
	}
	return d.heard(err)
}

// describe gives a sentence for the start of the program, where a person reads it.
func describe(doing string, err error) error { return fmt.Errorf("%s: %w", doing, away(err)) }
