package embedded

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"beli/internal/clock"
	"beli/internal/search"
)

// ranked is a hit with its place: by its rank, among equals by its turn, then by product.
type ranked struct {
	rank uint64
	turn uint32
	doc  uint32
	id   int64
}

func compareRanked(a, b ranked) int {
	switch {
	case a.rank != b.rank:
		return cmp.Compare(a.rank, b.rank)
	case a.turn != b.turn:
		return cmp.Compare(a.turn, b.turn)
	}
	return cmp.Compare(a.id, b.id)
}

// order computes the place of a hit.
type order struct {
	view *view
	sort search.Sort
	day  uint64
	name uint64 // hash of what the visitor wrote, 0 when browsing
	best float32
	long bool
	sc   *scratch
}

// scoreSteps is how finely relevance is told apart; hits on the same step change places from day to day.
const scoreSteps = 200

// rank is a hit's place before rotation, the lower the earlier. Relevance packs, from the top: what is missing
// (of a long query it shows in the score alone), exact name, availability, score. The other orders: their value,
// availability.
func (o *order) rank(doc uint32) uint64 {
	c := &o.view.cols
	soldOut := uint64(1 &^ (c.flags[doc] >> isAvailable))
	switch o.sort {
	case search.Newest:
		return uint64(^c.published[doc])<<1 | soldOut
	case search.PriceAsc:
		return uint64(c.price[doc])<<1 | soldOut
	case search.PriceDesc:
		return ^uint64(c.price[doc])<<1 | soldOut
	case search.BestSelling:
		return uint64(^c.sold[doc])<<1 | soldOut
	}
	if o.name == 0 {
		return soldOut
	}
	inexact := uint64(1)
	if c.name[doc] == o.name || c.nameEN[doc] == o.name {
		inexact = 0
	}
	step := uint64(scoreSteps)
	if o.best > 0 {
		step -= uint64(min(o.sc.score[doc]/o.best, 1) * scoreSteps)
	}
	missing := uint64(o.sc.misses[doc])
	if o.long {
		missing = 0
	}
	return missing<<18 | inexact<<17 | soldOut<<16 | step
}

// rotation is a document's turn among equals, the same all day and in every process. It is drawn so that every
// shop has the same chance to stand first, however many products it has.
func (o *order) rotation(doc uint32) uint32 {
	c := &o.view.cols
	x := mix(uint64(c.id[doc])*0x9e3779b97f4a7c15 + o.day)
	// Minus the logarithm of an even draw, in 1/65536: the time until a rare event.
	zeros := bits.LeadingZeros64(x | 1)
	fraction := (x << zeros << 1) >> 48
	wait := uint64(zeros)<<16 + (1<<16 - fraction)
	return uint32(min(wait*uint64(max(o.view.shopLive[c.shop[doc]], 1)), 1<<32-1))
}

// mix spreads the bits of a number (the finalizer of splitmix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// dayOf numbers the days of Blitar's clock.
func dayOf(t time.Time) uint64 {
	_, offset := t.In(clock.WIB).Zone()
	return uint64(t.Unix()+int64(offset)) / 86_400
}

// page ranks the hits and returns the products of one page, and the first hit of all.
func (o *order) page(ctx context.Context, docs *roaring.Bitmap, offset, size int) (ids []int64, first ranked, err error) {
	total := int(docs.GetCardinality())
	if total == 0 || offset >= total {
		size = 0
	}
	need := min(offset+size, total)
	if size == 0 {
		need = min(1, total)
	}
	top := o.sc.ranked[:0]
	seen := 0
	o.sc.each(docs, func(doc uint32) {
		if seen++; seen%8192 == 0 && err == nil {
			err = ctx.Err()
		}
		rank := o.rank(doc)
		if err == nil && (len(top) < need || rank <= top[0].rank) {
			top = pushLowest(top, ranked{rank, o.rotation(doc), doc, o.view.cols.id[doc]}, need)
		}
	})
	o.sc.ranked = top
	if err != nil || need == 0 {
		return nil, first, err
	}
	slices.SortFunc(top, compareRanked)
	first = top[0]
	if size == 0 {
		return nil, first, nil
	}
	ids = make([]int64, 0, need-offset)
	for _, r := range top[offset:need] {
		ids = append(ids, r.id)
	}
	return ids, first, nil
}

// pushLowest keeps the lowest of what it is given, at most limit (1 or more), as a heap with the highest on top.
func pushLowest(heap []ranked, r ranked, limit int) []ranked {
	if len(heap) < limit {
		heap = append(heap, r)
		for i := len(heap) - 1; i > 0; {
			up := (i - 1) / 2
			if compareRanked(heap[up], heap[i]) >= 0 {
				break
			}
			heap[up], heap[i] = heap[i], heap[up]
			i = up
		}
		return heap
	}
	if compareRanked(r, heap[0]) >= 0 {
		return heap
	}
	heap[0] = r
	for i := 0; ; {
		high, left := i, 2*i+1
		for child := left; child <= left+1 && child < len(heap); child++ {
			if compareRanked(heap[child], heap[high]) > 0 {
				high = child
			}
		}
		if high == i {
			return heap
		}
		heap[high], heap[i] = heap[i], heap[high]
		i = high
	}
}
