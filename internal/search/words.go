package search

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
)

//go:embed words/spelling_variants.csv
var spellingFile string

//go:embed words/synonyms.csv
var synonymFile string

//go:embed words/stopwords.txt
var stopwordFile string

// Weights of one way of saying against another: 1 is the word itself.
const (
	weightSpelling = 0.97
	weightForeign  = 0.9
	weightSynonym  = 0.8
	weightNear     = 0.6
	weightUnit     = 0.5
)

// phrase is another way of saying something, with its weight.
type phrase struct {
	words  []string
	weight float32
}

// Normaliser understands words: it holds the tables of spellings, synonyms and stop words. It does not change
// after NewNormaliser and is shared by all engines.
type Normaliser struct {
	others map[string][]phrase // by words joined with a space
	drop   map[string]bool
	hint   map[string]bool
}

// NewNormaliser reads the tables that come with the program.
func NewNormaliser() (*Normaliser, error) {
	n := &Normaliser{others: map[string][]phrase{}, drop: map[string]bool{}, hint: map[string]bool{}}
	if err := n.readSpellings(spellingFile); err != nil {
		return nil, err
	}
	n.readSynonyms(synonymFile)
	return n, n.readStopwords(stopwordFile)
}

// readSpellings takes every pair in both directions, and the variants of one head for one another.
func (n *Normaliser) readSpellings(text string) error {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("read spelling variants: %w", err)
	}
	type variant struct {
		text   string
		weight float32
	}
	heads := map[string][]variant{}
	for _, row := range rows[1:] {
		if len(row) != 5 {
			return fmt.Errorf("read spelling variants: row %q", row)
		}
		v := variant{row[2], weightOf(row[4])}
		n.both(row[0], v.text, v.weight)
		for _, other := range heads[row[0]] {
			n.both(other.text, v.text, min(other.weight, v.weight)*weightSpelling)
		}
		heads[row[0]] = append(heads[row[0]], v)
	}
	return nil
}

func weightOf(kind string) float32 {
	switch kind {
	case "asing":
		return weightForeign
	case "sinonim", "sinonim-daerah", "turunan":
		return weightSynonym
	case "satuan":
		return weightUnit
	}
	return weightSpelling
}

func (n *Normaliser) readSynonyms(text string) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		group := strings.Split(line, ",")
		for i, a := range group {
			for _, b := range group[i+1:] {
				a, nearA := strings.CutPrefix(a, "~")
				b, nearB := strings.CutPrefix(b, "~")
				if nearA || nearB {
					n.both(a, b, weightNear)
				} else {
					n.both(a, b, weightSynonym)
				}
			}
		}
	}
}

func (n *Normaliser) readStopwords(text string) error {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		kind, words, _ := strings.Cut(line, ":")
		set := map[string]map[string]bool{"drop": n.drop, "hint": n.hint}[kind]
		if set == nil {
			return fmt.Errorf("read stop words: unknown kind %q", kind)
		}
		for _, w := range strings.Fields(words) {
			set[w] = true
		}
	}
	return nil
}

func (n *Normaliser) both(a, b string, weight float32) {
	wa, wb := Words(a), Words(b)
	n.add(wa, wb, weight)
	n.add(wb, wa, weight)
}

// add keeps the heavier weight of a pair that stands in several tables.
func (n *Normaliser) add(from, to []string, weight float32) {
	key, target := strings.Join(from, " "), strings.Join(to, " ")
	if key == target {
		return
	}
	for i, o := range n.others[key] {
		if strings.Join(o.words, " ") == target {
			n.others[key][i].weight = max(o.weight, weight)
			return
		}
	}
	n.others[key] = append(n.others[key], phrase{to, weight})
}
