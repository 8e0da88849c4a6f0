package photo_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"io"
	"testing"

	"beli/internal/photo"
	"beli/internal/photo/phototest"
)

// failing is a store that can be told to refuse one variant.
type failing struct {
	photo.Store
	refuse photo.Variant
}

func (f *failing) Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error {
	if v == f.refuse {
		return photo.ErrUnavailable
	}
	return f.Store.Put(ctx, key, v, body, size)
}

func TestAPictureUnderAReservedKeyIsThereOnlyWhenItIsComplete(t *testing.T) {
	ctx, key := context.Background(), photo.NewKey()
	store := &failing{Store: phototest.Memory(), refuse: photo.VariantOf(photo.Main, photo.JPEG)}
	l := photo.NewLibrary(photo.NewPipeline(1), store)
	sent := phototest.JPEG(960, 960)
	if _, err := l.AddAs(ctx, key, bytes.NewReader(sent)); !errors.Is(err, photo.ErrUnavailable) {
		t.Fatalf("a store that refuses gives %v", err)
	}
	if there, err := l.Has(ctx, key); there || err != nil {
		t.Fatalf("half a photo counts as one: %v, %v", there, err)
	}
	store.refuse = ""
	p, err := l.AddAs(ctx, key, bytes.NewReader(sent))
	if err != nil || p.Key != key || p.Width != 960 {
		t.Fatalf("completing it gives %+v, %v", p, err)
	}
	if there, err := l.Has(ctx, key); !there || err != nil {
		t.Errorf("the photo is not there: %v, %v", there, err)
	}
	for _, w := range photo.Widths() {
		o, err := l.Open(ctx, key, photo.VariantOf(w, photo.JPEG))
		if err != nil {
			t.Fatalf("width %d: %v", w, err)
		}
		o.Close()
	}
	if there, _ := store.Exists(ctx, key, photo.Original); there {
		t.Error("what was sent was kept")
	}
	if _, err := l.AddAs(ctx, "../../etc", bytes.NewReader(sent)); !errors.Is(err, photo.ErrNotFound) {
		t.Errorf("a key that is none gives %v", err)
	}
}

func TestMatOfASmallDrawingIsItsColour(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		img.SetRGBA(i%8, i/8, color.RGBA{0x3A, 0x7A, 0x20, 255})
	}
	if got := photo.MatOf(img); got != 10 {
		t.Errorf("pandan green lies on mat %d", got)
	}
}
