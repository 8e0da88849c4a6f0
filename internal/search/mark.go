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
	add := func(s string, hit bool) {
		if last := len(parts) - 1; last >= 0 && parts[last].Hit == hit {
			parts[last].Text += s
		} else if s != "" {
			parts = append(parts, Part{s, hit})
		}
	}
	for text != "" {
		end := wordEnd(text)
		if end == 0 {
			end = gapEnd(text)
			add(text[:end], false)
		} else {
			add(text[:end], isMarked(text[:end], marked))
		}
		text = text[end:]
	}
	return parts
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
