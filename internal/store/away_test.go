package store_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// turnedAway checks that an error is one that pages answer with 503.
func turnedAway(t *testing.T, what string, err error, code string) {
	t.Helper()
	if fault.KindOf(err) != fault.Unavailable || fault.CodeOf(err) != code {
		t.Errorf("%s: %v (%s), want %s", what, err, fault.CodeOf(err), code)
	}
}

func TestAway_a_server_that_does_not_listen(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	_, err = store.Start(t.Context(), "postgres://beli:hunter2@"+address+"/beli", nil)
	turnedAway(t, "start", err, "database_away")
	_, err = store.Open(t.Context(), "postgres://beli:hunter2@"+address+"/beli")
	turnedAway(t, "open", err, "database_away")
}

func TestAway_a_server_that_lets_nobody_in(t *testing.T) {
	at := storetest.PostgresURL(t)
	d, err := store.Open(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	name := "crowded_" + strings.ToLower(fmt.Sprintf("%x", time.Now().UnixNano()))
	if _, err := d.Exec(t.Context(), "CREATE ROLE "+name+" LOGIN CONNECTION LIMIT 0 PASSWORD 'hunter2'"); err != nil {
		t.Fatal(err)
	}
	defer d.Exec(context.Background(), "DROP ROLE "+name)
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(name, "hunter2")
	_, err = store.Open(t.Context(), u.String())
	turnedAway(t, "too many connections", err, "database_away")
	if !strings.Contains(err.Error(), "too many connections") {
		t.Errorf("refused for another reason: %v", err)
	}
}

// A connection that the server ends, as a restart does with all of them, is not felt by whoever comes next.
func TestAway_a_server_that_restarted_serves_the_next_request(t *testing.T) {
	at, ctx := storetest.PostgresURL(t), t.Context()
	d, err := store.Open(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	operator, err := store.Open(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	defer operator.Close()
	accounts := store.NewAccounts(d)
	id := storetest.Account(t, d, "none")
	cut := func() {
		t.Helper()
		// Many connections, all alive and used a moment ago, then all of them ended.
		for range 2 {
			busy := make(chan error)
			for range 12 {
				go func() {
					busy <- d.InTx(ctx, func(ctx context.Context) error {
						rows, err := d.Query(ctx, `SELECT pg_sleep(0.02)`)
						if err != nil {
							return err
						}
						return rows.Close()
					})
				}()
			}
			for range 12 {
				if err := <-busy; err != nil {
					t.Fatal(err)
				}
			}
		}
		if n := count(t, operator, `SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`); n < 2 {
			t.Fatalf("%d connections were ended", n)
		}
	}
	for range 3 {
		cut()
		if n := count(t, d, `SELECT COUNT(*) FROM accounts`); n != 1 {
			t.Errorf("%d accounts", n)
		}
		cut()
		if _, err := accounts.ByID(ctx, id); err != nil {
			t.Errorf("a page: %v", err)
		}
		cut()
		if err := d.InTx(ctx, func(ctx context.Context) error {
			_, err := d.Exec(ctx, `INSERT INTO setting (name, value) VALUES ('x', '1') ON CONFLICT (name) DO UPDATE SET value = setting.value || '1'`)
			return err
		}); err != nil {
			t.Errorf("a purchase: %v", err)
		}
	}
	if got := text(t, d, `SELECT value FROM setting WHERE name = 'x'`); got != "111" {
		t.Errorf("written %q, want each once", got)
	}
}

// A connection that breaks in the middle undoes the transaction, which then runs again.
func TestAway_a_transaction_whose_connection_broke_runs_again_once(t *testing.T) {
	d := storetest.Postgres(t)
	ctx, runs := t.Context(), 0
	err := d.InTx(ctx, func(ctx context.Context) error {
		runs++
		if err := put(ctx, d, "x"); err != nil {
			return err
		}
		if runs == 1 {
			rows, err := d.Query(ctx, `SELECT pg_terminate_backend(pg_backend_pid())`)
			if err == nil {
				rows.Close()
				err = rows.Err()
			}
			if err == nil {
				return put(ctx, d, "y")
			}
			return err
		}
		return nil
	})
	if err != nil || runs != 2 || count(t, d, `SELECT COUNT(*) FROM setting`) != 1 {
		t.Fatalf("%v after %d runs", err, runs)
	}
}

func TestAway_waiting_too_long_is_an_absent_database(t *testing.T) {
	at := storetest.PostgresURL(t)
	d, err := store.Open(t.Context(), at+"&statement_timeout=50&lock_timeout=20&pool_max_conns=3")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got := text(t, d, `SHOW statement_timeout`) + " " + text(t, d, `SHOW lock_timeout`) + " " + text(t, d, `SHOW idle_in_transaction_session_timeout`); got != "50ms 20ms 10s" {
		t.Errorf("limits %q: the address does not override ours", got)
	}
	_, err = d.Query(t.Context(), `SELECT pg_sleep(5)`)
	turnedAway(t, "a slow answer", err, "database_away")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, err = d.Query(ctx, `SELECT pg_sleep(5)`)
	turnedAway(t, "an answer after our own deadline", err, "database_away")
	err = d.InTx(t.Context(), func(ctx context.Context) error {
		if _, err := d.Exec(ctx, `LOCK TABLE setting IN ACCESS EXCLUSIVE MODE`); err != nil {
			return err
		}
		turnedAway(t, "a lock that another holds", put(context.Background(), d, "x"), "database_away")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Query(gone, `SELECT 1`); fault.KindOf(err) == fault.Unavailable {
		t.Errorf("a visitor who left is no absent database: %v", err)
	}
}

func TestAway_sqlite_that_is_held_full_or_read_only(t *testing.T) {
	at := storetest.SQLiteURL(t)
	d, err := store.Open(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	other, err := store.Open(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	write := func() error {
		return d.InTx(t.Context(), func(ctx context.Context) error {
			for i := range 200 {
				if err := put(ctx, d, fmt.Sprint(i)+strings.Repeat("x", 4000)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	set := func(pragma string) {
		t.Helper()
		if _, err := d.Exec(t.Context(), "PRAGMA "+pragma); err != nil {
			t.Fatal(err)
		}
	}
	set("busy_timeout = 20")
	if err := other.InTx(t.Context(), func(ctx context.Context) error {
		turnedAway(t, "held by another program", write(), "database_away")
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	set("query_only = 1")
	turnedAway(t, "read-only", write(), "database_away")
	set("query_only = 0")
	set("max_page_count = 1")
	turnedAway(t, "full", write(), "disk_full")
	if n := count(t, d, `SELECT COUNT(*) FROM setting`); n != 0 {
		t.Errorf("%d half-written rows; a full disk must still be read", n)
	}
	set("max_page_count = 1000000")
	if err := write(); err != nil {
		t.Errorf("once there is room again: %v", err)
	}
}

func TestAway_leaves_errors_about_the_question_alone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		for what, err := range map[string]error{
			"nonsense": func() error { _, err := d.Exec(t.Context(), `SELEC 1`); return err }(),
			"a rule":   func() error { return d.InTx(t.Context(), func(context.Context) error { return errStop }) }(),
			"a guard":  func() error { _, err := d.Exec(t.Context(), `INSERT INTO setting (name) VALUES (NULL)`); return err }(),
		} {
			if err == nil || fault.KindOf(err) == fault.Unavailable {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

// refuser is a server that asks for a password in plain text and refuses every one.
func refuser(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	message := func(kind byte, body string) []byte {
		out := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(body)+4))
		return append(out, body...)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				r := bufio.NewReader(c)
				read := func() bool {
					var n uint32
					if binary.Read(r, binary.BigEndian, &n) != nil || n < 4 || n > 10_000 {
						return false
					}
					_, err := io.CopyN(io.Discard, r, int64(n-4))
					return err == nil
				}
				if !read() {
					return
				}
				c.Write(message('R', "\x00\x00\x00\x03"))
				if _, err := r.ReadByte(); err != nil || !read() {
					return
				}
				c.Write(message('E', "SFATAL\x00VFATAL\x00C28P01\x00Mpassword authentication failed for user \"beli\"\x00\x00"))
			}()
		}
	}()
	return l.Addr().String()
}

func TestOpen_never_repeats_a_password(t *testing.T) {
	at := refuser(t)
	_, err := store.Open(t.Context(), "postgres://beli:hunter2@"+at+"/beli?sslmode=disable")
	turnedAway(t, "a wrong password", err, "database_away")
	if !strings.Contains(err.Error(), "password authentication failed") {
		t.Errorf("refused for another reason: %v", err)
	}
	for _, address := range []string{
		"postgres://beli:hunter2@" + at + "/beli?sslmode=disable",
		"postgres://beli:hunter2%zz@db/beli",
		"postgres://beli:hunter2 @db/beli",
		"postgres://beli:hun`ter2@db:x/beli",
		"postgres://beli:hunter2@db:99999999/beli",
		"postgres://beli:hunter2@db/beli?sslmode=hunter2",
		"postgres://db/beli?user=beli&password=hunter2&sslmode=wrong",
		"postgres://beli:hunter2/@db/beli",
		"postgres://beli:#hunter2@db/beli",
		"host=db user=beli password=hunter2 port=x",
		"postgres://beli:hunter2@db/beli?pool_max_conns=hunter2",
		"postgres://beli:hunter2@" + at + "/beli?connect_timeout=hunter2",
	} {
		for name, try := range map[string]func() error{
			"open":    func() error { _, err := store.Open(t.Context(), address); return err },
			"migrate": func() error { return store.Migrate(t.Context(), address, nil) },
		} {
			err := try()
			if err == nil || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "hun`ter2") || strings.Contains(err.Error(), "ter2") {
				t.Errorf("%s %s: %v", name, address, err)
			}
		}
	}
}
