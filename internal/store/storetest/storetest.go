// Package storetest runs a test on every database the product supports: on SQLite
// always, on PostgreSQL where its server is installed (required when
// BELI_TEST_REQUIRE=1). Each test gets a migrated database of its own.
package storetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"beli/internal/postgrestest"
	"beli/internal/store"
)

// Each runs test once per database.
func Each(t *testing.T, test func(t *testing.T, d *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, Postgres(t))
	})
}

var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "beli-template")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "template.db")
	ctx := context.Background()
	d, err := store.Start(ctx, "sqlite:"+path, nil)
	if err != nil {
		return nil, err
	}
	// One file again: everything out of the write-ahead log.
	if _, err := d.Exec(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// SQLiteURL is the address of a fresh, migrated SQLite database in the test's folder.
func SQLiteURL(t testing.TB) string {
	t.Helper()
	raw, err := template()
	if err != nil {
		t.Fatalf("template database: %v", err)
	}
	path := filepath.Join(t.TempDir(), "beli.db")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}

// PostgresURL is the address of a fresh, migrated PostgreSQL database.
func PostgresURL(t testing.TB) string {
	t.Helper()
	return postgrestest.OpenTemplate(t, "beli", func(url string) error {
		return store.Migrate(context.Background(), url, nil)
	})
}

// SQLite opens a fresh, migrated SQLite database.
func SQLite(t testing.TB) *store.DB { t.Helper(); return open(t, SQLiteURL(t)) }

// Postgres opens a fresh, migrated PostgreSQL database, or skips aloud.
func Postgres(t testing.TB) *store.DB { t.Helper(); return open(t, PostgresURL(t)) }

func open(t testing.TB, url string) *store.DB {
	t.Helper()
	d, err := store.Open(context.Background(), url)
	if err != nil {
		t.Fatalf("open database: %v", err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}
