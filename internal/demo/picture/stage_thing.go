package picture

// thing is one object: a drum, a basket, a mug. draw paints it about 600 units
// high, standing things on (0,0) upwards, flat things around (0,0); the second
// argument counts the pieces of a group, so that they may differ.
type thing struct {
	draw   func(a *artist, s Subject, i int)
	flat   bool
	size   float64 // scale of the hero; 0 means 1
	light  bool    // pale, so shown on darker grounds
	detail pt      // where the close view looks, from (0,0)
	many   int     // how many in the group; 0 means 3
	hand   bool    // small enough to be held
}

func (k thing) scale() float64 {
	if k.size == 0 {
		return 1
	}
	return k.size
}

func (k thing) ground(a *artist, n int) ground {
	if k.light {
		return []ground{groundIndigo, groundPlanks, groundClay, groundSage}[n%4]
	}
	return []ground{groundHusk, groundChalk, groundLinen, groundClay, groundSage}[n%5]
}

func (k thing) paint(a *artist, s Subject, view int) {
	z := k.scale()
	one := func(i int) { k.draw(a, s, i) }
	switch view {
	case 0:
		if k.flat {
			a.flatlay(k.ground(a, s.variant))
			a.at(0, 0, z*1.12, a.in(-8, 8), func() { one(0) })
			return
		}
		a.room(s.variant)
		a.at(0, 350, z*1.14, 0, func() { one(0) })
	case 1:
		if k.flat {
			a.flatlay(k.ground(a, s.variant+2))
			a.at(-k.detail.x*1.9*z, -k.detail.y*1.9*z, z*1.9, 11, func() { one(0) })
			return
		}
		a.room(s.variant + 3)
		a.at(-(k.detail.x)*1.9*z, 30-k.detail.y*1.9*z, z*1.9, -3, func() { one(0) })
	case 2:
		switch {
		case k.hand && k.flat:
			a.plaster(pick(a.dice, ink(0xC7D0B4), ink(0xE3BE8F), ink(0xB9CAD6)))
			a.glow.window(0.1, 0.1, 0.1)
			a.held(s, 150, func() { a.at(0, -60, z*0.62, 6, func() { one(0) }) })
		case k.hand:
			a.plaster(pick(a.dice, ink(0xC7D0B4), ink(0xE3BE8F), ink(0xB9CAD6)))
			a.glow.window(0.1, 0.1, 0.1)
			a.held(s, 150, func() { a.at(0, 170, z*0.72, 3, func() { one(0) }) })
		case k.flat:
			a.flatlay(k.ground(a, s.variant+1))
			a.at(-70, -90, z*0.86, -5, func() { one(0) })
			a.at(-430, 430, 1, -2, func() { a.ruler(0, 760) })
			a.at(170, 90, 1, 0, func() { a.reach(s.sleeve) })
		default:
			a.room(s.variant + 6)
			a.at(-90, 330, z*0.9, 0, func() { one(0) })
			a.at(-430, 450, 1, 0, func() { a.ruler(0, 640) })
			a.at(85, 40, 1, 0, func() { a.reach(s.sleeve) })
		}
	default:
		n := k.many
		if n == 0 {
			n = 3
		}
		if k.flat {
			a.flatlay(k.ground(a, s.variant+3))
			spots := []pt{{-230, -210}, {230, -200}, {-210, 230}, {225, 235}, {0, 10}}
			for i := range min(n+1, len(spots)) {
				a.at(spots[i].x, spots[i].y, z*0.62, a.in(-14, 14), func() { one(i) })
			}
			return
		}
		a.room(s.variant + 5)
		a.at(290, 270, 0.9, 0, func() { a.carton(330, 330, 150, 0xD7B88B, s.label) })
		spots := []pt{{-290, 260}, {40, 290}, {-140, 390}, {180, 430}}
		for i := range min(n, len(spots)) {
			a.at(spots[i].x, spots[i].y, z*(0.62+0.05*float64(i)), 0, func() { one(i) })
		}
	}
}

// turned is a solid of revolution from half-widths at heights: r0,h0,r1,h1…
// with h downwards from 0 at the foot being negative upwards.
func turned(rh ...float64) outline {
	var p outline
	for i := 0; i+1 < len(rh); i += 2 {
		p = append(p, pt{rh[i], rh[i+1]})
	}
	right := spline(p, false)
	o := append(outline{}, right...)
	for i := len(right) - 1; i >= 0; i-- {
		o = append(o, pt{-right[i].x, right[i].y})
	}
	return o
}

// lathe paints a turned body with a lit left side and a shaded right side.
func (a *artist) lathe(c ink, o outline, gloss float64) {
	lo, hi := o[0], o[0]
	for _, p := range o {
		lo.x, lo.y = min(lo.x, p.x), min(lo.y, p.y)
		hi.x, hi.y = max(hi.x, p.x), max(hi.y, p.y)
	}
	w, h := hi.x-lo.x, hi.y-lo.y
	a.shadow(w*0.12, h*0.03, w*0.12, 0.5, blob(lo.x*0.8, hi.y-h*0.3, hi.x*0.8, hi.y-h*0.3, hi.x*1.15, hi.y, 0, hi.y+h*0.05, lo.x*0.9, hi.y))
	a.body(c, w*0.05, o)
	right := o[:len(o)/2]
	band := func(from, to float64) outline {
		var q outline
		for _, p := range right {
			q = append(q, pt{p.x * to, p.y})
		}
		for i := len(right) - 1; i >= 0; i-- {
			q = append(q, pt{right[i].x * from, right[i].y})
		}
		return q
	}
	a.inside(func() {
		a.wash(c.dark(0.4), 0.32, band(0.45, 1.1))
		a.wash(c.dark(0.5), 0.35, band(0.74, 1.1))
		a.wash(c.light(0.45), 0.35, band(-0.84, -0.52))
		a.wash(paper, gloss, band(-0.74, -0.66))
	}, o)
}
