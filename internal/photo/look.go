package photo

import (
	"image"
)

// Class says how a picture sits in a square card.
type Class string

// The classes: Cover fills the square, Contain shows the whole picture on the mat, so
// that a tall bottle keeps its head.
const (
	Cover   Class = "cover"
	Contain Class = "contain"
)

// ClassOf is Cover for a picture near enough to square (0.8 to 1.25).
func ClassOf(width, height int) Class {
	if 5*width >= 4*height && 4*width <= 5*height {
		return Cover
	}
	return Contain
}

// Advice is a code of something the owner might do better; never a refusal.
type Advice string

// The advice given.
const (
	// Dark is a mean brightness under 60 of 255.
	Dark Advice = "advice_dark"
	// Blurred is a picture almost without edges at the size it is looked at.
	Blurred Advice = "advice_blurred"
	// Small is a longer side under 800 pixels.
	Small Advice = "advice_small"
)

const (
	darkMean = 60
	// blurredShare is the variance of the edges in thousandths of that of the picture,
	// at width 720: out of focus it is 2 or 3, sharp it is 40 (one edge) and more.
	blurredShare = 10
	smallSide    = 800
	// levelsRange is the 2–98 % range of brightness that needs no help.
	levelsRange = 120
)

// advise looks at a picture at Main and the original size.
func advise(img *image.RGBA, width, height int) []Advice {
	var out []Advice
	grey := luma(img)
	if mean(grey) < darkMean {
		out = append(out, Dark)
	}
	if blurred(grey, img.Rect.Dx(), img.Rect.Dy()) {
		out = append(out, Blurred)
	}
	if max(width, height) < smallSide {
		out = append(out, Small)
	}
	return out
}

// luma is the brightness of each pixel.
func luma(img *image.RGBA) []uint8 {
	out := make([]uint8, img.Rect.Dx()*img.Rect.Dy())
	for i := range out {
		p := img.Pix[4*i : 4*i+3 : 4*i+3]
		out[i] = uint8((299*uint32(p[0]) + 587*uint32(p[1]) + 114*uint32(p[2]) + 500) / 1000)
	}
	return out
}

func mean(grey []uint8) int {
	sum := 0
	for _, v := range grey {
		sum += int(v)
	}
	return sum / len(grey)
}

// blurred compares the variance of the Laplacian with that of the picture itself, so
// that a dark picture, whose edges are weak as everything in it, is not called blurred.
// A picture of one tone, or without a middle, has no edges to judge.
func blurred(grey []uint8, w, h int) bool {
	var edges, tones spread
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			i := y*w + x
			edges.add(4*int(grey[i]) - int(grey[i-1]) - int(grey[i+1]) - int(grey[i-w]) - int(grey[i+w]))
			tones.add(int(grey[i]))
		}
	}
	if tones.variance() < 25 {
		return false
	}
	return 1000*edges.variance() < blurredShare*tones.variance()
}

// spread sums up numbers for their variance.
type spread struct{ n, sum, squares int }

func (s *spread) add(v int) { s.n, s.sum, s.squares = s.n+1, s.sum+v, s.squares+v*v }

func (s *spread) variance() int {
	if s.n == 0 {
		return 0
	}
	return s.squares/s.n - (s.sum/s.n)*(s.sum/s.n)
}

// level stretches a flat picture, given in one or more sizes, in place and mildly: at
// most 1.35 times around its middle, which moves at most 16 steps towards grey. A
// picture of one tone is left alone, there is only noise to stretch.
func level(sizes ...*image.RGBA) {
	lo, hi := tones(sizes[0])
	if hi-lo >= levelsRange || hi-lo < 12 {
		return
	}
	middle := (lo + hi) / 2
	to := middle + max(-16, min(16, 128-middle))
	gain := min(135, 100*levelsRange/(hi-lo))
	var table [256]uint8
	for v := range table {
		table[v] = uint8(max(0, min(255, to+(v-middle)*gain/100)))
	}
	for _, img := range sizes {
		for i := 0; i+4 <= len(img.Pix); i += 4 {
			img.Pix[i] = table[img.Pix[i]]
			img.Pix[i+1] = table[img.Pix[i+1]]
			img.Pix[i+2] = table[img.Pix[i+2]]
		}
	}
}

// tones are the brightnesses below which 2 % and 98 % of the picture lie.
func tones(img *image.RGBA) (lo, hi int) {
	var count [256]int
	grey := luma(img)
	for _, v := range grey {
		count[v]++
	}
	lo, hi = -1, 255
	for v, seen := 0, 0; v < 256; v++ {
		seen += count[v]
		if lo < 0 && 50*seen >= len(grey) {
			lo = v
		}
		if 50*seen >= 49*len(grey) {
			return lo, v
		}
	}
	return lo, hi
}
