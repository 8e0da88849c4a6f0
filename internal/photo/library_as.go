package photo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
)

// complete is the file AddAs puts last: where it is, all widths are.
func complete() Variant { return VariantOf(Thumb, JPEG) }

// AddAs develops a picture and keeps what was made of it under a key that was reserved
// before, so that rows may name a picture while it is still being made. What was sent is
// not kept. Files that are there already stay as they are: after an error, or a process
// that died, the same call completes the photo. The errors are those of Process and
// ErrUnavailable.
func (l *Library) AddAs(ctx context.Context, key Key, r io.Reader) (Photo, error) {
	if _, err := ParseKey(string(key)); err != nil {
		return Photo{}, fmt.Errorf("add photo: %w", err)
	}
	res, err := l.pipeline.Process(ctx, r)
	if err != nil {
		return Photo{}, fmt.Errorf("add photo: %w", err)
	}
	p := Photo{Key: key, Width: res.Width, Height: res.Height, Class: res.Class, Mat: res.Mat, Advice: res.Advice, Formats: []Format{JPEG}}
	if canWebP {
		p.Formats = []Format{WebP, JPEG}
	}
	var last Derived
	for _, f := range res.Derived {
		if f.Variant == complete() {
			last = f
			continue
		}
		if err := l.keep(ctx, key, f); err != nil {
			return Photo{}, err
		}
	}
	return p, l.keep(ctx, key, last)
}

func (l *Library) keep(ctx context.Context, key Key, f Derived) error {
	err := l.store.Put(ctx, key, f.Variant, bytes.NewReader(f.Bytes), int64(len(f.Bytes)))
	if err != nil && !errors.Is(err, ErrExists) {
		return fmt.Errorf("add photo: %w", err)
	}
	return nil
}

// Has tells whether a photo is there in all its widths.
func (l *Library) Has(ctx context.Context, key Key) (bool, error) {
	there, err := l.store.Exists(ctx, key, complete())
	if err != nil {
		return false, fmt.Errorf("look for photo: %w", err)
	}
	return there, nil
}

// MatOf is the mat for a picture, of whatever size.
func MatOf(img *image.RGBA) Mat { return dominantMat(img) }
