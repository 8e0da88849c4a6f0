package photo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// Photo is what a product or a shop remembers of a picture.
type Photo struct {
	Key Key
	// Width and Height are those of the picture as sent, upright; Width.Fit tells
	// the size of a variant.
	Width, Height int
	Class         Class
	Mat           Mat
	// Formats are those every width exists in, the one to prefer first.
	Formats []Format
	Advice  []Advice
}

// Address is the public path of this photo at a width, in a format it has.
func (p Photo) Address(w Width, f Format) string { return Address(p.Key, VariantOf(w, f)) }

// Library takes photos in and gives them out.
type Library struct {
	pipeline *Pipeline
	store    Store
}

// NewLibrary joins a pipeline and a store.
func NewLibrary(pipeline *Pipeline, store Store) *Library {
	return &Library{pipeline: pipeline, store: store}
}

// Add develops a picture and keeps all of it under a new key. The errors are those of
// Process and ErrUnavailable; after an error nothing is left behind that a page could
// reach, and what the store can still remove is removed.
func (l *Library) Add(ctx context.Context, r io.Reader) (Photo, error) {
	res, err := l.pipeline.Process(ctx, r)
	if err != nil {
		return Photo{}, fmt.Errorf("add photo: %w", err)
	}
	p := Photo{
		Key: NewKey(), Width: res.Width, Height: res.Height,
		Class: res.Class, Mat: res.Mat, Advice: res.Advice, Formats: []Format{JPEG},
	}
	if canWebP {
		p.Formats = []Format{WebP, JPEG}
	}
	files := append(res.Derived, Derived{Variant: Original, Bytes: res.Sent})
	if err := l.put(ctx, p.Key, files); err != nil {
		undo := l.Remove(context.WithoutCancel(ctx), p.Key)
		return Photo{}, fmt.Errorf("add photo: %w", errors.Join(err, undo))
	}
	return p, nil
}

// atOnce is how many files of a photo are on their way to the store at the same time: one that is far
// or slow must not hold an owner up ten times.
const atOnce = 4

// put keeps all files; after the first that fails the others are given up.
func (l *Library) put(ctx context.Context, key Key, files []Derived) error {
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	var work sync.WaitGroup
	places := make(chan struct{}, atOnce)
	for _, f := range files {
		places <- struct{}{}
		work.Go(func() {
			defer func() { <-places }()
			if err := l.store.Put(ctx, key, f.Variant, bytes.NewReader(f.Bytes), int64(len(f.Bytes))); err != nil {
				giveUp(err)
			}
		})
	}
	work.Wait()
	return context.Cause(ctx)
}

// Open reads a variant that anyone may see; Original and unknown names are
// ErrNotFound. The caller closes it.
func (l *Library) Open(ctx context.Context, key Key, v Variant) (*Object, error) {
	if _, err := ParseVariant(string(v)); err != nil {
		return nil, err
	}
	o, err := l.store.Open(ctx, key, v)
	if err != nil {
		return nil, fmt.Errorf("open photo: %w", err)
	}
	return o, nil
}

// Remove deletes every variant of a photo, those already gone included.
func (l *Library) Remove(ctx context.Context, key Key) error {
	names := []Variant{Original, Share}
	for _, w := range Widths() {
		names = append(names, VariantOf(w, WebP), VariantOf(w, JPEG))
	}
	for _, v := range names {
		if err := l.store.Delete(ctx, key, v); err != nil {
			return fmt.Errorf("remove photo: %w", err)
		}
	}
	return nil
}

// ForgetOriginals deletes what was sent before an instant and says how many files went.
func (l *Library) ForgetOriginals(ctx context.Context, before time.Time) (int, error) {
	gone := 0
	err := l.store.Each(ctx, func(e Entry) error {
		if e.Variant != Original || !e.Modified.Before(before) {
			return nil
		}
		if err := l.store.Delete(ctx, e.Key, e.Variant); err != nil {
			return err
		}
		gone++
		return nil
	})
	if err != nil {
		return gone, fmt.Errorf("forget originals: %w", err)
	}
	return gone, nil
}
