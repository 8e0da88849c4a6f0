package picture

// snackRules are the dry sweets, chips and biscuits.
func snackRules() []rule {
	cassava, choc := ink(0xE8C98A), ink(0x5A3320)
	chip1 := func(c, d ink) piece { return piece{paint: chip, c: c, d: d} }
	pc := func(f func(*artist, ink, ink), c, d ink) piece { return piece{paint: f, c: c, d: d} }
	wide := func(f func(*artist, ink, ink), c, d ink, room float64) piece {
		return piece{paint: f, c: c, d: d, room: room}
	}
	peanuts := pc(peanut, 0xDDAE6C, 0xA9713B)
	chilis := wide(chiliPod, chili, 0, 1.3)
	beans := pc(bean, 0x4A2A1B, 0)
	starfruit := pc(starSlice, 0xE7C53A, 0x8A6A1E)
	return []rule{
		{"wajik cokelat", FamilyParcels, parcels{filling: 0x4B2817}},
		{"wajik mini", FamilyJar, snack{p: pc(wajikCut, 0xA8642B, 0), pack: inJar}},
		{"wajik toples", FamilyJar, snack{p: pc(wajikCut, 0xA8642B, 0), pack: inJar}},
		{"wajik", FamilyParcels, parcels{filling: 0xA8642B}},
		{"madumongso", FamilySnack, snack{p: wide(sweet, 0x3E2430, 0xD9574A, 1.2), pack: inCarton}},
		{"opak mawar", FamilySnack, snack{p: pc(roseWafer, 0xE8C06A, 0xD77A4A), pack: inBag, prop: pc(jackStrip, 0xF0B93C, 0xD98F20)}},
		{"opak lipat", FamilySnack, snack{p: pc(fold, 0xDDA956, 0xF8EBC8), pack: inBag}},
		{"opak", FamilySnack, snack{p: wide(roll, 0xC98A45, 0x6B3A17, 1.4), pack: inJar}},
		{"geti", FamilySnack, snack{p: wide(seedBar, 0x9A5A22, 0xEED9A8, 1.2), pack: inBag, prop: peanuts}},
		{"enting", FamilySnack, snack{p: wide(seedBar, 0xB87430, 0xE6BC7C, 1.2), pack: inCarton, prop: peanuts}},
		{"ampyang", FamilySnack, snack{p: pc(cluster, 0x8A4A1E, 0xDDAE6C), pack: inBag}},
		{"dodol belimbing", FamilySnack, snack{p: wide(sweet, 0xC98A2A, 0xE7C53A, 1.2), pack: inCarton, prop: starfruit}},
		{"manisan belimbing", FamilySnack, snack{p: pc(starSlice, 0xC78A2B, 0x7A4A17), pack: inBag}},
		{"keripik belimbing", FamilySnack, snack{p: pc(starSlice, 0xDDB03C, 0x8A6A1E), pack: inPouch}},
		{"singkong balado", FamilySnack, snack{p: chip1(0xDD9A4E, chili), pack: inPouch, prop: chilis}},
		{"gadung", FamilySnack, snack{p: chip1(0xF0E0B8, 0xC79A4A), pack: inBag}},
		{"keripik singkong", FamilySnack, snack{p: chip1(cassava, 0xB98B45), pack: inPouch}},
		{"pisang cokelat", FamilySnack, snack{p: wide(longChip, 0xC88F4A, choc, 1.25), pack: inPouch, prop: pc(nib, choc, 0)}},
		{"sale", FamilySnack, snack{p: wide(longChip, 0xA8642B, 0x6B3A17, 1.25), pack: inBag}},
		{"keripik pisang", FamilySnack, snack{p: wide(longChip, 0xE8BE62, 0xC08A35, 1.25), pack: inPouch}},
		{"keripik tempe", FamilySnack, snack{p: pc(square, 0xD9A860, 0xF3E3BD), pack: inBag}},
		{"keripik nangka", FamilySnack, snack{p: pc(jackStrip, 0xEDB53A, 0xC98420), pack: inPouch}},
		{"keripik nanas", FamilySnack, snack{p: pc(ringSlice, 0xEFC94C, 0xD79E2A), pack: inPouch}},
		{"usus", FamilySnack, snack{p: pc(curl, 0xCE8B45, chili), pack: inPouch, prop: chilis}},
		{"rambak", FamilySnack, snack{p: pc(puff, 0xE2B873, 0xA87434), pack: inBag}},
		{"gendar", FamilySnack, snack{p: pc(square, 0xEBD3A2, 0xC99F58), pack: inBag}},
		{"kerupuk mentah", FamilySnack, snack{p: chip1(0xEFE3CB, 0xD8BF8C), pack: inSack, prop: pc(clove, 0xF2E8DA, 0)}},
		{"kerupuk", FamilySnack, snack{p: pc(puff, 0xEED9AC, 0xC99F58), pack: inBag}},
		{"rempeyek teri", FamilySnack, snack{p: wide(peyek, 0xE3B866, steel, 1.3), pack: inBag}},
		{"rempeyek", FamilySnack, snack{p: wide(peyek, 0xE0AC55, 0xC98A4E, 1.3), pack: inBag, prop: peanuts}},
		{"kuping gajah", FamilySnack, snack{p: pc(spiral, 0xEBCF92, 0x7A4320), pack: inBag}},
		{"carang mas", FamilySnack, snack{p: pc(nest, 0xD07A35, 0xFBD877), pack: inBag}},
		{"kembang goyang", FamilySnack, snack{p: wide(lattice, 0xDDA24B, 0, 1.2), pack: inJar}},
		{"jenang", FamilySnack, snack{p: wide(sweet, 0x6B3418, 0xE9DABA, 1.2), pack: inCarton, prop: pc(coconutHalf, 0, 0)}},
		{"dodol", FamilySnack, snack{p: wide(sweet, 0x7A451F, 0xD9574A, 1.2), pack: inCarton}},
		{"nastar", FamilyJar, snack{p: pc(nastar, 0xE7A83C, 0x5B2E10), pack: inJar, prop: pc(ringSlice, 0xEFC94C, 0xD79E2A)}},
		{"kastengel", FamilyJar, snack{p: wide(stick, 0xE3A845, 0xF5D98F, 1.1), pack: inJar}},
		{"putri salju", FamilyJar, snack{p: pc(crescent, 0xF6F0E6, 0), pack: inJar}},
		{"semprit", FamilyJar, snack{p: pc(rosette, 0xF0D9A0, 0xB5452F), pack: inJar}},
		{"stik", FamilySnack, snack{p: wide(stick, 0xDFB063, 0x8FA05C, 1.1), pack: inBag, prop: pc(clove, 0xF2E8DA, 0)}},
		{"makaroni", FamilySnack, snack{p: pc(tube, 0xDE8A3C, chili), pack: inPouch, prop: chilis}},
		{"basreng", FamilySnack, snack{p: wide(stick, 0xC98A4A, chili, 1.1), pack: inPouch, prop: wide(limeLeaf, leafMid, 0, 1.2)}},
		{"emping", FamilySnack, snack{p: pc(flake, 0xEFC65A, 0xF7E3A0), pack: inPouch}},
		{"marning", FamilySnack, snack{p: pc(kernel, 0xE3A035, 0), pack: inBag}},
		{"kacang telur", FamilySnack, snack{p: pc(ball, 0xE3B877, 0xC08A4A), pack: inJar}},
		{"kacang oven", FamilySnack, snack{p: wide(podShell, 0xD9B27A, 0, 1.1), pack: inSack}},
		{"kacang bawang", FamilySnack, snack{p: pc(peanut, 0xE8C58A, 0xC08A4A), pack: inJar, prop: pc(clove, 0xF2E8DA, 0)}},
		{"kacang", FamilySnack, snack{p: peanuts, pack: inBag}},
		{"cokelat batang", FamilySnack, snack{p: pc(chocolate, 0x44261A, 0), pack: inCarton, prop: beans}},
		{"cokelat karakter", FamilySnack, snack{p: wide(choclolly, 0x7A4A2C, 0xF3E3C8, 1.3), pack: inBag}},
		{"cokelat nib", FamilySnack, snack{p: pc(nib, 0x54301F, 0), pack: inPouch, prop: beans}},
		{"wingko", FamilySnack, snack{p: pc(disc, 0x7A4628, 0xE9D0A0), pack: inCarton, prop: pc(coconutHalf, 0, 0)}},
		{"brownies", FamilySnack, snack{p: wide(slab, 0x3E2216, 0x54301F, 1.2), pack: inCarton}},
		{"kue", FamilyJar, snack{p: pc(rosette, 0xEBCB8A, 0x86471A), pack: inJar}},
		{"keripik", FamilySnack, snack{p: chip1(cassava, 0xB98B45), pack: inPouch}},
	}
}

// choclolly is chocolate cast as a smiling koi on a stick.
func choclolly(a *artist, c, d ink) {
	a.drop(7, stroke(poly(0, 20, 6, 100), 10, 10))
	a.body(0xF0E4CE, 3, stroke(poly(0, 20, 6, 100), 10, 10))
	o := blob(-46, -6, -20, -42, 24, -40, 44, -6, 26, 30, -22, 32)
	tail := blob(38, -8, 66, -36, 60, -4, 68, 26)
	a.drop(8, o, tail)
	a.body(c.dark(0.1), 5, tail)
	a.body(c, 9, o)
	a.fill(d, oval(-22, -10, 9, 9))
	a.fill(tinta, oval(-23, -9, 4, 4))
	a.line(d, 4, arc(-24, 8, 11, 8, 20, 150, 8))
	a.line(d, 3, arc(14, -8, 14, 18, -60, 60, 8))
	a.line(d, 3, arc(2, -8, 14, 20, -60, 60, 8))
}
