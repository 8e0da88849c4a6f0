package photo

import (
	"bytes"
	"encoding/binary"
)

// orientation reads how the camera was held: 1 (upright) to 8, 1 when it is not
// said or cannot be read. Nothing else of the metadata is looked at.
func orientation(k kind, b []byte) int {
	switch k {
	case kindJPEG:
		found := 1
		jpegSegments(b, func(marker byte, body []byte) bool {
			tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00"))
			if marker != 0xe1 || !ok {
				return true
			}
			found = tiffOrientation(tiff)
			return false
		})
		return found
	case kindPNG:
		return tiffOrientation(chunk(b, 8, "eXIf", binary.BigEndian))
	default:
		return tiffOrientation(bytes.TrimPrefix(chunk(b, 12, "EXIF", binary.LittleEndian), []byte("Exif\x00\x00")))
	}
}

// jpegSegments shows every segment before the picture data until visit is content.
func jpegSegments(b []byte, visit func(marker byte, body []byte) bool) {
	for i := 2; i+4 <= len(b) && b[i] == 0xff; {
		marker := b[i+1]
		if marker == 0xff { // filling
			i++
			continue
		}
		if marker == 0x01 || marker >= 0xd0 && marker <= 0xd7 { // no length, no body
			i += 2
			continue
		}
		n := int(b[i+2])<<8 | int(b[i+3])
		if marker == 0xd9 || marker == 0xda || n < 2 || i+2+n > len(b) {
			return
		}
		if !visit(marker, b[i+4:i+2+n]) {
			return
		}
		i += 2 + n
	}
}

// jpegBytesPerPixel is what the decoder holds: the samples, and for a progressive
// picture four bytes of coefficient for each sample beside.
func jpegBytesPerPixel(b []byte) float64 {
	perPixel := 4.0
	jpegSegments(b, func(marker byte, body []byte) bool {
		if marker < 0xc0 || marker > 0xc2 {
			return true
		}
		if len(body) < 6 || len(body) < 6+3*int(body[5]) {
			return false
		}
		var area, most int
		for i := range int(body[5]) {
			factors := body[6+3*i+1]
			a := int(factors>>4) * int(factors&15)
			area, most = area+a, max(most, a)
		}
		if most > 0 {
			perPixel = float64(area) / float64(most)
		}
		if marker == 0xc2 {
			perPixel *= 5
		}
		return false
	})
	return perPixel
}

// chunk finds one chunk of a PNG (number, name, body, checksum) or of a RIFF file
// (name, number, body, padding), starting at from; nil if there is none.
func chunk(b []byte, from int, name string, order binary.ByteOrder) []byte {
	png := order == binary.ByteOrder(binary.BigEndian)
	for i := from; i+8 <= len(b); {
		size, id, skip := b[i+4:i+8], b[i:i+4], 8
		if png {
			size, id, skip = id, size, 12
		}
		n := order.Uint32(size)
		if uint64(n) > uint64(len(b)-i-8) {
			return nil
		}
		if string(id) == name {
			return b[i+8 : i+8+int(n)]
		}
		i += skip + int(n)
		if !png {
			i += int(n & 1)
		}
	}
	return nil
}

// tiffOrientation reads tag 0x112 of the first directory.
func tiffOrientation(t []byte) int {
	if len(t) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(t[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := uint64(order.Uint32(t[4:]))
	if at+2 > uint64(len(t)) {
		return 1
	}
	entries := t[at+2:]
	for n := int(order.Uint16(t[at:])); n > 0 && len(entries) >= 12; n-- {
		if order.Uint16(entries) == 0x112 {
			const short = 3
			v := order.Uint16(entries[8:])
			if order.Uint16(entries[2:]) == short && v >= 1 && v <= 8 {
				return int(v)
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}
