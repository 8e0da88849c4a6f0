package store

import (
	"context"
	"time"

	"entgo.io/ent/dialect"
)

// utcDriver turns every instant to UTC before it reaches the database: SQLite keeps
// times as text and compares them as text, so that an offset would sort wrongly.
type utcDriver struct{ dialect.Driver }

func (d utcDriver) Exec(ctx context.Context, query string, args, v any) error {
	return d.Driver.Exec(ctx, query, utc(args), v)
}

func (d utcDriver) Query(ctx context.Context, query string, args, v any) error {
	return d.Driver.Query(ctx, query, utc(args), v)
}

func (d utcDriver) Tx(ctx context.Context) (dialect.Tx, error) {
	tx, err := d.Driver.Tx(ctx)
	if err != nil {
		return nil, err
	}
	return utcTx{tx}, nil
}

type utcTx struct{ dialect.Tx }

func (t utcTx) Exec(ctx context.Context, query string, args, v any) error {
	return t.Tx.Exec(ctx, query, utc(args), v)
}

func (t utcTx) Query(ctx context.Context, query string, args, v any) error {
	return t.Tx.Query(ctx, query, utc(args), v)
}

func utc(args any) any {
	list, ok := args.([]any)
	if !ok {
		return args
	}
	return utcArgs(list)
}

func utcArgs(list []any) []any {
	out := make([]any, len(list))
	for i, a := range list {
		switch t := a.(type) {
		case time.Time:
			out[i] = t.UTC()
		case *time.Time:
			if t != nil {
				out[i] = t.UTC()
			}
		default:
			out[i] = a
		}
	}
	return out
}
