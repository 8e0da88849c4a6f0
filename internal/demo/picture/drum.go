package picture

// jimbe is a goblet drum standing on (0,0), about 600 high.
func jimbe(wood ink, deco int) func(a *artist, s Subject, i int) {
	return func(a *artist, s Subject, i int) {
		c := wood
		if i > 0 {
			c = []ink{0x6B2F1A, 0x8A5A34, 0x3E2418}[i%3]
		}
		rope := ink(0xEFE3C8)
		if (deco+i)%3 == 1 {
			rope = ink(0xC8322F)
		}
		o := turned(150, 0, 146, -40, 104, -150, 84, -230, 110, -290, 176, -400, 204, -520, 200, -570)
		a.lathe(c, o, 0.3)
		a.inside(func() {
			switch deco {
			case 1: // painted bands of dots
				a.fill(belimbing, box(-300, -110, 300, -92, 0), box(-300, -46, 300, -30, 0))
				for j := range 14 {
					x := -156 + float64(j)*24
					a.dot([]ink{0xC8322F, 0xF4EBD8, 0x2F7B7A, belimbing}[j%4], x, -70, 9)
					a.dot([]ink{0x2F7B7A, 0xF4EBD8}[j%2], x*0.8, -132, 7)
				}
				for j := range 5 {
					a.at(-140+float64(j)*70, -180, 1, 0, func() { a.fill(0xF4EBD8, petals(0, 0, 6, 7, 22, 0)); a.dot(0xC8322F, 0, 0, 6) })
				}
			case 0: // carved
				for j := range 9 {
					x := -150 + float64(j)*38
					a.fill(c.dark(0.45), leafShape(x, -20, x*0.8, -96, 24))
					a.wash(c.light(0.4), 0.7, brush(curve(x-7, -30, x*0.8-9, -60, x*0.8-2, -90), 4))
					a.fill(c.dark(0.4), leafShape(x*0.72, -180, x*0.62, -124, 16))
				}
				a.fill(c.dark(0.5), box(-300, -112, 300, -104, 0), box(-300, -16, 300, -10, 0))
			case 2:
				for j := range 11 {
					y := -10 - float64(j)*20
					a.wash(c.light(0.4), 0.5, stroke(poly(-200, y, 200, y), 3, 3))
				}
			default:
				a.fill(0xF2B01E, box(-300, -100, 300, -50, 0))
				a.words(sogaDark, "BLITAR", 0, -60, 44, 190)
			}
		}, o)
		a.inside(func() {
			for j := range 12 {
				x := -205 + float64(j)*36
				a.line(rope.dark(0.4), 9, curve(x+3, -530, x*0.8+13, -400, x*0.5+8, -262))
				a.line(rope, 6, curve(x, -530, x*0.8+10, -400, x*0.5+5, -262))
				a.line(rope, 6, curve(x+36, -530, (x+18)*0.78, -400, x*0.5+5, -262))
			}
		}, o)
		for _, y := range []float64{-520, -262} {
			r := 204.0
			if y > -400 {
				r = 100
			}
			a.line(rope.dark(0.35), 17, arc(0, y-4, r, r*0.16, 0, 180, 24))
			a.dash(rope, 12, 13, 5, arc(0, y-4, r, r*0.16, 0, 180, 24))
		}
		a.fill(c.dark(0.3), oval(0, -568, 206, 40))
		a.body(0xF0E2C6, 6, oval(0, -574, 198, 35))
		a.wash(0xD9BE94, 0.7, lump(a.dice, 10, -572, 110, 17, 0.1))
		a.wash(0x7A5A3A, 0.3, brush(curve(-120, -574, -60, -584, 20, -580), 6))
	}
}

// barrelDrum is the two-headed drum on its stand.
func barrelDrum(a *artist, _ Subject, i int) {
	c := []ink{0x7A3E20, 0x8A2E22, 0x3F5A44}[i%3]
	for _, x := range []float64{-170, 170} {
		a.body(0x5B3A22, 8, poly(x-22, -190, x+22, -190, x+60, 0, x+26, 0, x, -120, x-26, 0, x-60, 0))
	}
	o := blob(-300, -380, -150, -432, 40, -436, 230, -384, 290, -350, 290, -190, 230, -160, 40, -112, -150, -116, -300, -170)
	a.shadow(30, 190, 30, 0.4, o)
	a.body(c, 34, o)
	a.inside(func() {
		a.wash(c.dark(0.4), 0.5, blob(-320, -200, 0, -190, 320, -220, 320, -60, -320, -60))
		a.wash(c.light(0.5), 0.4, brush(curve(-280, -370, 0, -410, 260, -356), 26))
		for j := range 10 {
			x := -280 + float64(j)*60
			a.line(0x2E1A12, 8, poly(x, -460, x+30, -90))
			a.line(0xEFE3C8, 6, poly(x, -460, x+30, -90))
			a.line(0xEFE3C8, 6, poly(x+60, -460, x+30, -90))
		}
	}, o)
	a.body(0x2E1A12, 8, oval(-300, -275, 58, 112))
	a.body(0xF0E2C6, 8, oval(-308, -275, 48, 100))
	a.fill(0x5B3A22, oval(-308, -275, 22, 46))
	a.body(0x2E1A12, 6, stroke(arc(288, -270, 20, 84, -90, 90, 16), 16, 16))
}

func drumRules() []rule {
	stand := func(f func(a *artist, s Subject, i int), size float64) thing {
		return thing{draw: f, size: size, detail: pt{0, -430}}
	}
	return []rule{
		{"jimbe mini", FamilyDrum, thing{draw: jimbe(0x8A5230, 3), size: 1, detail: pt{0, -430}, hand: true, many: 4}},
		{"jimbe lukis", FamilyDrum, stand(jimbe(0x2E4A5A, 1), 1.1)},
		{"jimbe ekspor", FamilyDrum, stand(jimbe(0x5A2A18, 2), 1.14)},
		{"jimbe", FamilyDrum, stand(jimbe(0x7A3E20, 0), 1.1)},
		{"kendang", FamilyDrum, thing{draw: barrelDrum, size: 1.15, detail: pt{-150, -270}}},
		{"gamelan", FamilyDrum, thing{draw: barrelDrum, size: 1.15, detail: pt{-150, -270}}},
	}
}
