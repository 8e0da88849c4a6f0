package meili

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/meilisearch/meilisearch-go"

	"beli/internal/search"
)

// exchange is a number of searches that travel together, and their answers.
type exchange struct {
	requests []*meilisearch.SearchRequest
	answers  []answer
}

func (x *exchange) add(r *meilisearch.SearchRequest) int {
	x.requests = append(x.requests, r)
	return len(x.requests) - 1
}

// count adds a search for nothing but its total.
func (x *exchange) count(r *meilisearch.SearchRequest) int {
	none := int64(0)
	r.HitsPerPage = &none
	return x.add(r)
}

// unfiltered counts what the text finds before anything is chosen.
func (x *exchange) unfiltered(l *look, s meilisearch.MatchingStrategy) int {
	return x.count(&meilisearch.SearchRequest{Query: l.text.query(), MatchingStrategy: s})
}

// page adds the search for the asked page. Numbered pages are counted to the end, offsets only estimated.
func (x *exchange) page(l *look, s meilisearch.MatchingStrategy, filter []string) int {
	r := l.request(s, filter)
	size := int64(l.q.Page.Size)
	r.Page, r.HitsPerPage = int64(l.q.Page.Number), &size
	return x.add(r)
}

// main adds the asked page with the facets that nothing was chosen of, then every other facet as if nothing
// were; their places follow the first.
func (x *exchange) main(l *look, s meilisearch.MatchingStrategy) int {
	at := x.page(l, s, l.chosen.filter(-1))
	if l.q.Bare {
		return at
	}
	for f, attribute := range facetAttributes() {
		if l.chosen.facet[f] == "" {
			x.requests[at].Facets = append(x.requests[at].Facets, attribute)
			continue
		}
		x.count(&meilisearch.SearchRequest{Query: l.text.query(), MatchingStrategy: s, Filter: l.chosen.filter(f), Facets: []string{attribute}})
	}
	return at
}

// window is the stretch of hits beside those of the written name.
func (l *look) window(s meilisearch.MatchingStrategy, offset, limit int) *meilisearch.SearchRequest {
	r := l.request(s, l.chosen.filter(-1, not(l.sameName())))
	r.Offset, r.Limit = int64(offset), int64(limit)
	return r
}

// cropWords is how much of a description is looked at for the words that made a hit.
const cropWords = 20

// request is a search for hits, with the words that made them where there is a text.
func (l *look) request(s meilisearch.MatchingStrategy, filter []string) *meilisearch.SearchRequest {
	r := &meilisearch.SearchRequest{Query: l.text.query(), MatchingStrategy: s, Filter: filter, Sort: sortOf(l.q.Sort),
		AttributesToRetrieve: []string{"id"}}
	if !l.text.browsing {
		r.AttributesToHighlight = append(saidFields(), append(derivedFields(), "short")...)
		r.AttributesToCrop, r.CropLength, r.CropMarker = []string{"text"}, cropWords, " "
		r.HighlightPreTag, r.HighlightPostTag = tagOpen, tagClose
	}
	return r
}

// Fields whose words a visitor can read on the page, and those that hold other forms of them.
func saidFields() []string    { return []string{"name", "amount", "about", "text"} }
func derivedFields() []string { return []string{"alias", "stem", "about_stem"} }

func sortOf(s search.Sort) []string {
	switch s {
	case search.Newest:
		return []string{"published_at:desc", "in_stock:desc"}
	case search.PriceAsc:
		return []string{"price:asc", "in_stock:desc"}
	case search.PriceDesc:
		return []string{"price:desc", "in_stock:desc"}
	case search.BestSelling:
		return []string{"sold:desc", "in_stock:desc"}
	}
	return nil
}

// answer is what the server said to one search.
type answer struct {
	total  int
	hits   []hit
	counts map[string]map[string]int // by attribute and value
}

// hit is a product with the words that made it one.
type hit struct {
	id      int64
	name    []string // all words of its name
	said    []string // that made the hit, in saidFields
	derived []string // in derivedFields
	short   []string // as chat shortens them
}

// readAnswer checks what came: a server that answers something else must not be believed half.
func readAnswer(r *meilisearch.SearchResponse, asked *meilisearch.SearchRequest) (answer, error) {
	a := answer{total: int(r.TotalHits)}
	want := asked.Limit
	if asked.HitsPerPage != nil {
		if want = *asked.HitsPerPage; r.TotalHits < 0 || r.HitsPerPage != want {
			return answer{}, fmt.Errorf("%d hits in pages of %d, asked for %d", r.TotalHits, r.HitsPerPage, want)
		}
	}
	if int64(len(r.Hits)) > want || asked.HitsPerPage != nil && int64(len(r.Hits)) > r.TotalHits {
		return answer{}, fmt.Errorf("%d hits of %d, asked for %d", len(r.Hits), r.TotalHits, want)
	}
	for _, h := range r.Hits {
		read, err := readHit(h)
		if err != nil {
			return answer{}, err
		}
		a.hits = append(a.hits, read)
	}
	if len(asked.Facets) == 0 {
		return a, nil
	}
	if err := json.Unmarshal(r.FacetDistribution, &a.counts); err != nil {
		return answer{}, errors.New("unreadable facets")
	}
	if a.counts == nil {
		return answer{}, errors.New("no facets")
	}
	return a, nil
}

func readHit(h meilisearch.Hit) (hit, error) {
	var out hit
	if err := json.Unmarshal(h["id"], &out.id); err != nil || out.id == 0 {
		return hit{}, errors.New("a hit without a number for its id")
	}
	if h["_formatted"] == nil {
		return out, nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(h["_formatted"], &fields); err != nil {
		return hit{}, errors.New("unreadable words of a hit")
	}
	read := func(names ...string) (all, tagged []string, err error) {
		for _, name := range names {
			var text string
			if fields[name] != nil {
				err = json.Unmarshal(fields[name], &text)
			}
			if err != nil {
				return nil, nil, fmt.Errorf("unreadable %s of a hit", name)
			}
			for w := range strings.FieldsSeq(text) {
				bare := strings.NewReplacer(tagOpen, "", tagClose, "").Replace(w)
				if all = append(all, bare); bare != w {
					tagged = append(tagged, bare)
				}
			}
		}
		return all, tagged, nil
	}
	var errs [4]error
	out.name, _, errs[0] = read("name")
	_, out.said, errs[1] = read(saidFields()...)
	_, out.derived, errs[2] = read(derivedFields()...)
	_, out.short, errs[3] = read("short")
	return out, errors.Join(errs[:]...)
}

// found is a page of hits with everything counted.
type found struct {
	total  int
	hits   []hit
	facets search.Facets
}

// found joins the answer at a place with those of the facets that follow it.
func (x *exchange) found(l *look, at int) (found, error) {
	main := x.answers[at]
	out := found{total: main.total, hits: main.hits}
	if l.q.Bare {
		return out, nil
	}
	var counts [facetCount]map[string]int
	for f, attribute := range facetAttributes() {
		from := main
		if l.chosen.facet[f] != "" {
			at++
			from = x.answers[at]
		}
		counts[f] = from.counts[attribute]
	}
	var err error
	out.facets, err = facetsOf(counts)
	return out, err
}
