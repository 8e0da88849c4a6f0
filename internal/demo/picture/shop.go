package picture

import (
	"hash/fnv"
	"image"
	"strings"
)

// Shop is what a shop's own pictures show: the house it works from, its shelf
// and its hands at work; never a face.
type Shop struct {
	seed  uint64
	name  string
	goods Subject
}

// ForShop chooses the pictures of a shop; name goes on the sign and category,
// or a product name in its place, tells what stands on the shelf. The same
// words give the same pictures for ever.
func ForShop(id, name, category string) Shop {
	h := fnv.New64a()
	_, _ = h.Write([]byte("shop\x00" + id + "\x00" + name))
	s := Shop{seed: h.Sum64(), name: name, goods: ForProduct("shop "+id, category, category)}
	s.goods.label = labelFor(&dice{state: s.seed}, name)
	return s
}

// Views is how many different pictures there are of the shop.
func (s Shop) Views() int { return 3 }

// Draw paints view 0 the front of the house, 1 the shelf, 2 the hands at work,
// in the given size in pixels; other values are brought into range.
func (s Shop) Draw(view int, size image.Point) *image.RGBA {
	view = ((view % 3) + 3) % 3
	size.X, size.Y = max(16, size.X), max(16, size.Y)
	a := newArtist(size, s.seed+uint64(view)*0x9E3779B97F4A7C15)
	switch view {
	case 0:
		s.front(a)
	case 1:
		s.shelf(a)
	default:
		s.work(a)
	}
	a.finish()
	return a.img
}

// front is the house by the road, one of four kinds.
func (s Shop) front(a *artist) {
	sky := pick(a.dice, ink(0xBFD6DE), ink(0xF0DDB0), ink(0xE9C4A4), ink(0xC9D9C4))
	a.plaster(sky)
	hill := mix(sky, pick(a.dice, ink(0x5E7F8A), ink(0x6E8A6A)), 0.6)
	a.fill(hill, blob(-a.hw-60, 60, -a.hw*0.5, -80, -120, -260, -20, -285, 60, -250, 260, -70, a.hw+60, 40, a.hw, 300, -a.hw, 300))
	a.fill(hill.dark(0.2), blob(-a.hw-60, 120, -a.hw*0.4, 20, 60, 60, a.hw*0.6, -10, a.hw+60, 110, a.hw, 300, -a.hw, 300))
	for range 12 {
		x := a.in(-a.hw, a.hw)
		a.foliage(x, a.in(40, 120), a.in(60, 130), a.in(50, 100), 30, pick(a.dice, leafMid, leafDark, ink(0x6F8A4A)))
	}
	for _, x := range []float64{-a.hw + a.in(40, 120), a.hw - a.in(40, 140)} {
		a.palm(x, 250, a.in(460, 620))
	}
	a.fill(0xC9AE86, poly(-a.hw-9, 250, a.hw+9, 250, a.hw+9, a.hh+9, -a.hw-9, a.hh+9))
	for range 40 {
		x, y := a.in(-a.hw, a.hw), a.in(270, a.hh)
		a.wash(pick(a.dice, ink(0xA98A5E), ink(0xE0CBA4)), 0.4, brush(poly(x, y, x+a.in(40, 160), y), a.in(5, 14)))
	}
	kind := a.n(4)
	wall := pick(a.dice, ink(0xF3E7CC), ink(0xA9C0B4), ink(0xE3BE7A), ink(0xD99C82), ink(0x8FB0C4))
	trim := pick(a.dice, wedelMid, leafDark, ink(0x7A2E22), sogaDark, teal)
	w := 380.0
	a.shadow(40, 20, 40, 0.4, poly(-w, 100, w, 100, w+60, 290, -w, 290))
	a.body(wall, 12, box(-w, -60, w, 280, 0))
	a.fill(trim.light(0.15), box(-w, 240, w, 280, 0))
	a.roof(kind, w)
	a.shopDoor(trim)
	a.signboard(s.name, trim, kind)
	// goods on a table before the house
	a.shadow(20, 10, 20, 0.45, poly(60, 260, 360, 260, 390, 345, 60, 345))
	cloth := pick(a.dice, wedelMid, ink(0xB5402F), belimbing, leafMid)
	a.at(205, 0, 0.30, 0, func() {
		for i := range 3 {
			a.at(-330+float64(i)*330, 790+float64(i%2)*20, 0.5, 0, func() { s.goods.small(a, i) })
		}
	})
	a.body(cloth, 8, poly(50, 235, 360, 235, 370, 345, 42, 345))
	a.dash(cloth.light(0.7), 6, 14, 9, poly(46, 328, 366, 328))
	for i, x := range []float64{-340, -265} {
		a.at(x, 330, 0.36+0.05*float64(i), 0, func() { flowerPot(a, Subject{}, i) })
	}
	a.glow.window(0.1, 0.15, 0.06)
}

// small is one portion of the goods for a shelf, standing on (0,0).
func (s Subject) small(a *artist, i int) {
	s.label.style = i
	s.variant += i
	switch k := s.scene.(type) {
	case snack:
		a.pack(k.pack, 430, 640, s, k.p)
	case drink:
		k.stand(a, s, k.height()*0.9)
	case powder:
		a.packPlain(k.pack, 430, 640, s, k.p)
	case length:
		p := k.p
		p.seed = s.seed
		folded(a, 560, batik{m: motifLeaves, ground: p.two, one: p.ground, two: p.one}, p)
	case thing:
		if k.flat {
			a.at(0, -300, 0.9, 0, func() { k.draw(a, s, i) })
			return
		}
		k.draw(a, s, i)
	case eggs:
		a.at(0, -200, 0.6, 0, func() { k.tray(a, 5) })
	case parcels:
		a.at(0, -130, 1, 90, func() { a.huskParcel(0xEAD9AE) })
	case dish:
		a.frontDish(0, -60, 300, 46, k.p)
	case fruit:
		besekOf(a, k.whole)
	case plant:
		k.tree(a)
	default:
		a.carton(420, 420, 160, s.wrap, s.label)
	}
}

// besekOf is a bamboo box heaped with pieces, standing on (0,0).
func besekOf(a *artist, p piece) {
	a.besekOpen(560, 300)
	a.few(8, 0, -240, 200, 50, 84, p)
	a.besekFront(560, 200)
}

func (a *artist) palm(x, y, h float64) {
	lean := a.in(-60, 60)
	a.body(0x7A6248, 10, stroke(curve(x, y, x+lean*0.3, y-h*0.5, x+lean, y-h), 30, 16))
	for k := range 9 {
		t := -190 + float64(k)*25
		a.at(x+lean, y-h, 1, t, func() {
			a.fill(a.near(leafMid, 0.3), blob(0, 0, 70, -34, 150, -30, 215, 20, 140, 8, 60, 8))
			a.wash(leafDark, 0.6, stroke(curve(0, 0, 80, -18, 205, 14), 3, 2))
		})
	}
}

// roof puts a tiled roof over a house 2w wide whose wall begins at -60.
func (a *artist) roof(kind int, w float64) {
	c := pick(a.dice, ink(0xB5603A), ink(0x9C4A30), ink(0xA8704A))
	var o outline
	switch kind {
	case 0: // limasan
		o = poly(-w-70, -50, -w*0.5, -250, w*0.5, -250, w+70, -50)
	case 1: // joglo, with its high middle
		o = poly(-w-80, -40, -w*0.5, -150, -w*0.3, -320, w*0.3, -320, w*0.5, -150, w+80, -40)
	case 2: // gable
		o = poly(-w-60, -50, 0, -330, w+60, -50)
	default: // lean roof over a stall
		o = poly(-w-50, -60, -w*0.94, -210, w*0.94, -210, w+50, -60)
	}
	a.shadow(0, 34, 20, 0.5, o)
	a.body(c, 10, o)
	a.inside(func() {
		for j := range 11 {
			y := -330 + float64(j)*30
			for x := -w - 100 + float64(j%2)*17; x < w+100; x += 34 {
				a.wash(c.dark(0.35), 0.5, stroke(arc(x, y, 17, 20, 0, 180, 8), 5, 5))
				if a.yes(0.2) {
					a.wash(a.near(c, 0.4), 0.5, blob(x-15, y, x+15, y, x+13, y+18, x, y+24, x-13, y+18))
				}
			}
		}
	}, o)
	a.line(c.dark(0.3), 12, o[:len(o):len(o)])
	if kind == 3 {
		for k := range 12 {
			x := -w - 44 + float64(k)*70
			a.body([]ink{0xF4EBD8, 0xB5402F}[k%2], 5, blob(x, -64, x+70, -64, x+70, -10, x+35, 14, x, -10))
		}
	}
}

func (a *artist) shopDoor(trim ink) {
	door := box(-130, 10, 30, 280, 4)
	a.fill(trim.dark(0.3), box(-144, -4, 44, 280, 4))
	a.fill(0x3A2A20, door)
	a.inside(func() { // the inside glows a little and shows shelves
		a.wash(0xE3A84A, 0.35, door)
		for j := range 3 {
			y := 80 + float64(j)*70
			a.fill(0x6B4424, box(-130, y, 30, y+8, 0))
			for k := range 6 {
				a.body(pick(a.dice, chili, belimbing, leafMid, ink(0xF4EBD8), wedelSoft), 3, box(-124+float64(k)*26, y-a.in(26, 44), -104+float64(k)*26, y, 4))
			}
		}
	}, door)
	leaf := poly(-130, 10, -190, 0, -190, 286, -130, 280)
	a.body(trim, 8, leaf)
	a.body(trim, 8, poly(30, 10, 86, 0, 86, 286, 30, 280))
	win := box(150, 40, 320, 170, 3)
	a.fill(trim.dark(0.2), box(138, 28, 332, 182, 4))
	a.fill(0xCFE0E0, win)
	a.inside(func() {
		a.wash(paper, 0.7, poly(160, 40, 210, 40, 170, 170, 150, 170))
		a.fill(trim, box(230, 30, 240, 180, 0), box(140, 100, 340, 108, 0))
	}, win)
	a.fill(trim.dark(0.2), box(-346, 40, -220, 182, 4))
	for y := 50.0; y < 176; y += 16 {
		a.fill(trim.light(0.1), box(-336, y, -230, y+10, 2))
	}
}

func (a *artist) signboard(name string, trim ink, kind int) {
	y := -96.0
	if kind == 3 {
		y = -150
	}
	o := box(-290, y-52, 290, y+50, 8)
	a.shadow(6, 10, 8, 0.5, o)
	c := pick(a.dice, ink(0xF6EBD0), trim, belimPale)
	on := c.readable()
	a.body(c, 7, o)
	a.dash(on, 4, 12, 8, append(box(-276, y-40, 276, y+38, 5), pt{-276, y - 38}))
	a.words(on, strings.ToUpper(name), 0, y+22, 58, 520)
}

// shelf is two boards on a wall full of the goods.
func (s Shop) shelf(a *artist) {
	a.plaster(pick(a.dice, ink(0xEFE3CB), ink(0xC7D0B4), ink(0xB9CAD6), ink(0xE3BE8F)))
	a.glow.window(0.1, 0.05, 0.1)
	wood := pick(a.dice, ink(0x8A5A34), ink(0x6B4424), ink(0xB98A5C))
	n := int(a.hw/170) + 1
	for j, y := range []float64{-130, 190, 500} {
		for i := range n {
			x := -a.hw + (float64(i)+0.5)*2*a.hw/float64(n)
			g := s.goods
			g.seed += uint64(i + j*7)
			if (i+j)%2 == 1 {
				g.wrap = mix(g.wrap, []ink{belimbing, wedelMid, leafDark}[j], 0.75)
			}
			a.at(x+a.in(-12, 12), y-8, 0.37, 0, func() { g.small(a, i+j) })
		}
		a.shadow(0, 26, 16, 0.4, box(-a.hw-20, y, a.hw+20, y+26, 0))
		a.board(wood, -a.hw-20, y-8, a.hw+20, y+26)
	}
	o := box(-260, -470, 260, -390, 8)
	a.body(wood.dark(0.1), 7, o)
	a.words(0xF6EBD0, s.name, 0, -412, 52, 470)
}

// work is two hands over the table with the goods between them.
func (s Shop) work(a *artist) {
	a.flatlay(pick(a.dice, groundPlanks, groundHusk, groundIndigo, groundBamboo, groundTile))
	switch k := s.goods.scene.(type) {
	case snack:
		a.tampah(-60, -90, 350)
		a.heap(-60, -90, 230, 220, 52, k.p)
	case dish:
		k.plated(a, s.goods, -60, -90, 340)
	case length:
		p := k.p
		p.seed = s.seed
		a.at(-40, -60, 1, -6, func() {
			o := box(-400, -320, 400, 320, 6)
			a.shadow(12, 16, 18, 0.5, o)
			a.inside(func() { p.dye(a, 820, 660); a.creases(0.5) }, o)
		})
	case thing:
		if k.flat {
			a.at(-60, -90, k.scale(), -6, func() { k.draw(a, s.goods, 0) })
		} else {
			a.at(-60, 220, k.scale(), -3, func() { k.draw(a, s.goods, 0) })
		}
	case drink:
		a.bowl(-60, -90, 330, 0xF1EADC, k.c)
		a.few(5, -330, 330, 110, 60, 70, k.prop)
	case powder:
		k.mound(a, -60, -90, 320, 34)
	case fruit:
		a.tampah(-60, -90, 360)
		a.heap(-60, -90, 240, 220, 84, k.whole)
	case parcels:
		a.at(-40, -120, 1, -4, func() { a.renteng(5, 8) })
	default:
		a.tampah(-60, -90, 350)
		a.at(-60, 0, 0.7, 0, func() { s.goods.small(a, 0) })
	}
	a.at(130, 70, 1, 0, func() { a.reach(s.goods.sleeve) })
	a.warp(-250, 130, -1, 1, 0, func() { a.reach(s.goods.sleeve) })
}
