package picture

// eggs come ten to a tray.
type eggs struct {
	c, spots ink
	yolk     ink // colour of the yolk of a cut one; 0 when sold raw
}

func (k eggs) tray(a *artist, n int) {
	c := ink(0xA89A88)
	w := float64(n) * 86
	o := box(-w-30, -200, w+30, 200, 26)
	a.shadow(14, 18, 20, 0.5, o)
	a.body(c, 9, o)
	for j := range 2 {
		for i := range n {
			x, y := -w+86+float64(i)*172, -92+float64(j)*184
			a.fill(c.dark(0.35), oval(x, y, 78, 80))
			a.fill(c.dark(0.18), oval(x+4, y+6, 68, 70))
			a.at(x, y, 1.62, a.in(-14, 14), func() { egg(a, a.near(k.c, 0.08), k.spots) })
		}
	}
}

func (k eggs) paint(a *artist, s Subject, view int) {
	whole, half := piece{paint: egg, c: k.c, d: k.spots}, piece{paint: eggHalf, c: k.c, d: k.yolk}
	switch view {
	case 0:
		a.flatlay([]ground{groundHusk, groundPlanks, groundIndigo}[s.variant%3])
		a.at(0, -110, 1, -4, func() { k.tray(a, 5) })
		if k.yolk != 0 {
			a.few(2, -140, 300, 120, 20, 98, half)
			a.few(1, 220, 310, 40, 20, 88, whole)
		} else {
			a.few(3, 0, 310, 260, 20, 92, whole)
		}
	case 1:
		a.flatlay(groundLinen)
		nestOf := piece{paint: nest, c: 0xD9B878, d: 0xF7E3A0}
		a.heap(0, 60, 380, 320, 70, nestOf)
		if k.yolk != 0 {
			a.at(-130, 0, 3.3, -14, func() { half.draw(a) })
			a.at(170, 90, 3.1, 20, func() { whole.draw(a) })
		} else {
			a.few(4, 0, 40, 210, 150, 150, whole)
		}
	case 2:
		a.plaster(0xC7D0B4)
		a.held(s, 130, func() { a.at(0, -40, 3.6, 5, func() { whole.draw(a) }) })
	default:
		a.room(s.variant)
		a.at(0, 390, 1.12, 0, func() {
			a.besekOpen(780, 260)
			a.few(12, 0, -215, 310, 40, 86, whole)
			a.besekFront(780, 190)
		})
	}
}

// fish is cooked, smoked or sealed fish.
type fish struct {
	c, d   ink
	small  bool // a plate of small fried fish rather than two large ones
	sealed bool // sold in a vacuum bag
	long   float64
}

// big paints one fish 600 long, head to the left.
func (k fish) big(a *artist) {
	d := k.long
	o := blob(-300, 10, -230, -60*d, -90, -100*d, 90, -70*d, 220, -18, 220, 24, 90, 80*d, -90, 104*d, -230, 66*d)
	tail := blob(205, 0, 270, -80, 310, -96, 282, 4, 306, 100, 262, 76)
	fin := blob(-110, -90*d, 0, -128*d, 100, -66*d)
	a.drop(12, o, tail)
	a.body(k.c.dark(0.2), 6, tail, fin)
	a.body(k.c, 20, o)
	a.inside(func() {
		a.wash(k.c.light(0.5), 0.45, blob(-280, 30, -60, 40*d, 210, 14, 100, 90*d, -90, 120*d, -240, 80*d))
		for j := range 6 {
			for i := range 11 {
				x, y := -170+float64(i)*36+float64(j%2)*18, -80+float64(j)*30
				a.wash(k.d, 0.5, stroke(arc(x, y*d, 17, 16, -80, 80, 7), 3, 3))
			}
		}
	}, o)
	a.line(k.c.dark(0.45), 6, arc(-222, 4, 56, 62*d, -62, 62, 12))
	a.fill(paper, oval(-252, -18, 14, 14))
	a.dot(tinta, -253, -17, 8)
	a.line(k.c.dark(0.5), 5, curve(-298, 16, -278, 24, -262, 22))
}

func (k fish) paint(a *artist, s Subject, view int) {
	fry := piece{paint: friedFish, c: k.c, d: k.d, room: 1.1}
	chilis, lime := piece{paint: chiliPod, c: chili}, piece{paint: limeLeaf, c: leafDark}
	two := func() {
		a.at(-10, -110, 1.12, -7, func() { k.big(a) })
		a.at(10, 130, 1.12, 4, func() { k.big(a) })
	}
	if k.small {
		snack{p: fry, pack: inJar, prop: chilis}.paint(a, s, view)
		return
	}
	switch view {
	case 0:
		a.flatlay([]ground{groundPlanks, groundIndigo, groundLinen}[s.variant%3])
		if s.variant%2 == 0 {
			a.bananaLeaf(0, 10, 900, 700, -6)
		} else {
			a.tampah(0, 0, 430)
		}
		two()
		a.few(3, -330, 380, 90, 50, 70, chilis)
		a.few(3, 340, -380, 80, 50, 70, lime)
	case 1:
		a.flatlay(groundChalk)
		a.at(170, 40, 2.2, -12, func() { k.big(a) })
		a.few(3, 300, 400, 120, 40, 80, lime)
	case 2:
		a.flatlay(groundClay)
		a.plate(-60, -60, 400, 0xF4EFE2, wedelMid)
		a.at(-60, -60, 1.02, -10, func() { k.big(a) })
		a.coin(-380, 390, 42)
		a.at(215, -70, 1, 0, func() { a.reach(s.sleeve) })
	default:
		a.flatlay(groundLinen)
		if k.sealed {
			a.at(0, 0, 1, -8, func() {
				a.vacuum(860, 640, two)
				a.strip(0, -270, 830, 110, s)
			})
			return
		}
		a.at(0, 0, 1, 5, func() {
			o := box(-410, -320, 410, 320, 14)
			a.shadow(16, 20, 24, 0.5, o)
			a.plaited(o, 0xD9B878, 46)
			in := box(-355, -265, 355, 265, 8)
			a.fill(0x4F8A43, in)
			a.inside(two, in)
		})
	}
}

// eggRules are eggs and fish.
func eggRules() []rule {
	return []rule{
		{"telur asap", FamilyEgg, eggs{c: 0xA8703E, spots: 0x7A4A24, yolk: 0xE8842A}},
		{"telur asin", FamilyEgg, eggs{c: 0xB9D3CC, spots: 0x8FB0A6, yolk: 0xF0A12A}},
		{"uceng", FamilyFish, fish{c: 0xC98A3E, d: 0xE8C078, small: true}},
		{"wader", FamilyFish, fish{c: 0xB5742E, d: 0xE0AC55, small: true}},
		{"mujair presto", FamilyFish, fish{c: 0x8A7A5A, d: 0x4A4030, sealed: true, long: 1.2}},
		{"bandeng", FamilyFish, fish{c: 0xA8A08A, d: 0x6A6450, sealed: true, long: 0.85}},
		{"ikan asap", FamilyFish, fish{c: 0x8A5426, d: 0x4A2A14, long: 0.8}},
	}
}
