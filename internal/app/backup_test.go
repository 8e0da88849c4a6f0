package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beli/internal/backup"
	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/photo"
	"beli/internal/postgrestest"
	"beli/internal/store"
)

// reopen makes the program of settings that stand already.
func reopen(t *testing.T, set map[string]string) *town {
	t.Helper()
	c := settingsOf(t, set)
	w := &town{t: t, said: &notebook{}}
	var err error
	if w.App, err = NewWith(t.Context(), c, w.said, slog.New(slog.NewTextHandler(w.said, nil)), clock.System{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	w.reindex()
	return w
}

func settingsOf(t *testing.T, set map[string]string) config.Config {
	t.Helper()
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// trading is what a town has seen when it is backed up or moved.
type trading struct {
	near, far stall
	code      string // of a purchase that is paid
	picture   photo.Photo
}

// trade sells from two shops, once paid and once not, and hangs up a picture.
func (w *town) trade() trading {
	w.t.Helper()
	d := trading{near: w.stall("Wajik kletik gula aren", 18_000), far: w.stall("Kendang djimbe mahoni", 250_000)}
	w.settle()
	for _, pay := range []bool{true, false} {
		b := w.browser()
		fill(b, d.near, "wajik kletek")
		fill(b, d.far, "djimbe")
		sent := checkOut(b, d.near, d.far).Form("/checkout/kirim").Submit()
		if pay {
			d.code = codeOf(w.t, payFor(w.t, b, sent))
		}
	}
	var err error
	if d.picture, err = w.parts.photos.Add(context.Background(), bytes.NewReader(picture())); err != nil {
		w.t.Fatal(err)
	}
	w.settle()
	return d
}

// wantTraded fails unless a town shows what was bought elsewhere, and sells on.
func (w *town) wantTraded(d trading) {
	w.t.Helper()
	found := find(w.browser(), d.code, lastDigits).Want(http.StatusOK)
	found.WantText(d.near.name, d.far.name, w.words().T("checkout.state_paid"))
	b := w.browser()
	fill(b, d.near, "wajik kletek")
	fill(b, d.far, "djimbe")
	payFor(w.t, b, checkOut(b, d.near, d.far).Form("/checkout/kirim").Submit())
	w.settle()
	if err := w.Verify(context.Background()); err != nil {
		w.t.Errorf("after the next purchase: %v\n%s", err, w.said.all())
	}
}

func (w *town) wantPicture(d trading) {
	w.t.Helper()
	if got := w.browser().Get(d.picture.Address(photo.Card, photo.JPEG)).Want(http.StatusOK).Header.Get("Content-Type"); got != "image/jpeg" {
		w.t.Errorf("the picture is %q", got)
	}
}

// counted is how many rows the tables hold in a town.
func (w *town) counted(tables map[string]int64) map[string]int64 {
	w.t.Helper()
	out := map[string]int64{}
	for table := range tables {
		rows, err := w.parts.db.Query(context.Background(), "SELECT COUNT(*) FROM "+table)
		if err != nil {
			w.t.Fatal(err)
		}
		var n int64
		for rows.Next() {
			if err := rows.Scan(&n); err != nil {
				w.t.Fatal(err)
			}
		}
		rows.Close()
		out[table] = n
	}
	return out
}

// wantSameRows fails unless both hold as many rows; positions of the log of changes mean nothing elsewhere.
func wantSameRows(t *testing.T, before, after map[string]int64) {
	t.Helper()
	for table, n := range before {
		if after[table] != n && table != "change_log" && table != "follower" {
			t.Errorf("%s held %d rows and holds %d", table, n, after[table])
		}
	}
	if before["orders"] != 4 || before["ledger_entries"] == 0 {
		t.Errorf("there was nothing to lose: %v", before)
	}
}

// archived backs a town up and finds the archive.
func archived(t *testing.T, c config.Config) (path string, m backup.Manifest) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "backups")
	var out bytes.Buffer
	if err := Backup(t.Context(), c, folder, &out); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	made, err := filepath.Glob(filepath.Join(folder, "beli-*.tar.gz"))
	if err != nil || len(made) != 1 {
		t.Fatalf("%v %v", made, err)
	}
	if !strings.Contains(out.String(), made[0]) {
		t.Errorf("it does not say where the archive is: %s", out.String())
	}
	if m, err = backup.Verify(t.Context(), made[0]); err != nil {
		t.Fatal(err)
	}
	return made[0], m
}

func TestBackup_of_an_open_town_is_restored_elsewhere_with_its_purchases_and_pictures(t *testing.T) {
	eachTown(t, func(t *testing.T, w *town) {
		d := w.trade()
		path, m := archived(t, w.parts.config)
		before := w.counted(m.Rows)

		places := map[string]map[string]string{"sqlite": {"BELI_DATA_DIR": filepath.Join(t.TempDir(), "data")},
			"postgres": {"BELI_DATA_DIR": t.TempDir(), "BELI_DATABASE_URL": postgrestest.Open(t)}}
		for name, set := range places {
			t.Run("to "+name, func(t *testing.T) {
				var out bytes.Buffer
				if err := Restore(t.Context(), settingsOf(t, set), path, &out); err != nil {
					t.Fatalf("%v\n%s", err, out.String())
				}
				if !strings.Contains(out.String(), "all invariants hold") {
					t.Errorf("the books were not looked at:\n%s", out.String())
				}
				next := reopen(t, set)
				wantSameRows(t, before, next.counted(m.Rows))
				next.wantPicture(d)
				next.wantTraded(d)

				rows := next.counted(m.Rows)
				err := Restore(t.Context(), settingsOf(t, set), path, &out)
				if !errors.Is(err, store.ErrNotEmpty) || !strings.Contains(err.Error(), "not empty") {
					t.Errorf("into a town that trades: %v", err)
				}
				if after := next.counted(m.Rows); !maps.Equal(rows, after) {
					t.Errorf("a refused restore changed %v to %v", rows, after)
				}
			})
		}
	})
}

func TestRestore_refuses_a_folder_with_a_shop_and_an_archive_that_is_none(t *testing.T) {
	w := openTown(t, "")
	w.trade()
	path, _ := archived(t, w.parts.config)
	filled := filepath.Join(t.TempDir(), "data")
	if err := os.MkdirAll(filled, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filled, "beli.db"), []byte("somebody's"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := Restore(t.Context(), settingsOf(t, map[string]string{"BELI_DATA_DIR": filled}), path, io.Discard)
	if !errors.Is(err, store.ErrNotEmpty) || !strings.Contains(err.Error(), "beli.db") || !strings.Contains(err.Error(), "another data folder") {
		t.Errorf("a filled folder: %v", err)
	}
	if raw, err := os.ReadFile(filepath.Join(filled, "beli.db")); err != nil || string(raw) != "somebody's" {
		t.Errorf("the file that was there is now %q (%v)", raw, err)
	}

	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cut, empty := filepath.Join(t.TempDir(), "cut.tar.gz"), filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(cut, raw[:len(raw)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	for name, from := range map[string]string{"an archive cut off": cut, "no archive": filepath.Join(t.TempDir(), "none.tar.gz")} {
		if err := Restore(t.Context(), settingsOf(t, map[string]string{"BELI_DATA_DIR": empty}), from, io.Discard); err == nil {
			t.Errorf("%s was restored", name)
		}
		if slices.ContainsFunc(held(t, empty), func(path string) bool { return strings.Contains(path, "beli.db") }) {
			t.Errorf("%s left %v", name, held(t, empty))
		}
	}
}

func TestBackup_of_a_database_that_is_not_there_makes_nothing(t *testing.T) {
	dir, folder := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "backups")
	err := Backup(t.Context(), settingsOf(t, map[string]string{"BELI_DATA_DIR": dir}), folder, io.Discard)
	if err == nil || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "BELI_DATA_DIR") {
		t.Errorf("got %v", err)
	}
	if made := append(held(t, dir), held(t, folder)...); len(made) > 0 {
		t.Errorf("it made %v", made)
	}
}

func TestMoveDatabase_brings_a_traded_shop_to_PostgreSQL_and_back(t *testing.T) {
	address := postgrestest.Open(t)
	w := openTown(t, "")
	d := w.trade()
	_, m := archived(t, w.parts.config)
	before := w.counted(m.Rows)
	w.Close() // nobody writes meanwhile

	there := map[string]string{"BELI_DATA_DIR": w.parts.config.DataDir, "BELI_DATABASE_URL": address}
	move := func(set map[string]string, from, to string) (string, error) {
		var out bytes.Buffer
		err := MoveDatabase(t.Context(), settingsOf(t, set), from, to, &out)
		return out.String(), err
	}
	said, err := move(there, "sqlite", "postgres")
	if err != nil || !strings.Contains(said, "are the same on both sides") || !strings.Contains(said, "all invariants hold") {
		t.Fatalf("%v\n%s", err, said)
	}
	if said, err := move(there, "sqlite", "postgres"); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("a second time: %v\n%s", err, said)
	}
	second := reopen(t, there)
	wantSameRows(t, before, second.counted(m.Rows))
	second.wantPicture(d)
	second.wantTraded(d)
	traded := second.counted(m.Rows)
	second.Close()

	back := map[string]string{"BELI_DATA_DIR": filepath.Join(t.TempDir(), "data"), "BELI_DATABASE_URL": address}
	if said, err = move(back, "postgres", "sqlite"); err != nil || !strings.Contains(said, "all invariants hold") {
		t.Fatalf("%v\n%s", err, said)
	}
	delete(back, "BELI_DATABASE_URL")
	third := reopen(t, back)
	after := third.counted(m.Rows)
	for table, n := range traded {
		if after[table] != n && table != "change_log" && table != "follower" {
			t.Errorf("%s held %d rows on PostgreSQL and holds %d on SQLite", table, n, after[table])
		}
	}
	third.wantTraded(d)
}

func TestMoveDatabase_says_what_it_needs_to_know(t *testing.T) {
	address := postgrestest.Open(t)
	dir := filepath.Join(t.TempDir(), "data")
	for name, c := range map[string]struct{ url, from, to, says string }{
		"one database":     {"", "sqlite", "postgres", "BELI_DATABASE_URL"},
		"onto itself":      {address, "sqlite", "sqlite", "migrate -from"},
		"no such database": {address, "mysql", "postgres", "migrate -from"},
		"nothing to move":  {address, "sqlite", "postgres", "there is no database"},
	} {
		t.Run(name, func(t *testing.T) {
			err := MoveDatabase(t.Context(), settingsOf(t, map[string]string{"BELI_DATA_DIR": dir, "BELI_DATABASE_URL": c.url}), c.from, c.to, io.Discard)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q in it", err, c.says)
			}
			if made := held(t, dir); len(made) > 0 {
				t.Errorf("it made %v", made)
			}
		})
	}
}
