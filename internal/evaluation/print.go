package evaluation

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Text is the report as an aligned table under the engine's name, with so many misses of each kind.
func (r Report) Text(engine string, misses int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "engine     %s\n", engine)
	fmt.Fprintf(&b, "documents  %d, indexed in %.2f s\n", len(r.Set.Documents), r.Indexed.Seconds())
	if r.Rounds > 1 {
		fmt.Fprintf(&b, "days       %d, every query on each\n", r.Rounds)
	}
	const row = "%-6s  %7v  %6v  %9v  %10v  %7v  %7v\n"
	fmt.Fprintf(&b, "\n"+row, "kind", "queries", "MRR@10", "recall@10", "success@10", "p50 ms", "p99 ms")
	for _, s := range r.Scores {
		fmt.Fprintf(&b, row, s.Kind, s.Questions, share(s.MRR), share(s.Recall), share(s.Success), millis(s.P50), millis(s.P99))
	}
	told := map[string]int{}
	for _, m := range r.Misses {
		if told[m.Question.Kind]++; told[m.Question.Kind] <= misses {
			b.WriteString(r.missText(m))
		}
	}
	return b.String()
}

func share(x float64) string { return fmt.Sprintf("%.3f", x) }

func millis(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d)/float64(time.Millisecond)) }

// missText tells one miss; a right product among the found has a star.
func (r Report) missText(m Miss) string {
	var b strings.Builder
	place := "no right product among ten"
	if m.Place > 0 {
		place = fmt.Sprintf("the first right product stands at %d", m.Place)
	}
	fmt.Fprintf(&b, "\n%s %s: %s; %s\n", m.Question.Kind, printable(m.Question.ID), printable(m.Question.Text), place)
	b.WriteString("  expected\n")
	for _, id := range m.Question.Right {
		fmt.Fprintf(&b, "       %s\n", r.name(id))
	}
	b.WriteString("  found\n")
	for n, id := range m.Found {
		star := " "
		if slices.Contains(m.Question.Right, id) {
			star = "*"
		}
		fmt.Fprintf(&b, "  %2d %s %s\n", n+1, star, r.name(id))
	}
	if len(m.Found) == 0 {
		b.WriteString("       nothing\n")
	}
	return b.String()
}

func (r Report) name(id int64) string {
	if id < 1 || id > int64(len(r.Set.Documents)) {
		return fmt.Sprintf("document %d, which is none of the file's", id)
	}
	return printable(r.Set.Names[id-1] + "  " + r.Set.Documents[id-1].Name)
}

// printable keeps a file's text from moving the cursor of whoever reads it.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, text)
}
