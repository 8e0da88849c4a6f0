package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxWord is the longest word that is told apart from others, in runes.
const maxWord = 32

// Words are the words of a text as the index knows them: lower case, without diacritics, hyphens and
// apostrophes, letters that are drawn out taken once, amounts in one unit ("250 gr" and "¼ kg" are "250g"),
// "oleh2" written out. Product names, queries and words to mark all pass through here, for every engine.
func Words(text string) []string {
	return amounts(pieces(plain(text)))
}

// piece is a run of letters and digits; dash says that a hyphen stood right before it.
type piece struct {
	text string
	dash bool
}

// plain lowers a text and takes its diacritics off.
func plain(text string) string {
	ascii := true
	for i := range len(text) {
		if text[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(text)
	}
	text = strings.ToLower(strings.ToValidUTF8(text, " "))
	var b strings.Builder
	for _, r := range norm.NFKD.String(fractions.Replace(text)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// fractions are written as decimals before compatibility forms would tear them apart.
var fractions = strings.NewReplacer("½", "1/2", "¼", "1/4", "¾", "3/4", "’", "'", "‘", "'", "–", "-", "‐", "-", "‑", "-")

// pieces splits a plain text. A point, comma or stroke between digits stays for amounts to read.
func pieces(s string) []piece {
	var out []piece
	var word []rune
	dash := false
	flush := func() {
		if len(word) > 0 {
			out = append(out, piece{collapse(word), dash})
			word, dash = word[:0], false
		}
	}
	rs := []rune(s)
	for i, r := range rs {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if len(word) < maxWord {
				word = append(word, r)
			}
		case (r == '.' || r == ',' || r == '/') && digitAt(rs, i-1) && digitAt(rs, i+1) && len(word) < maxWord:
			word = append(word, r)
		case r == '\'' && len(word) > 0:
		default:
			flush()
			dash = r == '-'
		}
	}
	flush()
	return out
}

func digitAt(rs []rune, i int) bool { return i >= 0 && i < len(rs) && rs[i] >= '0' && rs[i] <= '9' }

// collapse takes a letter that stands three or more times in a row once: "muraaahhh" is "murah".
func collapse(word []rune) string {
	var b strings.Builder
	for i := 0; i < len(word); {
		j := i + 1
		for j < len(word) && word[j] == word[i] {
			j++
		}
		n := j - i
		if n >= 3 && unicode.IsLetter(word[i]) {
			n = 1
		}
		for range n {
			b.WriteRune(word[i])
		}
		i = j
	}
	return b.String()
}

// Fold is the key under which old, Javanese and modern spellings of a word meet: gethuk and getuk, djamoe and
// jamu. A word that is its own key is returned as it is.
func Fold(word string) string {
	if len(word) < 4 || !letters(word) {
		return word
	}
	if f := digraphs.Replace(word); len(f) >= 3 {
		return f
	}
	return word
}

var digraphs = strings.NewReplacer("oe", "u", "dj", "j", "tj", "c", "sy", "s", "th", "t", "dh", "d", "kh", "k")

// letters says whether a word has nothing but a to z.
func letters(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return word != ""
}
