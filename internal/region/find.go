package region

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// maxWords bounds what one search may cost, as many as a mask has bits; further words are ignored.
const maxWords = 8

// Find searches villages and kecamatan by what a person types: words of a village and of
// whatever it lies in, or a postal code, in any order, each from its beginning on
// ("plumbangan doko", "kanigoro blitar", "661"). A whole Label is found too. Villages
// come first: those of that very name, then of a like name or that postal code, then all
// of a kecamatan of that name; Blitar before the rest of the country. Then kecamatan.
// At most limit places; none for text without letters and digits.
func (b *Book) Find(text string, limit int) []Place {
	words := queryWords(text)
	if len(words) == 0 || limit <= 0 {
		return nil
	}
	found := b.search(words, limit)
	// "kepanjen kidul" is written Kepanjenkidul, and so are many.
	for i := 0; len(found) == 0 && i+1 < len(words) && len(words) <= 4; i++ {
		joined := slices.Concat(words[:i], []string{words[i] + words[i+1]}, words[i+2:])
		found = b.search(joined, limit)
	}
	places := make([]Place, len(found))
	for i, row := range found {
		places[i] = b.place(int(row))
	}
	return places
}

// queryWords folds text like names are folded and drops the words of addresses that say
// only what kind of place follows, unless nothing else was typed.
func queryWords(text string) []string {
	if len(text) > 200 {
		text = text[:200]
	}
	all := strings.Fields(string(appendFolded(nil, text)))
	var words []string
	for _, w := range all {
		switch w {
		case "desa", "kel", "kelurahan", "kec", "kecamatan", "prov", "provinsi", "adm":
		default:
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	if len(words) == 0 {
		words = all
	}
	return words[:min(len(words), maxWords)]
}

// mask has one bit for each word of a query.
type mask uint8

// ranks are where the matches of one kind gather, best first.
const (
	rankName     = iota * 2 // a village of exactly this name
	rankWord                // a whole word of its name, or its postal code
	rankStart               // the beginning of a word
	rankDistrict            // the village lies in a kecamatan with a word of its name
	rankNear                // … with the beginning of one
	rankFar                 // only the regency or province was named
	rankKecamatan
	ranks
)

// search gives the rows where every word matches the place or one it lies in.
func (b *Book) search(words []string, limit int) []uint32 {
	begins, whole := make([]mask, len(b.keys)), make([]mask, len(b.keys))
	postals := postalWords(words)
	for i, w := range words {
		postal := slices.ContainsFunc(postals, func(p postalWord) bool { return p.bit == 1<<i })
		if !b.mark(w, 1<<i, begins, whole) && !postal {
			return nil
		}
	}
	full := mask(1)<<len(words) - 1
	var above [Village + 1]mask // of the province, regency and district around the row
	var near, exactNear mask    // of the district alone
	found := make([][]uint32, ranks)
	for row, key := range b.keys {
		level := levelOf(key)
		if level < District {
			above[level] = above[level-1] | begins[row]
			continue
		}
		own, exact := begins[row], whole[row]
		if level == District {
			above[District] = above[Regency] | own
			near, exactNear = own, whole[row]
			if above[District] == full && own != 0 {
				found[rankKecamatan+abroad(key)] = add(found[rankKecamatan+abroad(key)], row, limit)
			}
			continue
		}
		for _, p := range postals {
			if b.postal[row]/p.cut == p.value {
				own |= p.bit
				if p.cut == 1 {
					exact |= p.bit
				}
			}
		}
		if own|above[District] != full {
			continue
		}
		rank := rankFar
		switch {
		case exact != 0 && bits.OnesCount8(uint8(exact)) >= b.wordsOf(row):
			rank = rankName
		case exact != 0:
			rank = rankWord
		case own != 0:
			rank = rankStart
		case exactNear != 0:
			rank = rankDistrict
		case near != 0:
			rank = rankNear
		}
		rank += abroad(key)
		found[rank] = add(found[rank], row, limit)
	}
	rows := slices.Concat(found...)
	return rows[:min(len(rows), limit)]
}

func add(rows []uint32, row, limit int) []uint32 {
	if len(rows) < limit {
		rows = append(rows, uint32(row))
	}
	return rows
}

// abroad is 0 in Blitar and 1 elsewhere, to be added to a rank.
func abroad(key uint64) int {
	switch key / stepOf(Regency) {
	case 35_05, 35_72:
		return 0
	}
	return 1
}

// wordsOf counts the words of a row's name.
func (b *Book) wordsOf(row int) int {
	return strings.Count(span(b.folded, b.foldedEnd, row), " ")
}

// mark sets bit for the rows with a word that begins with w, in whole where it ends
// there too, and tells whether there are any.
func (b *Book) mark(w string, bit mask, begins, whole []mask) bool {
	marked := false
	for _, at := range b.words.from(w) {
		if !strings.HasPrefix(b.folded[at.start:], w) {
			continue
		}
		begins[at.row] |= bit
		marked = true
		if next := b.folded[int(at.start)+len(w)]; next == ' ' || next == '\n' {
			whole[at.row] |= bit
		}
	}
	return marked
}

// postalWord matches postal codes that begin with digits: postal/cut == value.
type postalWord struct {
	bit        mask
	cut, value uint32
}

func postalWords(words []string) []postalWord {
	var list []postalWord
	for i, w := range words {
		value, err := strconv.ParseUint(w, 10, 32)
		if err != nil || len(w) < 2 || len(w) > 5 || w[0] == '0' {
			continue
		}
		p := postalWord{bit: 1 << i, cut: 1, value: uint32(value)}
		for range 5 - len(w) {
			p.cut *= 10
		}
		list = append(list, p)
	}
	return list
}
