package picture

// tone picks a skin colour for a hand.
func (a *artist) tone() ink { return pick(a.dice, skin, ink(0xA56C45), ink(0xC68F63)) }

// fingersBehind are four finger ends showing at the left edge of something
// held, painted before it; the thing is about 2w wide around (0,0).
func (a *artist) fingersBehind(c ink, w float64) {
	for i := range 4 {
		y := -60 + float64(i)*52
		x := -w - 26 + float64((i-1)*(i-1))*4
		a.finger(c, x, y, w*0.9, -4)
	}
}

// finger is a rounded finger from its tip at (x,y) to the right.
func (a *artist) finger(c ink, x, y, l, deg float64) {
	a.at(x, y, 1, deg, func() {
		o := box(0, -25, l, 25, 25)
		a.body(c, 9, o)
		a.fill(c.light(0.42), blob(6, -9, 22, -13, 30, 0, 22, 12, 6, 9))
		a.wash(c.dark(0.35), 0.5, brush(poly(62, -14, 68, 14), 4))
	})
}

// palmBehind is the arm and the palm from below, painted before the thing held.
func (a *artist) palmBehind(c ink, w float64, sleeve ink) {
	arm := blob(-w*0.25, 60, w*0.75, 40, w*1.12, 130, w*1.0, 330, w*1.05, 700, w*0.1, 700, w*0.02, 340, -w*0.2, 220)
	a.shadow(22, 16, 30, 0.35, arm)
	a.body(c, 16, arm)
	a.body(sleeve, 16, blob(-w*0.08, 430, w*0.5, 400, w*1.22, 425, w*1.3, 720, -w*0.15, 720))
	a.dash(sleeve.light(0.6), 5, 16, 12, curve(-w*0.06, 448, w*0.5, 420, w*1.2, 444))
}

// thumbFront is the thumb laid over the thing held, from the right.
func (a *artist) thumbFront(c ink, w float64) {
	o := blob(w*0.22, 4, w*0.34, -34, w*0.6, -38, w*1.05, 10, w*1.18, 130, w*0.98, 190, w*0.8, 110, w*0.5, 44)
	a.drop(9, o)
	a.body(c, 12, o)
	a.fill(c.light(0.42), blob(w*0.26, 0, w*0.33, -26, w*0.47, -28, w*0.46, -6, w*0.34, 10))
	a.wash(c.dark(0.35), 0.5, brush(curve(w*0.72, -14, w*0.74, 10, w*0.7, 30), 4))
}

// reach is a hand coming from the lower right that pinches at (0,0).
func (a *artist) reach(sleeve ink) {
	c := a.tone()
	arm := blob(150, 70, 240, 60, 330, 150, 470, 330, 640, 560, 420, 640, 300, 440, 200, 290, 130, 190)
	a.shadow(26, 34, 30, 0.4, arm)
	for i, y := range []float64{150, 105} {
		a.at(70+float64(i)*14, y+30, 1, 24, func() { a.finger(c.dark(0.1), -20, 0, 150, 0) })
	}
	a.body(c, 16, arm)
	index := blob(-6, -22, 16, -40, 80, -10, 190, 40, 230, 110, 150, 110, 60, 40, 6, 4)
	thumb := blob(-14, 6, 2, -6, 40, 24, 110, 110, 190, 190, 150, 240, 90, 190, 30, 90)
	a.body(c, 12, thumb)
	a.body(c.light(0.06), 12, index)
	a.fill(c.light(0.45), blob(-2, -22, 12, -34, 30, -26, 24, -14, 8, -12))
	a.wash(c.dark(0.35), 0.5, brush(curve(104, -4, 112, 20, 104, 44), 4))
	a.body(sleeve, 16, blob(330, 330, 450, 270, 520, 250, 900, 620, 700, 900, 480, 640, 350, 440))
	a.dash(sleeve.light(0.6), 5, 16, 12, curve(352, 420, 420, 350, 512, 272))
}

// coin is a plain coin for scale.
func (a *artist) coin(x, y, r float64) {
	a.shadow(4, 6, 6, 0.5, oval(x, y, r, r))
	a.body(steel, r*0.12, oval(x, y, r, r))
	a.wash(steel.dark(0.4), 0.7, stroke(arc(x, y, r*0.82, r*0.82, 0, 360, 40), 3, 3))
	a.words(steel.dark(0.5), "500", x, y+r*0.24, r*0.66, r*1.3)
}

// spoon lies with its bowl at (0,0) and the handle up and to the right.
func (a *artist) spoon(c ink, deg float64) {
	a.at(0, 0, 1, deg, func() {
		h := stroke(curve(40, 0, 180, -6, 420, 2), 20, 30)
		b := blob(-72, 0, -40, -44, 30, -42, 66, 0, 30, 42, -40, 44)
		a.drop(12, h, b)
		a.body(c, 6, box(400, -18, 440, 20, 16), h)
		a.body(c, 9, b)
		a.fill(c.dark(0.22), blob(-54, 2, -30, -30, 24, -28, 48, 2, 24, 32, -30, 33))
		a.wash(c.light(0.8), 0.7, brush(arc(-2, 0, 48, 34, 195, 265, 10), 8))
	})
}

// ruler is a wooden ruler from (0,0) to the right, in 20 marks.
func (a *artist) ruler(deg, l float64) {
	a.at(0, 0, 1, deg, func() {
		b := box(0, -26, l, 26, 3)
		a.shadow(6, 8, 8, 0.5, b)
		a.body(0xE4BE6C, 4, b)
		n := int(l / 22)
		for i := 1; i < n; i++ {
			h := 14.0
			if i%5 == 0 {
				h = 26
			}
			x := float64(i) * 22
			a.line(sogaDark, 2.5, poly(x, -25, x, -25+h))
			if i%10 == 0 {
				a.words(sogaDark, itoa(i), x, 20, 22, 40)
			}
		}
	})
}

func itoa(i int) string {
	if i < 10 {
		return string(rune('0' + i))
	}
	return itoa(i/10) + itoa(i%10)
}
