package picture

import "math"

// ground is what lies under or behind the goods.
type ground int

const (
	groundPlanks ground = iota
	groundHusk
	groundIndigo
	groundLinen
	groundChalk
	groundTile
	groundBamboo
	groundSage
	groundClay
)

// everything covers the picture with some to spare.
func (a *artist) everything() outline {
	return poly(-a.hw-20, -a.hh-20, a.hw+20, -a.hh-20, a.hw+20, a.hh+20, -a.hw-20, a.hh+20)
}

// flatlay paints a surface seen from above.
func (a *artist) flatlay(g ground) {
	switch g {
	case groundPlanks:
		a.planks(pick(a.dice, ink(0xA9784C), ink(0xBC8F63), ink(0x8F6040)), a.in(-4, 4))
	case groundHusk:
		a.huskMat()
	case groundIndigo:
		a.cloth(wedel, wedelSoft, 0.16)
		a.cecek(wedelSoft, 0.5)
	case groundLinen:
		a.cloth(0xE3D5BC, 0xFFF8E8, 0.35)
	case groundTile:
		a.floorTiles()
	case groundBamboo:
		a.plaited(a.everything(), 0xD9B878, 46)
	case groundSage:
		a.cloth(0xA7B594, 0xD5DEC3, 0.22)
	case groundClay:
		a.plaster(0xC98B66)
	default:
		a.plaster(0xF1EADC)
	}
	if a.yes(0.6) {
		a.glow.window(a.in(-0.05, 0.35), a.in(0.05, 0.3), a.in(0.05, 0.1))
	}
}

// planks are boards of wood, turned by deg.
func (a *artist) planks(c ink, deg float64) {
	a.fill(c.dark(0.5), a.everything())
	a.at(0, 0, 1, deg, func() {
		reach := math.Hypot(a.hw, a.hh) + 30
		for y := -reach; y < reach; {
			h := a.in(150, 230)
			p := a.near(c, 0.12)
			a.board(p, -reach, y, reach, y+h-5)
			y += h
		}
	})
}

// board is one length of wood with its grain.
func (a *artist) board(p ink, x0, y0, x1, y1 float64) {
	b := box(x0, y0, x1, y1, 2)
	a.fill(p, b)
	a.inside(func() {
		h := y1 - y0
		for range int(h / 9) {
			y := a.in(y0, y1)
			x := a.in(x0-200, x1)
			l := a.in(200, 900)
			s := curve(x, y, x+l*0.3, y+a.in(-5, 5), x+l*0.6, y+a.in(-5, 5), x+l, y+a.in(-4, 4))
			if a.yes(0.6) {
				a.wash(p.dark(0.35), a.in(0.15, 0.45), brush(s, a.in(2, 6)))
			} else {
				a.wash(p.light(0.35), a.in(0.15, 0.4), brush(s, a.in(3, 9)))
			}
		}
		if a.yes(0.4) {
			x, y := a.in(x0*0.7, x1*0.7), (y0+y1)/2
			for r := 34.0; r > 4; r -= 9 {
				a.wash(p.dark(0.4), 0.35, stroke(append(oval(x, y, r*1.9, r*0.7), pt{x + r*1.9, y}), 3, 3))
			}
			a.wash(p.dark(0.5), 0.6, oval(x, y, 9, 4))
		}
		a.wash(p.light(0.5), 0.35, poly(x0, y0, x1, y0, x1, y0+3, x0, y0+3))
	}, b)
}

// huskMat is ironed corn husk, strip by strip, sewn with brown thread.
func (a *artist) huskMat() {
	a.fill(klobotMid.dark(0.15), a.everything())
	for x := -a.hw - 20; x < a.hw; {
		w := a.in(120, 190)
		c := a.near(0xEADBB6, 0.08)
		b := box(x, -a.hh-20, x+w-3, a.hh+20, 0)
		a.fill(c, b)
		a.husk(c, x, -a.hh-20, x+w-3, a.hh+20)
		x += w
	}
	for _, y := range []float64{-a.hh + 70, a.hh - 70} {
		a.dash(soga, 7, 30, 20, poly(-a.hw-10, y, a.hw+10, y))
	}
}

// husk draws the long fibres of a corn husk.
func (a *artist) husk(c ink, x0, y0, x1, y1 float64) {
	for range int((x1 - x0) / 7) {
		x := a.in(x0, x1)
		w := a.in(-10, 10)
		s := curve(x, y0, x+w, y0*0.6+y1*0.4, x-w, y0*0.3+y1*0.7, x, y1)
		if a.yes(0.65) {
			a.wash(c.dark(0.3), a.in(0.2, 0.5), stroke(s, 1.6, 1.2))
		} else {
			a.wash(c.light(0.6), a.in(0.3, 0.6), stroke(s, 2.5, 2))
		}
	}
}

// cloth is a plain weave with soft folds.
func (a *artist) cloth(c, thread ink, weave float64) {
	a.fill(c, a.everything())
	for y := -a.hh; y < a.hh; y += 7 {
		a.wash(thread, weave*a.in(0.3, 1), poly(-a.hw, y, a.hw, y+a.in(-1, 1), a.hw, y+2.5, -a.hw, y+2.5))
	}
	for x := -a.hw; x < a.hw; x += 7 {
		a.wash(thread, weave*a.in(0.3, 0.9), poly(x, -a.hh, x+2.2, -a.hh, x+2.2+a.in(-1, 1), a.hh, x, a.hh))
	}
	for range 3 {
		x, y := a.in(-a.hw, a.hw), a.in(-a.hh, a.hh)
		f := brush(curve(x, -a.hh-60, x+a.in(-150, 150), y, x+a.in(-300, 300), a.hh+60), a.in(40, 90))
		a.shadow(0, 0, 26, 0.30, f)
		a.wash(c.light(0.4), 0.22, brush(f[:len(f)/2].moved(-26, 0), 14))
	}
}

// cecek are the small dots that fill a batik ground.
func (a *artist) cecek(c ink, alpha float64) {
	const gap = 84
	row := 0
	for y := -a.hh - gap; y < a.hh+gap; y += gap * 0.75 {
		row++
		for x := -a.hw - gap; x < a.hw+gap; x += gap {
			px := x + float64(row%2)*gap/2
			a.wash(c, alpha, oval(px, y, 5, 5), oval(px-11, y, 2.6, 2.6), oval(px+11, y, 2.6, 2.6), oval(px, y-11, 2.6, 2.6), oval(px, y+11, 2.6, 2.6))
		}
	}
}

// plaster is a painted wall or a lime-washed board.
func (a *artist) plaster(c ink) {
	a.fill(c, a.everything())
	for range 46 {
		x, y := a.in(-a.hw-100, a.hw), a.in(-a.hh, a.hh)
		l := a.in(150, 500)
		s := curve(x, y, x+l*0.5, y+a.in(-14, 14), x+l, y+a.in(-20, 20))
		t := c.light(0.5)
		if a.yes(0.5) {
			t = c.dark(0.22)
		}
		a.wash(t, a.in(0.08, 0.22), brush(s, a.in(14, 46)))
	}
}

// floorTiles are pressed cement tiles as in old houses.
func (a *artist) floorTiles() {
	g := 250.0
	base := pick(a.dice, ink(0xE8DCC3), ink(0xDDE2DA))
	one := pick(a.dice, wedelSoft, ink(0x9DB09A), ink(0xC08A6A))
	two := pick(a.dice, ink(0xB9614A), ink(0xC79A4B), wedelMid)
	a.fill(base.dark(0.3), a.everything())
	for y := math.Floor(-a.hh/g) * g; y < a.hh; y += g {
		for x := math.Floor(-a.hw/g) * g; x < a.hw; x += g {
			b := box(x+2, y+2, x+g-2, y+g-2, 2)
			a.fill(a.near(base, 0.05), b)
			cx, cy := x+g/2, y+g/2
			for _, q := range [][2]float64{{x, y}, {x + g, y}, {x, y + g}, {x + g, y + g}} {
				a.inside(func() {
					a.wash(one, 0.85, oval(q[0], q[1], g*0.34, g*0.34))
					a.fill(base, oval(q[0], q[1], g*0.25, g*0.25))
					a.wash(two, 0.8, oval(q[0], q[1], g*0.14, g*0.14))
				}, b)
			}
			a.wash(two, 0.75, petals(cx, cy, 4, g*0.05, g*0.2, 45))
			a.fill(base, oval(cx, cy, g*0.045, g*0.045))
		}
	}
}

// plaited fills an outline with split bamboo woven two over, two under.
func (a *artist) plaited(o outline, c ink, g float64) {
	lo, hi := o[0], o[0]
	for _, p := range o {
		lo.x, lo.y = math.Min(lo.x, p.x), math.Min(lo.y, p.y)
		hi.x, hi.y = math.Max(hi.x, p.x), math.Max(hi.y, p.y)
	}
	a.inside(func() {
		a.fill(c.dark(0.45), o)
		j := 0
		for y := lo.y - g; y < hi.y+g; y += g {
			j++
			i := 0
			for x := lo.x - 4*g; x < hi.x+g; x += g {
				i++
				switch (i + j) & 3 {
				case 0:
					t := a.near(c, 0.14)
					a.fill(t, box(x+1, y+2, x+2*g-2, y+g-2, 2))
					a.wash(t.light(0.5), 0.5, box(x+4, y+4, x+2*g-6, y+g*0.3, 2))
					a.wash(t.dark(0.4), 0.4, box(x+2, y+g*0.72, x+2*g-3, y+g-3, 2))
				case 2:
					t := a.near(c.dark(0.12), 0.14)
					a.fill(t, box(x+2, y-g+1, x+g-2, y+g-1, 2))
					a.wash(t.light(0.5), 0.4, box(x+4, y-g+3, x+g*0.3, y+g-4, 2))
					a.wash(t.dark(0.4), 0.35, box(x+g*0.75, y-g+3, x+g-3, y+g-4, 2))
				}
			}
		}
	}, o)
}

// room paints a wall and a table top seen from the front; the table begins at
// tableTop.
const tableTop = 90.0

func (a *artist) room(choice int) {
	wall := []ink{0xEFE3CB, 0xC7D0B4, 0xB9CAD6, 0xE3BE8F, 0xDDA98F, 0x3C5F7E, 0xD9CDBB, 0x8FA58A, 0xF0D9A0}[choice%9]
	table := []ink{0x9C6B41, 0xB88A5C, 0x7B4F30, 0xE9DFCB, 0xA5754A}[(choice/2)%5]
	if choice%9 == 3 || choice%9 == 4 {
		table = 0x7B4F30
	}
	a.plaster(wall)
	switch choice % 4 {
	case 1: // a rail of boards
		for x := -a.hw - 30; x < a.hw+100; x += 170 {
			a.wash(wall.dark(0.4), 0.35, poly(x, -a.hh-5, x+5, -a.hh-5, x+5, tableTop, x, tableTop))
			a.wash(wall.light(0.5), 0.35, poly(x+5, -a.hh-5, x+10, -a.hh-5, x+10, tableTop, x+5, tableTop))
		}
	case 2: // a band of paint
		a.wash(wall.dark(0.28), 0.6, poly(-a.hw-9, -60, a.hw+9, -60, a.hw+9, tableTop+4, -a.hw-9, tableTop+4))
		a.wash(wall.light(0.6), 0.6, poly(-a.hw-9, -66, a.hw+9, -66, a.hw+9, -60, -a.hw-9, -60))
	}
	a.glow.window(a.in(0.0, 0.4), a.in(0.02, 0.14), a.in(0.07, 0.12))
	a.wash(0x2A160E, 0.18, poly(-a.hw-9, tableTop-16, a.hw+9, tableTop-16, a.hw+9, tableTop, -a.hw-9, tableTop))
	for y, h := tableTop, 62.0; y < a.hh+20; y, h = y+h, h*1.5 {
		a.board(a.near(table, 0.06), -a.hw-20, y, a.hw+20, y+h-2.5)
	}
	a.wash(table.light(0.7), 0.5, poly(-a.hw-9, tableTop, a.hw+9, tableTop, a.hw+9, tableTop+5, -a.hw-9, tableTop+5))
}
