package picture

// prayerMat is embroidered velvet with fringes, its gate of our own drawing.
func prayerMat(a *artist, _ Subject, i int) {
	c := []ink{0x2B5F36, 0x6B2B45, wedelMid, 0x7A2A24}[i%4]
	g := ink(0xE3BE6A)
	o := box(-220, -330, 220, 330, 6)
	a.shadow(16, 20, 18, 0.5, o)
	for k := range 34 {
		x := -214 + float64(k)*13
		a.line(0xEFE3C8, 4, curve(x, -330, x+a.in(-5, 5), -350, x+a.in(-8, 8), -372))
		a.line(0xEFE3C8, 4, curve(x, 330, x+a.in(-5, 5), 350, x+a.in(-8, 8), 372))
	}
	a.body(c, 10, o)
	a.dash(g, 6, 14, 7, append(box(-196, -306, 196, 306, 4), pt{-196, -300}))
	a.line(g, 9, append(box(-170, -280, 170, 280, 4), pt{-170, -276}))
	a.fill(c.dark(0.35), blob(-120, 250, -124, 0, -112, -90, -60, -160, 0, -220, 60, -160, 112, -90, 124, 0, 120, 250, 0, 254))
	a.line(g, 8, curve(-122, 250, -124, 0, -112, -90, -60, -160, 0, -222, 60, -160, 112, -90, 124, 0, 122, 250))
	a.line(g, 4, poly(0, -190, 0, -96))
	a.fill(g, blob(-26, -96, 0, -112, 26, -96, 34, -50, 0, -20, -34, -50))
	a.dot(c, 0, -62, 12)
	for _, p := range []pt{{-130, -230}, {130, -230}, {-80, 190}, {80, 190}, {0, 110}, {0, 210}} {
		for k := range 5 {
			a.at(p.x, p.y, 1, float64(k)*72, func() { a.fill(leafPale, leafShape(10, 0, 44, 8, 14)) })
		}
		a.fill(0xF1D9C8, petals(p.x, p.y, 6, 9, 26, 0))
		a.dot(g, p.x, p.y, 7)
	}
	for range 90 {
		x, y := a.in(-210, 210), a.in(-320, 320)
		a.wash(c.light(0.4), 0.14, stroke(poly(x, y, x+4, y+16), 3, 2))
	}
}

// tableCloth is white cloth with embroidered flowers and a scalloped edge.
func tableCloth(a *artist, _ Subject, i int) {
	c := []ink{0xF6F1E4, 0xE3EAE0, 0xF3E0CF}[i%3]
	d := []ink{0xB5404A, wedelMid, 0xC77A2A}[i%3]
	o := petals(0, 0, 24, 286, 312, 0)
	a.shadow(18, 22, 20, 0.5, o)
	a.body(c, 8, o)
	a.dash(d, 5, 11, 6, petals(0, 0, 24, 272, 297, 0))
	for k := range 8 {
		a.at(0, 0, 1, float64(k)*45, func() {
			a.line(leafMid, 5, curve(150, -50, 190, -20, 200, 0, 190, 30, 150, 56))
			for _, y := range []float64{-40, 40} {
				a.fill(leafMid, leafShape(170, y, 216, y*1.5, 20), leafShape(170, y, 140, y*1.5, 18))
			}
			a.fill(d, petals(210, 0, 6, 17, 42, 0))
			a.fill(belimbing, oval(210, 0, 12, 12))
			for j := range 6 {
				a.at(210, 0, 1, float64(j)*60, func() { a.wash(c, 0.6, brush(poly(14, 0, 34, 0), 4)) })
			}
		})
	}
	a.fill(d.light(0.3), petals(0, 0, 8, 34, 92, 0))
	a.fill(d, petals(0, 0, 8, 20, 54, 22))
	a.dot(belimbing, 0, 0, 20)
	for k := range 3 {
		a.wash(0x2A160E, 0.10, brush(curve(-300+float64(k)*180, -240, -220+float64(k)*170, 0, -280+float64(k)*200, 260), 30))
	}
}

// sandPicture is a framed picture of coloured sand: a hill, a gate and a sun.
func sandPicture(a *artist, _ Subject, i int) {
	f := box(-260, -320, 260, 320, 4)
	a.shadow(20, 26, 20, 0.5, f)
	a.body([]ink{0x5A3320, 0x8A5A34, 0x2A2420}[i%3], 16, f)
	in := box(-220, -280, 220, 280, 0)
	sky := []ink{0xEFCF9A, 0xE3A98A, 0xC9D3C4}[i%3]
	a.fill(sky, in)
	a.inside(func() {
		a.fill(0xD9532E, oval(60, -110, 84, 84))
		a.fill(0x8A9A8A, blob(-260, 60, -140, -60, -60, -130, 20, -30, 130, 20, 260, 60, 0, 140))
		a.fill(0x4A6A5A, blob(-260, 120, -100, 40, 60, 80, 260, 40, 260, 300, -260, 300))
		a.fill(0xC99A5A, blob(-260, 200, 0, 150, 260, 200, 260, 320, -260, 320))
		a.at(-20, 120, 0.95, 0, func() { emblem(a, 1, 0x3A2418, 0xB5402F) })
		for range 900 {
			a.wash(pick(a.dice, ink(0x5B3A22), paper, belimbing), 0.3, oval(a.in(-220, 220), a.in(-280, 280), 2.4, 2))
		}
		a.wash(0x2A160E, 0.3, poly(-220, -280, 220, -280, 220, -266, -206, -266, -206, 280, -220, 280))
	}, in)
}

func homeRules() []rule {
	return []rule{
		{"sajadah", FamilyHome, thing{flat: true, draw: prayerMat, size: 1.15, detail: pt{0, -130}}},
		{"taplak", FamilyHome, thing{flat: true, draw: tableCloth, size: 1.35, light: true, detail: pt{-120, -100}}},
		{"lukisan", FamilyHome, thing{flat: true, draw: sandPicture, size: 1.2, detail: pt{0, -60}}},
		{"bordir", FamilyHome, thing{flat: true, draw: tableCloth, size: 1.35, light: true, detail: pt{-120, -100}}},
	}
}
