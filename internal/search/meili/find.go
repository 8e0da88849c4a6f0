package meili

import (
	"context"
	"errors"
	"fmt"

	"github.com/meilisearch/meilisearch-go"

	"beli/internal/search"
)

// enough is the number of documents with all words below which those that miss some are shown too.
const enough = 10

// Search implements search.Engine. Most queries are one exchange; a second follows when few documents have all
// words, one more on later pages of a text that is exactly a product's name. Errors are ErrAway, ErrKey, ErrAnswer,
// search.ErrNotReady or the context's.
func (e *Engine) Search(ctx context.Context, q search.Query) (search.Result, error) {
	if !e.Ready() {
		return search.Result{}, search.ErrNotReady
	}
	if err := ctx.Err(); err != nil {
		return search.Result{}, e.explain(ctx, "search", err)
	}
	q = q.Clean()
	a := readText(e.words, q.Text)
	if !a.browsing && len(a.words) == 0 { // nothing but signs: browsing would pretend to have found them
		return search.Result{}, nil
	}
	r, err := e.find(ctx, &look{q: q, text: a, chosen: choicesOf(q)})
	if errors.Is(err, search.ErrNotReady) {
		e.ready.Store(false) // somebody took the index away
	}
	return r, err
}

// look is one search under way.
type look struct {
	q      search.Query
	text   asked
	chosen choices
}

func (e *Engine) find(ctx context.Context, l *look) (search.Result, error) {
	wordy := len(l.text.words) > 1
	var x exchange
	main := x.main(l, meilisearch.All)
	wide, exact, code := -1, -1, -1
	if wordy && l.chosen.any() {
		wide = x.unfiltered(l, meilisearch.All)
	}
	if !l.text.browsing && l.q.Sort == search.Relevance {
		exact = x.page(l, meilisearch.All, l.chosen.filter(-1, l.sameName()))
	}
	if l.text.Code != "" {
		code = x.count(&meilisearch.SearchRequest{Filter: []string{string(equal("code", l.text.Code))}})
	}
	if err := e.ask(ctx, &x); err != nil {
		return search.Result{}, err
	}

	found, err := x.found(l, main)
	if err != nil {
		return search.Result{}, e.surprise("search", err.Error())
	}
	r := search.Result{Total: found.total, AllWords: found.total, Facets: found.facets}
	if code >= 0 && x.answers[code].total > 0 {
		r.ExactCode = l.text.Code
	}
	all := found.total
	if wide >= 0 {
		all = x.answers[wide].total
	}
	strategy := meilisearch.All
	if wordy && all < enough {
		if found, strategy, err = e.similar(ctx, l); err != nil {
			return search.Result{}, err
		}
		r.Total, r.AllWords, r.Facets = found.total, min(r.Total, found.total), found.facets
	}

	hits := found.hits
	if exact >= 0 && x.answers[exact].total > 0 {
		if hits, err = e.exactFirst(ctx, l, strategy, x.answers[exact], hits); err != nil {
			return search.Result{}, err
		}
	}
	for _, h := range hits {
		r.IDs = append(r.IDs, h.id)
	}
	r.Marked, r.Corrected = l.text.marked(hits), l.text.corrected(l.q.Text, hits)
	return r, nil
}

// similar finds what misses some words: either the commonest words are given up or the last ones, whichever leaves
// enough. What a filter leaves over has no say in it, so that a choice never changes what the text means.
func (e *Engine) similar(ctx context.Context, l *look) (found, meilisearch.MatchingStrategy, error) {
	strategies := [...]meilisearch.MatchingStrategy{meilisearch.Frequency, meilisearch.Last}
	var x exchange
	var main, wide [len(strategies)]int
	for i, s := range strategies {
		main[i] = x.main(l, s)
		wide[i] = x.unfiltered(l, s)
	}
	if err := e.ask(ctx, &x); err != nil {
		return found{}, "", err
	}
	better := 0
	if rare, last := x.answers[wide[0]].total, x.answers[wide[1]].total; rare < enough && last > rare {
		better = 1
	}
	f, err := x.found(l, main[better])
	if err != nil {
		return found{}, "", e.surprise("search", err.Error())
	}
	return f, strategies[better], nil
}

// sameName holds for products whose whole name was written.
func (l *look) sameName() condition { return equal("name_key", hashOf(l.text.Name)) }

// exactFirst puts the products of the written name before the others, over all pages.
func (e *Engine) exactFirst(ctx context.Context, l *look, strategy meilisearch.MatchingStrategy, exact answer, rest []hit) ([]hit, error) {
	page, size := l.q.Page.Number, l.q.Page.Size
	hits := exact.hits
	if left := size - len(hits); page > 1 && left > 0 {
		var x exchange
		at := x.add(l.window(strategy, max(0, l.q.Page.Offset()-exact.total), left))
		if err := e.ask(ctx, &x); err != nil {
			return nil, err
		}
		rest = x.answers[at].hits
	}
	known := map[int64]bool{}
	for _, h := range hits {
		known[h.id] = true
	}
	for _, h := range rest {
		if len(hits) < size && !known[h.id] {
			hits = append(hits, h)
		}
	}
	return hits, nil
}

// ask sends the searches together and reads the answers.
func (e *Engine) ask(ctx context.Context, x *exchange) error {
	peer := e.reader.Load()
	if peer == nil {
		peer = e.admin
	}
	for _, r := range x.requests {
		r.IndexUID = e.index
	}
	resp, err := peer.MultiSearchWithContext(ctx, &meilisearch.MultiSearchRequest{Queries: x.requests})
	if err != nil {
		return e.explain(ctx, "search", err)
	}
	if len(resp.Results) != len(x.requests) {
		return e.surprise("search", fmt.Sprintf("%d answers to %d searches", len(resp.Results), len(x.requests)))
	}
	for i := range resp.Results {
		a, err := readAnswer(&resp.Results[i], x.requests[i])
		if err != nil {
			return e.surprise("search", err.Error())
		}
		x.answers = append(x.answers, a)
	}
	return nil
}
