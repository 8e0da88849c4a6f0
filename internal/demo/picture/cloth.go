package picture

// length is a length of printed cloth.
type length struct{ p batik }

// hang is the cloth over a bamboo rail, w wide and h long from (0,0) down.
func (k length) hang(a *artist, w, h float64) {
	o := outline{{-w / 2, 0}, {w / 2, 0}}
	for i := range 21 {
		t := float64(i) / 20
		o = append(o, pt{w/2 - w*t, h + 9*float64(i%4-1)})
	}
	a.shadow(18, 16, 20, 0.45, o)
	a.fill(k.p.ground, o)
	a.inside(func() {
		a.at(0, h/2, 1, 0, func() { k.p.dye(a, w+20, h+60) })
		for i := range 6 {
			x := -w/2 + w*(float64(i)+0.5+a.in(-0.25, 0.25))/6
			f := brush(curve(x, -30, x+a.in(-14, 14), h*0.5, x+a.in(-24, 24), h+40), a.in(26, 48))
			a.shadow(0, 0, 18, 0.5, f)
			a.wash(paper, 0.13, brush(curve(x-34, -30, x-34, h*0.5, x-40, h+40), 26))
		}
		a.wash(k.p.ground.dark(0.4), 0.9, box(-w/2, h-34, w/2, h-24, 0))
	}, o)
	a.body(0xC9A25E, 10, box(-w/2-90, -24, w/2+90, 14, 18))
	for _, x := range []float64{-w/2 - 40, w/2 + 36} {
		a.line(0x8A6A34, 5, poly(x, -24, x+2, 14))
	}
}

// folded is a square pile of n cloths from above and a little from the front.
func folded(a *artist, w float64, ps ...batik) {
	d := w * 0.6
	for i, p := range ps {
		y := -float64(i) * 62
		front := blob(-w/2, y-56, w/2, y-56, w/2+12, y-28, w/2, y, -w/2, y, -w/2-12, y-28)
		if i == 0 {
			a.shadow(26, 22, 30, 0.5, poly(-w/2, y-d, w/2, y-d, w/2+20, y+6, -w/2, y+6))
		}
		a.body(p.ground, 12, front)
		a.inside(func() {
			a.at(0, y-28, 1, 0, func() { a.warp(0, 0, 1, 0.7, 0, func() { p.dye(a, w+60, 90) }) })
			a.wash(0x2A160E, 0.4, box(-w, y-12, w, y, 0))
			a.wash(paper, 0.3, box(-w, y-54, w, y-44, 0))
			a.wash(0x2A160E, 0.3, brush(poly(-w/2, y-26, w/2, y-26), 7))
		}, front)
		top := poly(-w/2, y-56, w/2, y-56, w*0.43, y-56-d*0.7, -w*0.43, y-56-d*0.7)
		if i == len(ps)-1 {
			a.inside(func() {
				a.at(0, y-56-d*0.35, 1, 0, func() { a.warp(0, 0, 1, 0.66, 0, func() { p.dye(a, w+40, d*1.2) }) })
				a.wash(paper, 0.10, top)
			}, top)
			a.wash(p.ground.light(0.6), 0.5, stroke(poly(-w/2, y-56, w/2, y-56), 4, 4))
		}
	}
}

func (k length) paint(a *artist, s Subject, view int) {
	k.p.seed = s.seed
	other := k.p
	other.ground, other.one = k.p.two.dark(0.2), k.p.ground.light(0.5)
	other.seed++
	plain := batik{m: motifLeaves, ground: k.p.one.dark(0.1), one: k.p.ground, two: k.p.two, seed: s.seed}
	switch view {
	case 0:
		switch s.variant % 3 {
		case 0:
			a.plaster(pick(a.dice, ink(0xEFE3CB), ink(0xC7D0B4), ink(0xE3BE8F)))
			a.glow.window(0.15, 0.05, 0.1)
			a.at(0, -400, 1, 0, func() { k.hang(a, 700, 800) })
		case 1:
			a.flatlay(groundPlanks)
			a.at(0, 0, 1.08, -8, func() {
				o := poly(-430, -340, 430, -340, 430, 90, 150, 340, -430, 340)
				a.shadow(14, 18, 20, 0.5, o)
				a.inside(func() {
					k.p.dye(a, 900, 720)
					a.creases(0.5)
					a.wash(k.p.ground.dark(0.35), 0.9, box(-450, 300, 450, 312, 0), box(-450, -312, 450, -300, 0))
				}, o)
				f := blob(150, 340, 230, 272, 330, 182, 430, 90, 330, 72, 186, 50, 170, 190)
				a.shadow(-16, -4, 18, 0.55, f)
				a.body(mix(k.p.ground, paper, 0.35), 8, f)
				a.inside(func() {
					for t := 0.0; t < 500; t += 9 {
						a.wash(k.p.ground, 0.16, poly(t, 0, t+4, 0, t+4, 400, t, 400))
					}
				}, f)
			})
		default:
			a.room(s.variant + 1)
			a.at(0, 340, 1.15, 0, func() { folded(a, 640, plain, other, k.p) })
		}
	case 1:
		a.at(0, 0, 1.7, -6, func() { k.p.dye(a, 2*a.hw, 2*a.hh) })
		a.creases(0.8)
		a.glow.window(0.1, 0.1, 0.08)
	case 2:
		a.flatlay(groundLinen)
		a.at(-60, -50, 1, 5, func() {
			o := blob(-400, -400, 0, -410, 400, -400, 410, 0, 330, 330, 0, 390, -400, 400, -410, 0)
			a.shadow(14, 18, 20, 0.5, o)
			a.inside(func() { k.p.dye(a, 840, 840); a.creases(0.5) }, o)
		})
		a.at(-440, 440, 1, -3, func() { a.ruler(0, 700) })
		a.at(190, 130, 1, 0, func() { a.reach(s.sleeve) })
	default:
		a.room(s.variant + 4)
		a.at(-170, 330, 1, 0, func() { folded(a, 590, plain, other, k.p) })
		a.at(240, 400, 1, 0, func() {
			a.carton(430, 330, 150, 0xD7B88B, s.label)
		})
	}
}

// creases are the soft folds of a cloth that lies.
func (a *artist) creases(strength float64) {
	for range 4 {
		x, y := a.in(-400, 400), a.in(-400, 400)
		f := brush(curve(x-a.in(200, 420), y-a.in(100, 380), x, y, x+a.in(150, 420), y+a.in(100, 380)), a.in(30, 70))
		a.shadow(10, 12, 22, 0.6*strength, f)
		a.wash(paper, 0.16*strength, brush(f[:len(f)/2].moved(-16, -18), 22))
	}
}

// printFor finds the cloth a name speaks of; other names get one by the seed.
func printFor(m motif) batik {
	switch m {
	case motifSplash:
		return batik{m: m, ground: 0x1F3F63, one: 0xF6EBD0, two: belimbing}
	case motifKoi:
		return batik{m: m, ground: wedel, one: 0xF3E6C8, two: 0xD9532E}
	case motifKoiDrum:
		return batik{m: m, ground: 0x5E1F22, one: 0xF0D9A8, two: 0xE09A2E}
	case motifTemple:
		return batik{m: m, ground: 0x4A2A18, one: 0xE9CC92, two: 0xC9783A}
	case motifPineapple:
		return batik{m: m, ground: 0x24503A, one: 0xF0C04A, two: 0x9CC07A}
	case motifCocoa:
		return batik{m: m, ground: 0xE9D6B0, one: 0x7A3A1E, two: 0x5F7A3A}
	case motifFish:
		return batik{m: m, ground: 0x1E5560, one: 0xEFE3C4, two: 0xE0913A}
	case motifTied:
		return batik{m: m, ground: 0x8A2348, one: 0xF8E7D2, two: 0xF2B84A}
	case motifTuri:
		return batik{m: m, ground: 0x231A18, one: 0xF3D9D6, two: 0x7FA25A}
	case motifIslands:
		return batik{m: m, ground: 0x3A2018, one: 0xC98A3A, two: 0x2F6A5E}
	case motifLeafPrint:
		return batik{m: m, ground: 0xF0E4CB, one: 0x6E8A4A, two: 0xB5743A}
	case motifShibori:
		return batik{m: m, ground: 0x1B3560, one: 0xEDF1F2, two: wedelSoft}
	case motifOvals:
		return batik{m: m, ground: 0x6B3A1E, one: 0xF0DFB8, two: 0x2E1A12}
	case motifSlant:
		return batik{m: m, ground: 0xEBDCB8, one: 0x5B2E10, two: 0x22527F}
	default:
		return batik{m: m, ground: 0x7A2A24, one: 0xF0DCB0, two: 0xE0A83A}
	}
}

// clothRules are cloths and what is sewn from them.
func clothRules() []rule {
	cloth := func(m motif) scene { return length{printFor(m)} }
	return []rule{
		{"kain ciprat", FamilyCloth, cloth(motifSplash)},
		{"kain koi jimbe", FamilyCloth, cloth(motifKoiDrum)},
		{"kain koi", FamilyCloth, cloth(motifKoi)},
		{"kain candi", FamilyCloth, cloth(motifTemple)},
		{"kain nanas", FamilyCloth, cloth(motifPineapple)},
		{"kain kakao", FamilyCloth, cloth(motifCocoa)},
		{"kain mujair", FamilyCloth, cloth(motifFish)},
		{"kain jumput", FamilyCloth, cloth(motifTied)},
		{"kain jumputan", FamilyCloth, cloth(motifTied)},
		{"batik turi", FamilyCloth, cloth(motifTuri)},
		{"kain jagad", FamilyCloth, cloth(motifIslands)},
		{"kain ecoprint", FamilyCloth, cloth(motifLeafPrint)},
		{"shibori", FamilyCloth, cloth(motifShibori)},
	}
}
