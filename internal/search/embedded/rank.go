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

// ranked is a hit with its place: the lower the key, the earlier; equal keys by product.
type ranked struct {
	key uint64
	id  int64
	doc uint32
}

func compareRanked(a, b ranked) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
}

// order computes the place of a hit.
type order struct {
	view *view
	sort search.Sort
	day  uint64
	name uint64 // hash of what the visitor wrote, 0 when browsing
	best float32
	sc   *scratch
}

// scoreSteps is how finely relevance is told apart; hits on the same step change places from day to day.
const scoreSteps = 200

// key packs the place into one number. Relevance: what is missing (8 bits), exact name (1), availability (1), score (16),
// rotation (32). The other orders: their value, availability, rotation.
func (o *order) key(doc uint32) uint64 {
	c := &o.view.cols
	soldOut := uint64(1)
	if c.available[doc] {
		soldOut = 0
	}
	turn := o.rotation(doc)
	switch o.sort {
	case search.Newest:
		return uint64(^c.published[doc])<<32 | soldOut<<31 | turn>>1
	case search.PriceAsc:
		return priceBits(c.price[doc])<<25 | soldOut<<24 | turn>>8
	case search.PriceDesc:
		return (highestPrice-priceBits(c.price[doc]))<<25 | soldOut<<24 | turn>>8
	case search.BestSelling:
		return uint64(^c.sold[doc])<<32 | soldOut<<31 | turn>>1
	}
	if o.name == 0 {
		return soldOut<<32 | turn
	}
	inexact := uint64(1)
	if c.name[doc] == o.name || c.nameEN[doc] == o.name {
		inexact = 0
	}
	step := uint64(scoreSteps)
	if o.best > 0 {
		step -= uint64(min(o.sc.score[doc]/o.best, 1) * scoreSteps)
	}
	return uint64(o.sc.misses[doc])<<50 | inexact<<49 | soldOut<<48 | step<<32 | turn
}

// highestPrice is where the order by price stops telling prices apart: 549 billion rupiah.
const highestPrice = 1<<39 - 1

func priceBits(p int64) uint64 { return min(uint64(p), highestPrice) }

// rotation is a document's turn among equals, the same all day and in every process. It is drawn so that every
// shop has the same chance to stand first, however many products it has.
func (o *order) rotation(doc uint32) uint64 {
	c := &o.view.cols
	x := mix(uint64(c.id[doc])*0x9e3779b97f4a7c15 + o.day)
	// Minus the logarithm of an even draw, in 1/65536: the time until a rare event.
	zeros := bits.LeadingZeros64(x | 1)
	fraction := (x << zeros << 1) >> 48
	wait := uint64(zeros)<<16 + (1<<16 - fraction)
	return min(wait*uint64(max(o.view.shopLive[c.shop[doc]], 1)), 1<<32-1)
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
		if err == nil {
			top = pushLowest(top, ranked{o.key(doc), o.view.cols.id[doc], doc}, need)
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

// pushLowest keeps the lowest of what it is given, at most limit, as a heap with the highest on top.
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
	if limit == 0 || compareRanked(r, heap[0]) >= 0 {
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
