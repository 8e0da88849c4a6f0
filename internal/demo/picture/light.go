package picture

import "math"

// latticeNoise is a hash of a lattice point in [-1,1].
func latticeNoise(x, y int32) float64 {
	h := uint32(x)*0x8DA6B343 ^ uint32(y)*0xD8163841
	h ^= h >> 13
	h *= 0x9E3779B1
	h ^= h >> 16
	return float64(h)/(1<<31) - 1
}

// smoothNoise is value noise of period one in [-1,1].
func smoothNoise(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int32(fx), int32(fy)
	tx, ty := x-fx, y-fy
	tx, ty = tx*tx*(3-2*tx), ty*ty*(3-2*ty)
	a, b := latticeNoise(ix, iy), latticeNoise(ix+1, iy)
	c, d := latticeNoise(ix, iy+1), latticeNoise(ix+1, iy+1)
	return (a+(b-a)*tx)*(1-ty) + (c+(d-c)*tx)*ty
}

// brushNoise is a 256×256 tile, longer sideways than upwards like the marks of
// a flat brush, that repeats without a seam.
func brushNoise(seed uint64) []int8 {
	d := &dice{state: seed}
	out := make([]float64, 256*256)
	for _, o := range []struct {
		w, h int
		amp  float64
	}{{6, 16, 30}, {14, 40, 26}, {40, 96, 22}, {128, 256, 16}} {
		grid := make([]float64, o.w*o.h)
		for i := range grid {
			grid[i] = d.in(-1, 1)
		}
		for y := range 256 {
			gy := float64(y) * float64(o.h) / 256
			y0 := int(gy)
			ty := gy - float64(y0)
			r0, r1 := grid[y0*o.w:][:o.w], grid[(y0+1)%o.h*o.w:][:o.w]
			for x := range 256 {
				gx := float64(x) * float64(o.w) / 256
				x0 := int(gx)
				tx := gx - float64(x0)
				x1 := (x0 + 1) % o.w
				v := (r0[x0]*(1-tx)+r0[x1]*tx)*(1-ty) + (r1[x0]*(1-tx)+r1[x1]*tx)*ty
				out[y<<8|x] += v * o.amp
			}
		}
	}
	tile := make([]int8, len(out))
	for i, v := range out {
		tile[i] = int8(math.Max(-120, math.Min(120, v*1.5)))
	}
	return tile
}

const lightSide = 48

// lightMap holds how bright the daylight is over the picture, coarse.
type lightMap struct {
	v [(lightSide + 1) * (lightSide + 1)]float64
}

func newLightMap() *lightMap {
	l := &lightMap{}
	for y := range lightSide + 1 {
		for x := range lightSide + 1 {
			l.v[y*(lightSide+1)+x] = 1.045 - 0.085*(float64(x)*0.45+float64(y)*0.55)/lightSide
		}
	}
	return l
}

// window lets a soft patch of sun through panes fall across the picture.
func (l *lightMap) window(x, y, strength float64) {
	for j := range lightSide + 1 {
		for i := range lightSide + 1 {
			u, v := float64(i)/lightSide-x, float64(j)/lightSide-y
			s := u + 0.55*v // panes lean with the sun
			in := func(t, a, b float64) float64 {
				const e = 0.05
				return step((t-a+e)/(2*e)) * step((b+e-t)/(2*e))
			}
			pane := in(s, 0, 0.17)*in(v, 0, 0.62) + in(s, 0.23, 0.40)*in(v, 0, 0.62)
			l.v[j*(lightSide+1)+i] += strength * pane
		}
	}
}

func step(t float64) float64 {
	t = math.Max(0, math.Min(1, t))
	return t * t * (3 - 2*t)
}

// finish lays daylight and paper grain over the whole picture.
func (a *artist) finish() {
	w, h := a.img.Rect.Dx(), a.img.Rect.Dy()
	seed := uint32(a.next())
	const side = lightSide + 1
	gains := make([]int32, w)
	for y := range h {
		gy := float64(y) / float64(h) * lightSide
		y0 := int(gy)
		ty := gy - float64(y0)
		r0, r1 := a.glow.v[y0*side:][:side], a.glow.v[min(y0+1, lightSide)*side:][:side]
		for x := range gains {
			gx := float64(x) / float64(w) * lightSide
			x0 := int(gx)
			tx := gx - float64(x0)
			v := (r0[x0]*(1-tx)+r0[x0+1]*tx)*(1-ty) + (r1[x0]*(1-tx)+r1[x0+1]*tx)*ty
			gains[x] = int32(v * 1024)
		}
		row := a.img.Pix[y*a.img.Stride:][:w*4]
		noise := a.mottle[(y*2&255)<<8:][:256]
		for x, g := range gains {
			seed ^= seed << 13
			seed ^= seed >> 17
			seed ^= seed << 5
			t := int32(seed>>24)&7 + int32(seed>>16)&7 - 7 + int32(noise[(x*2)&255])>>5
			p := row[x*4 : x*4+4 : x*4+4]
			for c := range 3 {
				v := int32(p[c])*g>>10 + t
				if v < 0 {
					v = 0
				} else if v > 255 {
					v = 255
				}
				p[c] = uint8(v)
			}
			p[3] = 255
		}
	}
}
