package picture

// emblem is what is printed on souvenirs: never a face, but a place, a thing
// or a sign, chosen by kind.
func emblem(a *artist, kind int, c, d ink) {
	switch kind % 3 {
	case 0: // an old microphone before a rising sun
		a.fill(d, oval(0, -20, 120, 120))
		for k := range 16 {
			a.at(0, -20, 1, float64(k)*22.5, func() { a.fill(d, poly(128, -5, 168, 0, 128, 5)) })
		}
		a.fill(0x1E1A18, box(-46, -112, 46, 22, 44), box(-8, 20, 8, 74, 0), box(-44, 66, 44, 80, 6))
		a.line(0x1E1A18, 9, arc(0, -16, 66, 56, 0, 180, 20))
		for k := range 5 {
			a.fill(0xD9D2C4, box(-34, -94+float64(k)*20, 34, -84+float64(k)*20, 4))
		}
		a.fill(belimbing, box(-46, 2, 46, 12, 0))
		a.words(c, "BLITAR", 0, 122, 62, 240)
	case 1: // a joglo roof with its gate
		a.fill(c, poly(-150, -20, -84, -56, -50, -130, 50, -130, 84, -56, 150, -20), box(-110, -6, -92, 80, 0), box(-40, -6, -26, 80, 0), box(26, -6, 40, 80, 0), box(92, -6, 110, 80, 0), box(-140, 80, 140, 96, 0))
		a.fill(d, star(0, -92, 5, 9, 22, -90), poly(-96, -30, 96, -30, 84, -40, -84, -40))
		a.words(c, "BLITAR", 0, 162, 56, 240)
	default: // eight-pointed ring
		a.fill(c, star(0, 0, 8, 96, 140, 0))
		a.fill(d, star(0, 0, 8, 66, 104, 22))
		a.fill(c, oval(0, 0, 44, 44))
		a.fill(d, star(0, 0, 5, 12, 32, -90))
	}
}

func keyring(kind int) func(a *artist, s Subject, i int) {
	return func(a *artist, _ Subject, i int) {
		a.line(steel.dark(0.2), 16, arc(0, -250, 92, 92, 0, 360, 40))
		a.line(steel.light(0.5), 5, arc(-2, -252, 92, 92, 150, 300, 20))
		for k := range 3 {
			a.line(steel.dark(0.1), 9, arc(0, -146+float64(k)*34, 15, 22, 0, 360, 16))
		}
		c := []ink{0xC9A25E, 0x7A4A2A, 0xF1E7D6, wedelMid}[i%4]
		o := box(-170, -70, 170, 290, 50)
		a.shadow(14, 18, 14, 0.5, o)
		a.body(c, 18, o)
		a.dot(steel.dark(0.4), 0, -44, 14)
		k := sogaDark
		if c.bright() < 120 {
			k = 0xF1E7D6
		}
		a.at(0, 106, 1, 0, func() { emblem(a, kind+i, k, mix(c, chili, 0.75)) })
	}
}

func tee(kind int, first ink) func(a *artist, s Subject, i int) {
	return func(a *artist, s Subject, i int) {
		c := first
		if i > 0 {
			c = []ink{0xF1EADC, wedelMid, 0x3A3A38, 0x7A2A24}[i%4]
		}
		a.sewn(cutTee, batik{ground: c, one: paper, two: belimbing}, c)
		k, d := tinta, chili
		if c.bright() < 120 {
			k, d = 0xF4EBD8, belimbing
		}
		a.at(0, -50, 0.95, 0, func() { emblem(a, kind, k, d) })
	}
}

func mug(a *artist, _ Subject, i int) {
	c := []ink{0xF4EFE4, 0x35597B, 0xB5402F, 0x3F6A5A}[i%4]
	a.line(c.dark(0.15), 44, arc(206, -220, 96, 118, -80, 80, 24))
	a.line(c.light(0.3), 12, arc(204, -224, 104, 126, -70, 40, 20))
	o := blob(-200, -420, 0, -432, 200, -420, 204, -210, 186, -14, 0, 4, -186, -14, -204, -210)
	a.shadow(44, 14, 30, 0.5, o)
	a.body(c, 26, o)
	a.inside(func() {
		a.wash(c.dark(0.35), 0.2, o.moved(310, 0))
		k, d := sogaDark, chili
		if c.bright() < 130 {
			k, d = 0xF4EBD8, belimbing
		}
		a.at(-20, -200, 0.98, 0, func() { emblem(a, 1, k, d) })
		a.wash(paper, 0.5, brush(curve(-164, -380, -172, -210, -150, -50), 18))
	}, o)
	a.fill(c.light(0.3), oval(0, -422, 200, 38))
	a.fill(0x54301F, oval(0, -416, 180, 28))
	a.wash(0x8A5A3A, 0.6, brush(arc(0, -414, 140, 18, 190, 300, 16), 8))
}

func skullcap(a *artist, _ Subject, i int) {
	c := []ink{0xF1EADC, 0x3A3A38, wedelMid, 0x5E4630}[i%4]
	o := blob(-230, -30, -220, -190, -120, -290, 0, -310, 120, -290, 220, -190, 230, -30, 0, 24)
	a.shadow(44, 14, 30, 0.5, o)
	a.body(c, 26, o)
	a.inside(func() {
		for j := range 13 {
			y := -300 + float64(j)*26
			for k := range 19 {
				x := -240 + float64(k)*27 + float64(j%2)*13
				a.wash(c.dark(0.3), 0.55, stroke(arc(x, y, 12, 12, 20, 160, 6), 5, 5))
				a.wash(c.light(0.6), 0.5, stroke(arc(x-2, y-4, 10, 10, 20, 160, 6), 2.5, 2.5))
			}
		}
		d := []ink{wedelMid, belimbing, 0xF1EADC, 0xE9C98A}[i%4]
		for k := range 9 {
			x := -224 + float64(k)*56
			a.wash(d, 0.9, poly(x, -50, x+28, -84, x+56, -50, x+28, -16))
			a.fill(c, poly(x+16, -50, x+28, -64, x+40, -50, x+28, -36))
		}
		a.wash(0x2A160E, 0.12, o.moved(330, 0))
	}, o)
}

// invitation is a card with its envelope and a small gift.
func invitation(a *artist, _ Subject, i int) {
	c := []ink{0xF4ECDC, 0xE3D0B0, 0xDCE3DA}[i%3]
	d := []ink{0x8A2348, wedelMid, leafDark}[i%3]
	env := box(-300, -200, 200, 150, 6)
	a.at(0, 0, 1, -8, func() {
		a.shadow(14, 18, 16, 0.5, env)
		a.body(d, 10, env)
		a.body(d.light(0.12), 6, poly(-300, -200, 200, -200, -50, 10))
		a.body(belimbing.dark(0.1), 6, petals(-50, 0, 12, 30, 36, 0))
	})
	a.at(70, 50, 1, 7, func() {
		o := box(-190, -260, 190, 260, 8)
		a.shadow(14, 18, 16, 0.5, o)
		a.body(c, 8, o)
		a.line(d, 4, append(box(-166, -236, 166, 236, 6), pt{-166, -230}))
		for _, q := range [][3]float64{{-120, -190, 20}, {120, -190, -20}, {-120, 190, -20}, {120, 190, 20}} {
			for k := range 5 {
				a.at(q[0], q[1], 1, q[2]+float64(k)*72, func() { a.fill(leafMid, leafShape(12, 0, 60, 6, 22)) })
			}
			a.fill(d.light(0.3), petals(q[0], q[1], 6, 12, 30, 0))
			a.dot(belimbing, q[0], q[1], 9)
		}
		a.words(d, "UNDANGAN", 0, -20, 50, 280)
		a.line(d, 3, poly(-90, 16, 90, 16))
		a.smallWords(d, "Pernikahan", 0, 64, 40, 240)
	})
}

// hamper is a box of gifts from Blitar tied with a ribbon.
func hamper(a *artist, _ Subject, i int) {
	a.at(0, -10, 1, 0, func() {
		a.besekOpen(640, 330)
		a.at(-190, -130, 1, 0, func() {
			a.jar(190, 260, chili, label{}, piece{paint: nastar, c: 0xE7A83C, d: 0x5B2E10})
		})
		a.at(30, -120, 1, 0, func() {
			a.bottle(150, 400, 1, 0x2A1610, chili, label{big: "KECAP", c: paper, on: sogaDark, style: 0}, 0)
		})
		a.at(200, -130, 1, 0, func() {
			a.carton(170, 280, 60, wedelMid, label{big: "KOPI", small: "Blitar", c: paper, on: wedel, style: 2})
		})
		a.at(-60, -190, 0.7, -16, func() { a.huskParcel(0xEAD9AE) })
		a.at(115, -170, 0.66, 12, func() { a.huskParcel(0xEAD9AE) })
		a.besekFront(640, 230)
		r := []ink{0xB5302A, leafDark, wedelMid}[i%3]
		a.body(r, 6, box(-34, -240, 34, 4, 0))
		for _, m := range []float64{1, -1} {
			bow := blob(0, -200, 70*m, -276, 170*m, -260, 150*m, -180, 60*m, -170)
			a.drop(8, bow)
			a.body(r, 12, bow)
			tailR := poly(0, -190, 50*m, -190, 96*m, -60, 60*m, -76, 40*m, -50)
			a.body(r.dark(0.1), 6, tailR)
		}
		a.body(r.dark(0.1), 8, oval(0, -200, 34, 30))
	})
}

func souvenirRules() []rule {
	return []rule{
		{"gantungan", FamilySouvenir, thing{flat: true, draw: keyring(0), size: 1.2, hand: true, many: 4, detail: pt{0, 80}}},
		{"kaus majelis", FamilySouvenir, thing{flat: true, draw: tee(2, 0xF1EADC), size: 1.25, light: true, detail: pt{0, -80}}},
		{"kaus", FamilySouvenir, thing{flat: true, draw: tee(0, 0xB5302A), size: 1.25, detail: pt{0, -80}}},
		{"kaos", FamilySouvenir, thing{flat: true, draw: tee(1, 0x35597B), size: 1.25, detail: pt{0, -80}}},
		{"mug", FamilySouvenir, thing{draw: mug, size: 1.3, detail: pt{-20, -220}, hand: true, many: 4}},
		{"peci", FamilySouvenir, thing{draw: skullcap, size: 1.35, detail: pt{0, -140}, many: 4}},
		{"undangan", FamilySouvenir, thing{flat: true, draw: invitation, size: 1.2, detail: pt{60, 0}}},
		{"hampers", FamilySouvenir, thing{draw: hamper, size: 1.25, detail: pt{0, -230}}},
		{"parsel", FamilySouvenir, thing{draw: hamper, size: 1.25, detail: pt{0, -230}}},
		{"suvenir", FamilySouvenir, thing{flat: true, draw: keyring(1), size: 1.2, hand: true, many: 4}},
	}
}
