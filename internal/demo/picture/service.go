package picture

// service shows the tools and the work of a service in three views.
type service struct {
	tool func(a *artist, s Subject) // the main tool from the front, standing on (0,0)
	desk func(a *artist, s Subject) // the work from above, over the whole picture
}

func (k service) paint(a *artist, s Subject, view int) {
	switch view {
	case 0:
		a.room(s.variant)
		a.at(0, 350, 1.12, 0, func() { k.tool(a, s) })
	case 1:
		k.desk(a, s)
		a.at(120, 80, 1, 0, func() { a.reach(s.sleeve) })
	default:
		a.room(s.variant + 5)
		a.at(40, 620, 1.85, -3, func() { k.tool(a, s) })
	}
}

func camera(a *artist, _ Subject) {
	for _, x := range []float64{-190, 0, 190} {
		a.line(0x2A2622, 20, poly(x*0.16, -300, x, 0))
	}
	b := box(-210, -500, 210, -260, 28)
	a.shadow(40, 30, 30, 0.45, b)
	a.body(0x2E2A28, 18, box(-90, -548, 70, -480, 16))
	a.body(0x3A3634, 20, b)
	a.body(0x5A4634, 10, box(-208, -440, 208, -320, 0))
	a.body(0x24201E, 12, oval(-10, -380, 124, 124))
	a.body(0x4A4644, 8, oval(-10, -380, 100, 100))
	a.fill(0x16222E, oval(-10, -380, 74, 74))
	a.wash(0x5E86AD, 0.8, oval(-22, -394, 40, 38))
	a.wash(paper, 0.8, oval(-36, -410, 15, 12))
	a.body(0xC8322F, 4, oval(160, -506, 24, 14))
	a.body(0xF4EBD8, 4, box(120, -474, 184, -440, 6))
}

func photoDesk(a *artist, s Subject) {
	a.flatlay(groundChalk)
	a.at(-170, -120, 1, -6, func() {
		paperSheet := box(-300, -300, 300, 300, 4)
		a.shadow(12, 14, 14, 0.4, paperSheet)
		a.body(0xF6E3B0, 6, paperSheet)
		a.at(0, 190, 0.6, 0, func() {
			a.pouch(430, 660, s.wrap, s.label, piece{paint: chip, c: 0xE8C98A, d: 0xB98B45}, 0)
		})
	})
	a.at(250, 160, 1.25, 14, func() {
		o := box(-120, -220, 120, 220, 26)
		a.shadow(14, 18, 14, 0.5, o)
		a.body(0x24201E, 9, o)
		in := box(-104, -196, 104, 196, 8)
		a.fill(0xC7D0B4, in)
		a.inside(func() {
			a.at(0, 150, 0.36, 0, func() {
				a.pouch(430, 660, s.wrap, s.label, piece{paint: chip, c: 0xE8C98A, d: 0xB98B45}, 0)
			})
			a.line(paper, 3, append(box(-80, -130, 80, 130, 2), pt{-80, -126}))
		}, in)
	})
}

// frames shows printed pictures without faces: hills, mortar boards, flowers.
func frames(a *artist, _ Subject) {
	a.flatlay(groundPlanks)
	for i, p := range []pt{{-230, -220}, {240, -200}, {-220, 240}, {240, 250}} {
		a.at(p.x, p.y, 1, a.in(-10, 10), func() {
			o := box(-190, -200, 190, 220, 3)
			a.shadow(12, 16, 14, 0.5, o)
			a.body(paper, 5, o)
			in := box(-165, -175, 165, 140, 0)
			a.fill([]ink{0xB9CAD6, 0xE3BE8F, 0xA7B594, 0xDDA98F}[i], in)
			a.inside(func() {
				for k := range 3 - i%2 {
					x := -90 + float64(k)*90
					a.body([]ink{wedelMid, 0x7A2A24, leafDark}[k], 8, blob(x-60, 180, x-50, 40, x, 14, x+50, 40, x+60, 180))
					a.body(skin, 6, oval(x, -24, 38, 44))
					if i < 2 {
						a.body(tinta, 5, poly(x-70, -60, x, -92, x+70, -60, x, -32))
						a.line(belimbing, 5, poly(x+50, -58, x+58, -10))
					} else {
						a.body(0x2A1A14, 5, blob(x-40, -24, x-34, -66, x, -80, x+34, -66, x+40, -24, x, -46))
					}
				}
			}, in)
		})
	}
}

func graduation(a *artist, s Subject) {
	a.at(-150, 0, 0.8, 0, func() { camera(a, s) })
	a.at(200, 0, 1, 0, func() {
		a.shadow(30, 14, 24, 0.5, poly(-150, -80, 170, -80, 190, 6, -150, 6))
		for i, c := range []ink{0x7A2A24, leafDark, 0xE0A12A} {
			y := -float64(i) * 56
			a.body(c, 8, box(-150+float64(i)*14, y-54, 150-float64(i)*8, y, 6))
			a.fill(paper, box(110, y-44, 148-float64(i)*8, y-10, 2))
		}
		a.body(0x24201E, 10, blob(-90, -180, -84, -236, 84, -236, 90, -180, 0, -164))
		a.body(0x2E2A28, 8, poly(-170, -250, 0, -310, 170, -250, 0, -196))
		a.line(belimbing, 7, curve(0, -252, 90, -240, 128, -170))
		a.body(belimbing, 4, box(118, -176, 140, -120, 6))
	})
}

func designTools(a *artist, s Subject) {
	a.shadow(40, 16, 30, 0.5, poly(-300, -60, 300, -60, 340, 6, -300, 6))
	a.body(0x8A8F92, 9, poly(-340, 0, 340, 0, 300, -44, -300, -44))
	a.body(0x2E2A28, 14, box(-290, -440, 290, -40, 16))
	in := box(-268, -418, 268, -62, 4)
	a.fill(0xF4EBD8, in)
	a.inside(func() {
		a.at(-60, -240, 1, 0, func() { a.badge(s.label, 320, 230) })
		for i, c := range []ink{chili, belimbing, leafMid, wedelMid, cocoa} {
			a.fill(c, box(166, -390+float64(i)*62, 240, -340+float64(i)*62, 6))
		}
	}, in)
	for i, c := range []ink{belimbing, chili, wedelSoft} {
		a.at(330, -20, 1, -12+float64(i)*12, func() {
			a.body(c, 4, box(-9, -190, 9, -20, 2))
			a.fill(0xE3C48A, poly(-9, -190, 9, -190, 0, -222))
		})
	}
	a.body(0x9C6B41, 9, box(280, -110, 384, 0, 8))
}

func designDesk(a *artist, s Subject) {
	a.flatlay(groundLinen)
	for i, p := range []pt{{-230, -230}, {200, -240}, {-210, 200}} {
		a.at(p.x, p.y, 1, a.in(-9, 9), func() {
			o := box(-190, -170, 190, 170, 3)
			a.shadow(10, 14, 12, 0.45, o)
			a.body(paper, 5, o)
			l := s.label
			l.style += i
			l.on = []ink{0x7A2018, leafDark, wedel}[i]
			a.badge(l, 310, 250)
		})
	}
	for i, c := range []ink{chili, belimbing, leafMid, wedelMid, cocoa, rose} {
		a.at(180+float64(i)*30, 330, 1, -50+float64(i)*14, func() {
			o := box(-34, -210, 34, 20, 6)
			a.drop(6, o)
			a.body(paper, 4, o)
			a.fill(c, box(-28, -204, 28, -60, 3))
		})
	}
	a.at(-380, 420, 1, -4, func() { a.ruler(0, 560) })
}

func sewingMachine(a *artist, s Subject) {
	a.shadow(40, 16, 30, 0.5, poly(-330, -60, 330, -60, 370, 6, -330, 6))
	a.body(0x8A5A34, 14, box(-340, -64, 340, 0, 10))
	c := ink(0x22303C)
	o := blob(-300, -420, -240, -456, 0, -450, 230, -456, 290, -400, 290, -64, 160, -64, 150, -280, 60, -320, -170, -320, -190, -200, -270, -200, -300, -320)
	a.body(c, 20, o)
	a.inside(func() {
		a.line(belimbing, 5, curve(-260, -424, 0, -420, 230, -424))
		for k := range 4 {
			a.fill(belimbing, petals(-130+float64(k)*90, -378, 6, 8, 24, 0))
		}
		a.line(belimbing, 5, poly(190, -250, 262, -250))
		a.wash(paper, 0.25, brush(curve(-270, -430, 0, -440, 240, -430), 12))
	}, o)
	a.line(steel, 10, poly(-228, -200, -228, -90))
	a.body(steel, 4, box(-256, -96, -200, -78, 3))
	a.line(steel, 8, poly(60, -456, 60, -520))
	a.body(chili, 8, box(34, -540, 86, -470, 8))
	a.line(chili, 3, curve(60, -500, -100, -520, -228, -440))
	a.body(c, 12, oval(310, -350, 34, 92))
	p := printFor(motifKoi)
	p.seed = s.seed
	cl := blob(-360, -70, -100, -90, 40, -70, 30, -10, -60, 60, -360, 80)
	a.drop(10, cl)
	a.inside(func() { a.at(-160, 0, 0.5, 8, func() { p.dye(a, 1000, 500) }) }, cl)
}

func sewingDesk(a *artist, s Subject) {
	a.flatlay(groundPlanks)
	p := printFor(motifTuri)
	p.seed = s.seed
	a.at(-130, -60, 1.05, -6, func() { a.sewn(cutBlouse, p, 0) })
	a.at(-350, 410, 1, -3, func() { a.ruler(0, 620) })
	for i, c := range []ink{chili, belimbing, wedelMid, leafMid} {
		x, y := 320+float64(i%2)*100, -350+float64(i/2)*130
		a.shadow(8, 10, 8, 0.5, oval(x, y, 44, 44))
		a.body(0xE3C48A, 6, oval(x, y, 46, 46))
		a.body(c, 7, oval(x, y, 35, 35))
		a.fill(sogaDark, oval(x, y, 9, 9))
	}
	a.at(330, 60, 1, 30, func() {
		for _, m := range []float64{1, -1} {
			a.body(steel, 5, poly(0, 0, 26*m, -190, 6*m, -196, -8*m, 0))
			a.line(0xB5302A, 20, arc(34*m, 90, 38, 58, 0, 360, 30))
			a.line(0xB5302A, 18, poly(0, 0, 18*m, 50))
		}
		a.dot(sogaDark, 0, 0, 9)
	})
}

// costume is a dancer's headdress and bead collar on a stand, no person.
func costume(a *artist, _ Subject) {
	a.body(0x5B3A22, 8, box(-14, -240, 14, 0, 4))
	a.body(0x5B3A22, 8, blob(-120, 0, -90, -30, 90, -30, 120, 0))
	col := blob(-240, -220, -120, -330, 0, -350, 120, -330, 240, -220, 150, -110, 0, -80, -150, -110)
	a.drop(12, col)
	a.body(0x7A1F24, 14, col)
	a.inside(func() {
		for r := range 4 {
			a.dash(belimbing, 9, 12, 6, arc(0, -330, 120+float64(r)*40, 110+float64(r)*40, 20, 160, 40))
		}
	}, col)
	for k := range 17 {
		x := -220 + float64(k)*27
		a.line(belimbing, 5, poly(x*0.7, -110, x*0.74, -60))
	}
	h := blob(-120, -330, -130, -450, -60, -540, 0, -570, 60, -540, 130, -450, 120, -330, 0, -300)
	a.body(0x1F3F4A, 14, h)
	for k := range 9 {
		t := -80 + float64(k)*20
		a.at(0, -440, 1, t, func() {
			a.body([]ink{0xC8322F, belimbing, 0x2F7B7A}[k%3], 6, leafShape(0, -90, 0, -230, 50))
			a.fill(0xF4EBD8, oval(0, -160, 9, 16))
		})
	}
	a.body(0xC9962E, 9, blob(-136, -400, 0, -440, 136, -400, 130, -350, 0, -392, -130, -350))
	for k := range 7 {
		a.dot([]ink{0xC8322F, 0x2F7B7A}[k%2], -100+float64(k)*33, -396-14*float64(3-abs(k-3)), 10)
	}
}

func abs(k int) int { return max(k, -k) }

// hobbyDesk shows the plaited horse of the dance, from the side, lying.
func hobbyDesk(a *artist, _ Subject) {
	a.flatlay(groundClay)
	a.at(-20, 30, 1.3, -8, func() {
		o := blob(-300, 60, -290, -60, -200, -90, -60, -40, 60, -60, 120, -170, 180, -260, 230, -250, 310, -160, 290, -120, 230, -150, 220, -60, 190, 40, 60, 110, -160, 120)
		a.shadow(16, 20, 18, 0.5, o)
		a.plaited(o, 0xE3CFA0, 34)
		a.inside(func() {
			a.wash(0xC8322F, 0.85, blob(-60, -60, 60, -70, 70, 120, -50, 130))
			a.dash(belimbing, 9, 14, 7, poly(-56, -60, -46, 120))
			a.line(0x2A1A14, 12, curve(180, -150, 240, -130, 280, -120))
		}, o)
		for k := range 11 {
			t := float64(k) / 10
			x, y := 60+t*120, -70-t*190
			a.body(0x24201E, 4, leafShape(x, y, x-70, y+20, 26))
		}
		for k := range 6 {
			a.body(0x24201E, 4, leafShape(-290, -30+float64(k)*12, -380, 30+float64(k)*22, 26))
		}
		a.dot(tinta, 226, -196, 12)
		a.line(0x24201E, 9, append(o[:len(o):len(o)], o[0]))
	})
}

func canting(a *artist, s Subject) {
	p := printFor(motifSplash)
	p.seed = s.seed
	a.at(-120, -560, 1, 0, func() { length{p}.hang(a, 400, 430) })
	a.at(210, 0, 1, 0, func() {
		o := poly(-110, -90, 110, -90, 80, 0, -80, 0)
		a.shadow(24, 10, 20, 0.5, o)
		a.body(0x8A4A2E, 12, o)
		a.fill(0x2E211B, blob(-40, -10, -34, -56, 34, -56, 40, -10))
		a.fill(belimbing, blob(-18, -14, -10, -40, 0, -56, 12, -38, 18, -14))
		a.body(0x3A3634, 9, blob(-140, -130, 0, -140, 140, -130, 110, -92, 0, -84, -110, -92))
		a.fill(0x6B4A1E, oval(0, -130, 126, 20))
		a.at(60, -150, 1, 30, func() {
			a.body(0x9C6B41, 5, box(-8, -190, 8, 0, 4))
			a.body(0xD9C08A, 5, leafShape(0, -10, 0, 60, 34))
		})
	})
}

func dyeDesk(a *artist, s Subject) {
	a.flatlay(groundPlanks)
	p := printFor(motifSplash)
	p.seed = s.seed
	p.ground, p.one, p.two = 0xF4EBD8, wedelMid, 0xD9532E
	a.at(-60, -60, 1, -5, func() {
		o := box(-400, -330, 400, 330, 4)
		a.shadow(14, 18, 18, 0.5, o)
		a.body(0xB98A54, 10, o)
		in := box(-368, -298, 368, 298, 2)
		a.inside(func() { p.dye(a, 740, 600) }, in)
	})
	for i, c := range []ink{wedelMid, 0xD9532E, belimbing} {
		a.bowl(-300+float64(i)*200, 390, 84, 0xF1EADC, c)
	}
	a.at(70, 40, 1, 22, func() {
		a.body(0x9C6B41, 6, box(-40, -11, 300, 11, 8))
		a.body(0xD9C08A, 6, leafShape(-30, 0, -150, 0, 44))
	})
}

func serviceRules() []rule {
	return []rule{
		{"jasa foto produk", FamilyService, service{tool: camera, desk: photoDesk}},
		{"jasa foto", FamilyService, service{graduation, frames}},
		{"jasa desain", FamilyService, service{designTools, designDesk}},
		{"jasa jahit", FamilyService, service{sewingMachine, sewingDesk}},
		{"sewa", FamilyService, service{costume, hobbyDesk}},
		{"kelas", FamilyService, service{canting, dyeDesk}},
		{"jasa", FamilyService, service{designTools, designDesk}},
	}
}
