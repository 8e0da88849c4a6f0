package embedded

import (
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// view is one state of the index. What a search reads of it never changes; the next state shares what it can.
type view struct {
	segs []*segment
	live *roaring.Bitmap
	cols columns
	cats lexicon
	kecs lexicon
	// paths are the ways from a root to a leaf of the category tree that documents have; steps are the
	// categories on each.
	paths lexicon
	steps [][]uint32
	// shops by slug, and how many living documents each has, by its place there.
	shops    lexicon
	shopLive []uint32
	byID     map[int64]uint32 // the writer's alone
	alive    int              // living documents
	dead     int              // others whose postings are still there
	nameLen  uint64           // words in the names of the living
	browsed  *browsed
}

// columns hold what ranking and filters need of each document, by its number. A later view may append to the
// same arrays; a view sees only its own length.
type columns struct {
	id        []int64
	price     []int64
	name      []uint64 // hash of the name's key
	nameEN    []uint64 // 0 without an English name
	published []uint32
	sold      []uint32
	shop      []uint32
	path      []uint32
	kec       []uint32
	flags     []uint16 // bit f: flag f
	nameLen   []uint8
}

// lexicon numbers slugs and keeps what is shown for them.
type lexicon struct {
	place map[string]uint32
	rows  []place
}

// place is a category, kecamatan or shop; parent is set for categories below a root.
type place struct {
	slug, parent, name string
}

func (l *lexicon) clone() {
	l.place, l.rows = maps.Clone(l.place), slices.Clone(l.rows)
}

// has says whether a place stands there with the same words.
func (l *lexicon) has(p place) bool {
	at, ok := l.place[p.slug]
	return ok && l.rows[at] == p
}

// put gives a place its number; its words are replaced. The lexicon must be the writer's own.
func (l *lexicon) put(p place) uint32 {
	at, ok := l.place[p.slug]
	if !ok {
		at = uint32(len(l.rows))
		l.place[p.slug] = at
		l.rows = append(l.rows, p)
	} else if l.rows[at] != p {
		l.rows[at] = p
	}
	return at
}

func newView() *view {
	return &view{
		live:  roaring.New(),
		cats:  lexicon{place: map[string]uint32{}},
		kecs:  lexicon{place: map[string]uint32{}},
		paths: lexicon{place: map[string]uint32{}},
		shops: lexicon{place: map[string]uint32{}},
		byID:  map[int64]uint32{},
	}
}

// word joins the postings of a word over all segments.
func (v *view) word(w string) postings { return v.join(func(s *segment) postings { return s.word(w) }) }

func (v *view) prefix(w string) postings {
	return v.join(func(s *segment) postings { return s.prefix(w) })
}

func (v *view) join(of func(*segment) postings) postings {
	if len(v.segs) == 1 {
		return v.livePostings(of(v.segs[0]))
	}
	var out postings
	var all [fieldCount][]*roaring.Bitmap
	for _, s := range v.segs {
		for f, b := range of(s) {
			if b != nil {
				all[f] = append(all[f], b)
			}
		}
	}
	for f := range all {
		out[f] = union(all[f]...)
	}
	return v.livePostings(out)
}

// livePostings leaves out fields that only dead documents have, for a word that is gone must not count as known.
func (v *view) livePostings(p postings) postings {
	if v.dead > 0 {
		for f, b := range p {
			if b != nil && !b.Intersects(v.live) {
				p[f] = nil
			}
		}
	}
	return p
}

// facet joins one bitmap of every segment; nil when all are empty.
func (v *view) facet(of func(*segment) *roaring.Bitmap) *roaring.Bitmap {
	all := make([]*roaring.Bitmap, 0, len(v.segs))
	for _, s := range v.segs {
		all = append(all, of(s))
	}
	return union(all...)
}

// averageName is the mean number of words in a name.
func (v *view) averageName() float32 {
	if v.nameLen == 0 {
		return 1
	}
	return float32(v.nameLen) / float32(v.alive)
}

// size counts the living among documents.
func (v *view) size(docs *roaring.Bitmap) uint64 {
	switch {
	case docs == nil:
		return 0
	case v.dead == 0:
		return docs.GetCardinality()
	}
	return docs.AndCardinality(v.live)
}
