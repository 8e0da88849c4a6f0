package meili

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"beli/internal/search"
)

// row is a document as the server keeps it: ids and choices to filter, count and sort by, and words that have
// passed the normaliser. Everything in it comes from search.Document, which holds nothing private.
type row struct {
	ID   int64  `json:"id"`
	Code string `json:"code"`

	// Words to be found, the weightiest field first.
	Name       string `json:"name"`        // of the Indonesian and English name, without amounts
	Amount     string `json:"amount"`      // amounts and numbers of the names
	Alias      string `json:"alias"`       // other ways of saying the names
	Stem       string `json:"stem"`        // the names' words with lighter affixes
	Short      string `json:"short"`       // the names' words as chat shortens them: gla for gula
	About      string `json:"about"`       // category, shop, place, keywords, and other ways of saying them
	AboutStem  string `json:"about_stem"`  // amounts, numbers and stems of those
	Text       string `json:"text"`        // description, and other ways of saying it
	TextAmount string `json:"text_amount"` // its amounts and numbers

	// Choices. The rows carry what facets show: a slug with its name, and a category's parent.
	NameKey      []string `json:"name_key"`
	Category     []string `json:"category"`
	CategoryRow  []string `json:"category_row"`
	Kecamatan    string   `json:"kecamatan"`
	KecamatanRow []string `json:"kecamatan_row"`
	Shop         string   `json:"shop"`
	Price        int64    `json:"price"`
	PriceRange   string   `json:"price_range"`
	Halal        bool     `json:"halal"`
	Ready        string   `json:"ready"`
	Delivery     []string `json:"delivery"`

	// Places in an order.
	InStock     int    `json:"in_stock"` // 1 or 0
	PublishedAt int64  `json:"published_at"`
	Sold        int    `json:"sold"`
	NameWords   int    `json:"name_words"`
	Turn        uint32 `json:"turn"` // a lot drawn among equals
}

// maxText is how much of a description is searched, in bytes.
const maxText = 8000

// rowOf prepares a document.
func rowOf(n *search.Normaliser, d *search.Document) row {
	r := row{ID: d.ID, Code: d.Code, Kecamatan: d.KecamatanSlug, Shop: d.ShopSlug, Price: int64(d.Price), Halal: d.Halal,
		PublishedAt: d.PublishedAt, Sold: d.Sold, NameWords: len(search.Words(d.Name)), Turn: turnOf(d.ID),
		NameKey: []string{}, Category: []string{}, CategoryRow: []string{}, KecamatanRow: []string{}, Delivery: []string{}}
	r.addWords(n, d)

	for _, name := range []string{d.Name, d.NameEN} {
		if key := search.NameKey(name); key != "" {
			r.NameKey = append(r.NameKey, hashOf(key))
		}
	}
	for i, slug := range d.CategoryPath {
		name, parent := slug, ""
		if i < len(d.CategoryNames) {
			name = d.CategoryNames[i]
		}
		if i > 0 {
			parent = d.CategoryPath[i-1]
		}
		r.Category = append(r.Category, slug)
		r.CategoryRow = append(r.CategoryRow, joinRow(slug, parent, name))
	}
	if d.KecamatanSlug != "" {
		r.KecamatanRow = append(r.KecamatanRow, joinRow(d.KecamatanSlug, d.KecamatanName))
	}
	for i, pr := range search.PriceRanges() {
		if pr.Has(d.Price) {
			r.PriceRange = rangeName(i)
		}
	}
	switch {
	case d.MadeToOrder:
		r.Ready = readyMade
	case d.Available:
		r.Ready = readyNow
	default:
		r.Ready = readySoldOut
	}
	if d.Available {
		r.InStock = 1
	}
	if d.Pickup {
		r.Delivery = append(r.Delivery, viaPickup)
	}
	if d.ShipsExpedition {
		r.Delivery = append(r.Delivery, viaExpedition)
	}
	return r
}

// Values of the choices.
const (
	readyNow      = "ready"
	readyMade     = "made_to_order"
	readySoldOut  = "sold_out"
	viaPickup     = "pickup"
	viaExpedition = "expedition"
)

func rangeName(i int) string { return "r" + strconv.Itoa(i) }

// rowMark parts the columns of a facet's row; in names it is a blank.
const rowMark = "\t"

func joinRow(columns ...string) string {
	for i, c := range columns {
		columns[i] = strings.Join(strings.Fields(c), " ")
	}
	return strings.Join(columns, rowMark)
}

// addWords fills the fields to be found.
func (r *row) addWords(n *search.Normaliser, d *search.Document) {
	var name, amount, alias, stem, short list
	for _, text := range []string{d.Name, d.NameEN} {
		words := folded(text)
		for _, w := range words {
			if hasDigit(w) {
				amount.add(w)
				continue
			}
			name.words = append(name.words, w) // twice where it stands twice, for its neighbours' sake
			stem.add(stemsOf(w)...)
			short.add(shortened(w)...)
		}
		alias.add(otherWords(n, words)...)
	}
	r.Name, r.Amount = name.without(nil), amount.without(nil)
	r.Alias, r.Stem, r.Short = alias.without(&name), stem.without(&name), short.without(&name)

	var about, aboutStem, text, textAmount list
	for _, part := range append(slices.Clone(d.CategoryNames), d.ShopName, d.KecamatanName, d.VillageName, d.Keywords) {
		words := folded(part)
		for _, w := range words {
			if hasDigit(w) {
				aboutStem.add(w)
				continue
			}
			about.add(w)
			aboutStem.add(stemsOf(w)...)
		}
		about.add(otherWords(n, words)...)
	}
	words := folded(d.Description[:min(len(d.Description), maxText)])
	for _, w := range words {
		if hasDigit(w) {
			textAmount.add(w)
		} else {
			text.add(w)
		}
	}
	text.add(otherWords(n, words)...)
	r.About, r.AboutStem, r.Text, r.TextAmount = about.without(nil), aboutStem.without(nil), text.without(nil), textAmount.without(nil)
}

// list gathers words.
type list struct {
	words []string
	has   map[string]bool
}

// add appends words that are not there yet.
func (l *list) add(words ...string) {
	if l.has == nil {
		l.has = map[string]bool{}
	}
	for _, w := range words {
		if w != "" && !l.has[w] {
			l.has[w] = true
			l.words = append(l.words, w)
		}
	}
}

// without is the list as text, less the words of another.
func (l *list) without(other *list) string {
	kept := l.words
	if other != nil {
		kept = slices.DeleteFunc(slices.Clone(kept), func(w string) bool { return slices.Contains(other.words, w) })
	}
	return strings.Join(kept, " ")
}

// folded are the words of a text under the keys by which old and new spellings meet.
func folded(text string) []string {
	words := search.Words(text)
	for i, w := range words {
		words[i] = plainWord(w)
	}
	return words
}

// plainWord is a word as both documents and queries hold it: folded, and without the point of a decimal, at
// which the server would part it.
func plainWord(w string) string { return strings.ReplaceAll(search.Fold(w), ".", "p") }

// A stretch of text is read for other ways of saying it a few words at a time, each stretch overlapping the
// one before so that no phrase is cut.
const (
	stretch = 6
	overlap = 2
)

// otherWords are the words of everything that the tables know for words or phrases of a text.
func otherWords(n *search.Normaliser, words []string) []string {
	var out []string
	for from := 0; from < len(words); from += stretch - overlap {
		to := min(from+stretch, len(words))
		for _, o := range n.Parse(strings.Join(words[from:to], " ")).Others {
			for _, w := range o.Words {
				out = append(out, plainWord(w))
			}
		}
		if to == len(words) {
			break
		}
	}
	return out
}

// shortest is how short a stem may be.
const shortest = 4

// stemsOf are the relatives of a word that are shorter than it, and the word with the commonest ending. Relatives
// that only lengthen it are left out: unfinished words would meet them everywhere.
func stemsOf(word string) []string {
	var out []string
	for _, w := range search.Relatives(word) {
		if len(w) >= shortest && (len(w) <= len(word) || w == word+"an") {
			out = append(out, w)
		}
	}
	return out
}

// shortened is a word of four letters without its inner vowel, as messages write it.
func shortened(word string) []string {
	if len(word) != shortest {
		return nil
	}
	var out []string
	for i := 1; i < len(word)-1; i++ {
		if strings.IndexByte("aiueo", word[i]) >= 0 {
			out = append(out, word[:i]+word[i+1:])
		}
	}
	return out
}

func hasDigit(word string) bool { return strings.ContainsAny(word, "0123456789") }

// hashOf shortens a key to what may be a filter's value.
func hashOf(key string) string {
	h := fnv.New64a()
	h.Write([]byte(key))
	return strconv.FormatUint(h.Sum64(), 16)
}

// turnOf spreads ids over all numbers.
func turnOf(id int64) uint32 {
	x := uint64(id) * 0x9e3779b97f4a7c15
	x ^= x >> 31
	return uint32(x * 0xbf58476d1ce4e5b9 >> 32)
}
