package picture

import "math"

func vase(a *artist, _ Subject, i int) {
	c := []ink{0x5A3320, 0x7A4A2A, 0x3E2418}[i%3]
	o := turned(110, 0, 118, -20, 100, -60, 170, -190, 184, -280, 120, -410, 70, -480, 96, -540)
	a.lathe(c, o, 0.4)
	a.grainUp(c, o)
	a.fill(c.dark(0.5), oval(0, -540, 94, 18))
	a.inside(func() {
		for _, y := range []float64{-60, -300, -318, -470} {
			a.wash(c.dark(0.5), 0.6, stroke(arc(0, y-20, 230, 40, 0, 180, 20), 5, 5))
		}
	}, o)
	if i == 0 {
		for k, x := range []float64{-60, 10, 70} {
			a.line(0x8A7A4A, 6, curve(0, -540, x*0.6, -640, x*1.6, -740+float64(k%2)*50))
			for j := range 6 {
				t := float64(j) / 6
				a.fill(0xD9B25A, leafShape(x*(0.6+t), -640-t*90, x*(0.6+t)+a.in(-30, 30), -690-t*90, 16))
			}
		}
	}
}

// grainUp draws the grain of turned wood.
func (a *artist) grainUp(c ink, o outline) {
	a.inside(func() {
		for range 16 {
			x := a.in(-180, 180)
			a.wash(c.dark(0.4), a.in(0.15, 0.4), brush(curve(x*0.6, 0, x, -200, x*0.9, -320, x*0.4, -560), a.in(3, 8)))
		}
	}, o)
}

func chess(a *artist, _ Subject, _ int) {
	b := box(-300, -300, 300, 300, 8)
	a.shadow(20, 26, 24, 0.55, b)
	a.body(0x6B3A1E, 14, b)
	for j := range 8 {
		for i := range 8 {
			c := ink(0xE3C48E)
			if (i+j)%2 == 1 {
				c = 0x6E3E20
			}
			x, y := -264+float64(i)*66, -264+float64(j)*66
			a.fill(a.near(c, 0.06), box(x, y, x+66, y+66, 0))
		}
	}
	man := func(x, y float64, c ink, tall bool) {
		a.at(x, y, 1, 0, func() {
			h := 62.0
			if tall {
				h = 92
			}
			o := turned(26, 20, 24, 8, 12, -6, 10, -h*0.5, 16, -h*0.66, 11, -h*0.76, 12, -h*0.9, 2, -h)
			a.drop(12, o)
			a.body(c, 6, o)
			a.wash(c.light(0.7), 0.5, brush(curve(-8, 8, -4, -20, -6, -h*0.8), 5))
		})
	}
	for i := range 8 {
		x := -231 + float64(i)*66
		man(x, -226, 0x3A2014, true)
		if i != 3 {
			man(x, -160, 0x3A2014, false)
		}
	}
	man(-33, -30, 0x3A2014, false)
	man(33, 36, 0xEBD3A2, false)
	for i := range 8 {
		x := -231 + float64(i)*66
		if i != 4 {
			man(x, 172, 0xEBD3A2, false)
		}
		man(x, 238, 0xEBD3A2, true)
	}
}

func yoyo(a *artist, _ Subject, i int) {
	c := []ink{0xC8322F, belimbing, 0x2F6F8A, leafMid, 0xB5743A}[i%5]
	a.line(0xF4EBD8, 6, curve(0, -180, 60, -280, -60, -330, 30, -400))
	o := oval(0, 0, 210, 210)
	a.shadow(22, 26, 20, 0.5, o)
	a.body(0xB98A54, 26, o)
	a.wash(0x8A5A30, 0.4, stroke(arc(0, 0, 190, 190, 0, 360, 50), 5, 5), stroke(arc(10, 4, 160, 150, 0, 360, 50), 4, 4))
	a.body(c, 12, oval(0, 0, 150, 150))
	a.fill(0xF4EBD8, stroke(arc(0, 0, 120, 120, 0, 360, 50), 12, 12))
	a.fill(0xF4EBD8, star(0, 0, 5, 34, 80, -90))
	a.body(0x7A4A2A, 6, oval(0, 0, 22, 22))
	a.wash(paper, 0.4, brush(arc(0, 0, 172, 172, 195, 260, 20), 20))
}

func ashtray(a *artist, _ Subject, i int) {
	c := []ink{0x7A4628, 0x9C6B41, 0x54301F}[i%3]
	o := oval(0, 0, 260, 260)
	a.shadow(22, 28, 24, 0.55, o)
	a.body(c, 26, o)
	for r := 250.0; r > 170; r -= 14 {
		a.wash(c.dark(0.35), 0.35, stroke(arc(a.in(-4, 4), 0, r, r, 0, 360, 60), 4, 4))
	}
	a.fill(c.dark(0.5), oval(0, 0, 172, 172))
	a.body(c.dark(0.2), 16, oval(6, 8, 162, 162))
	for i := range 4 {
		a.at(0, 0, 1, 45+float64(i)*90, func() {
			a.fill(c.dark(0.45), box(158, -20, 268, 20, 18))
			a.wash(c.light(0.3), 0.4, box(160, 8, 262, 18, 5))
		})
	}
	for r := 130.0; r > 20; r -= 24 {
		a.wash(c.dark(0.5), 0.35, stroke(arc(6, 8, r, r, 0, 360, 50), 3, 3))
	}
	a.wash(paper, 0.3, brush(arc(0, 0, 216, 216, 190, 270, 20), 16))
}

func beads(a *artist, _ Subject, i int) {
	c := []ink{0x6B3A1E, 0x3E2418, 0x9C6B41}[i%3]
	for k := range 99 {
		t := 2 * math.Pi * float64(k) / 99
		r := 205 + 36*math.Sin(3*t+0.6) + 16*math.Sin(5*t)
		x, y := r*math.Cos(t), r*0.9*math.Sin(t)-40
		b := oval(x, y, 13, 13)
		a.drop(6, b)
		k2 := c
		if k%33 == 0 {
			k2 = belimbing.dark(0.2)
		}
		a.body(k2, 5, b)
		a.wash(paper, 0.5, oval(x-4, y-5, 3, 2.4))
	}
	a.body(c, 5, box(-12, 170, 12, 226, 10))
	for k := range 9 {
		a.line(leafDark, 4, curve(0, 224, -16+float64(k)*4, 260, -28+float64(k)*7, 316))
	}
	a.body(belimbing, 3, box(-14, 226, 14, 240, 4))
}

// panji is a carved dance mask, an invented calm face.
func panji(a *artist, _ Subject, i int) {
	c := []ink{0xF1E7D6, 0xB5302A, 0xE0B04A, 0x6E9A7A}[i%4]
	o := blob(0, -290, 130, -260, 190, -120, 176, 40, 110, 200, 0, 280, -110, 200, -176, 40, -190, -120, -130, -260)
	a.shadow(24, 26, 24, 0.55, o)
	crown := blob(-196, -150, -210, -270, -120, -300, -80, -350, 0, -400, 80, -350, 120, -300, 210, -270, 196, -150, 100, -224, 0, -246, -100, -224)
	a.body(0xC9962E, 16, crown)
	a.body(c, 30, o)
	a.inside(func() {
		a.fill(0x2A1A14, blob(-200, -300, 200, -300, 210, -150, 120, -216, 0, -196, -120, -216, -210, -150))
	}, o)
	a.body(0xC9962E, 12, blob(-190, -230, 0, -262, 190, -230, 180, -190, 0, -222, -180, -190))
	for k := range 9 {
		x := -160 + float64(k)*40
		a.at(x, -212-26*math.Cos(x/130), 1, 0, func() { a.fill([]ink{0xB5302A, 0x2F6A5E}[k%2], petals(0, 0, 5, 6, 15, 0)) })
	}
	for k := range 5 {
		a.at(-120+float64(k)*60, -300-30*math.Cos((float64(k)-2)*0.8), 1, 0, func() {
			a.fill(0xB5302A, leafShape(0, 24, 0, -40, 30))
			a.dot(0xF4E3B0, 0, 0, 7)
		})
	}
	for _, m := range []float64{1, -1} {
		a.warp(0, 0, m, 1, 0, func() {
			a.fill(0x2A1A14, brush(curve(28, -100, 80, -140, 160, -104), 14))
			a.fill(0x2A1A14, blob(34, -34, 80, -62, 146, -40, 90, -22))
			a.fill(0xF6EEDD, blob(50, -36, 84, -52, 128, -40, 88, -28))
			a.dot(0x2A1A14, 88, -40, 11)
			a.wash(c.dark(0.3), 0.4, brush(curve(60, 60, 104, 90, 96, 140), 16))
		})
	}
	a.body(c.light(0.1), 10, blob(-16, -90, 16, -90, 30, 40, 22, 68, 0, 76, -22, 68, -30, 40))
	a.fill(0x8A1F1C, blob(-62, 128, -24, 112, 0, 120, 24, 112, 62, 128, 24, 154, 0, 158, -24, 154))
	a.wash(0x4A0F0C, 0.8, brush(curve(-58, 129, 0, 138, 58, 129), 6))
	a.wash(paper, 0.3, brush(curve(-120, -10, -130, 60, -96, 140), 22))
}

// puppet is an invented shadow puppet figure with a lamp's glow behind it.
func puppet(a *artist, _ Subject, i int) {
	gold, dark := ink(0xD9A32E), []ink{0x2A1A14, 0x5E1F22, 0x1F3F4A}[i%3]
	a.line(0x5B3A22, 12, curve(0, 0, -10, -120, 10, -320, 0, -560))
	belly := blob(-40, -470, 60, -460, 120, -360, 110, -240, 20, -190, -80, -220, -110, -320, -90, -420)
	a.drop(10, belly)
	a.body(dark, 10, belly)
	a.body(gold, 6, blob(-110, -250, 0, -214, 112, -250, 130, -150, 90, -80, 0, -96, -80, -76, -130, -150))
	for k := range 9 {
		a.fill(dark, stroke(poly(-104+float64(k)*26, -232, -110+float64(k)*27, -96), 5, 5))
	}
	for _, x := range []float64{-54, 50} {
		a.body(dark, 6, blob(x-24, -96, x+22, -96, x+26, -20, x+70, -8, x+66, 8, x-22, 8))
	}
	head := blob(-70, -600, -10, -640, 50, -610, 66, -560, 92, -544, 66, -524, 54, -486, 0, -460, -60, -480, -84, -540)
	a.drop(10, head)
	a.body(0xF0E2C6, 10, head)
	a.fill(dark, blob(-84, -560, -70, -620, -10, -660, 40, -640, 20, -600, -30, -590, -50, -530, -60, -480, -92, -510))
	a.body(gold, 5, blob(-40, -640, 0, -720, 26, -640))
	a.fill(dark, brush(curve(14, -568, 34, -576, 54, -566), 8))
	a.line(0x8A1F1C, 6, arc(44, -524, 20, 12, 20, 150, 8))
	arm := func(x1, y1, x2, y2 float64) {
		a.body(dark.light(0.12), 5, stroke(curve(60, -430, x1, y1, x2, y2), 30, 20))
		a.body(gold, 3, oval(x1, y1, 19, 19))
		a.body(gold, 3, oval(x2, y2, 15, 15))
		a.fill(0xF0E2C6, leafShape(x2, y2, x2+40, y2-24, 14), leafShape(x2, y2, x2+44, y2+2, 12))
		a.line(0x5B3A22, 6, poly(x2, y2, x2+10, -10))
	}
	arm(170, -330, 230, -460)
	arm(-150, -320, -60, -210)
	for range 22 {
		a.dot(gold, a.in(-80, 90), a.in(-440, -260), 5)
	}
	a.body(gold, 4, stroke(curve(-70, -450, 10, -410, 76, -446), 20, 20))
}

// temple is a small carved stepped temple of our own proportions.
func temple(a *artist, _ Subject, i int) {
	c := []ink{0x9A8E7C, 0xA8703E, 0x6E6A66}[i%3]
	tier := func(w, y0, y1 float64) {
		f := box(-w, y1, w, y0, 2)
		a.body(c, 8, f)
		a.wash(c.dark(0.4), 0.6, box(w*0.72, y1, w, y0, 0))
		a.wash(c.light(0.6), 0.6, box(-w, y1, w, y1+6, 0))
	}
	a.shadow(40, 14, 30, 0.5, poly(-280, -100, 280, -100, 330, 10, -280, 10))
	tier(280, 0, -56)
	tier(250, -56, -86)
	tier(214, -86, -160)
	for x := -196.0; x < 200; x += 44 {
		a.fill(c.dark(0.35), box(x, -146, x+30, -100, 2))
		a.fill(c.light(0.2), petals(x+15, -123, 6, 4, 11, 0))
	}
	tier(226, -160, -180)
	tier(150, -180, -330)
	a.fill(c.dark(0.6), blob(-38, -180, -38, -270, 0, -300, 38, -270, 38, -180, 0, -176))
	a.fill(c.light(0.15), star(0, -306, 7, 10, 24, 0))
	for _, x := range []float64{-110, 110} {
		a.fill(c.dark(0.4), box(x-24, -280, x+24, -196, 12))
		a.fill(c.light(0.1), blob(x-12, -200, x-8, -250, x, -268, x+8, -250, x+12, -200))
	}
	tier(176, -330, -352)
	for k := range 5 {
		w := 150 - float64(k)*26
		y := -352 - float64(k)*44
		tier(w, y, y-36)
		tier(w+10, y-30, y-44)
	}
	a.body(c, 8, blob(-30, -572, 30, -572, 22, -610, 0, -650, -22, -610))
	a.fill(c.dark(0.35), poly(-54, 0, 54, 0, 44, -86, -44, -86))
	for k := range 5 {
		a.wash(c.light(0.5), 0.7, box(-52+float64(k)*2, -14-float64(k)*17, 52-float64(k)*2, -8-float64(k)*17, 0))
	}
}

func woodRules() []rule {
	return []rule{
		{"catur", FamilyWood, thing{flat: true, draw: chess, size: 1.2, detail: pt{-80, 180}, many: 1}},
		{"vas", FamilyWood, thing{draw: vase, size: 1.05, detail: pt{0, -380}}},
		{"yoyo", FamilyWood, thing{flat: true, draw: yoyo, size: 1.3, hand: true, many: 4}},
		{"asbak", FamilyWood, thing{flat: true, draw: ashtray, size: 1.25, hand: true, many: 3}},
		{"topeng", FamilyFigure, thing{flat: true, draw: panji, size: 1.1, detail: pt{0, -60}}},
		{"wayang", FamilyFigure, thing{draw: puppet, size: 1.05, detail: pt{30, -480}}},
		{"miniatur", FamilyFigure, thing{draw: temple, size: 1.05, detail: pt{0, -240}}},
		{"tasbih", FamilyWood, thing{flat: true, draw: beads, size: 1.3, hand: true, light: false}},
		{"kayu", FamilyWood, thing{draw: vase, size: 1.05, detail: pt{0, -380}}},
	}
}
