package picture

import "math"

// plate is a round enamel or stoneware plate from above.
func (a *artist) plate(x, y, r float64, c, rim ink) {
	a.shadow(r*0.06, r*0.08, r*0.09, 0.55, oval(x, y, r, r))
	a.body(c, r*0.03, oval(x, y, r, r))
	a.fill(rim, oval(x, y, r, r))
	a.body(c, r*0.02, oval(x, y, r*0.955, r*0.955))
	a.wash(c.dark(0.25), 0.8, oval(x, y, r*0.72, r*0.72))
	a.fill(c.dark(0.04), oval(x+r*0.012, y+r*0.014, r*0.70, r*0.70))
	a.wash(c.light(0.9), 0.8, brush(arc(x, y, r*0.84, r*0.84, 190, 265, 20), r*0.05))
}

// bowl is a deep round bowl from above whose inside shows colour fill.
func (a *artist) bowl(x, y, r float64, c, fill ink) {
	a.shadow(r*0.1, r*0.13, r*0.13, 0.6, oval(x, y, r, r))
	a.body(c, r*0.06, oval(x, y, r, r))
	a.fill(c.dark(0.35), oval(x, y, r*0.9, r*0.9))
	a.body(fill, r*0.05, oval(x+r*0.01, y+r*0.02, r*0.84, r*0.84))
	a.inside(func() {
		a.wash(0x2A160E, 0.30, brush(arc(x, y, r*0.84, r*0.84, 150, 300, 26), r*0.18))
	}, oval(x, y, r*0.9, r*0.9))
	a.wash(c.light(0.9), 0.7, brush(arc(x, y, r*0.95, r*0.95, 185, 260, 20), r*0.045))
}

// tampah is the round winnowing tray of woven bamboo, from above.
func (a *artist) tampah(x, y, r float64) {
	c := ink(0xDDBB7E)
	a.shadow(r*0.05, r*0.07, r*0.08, 0.6, oval(x, y, r, r))
	a.fill(c.dark(0.45), oval(x, y, r, r))
	a.at(x, y, 1, 12, func() { a.plaited(oval(0, 0, r*0.93, r*0.93), c, r*0.085) })
	a.inside(func() {
		a.wash(0x2A160E, 0.25, brush(arc(x, y, r*0.88, r*0.88, 150, 310, 30), r*0.16))
	}, oval(x, y, r*0.93, r*0.93))
	for k := range 3 {
		rr := r * (0.93 + 0.035*float64(k))
		a.fill(a.near(c.dark(0.18*float64(k%2)), 0.08), stroke(arc(x, y, rr, rr, 0, 360, 70), r*0.034, r*0.034))
	}
	for t := 0.0; t < 360; t += 15 {
		s, q := math.Sincos(rad(t))
		a.line(c.dark(0.5), r*0.016, poly(x+q*r*0.9, y+s*r*0.9, x+math.Cos(rad(t+3))*r*1.01, y+math.Sin(rad(t+3))*r*1.01))
	}
}

// bananaLeaf is a cut piece of banana leaf from above.
func (a *artist) bananaLeaf(x, y, w, h, deg float64) {
	a.at(x, y, 1, deg, func() {
		c := pick(a.dice, ink(0x4F8A43), ink(0x5F9A4A), ink(0x437B3F))
		o := blob(-w*0.52, -h*0.02, -w*0.4, -h*0.47, 0, -h*0.5, w*0.42, -h*0.46, w*0.53, h*0.03, w*0.4, h*0.48, 0, h*0.51, -w*0.42, h*0.46)
		a.shadow(8, 12, 14, 0.5, o)
		a.body(c, 10, o)
		a.inside(func() {
			for t := -w * 0.6; t < w*0.6; t += 17 {
				for _, s := range []float64{-1, 1} {
					p := c.light(0.35)
					if a.yes(0.6) {
						p = c.dark(0.3)
					}
					a.wash(p, a.in(0.25, 0.6), stroke(curve(t, 0, t+34, s*h*0.25, t+52+a.in(-6, 6), s*h*0.55), 4, 2))
				}
			}
			a.fill(c.light(0.5), stroke(poly(-w*0.6, 0, w*0.6, 0), 12, 8))
			a.fill(c.dark(0.35), stroke(poly(-w*0.6, 6, w*0.6, 5), 3, 3))
		}, o)
	})
}

// scatter calls one for n places in an oval, the back ones first, turned and
// sized a little differently; the places keep apart from one another.
func (a *artist) scatter(n int, rx, ry, gap float64, one func(i int)) {
	type spot struct{ x, y float64 }
	spots := make([]spot, 0, n)
	for len(spots) < n {
		best, far := spot{}, -1.0
		for range 9 {
			t, r := a.in(0, 2*math.Pi), math.Sqrt(a.f())
			s := spot{rx * r * math.Cos(t), ry * r * math.Sin(t)}
			near := math.Inf(1)
			for _, o := range spots {
				near = math.Min(near, math.Hypot((s.x-o.x), (s.y-o.y)*rx/math.Max(ry, 1)))
			}
			if near > far {
				best, far = s, near
			}
			if near > gap {
				break
			}
		}
		spots = append(spots, best)
	}
	for i := range spots {
		for j := i; j > 0 && spots[j].y < spots[j-1].y; j-- {
			spots[j], spots[j-1] = spots[j-1], spots[j]
		}
	}
	for i, s := range spots {
		a.at(s.x, s.y, a.in(0.9, 1.1), 0, func() { one(i) })
	}
}

// heap piles pieces: an even floor of them and a few more on top, each turned
// as it fell.
func (a *artist) heap(x, y, rx, ry, size float64, p piece) {
	s := size / 50
	n := int(1.25 * rx * ry * math.Pi / (size * size * 2.1) / p.crowd())
	n = max(5, min(n, 190))
	lay := func(n int, rx, ry float64) {
		a.scatter(n, rx, ry, size*1.5, func(int) {
			turn := a.in(0, 360)
			if p.upright {
				turn = a.in(-25, 25)
			}
			a.at(0, 0, s, turn, func() { p.draw(a) })
		})
	}
	a.at(x, y, 1, 0, func() {
		a.shadow(size*0.2, size*0.3, size*0.4, 0.5, oval(0, 0, rx, ry))
		lay(n, rx, ry)
		lay(n/2, rx*0.72, ry*0.72)
		if n > 14 {
			lay(n/5, rx*0.4, ry*0.4)
		}
	})
}
