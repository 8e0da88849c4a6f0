package picture

// cups are portions in small sealed tubs.
type cups struct {
	c    ink
	bits bool
	prop piece
}

func (k cups) paint(a *artist, s Subject, view int) {
	one := func() { a.tub(230, 230, k.c, s.label) }
	switch view {
	case 0:
		a.room(s.variant)
		for _, p := range []pt{{-290, 190}, {-30, 190}, {230, 190}, {-170, 350}, {110, 350}} {
			a.at(p.x, p.y, 1.12, 0, one)
		}
		a.few(6, 330, 410, 120, 50, 56, k.prop)
		a.few(2, -370, 420, 60, 30, 56, k.prop)
	case 1:
		a.flatlay(a.groundFor(k.c, 1))
		a.bowl(0, 30, 350, ink(0xF1EADC), k.c.light(0.06))
		a.inside(func() {
			if k.bits {
				a.heap(0, 30, 200, 190, 62, k.prop)
			} else {
				a.at(0, 30, 1, 0, func() { a.specks(k.c.light(0.4), 70, 270, 270, 12) })
				a.wash(k.c.light(0.4), 0.6, brush(curve(-200, 0, -100, -130, 60, -160), 26))
			}
		}, oval(0, 30, 290, 290))
		a.at(90, 110, 1, -40, func() { a.spoon(steel, 0) })
		a.few(4, -360, -380, 110, 70, 66, k.prop)
	case 2:
		a.plaster(pick(a.dice, ink(0xC7D0B4), ink(0xE3BE8F), ink(0xB9CAD6)))
		a.held(s, 190, func() { a.at(0, 230, 1.9, 0, one) })
	default:
		a.flatlay(groundPlanks)
		for j := range 3 {
			for i := range 4 {
				x, y := -345+float64(i)*230, -250+float64(j)*245
				a.shadow(8, 12, 12, 0.5, oval(x, y, 105, 105))
				a.body(mix(k.c, paper, 0.7), 6, oval(x, y, 106, 106))
				a.body(k.c, 5, oval(x, y, 92, 92))
				a.at(x, y, 1, a.in(-12, 12), func() { a.badge(s.label, 136, 96) })
			}
		}
	}
}

// sticks are single portions in slim sachets, with a box and a cup.
type sticks struct {
	c, cup ink
	prop   piece
}

func (k sticks) paint(a *artist, s Subject, view int) {
	one := func() { a.sachet(150, 330, k.c, s.label) }
	switch view {
	case 0:
		a.flatlay(a.groundFor(k.cup, 0))
		a.cupTop(-150, -110, 205, pick(a.dice, ink(0xF4EFE2), ink(0x35597B)), k.cup)
		for i := range 5 {
			a.at(120+float64(i)*62, 190-float64(i)*30, 1.1, -22+float64(i)*14, one)
		}
		a.few(5, -300, 340, 150, 80, 66, k.prop)
	case 1:
		a.flatlay(groundLinen)
		for i := range 6 {
			a.at(-420+float64(i)*165, a.in(-60, 40), 1.7, -12, one)
		}
		a.few(4, 260, 400, 170, 50, 80, k.prop)
	case 2:
		a.plaster(0xE3BE8F)
		a.held(s, 130, func() { a.at(0, -20, 1.7, 4, one) })
	default:
		a.room(s.variant + 1)
		a.at(-110, 350, 1, 0, func() { a.carton(440, 600, 180, k.c, s.label) })
		a.at(270, 400, 1, 0, func() { a.glass(190, 260, k.cup) })
		a.few(3, 230, 450, 90, 20, 50, k.prop)
	}
}

// iceSticks are ice drops in long clear sleeves on a bamboo stick.
type iceSticks struct{}

func (iceSticks) one(a *artist, c ink) {
	a.body(0xE3C48A, 3, box(-9, 150, 9, 260, 5))
	o := box(-42, -170, 42, 170, 36)
	a.drop(12, o)
	a.body(c, 13, o)
	a.inside(func() {
		a.wash(c.light(0.7), 0.6, brush(curve(-26, -140, -30, 0, -24, 130), 13))
		for range 12 {
			a.wash(pick(a.dice, c.dark(0.35), ink(0x8A5A3A)), 0.6, lump(a.dice, a.in(-30, 30), a.in(-150, 150), 6, 5, 0.2))
		}
		a.wash(paper, 0.5, lump(a.dice, 0, -170, 50, 22, 0.3))
	}, o)
}

func (k iceSticks) paint(a *artist, s Subject, view int) {
	flavours := []ink{0xE9D6B8, 0x8A5232, 0xE58A8E, 0xA9C77C, 0xF2C75A, 0xC9A0B8}
	pickC := func(i int) ink { return flavours[(i+s.variant)%len(flavours)] }
	ice := piece{paint: func(a *artist, _, _ ink) {
		o := poly(-34, -30, 20, -38, 40, 10, 6, 38, -38, 20)
		a.drop(6, o)
		a.wash(0xDCEAF0, 0.9, o)
		a.wash(0xFFFFFF, 0.7, poly(-34, -30, 20, -38, 4, -6, -20, 4))
	}}
	switch view {
	case 0:
		a.flatlay(groundIndigo)
		a.plate(0, 20, 430, 0xC9D9E6, wedelMid)
		a.few(16, 0, 30, 310, 280, 52, ice)
		for i := range 5 {
			a.at(-240+float64(i)*120, 0+a.in(-20, 20), 1.15, a.in(-12, 12), func() { k.one(a, pickC(i)) })
		}
	case 1:
		a.flatlay(groundTile)
		for i := range 3 {
			a.at(-230+float64(i)*230, 20, 2.4, -14, func() { k.one(a, pickC(i)) })
		}
	case 2:
		a.plaster(0xB9CAD6)
		a.held(s, 70, func() { a.at(0, -210, 1.5, 0, func() { k.one(a, pickC(2)) }) })
	default:
		a.flatlay(groundPlanks)
		for i := range 10 {
			a.at(-380+float64(i%5)*190, -220+float64(i/5)*450, 1.05, a.in(-4, 4), func() { k.one(a, pickC(i)) })
		}
	}
}
