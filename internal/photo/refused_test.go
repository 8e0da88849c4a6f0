package photo_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"beli/internal/fault"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
)

func refused(t *testing.T, sent []byte, want *fault.Error) {
	t.Helper()
	_, err := photo.Process(t.Context(), bytes.NewReader(sent))
	if !errors.Is(err, want) || fault.KindOf(err) != fault.Invalid {
		t.Errorf("%.40q: %v, want %s", sent, err, want.Code)
	}
}

func TestOnlyStillRasterPicturesAreTaken(t *testing.T) {
	jpg := phototest.EncodeJPEG(corners(160, 80))
	for name, sent := range map[string]string{
		"SVG":                       `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
		"SVG behind XML":            `<?xml version="1.0"?><svg/>`,
		"HTML":                      "<!doctype html><script>alert(1)</script>",
		"GIF":                       "GIF89a\x01\x00\x01\x00\x00\x00\x00;",
		"GIF that is HTML":          "GIF89a=1//<script>alert(1)</script>",
		"HTML with a JPEG behind":   "<html>" + string(jpg),
		"JPEG behind a space":       " " + string(jpg),
		"PDF":                       "%PDF-1.7\n",
		"BMP":                       "BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00",
		"TIFF":                      string(phototest.TIFF(6, false)),
		"AVIF":                      "\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf",
		"AVIF under a general name": "\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf",
		"a film":                    "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
		"moving WebP":               "RIFF\x30\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x0f\x00\x00\x0f\x00\x00ANIM",
		"one byte":                  "\xff",
		"text":                      "foto wajik kletik",
	} {
		t.Run(name, func(t *testing.T) { refused(t, []byte(sent), photo.ErrType) })
	}
}

func TestAnIPhonesRawPictureIsToldApart(t *testing.T) {
	for _, head := range []string{
		"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
		"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic",
		"\x00\x00\x00\x18ftyphevc\x00\x00\x00\x00hevcmif1",
	} {
		refused(t, []byte(head+strings.Repeat("x", 100)), photo.ErrHEIC)
	}
}

func TestEmptyTooLargeAndBrokenFilesAreToldApart(t *testing.T) {
	refused(t, nil, photo.ErrEmpty)
	jpg := phototest.JPEG(400, 300)
	refused(t, append(jpg[:len(jpg):len(jpg)], make([]byte, photo.MaxBytes)...), photo.ErrTooLarge)
	png := phototest.EncodePNG(corners(160, 80))
	refused(t, jpg[:len(jpg)/2], photo.ErrBroken)
	refused(t, jpg[:20], photo.ErrBroken)
	refused(t, png[:len(png)/2], photo.ErrBroken)
	refused(t, png[:8], photo.ErrBroken)
	refused(t, []byte("RIFF\x10\x00\x00\x00WEBPVP8 \x04\x00\x00\x00zzzz"), photo.ErrBroken)
	spoilt := bytes.Clone(png)
	spoilt[len(spoilt)/2] ^= 0xff
	refused(t, spoilt, photo.ErrBroken)
}

func TestABodyThatFailsIsNotTakenForABrokenPicture(t *testing.T) {
	cut := errors.New("line cut")
	_, err := photo.Process(t.Context(), iotest.ErrReader(cut))
	if !errors.Is(err, cut) || fault.KindOf(err) != fault.Internal {
		t.Errorf("got %v", err)
	}
}

// header is a PNG that promises a size and holds next to nothing.
func header(width, height uint32, depth, colour byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, width)
	b = binary.BigEndian.AppendUint32(b, height)
	b = append(b, depth, colour, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", b)...)
	return append(out, pngChunk("IDAT", []byte("\x78\x9c\x03\x00\x00\x00\x00\x01"))...)
}

// resized is a real JPEG whose frame header promises another size; progressive
// changes the kind of frame too.
func resized(width, height int, progressive bool) []byte {
	b := phototest.EncodeJPEG(image.NewGray(image.Rect(0, 0, 16, 16)))
	at := bytes.Index(b, []byte{0xff, 0xc0})
	copy(b[at+5:], []byte{byte(height >> 8), byte(height), byte(width >> 8), byte(width)})
	if progressive {
		b[at+1] = 0xc2
	}
	return b
}

func TestBombsAreRefusedFromTheirHeader(t *testing.T) {
	bombs := map[string][]byte{
		"30,000 × 30,000 PNG":          header(30_000, 30_000, 8, 2),
		"50,000 × 50,000 PNG":          header(50_000, 50_000, 8, 6),
		"one bit a pixel":              header(30_000, 30_000, 1, 0),
		"a line too long":              header(12_001, 1, 8, 2),
		"a column too long":            header(1, 12_001, 8, 2),
		"over 50 megapixels":           header(8_000, 6_251, 8, 2),
		"16 bits a colour":             header(6_000, 6_000, 16, 6),
		"65,000 × 65,000 JPEG":         resized(65_000, 65_000, false),
		"progressive, 45 megapixels":   resized(7_500, 6_000, true),
		"WebP without loss, 16,384 px": []byte("RIFF\x20\x00\x00\x00WEBPVP8L\x10\x00\x00\x00\x2f\xff\xff\xff\x0f" + strings.Repeat("\x00", 11)),
		"WebP canvas of 16,000,000 px": []byte("RIFF\x20\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x00\x24\xf4\x0f\x00\x00VP8 "),
	}
	for name, bomb := range bombs {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			refused(t, bomb, photo.ErrTooManyPixels)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 2<<20 {
				t.Errorf("%d bytes were allocated to refuse it", used)
			}
		})
	}
}

func TestLargePicturesOfPhonesAreNotTakenForBombs(t *testing.T) {
	// Their bodies are missing, so they are broken; but their size was let through.
	refused(t, header(8_000, 6_250, 8, 2), photo.ErrBroken)
	refused(t, header(12_000, 4_000, 8, 6), photo.ErrBroken)
	refused(t, header(12_000, 1, 16, 6), photo.ErrBroken)
}
