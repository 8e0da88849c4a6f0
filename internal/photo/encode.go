package photo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
)

// limit is how many bytes a width may weigh, so that a page of them arrives on a
// slow line. WebP carries the pages; JPEG, for the few browsers without it, may
// weigh half as much again.
func (w Width) limit(f Format) int {
	n := map[Width]int{Thumb: 4_000, Card: 22_000, Main: 70_000, Large: 220_000}[w]
	if f == JPEG {
		return n + n/2
	}
	return n
}

const shareLimit = 250_000

// Derived is one picture made from what was sent.
type Derived struct {
	Variant       Variant
	Width, Height int
	Bytes         []byte
}

// squeeze encodes within limit bytes: quality gives way first, and in a picture that
// no quality makes small enough (noise) the size does.
func squeeze(ctx context.Context, img *image.RGBA, f Format, limit int) (Derived, error) {
	const best, least = 80, 32
	quality := best
	for {
		if err := ctx.Err(); err != nil {
			return Derived{}, err
		}
		b, err := encode(img, f, quality)
		if err != nil {
			return Derived{}, fmt.Errorf("encode photo as %s: %w", f, err)
		}
		if len(b) <= limit {
			return Derived{Width: img.Rect.Dx(), Height: img.Rect.Dy(), Bytes: b}, nil
		}
		switch {
		case quality > least && 2*len(b) > 3*limit:
			quality = max(least, quality-24)
		case quality > least:
			quality = max(least, quality-12)
		default:
			w, h := max(1, img.Rect.Dx()*4/5), max(1, img.Rect.Dy()*4/5)
			if w == img.Rect.Dx() && h == img.Rect.Dy() {
				return Derived{}, fmt.Errorf("encode photo as %s: no size fits %d bytes", f, limit)
			}
			if img, err = shrink(ctx, img, w, h); err != nil {
				return Derived{}, err
			}
		}
	}
}

// encode writes pixels and nothing else: no profile, no metadata.
func encode(img *image.RGBA, f Format, quality int) ([]byte, error) {
	if f == WebP {
		return encodeWebP(img, quality)
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
