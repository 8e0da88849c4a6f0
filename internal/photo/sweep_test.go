package photo_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"beli/internal/photo"
	"beli/internal/photo/phototest"
)

// aged is a store whose files are as old as is said; the others are a week old.
type aged struct {
	photo.Store
	put map[photo.Variant]time.Time
}

var noon = time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// Each implements photo.Store.
func (a *aged) Each(ctx context.Context, visit func(photo.Entry) error) error {
	return a.Store.Each(ctx, func(e photo.Entry) error {
		e.Modified = noon.Add(-7 * day)
		if at, ok := a.put[photo.Variant(string(e.Key)+"/"+string(e.Variant))]; ok {
			e.Modified = at
		}
		return visit(e)
	})
}

// keep puts some files of a photo.
func (a *aged) keep(t *testing.T, key photo.Key, ages map[photo.Variant]time.Duration) {
	t.Helper()
	for v, age := range ages {
		if err := a.Put(t.Context(), key, v, strings.NewReader("xyz"), 3); err != nil {
			t.Fatal(err)
		}
		a.put[photo.Variant(string(key)+"/"+string(v))] = noon.Add(-age)
	}
}

func (a *aged) files(t *testing.T, key photo.Key) int {
	t.Helper()
	n := 0
	err := a.Each(t.Context(), func(e photo.Entry) error {
		if e.Key == key {
			n++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func newAged() (*aged, *photo.Library) {
	a := &aged{phototest.Memory(), map[photo.Variant]time.Time{}}
	return a, photo.NewLibrary(photo.NewPipeline(1), a)
}

// rows is what the database uses, asked so many times.
type rows struct {
	keys  map[photo.Key]bool
	asked int
	then  func(asked int)
}

func (r *rows) used(_ context.Context, keys []photo.Key) (map[photo.Key]bool, error) {
	if r.asked++; r.then != nil {
		r.then(r.asked)
	}
	out := map[photo.Key]bool{}
	for _, key := range keys {
		if r.keys[key] {
			out[key] = true
		}
	}
	return out, nil
}

func TestOnlyOldPhotosThatNoRowUsesAreSwept(t *testing.T) {
	store, lib := newAged()
	used, orphan, fresh, growing, edge := photo.NewKey(), photo.NewKey(), photo.NewKey(), photo.NewKey(), photo.NewKey()
	store.keep(t, used, map[photo.Variant]time.Duration{"360.jpg": 9 * day, photo.Original: 9 * day})
	store.keep(t, orphan, map[photo.Variant]time.Duration{"360.jpg": 2 * day, "720.jpg": 3 * day, photo.Original: 25 * time.Hour})
	store.keep(t, fresh, map[photo.Variant]time.Duration{"360.jpg": time.Hour})
	store.keep(t, growing, map[photo.Variant]time.Duration{"360.jpg": 2 * day, "720.jpg": time.Minute})
	store.keep(t, edge, map[photo.Variant]time.Duration{"360.jpg": day})
	r := &rows{keys: map[photo.Key]bool{used: true}}
	swept, err := lib.Sweep(t.Context(), r.used, noon.Add(-day))
	if err != nil || swept != (photo.Swept{Photos: 1, Files: 3, Bytes: 9}) {
		t.Errorf("swept %+v, %v", swept, err)
	}
	for key, want := range map[photo.Key]int{used: 2, orphan: 0, fresh: 1, growing: 2, edge: 1} {
		if got := store.files(t, key); got != want {
			t.Errorf("%s has %d files, want %d", key, got, want)
		}
	}
	if again, err := lib.Sweep(t.Context(), r.used, noon.Add(-day)); err != nil || again != (photo.Swept{}) {
		t.Errorf("swept again %+v, %v", again, err)
	}
}

func TestAPhotoThatComesIntoUseDuringTheSweepStays(t *testing.T) {
	store, lib := newAged()
	key := photo.NewKey()
	store.keep(t, key, map[photo.Variant]time.Duration{"360.jpg": 2 * day})
	r := &rows{keys: map[photo.Key]bool{}}
	r.then = func(asked int) { r.keys[key] = asked > 1 }
	if swept, err := lib.Sweep(t.Context(), r.used, noon); err != nil || swept.Photos != 0 || store.files(t, key) != 1 {
		t.Errorf("swept %+v, %v", swept, err)
	}
}

func TestNothingIsSweptWhenTheDatabaseDoesNotAnswer(t *testing.T) {
	away := errors.New("database is away")
	for first := range 2 {
		store, lib := newAged()
		key := photo.NewKey()
		store.keep(t, key, map[photo.Variant]time.Duration{"360.jpg": 2 * day})
		asked := 0
		_, err := lib.Sweep(t.Context(), func(context.Context, []photo.Key) (map[photo.Key]bool, error) {
			if asked++; asked > first {
				return nil, away
			}
			return map[photo.Key]bool{}, nil
		}, noon)
		if !errors.Is(err, away) || store.files(t, key) != 1 {
			t.Errorf("away at the time %d: %v, %d files", first+1, err, store.files(t, key))
		}
	}
}

func TestASweepThatIsCutOffGoesOnTheNextTime(t *testing.T) {
	store, lib := newAged()
	const photos = 1203 // more than two batches
	for range photos {
		store.keep(t, photo.NewKey(), map[photo.Variant]time.Duration{"360.jpg": 2 * day, photo.Share: 2 * day})
	}
	r := &rows{keys: map[photo.Key]bool{}}
	limited := &stingy{Store: store, deletes: 701}
	first, err := photo.NewLibrary(photo.NewPipeline(1), limited).Sweep(t.Context(), r.used, noon)
	if !errors.Is(err, photo.ErrUnavailable) || first.Files != 701 {
		t.Errorf("cut off: %+v, %v", first, err)
	}
	second, err := lib.Sweep(t.Context(), r.used, noon)
	if err != nil || first.Files+second.Files != 2*photos {
		t.Errorf("then: %+v, %v", second, err)
	}
	wantEmpty(t, store)
}

// stingy is a store that is gone after some deletes.
type stingy struct {
	photo.Store
	deletes int
}

// Delete implements photo.Store.
func (s *stingy) Delete(ctx context.Context, key photo.Key, v photo.Variant) error {
	if s.deletes--; s.deletes < 0 {
		return photo.ErrUnavailable
	}
	return s.Store.Delete(ctx, key, v)
}

func TestRowsWithoutAPictureAreCountedAndNamed(t *testing.T) {
	store, lib := newAged()
	var named, gone []photo.Key
	for i := range 1100 {
		key := photo.NewKey()
		named = append(named, key)
		if i%10 == 0 {
			gone = append(gone, key)
			continue
		}
		if err := store.Put(t.Context(), key, "112.jpg", strings.NewReader("x"), 1); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(named)
	slices.Sort(gone)
	missing, err := lib.Missing(t.Context(), func(_ context.Context, after photo.Key, limit int) ([]photo.Key, error) {
		from, found := slices.BinarySearch(named, after)
		if found {
			from++
		}
		return named[from:min(from+limit, len(named))], nil
	})
	if err != nil || missing.Checked != 1100 || missing.Count != 110 || !slices.Equal(missing.Keys, gone[:100]) {
		t.Errorf("%d of %d are missing, %d named, %v", missing.Count, missing.Checked, len(missing.Keys), err)
	}
}

func TestAnUploadDuringASweepKeepsItsPicture(t *testing.T) {
	store, lib := newAged()
	old := photo.NewKey()
	store.keep(t, old, map[photo.Variant]time.Duration{"360.jpg": 2 * day})
	var added photo.Photo
	r := &rows{keys: map[photo.Key]bool{}}
	r.then = func(asked int) {
		if asked > 1 {
			return
		}
		var err error
		if added, err = lib.Add(t.Context(), bytes.NewReader(phototest.JPEG(60, 60))); err != nil {
			t.Error(err)
		}
	}
	swept, err := lib.Sweep(t.Context(), r.used, noon.Add(-day))
	if err != nil || swept.Photos != 1 {
		t.Errorf("swept %+v, %v", swept, err)
	}
	o, err := lib.Open(t.Context(), added.Key, "360.jpg")
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := io.Copy(io.Discard, o); err != nil {
		t.Error(err)
	}
}
