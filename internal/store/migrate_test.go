package store_test

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"beli/ent/migrations"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// with adds a file to the real migrations.
func with(t *testing.T, folder, name, body string) fs.FS {
	t.Helper()
	out := fstest.MapFS{folder + "/" + name: {Data: []byte(body)}}
	err := fs.WalkDir(migrations.Files, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(migrations.Files, path)
		out[path] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A rebuild is how SQLite alters a table: with foreign keys on inside goose's transaction
// the DROP would cascade, and the table's triggers go without a word.
func TestMigrate_rebuilding_a_full_table_loses_no_row_and_a_lost_trigger_is_noticed(t *testing.T) {
	url := storetest.SQLiteURL(t)
	ctx := context.Background()
	d, err := store.Open(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	shop, _ := storetest.Shop(t, d)
	storetest.Product(t, d, shop, 10_000, 3)
	create := text(t, d, `SELECT sql FROM sqlite_master WHERE name = 'variants'`)
	prices := text(t, d, `SELECT sql FROM sqlite_master WHERE name = 'variant_prices'`)
	d.Close()
	rebuild := func(table, create string) string {
		fresh := strings.Replace(create, "`"+table+"`", "`new_"+table+"`", 1)
		fresh = strings.Replace(fresh, "`id` integer", "`extra` integer NOT NULL DEFAULT (0), `id` integer", 1)
		columns := "`id`, " + map[string]string{
			"variants":       "`option1`, `option2`, `price`, `on_hand`, `reserved`, `position`, `archived_at`, `product_id`",
			"variant_prices": "`price`, `since`, `set_by`, `variant_id`",
		}[table]
		return "PRAGMA foreign_keys = off;\n" + fresh + ";\nINSERT INTO `new_" + table + "` (" + columns + ") SELECT " + columns + " FROM `" + table +
			"`;\nDROP TABLE `" + table + "`;\nALTER TABLE `new_" + table + "` RENAME TO `" + table + "`;\nPRAGMA foreign_keys = on;\n"
	}
	files := with(t, "sqlite", "20991231000001_rebuild_parent.sql", "-- +goose Up\n"+rebuild("variants", create))
	if err := store.MigrateFrom(ctx, url, files, nil); err != nil {
		t.Fatal(err)
	}
	d, err = store.Open(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"variants": 1, "variant_prices": 1, "stock_movements": 1} {
		if n := count(t, d, `SELECT COUNT(*) FROM `+table); n != want {
			t.Errorf("%s has %d rows after the rebuild, want %d", table, n, want)
		}
	}
	if err := d.CheckTriggers(ctx); err != nil {
		t.Errorf("after rebuilding a table without triggers: %v", err)
	}
	d.Close()

	both := with(t, "sqlite", "20991231000002_rebuild_guarded.sql", "-- +goose Up\n"+rebuild("variant_prices", prices)).(fstest.MapFS)
	both["sqlite/20991231000001_rebuild_parent.sql"] = files.(fstest.MapFS)["sqlite/20991231000001_rebuild_parent.sql"]
	if err := store.MigrateFrom(ctx, url, both, nil); err != nil {
		t.Fatal(err)
	}
	d, err = store.Open(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if n := count(t, d, `SELECT COUNT(*) FROM variant_prices`); n != 1 {
		t.Errorf("variant_prices has %d rows after the rebuild, want 1", n)
	}
	if err := d.CheckTriggers(ctx); err == nil || !strings.Contains(err.Error(), "variant_prices_no_update") {
		t.Errorf("a lost trigger was not noticed: %v", err)
	}
}

func text(t *testing.T, d *store.DB, query string) string {
	t.Helper()
	rows, err := d.Query(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var s string
	if rows.Next() {
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestMigrate_refuses_a_database_of_a_newer_program(t *testing.T) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL, "postgres": storetest.PostgresURL} {
		t.Run(name, func(t *testing.T) {
			at, ctx := url(t), context.Background()
			newer := with(t, name, "20991231000001_later.sql", "-- +goose Up\nCREATE TABLE later (id integer);\n")
			if err := store.MigrateFrom(ctx, at, newer, nil); err != nil {
				t.Fatal(err)
			}
			if err := store.Migrate(ctx, at, nil); !errors.Is(err, store.ErrNewer) {
				t.Fatalf("got %v, want ErrNewer", err)
			}
		})
	}
}

func TestMigrate_by_two_processes_at_once_happens_once(t *testing.T) {
	url := "sqlite:" + filepath.Join(t.TempDir(), "beli.db")
	steps, errs := make(chan string, 20), make(chan error)
	for range 2 {
		go func() { errs <- store.Migrate(context.Background(), url, func(f string) { steps <- f }) }()
	}
	for range 2 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	entries, err := fs.ReadDir(migrations.Files, "sqlite")
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) != len(entries) {
		t.Errorf("%d files applied, want %d", len(steps), len(entries))
	}
}

func TestOpen_keeps_a_password_out_of_its_error(t *testing.T) {
	_, err := store.Open(context.Background(), "postgres://beli:hunter2@127.0.0.1:1/beli?sslmode=bad")
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Fatalf("got %v", err)
	}
	if _, err = store.Open(context.Background(), "postgres://beli:hunter2@127.0.0.1:1/beli"); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Fatalf("got %v", err)
	}
}
