package backup_test

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beli/ent/migrations"
	"beli/internal/backup"
	"beli/internal/fulfilment"
	. "beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/photo/disk"
	"beli/internal/photo/phototest"
	"beli/internal/postgrestest"
	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/verify"
)

// The rehearsal: a shop with purchases is backed up while it is open and restored into a place of
// each kind, where verify finds nothing and the next purchase goes well.
func TestRehearsal_a_shop_comes_back_on_either_database(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		w := New(t, d)
		a, b := w.Stall(20_000, 20), w.Stall(15_000, 20)
		p := w.Buy(Posted(a, 2), Cash(b, 1))
		if _, err := w.Fulfilment.Decline(t.Context(), a.Owner, fulfilment.DeclineInput{At: p.At(0), Reason: "Habis"}); err != nil {
			t.Fatal(err)
		}
		w.Buy(Posted(a, 1), Posted(b, 1))
		w.Drain()
		w.Place(Posted(b, 1)) // waits for its money, its message for its turn
		photos, keys := album(t, 2)
		made, err := backup.Write(t.Context(), backup.WriteInput{Folder: t.TempDir(), Now: w.Clock.Now(), Database: d, Photos: photos})
		if err != nil {
			t.Fatal(err)
		}
		w.Buy(Posted(a, 1)) // after the backup: not in it

		places := map[string]func(*testing.T) string{
			"sqlite":   func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "data", "beli.db") },
			"postgres": func(t *testing.T) string { return postgrestest.Open(t) },
		}
		for name, place := range places {
			t.Run("to "+name, func(t *testing.T) {
				url := place(t)
				album, err := disk.Open(filepath.Join(t.TempDir(), "photos"))
				if err != nil {
					t.Fatal(err)
				}
				defer album.Close()
				in := backup.RestoreInput{Path: made.Path, Database: store.NewPlace(url, t.TempDir(), nil), Photos: album}
				back, err := backup.Restore(t.Context(), in)
				if err != nil {
					t.Fatal(err)
				}
				if !maps.Equal(back.Rows, made.Manifest.Rows) || back.Rows["orders"] != 5 || back.Photos != 4 {
					t.Errorf("%d photos, rows %v, want %v", back.Photos, back.Rows, made.Manifest.Rows)
				}
				if there, err := album.Exists(t.Context(), keys[1], "360.jpg"); err != nil || !there {
					t.Errorf("a picture is missing: %v", err)
				}
				restored, err := store.Start(t.Context(), url, func(s string) { t.Errorf("the start after a restore had to do %s", s) })
				if err != nil {
					t.Fatal(err)
				}
				defer restored.Close()
				next := New(t, restored)
				next.Clock.Advance(w.Clock.Now().Sub(next.Clock.Now()))
				found, err := verify.Run(t.Context(), restored, next.Clock.Now())
				if err != nil || len(found) > 0 {
					t.Errorf("verify: %v %v", found, err)
				}
				next.Buy(Posted(next.Stall(9_000, 3), 1))
				next.Drain()
				if found, err = verify.Run(t.Context(), restored, next.Clock.Now()); err != nil || len(found) > 0 {
					t.Errorf("verify after the next purchase: %v %v", found, err)
				}
				if _, err := backup.Restore(t.Context(), in); err == nil || !strings.Contains(err.Error(), "not empty") {
					t.Errorf("a second restore: %v", err)
				}
				if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
					if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
						t.Errorf("%v %v", info, err)
					}
					if left, err := filepath.Glob(filepath.Dir(path) + "/.restoring*"); err != nil || len(left) > 0 {
						t.Errorf("left %v", left)
					}
				}
			})
		}
	})
}

// A backup of an older program is brought to this one's schema, one of a newer program is refused.
func TestRestore_of_another_version(t *testing.T) {
	entries, err := fs.ReadDir(migrations.Files, "sqlite")
	if err != nil {
		t.Fatal(err)
	}
	older, files := fstest.MapFS{}, []string{}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".sql") {
			files = append(files, e.Name())
		}
	}
	newest := files[len(files)-1]
	for _, name := range files[:len(files)-1] {
		raw, err := fs.ReadFile(migrations.Files, "sqlite/"+name)
		if err != nil {
			t.Fatal(err)
		}
		older["sqlite/"+name] = &fstest.MapFile{Data: raw}
	}
	newer := maps.Clone(older)
	newer["sqlite/20991231000001_later.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE later (id integer PRIMARY KEY);\n")}
	restore := func(files fs.FS, folder string, step func(string)) error {
		t.Helper()
		url := "sqlite:" + filepath.Join(t.TempDir(), "beli.db")
		if err := store.MigrateFrom(t.Context(), url, files, nil); err != nil {
			t.Fatal(err)
		}
		d, err := store.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		storetest.Shop(t, d)
		made, err := backup.Write(t.Context(), backup.WriteInput{Folder: t.TempDir(), Now: noon, Database: d, Photos: phototest.Memory()})
		if err != nil {
			t.Fatal(err)
		}
		_, err = backup.Restore(t.Context(), backup.RestoreInput{Path: made.Path, Photos: phototest.Memory(),
			Database: store.NewPlace("sqlite:"+filepath.Join(folder, "beli.db"), "", step)})
		return err
	}
	folder := t.TempDir()
	if err := restore(newer, folder, nil); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer backup: %v", err)
	}
	if left := names(t, folder); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	var steps []string
	if err := restore(older, folder, func(s string) { steps = append(steps, s) }); err != nil || !slices.Equal(steps, []string{newest}) {
		t.Errorf("an older backup: %v, steps %v, want %s", err, steps, newest)
	}
	d, err := store.Start(t.Context(), "sqlite:"+filepath.Join(folder, "beli.db"), func(s string) { t.Errorf("the start had to do %s", s) })
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, rows, err := d.CopyTo(t.Context(), filepath.Join(t.TempDir(), "copy.db")); err != nil || rows["shops"] != 1 {
		t.Errorf("%v %v", rows, err)
	}
}

func TestRestore_of_bytes_that_are_no_database_is_refused(t *testing.T) {
	for name, content := range map[string][]byte{"text": []byte("rows"), "zeros": bytes.Repeat([]byte{0}, 8192)} {
		made := write(t, &shop{content: content}, phototest.Memory())
		folder := t.TempDir()
		_, err := backup.Restore(t.Context(), backup.RestoreInput{Path: made.Path, Photos: phototest.Memory(),
			Database: store.NewPlace("sqlite:"+filepath.Join(folder, "beli.db"), "", nil)})
		if err == nil {
			t.Errorf("%s was taken for a shop", name)
		}
		if left := names(t, folder); len(left) > 0 {
			t.Errorf("left %v", left)
		}
	}
}
