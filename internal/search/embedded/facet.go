package embedded

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"beli/internal/money"
	"beli/internal/search"
)

// The facets that filter and count.
const (
	byCategory = iota
	byKecamatan
	byPrice
	byHalal
	byReady
	byDelivery
	facetCount
)

// filters are the chosen documents of every facet; a facet without a choice is nil.
type filters [facetCount]*roaring.Bitmap

// flag reads one of a segment's flags.
func flag(f int) func(*segment) *roaring.Bitmap {
	return func(s *segment) *roaring.Bitmap { return s.flags[f] }
}

// filtersOf reads the choices of a query. base is what they will be applied to.
func (v *view) filtersOf(q search.Query, base *roaring.Bitmap, sc *scratch) filters {
	var out filters
	chosen := func(f int, b *roaring.Bitmap) {
		if out[f] = b; b == nil {
			out[f] = roaring.New()
		}
	}
	if q.Category != "" {
		chosen(byCategory, v.placeDocs(&v.cats, q.Category, func(s *segment) map[uint32]*roaring.Bitmap { return s.cats }))
	}
	if len(q.Kecamatan) > 0 {
		var any []*roaring.Bitmap
		for _, slug := range q.Kecamatan {
			any = append(any, v.placeDocs(&v.kecs, slug, func(s *segment) map[uint32]*roaring.Bitmap { return s.kecs }))
		}
		chosen(byKecamatan, union(any...))
	}
	if q.PriceMin > 0 || q.PriceMax > 0 {
		chosen(byPrice, v.priced(q.PriceMin, q.PriceMax, base, sc))
	}
	if q.Halal == search.HalalOnly {
		chosen(byHalal, v.facet(flag(isHalal)))
	}
	switch q.Ready {
	case search.ReadyNow:
		chosen(byReady, v.facet(flag(isReadyNow)))
	case search.MadeToOrder:
		chosen(byReady, v.facet(flag(isMadeToOrder)))
	}
	switch q.Delivery {
	case search.DeliveryPickup:
		chosen(byDelivery, v.facet(flag(isPickup)))
	case search.DeliveryExpedition:
		chosen(byDelivery, v.facet(flag(isExpedition)))
	}
	return out
}

func (v *view) placeDocs(l *lexicon, slug string, of func(*segment) map[uint32]*roaring.Bitmap) *roaring.Bitmap {
	ord, ok := l.place[slug]
	if !ok {
		return nil
	}
	return v.facet(func(s *segment) *roaring.Bitmap { return of(s)[ord] })
}

// priced are the documents of base within a range: ready ranges that lie inside are taken whole, only those
// that the bounds cut are looked through.
func (v *view) priced(from, to money.Rupiah, base *roaring.Bitmap, sc *scratch) *roaring.Bitmap {
	var whole []*roaring.Bitmap
	var single []uint32
	for i, r := range search.PriceRanges() {
		docs := v.facet(flag(firstPrice + i))
		outside := docs == nil || to > 0 && r.Min > to || r.Max > 0 && r.Max < from
		inside := r.Min >= from && (to == 0 || r.Max > 0 && r.Max <= to)
		switch {
		case outside:
		case inside:
			whole = append(whole, docs)
		default:
			sc.each(roaring.And(docs, base), func(doc uint32) {
				if p := money.Rupiah(v.cols.price[doc]); p >= from && (to == 0 || p <= to) {
					single = append(single, doc)
				}
			})
		}
	}
	slices.Sort(single)
	return union(append(whole, bitmapOf(single))...)
}

// ofShop are the documents of base that one shop sells.
func (v *view) ofShop(slug string, base *roaring.Bitmap, sc *scratch) *roaring.Bitmap {
	out := roaring.New()
	shop, ok := v.shops.place[slug]
	if !ok {
		return out
	}
	var docs []uint32
	sc.each(base, func(doc uint32) {
		if v.cols.shop[doc] == shop {
			docs = append(docs, doc)
		}
	})
	out.AddMany(docs)
	return out
}

// apply keeps what all filters but one choose; except < 0 applies them all.
func (f filters) apply(base *roaring.Bitmap, except int) *roaring.Bitmap {
	for i, chosen := range f {
		if chosen != nil && i != except {
			base = roaring.And(base, chosen)
		}
	}
	return base
}

// facets count what each choice would give, with all other choices kept.
func (v *view) facets(base, found *roaring.Bitmap, f filters, sc *scratch) search.Facets {
	without := func(facet int) *roaring.Bitmap {
		if f[facet] == nil {
			return found
		}
		return f.apply(base, facet)
	}
	// Most often several facets count the same documents: they are walked over once.
	counted := map[*roaring.Bitmap]*tally{}
	of := func(facet int) *tally {
		docs := without(facet)
		if counted[docs] == nil {
			counted[docs] = v.tally(docs, sc)
		}
		return counted[docs]
	}
	var out search.Facets
	out.Categories = v.categoryCounts(of(byCategory))
	out.Kecamatan = v.kecamatanCounts(of(byKecamatan))
	for i := range out.Prices {
		out.Prices[i] = of(byPrice).flags[firstPrice+i]
	}
	out.Halal = of(byHalal).flags[isHalal]
	out.ReadyNow, out.MadeToOrder = of(byReady).flags[isReadyNow], of(byReady).flags[isMadeToOrder]
	out.Pickup, out.Expedition = of(byDelivery).flags[isPickup], of(byDelivery).flags[isExpedition]
	return out
}

// tally counts documents by path, kecamatan and flag.
type tally struct {
	paths, kecs []int
	flags       [flagCount]int
}

func (v *view) tally(docs *roaring.Bitmap, sc *scratch) *tally {
	t := &tally{paths: make([]int, len(v.steps)), kecs: make([]int, len(v.kecs.rows))}
	c := &v.cols
	var combinations [1 << flagCount]int32
	sc.each(docs, func(doc uint32) {
		t.paths[c.path[doc]]++
		t.kecs[c.kec[doc]]++
		combinations[c.flags[doc]]++
	})
	for combination, n := range combinations {
		if n == 0 {
			continue
		}
		for f := range flagCount {
			if combination&(1<<f) != 0 {
				t.flags[f] += int(n)
			}
		}
	}
	return t
}

// categoryCounts walk the tree from its roots; siblings by falling count, then slug.
func (v *view) categoryCounts(t *tally) []search.CategoryCount {
	counts := make([]int, len(v.cats.rows))
	for path, n := range t.paths {
		for _, ord := range v.steps[path] {
			counts[ord] += n
		}
	}
	children := map[string][]search.CategoryCount{}
	total := 0
	for ord, p := range v.cats.rows {
		if n := counts[ord]; n > 0 {
			children[p.parent] = append(children[p.parent], search.CategoryCount{Slug: p.slug, Parent: p.parent, Name: p.name, Count: n})
			total++
		}
	}
	out := make([]search.CategoryCount, 0, total)
	var walk func(parent string)
	walk = func(parent string) {
		row := children[parent]
		delete(children, parent) // a tree that bites its tail ends here
		slices.SortFunc(row, func(a, b search.CategoryCount) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Slug, b.Slug))
		})
		for _, c := range row {
			out = append(out, c)
			walk(c.Slug)
		}
	}
	walk("")
	return out
}

func (v *view) kecamatanCounts(t *tally) []search.KecamatanCount {
	var out []search.KecamatanCount
	for ord, p := range v.kecs.rows {
		if n := t.kecs[ord]; n > 0 && p.slug != "" {
			out = append(out, search.KecamatanCount{Slug: p.slug, Name: p.name, Count: n})
		}
	}
	slices.SortFunc(out, func(a, b search.KecamatanCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Slug, b.Slug))
	})
	return out
}
