package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"beli/ent/migrations"
)

// Place is where a database is restored to: the address of one that is not there yet, or is empty.
// Check it, Stage a file, then Take it or Discard it.
type Place struct {
	url    string
	aside  string
	step   func(string)
	staged string
}

// NewPlace names a place by the address that Open takes. aside is a folder with room for the database
// while it is brought to PostgreSQL ("" is the system's own); SQLite keeps it beside its file. step (may
// be nil) hears of each migration that a restored older database needs.
func NewPlace(url, aside string, step func(file string)) *Place {
	return &Place{url: url, aside: aside, step: step}
}

// file is the path of a SQLite place, "" for PostgreSQL.
func (p *Place) file() string {
	path, _ := strings.CutPrefix(p.url, "sqlite:")
	if path == p.url {
		return ""
	}
	return path
}

// CheckEmpty refuses, in words and as ErrNotEmpty, a place that holds anything.
func (p *Place) CheckEmpty(ctx context.Context) error {
	if path := p.file(); path != "" {
		for _, name := range []string{path, path + "-wal", path + "-journal"} {
			if _, err := os.Lstat(name); err == nil {
				return fmt.Errorf("%w: there is %s; restore into another data folder, or move that file away first", ErrNotEmpty, filepath.Base(name))
			} else if !errors.Is(err, os.ErrNotExist) {
				return fmt.Errorf("look for a database: %w", err)
			}
		}
		return nil
	}
	d, err := openPostgres(ctx, p.url)
	if err != nil {
		return err
	}
	defer d.Close()
	s := d.side(ctx)
	tables, err := readSchema(ctx, s.dialect, s)
	if err != nil || len(tables) == 0 {
		return err
	}
	if known, err := s.number(ctx, "SELECT COUNT(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = $1", versions); err != nil {
		return err
	} else if known == 0 {
		return fmt.Errorf("%w: it holds tables of another program, %s for one", ErrNotEmpty, tables[0].name)
	}
	return s.checkEmpty(ctx, tables)
}

// Stage writes a database file aside, where it will be needed, and checks that it is whole and of this
// program or an older one (else ErrNewer). It tells its migration and how many rows its tables hold.
func (p *Place) Stage(ctx context.Context, file io.Reader) (migration int64, rows map[string]int64, err error) {
	folder := p.aside
	if path := p.file(); path != "" {
		folder = filepath.Dir(path)
	}
	if folder == "" {
		folder = os.TempDir()
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return 0, nil, fmt.Errorf("data folder: %w", err)
	}
	aside, err := os.MkdirTemp(folder, ".restoring-")
	if err != nil {
		return 0, nil, fmt.Errorf("make room aside: %w", err)
	}
	p.staged = filepath.Join(aside, "beli.db")
	f, err := os.OpenFile(p.staged, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, nil, fmt.Errorf("write the database aside: %w", err)
	}
	_, err = io.Copy(f, file)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return 0, nil, fmt.Errorf("write the database aside: %w", away(err))
	}
	if migration, rows, err = Inspect(ctx, p.staged); err != nil {
		return 0, nil, err
	}
	newest, err := newestMigration()
	switch {
	case err != nil:
		return 0, nil, err
	case migration == 0:
		return 0, nil, errors.New("the database file is not one of this program")
	case migration > newest:
		return 0, nil, fmt.Errorf("%w (backup %d, program %d)", ErrNewer, migration, newest)
	}
	return migration, rows, nil
}

// Take brings the staged database to this program's migration and makes it the place's own, all of it
// or nothing. It gives how many rows the tables hold now.
func (p *Place) Take(ctx context.Context) (rows map[string]int64, err error) {
	if p.staged == "" {
		return nil, errors.New("no database was staged")
	}
	if err := migrateSQLite(ctx, p.staged, migrations.Files, p.step, false); err != nil {
		return nil, fmt.Errorf("bring the backup to this version: %w", err)
	}
	if err := leaveBehind(ctx, p.staged); err != nil {
		return nil, fmt.Errorf("clear what stays behind: %w", err)
	}
	if err := settle(ctx, p.staged); err != nil {
		return nil, fmt.Errorf("close the staged database: %w", err)
	}
	if _, rows, err = Inspect(ctx, p.staged); err != nil {
		return nil, err
	}
	if p.file() == "" {
		err = p.fill(ctx)
	} else {
		err = p.put(ctx)
	}
	return rows, errors.Join(err, p.Discard())
}

// put gives the staged file its name, never over another.
func (p *Place) put(ctx context.Context) error {
	if err := p.CheckEmpty(ctx); err != nil {
		return err
	}
	path := p.file()
	if err := os.Link(p.staged, path); errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%w: %s came meanwhile", ErrNotEmpty, filepath.Base(path))
	} else if err != nil { // a file system without links
		if err := os.Rename(p.staged, path); err != nil {
			return fmt.Errorf("put the database in its place: %w", err)
		}
	}
	return syncFile(filepath.Dir(path))
}

func (p *Place) fill(ctx context.Context) error {
	if err := Migrate(ctx, p.url, nil); err != nil {
		return err
	}
	to, err := openPostgres(ctx, p.url)
	if err != nil {
		return err
	}
	defer to.Close()
	from, err := openSQLite(ctx, p.staged)
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = Transfer(ctx, from, to, nil)
	return err
}

// Discard removes what was staged. It may be called at any time.
func (p *Place) Discard() error {
	if p.staged == "" {
		return nil
	}
	err := os.RemoveAll(filepath.Dir(p.staged))
	p.staged = ""
	return err
}

// newestMigration is the migration of this program.
func newestMigration() (newest int64, err error) {
	entries, err := migrations.Files.ReadDir("sqlite")
	if err != nil {
		return 0, fmt.Errorf("migrations: %w", err)
	}
	for _, e := range entries {
		var version int64
		if _, err := fmt.Sscanf(e.Name(), "%d_", &version); err == nil {
			newest = max(newest, version)
		}
	}
	return newest, nil
}
