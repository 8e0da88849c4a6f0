package embedded

import (
	"strings"
	"sync"

	"beli/internal/search"
)

// mostBrowsed bounds how many lists a view remembers; each takes a few kilobytes.
const mostBrowsed = 500

// browsed remembers what a view answered to queries without words: the front page, categories, kecamatan and
// the first pages of their lists, which everybody asks for. A view never changes, so nothing has to be forgotten
// but with the view; the day is part of what was asked, for the rotation turns with it.
type browsed struct {
	mu   sync.RWMutex
	kept map[list]search.Result
}

// list is a cleaned query without words, as a key.
type list struct {
	category, kecamatan, shop string
	from, to                  int64
	halal                     search.Halal
	ready                     search.Ready
	delivery                  search.Delivery
	sort                      search.Sort
	page, size                int
	bare                      bool
	day                       uint64
}

// listOf is false for a query that has words.
func listOf(q search.Query, day uint64) (list, bool) {
	return list{category: q.Category, kecamatan: strings.Join(q.Kecamatan, "\n"), shop: q.ShopSlug, from: int64(q.PriceMin), to: int64(q.PriceMax),
		halal: q.Halal, ready: q.Ready, delivery: q.Delivery, sort: q.Sort, page: q.Page.Number, size: q.Page.Size, bare: q.Bare, day: day}, strings.TrimSpace(q.Text) == ""
}

func (b *browsed) get(l list) (search.Result, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	r, ok := b.kept[l]
	return r, ok
}

// keep remembers an answer; a full memory begins anew.
func (b *browsed) keep(l list, r search.Result) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.kept == nil || len(b.kept) >= mostBrowsed {
		b.kept = map[list]search.Result{}
	}
	b.kept[l] = r
}
