package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"beli/internal/database"
)

// versions is the table in which migrations are noted; each database has its own.
const versions = "goose_db_version"

// querier is a transaction, a pool or a connection.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// table is what a database says of one of its tables.
type table struct {
	name    string
	columns []column // by name
	key     []string // the primary key, in its order
	counter string   // the column that numbers rows, "" for none
	refs    []ref
}

type column struct {
	name, decl string
	class      class
	always     bool // PostgreSQL: GENERATED ALWAYS AS IDENTITY
}

// ref is one foreign key.
type ref struct {
	name    string // PostgreSQL
	columns []string
	table   string
	targets []string
}

// readSchema reads every table of the shop, by name. It asks the database, so that no table is ever
// forgotten in a list.
func readSchema(ctx context.Context, d database.Dialect, q querier) ([]table, error) {
	read := schemaSQLite
	if d == database.Postgres {
		read = schemaPostgres
	}
	tables, err := read(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", away(err))
	}
	for i := range tables {
		t := &tables[i]
		slices.SortFunc(t.columns, func(a, b column) int { return strings.Compare(a.name, b.name) })
		for j := range t.columns {
			if t.columns[j].class, err = classOf(t.columns[j].decl); err != nil {
				return nil, fmt.Errorf("table %s, column %s: %w", t.name, t.columns[j].name, err)
			}
		}
	}
	return tables, nil
}

// each reads rows of strings.
func each(ctx context.Context, q querier, query string, width int, visit func([]string) error, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	values, into := make([]sql.NullString, width), make([]any, width)
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		out := make([]string, width)
		for i, v := range values {
			out[i] = v.String
		}
		if err := visit(out); err != nil {
			return err
		}
	}
	return rows.Err()
}

func schemaSQLite(ctx context.Context, q querier) (tables []table, err error) {
	err = each(ctx, q, `SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> $1 ORDER BY name`, 2,
		func(row []string) error {
			t := table{name: row[0]}
			if strings.Contains(strings.ToUpper(row[1]), "AUTOINCREMENT") {
				t.counter = "id"
			}
			tables = append(tables, t)
			return nil
		}, versions)
	for i := range tables {
		if err != nil {
			break
		}
		t := &tables[i]
		// hidden is 2 or 3 for a column that the database computes
		err = each(ctx, q, `SELECT name, type, pk FROM pragma_table_xinfo($1) WHERE hidden = 0 ORDER BY pk`, 3, func(row []string) error {
			t.columns = append(t.columns, column{name: row[0], decl: row[1]})
			if row[2] != "0" {
				t.key = append(t.key, row[0])
			}
			return nil
		}, t.name)
		if err != nil {
			break
		}
		last := ""
		err = each(ctx, q, `SELECT id, "table", "from", COALESCE("to", '') FROM pragma_foreign_key_list($1) ORDER BY id, seq`, 4, func(row []string) error {
			if row[0] != last {
				t.refs, last = append(t.refs, ref{table: row[1]}), row[0]
			}
			r := &t.refs[len(t.refs)-1]
			r.columns = append(r.columns, row[2])
			if row[3] != "" {
				r.targets = append(r.targets, row[3])
			}
			return nil
		}, t.name)
	}
	return tables, err
}

func schemaPostgres(ctx context.Context, q querier) (tables []table, err error) {
	at := map[string]*table{}
	err = each(ctx, q, `SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
		AND NOT relispartition AND relname <> $1 ORDER BY relname COLLATE "C"`, 1, func(row []string) error {
		tables = append(tables, table{name: row[0]})
		return nil
	}, versions)
	if err != nil {
		return nil, err
	}
	for i := range tables {
		at[tables[i].name] = &tables[i]
	}
	const ours = ` c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`
	err = each(ctx, q, `SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attidentity::text,
			COALESCE(pg_get_serial_sequence(quote_ident(c.relname), a.attname), '')
		FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
		WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND`+ours, 5, func(row []string) error {
		if t := at[row[0]]; t != nil {
			t.columns = append(t.columns, column{name: row[1], decl: row[2], always: row[3] == "a"})
			if row[4] != "" {
				t.counter = row[1]
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = each(ctx, q, `SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
		CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
		WHERE i.indisprimary AND`+ours+` ORDER BY c.relname, k.place`, 2, func(row []string) error {
		if t := at[row[0]]; t != nil {
			t.key = append(t.key, row[1])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	last := ""
	err = each(ctx, q, `SELECT c.relname, f.conname, o.relname, a.attname, b.attname
		FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class o ON o.oid = f.confrelid
		CROSS JOIN LATERAL unnest(f.conkey, f.confkey) WITH ORDINALITY AS k (mine, theirs, place)
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.mine JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = k.theirs
		WHERE f.contype = 'f' AND`+ours+` ORDER BY c.relname, f.conname, k.place`, 5, func(row []string) error {
		t := at[row[0]]
		if t == nil {
			return nil
		}
		if name := row[0] + "." + row[1]; name != last {
			t.refs, last = append(t.refs, ref{name: row[1], table: row[2]}), name
		}
		r := &t.refs[len(t.refs)-1]
		r.columns, r.targets = append(r.columns, row[3]), append(r.targets, row[4])
		return nil
	})
	return tables, err
}

// inOrder puts tables after those they point to. Where that cannot be, for a table that points to
// itself and for a circle, the foreign keys that come too early are named beside.
func inOrder(tables []table) (ordered []table, early map[string][]ref) {
	early = map[string][]ref{}
	placed, waiting := map[string]bool{}, slices.Clone(tables)
	for len(waiting) > 0 {
		ready := func(t table) bool {
			for _, r := range t.refs {
				if r.table != t.name && !placed[r.table] {
					return false
				}
			}
			return true
		}
		i := max(0, slices.IndexFunc(waiting, ready)) // in a circle somebody has to begin
		t := waiting[i]
		for _, r := range t.refs {
			if !placed[r.table] {
				early[t.name] = append(early[t.name], r)
			}
		}
		placed[t.name] = true
		ordered, waiting = append(ordered, t), slices.Delete(waiting, i, i+1)
	}
	return ordered, early
}

// ident makes a name safe in a statement of either database.
func ident(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func idents(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = ident(n)
	}
	return strings.Join(out, ", ")
}

func (t table) names() []string {
	out := make([]string, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.name
	}
	return out
}
