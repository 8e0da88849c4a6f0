package photo_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"beli/internal/photo"
	"beli/internal/photo/phototest"
)

// held lists, for each orientation, the corners of the picture as sent (A B above,
// C D below) in the order top left, top right, bottom left, bottom right of the
// upright one. EXIF 2.3: 6 means that row 0 is the right side and column 0 the top.
var held = [9]string{1: "ABCD", 2: "BADC", 3: "DCBA", 4: "CDAB", 5: "ACBD", 6: "CADB", 7: "DBCA", 8: "BDAC"}

var corner = map[byte]color.RGBA{
	'A': {220, 30, 30, 255}, 'B': {30, 200, 40, 255}, 'C': {30, 40, 220, 255}, 'D': {250, 240, 220, 255},
}

func corners(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i, name := range []byte("ABCD") {
		r := image.Rect(0, 0, width/2, height/2).Add(image.Pt(i%2*width/2, i/2*height/2))
		draw.Draw(img, r, image.NewUniform(corner[name]), image.Point{}, draw.Src)
	}
	return img
}

// cornersOf names the corners of a picture.
func cornersOf(img image.Image) string {
	b, out := img.Bounds(), ""
	for i := range 4 {
		x := b.Min.X + b.Dx()*(1+2*(i%2))/4
		y := b.Min.Y + b.Dy()*(1+2*(i/2))/4
		r, g, bl, _ := img.At(x, y).RGBA()
		found := "?"
		for name, c := range corner {
			if near(r, c.R) && near(g, c.G) && near(bl, c.B) {
				found = string(name)
			}
		}
		out += found
	}
	return out
}

func near(got uint32, want uint8) bool {
	d := int(got>>8) - int(want)
	return d > -40 && d < 40
}

func TestAPictureStandsUprightHoweverThePhoneWasHeld(t *testing.T) {
	for o := 1; o <= 8; o++ {
		for _, bigEndian := range []bool{false, true} {
			for _, width := range []int{160, 3300} { // the larger goes through the averaging of boxes
				if width > 160 && (bigEndian || o != 3 && o != 6) {
					continue
				}
				t.Run(fmt.Sprintf("%d/%d/big_endian_%v", o, width, bigEndian), func(t *testing.T) {
					sent := phototest.EncodeJPEG(corners(width, width/2))
					wantUpright(t, phototest.WithEXIF(sent, o, bigEndian), o, width)
				})
			}
		}
	}
}

func TestPNGAndWebPStandUprightToo(t *testing.T) {
	plain := phototest.EncodePNG(corners(160, 80))
	for o := 1; o <= 8; o++ {
		const afterHeader = 8 + 25
		png := bytes.Join([][]byte{plain[:afterHeader], pngChunk("eXIf", phototest.TIFF(o, true)), plain[afterHeader:]}, nil)
		wantUpright(t, png, o, 160)
	}
	if !photo.CanWebP {
		t.Skip("SKIPPED: WebP orientation, this build has no WebP encoder")
	}
	res := process(t, plain)
	webp := derived(t, res, photo.VariantOf(photo.Large, photo.WebP)).Bytes
	for o := 1; o <= 8; o++ {
		wantUpright(t, extendedWebP(webp, o, 160, 80), o, 160)
	}
}

func wantUpright(t *testing.T, sent []byte, o, width int) {
	t.Helper()
	res := process(t, sent)
	w, h := width, width/2
	if o >= 5 {
		w, h = h, w
	}
	if res.Width != w || res.Height != h {
		t.Errorf("orientation %d: %d×%d, want %d×%d", o, res.Width, res.Height, w, h)
	}
	for _, name := range []photo.Variant{"360.jpg", "1600.jpg"} {
		if got := cornersOf(decode(t, derived(t, res, name))); got != held[o] {
			t.Errorf("orientation %d, %s: corners %s, want %s", o, name, got, held[o])
		}
	}
}

func pngChunk(name string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, name...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// extendedWebP wraps a plain WebP in the container that carries an EXIF chunk.
func extendedWebP(plain []byte, o, width, height int) []byte {
	const exif = 1 << 3
	head := []byte{exif, 0, 0, 0, byte(width - 1), byte((width - 1) >> 8), 0, byte(height - 1), byte((height - 1) >> 8), 0}
	body := append([]byte("WEBP"), riffChunk("VP8X", head)...)
	body = append(body, plain[12:]...)
	body = append(body, riffChunk("EXIF", phototest.TIFF(o, false))...)
	return riffChunk("RIFF", body)
}

func riffChunk(name string, body []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
	b = append(b, body...)
	if len(body)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

func TestAPictureWithoutReadableOrientationIsLeftAsItIs(t *testing.T) {
	jpg := phototest.EncodeJPEG(corners(160, 80))
	for name, sent := range map[string][]byte{
		"no EXIF":        jpg,
		"orientation 0":  phototest.WithEXIF(jpg, 0, false),
		"orientation 9":  phototest.WithEXIF(jpg, 9, true),
		"directory lost": bytes.Replace(phototest.WithEXIF(jpg, 6, false), []byte("II*\x00\x08\x00\x00\x00"), []byte("II*\x00\xff\xff\xff\xff"), 1),
		"unknown order":  bytes.Replace(phototest.WithEXIF(jpg, 6, false), []byte("II*\x00"), []byte("IM*\x00"), 1),
	} {
		if got := cornersOf(decode(t, derived(t, process(t, sent), "360.jpg"))); got != "ABCD" {
			t.Errorf("%s: corners %s", name, got)
		}
	}
}

func FuzzOrientation(f *testing.F) {
	jpg := phototest.EncodeJPEG(corners(16, 8))
	for o := range 10 {
		f.Add(phototest.WithEXIF(jpg, o, o%2 == 0))
		f.Add(append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("eXIf", phototest.TIFF(o, true))...))
		f.Add(riffChunk("RIFF", append([]byte("WEBP"), riffChunk("EXIF", phototest.TIFF(o, false))...)))
	}
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x02"))
	f.Add([]byte("\xff\xd8\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if o := photo.OrientationOf(b); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}
