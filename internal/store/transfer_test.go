package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"beli/internal/fulfilment"
	. "beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/payment/sandbox"
	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/verify"
)

// filled is a shop in which things have happened, with the values that are easily damaged on the way.
func filled(t *testing.T, d *store.DB) *World {
	t.Helper()
	w := New(t, d)
	a, b := w.Stall(20_000, 20), w.Stall(15_000, 20)
	p := w.Buy(Posted(a, 2), Cash(b, 1))
	if _, err := w.Fulfilment.Decline(t.Context(), a.Owner, fulfilment.DeclineInput{At: p.At(0), Reason: "Habis “sekali” 🥭"}); err != nil {
		t.Fatal(err)
	}
	w.Act(w.Place(Posted(a, 1)), sandbox.ActHang)
	w.Drain()
	w.Place(Posted(b, 1)) // its message waits in the outbox
	for _, s := range []struct {
		query string
		args  []any
	}{
		{`UPDATE shops SET submitted_at = $1, suspended_at = NULL, story_id = $2 WHERE id = $3`,
			[]any{time.Date(2026, 11, 21, 9, 30, 0, 123_457_000, time.FixedZone("WIB", 7*3600)), "Wajik kletik — ꦮꦗꦶꦏ꧀ 🥥\n'tanda' \"petik\" \\ $1 ?", a.ShopID}},
		{`UPDATE shops SET submitted_at = $1 WHERE id = $2`, []any{time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), b.ShopID}},
		{`INSERT INTO product_changes (status, first, content, proposed_by, proposed_at, product_id, shop_id) VALUES ('rejected', true, $1, 9007199254740993, $2, $3, $4)`,
			[]any{`{"name": "Wajik", "n":1.50, "b":[true,null,"é"]}`, storetest.Noon, a.ProductID, a.ShopID}},
		// A parent that was made after its child.
		{`INSERT INTO categories (slug, name_id) VALUES ('induk-baru', 'Induk')`, nil},
		{`UPDATE categories SET parent_id = (SELECT MAX(id) FROM categories) WHERE slug = 'batik'`, nil},
		// A row that was given a number and is gone.
		{`INSERT INTO carts (token_hash, created_at, updated_at) VALUES ('kept', $1, $2), ('gone', $1, $2)`, []any{storetest.Noon, storetest.Noon}},
		{`DELETE FROM carts WHERE token_hash = 'gone'`, nil},
	} {
		if _, err := d.Exec(t.Context(), s.query, s.args...); err != nil {
			t.Fatalf("%s: %v", s.query, err)
		}
	}
	return w
}

var engines = map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres}

func TestTransfer_brings_a_whole_shop_over_and_it_goes_on_there(t *testing.T) {
	for source := range engines {
		for target := range engines {
			t.Run(source+" to "+target, func(t *testing.T) {
				t.Parallel()
				from, to := engines[source](t), engines[target](t)
				w := filled(t, from)
				told := map[string]int{}
				report, err := store.Transfer(t.Context(), from, to, func(table string, done, total int) {
					if done > total {
						t.Errorf("%s: %d of %d rows", table, done, total)
					}
					told[table] = done
				})
				if err != nil {
					t.Fatal(err)
				}
				checkMoved(t, from, to, report, told)
				found, err := verify.Run(t.Context(), to, w.Clock.Now())
				if err != nil || len(found) > 0 {
					t.Errorf("the moved shop: %v %v", found, err)
				}
				goesOn(t, w, to)
			})
		}
	}
}

func checkMoved(t *testing.T, from, to *store.DB, report store.Report, told map[string]int) {
	t.Helper()
	if len(report.Tables) < 30 || len(report.Ledger) < 2 || report.OnHand == 0 {
		t.Errorf("report %+v", report)
	}
	for _, c := range report.Tables {
		query := `SELECT COUNT(*) FROM ` + c.Table
		if a, b := count(t, from, query), count(t, to, query); a != b || int64(a) != c.Rows || told[c.Table] != a {
			t.Errorf("%s: %d rows before, %d after, %d reported, %d told", c.Table, a, b, c.Rows, told[c.Table])
		}
	}
	for _, query := range []string{
		`SELECT story_id FROM shops ORDER BY id LIMIT 1`,
		`SELECT content FROM product_changes`,
		`SELECT CAST(proposed_by AS varchar(20)) FROM product_changes`,
		`SELECT reason FROM order_histories WHERE reason <> '' ORDER BY id LIMIT 1`,
		`SELECT slug FROM categories WHERE id = (SELECT parent_id FROM categories WHERE slug = 'batik')`,
		`SELECT payload FROM outbox_message WHERE done_at IS NULL ORDER BY id LIMIT 1`,
	} {
		if a, b := text(t, from, query), text(t, to, query); a != b || a == "" {
			t.Errorf("%s: %q before, %q after", query, a, b)
		}
	}
	for _, at := range []time.Time{time.Date(2026, 11, 21, 2, 30, 0, 123_457_000, time.UTC), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if n := count(t, to, `SELECT COUNT(*) FROM shops WHERE submitted_at = $1`, at); n != 1 {
			t.Errorf("%d shops were submitted at %v", n, at)
		}
	}
	if n := count(t, to, `SELECT COUNT(*) FROM shops WHERE suspended_at IS NULL`); n < 2 {
		t.Errorf("%d shops have no date of suspension", n)
	}
	if n := count(t, to, `SELECT COUNT(*) FROM change_log`); n != 0 {
		t.Errorf("%d rows of the change log travelled", n)
	}
}

// goesOn sells in the moved shop: numbers, guards and keys work as before.
func goesOn(t *testing.T, before *World, to *store.DB) {
	t.Helper()
	if err := to.CheckTriggers(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := to.Exec(t.Context(), `INSERT INTO carts (token_hash, created_at, updated_at) VALUES ('next', $1, $2)`, storetest.Noon, storetest.Noon); err != nil {
		t.Fatal(err)
	}
	if next, kept := count(t, to, `SELECT id FROM carts WHERE token_hash = 'next'`), count(t, to, `SELECT id FROM carts WHERE token_hash = 'kept'`); next != kept+2 {
		t.Errorf("the next cart is number %d after %d and a removed one", next, kept)
	}
	if _, err := to.Exec(t.Context(), `INSERT INTO categories (slug, name_id, parent_id) VALUES ('x', 'X', 999999)`); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a category below none: %v", err)
	}
	w := New(t, to)
	w.Clock.Advance(before.Clock.Now().Sub(w.Clock.Now()))
	w.Buy(Posted(w.Stall(9_000, 3), 1))
	w.Drain()
}

func TestTransfer_refuses_a_database_that_holds_something(t *testing.T) {
	for name, fill := range map[string]func(*store.DB) error{
		"a shop":    func(d *store.DB) error { storetest.Shop(t, d); return nil },
		"a setting": func(d *store.DB) error { return put(context.Background(), d, "x") },
		"an edited tariff": func(d *store.DB) error {
			_, err := d.Exec(context.Background(), `UPDATE delivery_rates SET per_kg = 1 WHERE id = 1`)
			return err
		},
		"a removed tariff": func(d *store.DB) error {
			_, err := d.Exec(context.Background(), `DELETE FROM delivery_rates WHERE id = 1`)
			return err
		},
		"a waiting message": func(d *store.DB) error {
			_, err := d.Exec(context.Background(), `INSERT INTO outbox_message (kind, payload, run_at, created_at) VALUES ('x', '{}', 1, 1)`)
			return err
		},
	} {
		from, to := storetest.SQLite(t), storetest.SQLite(t)
		if err := fill(to); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Transfer(t.Context(), from, to, nil); !errors.Is(err, store.ErrNotEmpty) || !strings.Contains(err.Error(), "table ") {
			t.Errorf("with %s: %v", name, err)
		}
	}
	d := storetest.SQLite(t)
	if _, err := store.Transfer(t.Context(), d, d, nil); err == nil {
		t.Error("a database was moved into itself")
	}
}

func TestTransfer_refuses_another_migration_and_leaves_nothing(t *testing.T) {
	url := storetest.SQLiteURL(t)
	if err := store.MigrateFrom(t.Context(), url, with(t, "sqlite", "20991231000001_later.sql", "-- +goose Up\nCREATE TABLE later (id integer PRIMARY KEY);\n"), nil); err != nil {
		t.Fatal(err)
	}
	to, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	if _, err := store.Transfer(t.Context(), storetest.SQLite(t), to, nil); err == nil || !strings.Contains(err.Error(), "20991231000001") {
		t.Errorf("got %v", err)
	}
}

// What a source holds that the other cannot keep ends the transfer with the row's name, and nothing of it stays.
func TestTransfer_that_cannot_keep_a_row_leaves_nothing(t *testing.T) {
	for name, damage := range map[string]struct{ query, says string }{
		"a text of bytes":      {`UPDATE shops SET name = CAST(x'ff00' AS text) WHERE id = 1`, "table shops: row id 1, column name"},
		"a date that is none":  {`UPDATE shops SET created_at = 'kemarin' WHERE id = 1`, "column created_at"},
		"a number that is not": {`UPDATE shops SET photo_mat = 'merah' WHERE id = 1`, "column photo_mat"},
		"an orphan":            {`PRAGMA foreign_keys = OFF; UPDATE shop_members SET shop_id = 777; PRAGMA foreign_keys = ON`, "shop_members"},
	} {
		for engine, open := range engines {
			t.Run(name+" to "+engine, func(t *testing.T) {
				from, to := storetest.SQLite(t), open(t)
				storetest.Shop(t, from)
				if _, err := from.Exec(t.Context(), damage.query); err != nil {
					t.Fatal(err)
				}
				_, err := store.Transfer(t.Context(), from, to, nil)
				if err == nil || !strings.Contains(err.Error(), damage.says) {
					t.Fatalf("got %v, want a sentence with %q", err, damage.says)
				}
				if n := count(t, to, `SELECT COUNT(*) FROM accounts`); n != 0 {
					t.Errorf("%d accounts stayed", n)
				}
				if n := count(t, to, `SELECT COUNT(*) FROM categories`); n == 0 {
					t.Error("what the migrations brought is gone")
				}
				if _, err := store.Transfer(t.Context(), storetest.SQLite(t), to, nil); err != nil {
					t.Errorf("the next try: %v", err)
				}
			})
		}
	}
}

// The moment of a transfer is one: what is sold meanwhile is not half there.
func TestTransfer_sees_one_moment(t *testing.T) {
	for engine, open := range engines {
		t.Run(engine, func(t *testing.T) {
			from, to := open(t), storetest.SQLite(t)
			storetest.Shop(t, from)
			sold := false
			_, err := store.Transfer(t.Context(), from, to, func(string, int, int) {
				if !sold {
					sold = true
					storetest.Shop(t, from)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, table := range []string{"shops", "accounts", "shop_members"} {
				if n := count(t, to, `SELECT COUNT(*) FROM `+table); n != 1 {
					t.Errorf("%d rows of %s came over, want 1", n, table)
				}
			}
		})
	}
}

// A table that a later migration brings travels without a word here, whatever its types.
func TestTransfer_takes_tables_it_never_heard_of(t *testing.T) {
	ctx := t.Context()
	files := with(t, "sqlite", "20991231000001_odd.sql", `-- +goose Up
CREATE TABLE odd (kind text NOT NULL, day text NOT NULL, tree json NULL, raw blob NULL, share real NULL, yes bool NOT NULL, big bigint NOT NULL, at datetime NULL, PRIMARY KEY (kind, day));
`).(fstest.MapFS)
	files["postgres/20991231000001_odd.sql"] = &fstest.MapFile{Data: []byte(`-- +goose Up
CREATE TABLE odd (kind text NOT NULL, day text NOT NULL, tree jsonb NULL, raw bytea NULL, share double precision NULL, yes boolean NOT NULL, big bigint NOT NULL, at timestamptz NULL, PRIMARY KEY (kind, day));
`)}
	open := func(url string) *store.DB {
		if err := store.MigrateFrom(ctx, url, files, nil); err != nil {
			t.Fatal(err)
		}
		d, err := store.Open(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		return d
	}
	a := open(storetest.SQLiteURL(t))
	for i := range 1203 { // more than two batches
		if _, err := a.Exec(ctx, `INSERT INTO odd VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, []string{"b", "Á", "a"}[i%3], fmt.Sprint(i),
			`{"z": [1, 2.50, 1e3], "a": {"é": null}}`, []byte{0, 255, byte(i)}, 0.1+float64(i), i%2 == 0, int64(9223372036854775807)-int64(i), storetest.Noon.Add(time.Duration(i)*time.Microsecond)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Exec(ctx, `INSERT INTO odd VALUES ('null', '', NULL, NULL, NULL, false, -1, NULL)`); err != nil {
		t.Fatal(err)
	}
	b, c := open(storetest.PostgresURL(t)), open(storetest.SQLiteURL(t))
	for _, leg := range [][2]*store.DB{{a, b}, {b, c}} {
		if _, err := store.Transfer(ctx, leg[0], leg[1], nil); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, c, `SELECT COUNT(*) FROM odd WHERE tree IS NULL AND raw IS NULL AND share IS NULL AND at IS NULL`); n != 1 {
		t.Errorf("%d rows of nothing arrived, want 1", n)
	}
	if got := text(t, c, `SELECT hex(raw) || ' ' || share || ' ' || big || ' ' || at FROM odd WHERE day = '7'`); got != "00FF07 7.1 9223372036854775800 2026-11-21T05:00:00.000007Z" {
		t.Errorf("a row came back as %s", got)
	}
}
