package photo

import (
	"context"
	"image"
	stddraw "image/draw"

	"golang.org/x/image/draw"
)

// fit is the largest size within maxW × maxH with the aspect of width × height,
// never larger than the picture and never less than a pixel.
func fit(width, height, maxW, maxH int) (int, int) {
	if width <= maxW && height <= maxH {
		return width, height
	}
	if width*maxH >= height*maxW {
		return maxW, max(1, (height*maxW+width/2)/width)
	}
	return max(1, (width*maxH+height/2)/height), maxH
}

// upright is the size of the picture once turned.
func upright(b image.Rectangle, orientation int) (int, int) {
	if orientation >= 5 {
		return b.Dy(), b.Dx()
	}
	return b.Dx(), b.Dy()
}

// base makes the working picture: upright, at most Large, on the mat where the
// sender was transparent. Whole boxes of pixels are averaged band by band first, so
// that the full picture is never held a second time.
func base(ctx context.Context, src image.Image, orientation int) (*image.RGBA, error) {
	b := src.Bounds()
	w, h := Large.Fit(upright(b, orientation))
	if orientation >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	k := min(b.Dx()/w, b.Dy()/h)
	if k < 2 {
		fill(out, out.Rect)
		draw.ApproxBiLinear.Scale(out, out.Rect, src, b, draw.Over, nil)
	} else {
		small, err := boxes(ctx, src, k)
		if err != nil {
			return nil, err
		}
		draw.ApproxBiLinear.Scale(out, out.Rect, small, small.Rect, draw.Src, nil)
	}
	return turn(out, orientation), ctx.Err()
}

// boxes shrinks to one k-th by averaging, at most k-1 pixels of the far edges are lost.
func boxes(ctx context.Context, src image.Image, k int) (*image.RGBA, error) {
	b := src.Bounds()
	w, h := b.Dx()/k, b.Dy()/k
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	band := image.NewRGBA(image.Rect(0, 0, w*k, k))
	op := stddraw.Src
	if o, ok := src.(interface{ Opaque() bool }); !ok || !o.Opaque() {
		op = stddraw.Over
	}
	area := uint32(k * k)
	for y := range h {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if op == stddraw.Over {
			fill(band, band.Rect)
		}
		stddraw.Draw(band, band.Rect, src, image.Pt(b.Min.X, b.Min.Y+y*k), op)
		line := out.Pix[y*out.Stride : (y+1)*out.Stride]
		for x := range w {
			var r, g, bl uint32
			for row := range k {
				p := band.Pix[row*band.Stride+4*k*x:][: 4*k : 4*k]
				for ; len(p) >= 4; p = p[4:] {
					r += uint32(p[0])
					g += uint32(p[1])
					bl += uint32(p[2])
				}
			}
			line[4*x] = uint8((r + area/2) / area)
			line[4*x+1] = uint8((g + area/2) / area)
			line[4*x+2] = uint8((bl + area/2) / area)
			line[4*x+3] = 255
		}
	}
	return out, nil
}

// shrink makes a smaller copy for the lesser widths, sharper than base needs to be.
func shrink(ctx context.Context, src *image.RGBA, w, h int) (*image.RGBA, error) {
	b := src.Bounds()
	if k := min(b.Dx()/w, b.Dy()/h); k >= 2 {
		var err error
		if src, err = boxes(ctx, src, k); err != nil {
			return nil, err
		}
	}
	if src.Rect.Dx() == w && src.Rect.Dy() == h {
		return src, ctx.Err()
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Rect, src, src.Bounds(), draw.Src, nil)
	return out, ctx.Err()
}

// turn undoes how the camera was held.
func turn(src *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dw, dh := upright(src.Rect, orientation)
	out := image.NewRGBA(image.Rect(0, 0, dw, dh))
	for y := range dh {
		for x := range dw {
			var sx, sy int
			switch orientation {
			case 2:
				sx, sy = w-1-x, y
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sx, sy = x, h-1-y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, h-1-x
			case 7:
				sx, sy = w-1-y, h-1-x
			case 8:
				sx, sy = w-1-y, x
			}
			copy(out.Pix[y*out.Stride+4*x:][:4], src.Pix[sy*src.Stride+4*sx:][:4])
		}
	}
	return out
}

// fill lays the mat.
func fill(dst *image.RGBA, r image.Rectangle) {
	stddraw.Draw(dst, r, image.NewUniform(matColour(0)), image.Point{}, stddraw.Src)
}
