package photo_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"testing"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"beli/internal/photo"
	"beli/internal/photo/phototest"
)

func process(t *testing.T, sent []byte) photo.Result {
	t.Helper()
	res, err := photo.Process(t.Context(), bytes.NewReader(sent))
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func derived(t *testing.T, res photo.Result, v photo.Variant) photo.Derived {
	t.Helper()
	for _, d := range res.Derived {
		if d.Variant == v {
			return d
		}
	}
	t.Fatalf("no variant %s", v)
	return photo.Derived{}
}

func decode(t *testing.T, d photo.Derived) image.Image {
	t.Helper()
	read := jpeg.Decode
	if d.Variant.ContentType() == "image/webp" {
		read = webp.Decode
	}
	img, err := read(bytes.NewReader(d.Bytes))
	if err != nil {
		t.Fatalf("%s: %v", d.Variant, err)
	}
	if img.Bounds().Dx() != d.Width || img.Bounds().Dy() != d.Height {
		t.Errorf("%s is %v, said to be %d×%d", d.Variant, img.Bounds(), d.Width, d.Height)
	}
	return img
}

// formats a build makes beside JPEG.
func formats() []photo.Format {
	if photo.CanWebP {
		return []photo.Format{photo.JPEG, photo.WebP}
	}
	return []photo.Format{photo.JPEG}
}

func noise(width, height int) *image.RGBA {
	img, rng := image.NewRGBA(image.Rect(0, 0, width, height)), rand.New(rand.NewPCG(3, 3))
	for i := range img.Pix {
		img.Pix[i] = uint8(rng.Uint32()) | uint8(255*(i%4/3))
	}
	return img
}

func TestEveryVariantFitsItsBudget(t *testing.T) {
	for name, img := range map[string]*image.RGBA{
		"photo":      phototest.Scene(1640, 1230, 5),
		"pure noise": noise(1000, 1000),
	} {
		t.Run(name, func(t *testing.T) {
			res := process(t, phototest.EncodeJPEG(img))
			if want := 1 + 4*len(formats()); len(res.Derived) != want {
				t.Errorf("%d variants, want %d", len(res.Derived), want)
			}
			for _, w := range photo.Widths() {
				for _, f := range formats() {
					d := derived(t, res, photo.VariantOf(w, f))
					decode(t, d)
					t.Logf("%s %d×%d %d bytes", d.Variant, d.Width, d.Height, len(d.Bytes))
					if len(d.Bytes) > photo.Limit(w, f) {
						t.Errorf("%s weighs %d, over %d", d.Variant, len(d.Bytes), photo.Limit(w, f))
					}
					width, height := w.Fit(res.Width, res.Height)
					if name == "photo" && (d.Width != width || d.Height != height) {
						t.Errorf("%s is %d×%d, want %d×%d", d.Variant, d.Width, d.Height, width, height)
					}
				}
			}
			card := derived(t, res, photo.Share)
			decode(t, card)
			if card.Width != 1200 || card.Height != 630 || len(card.Bytes) > 250_000 {
				t.Errorf("share card %d×%d, %d bytes", card.Width, card.Height, len(card.Bytes))
			}
		})
	}
}

func TestTheBudgetsAreThoseOfThePages(t *testing.T) {
	for w, want := range map[photo.Width]int{photo.Thumb: 4_000, photo.Card: 22_000, photo.Main: 70_000, photo.Large: 220_000} {
		if got := photo.Limit(w, photo.WebP); got != want {
			t.Errorf("%d px: %d bytes, want %d", w, got, want)
		}
	}
}

func TestASmallPictureIsNotEnlarged(t *testing.T) {
	res := process(t, phototest.JPEG(300, 200))
	for _, w := range photo.Widths() {
		for _, f := range formats() {
			d, want := derived(t, res, photo.VariantOf(w, f)), image.Pt(300, 200)
			if w == photo.Thumb {
				want = image.Pt(112, 75)
			}
			if d.Width != want.X || d.Height != want.Y {
				t.Errorf("%s is %d×%d, want %v", d.Variant, d.Width, d.Height, want)
			}
		}
	}
}

func TestFitKeepsTheAspectAndBoundsAStrip(t *testing.T) {
	for _, c := range []struct{ w, h, wantW, wantH int }{
		{4000, 3000, 360, 270}, {3000, 4000, 360, 480}, {300, 200, 300, 200}, {360, 720, 360, 720},
		{12000, 10, 360, 1}, {10, 12000, 1, 720}, {1000, 4000, 180, 720}, {1, 1, 1, 1},
	} {
		if w, h := photo.Card.Fit(c.w, c.h); w != c.wantW || h != c.wantH {
			t.Errorf("%d×%d fits as %d×%d, want %d×%d", c.w, c.h, w, h, c.wantW, c.wantH)
		}
	}
}

func TestStripsAndSinglePixelsAreTaken(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {5000, 2}, {2, 5000}, {1601, 1}} {
		res := process(t, phototest.EncodePNG(corners(size.X, size.Y)))
		if res.Width != size.X || res.Height != size.Y {
			t.Errorf("%v became %d×%d", size, res.Width, res.Height)
		}
	}
}

func TestNothingOfTheMetadataIsPublished(t *testing.T) {
	sent := phototest.WithEXIF(phototest.JPEG(900, 700), 6, false)
	sent = append(sent, "<script>alert('Hartini')</script>"...)
	res := process(t, sent)
	for _, secret := range []string{"Exif", "xmpmeta", "GPS", "Hartini", "HP1", "<script"} {
		if !bytes.Contains(sent, []byte(secret)) {
			t.Fatalf("the picture sent does not hold %q", secret)
		}
		for _, d := range res.Derived {
			// three letters may meet by chance in compressed bytes; the segments below tell
			if len(secret) > 3 && bytes.Contains(d.Bytes, []byte(secret)) {
				t.Errorf("%s holds %q", d.Variant, secret)
			}
		}
	}
	for _, d := range res.Derived {
		if d.Variant.ContentType() == "image/webp" {
			if string(d.Bytes[:4]) != "RIFF" || string(d.Bytes[12:16]) != "VP8 " {
				t.Errorf("%s starts %q: a container with room for metadata", d.Variant, d.Bytes[:16])
			}
			continue
		}
		for i := 2; d.Bytes[i+1] != 0xda; i += 2 + int(d.Bytes[i+2])<<8 + int(d.Bytes[i+3]) {
			if m := d.Bytes[i+1]; m >= 0xe0 {
				t.Errorf("%s has a segment %x of metadata", d.Variant, m)
			}
		}
		if !bytes.HasSuffix(d.Bytes, []byte{0xff, 0xd9}) {
			t.Errorf("%s has something behind its end", d.Variant)
		}
	}
}

func TestTransparencyShowsTheMat(t *testing.T) {
	for _, side := range []int{200, 3300} { // with and without the averaging of boxes
		res := process(t, phototest.EncodePNG(image.NewNRGBA(image.Rect(0, 0, side, side))))
		r, g, b, _ := decode(t, derived(t, res, "360.jpg")).At(50, 50).RGBA()
		if !near(r, 0xF6) || !near(g, 0xED) || !near(b, 0xD9) {
			t.Errorf("side %d: transparent became %d %d %d", side, r>>8, g>>8, b>>8)
		}
		if res.Mat != 0 {
			t.Errorf("side %d: mat %d, want klobot", side, res.Mat)
		}
	}
}

func TestATallBottleKeepsItsHeadOnTheShareCard(t *testing.T) {
	res := process(t, phototest.EncodeJPEG(corners(700, 1400)))
	if res.Class != photo.Contain {
		t.Errorf("class %s", res.Class)
	}
	card := decode(t, derived(t, res, photo.Share))
	r, g, b, _ := card.At(40, 300).RGBA()
	if !near(r, 0xF6) || !near(g, 0xED) || !near(b, 0xD9) {
		t.Errorf("beside the bottle is %d %d %d, not the mat", r>>8, g>>8, b>>8)
	}
	middle := image.NewRGBA(image.Rect(0, 0, 314, 630))
	draw.Draw(middle, middle.Rect, card, image.Pt(443, 0), draw.Src)
	if got := cornersOf(middle); got != "ABCD" {
		t.Errorf("the bottle on the card shows %s", got)
	}
}

func TestASquarePictureFillsTheShareCard(t *testing.T) {
	res := process(t, phototest.EncodeJPEG(corners(1200, 1200)))
	if res.Class != photo.Cover {
		t.Errorf("class %s", res.Class)
	}
	if got := cornersOf(decode(t, derived(t, res, photo.Share))); got != "ABCD" {
		t.Errorf("the card shows %s", got)
	}
}

func TestClassFollowsTheRatio(t *testing.T) {
	for _, c := range []struct {
		w, h int
		want photo.Class
	}{{100, 100, photo.Cover}, {125, 100, photo.Cover}, {80, 100, photo.Cover}, {126, 100, photo.Contain}, {79, 100, photo.Contain}} {
		if got := photo.ClassOf(c.w, c.h); got != c.want {
			t.Errorf("%d×%d: %s", c.w, c.h, got)
		}
	}
}

func TestAdviceNamesWhatIsWrongAndNothingElse(t *testing.T) {
	scene := phototest.Scene(1000, 800, 2)
	dark := image.NewRGBA(scene.Rect)
	for i, v := range scene.Pix {
		dark.Pix[i] = v
		if i%4 < 3 {
			dark.Pix[i] = v / 4
		}
	}
	tiny := image.NewRGBA(image.Rect(0, 0, 60, 48))
	xdraw.ApproxBiLinear.Scale(tiny, tiny.Rect, scene, scene.Rect, draw.Src, nil)
	soft := image.NewRGBA(scene.Rect)
	xdraw.CatmullRom.Scale(soft, soft.Rect, tiny, tiny.Rect, draw.Src, nil)
	for name, c := range map[string]struct {
		img  image.Image
		want []photo.Advice
	}{
		"good":    {scene, nil},
		"dark":    {dark, []photo.Advice{photo.Dark}},
		"blurred": {soft, []photo.Advice{photo.Blurred}},
		"small":   {phototest.Scene(500, 400, 2), []photo.Advice{photo.Small}},
	} {
		if got := process(t, phototest.EncodeJPEG(c.img)).Advice; !slices.Equal(got, c.want) {
			t.Errorf("%s picture: advice %v, want %v", name, got, c.want)
		}
	}
}

func TestOnlyAFlatPictureIsStretched(t *testing.T) {
	bars := func(dark, light uint8) image.Image {
		img := image.NewGray(image.Rect(0, 0, 200, 200))
		draw.Draw(img, image.Rect(0, 0, 100, 200), image.NewUniform(color.Gray{Y: dark}), image.Point{}, draw.Src)
		draw.Draw(img, image.Rect(100, 0, 200, 200), image.NewUniform(color.Gray{Y: light}), image.Point{}, draw.Src)
		return img
	}
	for _, c := range []struct{ dark, light, wantDark, wantLight int }{
		{60, 190, 60, 190},   // enough range: untouched
		{78, 178, 68, 188},   // 100 wide becomes 120
		{108, 148, 101, 155}, // 40 wide: gently, by 1.35, not torn apart
		{40, 100, 46, 126},   // the middle is lifted, mildly
		{200, 200, 200, 200}, // one tone has nothing to stretch
	} {
		img := decode(t, derived(t, process(t, phototest.EncodePNG(bars(uint8(c.dark), uint8(c.light)))), "1600.jpg"))
		for x, want := range map[int]int{20: c.wantDark, 180: c.wantLight} {
			r, _, _, _ := img.At(x, 100).RGBA()
			if got := int(r >> 8); got < want-3 || got > want+3 {
				t.Errorf("%d–%d: tone at %d is %d, want about %d", c.dark, c.light, x, got, want)
			}
		}
	}
}

func TestTheMatIsTheColourAPictureIsMostlyMadeOf(t *testing.T) {
	hex := photo.Mats()
	for want, c := range map[photo.Mat]color.RGBA{
		2: {31, 26, 23, 255}, 6: {181, 35, 31, 255}, 9: {242, 176, 30, 255},
		10: {63, 127, 58, 255}, 13: {31, 79, 138, 255}, 4: {154, 98, 52, 255},
	} {
		img := image.NewRGBA(image.Rect(0, 0, 90, 90))
		draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
		// a little of both ends, or the levels would be stretched
		draw.Draw(img, image.Rect(0, 0, 90, 15), image.White, image.Point{}, draw.Src)
		draw.Draw(img, image.Rect(0, 15, 90, 25), image.Black, image.Point{}, draw.Src)
		if got := process(t, phototest.EncodePNG(img)).Mat; got != want {
			t.Errorf("%v: %s %s, want %s %s", c, got.Class(), hex[got], want.Class(), hex[want])
		}
	}
	if hex[0] != "#F6EDD9" || hex[15] != "#BCA4B1" || photo.Mat(15).Class() != "mat-15" || photo.Mat(99).Class() != "mat-0" {
		t.Errorf("mats %v", hex)
	}
}

// tiring is a context that ends after some questions.
type tiring struct {
	context.Context
	left int
}

// Err implements context.Context.
func (c *tiring) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestALeavingVisitorStopsTheWorkWhereverItStands(t *testing.T) {
	sent := phototest.EncodeJPEG(corners(120, 80))
	for left := 0; ; left++ {
		_, err := photo.Process(&tiring{t.Context(), left}, bytes.NewReader(sent))
		if err == nil {
			if left < 10 {
				t.Errorf("the context was asked only %d times", left)
			}
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d questions: %v", left, err)
		}
	}
}
