// Package plain brings what people type into the form that is kept: nothing invisible that
// could turn a line around or break out of it, and lengths counted in letters.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line joins words with single spaces and drops what cannot be printed.
func Line(s string) string {
	return strings.Join(strings.Fields(strings.Map(printable, strings.ToValidUTF8(s, ""))), " ")
}

// Text keeps line ends, as single \n, and drops what cannot be printed and the space around.
func Text(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, ""))
	return strings.TrimSpace(strings.Map(printable, s))
}

// printable drops control characters, and those that reverse the order of what follows.
func printable(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
		return -1
	}
	return r
}

// Longer tells whether a text has more than most letters.
func Longer(s string, most int) bool { return utf8.RuneCountInString(s) > most }

// Cut shortens a text to at most most letters, the last of them an ellipsis.
func Cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
