package picture

import "math"

// motif names a drawn cloth pattern. All are our own; none follows a named
// motif of a living maker.
type motif int

const (
	motifSplash motif = iota // ciprat: wax flicked from a brush
	motifKoi
	motifKoiDrum
	motifTemple
	motifPineapple
	motifCocoa
	motifFish
	motifTied // jumput
	motifTuri
	motifIslands // sekar jagad
	motifLeafPrint
	motifShibori
	motifOvals
	motifSlant
	motifLeaves
	motifCount
)

// batik is a motif in its colours.
type batik struct {
	m                motif
	ground, one, two ink
	seed             uint64
}

// dye paints the batik over a cloth w by h around (0,0). It is the same each
// time it is called for the same batik, so that a shirt and its detail match.
func (p batik) dye(a *artist, w, h float64) {
	was := a.dice
	a.dice = &dice{state: p.seed}
	defer func() { a.dice = was }()
	x0, y0, x1, y1 := -w/2, -h/2, w/2, h/2
	a.fill(p.ground, box(x0, y0, x1, y1, 0))
	grid := func(dx, dy, shift float64, one func(i, j int)) {
		j := 0
		for y := y0; y < y1+dy; y += dy {
			i := 0
			for x := x0 - float64(j%2)*dx*shift; x < x1+dx; x += dx {
				a.at(x, y, 1, 0, func() { one(i, j) })
				i++
			}
			j++
		}
	}
	switch p.m {
	case motifSplash:
		p.splash(a, x0, y0, x1, y1)
	case motifKoi, motifKoiDrum:
		p.fill(a, x0, y0, x1, y1)
		grid(190, 200, 0.5, func(i, j int) {
			if p.m == motifKoiDrum && (i+j)%2 == 0 {
				p.drum(a)
				return
			}
			a.at(0, 0, 0.72, float64((i*131+j*77)%360), func() { p.koi(a) })
		})
	case motifTemple:
		p.fill(a, x0, y0, x1, y1)
		grid(170, 190, 0.5, func(_, _ int) { p.gate(a) })
	case motifPineapple:
		p.fill(a, x0, y0, x1, y1)
		grid(130, 170, 0.5, func(i, j int) { a.at(0, 0, 1, float64((i+j)%3-1)*14, func() { p.pine(a) }) })
	case motifCocoa:
		p.fill(a, x0, y0, x1, y1)
		grid(150, 150, 0.5, func(i, j int) { a.at(0, 0, 1, float64((i*67+j*41)%180-90), func() { p.pod(a) }) })
	case motifFish:
		p.waves(a, x0, y0, x1, y1)
		grid(180, 120, 0.5, func(_, j int) {
			a.warp(0, 0, float64(1-2*(j%2)), 1, 0, func() { p.fish(a) })
		})
	case motifTied:
		grid(120, 110, 0.5, func(_, _ int) { p.tied(a) })
	case motifTuri:
		p.fill(a, x0, y0, x1, y1)
		grid(150, 160, 0.5, func(i, j int) { a.at(0, 0, 1, float64((i*83+j*59)%70-35), func() { p.turi(a) }) })
	case motifIslands:
		p.islands(a, x0, y0, x1, y1)
	case motifLeafPrint:
		p.leafPrint(a, x0, y0, x1, y1)
	case motifShibori:
		p.shibori(a, x0, y0, x1, y1)
	case motifOvals:
		grid(120, 120, 0, func(_, _ int) { p.ovals(a) })
	case motifSlant:
		p.slant(a, x0, y0, x1, y1)
	default:
		p.fill(a, x0, y0, x1, y1)
		grid(140, 130, 0.5, func(i, j int) { a.at(0, 0, 1, float64((i*97+j*53)%360), func() { p.sprig(a) }) })
	}
}

// fill strews the small dots of a batik ground.
func (p batik) fill(a *artist, x0, y0, x1, y1 float64) {
	c := mix(p.ground, p.one, 0.45)
	for y := y0; y < y1; y += 24 {
		for x := x0; x < x1; x += 24 {
			a.wash(c, 0.8, oval(x+a.in(-6, 6), y+a.in(-6, 6), 2.6, 2.6))
		}
	}
}

func (p batik) splash(a *artist, x0, y0, x1, y1 float64) {
	area := (x1 - x0) * (y1 - y0)
	inks := []ink{p.one, p.two, mix(p.one, paper, 0.5), mix(p.two, p.one, 0.5)}
	for range int(area / 2900) {
		x, y := a.in(x0, x1), a.in(y0, y1)
		c := inks[a.n(len(inks))]
		switch a.n(5) {
		case 0:
			dx, dy := a.in(-110, 110), a.in(-70, 70)
			s := curve(x, y, x+dx*0.4, y+dy*0.6, x+dx, y+dy)
			a.wash(c, 0.92, brush(s, a.in(8, 20)))
			for i := range 4 {
				t := 1.05 + float64(i)*0.13
				a.wash(c, 0.92, oval(x+dx*t, y+dy*t, 6-float64(i), 6-float64(i)))
			}
		default:
			r := a.in(3, 17)
			a.wash(c, 0.92, lump(a.dice, x, y, r, r, 0.2))
		}
	}
	for range int(area / 1100) {
		a.wash(p.one, 0.85, oval(a.in(x0, x1), a.in(y0, y1), 2.4, 2.4))
	}
}

// koi is the fish as batik draws it: flat, lined and dotted.
func (p batik) koi(a *artist) {
	body := blob(0, -100, 34, -50, 26, 30, 8, 90, -8, 90, -30, 30, -34, -50)
	tail := blob(-6, 84, -44, 140, -10, 128, 0, 118, 12, 130, 44, 138, 6, 84)
	fins := []outline{blob(26, -40, 74, -20, 70, 10, 24, -14), blob(-26, -40, -74, -20, -70, 10, -24, -14)}
	a.fill(p.one, append(fins, body, tail)...)
	a.fill(p.two, blob(0, -78, 22, -46, 16, 20, 2, 60, -18, 20, -22, -46))
	for j := range 5 {
		y := -40 + float64(j)*22
		a.fill(p.one, stroke(arc(0, y, 16-float64(j)*1.6, 10, 10, 170, 7), 3.4, 3.4))
	}
	a.fill(p.ground, oval(-12, -76, 4, 4), oval(12, -76, 4, 4))
	for _, x := range []float64{-26, 0, 26} {
		a.fill(p.two, brush(poly(x*0.3, 96, x, 128), 5))
	}
}

func (p batik) drum(a *artist) {
	o := blob(-50, -70, 0, -74, 50, -70, 42, -20, 20, 24, 34, 72, 0, 76, -34, 72, -20, 24, -42, -20)
	a.fill(p.one, o)
	a.fill(p.two, oval(0, -66, 44, 13))
	for i := range 6 {
		x := -38 + float64(i)*15
		a.fill(p.ground, stroke(poly(x, -50, x*0.5, 16), 3, 3))
	}
	a.fill(p.ground, box(-30, 20, 30, 27, 0))
	a.fill(p.two, oval(0, 52, 8, 8))
}

func (p batik) gate(a *artist) {
	for _, m := range []float64{1, -1} {
		a.warp(0, 0, m, 1, 0, func() {
			a.fill(p.one, poly(10, 70, 70, 70, 70, 52, 60, 52, 60, 30, 66, 30, 66, 18, 52, 18, 52, -2, 58, -2, 58, -14, 44, -14, 44, -30, 36, -30, 36, -48, 26, -48, 20, -78, 10, -48))
			a.fill(p.ground, box(22, 30, 50, 36, 0), box(22, 8, 44, 13, 0), box(20, -10, 38, -6, 0))
			a.fill(p.two, oval(38, 52, 7, 7), oval(26, -28, 5, 5))
		})
	}
	a.fill(p.two, star(0, -64, 8, 5, 13, 0))
}

func (p batik) pine(a *artist) {
	for i := range 7 {
		a.at(0, -20, 1, -132+float64(i)*14, func() { a.fill(p.two, leafShape(0, 0, 56, 0, 13)) })
	}
	a.fill(p.one, blob(0, -26, 30, -14, 34, 24, 0, 58, -34, 24, -30, -14))
	for i := range 5 {
		t := -28 + float64(i)*14
		a.fill(p.ground, stroke(poly(t-16, -16, t+18, 46), 2.6, 2.6), stroke(poly(t+16, -16, t-18, 46), 2.6, 2.6))
	}
}

func (p batik) pod(a *artist) {
	a.fill(p.two, leafShape(-50, -10, -10, -64, 30), leafShape(40, -18, 74, -60, 26))
	a.fill(p.one, blob(-62, 0, -30, -30, 20, -28, 66, 4, 20, 30, -30, 28))
	for _, k := range []float64{-0.6, 0, 0.6} {
		a.fill(p.ground, brush(curve(-52, 0, 0, 26*k, 56, 4), 4.5))
	}
	for i := range 4 {
		a.fill(p.two, oval(-32+float64(i)*22, 9, 4, 4))
	}
}

func (p batik) waves(a *artist, x0, y0, x1, y1 float64) {
	c := mix(p.ground, p.one, 0.35)
	for y := y0; y < y1+20; y += 30 {
		var s outline
		for x := x0 - 20; x < x1+40; x += 14 {
			s = append(s, pt{x, y + 7*math.Sin(x/26)})
		}
		a.wash(c, 0.8, stroke(s, 3.4, 3.4))
	}
}

func (p batik) fish(a *artist) {
	a.fill(p.one, blob(-66, 2, -34, -32, 12, -30, 46, -4, 46, 8, 12, 30, -34, 32), poly(40, 2, 78, -28, 70, 2, 78, 30))
	a.fill(p.two, blob(-20, -30, 2, -48, 26, -24, 0, -26))
	for j := range 3 {
		for i := range 4 {
			a.fill(p.ground, stroke(arc(-22+float64(i)*16, -14+float64(j)*14, 7, 7, -80, 80, 6), 2.6, 2.6))
		}
	}
	a.fill(p.two, stroke(arc(-38, 0, 14, 22, -70, 70, 8), 5, 5))
	a.fill(p.ground, oval(-50, -6, 5, 5))
}

func (p batik) turi(a *artist) {
	a.fill(p.two, stroke(curve(0, 70, -8, 20, 6, -20), 5, 4))
	for _, m := range []float64{1, -1} {
		for i := range 3 {
			y := 56 - float64(i)*22
			a.fill(p.two, leafShape(0, y, 36*m, y-16, 15))
		}
	}
	for _, t := range []float64{-60, -20, 24, 62} {
		a.at(4, -16, 1, t, func() {
			a.fill(p.one, blob(0, 0, -17, -30, -6, -62, 12, -56, 15, -26))
			a.fill(mix(p.one, p.ground, 0.5), brush(curve(0, -6, -3, -30, 2, -54), 5))
		})
	}
}

func (p batik) sprig(a *artist) {
	a.fill(p.two, stroke(curve(-46, 30, 0, 4, 46, -30), 4, 3))
	for i := range 4 {
		t := -36 + float64(i)*24
		a.fill(p.one, leafShape(t, -t*0.62, t+4, -t*0.62-34, 17), leafShape(t, -t*0.62, t+24, -t*0.62+22, 15))
	}
	a.fill(p.two, oval(50, -34, 7, 7))
}
