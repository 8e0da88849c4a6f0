package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	_ "github.com/ncruces/go-sqlite3/driver" // registers "sqlite3"

	"beli/ent/db"
	"beli/internal/database"
)

// DB is an open database: one way to write, one to read.
type DB struct {
	dialect database.Dialect
	write   *sql.DB
	read    *sql.DB
	reader  *db.Client
	path    string        // of SQLite's file
	losses  *atomic.Int64 // how often a connection to PostgreSQL broke
}

var _ database.Conn = (*DB)(nil)

// sqliteTime sorts as a date: fixed width, UTC, microseconds.
const sqliteTime = "2006-01-02T15:04:05.000000Z07:00"

// Open opens the database at a URL: "sqlite:PATH" or "postgres://…". It applies
// no migration (see Migrate) but refuses a database whose settings are unsafe.
func Open(ctx context.Context, url string) (*DB, error) {
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		return openSQLite(ctx, path)
	}
	return openPostgres(ctx, url)
}

func sqliteDSN(path string, writer bool) string {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_timefmt=" + url.QueryEscape(sqliteTime)
	if writer {
		return dsn + "&_txlock=immediate"
	}
	return dsn + "&_pragma=query_only(1)"
}

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	write, err := sql.Open("sqlite3", sqliteDSN(path, true))
	if err != nil {
		return nil, fmt.Errorf("open sqlite: %w", err)
	}
	write.SetMaxOpenConns(1)
	if err := checkPragmas(ctx, write); err != nil {
		write.Close()
		return nil, err
	}
	read, err := sql.Open("sqlite3", sqliteDSN(path, false))
	if err != nil {
		write.Close()
		return nil, fmt.Errorf("open sqlite for reading: %w", err)
	}
	read.SetMaxOpenConns(4)
	read.SetMaxIdleConns(4)
	d := newDB(database.SQLite, write, read)
	d.path = path
	return d, nil
}

// checkPragmas reads the settings back: a database that could lose an
// acknowledged order to a power cut must not start.
func checkPragmas(ctx context.Context, conn *sql.DB) error {
	for _, p := range []struct{ name, want string }{
		{"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"},
	} {
		var got string
		if err := conn.QueryRowContext(ctx, "PRAGMA "+p.name).Scan(&got); err != nil {
			return describe("read pragma "+p.name, err)
		}
		if got != p.want {
			return fmt.Errorf("sqlite pragma %s is %s, must be %s", p.name, got, p.want)
		}
	}
	return nil
}

func newDB(d database.Dialect, write, read *sql.DB) *DB {
	out := &DB{dialect: d, write: write, read: read, losses: new(atomic.Int64)}
	out.reader = db.NewClient(db.Driver(utcDriver{readDriver{entsql.OpenDB(string(d), read), out}}))
	return out
}

// Dialect implements database.Conn.
func (d *DB) Dialect() database.Dialect { return d.dialect }

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.read.PingContext(ctx); err != nil {
		return describe("ping database", d.heard(err))
	}
	return nil
}

// Close closes every connection.
func (d *DB) Close() error {
	if d.read != d.write {
		d.read.Close()
	}
	return d.write.Close()
}

var _ dialect.Driver = utcDriver{}
