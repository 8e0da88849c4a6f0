package product

import "strings"

// piece is a run of words that is the same in both texts, or only in one of them.
type piece struct {
	text    string
	changed bool
}

// most bounds the work of a comparison: beyond it the texts are shown without marks.
const most = 400_000

// marked compares two texts word by word: their longest common words stay plain, the rest is marked.
func marked(before, after string) (was, will []piece) {
	a, b := pieces(before), pieces(after)
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > most {
		return []piece{{text: before}}, []piece{{text: after}}
	}
	same := common(a, b)
	i, j := 0, 0
	for _, s := range append(same, [2]int{len(a), len(b)}) {
		was = add(was, strings.Join(a[i:s[0]], ""), true)
		will = add(will, strings.Join(b[j:s[1]], ""), true)
		if s[0] < len(a) && s[1] < len(b) {
			was, will = add(was, a[s[0]], false), add(will, b[s[1]], false)
		}
		i, j = min(s[0]+1, len(a)), min(s[1]+1, len(b))
	}
	return was, will
}

// pieces cuts a text into words that keep the space after them.
func pieces(s string) []string {
	var out []string
	for s != "" {
		n := strings.IndexAny(s, " \n")
		if n < 0 {
			return append(out, s)
		}
		out, s = append(out, s[:n+1]), s[n+1:]
	}
	return out
}

// common are the places of a longest common subsequence.
func common(a, b []string) [][2]int {
	long := make([][]int, len(a)+1)
	for i := range long {
		long[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if word(a[i]) == word(b[j]) {
				long[i][j] = long[i+1][j+1] + 1
			} else {
				long[i][j] = max(long[i+1][j], long[i][j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case word(a[i]) == word(b[j]):
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case long[i+1][j] >= long[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

func word(s string) string { return strings.TrimRight(s, " \n") }

// add joins neighbours of the same kind.
func add(list []piece, s string, changed bool) []piece {
	if s == "" {
		return list
	}
	if n := len(list); n > 0 && list[n-1].changed == changed {
		list[n-1].text += s
		return list
	}
	return append(list, piece{s, changed})
}

func (d Difference) was() []piece {
	was, _ := marked(d.Before, d.After)
	return was
}

func (d Difference) will() []piece {
	_, will := marked(d.Before, d.After)
	return will
}
