package picture

// piece is one bite of something: draw paints it about 50 units in radius
// around (0,0).
type piece struct {
	paint   func(a *artist, c, d ink)
	c, d    ink     // its own colour and the colour of what is on it
	room    float64 // how much more room than a disc of 50 it takes; 0 means 1
	upright bool    // not turned when heaped
}

func (p piece) draw(a *artist) { p.paint(a, a.near(p.c, 0.14), p.d) }

func (p piece) crowd() float64 {
	if p.room == 0 {
		return 1
	}
	return p.room
}

// specks strews n flecks over an oval.
func (a *artist) specks(c ink, n int, rx, ry, size float64) {
	for range n {
		x, y := a.in(-rx, rx), a.in(-ry, ry)
		if x*x/(rx*rx)+y*y/(ry*ry) > 1 {
			continue
		}
		a.at(x, y, 1, a.in(0, 180), func() { a.fill(a.near(c, 0.2), oval(0, 0, size*a.in(0.7, 1.2), size*0.6)) })
	}
}

func chip(a *artist, c, d ink) {
	o := lump(a.dice, 0, 0, 48, 42, 0.09)
	a.drop(6, o)
	a.body(c, 6, o)
	a.wash(c.light(0.5), 0.5, lump(a.dice, -6, -5, 27, 21, 0.15))
	a.specks(d, 9, 38, 32, 3.6)
}

func longChip(a *artist, c, d ink) {
	o := blob(-78, -6, -40, -26, 20, -24, 76, -2, 40, 24, -26, 26)
	a.drop(6, o)
	a.body(c, 6, o)
	a.wash(d, 0.7, brush(curve(-56, 0, 0, -6, 56, 4), 13))
	a.specks(c.dark(0.4), 7, 55, 14, 3)
}

func curl(a *artist, c, d ink) {
	s := curve(-52, 18, -30, -24, 0, 14, 24, -20, 50, 8)
	a.drop(6, stroke(s, 24, 20))
	a.body(c, 6, stroke(s, 24, 20))
	a.wash(c.light(0.6), 0.6, brush(s.moved(-2, -5), 7))
	a.specks(d, 6, 50, 18, 3)
}

func puff(a *artist, c, d ink) {
	o := lump(a.dice, 0, 0, 54, 40, 0.16)
	a.drop(7, o)
	a.body(c, 8, o)
	for range 7 {
		a.wash(c.light(0.55), 0.6, lump(a.dice, a.in(-34, 30), a.in(-24, 20), a.in(6, 13), a.in(5, 10), 0.2))
	}
	a.specks(d, 5, 40, 28, 3)
}

func square(a *artist, c, d ink) {
	o := blob(-44, -38, 0, -42, 44, -36, 48, 2, 42, 38, -2, 42, -44, 38, -48, 0)
	a.drop(6, o)
	a.body(c, 6, o)
	a.specks(d, 14, 40, 36, 4.5)
	a.wash(c.light(0.6), 0.5, brush(curve(-34, -26, 0, -30, 26, -28), 8))
}

// peyek is a lace of rice batter with nuts or small fish caught in it.
func peyek(a *artist, c, d ink) {
	o := lump(a.dice, 0, 0, 62, 52, 0.1)
	a.drop(6, o)
	a.body(c, 5, o)
	for range 12 {
		a.wash(c.light(0.6), 0.7, oval(a.in(-44, 40), a.in(-36, 32), a.in(3, 8), a.in(3, 6)))
	}
	a.specks(leafMid, 5, 46, 38, 4)
	for range 6 {
		a.at(a.in(-38, 34), a.in(-30, 28), 1, a.in(0, 180), func() {
			if d == steel {
				tinyFish(a, d, d)
				return
			}
			a.body(d, 4, oval(0, 0, 13, 9))
		})
	}
}

func tinyFish(a *artist, c, _ ink) {
	a.body(c, 2, leafShape(-22, 0, 18, 0, 9))
	a.fill(c, poly(14, 0, 25, -6, 25, 6))
	a.dot(tinta, -15, -1, 1.6)
}

func spiral(a *artist, c, d ink) {
	o := lump(a.dice, 0, 0, 48, 42, 0.07)
	a.drop(6, o)
	a.body(c, 6, o)
	var s outline
	for t := 0.0; t < 860; t += 18 {
		r := 4 + t/860*36
		s = append(s, arc(0, 0, r, r*0.88, t, t+1, 2)[0])
	}
	a.fill(d, stroke(s, 6, 8))
}

func nest(a *artist, c, d ink) {
	a.drop(7, lump(a.dice, 0, 0, 50, 44, 0.1))
	a.fill(c.dark(0.3), lump(a.dice, 0, 0, 48, 42, 0.1))
	for range 26 {
		t := a.in(0, 360)
		a.at(a.in(-20, 20), a.in(-18, 18), 1, t, func() {
			a.body(a.near(c, 0.25), 3, stroke(curve(-30, 0, 0, a.in(-14, 14), 30, 4), 7, 6))
		})
	}
	a.wash(d, 0.5, brush(curve(-30, -14, 0, -22, 24, -16), 6))
}

func lattice(a *artist, c, _ ink) {
	o := petals(0, 0, 8, 40, 58, 0)
	a.drop(6, o)
	a.body(c, 5, o)
	for i := range 8 {
		a.at(0, 0, 1, float64(i)*45, func() { a.fill(c.dark(0.45), leafShape(20, 0, 47, 0, 15)) })
	}
	a.body(c.dark(0.2), 3, oval(0, 0, 16, 16))
	a.fill(c.dark(0.55), oval(0, 0, 8, 8))
}

// roll is a wafer rolled into a stick; seeds on it take colour d.
func roll(a *artist, c, d ink) {
	o := box(-82, -19, 82, 19, 8)
	a.drop(7, o)
	a.body(c, 8, o)
	a.inside(func() {
		for x := -78.0; x < 90; x += 15 {
			a.wash(c.dark(0.3), 0.45, stroke(poly(x, -22, x-9, 22), 2.2, 2.2))
		}
		a.specks(d, 11, 74, 15, 3.6)
		a.wash(c.light(0.7), 0.55, brush(poly(-78, -9, 70, -10), 7))
	}, o)
	a.body(c.dark(0.25), 3, oval(78, 0, 9, 18))
	a.line(c.dark(0.6), 3, arc(78, 0, 5, 11, 0, 330, 12))
}

func fold(a *artist, c, d ink) {
	o := blob(-52, 34, -46, -6, 0, -46, 48, -4, 54, 34, 0, 42)
	a.drop(7, o)
	a.body(c, 6, o)
	a.wash(c.dark(0.35), 0.7, stroke(curve(-2, -42, 6, 0, 2, 40), 4, 3), stroke(curve(-4, -40, -26, 0, -34, 36), 3, 2), stroke(curve(-2, -40, 28, 0, 32, 36), 3, 2))
	a.specks(d, 13, 40, 30, 3.8)
}

func roseWafer(a *artist, c, d ink) {
	a.drop(7, petals(0, 0, 6, 44, 56, 10))
	for i, r := range []float64{56, 44, 32, 20} {
		o := petals(0, 0, 6-i, r*0.82, r, float64(i)*24)
		a.body(mix(c, d, 0.16*float64(i)), 6, o)
	}
	a.line(c.dark(0.5), 4, arc(0, 0, 8, 8, 0, 300, 12))
}

// seedBar is a bar of seeds or nuts set in palm sugar.
func seedBar(a *artist, c, d ink) {
	o := box(-62, -30, 62, 30, 7)
	a.drop(8, o)
	a.body(c, 8, o)
	a.inside(func() {
		for range 40 {
			a.at(a.in(-60, 58), a.in(-28, 26), 1, a.in(0, 180), func() { a.fill(a.near(d, 0.2), oval(0, 0, 6.5, 4)) })
		}
	}, o)
}

func cluster(a *artist, c, d ink) {
	o := lump(a.dice, 0, 0, 52, 44, 0.12)
	a.drop(8, o)
	a.body(c, 9, o)
	for range 11 {
		a.at(a.in(-32, 28), a.in(-27, 22), 1, a.in(0, 180), func() { a.body(a.near(d, 0.12), 5, oval(0, 0, 14, 10)) })
	}
	a.wash(c.light(0.7), 0.5, brush(arc(0, 0, 40, 34, 195, 250, 10), 6))
}

// sweet is a bite twisted in clear or coloured paper.
func sweet(a *artist, c, d ink) {
	l, r := poly(-36, 0, -74, -24, -66, 0, -76, 22), poly(36, 0, 74, -22, 66, 2, 76, 24)
	o := box(-40, -23, 40, 23, 10)
	a.drop(7, o, l, r)
	a.body(d.light(0.35), 4, l, r)
	a.body(c, 8, o)
	a.wash(d.light(0.4), 0.6, poly(-12, -23, 12, -23, 12, 23, -12, 23))
	a.wash(paper, 0.55, brush(poly(-32, -12, 26, -13), 6))
	a.wash(c.dark(0.4), 0.5, stroke(poly(-36, -10, -36, 14), 3, 2), stroke(poly(36, -12, 36, 12), 3, 2))
}

func nastar(a *artist, c, d ink) {
	o := lump(a.dice, 0, 0, 44, 42, 0.04)
	a.drop(8, o)
	a.body(c, 11, o)
	a.wash(c.light(0.75), 0.6, lump(a.dice, -12, -14, 15, 11, 0.1))
	a.body(d, 2, oval(0, 2, 6, 6))
	for i := range 4 {
		a.at(0, 2, 1, float64(i)*90+20, func() { a.fill(d.dark(0.3), leafShape(4, 0, 13, 0, 5)) })
	}
}

func stick(a *artist, c, d ink) {
	o := box(-66, -14, 66, 14, 6)
	a.drop(7, o)
	a.body(c, 7, o)
	a.specks(d, 9, 58, 11, 4)
	a.wash(c.light(0.7), 0.5, brush(poly(-58, -7, 52, -7), 5))
}

func crescent(a *artist, c, _ ink) {
	o := blob(-44, 22, -40, -14, -10, -38, 26, -30, 46, 6, 40, 26, 22, 4, 0, -6, -22, 6)
	a.drop(8, o)
	a.body(c, 9, o)
	a.specks(0xFFFFFF, 16, 40, 24, 4)
}

func rosette(a *artist, c, d ink) {
	o := petals(0, 0, 7, 34, 46, 0)
	a.drop(8, o)
	a.body(c, 8, o)
	for i := range 7 {
		a.at(0, 0, 1, float64(i)*51.4+14, func() { a.wash(c.dark(0.35), 0.7, brush(curve(8, 0, 22, 5, 38, 2), 5)) })
	}
	a.body(d, 4, oval(0, 0, 10, 10))
}

func tube(a *artist, c, d ink) {
	s := arc(0, 26, 40, 40, 205, 335, 14)
	a.drop(6, stroke(s, 25, 25))
	a.body(c, 7, stroke(s, 25, 25))
	a.wash(c.light(0.6), 0.6, brush(arc(0, 26, 45, 45, 215, 300, 10), 5))
	e := s[len(s)-1]
	a.body(c.dark(0.2), 2, oval(e.x, e.y, 11, 8))
	a.fill(c.dark(0.6), oval(e.x, e.y, 6, 4))
	a.specks(d, 8, 42, 26, 3)
}

func kernel(a *artist, c, _ ink) {
	o := blob(-26, -20, 8, -28, 34, 0, 10, 27, -27, 19, -36, 0)
	a.drop(6, o)
	a.body(c, 8, o)
	a.fill(c.light(0.75), blob(22, -8, 36, 0, 22, 9))
	a.wash(c.light(0.7), 0.6, brush(curve(-22, -10, -4, -18, 8, -17), 6))
}

func flake(a *artist, c, d ink) {
	o := lump(a.dice, 0, 0, 42, 34, 0.16)
	a.drop(6, o)
	a.body(c, 5, o)
	a.wash(d, 0.7, lump(a.dice, 2, 2, 22, 16, 0.2))
	a.wash(c.light(0.7), 0.6, brush(arc(0, 0, 32, 25, 190, 270, 10), 5))
}

func peanut(a *artist, c, d ink) {
	o := blob(-32, 0, -22, -17, 0, -19, 24, -16, 33, 0, 22, 17, 0, 19, -22, 16)
	a.drop(6, o)
	a.body(c, 8, o)
	a.wash(d, 0.6, brush(curve(-26, 2, 0, 6, 26, 3), 4))
	a.wash(c.light(0.7), 0.6, brush(curve(-18, -9, 0, -12, 16, -9), 5))
}

func podShell(a *artist, c, _ ink) {
	o := blob(-58, 0, -40, -25, -8, -17, 22, -28, 58, -4, 46, 23, 14, 20, -10, 15, -40, 24)
	a.drop(7, o)
	a.body(c, 9, o)
	a.inside(func() {
		for x := -50.0; x < 60; x += 17 {
			a.wash(c.dark(0.35), 0.5, stroke(curve(x, -28, x+7, 0, x, 28), 3, 3))
		}
		for y := -14.0; y < 20; y += 14 {
			a.wash(c.dark(0.3), 0.45, stroke(curve(-58, y*0.7, 0, y, 58, y*0.7), 2.5, 2.5))
		}
	}, o)
}

func ball(a *artist, c, d ink) {
	o := lump(a.dice, 0, 0, 42, 41, 0.05)
	a.drop(8, o)
	a.body(c, 12, o)
	a.inside(func() { a.specks(d, 22, 40, 40, 4.2) }, o)
	a.wash(c.light(0.8), 0.55, lump(a.dice, -13, -15, 12, 9, 0.1))
}
