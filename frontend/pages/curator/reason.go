package curator

import (
	"slices"
	"strconv"
	"strings"

	"beli/frontend/components"
)

// MaxReason is the most letters of a reason.
const MaxReason = 500

// Reason is what a curator wrote about a decision: ready sentences that were ticked (field "ready",
// repeated, each the sentence itself) and own words (field "reason").
type Reason struct {
	Ready []string
	Text  string
}

// Join is the reason as the owner gets it: the ticked sentences, then the own words, a line each.
func (r Reason) Join() string {
	lines := make([]string, 0, len(r.Ready)+1)
	for _, line := range append(append([]string{}, r.Ready...), r.Text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// Summary is the error summary of a review: its only field is the reason, all other problems are
// lines without a link. A collision says it all by itself.
func Summary(errors []components.FieldError, collided bool) []components.FieldError {
	if collided {
		return nil
	}
	out := make([]components.FieldError, len(errors))
	for i, e := range errors {
		if e.Name != "reason" {
			if e.Label != "" {
				e.Text = e.Label + ": " + e.Text
			}
			e.Name = ""
		}
		out[i] = e
	}
	return out
}

// ReadyReasons are the ticks of the wordings key + "1" … key + "n", as many as there are.
func (s Screen) ReadyReasons(key string, r Reason) []components.Option {
	var out []components.Option
	for i := 1; s.Has(key + strconv.Itoa(i)); i++ {
		o := components.Option{Value: s.T(key + strconv.Itoa(i)), Label: s.T(key + strconv.Itoa(i))}
		for _, chosen := range r.Ready {
			o.Chosen = o.Chosen || chosen == o.Value
		}
		out = append(out, o)
	}
	return out
}

func anyChosen(options []components.Option) bool {
	return slices.ContainsFunc(options, func(o components.Option) bool { return o.Chosen })
}
