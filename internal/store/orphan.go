package store

import (
	"context"
	"fmt"
	"strings"
)

// Orphans names, in words, rows that point to a row that is not there: what foreign keys forbid and a
// damaged or edited file can hold all the same. At most limit for each key.
func (d *DB) Orphans(ctx context.Context, limit int) ([]string, error) {
	s := d.side(ctx)
	tables, err := readSchema(ctx, s.dialect, s)
	if err != nil {
		return nil, err
	}
	return orphans(ctx, s, tables, limit)
}

// side is the database in the transaction of ctx, else outside of one.
func (d *DB) side(ctx context.Context) side {
	if t := d.current(ctx); t != nil {
		return side{d.dialect, t.sql}
	}
	return side{d.dialect, d.read}
}

func orphans(ctx context.Context, s side, tables []table, limit int) (found []string, err error) {
	keys := map[string][]string{}
	for _, t := range tables {
		keys[t.name] = t.key
	}
	for _, t := range tables {
		if len(t.key) == 0 {
			continue
		}
		for _, r := range t.refs {
			targets := r.targets
			if len(targets) == 0 { // SQLite leaves out the primary key
				targets = keys[r.table]
			}
			var set, match, pick []string
			for i, c := range r.columns {
				set = append(set, "child."+ident(c)+" IS NOT NULL")
				match = append(match, "parent."+ident(targets[i])+" = child."+ident(c))
			}
			for _, k := range t.key {
				pick = append(pick, "CAST(child."+ident(k)+" AS varchar(80))")
			}
			query := fmt.Sprintf("SELECT %s FROM %s AS child WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS parent WHERE %s) ORDER BY 1 LIMIT %d",
				strings.Join(pick, " || ' ' || "), ident(t.name), strings.Join(set, " AND "), ident(r.table), strings.Join(match, " AND "), limit)
			err := each(ctx, s, query, 1, func(row []string) error {
				found = append(found, fmt.Sprintf("%s %s: its %s is not in %s", t.name, row[0], strings.Join(r.columns, ", "), r.table))
				return nil
			})
			if err != nil {
				return nil, fmt.Errorf("look for orphaned rows of %s: %w", t.name, away(err))
			}
		}
	}
	return found, nil
}

// Overtaken names the tables that would number a new row like one that is there: the row would be
// refused. A database that was filled by hand can be so.
func (d *DB) Overtaken(ctx context.Context) (found []string, err error) {
	s := d.side(ctx)
	tables, err := readSchema(ctx, s.dialect, s)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		if t.counter == "" {
			continue
		}
		stands, err := s.counted(ctx, t)
		if err != nil {
			return nil, fmt.Errorf("read the number of the next row of %s: %w", t.name, away(err))
		}
		highest, err := s.number(ctx, "SELECT MAX("+ident(t.counter)+") FROM "+ident(t.name))
		if err != nil {
			return nil, fmt.Errorf("read the highest number of %s: %w", t.name, err)
		}
		if highest > stands {
			found = append(found, fmt.Sprintf("table %s counts at %d and holds row %d", t.name, stands, highest))
		}
	}
	return found, nil
}
