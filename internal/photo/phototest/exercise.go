// Package phototest is the contract every photo.Store keeps, an in-memory store for
// the tests of its users, and pictures to send.
package phototest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"beli/internal/fault"
	"beli/internal/photo"
)

// card is the variant most tests put; which one does not matter to a store.
const card = photo.Variant("360.jpg")

// Exercise shows that a store keeps the contract of photo.Store. open gives a fresh,
// empty store each time and closes it by t.Cleanup.
func Exercise(t *testing.T, open func(t *testing.T) photo.Store) {
	tests := []struct {
		name string
		run  func(*testing.T, photo.Store)
	}{
		{"what was put comes back byte for byte", returns},
		{"variants and keys do not mix", apart},
		{"what is absent is not found", absent},
		{"a second put is refused and the first stays", immutable},
		{"of many puts of one name one wins whole", race},
		{"a body that is not as promised leaves nothing", body},
		{"a photo being written is not seen", unseen},
		{"a deleted variant is gone alone", deleted},
		{"the listing is complete and stops when told", listing},
		{"the listing may be deleted from", sweeping},
		{"names from outside reach nothing", names},
		{"a cancelled call does nothing", cancelled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.run(t, open(t)) })
	}
}

func returns(t *testing.T, s photo.Store) {
	for _, size := range []int{0, 1, 3<<20 + 7} {
		key, want := photo.NewKey(), bytes.Repeat([]byte("wajik"), size/5+1)[:size]
		put(t, s, key, card, want)
		o, err := s.Open(t.Context(), key, card)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(o)
		if err := errors.Join(err, o.Close()); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) || o.Size != int64(size) {
			t.Errorf("put %d bytes, read %d, said to be %d", size, len(got), o.Size)
		}
		if o.Modified.IsZero() || o.Modified.Location() != time.UTC {
			t.Errorf("modified at %v, want an instant in UTC", o.Modified)
		}
	}
}

func apart(t *testing.T, s photo.Store) {
	a, b := photo.NewKey(), photo.NewKey()
	put(t, s, a, card, []byte("a card"))
	put(t, s, a, photo.Original, []byte("a original"))
	put(t, s, b, card, []byte("b card"))
	for _, c := range []struct {
		key  photo.Key
		v    photo.Variant
		want string
	}{{a, card, "a card"}, {a, photo.Original, "a original"}, {b, card, "b card"}} {
		if got := get(t, s, c.key, c.v); got != c.want {
			t.Errorf("read %q, want %q", got, c.want)
		}
	}
	wantExists(t, s, b, photo.Original, false)
}

func absent(t *testing.T, s photo.Store) {
	key := photo.NewKey()
	if _, err := s.Open(t.Context(), key, card); fault.KindOf(err) != fault.NotFound {
		t.Errorf("open of an absent photo: %v, want not found", err)
	}
	wantExists(t, s, key, card, false)
	if err := s.Delete(t.Context(), key, card); err != nil {
		t.Errorf("delete of an absent photo: %v", err)
	}
}

func immutable(t *testing.T, s photo.Store) {
	key := photo.NewKey()
	put(t, s, key, card, []byte("first"))
	err := s.Put(t.Context(), key, card, strings.NewReader("other"), 5)
	if fault.KindOf(err) != fault.Conflict {
		t.Errorf("second put: %v, want a conflict", err)
	}
	if got := get(t, s, key, card); got != "first" {
		t.Errorf("after a second put %q is read", got)
	}
}

func race(t *testing.T, s photo.Store) {
	key := photo.NewKey()
	const writers, size = 8, 100_000
	errs := make([]error, writers)
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			b := bytes.Repeat([]byte{'a' + byte(i)}, size)
			errs[i] = s.Put(t.Context(), key, card, bytes.NewReader(b), size)
		})
	}
	all.Wait()
	won := ""
	for i, err := range errs {
		switch {
		case err == nil:
			won += string(rune('a' + i))
		case fault.KindOf(err) != fault.Conflict:
			t.Errorf("losing put: %v, want a conflict", err)
		}
	}
	if len(won) != 1 {
		t.Fatalf("puts that succeeded: %q, want one", won)
	}
	if got := get(t, s, key, card); got != strings.Repeat(won, size) {
		t.Error("the content is not that of the put that succeeded")
	}
}

func body(t *testing.T, s photo.Store) {
	broken := errors.New("line cut")
	for name, r := range map[string]io.Reader{
		"short":   strings.NewReader("four"),
		"long":    strings.NewReader("much too long"),
		"failing": io.MultiReader(strings.NewReader("four"), iotest.ErrReader(broken)),
	} {
		key := photo.NewKey()
		err := s.Put(t.Context(), key, card, r, 5)
		if err == nil {
			t.Errorf("%s body was taken", name)
		}
		if name == "failing" && !errors.Is(err, broken) {
			t.Errorf("failing body: %v does not carry its error", err)
		}
		wantExists(t, s, key, card, false)
		put(t, s, key, card, []byte("whole"))
	}
}

// during calls look in the middle of a body.
type during struct {
	r    io.Reader
	look func()
}

// Read implements io.Reader.
func (d *during) Read(p []byte) (int, error) {
	d.look()
	return d.r.Read(p[:min(len(p), 2)])
}

func unseen(t *testing.T, s photo.Store) {
	key := photo.NewKey()
	r := &during{strings.NewReader("slowly"), func() {
		wantExists(t, s, key, card, false)
		if got := list(t, s); len(got) != 0 {
			t.Errorf("listed while being written: %v", got)
		}
	}}
	if err := s.Put(t.Context(), key, card, r, 6); err != nil {
		t.Fatal(err)
	}
	if got := get(t, s, key, card); got != "slowly" {
		t.Errorf("read %q", got)
	}
}

func deleted(t *testing.T, s photo.Store) {
	key := photo.NewKey()
	put(t, s, key, card, []byte("card"))
	put(t, s, key, photo.Original, []byte("original"))
	if err := s.Delete(t.Context(), key, photo.Original); err != nil {
		t.Fatal(err)
	}
	wantExists(t, s, key, photo.Original, false)
	wantExists(t, s, key, card, true)
	if err := s.Delete(t.Context(), key, card); err != nil {
		t.Fatal(err)
	}
	if got := list(t, s); len(got) != 0 {
		t.Errorf("listed after all was deleted: %v", got)
	}
}

func listing(t *testing.T, s photo.Store) {
	want := map[photo.Key]string{}
	for i := range 7 {
		key := photo.NewKey()
		want[key] = strings.Repeat("x", i)
		put(t, s, key, card, []byte(want[key]))
	}
	got := list(t, s)
	if len(got) != len(want) {
		t.Fatalf("%d listed, want %d", len(got), len(want))
	}
	for _, e := range got {
		if e.Variant != card || e.Size != int64(len(want[e.Key])) || e.Modified.IsZero() {
			t.Errorf("entry %+v does not tell what was put", e)
		}
	}
	enough, calls := errors.New("enough"), 0
	err := s.Each(t.Context(), func(photo.Entry) error { calls++; return enough })
	if !errors.Is(err, enough) || calls != 1 {
		t.Errorf("stopped listing: %v after %d calls", err, calls)
	}
}

func sweeping(t *testing.T, s photo.Store) {
	for range 5 {
		key := photo.NewKey()
		put(t, s, key, card, []byte("c"))
		put(t, s, key, photo.Original, []byte("o"))
	}
	err := s.Each(t.Context(), func(e photo.Entry) error {
		return s.Delete(t.Context(), e.Key, e.Variant)
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := list(t, s); len(got) != 0 {
		t.Errorf("left after deleting all: %v", got)
	}
}

func names(t *testing.T, s photo.Store) {
	good := photo.NewKey()
	put(t, s, good, card, []byte("good"))
	bad := []struct {
		key photo.Key
		v   photo.Variant
	}{
		{"", card},
		{"..", card},
		{"../../../../../../../../etc/passwd", card},
		{"/etc/passwd\x00aaaaaaaaaaaaaaaaaaaaaaaa", card},
		{"....................................", card},
		{"aa/../../aaaaaaaaaaaaaaaaaaaaaaaaaaa", card},
		{photo.Key(strings.ToUpper(string(good[:35])) + "G"), card},
		{good + "/", card},
		{good, ""},
		{good, "."},
		{good, "../" + photo.Variant(good) + "/360.jpg"},
		{good, "361.jpg"},
		{good, "360.svg"},
		{good, "360.jpg\x00"},
	}
	for _, b := range bad {
		_, open := s.Open(t.Context(), b.key, b.v)
		_, exists := s.Exists(t.Context(), b.key, b.v)
		for verb, err := range map[string]error{
			"put":    s.Put(t.Context(), b.key, b.v, strings.NewReader("x"), 1),
			"delete": s.Delete(t.Context(), b.key, b.v),
			"open":   open, "exists": exists,
		} {
			if fault.KindOf(err) != fault.NotFound {
				t.Errorf("%s of %q %q: %v, want not found", verb, b.key, b.v, err)
			}
		}
	}
	if got := list(t, s); len(got) != 1 || get(t, s, good, card) != "good" {
		t.Errorf("bad names left %v", got)
	}
}

func cancelled(t *testing.T, s photo.Store) {
	key, fresh := photo.NewKey(), photo.NewKey()
	put(t, s, key, card, []byte("here"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, open := s.Open(ctx, key, card)
	_, exists := s.Exists(ctx, key, card)
	for verb, err := range map[string]error{
		"put":    s.Put(ctx, fresh, card, strings.NewReader("x"), 1),
		"delete": s.Delete(ctx, key, card),
		"each":   s.Each(ctx, func(photo.Entry) error { return nil }),
		"open":   open, "exists": exists,
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled %s: %v", verb, err)
		}
	}
	wantExists(t, s, key, card, true)
	wantExists(t, s, fresh, card, false)
}

func put(t *testing.T, s photo.Store, key photo.Key, v photo.Variant, b []byte) {
	t.Helper()
	if err := s.Put(t.Context(), key, v, bytes.NewReader(b), int64(len(b))); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, s photo.Store, key photo.Key, v photo.Variant) string {
	t.Helper()
	o, err := s.Open(t.Context(), key, v)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(o)
	if err := errors.Join(err, o.Close()); err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func list(t *testing.T, s photo.Store) []photo.Entry {
	t.Helper()
	var out []photo.Entry
	err := s.Each(t.Context(), func(e photo.Entry) error { out = append(out, e); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wantExists(t *testing.T, s photo.Store, key photo.Key, v photo.Variant, want bool) {
	t.Helper()
	got, err := s.Exists(t.Context(), key, v)
	if err != nil || got != want {
		t.Errorf("exists: %v, %v, want %v", got, err, want)
	}
}
