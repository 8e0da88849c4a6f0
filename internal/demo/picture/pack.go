package picture

// label is what is printed on a pack: two or three short words and how it looks.
type label struct {
	big, small string
	c, on      ink
	style      int
}

// badge paints the label w by h around (0,0).
func (a *artist) badge(l label, w, h float64) {
	accent := mix(l.on, belimbing, 0.5)
	switch l.style % 5 {
	case 0: // cream oval with a stitched edge
		o := oval(0, 0, w/2, h/2)
		a.fill(l.c, o)
		a.dash(l.on, h*0.022, h*0.07, h*0.05, arc(0, 0, w*0.455, h*0.445, 0, 360, 60))
		a.fill(belimbing.dark(0.08), star(0, -h*0.27, 5, h*0.04, h*0.1, -90))
		a.words(l.on, l.big, 0, h*0.08, h*0.25, w*0.8)
		a.smallWords(l.on.light(0.15), l.small, 0, h*0.27, h*0.13, w*0.6)
	case 1: // a band from edge to edge
		a.fill(l.on, box(-w/2, -h*0.36, w/2, h*0.36, 0))
		a.fill(accent, box(-w/2, -h*0.42, w/2, -h*0.38, 0), box(-w/2, h*0.38, w/2, h*0.42, 0))
		a.words(l.c, l.big, 0, h*0.07, h*0.34, w*0.86)
		a.smallWords(l.c, l.small, 0, h*0.28, h*0.15, w*0.7)
	case 2: // paper with a picture panel above the words
		a.body(l.c, 3, box(-w/2, -h/2, w/2, h/2, 4))
		a.fill(accent, box(-w*0.44, -h*0.44, w*0.44, -h*0.02, 2))
		a.inside(func() {
			a.fill(l.on.light(0.15), blob(-w*0.5, 0, -w*0.24, -h*0.2, -w*0.1, -h*0.28, w*0.06, -h*0.14, w*0.5, h*0.02, 0, h*0.2))
			a.fill(l.on, blob(-w*0.1, 0.02*h, w*0.16, -h*0.16, w*0.3, -h*0.13, w*0.55, h*0.05, w*0.2, h*0.2))
			a.fill(paper, oval(w*0.2, -h*0.3, h*0.075, h*0.075))
		}, box(-w*0.44, -h*0.44, w*0.44, -h*0.02, 2))
		a.words(l.on, l.big, 0, h*0.22, h*0.22, w*0.88)
		a.smallWords(l.on, l.small, 0, h*0.4, h*0.13, w*0.8)
	case 3: // a round seal with rays
		r := h / 2
		a.fill(accent, star(0, 0, 16, r*0.9, r*1.02, 0))
		a.fill(l.on, oval(0, 0, r*0.86, r*0.86))
		a.fill(l.c, oval(0, 0, r*0.8, r*0.8))
		a.fill(l.on, box(-w*0.52, -h*0.22, w*0.52, h*0.12, 5))
		a.words(l.c, l.big, 0, h*0.03, h*0.23, w*0.94)
		a.smallWords(l.on, l.small, 0, h*0.26, h*0.13, h*0.62)
	default: // plain kraft paper stamped with one ink
		a.body(0xD7B88B, 3, box(-w/2, -h*0.46, w/2, h*0.46, 2))
		a.line(l.on, h*0.02, append(box(-w*0.45, -h*0.39, w*0.45, h*0.39, 2), pt{-w * 0.45, -h*0.39 + 2}))
		a.words(l.on, l.big, 0, h*0.04, h*0.27, w*0.8)
		a.smallWords(l.on, l.small, 0, h*0.25, h*0.14, w*0.7)
		a.line(l.on, h*0.018, poly(-w*0.2, -h*0.24, w*0.2, -h*0.24))
	}
}

// pouch stands on (0,0), w wide and h high, with a window through which the
// pieces are seen.
func (a *artist) pouch(w, h float64, c ink, l label, p piece, windowed int) {
	o := blob(-w*0.46, -h, 0, -h*1.01, w*0.46, -h, w*0.49, -h*0.5, w*0.5, -h*0.06, w*0.3, 0, 0, h*0.012, -w*0.3, 0, -w*0.5, -h*0.06, -w*0.49, -h*0.5)
	a.shadow(w*0.16, h*0.03, w*0.09, 0.5, blob(-w*0.45, -h*0.3, w*0.45, -h*0.3, w*0.6, 0, 0, h*0.05, -w*0.5, 0))
	a.body(c, w*0.05, o)
	a.inside(func() {
		a.wash(c.light(0.4), 0.5, box(-w, -h*1.1, w, -h*0.955, 0))
		a.line(c.dark(0.3), 3, poly(-w, -h*0.95, w, -h*0.95))
		a.dash(c.dark(0.3), 2, 7, 6, poly(-w, -h*0.975, w, -h*0.975))
		a.line(c.dark(0.25), 4, poly(-w, -h*0.875, w, -h*0.875))
		a.wash(c.light(0.7), 0.35, poly(-w*0.42, -h*0.86, -w*0.34, -h*0.86, -w*0.38, -h*0.1, -w*0.44, -h*0.1))
		a.wash(c.dark(0.5), 0.22, blob(-w*0.5, -h*0.05, 0, -h*0.11, w*0.5, -h*0.05, w*0.5, h*0.1, -w*0.5, h*0.1))
		a.wash(c.dark(0.4), 0.25, brush(curve(w*0.2, -h*0.87, w*0.3, -h*0.6, w*0.24, -h*0.3), w*0.05))
	}, o)
	show := func(win outline, cx, cy, rx, ry float64) {
		a.fill(c.dark(0.5), win)
		a.inside(func() {
			s := w * 0.14
			a.at(cx, cy, 1, 0, func() {
				for y := -ry; y <= ry+s*0.5; y += s * 0.62 {
					for x := -rx - s*0.2; x <= rx+s; x += s * 1.1 {
						a.at(x+a.in(-s, s)*0.3, y+a.in(-s, s)*0.2, s/50*0.82, a.in(0, 360), func() { p.draw(a) })
					}
				}
			})
			a.wash(paper, 0.35, poly(cx-rx*0.9, cy-ry*0.9, cx-rx*0.45, cy-ry, cx-rx*0.75, cy+ry*0.6, cx-rx, cy+ry*0.6))
		}, win)
		a.wash(c.light(0.6), 0.8, stroke(append(win[:len(win):len(win)], win[0]), 4, 4))
	}
	switch windowed % 4 {
	case 0:
		show(oval(0, -h*0.26, w*0.33, h*0.17), 0, -h*0.26, w*0.33, h*0.17)
		a.at(0, -h*0.62, 1, 0, func() { a.badge(l, w*0.74, h*0.36) })
	case 1:
		show(box(-w*0.36, -h*0.46, w*0.36, -h*0.1, w*0.06), 0, -h*0.28, w*0.36, h*0.18)
		a.at(0, -h*0.67, 1, 0, func() { a.badge(l, w*0.76, h*0.33) })
	case 2:
		show(petals(0, -h*0.27, 5, w*0.22, w*0.34, -90), 0, -h*0.27, w*0.34, w*0.34)
		a.at(0, -h*0.66, 1, 0, func() { a.badge(l, w*0.74, h*0.33) })
	default:
		a.at(0, -h*0.46, 1, 0, func() { a.badge(l, w*0.8, h*0.5) })
	}
}

// clearBag is a clear bag of pieces closed by a folded paper header.
func (a *artist) clearBag(w, h float64, c ink, l label, p piece) {
	o := blob(-w*0.48, -h*0.8, 0, -h*0.82, w*0.48, -h*0.8, w*0.5, -h*0.3, w*0.46, -h*0.02, 0, 0, -w*0.46, -h*0.02, -w*0.5, -h*0.3)
	a.shadow(w*0.16, h*0.03, w*0.09, 0.5, blob(-w*0.45, -h*0.3, w*0.45, -h*0.3, w*0.58, 0, 0, h*0.04, -w*0.5, 0))
	a.fill(p.c.dark(0.35), o)
	a.inside(func() {
		s := w * 0.15
		for y := -h * 0.72; y < s*0.3; y += s * 0.66 {
			for x := -w * 0.5; x < w*0.55; x += s * 1.15 {
				a.at(x+a.in(-s, s)*0.35, y+a.in(-s, s)*0.25, s/50*0.84, a.in(0, 360), func() { p.draw(a) })
			}
		}
		a.wash(paper, 0.16, o)
		a.wash(paper, 0.5, brush(curve(-w*0.4, -h*0.75, -w*0.44, -h*0.4, -w*0.38, -h*0.08), w*0.06), brush(curve(w*0.3, -h*0.72, w*0.4, -h*0.5, w*0.38, -h*0.26), w*0.035), brush(curve(-w*0.1, -h*0.78, -w*0.2, -h*0.7, -w*0.1, -h*0.64), w*0.02))
	}, o)
	a.body(c, w*0.03, box(-w*0.5, -h, w*0.5, -h*0.66, 4))
	a.dash(c.dark(0.4), 4, 12, 9, poly(-w*0.46, -h*0.69, w*0.46, -h*0.69))
	a.at(0, -h*0.835, 1, 0, func() {
		a.words(l.c, l.big, 0, h*0.02, h*0.1, w*0.86)
		a.smallWords(l.c, l.small, 0, h*0.095, h*0.06, w*0.7)
	})
}

// carton is a box seen from the front and a little from the right and above.
func (a *artist) carton(w, h, deep float64, c ink, l label) {
	d := deep * 0.55
	a.shadow(w*0.2, h*0.06, w*0.1, 0.5, poly(-w/2, -h*0.4, w/2+d, -h*0.5, w/2+d, 0, -w/2, h*0.03))
	a.body(c, 4, box(-w/2, -h, w/2, 0, 2))
	a.fill(c.dark(0.32), poly(w/2, -h, w/2+d, -h-d*0.5, w/2+d, -d*0.6, w/2, 0))
	a.fill(c.light(0.3), poly(-w/2, -h, -w/2+d, -h-d*0.5, w/2+d, -h-d*0.5, w/2, -h))
	a.wash(c.light(0.7), 0.6, stroke(poly(-w/2, -h, w/2, -h), 3, 3))
	a.at(0, -h*0.5, 1, 0, func() { a.badge(l, w*0.82, h*0.62) })
	a.line(c.dark(0.3), 3, poly(-w*0.5, -h*0.09, w*0.5, -h*0.09))
}

// sachet is a flat sealed packet lying or leaning, around (0,0).
func (a *artist) sachet(w, h float64, c ink, l label) {
	o := box(-w/2, -h/2, w/2, h/2, 2)
	a.drop(w*0.05, o)
	a.body(c, w*0.04, o)
	a.inside(func() {
		for _, y := range []float64{-h / 2, h/2 - h*0.06} {
			a.wash(c.light(0.45), 0.8, box(-w/2, y, w/2, y+h*0.06, 0))
			for x := -w / 2; x < w/2; x += 8 {
				a.wash(c.dark(0.3), 0.5, poly(x, y, x+3, y, x+3, y+h*0.06, x, y+h*0.06))
			}
		}
		a.wash(c.light(0.7), 0.3, poly(-w*0.4, -h*0.4, -w*0.22, -h*0.4, -w*0.34, h*0.4, -w*0.44, h*0.4))
	}, o)
	a.badge(l, w*0.84, h*0.5)
}

// vacuum is a clear sealed bag around something fn paints, lying flat.
func (a *artist) vacuum(w, h float64, fn func()) {
	o := blob(-w/2, -h*0.46, 0, -h*0.5, w/2, -h*0.46, w*0.52, 0, w/2, h*0.46, 0, h*0.5, -w/2, h*0.46, -w*0.52, 0)
	a.shadow(10, 14, 14, 0.45, o)
	a.fill(0xD6DCD8, o)
	a.inside(func() {
		fn()
		a.wash(paper, 0.12, o)
		for range 16 {
			x, y := a.in(-w*0.48, w*0.48), a.in(-h*0.46, h*0.46)
			s := curve(x, y, x+a.in(-40, 40), y+a.in(-24, 24), x+a.in(-80, 80), y+a.in(-40, 40))
			a.wash(0xFFFFFF, a.in(0.25, 0.6), brush(s, a.in(3, 9)))
		}
		for _, x := range []float64{-w * 0.5, w * 0.455} {
			for y := -h / 2; y < h/2; y += 9 {
				a.wash(0x8D9A98, 0.5, poly(x, y, x+w*0.05, y, x+w*0.05, y+3, x, y+3))
			}
		}
	}, o)
	a.wash(0xFFFFFF, 0.7, stroke(append(o[:len(o):len(o)], o[0]), 4, 4))
}

// strip is the printed band of a sealed bag.
func (a *artist) strip(x, y, w, h float64, s Subject) {
	o := box(x-w/2, y-h/2, x+w/2, y+h/2, 3)
	a.body(s.wrap, 5, o)
	a.words(s.wrap.readable(), s.label.big, x, y+h*0.02, h*0.42, w*0.8)
	a.smallWords(s.wrap.readable(), s.label.small, x, y+h*0.34, h*0.26, w*0.7)
}

// sack is a tied cloth or woven sack standing on (0,0).
func (a *artist) sack(w, h float64, c ink, l label) {
	o := blob(-w*0.2, -h*0.86, 0, -h*0.84, w*0.2, -h*0.86, w*0.42, -h*0.7, w*0.52, -h*0.3, w*0.48, -h*0.02, 0, h*0.01, -w*0.48, -h*0.02, -w*0.52, -h*0.3, -w*0.42, -h*0.7)
	top := blob(-w*0.16, -h*0.84, -w*0.26, -h*0.98, -w*0.05, -h*0.95, w*0.08, -h, w*0.27, -h*0.96, w*0.16, -h*0.84)
	a.shadow(w*0.16, h*0.03, w*0.09, 0.5, blob(-w*0.45, -h*0.3, w*0.45, -h*0.3, w*0.58, 0, 0, h*0.04, -w*0.5, 0))
	a.body(c.dark(0.1), w*0.04, top)
	a.body(c, w*0.07, o)
	a.inside(func() {
		for y := -h; y < 0; y += 8 {
			a.wash(c.dark(0.3), 0.22, poly(-w, y, w, y, w, y+2, -w, y+2))
		}
		for i := range 7 {
			x := (float64(i) - 3) * w * 0.06
			a.wash(c.dark(0.35), 0.5, brush(curve(x, -h*0.84, x*1.9, -h*0.72, x*2.4, -h*0.58), 7))
		}
	}, o)
	a.line(sogaDark, 11, curve(-w*0.19, -h*0.85, 0, -h*0.825, w*0.19, -h*0.85))
	a.at(0, -h*0.36, 1, 0, func() { a.badge(l, w*0.76, h*0.42) })
}
