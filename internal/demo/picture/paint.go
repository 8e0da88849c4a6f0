package picture

import (
	"image"
	"math"
)

// fill paints the outlines in one colour with a little brush texture.
func (a *artist) fill(c ink, cs ...outline) { a.wash(c, 1, cs...) }

// wash is fill with an opacity below one.
func (a *artist) wash(c ink, alpha float64, cs ...outline) {
	r := a.cover(true, cs)
	a.lay(r, c, alpha, 0, 0)
}

// glyphs fills outlines whose winding makes their holes.
func (a *artist) glyphs(c ink, cs []outline) {
	r := a.cover(false, cs)
	a.lay(r, c, 1, 0, 0)
}

// body paints a solid thing: its colour, a shade along the side away from the
// light and a lit rim; depth is the width of the shade in local units.
func (a *artist) body(c ink, depth float64, cs ...outline) {
	r := a.cover(true, cs)
	a.lay(r, c, 1, 0, 0)
	d := depth * a.scale()
	if d < 0.8 {
		return
	}
	a.lay(r, c.dark(0.30), 0.55, d, d*0.8)
	a.lay(r, c.dark(0.48), 0.50, d*0.45, d*0.4)
	a.lay(r, c.light(0.55), 0.50, -d*0.32, -d*0.30)
}

// lay blends colour c over r by the mask. With a shift (dx,dy) in pixels only
// the crescent is painted whose shifted points fall outside the shape.
func (a *artist) lay(r image.Rectangle, c ink, alpha, dx, dy float64) {
	if r.Empty() {
		return
	}
	cr, cg, cb := int32(c>>16&255), int32(c>>8&255), int32(c&255)
	ox, oy := int(a.next()>>60)*16+r.Min.X, int(a.next()>>60)*16+r.Min.Y
	al := uint32(alpha * 256)
	sx, sy := int(math.Round(dx)), int(math.Round(dy))
	crescent := dx != 0 || dy != 0
	w, h := r.Dx(), r.Dy()
	for y := range h {
		row := a.mask.Pix[y*a.mask.Stride:][:w]
		var ref []uint8
		if crescent {
			ref = a.mask.Pix[min(max(y+sy, 0), h-1)*a.mask.Stride:][:w]
		}
		var clip []uint8
		if a.clip != nil {
			k := a.clip
			clip = k.Pix[(y+r.Min.Y-k.Rect.Min.Y)*k.Stride+r.Min.X-k.Rect.Min.X:][:w]
		}
		pix := a.img.Pix[(y+r.Min.Y)*a.img.Stride+r.Min.X*4:][:w*4]
		noise := a.mottle[((y+oy)&255)<<8:][:256]
		for x, cov := range row {
			if cov == 0 {
				continue
			}
			v := uint32(cov) * al >> 8
			if crescent {
				within := uint32(ref[min(max(x+sx, 0), w-1)])
				if within == 255 {
					continue
				}
				v = v * (255 - within) / 255
			}
			if clip != nil {
				v = v * uint32(clip[x]) / 255
			}
			if v == 0 {
				continue
			}
			t := int32(noise[(x+ox)&255])
			t = t * 5 >> 5
			p := pix[x*4 : x*4+4 : x*4+4]
			p[0] = blend(p[0], cr+t, v)
			p[1] = blend(p[1], cg+t, v)
			p[2] = blend(p[2], cb+t, v)
			p[3] = 255
		}
	}
}

func blend(dst uint8, src int32, v uint32) uint8 {
	if src < 0 {
		src = 0
	} else if src > 255 {
		src = 255
	}
	d := int32(dst)
	return uint8(d + (src-d)*int32(v)*257>>16)
}

// line paints a stroke of even width.
func (a *artist) line(c ink, w float64, o outline) { a.fill(c, stroke(o, w, w)) }

// dash paints a stitched line: pieces of length on with gaps off.
func (a *artist) dash(c ink, w, on, off float64, o outline) {
	var piece outline
	left, drawing := on, true
	for i := 1; i < len(o); i++ {
		p, q := o[i-1], o[i]
		l := math.Hypot(q.x-p.x, q.y-p.y)
		for done := 0.0; done < l; {
			step := math.Min(left, l-done)
			at := func(d float64) pt { return pt{p.x + (q.x-p.x)*d/l, p.y + (q.y-p.y)*d/l} }
			if drawing {
				if len(piece) == 0 {
					piece = append(piece, at(done))
				}
				piece = append(piece, at(done+step))
			}
			done += step
			if left -= step; left <= 1e-9 {
				if drawing {
					a.line(c, w, piece)
					piece = piece[:0]
				}
				drawing = !drawing
				left = off
				if drawing {
					left = on
				}
			}
		}
	}
	if drawing && len(piece) > 1 {
		a.line(c, w, piece)
	}
}

// dot is a small disc.
func (a *artist) dot(c ink, x, y, r float64) { a.fill(c, oval(x, y, r, r)) }

// drop is the quick shadow of a small thing: its outline, moved and dark.
func (a *artist) drop(d float64, cs ...outline) {
	was := a.m
	a.m.e += d * a.scale()
	a.m.f += d * 0.9 * a.scale()
	a.wash(0x2A160E, 0.26*a.shadeIn, cs...)
	a.m = was
}

// shadow lays a soft shadow of the outlines, moved by (dx,dy) local units and
// blurred. It is worked out at a quarter of the size, which the blur hides.
func (a *artist) shadow(dx, dy, soft, alpha float64, cs ...outline) {
	was := a.m
	s := a.scale()
	a.m.e += dx * s
	a.m.f += dy * s
	lo, hi := a.collect(true, false, cs)
	a.m = was
	if len(a.flat) == 0 {
		return
	}
	const f = 4
	rad := max(1, int(soft*s/f))
	pad := 2*rad + 1
	r := image.Rect(int(lo.x/f)-pad, int(lo.y/f)-pad, int(hi.x/f)+pad+2, int(hi.y/f)+pad+2)
	b := a.bounds()
	seen := image.Rect(b.Min.X/f-pad, b.Min.Y/f-pad, b.Max.X/f+pad+2, b.Max.Y/f+pad+2)
	if r = r.Intersect(seen); r.Empty() {
		return
	}
	a.rasterise(r, 1.0/f, lo, hi)
	w, h := r.Dx(), r.Dy()
	a.low = grow(a.low, w*h)
	a.tmp = grow(a.tmp, w*h)
	for y := range h {
		copy(a.low[y*w:][:w], a.mask.Pix[y*a.mask.Stride:][:w])
	}
	for range 2 {
		blurRows(a.tmp, a.low, w, h, rad)
		blurCols(a.low, a.tmp, w, h, rad)
	}
	out := image.Rect(r.Min.X*f, r.Min.Y*f, (r.Max.X-1)*f, (r.Max.Y-1)*f).Intersect(b)
	al := uint32(alpha * a.shadeIn * 256)
	for y := out.Min.Y; y < out.Max.Y; y++ {
		ly, fy := (y-r.Min.Y*f)/f, uint32((y-r.Min.Y*f)%f)
		r0, r1 := a.low[ly*w:][:w], a.low[min(ly+1, h-1)*w:][:w]
		pix := a.img.Pix[y*a.img.Stride:]
		for x := out.Min.X; x < out.Max.X; x++ {
			lx, fx := (x-r.Min.X*f)/f, uint32((x-r.Min.X*f)%f)
			v := (uint32(r0[lx])*(f-fx)+uint32(r0[lx+1])*fx)*(f-fy) + (uint32(r1[lx])*(f-fx)+uint32(r1[lx+1])*fx)*fy
			v = (v / (f * f)) * al >> 8
			if a.clip != nil {
				v = v * uint32(a.clip.Pix[(y-a.clip.Rect.Min.Y)*a.clip.Stride+x-a.clip.Rect.Min.X]) / 255
			}
			if v == 0 {
				continue
			}
			p := pix[x*4 : x*4+4 : x*4+4]
			p[0], p[1], p[2] = blend(p[0], 44, v), blend(p[1], 26, v), blend(p[2], 18, v)
		}
	}
}

func grow(b []uint8, n int) []uint8 {
	if cap(b) < n {
		return make([]uint8, n+n/4)[:n]
	}
	return b[:n]
}

func blurRows(dst, src []uint8, w, h, rad int) {
	n := uint32(2*rad + 1)
	for y := range h {
		s, d := src[y*w:][:w], dst[y*w:][:w]
		var sum uint32
		for x := -rad; x < w+rad; x++ {
			if x+rad < w {
				sum += uint32(s[max(0, x+rad)]) * b2u(x+rad >= 0)
			}
			if x-rad-1 >= 0 {
				sum -= uint32(s[x-rad-1])
			}
			if x >= 0 && x < w {
				d[x] = uint8(sum / n)
			}
		}
	}
}

func blurCols(dst, src []uint8, w, h, rad int) {
	n := uint32(2*rad + 1)
	sums := make([]uint32, w)
	for y := -rad; y < h; y++ {
		if y+rad < h && y+rad >= 0 {
			for x, v := range src[(y+rad)*w:][:w] {
				sums[x] += uint32(v)
			}
		}
		if y-rad-1 >= 0 {
			for x, v := range src[(y-rad-1)*w:][:w] {
				sums[x] -= uint32(v)
			}
		}
		if y >= 0 {
			for x, v := range sums {
				dst[y*w+x] = uint8(v / n)
			}
		}
	}
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
