package photo

import (
	"context"
	"fmt"
	"image"
	"io"

	"golang.org/x/image/draw"
)

// Result is everything that was made of and learned from one picture.
type Result struct {
	// Width and Height are those of the picture as sent, upright.
	Width, Height int
	Class         Class
	Mat           Mat
	Advice        []Advice
	// Derived holds Share and every width, as JPEG and, where this build can, WebP.
	Derived []Derived
	// Sent is the file as it came.
	Sent []byte
}

// Process reads a picture of at most MaxBytes and makes all its variants. It returns
// ErrEmpty, ErrTooLarge, ErrType, ErrHEIC, ErrTooManyPixels or ErrBroken for what
// cannot be taken, else the error of r or of ctx. It may hold 200 MB: serve it
// through a Pipeline.
func Process(ctx context.Context, r io.Reader) (Result, error) {
	k, b, err := receive(ctx, r)
	if err != nil {
		return Result{}, err
	}
	return develop(ctx, k, b)
}

// receive reads a picture and refuses what can be refused without decoding.
func receive(ctx context.Context, r io.Reader) (kind, []byte, error) {
	b, err := io.ReadAll(io.LimitReader(ctxReader{ctx, r}, MaxBytes+1))
	if err != nil {
		return 0, nil, fmt.Errorf("read photo: %w", err)
	}
	if len(b) > MaxBytes {
		return 0, nil, ErrTooLarge
	}
	k, err := sniff(b)
	if err != nil {
		return 0, nil, err
	}
	return k, b, guard(k, b)
}

func develop(ctx context.Context, k kind, sent []byte) (Result, error) {
	src, err := decode(ctx, k, sent)
	if err != nil {
		return Result{}, err
	}
	held := orientation(k, sent)
	res := Result{Sent: sent}
	res.Width, res.Height = upright(src.Bounds(), held)
	res.Class = ClassOf(res.Width, res.Height)

	large, err := base(ctx, src, held)
	if err != nil {
		return Result{}, err
	}
	src = nil // the largest thing here, free to go while the rest is made
	w, h := Main.Fit(res.Width, res.Height)
	seen, err := shrink(ctx, large, w, h)
	if err != nil {
		return Result{}, err
	}
	res.Advice = advise(seen, res.Width, res.Height)
	if seen == large { // smaller than Main: one picture serves both
		level(large)
	} else {
		level(large, seen)
	}
	if res.Derived, res.Mat, err = derive(ctx, large, seen, res); err != nil {
		return Result{}, err
	}
	return res, nil
}

// derive makes the share card and every width: Large and Main as given, the lesser
// ones each from the one above it.
func derive(ctx context.Context, large, main *image.RGBA, res Result) ([]Derived, Mat, error) {
	formats := []Format{JPEG}
	if canWebP {
		formats = append(formats, WebP)
	}
	card, err := share(ctx, large, res.Class)
	if err != nil {
		return nil, 0, err
	}
	out := []Derived{card}
	img := large
	for _, width := range []Width{Large, Main, Card, Thumb} {
		switch width {
		case Large:
		case Main:
			img = main
		default:
			w, h := width.Fit(res.Width, res.Height)
			if img, err = shrink(ctx, img, w, h); err != nil {
				return nil, 0, err
			}
		}
		for _, f := range formats {
			d, err := squeeze(ctx, img, f, width.limit(f))
			if err != nil {
				return nil, 0, err
			}
			d.Variant = VariantOf(width, f)
			out = append(out, d)
		}
	}
	return out, dominantMat(img), nil
}

// share makes the card for chats and networks: filled where the picture is near to
// square and has the pixels for it, else whole on the mat, never enlarged.
func share(ctx context.Context, img *image.RGBA, class Class) (Derived, error) {
	const width, height = 1200, 630
	card := image.NewRGBA(image.Rect(0, 0, width, height))
	w, h := img.Rect.Dx(), img.Rect.Dy()
	// a little enlarging is not seen in a chat
	if class == Cover && 5*w >= 4*width {
		cut := w * height / width
		top := (h - cut) / 2
		draw.ApproxBiLinear.Scale(card, card.Rect, img, image.Rect(0, top, w, top+cut), draw.Src, nil)
	} else {
		fill(card, card.Rect)
		w, h = fit(w, h, width, height)
		small, err := shrink(ctx, img, w, h)
		if err != nil {
			return Derived{}, err
		}
		at := image.Pt((width-w)/2, (height-h)/2)
		draw.Draw(card, small.Rect.Add(at), small, image.Point{}, draw.Src)
	}
	d, err := squeeze(ctx, card, JPEG, shareLimit)
	d.Variant = Share
	return d, err
}
