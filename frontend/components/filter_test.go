package components

import (
	"strconv"
	"testing"
)

func TestFacet_folds_only_what_is_long_and_opens_for_an_answer_given(t *testing.T) {
	answers := func(n int) Facet {
		f := Facet{Many: true}
		for i := range n {
			f.Options = append(f.Options, Option{Value: strconv.Itoa(i)})
		}
		return f
	}
	if f := answers(8); f.first() != 8 || f.chosenBelow() {
		t.Error("eight answers are folded")
	}
	f := answers(20)
	f.Options[2].Chosen = true
	if f.first() >= 20 || f.chosenBelow() {
		t.Error("a long facet is not folded, or unfolds for an answer that is seen anyway")
	}
	f.Options[19].Chosen = true
	if !f.chosenBelow() {
		t.Error("an answer that was given stays hidden")
	}
}
