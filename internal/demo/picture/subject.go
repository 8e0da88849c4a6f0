package picture

import (
	"hash/fnv"
	"image"
	"strings"
	"unicode"
)

// Family is the kind of drawing a product gets, such as "batik cloth".
type Family string

// The families of drawings.
const (
	FamilyPlain    Family = "plain"
	FamilyParcels  Family = "parcels"
	FamilySnack    Family = "snack"
	FamilyJar      Family = "jar"
	FamilyBottle   Family = "bottle"
	FamilyPowder   Family = "powder"
	FamilyDish     Family = "dish"
	FamilyEgg      Family = "egg"
	FamilyFish     Family = "fish"
	FamilyFruit    Family = "fruit"
	FamilyKoi      Family = "koi"
	FamilyPlant    Family = "plant"
	FamilyCloth    Family = "cloth"
	FamilyGarment  Family = "garment"
	FamilyDrum     Family = "drum"
	FamilyWood     Family = "wood"
	FamilyFigure   Family = "figure"
	FamilyWoven    Family = "woven"
	FamilyShell    Family = "shell"
	FamilyPottery  Family = "pottery"
	FamilySouvenir Family = "souvenir"
	FamilyHome     Family = "home"
	FamilyService  Family = "service"
)

// Subject is what a product's pictures show. The zero value is not usable; get
// one from ForProduct.
type Subject struct {
	family  Family
	scene   scene
	seed    uint64
	variant int   // small number from the seed that picks among arrangements
	wrap    ink   // colour of its packing
	sleeve  ink   // colour of the sleeve when a hand is shown
	label   label // words on its packing
}

// scene paints the views of a subject.
type scene interface {
	paint(a *artist, s Subject, view int)
}

// ForProduct chooses the drawing for a product from the words of its name, and
// where these say nothing from its category. The same id, name and category
// give the same subject for ever; another id gives other details.
func ForProduct(id, name, category string) Subject {
	h := fnv.New64a()
	for _, part := range []string{id, "\x00", name, "\x00", category} {
		_, _ = h.Write([]byte(part))
	}
	d := &dice{state: h.Sum64()}
	s := Subject{seed: d.next()}
	s.variant = d.n(840)
	s.wrap = pick(d, ink(0xC8492F), wedelMid, leafDark, ink(0xE0A12A), ink(0xE9DABA), ink(0x7A2E2A), teal, ink(0xC58A4E), ink(0x4B6A3A), ink(0xD7B88B), plum)
	s.sleeve = pick(d, wedelMid, ink(0x7A2E2A), leafDark, ink(0xD9B878), ink(0x5E86AD), ink(0xB9614A))
	s.label = labelFor(d, name)
	s.family, s.scene = choose(plainWords(name), plainWords(category))
	return s
}

// Family tells which kind of drawing the subject gets.
func (s Subject) Family() Family { return s.family }

// Views is how many different pictures there are of the subject: three for
// services and unpacked goods, four for goods that come in a packing.
func (s Subject) Views() int {
	switch s.family {
	case FamilyService, FamilyKoi, FamilyPlant, FamilyFigure:
		return 3
	}
	return 4
}

// Draw paints view 0…Views()-1 in the given size in pixels, at least 16 each
// way; other values are brought into range. View 0 is the main picture.
func (s Subject) Draw(view int, size image.Point) *image.RGBA {
	view = ((view % s.Views()) + s.Views()) % s.Views()
	size.X, size.Y = max(16, size.X), max(16, size.Y)
	a := newArtist(size, s.seed+uint64(view)*0x9E3779B97F4A7C15)
	s.scene.paint(a, s, view)
	a.finish()
	return a.img
}

// labelFor makes a label of the first telling words of a name.
func labelFor(d *dice, name string) label {
	var w []string
	for _, f := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(),+&/", r) }) {
		if len(w) > 0 && (unicode.IsDigit(rune(f[0])) || strings.EqualFold(f, "isi")) {
			break
		}
		w = append(w, f)
		if len(w) == 3 {
			break
		}
	}
	l := label{big: "Blitar", small: "asli", c: paper, style: d.n(5)}
	switch len(w) {
	case 0:
	case 1:
		l.big, l.small = strings.ToUpper(w[0]), "Blitar"
	case 2:
		l.big, l.small = strings.ToUpper(w[0]), w[1]
	default:
		l.big, l.small = strings.ToUpper(w[0]), w[1]+" "+w[2]
		if len(w[0]) < 5 {
			l.big, l.small = strings.ToUpper(w[0]+" "+w[1]), w[2]
		}
	}
	l.on = pick(d, wedel, sogaDark, ink(0x7A2018), leafDark, ink(0x3A2A5A), ink(0x1F4B4A))
	return l
}

// plainWords lower-cases s and sets its words between single spaces, so that
// a rule can look for whole words.
func plainWords(s string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ") + " "
}
