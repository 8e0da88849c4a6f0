package picture

import (
	"image"
	"math"

	"golang.org/x/image/vector"
)

// affine maps local units to pixels.
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) apply(p pt) pt {
	return pt{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

func (m affine) mul(n affine) affine {
	return affine{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// artist paints one picture. The middle of the picture is (0,0) and its shorter
// side is 1000 units, y downwards, whatever the size in pixels. Light comes
// from the upper left.
type artist struct {
	*dice
	img     *image.RGBA
	k       float64 // pixels in a unit
	hw, hh  float64 // half the width and height in units
	m       affine
	ras     vector.Rasterizer
	mask    image.Alpha // coverage of the last raster
	flat    []pt        // transformed points of the outlines being filled
	ends    []int       // where each outline ends in flat
	clip    *image.Alpha
	mottle  []int8 // 256×256 brush noise, tiled
	low     []uint8
	tmp     []uint8
	shadeIn float64 // strength of cast shadows
	glow    *lightMap
	letters *lettering
}

func newArtist(size image.Point, seed uint64) *artist {
	a := &artist{dice: &dice{state: seed}, img: image.NewRGBA(image.Rectangle{Max: size}), shadeIn: 1}
	short := min(size.X, size.Y)
	a.k = float64(short) / 1000
	a.hw, a.hh = float64(size.X)/a.k/2, float64(size.Y)/a.k/2
	a.m = affine{a.k, 0, 0, a.k, float64(size.X) / 2, float64(size.Y) / 2}
	a.mottle = brushNoise(0x5EED)
	a.glow = newLightMap()
	a.letters = newLettering()
	return a
}

// at paints fn moved to (x,y), turned by deg and scaled by s.
func (a *artist) at(x, y, s, deg float64, fn func()) { a.warp(x, y, s, s, deg, fn) }

// warp is at with separate scales; a negative one mirrors.
func (a *artist) warp(x, y, sx, sy, deg float64, fn func()) {
	was := a.m
	sin, cos := math.Sincos(rad(deg))
	a.m = a.m.mul(affine{cos * sx, sin * sx, -sin * sy, cos * sy, x, y})
	fn()
	a.m = was
}

// scale is the mean scale in pixels per local unit.
func (a *artist) scale() float64 {
	return math.Sqrt(math.Abs(a.m.a*a.m.d - a.m.b*a.m.c))
}

// wobble moves a point in pixels by a slow noise, so that no edge is
// ruler-straight: cut by hand, not by a machine.
func (a *artist) wobble(p pt) pt {
	amp := 2.4 * a.k
	s := 1 / (52 * a.k)
	return pt{p.x + amp*smoothNoise(p.x*s, p.y*s), p.y + amp*smoothNoise(p.x*s+71.3, p.y*s+37.7)}
}

// collect transforms the outlines into a.flat, oriented alike when orient is
// set, and gives their bounds in pixels.
func (a *artist) collect(orient bool, wob bool, cs []outline) (lo, hi pt) {
	a.flat, a.ends = a.flat[:0], a.ends[:0]
	lo, hi = pt{math.Inf(1), math.Inf(1)}, pt{math.Inf(-1), math.Inf(-1)}
	long := 45 * a.k
	for _, c := range cs {
		if len(c) < 3 {
			continue
		}
		start := len(a.flat)
		prev := a.m.apply(c[len(c)-1])
		var area float64
		for _, p := range c {
			q := a.m.apply(p)
			area += prev.x*q.y - q.x*prev.y
			if wob {
				if l := math.Hypot(q.x-prev.x, q.y-prev.y); l > long {
					n := min(60, int(l/long))
					for i := 1; i <= n; i++ {
						t := float64(i) / float64(n+1)
						a.flat = append(a.flat, a.wobble(pt{prev.x + (q.x-prev.x)*t, prev.y + (q.y-prev.y)*t}))
					}
				}
				a.flat = append(a.flat, a.wobble(q))
			} else {
				a.flat = append(a.flat, q)
			}
			prev = q
		}
		if orient && area < 0 {
			part := a.flat[start:]
			for i, j := 0, len(part)-1; i < j; i, j = i+1, j-1 {
				part[i], part[j] = part[j], part[i]
			}
		}
		for _, p := range a.flat[start:] {
			lo.x, lo.y = math.Min(lo.x, p.x), math.Min(lo.y, p.y)
			hi.x, hi.y = math.Max(hi.x, p.x), math.Max(hi.y, p.y)
		}
		a.ends = append(a.ends, len(a.flat))
	}
	return lo, hi
}

// rasterise puts the coverage of a.flat, scaled by s, into a.mask over r.
func (a *artist) rasterise(r image.Rectangle, s float64, lo, hi pt) {
	w, h := r.Dx(), r.Dy()
	// The fixed point code of the rasteriser is only safe near its own size.
	if (hi.x-lo.x)*s > 500 || (hi.y-lo.y)*s > 500 {
		w = max(w, 513)
	}
	a.ras.Reset(w, h)
	ox, oy := float64(r.Min.X), float64(r.Min.Y)
	i := 0
	for _, end := range a.ends {
		a.ras.MoveTo(float32(a.flat[i].x*s-ox), float32(a.flat[i].y*s-oy))
		for i++; i < end; i++ {
			a.ras.LineTo(float32(a.flat[i].x*s-ox), float32(a.flat[i].y*s-oy))
		}
		a.ras.ClosePath()
	}
	if n := w * h; cap(a.mask.Pix) < n {
		a.mask.Pix = make([]uint8, n+n/4)
	}
	a.mask.Pix = a.mask.Pix[:w*h]
	a.mask.Stride = w
	a.mask.Rect = image.Rect(0, 0, w, h)
	a.ras.DrawOp = 1 // draw.Src
	a.ras.Draw(&a.mask, a.mask.Rect, image.Opaque, image.Point{})
	a.mask.Rect = image.Rectangle{Min: r.Min, Max: r.Min.Add(image.Pt(w, h))}
}

// bounds is the whole picture, or what the clip leaves of it.
func (a *artist) bounds() image.Rectangle {
	if a.clip != nil {
		return a.clip.Rect
	}
	return a.img.Rect
}

// cover rasterises outlines inside the visible part; empty when unseen.
func (a *artist) cover(orient bool, cs []outline) image.Rectangle {
	wob := a.scale() > 0 && orient
	lo, hi := a.collect(orient, wob, cs)
	if len(a.flat) == 0 {
		return image.Rectangle{}
	}
	r := image.Rect(int(math.Floor(lo.x))-1, int(math.Floor(lo.y))-1, int(math.Ceil(hi.x))+2, int(math.Ceil(hi.y))+2)
	r = r.Intersect(a.bounds())
	if r.Empty() {
		return r
	}
	a.rasterise(r, 1, lo, hi)
	return r
}

// inside paints fn only within the outlines.
func (a *artist) inside(fn func(), cs ...outline) {
	r := a.cover(true, cs)
	if r.Empty() {
		return
	}
	was := a.clip
	m := &image.Alpha{Pix: make([]uint8, r.Dx()*r.Dy()), Stride: r.Dx(), Rect: r}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		src := a.mask.Pix[(y-r.Min.Y)*a.mask.Stride:][:r.Dx()]
		dst := m.Pix[(y-r.Min.Y)*m.Stride:][:r.Dx()]
		copy(dst, src)
		if was != nil {
			old := was.Pix[(y-was.Rect.Min.Y)*was.Stride+r.Min.X-was.Rect.Min.X:][:r.Dx()]
			for i, v := range old {
				dst[i] = uint8(uint32(dst[i]) * uint32(v) / 255)
			}
		}
	}
	a.clip = m
	fn()
	a.clip = was
}
