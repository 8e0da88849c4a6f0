package evaluation

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"
	"testing"
	"time"

	"beli/internal/search"
)

// scripted answers each text with what was written down for the round.
type scripted struct {
	search.Engine
	answers map[string][]int64
	sizes   []int
	fails   error
}

func (s *scripted) Rebuild(_ context.Context, all iter.Seq2[search.Document, error]) error {
	for range all {
	}
	return nil
}

func (s *scripted) Search(_ context.Context, q search.Query) (search.Result, error) {
	s.sizes = append(s.sizes, q.Page.Size)
	return search.Result{IDs: s.answers[q.Text]}, s.fails
}

// shelf is a set of n products called barang 1 … n.
func shelf(n int, questions ...Question) Set {
	s := Set{Kinds: []string{"short", "typo"}, Questions: questions}
	for i := range n {
		s.Names = append(s.Names, fmt.Sprintf("B%d", i+1))
		s.Documents = append(s.Documents, search.Document{ID: int64(i + 1), Name: fmt.Sprintf("barang %d", i+1)})
	}
	return s
}

func scoreOf(t *testing.T, r Report, kind string) Score {
	t.Helper()
	for _, s := range r.Scores {
		if s.Kind == kind {
			return s
		}
	}
	t.Fatalf("no score of %q in %v", kind, r.Scores)
	return Score{}
}

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12 {
		t.Errorf("%s is %.6f, by hand %.6f", what, got, want)
	}
}

func TestJudge_agrees_with_figures_by_hand(t *testing.T) {
	for name, c := range map[string]struct {
		right   []int64
		leftOut int64
		found   []int64
		place   int
		recall  float64
	}{
		"the first is right":                          {[]int64{7}, 0, []int64{7, 1, 2}, 1, 1},
		"the fourth is the first right one":           {[]int64{7}, 0, []int64{1, 2, 3, 7}, 4, 1},
		"two of three right ones are there":           {[]int64{7, 8, 9}, 0, []int64{1, 8, 2, 7}, 2, 2. / 3},
		"the tenth still counts":                      {[]int64{7}, 0, []int64{1, 2, 3, 4, 5, 6, 11, 12, 13, 7}, 10, 1},
		"the eleventh does not":                       {[]int64{7}, 0, []int64{1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 7}, 0, 0},
		"nothing right":                               {[]int64{7}, 0, []int64{1, 2}, 0, 0},
		"nothing found":                               {[]int64{7}, 0, nil, 0, 0},
		"a repeated hit counts once":                  {[]int64{7, 8}, 0, []int64{7, 7, 7}, 1, 1. / 2},
		"a repeated wrong hit takes its places":       {[]int64{7}, 0, []int64{1, 1, 1, 7}, 4, 1},
		"what is left out takes no place":             {[]int64{7}, 5, []int64{5, 7}, 1, 1},
		"behind what is left out ten hits are judged": {[]int64{7}, 5, []int64{1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 7}, 10, 1},
		"of twelve right ones ten can be found": {[]int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0,
			[]int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 1, 10. / 12},
	} {
		t.Run(name, func(t *testing.T) {
			a := judge(Question{Right: c.right, LeftOut: c.leftOut}, c.found)
			if a.place != c.place {
				t.Errorf("place %d, by hand %d", a.place, c.place)
			}
			same(t, "recall", a.recall, c.recall)
		})
	}
}

func TestMeasure_takes_means_by_kind_and_over_all_questions(t *testing.T) {
	engine := &scripted{answers: map[string][]int64{
		"a": {1, 2},    // right at once, both: 1, 1, 1
		"b": {5, 6, 4}, // third, one of two: 1/3, 1/2, 1
		"c": {5},       // none: 0, 0, 0
		"d": {6, 3},    // second: 1/2, 1, 1
	}}
	r, err := Measure(t.Context(), Input{Engine: engine, Set: shelf(6,
		Question{ID: "1", Kind: "short", Text: "a", Right: []int64{1, 2}},
		Question{ID: "2", Kind: "short", Text: "b", Right: []int64{3, 4}},
		Question{ID: "3", Kind: "short", Text: "c", Right: []int64{1}},
		Question{ID: "4", Kind: "typo", Text: "d", Right: []int64{3}, LeftOut: 2})})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []Score{
		{Kind: "short", Questions: 3, MRR: 4. / 9, Recall: 1. / 2, Success: 2. / 3},
		{Kind: "typo", Questions: 1, MRR: 1. / 2, Recall: 1, Success: 1},
		{Kind: "all", Questions: 4, MRR: 11. / 24, Recall: 5. / 8, Success: 3. / 4},
	} {
		got := scoreOf(t, r, want.Kind)
		if got.Questions != want.Questions {
			t.Errorf("%d questions of %s, want %d", got.Questions, want.Kind, want.Questions)
		}
		same(t, want.Kind+" MRR", got.MRR, want.MRR)
		same(t, want.Kind+" recall", got.Recall, want.Recall)
		same(t, want.Kind+" success", got.Success, want.Success)
	}
	if want := []int{10, 10, 10, 11}; fmt.Sprint(engine.sizes) != fmt.Sprint(want) {
		t.Errorf("asked for %v hits, want %v: one more where one is left out", engine.sizes, want)
	}
	var misses []string
	for _, m := range r.Misses {
		misses = append(misses, fmt.Sprint(m.Question.ID, " at ", m.Place))
	}
	if got, want := strings.Join(misses, ", "), "3 at 0, 2 at 3, 4 at 2"; got != want {
		t.Errorf("misses %s, want by kind and the worst first: %s", got, want)
	}
}

func TestMeasure_evens_out_equal_hits_that_turn_from_day_to_day(t *testing.T) {
	engine := &scripted{answers: map[string][]int64{"a": {1, 2}}}
	turns := 0
	r, err := Measure(t.Context(), Input{Engine: engine, Rounds: 4,
		Set: shelf(2, Question{ID: "1", Kind: "short", Text: "a", Right: []int64{1}}),
		NextRound: func() {
			turns++
			engine.answers["a"] = [][]int64{{1, 2}, {2, 1}}[turns%2]
		}})
	if err != nil {
		t.Fatal(err)
	}
	s := scoreOf(t, r, "all")
	same(t, "MRR of a tie of two", s.MRR, 3./4)
	if turns != 3 || s.Questions != 1 || len(r.Misses) != 0 {
		t.Errorf("%d turns, %d questions, misses %v; want 3, 1 and those of the first day: none", turns, s.Questions, r.Misses)
	}
}

func TestMeasure_says_which_question_the_engine_could_not_answer(t *testing.T) {
	gone := errors.New("gone")
	_, err := Measure(t.Context(), Input{Engine: &scripted{fails: gone},
		Set: shelf(1, Question{ID: "Q7", Kind: "short", Text: "wajik", Right: []int64{1}})})
	if !errors.Is(err, gone) || !strings.Contains(err.Error(), `Q7 "wajik"`) {
		t.Errorf("error %v", err)
	}
}

func TestPercentile_is_the_time_that_so_many_do_not_exceed(t *testing.T) {
	var times []time.Duration
	for i := range 200 {
		times = append(times, time.Duration(i+1))
	}
	for _, c := range []struct {
		of      []time.Duration
		p, want int
	}{{times, 50, 100}, {times, 99, 198}, {times[:1], 50, 1}, {times[:1], 99, 1}, {times[:3], 50, 2}, {times[:3], 99, 3}} {
		if got := percentile(c.of, c.p); got != time.Duration(c.want) {
			t.Errorf("p%d of 1 … %d is %d, want %d", c.p, len(c.of), got, c.want)
		}
	}
}

func TestText_keeps_control_characters_of_a_file_off_the_screen(t *testing.T) {
	set := shelf(2, Question{ID: "1", Kind: "short", Text: "a\x1b[2J", Right: []int64{1}})
	set.Documents[1].Name = "pecel\x07\u202e"
	r, err := Measure(t.Context(), Input{Engine: &scripted{answers: map[string][]int64{"a\x1b[2J": {2}}}, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	text := r.Text("scripted", 1)
	if strings.ContainsAny(text, "\x1b\x07\u202e") || !strings.Contains(text, "pecel") {
		t.Errorf("%q", text)
	}
}
