package picture

// drinkRules are bottles, jars of paste, powders, coffee, tea and staples.
func drinkRules() []rule {
	pc := func(f func(*artist, ink, ink), c, d ink) piece { return piece{paint: f, c: c, d: d} }
	big := func(f func(*artist, ink, ink), c, d ink) piece { return piece{paint: f, c: c, d: d, room: 1.3} }
	chilis := big(chiliPod, chili, 0)
	peanuts := pc(peanut, 0xDDAE6C, 0xA9713B)
	beans := pc(bean, 0x4A2A1B, 0)
	coconut := pc(coconutHalf, 0, 0)
	jahe, kunyit := big(ginger, 0xD3A66A, 0xEFD28A), big(ginger, 0xC9842F, 0xEE9A2B)
	starfruit := pc(starSlice, 0xE7C53A, 0x8A6A1E)
	pine := pc(ringSlice, 0xEFC94C, 0xD79E2A)
	dust := func(c ink) piece { return pc(nib, c, 0) }
	tea := pc(dryLeaf, 0x3A2A20, 0x6B4A2C)
	coffee := func(fine, cup ink) powder {
		return powder{p: beans, fine: fine, pack: inPouch, cup: cup, prop: beans}
	}
	granules := func(c ink) piece { return pc(pellet, c, c.dark(0.2)) }
	return []rule{
		{"sari belimbing", FamilyBottle, drink{form: 0, c: 0xEBC445, cap: leafDark, prop: starfruit, glass: true}},
		{"sambal sachet", FamilyDish, cups{c: 0xC77B3A, prop: peanuts}},
		{"sambal pecel pedas", FamilySnack, snack{p: pc(brick3, 0x9A4A22, 0xE0B070), pack: inCarton, prop: chilis}},
		{"sambal pecel", FamilySnack, snack{p: pc(brick3, 0xB8743A, 0xF0CF98), pack: inBag, prop: peanuts}},
		{"sambal bawang", FamilyJar, drink{form: 2, c: 0xC8381E, cap: tinta, bits: 0xEBC98A, prop: pc(shallot, 0xA8455A, 0)}},
		{"sambal teri", FamilyJar, drink{form: 2, c: 0xB5441F, cap: soga, bits: steel, prop: peanuts}},
		{"sambal tuna", FamilyJar, drink{form: 4, c: 0xA8341C, cap: wedelMid, bits: 0xD8A27A, prop: chilis}},
		{"sambal", FamilyJar, drink{form: 2, c: 0xBE3A1E, cap: leafDark, bits: 0xEBC98A, prop: chilis}},
		{"abon ayam", FamilySnack, snack{p: pc(floss, 0xD39A4E, 0xB87A34), pack: inPouch}},
		{"abon lele", FamilySnack, snack{p: pc(floss, 0xA9713B, 0x8A5526), pack: inJar}},
		{"abon", FamilySnack, snack{p: pc(floss, 0xC07F45, 0x96512B), pack: inPouch, prop: chilis}},
		{"terasi", FamilySnack, snack{p: pc(brick3, 0x6B3430, 0x9A5A4A), pack: inCarton, prop: chilis}},
		{"petis", FamilyJar, drink{form: 2, c: 0x2B1812, cap: chili, prop: pc(clove, 0xF2E8DA, 0)}},
		{"bumbu rawon", FamilyPowder, powder{p: dust(0x3A2A22), fine: 0x2E211B, pack: inCarton, prop: pc(shallot, 0xA8455A, 0)}},
		{"bumbu", FamilyPowder, powder{p: dust(0xB8743A), fine: 0x9A5A22, pack: inPouch, prop: chilis}},
		{"bawang goreng", FamilyJar, snack{p: pc(shard, 0xC98238, 0x9A5420), pack: inJar, prop: pc(shallot, 0xA8455A, 0)}},
		{"kecap", FamilyBottle, drink{form: 1, c: 0x2A1610, cap: chili, prop: pc(pellet, 0xE3CB96, 0xD8BA7C)}},
		{"gula semut jahe", FamilyPowder, powder{p: granules(0xA8682E), fine: 0x96551F, pack: inPouch, prop: jahe}},
		{"gula semut", FamilyPowder, powder{p: granules(0x9A5A22), fine: 0x86471A, pack: inJar, prop: coconut}},
		{"gula cetak", FamilySnack, snack{p: pc(sugarDome, 0x9A5A2A, 0), pack: inBag, prop: coconut}},
		{"gula kelapa", FamilySnack, snack{p: pc(sugarDome, 0x8A4A1E, 0), pack: inBag, prop: coconut}},
		{"beras analog", FamilyPowder, powder{p: pc(grain, 0xE9C978, 0), fine: 0xDDB860, pack: inSack, prop: pc(kernel, 0xE3A035, 0)}},
		{"beras merah", FamilyPowder, powder{p: pc(grain, 0xA8553F, 0), fine: 0x8E4433, pack: inPouch}},
		{"beras kencur", FamilyBottle, drink{form: 0, c: 0xE0C49A, cap: leafMid, prop: jahe, glass: true}},
		{"beras", FamilyPowder, powder{p: pc(grain, 0xF6F0E2, 0), fine: 0xE6DCC6, pack: inSack}},
		{"tepung", FamilyPowder, powder{p: dust(0xF7F2E6), fine: 0xF1EADB, pack: inSack, prop: big(ginger, 0x8A5A3A, 0xF7F2E6)}},
		{"tiwul", FamilyPowder, powder{p: granules(0xC9A070), fine: 0xB58A5A, pack: inPouch, prop: coconut}},
		{"gatot", FamilyPowder, powder{p: piece{paint: nib, c: 0x6A5442, room: 1.2}, fine: 0x54412F, pack: inBag}},
		{"madu klanceng", FamilyBottle, drink{form: 4, c: 0xB5651A, cap: sogaDark, prop: pc(comb, 0xE3A02A, 0)}},
		{"madu", FamilyBottle, drink{form: 2, c: 0xD98A1E, cap: belimbing, prop: pc(comb, 0xEDB53A, 0)}},
		{"minyak kelapa", FamilyBottle, drink{form: 1, c: 0xEBD78A, cap: belimbing, prop: coconut}},
		{"vco", FamilyBottle, drink{form: 4, c: 0xEEF0DC, cap: leafDark, prop: coconut}},
		{"bubuk cokelat", FamilyPowder, powder{p: dust(0x5A3320), fine: 0x4B2817, pack: inCarton, cup: 0x5A3320, prop: beans}},
		{"cokelat bubuk", FamilyPowder, powder{p: dust(0x5A3320), fine: 0x4B2817, pack: inPouch, cup: 0x5A3320, prop: beans}},
		{"teh hijau", FamilyPowder, powder{p: pc(dryLeaf, 0x6B7A3C, 0x4B5A2C), fine: 0x4B5A2C, pack: inPouch, cup: 0xC9B04A, prop: big(limeLeaf, leafMid, 0)}},
		{"teh cascara", FamilyPowder, powder{p: pc(dryLeaf, 0x8A3A28, 0x5E2418), fine: 0x5E2418, pack: inPouch, cup: 0xB5502A, prop: pc(pellet, 0xB5302A, 0xC84A35)}},
		{"teh", FamilyPowder, powder{p: tea, fine: 0x2E211B, pack: inCarton, cup: 0xA8561F, prop: big(limeLeaf, leafMid, 0)}},
		{"kopi jahe", FamilyPowder, sticks{c: 0x7A4A2C, cup: 0x6B3F22, prop: jahe}},
		{"kopi ekselsa", FamilyPowder, coffee(0x4A2C1C, 0x3A2016)},
		{"kopi fermentasi", FamilyPowder, powder{p: pc(bean, 0x6B3A22, 0), fine: 0x54301F, pack: inPouch, cup: 0x4B2414, prop: pc(pellet, 0xB5302A, 0xC84A35)}},
		{"kopi biji", FamilyPowder, powder{p: piece{paint: bean, c: 0x4A2A1B, room: 1.2}, fine: 0x3A2016, pack: inSack, cup: 0x2E1A10, prop: beans}},
		{"kopi luwak", FamilyPowder, powder{p: piece{paint: bean, c: 0x7A5232, room: 1.2}, fine: 0x54381F, pack: inCarton, cup: 0x3A2016, prop: beans}},
		{"kopi", FamilyPowder, coffee(0x3A2016, 0x2E1A10)},
		{"kunyit", FamilyBottle, drink{form: 0, c: 0xDE8A1E, cap: leafDark, prop: kunyit, glass: true}},
		{"serbuk jahe", FamilyPowder, powder{p: granules(0xC98A4A), fine: 0xB5743A, pack: inPouch, cup: 0xB5743A, prop: big(ginger, 0xB5654A, 0xEFD28A)}},
		{"temulawak", FamilyPowder, powder{p: granules(0xE0A53A), fine: 0xCB8A24, pack: inJar, cup: 0xD08F2A, prop: kunyit}},
		{"wedang", FamilyPowder, sticks{c: 0xA8442F, cup: 0xA8301F, prop: big(spiceMix, 0x7A4A2C, 0)}},
		{"susu bubuk", FamilyPowder, powder{p: dust(0xF7F0E0), fine: 0xF0E6D0, pack: inCarton, cup: 0xF0E6D4}},
		{"kefir", FamilyBottle, drink{form: 3, c: 0xF4EEE0, cap: wedelMid, prop: pc(pellet, 0xF7F2E6, 0xEDE4D0), glass: true}},
		{"yoghurt", FamilyBottle, drink{form: 0, c: 0xEFA9A6, cap: chili, prop: pc(berry, 0xC8322F, 0), glass: true}},
		{"es drop", FamilyDish, iceSticks{}},
		{"pleret", FamilyDish, cups{c: 0xEFD9C0, bits: true, prop: pc(worm, 0xF3EBDD, 0)}},
		{"sirup", FamilyBottle, drink{form: 1, c: 0xEFB52A, cap: belimbing, prop: pine, glass: true}},
		{"cincau", FamilyDish, cups{c: 0x2E2A22, bits: true, prop: pc(cube, 0x3A3A2C, 0x4A4A38)}},
		{"jamu", FamilyBottle, drink{form: 0, c: 0xC98A2A, cap: leafDark, prop: kunyit, glass: true}},
	}
}

func comb(a *artist, c, _ ink) {
	o := poly(-52, -20, -30, -46, 34, -40, 54, 2, 30, 42, -36, 38)
	a.drop(8, o)
	a.body(c, 7, o)
	a.inside(func() {
		for j := range 5 {
			for i := range 6 {
				x := -58 + float64(i)*22 + float64(j%2)*11
				a.fill(c.dark(0.35), arc(x, -40+float64(j)*19, 9, 9, 30, 330, 6))
				a.wash(c.light(0.5), 0.6, oval(x-2, -42+float64(j)*19, 4, 3))
			}
		}
	}, o)
}

func berry(a *artist, c, _ ink) {
	o := blob(0, 48, -30, 14, -36, -18, 0, -30, 36, -18, 30, 14)
	a.drop(7, o)
	a.body(c, 9, o)
	a.inside(func() { a.specks(0xF5D98F, 16, 30, 36, 3) }, o)
	a.fill(leafMid, star(0, -28, 5, 8, 26, 90))
}

func cookieRound(a *artist, c, d ink) {
	o := oval(0, 0, 44, 44)
	a.drop(7, o)
	a.body(c, 7, o)
	for i := range 9 {
		t := float64(i) * 40
		p := arc(0, 0, 28, 28, t, t+1, 2)[0]
		a.dot(d, p.x, p.y, 4)
	}
}

// spiceMix is the bark, clove and dried wood of a hot spice drink.
func spiceMix(a *artist, c, _ ink) {
	for range 5 {
		a.at(a.in(-30, 30), a.in(-24, 24), 1, a.in(0, 180), func() {
			k := pick(a.dice, c, ink(0xA8442F), ink(0xC99A5A))
			o := box(-34, -7, 34, 7, 4)
			a.drop(4, o)
			a.body(k, 4, o)
		})
	}
	o := star(0, 0, 8, 9, 30, a.in(0, 40))
	a.drop(4, o)
	a.body(0x5A3320, 4, o)
	a.dot(0x2E1A10, 0, 0, 6)
}
