package picture

// jar is a round clear jar with a lid, standing on (0,0), filled with pieces.
func (a *artist) jar(w, h float64, lid ink, l label, p piece) {
	o := blob(-w*0.42, -h*0.82, 0, -h*0.835, w*0.42, -h*0.82, w*0.5, -h*0.7, w*0.5, -h*0.3, w*0.47, -h*0.03, 0, 0, -w*0.47, -h*0.03, -w*0.5, -h*0.3, -w*0.5, -h*0.7)
	a.shadow(w*0.18, h*0.03, w*0.1, 0.5, blob(-w*0.45, -h*0.3, w*0.45, -h*0.3, w*0.62, 0, 0, h*0.05, -w*0.5, 0))
	a.fill(mix(p.c, 0xE8EEE8, 0.35).dark(0.12), o)
	a.inside(func() {
		s := w * 0.15
		for y := -h * 0.7; y < s*0.3; y += s * 0.72 {
			for x := -w * 0.5; x < w*0.56; x += s * 1.25 {
				a.at(x+a.in(-s, s)*0.35, y+a.in(-s, s)*0.2, s/50*0.86, a.in(0, 360), func() { p.draw(a) })
			}
		}
		a.wash(0x2A160E, 0.22, box(w*0.36, -h, w, 0, 0))
		a.wash(paper, 0.12, o)
		a.wash(paper, 0.6, brush(curve(-w*0.41, -h*0.74, -w*0.43, -h*0.4, -w*0.4, -h*0.1), w*0.055))
		a.wash(paper, 0.35, brush(curve(w*0.34, -h*0.72, w*0.37, -h*0.5, w*0.35, -h*0.3), w*0.03))
		a.wash(0xE8EEE8, 0.5, box(-w, -h*0.84, w, -h*0.76, 0))
	}, o)
	a.wash(0xFFFFFF, 0.55, stroke(append(o[:len(o):len(o)], o[0]), 3, 3))
	a.body(lid, w*0.05, box(-w*0.45, -h, w*0.45, -h*0.82, w*0.05))
	for x := -w * 0.42; x < w*0.43; x += w * 0.06 {
		a.wash(lid.dark(0.35), 0.4, poly(x, -h*0.955, x+3, -h*0.955, x+3, -h*0.83, x, -h*0.83))
	}
	a.wash(lid.light(0.6), 0.6, brush(poly(-w*0.4, -h*0.975, w*0.36, -h*0.975), h*0.02))
	if l.big != "" {
		a.at(0, -h*0.38, 1, 0, func() { a.badge(l, w*0.68, h*0.34) })
	}
}

// bottleForm gives the outline of a bottle standing on (0,0).
func bottleForm(w, h float64, form int) outline {
	r := w / 2
	switch form % 5 {
	case 0: // juice: round shoulders
		return blob(-r*0.42, -h*0.9, 0, -h*0.905, r*0.42, -h*0.9, r*0.45, -h*0.8, r*0.96, -h*0.64, r, -h*0.5, r*0.98, -h*0.05, r*0.8, 0, 0, 0, -r*0.8, 0, -r*0.98, -h*0.05, -r, -h*0.5, -r*0.96, -h*0.64, -r*0.45, -h*0.8)
	case 1: // sauce: long neck
		return blob(-r*0.3, -h*0.92, 0, -h*0.925, r*0.3, -h*0.92, r*0.32, -h*0.72, r*0.85, -h*0.56, r, -h*0.45, r*0.98, -h*0.04, r*0.82, 0, 0, 0, -r*0.82, 0, -r*0.98, -h*0.04, -r, -h*0.45, -r*0.85, -h*0.56, -r*0.32, -h*0.72)
	case 2: // squat honey jar
		return blob(-r*0.62, -h*0.84, 0, -h*0.85, r*0.62, -h*0.84, r*0.7, -h*0.76, r, -h*0.6, r*1.02, -h*0.3, r*0.94, -h*0.02, 0, 0, -r*0.94, -h*0.02, -r*1.02, -h*0.3, -r, -h*0.6, -r*0.7, -h*0.76)
	case 3: // milk: sloping shoulders
		return blob(-r*0.5, -h*0.9, 0, -h*0.905, r*0.5, -h*0.9, r*0.55, -h*0.82, r*0.9, -h*0.55, r, -h*0.4, r*0.98, -h*0.04, r*0.84, 0, 0, 0, -r*0.84, 0, -r*0.98, -h*0.04, -r, -h*0.4, -r*0.9, -h*0.55, -r*0.55, -h*0.82)
	default: // small straight flask
		return blob(-r*0.5, -h*0.86, 0, -h*0.865, r*0.5, -h*0.86, r*0.9, -h*0.8, r, -h*0.7, r, -h*0.3, r*0.98, -h*0.03, 0, 0, -r*0.98, -h*0.03, -r, -h*0.3, -r, -h*0.7, -r*0.9, -h*0.8)
	}
}

// bottle stands on (0,0); bits float or settle in it with colour bits.
func (a *artist) bottle(w, h float64, form int, c, cap ink, l label, bits ink) {
	o := bottleForm(w, h, form)
	a.shadow(w*0.35, h*0.02, w*0.16, 0.5, blob(-w*0.45, -h*0.35, w*0.45, -h*0.35, w*0.8, 0, 0, h*0.04, -w*0.5, 0))
	a.fill(mix(c, 0xEDF2EC, 0.55), o)
	a.inside(func() {
		top := -h * 0.8
		if form%5 == 2 || form%5 == 4 {
			top = -h * 0.72
		}
		a.body(c, w*0.07, blob(-w, top, 0, top+4, w, top, w, 20, -w, 20))
		a.wash(c.light(0.5), 0.6, oval(0, top+2, w*0.5, h*0.012))
		if bits != 0 {
			for range 50 {
				a.fill(a.near(bits, 0.2), lump(a.dice, a.in(-w*0.48, w*0.48), a.in(top*0.9, -4), a.in(4, 9), a.in(3, 6), 0.2))
			}
		}
		a.wash(c.light(0.45), 0.5, brush(curve(w*0.36, -h*0.5, w*0.4, -h*0.3, w*0.36, -h*0.06), w*0.06))
		a.wash(c.dark(0.5), 0.35, box(w*0.42, -h, w, 0, 0))
		a.wash(paper, 0.75, brush(curve(-w*0.36, -h*0.6, -w*0.4, -h*0.35, -w*0.37, -h*0.07), w*0.07))
		a.wash(paper, 0.6, brush(curve(-w*0.16, -h*0.86, -w*0.17, -h*0.8, -w*0.22, -h*0.74), w*0.04))
	}, o)
	cw, ch := w*0.27, h*0.1
	switch form % 5 {
	case 1:
		cw, ch = w*0.2, h*0.085
	case 2:
		cw, ch = w*0.4, h*0.15
	case 3:
		cw, ch = w*0.31, h*0.09
	case 4:
		cw, ch = w*0.3, h*0.13
	}
	top := 0.0
	for _, p := range o {
		top = min(top, p.y)
	}
	a.body(cap, w*0.05, box(-cw, top-ch*0.8, cw, top+ch*0.25, 6))
	for x := -cw * 0.9; x < cw*0.95; x += 12 {
		a.wash(cap.dark(0.4), 0.4, poly(x, top-ch*0.6, x+3, top-ch*0.6, x+3, top+ch*0.2, x, top+ch*0.2))
	}
	if l.big != "" {
		lh := h * 0.3
		a.inside(func() {
			a.at(0, -h*0.27, 1, 0, func() { a.badge(l, w*0.9, lh) })
		}, o)
	}
}

// glass is a drinking glass standing on (0,0).
func (a *artist) glass(w, h float64, c ink) {
	o := blob(-w*0.5, -h, 0, -h*1.02, w*0.5, -h, w*0.44, -h*0.5, w*0.38, -h*0.02, 0, 0, -w*0.38, -h*0.02, -w*0.44, -h*0.5)
	a.shadow(w*0.25, h*0.04, w*0.12, 0.45, blob(-w*0.4, -h*0.3, w*0.4, -h*0.3, w*0.6, 0, 0, h*0.05, -w*0.4, 0))
	a.wash(0xEFF4F0, 0.75, o)
	a.inside(func() {
		a.body(c, w*0.07, blob(-w, -h*0.84, 0, -h*0.83, w, -h*0.84, w, -h*0.07, 0, -h*0.05, -w, -h*0.07))
		a.fill(c.light(0.35), oval(0, -h*0.84, w*0.47, h*0.045))
		a.wash(paper, 0.7, brush(curve(-w*0.36, -h*0.75, -w*0.33, -h*0.4, -w*0.3, -h*0.15), w*0.07))
	}, o)
	a.wash(0xFFFFFF, 0.8, stroke(arc(0, -h, w*0.49, h*0.05, 0, 360, 30), 4, 4))
}

// cupTop is a cup on a saucer from above.
func (a *artist) cupTop(x, y, r float64, c, drink ink) {
	a.plate(x, y, r*1.55, c, c.dark(0.25))
	a.shadow(r*0.1, r*0.12, r*0.12, 0.5, oval(x, y, r, r))
	a.at(x, y, 1, -30, func() {
		a.body(c, r*0.06, stroke(arc(r*1.08, 0, r*0.34, r*0.3, -110, 110, 16), r*0.16, r*0.16))
	})
	a.body(c, r*0.06, oval(x, y, r, r))
	a.fill(drink, oval(x, y, r*0.84, r*0.84))
	a.wash(drink.light(0.4), 0.7, stroke(arc(x, y, r*0.78, r*0.78, 20, 200, 24), r*0.05, r*0.02))
	a.wash(drink.dark(0.6), 0.5, brush(arc(x, y, r*0.76, r*0.76, 180, 300, 24), r*0.14))
	a.wash(paper, 0.5, brush(arc(x, y, r*0.56, r*0.56, 200, 285, 16), r*0.07), brush(arc(x, y, r*0.4, r*0.4, 30, 70, 10), r*0.04))
}

// tub is a small cup of plastic with a lid film, seen from the front.
func (a *artist) tub(w, h float64, c ink, l label) {
	o := poly(-w/2, -h, w/2, -h, w*0.4, 0, -w*0.4, 0)
	a.shadow(w*0.2, h*0.05, w*0.1, 0.5, o)
	a.body(c, w*0.07, o)
	a.body(mix(c, paper, 0.7), w*0.03, box(-w*0.55, -h*1.1, w*0.55, -h*0.96, w*0.04))
	a.wash(paper, 0.4, poly(-w*0.42, -h*0.92, -w*0.32, -h*0.92, -w*0.28, -h*0.06, -w*0.35, -h*0.06))
	a.at(0, -h*0.48, 1, 0, func() { a.badge(l, w*0.72, h*0.55) })
}
