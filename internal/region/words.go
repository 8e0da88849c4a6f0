package region

// wordIndex lists the words of all names by their first two characters: a full sort
// would take longer than reading the data, and a search reads one short list anyway.
type wordIndex struct {
	ends  []uint32 // ends[p] is where the list of pair p ends in words
	words []word
}

// word is one word of a row's folded name.
type word struct{ start, row uint32 }

// pairs is how many pairs of characters there are: 0-9, a-z and, as second, the word's end.
const pairs = 36 * 37

func pairOf(text string) int {
	second := 0
	if len(text) > 1 && text[1] > ' ' {
		second = 1 + ordinal(text[1])
	}
	return ordinal(text[0])*37 + second
}

func ordinal(c byte) int {
	if c <= '9' {
		return int(c - '0')
	}
	return int(c-'a') + 10
}

// indexWords sorts by counting.
func indexWords(folded string) wordIndex {
	x := wordIndex{ends: make([]uint32, pairs)}
	total := 0
	for at := range len(folded) {
		if folded[at] == ' ' {
			x.ends[pairOf(folded[at+1:])]++
			total++
		}
	}
	x.words = make([]word, total)
	next := make([]uint32, pairs)
	for p := 1; p < pairs; p++ {
		x.ends[p] += x.ends[p-1]
		next[p] = x.ends[p-1]
	}
	row := uint32(0)
	for at := range len(folded) {
		switch folded[at] {
		case '\n':
			row++
		case ' ':
			p := pairOf(folded[at+1:])
			x.words[next[p]] = word{start: uint32(at + 1), row: row}
			next[p]++
		}
	}
	return x
}

// from gives every word that may begin with w, and some that do not.
func (x wordIndex) from(w string) []word {
	first, last := pairOf(w), pairOf(w)
	if len(w) == 1 {
		last += 36
	}
	begin := uint32(0)
	if first > 0 {
		begin = x.ends[first-1]
	}
	return x.words[begin:x.ends[last]]
}
