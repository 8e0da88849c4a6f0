package meilitest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// index is one index with its documents.
type index struct {
	name     string
	made     string
	settings map[string]any
	docs     map[string]*doc
}

// doc is a document and the words of its fields.
type doc struct {
	id     string
	fields map[string]any
	words  map[string][]string
}

func newIndex(name string) *index {
	return &index{name: name, made: stamp(), settings: defaultSettings(), docs: map[string]*doc{}}
}

func defaultSettings() map[string]any {
	return map[string]any{
		"displayedAttributes": []any{"*"}, "searchableAttributes": []any{"*"}, "filterableAttributes": []any{}, "sortableAttributes": []any{},
		"rankingRules": []any{"words", "typo", "proximity", "attributeRank", "sort", "wordPosition", "exactness"},
		"stopWords":    []any{}, "nonSeparatorTokens": []any{}, "separatorTokens": []any{}, "dictionary": []any{}, "synonyms": map[string]any{},
		"distinctAttribute": nil, "proximityPrecision": "byWord",
		"typoTolerance": map[string]any{"enabled": true, "minWordSizeForTypos": map[string]any{"oneTypo": 5.0, "twoTypos": 9.0},
			"disableOnWords": []any{}, "disableOnAttributes": []any{}, "disableOnNumbers": false},
		"faceting":   map[string]any{"maxValuesPerFacet": 100.0, "sortFacetValuesBy": map[string]any{"*": "alpha"}},
		"pagination": map[string]any{"maxTotalHits": 1000.0},
		"embedders":  map[string]any{}, "searchCutoffMs": nil, "localizedAttributes": nil, "facetSearch": true, "prefixSearch": "indexingTime",
	}
}

func (i *index) described() map[string]any {
	return map[string]any{"uid": i.name, "createdAt": i.made, "updatedAt": i.made, "primaryKey": "id"}
}

func (i *index) stats() map[string]any {
	fields := map[string]any{}
	for _, d := range i.docs {
		for f := range d.fields {
			n, _ := fields[f].(int)
			fields[f] = n + 1
		}
	}
	return map[string]any{"numberOfDocuments": len(i.docs), "rawDocumentDbSize": 4096, "avgDocumentSize": 400, "isIndexing": false,
		"numberOfEmbeddings": 0, "numberOfEmbeddedDocuments": 0, "fieldDistribution": fields}
}

func (i *index) put(fields map[string]any) {
	id := text(fields["id"])
	d := &doc{id: id, fields: fields, words: map[string][]string{}}
	for name, value := range fields {
		d.words[name] = words(text(value))
	}
	i.docs[id] = d
}

// ids of all documents, in an order that has nothing to do with anything.
func (i *index) ids() []string {
	out := make([]string, 0, len(i.docs))
	for id := range i.docs {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// text prints a value as filters and facets know it.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return fmt.Sprintf("%.0f", v)
	case nil:
		return ""
	}
	return fmt.Sprint(v)
}

// values are what a field counts in a facet: those of a list, or its own.
func values(v any) []string {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		var out []string
		for _, one := range v {
			out = append(out, text(one))
		}
		return out
	}
	return []string{text(v)}
}

// list reads a setting that is a list of words.
func (i *index) list(setting string) []string { return values(i.settings[setting]) }

// typos reads the settings of typing errors.
type typos struct {
	on        bool
	one, two  int
	exact     []string // fields without
	noNumbers bool
}

func (i *index) typos() typos {
	t := i.settings["typoTolerance"].(map[string]any)
	sizes := t["minWordSizeForTypos"].(map[string]any)
	return typos{on: t["enabled"] == true, one: int(sizes["oneTypo"].(float64)), two: int(sizes["twoTypos"].(float64)),
		exact: values(t["disableOnAttributes"]), noNumbers: t["disableOnNumbers"] == true}
}

// searchable are the fields that are searched, the weightiest first.
func (i *index) searchable(d *doc) []string {
	fields := i.list("searchableAttributes")
	if len(fields) == 1 && fields[0] == "*" {
		fields = nil
		for f := range d.fields {
			fields = append(fields, f)
		}
		slices.Sort(fields)
	}
	return fields
}
