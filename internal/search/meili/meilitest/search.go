package meilitest

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// query is what a search asks for.
type query struct {
	IndexUID              string   `json:"indexUid"`
	Q                     string   `json:"q"`
	Offset                int      `json:"offset"`
	Limit                 *int     `json:"limit"`
	Page                  int      `json:"page"`
	HitsPerPage           *int     `json:"hitsPerPage"`
	Filter                any      `json:"filter"`
	Facets                []string `json:"facets"`
	Sort                  []string `json:"sort"`
	MatchingStrategy      string   `json:"matchingStrategy"`
	AttributesToRetrieve  []string `json:"attributesToRetrieve"`
	AttributesToHighlight []string `json:"attributesToHighlight"`
	HighlightPreTag       string   `json:"highlightPreTag"`
	HighlightPostTag      string   `json:"highlightPostTag"`
}

// search answers one search.
func (s *Server) search(i *index, q query) (map[string]any, *failure) {
	filter, f := filters(q.Filter)
	if f == nil {
		f = i.allowed(filter)
	}
	if f == nil {
		f = i.mayCount(q.Facets)
	}
	if f == nil {
		f = i.maySort(q.Sort)
	}
	if f != nil {
		return nil, f
	}
	m := i.matcher(q)
	var found []match
	for _, id := range i.ids() {
		if d := i.docs[id]; passes(d, filter) {
			if hit, ok := m.match(d); ok {
				found = append(found, hit)
			}
		}
	}
	i.rank(found, q.Sort)

	out := map[string]any{"query": q.Q, "processingTimeMs": 0, "requestUid": "01a1ff58-a393-73e2-b5e5-e967f8ee67f0"}
	from, size := q.Offset, 20
	if q.HitsPerPage != nil || q.Page > 0 {
		if q.HitsPerPage != nil {
			size = *q.HitsPerPage
		}
		page, pages := max(q.Page, 1), 0
		if from = (page - 1) * size; size > 0 {
			pages = (len(found) + size - 1) / size
		}
		out["hitsPerPage"], out["page"], out["totalPages"], out["totalHits"] = size, page, pages, len(found)
	} else {
		if q.Limit != nil {
			size = *q.Limit
		}
		out["limit"], out["offset"], out["estimatedTotalHits"] = size, from, len(found)
	}
	hits := []any{}
	for _, hit := range found[min(from, len(found)):min(from+size, len(found))] {
		hits = append(hits, m.show(hit))
	}
	for n, id := range s.trouble.ForeignIDs {
		if n < len(hits) {
			hits[n] = map[string]any{"id": id}
		}
	}
	out["hits"] = hits
	if q.Facets != nil {
		out["facetDistribution"], out["facetStats"] = counts(found, q.Facets)
	}
	return out, nil
}

// counts are the values of fields among the found, and the bounds of numbers.
func counts(found []match, fields []string) (distribution, stats map[string]any) {
	distribution, stats = map[string]any{}, map[string]any{}
	for _, f := range fields {
		byValue := map[string]int{}
		for _, hit := range found {
			for _, v := range values(hit.doc.fields[f]) {
				byValue[v]++
			}
			if n, ok := hit.doc.fields[f].(float64); ok {
				bounds, _ := stats[f].(map[string]float64)
				if bounds == nil {
					bounds = map[string]float64{"min": n, "max": n}
				}
				stats[f] = map[string]float64{"min": min(bounds["min"], n), "max": max(bounds["max"], n)}
			}
		}
		if len(byValue) > 0 {
			distribution[f] = byValue
		}
	}
	return distribution, stats
}

func (i *index) mayCount(facets []string) *failure {
	for _, f := range facets {
		if !slices.Contains(i.list("filterableAttributes"), f) {
			return &failure{http.StatusBadRequest, "invalid_search_facets", fmt.Sprintf("Invalid facet distribution: Pattern `%s` is not filterable.", f)}
		}
	}
	return nil
}

func (i *index) maySort(sort []string) *failure {
	for _, s := range sort {
		field, _, _ := strings.Cut(s, ":")
		if !slices.Contains(i.list("sortableAttributes"), field) {
			return &failure{http.StatusBadRequest, "invalid_search_sort", fmt.Sprintf("Index `%s`: Attribute `%s` is not sortable.", i.name, field)}
		}
	}
	return nil
}

// rank orders the found by the rules of the index. Proximity and positions of words are not told apart.
func (i *index) rank(found []match, sort []string) {
	rules := i.list("rankingRules")
	slices.SortStableFunc(found, func(a, b match) int {
		for _, rule := range rules {
			order := 0
			switch rule {
			case "sort":
				for _, s := range sort {
					order = cmp.Or(order, compareBy(a.doc, b.doc, s))
				}
			case "words":
				order = cmp.Compare(a.given, b.given)
			case "typo":
				order = cmp.Compare(a.typos, b.typos)
			case "attribute", "attributeRank":
				order = cmp.Compare(a.fields, b.fields)
			case "exactness":
				order = cmp.Compare(b.exact, a.exact)
			default:
				order = compareBy(a.doc, b.doc, rule)
			}
			if order != 0 {
				return order
			}
		}
		return 0
	})
}

// compareBy compares two documents by a number: "price:asc".
func compareBy(a, b *doc, rule string) int {
	field, direction, ok := strings.Cut(rule, ":")
	if !ok {
		return 0
	}
	x, _ := a.fields[field].(float64)
	y, _ := b.fields[field].(float64)
	if direction == "desc" {
		x, y = y, x
	}
	return cmp.Compare(x, y)
}
