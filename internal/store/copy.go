package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"beli/internal/database"
)

// CopyTo writes the whole database as it is at one moment into one new SQLite file at path, whichever
// database this is, while it is in use. It gives the migration and the number of rows of each table.
func (d *DB) CopyTo(ctx context.Context, path string) (migration int64, rows map[string]int64, err error) {
	if d.dialect == database.SQLite {
		if err = vacuumInto(ctx, d.path, path); err == nil {
			err = leaveBehind(ctx, path)
		}
	} else {
		err = d.transferTo(ctx, path)
	}
	if err != nil {
		return 0, nil, fmt.Errorf("copy the database: %w", err)
	}
	return Inspect(ctx, path)
}

// vacuumInto copies SQLite's file while others use it; it holds no writer up.
func vacuumInto(ctx context.Context, from, to string) error {
	// made here so that only we can read it, and so that nothing that is there is written over
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	conn, err := sql.Open("sqlite3", dsnOf(from)+"?_pragma=busy_timeout(10000)&mode=rw")
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "VACUUM INTO '"+strings.ReplaceAll(to, "'", "''")+"'"); err != nil {
		return away(err)
	}
	return syncFile(to)
}

func dsnOf(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() }

// leaveBehind clears what means nothing in another place from a file that nobody else has open.
func leaveBehind(ctx context.Context, path string) error {
	conn, err := sql.Open("sqlite3", dsnOf(path)+"?_pragma=journal_mode(DELETE)&_pragma=synchronous(FULL)")
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetMaxOpenConns(1)
	tables, err := schemaSQLite(ctx, conn)
	if err != nil {
		return away(err)
	}
	for _, t := range tables {
		if slices.Contains(stayBehind(), t.name) {
			if _, err := conn.ExecContext(ctx, "DELETE FROM "+ident(t.name)); err != nil {
				return away(err)
			}
		}
	}
	return conn.Close()
}

// transferTo moves everything into a fresh SQLite file of the same migration.
func (d *DB) transferTo(ctx context.Context, path string) error {
	if err := Migrate(ctx, "sqlite:"+path, nil); err != nil {
		return err
	}
	if err := errors.Join(os.Chmod(path, 0o600), os.Remove(path+".migrate")); err != nil {
		return err
	}
	file, err := openSQLite(ctx, path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := Transfer(ctx, d, file, nil); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return settle(ctx, path)
}

// settle makes one file of a database that nobody has open: nothing is left in a log beside it.
func settle(ctx context.Context, path string) error {
	conn, err := sql.Open("sqlite3", dsnOf(path)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetMaxOpenConns(1)
	if _, err := conn.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return away(err)
	}
	var mode string
	if err := conn.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode); err != nil {
		return away(err)
	}
	if mode != "delete" {
		return fmt.Errorf("the log beside the file could not be closed: it is %s", mode)
	}
	if err := conn.Close(); err != nil {
		return err
	}
	return syncFile(path)
}

// Inspect reads a SQLite file that nobody writes: whether it is whole, its migration (0 when it is no
// shop's), and how many rows each table holds.
func Inspect(ctx context.Context, path string) (migration int64, rows map[string]int64, err error) {
	conn, err := sql.Open("sqlite3", dsnOf(path)+"?mode=ro&immutable=1&_pragma=query_only(1)")
	if err != nil {
		return 0, nil, fmt.Errorf("open the database file: %w", err)
	}
	defer conn.Close()
	conn.SetMaxOpenConns(1)
	s := side{database.SQLite, conn}
	var faults []string
	err = each(ctx, s, "PRAGMA integrity_check(5)", 1, func(row []string) error {
		if row[0] != "ok" {
			faults = append(faults, row[0])
		}
		return nil
	})
	if err != nil {
		return 0, nil, fmt.Errorf("the database file cannot be read: %w", away(err))
	}
	if len(faults) > 0 {
		return 0, nil, fmt.Errorf("the database file is damaged: %s", strings.Join(faults, "; "))
	}
	known, err := s.number(ctx, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1", versions)
	if err != nil || known == 0 {
		return 0, nil, err
	}
	if migration, err = s.migration(ctx); err != nil {
		return 0, nil, err
	}
	tables, err := readSchema(ctx, s.dialect, s)
	if err != nil {
		return 0, nil, err
	}
	rows = map[string]int64{}
	for _, t := range tables {
		if rows[t.name], err = s.number(ctx, "SELECT COUNT(*) FROM "+ident(t.name)); err != nil {
			return 0, nil, fmt.Errorf("count table %s: %w", t.name, err)
		}
	}
	return migration, rows, nil
}

// keepCopies is how many copies from before migrations are kept.
const keepCopies = 3

// copyBefore keeps the database as it is before a migration changes it, beside it, named after the
// first migration that is to come. A newer copy of the same name takes the place of one that a
// failed migration left: the shop went on meanwhile.
func copyBefore(ctx context.Context, path string, first int64) (name string, err error) {
	copied := fmt.Sprintf("%s.before-%d", path, first)
	unfinished := copied + ".unfinished"
	if err := os.Remove(unfinished); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if err := vacuumInto(ctx, path, unfinished); err != nil {
		os.Remove(unfinished)
		return "", err
	}
	if err := os.Rename(unfinished, copied); err != nil {
		return "", err
	}
	if err := syncFile(filepath.Dir(path)); err != nil {
		return "", err
	}
	return filepath.Base(copied), dropOldCopies(path)
}

func dropOldCopies(path string) error {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	var at []int64
	for _, e := range entries {
		if text, ok := strings.CutPrefix(e.Name(), filepath.Base(path)+".before-"); ok {
			if version, err := strconv.ParseInt(text, 10, 64); err == nil {
				at = append(at, version)
			}
		}
	}
	slices.Sort(at)
	for _, version := range at[:max(0, len(at)-keepCopies)] {
		if err := os.Remove(fmt.Sprintf("%s.before-%d", path, version)); err != nil {
			return err
		}
	}
	return nil
}

// holdsRows tells whether any table of a SQLite file has a row.
func holdsRows(ctx context.Context, q querier) (bool, error) {
	tables, err := schemaSQLite(ctx, q)
	if err != nil {
		return false, err
	}
	for _, t := range tables {
		n, err := (side{database.SQLite, q}).number(ctx, "SELECT EXISTS (SELECT 1 FROM "+ident(t.name)+")")
		if err != nil || n == 1 {
			return n == 1, err
		}
	}
	return false, nil
}

// syncFile makes a file's or a folder's content survive a power cut.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
