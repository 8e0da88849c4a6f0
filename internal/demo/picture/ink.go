package picture

// ink is an opaque colour as 0xRRGGBB, so that palettes read like the design
// tokens they come from.
type ink uint32

// The house palette. Paint is mixed from these, which is what keeps two
// hundred different products looking like one shop window.
const (
	tinta     ink = 0x241A12
	paper     ink = 0xFCF8EE
	klobot    ink = 0xE9DABA
	klobotMid ink = 0xD8BF8C
	wedel     ink = 0x122A45
	wedelMid  ink = 0x1C4268
	wedelSoft ink = 0x5E86AD
	wedelPale ink = 0xC9D9E6
	soga      ink = 0x86471A
	sogaDark  ink = 0x5B2E10
	sogaPale  ink = 0xE2C6A6
	belimbing ink = 0xF2B01E
	belimPale ink = 0xFBD877
	brick     ink = 0x9B3A22
	chili     ink = 0xC0341D
	leafDark  ink = 0x2B5F36
	leafMid   ink = 0x5B8B44
	leafPale  ink = 0xA9BF7C
	rose      ink = 0xD98E86
	cocoa     ink = 0x4A2A1B
	caramel   ink = 0xB86A24
	toast     ink = 0xD9A45B
	clay      ink = 0xB5653A
	teal      ink = 0x2F7B7A
	skin      ink = 0xB97F55
	steel     ink = 0xB9BDBA
	plum      ink = 0x6B2B45
)

func (c ink) rgb() (r, g, b float64) {
	return float64(c >> 16 & 255), float64(c >> 8 & 255), float64(c & 255)
}

func inkOf(r, g, b float64) ink {
	return ink(clamp8(r))<<16 | ink(clamp8(g))<<8 | ink(clamp8(b))
}

func clamp8(v float64) uint32 {
	if v < 0 {
		return 0
	}
	if v > 255 {
		return 255
	}
	return uint32(v + 0.5)
}

// mix goes from c to d as t goes from 0 to 1.
func mix(c, d ink, t float64) ink {
	r, g, b := c.rgb()
	x, y, z := d.rgb()
	return inkOf(r+(x-r)*t, g+(y-g)*t, b+(z-b)*t)
}

// dark mixes towards a warm brown, as a painter shades; black would look dead.
func (c ink) dark(t float64) ink { return mix(c, 0x2A160E, t) }

// light mixes towards warm paper.
func (c ink) light(t float64) ink { return mix(c, 0xFFF6E2, t) }

// bright is the lightness of c from 0 to 255.
func (c ink) bright() float64 {
	r, g, b := c.rgb()
	return 0.3*r + 0.59*g + 0.11*b
}

// readable is a colour for words on c.
func (c ink) readable() ink {
	if c.bright() > 140 {
		return sogaDark
	}
	return paper
}

// dice is a small deterministic random source. The standard generators are not
// used because the pictures must stay the same across Go releases.
type dice struct{ state uint64 }

func (d *dice) next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	z := d.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// f gives a number in [0,1).
func (d *dice) f() float64 { return float64(d.next()>>11) / (1 << 53) }

// in gives a number in [lo,hi).
func (d *dice) in(lo, hi float64) float64 { return lo + (hi-lo)*d.f() }

// n gives a whole number in [0,k).
func (d *dice) n(k int) int { return int(d.next() % uint64(k)) }

// yes is true with the given chance.
func (d *dice) yes(chance float64) bool { return d.f() < chance }

func pick[T any](d *dice, choices ...T) T { return choices[d.n(len(choices))] }

// near varies a colour slightly, as two pieces from one pan vary.
func (d *dice) near(c ink, t float64) ink {
	if d.yes(0.5) {
		return c.dark(d.f() * t)
	}
	return c.light(d.f() * t)
}
