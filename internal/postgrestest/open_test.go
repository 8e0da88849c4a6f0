package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

func query(t *testing.T, address, sql string) string {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var out string
	if err := conn.QueryRow(ctx, sql).Scan(&out); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return out
}

func execute(address string, statements ...string) error {
	s := &server{url: address}
	return s.do(statements...)
}

func TestOpen_gives_each_test_an_empty_database(t *testing.T) {
	a, b := Open(t), Open(t)
	if a == b {
		t.Fatal("two tests share a database")
	}
	if err := execute(a, "CREATE TABLE wajik (id int)"); err != nil {
		t.Fatal(err)
	}
	const tables = "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'"
	if got := query(t, a, tables) + query(t, b, tables); got != "10" {
		t.Errorf("tables in the first and second database: %s, want 10", got)
	}
	if got := query(t, a, "SELECT current_setting('server_encoding')"); got != "UTF8" {
		t.Errorf("encoding = %s", got)
	}
}

func TestOpen_drops_the_database_after_its_test(t *testing.T) {
	var name string
	t.Run("test", func(t *testing.T) { name = query(t, Open(t), "SELECT current_database()::text") })
	if name == "" {
		t.Skip("NOT TESTED ON POSTGRESQL: it is absent")
	}
	if got := query(t, Open(t), "SELECT count(*)::text FROM pg_database WHERE datname = '"+name+"'"); got != "0" {
		t.Errorf("%s is still there", name)
	}
}

func TestOpenTemplate_prepares_once_and_copies(t *testing.T) {
	runs := 0
	prepare := func(address string) error {
		runs++
		return execute(address, "CREATE TABLE shop (name text)", "INSERT INTO shop VALUES ('Toko Contoh')")
	}
	a := OpenTemplate(t, "shops", prepare)
	b := OpenTemplate(t, "shops", prepare)
	if process.server.ours && runs != 1 {
		t.Errorf("prepared %d times", runs)
	}
	if err := execute(a, "DELETE FROM shop"); err != nil {
		t.Fatal(err)
	}
	if got := query(t, b, "SELECT string_agg(name, ',') FROM shop"); got != "Toko Contoh" {
		t.Errorf("the second copy holds %q: copies are not apart", got)
	}
}

func TestOpenTemplate_with_a_connection_left_open_still_copies(t *testing.T) {
	a := OpenTemplate(t, "open", func(address string) error {
		conn, err := pgx.Connect(context.Background(), address)
		if err == nil {
			t.Cleanup(func() { conn.Close(context.Background()) })
		}
		return err
	})
	if got := query(t, a, "SELECT 'yes'"); got != "yes" {
		t.Error(got)
	}
}

func TestOpenTemplate_fails_the_test_when_preparing_fails(t *testing.T) {
	Open(t) // skips where there is no server
	for range 2 {
		log := outcome(t, func(tb testing.TB) {
			OpenTemplate(tb, "broken", func(string) error { return errors.New("migration 3 is wrong") })
		})
		if log != "fatal: prepare the template broken: migration 3 is wrong" &&
			log != "fatal: prepare the database broken: migration 3 is wrong" {
			t.Errorf("outcome = %q", log)
		}
	}
}

func TestAbsent_server_skips_loudly_and_fails_where_it_is_required(t *testing.T) {
	_, err := find("", func() (string, error) { return "", errAbsent })
	if got := outcome(t, func(tb testing.TB) { giveUp(tb, err, false) }); !strings.HasPrefix(got, "skip: NOT TESTED ON POSTGRESQL: no initdb") {
		t.Errorf("absent: %q", got)
	}
	if got := outcome(t, func(tb testing.TB) { giveUp(tb, err, true) }); !strings.HasPrefix(got, "fatal: PostgreSQL: no initdb") {
		t.Errorf("absent but required: %q", got)
	}
}

func TestBroken_server_fails_even_where_it_is_not_required(t *testing.T) {
	bin := t.TempDir()
	if err := os.Chmod(filepath.Dir(bin), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{"initdb": "mkdir data", "postgres": "echo no memory >&2; exit 1"} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	_, err := find("", func() (string, error) { return bin, nil })
	if err == nil || !strings.Contains(err.Error(), "the server ended at once: no memory") {
		t.Fatalf("error = %v", err)
	}
	if got := outcome(t, func(tb testing.TB) { giveUp(tb, err, false) }); !strings.HasPrefix(got, "fatal: ") {
		t.Errorf("outcome = %q", got)
	}
}

func TestWithDatabase_replaces_only_the_name(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"postgres://u:p%23@db:5432/postgres?sslmode=disable", "postgres://u:p%23@db:5432/x?sslmode=disable"},
		{"postgres://postgres@/postgres?host=%2Ftmp%2Fa", "postgres://postgres@/x?host=%2Ftmp%2Fa"},
		{"postgres://db/?dbname=old", "postgres://db/x"},
	} {
		if got := withDatabase(c.address, "x"); got != c.want {
			t.Errorf("withDatabase(%q) = %q, want %q", c.address, got, c.want)
		}
	}
}

// recorder notes how a test would have ended.
type recorder struct {
	testing.TB
	ended string
}

type stop struct{}

func (r *recorder) Helper() {}
func (r *recorder) Fatalf(format string, args ...any) {
	r.ended = "fatal: " + fmt.Sprintf(format, args...)
	panic(stop{})
}
func (r *recorder) Skipf(format string, args ...any) {
	r.ended = "skip: " + fmt.Sprintf(format, args...)
	panic(stop{})
}

func outcome(t *testing.T, f func(testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t}
	func() {
		defer func() {
			if v := recover(); v != nil && v != any(stop{}) {
				panic(v)
			}
		}()
		f(r)
	}()
	return r.ended
}
