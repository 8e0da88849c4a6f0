package store_test

import (
	"context"
	"errors"
	"testing"

	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestPending_counts_without_changing_anything(t *testing.T) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL, "postgres": storetest.PostgresURL} {
		t.Run(name, func(t *testing.T) {
			ctx, at := context.Background(), url(t)
			if n, err := store.Pending(ctx, at); n != 0 || err != nil {
				t.Fatalf("of a new database %d wait, %v", n, err)
			}
			d, err := store.Open(ctx, at)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			in := func(query string) {
				t.Helper()
				if err := d.InTx(ctx, func(ctx context.Context) error { _, err := d.Exec(ctx, query); return err }); err != nil {
					t.Fatal(err)
				}
			}
			in(`DELETE FROM goose_db_version WHERE version_id = (SELECT MAX(version_id) FROM goose_db_version)`)
			for range 2 {
				if n, err := store.Pending(ctx, at); n != 1 || err != nil {
					t.Fatalf("%d wait, %v; want 1", n, err)
				}
			}
			in(`UPDATE goose_db_version SET version_id = 20991231000001 WHERE version_id = (SELECT MAX(version_id) FROM goose_db_version)`)
			if _, err := store.Pending(ctx, at); !errors.Is(err, store.ErrNewer) {
				t.Errorf("a database of a newer program: %v", err)
			}
			in(`DROP TABLE goose_db_version`)
			if n, err := store.Pending(ctx, at); n < 3 || err != nil {
				t.Errorf("of a database without a version %d wait, %v", n, err)
			}
		})
	}
}
