//go:build !cgo

package photo

import (
	"errors"
	"image"
)

// canWebP says whether this build has the encoder, which is written in C.
const canWebP = false

func encodeWebP(*image.RGBA, int) ([]byte, error) {
	return nil, errors.New("built without cgo, which the WebP encoder needs")
}
