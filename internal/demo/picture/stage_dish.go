package picture

// dish is fresh food on a leaf, a plate or in a bowl.
type dish struct {
	p    piece
	on   int             // see dishOf
	size float64         // radius of one piece
	top  func(a *artist) // painted over the heap, within 250 units; may be nil
	prop piece
	box  boxing
}

// boxing says how fresh food travels.
type boxing int

const (
	inBesek boxing = iota
	inVacuum
	inLeaf
)

func (k dish) plated(a *artist, s Subject, x, y, r float64) {
	a.dishOf(k.on, x, y, r, k.size*r/385, k.p)
	if k.top != nil {
		a.at(x, y, r/385, 0, func() { k.top(a) })
	}
}

func (k dish) paint(a *artist, s Subject, view int) {
	prop := k.prop
	if prop.paint == nil {
		prop = k.p
	}
	switch view {
	case 0:
		a.flatlay(a.groundFor(k.p.c, 0))
		k.plated(a, s, 0, 0, 420)
		a.few(3, -390, 400, 70, 50, 60, prop)
		a.few(2, 400, -410, 50, 40, 60, prop)
	case 1:
		if k.top != nil {
			a.flatlay(groundTile)
			k.on = 1
			a.at(-60, 20, 1, 34, func() { k.plated(a, s, 0, 0, 640) })
			a.at(250, 250, 1.2, -45, func() { a.spoon(steel, 0) })
			return
		}
		a.room(s.variant + 2)
		a.at(0, 320, 1.32, 0, func() { a.frontDish(0, 0, 340, k.size*1.05, k.p) })
		a.few(4, 330, 455, 110, 20, 50, prop)
	case 2:
		a.flatlay(a.groundFor(k.p.c, 4))
		k.plated(a, s, -120, -120, 330)
		a.coin(-350, 360, 42)
		a.at(120, 80, 1, 0, func() {
			a.at(-10, -16, k.size/50, 15, func() { k.p.draw(a) })
			a.reach(s.sleeve)
		})
	default:
		switch k.box {
		case inVacuum:
			a.flatlay(groundChalk)
			a.at(-30, 0, 1, -8, func() {
				a.vacuum(760, 620, func() {
					a.at(0, 30, 1, 0, func() {
						if k.top != nil {
							a.at(0, 0, 1.15, 0, func() { k.top(a) })
							return
						}
						a.heap(0, 0, 290, 205, k.size*1.05, k.p)
					})
				})
				a.strip(0, -262, 740, 110, s)
			})
			a.few(3, 360, 400, 70, 40, 60, prop)
		case inLeaf:
			a.flatlay(pick(a.dice, groundBamboo, groundPlanks, groundClay, groundIndigo))
			leaf := pick(a.dice, ink(0x5F9A4A), ink(0x4F8A43), ink(0x6F9A3E))
			a.at(0, 0, 1, a.in(-20, 20), func() {
				for _, p := range []pt{{-210, -200}, {210, -170}, {-190, 210}, {220, 230}} {
					a.at(p.x, p.y, 3.1, a.in(-12, 12), func() { leafParcel(a, leaf, 0xE3C48A) })
				}
			})
			a.few(4, 0, 430, 380, 30, k.size, k.p)
		default:
			a.flatlay(groundSage)
			a.at(0, 0, 1, 6, func() {
				o := box(-390, -330, 390, 330, 16)
				a.shadow(16, 20, 24, 0.5, o)
				a.plaited(o, 0xD9B878, 46)
				in := box(-335, -275, 335, 275, 8)
				a.fill(0x7A5A30, in)
				a.inside(func() {
					a.fill(0x5F9A4A, in)
					for x := -340.0; x < 340; x += 20 {
						a.wash(0x3F7A38, 0.5, stroke(poly(x, -280, x+20, 280), 4, 4))
					}
					a.heap(0, 0, 300, 235, k.size*1.15, k.p)
					a.wash(0x2A160E, 0.3, poly(-335, -275, 335, -275, 335, -240, -300, -240, -300, 275, -335, 275))
				}, in)
			})
		}
	}
}

// pecel lays greens, rice cakes, peanut sauce and a cracker on a leaf.
func pecel(a *artist) {
	for range 46 {
		x, y := a.in(-40, 230), a.in(-200, 180)
		a.at(x, y, 1, a.in(0, 180), func() {
			c := pick(a.dice, leafDark, leafMid, ink(0x3F7A38), leafPale)
			a.drop(5, brush(curve(-50, 0, 0, a.in(-20, 20), 50, 4), 18))
			a.body(c, 4, brush(curve(-50, 0, 0, a.in(-20, 20), 50, 4), 18))
		})
	}
	for range 16 {
		x, y := a.in(60, 220), a.in(-150, 60)
		a.at(x, y, 1, a.in(0, 180), func() { a.body(0xF3EBD2, 3, stroke(curve(-36, 0, 0, 14, 36, 0), 7, 4)) })
	}
	for i := range 5 {
		a.at(-190+float64(i%2)*120, -140+float64(i)*70, 1.35, a.in(-20, 20), func() { cube(a, 0xEFE8D8, 0xF8F4EA) })
	}
	o := lump(a.dice, 40, 40, 150, 105, 0.13)
	a.drop(10, o)
	a.body(0xA8602A, 14, o)
	a.at(40, 40, 1, 0, func() { a.specks(0xE0B070, 50, 130, 85, 7) })
	a.wash(0xE0A868, 0.5, brush(curve(-60, 10, 0, -40, 90, -30), 18))
	a.at(150, 170, 1.7, 20, func() { peyek(a, 0xE0AC55, 0xC98A4E) })
}

// tumpeng is a cone of yellow rice with its dishes around, from the front.
type tumpeng struct{}

func (tumpeng) whole(a *artist) {
	a.shadow(30, 20, 36, 0.55, oval(0, 60, 420, 110))
	a.fill(0x9A7440, oval(0, 60, 420, 125))
	a.plaited(oval(0, 40, 410, 120), 0xDDBB7E, 30)
	a.body(0x4F8A43, 8, blob(-390, 40, -250, -40, 0, -60, 250, -40, 390, 40, 250, 125, 0, 145, -250, 125))
	side := func(x, y, s float64, p piece) {
		a.at(x, y, 1, 0, func() { a.few(7, 0, 0, 80, 34, s, p) })
	}
	side(-250, 10, 38, piece{paint: shard, c: 0xC98238, d: 0x9A5420})
	side(250, 10, 40, piece{paint: ball, c: 0xB5743A, d: 0x7A4A24})
	o := blob(0, -470, 44, -400, 120, -190, 215, 30, 170, 78, 0, 96, -170, 78, -215, 30, -120, -190, -44, -400)
	a.drop(20, o)
	a.body(0xEDB52E, 44, o)
	a.inside(func() {
		for range 240 {
			a.at(a.in(-210, 210), a.in(-460, 90), 1, a.in(0, 180), func() {
				a.wash(pick(a.dice, ink(0xF9DE83), ink(0xC98A1E)), 0.7, oval(0, 0, 10, 4.5))
			})
		}
	}, o)
	a.body(leafDark, 6, poly(-52, -390, 0, -500, 52, -390, 24, -404, 0, -384, -24, -404))
	side(-180, 90, 42, piece{paint: eggHalf, c: 0xF4E6CF, d: 0xF0A12A})
	side(190, 96, 42, piece{paint: cube, c: 0xC98A45, d: 0xDDA85E})
	side(0, 110, 40, piece{paint: limeLeaf, c: leafDark})
	side(-60, 100, 34, piece{paint: chiliPod, c: chili})
}

func (k tumpeng) paint(a *artist, s Subject, view int) {
	switch view {
	case 0:
		a.room(s.variant)
		a.at(0, 290, 1.08, 0, func() { k.whole(a) })
	case 1:
		a.room(s.variant + 3)
		a.at(-40, 330, 1.6, 0, func() { k.whole(a) })
	case 2:
		a.room(s.variant + 5)
		a.at(-90, 280, 0.86, 0, func() { k.whole(a) })
		a.at(130, 230, 1, 0, func() { a.reach(s.sleeve) })
	default:
		a.flatlay(groundHusk)
		a.tampah(0, 0, 440)
		a.bananaLeaf(0, 0, 700, 640, 10)
		ring := []piece{{paint: eggHalf, c: 0xF4E6CF, d: 0xF0A12A}, {paint: cube, c: 0xC98A45, d: 0xDDA85E}, {paint: shard, c: 0xC98238, d: 0x9A5420}, {paint: ball, c: 0xB5743A, d: 0x7A4A24}, {paint: limeLeaf, c: leafDark}, {paint: chiliPod, c: chili}}
		for i := range 12 {
			p := arc(0, 0, 270, 250, float64(i)*30, float64(i)*30+1, 2)[0]
			a.few(5, p.x, p.y, 60, 50, 44, ring[i%len(ring)])
		}
		a.shadow(20, 26, 20, 0.5, oval(0, 0, 170, 165))
		a.body(0xEDB52E, 40, lump(a.dice, 0, 0, 175, 168, 0.03))
		for range 150 {
			a.at(a.in(-130, 130), a.in(-130, 130), 1, a.in(0, 180), func() { a.wash(0xF9DE83, 0.7, oval(0, 0, 9, 4)) })
		}
		a.body(leafDark, 4, star(0, 0, 5, 14, 52, -90))
	}
}

// braised is a whole chicken in spiced coconut sauce.
func braised(a *artist) {
	c := ink(0xC07A2A)
	o := blob(-190, 20, -140, -90, -10, -130, 120, -100, 200, 0, 150, 110, 10, 140, -130, 110)
	a.drop(16, o)
	a.body(c, 30, o)
	for _, m := range []float64{1, -1} {
		leg := blob(70, 40*m, 160, 60*m, 260, 110*m, 250, 145*m, 150, 140*m, 50, 110*m)
		a.drop(10, leg)
		a.body(c.light(0.08), 18, leg)
		a.body(0xF0E4CE, 4, blob(250, 108*m, 292, 112*m, 296, 138*m, 250, 146*m))
		wing := blob(-120, 60*m, -60, 90*m, 20, 100*m, 0, 140*m, -90, 140*m)
		a.body(c.dark(0.06), 14, wing)
	}
	a.wash(0xF0C070, 0.6, brush(curve(-150, -20, -60, -90, 60, -90), 30))
	a.specks(0x7A3A14, 40, 170, 110, 8)
	a.specks(leafMid, 9, 160, 90, 9)
	a.at(-120, 130, 1, 10, func() { limeLeaf(a, leafDark, 0) })
	a.at(150, -120, 1.1, -30, func() { chiliPod(a, chili, 0) })
}

// dishRules are fresh and cooked foods.
func dishRules() []rule {
	pc := func(f func(*artist, ink, ink), c, d ink) piece { return piece{paint: f, c: c, d: d} }
	coconut := pc(coconutHalf, 0, 0)
	return []rule{
		{"pecel punten", FamilyDish, dish{p: pc(limeLeaf, leafMid, 0), on: 2, size: 50, top: pecel, box: inLeaf, prop: pc(peanut, 0xDDAE6C, 0xA9713B)}},
		{"nasi pecel", FamilyDish, dish{p: pc(limeLeaf, leafMid, 0), on: 2, size: 50, top: pecel, box: inLeaf}},
		{"cenil", FamilyDish, dish{p: pc(worm, 0xF3EBDD, 0), on: 2, size: 58, box: inLeaf, prop: pc(triangleRice, 0xEFE3CB, 0x8A4A1E)}},
		{"lopis", FamilyDish, dish{p: pc(triangleRice, 0xEFE3CB, 0x8A4A1E), on: 2, size: 70, box: inLeaf}},
		{"klepon", FamilyDish, dish{p: pc(ball, 0x5F9A3A, 0xF7F2E6), on: 2, size: 66, prop: coconut}},
		{"lapis", FamilyDish, dish{p: piece{paint: rainbow, c: 0xE2667A, upright: true}, on: 1, size: 82}},
		{"onde", FamilyDish, dish{p: pc(ball, 0xC9853A, 0xF3DFB0), on: 0, size: 74}},
		{"lemper", FamilyDish, dish{p: pc(rolled, 0xF3ECDC, 0x4F8A43), on: 1, size: 78}},
		{"tahu", FamilyDish, dish{p: piece{paint: cube, c: 0xEFE6CE, d: 0xFAF5E6, upright: true}, on: 0, size: 72}},
		{"tempe daun", FamilyDish, dish{p: piece{paint: leafParcel, c: 0x5F9A4A, d: 0xE3C48A, room: 1.1}, on: 0, size: 92, box: inLeaf, prop: pc(pellet, 0xE3CB96, 0xD8BA7C)}},
		{"tumpeng", FamilyDish, tumpeng{}},
		{"lodho", FamilyDish, dish{p: pc(limeLeaf, leafMid, 0), on: 2, size: 44, top: braised, box: inVacuum, prop: pc(clove, 0xF2E8DA, 0)}},
		{"bakso", FamilyDish, dish{p: pc(ball, 0xA98E78, 0x8A705C), on: 3, size: 62, box: inVacuum, prop: pc(clove, 0xF2E8DA, 0)}},
		{"siomay", FamilyDish, dish{p: pc(dumpling, 0xF0DDB4, 0xB5743A), on: 0, size: 72, box: inVacuum}},
	}
}
