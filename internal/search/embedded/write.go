package embedded

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"beli/internal/money"
	"beli/internal/search"
)

// When segments are joined: two small ones when the older is not several times the younger, so that there are
// few and each document is copied seldom; everything when the dead and the small outgrow a part of the whole.
const (
	segmentGrowth = 4
	slackFloor    = 1000
	slackFraction = 4
)

// maxText is how much of a description is searched, in bytes.
const maxText = 8000

// with is the next view: upserts put in or replaced, then deletes taken out. v stays as it is, but is no
// longer the one to build on.
func (v *view) with(upserts []search.Document, deletes []int64) (*view, error) {
	next := *v
	next.live = v.live.Clone()
	next.shopLive = slices.Clone(v.shopLive)
	next.segs = slices.Clone(v.segs)
	next.ownLexicons(upserts)
	draft := newSegmentDraft()
	for i := range upserts {
		next.add(draft, &upserts[i])
	}
	for _, id := range deletes {
		next.remove(id)
	}
	if draft.docs > 0 {
		s, err := draft.finish()
		if err != nil {
			return nil, err
		}
		next.segs = append(next.segs, s)
	}
	return next.tidy()
}

// ownLexicons copies those lexicons that the documents will change, for searches read the old ones.
func (v *view) ownLexicons(docs []search.Document) {
	ownCats, ownPaths, ownKecs, ownShops := false, false, false, false
	for i := range docs {
		d := &docs[i]
		for _, c := range categories(d) {
			ownCats = ownCats || !v.cats.has(c)
		}
		ownPaths = ownPaths || !v.paths.has(pathOf(d))
		ownKecs = ownKecs || !v.kecs.has(kecamatan(d))
		ownShops = ownShops || !v.shops.has(place{slug: d.ShopSlug})
	}
	if ownCats {
		v.cats.clone()
	}
	if ownPaths {
		v.paths.clone()
		v.steps = slices.Clone(v.steps)
	}
	if ownKecs {
		v.kecs.clone()
	}
	if ownShops {
		v.shops.clone()
	}
}

// categories are the places of a document in the tree; names may be fewer than slugs.
func categories(d *search.Document) []place {
	out := make([]place, 0, len(d.CategoryPath))
	for i, slug := range d.CategoryPath {
		p := place{slug: slug, name: slug}
		if i > 0 {
			p.parent = d.CategoryPath[i-1]
		}
		if i < len(d.CategoryNames) {
			p.name = d.CategoryNames[i]
		}
		out = append(out, p)
	}
	return out
}

func kecamatan(d *search.Document) place {
	return place{slug: d.KecamatanSlug, name: d.KecamatanName}
}

func pathOf(d *search.Document) place { return place{slug: strings.Join(d.CategoryPath, "/")} }

// add numbers a document and hands its words and facets to the draft. The view must be the writer's own.
func (v *view) add(draft *segmentDraft, d *search.Document) {
	v.remove(d.ID)
	doc := uint32(len(v.cols.id))
	v.byID[d.ID] = doc
	v.live.Add(doc)
	draft.docs++

	name := search.Words(d.Name)
	for field, texts := range [fieldCount][]string{
		inName: {d.Name, d.NameEN},
		inAbout: {strings.Join(d.CategoryNames, " . "), d.ShopName, d.KecamatanName,
			d.VillageName, d.Keywords},
		inText: {d.Description[:min(len(d.Description), maxText)]},
	} {
		for _, text := range texts {
			for _, w := range search.Words(text) {
				draft.put(w, field, doc)
				if f := search.Fold(w); f != w {
					draft.put(f, field, doc)
				}
			}
		}
	}
	var steps []uint32
	for _, c := range categories(d) {
		ord := v.cats.put(c)
		steps = append(steps, ord)
		draft.addTo(draft.cats, ord, doc)
	}
	path := v.paths.put(pathOf(d))
	if int(path) == len(v.steps) {
		slices.Sort(steps)
		v.steps = append(v.steps, slices.Compact(steps))
	}
	kec := v.kecs.put(kecamatan(d))
	draft.addTo(draft.kecs, kec, doc)
	flags := uint16(0)
	for f, on := range flagsOf(d) {
		if on {
			flags |= 1 << f
			draft.flags[f] = append(draft.flags[f], doc)
		}
	}
	draft.codes = append(draft.codes, codeRow{hashOf(strings.ToUpper(d.Code)), doc})

	shop := v.shops.put(place{slug: d.ShopSlug})
	for int(shop) >= len(v.shopLive) {
		v.shopLive = append(v.shopLive, 0)
	}
	v.shopLive[shop]++
	v.cols.append(d, name)
	v.cols.shop = append(v.cols.shop, shop)
	v.cols.path = append(v.cols.path, path)
	v.cols.kec = append(v.cols.kec, kec)
	v.cols.flags = append(v.cols.flags, flags)
	v.nameLen += uint64(v.cols.nameLen[doc])
	v.alive++
}

func (d *segmentDraft) addTo(lists map[uint32][]uint32, ord, doc uint32) {
	if l := lists[ord]; len(l) == 0 || l[len(l)-1] != doc {
		lists[ord] = append(l, doc)
	}
}

func flagsOf(d *search.Document) [flagCount]bool {
	on := [flagCount]bool{
		isAvailable:   d.Available,
		isHalal:       d.Halal,
		isReadyNow:    d.Available && !d.MadeToOrder,
		isMadeToOrder: d.MadeToOrder,
		isPickup:      d.Pickup,
		isExpedition:  d.ShipsExpedition,
	}
	for i, r := range search.PriceRanges() {
		on[firstPrice+i] = r.Has(max(d.Price, 0))
	}
	return on
}

func (c *columns) append(d *search.Document, name []string) {
	c.id = append(c.id, d.ID)
	c.price = append(c.price, int64(max(d.Price, money.Rupiah(0))))
	c.name = append(c.name, hashOf(search.NameKey(d.Name)))
	var en uint64
	if d.NameEN != "" {
		en = hashOf(search.NameKey(d.NameEN))
	}
	c.nameEN = append(c.nameEN, en)
	c.published = append(c.published, uint32(min(max(d.PublishedAt, 0), 1<<32-1)))
	c.sold = append(c.sold, uint32(min(max(d.Sold, 0), 1<<32-1)))
	c.nameLen = append(c.nameLen, uint8(min(len(name), 255)))
}

// take copies one row of other columns.
func (c *columns) take(o *columns, doc uint32) {
	c.id = append(c.id, o.id[doc])
	c.price = append(c.price, o.price[doc])
	c.name = append(c.name, o.name[doc])
	c.nameEN = append(c.nameEN, o.nameEN[doc])
	c.published = append(c.published, o.published[doc])
	c.sold = append(c.sold, o.sold[doc])
	c.shop = append(c.shop, o.shop[doc])
	c.nameLen = append(c.nameLen, o.nameLen[doc])
	c.path = append(c.path, o.path[doc])
	c.kec = append(c.kec, o.kec[doc])
	c.flags = append(c.flags, o.flags[doc])
}

// remove takes a document out of what is found; its postings stay until the segments are joined.
func (v *view) remove(id int64) {
	if doc, ok := v.byID[id]; ok {
		v.live.Remove(doc)
		v.shopLive[v.cols.shop[doc]]--
		v.nameLen -= uint64(v.cols.nameLen[doc])
		v.alive--
		delete(v.byID, id)
		v.dead++
	}
}

// tidy joins segments when there are many, and starts numbering anew when much is dead.
func (v *view) tidy() (*view, error) {
	if len(v.segs) < 2 && v.dead <= slackFloor {
		return v, nil
	}
	slack := v.dead
	for _, s := range v.segs[min(1, len(v.segs)):] {
		slack += s.docs
	}
	if slack > slackFloor+v.alive/slackFraction {
		return v.compact()
	}
	for n := len(v.segs); n > 2 && v.segs[n-2].docs < segmentGrowth*v.segs[n-1].docs; n = len(v.segs) {
		s, err := merge(v.segs[n-2:], func(doc uint32) (uint32, bool) { return doc, v.live.Contains(doc) })
		if err != nil {
			return nil, fmt.Errorf("join segments: %w", err)
		}
		v.segs = append(v.segs[:n-2], s)
	}
	return v, nil
}

// compact is the same index in one segment without the dead.
func (v *view) compact() (*view, error) {
	next := *v
	next.live, next.cols, next.byID = roaring.New(), columns{}, make(map[int64]uint32, v.alive)
	next.dead = 0
	number := make([]uint32, len(v.cols.id))
	for doc := range roaring.Values(v.live) {
		number[doc] = uint32(len(next.cols.id))
		next.byID[v.cols.id[doc]] = number[doc]
		next.cols.take(&v.cols, doc)
	}
	next.live.AddRange(0, uint64(len(next.cols.id)))
	s, err := merge(v.segs, func(doc uint32) (uint32, bool) {
		return number[doc], v.live.Contains(doc)
	})
	if err != nil {
		return nil, fmt.Errorf("compact: %w", err)
	}
	next.segs = []*segment{s}
	next.live.RunOptimize()
	return &next, nil
}

// reindex finds the numbers of the living documents again, after a change that broke off.
func (v *view) reindex() {
	v.byID = make(map[int64]uint32, v.alive)
	for doc := range roaring.Values(v.live) {
		v.byID[v.cols.id[doc]] = doc
	}
}

func hashOf(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
