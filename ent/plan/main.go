// Command plan writes the next migration of both databases: the difference
// between the schema and what the migrations so far make.
//
//	go run ./ent/plan -name add_review -postgres URL   # a throw-away, empty database
//	go run ./ent/plan -sum                             # after writing a file by hand
package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/schema"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/ncruces/go-sqlite3/driver"

	dbmigrate "beli/ent/db/migrate"
)

func main() {
	name := flag.String("name", "", "what the migration does, in snake_case")
	postgres := flag.String("postgres", "", "URL of an empty PostgreSQL database to replay in")
	sum := flag.Bool("sum", false, "only write the folders' checksums anew")
	root := flag.String("root", "ent/migrations", "folder of the migrations")
	flag.Parse()
	if err := run(context.Background(), *root, *name, *postgres, *sum); err != nil {
		fmt.Fprintln(os.Stderr, "plan:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root, name, postgres string, sumOnly bool) error {
	if sumOnly {
		for _, d := range []string{"sqlite", "postgres"} {
			if err := writeSum(filepath.Join(root, d)); err != nil {
				return fmt.Errorf("sum of %s: %w", d, err)
			}
		}
		return nil
	}
	if name == "" || postgres == "" {
		return fmt.Errorf("-name and -postgres are needed")
	}
	lite, err := sql.Open("sqlite3", "file:plan?mode=memory&cache=shared&_pragma=foreign_keys(1)")
	if err != nil {
		return fmt.Errorf("open sqlite: %w", err)
	}
	defer lite.Close()
	lite.SetMaxOpenConns(1)
	pg, err := sql.Open("pgx", postgres)
	if err != nil {
		return fmt.Errorf("open postgres: %w", err)
	}
	defer pg.Close()
	if err := diff(ctx, dialect.SQLite, lite, filepath.Join(root, "sqlite"), name); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	if err := diff(ctx, dialect.Postgres, pg, filepath.Join(root, "postgres"), name); err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	return nil
}

// diff replays the folder in dev and writes a file only where the schema differs.
func diff(ctx context.Context, d string, dev *sql.DB, folder, name string) error {
	dir, err := sqltool.NewGooseDir(folder)
	if err != nil {
		return err
	}
	m, err := schema.NewMigrate(entsql.OpenDB(d, dev), schema.WithDir(dir),
		schema.WithFormatter(sqltool.GooseFormatter), schema.WithMigrationMode(schema.ModeReplay),
		schema.WithDialect(d), schema.WithDropColumn(true), schema.WithDropIndex(true), schema.WithForeignKeys(true))
	if err != nil {
		return err
	}
	return m.NamedDiff(ctx, name, dbmigrate.Tables...)
}

func writeSum(folder string) error {
	dir, err := sqltool.NewGooseDir(folder)
	if err != nil {
		return err
	}
	sum, err := dir.Checksum()
	if err != nil {
		return err
	}
	return migrate.WriteSumFile(dir, sum)
}
