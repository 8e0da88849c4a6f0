package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"beli/internal/database"
)

// together is how many rows one statement brings; SQLite takes 32,766 values in one, PostgreSQL 65,535.
const (
	together  = 500
	maxValues = 30_000
)

// copy brings the rows of one table over, by primary key, and gives the sum of what was read.
func (m *move) copy(ctx context.Context, t table) (*sum, error) {
	total, err := m.from.number(ctx, "SELECT COUNT(*) FROM "+ident(t.name))
	if err != nil {
		return nil, err
	}
	m.progress(t.name, 0, int(total))
	in := inserter{to: m.to, table: t, many: max(1, min(together, maxValues/len(t.columns)))}
	defer in.close()
	was := newSum()
	err = m.from.rows(ctx, t, func(values []any) error {
		if err := was.add(t.columns, values); err != nil {
			return err
		}
		sent, err := in.add(ctx, values)
		if sent {
			m.progress(t.name, int(was.rows), int(total))
		}
		return err
	})
	if err == nil {
		err = in.flush(ctx)
	}
	if err == nil && was.rows > 0 {
		m.progress(t.name, int(was.rows), int(total))
	}
	return was, err
}

// rows visits each row of a table by primary key, its values in the form of their classes.
func (s side) rows(ctx context.Context, t table, visit func(values []any) error) error {
	var pick []string
	for _, c := range t.columns {
		if c.class == stamp && s.dialect == database.SQLite {
			pick = append(pick, "CAST("+ident(c.name)+" AS TEXT)") // as it is kept, not as a driver reads it
			continue
		}
		pick = append(pick, ident(c.name))
	}
	query := "SELECT " + strings.Join(pick, ", ") + " FROM " + ident(t.name)
	if len(t.key) > 0 {
		query += " ORDER BY " + idents(t.key)
	}
	found, err := s.QueryContext(ctx, query)
	if err != nil {
		return away(err)
	}
	defer found.Close()
	raw, into := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range raw {
		into[i] = &raw[i]
	}
	for n := 1; found.Next(); n++ {
		if err := found.Scan(into...); err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
		values := make([]any, len(raw))
		for i, c := range t.columns {
			if values[i], err = c.class.read(raw[i]); err != nil {
				return fmt.Errorf("row %s, column %s: %w", t.keyOf(raw), c.name, err)
			}
		}
		if err := visit(values); err != nil {
			return err
		}
	}
	return away(found.Err())
}

// keyOf names a row for a person.
func (t table) keyOf(values []any) string {
	var out []string
	for i, c := range t.columns {
		for _, k := range t.key {
			if c.name == k {
				out = append(out, fmt.Sprintf("%s %v", k, values[i]))
			}
		}
	}
	return strings.Join(out, ", ")
}

func (s side) sum(ctx context.Context, t table) (*sum, error) {
	of := newSum()
	return of, s.rows(ctx, t, func(values []any) error { return of.add(t.columns, values) })
}

// inserter writes rows many at a time.
type inserter struct {
	to      side
	table   table
	many    int
	waiting []any
	rows    int
	full    *sql.Stmt
}

// add takes a row; sent tells that it and those before it are written.
func (in *inserter) add(ctx context.Context, values []any) (sent bool, err error) {
	in.waiting, in.rows = append(in.waiting, values...), in.rows+1
	if in.rows < in.many {
		return false, nil
	}
	if in.full == nil {
		if in.full, err = in.to.querier.(*sql.Tx).PrepareContext(ctx, in.statement(in.many)); err != nil {
			return false, err
		}
	}
	_, err = in.full.ExecContext(ctx, in.waiting...)
	in.waiting, in.rows = in.waiting[:0], 0
	return true, err
}

func (in *inserter) flush(ctx context.Context) error {
	if in.rows == 0 {
		return nil
	}
	_, err := in.to.ExecContext(ctx, in.statement(in.rows), in.waiting...)
	return err
}

func (in *inserter) close() {
	if in.full != nil {
		in.full.Close()
	}
}

func (in *inserter) statement(rows int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s)", ident(in.table.name), idents(in.table.names()))
	for _, c := range in.table.columns {
		if c.always {
			b.WriteString(" OVERRIDING SYSTEM VALUE")
			break
		}
	}
	b.WriteString(" VALUES ")
	n := 0
	for r := range rows {
		if r > 0 {
			b.WriteString(", ")
		}
		for i := range in.table.columns {
			n++
			b.WriteString([]string{"(", ", "}[min(i, 1)])
			b.WriteString("$" + strconv.Itoa(n))
		}
		b.WriteString(")")
	}
	return b.String()
}

// clear empties a table; rows that others of the same table point to go after those.
func (s side) clear(ctx context.Context, t table) error {
	query := "DELETE FROM " + ident(t.name)
	for _, r := range t.refs {
		if r.table == t.name && len(r.columns) == 1 && len(t.key) == 1 {
			query += " WHERE NOT EXISTS (SELECT 1 FROM " + ident(t.name) + " AS child WHERE child." + ident(r.columns[0]) + " = " + ident(t.name) + "." + ident(t.key[0]) + ")"
			break
		}
	}
	for {
		res, err := s.ExecContext(ctx, query)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
	}
}

// counted is the highest number that was ever given to a row of a table.
func (s side) counted(ctx context.Context, t table) (int64, error) {
	if s.dialect == database.SQLite {
		return s.number(ctx, "SELECT seq FROM sqlite_sequence WHERE name = $1", t.name)
	}
	name, err := s.sequence(ctx, t)
	if err != nil {
		return 0, err
	}
	return s.number(ctx, "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM "+name)
}

// sequence is the name of what numbers a table's rows on PostgreSQL, safe in a statement.
func (s side) sequence(ctx context.Context, t table) (name string, err error) {
	err = each(ctx, s, "SELECT pg_get_serial_sequence($1, $2)", 1, func(row []string) error {
		name = row[0]
		return nil
	}, ident(t.name), t.counter)
	return name, err
}

// countFrom has the next row of a table get a number above both stood and every row that is there.
func (s side) countFrom(ctx context.Context, t table, stood int64) error {
	highest, err := s.number(ctx, "SELECT MAX("+ident(t.counter)+") FROM "+ident(t.name))
	if err != nil {
		return err
	}
	stood = max(stood, highest)
	if s.dialect == database.SQLite {
		if _, err := s.ExecContext(ctx, "DELETE FROM sqlite_sequence WHERE name = $1", t.name); err != nil {
			return err
		}
		_, err := s.ExecContext(ctx, "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", t.name, stood)
		return err
	}
	name, err := s.sequence(ctx, t)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx, "SELECT setval($1::text::regclass, $2, $3)", name, max(stood, 1), stood > 0)
	return err
}

// The names of stock among the balances; no account of the ledger is called so.
const (
	onHand   = "pieces on hand"
	reserved = "pieces reserved"
)

// balances are the sums a person would ask for first: each account of the ledger, and the stock.
func (s side) balances(ctx context.Context) (map[string]int64, error) {
	out := map[string]int64{}
	err := each(ctx, s, `SELECT account || CASE WHEN shop_id IS NULL THEN '' ELSE ' ' || CAST(shop_id AS varchar(20)) END, CAST(SUM(amount) AS bigint)
		FROM ledger_entries GROUP BY account, shop_id
		UNION ALL SELECT '`+onHand+`', CAST(COALESCE(SUM(on_hand), 0) AS bigint) FROM variants
		UNION ALL SELECT '`+reserved+`', CAST(COALESCE(SUM(reserved), 0) AS bigint) FROM variants`, 2, func(row []string) error {
		n, err := strconv.ParseInt(row[1], 10, 64)
		out[row[0]] = n
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sum the ledger: %w", away(err))
	}
	return out, nil
}
