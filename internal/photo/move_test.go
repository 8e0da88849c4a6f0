package photo_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"beli/internal/photo"
	"beli/internal/photo/disk"
	"beli/internal/photo/phototest"
)

// weary is a store that is gone after some puts.
type weary struct {
	photo.Store
	puts atomic.Int64
}

// Put implements photo.Store.
func (w *weary) Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error {
	if w.puts.Add(-1) < 0 {
		return photo.ErrUnavailable
	}
	return w.Store.Put(ctx, key, v, body, size)
}

// content is a whole store by name.
func content(t rapid.TB, s photo.Store) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := s.Each(context.Background(), func(e photo.Entry) error {
		o, err := s.Open(context.Background(), e.Key, e.Variant)
		if err != nil {
			return err
		}
		b, err := io.ReadAll(o)
		out[string(e.Key)+"/"+string(e.Variant)] = string(b)
		return errors.Join(err, o.Close())
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAfterAMoveEverythingIsInTheNewStoreWithEqualBytesHoweverOftenItWasCutOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		from, to := phototest.Memory(), &weary{Store: phototest.Memory()}
		variants := append(all(), photo.Original)
		total := 0
		for range rapid.IntRange(0, 12).Draw(t, "photos") {
			key := photo.NewKey()
			for _, v := range rapid.SliceOfNDistinct(rapid.SampledFrom(variants), 1, 4, rapid.ID).Draw(t, "variants") {
				body := rapid.StringN(0, 50, 200).Draw(t, "bytes")
				if err := from.Put(ctx, key, v, strings.NewReader(body), int64(len(body))); err != nil {
					t.Fatal(err)
				}
				total++
			}
		}
		before, copied := content(t, from), 0
		for cuts := 0; ; cuts++ {
			to.puts.Store(rapid.Int64Range(1, 10).Draw(t, "puts until it is gone"))
			done := 0
			moved, err := photo.Move(ctx, from, to, func(n int) {
				if n != done+1 {
					t.Errorf("progress went from %d to %d", done, n)
				}
				done = n
			})
			copied += moved.Copied
			if err == nil {
				if moved.Copied+moved.Skipped != total || done != total || copied != total || moved.Extra != 0 {
					t.Errorf("of %d: %+v, %d copied in all, told %d", total, moved, copied, done)
				}
				break
			}
			if !errors.Is(err, photo.ErrUnavailable) || cuts > total {
				t.Fatalf("cut off %d times: %v", cuts, err)
			}
		}
		after, source := content(t, to), content(t, from)
		if len(after) != total || len(source) != total {
			t.Errorf("%d files became %d, and %d are left", total, len(after), len(source))
		}
		for name, b := range before {
			if after[name] != b || source[name] != b {
				t.Errorf("%s is not what it was", name)
			}
		}
	})
}

func TestAMoveTellsWhatDiffersAndOverwritesNothing(t *testing.T) {
	from, to := phototest.Memory(), phototest.Memory()
	key, other := photo.NewKey(), photo.NewKey()
	for _, c := range []struct {
		s    photo.Store
		key  photo.Key
		body string
	}{{from, key, "right"}, {to, key, "of another size"}, {to, other, "more"}} {
		if err := c.s.Put(t.Context(), c.key, "360.jpg", strings.NewReader(c.body), int64(len(c.body))); err != nil {
			t.Fatal(err)
		}
	}
	moved, err := photo.Move(t.Context(), from, to, nil)
	if !errors.Is(err, photo.ErrDiffer) || !strings.Contains(err.Error(), string(key)) || moved.Extra != 1 {
		t.Errorf("%+v, %v", moved, err)
	}
	if got := content(t, to)[string(key)+"/360.jpg"]; got != "of another size" {
		t.Errorf("overwritten with %q", got)
	}
}

func TestAMoveEndsWithItsContext(t *testing.T) {
	from, key := phototest.Memory(), photo.NewKey()
	if err := from.Put(t.Context(), key, "360.jpg", strings.NewReader("x"), 1); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	to := phototest.Memory()
	if _, err := photo.Move(ctx, from, &interrupting{to, cancel}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	wantEmpty(t, to)
}

// interrupting is a store at whose first put somebody presses Ctrl-C.
type interrupting struct {
	photo.Store
	press func()
}

// Put implements photo.Store.
func (i *interrupting) Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error {
	i.press()
	return i.Store.Put(ctx, key, v, body, size)
}

func TestPicturesOnDiskMoveThereAndBack(t *testing.T) {
	folder, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	lib := photo.NewLibrary(photo.NewPipeline(1), folder)
	p, err := lib.Add(t.Context(), strings.NewReader(string(phototest.JPEG(300, 200))))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := phototest.Memory()
	if _, err := photo.Move(t.Context(), folder, elsewhere, nil); err != nil {
		t.Fatal(err)
	}
	want := content(t, folder)
	if err := lib.Remove(t.Context(), p.Key); err != nil {
		t.Fatal(err)
	}
	if moved, err := photo.Move(t.Context(), elsewhere, folder, nil); err != nil || moved.Copied != len(want) {
		t.Fatalf("back: %+v, %v", moved, err)
	}
	for name, b := range content(t, folder) {
		if want[name] != b {
			t.Errorf("%s is not what it was", name)
		}
	}
}
