package picture

func mortar(a *artist, _ Subject, i int) {
	c := []ink{0x9C5A38, 0x6E6A66, 0xB5653A}[i%3]
	o := oval(0, 0, 290, 280)
	a.shadow(24, 30, 26, 0.55, o)
	a.body(c, 26, o)
	a.fill(c.dark(0.4), oval(0, 0, 232, 222))
	a.body(c.dark(0.12), 20, oval(6, 8, 222, 212))
	for r := 200.0; r > 30; r -= 34 {
		a.wash(c.dark(0.4), 0.35, stroke(arc(6, 8, r, r*0.95, 0, 360, 50), 4, 4))
	}
	if i == 0 {
		a.few(3, -80, 60, 70, 50, 54, piece{paint: chiliPod, c: chili})
		a.few(2, 40, 110, 50, 30, 40, piece{paint: shallot, c: 0xA8455A})
		a.few(2, -90, -70, 40, 30, 36, piece{paint: clove, c: 0xF2E8DA})
	}
	a.at(90, -40, 1, -36, func() {
		h := blob(-60, -46, 40, -58, 90, -30, 230, -26, 280, 0, 230, 26, 90, 30, 40, 58, -60, 46, -84, 0)
		a.shadow(16, 30, 14, 0.5, h)
		a.body(c.light(0.06), 18, h)
		a.wash(c.dark(0.4), 0.5, stroke(arc(40, 0, 20, 52, -80, 80, 10), 5, 5))
	})
}

func kendi(a *artist, _ Subject, i int) {
	c := []ink{0xB5653A, 0x8A4A2E, 0xC98358}[i%3]
	sp := blob(150, -260, 230, -330, 290, -400, 318, -384, 290, -300, 180, -180)
	a.body(c.dark(0.08), 12, sp)
	a.fill(c.dark(0.6), oval(304, -394, 17, 10))
	o := turned(96, 0, 110, -24, 96, -44, 190, -120, 222, -220, 150, -320, 60, -360, 48, -450, 84, -500, 66, -540, 20, -560)
	a.lathe(c, o, 0.22)
	a.inside(func() {
		for _, y := range []float64{-180, -262} {
			a.line(c.dark(0.4), 5, arc(0, y, 226, 36, 0, 180, 30))
		}
		for k := range 10 {
			x := -190 + float64(k)*42
			a.fill(c.light(0.45), leafShape(x, -150-(1-x*x/40000)*24+6, x, -212-(1-x*x/40000)*26+10, 19))
		}
		a.line(c.dark(0.4), 5, arc(0, -456, 60, 14, 0, 180, 20))
	}, o)
}

// moneyHen is a clay money box in the shape of a hen.
func moneyHen(a *artist, _ Subject, i int) {
	c := []ink{0xC9744A, 0xE0B04A, 0x6E9A7A, 0xD98E86}[i%4]
	for k := range 5 {
		a.at(190, -250, 1, -64+float64(k)*24, func() {
			a.body([]ink{c.dark(0.2), 0x2F7B7A, 0xB5302A}[k%3], 8, leafShape(0, 0, 40, -190, 70))
		})
	}
	o := blob(-150, -400, -80, -450, -10, -400, 30, -290, 150, -270, 240, -220, 220, -90, 120, -20, -60, 0, -180, -40, -230, -150, -200, -290)
	a.shadow(44, 14, 30, 0.45, blob(-180, -90, 200, -90, 250, 0, 0, 24, -170, 0))
	comb := blob(-140, -420, -150, -490, -110, -470, -90, -510, -60, -468, -30, -490, -36, -420)
	a.body(0xB5302A, 8, comb)
	a.body(c, 34, o)
	a.body(belimbing, 6, poly(-150, -390, -222, -358, -146, -338))
	a.body(0xB5302A, 6, blob(-160, -336, -130, -332, -128, -280, -152, -270, -170, -290))
	a.dot(paper, -104, -386, 17)
	a.dot(tinta, -108, -384, 10)
	wing := blob(-40, -220, 60, -240, 160, -180, 120, -100, 20, -80, -50, -130)
	a.drop(8, wing)
	a.body(c.light(0.2), 12, wing)
	for k := range 3 {
		a.line(c.dark(0.35), 6, arc(20+float64(k)*36, -160, 26, 50, 20, 140, 10))
	}
	a.fill(c.dark(0.65), box(60, -282, 150, -264, 8))
	for k := range 5 {
		a.at(-150+float64(k)*62, -60+float64(k%2)*16, 1, 0, func() {
			a.fill(0xF4EBD8, petals(0, 0, 6, 7, 22, 0))
			a.dot(belimbing, 0, 0, 7)
		})
	}
	a.wash(paper, 0.3, brush(curve(-180, -260, -200, -180, -180, -100), 20))
}

func flowerPot(a *artist, _ Subject, i int) {
	c := []ink{0xB5653A, 0xC98358, 0x8A4A2E}[i%3]
	o := poly(-190, -330, 190, -330, 140, 0, -140, 0)
	a.shadow(40, 14, 30, 0.5, o)
	a.body(c, 26, o)
	a.inside(func() {
		a.wash(c.dark(0.4), 0.4, o.moved(250, 0))
		for k := range 7 {
			a.at(-150+float64(k)*50, -170, 1, 0, func() {
				a.fill(c.light(0.4), stroke(arc(0, 0, 22, 26, 0, 360, 24), 6, 6))
				a.dot(c.light(0.4), 0, 0, 8)
			})
		}
		a.line(c.dark(0.4), 6, poly(-200, -216, 200, -216))
		a.line(c.dark(0.4), 6, poly(-200, -124, 200, -124))
	}, o)
	a.body(c.light(0.08), 12, box(-212, -392, 212, -318, 12))
	a.fill(0x4A3424, oval(0, -392, 196, 26))
	for k := range 15 {
		t := -75 + float64(k)*10.7
		a.at(0, -390, 1, t, func() {
			l := -a.in(170, 290)
			o := leafShape(0, 0, a.in(-20, 20), l, 52)
			a.body(a.near(leafMid, 0.25), 5, o)
			a.wash(leafPale, 0.7, stroke(poly(0, 0, 0, l*0.9), 3, 1))
		})
	}
}

func potteryRules() []rule {
	return []rule{
		{"cobek", FamilyPottery, thing{flat: true, draw: mortar, size: 1.25, many: 3}},
		{"kendi", FamilyPottery, thing{draw: kendi, size: 1.2, detail: pt{0, -260}}},
		{"celengan", FamilyPottery, thing{draw: moneyHen, size: 1.25, detail: pt{-70, -330}, many: 4}},
		{"pot", FamilyPottery, thing{draw: flowerPot, size: 1.05, detail: pt{0, -260}}},
		{"gerabah", FamilyPottery, thing{draw: kendi, size: 1.2, detail: pt{0, -260}}},
	}
}
