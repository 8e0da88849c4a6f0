package picture

import "math"

// cut is the pattern a garment is sewn to.
type cut int

const (
	cutShirt cut = iota
	cutBlouse
	cutDress
	cutHouseDress
	cutOuter
	cutTee
)

func (c cut) parts() (body outline, sleeves []outline, neck outline) {
	switch c {
	case cutBlouse:
		body = blob(-120, -270, -60, -290, 0, -262, 60, -290, 120, -270, 150, -200, 128, -40, 170, 160, 210, 270, 0, 286, -210, 270, -170, 160, -128, -40, -150, -200)
		sleeves = []outline{blob(-118, -268, -150, -250, -270, -60, -310, 60, -250, 84, -210, 0, -140, -130)}
		neck = blob(-62, -292, 0, -300, 62, -292, 20, -200, 0, -160, -20, -200)
	case cutDress:
		body = blob(-110, -300, -50, -318, 0, -300, 50, -318, 110, -300, 134, -220, 110, -80, 170, 120, 240, 320, 0, 338, -240, 320, -170, 120, -110, -80, -134, -220)
		sleeves = []outline{blob(-108, -298, -136, -280, -230, -90, -290, 100, -244, 120, -180, -20, -126, -140)}
		neck = blob(-48, -322, 0, -328, 48, -322, 30, -284, 0, -272, -30, -284)
	case cutHouseDress:
		body = blob(-120, -280, -70, -300, 0, -250, 70, -300, 120, -280, 150, -190, 140, -40, 190, 140, 230, 300, 0, 316, -230, 300, -190, 140, -140, -40, -150, -190)
		sleeves = []outline{blob(-118, -278, -160, -250, -250, -120, -190, -80, -140, -130)}
		neck = blob(-74, -304, 0, -308, 74, -304, 50, -230, 0, -206, -50, -230)
	case cutOuter:
		body = blob(-130, -280, -70, -300, -20, -280, -16, 0, -30, 290, -210, 280, -190, 100, -150, -160)
		sleeves = []outline{blob(-128, -278, -170, -250, -300, -30, -330, 70, -250, 100, -200, 0, -150, -130)}
		neck = poly(0, -1, 1, 0, 0, 1)
	case cutTee:
		body = blob(-150, -260, -70, -286, 0, -262, 70, -286, 150, -260, 168, -140, 160, 60, 168, 280, 0, 290, -168, 280, -160, 60, -168, -140)
		sleeves = []outline{blob(-148, -260, -200, -230, -300, -90, -226, -40, -160, -120)}
		neck = blob(-66, -290, 0, -296, 66, -290, 44, -244, 0, -228, -44, -244)
	default:
		body = blob(-160, -262, -70, -290, 0, -270, 70, -290, 160, -262, 176, -140, 166, 60, 172, 290, 0, 300, -172, 290, -166, 60, -176, -140)
		sleeves = []outline{blob(-158, -262, -210, -230, -310, -70, -232, -20, -168, -110)}
		neck = blob(-58, -292, 0, -300, 58, -292, 24, -236, 0, -200, -24, -236)
	}
	for _, s := range sleeves[:1] {
		m := make(outline, len(s))
		for i, p := range s {
			m[i] = pt{-p.x, p.y}
		}
		sleeves = append(sleeves, m)
	}
	return body, sleeves, neck
}

// sewn paints the garment in a batik, or plain with a motif when plainC is set.
func (a *artist) sewn(c cut, p batik, plainC ink) {
	body, sleeves, neck := c.parts()
	all := append([]outline{body}, sleeves...)
	if c == cutOuter {
		m := make(outline, len(body))
		for i, q := range body {
			m[i] = pt{-q.x, q.y}
		}
		all = append(all, m)
	}
	a.shadow(14, 18, 18, 0.5, all...)
	part := func(o outline, dx, dy, deg float64) {
		a.body(p.ground, 14, o)
		a.inside(func() {
			if plainC != 0 {
				a.body(plainC, 14, o)
			} else {
				a.at(dx, dy, 0.62, deg, func() { p.dye(a, 1000, 1150) })
			}
			for range 3 {
				x := a.in(-150, 150)
				f := brush(curve(x, -260, x+a.in(-30, 30), 0, x*1.3, 300), a.in(22, 40))
				a.shadow(0, 0, 14, 0.35, f)
				a.wash(paper, 0.12, brush(curve(x-26, -240, x-26, 0, x*1.3-26, 290), 16))
			}
		}, o)
	}
	for i, s := range sleeves {
		part(s, float64(i*40-20), 30, float64(1-2*i)*28)
	}
	for i, b := range all {
		if i == 0 || i > len(sleeves) {
			part(b, 0, float64(i)*7, 0)
		}
	}
	trim := p.ground.dark(0.35)
	if plainC != 0 {
		trim = plainC.dark(0.3)
	}
	a.line(trim, 3, curve(-160, -150, -140, -200, -126, -262))
	a.line(trim, 3, curve(160, -150, 140, -200, 126, -262))
	if c == cutOuter {
		a.dash(p.one, 3, 10, 8, curve(-24, -270, -20, 0, -36, 284))
		a.dash(p.one, 3, 10, 8, curve(24, -270, 20, 0, 36, 284))
		return
	}
	a.fill(trim.dark(0.3), neck)
	a.wash(0x000000, 0.2, neck)
	switch c {
	case cutShirt:
		for _, m := range []float64{1, -1} {
			col := poly(0, -196, 60*m, -296, 104*m, -262, 52*m, -166)
			a.drop(5, col)
			a.body(p.ground.dark(0.1), 5, col)
			a.dash(p.one, 2.5, 8, 6, poly(8*m, -196, 50*m, -176, 96*m, -258))
		}
		a.line(trim, 3, poly(10, -190, 12, 292))
		for i := range 6 {
			a.body(0xF0E2C0, 2, oval(0, -150+float64(i)*82, 8, 8))
		}
		a.line(trim, 3, poly(52, -120, 130, -120, 128, -40, 92, -24, 54, -40, 52, -120))
	case cutTee:
		a.line(plainC.dark(0.35), 9, arc(0, -296, 74, 66, 20, 160, 20))
	case cutDress:
		a.line(trim, 4, curve(-112, -78, 0, -66, 112, -78))
		a.body(p.two, 4, stroke(curve(-113, -70, 0, -58, 113, -70), 18, 18))
	case cutHouseDress, cutBlouse:
		a.line(p.two, 7, neck[:len(neck)*3/4])
		for i := range 3 {
			a.body(0xF0E2C0, 2, oval(0, -150+float64(i)*46, 7, 7))
		}
	}
}

func (a *artist) hanger() {
	a.line(0x8A8F92, 8, arc(0, -352, 22, 22, 180, 400, 16))
	a.line(0x9C6B41, 16, curve(-130, -272, -40, -318, 0, -326, 40, -318, 130, -272))
}

func wear(c cut, m motif) thing {
	return thing{flat: true, size: 1.22, detail: pt{0, -130}, light: false, draw: func(a *artist, s Subject, i int) {
		p := printFor(m)
		p.seed = s.seed
		if i > 0 {
			p.ground, p.two = []ink{wedelMid, leafDark, 0x5E1F22, sogaDark}[i%4], belimbing
			p.one = 0xF3E6C8
		}
		a.hanger()
		a.sewn(c, p, 0)
	}}
}

// scarf is a long shawl over a rail, the short end in front, with fringes.
func scarf(a *artist, p batik) {
	side := func(x, w, y0, l float64) {
		o := blob(x-w/2, y0, x, y0-8, x+w/2, y0, x+w/2+8, y0+l*0.5, x+w/2-4, y0+l, x, y0+l+8, x-w/2+6, y0+l, x-w/2-8, y0+l*0.5)
		a.shadow(14, 14, 16, 0.5, o)
		for t := x - w/2 + 10; t < x+w/2-4; t += 12 {
			a.line(p.one.dark(0.1), 4, curve(t, y0+l-4, t+a.in(-5, 5), y0+l+26, t+a.in(-9, 9), y0+l+52))
		}
		a.body(p.ground, 10, o)
		a.inside(func() {
			a.at(x, y0+l/2, 0.62, 0, func() { p.dye(a, w*1.8, l*1.8) })
			for _, k := range []float64{-0.28, 0.02, 0.3} {
				a.shadow(0, 0, 14, 0.45, brush(curve(x+w*k, y0-20, x+w*k+16, y0+l*0.5, x+w*k-10, y0+l+20), 26))
				a.wash(paper, 0.14, brush(curve(x+w*k-28, y0-20, x+w*k-14, y0+l*0.5, x+w*k-36, y0+l+20), 16))
			}
			a.wash(p.two, 0.9, box(x-w, y0+l-44, x+w, y0+l-30, 0))
		}, o)
	}
	side(70, 250, -290, 590)
	a.body(0xC9A25E, 10, box(-330, -312, 330, -276, 18))
	side(-60, 270, -316, 470)
	a.wash(paper, 0.25, box(-195, -318, 75, -296, 8))
}

// udeng is the tied head cloth, standing on (0,0).
func udeng(a *artist, p batik) {
	band := blob(-250, -150, -130, -190, 0, -204, 130, -190, 250, -150, 258, -40, 200, 0, 0, 22, -200, 0, -258, -40)
	peak := blob(-150, -180, -60, -330, 10, -400, 60, -300, 170, -178, 0, -150)
	a.shadow(30, 14, 26, 0.5, blob(-220, -60, 220, -60, 290, 0, 0, 40, -240, 0))
	a.body(p.ground, 14, peak)
	a.inside(func() { a.at(0, -260, 0.5, 30, func() { p.dye(a, 840, 680) }) }, peak)
	a.wash(0x2A160E, 0.25, brush(curve(-60, -330, 40, -260, 120, -180), 30))
	a.body(p.ground, 18, band)
	a.inside(func() {
		a.at(0, -90, 0.5, 0, func() { p.dye(a, 1200, 520) })
		for i := range 4 {
			y := -150 + float64(i)*44
			a.wash(0x2A160E, 0.35, brush(curve(-260, y+60, 0, y, 260, y+60), 12))
			a.wash(paper, 0.2, brush(curve(-250, y+70, 0, y+14, 250, y+70), 8))
		}
		a.wash(0x2A160E, 0.3, box(160, -250, 300, 60, 0))
	}, band)
	for _, m := range []float64{1, -1} {
		k := blob(0, -110, 70*m, -170, 130*m, -150, 90*m, -90, 20*m, -80)
		a.drop(7, k)
		a.body(p.ground.light(0.1), 8, k)
		a.inside(func() { a.at(60*m, -120, 0.4, 20*m, func() { p.dye(a, 460, 400) }) }, k)
	}
	a.body(p.ground.dark(0.1), 6, oval(0, -102, 34, 30))
}

// mask is a folded cloth face mask.
func mask(a *artist, p batik) {
	for _, m := range []float64{1, -1} {
		a.line(0xF4EEE2, 9, arc(188*m, 0, 80, 96, -90*m+180*(1-m)/2, 90*m+180*(1-m)/2, 20))
	}
	o := blob(-200, -96, -100, -140, 0, -160, 100, -140, 200, -96, 206, 40, 110, 140, 0, 166, -110, 140, -206, 40)
	a.shadow(12, 14, 14, 0.5, o)
	a.body(p.ground, 14, o)
	a.inside(func() {
		a.at(0, 0, 0.55, 0, func() { p.dye(a, 860, 700) })
		a.wash(0x2A160E, 0.35, brush(curve(0, -170, 14, 0, 0, 170), 16))
		a.wash(paper, 0.25, brush(curve(-16, -160, -4, 0, -16, 160), 10))
	}, o)
	a.dash(p.one, 3, 9, 7, arc(0, 0, 188, 138, 0, 360, 60))
}

func dyed(m motif, s Subject, i int) batik {
	p := printFor(motif((int(m) + i*3) % int(motifCount)))
	p.seed = s.seed + uint64(math.Abs(float64(i)))
	return p
}

func garmentRules() []rule {
	return []rule{
		{"kemeja ciprat", FamilyGarment, wear(cutShirt, motifSplash)},
		{"kemeja koi", FamilyGarment, wear(cutShirt, motifKoi)},
		{"kemeja", FamilyGarment, wear(cutShirt, motifSlant)},
		{"blus", FamilyGarment, wear(cutBlouse, motifTuri)},
		{"gamis", FamilyGarment, wear(cutDress, motifOvals)},
		{"daster", FamilyGarment, wear(cutHouseDress, motifLeaves)},
		{"outer", FamilyGarment, wear(cutOuter, motifLeafPrint)},
		{"udeng", FamilyGarment, thing{size: 1.25, detail: pt{0, -150}, draw: func(a *artist, s Subject, i int) {
			udeng(a, batik{m: motifLeaves, ground: []ink{0x2A1A14, wedel, 0x4A1A1E}[i%3], one: 0xE9C98A, two: 0xB5743A, seed: s.seed})
		}}},
		{"syal", FamilyGarment, thing{flat: true, size: 1.15, detail: pt{0, -200}, draw: func(a *artist, s Subject, i int) { a.at(0, 0, 1, 0, func() { scarf(a, dyed(motifSplash, s, i)) }) }}},
		{"masker", FamilyGarment, thing{flat: true, size: 1.5, many: 4, hand: true, draw: func(a *artist, s Subject, i int) { mask(a, dyed(motifFish, s, i)) }}},
		{"bantal", FamilyHome, thing{flat: true, size: 1.35, detail: pt{-120, -120}, draw: cushion}},
		{"bros", FamilySouvenir, thing{flat: true, size: 1.4, many: 4, hand: true, draw: brooch}},
		{"kain", FamilyCloth, length{printFor(motifOvals)}},
		{"batik", FamilyCloth, length{printFor(motifSlant)}},
	}
}

func cushion(a *artist, s Subject, i int) {
	p := dyed(motifIslands, s, i)
	o := blob(-270, -270, -140, -248, 0, -244, 140, -248, 270, -270, 248, -140, 244, 0, 248, 140, 270, 270, 140, 248, 0, 244, -140, 248, -270, 270, -248, 140, -244, 0, -248, -140)
	a.shadow(22, 28, 26, 0.55, o)
	a.body(p.ground, 26, o)
	a.inside(func() {
		a.at(0, 0, 0.72, 0, func() { p.dye(a, 800, 800) })
		a.wash(0x2A160E, 0.3, o.moved(330, 270))
		a.wash(paper, 0.14, lump(a.dice, -80, -90, 120, 90, 0.1))
	}, o)
	a.line(p.two, 8, append(o[:len(o):len(o)], o[0]))
}

func brooch(a *artist, s Subject, i int) {
	p := dyed(motifLeaves, s, i)
	a.shadow(12, 14, 12, 0.5, petals(0, 0, 8, 170, 220, 0))
	for r := range 3 {
		n := 8 - r*2
		for j := range n {
			a.at(0, 0, 1-0.26*float64(r), float64(j)*360/float64(n)+float64(r)*20, func() {
				o := leafShape(30, 0, 224, 0, 124)
				a.drop(6, o)
				a.inside(func() { a.at(130, 0, 0.4, 30, func() { p.dye(a, 520, 400) }) }, o)
				a.wash(0x2A160E, 0.25, brush(poly(40, 0, 200, 0), 10))
			})
		}
	}
	a.body(belimbing, 10, oval(0, 0, 46, 46))
	a.wash(paper, 0.6, oval(-14, -16, 12, 9))
}
