package embedded

import (
	"testing"

	"github.com/blevesearch/vellum"
	"pgregory.net/rapid"
)

// errorsByHand is the restricted Damerau distance, the slow and plain way.
func errorsByHand(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

func TestTypingErrorsAreCountedAsByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Few letters, so that errors overlap in every way.
		word := rapid.StringMatching(`[abc]{1,9}`).Draw(t, "word")
		other := rapid.StringMatching(`[abc]{0,11}`).Draw(t, "other")
		for n := 1; n <= maxErrors; n++ {
			a := newNearWord(word, n)
			want := errorsByHand(word, other)
			if got := vellum.AutomatonContains(a, []byte(other)); got != (want <= n) {
				t.Fatalf("%s and %s are %d apart; within %d: %v", word, other, want, n, got)
			}
			if want <= n {
				if got := a.distance([]byte(other)); got != want {
					t.Fatalf("%s and %s are %d apart, not %d", word, other, want, got)
				}
			}
		}
	})
}

func TestErrorsAreForgivenByLength(t *testing.T) {
	for word, want := range map[string]int{"teh": 0, "kopi": 1, "kelapa": 1, "belimbin": 2, "": 0} {
		if got := allowedErrors(word); got != want {
			t.Errorf("%q: %d", word, got)
		}
	}
}
