package picture

// drink is something liquid or pasted in a bottle or a jar: juice, sauce,
// honey, oil, milk, jamu, sambal.
type drink struct {
	form   int // see bottleForm
	c, cap ink
	bits   ink   // seeds or spice seen in it; 0 for none
	prop   piece // what it is made of
	glass  bool  // drunk from a glass, otherwise taken with a spoon
}

func (k drink) stand(a *artist, s Subject, h float64) {
	w := h * []float64{0.36, 0.32, 0.68, 0.44, 0.46}[k.form%5]
	a.bottle(w, h, k.form, k.c, k.cap, s.label, k.bits)
}

func (k drink) height() float64 {
	return []float64{790, 830, 640, 760, 720}[k.form%5]
}

func (k drink) paint(a *artist, s Subject, view int) {
	h := k.height()
	switch view {
	case 0:
		a.room(s.variant)
		switch {
		case k.glass:
			a.at(-110, 370, 1, 0, func() { k.stand(a, s, h) })
			a.at(200, 400, 1, 0, func() { a.glass(210, 310, k.c) })
		case s.variant%2 == 0:
			a.at(-60, 380, 1.05, 0, func() { k.stand(a, s, h) })
		default:
			a.at(-190, 290, 0.95, 0, func() { k.stand(a, s, h) })
			a.at(130, 390, 1, 0, func() { k.stand(a, s, h*0.94) })
		}
		a.few(6, 330, 400, 110, 50, 62, k.prop)
		a.few(2, -360, 420, 60, 30, 62, k.prop)
	case 1:
		a.flatlay(a.groundFor(k.c, 1))
		a.few(7, 300, -330, 180, 130, 76, k.prop)
		a.bowl(-20, 60, 320, pick(a.dice, ink(0xF1EADC), ink(0x35597B), clay), k.c)
		a.inside(func() {
			if k.bits != 0 {
				a.at(-20, 60, 1, 0, func() { a.specks(k.bits, 80, 240, 240, 9) })
			}
			a.wash(k.c.light(0.6), 0.5, brush(curve(-190, 20, -120, -110, 20, -150), 26))
		}, oval(-20, 60, 262, 262))
		a.at(40, 110, 1, -38, func() { a.spoon(pick(a.dice, ink(0x8A5A34), steel), 0) })
		a.wash(k.c.light(0.1), 0.9, blob(0, 110, 20, 82, 66, 80, 92, 108, 60, 138, 14, 136))
		a.few(3, -370, 380, 90, 60, 76, k.prop)
	case 2:
		a.plaster(pick(a.dice, ink(0xC7D0B4), ink(0xE3BE8F), ink(0xB9CAD6)))
		a.glow.window(0.1, 0.1, 0.1)
		a.held(s, h*0.42*0.5, func() { a.at(0, h*0.44, 0.86, 0, func() { k.stand(a, s, h) }) })
	default:
		a.room(s.variant + 4)
		a.at(-260, 250, 0.8, 0, func() { k.stand(a, s, h) })
		a.at(260, 255, 0.8, 0, func() { k.stand(a, s, h) })
		a.at(-90, 330, 0.88, 0, func() { k.stand(a, s, h) })
		a.at(120, 400, 0.95, 0, func() { k.stand(a, s, h) })
	}
}

// held paints something about 2w wide around (0,0) in a hand from below.
func (a *artist) held(s Subject, w float64, thing func()) {
	c := a.tone()
	a.at(0, -30, 1, a.in(-5, 5), func() {
		a.palmBehind(c, w*1.25, s.sleeve)
		a.at(0, 60, 1, 0, func() { a.fingersBehind(c.dark(0.06), w*0.92) })
		thing()
		a.at(0, 60, 1, 0, func() {
			for i := range 4 { // ends of the fingers come round the left edge
				y := -60 + float64(i)*52
				a.at(-w-14, y, 1, -4, func() {
					o := box(-10, -24, 52, 24, 24)
					a.drop(6, o)
					a.body(c, 9, o)
					a.fill(c.light(0.42), blob(24, -12, 42, -11, 47, 0, 42, 11, 24, 12))
				})
			}
		})
		a.at(w*0.25, 40, 1.0, 0, func() { a.thumbFront(c, w) })
	})
}

// powder is what is ground, dried or in grains, sold in a pouch or box.
type powder struct {
	p    piece // the grains
	fine ink   // colour of the heap under them
	pack packing
	cup  ink   // colour of the drink; 0 when it is not one
	prop piece // what it came from
}

// mound is a heap of fine stuff from above with grains on it.
func (k powder) mound(a *artist, x, y, r, size float64) {
	a.at(x, y, 1, 0, func() {
		o := lump(a.dice, 0, 0, r, r*0.86, 0.05)
		a.shadow(r*0.06, r*0.08, r*0.1, 0.45, o)
		a.body(k.fine, r*0.16, o)
		a.wash(k.fine.light(0.35), 0.5, lump(a.dice, -r*0.2, -r*0.22, r*0.42, r*0.34, 0.12))
		a.scatter(int(r*r/(size*size)*0.9), r*0.98, r*0.86, size, func(int) {
			a.at(0, 0, size/50, a.in(0, 360), func() { k.p.draw(a) })
		})
	})
}

func (k powder) paint(a *artist, s Subject, view int) {
	size := 17.0
	if k.p.crowd() > 1 {
		size = 26
	}
	prop := k.prop
	if prop.paint == nil {
		prop = k.p
	}
	switch view {
	case 0:
		a.room(s.variant)
		a.at(-130, 370, 1, 0, func() { a.packPlain(k.pack, 500, 770, s, k.p) })
		a.at(270, 370, 1, 0, func() {
			a.shadow(14, 18, 16, 0.5, oval(0, 60, 180, 60))
			c := ink(0x8A5A34)
			a.body(c, 14, blob(-180, 0, -120, 84, 0, 108, 120, 84, 180, 0))
			a.fill(c.dark(0.4), oval(0, 0, 178, 44))
			a.inside(func() {
				a.body(k.fine, 16, blob(-165, 8, -90, -46, 0, -78, 90, -48, 165, 8, 0, 40))
				a.scatter(46, 140, 40, size, func(int) {
					a.warp(0, -14, size/50, size/50*0.8, a.in(0, 360), func() { k.p.draw(a) })
				})
			}, blob(-172, 4, -90, -90, 0, -110, 90, -90, 172, 4, 0, 46))
		})
		a.few(4, 300, 465, 110, 20, 42, prop)
	case 1:
		a.flatlay(a.groundFor(k.fine, 2))
		if k.cup != 0 {
			a.cupTop(-90, -60, 225, pick(a.dice, ink(0xF4EFE2), ink(0x35597B), ink(0x7E9A86)), k.cup)
			k.mound(a, 310, 310, 190, size*1.6)
			a.few(6, -320, 390, 140, 60, 60, prop)
		} else {
			k.mound(a, 20, 30, 400, size*2.2)
			a.at(80, 40, 1.05, -40, func() { a.spoon(0x8A5A34, 0) })
			k.mound(a, 80, 40, 52, size)
			a.few(5, -330, -380, 140, 70, 68, prop)
		}
	case 2:
		a.plaster(pick(a.dice, ink(0xC7D0B4), ink(0xEBD7A8), ink(0xB9CAD6), ink(0xDDA98F)))
		a.glow.window(0.1, 0.1, 0.1)
		a.held(s, 205, func() { a.at(0, 300, 0.9, 0, func() { a.packPlain(k.pack, 450, 690, s, k.p) }) })
	default:
		a.room(s.variant + 4)
		for i, x := range []float64{-300, 0, 300} {
			a.at(x, 300+float64(i%2)*70, 0.62+0.08*float64(i%2), 0, func() { a.packPlain(k.pack, 450, 740, s, k.p) })
		}
		a.few(9, 0, 440, 400, 25, 40, prop)
	}
}

// packPlain is pack for goods too fine for a window.
func (a *artist) packPlain(k packing, w, h float64, s Subject, p piece) {
	if k == inPouch {
		s.variant = 3
	}
	a.pack(k, w, h, s, p)
}
