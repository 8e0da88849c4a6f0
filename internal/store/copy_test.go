package store_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beli/internal/store"
	"beli/internal/store/storetest"
)

// copies lists the files beside a database that are copies of it.
func copies(t *testing.T, url string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(strings.TrimPrefix(url, "sqlite:")))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), ".before-") {
			names = append(names, e.Name())
		}
	}
	return names
}

// merge adds one more file to migrations.
func merge(t *testing.T, files fs.FS, name, body string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for path, file := range files.(fstest.MapFS) {
		out[path] = file
	}
	out[name] = &fstest.MapFile{Data: []byte(body)}
	return out
}

const harmless = "-- +goose Up\nCREATE TABLE later_"

func TestMigrate_keeps_a_copy_of_a_filled_database_before_it_changes_it(t *testing.T) {
	url := storetest.SQLiteURL(t)
	d, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Shop(t, d)
	d.Close()
	var steps []string
	hear := func(s string) { steps = append(steps, s) }
	if err := store.Migrate(t.Context(), url, hear); err != nil || len(steps) != 0 || len(copies(t, url)) != 0 {
		t.Fatalf("with nothing to do: %v, %v, %v", err, steps, copies(t, url))
	}
	files := with(t, "sqlite", "20991231000001_x.sql", harmless+"1 (id integer);\n")
	if err := store.MigrateFrom(t.Context(), url, files, hear); err != nil {
		t.Fatal(err)
	}
	if want := []string{"beli.db.before-20991231000001", "20991231000001_x.sql"}; !slices.Equal(steps, want) {
		t.Errorf("heard of %v, want %v", steps, want)
	}
	copied := strings.TrimPrefix(url, "sqlite:") + ".before-20991231000001"
	info, err := os.Stat(copied)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the copy: %v %v", info, err)
	}
	// The copy is the shop as it was: this program opens it.
	old, err := store.Start(t.Context(), "sqlite:"+copied, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if n := count(t, old, `SELECT COUNT(*) FROM shops`); n != 1 {
		t.Errorf("%d shops in the copy", n)
	}
}

func TestMigrate_of_an_empty_database_makes_no_copy(t *testing.T) {
	url := "sqlite:" + filepath.Join(t.TempDir(), "beli.db")
	if err := store.Migrate(t.Context(), url, nil); err != nil || len(copies(t, url)) != 0 {
		t.Errorf("%v, %v", err, copies(t, url))
	}
}

func TestMigrate_keeps_the_newest_three_copies(t *testing.T) {
	url := storetest.SQLiteURL(t)
	all := with(t, "sqlite", "20991231000001_x.sql", harmless+"1 (id integer);\n")
	for _, n := range []string{"2", "3", "4", "5"} {
		if err := store.MigrateFrom(t.Context(), url, all, nil); err != nil {
			t.Fatal(err)
		}
		all = merge(t, all, "sqlite/2099123100000"+n+"_x.sql", harmless+n+" (id integer);\n")
	}
	if err := store.MigrateFrom(t.Context(), url, all, nil); err != nil {
		t.Fatal(err)
	}
	want := []string{"beli.db.before-20991231000003", "beli.db.before-20991231000004", "beli.db.before-20991231000005"}
	if got := copies(t, url); !slices.Equal(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
}

func TestMigrate_changes_nothing_when_the_copy_cannot_be_made(t *testing.T) {
	url := storetest.SQLiteURL(t)
	blocked := strings.TrimPrefix(url, "sqlite:") + ".before-20991231000001.unfinished"
	if err := os.MkdirAll(filepath.Join(blocked, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	files := with(t, "sqlite", "20991231000001_x.sql", harmless+"1 (id integer);\n")
	err := store.MigrateFrom(t.Context(), url, files, nil)
	if err == nil || !strings.Contains(err.Error(), "nothing was changed") {
		t.Fatalf("got %v", err)
	}
	d, err := store.Start(t.Context(), url, nil) // as before: this program's own version
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if n := count(t, d, `SELECT COUNT(*) FROM sqlite_master WHERE name = 'later_1'`); n != 0 {
		t.Error("the migration ran without a copy")
	}
}

func TestCopyTo_of_a_shop_in_use_is_one_whole_file(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		storetest.Shop(t, d)
		if _, err := d.Exec(t.Context(), `INSERT INTO change_log (kind, ref, at) VALUES ('shop', 1, 1)`); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "it's a copy?.db")
		at, rows, err := d.CopyTo(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if rows["shops"] != 1 || rows["categories"] == 0 || rows["change_log"] != 0 || at < 20261121000002 {
			t.Errorf("migration %d, rows %v", at, rows)
		}
		beside, err := filepath.Glob(filepath.Dir(path) + "/*")
		if err != nil || len(beside) != 1 {
			t.Errorf("beside the copy: %v %v", beside, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the copy: %v %v", info, err)
		}
		if _, _, err := d.CopyTo(t.Context(), path); err == nil {
			t.Error("a second copy was written over the first")
		}
	})
}

func TestInspect_refuses_a_damaged_file_or_one_that_is_none(t *testing.T) {
	path := strings.TrimPrefix(storetest.SQLiteURL(t), "sqlite:")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(raw) / 3; i < len(raw)/2; i++ {
		raw[i] ^= 0x55
	}
	for name, content := range map[string][]byte{"damaged": raw, "short": raw[:5000], "other": []byte(strings.Repeat("bukan basis data ", 500))} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := store.Inspect(t.Context(), path); err == nil {
			t.Errorf("a %s file was taken for whole", name)
		}
	}
}
