package photo_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
)

func all() []photo.Variant {
	out := []photo.Variant{photo.Share}
	for _, w := range photo.Widths() {
		for _, f := range formats() {
			out = append(out, photo.VariantOf(w, f))
		}
	}
	return out
}

func TestAPhotoAddedCanBeOpenedInEveryVariantButTheOriginal(t *testing.T) {
	store := phototest.Memory()
	lib := photo.NewLibrary(photo.NewPipeline(2), store)
	sent := phototest.WithEXIF(phototest.JPEG(500, 400), 6, true)
	p, err := lib.Add(t.Context(), bytes.NewReader(sent))
	if err != nil {
		t.Fatal(err)
	}
	if p.Width != 400 || p.Height != 500 || p.Class != photo.Cover || len(p.Formats) != len(formats()) {
		t.Errorf("photo %+v", p)
	}
	for _, v := range all() {
		o, err := lib.Open(t.Context(), p.Key, v)
		if err != nil {
			t.Errorf("%s: %v", v, err)
			continue
		}
		b, err := io.ReadAll(o)
		o.Close()
		if err != nil || int64(len(b)) != o.Size || bytes.Contains(b, []byte("Exif")) {
			t.Errorf("%s: %d bytes of %d, %v", v, len(b), o.Size, err)
		}
	}
	if _, err := lib.Open(t.Context(), p.Key, photo.Original); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the original was given out: %v", err)
	}
	o, err := store.Open(t.Context(), p.Key, photo.Original)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(o); !bytes.Equal(b, sent) {
		t.Error("the original kept is not what was sent")
	}
	if got, want := p.Address(photo.Card, photo.JPEG), "/foto/"+string(p.Key)+"/360.jpg"; got != want {
		t.Errorf("address %s, want %s", got, want)
	}
}

func TestARefusedPictureKeepsItsReasonAndLeavesNothing(t *testing.T) {
	store := phototest.Memory()
	lib := photo.NewLibrary(photo.NewPipeline(2), store)
	_, err := lib.Add(t.Context(), bytes.NewReader([]byte("<svg/>")))
	if fault.CodeOf(err) != "photo_type" {
		t.Errorf("got %v", err)
	}
	wantEmpty(t, store)
}

// filling is a store whose disk is full after some puts.
type filling struct {
	photo.Store
	left atomic.Int32
}

// Put implements photo.Store.
func (f *filling) Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error {
	if f.left.Add(-1) < 0 {
		return fmt.Errorf("no space: %w", photo.ErrUnavailable)
	}
	return f.Store.Put(ctx, key, v, body, size)
}

func TestAStoreThatFailsMidwayKeepsNoHalfPhoto(t *testing.T) {
	store := &filling{Store: phototest.Memory()}
	store.left.Store(3)
	_, err := photo.NewLibrary(photo.NewPipeline(1), store).Add(t.Context(), bytes.NewReader(phototest.JPEG(200, 200)))
	if fault.KindOf(err) != fault.Unavailable {
		t.Errorf("got %v", err)
	}
	wantEmpty(t, store)
}

func TestRemoveTakesAllOfOnePhotoOnly(t *testing.T) {
	store := phototest.Memory()
	lib := photo.NewLibrary(photo.NewPipeline(1), store)
	var keys [2]photo.Key
	for i := range keys {
		p, err := lib.Add(t.Context(), bytes.NewReader(phototest.JPEG(60, 60)))
		if err != nil {
			t.Fatal(err)
		}
		keys[i] = p.Key
	}
	if err := lib.Remove(t.Context(), keys[0]); err != nil {
		t.Fatal(err)
	}
	left := 0
	err := store.Each(t.Context(), func(e photo.Entry) error {
		if left++; e.Key != keys[1] {
			t.Errorf("%s %s is left", e.Key, e.Variant)
		}
		return nil
	})
	if err != nil || left != len(all())+1 {
		t.Errorf("%d left, %v", left, err)
	}
}

func TestOnlyOldOriginalsAreForgotten(t *testing.T) {
	store := phototest.Memory()
	lib := photo.NewLibrary(photo.NewPipeline(1), store)
	p, err := lib.Add(t.Context(), bytes.NewReader(phototest.JPEG(60, 60)))
	if err != nil {
		t.Fatal(err)
	}
	o, err := store.Open(t.Context(), p.Key, photo.Original)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := lib.ForgetOriginals(t.Context(), o.Modified); n != 0 || err != nil {
		t.Errorf("a fresh original went: %d, %v", n, err)
	}
	if n, err := lib.ForgetOriginals(t.Context(), o.Modified.Add(time.Second)); n != 1 || err != nil {
		t.Errorf("originals forgotten: %d, %v", n, err)
	}
	if _, err := lib.Open(t.Context(), p.Key, "360.jpg"); err != nil {
		t.Errorf("the page lost its picture: %v", err)
	}
}

func TestAFullPipelineWaitsAndGivesWayToALeavingVisitor(t *testing.T) {
	pipeline := photo.NewPipeline(2)
	first, second := pipeline.Occupy(), pipeline.Occupy()
	ctx, leave := context.WithCancel(t.Context())
	// the visitor leaves when all is sent, which is while waiting for a place
	sent := io.MultiReader(bytes.NewReader(phototest.JPEG(60, 60)), leaving(leave))
	if _, err := pipeline.Process(ctx, sent); !errors.Is(err, context.Canceled) {
		t.Errorf("both places taken: %v, want cancelled", err)
	}
	first()
	if _, err := pipeline.Process(t.Context(), bytes.NewReader(phototest.JPEG(60, 60))); err != nil {
		t.Errorf("one place free: %v", err)
	}
	second()
}

type leaving func()

// Read implements io.Reader.
func (l leaving) Read([]byte) (int, error) {
	l()
	return 0, io.EOF
}

func TestNamesFromAddressesAreParsedStrictly(t *testing.T) {
	key := photo.NewKey()
	if got, err := photo.ParseKey(string(key)); got != key || err != nil {
		t.Errorf("own key: %v, %v", got, err)
	}
	for _, bad := range []string{
		"", "..", "../../etc/passwd", string(key[:35]), string(key) + "0", string(key[:35]) + "G", string(key[:35]) + "A",
		"------------------------------------", "00000000000000000000000000000000000" + "0", string(key[:35]) + "/", string(key[:35]) + "\x00",
	} {
		if _, err := photo.ParseKey(bad); fault.KindOf(err) != fault.NotFound {
			t.Errorf("key %q: %v", bad, err)
		}
	}
	for _, v := range all() {
		if got, err := photo.ParseVariant(string(v)); got != v || err != nil {
			t.Errorf("variant %s: %v", v, err)
		}
	}
	for _, bad := range []string{"", "original", "360", "360.png", "0360.jpg", "361.jpg", "share.webp", "../360.jpg", "360.jpg/", "360.JPG"} {
		if _, err := photo.ParseVariant(bad); fault.KindOf(err) != fault.NotFound {
			t.Errorf("variant %q: %v", bad, err)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("0b6f4a1e-8b1c-4b43-9d6e-6b8d0f3e2a17", "360.webp")
	f.Add("../../../../../../../../../etc/passwd", "original")
	f.Fuzz(func(t *testing.T, key, variant string) {
		for _, c := range key {
			plain := c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'f'
			if _, err := photo.ParseKey(key); err == nil && (!plain || len(key) != 36) {
				t.Errorf("key %q was taken", key)
			}
		}
		if v, err := photo.ParseVariant(variant); err == nil && (v == photo.Original || photo.Check(photo.NewKey(), v) != nil) {
			t.Errorf("variant %q was taken", variant)
		}
	})
}

func TestEveryKeyIsItsOwn(t *testing.T) {
	seen := map[photo.Key]bool{}
	for range 1000 {
		seen[photo.NewKey()] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d different keys of 1000", len(seen))
	}
}

func TestVariantsAreServedAsWhatTheyAre(t *testing.T) {
	for v, want := range map[photo.Variant]string{
		"360.webp": "image/webp", "1600.jpg": "image/jpeg", photo.Share: "image/jpeg", photo.Original: "application/octet-stream",
	} {
		if got := v.ContentType(); got != want {
			t.Errorf("%s: %s", v, got)
		}
	}
}

func wantEmpty(t *testing.T, s photo.Store) {
	t.Helper()
	err := s.Each(t.Context(), func(e photo.Entry) error {
		t.Errorf("left behind: %s %s", e.Key, e.Variant)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
