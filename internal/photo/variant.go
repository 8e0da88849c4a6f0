package photo

import (
	"fmt"
	"strconv"
)

// Width is one of the four sizes a photo is made in, in pixels of its upright width.
type Width int

// The widths: thumbnail, card in a list, main picture of a page, enlargement.
const (
	Thumb Width = 112
	Card  Width = 360
	Main  Width = 720
	Large Width = 1600
)

// Widths lists every width, smallest first, as a srcset wants them.
func Widths() [4]Width { return [4]Width{Thumb, Card, Main, Large} }

// Fit is the size in pixels at which a picture of width × height appears under this
// width: aspect kept, never enlarged, and at most twice as tall as the width, so that
// a strip of a picture stays small too; Large bounds both sides by 1600.
func (w Width) Fit(width, height int) (int, int) {
	return fit(width, height, int(w), min(2*int(w), int(Large)))
}

// Variant names one file of a photo.
type Variant string

// The variants beside the widths. Original is what was sent, never served; Share is the
// 1200 × 630 card that chats and networks show.
const (
	Original Variant = "original"
	Share    Variant = "share.jpg"
)

// Format is an encoding a photo is served in.
type Format string

// The formats. JPEG exists for every photo, WebP where the program was built with cgo.
const (
	JPEG Format = "jpg"
	WebP Format = "webp"
)

// VariantOf names the variant of a width in a format: "360.webp".
func VariantOf(w Width, f Format) Variant {
	return Variant(strconv.Itoa(int(w)) + "." + string(f))
}

// ParseVariant takes a variant that anyone may read from an address. All else,
// Original included, is ErrNotFound.
func ParseVariant(s string) (Variant, error) {
	if v := Variant(s); v.public() {
		return v, nil
	}
	return "", fmt.Errorf("photo variant %q: %w", s, ErrNotFound)
}

// ContentType is the media type to serve a variant with; Original is opaque bytes.
func (v Variant) ContentType() string {
	switch {
	case v == Original || !v.public():
		return "application/octet-stream"
	case len(v) > 5 && v[len(v)-5:] == ".webp":
		return "image/webp"
	default:
		return "image/jpeg"
	}
}

func (v Variant) public() bool {
	if v == Share {
		return true
	}
	for _, w := range Widths() {
		if v == VariantOf(w, WebP) || v == VariantOf(w, JPEG) {
			return true
		}
	}
	return false
}

// Check says whether a store may use key and v as names; ErrNotFound if not. Every
// store asks it first, so that no name from outside becomes part of a path.
func Check(key Key, v Variant) error {
	if _, err := ParseKey(string(key)); err != nil {
		return err
	}
	if v != Original && !v.public() {
		return fmt.Errorf("photo variant %q: %w", v, ErrNotFound)
	}
	return nil
}

// Address is the public path of a variant. The bytes behind it never change.
func Address(key Key, v Variant) string { return "/foto/" + string(key) + "/" + string(v) }
