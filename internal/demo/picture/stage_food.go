package picture

// snack is dry food in pieces: fried, baked, boiled down or dried.
type snack struct {
	p    piece
	pack packing
	prop piece // what it is made of or seasoned with, strewn beside it
}

// packing says in what the pieces are sold.
type packing int

const (
	inPouch packing = iota
	inBag
	inJar
	inCarton
	inSack
)

// grounds under food: dark food on light grounds and the other way round.
func (a *artist) groundFor(c ink, view int) ground {
	if c.bright() < 125 {
		return []ground{groundChalk, groundHusk, groundLinen, groundSage, groundTile, groundBamboo}[(a.n(6)+view)%6]
	}
	return []ground{groundPlanks, groundIndigo, groundSage, groundClay, groundPlanks, groundTile}[(a.n(6)+view)%6]
}

func (a *artist) pack(k packing, w, h float64, s Subject, p piece) {
	c, l := s.wrap, s.label
	switch k {
	case inBag:
		l.c = c.readable()
		a.clearBag(w, h*0.98, c, l, p)
	case inJar:
		a.jar(w*0.98, h*0.92, c, l, p)
	case inCarton:
		a.carton(w*0.9, h*0.85, w*0.3, c, l)
	case inSack:
		a.sack(w, h*0.95, pick(a.dice, ink(0xE8DCC4), ink(0xDCC9A2), paper), l)
	default:
		a.pouch(w, h, c, l, p, s.variant)
	}
}

// few lays n pieces loosely on a table seen from the front.
func (a *artist) few(n int, x, y, rx, ry, size float64, p piece) {
	a.at(x, y, 1, 0, func() {
		a.scatter(n, rx, ry, size*1.8, func(int) {
			a.warp(0, 0, size/50, size/50*0.8, 0, func() {
				a.at(0, 0, 1, a.in(-30, 30), func() { p.draw(a) })
			})
		})
	})
}

// dishOf puts a heap on one of several dishes seen from above.
func (a *artist) dishOf(kind int, x, y, r, size float64, p piece) {
	switch kind % 4 {
	case 0:
		a.tampah(x, y, r)
		a.heap(x, y, r*0.68, r*0.66, size, p)
	case 1:
		c := pick(a.dice, ink(0xF4EFE2), ink(0xC9D9E6), ink(0x2F4F6E), ink(0x8FA58A))
		a.plate(x, y, r, c, pick(a.dice, wedelMid, soga, c.dark(0.3)))
		a.heap(x, y, r*0.6, r*0.58, size, p)
	case 2:
		a.bananaLeaf(x, y, r*2.1, r*1.75, a.in(-25, 25))
		a.heap(x, y, r*0.66, r*0.55, size, p)
	default:
		a.bowl(x, y, r*0.9, pick(a.dice, ink(0x7A5232), ink(0xEEE6D6), ink(0x35597B), clay), p.c.dark(0.4))
		a.inside(func() { a.heap(x, y, r*0.72, r*0.7, size, p) }, oval(x, y, r*0.83, r*0.83))
	}
}

func (k snack) paint(a *artist, s Subject, view int) {
	p := k.p
	prop := k.prop
	if prop.paint == nil {
		prop = p
	}
	size := a.in(46, 54)
	switch view {
	case 0:
		switch s.variant % 3 {
		case 0:
			a.flatlay(a.groundFor(p.c, 0))
			a.few(7, -330, 330, 150, 110, 38, prop)
			a.dishOf(s.variant/3, a.in(-10, 50), a.in(-40, 10), 385, size, p)
			if k.prop.paint != nil {
				a.few(4, 370, -390, 100, 70, 36, prop)
			}
		case 1:
			a.room(s.variant)
			a.at(-120, 380, 1, 0, func() { a.pack(k.pack, 510, 790, s, p) })
			a.few(11, 285, 345, 180, 95, size*1.15, p)
			if k.prop.paint != nil {
				a.few(3, 330, 445, 100, 20, 44, prop)
			}
		default:
			a.room(s.variant)
			a.at(190, 290, 1, 0, func() { a.pack(k.pack, 450, 730, s, p) })
			a.frontDish(-165, 350, 300, size, p)
			if k.prop.paint != nil {
				a.few(3, 330, 390, 100, 35, 38, prop)
			}
		}
	case 1:
		a.flatlay(a.groundFor(p.c, 3))
		a.at(60, 60, 1, -14, func() { a.heap(0, 0, 600, 440, 96, p) })
		if k.prop.paint != nil {
			a.few(3, -360, -400, 110, 60, 74, prop)
		}
	case 2:
		a.flatlay(a.groundFor(p.c, 5))
		a.dishOf(s.variant+1, -150, -120, 300, size, p)
		a.coin(-330, 350, 42)
		a.few(3, -190, 330, 70, 40, 45, p)
		a.at(150, 60, 1, 0, func() {
			a.at(-8, -14, 0.98, 20, func() { p.draw(a) })
			a.reach(s.sleeve)
		})
	default:
		a.room(s.variant + 5)
		a.at(-285, 250, 0.85, 0, func() { a.pack(k.pack, 430, 720, s, p) })
		a.at(275, 265, 0.85, 0, func() { a.pack(k.pack, 430, 720, s, p) })
		a.at(0, 400, 1, 0, func() { a.pack(k.pack, 450, 740, s, p) })
	}
}

// frontDish is a shallow dish seen from the front with a pile on it.
func (a *artist) frontDish(x, y, r, size float64, p piece) {
	c := pick(a.dice, ink(0xF0E8D8), ink(0x6E92B4), ink(0x9C6B41), ink(0x4E7A6B))
	a.shadow(r*0.1, r*0.1, r*0.14, 0.55, oval(x, y, r, r*0.32))
	a.body(c.dark(0.25), r*0.03, blob(x-r, y-r*0.02, x-r*0.6, y+r*0.27, x, y+r*0.36, x+r*0.6, y+r*0.27, x+r, y-r*0.02, x, y-r*0.2))
	a.fill(c, oval(x, y, r, r*0.3))
	a.fill(c.dark(0.3), oval(x, y+r*0.02, r*0.9, r*0.25))
	for _, row := range []struct{ y, w, n float64 }{{0, 0.72, 10}, {-0.1, 0.66, 9}, {-0.22, 0.5, 7}, {-0.36, 0.34, 5}, {-0.48, 0.16, 2}} {
		n := int(row.n * 44 / size / p.crowd() * r / 270)
		a.few(max(n, 1), x, y+row.y*r, row.w*r, r*0.09, size, p)
	}
}

// parcels is wajik in sewn corn husk, five to a string.
type parcels struct{ filling ink }

// huskParcel is one parcel 150 by 230 around (0,0).
func (a *artist) huskParcel(c ink) {
	o := blob(-72, -96, -40, -116, 40, -114, 74, -98, 80, 0, 73, 98, 38, 116, -42, 114, -74, 96, -79, 0)
	a.shadow(9, 12, 12, 0.5, o)
	a.body(c, 12, o)
	a.inside(func() {
		for i := range 9 {
			x := -70 + float64(i)*17.5 + a.in(-5, 5)
			s := curve(x*0.8, -118, x*1.05, -40, x*1.08, 40, x*0.8, 118)
			a.wash(c.dark(0.38), a.in(0.3, 0.7), stroke(s, 2.6, 1.8))
			a.wash(c.light(0.7), 0.5, stroke(s.moved(5, 0), 3, 2))
		}
		a.wash(c.dark(0.3), 0.28, box(-90, -120, 90, -76, 0), box(-90, 78, 90, 120, 0))
		a.wash(0x8FA05C, 0.22, brush(curve(a.in(-50, 50), -110, a.in(-30, 30), 0, a.in(-50, 50), 110), 34))
	}, o)
	a.dash(brick, 6, 15, 10, curve(-78, -70, 0, -66, 78, -71))
	a.dash(brick, 6, 15, 10, curve(-78, 72, 0, 68, 78, 73))
}

func (a *artist) renteng(n int, bend float64) {
	for i := range n {
		t := float64(i) - float64(n-1)/2
		a.at(t*157, bend*t*t+a.in(-8, 8), 1, t*a.in(1, 4), func() { a.huskParcel(a.near(0xEAD9AE, 0.08)) })
	}
	s := outline{}
	for i := range n * 4 {
		t := (float64(i)/4 - float64(n-1)/2 - 0.4)
		s = append(s, pt{t * 157, bend*t*t - 88})
	}
	a.line(brick.dark(0.2), 5, s)
	a.line(brick.dark(0.2), 5, curve(s[0].x, s[0].y, s[0].x-40, s[0].y-20, s[0].x-30, s[0].y-70))
}

// wajik is a diamond of sticky rice in palm sugar.
func wajikCut(a *artist, c, _ ink) {
	o := poly(-54, 4, 0, -34, 54, 2, 0, 40)
	a.drop(8, poly(-54, 4, 0, -34, 54, 2, 54, 16, 0, 54, -54, 18))
	a.fill(c.dark(0.35), poly(-54, 4, 0, 40, 54, 2, 54, 16, 0, 54, -54, 18))
	a.body(c, 4, o)
	a.inside(func() {
		for range 22 {
			a.at(a.in(-46, 42), a.in(-30, 34), 1, a.in(0, 180), func() { a.wash(c.light(0.35), 0.7, oval(0, 0, 7, 3.6)) })
		}
	}, o)
}

func (k parcels) paint(a *artist, s Subject, view int) {
	cut := piece{paint: wajikCut, c: k.filling}
	switch view {
	case 0:
		a.flatlay([]ground{groundPlanks, groundIndigo, groundSage}[s.variant%3])
		a.at(0, -110, 1.08, -5, func() { a.renteng(5, 9) })
		a.few(6, 120, 260, 210, 75, 50, cut)
		a.at(-330, 300, 1.05, 12, func() { a.huskParcel(0xEAD9AE) })
	case 1:
		a.flatlay(groundLinen)
		a.at(0, 20, 2.6, -9, func() {
			o := blob(-150, -80, -60, -112, 60, -104, 150, -70, 156, 50, 70, 106, -60, 112, -152, 62)
			a.shadow(8, 10, 10, 0.5, o)
			a.body(0xE4D09D, 9, o)
			a.inside(func() { a.husk(0xE4D09D, -160, -120, 160, 120) }, o)
			a.heap(0, 6, 92, 60, 44, cut)
			a.dash(brick, 5, 13, 9, curve(-148, -60, -142, 0, -150, 54))
		})
	case 2:
		a.flatlay(groundTile)
		a.at(-120, -150, 0.9, 8, func() { a.renteng(3, 14) })
		a.coin(-300, 330, 44)
		a.at(80, 60, 1, 0, func() {
			a.at(-40, 20, 0.9, 24, func() { a.huskParcel(0xEAD9AE) })
			a.at(50, 70, 1, 0, func() { a.reach(s.sleeve) })
		})
	default:
		a.room(s.variant + 3)
		a.at(0, 60, 1.1, 0, func() {
			a.at(0, 300, 1, 0, func() { a.besekOpen(820, 300) })
			for i := range 3 {
				a.at(0, 10+float64(i)*50, 0.86+0.04*float64(i), 0, func() { a.renteng(5, 4) })
			}
			a.at(0, 300, 1, 0, func() { a.besekFront(820, 190) })
		})
	}
}

// besekOpen is the back and the inside of an open bamboo box standing on (0,0).
func (a *artist) besekOpen(w, h float64) {
	c := ink(0xD9B878)
	a.shadow(30, 20, 40, 0.5, poly(-w/2, -h*0.5, w/2, -h*0.5, w*0.55, 10, -w*0.5, 10))
	a.plaited(poly(-w*0.47, -h, w*0.47, -h, w*0.5, -h*0.3, -w*0.5, -h*0.3), c.dark(0.25), 34)
}

// besekFront is the front of it, painted over the contents.
func (a *artist) besekFront(w, h float64) {
	a.plaited(poly(-w*0.5, -h, w*0.5, -h, w*0.48, 0, -w*0.48, 0), 0xD9B878, 38)
	a.body(0xC99F5C, 5, box(-w*0.515, -h-16, w*0.515, -h+18, 8))
	a.wash(0x2A160E, 0.15, poly(w*0.3, -h, w*0.5, -h, w*0.48, 0, w*0.3, 0))
}
