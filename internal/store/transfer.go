package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"

	"beli/ent/migrations"
	"beli/internal/database"
)

// stayBehind are the tables whose rows mean nothing elsewhere. The change log is for those who
// follow while they run: its positions on PostgreSQL are transactions of that one server, and whoever
// starts on the new database reads the whole state first and follows from Now. A shared follower's
// place in the log goes with it, so that a search server is brought up anew. The outbox travels.
func stayBehind() []string { return []string{"change_log", "follower"} }

// Copied is one table that a Transfer brought over.
type Copied struct {
	Table string
	Rows  int64
	Sum   string // of the content, equal on both sides
}

// Report is what a Transfer brought over.
type Report struct {
	Migration int64 // of both databases
	Tables    []Copied
	Rows      int64            // of all tables
	Ledger    map[string]int64 // account of the ledger → its balance in rupiah
	OnHand    int64            // pieces of all variants
	Reserved  int64
}

// ErrNotEmpty is a database that holds something already; its text says what.
var ErrNotEmpty = errors.New("the database to fill is not empty")

// Transfer copies everything from one database into another of the same migration, from one moment
// and in one transaction, and compares both sides before it commits. to may hold nothing but the rows
// that migrations bring (else ErrNotEmpty) and nobody else may use it meanwhile. progress may be nil.
func Transfer(ctx context.Context, from, to *DB, progress func(table string, done, total int)) (Report, error) {
	if from == to {
		return Report{}, errors.New("a database cannot be moved into itself")
	}
	if progress == nil {
		progress = func(string, int, int) {}
	}
	snapshot, err := from.snapshot(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("read the database to move: %w", err)
	}
	defer snapshot.Rollback()
	tx, err := to.write.BeginTx(ctx, nil)
	if err != nil {
		return Report{}, describe("write the database to fill", err)
	}
	defer tx.Rollback()
	m := &move{from: side{from.dialect, snapshot}, to: side{to.dialect, tx}, progress: progress}
	report, err := m.run(ctx)
	if err != nil {
		return Report{}, err
	}
	if err := tx.Commit(); err != nil {
		return Report{}, describe("commit the moved rows", err)
	}
	return report, nil
}

// snapshot is a transaction that sees one moment, however long it lasts.
func (d *DB) snapshot(ctx context.Context) (*sql.Tx, error) {
	opts := &sql.TxOptions{ReadOnly: true}
	if d.dialect == database.Postgres {
		opts.Isolation = sql.LevelRepeatableRead
	}
	tx, err := d.read.BeginTx(ctx, opts)
	if err != nil {
		return nil, away(err)
	}
	if err := (side{d.dialect, tx}).patient(ctx); err != nil {
		tx.Rollback()
		return nil, err
	}
	return tx, nil
}

// side is one of the two databases, in its transaction.
type side struct {
	dialect database.Dialect
	querier
}

// patient lifts the limits that are made for visitors.
func (s side) patient(ctx context.Context) error {
	if s.dialect != database.Postgres {
		return nil
	}
	for _, name := range []string{"statement_timeout", "idle_in_transaction_session_timeout"} {
		if _, err := s.ExecContext(ctx, "SET LOCAL "+name+" = 0"); err != nil {
			return away(err)
		}
	}
	return nil
}

func (s side) number(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = each(ctx, s, query, 1, func(row []string) (err error) {
		if row[0] != "" {
			n, err = strconv.ParseInt(row[0], 10, 64)
		}
		return err
	}, args...)
	return n, away(err)
}

func (s side) migration(ctx context.Context) (int64, error) {
	return s.number(ctx, `SELECT MAX(version_id) FROM `+versions+` WHERE is_applied`)
}

// move is one Transfer.
type move struct {
	from, to side
	tables   []table // as the destination has them, those that are pointed to first
	early    map[string][]ref
	progress func(string, int, int)
}

func (m *move) run(ctx context.Context) (report Report, err error) {
	if report.Migration, err = m.compatible(ctx); err != nil {
		return report, err
	}
	if err := m.prepare(ctx); err != nil {
		return report, err
	}
	for _, t := range m.tables {
		if slices.Contains(stayBehind(), t.name) {
			continue
		}
		was, err := m.copy(ctx, t)
		if err != nil {
			return report, fmt.Errorf("move table %s: %w", t.name, away(err))
		}
		report.Tables = append(report.Tables, Copied{t.name, was.rows, was.String()})
		report.Rows += was.rows
	}
	if err := m.finish(ctx); err != nil {
		return report, err
	}
	return report, m.compare(ctx, &report)
}

// compatible reads both schemas and refuses two that differ.
func (m *move) compatible(ctx context.Context) (int64, error) {
	at, err := m.from.migration(ctx)
	if err != nil {
		return 0, fmt.Errorf("read the version of the database to move: %w", err)
	}
	there, err := m.to.migration(ctx)
	if err != nil {
		return 0, fmt.Errorf("read the version of the database to fill: %w", err)
	}
	if at != there {
		return 0, fmt.Errorf("the database to move is at migration %d, the one to fill at %d: bring both to this program's version first", at, there)
	}
	source, err := readSchema(ctx, m.from.dialect, m.from)
	if err != nil {
		return 0, err
	}
	target, err := readSchema(ctx, m.to.dialect, m.to)
	if err != nil {
		return 0, err
	}
	if err := alike(source, target); err != nil {
		return 0, err
	}
	m.tables, m.early = inOrder(target)
	return at, nil
}

// alike tells in which table or column two schemas differ. What one database keeps as JSON the other
// may keep as text: then it is read as JSON on both sides.
func alike(source, target []table) error {
	there := map[string]table{}
	for _, t := range target {
		there[t.name] = t
	}
	for _, t := range source {
		other, ok := there[t.name]
		if !ok {
			return fmt.Errorf("table %s is in the database to move, but not in the one to fill", t.name)
		}
		delete(there, t.name)
		if slices.Contains(stayBehind(), t.name) {
			continue
		}
		if len(t.key) == 0 {
			return fmt.Errorf("table %s has no primary key", t.name)
		}
		if a, b := t.names(), other.names(); !slices.Equal(a, b) {
			return fmt.Errorf("table %s has the columns %s in one database and %s in the other", t.name, strings.Join(a, " "), strings.Join(b, " "))
		}
		for i, c := range t.columns {
			o := &other.columns[i]
			if c.class == tree && o.class == words {
				o.class = tree
			}
			if c.class != o.class && !(c.class == words && o.class == tree) {
				return fmt.Errorf("column %s of table %s is a %s in one database and a %s in the other", c.name, t.name, c.class, o.class)
			}
		}
	}
	for name := range there {
		return fmt.Errorf("table %s is in the database to fill, but not in the one to move", name)
	}
	return nil
}

// prepare makes sure that nobody else writes and that nothing is lost, then clears what the
// migrations brought and has foreign keys wait that cannot be kept row by row.
func (m *move) prepare(ctx context.Context) error {
	if err := m.to.patient(ctx); err != nil {
		return err
	}
	var names []string
	for _, t := range m.tables {
		names = append(names, t.name)
	}
	if m.to.dialect == database.Postgres {
		if _, err := m.to.ExecContext(ctx, "LOCK TABLE "+idents(names)+" IN SHARE ROW EXCLUSIVE MODE"); err != nil {
			return fmt.Errorf("keep others from writing the database to fill: %w", away(err))
		}
	}
	if err := m.to.checkEmpty(ctx, m.tables); err != nil {
		return err
	}
	for _, t := range slices.Backward(m.tables) {
		if err := m.to.clear(ctx, t); err != nil {
			return fmt.Errorf("clear table %s: %w", t.name, away(err))
		}
	}
	if m.to.dialect == database.SQLite {
		if _, err := m.to.ExecContext(ctx, "PRAGMA defer_foreign_keys = ON"); err != nil {
			return fmt.Errorf("defer foreign keys: %w", err)
		}
		return nil
	}
	return m.deferKeys(ctx, "DEFERRABLE INITIALLY DEFERRED")
}

// deferKeys changes the foreign keys that a table of m.early has, on PostgreSQL.
func (m *move) deferKeys(ctx context.Context, how string) error {
	for name, refs := range m.early {
		for _, r := range refs {
			if _, err := m.to.ExecContext(ctx, "ALTER TABLE "+ident(name)+" ALTER CONSTRAINT "+ident(r.name)+" "+how); err != nil {
				return fmt.Errorf("defer foreign key %s: %w", r.name, away(err))
			}
		}
	}
	return nil
}

// finish checks what was deferred and has each counter go on where the old one stood, also past rows
// that are gone: an id is never given twice.
func (m *move) finish(ctx context.Context) error {
	if m.to.dialect == database.Postgres {
		if _, err := m.to.ExecContext(ctx, "SET CONSTRAINTS ALL IMMEDIATE"); err != nil {
			return fmt.Errorf("check foreign keys: %w", err)
		}
		if err := m.deferKeys(ctx, "NOT DEFERRABLE"); err != nil {
			return err
		}
	}
	orphans, err := orphans(ctx, m.to, m.tables, 5)
	if err != nil {
		return err
	}
	if len(orphans) > 0 {
		return fmt.Errorf("the database to move holds rows that point to nothing: %s", strings.Join(orphans, "; "))
	}
	for _, t := range m.tables {
		if t.counter == "" {
			continue
		}
		stood, err := m.from.counted(ctx, t)
		if err == nil {
			err = m.to.countFrom(ctx, t, stood)
		}
		if err != nil {
			return fmt.Errorf("number the rows of %s: %w", t.name, away(err))
		}
	}
	if m.to.dialect == database.Postgres {
		if _, err := m.to.ExecContext(ctx, "ANALYZE"); err != nil { // else the first visitors wait for bad plans
			return fmt.Errorf("look over the moved rows: %w", away(err))
		}
	}
	return nil
}

// compare reads the filled database and refuses any difference.
func (m *move) compare(ctx context.Context, report *Report) error {
	for _, c := range report.Tables {
		t := m.tables[slices.IndexFunc(m.tables, func(t table) bool { return t.name == c.Table })]
		now, err := m.to.sum(ctx, t)
		if err != nil {
			return fmt.Errorf("compare table %s: %w", t.name, err)
		}
		if now.rows != c.Rows || now.String() != c.Sum {
			return fmt.Errorf("table %s differs after the move: %d rows were read, %d are there, content %s and %s", t.name, c.Rows, now.rows, c.Sum, now)
		}
	}
	before, err := m.from.balances(ctx)
	if err != nil {
		return err
	}
	after, err := m.to.balances(ctx)
	if err != nil {
		return err
	}
	if !maps.Equal(before, after) {
		return fmt.Errorf("ledger or stock differ after the move: %v and %v", before, after)
	}
	report.OnHand, report.Reserved = before[onHand], before[reserved]
	delete(before, onHand)
	delete(before, reserved)
	report.Ledger = before
	return nil
}

// checkEmpty compares with a fresh database what is there.
func (s side) checkEmpty(ctx context.Context, tables []table) error {
	fresh, err := freshSums(ctx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if t.name == "follower" { // a process that only looked in leaves its name there
			continue
		}
		n, err := s.number(ctx, "SELECT COUNT(*) FROM "+ident(t.name))
		if err != nil {
			return fmt.Errorf("look into table %s: %w", t.name, err)
		}
		want, known := fresh[t.name]
		if !known && n == 0 {
			continue
		}
		if known && n == want.rows {
			if got, err := s.sum(ctx, t); err != nil || got.String() == want.String() {
				if err != nil {
					return err
				}
				continue
			}
		}
		return fmt.Errorf("%w: table %s holds %d rows that are not a new program's", ErrNotEmpty, t.name, n)
	}
	return nil
}

// freshSums are the contents that migrations give to tables.
func freshSums(ctx context.Context) (map[string]*sum, error) {
	conn, err := sql.Open("sqlite3", "file::memory:?_pragma=foreign_keys(0)")
	if err != nil {
		return nil, fmt.Errorf("open a database in memory: %w", err)
	}
	defer conn.Close()
	conn.SetMaxOpenConns(1)
	if err := up(ctx, goose.DialectSQLite3, conn, migrations.Files, "sqlite", nil, nil); err != nil {
		return nil, err
	}
	s := side{database.SQLite, conn}
	tables, err := readSchema(ctx, s.dialect, s)
	if err != nil {
		return nil, err
	}
	out := map[string]*sum{}
	for _, t := range tables {
		of, err := s.sum(ctx, t)
		if err != nil {
			return nil, err
		}
		if of.rows > 0 {
			out[t.name] = of
		}
	}
	return out, nil
}
