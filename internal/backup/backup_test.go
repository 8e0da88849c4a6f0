package backup_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"beli/internal/backup"
	"beli/internal/fault"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
)

var noon = time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)

// shop is a Source and a Target that keeps its file in memory.
type shop struct {
	content []byte
	broken  error // what CopyTo fails with
	staged  []byte
	full    bool // holds something
	took    bool
}

func (s *shop) rows() map[string]int64 { return map[string]int64{"shops": int64(len(s.content))} }

func (s *shop) CopyTo(_ context.Context, path string) (int64, map[string]int64, error) {
	if s.broken != nil {
		return 0, nil, s.broken
	}
	return 7, s.rows(), os.WriteFile(path, s.content, 0o600)
}

func (s *shop) CheckEmpty(context.Context) error {
	if s.full {
		return errors.New("the place is not empty")
	}
	return nil
}

func (s *shop) Stage(_ context.Context, r io.Reader) (int64, map[string]int64, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return 0, nil, err
	}
	s.staged = b
	return 7, map[string]int64{"shops": int64(len(b))}, nil
}

func (s *shop) Take(context.Context) (map[string]int64, error) {
	s.content, s.took = s.staged, true
	return s.rows(), nil
}

func (s *shop) Discard() error { s.staged = nil; return nil }

func album(t *testing.T, pictures int) (photo.Store, []photo.Key) {
	t.Helper()
	m, keys := phototest.Memory(), []photo.Key{}
	for i := range pictures {
		key := photo.NewKey()
		keys = append(keys, key)
		for _, v := range []photo.Variant{photo.Original, "360.jpg"} {
			body := fmt.Sprintf("%s of picture %d", v, i)
			if err := m.Put(t.Context(), key, v, strings.NewReader(body), int64(len(body))); err != nil {
				t.Fatal(err)
			}
		}
	}
	return m, keys
}

func write(t *testing.T, s *shop, photos backup.Photos) backup.Made {
	t.Helper()
	made, err := backup.Write(t.Context(), backup.WriteInput{Folder: t.TempDir(), Now: noon, Database: s, Photos: photos})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func names(t *testing.T, folder string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestBackup_comes_back_whole(t *testing.T) {
	photos, keys := album(t, 3)
	made := write(t, &shop{content: []byte("rows")}, photos)
	info, err := os.Stat(made.Path)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() != made.Bytes || filepath.Base(made.Path) != "beli-20261121T050000Z.tar.gz" {
		t.Errorf("%v %v %s", info, err, made.Path)
	}
	if got := names(t, filepath.Dir(made.Path)); len(got) != 1 {
		t.Errorf("the folder holds %v", got)
	}
	seen, err := backup.Verify(t.Context(), made.Path)
	if err != nil || seen.Photos() != 6 || seen.Migration != 7 || seen.Rows["shops"] != 4 || !seen.Made.Equal(noon) {
		t.Errorf("%+v %v", seen, err)
	}
	into, fresh := &shop{}, phototest.Memory()
	told := 0
	back, err := backup.Restore(t.Context(), backup.RestoreInput{Path: made.Path, Database: into, Photos: fresh, Told: func(n, of int) {
		if told = n; of != 6 {
			t.Errorf("%d of %d", n, of)
		}
	}})
	if err != nil || string(into.content) != "rows" || back.Photos != 6 || back.Present != 0 || told != 6 {
		t.Fatalf("%+v %v, database %q", back, err, into.content)
	}
	o, err := fresh.Open(t.Context(), keys[2], "360.jpg")
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if b, _ := io.ReadAll(o); string(b) != "360.jpg of picture 2" {
		t.Errorf("a picture came back as %q", b)
	}
	// A second time, as after a restore that was broken off: what is there stays.
	back, err = backup.Restore(t.Context(), backup.RestoreInput{Path: made.Path, Database: &shop{}, Photos: fresh})
	if err != nil || back.Photos != 0 || back.Present != 6 {
		t.Errorf("again: %+v %v", back, err)
	}
}

// faulty fails while its third picture is read.
type faulty struct {
	photo.Store
	opened int
	err    error
}

func (f *faulty) Open(ctx context.Context, key photo.Key, v photo.Variant) (*photo.Object, error) {
	if f.opened++; f.opened == 3 {
		return nil, f.err
	}
	return f.Store.Open(ctx, key, v)
}

func TestBackup_that_fails_leaves_nothing(t *testing.T) {
	for name, c := range map[string]struct {
		database *shop
		photo    error
		says     string
	}{
		"the database is away":    {&shop{broken: fault.New(fault.Unavailable, "database_away")}, nil, "back up the database"},
		"the disk is full":        {&shop{broken: fmt.Errorf("copy: %w", syscall.ENOSPC)}, nil, "no room left on the disk"},
		"the database's disk too": {&shop{broken: fault.New(fault.Unavailable, "disk_full")}, nil, "no room left on the disk"},
		"nothing may be written":  {&shop{broken: os.ErrPermission}, nil, "may not write there"},
		"the photos are away":     {&shop{content: []byte("x")}, photo.ErrUnavailable, "back up the photos"},
	} {
		t.Run(name, func(t *testing.T) {
			photos, _ := album(t, 3)
			folder := t.TempDir()
			_, err := backup.Write(t.Context(), backup.WriteInput{Folder: folder, Now: noon, Database: c.database, Photos: &faulty{photos, 0, c.photo}})
			if c.photo == nil && c.database.broken == nil || err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q in it", err, c.says)
			}
			if left := names(t, folder); len(left) != 0 {
				t.Errorf("left %v", left)
			}
		})
	}
}

func TestBackup_leaves_out_a_photo_that_was_swept_meanwhile(t *testing.T) {
	photos, _ := album(t, 3)
	made := write(t, &shop{content: []byte("x")}, &faulty{photos, 0, photo.ErrNotFound})
	if m, err := backup.Verify(t.Context(), made.Path); err != nil || m.Photos() != 5 {
		t.Errorf("%d photos, %v", m.Photos(), err)
	}
}

func TestBackup_never_takes_the_place_of_another_and_clears_what_a_killed_one_left(t *testing.T) {
	folder := t.TempDir()
	for name, age := range map[string]time.Duration{".unfinished-old": 25 * time.Hour, ".unfinished-now": time.Hour} {
		path := filepath.Join(folder, name)
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, noon.Add(-age), noon.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	in := backup.WriteInput{Folder: folder, Now: noon, Database: &shop{content: []byte("first")}, Photos: phototest.Memory()}
	if _, err := backup.Write(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(names(t, folder), " "); got != ".unfinished-now beli-20261121T050000Z.tar.gz" {
		t.Errorf("the folder holds %s", got)
	}
	if _, err := backup.Write(t.Context(), in); err == nil {
		t.Error("a second backup took the place of the first")
	}
}

func TestRestore_refuses_a_place_that_holds_something(t *testing.T) {
	photos, _ := album(t, 1)
	made := write(t, &shop{content: []byte("rows")}, photos)
	fresh := phototest.Memory()
	if _, err := backup.Restore(t.Context(), backup.RestoreInput{Path: made.Path, Database: &shop{full: true}, Photos: fresh}); err == nil {
		t.Error("written over a shop")
	}
	nothing(t, fresh)
	// The same name with other bytes is somebody else's picture.
	other := phototest.Memory()
	if err := photos.Each(t.Context(), func(e photo.Entry) error {
		return other.Put(t.Context(), e.Key, e.Variant, strings.NewReader("other"), 5)
	}); err != nil {
		t.Fatal(err)
	}
	into := &shop{}
	if _, err := backup.Restore(t.Context(), backup.RestoreInput{Path: made.Path, Database: into, Photos: other}); err == nil || into.took {
		t.Errorf("taken among the pictures of another shop: %v", err)
	}
}

func nothing(t *testing.T, photos photo.Store) {
	t.Helper()
	if err := photos.Each(t.Context(), func(e photo.Entry) error { return fmt.Errorf("%s %s", e.Key, e.Variant) }); err != nil {
		t.Errorf("a picture was put: %v", err)
	}
}

// entry is a member of an archive made by hand.
type entry struct {
	name string
	body string
	kind byte
	link string
}

// forge makes an archive with a manifest that agrees with it, changed by edit.
func forge(t *testing.T, entries []entry, edit func(*backup.Manifest)) string {
	t.Helper()
	var out bytes.Buffer
	zipped := gzip.NewWriter(&out)
	archive := tar.NewWriter(zipped)
	m := backup.Manifest{Format: 1, Migration: 7, Rows: map[string]int64{"shops": 4}}
	put := func(e entry) {
		h := &tar.Header{Name: e.name, Size: int64(len(e.body)), Mode: 0o600, Typeflag: e.kind, Linkname: e.link}
		if err := archive.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		io.WriteString(archive, e.body)
	}
	for _, e := range entries {
		put(e)
		of := sha256.Sum256([]byte(e.body))
		m.Members = append(m.Members, backup.Member{Name: e.name, Bytes: int64(len(e.body)), SHA256: hex.EncodeToString(of[:])})
	}
	if edit != nil {
		edit(&m)
	}
	list, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if m.Format != 0 {
		put(entry{name: "manifest.json", body: string(list), kind: tar.TypeReg})
	}
	if err := errors.Join(archive.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "forged.tar.gz")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRestore_touches_nothing_for_an_archive_made_to_do_harm(t *testing.T) {
	rows := entry{name: "beli.db", body: "rows", kind: tar.TypeReg}
	key := string(photo.NewKey())
	good := entry{name: "photos/" + key + "/360.jpg", body: "picture", kind: tar.TypeReg}
	if m, err := backup.Verify(t.Context(), forge(t, []entry{rows, good}, nil)); err != nil || m.Photos() != 1 {
		t.Fatalf("the honest one: %v", err)
	}
	plain := func(name string) entry { return entry{name: name, body: "x", kind: tar.TypeReg} }
	for name, c := range map[string]struct {
		entries []entry
		edit    func(*backup.Manifest)
	}{
		"a path upwards":          {[]entry{rows, plain("../beli.db")}, nil},
		"a path upwards inside":   {[]entry{rows, plain("photos/../../secret")}, nil},
		"a path from the root":    {[]entry{rows, plain("/etc/cron.d/x")}, nil},
		"a key upwards":           {[]entry{rows, plain("photos/../360.jpg")}, nil},
		"a variant upwards":       {[]entry{rows, plain("photos/" + key + "/../x")}, nil},
		"a name with a zero":      {[]entry{rows, plain("photos/" + key + "/360.jp")}, nil},
		"a backslash":             {[]entry{rows, plain(`photos\` + key + `\360.jpg`)}, nil},
		"a strange file":          {[]entry{rows, plain("secret.key")}, nil},
		"a link for the database": {[]entry{{name: "beli.db", kind: tar.TypeSymlink, link: "/etc/passwd"}}, nil},
		"a link for a picture":    {[]entry{rows, {name: good.name, kind: tar.TypeLink, link: "beli.db"}}, nil},
		"a folder":                {[]entry{rows, {name: "photos/", kind: tar.TypeDir}}, nil},
		"a picture twice":         {[]entry{rows, good, good}, nil},
		"a database twice":        {[]entry{rows, rows}, nil},
		"no database":             {[]entry{good}, nil},
		"nothing":                 {nil, nil},
		"no manifest":             {[]entry{rows, good}, func(m *backup.Manifest) { m.Format = 0 }},
		"another format":          {[]entry{rows, good}, func(m *backup.Manifest) { m.Format = 2 }},
		"a wrong sum":             {[]entry{rows, good}, func(m *backup.Manifest) { m.Members[1].SHA256 = strings.Repeat("0", 64) }},
		"a wrong size":            {[]entry{rows, good}, func(m *backup.Manifest) { m.Members[1].Bytes++ }},
		"a member too few":        {[]entry{rows, good}, func(m *backup.Manifest) { m.Members = m.Members[:1] }},
		"a member too many":       {[]entry{rows, good}, func(m *backup.Manifest) { m.Members = append(m.Members, m.Members[1]) }},
		"other rows":              {[]entry{rows, good}, func(m *backup.Manifest) { m.Rows["shops"] = 5 }},
		"a newer database":        {[]entry{rows, good}, func(m *backup.Manifest) { m.Migration = 8 }},
	} {
		t.Run(name, func(t *testing.T) {
			into, photos := &shop{}, phototest.Memory()
			_, err := backup.Restore(t.Context(), backup.RestoreInput{Path: forge(t, c.entries, c.edit), Database: into, Photos: photos})
			if !errors.Is(err, backup.ErrUnusable) {
				t.Errorf("got %v", err)
			}
			if into.took || into.staged != nil {
				t.Error("the database was touched")
			}
			nothing(t, photos)
		})
	}
}

// Every cut and every turned byte is noticed before anything is touched.
func TestVerify_notices_every_damage(t *testing.T) {
	photos, _ := album(t, 2)
	made := write(t, &shop{content: bytes.Repeat([]byte("rows of a shop "), 50)}, photos)
	whole, err := os.ReadFile(made.Path)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, raw []byte) {
		t.Helper()
		if err := os.WriteFile(made.Path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		// A bit of a compressed file may mean nothing: then every member is still what it was.
		if m, err := backup.Verify(t.Context(), made.Path); !errors.Is(err, backup.ErrUnusable) && (err != nil || len(raw) != len(whole) || !reflect.DeepEqual(m, made.Manifest)) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for at := 0; at < len(whole); at += 7 {
		check(fmt.Sprintf("cut after %d bytes of %d", at, len(whole)), whole[:at])
	}
	for at := 10; at < len(whole); at += 5 { // the first ten are gzip's own head, which may say what it likes
		turned := bytes.Clone(whole)
		turned[at] ^= 0x10
		check(fmt.Sprintf("byte %d turned", at), turned)
	}
	check("something after it", append(bytes.Clone(whole), "and more"...))
	var more bytes.Buffer
	z := gzip.NewWriter(&more)
	z.Write(make([]byte, 3<<20))
	z.Close()
	check("another stream after it", append(bytes.Clone(whole), more.Bytes()...))
	if _, err := backup.Verify(t.Context(), filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestRestore_stops_when_told(t *testing.T) {
	photos, _ := album(t, 3)
	made := write(t, &shop{content: []byte("rows")}, photos)
	ctx, cancel := context.WithCancel(t.Context())
	into := &shop{}
	_, err := backup.Restore(ctx, backup.RestoreInput{Path: made.Path, Database: into, Photos: phototest.Memory(), Told: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) || into.took || into.staged != nil {
		t.Errorf("%v, took %v", err, into.took)
	}
}
