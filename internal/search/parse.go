package search

import "strings"

// Parsed is a query as an engine reads it.
type Parsed struct {
	Terms  []Term
	Others []Other
	// Name is the whole text without spaces and hyphens, folded: equal to NameKey of a product's name when
	// the visitor wrote exactly that.
	Name string
	// Code is the text in upper case when it has the form of a product code, empty otherwise.
	Code string
}

// Term is one word to be found.
type Term struct {
	Word string // as Words gives it
	Fold string // its folding key, often the same
	// Optional words help the order but need not be found.
	Optional bool
	// Fixed words (amounts, numbers) are never taken for a typing error of something else.
	Fixed bool
	// Prefix: the visitor may still be typing this word.
	Prefix bool
}

// Other is another way of saying the terms From … To-1: all its words must stand in the document.
type Other struct {
	From, To int
	Words    []string
	Weight   float32 // below 1, the weight of the words themselves
}

// longest phrase of the tables that is looked for, in words; and how many other ways one query may have.
const (
	maxPhrase = 3
	maxOthers = 96
)

// Parse reads the text of a cleaned query.
func (n *Normaliser) Parse(text string) Parsed {
	text = cut(strings.ToValidUTF8(text, " "), MaxQueryRunes)
	words := Words(text)
	p := Parsed{Name: nameKey(words), Code: codeOf(text)}
	words = n.withoutDrops(words[:min(len(words), MaxTerms)])
	needed := 0
	for _, w := range words {
		t := Term{Word: w, Fold: Fold(w), Optional: n.hint[w], Fixed: !letters(w)}
		if !t.Optional {
			needed++
		}
		p.Terms = append(p.Terms, t)
	}
	for i := range p.Terms {
		p.Terms[i].Optional = p.Terms[i].Optional && needed > 0
	}
	if last := len(p.Terms) - 1; last >= 0 {
		p.Terms[last].Prefix = !strings.HasSuffix(text, " ")
	}
	n.findOthers(&p)
	return p
}

// withoutDrops leaves stop words out, unless nothing else is there.
func (n *Normaliser) withoutDrops(words []string) []string {
	kept := make([]string, 0, len(words))
	for _, w := range words {
		if !n.drop[w] {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return words
	}
	return kept
}

// findOthers looks every run of up to three terms up in the tables, as written and folded.
func (n *Normaliser) findOthers(p *Parsed) {
	for from := range p.Terms {
		written, folded := "", ""
		for to := from + 1; to <= min(from+maxPhrase, len(p.Terms)); to++ {
			if to > from+1 {
				written, folded = written+" ", folded+" "
			}
			written, folded = written+p.Terms[to-1].Word, folded+p.Terms[to-1].Fold
			n.addOthers(p, from, to, written)
			if folded != written {
				n.addOthers(p, from, to, folded)
			}
		}
	}
}

func (n *Normaliser) addOthers(p *Parsed, from, to int, key string) {
	for _, o := range n.others[key] {
		if len(p.Others) < maxOthers {
			p.Others = append(p.Others, Other{from, to, o.words, o.weight})
		}
	}
}

// NameKey makes two names equal that differ only in case, diacritics, spacing, hyphens or old spelling.
func NameKey(name string) string { return nameKey(Words(name)) }

func nameKey(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(Fold(w))
	}
	return b.String()
}

// codeLetters are those of slug.Code; lengths leave room for codes to grow.
const (
	codeLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
	minCode     = 5
	maxCode     = 12
)

// codeOf is the text in upper case if it has the form of a product code. Whether there is one, only the
// engine knows: many words have that form too.
func codeOf(text string) string {
	code := strings.ToUpper(strings.TrimSpace(text))
	if len(code) < minCode || len(code) > maxCode {
		return ""
	}
	for i := range len(code) {
		if !strings.Contains(codeLetters, code[i:i+1]) {
			return ""
		}
	}
	return code
}
