package picture

import "math"

// fruit is one kind of fruit: whole and cut.
type fruit struct {
	whole, cut piece
	big        bool // one or three fill the picture
}

func (k fruit) paint(a *artist, s Subject, view int) {
	size := 105.0
	if k.big {
		size = 290
	}
	switch view {
	case 0:
		switch {
		case k.big:
			a.room(s.variant)
			a.at(-210, 240, size/50*0.8, -6, func() { k.whole.draw(a) })
			a.at(150, 270, size/50*0.9, 8, func() { k.whole.draw(a) })
			a.few(2, -120, 420, 180, 20, 92, k.cut)
		case s.variant%2 == 0:
			a.flatlay([]ground{groundPlanks, groundIndigo, groundSage}[s.variant%3])
			a.tampah(0, -10, 430)
			a.heap(0, -10, 285, 270, size, k.whole)
			a.few(2, -60, 330, 200, 60, 92, k.cut)
		default:
			a.flatlay([]ground{groundIndigo, groundTile, groundLinen}[s.variant%3])
			a.at(0, 10, 1, 0, func() { a.heap(0, 0, 320, 270, size, k.whole) })
			a.few(3, 60, 370, 280, 40, 90, k.cut)
		}
	case 1:
		a.flatlay(groundChalk)
		a.at(0, 20, 1, -10, func() { a.heap(0, 0, 420, 360, 165, k.cut) })
		a.at(330, -330, 3, 20, func() { k.whole.draw(a) })
	case 2:
		a.plaster(pick(a.dice, ink(0xC7D0B4), ink(0xB9CAD6), ink(0xEBD7A8)))
		a.glow.window(0.1, 0.1, 0.1)
		sc := 3.9
		if k.big {
			sc = 4.6
		}
		a.held(s, 170, func() { a.at(0, -40, sc, 4, func() { k.whole.draw(a) }) })
	default:
		a.room(s.variant + 2)
		a.at(0, 400, 1.1, 0, func() {
			a.besekOpen(820, 330)
			n := 13
			if k.big {
				n = 6
			}
			a.few(n, 0, -250, 320, 70, math.Min(size*1.1, 150), k.whole)
			a.besekFront(820, 220)
		})
	}
}

func starfruitWhole(a *artist, c, _ ink) {
	o := blob(-66, 4, -40, -30, 6, -38, 48, -26, 70, 0, 46, 28, 4, 38, -40, 30)
	a.drop(9, o)
	a.body(c, 9, o)
	a.fill(c.dark(0.22), blob(-66, 4, -20, 8, 40, 8, 70, 0, 40, 22, -20, 26))
	a.fill(c.light(0.35), blob(-62, 0, -30, -20, 10, -24, 60, -4, 10, -10, -30, -6))
	a.wash(c.dark(0.45), 0.7, brush(curve(-66, 4, 0, 6, 70, 0), 4), brush(curve(-60, -6, 0, -26, 62, -6), 3))
	a.wash(0x8FA84A, 0.5, oval(66, 0, 10, 8))
	a.line(0x6B5A2C, 5, poly(-66, 4, -80, 0))
}

func pineappleWhole(a *artist, c, d ink) {
	for i := range 11 {
		t := -150 + float64(i)*12
		a.at(0, -22, 1, t+90, func() {
			a.body(a.near(leafMid, 0.25), 3, leafShape(0, 0, a.in(-6, 6), -44-float64((i*7)%4)*5, 13))
		})
	}
	o := blob(0, -26, 24, -20, 33, 8, 28, 38, 0, 50, -28, 38, -33, 8, -24, -20)
	a.drop(6, o)
	a.body(c, 11, o)
	a.inside(func() {
		for j := range 8 {
			for i := range 6 {
				x, y := -36+float64(i)*13+float64(j%2)*6.5, -24+float64(j)*10.5
				a.wash(c.dark(0.38), 0.6, stroke(poly(x-6, y, x, y-6, x+6, y, x, y+6, x-6, y), 1.6, 1.6))
				a.fill(d, oval(x, y, 2, 1.8))
			}
		}
	}, o)
}

func rambutanWhole(a *artist, c, d ink) {
	for i := range 40 {
		t := float64(i) * 9
		p, q := arc(0, 0, 36, 34, t, t+1, 2)[0], arc(0, 0, 56, 54, t+a.in(-10, 14), t+15, 2)[0]
		a.fill(pick(a.dice, c, d, c.dark(0.2)), brush(curve(p.x, p.y, (p.x+q.x)/2+3, (p.y+q.y)/2, q.x, q.y), 6))
	}
	o := oval(0, 0, 42, 40)
	a.body(c, 12, o)
	for range 40 {
		x, y := a.in(-32, 30), a.in(-32, 30)
		if x*x+y*y > 1100 {
			continue
		}
		a.fill(pick(a.dice, d, c.light(0.3), c.dark(0.25)), brush(curve(x, y, x+x*0.2, y+y*0.2-4, x+x*0.55, y+y*0.5-3), 5))
	}
}

func rambutanCut(a *artist, c, d ink) {
	rambutanWhole(a, c, d)
	a.fill(c.dark(0.3), oval(2, 4, 36, 34))
	a.body(0xF4EFE6, 10, lump(a.dice, 2, 0, 31, 29, 0.04))
	a.wash(0xFFFFFF, 0.8, lump(a.dice, -8, -10, 10, 7, 0.1))
}

func durianWhole(a *artist, c, d ink) {
	o := lump(a.dice, 0, 4, 44, 40, 0.05)
	n := 26
	for i := range n {
		t := float64(i) * 360 / float64(n)
		p, q, r := arc(0, 4, 42, 38, t-7, t+7, 3)[0], arc(0, 4, 53, 48, t, t+1, 2)[0], arc(0, 4, 42, 38, t+7, t+9, 2)[0]
		a.fill(c.dark(0.12), poly(p.x, p.y, q.x, q.y, r.x, r.y))
	}
	a.body(c, 12, o)
	for j := range 7 {
		for i := range 8 {
			x, y := -40+float64(i)*11+float64(j%2)*5, -30+float64(j)*11
			if x*x/1500+(y-4)*(y-4)/1250 > 1 {
				continue
			}
			a.fill(c.dark(0.3), poly(x-5, y+3, x+1, y-7, x+6, y+4))
			a.fill(d, poly(x-5, y+3, x+1, y-7, x, y+4))
		}
	}
	a.body(0x7A5A34, 3, box(-4, -52, 5, -34, 3))
}

func durianCut(a *artist, c, _ ink) {
	o := lump(a.dice, 0, 0, 54, 38, 0.05)
	a.drop(8, o)
	a.body(c, 6, o)
	a.fill(0xF6EDD0, lump(a.dice, 0, 0, 46, 30, 0.05))
	for _, x := range []float64{-22, 2, 24} {
		a.body(0xF2CF5A, 6, lump(a.dice, x, 0, 14, 21, 0.08))
	}
}

func salakWhole(a *artist, c, d ink) {
	o := blob(0, -50, 20, -20, 38, 14, 24, 40, 0, 46, -24, 40, -38, 14, -20, -20)
	a.drop(8, o)
	a.body(c, 11, o)
	a.inside(func() {
		for j := range 9 {
			for i := range 7 {
				x, y := -40+float64(i)*13+float64(j%2)*6.5, -44+float64(j)*11
				a.wash(d, 0.75, stroke(arc(x, y, 6.5, 8, 10, 170, 6), 2.2, 2.2))
			}
		}
	}, o)
}

func salakCut(a *artist, c, d ink) {
	salakWhole(a, c, d)
	a.body(0xF7EED6, 8, blob(-4, -20, 16, -6, 22, 18, 10, 34, -12, 32, -20, 10))
	a.wash(0xD9C79A, 0.8, brush(curve(0, -16, 4, 8, -2, 30), 3))
}

func avocadoWhole(a *artist, c, _ ink) {
	o := blob(0, -52, 17, -34, 34, 8, 28, 38, 0, 48, -28, 38, -34, 8, -17, -34)
	a.drop(9, o)
	a.body(c, 13, o)
	a.inside(func() { a.specks(c.light(0.4), 40, 32, 48, 2.4) }, o)
	a.body(0x7A5A34, 2, box(-4, -58, 4, -48, 2))
}

func avocadoCut(a *artist, c, _ ink) {
	o := blob(0, -52, 17, -34, 34, 8, 28, 38, 0, 48, -28, 38, -34, 8, -17, -34)
	a.drop(9, o)
	a.fill(c, o)
	a.fill(0xA9C06A, blob(0, -47, 14, -31, 30, 8, 25, 34, 0, 43, -25, 34, -30, 8, -14, -31))
	a.fill(0xF0E08A, blob(0, -41, 11, -26, 25, 8, 20, 29, 0, 37, -20, 29, -25, 8, -11, -26))
	a.body(0x7A4A24, 7, oval(0, 12, 15, 16))
	a.wash(0xD9A45B, 0.6, oval(-5, 6, 4, 4))
}

// fruitRules are fresh fruit.
func fruitRules() []rule {
	pc := func(f func(*artist, ink, ink), c, d ink) piece { return piece{paint: f, c: c, d: d} }
	up := func(f func(*artist, ink, ink), c, d ink) piece {
		return piece{paint: f, c: c, d: d, upright: true}
	}
	slice := pc(starSlice, 0xE9C63A, 0x8A6A1E)
	return []rule{
		{"nanas", FamilyFruit, fruit{up(pineappleWhole, 0xDFA032, 0x7A5A1E), pc(ringSlice, 0xEFC94C, 0xD79E2A), true}},
		{"belimbing", FamilyFruit, fruit{pc(starfruitWhole, 0xE9B92E, 0), slice, false}},
		{"rambutan", FamilyFruit, fruit{pc(rambutanWhole, 0xC1352B, 0xD9B54A), pc(rambutanCut, 0xC1352B, 0xD9B54A), false}},
		{"durian", FamilyFruit, fruit{up(durianWhole, 0x9A9A4A, 0xC9C06A), pc(durianCut, 0x9A9A4A, 0), true}},
		{"salak", FamilyFruit, fruit{pc(salakWhole, 0x8A4A2A, 0x4A2414), pc(salakCut, 0x8A4A2A, 0x4A2414), false}},
		{"alpukat", FamilyFruit, fruit{pc(avocadoWhole, 0x3F6A34, 0), pc(avocadoCut, 0x3F6A34, 0), false}},
	}
}
