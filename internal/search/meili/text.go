package meili

import (
	"cmp"
	"slices"
	"strings"

	"beli/internal/search"
)

// mostWords is how many words of a query the server reads.
const mostWords = 10

// asked is the text of a query as it is sent.
type asked struct {
	search.Parsed
	words    []word
	browsing bool // nothing was written
}

// word is one of the words sent, with the term it comes from.
type word struct {
	text string
	term search.Term
}

// readText rewrites a text: normalised, without words that need not be found and without saying one twice,
// the longest ten of them.
func readText(n *search.Normaliser, text string) asked {
	a := asked{Parsed: n.Parse(text), browsing: strings.TrimSpace(text) == ""}
	for _, t := range slices.Backward(a.Terms) { // backward, for of two the unfinished last one counts
		w := word{plainWord(t.Word), t}
		if !t.Optional && !slices.ContainsFunc(a.words, func(o word) bool { return o.text == w.text }) {
			a.words = append(a.words, w)
		}
	}
	slices.Reverse(a.words)
	for len(a.words) > mostWords {
		shortest := slices.MinFunc(a.words[:len(a.words)-1], func(x, y word) int { return cmp.Compare(len(x.text), len(y.text)) })
		a.words = slices.DeleteFunc(a.words, func(w word) bool { return w == shortest })
	}
	return a
}

// query is what the server gets. A blank at the end says that the last word is finished.
func (a *asked) query() string {
	if len(a.words) == 0 {
		return ""
	}
	var b strings.Builder
	for i, w := range a.words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	if !a.unfinished() {
		b.WriteByte(' ')
	}
	return b.String()
}

// unfinished says whether the visitor may still be typing the last word that is sent.
func (a *asked) unfinished() bool { return len(a.words) > 0 && a.words[len(a.words)-1].term.Prefix }

// Tags around words that made a hit. Fields hold nothing but letters, digits and blanks.
const (
	tagOpen  = "<"
	tagClose = ">"
)

// maxMarked bounds the words to mark.
const maxMarked = 32

// marked are the words that made these hits.
func (a *asked) marked(hits []hit) []search.MarkedWord {
	var out []search.MarkedWord
	add := func(m search.MarkedWord) {
		if len(out) < maxMarked && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	if len(hits) == 0 || len(a.words) == 0 {
		return nil
	}
	if last := a.words[len(a.words)-1]; a.unfinished() {
		add(search.MarkedWord{Word: last.text, Prefix: true})
	}
	for _, h := range hits {
		for _, w := range h.said {
			add(search.MarkedWord{Word: w})
		}
	}
	for _, h := range hits {
		for _, s := range h.short {
			for _, w := range h.name {
				if slices.Contains(shortened(w), s) {
					add(search.MarkedWord{Word: w})
				}
			}
		}
	}
	for _, o := range a.Others {
		for _, w := range o.Words {
			add(search.MarkedWord{Word: w})
		}
	}
	return out
}

// corrected writes the text with mistyped words as the first hit has them; empty when some hit of the page has
// every word as it was written, or in another way that the tables know.
func (a *asked) corrected(text string, hits []hit) string {
	if len(hits) == 0 {
		return ""
	}
	found := map[string]bool{}
	for _, h := range hits {
		for _, w := range slices.Concat(h.said, h.derived) {
			found[w] = true
		}
	}
	better := map[string]string{}
	for i, w := range a.words {
		if w.term.Fixed || hasDigit(w.text) || a.isFound(i, found) {
			continue
		}
		if meant := nearest(w.text, hits[0]); meant != "" {
			better[w.term.Word] = meant
		}
	}
	if len(better) == 0 {
		return ""
	}
	return search.Correct(text, better)
}

// isFound says whether a word stands somewhere as it is, as the beginning of one, or joined with or parted from another.
func (a *asked) isFound(i int, found map[string]bool) bool {
	w := a.words[i].text
	if found[w] || i > 0 && found[a.words[i-1].text+w] || i+1 < len(a.words) && found[w+a.words[i+1].text] {
		return true
	}
	for at := 1; at < len(w); at++ {
		if found[w[:at]] && found[w[at:]] {
			return true
		}
	}
	if i == len(a.words)-1 && a.unfinished() {
		for f := range found {
			if strings.HasPrefix(f, w) {
				return true
			}
		}
	}
	return false
}

// nearest is the word of a hit that a mistyped one was meant to be, empty if none is near enough.
func nearest(w string, h hit) string {
	best, errors := "", maxTyposFound+1
	if len(h.short) > 0 && slices.Contains(h.short, w) {
		for _, name := range h.name {
			if slices.Contains(shortened(name), w) {
				return name
			}
		}
	}
	allowed := 0
	switch {
	case len(w) >= twoTyposFrom:
		allowed = maxTyposFound
	case len(w) >= oneTypoFrom:
		allowed = 1
	}
	for _, c := range slices.Concat(h.said, h.derived) {
		if d := distance(w, c); d <= allowed && d < errors {
			best, errors = c, d
		}
	}
	return best
}

// distance is the number of letters too much, too little, other or swapped with their neighbour.
func distance(a, b string) int {
	if len(a)-len(b) > maxTyposFound || len(b)-len(a) > maxTyposFound {
		return maxTyposFound + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
