package picture

import (
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gosmallcaps"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// lettering turns label words into outlines, so that they are painted, turned
// and clipped like everything else. A face that cannot be read draws nothing.
type lettering struct {
	bold, caps *sfnt.Font
	buf        sfnt.Buffer
}

func newLettering() *lettering {
	l := &lettering{}
	l.bold, _ = sfnt.Parse(gobold.TTF)
	l.caps, _ = sfnt.Parse(gosmallcaps.TTF)
	return l
}

const emUnits = 1000

// set gives the outlines of s with its baseline from (0,0), one em being
// emUnits, and its width.
func (l *lettering) set(f *sfnt.Font, s string) (glyphs []outline, width float64) {
	if f == nil {
		return nil, 0
	}
	ppem := fixed.I(emUnits)
	unit := func(v fixed.Int26_6) float64 { return float64(v) / 64 }
	for _, r := range s {
		g, err := f.GlyphIndex(&l.buf, r)
		if err != nil {
			continue
		}
		segs, err := f.LoadGlyph(&l.buf, g, ppem, nil)
		if err != nil {
			continue
		}
		var o outline
		at := func(p fixed.Point26_6) pt { return pt{width + unit(p.X), unit(p.Y)} }
		for _, s := range segs {
			switch s.Op {
			case sfnt.SegmentOpMoveTo:
				if len(o) > 2 {
					glyphs = append(glyphs, o)
				}
				o = outline{at(s.Args[0])}
			case sfnt.SegmentOpLineTo:
				o = append(o, at(s.Args[0]))
			case sfnt.SegmentOpQuadTo:
				p, q, r := o[len(o)-1], at(s.Args[0]), at(s.Args[1])
				for i := 1; i <= 4; i++ {
					t := float64(i) / 4
					u := 1 - t
					o = append(o, pt{u*u*p.x + 2*u*t*q.x + t*t*r.x, u*u*p.y + 2*u*t*q.y + t*t*r.y})
				}
			}
		}
		if len(o) > 2 {
			glyphs = append(glyphs, o)
		}
		if adv, err := f.GlyphAdvance(&l.buf, g, ppem, font.HintingNone); err == nil {
			width += unit(adv)
		}
	}
	return glyphs, width
}

// words paints s centred at x on the baseline y, size units high but never
// wider than fit.
func (a *artist) words(c ink, s string, x, y, size, fit float64) {
	a.write(a.letters.bold, c, s, x, y, size, fit)
}

// smallWords is words in the lighter small capitals.
func (a *artist) smallWords(c ink, s string, x, y, size, fit float64) {
	a.write(a.letters.caps, c, s, x, y, size, fit)
}

func (a *artist) write(f *sfnt.Font, c ink, s string, x, y, size, fit float64) {
	g, w := a.letters.set(f, s)
	if len(g) == 0 || w == 0 {
		return
	}
	k := size / emUnits
	if w*k > fit {
		k = fit / w
	}
	a.at(x-w*k/2, y, k, 0, func() { a.glyphs(c, g) })
}
