package search

import (
	"strings"
	"unicode"
)

// MarkedWord is a word, as Words gives it, that made a hit; Prefix marks every word that begins with it.
type MarkedWord struct {
	Word   string
	Prefix bool
}

// Part is a piece of a text; Hit pieces are to be marked.
type Part struct {
	Text string
	Hit  bool
}

// Mark splits a text into parts, those that made the hit apart. Joined again the parts are the text.
func Mark(text string, marked []MarkedWord) []Part {
	if text == "" {
		return nil
	}
	if len(marked) == 0 {
		return []Part{{Text: text}}
	}
	var parts []Part
	for from := 0; from < len(text); {
		n, hit := wordEnd(text[from:]), false
		if n == 0 {
			n = gapEnd(text[from:])
		} else {
			hit = isMarked(text[from:from+n], marked)
		}
		if last := len(parts) - 1; last >= 0 && parts[last].Hit == hit {
			parts[last].Text = text[from-len(parts[last].Text) : from+n]
		} else {
			parts = append(parts, Part{text[from : from+n], hit})
		}
		from += n
	}
	return parts
}

// Correct writes a query again with some of its words replaced; better maps a word, as Words gives it, to
// what was meant.
func Correct(text string, better map[string]string) string {
	var b strings.Builder
	for text != "" {
		n := wordEnd(text)
		if n == 0 {
			n = gapEnd(text)
			b.WriteString(text[:n])
		} else if words := Words(text[:n]); len(words) == 1 && better[words[0]] != "" {
			b.WriteString(better[words[0]])
		} else {
			b.WriteString(text[:n])
		}
		text = text[n:]
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func isMarked(word string, marked []MarkedWord) bool {
	for _, w := range Words(word) {
		fold := Fold(w)
		for _, m := range marked {
			if w == m.Word || fold == m.Word || m.Prefix && strings.HasPrefix(w, m.Word) {
				return true
			}
		}
	}
	return false
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func wordEnd(s string) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !inWord(r) }); i >= 0 {
		return i
	}
	return len(s)
}

func gapEnd(s string) int {
	if i := strings.IndexFunc(s, inWord); i >= 0 {
		return i
	}
	return len(s)
}
