package embedded

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
)

// The fields of a document, from the weightiest.
const (
	inName = iota
	inAbout
	inText
	fieldCount
)

// postings are the documents of one word by field; nil is none. Once in a segment they are never changed.
type postings [fieldCount]*roaring.Bitmap

// flags are the yes/no facets of a document.
const (
	isAvailable = iota
	isHalal
	isReadyNow
	isMadeToOrder
	isPickup
	isExpedition
	firstPrice // four price ranges follow
	flagCount  = firstPrice + 4
)

// longestShort is the longest prefix whose documents are gathered when a segment is made, if it has at least
// manyWords.
const (
	longestShort = 3
	manyWords    = 2000
)

// segment is an immutable piece of the index. Document numbers are those of the whole index.
type segment struct {
	words *vellum.FST // word → place in posts
	posts []postings
	short map[string]postings // by the first letters; names and about only; nil in small segments
	cats  map[uint32]*roaring.Bitmap
	kecs  map[uint32]*roaring.Bitmap
	flags [flagCount]*roaring.Bitmap
	codes []codeRow // by hash
	docs  int       // put in, dead ones included
}

type codeRow struct {
	hash uint64
	doc  uint32
}

// segmentDraft gathers what becomes a segment. Documents are added in rising order.
type segmentDraft struct {
	place map[string]uint32
	lists [][fieldCount][]uint32
	cats  map[uint32][]uint32
	kecs  map[uint32][]uint32
	flags [flagCount][]uint32
	codes []codeRow
	docs  int
}

func newSegmentDraft() *segmentDraft {
	return &segmentDraft{place: map[string]uint32{}, cats: map[uint32][]uint32{}, kecs: map[uint32][]uint32{}}
}

// put notes that a word stands in a field of a document.
func (d *segmentDraft) put(word string, field int, doc uint32) {
	p, ok := d.place[word]
	if !ok {
		p = uint32(len(d.lists))
		d.place[strings.Clone(word)] = p
		d.lists = append(d.lists, [fieldCount][]uint32{})
	}
	l := d.lists[p][field]
	if n := len(l); n == 0 || l[n-1] != doc {
		d.lists[p][field] = append(l, doc)
	}
}

// finish makes the segment; the draft is used up.
func (d *segmentDraft) finish() (*segment, error) {
	s := &segment{cats: bitmaps(d.cats), kecs: bitmaps(d.kecs), codes: d.codes, docs: d.docs}
	for f, list := range d.flags {
		s.flags[f] = bitmapOf(list)
	}
	slices.SortFunc(s.codes, func(a, b codeRow) int { return cmp.Compare(a.hash, b.hash) })

	words := make([]string, 0, len(d.place))
	for w := range d.place {
		words = append(words, w)
	}
	slices.Sort(words)
	options := &vellum.BuilderOpts{Encoder: 1, RegistryTableSize: min(10_000, 64+len(words)/8), RegistryMRUSize: 2}
	var buf bytes.Buffer
	b, err := vellum.New(&buf, options)
	if err != nil {
		return nil, fmt.Errorf("begin dictionary: %w", err)
	}
	s.posts = make([]postings, len(words))
	for i, w := range words {
		if err := b.Insert([]byte(w), uint64(i)); err != nil {
			return nil, fmt.Errorf("dictionary word %q: %w", w, err)
		}
		lists := &d.lists[d.place[w]]
		for f := range fieldCount {
			s.posts[i][f] = bitmapOf(lists[f])
			lists[f] = nil
		}
	}
	if err := b.Close(); err != nil {
		return nil, fmt.Errorf("end dictionary: %w", err)
	}
	if s.words, err = vellum.Load(bytes.Clone(buf.Bytes())); err != nil {
		return nil, fmt.Errorf("open dictionary: %w", err)
	}
	if len(words) >= manyWords {
		s.gatherShort(words)
	}
	return s, nil
}

// gatherShort joins the documents of all words with the same first one to three bytes, so that the first keys
// of search-as-you-type are as quick as a whole word.
func (s *segment) gatherShort(words []string) {
	s.short = map[string]postings{}
	for n := 1; n <= longestShort; n++ {
		for i := 0; i < len(words); {
			if len(words[i]) < n {
				i++
				continue
			}
			start, j := words[i][:n], i+1
			for j < len(words) && strings.HasPrefix(words[j], start) {
				j++
			}
			s.short[strings.Clone(start)] = joinPostings(s.posts[i:j])
			i = j
		}
	}
}

// joinPostings unites names with names and about with about; texts are left out.
func joinPostings(all []postings) postings {
	var out postings
	for f := range inText {
		var maps []*roaring.Bitmap
		for i := range all {
			maps = append(maps, all[i][f])
		}
		out[f] = union(maps...)
	}
	return out
}

func (s *segment) word(w string) postings {
	if at, ok, err := s.words.Get([]byte(w)); ok && err == nil {
		return s.posts[at]
	}
	return postings{}
}

// prefix are the documents with a word that begins so, in name or about.
func (s *segment) prefix(w string) postings {
	if s.short != nil && len(w) <= longestShort {
		return s.short[w]
	}
	// No word holds the byte 0xff, so this ends right after the last word with the prefix.
	it, err := s.words.Iterator([]byte(w), append([]byte(w), 0xff))
	if err != nil {
		return postings{}
	}
	first, last := -1, -1
	for err == nil {
		_, at := it.Current()
		if first < 0 {
			first = int(at)
		}
		last = int(at)
		err = it.Next()
	}
	if first < 0 {
		return postings{}
	}
	return joinPostings(s.posts[first : last+1])
}

// code finds the document with a code's hash; ok is false when there is none alive.
func (s *segment) code(hash uint64, live *roaring.Bitmap) (uint32, bool) {
	i := sort.Search(len(s.codes), func(i int) bool { return s.codes[i].hash >= hash })
	for ; i < len(s.codes) && s.codes[i].hash == hash; i++ {
		if live.Contains(s.codes[i].doc) {
			return s.codes[i].doc, true
		}
	}
	return 0, false
}

// merge makes one segment of several, in rising order of documents. moved gives a document its new number,
// which must rise with the old, or false when it is gone.
func merge(segs []*segment, moved func(uint32) (uint32, bool)) (*segment, error) {
	d := newSegmentDraft()
	move := func(to []uint32, b *roaring.Bitmap) []uint32 {
		if b != nil {
			for doc := range roaring.Values(b) {
				if n, ok := moved(doc); ok {
					to = append(to, n)
				}
			}
		}
		return to
	}
	for _, s := range segs {
		it, err := s.words.Iterator(nil, nil)
		for err == nil {
			key, at := it.Current()
			for f, b := range s.posts[at] {
				if b == nil {
					continue
				}
				for doc := range roaring.Values(b) {
					if n, ok := moved(doc); ok {
						d.put(string(key), f, n)
					}
				}
			}
			err = it.Next()
		}
		for ord, b := range s.cats {
			d.cats[ord] = move(d.cats[ord], b)
		}
		for ord, b := range s.kecs {
			d.kecs[ord] = move(d.kecs[ord], b)
		}
		for f, b := range s.flags {
			d.flags[f] = move(d.flags[f], b)
		}
		for _, c := range s.codes {
			if n, ok := moved(c.doc); ok {
				d.codes = append(d.codes, codeRow{c.hash, n})
				d.docs++
			}
		}
	}
	return d.finish()
}

func bitmaps(lists map[uint32][]uint32) map[uint32]*roaring.Bitmap {
	out := make(map[uint32]*roaring.Bitmap, len(lists))
	for ord, list := range lists {
		if b := bitmapOf(list); b != nil {
			out[ord] = b
		}
	}
	return out
}

// bitmapOf is nil for no documents.
func bitmapOf(list []uint32) *roaring.Bitmap {
	if len(list) == 0 {
		return nil
	}
	b := roaring.New()
	b.AddMany(list)
	b.RunOptimize()
	return b
}

// union of what is not nil; nil for nothing. A single bitmap is returned itself, so the outcome must not be changed.
func union(maps ...*roaring.Bitmap) *roaring.Bitmap {
	var some []*roaring.Bitmap
	for _, b := range maps {
		if b != nil {
			some = append(some, b)
		}
	}
	switch len(some) {
	case 0:
		return nil
	case 1:
		return some[0]
	}
	return roaring.FastOr(some...)
}

// meet is the intersection; nil for nothing. It may return neither of its arguments changed.
func meet(a, b *roaring.Bitmap) *roaring.Bitmap {
	if a == nil || b == nil {
		return nil
	}
	return roaring.And(a, b)
}
