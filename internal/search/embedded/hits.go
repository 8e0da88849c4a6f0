package embedded

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
)

// enough is the number of documents with all words below which those that miss some are shown too. Of a long
// query, a whole title for one, nobody means every word: more are looked at, and how well each fits decides.
const (
	enough     = 10
	enoughLong = 100
	longFrom   = 5 // words
)

// isLong says whether a query has so many words that one more or less tells little.
func isLong(slots []slot) bool { return len(slots) >= longFrom }

// What a document misses for each needed word: nothing when it surely has it.
const (
	missLoose = 1 // it has a word that this one may be a typing error of
	missWord  = 2 // it has nothing of it
)

// hits are the documents that a text finds, before any filter: so that choosing a filter never changes what the
// text means, and facet counts stay true.
type hits struct {
	docs  *roaring.Bitmap
	whole *roaring.Bitmap // those of them that miss nothing
	// graded: what each document misses stands in the scratch; otherwise none misses anything.
	graded bool
}

// scratch is the memory of one search that the next one uses again. Between searches all of it is zero.
type scratch struct {
	score  []float32
	misses []uint8
	buf    [1024]uint32
	ranked []ranked
}

func (s *scratch) fit(n int) {
	if len(s.score) < n {
		s.score, s.misses = make([]float32, n+n/8), make([]uint8, n+n/8)
	}
}

// find tells which documents the slots mean: those with all words when there are enough, else also those that
// miss the least.
func (v *view) find(ctx context.Context, slots []slot, sc *scratch) (hits, error) {
	var needed []*slot
	for i := range slots {
		if !slots[i].term.Optional {
			needed = append(needed, &slots[i])
		}
	}
	whole := v.live
	for _, s := range needed {
		if s.sure == nil {
			whole = roaring.New()
			break
		}
		whole = roaring.And(whole, s.sure)
	}
	want := enough
	if isLong(slots) {
		want = enoughLong
	}
	if whole.GetCardinality() >= uint64(want) {
		return hits{docs: whole, whole: whole}, nil
	}
	var some []*roaring.Bitmap
	for _, s := range needed {
		if err := ctx.Err(); err != nil {
			return hits{}, err
		}
		v.loosen(s)
		some = append(some, s.sure, s.loose)
	}
	all := meet(union(some...), v.live)
	if all == nil {
		return hits{docs: roaring.New(), whole: whole}, nil
	}
	v.grade(needed, all, sc)
	return hits{docs: v.nearest(all, len(needed), want, sc), whole: whole, graded: true}, nil
}

// grade writes into the scratch what each document misses.
func (v *view) grade(needed []*slot, all *roaring.Bitmap, sc *scratch) {
	sc.each(all, func(doc uint32) { sc.misses[doc] = uint8(missWord * len(needed)) })
	for _, s := range needed {
		if b := meet(s.sure, all); b != nil {
			sc.each(b, func(doc uint32) { sc.misses[doc] -= missWord })
		}
		if s.loose != nil {
			b := roaring.And(s.loose, all)
			if s.sure != nil {
				b.AndNot(s.sure)
			}
			sc.each(b, func(doc uint32) { sc.misses[doc] -= missWord - missLoose })
		}
	}
}

// nearest keeps the documents that miss the least, going on to the next degree until there are as many as wanted.
// Misses of the others are wiped out.
func (v *view) nearest(all *roaring.Bitmap, needed, want int, sc *scratch) *roaring.Bitmap {
	var counts [256]int
	sc.each(all, func(doc uint32) { counts[sc.misses[doc]]++ })
	limit, n := 0, counts[0]
	for n < want && limit < missWord*needed-1 {
		limit++
		n += counts[limit]
	}
	kept := make([]uint32, 0, n)
	sc.each(all, func(doc uint32) {
		if int(sc.misses[doc]) <= limit {
			kept = append(kept, doc)
		} else {
			sc.misses[doc] = 0
		}
	})
	out := roaring.New()
	out.AddMany(kept)
	return out
}

// each walks over documents in their order.
func (s *scratch) each(docs *roaring.Bitmap, do func(doc uint32)) {
	it := docs.ManyIterator()
	for n := it.NextMany(s.buf[:]); n > 0; n = it.NextMany(s.buf[:]) {
		for _, doc := range s.buf[:n] {
			do(doc)
		}
	}
}

// weigh writes into the scratch how well each document fits the slots: the rarer a word and the surer and
// weightier its place, the better; short names before long ones.
func (v *view) weigh(ctx context.Context, slots []slot, docs *roaring.Bitmap, sc *scratch) (best float32, err error) {
	for i := range slots {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		s := &slots[i]
		worth := s.rarity
		if s.term.Optional {
			worth *= weightHint
		}
		best += worth
		left := docs
		for g := range s.groups {
			here := roaring.And(left, s.groups[g].docs)
			if here.IsEmpty() {
				continue
			}
			gain := worth * s.groups[g].weight
			sc.each(here, func(doc uint32) { sc.score[doc] += gain })
			if left = roaring.AndNot(left, here); left.IsEmpty() {
				break
			}
		}
	}
	average, saturation := v.averageName(), float32(saturationShort)
	if isLong(slots) {
		saturation = saturationLong
	}
	sc.each(docs, func(doc uint32) {
		sc.score[doc] *= brevity(float32(v.cols.nameLen[doc])/average, saturation)
	})
	return best * brevity(0, saturation), nil
}

// How much the length of a name tells (BM25's k1 with b = 1, for words that stand once): little where two or
// three words are looked for, more where the query is a title itself.
const (
	saturationShort = 0.05
	saturationLong  = 0.4
)

func brevity(length, saturation float32) float32 { return (1 + saturation) / (1 + saturation*length) }
