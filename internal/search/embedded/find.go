package embedded

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"beli/internal/search"
)

// Search implements search.Engine.
func (e *Engine) Search(ctx context.Context, q search.Query) (search.Result, error) {
	v := e.view.Load()
	if v == nil {
		return search.Result{}, search.ErrNotReady
	}
	if err := ctx.Err(); err != nil {
		return search.Result{}, fmt.Errorf("search: %w", err)
	}
	q = q.Clean()
	asked, browsing := listOf(q, dayOf(e.clock.Now()))
	if browsing {
		if r, ok := v.browsed.get(asked); ok {
			return r, nil
		}
	}
	sc := e.pool.Get().(*scratch)
	sc.fit(len(v.cols.id))
	defer e.pool.Put(sc)
	r, err := e.searchIn(ctx, v, q, asked.day, sc)
	if err != nil {
		return search.Result{}, fmt.Errorf("search: %w", err)
	}
	if browsing {
		v.browsed.keep(asked, r)
	}
	return r, nil
}

func (e *Engine) searchIn(ctx context.Context, v *view, q search.Query, day uint64, sc *scratch) (search.Result, error) {
	parsed := e.words.Parse(q.Text)
	slots := v.slots(parsed)
	h := hits{docs: v.live, whole: v.live}
	if strings.TrimSpace(q.Text) != "" {
		if len(slots) == 0 { // nothing but signs: browsing would pretend to have found them
			h = hits{docs: roaring.New(), whole: roaring.New()}
		} else {
			var err error
			if h, err = v.find(ctx, slots, sc); err != nil {
				return search.Result{}, err
			}
		}
	}
	if len(slots) > 0 {
		defer sc.wipe(h)
	}
	base := h.docs
	if q.ShopSlug != "" {
		base = v.ofShop(q.ShopSlug, base, sc)
	}
	f := v.filtersOf(q, base, sc)
	found := f.apply(base, -1)

	r := search.Result{Total: int(found.GetCardinality()), ExactCode: v.exactCode(parsed.Code)}
	r.AllWords = r.Total
	if h.graded {
		r.AllWords = int(found.AndCardinality(h.whole))
	}
	if !q.Bare {
		r.Facets = v.facets(base, found, f, sc)
	}

	o := order{view: v, sort: q.Sort, day: day, sc: sc}
	if len(slots) > 0 {
		o.name, o.long = hashOf(parsed.Name), isLong(slots)
		var err error
		if o.best, err = v.weigh(ctx, slots, found, sc); err != nil {
			return search.Result{}, err
		}
	}
	ids, first, err := o.page(ctx, found, q.Page.Offset(), q.Page.Size)
	if err != nil {
		return search.Result{}, err
	}
	r.IDs = ids
	if r.Total > 0 && len(slots) > 0 {
		r.Corrected = v.corrected(q.Text, slots, first.doc)
		r.Marked = marked(slots, found)
	}
	return r, nil
}

// wipe leaves the scratch as it was found. Scores stand only where misses or hits do.
func (s *scratch) wipe(h hits) {
	s.each(h.docs, func(doc uint32) { s.score[doc], s.misses[doc] = 0, 0 })
}

// exactCode is the code if a living document has it.
func (v *view) exactCode(code string) string {
	if code == "" {
		return ""
	}
	hash := hashOf(code)
	for _, s := range v.segs {
		if _, ok := s.code(hash, v.live); ok {
			return code
		}
	}
	return ""
}

// corrected writes the text with mistyped words as the first hit has them; empty when it was found without.
func (v *view) corrected(text string, slots []slot, first uint32) string {
	better := map[string]string{}
	for i := range slots {
		s := &slots[i]
		if s.term.Optional {
			continue
		}
		meant, found := guess{errors: maxErrors + 1}, uint64(0)
		for _, g := range s.guesses {
			docs := g.docs.any()
			if docs == nil || !docs.Contains(first) {
				continue
			}
			if n := v.size(docs); g.errors < meant.errors || g.errors == meant.errors &&
				(n > found || n == found && g.word < meant.word) {
				meant, found = g, n
			}
		}
		if meant.word != "" {
			better[s.term.Word] = meant.word
		}
	}
	if len(better) == 0 {
		return ""
	}
	return search.Correct(text, better)
}

// maxMarked bounds the words to mark.
const maxMarked = 32

// marked are the words that stand in what was found.
func marked(slots []slot, found *roaring.Bitmap) []search.MarkedWord {
	var out []search.MarkedWord
	add := func(m search.MarkedWord) {
		if len(out) < maxMarked && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	for i := range slots {
		for _, m := range slots[i].marks {
			add(m)
		}
		for _, g := range slots[i].guesses {
			if docs := g.docs.any(); docs != nil && docs.Intersects(found) {
				add(search.MarkedWord{Word: g.word})
			}
		}
	}
	return out
}
