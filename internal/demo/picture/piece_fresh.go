package picture

import "math"

// starSlice is a slice of star fruit: flesh, a paler heart, seeds.
func starSlice(a *artist, c, d ink) {
	o := star(0, 0, 5, 27, 55, -90)
	a.drop(6, o)
	a.body(c, 6, o)
	a.fill(c.light(0.4), star(0, 0, 5, 18, 42, -90))
	for i := range 5 {
		a.at(0, 0, 1, float64(i)*72-90, func() {
			a.wash(c.dark(0.3), 0.5, brush(poly(6, 0, 44, 0), 3))
			a.fill(d, oval(15, 0, 6, 2.8))
		})
	}
}

func ringSlice(a *artist, c, d ink) {
	o := petals(0, 0, 11, 44, 50, 0)
	a.drop(6, o)
	a.body(c, 6, o)
	for i := range 11 {
		a.at(0, 0, 1, float64(i)*32.7, func() { a.wash(c.dark(0.28), 0.5, brush(poly(18, 0, 43, 2), 4)) })
	}
	a.fill(d, oval(0, 0, 14, 13))
	a.fill(d.dark(0.35), oval(2, 2, 9, 8))
}

func jackStrip(a *artist, c, d ink) {
	o := blob(-54, -4, -34, -30, 6, -34, 44, -18, 56, 10, 34, 8, 4, -8, -26, 2, -44, 20)
	a.drop(7, o)
	a.body(c, 8, o)
	a.wash(d, 0.6, brush(curve(-42, -4, 0, -22, 44, 0), 6))
	a.wash(c.light(0.7), 0.5, brush(curve(-34, -18, 0, -28, 30, -20), 5))
}

func cube(a *artist, c, d ink) {
	top := poly(-40, -16, 2, -38, 44, -18, 0, 4)
	left := poly(-40, -16, 0, 4, 0, 50, -40, 28)
	right := poly(0, 4, 44, -18, 44, 26, 0, 50)
	a.drop(9, poly(-40, -16, 2, -38, 44, -18, 44, 26, 0, 50, -40, 28))
	a.fill(c.dark(0.22), right)
	a.fill(c.dark(0.06), left)
	a.fill(d, top)
	a.wash(c.light(0.8), 0.6, stroke(poly(-40, -16, 0, 4, 44, -18), 4, 4))
	a.specks(c.dark(0.35), 5, 24, 8, 3)
}

// slab is a cut of layered cake; layers run between c and d.
func slab(a *artist, c, d ink) {
	front := box(-58, -22, 58, 40, 4)
	top := poly(-58, -20, -34, -46, 76, -46, 58, -20)
	side := poly(58, -20, 76, -46, 76, 14, 58, 40)
	a.drop(10, poly(-58, -20, -34, -46, 76, -46, 76, 14, 58, 40, -58, 40))
	a.fill(d.dark(0.25), side)
	a.body(d, 3, top)
	a.fill(c, front)
	a.inside(func() {
		for i := range 6 {
			y := -22 + float64(i)*10.5
			k := d
			if i%2 == 1 {
				k = c
			}
			a.fill(k, box(-60, y, 60, y+11, 0))
		}
	}, front)
	a.wash(d.light(0.8), 0.5, stroke(poly(-58, -20, 58, -20), 3, 3))
}

// rainbow is slab with the three colours of kue lapis.
func rainbow(a *artist, _, _ ink) {
	top := poly(-58, -24, -34, -48, 76, -48, 58, -24)
	a.drop(10, poly(-58, -24, -34, -48, 76, -48, 76, 18, 58, 44, -58, 44))
	rows := []ink{0xE2667A, 0xF6E9D6, 0x7FB56B, 0xF6E9D6, 0xF0B94A, 0xF6E9D6, 0xE2667A}
	for i, k := range rows {
		y := -26 + float64(i)*10
		a.fill(k.dark(0.2), poly(58, y+2, 76, y-22, 76, y-12, 58, y+12))
		a.fill(k, box(-58, y, 58, y+10.6, 0))
	}
	a.fill(rows[0].light(0.12), top)
	a.wash(paper, 0.6, brush(poly(-30, -38, 60, -40), 6))
}

// rolled is a bite rolled in banana leaf, ends folded and pinned.
func rolled(a *artist, c, d ink) {
	o := box(-72, -26, 72, 26, 14)
	a.drop(9, o)
	a.body(d, 9, o)
	a.inside(func() {
		for x := -70.0; x < 80; x += 9 {
			a.wash(d.dark(0.35), 0.4, stroke(poly(x, -28, x+10, 28), 2, 2))
		}
		a.wash(d.light(0.6), 0.45, brush(poly(-60, -12, 60, -13), 8))
		a.wash(d.dark(0.5), 0.6, brush(poly(-72, 10, 72, 6), 4))
	}, o)
	a.body(c, 5, oval(68, 0, 12, 23))
	a.specks(c.dark(0.2), 3, 8, 6, 2)
	a.line(0xC9A063, 5, poly(-46, -8, -46, 8))
}

// leafParcel is a flat parcel in leaf tied with straw, as tempe is sold.
func leafParcel(a *artist, c, d ink) {
	o := box(-56, -40, 56, 40, 6)
	a.drop(9, o)
	a.body(c, 8, o)
	a.inside(func() {
		for x := -60.0; x < 64; x += 11 {
			a.wash(c.dark(0.35), 0.4, stroke(poly(x, -42, x+5, 42), 2, 2))
		}
		a.wash(c.dark(0.4), 0.5, poly(-56, -40, -10, 2, -56, 40), poly(56, -40, 10, 2, 56, 40))
		a.wash(c.light(0.5), 0.35, poly(-56, -40, 56, -40, 6, -2, -6, -2))
	}, o)
	a.line(d, 5, poly(-57, 2, 57, 0))
	a.line(d, 4, poly(-2, 0, 18, 20))
	a.line(d, 4, poly(-2, 0, -12, 22))
}

func triangleRice(a *artist, c, d ink) {
	o := blob(0, -44, 30, 4, 48, 36, 0, 42, -48, 36, -30, 4)
	a.drop(9, o)
	a.body(c, 9, o)
	a.specks(c.light(0.8), 20, 30, 24, 4)
	a.wash(d, 0.8, lump(a.dice, 4, -12, 26, 14, 0.2), brush(curve(20, -8, 26, 14, 20, 30), 10))
	a.specks(0xFFFFFF, 14, 34, 26, 4)
}

func worm(a *artist, c, _ ink) {
	k := pick(a.dice, c, ink(0xDE6E86), ink(0x7DB36E), ink(0xF3EBDD))
	s := curve(-46, 8, -18, -14, 14, 12, 46, -6)
	a.drop(7, stroke(s, 25, 25))
	a.body(k, 9, stroke(s, 25, 25), oval(-46, 8, 12, 12), oval(46, -6, 12, 12))
	a.specks(0xFFFFFF, 9, 46, 14, 5)
}

func dumpling(a *artist, c, d ink) {
	o := blob(-34, -26, 0, -34, 34, -26, 46, 10, 34, 36, 0, 42, -34, 36, -46, 10)
	a.drop(9, o)
	a.body(c, 11, o)
	for i := range 7 {
		x := -36 + float64(i)*12
		a.wash(c.dark(0.35), 0.6, brush(curve(x*0.75, -24, x*1.05, 4, x*0.8, 34), 5))
	}
	a.body(c.light(0.3), 3, petals(0, -24, 8, 30, 37, 0))
	a.body(d, 4, oval(0, -25, 25, 14))
	a.specks(0xE58A3C, 12, 20, 10, 5)
	a.specks(leafMid, 4, 16, 8, 4)
}

// sugarDome is palm sugar set in half a coconut shell.
func sugarDome(a *artist, c, _ ink) {
	o := blob(-56, 26, -54, -8, -28, -40, 10, -46, 42, -28, 56, 6, 54, 28, 0, 42)
	a.drop(10, o)
	a.body(c, 14, o)
	a.wash(c.light(0.6), 0.45, blob(-34, -8, -22, -28, 2, -36, -4, -22, -22, -6))
	a.inside(func() {
		for range 9 {
			x := a.in(-50, 50)
			a.wash(c.dark(0.4), 0.35, brush(curve(x, -40, x*1.2, 0, x*1.25, 40), 3))
		}
	}, o)
}

func egg(a *artist, c, d ink) {
	o := blob(0, -46, 24, -30, 36, 6, 22, 36, 0, 44, -22, 36, -36, 6, -24, -30)
	a.drop(8, o)
	a.body(c, 13, o)
	a.inside(func() { a.specks(d, 16, 34, 42, 3) }, o)
	a.wash(c.light(0.85), 0.6, blob(-18, -16, -8, -32, 0, -30, -6, -10, -16, -2))
}

func eggHalf(a *artist, c, d ink) {
	o := blob(0, -48, 27, -30, 38, 6, 24, 38, 0, 46, -24, 38, -38, 6, -27, -30)
	a.drop(8, o)
	a.fill(c, o)
	a.body(0xFBF6EA, 6, blob(0, -42, 23, -26, 33, 6, 20, 33, 0, 40, -20, 33, -33, 6, -23, -26))
	a.body(d, 6, lump(a.dice, 0, 6, 20, 20, 0.06))
	a.wash(d.light(0.6), 0.6, lump(a.dice, -5, 0, 8, 6, 0.2))
}

func bean(a *artist, c, _ ink) {
	o := oval(0, 0, 40, 28)
	a.drop(6, o)
	a.body(c, 8, o)
	a.line(c.dark(0.55), 5, curve(-36, 0, -12, 6, 12, -6, 36, 0))
	a.wash(c.light(0.5), 0.5, brush(curve(-24, -13, 0, -20, 20, -16), 6))
}

func dryLeaf(a *artist, c, d ink) {
	k := pick(a.dice, c, d, c.dark(0.3))
	s := curve(-50, 6, -16, a.in(-20, 0), 18, a.in(0, 18), 52, -4)
	a.drop(4, brush(s, 20))
	a.body(k, 3, brush(s, 20))
	a.wash(k.light(0.5), 0.4, brush(s.moved(0, -3), 4))
}

func nib(a *artist, c, _ ink) {
	o := poly(-20, -14, 6, -22, 24, -6, 16, 18, -14, 16).rough(a.dice, 0.3)
	a.drop(5, o)
	a.body(c, 6, o)
}

func pellet(a *artist, c, d ink) {
	o := oval(0, 0, 25, 23)
	k := pick(a.dice, c, d)
	a.drop(6, o)
	a.body(k, 7, o)
	a.wash(k.light(0.7), 0.5, oval(-8, -8, 6, 5))
}

func grain(a *artist, c, _ ink) {
	o := leafShape(-24, 0, 24, 0, 18)
	a.drop(4, o)
	a.body(c, 4, o)
}

// shard is a small flake, as of fried shallot or dried flesh.
func shard(a *artist, c, d ink) {
	s := arc(0, 10, 34, 26, 200, 200+a.in(90, 150), 9)
	a.drop(5, brush(s, 14))
	a.body(pick(a.dice, c, d), 3, brush(s, 14))
}

// floss is a tangle of fine meat threads.
func floss(a *artist, c, d ink) {
	a.wash(c.dark(0.3), 0.6, lump(a.dice, 0, 0, 40, 34, 0.2))
	for range 15 {
		k := pick(a.dice, c, d, c.light(0.3), c.dark(0.2))
		a.at(a.in(-22, 22), a.in(-18, 18), 1, a.in(0, 180), func() {
			a.fill(k, brush(curve(-36, a.in(-10, 10), 0, a.in(-16, 16), 36, a.in(-10, 10)), 5))
		})
	}
}

func friedFish(a *artist, c, d ink) {
	o := blob(-62, 0, -44, -13, -10, -19, 30, -11, 54, -3, 54, 5, 30, 10, -10, 16, -44, 11)
	tail := poly(48, 0, 78, -20, 70, 0, 80, 18)
	a.drop(7, o, tail)
	a.body(c.dark(0.15), 4, tail)
	a.body(c, 7, o)
	a.inside(func() {
		for range 14 {
			a.wash(d, 0.7, lump(a.dice, a.in(-50, 44), a.in(-14, 12), a.in(4, 10), a.in(3, 7), 0.3))
		}
	}, o)
	a.dot(tinta, -46, -3, 3.4)
	a.wash(c.dark(0.5), 0.6, stroke(arc(-34, 0, 9, 12, -70, 70, 8), 2.5, 2.5))
}

func brick3(a *artist, c, d ink) {
	top := poly(-58, -14, -30, -36, 62, -36, 40, -14)
	front := box(-58, -14, 40, 34, 3)
	side := poly(40, -14, 62, -36, 62, 12, 40, 34)
	a.drop(9, poly(-58, -14, -30, -36, 62, -36, 62, 12, 40, 34, -58, 34))
	a.fill(c.dark(0.3), side)
	a.body(c, 4, front)
	a.fill(c.light(0.18), top)
	a.specks(d, 10, 44, 16, 3.5)
}

func disc(a *artist, c, d ink) {
	o := oval(0, 0, 48, 46)
	a.drop(9, o)
	a.body(c.dark(0.25), 7, o)
	a.body(c, 4, lump(a.dice, -2, -3, 41, 39, 0.05))
	a.specks(d, 16, 34, 30, 5)
	a.wash(c.light(0.6), 0.5, brush(arc(-2, -2, 34, 32, 195, 265, 10), 7))
}

// chocolate is a snapped piece of a bar, four squares.
func chocolate(a *artist, c, _ ink) {
	o := box(-54, -54, 54, 54, 4)
	a.drop(9, o)
	a.body(c, 6, o)
	for i := range 2 {
		for j := range 2 {
			x, y := -48+float64(i)*50, -48+float64(j)*50
			a.body(c.light(0.10), 5, box(x, y, x+46, y+46, 5))
			a.wash(c.light(0.5), 0.35, poly(x+6, y+6, x+34, y+6, x+6, y+30))
		}
	}
}

// ginger is a knobbed root, also turmeric and their cousins by colour.
func ginger(a *artist, c, d ink) {
	o := blob(-60, 8, -48, -18, -22, -16, -14, -48, 8, -50, 14, -20, 44, -30, 62, -8, 46, 16, 20, 16, 14, 42, -10, 44, -16, 20, -44, 28)
	a.drop(9, o)
	a.body(c, 10, o)
	a.inside(func() {
		for x := -60.0; x < 64; x += 15 {
			a.wash(c.dark(0.35), 0.45, stroke(arc(x, 0, 8, 30, 110, 250, 8), 2.5, 2.5))
		}
	}, o)
	a.body(d, 4, oval(57, -8, 11, 17))
}

func chiliPod(a *artist, c, _ ink) {
	s := curve(-56, -6, -20, 10, 20, 4, 60, -16)
	a.drop(7, brush(s, 24))
	a.body(c, 7, stroke(s, 25, 3))
	a.wash(c.light(0.7), 0.6, brush(curve(-42, -8, -12, 2, 18, -2), 5))
	a.body(leafMid, 3, blob(-64, -12, -50, -16, -48, 6, -62, 2))
	a.line(leafMid, 6, curve(-60, -6, -74, -10, -82, -24))
}

func shallot(a *artist, c, _ ink) {
	o := blob(0, -44, 10, -24, 34, 2, 24, 30, 0, 38, -24, 30, -34, 2, -10, -24)
	a.drop(7, o)
	a.body(c, 9, o)
	for _, x := range []float64{-20, -6, 10, 22} {
		a.wash(c.light(0.5), 0.5, brush(curve(x*0.2, -36, x, 2, x*0.3, 36), 3))
	}
}

func clove(a *artist, c, _ ink) {
	o := blob(-4, -40, 20, -14, 26, 20, 0, 32, -24, 16, -18, -16)
	a.drop(6, o)
	a.body(c, 9, o)
	a.wash(0xC79A8F, 0.5, brush(curve(2, -30, 10, 0, 2, 28), 5))
}

func limeLeaf(a *artist, c, _ ink) {
	o := leafShape(-56, 0, 58, 0, 44)
	a.drop(6, o)
	a.body(c, 5, o)
	a.line(c.light(0.5), 3, poly(-54, 0, 54, 0))
	for i := range 5 {
		x := -34 + float64(i)*17
		a.wash(c.light(0.4), 0.6, stroke(curve(x, 0, x+9, -8, x+15, -15), 2, 1), stroke(curve(x, 0, x+9, 8, x+15, 15), 2, 1))
	}
}

// coconutHalf shows white flesh in its shell.
func coconutHalf(a *artist, _, _ ink) {
	a.drop(12, oval(0, 0, 54, 54))
	a.body(0x6A4428, 8, oval(0, 0, 54, 54))
	for range 26 {
		t := a.in(0, 2*math.Pi)
		a.wash(0xA37A4F, 0.6, stroke(poly(50*math.Cos(t), 50*math.Sin(t), 58*math.Cos(t+0.1), 58*math.Sin(t+0.1)), 2, 1))
	}
	a.fill(0xFDF8EE, oval(0, 0, 46, 46))
	a.body(0xE9E2D2, 6, oval(1, 2, 33, 33))
	a.wash(0x2A160E, 0.18, brush(arc(0, 0, 30, 30, 150, 300, 16), 14))
}
