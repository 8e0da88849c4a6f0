package embedded

import (
	"cmp"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"beli/internal/search"
)

// Weights of where a word stands and of how surely it is the one that was meant. They were set by
// judgement, not fitted to queries; the test of quality prints what they give.
const (
	weightFold     = 0.96
	weightPrefix   = 0.6
	weightJoined   = 0.95
	weightRelative = 0.7
	weightOneError = 0.7
	weightTwoError = 0.4
	weightKnown    = 0.5 // of an error in a word that the index knows
	weightHint     = 0.3 // of a word that need not be found
)

// fieldWeight says what a word is worth in name, about and text.
var fieldWeight = [fieldCount]float32{1, 0.5, 0.2}

// slot is one word of the query and everything that may stand for it.
type slot struct {
	term search.Term
	// sure are the documents that have it; loose those that have a word which the term may be a typing
	// error of, although the index knows the term itself.
	sure, loose *roaring.Bitmap
	groups      []group
	rarity      float32
	known       bool    // the index has the word, or another way of saying it
	guesses     []guess // taken into sure when the word is not known
	marks       []search.MarkedWord
}

// group are documents that have the slot's word with one weight.
type group struct {
	weight float32
	docs   *roaring.Bitmap
}

// slots look every term up. Work is bounded by the number of terms and of other ways.
func (v *view) slots(p search.Parsed) []slot {
	out := make([]slot, len(p.Terms))
	for i, t := range p.Terms {
		s := &out[i]
		s.term = t
		if s.take(v.word(t.Word), 1) {
			s.mark(t.Word, false)
		}
		if t.Fold != t.Word && s.take(v.word(t.Fold), weightFold) {
			s.mark(t.Fold, false)
		}
		for _, w := range search.Relatives(t.Word) {
			if s.take(v.word(w), weightRelative) {
				s.mark(w, false)
			}
		}
		if t.Prefix && s.take(v.prefix(t.Word), weightPrefix) {
			s.mark(t.Word, true)
		}
	}
	for i := range len(out) - 1 {
		joined := p.Terms[i].Word + p.Terms[i+1].Word
		v.sayOtherwise(out, search.Other{From: i, To: i + 2, Words: []string{joined}, Weight: weightJoined})
	}
	for _, o := range p.Others {
		v.sayOtherwise(out, o)
	}
	for i := range out {
		s := &out[i]
		if !s.known && !s.term.Fixed && !s.term.Optional {
			v.split(out, i)
		}
		if !s.known && !s.term.Fixed && !s.term.Optional {
			s.guesses = v.guesses(s.term.Word)
			for _, g := range s.guesses {
				s.take(g.docs, g.weight())
			}
			s.known = false
		}
		s.settle(v)
	}
	return out
}

func (g guess) weight() float32 {
	if g.errors < 2 {
		return weightOneError
	}
	return weightTwoError
}

func (s *slot) mark(word string, prefix bool) {
	s.marks = append(s.marks, search.MarkedWord{Word: word, Prefix: prefix})
}

// take adds the documents of a word; it says whether there were any.
func (s *slot) take(p postings, weight float32) bool {
	found := false
	for f, b := range p {
		if b != nil {
			s.groups = append(s.groups, group{weight * fieldWeight[f], b})
			found = true
		}
	}
	s.known = s.known || found
	return found
}

// sayOtherwise gives the slots of a stretch the documents that have all words of another way of saying it.
func (v *view) sayOtherwise(slots []slot, o search.Other) {
	var all postings
	if len(o.Words) == 1 {
		all = v.word(o.Words[0])
	} else {
		all = v.phrase(o.Words)
	}
	for i := o.From; i < o.To; i++ {
		if slots[i].take(all, o.Weight) {
			for _, w := range o.Words {
				slots[i].mark(w, false)
			}
		}
	}
}

// phrase are the documents that have all words in the name, and those that have them in name or about.
func (v *view) phrase(words []string) postings {
	var out postings
	for i, w := range words {
		p := v.word(w)
		near := union(p[inName], p[inAbout])
		if i == 0 {
			out[inName], out[inAbout] = p[inName], near
			continue
		}
		out[inName], out[inAbout] = meet(out[inName], p[inName]), meet(out[inAbout], near)
	}
	for f, b := range out {
		if b != nil && b.IsEmpty() {
			out[f] = nil
		}
	}
	return v.livePostings(out)
}

// shortest halves that a word nobody knows is split into.
const shortestHalf = 2

// split reads an unknown word as two that were written together.
func (v *view) split(slots []slot, i int) {
	w := slots[i].term.Word
	for at := shortestHalf; at <= len(w)-shortestHalf; at++ {
		v.sayOtherwise(slots, search.Other{From: i, To: i + 1, Words: []string{w[:at], w[at:]}, Weight: weightJoined})
	}
}

// settle orders the groups and computes what is known about all of them.
func (s *slot) settle(v *view) {
	slices.SortStableFunc(s.groups, func(a, b group) int { return cmp.Compare(b.weight, a.weight) })
	docs := make([]*roaring.Bitmap, len(s.groups))
	for i := range s.groups {
		docs[i] = s.groups[i].docs
	}
	s.sure = union(docs...)
	// Only the living count, so that processes with other pasts agree on the order.
	all, with := float64(v.alive), float64(v.size(s.sure))
	s.rarity = float32(math.Log(1 + (all-with+0.5)/(with+0.5)))
}

// loosen looks for words that a known word may be a typing error of. They come after all sure ones.
func (v *view) loosen(s *slot) {
	if !s.known || s.term.Fixed || s.term.Optional || allowedErrors(s.term.Word) == 0 {
		return
	}
	var docs []*roaring.Bitmap
	for _, g := range v.guesses(s.term.Word) {
		s.take(g.docs, g.weight()*weightKnown)
		docs = append(docs, g.docs.any())
	}
	s.loose = union(docs...)
	slices.SortStableFunc(s.groups, func(a, b group) int { return cmp.Compare(b.weight, a.weight) })
}
