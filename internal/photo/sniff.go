package photo

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"

	"golang.org/x/image/webp"

	"beli/internal/fault"
)

// The limits of a picture that is taken.
const (
	// MaxBytes is the size of the largest file that is read.
	MaxBytes = 15 << 20
	// MaxPixels is width times height at most.
	MaxPixels = 50_000_000
	// MaxSide is the longest side at most.
	MaxSide = 12_000
)

// maxDecoded bounds the bytes a decoder may need for one picture: 50 megapixels of
// ordinary colour. Sixteen-bit and progressive pictures reach it with fewer pixels.
const maxDecoded = 4 * MaxPixels

// kind is what the bytes say they are; names and declared types are not believed.
type kind int

const (
	kindJPEG kind = iota + 1
	kindPNG
	kindWebP
)

// sniff tells the three kinds apart by their first bytes, or says why not.
func sniff(b []byte) (kind, error) {
	switch {
	case len(b) == 0:
		return 0, ErrEmpty
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return kindJPEG, nil
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return kindPNG, nil
	case len(b) >= 16 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		const animated = 1 << 1
		if len(b) > 20 && string(b[12:16]) == "VP8X" && b[20]&animated != 0 {
			return 0, ErrType
		}
		return kindWebP, nil
	case isHEIC(b):
		return 0, ErrHEIC
	}
	return 0, ErrType
}

// isHEIC reads the brands of an ISO media file. AVIF shares the box and the general
// brand mif1, but is not what an iPhone saves.
func isHEIC(b []byte) bool {
	if len(b) < 16 || string(b[4:8]) != "ftyp" {
		return false
	}
	end := int(b[2])<<8 | int(b[3])
	if b[0] != 0 || b[1] != 0 || end > len(b) {
		end = len(b)
	}
	brands := string(b[8:12])
	for i := 16; i+4 <= end && i < 128; i += 4 {
		brands += " " + string(b[i:i+4])
	}
	if strings.Contains(brands, "avi") {
		return false
	}
	for _, brand := range []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"} {
		if strings.Contains(brands, brand) {
			return true
		}
	}
	return false
}

// guard refuses from the header alone what would cost too much to decode.
func guard(k kind, b []byte) error {
	var cfg image.Config
	var err error
	switch k {
	case kindJPEG:
		cfg, err = jpeg.DecodeConfig(bytes.NewReader(b))
	case kindPNG:
		cfg, err = png.DecodeConfig(bytes.NewReader(b))
	default:
		cfg, err = webp.DecodeConfig(bytes.NewReader(b))
	}
	if err != nil {
		return fault.Wrap(ErrBroken.Kind, ErrBroken.Code, err)
	}
	if cfg.Width < 1 || cfg.Height < 1 {
		return ErrBroken
	}
	if cfg.Width > MaxSide || cfg.Height > MaxSide || cfg.Width*cfg.Height > MaxPixels {
		return ErrTooManyPixels
	}
	if float64(cfg.Width*cfg.Height)*decodedBytes(k, b, cfg.ColorModel) > maxDecoded {
		return ErrTooManyPixels
	}
	return nil
}

// decodedBytes is how many bytes per pixel the decoder will hold.
func decodedBytes(k kind, b []byte, m color.Model) float64 {
	if k == kindJPEG {
		return jpegBytesPerPixel(b)
	}
	switch m {
	case color.NRGBA64Model, color.RGBA64Model:
		return 8
	case color.Gray16Model:
		return 2
	}
	return 4
}

// decode reads the whole picture; a cancelled ctx stops it between reads.
func decode(ctx context.Context, k kind, b []byte) (image.Image, error) {
	r := ctxReader{ctx, bytes.NewReader(b)}
	var src image.Image
	var err error
	switch k {
	case kindJPEG:
		src, err = jpeg.Decode(r)
	case kindPNG:
		src, err = png.Decode(r)
	default:
		src, err = webp.Decode(r)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fault.Wrap(ErrBroken.Kind, ErrBroken.Code, err)
	}
	return src, nil
}

type ctxReader struct {
	ctx context.Context
	r   io.Reader
}

// Read implements io.Reader.
func (c ctxReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
