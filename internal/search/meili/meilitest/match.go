package meilitest

import (
	"slices"
	"strings"
)

// mostWords is how many words of a query are read.
const mostWords = 10

// matcher holds the words of one query.
type matcher struct {
	index  *index
	query  query
	words  []string
	prefix bool // the last word may be unfinished
	typos  typos
	// givenUp are the words in the order in which they may be missed; empty when none may.
	givenUp []int
	// known remembers how words of documents compare, of fields with typing errors and of fields without; placed
	// where the words of the query stand.
	known  [2]map[string][]nearness
	placed map[*doc][]place
}

// nearness is how a word of a document compares with one of the query.
type nearness struct {
	typos, exact int
	ok, joins    bool // joins: the query's word ends with it, so that it may be the second of two
}

// match is a document that was found.
type match struct {
	doc   *doc
	given int // words that were given up for it
	typos int
	// fields is the sum of the places of the fields where the words stand; exact counts words that stand there whole.
	fields, exact int
}

// place is where a word of the query stands in a document, at its best.
type place struct {
	found               bool
	typos, field, exact int
}

func (i *index) matcher(q query) *matcher {
	m := &matcher{index: i, query: q, words: words(q.Q), typos: i.typos(), placed: map[*doc][]place{},
		known: [2]map[string][]nearness{{}, {}}}
	m.words = m.words[:min(len(m.words), mostWords)]
	m.prefix = !strings.HasSuffix(q.Q, " ")
	switch q.MatchingStrategy {
	case "all":
	case "frequency":
		m.byFrequency()
	default:
		for n := len(m.words) - 1; n > 0; n-- {
			m.givenUp = append(m.givenUp, n)
		}
	}
	return m
}

// byFrequency gives up words that nobody has, then the commonest.
func (m *matcher) byFrequency() {
	have := make([]int, len(m.words))
	for _, d := range m.index.docs {
		for n, p := range m.places(d) {
			if p.found {
				have[n]++
			}
		}
	}
	order := make([]int, len(m.words))
	for n := range order {
		order[n] = n
		if have[n] == 0 {
			have[n] = len(m.index.docs) + 1
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return have[b] - have[a] })
	m.givenUp = order[:max(0, len(order)-1)]
}

// match says whether a document is found.
func (m *matcher) match(d *doc) (match, bool) {
	out := match{doc: d}
	if len(m.words) == 0 {
		return out, strings.TrimSpace(m.query.Q) == ""
	}
	places := m.places(d)
	missing := 0
	for _, p := range places {
		if !p.found {
			missing++
		}
	}
	for missing > 0 {
		if out.given == len(m.givenUp) {
			return out, false
		}
		if !places[m.givenUp[out.given]].found {
			missing--
		}
		out.given++
	}
	for n, p := range places {
		if !slices.Contains(m.givenUp[:out.given], n) {
			out.typos += p.typos
			out.fields += p.field
			out.exact += p.exact
		}
	}
	return out, true
}

// places looks for every word: as it is, unfinished, mistyped, parted, or joined with its neighbours.
func (m *matcher) places(d *doc) []place {
	if p, ok := m.placed[d]; ok {
		return p
	}
	out := make([]place, len(m.words))
	take := func(n int, p place) {
		if o := out[n]; !o.found || p.typos < o.typos || p.typos == o.typos && p.field < o.field {
			out[n] = p
		}
	}
	for f, field := range m.index.searchable(d) {
		for at, w := range d.words[field] {
			for n, near := range m.compare(w, field) {
				if near.ok {
					take(n, place{true, near.typos, f, near.exact})
				}
				if near.joins && at > 0 && d.words[field][at-1]+w == m.words[n] {
					take(n, place{true, 1, f, 0})
				}
			}
			for n, joined := range m.words {
				for to := n + 1; to < min(n+3, len(m.words)) && strings.HasPrefix(w, joined); to++ {
					if joined += m.words[to]; joined == w {
						for k := n; k <= to; k++ {
							take(k, place{true, 1, f, 0})
						}
					}
				}
			}
		}
	}
	m.placed[d] = out
	return out
}

// compare compares a word of a field with every word of the query.
func (m *matcher) compare(w, field string) []nearness {
	memory := m.known[0]
	if slices.Contains(m.typos.exact, field) {
		memory = m.known[1]
	}
	out, ok := memory[w]
	if !ok {
		out = make([]nearness, len(m.words))
		for n, asked := range m.words {
			out[n].typos, out[n].exact, out[n].ok = m.near(n, w, field)
			out[n].joins = strings.HasSuffix(asked, w)
		}
		memory[w] = out
	}
	return out
}

// near compares a word of the query with one of a document.
func (m *matcher) near(n int, w, field string) (typos, exact int, ok bool) {
	asked := m.words[n]
	if asked == w {
		return 0, 1, true
	}
	if m.prefix && n == len(m.words)-1 && strings.HasPrefix(w, asked) {
		return 0, 0, true
	}
	allowed := 0
	switch {
	case !m.typos.on || slices.Contains(m.typos.exact, field) || m.typos.noNumbers && strings.Trim(asked, "0123456789") == "":
	case len(asked) >= m.typos.two:
		allowed = 2
	case len(asked) >= m.typos.one:
		allowed = 1
	}
	if allowed == 0 || len(w)-len(asked) > allowed || len(asked)-len(w) > allowed {
		return 0, 0, false
	}
	d := distance(asked, w)
	if asked[0] != w[0] {
		d++ // an error in the first letter counts twice
	}
	return d, 0, d <= allowed
}

// distance counts letters too much, too little, other, or swapped with their neighbour.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0:
				rows[i][j] = j
			case j == 0:
				rows[i][j] = i
			default:
				same := rows[i-1][j-1]
				if a[i-1] != b[j-1] {
					same++
				}
				rows[i][j] = min(same, rows[i-1][j]+1, rows[i][j-1]+1)
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
				}
			}
		}
	}
	return rows[len(a)][len(b)]
}

// show is a hit with the fields that were asked for, and those to be marked with tags around the found words.
func (m *matcher) show(hit match) map[string]any {
	out := map[string]any{}
	for f, v := range hit.doc.fields {
		if m.query.AttributesToRetrieve == nil || slices.Contains(m.query.AttributesToRetrieve, f) {
			out[f] = v
		}
	}
	if m.query.AttributesToHighlight == nil {
		return out
	}
	marked := map[string]any{"id": text(hit.doc.fields["id"])}
	for _, f := range m.query.AttributesToHighlight {
		var b strings.Builder
		for at, w := range hit.doc.words[f] {
			if at > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(m.tagged(w, f))
		}
		marked[f] = b.String()
	}
	out["_formatted"] = marked
	return out
}

// tagged puts tags around a word that was found; of a word that was unfinished only around what was written.
func (m *matcher) tagged(w, field string) string {
	pre, post := m.query.HighlightPreTag, m.query.HighlightPostTag
	for n, asked := range m.words {
		_, exact, ok := m.near(n, w, field)
		switch {
		case ok && exact == 0 && strings.HasPrefix(w, asked):
			return pre + asked + post + w[len(asked):]
		case ok, len(w) > 1 && (strings.HasPrefix(asked, w) || strings.HasSuffix(asked, w)) && m.parted(asked, field):
			return pre + w + post
		}
		for to := n + 1; to < min(n+3, len(m.words)); to++ {
			if asked += m.words[to]; asked == w {
				return pre + w + post
			}
		}
	}
	return w
}

// parted says whether no document has a word whole, so that it may have been two.
func (m *matcher) parted(asked, field string) bool {
	for _, d := range m.index.docs {
		if slices.Contains(d.words[field], asked) {
			return false
		}
	}
	return true
}
