package picture

// plant is a living plant in a pot or a bag.
type plant struct {
	bonsai bool
	fruit  piece // hangs on it; none when empty
}

func (a *artist) foliage(x, y, rx, ry float64, n int, c ink) {
	a.shadow(20, 26, 18, 0.3, oval(x, y, rx*0.9, ry*0.9))
	a.body(c.dark(0.3), ry*0.14, lump(a.dice, x, y, rx, ry, 0.1))
	for range n {
		px, py := a.in(-1, 1), a.in(-1, 1)
		if px*px+py*py > 1 {
			continue
		}
		k := c
		if px+py < 0 {
			k = c.light(a.in(0.1, 0.35))
		} else {
			k = c.dark(a.in(0, 0.2))
		}
		a.at(x+px*rx, y+py*ry, 1, a.in(0, 360), func() { a.fill(k, leafShape(-14, 0, 14, 0, 13)) })
	}
}

func (k plant) tree(a *artist) {
	if k.bonsai {
		pot := poly(-210, 0, 210, 0, 170, 110, -170, 110)
		a.shadow(26, 16, 26, 0.5, pot)
		a.body(0x6E3A28, 18, pot)
		a.body(0x7E4630, 7, box(-225, -14, 225, 20, 6))
		a.wash(0xB5653A, 0.6, stroke(poly(-150, 66, 150, 66), 6, 6))
		a.fill(0x4A5A34, lump(a.dice, 0, -6, 190, 18, 0.06))
		trunk := blob(-60, -2, -30, -70, -70, -160, -20, -240, 40, -300, 60, -290, 20, -220, -10, -160, 40, -80, 70, -2)
		a.body(0x7A5A40, 14, trunk)
		a.inside(func() {
			for i := range 8 {
				x := -50 + float64(i)*14
				a.wash(0x4A3424, 0.5, brush(curve(x, 0, x*0.4-20, -120, x*0.5+10, -290), 5))
			}
		}, trunk)
		a.line(0x6A4C36, 20, curve(-50, -170, -130, -190, -180, -230))
		a.line(0x6A4C36, 17, curve(10, -220, 100, -230, 170, -260))
		a.foliage(-200, -250, 130, 66, 170, 0x4B7A3C)
		a.foliage(190, -290, 130, 62, 170, 0x4B7A3C)
		a.foliage(20, -390, 170, 86, 240, 0x558544)
		return
	}
	bag := blob(-120, -120, 0, -128, 120, -120, 128, 0, 116, 112, 0, 120, -116, 112, -128, 0)
	a.shadow(26, 16, 26, 0.5, bag)
	a.body(0x2A2622, 20, bag)
	a.wash(0xFFFFFF, 0.25, brush(curve(-96, -100, -104, 0, -90, 96), 14))
	a.fill(0x4A3424, oval(0, -116, 116, 22))
	a.line(0x7A6248, 18, curve(0, -116, -10, -260, 16, -420))
	a.body(0xC9B88A, 4, box(-16, -200, 14, -170, 6))
	for i, b := range []pt{{-150, -330}, {150, -370}, {-120, -470}, {130, -520}, {10, -580}} {
		a.line(0x7A6248, 9, curve(6, -230-float64(i)*40, b.x*0.5, b.y+40, b.x, b.y))
		for j := range 9 {
			t := float64(j) / 8
			x, y := b.x*(0.3+0.9*t), b.y+50*(1-t)-8
			for _, m := range []float64{1, -1} {
				c := a.near(leafMid, 0.25)
				o := leafShape(x, y, x+26*t+a.in(-8, 8), y+m*a.in(44, 66), 30)
				a.body(c, 4, o)
			}
		}
	}
	if k.fruit.paint != nil {
		for _, p := range []pt{{-90, -270}, {110, -290}, {70, -420}} {
			a.line(0x7A6248, 4, poly(p.x, p.y-40, p.x, p.y-20))
			a.at(p.x, p.y+26, 0.85, 80, func() { k.fruit.draw(a) })
		}
	}
}

func (k plant) paint(a *artist, s Subject, view int) {
	switch view {
	case 0:
		a.room(s.variant)
		if k.bonsai {
			a.at(0, 290, 1.3, 0, func() { k.tree(a) })
			return
		}
		a.at(0, 320, 1.12, 0, func() { k.tree(a) })
	case 1:
		a.room(s.variant + 3)
		a.at(-40, 690, 2.1, 0, func() { k.tree(a) })
	default:
		a.room(s.variant + 6)
		a.at(-120, 320, 0.92, 0, func() { k.tree(a) })
		a.at(230, 400, 1, 0, func() { a.ruler(-90, 640) })
		a.at(120, 100, 1, 0, func() { a.reach(s.sleeve) })
	}
}

func plantRules() []rule {
	kohaku := koiCoat{0xF8F2E6, 0xD9432A, 0}
	showa := koiCoat{0x2A2522, 0xD9432A, 0xF4EEE2}
	gold := koiCoat{0xE9A52E, 0xF3C65A, 0}
	asagi := koiCoat{0x6E92AD, 0xD97A3A, 0}
	sanke := koiCoat{0xF8F2E6, 0xD9432A, 0x2A2522}
	return []rule{
		{"pakan", FamilyPowder, powder{p: piece{paint: pellet, c: 0x9A5A2A, d: 0x6B7A3C, room: 1.2}, fine: 0x8A4A22, pack: inPouch}},
		{"pelet", FamilyPowder, powder{p: piece{paint: pellet, c: 0x9A5A2A, d: 0x6B7A3C, room: 1.2}, fine: 0x8A4A22, pack: inPouch}},
		{"bibit koi", FamilyKoi, koiPond{coats: []koiCoat{kohaku, gold, sanke, asagi, showa}, fry: true}},
		{"koi showa", FamilyKoi, koiPond{coats: []koiCoat{showa, kohaku}}},
		{"koi kohaku", FamilyKoi, koiPond{coats: []koiCoat{kohaku, sanke}}},
		{"ikan koi", FamilyKoi, koiPond{coats: []koiCoat{sanke, gold}}},
		{"ikan hias", FamilyKoi, koiPond{coats: []koiCoat{gold, asagi}}},
		{"bonsai", FamilyPlant, plant{bonsai: true}},
		{"bibit", FamilyPlant, plant{fruit: piece{paint: starfruitWhole, c: 0xE9B92E}}},
		{"tanaman", FamilyPlant, plant{}},
	}
}
