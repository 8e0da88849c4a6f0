//go:build cgo

package photo

import (
	"image"

	"github.com/chai2010/webp"
)

// canWebP says whether this build has the encoder, which is written in C.
const canWebP = true

func encodeWebP(img *image.RGBA, quality int) ([]byte, error) {
	return webp.EncodeRGBA(img, float32(quality))
}
