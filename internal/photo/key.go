package photo

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
)

// Key names one photo: a random UUID made here, never a visitor's word, 36
// characters of [0-9a-f-].
type Key string

// NewKey makes a fresh key (UUID version 4).
func NewKey() Key {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b[:])
	return Key(h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:])
}

// ParseKey takes a key from an address or a row. Anything else is ErrNotFound,
// like a photo that does not exist.
func ParseKey(s string) (Key, error) {
	if len(s) != 36 {
		return "", fmt.Errorf("photo key of %d bytes: %w", len(s), ErrNotFound)
	}
	for i := range len(s) {
		c := s[i]
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		digit := c >= '0' && c <= '9' || c >= 'a' && c <= 'f'
		if hyphen != (c == '-') || !hyphen && !digit {
			return "", fmt.Errorf("photo key %q: %w", s, ErrNotFound)
		}
	}
	return Key(s), nil
}
