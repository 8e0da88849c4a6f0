package phototest

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
)

// Scene draws something a phone might see on a table: soft light, a few round things
// with edges, weave and grain. The same size and seed give the same picture.
func Scene(width, height int, seed uint64) *image.RGBA {
	rng := rand.New(rand.NewPCG(seed, 7))
	type thing struct{ x, y, r, red, green, blue float64 }
	things := make([]thing, 14)
	side := float64(min(width, height))
	for i := range things {
		things[i] = thing{
			rng.Float64() * float64(width), rng.Float64() * float64(height), side * (0.05 + 0.15*rng.Float64()),
			60 + 190*rng.Float64(), 40 + 150*rng.Float64(), 20 + 110*rng.Float64(),
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	weave := side / 90
	for y := range height {
		for x := range width {
			fx, fy := float64(x), float64(y)
			cloth := 14 * math.Sin(fx/weave) * math.Sin(fy/weave)
			red, green, blue := 175+cloth, 150+cloth, 112+cloth
			for _, o := range things {
				if dx, dy := fx-o.x, fy-o.y; dx*dx+dy*dy < o.r*o.r {
					lit := 1 - 0.5*(dx+dy)/(2*o.r)
					red, green, blue = o.red*lit, o.green*lit, o.blue*lit
				}
			}
			light := 0.55 + 0.5*fx/float64(width)
			grain := float64(rng.Uint32()%17) - 8
			img.SetRGBA(x, y, color.RGBA{tone(red*light + grain), tone(green*light + grain), tone(blue*light + grain), 255})
		}
	}
	return img
}

func tone(v float64) uint8 { return uint8(max(0, min(255, v))) }

// JPEG is a photo-like picture of a size as a phone would send it.
func JPEG(width, height int) []byte { return EncodeJPEG(Scene(width, height, 1)) }

// EncodeJPEG writes a picture with the quality of a phone.
func EncodeJPEG(img image.Image) []byte {
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: 92}); err != nil {
		panic(err) // only a picture of more than 65,535 pixels a side
	}
	return buf.Bytes()
}

// EncodePNG writes a picture without loss.
func EncodePNG(img image.Image) []byte {
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		panic(err) // only a picture without pixels
	}
	return buf.Bytes()
}

// WithEXIF puts into a JPEG what a phone adds: an APP1 segment with the orientation
// (1 to 8) and a place by GPS, one more with XMP, and a comment. bigEndian picks the
// byte order, phones use both.
func WithEXIF(jpg []byte, orientation int, bigEndian bool) []byte {
	segment := func(marker byte, body string) []byte {
		n := len(body) + 2
		return append([]byte{0xff, marker, byte(n >> 8), byte(n)}, body...)
	}
	out := append([]byte{}, jpg[:2]...)
	out = append(out, segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>Hartini</x:xmpmeta>")...)
	out = append(out, segment(0xe1, "Exif\x00\x00"+string(TIFF(orientation, bigEndian)))...)
	out = append(out, segment(0xfe, "GPS rumah Hartini")...)
	return append(out, jpg[2:]...)
}

// TIFF is the inside of an EXIF block: maker, orientation, and a GPS directory at 8° S.
func TIFF(orientation int, bigEndian bool) []byte {
	var b []byte
	u16 := func(v int) {
		if bigEndian {
			b = append(b, byte(v>>8), byte(v))
		} else {
			b = append(b, byte(v), byte(v>>8))
		}
	}
	u32 := func(v int) {
		if bigEndian {
			u16(v >> 16)
			u16(v & 0xffff)
		} else {
			u16(v & 0xffff)
			u16(v >> 16)
		}
	}
	if b = append(b, "II"...); bigEndian {
		b = []byte("MM")
	}
	u16(42)
	u32(8)
	const gpsAt = 8 + 2 + 3*12 + 4
	u16(3)
	for _, e := range [][4]int{{0x10f, 2, 4, -1}, {0x112, 3, 1, orientation}, {0x8825, 4, 1, gpsAt}} {
		u16(e[0])
		u16(e[1])
		u32(e[2])
		switch {
		case e[3] < 0:
			b = append(b, "HP1\x00"...)
		case e[1] == 3:
			u16(e[3])
			u16(0)
		default:
			u32(e[3])
		}
	}
	u32(0)
	u16(2)
	u16(1) // latitude: south
	u16(2)
	u32(2)
	b = append(b, "S\x00\x00\x00"...)
	u16(2)
	u16(5)
	u32(3)
	u32(gpsAt + 2 + 2*12 + 4)
	u32(0)
	for _, v := range []int{8, 1, 5, 1, 5441, 100} {
		u32(v)
	}
	return b
}
