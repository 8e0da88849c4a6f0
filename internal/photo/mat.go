package photo

import (
	"image"
	"image/color"
	"strconv"
)

// Mat is the calm colour shown in a photo's place until it has arrived, 0 to 15: a
// number, because pages style by class and may not carry a colour inline.
type Mat int

// mats are 16 colours of the market at 42 % over the klobot of the page, light enough
// for dark words to stand on all of them (5.6:1 or better with tinta):
//
//	mat-0  #F6EDD9 klobot       mat-8  #EEB98A wortel
//	mat-1  #D6D0C5 abu          mat-9  #F4D38A belimbing
//	mat-2  #9C9488 arang        mat-10 #A9BF96 pandan
//	mat-3  #AE9C88 kakao        mat-11 #D6DCAB pucuk
//	mat-4  #CFB394 gula jawa    mat-12 #AFCABE telaga
//	mat-5  #E3CBA9 kayu         mat-13 #9CABB8 wedel
//	mat-6  #DB988B cabai        mat-14 #CBD7DA langit
//	mat-7  #EABFBA jambu        mat-15 #BCA4B1 terung
var mats = [16]color.RGBA{
	{0xF6, 0xED, 0xD9, 255}, {0xD6, 0xD0, 0xC5, 255}, {0x9C, 0x94, 0x88, 255}, {0xAE, 0x9C, 0x88, 255},
	{0xCF, 0xB3, 0x94, 255}, {0xE3, 0xCB, 0xA9, 255}, {0xDB, 0x98, 0x8B, 255}, {0xEA, 0xBF, 0xBA, 255},
	{0xEE, 0xB9, 0x8A, 255}, {0xF4, 0xD3, 0x8A, 255}, {0xA9, 0xBF, 0x96, 255}, {0xD6, 0xDC, 0xAB, 255},
	{0xAF, 0xCA, 0xBE, 255}, {0x9C, 0xAB, 0xB8, 255}, {0xCB, 0xD7, 0xDA, 255}, {0xBC, 0xA4, 0xB1, 255},
}

// Mats lists the colours as "#RRGGBB", by number.
func Mats() [16]string {
	var out [16]string
	for i, c := range mats {
		const digits = "0123456789ABCDEF"
		b := []byte{'#'}
		for _, v := range [3]uint8{c.R, c.G, c.B} {
			b = append(b, digits[v>>4], digits[v&15])
		}
		out[i] = string(b)
	}
	return out
}

// Class is the CSS class of the colour: "mat-3". A number out of range is mat-0.
func (m Mat) Class() string {
	if m < 0 || int(m) >= len(mats) {
		m = 0
	}
	return "mat-" + strconv.Itoa(int(m))
}

func matColour(m Mat) color.RGBA { return mats[m] }

// dominantMat lets every pixel vote for the mat nearest to it, after calming it
// the way the mats are.
func dominantMat(img *image.RGBA) Mat {
	var votes [16]int
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		r := calm(img.Pix[i], mats[0].R)
		g := calm(img.Pix[i+1], mats[0].G)
		b := calm(img.Pix[i+2], mats[0].B)
		best, least := 0, 1<<30
		for n, c := range mats {
			dr, dg, db := r-int(c.R), g-int(c.G), b-int(c.B)
			// the eye weighs green most and blue least
			if d := 3*dr*dr + 4*dg*dg + 2*db*db; d < least {
				best, least = n, d
			}
		}
		votes[best]++
	}
	winner := 0
	for n, v := range votes {
		if v > votes[winner] {
			winner = n
		}
	}
	return Mat(winner)
}

func calm(v, klobot uint8) int { return (42*int(v) + 58*int(klobot)) / 100 }
