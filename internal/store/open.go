package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
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
	return newDB(database.SQLite, write, read), nil
}

// checkPragmas reads the settings back: a database that could lose an
// acknowledged order to a power cut must not start.
func checkPragmas(ctx context.Context, conn *sql.DB) error {
	for _, p := range []struct{ name, want string }{
		{"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"},
	} {
		var got string
		if err := conn.QueryRowContext(ctx, "PRAGMA "+p.name).Scan(&got); err != nil {
			return fmt.Errorf("read pragma %s: %w", p.name, err)
		}
		if got != p.want {
			return fmt.Errorf("sqlite pragma %s is %s, must be %s", p.name, got, p.want)
		}
	}
	return nil
}

func openPostgres(ctx context.Context, url string) (*DB, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the address of PostgreSQL: %w", redact(err, url))
	}
	for name, value := range map[string]string{
		"lock_timeout": "3s", "statement_timeout": "5s", "idle_in_transaction_session_timeout": "10s",
		"synchronous_commit": "on", "timezone": "UTC",
	} {
		cfg.RuntimeParams[name] = value
	}
	pool := stdlib.OpenDB(*cfg)
	pool.SetMaxOpenConns(20)
	pool.SetMaxIdleConns(20)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("reach PostgreSQL: %w", err)
	}
	return newDB(database.Postgres, pool, pool), nil
}

// redact keeps a password out of an error that quotes the address.
func redact(err error, url string) error {
	return fmt.Errorf("%s", strings.ReplaceAll(err.Error(), url, "•••"))
}

func newDB(d database.Dialect, write, read *sql.DB) *DB {
	return &DB{
		dialect: d, write: write, read: read,
		reader: db.NewClient(db.Driver(utcDriver{entsql.OpenDB(string(d), read)})),
	}
}

// Dialect implements database.Conn.
func (d *DB) Dialect() database.Dialect { return d.dialect }

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.read.PingContext(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
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
