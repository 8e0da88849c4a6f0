package picture

import "math"

// tied is one knot of a tied and dyed cloth: rings of undyed dots.
func (p batik) tied(a *artist) {
	c := p.one
	if a.yes(0.4) {
		c = p.two
	}
	a.wash(mix(p.ground, c, 0.35), 0.8, lump(a.dice, 0, 0, 46, 44, 0.1))
	for r := 14.0; r < 46; r += 14 {
		n := int(r * 0.7)
		for i := range n {
			q := arc(0, 0, r, r, float64(i)*360/float64(n), float64(i)*360/float64(n)+1, 2)[0]
			a.fill(c, lump(a.dice, q.x, q.y, 4.2, 3.6, 0.3))
		}
	}
	a.fill(c, oval(0, 0, 5, 5))
}

// islands fills the cloth with patches, each with a pattern of its own.
func (p batik) islands(a *artist, x0, y0, x1, y1 float64) {
	inks := []ink{p.one, p.two, mix(p.one, p.two, 0.5), p.ground.light(0.25), wedelMid, brick}
	j := 0
	for y := y0; y < y1+90; y += 118 {
		j++
		for x := x0 - float64(j%2)*70; x < x1+90; x += 140 {
			o := lump(a.dice, x+a.in(-12, 12), y+a.in(-10, 10), 74, 62, 0.16)
			c := inks[a.n(len(inks))]
			d := paper
			if c.bright() > 150 {
				d = sogaDark
			}
			a.fill(paper, o)
			kind := a.n(5)
			a.at(0, 0, 1, 0, func() {
				in := o.toward(x, y, 0.92)
				a.fill(c, in)
				a.inside(func() {
					a.at(x, y, 1, a.in(0, 180), func() {
						switch kind {
						case 0:
							for t := -70.0; t < 70; t += 15 {
								a.fill(d, stroke(poly(t, -80, t, 80), 3, 3))
							}
						case 1:
							for i := range 6 {
								a.at(0, 0, 1, float64(i)*60, func() { a.fill(d, leafShape(10, 0, 52, 0, 20)) })
							}
							a.fill(d, oval(0, 0, 8, 8))
						case 2:
							for u := -70.0; u < 75; u += 20 {
								for v := -70.0; v < 75; v += 20 {
									a.fill(d, oval(u, v, 4, 4))
								}
							}
						case 3:
							for r := 14.0; r < 80; r += 17 {
								a.fill(d, stroke(arc(0, 0, r, r, 0, 360, 26), 3, 3))
							}
						default:
							a.at(0, 0, 0.9, 0, func() { (batik{one: d, two: c.light(0.4), ground: c}).sprig(a) })
						}
					})
				}, in)
			})
		}
	}
}

// toward draws an outline in towards a point.
func (o outline) toward(x, y, t float64) outline {
	q := make(outline, len(o))
	for i, p := range o {
		q[i] = pt{x + (p.x-x)*t, y + (p.y-y)*t}
	}
	return q
}

// leafPrint is cloth pounded with real leaves: soft prints with their veins.
func (p batik) leafPrint(a *artist, x0, y0, x1, y1 float64) {
	inks := []ink{p.one, p.two, mix(p.one, p.two, 0.5), mix(p.one, 0x7A4A6A, 0.4)}
	for range int((x1 - x0) * (y1 - y0) / 9000) {
		a.at(a.in(x0, x1), a.in(y0, y1), a.in(0.7, 1.35), a.in(0, 360), func() {
			c := inks[a.n(len(inks))]
			if a.yes(0.35) { // a compound leaf
				for i := range 5 {
					y := -50 + float64(i)*24
					a.wash(c, 0.5, leafShape(0, y, 46, y-18, 20), leafShape(0, y, -46, y-18, 20))
				}
				a.wash(c.dark(0.2), 0.6, stroke(poly(0, 70, 0, -76), 4, 2))
				return
			}
			o := leafShape(0, 70, 0, -76, 78)
			a.wash(c, 0.45, o)
			a.wash(c, 0.30, o.toward(0, 0, 0.8))
			a.wash(c.dark(0.25), 0.55, stroke(poly(0, 92, 0, -70), 4, 2))
			for i := range 5 {
				y := 46 - float64(i)*22
				a.wash(c.dark(0.2), 0.45, stroke(curve(0, y, 18, y-12, 30, y-26), 2.6, 1), stroke(curve(0, y, -18, y-12, -30, y-26), 2.6, 1))
			}
		})
	}
}

// shibori is folded, clamped and dipped: rows of pale diamonds bleeding out.
func (p batik) shibori(a *artist, x0, y0, x1, y1 float64) {
	j := 0
	for y := y0; y < y1+110; y += 110 {
		j++
		for x := x0 - float64(j%2)*80; x < x1+160; x += 160 {
			for i := range 4 {
				k := 1 - 0.22*float64(i)
				c := mix(p.ground, p.one, 0.25+0.25*float64(i))
				a.wash(c, 0.75, poly(x-72*k, y, x, y-50*k, x+72*k, y, x, y+50*k).rough(a.dice, 0.08))
			}
			a.wash(p.ground, 0.8, poly(x-16, y, x, y-11, x+16, y, x, y+11))
			for i := range 6 {
				t := -60 + float64(i)*24
				a.wash(p.one, 0.5, brush(poly(x+t, y-46+math.Abs(t)*0.6, x+t, y+46-math.Abs(t)*0.6), 4))
			}
		}
	}
}

// ovals are four seeds round a star.
func (p batik) ovals(a *artist) {
	for i := range 4 {
		a.at(0, 0, 1, 45+float64(i)*90, func() {
			a.fill(p.one, leafShape(12, 0, 74, 0, 46))
			a.fill(p.ground, leafShape(22, 0, 64, 0, 30))
			a.fill(p.two, leafShape(30, 0, 56, 0, 15))
		})
	}
	a.fill(p.two, star(0, 0, 4, 4, 13, 0))
	a.fill(p.one, oval(60, 0, 4, 4), oval(0, 60, 4, 4))
}

// slant is bands of hooks running across the cloth.
func (p batik) slant(a *artist, x0, y0, x1, y1 float64) {
	reach := math.Hypot(x1-x0, y1-y0) / 2
	a.at((x0+x1)/2, (y0+y1)/2, 1, -45, func() {
		for y := -reach; y < reach; y += 96 {
			a.fill(p.two, box(-reach, y+62, reach, y+70, 0), box(-reach, y+84, reach, y+92, 0))
			for x := -reach; x < reach; x += 62 {
				a.fill(p.one, blob(x, y, x+34, y+4, x+52, y+26, x+40, y+50, x+18, y+48, x+30, y+34, x+26, y+20, x+6, y+16))
				a.fill(p.two, oval(x+14, y+36, 6, 6))
				a.fill(p.one, oval(x+30, y+77, 4.5, 4.5))
			}
		}
	})
}
