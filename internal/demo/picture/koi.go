package picture

import "math"

// koiCoat is the colouring of a koi.
type koiCoat struct{ base, patch, second ink }

// koi paints a fish seen from above, head at (0,-100), tail at about (0,130),
// its back bent sideways by bend.
func (a *artist) koi(k koiCoat, bend float64) {
	spine := func(t float64) pt { // t from 0 at the nose to 1 at the tail
		return pt{bend * math.Sin(t*4.2-0.6) * (0.25 + t), -100 + 210*t}
	}
	half := func(t float64) float64 {
		return 38 * math.Sin(math.Pi*math.Pow(0.06+0.90*t, 0.62)) * (1 - 0.25*t)
	}
	var left, right outline
	for i := range 17 {
		t := float64(i) / 16
		p, h := spine(t), half(t)
		left = append(left, pt{p.x - h, p.y})
		right = append(right, pt{p.x + h, p.y})
	}
	body := append(outline{}, left...)
	for i := len(right) - 1; i >= 0; i-- {
		body = append(body, right[i])
	}
	body = spline(body, true)
	tip, back := spine(0.97), spine(0.9)
	dx := (tip.x - back.x) * 3
	fin := k.base.light(0.35)
	tail := blob(tip.x-6, tip.y-6, tip.x-34+dx, tip.y+52, tip.x-20+dx, tip.y+74, tip.x+dx, tip.y+40, tip.x+24+dx, tip.y+78, tip.x+34+dx, tip.y+48, tip.x+6, tip.y-6)
	s1, s2 := spine(0.27), spine(0.62)
	fins := []outline{
		blob(s1.x-26, s1.y-6, s1.x-66, s1.y+8, s1.x-78, s1.y+36, s1.x-48, s1.y+34, s1.x-26, s1.y+14),
		blob(s1.x+26, s1.y-6, s1.x+66, s1.y+8, s1.x+78, s1.y+36, s1.x+48, s1.y+34, s1.x+26, s1.y+14),
		blob(s2.x-18, s2.y, s2.x-42, s2.y+18, s2.x-36, s2.y+32, s2.x-14, s2.y+18),
		blob(s2.x+18, s2.y, s2.x+42, s2.y+18, s2.x+36, s2.y+32, s2.x+14, s2.y+18),
	}
	a.wash(fin, 0.82, append(fins, tail)...)
	for _, f := range append(fins, tail) {
		for i := range 4 {
			p := f[len(f)*(i+2)/8]
			a.wash(fin.dark(0.35), 0.35, stroke(outline{f[0], p}, 1.6, 1))
		}
	}
	a.body(k.base, 9, body)
	a.inside(func() {
		for i := range 5 {
			p := spine(0.08 + 0.19*float64(i))
			if a.yes(0.85) {
				a.fill(k.patch, lump(a.dice, p.x+a.in(-16, 16), p.y+a.in(-8, 8), a.in(14, 28), a.in(10, 22), 0.3))
			}
			if k.second != 0 && a.yes(0.8) {
				a.fill(k.second, lump(a.dice, p.x+a.in(-26, 26), p.y+a.in(4, 20), a.in(10, 20), a.in(8, 18), 0.35))
			}
		}
		for j := range 12 {
			for i := range 5 {
				p := spine(0.26 + 0.055*float64(j))
				a.wash(tinta, 0.10, stroke(arc(p.x-24+float64(i)*12+float64(j%2)*6, p.y, 6, 6, 20, 160, 5), 1.6, 1.6))
			}
		}
		var ridge outline
		for i := range 9 {
			ridge = append(ridge, spine(0.30+float64(i)*0.05))
		}
		a.wash(k.base.dark(0.3), 0.55, brush(ridge, 7))
		a.wash(paper, 0.45, brush(left[2:10].moved(11, 0), 6))
	}, body)
	n := spine(0.06)
	a.dot(tinta, n.x-18, n.y+8, 4.5)
	a.dot(tinta, n.x+18, n.y+8, 4.5)
	a.line(k.base.dark(0.4), 2.4, curve(n.x-10, n.y-14, n.x-16, n.y-22, n.x-18, n.y-28))
	a.line(k.base.dark(0.4), 2.4, curve(n.x+10, n.y-14, n.x+16, n.y-22, n.x+18, n.y-28))
}

// swim is koi with its shadow on the bottom.
func (a *artist) swim(x, y, s, deg float64, k koiCoat) {
	bend := a.in(-22, 22)
	a.at(x, y, s, deg, func() {
		sh := blob(0, -96, 34, -50, 30, 20, 10, 110, 22, 170, -22, 170, -10, 110, -30, 20, -34, -50)
		a.shadow(26/s*2.2, 40/s*2.2, 16, 0.45, sh)
		a.koi(k, bend)
	})
}

// pond is water seen from above.
func (a *artist) pond(c ink) {
	a.fill(c, a.everything())
	for range 26 {
		x, y := a.in(-a.hw, a.hw), a.in(-a.hh, a.hh)
		a.wash(pick(a.dice, c.dark(0.3), mix(c, 0x9FC5B8, 0.4)), a.in(0.15, 0.35), lump(a.dice, x, y, a.in(60, 220), a.in(30, 100), 0.25))
	}
	for range 30 {
		x, y := a.in(-a.hw, a.hw), a.in(-a.hh, a.hh)
		a.wash(c.dark(0.4), 0.35, lump(a.dice, x, y, a.in(14, 40), a.in(12, 30), 0.2))
	}
	a.glow.window(0.15, 0.1, 0.1)
}

// ripples are bright rings and lines on the water.
func (a *artist) ripples(n int) {
	for range n {
		x, y := a.in(-a.hw, a.hw), a.in(-a.hh, a.hh)
		l := a.in(60, 190)
		a.wash(0xEAF4EC, a.in(0.22, 0.5), brush(curve(x, y, x+l*0.3, y-a.in(4, 18), x+l*0.6, y+a.in(-6, 8), x+l, y-a.in(0, 14)), a.in(4, 8)))
	}
}

func (a *artist) lily(x, y, r, deg float64) {
	a.at(x, y, 1, deg, func() {
		o := append(outline{{0, 0}}, arc(0, 0, r, r, 12, 348, 40)...)
		a.shadow(12, 18, 12, 0.45, o)
		a.body(pick(a.dice, leafMid, ink(0x4F8A43), ink(0x6F9A4A)), r*0.08, o)
		for i := range 11 {
			p := arc(0, 0, r*0.9, r*0.9, 30+float64(i)*30, 31+float64(i)*30, 2)[0]
			a.wash(leafPale, 0.5, stroke(poly(0, 0, p.x, p.y), 4, 2))
		}
	})
}

// koiPond is live koi.
type koiPond struct {
	coats []koiCoat
	fry   bool // many small ones
}

func (k koiPond) paint(a *artist, s Subject, view int) {
	coat := func(i int) koiCoat { return k.coats[i%len(k.coats)] }
	water := []ink{0x3F6F6A, 0x2F5F74, 0x4A7660, 0x2A5060}[s.variant%4]
	switch view {
	case 0:
		a.pond(water)
		if k.fry {
			a.scatter(11, 380, 380, 180, func(i int) { a.swim(0, 0, 0.85, a.in(0, 360), coat(i)) })
		} else {
			a.swim(-60, -20, 2.9, a.in(15, 50), coat(0))
			a.swim(330, 260, 1.5, a.in(190, 240), coat(1))
		}
		a.ripples(14)
		a.lily(-380, 370, 130, 200)
		a.lily(-240, 450, 80, 20)
		a.lily(410, -400, 110, 80)
	case 1:
		if k.fry {
			a.flatlay(groundTile)
			a.bowl(0, 0, 440, 0xF1F4F2, 0x9FC5C4)
			a.inside(func() {
				a.scatter(10, 270, 270, 150, func(i int) { a.swim(0, 0, 0.8, a.in(0, 360), coat(i)) })
				a.ripples(8)
			}, oval(0, 0, 365, 365))
			return
		}
		a.pond(water.dark(0.15))
		a.swim(40, 120, 4.6, a.in(-14, 14), coat(0))
		a.ripples(10)
	default: // measured in a blue bowl, a ruler beside it
		a.flatlay(groundLinen)
		a.bowl(0, -50, 430, 0x2F6FA0, 0x8FB9C9)
		a.inside(func() {
			if k.fry {
				a.scatter(6, 200, 200, 170, func(i int) { a.swim(0, -50, 0.75, a.in(0, 360), coat(i)) })
			} else {
				a.swim(10, -60, 2.35, 78, coat(0))
			}
			a.ripples(7)
		}, oval(0, -50, 356, 356))
		a.at(-390, 420, 1, -2, func() { a.ruler(0, 780) })
	}
}
