package embedded

import (
	"cmp"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// Lengths from which one and two typing errors are forgiven.
const (
	oneErrorFrom  = 4
	twoErrorsFrom = 8
	maxErrors     = 2
	longestTypo   = 32
)

// allowedErrors is how many errors a word of letters may have: none in short ones, two in long ones.
func allowedErrors(word string) int {
	switch n := len(word); {
	case n > longestTypo || n < oneErrorFrom:
		return 0
	case n < twoErrorsFrom:
		return 1
	}
	return 2
}

// nearWord accepts words within a number of errors of a word; an error is a letter too much, too little, another
// letter, or two neighbours swapped, and no letter is touched twice. It is a vellum.Automaton that keeps, for
// each number of errors, a bit for every length of the word read so far.
type nearWord struct {
	at     [256]uint64 // bit i: letter i of the word is this byte
	end    uint64      // bit of the whole word
	all    uint64      // all bits in use
	errors int
	states []reach
}

// reach is how far the word may be read: in read[k] with at most k errors; in half[k] with the first of two
// swapped letters seen.
type reach struct {
	read, half [maxErrors + 1]uint64
}

func newNearWord(word string, errors int) *nearWord {
	a := &nearWord{end: 1 << len(word), errors: errors}
	a.all = a.end<<1 - 1
	for i := range len(word) {
		a.at[word[i]] |= 1 << i
	}
	var start reach
	for k := range errors + 1 {
		start.read[k] = 1<<(k+1) - 1
	}
	a.states = append(a.states, reach{}, start)
	return a
}

// Start implements vellum.Automaton. State 0 is the dead end.
func (a *nearWord) Start() int { return 1 }

// IsMatch implements vellum.Automaton.
func (a *nearWord) IsMatch(s int) bool { return a.states[s].read[a.errors]&a.end != 0 }

// CanMatch implements vellum.Automaton.
func (a *nearWord) CanMatch(s int) bool { return s != 0 }

// WillAlwaysMatch implements vellum.Automaton.
func (a *nearWord) WillAlwaysMatch(int) bool { return false }

// Accept implements vellum.Automaton.
func (a *nearWord) Accept(s int, b byte) int {
	from, here := a.states[s], a.at[b]
	var to reach
	for k := range a.errors + 1 {
		r := from.read[k] & here << 1
		if k > 0 {
			less := from.read[k-1]
			r |= less | less<<1 | to.read[k-1]<<1 | from.half[k]&here<<2
			to.half[k] = less & (here >> 1)
		}
		to.read[k] = r & a.all
	}
	if to.read[a.errors] == 0 && to.half[a.errors] == 0 {
		return 0
	}
	a.states = append(a.states, to)
	return len(a.states) - 1
}

// distance is the number of errors between a word that was accepted and the automaton's own.
func (a *nearWord) distance(word []byte) int {
	s := a.Start()
	for _, b := range word {
		s = a.Accept(s, b)
	}
	for k := range a.errors {
		if a.states[s].read[k]&a.end != 0 {
			return k
		}
	}
	return a.errors
}

// reset forgets the states of an earlier walk.
func (a *nearWord) reset() { a.states = a.states[:2] }

// guess is a word of the index that may have been meant.
type guess struct {
	word   string
	errors int
	docs   postings
}

// maxGuesses bounds how many near words one word may bring in.
const maxGuesses = 200

// guesses are the words of the index within the errors allowed to a word, itself left out.
func (v *view) guesses(word string) []guess {
	n := allowedErrors(word)
	if n == 0 {
		return v.vowelGuesses(word)
	}
	a := newNearWord(word, n)
	found := map[string]int{}
	for _, s := range v.segs {
		a.reset()
		it, err := s.words.Search(a, nil, nil)
		for err == nil && len(found) < maxGuesses {
			if key, _ := it.Current(); string(key) != word && !hasDigit(key) {
				found[string(key)] = a.distance(key)
			}
			err = it.Next()
		}
	}
	out := make([]guess, 0, len(found))
	for w, d := range found {
		if docs := v.word(w); docs != (postings{}) {
			out = append(out, guess{w, d, docs})
		}
	}
	slices.SortFunc(out, func(a, b guess) int {
		return cmp.Or(cmp.Compare(a.errors, b.errors), cmp.Compare(a.word, b.word))
	})
	return out
}

// vowelGuesses read a word of three letters as one whose vowel was left out, as in messages: gla for gula.
func (v *view) vowelGuesses(word string) []guess {
	if len(word) != oneErrorFrom-1 || strings.Count(strings.Map(vowelsOnly, word), "") > 2 {
		return nil
	}
	var out []guess
	for i := range len(word) + 1 {
		for _, vowel := range "aiueo" {
			w := word[:i] + string(vowel) + word[i:]
			if p := v.word(w); p != (postings{}) {
				out = append(out, guess{w, 1, p})
			}
		}
	}
	return out
}

func vowelsOnly(r rune) rune {
	if strings.ContainsRune("aiueo", r) {
		return r
	}
	return -1
}

func hasDigit(word []byte) bool {
	for _, b := range word {
		if b >= '0' && b <= '9' {
			return true
		}
	}
	return false
}

// any are the documents of a word in any field.
func (p postings) any() *roaring.Bitmap { return union(p[:]...) }
