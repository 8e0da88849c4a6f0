package evaluation

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beli/internal/clock"
	"beli/internal/paging"
	"beli/internal/search"
)

// Depth is how many hits of an answer are looked at.
const Depth = 10

// Question is one text to search for and the products that answer it.
type Question struct {
	ID    string // as its file names it
	Kind  string // questions of one kind are summed up together
	Text  string
	Right []int64 // documents that answer it, each once, at least one
	// LeftOut is a document that does not count among the hits; 0 is none.
	LeftOut int64
}

// Set is a catalogue and questions about it. The document at position n has the ID n+1.
type Set struct {
	Documents []search.Document
	Names     []string // of the documents, as their file identifies them
	Kinds     []string // in the order in which they are told
	Questions []Question
}

// Input is what Measure needs.
type Input struct {
	Engine search.Engine // its index is replaced by the documents of the set
	Set    Set
	// Rounds is how often every question is asked, at least once; the figures are means over all rounds.
	Rounds int
	// NextRound is called between two rounds; nil for nothing.
	NextRound func()
	// Told hears how many answers of how many are there; nil for nobody.
	Told func(done, of int)
}

// Score sums up the answers to the questions of a kind.
type Score struct {
	Kind      string
	Questions int // asked in each round
	MRR       float64
	Recall    float64
	Success   float64
	// P50 and P99 are the time that half of the answers and all but a hundredth took at most.
	P50, P99 time.Duration
}

// Miss is a question whose first hit was not right, in the first round.
type Miss struct {
	Question Question
	Place    int     // of the first right product, 0 when none is among ten
	Found    []int64 // at most ten
}

// Report is what was measured.
type Report struct {
	Set     Set
	Rounds  int
	Indexed time.Duration // until the documents could be searched
	Scores  []Score       // of each kind that was asked, and "all" at the end
	Misses  []Miss        // of each kind in turn, the worst first, then in the order of the file
}

// Measure fills the engine and asks it every question. Errors are the engine's.
func Measure(ctx context.Context, in Input) (Report, error) {
	r := Report{Set: in.Set, Rounds: max(in.Rounds, 1)}
	started := clock.Started()
	err := in.Engine.Rebuild(ctx, func(yield func(search.Document, error) bool) {
		for d := range slices.Values(in.Set.Documents) {
			if !yield(d, nil) {
				return
			}
		}
	})
	if err != nil {
		return Report{}, fmt.Errorf("index the documents: %w", err)
	}
	r.Indexed = clock.Since(started)

	sums := map[string]*sum{}
	for _, kind := range append(slices.Clone(in.Set.Kinds), all) {
		sums[kind] = &sum{}
	}
	for round := range r.Rounds {
		if round > 0 && in.NextRound != nil {
			in.NextRound()
		}
		for n, q := range in.Set.Questions {
			a, err := ask(ctx, in.Engine, q)
			if err != nil {
				return Report{}, fmt.Errorf("ask %s %q: %w", q.ID, q.Text, err)
			}
			sums[q.Kind].add(a)
			sums[all].add(a)
			if a.place != 1 && round == 0 {
				r.Misses = append(r.Misses, Miss{Question: q, Place: a.place, Found: a.shown})
			}
			if in.Told != nil {
				in.Told(round*len(in.Set.Questions)+n+1, r.Rounds*len(in.Set.Questions))
			}
		}
	}
	for _, kind := range append(slices.Clone(in.Set.Kinds), all) {
		if s := sums[kind]; len(s.times) > 0 {
			r.Scores = append(r.Scores, s.score(kind, r.Rounds))
		}
	}
	r.sortMisses()
	return r, nil
}

// all is the kind that every question belongs to.
const all = "all"

func (r *Report) sortMisses() {
	rank := func(m Miss) int {
		place := m.Place
		if place == 0 {
			place = Depth + 1
		}
		return slices.Index(r.Set.Kinds, m.Question.Kind)*(Depth+2) - place
	}
	slices.SortStableFunc(r.Misses, func(a, b Miss) int { return rank(a) - rank(b) })
}

// answer is what one question brought.
type answer struct {
	place  int     // of the first right product, 0 for none
	recall float64 // share of the right products
	shown  []int64
	took   time.Duration
}

func ask(ctx context.Context, e search.Finder, q Question) (answer, error) {
	size := Depth
	if q.LeftOut != 0 {
		size++
	}
	started := clock.Started()
	found, err := e.Search(ctx, search.Query{Text: q.Text, Page: paging.Request{Size: size}, Bare: true})
	took := clock.Since(started)
	if err != nil {
		return answer{}, err
	}
	a := judge(q, found.IDs)
	a.took = took
	return a, nil
}

// judge compares hits with the right products of a question.
func judge(q Question, found []int64) answer {
	var a answer
	for _, id := range found {
		if id != q.LeftOut && len(a.shown) < Depth {
			a.shown = append(a.shown, id)
		}
	}
	right := 0
	for n, id := range a.shown {
		if !slices.Contains(q.Right, id) || slices.Contains(a.shown[:n], id) {
			continue
		}
		right++
		if a.place == 0 {
			a.place = n + 1
		}
	}
	a.recall = float64(right) / float64(len(q.Right))
	return a
}

// sum gathers answers.
type sum struct {
	mrr, recall, success float64
	times                []time.Duration
}

func (s *sum) add(a answer) {
	if a.place > 0 {
		s.mrr += 1 / float64(a.place)
		s.success++
	}
	s.recall += a.recall
	s.times = append(s.times, a.took)
}

func (s *sum) score(kind string, rounds int) Score {
	n := float64(len(s.times))
	slices.Sort(s.times)
	return Score{Kind: kind, Questions: len(s.times) / rounds, MRR: s.mrr / n, Recall: s.recall / n, Success: s.success / n,
		P50: percentile(s.times, 50), P99: percentile(s.times, 99)}
}

// percentile is the smallest of the sorted times that p per cent of them do not exceed.
func percentile(sorted []time.Duration, p int) time.Duration {
	return sorted[(len(sorted)*p+99)/100-1]
}
