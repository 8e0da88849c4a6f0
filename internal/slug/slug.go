// Package slug makes the readable and the random parts of public addresses.
package slug

import (
	"crypto/rand"
	"encoding/base64"
	"strings"
	"unicode"
)

// Make turns a name into lower-case words joined by single hyphens, at most 60
// bytes: "Wajik Kletik (isi 5)" → "wajik-kletik-isi-5". It may be empty.
func Make(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(name) {
		if plain, ok := accents[r]; ok {
			r = plain
		}
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
			if b.Len() >= 60 {
				break
			}
			continue
		}
		if r != '\'' && r != '’' {
			hyphen = true
		}
	}
	return b.String()
}

var accents = map[rune]rune{
	'à': 'a', 'á': 'a', 'â': 'a', 'ä': 'a', 'å': 'a', 'ç': 'c', 'è': 'e', 'é': 'e', 'ê': 'e', 'ë': 'e',
	'ì': 'i', 'í': 'i', 'î': 'i', 'ï': 'i', 'ñ': 'n', 'ò': 'o', 'ó': 'o', 'ô': 'o', 'ö': 'o',
	'ù': 'u', 'ú': 'u', 'û': 'u', 'ü': 'u',
}

// alphabet leaves out 0 O 1 I L U: a code is read aloud over the telephone.
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// Code makes a random public code of n characters that is easy to read aloud.
// It is a name, not a secret: 30^n values.
func Code(n int) string {
	out := make([]byte, 0, n)
	buf := make([]byte, 2*n)
	for len(out) < n {
		rand.Read(buf)
		for _, c := range buf {
			if int(c) < 256/len(alphabet)*len(alphabet) && len(out) < n {
				out = append(out, alphabet[int(c)%len(alphabet)])
			}
		}
	}
	return string(out)
}

// Token makes a secret of 192 random bits in URL-safe text, 32 characters.
func Token() string {
	b := make([]byte, 24)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}
