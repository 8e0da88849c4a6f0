package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"beli/internal/database"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

var errStop = errors.New("stop")

func count(t *testing.T, d *store.DB, query string, args ...any) int {
	t.Helper()
	rows, err := d.Query(context.Background(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var n int
	if rows.Next() {
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func put(ctx context.Context, d *store.DB, name string) error {
	_, err := d.Exec(ctx, `INSERT INTO setting (name, value) VALUES ($1, 'x')`, name)
	return err
}

func TestInTx_keeps_all_or_nothing_and_hooks_follow_a_commit_only(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, after := context.Background(), 0
		err := d.InTx(ctx, func(ctx context.Context) error {
			database.AfterCommit(ctx, func() { after++ })
			if err := put(ctx, d, "a"); err != nil {
				return err
			}
			return d.InTx(ctx, func(ctx context.Context) error { // joins
				if err := put(ctx, d, "b"); err != nil {
					return err
				}
				return errStop
			})
		})
		if !errors.Is(err, errStop) || after != 0 || count(t, d, `SELECT COUNT(*) FROM setting`) != 0 {
			t.Fatalf("after an error: %v, hooks %d, rows kept", err, after)
		}
		func() {
			defer func() { recover() }()
			d.InTx(ctx, func(ctx context.Context) error {
				if err := put(ctx, d, "c"); err != nil {
					t.Error(err)
				}
				panic("boom")
			})
		}()
		if n := count(t, d, `SELECT COUNT(*) FROM setting`); n != 0 {
			t.Fatalf("a panic kept %d rows", n)
		}
		err = d.InTx(ctx, func(ctx context.Context) error {
			database.AfterCommit(ctx, func() { after++ })
			return put(ctx, d, "d")
		})
		if err != nil || after != 1 || count(t, d, `SELECT COUNT(*) FROM setting`) != 1 {
			t.Fatalf("after a commit: %v, hooks %d", err, after)
		}
	})
}

func TestInTx_writes_of_many_at_once_all_arrive(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx := context.Background()
		if err := put(ctx, d, "n"); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Exec(ctx, `UPDATE setting SET value = '0'`); err != nil {
			t.Fatal(err)
		}
		errs := make(chan error)
		for range 16 {
			go func() {
				errs <- d.InTx(ctx, func(ctx context.Context) error {
					rows, err := d.Query(ctx, `SELECT COUNT(*) FROM setting`) // a read first: the transaction that would fail if it began deferred
					if err != nil {
						return err
					}
					rows.Close()
					_, err = d.Exec(ctx, `UPDATE setting SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`)
					return err
				})
			}()
		}
		for range 16 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if n := count(t, d, `SELECT CAST(value AS INTEGER) FROM setting`); n != 16 {
			t.Fatalf("%d writes arrived, want 16", n)
		}
	})
}

func TestExec_names_a_refused_constraint_as_a_conflict(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx := context.Background()
		if err := put(ctx, d, "a"); err != nil {
			t.Fatal(err)
		}
		if err := put(ctx, d, "a"); !errors.Is(err, store.ErrConflict) {
			t.Fatalf("got %v, want a conflict", err)
		}
	})
}

func TestTimes_compare_as_instants_whatever_their_zone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx := context.Background()
		shop, _ := storetest.Shop(t, d)
		at := time.Date(2026, 11, 21, 9, 30, 0, 500_000, time.FixedZone("WIB", 7*3600)) // 02:30 UTC
		if _, err := d.Exec(ctx, `UPDATE shops SET submitted_at = $1 WHERE id = $2`, at, shop); err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			before time.Time
			want   int
		}{
			{time.Date(2026, 11, 21, 10, 0, 0, 0, time.FixedZone("WITA", 8*3600)), 0}, // 02:00 UTC
			{time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC), 1},
			{time.Date(2026, 11, 21, 2, 30, 0, 0, time.UTC), 0},
			{time.Date(2026, 11, 21, 2, 30, 0, 501_000, time.UTC), 1},
		} {
			if n := count(t, d, `SELECT COUNT(*) FROM shops WHERE submitted_at < $1`, tt.before); n != tt.want {
				t.Errorf("before %v: %d rows, want %d", tt.before, n, tt.want)
			}
		}
	})
}

func TestAppendOnly_tables_refuse_change_and_removal(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx := context.Background()
		shop, _ := storetest.Shop(t, d)
		storetest.Product(t, d, shop, 10_000, 3)
		for _, q := range []string{`UPDATE variant_prices SET price = 1`, `DELETE FROM variant_prices`,
			`UPDATE stock_movements SET quantity = 100`, `DELETE FROM stock_movements`} {
			if _, err := d.Exec(ctx, q); err == nil {
				t.Errorf("%s was done", q)
			}
		}
		if n := count(t, d, `SELECT COUNT(*) FROM variant_prices WHERE price = 10000`); n != 1 {
			t.Fatalf("%d price versions left", n)
		}
	})
}
