package picture

// shellDisc is one polished disc of coconut shell.
func (a *artist) shellDisc(x, y, r float64, c ink) {
	o := oval(x, y, r, r)
	a.body(a.near(c, 0.12), r*0.16, o)
	a.wash(c.light(0.5), 0.4, brush(arc(x, y, r*0.7, r*0.7, 190, 270, 10), r*0.16))
	a.dot(c.dark(0.6), x, y, r*0.13)
}

func shellBag(a *artist, _ Subject, i int) {
	c := []ink{0x5A3A22, 0x7A5232, 0x3E2818}[i%3]
	a.line(0x3A2418, 22, arc(0, -330, 150, 190, 180, 360, 30))
	a.line(0x8A6A44, 8, arc(0, -330, 150, 190, 180, 360, 30))
	o := blob(-230, -350, 0, -366, 230, -350, 262, -200, 230, -30, 120, 0, -120, 0, -230, -30, -262, -200)
	a.shadow(40, 16, 30, 0.5, o)
	a.body(0xD9C29A, 16, o)
	a.inside(func() {
		for j := range 7 {
			for k := range 8 {
				a.shellDisc(-250+float64(k)*72+float64(j%2)*36, -330+float64(j)*60, 33, c)
			}
		}
		a.wash(0x2A160E, 0.25, o.moved(330, 0))
	}, o)
	a.body(0x6B4424, 8, blob(-236, -372, 0, -388, 236, -372, 240, -330, 0, -342, -240, -330))
	a.shellDisc(0, -318, 44, 0x8A5A34)
}

func shellBowl(a *artist, _ Subject, i int) {
	c := []ink{0x4A2E1C, 0x6B4428, 0x38220F}[i%3]
	o := blob(-250, -210, -220, -80, -110, -8, 0, 0, 110, -8, 220, -80, 250, -210, 0, -180)
	a.shadow(40, 14, 30, 0.5, o)
	a.body(c, 30, o)
	a.inside(func() {
		for range 60 {
			x, y := a.in(-240, 240), a.in(-200, 0)
			a.wash(c.light(0.5), a.in(0.15, 0.4), brush(curve(x, y, x+a.in(8, 30), y+a.in(-4, 4), x+a.in(30, 70), y+a.in(-10, 10)), a.in(2, 5)))
		}
		a.wash(paper, 0.35, brush(curve(-180, -160, -170, -90, -110, -36), 20))
	}, o)
	a.fill(c.light(0.35), oval(0, -210, 252, 62))
	a.fill(c.dark(0.4), oval(0, -207, 234, 52))
	a.body(c.light(0.12), 10, oval(6, -200, 210, 42))
	if i == 0 {
		a.inside(func() { a.few(9, 0, -214, 150, 22, 38, piece{paint: starSlice, c: 0xE9C63A, d: 0x8A6A1E}) }, oval(0, -225, 230, 80))
	}
}

func ladle(a *artist, _ Subject, i int) {
	c := []ink{0x4A2E1C, 0x6B4428, 0x7A5232}[i%3]
	h := stroke(curve(60, -60, 160, -180, 280, -330), 30, 40)
	b := lump(a.dice, -60, 90, 170, 160, 0.02)
	a.shadow(18, 22, 18, 0.5, h, b)
	a.body(0xB98A54, 9, h)
	a.body(c, 20, b)
	a.fill(c.dark(0.4), lump(a.dice, -60, 86, 142, 130, 0.02))
	a.body(c.light(0.14), 12, lump(a.dice, -54, 94, 126, 114, 0.02))
	a.wash(paper, 0.3, brush(arc(-60, 90, 154, 146, 190, 270, 16), 12))
	for _, p := range []pt{{44, -34}, {70, -10}} {
		a.dot(0xE3C48A, p.x, p.y, 9)
	}
	a.dot(c.dark(0.6), 262, -306, 9)
}

func shellLamp(a *artist, _ Subject, i int) {
	c := []ink{0x5A3A22, 0x6B4428, 0x3E2818}[i%3]
	a.body(0x7A4A2A, 10, blob(-150, 0, -130, -40, 0, -56, 130, -40, 150, 0, 0, 10))
	a.body(0x5A3320, 7, box(-20, -200, 20, -40, 6))
	o := oval(0, -360, 210, 200)
	a.wash(0xFFE7A0, 0.35, oval(0, -360, 330, 320))
	a.wash(0xFFE7A0, 0.3, oval(0, -360, 270, 260))
	a.shadow(30, 180, 30, 0.3, o)
	a.body(c, 30, o)
	for r := range 4 {
		n := []int{1, 7, 12, 17}[r]
		for k := range n {
			p := arc(0, -360, 52*float64(r), 50*float64(r), float64(k)*360/float64(n), float64(k)*360/float64(n)+1, 2)[0]
			if r%2 == 0 {
				a.fill(0xFFD777, star(p.x, p.y, 5, 8, 22, float64(k)*20))
			} else {
				a.fill(0xFFE9A8, oval(p.x, p.y, 11, 11))
			}
		}
	}
	a.body(0x7A4A2A, 6, box(-60, -572, 60, -548, 8))
}

// besek are lidded boxes of split bamboo, stacked.
func besek(a *artist, _ Subject, i int) {
	c := ink(0xDDBD80)
	one := func(x, y, w float64) {
		a.at(x, y, 1, 0, func() {
			a.shadow(34, 8, 20, 0.5, poly(-w, -90, w, -90, w+40, 4, -w, 4))
			a.plaited(poly(-w*0.94, -110, w*0.94, -110, w*0.9, 0, -w*0.9, 0), c.dark(0.14), 30)
			top := poly(-w, -170, w, -170, w*0.86, -236, -w*0.86, -236)
			a.plaited(top, c.light(0.25), 30)
			front := poly(-w, -170, w, -170, w*0.98, -78, -w*0.98, -78)
			a.plaited(front, c, 30)
			a.wash(0x2A160E, 0.32, box(-w*0.94, -78, w*0.94, -64, 0))
			a.body(c.dark(0.2), 4, box(-w*1.01, -180, w*1.01, -164, 6))
			a.wash(0x2A160E, 0.2, poly(w*0.62, -170, w, -170, w*0.9, 0, w*0.6, 0))
		})
	}
	one(-30, 0, 290)
	one(20, -200, 270)
	if i == 0 {
		one(-14, -396, 250)
	}
}

func basket(a *artist, _ Subject, i int) {
	c := []ink{0xD0A560, 0xB98A4A, 0xDDBB7E}[i%3]
	a.line(c.dark(0.4), 30, arc(0, -280, 220, 270, 180, 360, 40))
	a.dash(c, 24, 20, 6, arc(0, -280, 220, 270, 180, 360, 40))
	a.fill(c.dark(0.55), oval(0, -290, 270, 60))
	o := blob(-272, -292, 0, -238, 272, -292, 240, -130, 196, -6, 0, 10, -196, -6, -240, -130)
	a.shadow(44, 14, 30, 0.5, o)
	a.plaited(o, c, 40)
	a.inside(func() {
		a.wash(0x2A160E, 0.28, o.moved(340, 0))
		a.wash(paper, 0.14, brush(curve(-200, -240, -190, -120, -150, -20), 40))
	}, o)
	rim := arc(0, -290, 272, 58, 0, 180, 40)
	a.line(c.dark(0.45), 34, rim)
	a.dash(c.light(0.15), 26, 18, 6, rim)
}

func broomSticks(a *artist, _ Subject, i int) {
	for k := range 46 {
		x := -150 + float64(k)*6.6
		c := pick(a.dice, ink(0xC9A96A), ink(0xA8864A), ink(0x8A6A34), ink(0xD9C08A))
		a.fill(c, stroke(curve(x*0.22, -330, x*0.5, -60, x*1.25+a.in(-14, 14), 300+a.in(-20, 20)), 7, 3))
	}
	for k := range 3 {
		a.body([]ink{0xB5302A, wedelMid, leafDark}[(i+k)%3], 6, box(-44-float64(k)*4, -250+float64(k)*46, 44+float64(k)*4, -226+float64(k)*46, 6))
	}
	a.body(0xA8864A, 8, box(-38, -336, 38, -260, 8))
}

func broomFibre(a *artist, _ Subject, i int) {
	h := box(-15, -420, 15, 0, 8)
	a.shadow(14, 14, 14, 0.5, h)
	a.body([]ink{0xC98A4A, 0x9C3B2A, 0x3F6A5A}[i%3], 7, h)
	a.body(0x8A5A34, 8, blob(-60, -30, 60, -30, 130, 50, -130, 50))
	o := blob(-132, 40, 132, 40, 230, 280, 120, 300, 0, 290, -120, 304, -226, 280)
	a.shadow(14, 18, 16, 0.5, o)
	a.body(0x2E221A, 12, o)
	for range 130 {
		x := a.in(-128, 128)
		a.wash(pick(a.dice, ink(0x5A4634), ink(0x17110C), ink(0x6E5A44)), 0.8, stroke(curve(x, 44, x*1.25, 160, x*1.7+a.in(-12, 12), 298), 4, 2))
	}
	for _, y := range []float64{60, 96} {
		a.dash(belimbing, 8, 16, 8, curve(-140-y*0.2, y, 0, y+10, 140+y*0.2, y))
	}
}

func doormat(a *artist, _ Subject, i int) {
	o := box(-320, -215, 320, 215, 26)
	a.shadow(16, 20, 18, 0.5, o)
	a.body(0xA8743A, 12, o)
	a.inside(func() {
		for range 520 {
			x, y := a.in(-320, 320), a.in(-215, 215)
			a.wash(pick(a.dice, ink(0xC9985A), ink(0x7A4E22), ink(0xB5854A)), 0.7, stroke(poly(x, y, x+a.in(-14, 14), y+a.in(-14, 14)), 4, 2))
		}
	}, o)
	k := []ink{wedelMid, 0x6B2418, leafDark}[i%3]
	a.line(k, 22, append(box(-280, -176, 280, 176, 18), pt{-280, -158}))
	a.wash(k, 0.9, star(-150, 0, 5, 26, 66, -90), star(150, 0, 5, 26, 66, -90))
	a.wash(k, 0.9, petals(0, 0, 8, 36, 86, 0))
	a.fill(0xA8743A, petals(0, 0, 8, 12, 40, 0))
}

func pandanMat(a *artist, _ Subject, i int) {
	a.at(0, 0, 1, -4, func() {
		o := box(-330, -250, 330, 250, 4)
		a.shadow(12, 16, 16, 0.5, o)
		a.plaited(o, []ink{0xDCC99A, 0xC9B87A, 0xE3CFA8}[i%3], 30)
		a.inside(func() {
			for j := -3; j <= 3; j += 2 {
				y := float64(j) * 70
				for x := -330.0; x < 330; x += 60 {
					c := []ink{0xB5302A, 0x3F7A5A, 0x6B2B45}[(j+3)/2%3]
					a.wash(c, 0.75, poly(x, y, x+30, y-26, x+60, y, x+30, y+26))
					a.wash(belimPale, 0.8, poly(x+18, y, x+30, y-10, x+42, y, x+30, y+10))
				}
			}
		}, o)
		a.line(0x8A6A34, 9, append(o[:len(o):len(o)], o[0]))
		roll := blob(-340, 150, 340, 150, 350, 220, 340, 290, -340, 290, -350, 220)
		a.shadow(6, 14, 18, 0.55, roll)
		a.plaited(roll, 0xCBB684, 30)
		a.inside(func() {
			a.wash(0x2A160E, 0.3, box(-400, 250, 400, 320, 0))
			a.wash(paper, 0.25, box(-400, 160, 400, 186, 0))
		}, roll)
	})
}

func jaliBag(a *artist, _ Subject, i int) {
	c := []ink{0xC8322F, 0x2F6F8A, belimbing, leafMid}[i%4]
	d := []ink{belimbing, 0xF4EBD8, wedelMid, 0xC8322F}[i%4]
	for _, y := range []float64{-20, 10} {
		a.line(c.dark(0.2), 22, arc(0, -340+y, 110, 170, 180, 360, 30))
	}
	o := poly(-230, -370, 230, -370, 262, 0, -262, 0)
	a.shadow(44, 14, 30, 0.5, o)
	a.fill(c.dark(0.4), o)
	a.inside(func() {
		for j := range 14 {
			for k := range 18 {
				x, y := -264+float64(k)*31, -372+float64(j)*28
				k1 := c
				if (j/2+k/2)%3 == 0 {
					k1 = d
				}
				if (j+k)%2 == 0 {
					k1 = k1.dark(0.2)
				}
				a.fill(k1, box(x, y, x+28, y+25, 3))
				a.wash(paper, 0.3, box(x+3, y+3, x+24, y+8, 2))
			}
		}
		a.wash(0x2A160E, 0.22, poly(150, -400, 300, -400, 300, 10, 190, 10))
	}, o)
	a.body(d, 6, box(-240, -386, 240, -358, 8))
}

func crochetBag(a *artist, _ Subject, i int) {
	c := []ink{0xE3C9A0, 0xC98A8A, 0x8FA58A, 0x6E8AA8}[i%4]
	a.line(c.dark(0.25), 26, curve(-180, -340, -150, -520, 0, -580, 150, -520, 180, -340))
	o := blob(-200, -350, 0, -362, 200, -350, 280, -180, 250, -30, 0, 8, -250, -30, -280, -180)
	a.shadow(44, 14, 30, 0.5, o)
	a.body(c, 20, o)
	a.inside(func() {
		for j := range 16 {
			for k := range 22 {
				x, y := -285+float64(k)*27+float64(j%2)*13, -350+float64(j)*24
				a.wash(c.dark(0.35), 0.6, stroke(arc(x, y, 13, 14, 10, 170, 7), 6, 6))
				a.wash(c.light(0.6), 0.5, stroke(arc(x-2, y-4, 11, 12, 20, 160, 6), 3, 3))
			}
		}
		a.wash(0x2A160E, 0.2, o.moved(360, 0))
	}, o)
	for k, x := range []float64{-110, 20, 130} {
		f := []ink{0xC8322F, belimbing, 0x3F6A8A}[k]
		y := -170 + float64(k%2)*60
		a.drop(6, petals(x, y, 6, 24, 58, 0))
		a.body(f, 7, petals(x, y, 6, 24, 58, 0))
		a.body(0xF4EBD8, 4, oval(x, y, 18, 18))
	}
}

func tampahThing(a *artist, _ Subject, i int) {
	a.tampah(0, 0, 300)
	if i%2 == 1 {
		for k := range 8 {
			p := arc(0, 0, 170, 170, float64(k)*45, float64(k)*45+1, 2)[0]
			a.at(p.x, p.y, 1, float64(k)*45, func() { a.wash(brick, 0.8, petals(0, 0, 5, 10, 40, 0)) })
		}
	}
}

func wovenRules() []rule {
	at := func(f func(*artist, Subject, int), z, x, y float64) thing {
		return thing{draw: f, size: z, detail: pt{x, y}}
	}
	flat := func(f func(*artist, Subject, int), z float64, light bool) thing {
		return thing{draw: f, size: z, flat: true, light: light, detail: pt{-100, -100}}
	}
	return []rule{
		{"tas batok", FamilyShell, at(shellBag, 1.2, -60, -230)},
		{"mangkuk batok", FamilyShell, thing{draw: shellBowl, size: 1.35, detail: pt{-60, -150}, hand: true, many: 4}},
		{"sendok", FamilyShell, thing{draw: ladle, size: 1.3, flat: true, detail: pt{-60, 60}, many: 4}},
		{"lampu", FamilyShell, at(shellLamp, 1.15, 0, -360)},
		{"batok", FamilyShell, thing{draw: shellBowl, size: 1.35, detail: pt{-60, -150}, hand: true, many: 4}},
		{"besek", FamilyWoven, at(besek, 0.98, -60, -300)},
		{"tampah", FamilyWoven, flat(tampahThing, 1.3, true)},
		{"keranjang", FamilyWoven, at(basket, 1.2, -60, -240)},
		{"sapu lidi", FamilyWoven, flat(broomSticks, 1.3, false)},
		{"sapu", FamilyWoven, flat(broomFibre, 1.2, false)},
		{"keset", FamilyWoven, flat(doormat, 1.3, true)},
		{"tikar", FamilyWoven, flat(pandanMat, 1.25, true)},
		{"tas jali", FamilyWoven, at(jaliBag, 1.2, -40, -220)},
		{"tas rajut", FamilyWoven, at(crochetBag, 1.2, -60, -200)},
		{"rajut tas", FamilyWoven, at(crochetBag, 1.2, -60, -200)},
		{"anyaman", FamilyWoven, at(basket, 1.2, -60, -240)},
		{"bambu", FamilyWoven, at(basket, 1.2, -60, -240)},
		{"tas", FamilyWoven, at(jaliBag, 1.2, -40, -220)},
	}
}
