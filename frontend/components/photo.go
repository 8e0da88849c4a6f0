package components

import (
	"strconv"
	"strings"
)

// Photo is a picture of the shop's or product's, made ready by the photo pipeline in the widths of
// Widths, as WebP and JPEG.
type Photo struct {
	// Path is the address without its end: Path + "/360.jpg" is the JPEG of 360 px. "" is no picture.
	Path string
	WebP bool   // WebP versions exist beside the JPEG ones
	Alt  string // "" for a picture beside the same words
	// Width and Height are pixels of the largest version; their ratio reserves the place.
	Width, Height int
	Mat           int // number of the dominant colour, 0–15: the styles mat-0 … mat-15 paint them
	Focal         int // what must stay seen in a square: 0–8, row by row; 4 is the middle
}

// Widths are the pixel widths that every picture exists in. A picture that is smaller by nature
// keeps its own width under the larger names.
func Widths() []int { return []int{112, 360, 720, 1600} }

// URL is the address of one version.
func (p Photo) URL(width int, format string) string {
	return p.Path + "/" + strconv.Itoa(width) + "." + format
}

// Large is the address of the enlargement.
func (p Photo) Large() string { return p.URL(1600, "jpg") }

func (p Photo) set(format string, from, to int) string {
	var b strings.Builder
	whole := p.Width
	if whole <= 0 {
		whole = 1600
	}
	reached := false // the picture's own width is offered once
	for _, w := range Widths() {
		if w < from || w > to || reached {
			continue
		}
		reached = w >= whole
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p.URL(w, format))
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(min(w, whole)))
		b.WriteByte('w')
	}
	return b.String()
}

// class is the mat, the fit and the focal point. Near-square pictures fill the square; a tall
// bottle stands whole on the mat.
func (p Photo) class() string {
	c := "photo mat-" + strconv.Itoa(min(max(p.Mat, 0), 15))
	if 5*p.Width < 4*p.Height || 4*p.Width > 5*p.Height {
		return c + " whole"
	}
	if p.Focal != 4 && p.Focal >= 0 && p.Focal <= 8 {
		c += " focal-" + strconv.Itoa(p.Focal)
	}
	return c
}

func (p Photo) height(width int) string {
	if p.Width <= 0 || p.Height <= 0 {
		return strconv.Itoa(width)
	}
	return strconv.Itoa(width * p.Height / p.Width)
}

// Use says where a picture stands, which decides the versions offered and when it is loaded.
type Use struct {
	Sizes    string // of the sizes attribute
	From, To int    // smallest and largest width offered
	Loading  string // "" at once, "lazy", "high" for the one picture that is the page's largest
}

// CardUse is a picture of the i-th card of a grid, counted from 0 over the page: the first is
// the page's largest, from the fifth on they wait until they come near.
func CardUse(i int) Use {
	u := Use{Sizes: "(min-width:1040px) 217px, (min-width:800px) 25vw, (min-width:560px) 33vw, 50vw", From: 360, To: 720}
	switch {
	case i == 0:
		u.Loading = "high"
	case i >= 4:
		u.Loading = "lazy"
	}
	return u
}

// MainUse is the large picture of a product, shop or story.
func MainUse() Use {
	return Use{Sizes: "(min-width:900px) 570px, 100vw", From: 360, To: 1600, Loading: "high"}
}

// SideUse is a picture of about half the column, below the fold.
func SideUse() Use {
	return Use{Sizes: "(min-width:900px) 400px, 100vw", From: 360, To: 720, Loading: "lazy"}
}

// ThumbUse is a picture of 56 to 72 px in a list.
func ThumbUse() Use { return Use{Sizes: "56px", From: 112, To: 112, Loading: "lazy"} }
