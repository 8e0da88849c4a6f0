package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"beli/ent/migrations"
	"beli/internal/database"
)

// ErrNewer is returned when the database was made by a newer version of the program.
var ErrNewer = errors.New("this database was made by a newer version of beli; start that version, or restore a backup from before the upgrade")

// Start migrates the database at url, opens it, and refuses it where a table that must be
// append-only is not. step (may be nil) hears of each migration file applied, and before those of a
// copy that was made.
func Start(ctx context.Context, url string, step func(file string)) (*DB, error) {
	if err := Migrate(ctx, url, step); err != nil {
		return nil, err
	}
	d, err := Open(ctx, url)
	if err != nil {
		return nil, err
	}
	if err := d.CheckTriggers(ctx); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Migrate brings the database at url to this program's schema. A SQLite file that holds rows is first
// copied to PATH.before-VERSION, the newest three copies being kept; without the copy nothing is
// changed. step (may be nil) hears of the copy's name and of each file applied. A database of a newer
// program is ErrNewer.
func Migrate(ctx context.Context, url string, step func(file string)) error {
	return MigrateFrom(ctx, url, migrations.Files, step)
}

// MigrateFrom is Migrate with other migration files (folders sqlite and postgres), for tests.
func MigrateFrom(ctx context.Context, dbURL string, files fs.FS, step func(file string)) error {
	if path, ok := strings.CutPrefix(dbURL, "sqlite:"); ok {
		return migrateSQLite(ctx, path, files, step, true)
	}
	return migratePostgres(ctx, dbURL, files, step)
}

// migrateSQLite runs on one connection with foreign keys off: SQLite rebuilds a table to
// alter it, and with them on the rebuild's DROP TABLE would cascade into its children.
// A file lock keeps two processes from migrating at once.
// keep says that a database which holds rows is copied first.
func migrateSQLite(ctx context.Context, path string, files fs.FS, step func(string), keep bool) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	unlock, err := lockFile(path + ".migrate")
	if err != nil {
		return fmt.Errorf("lock for migration: %w", err)
	}
	defer unlock()
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(0)"
	conn, err := sql.Open("sqlite3", dsn)
	if err != nil {
		return fmt.Errorf("open sqlite: %w", err)
	}
	defer conn.Close()
	conn.SetMaxOpenConns(1)
	before := func(first int64) error {
		if full, err := holdsRows(ctx, conn); err != nil || !full || !keep {
			return err
		}
		name, err := copyBefore(ctx, path, first)
		if err == nil && step != nil {
			step(name)
		}
		return err
	}
	if err := up(ctx, goose.DialectSQLite3, conn, files, "sqlite", step, before); err != nil {
		return err
	}
	rows, err := conn.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return fmt.Errorf("check foreign keys: %w", err)
	}
	defer rows.Close()
	if rows.Next() {
		return errors.New("after the migration rows point to nothing (PRAGMA foreign_key_check); restore the backup")
	}
	return rows.Err()
}

func migratePostgres(ctx context.Context, dbURL string, files fs.FS, step func(string)) error {
	// Who waits for a table holds up all who come after: a migration gives up rather than stop the shop.
	cfg, _, err := postgresConfig(dbURL, map[string]string{"lock_timeout": "10s", "application_name": "beli migrate"})
	if err != nil {
		return err
	}
	conn := stdlib.OpenDB(*cfg)
	defer conn.Close()
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return fmt.Errorf("migration lock: %w", err)
	}
	return up(ctx, goose.DialectPostgres, conn, files, "postgres", step, nil, goose.WithSessionLocker(locker))
}

// up applies what is missing. before (may be nil) is called once with the first version that is to come,
// and nothing is changed when it fails.
func up(ctx context.Context, d goose.Dialect, conn *sql.DB, files fs.FS, folder string, step func(string), before func(first int64) error, opts ...goose.ProviderOption) error {
	sub, err := fs.Sub(files, folder)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	p, err := goose.NewProvider(d, conn, sub, append(opts, goose.WithVerbose(false))...)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	at, newest, err := p.GetVersions(ctx)
	if err != nil {
		return describe("read the version of the database", err)
	}
	if at > newest {
		return fmt.Errorf("%w (database %d, program %d)", ErrNewer, at, newest)
	}
	if first := pending(p, at); first != 0 && before != nil {
		if err := before(first); err != nil {
			return describe("the database could not be copied before it is changed, and nothing was changed", err)
		}
	}
	for {
		res, err := p.UpByOne(ctx)
		if errors.Is(err, goose.ErrNoNextVersion) {
			return nil
		}
		if err != nil {
			return describe("migrate", err)
		}
		if step != nil {
			step(filepath.Base(res.Source.Path))
		}
	}
}

// pending is the first version above at, 0 for none.
func pending(p *goose.Provider, at int64) int64 {
	for _, source := range p.ListSources() { // in ascending order
		if source.Version > at {
			return source.Version
		}
	}
	return 0
}

// appendOnly are the tables whose rows may never change.
var appendOnly = [...]string{"variant_prices", "stock_movements", "order_lines", "order_histories",
	"ledger_transactions", "ledger_entries", "gateway_event", "audit_entry"}

// CheckTriggers tells which append-only table has lost a guard. SQLite drops a table's
// triggers without a word when a migration rebuilds it.
func (d *DB) CheckTriggers(ctx context.Context) error {
	query, endings := "SELECT name FROM sqlite_master WHERE type = 'trigger'", []string{"_no_update", "_no_delete"}
	if d.dialect == database.Postgres {
		query, endings = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal", []string{"_append_only", "_no_truncate"}
	}
	rows, err := d.Query(ctx, query)
	if err != nil {
		return fmt.Errorf("read triggers: %w", err)
	}
	defer rows.Close()
	var have []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return fmt.Errorf("read triggers: %w", err)
		}
		have = append(have, name)
	}
	for _, table := range appendOnly {
		for _, end := range endings {
			if !slices.Contains(have, table+end) {
				return fmt.Errorf("trigger %s%s is missing: table %s would not be append-only", table, end, table)
			}
		}
	}
	return rows.Err()
}

func lockFile(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o640)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, err
	}
	return func() {
		syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
		f.Close()
	}, nil
}
