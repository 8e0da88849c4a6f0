package searchtest

import (
	"cmp"
	"context"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"beli/internal/money"
	"beli/internal/paging"
	"beli/internal/search"
)

func pages(t *testing.T, e search.Engine) {
	fill(t, e, Products(t))
	for _, q := range []search.Query{{}, {Text: "batik"}, {Text: "kripik pisang"}, {Sort: search.PriceAsc}} {
		ids := everyID(t, e, q)
		total := find(t, e, q).Total
		slices.Sort(ids)
		if len(ids) != total || len(slices.Compact(ids)) != total {
			t.Errorf("%+v: %d hits, pages hold %d", q, total, len(ids))
		}
	}
	for _, n := range []int{10, 1_000_000, 1 << 62, -5} {
		r := find(t, e, search.Query{Text: "batik", Page: paging.Request{Number: n, Size: 100}})
		if n > 1 && len(r.IDs) != 0 || r.Total == 0 || len(r.Facets.Categories) == 0 {
			t.Errorf("page %d: %d hits of %d", n, len(r.IDs), r.Total)
		}
	}
}

func sameNames(t *testing.T, e search.Engine) {
	const same = 25
	var docs []search.Document
	for i := range same {
		docs = append(docs, search.Document{ID: int64(i + 1), Name: "Geti Wijen", Available: i%2 > 0},
			search.Document{ID: int64(i + 101), Name: "Geti Wijen Toples " + strconv.Itoa(i), Available: true})
	}
	fill(t, e, docs)
	for _, size := range []int{7, 10, same - 1, same, same + 1, 100} {
		var ids []int64
		q := search.Query{Text: "geti wijen", Page: paging.Request{Number: 1, Size: size}}
		for r := find(t, e, q); len(r.IDs) > 0 && q.Page.Number <= len(docs); r = find(t, e, q) {
			ids = append(ids, r.IDs...)
			q.Page.Number++
		}
		if len(ids) != len(docs) || slices.Max(ids[:same]) > same {
			t.Errorf("pages of %d: %v", size, ids)
		}
		if slices.Sort(ids); len(slices.Compact(ids)) != len(docs) {
			t.Errorf("pages of %d repeat products", size)
		}
	}
}

func bare(t *testing.T, e search.Engine) {
	fill(t, e, Products(t))
	for _, text := range []string{"", "wajik", "batik tulis"} {
		whole, plain := find(t, e, search.Query{Text: text}), find(t, e, search.Query{Text: text, Bare: true})
		if whole.Total == 0 || plain.Total != whole.Total || !slices.Equal(plain.IDs, whole.IDs) {
			t.Errorf("%q bare finds %d %v, else %d %v", text, plain.Total, plain.IDs, whole.Total, whole.IDs)
		}
		if len(plain.Facets.Categories) > 0 || len(plain.Facets.Kecamatan) > 0 {
			t.Errorf("%q bare counts %+v", text, plain.Facets)
		}
	}
}

func sorts(t *testing.T, e search.Engine) {
	docs := Products(t)
	byID := map[int64]search.Document{}
	for i := range docs {
		docs[i].PublishedAt = 1_700_000_000 + int64(i*7919%199)*3600
		docs[i].Sold = i * 31 % 50
		docs[i].Available = i%3 > 0
		byID[docs[i].ID] = docs[i]
	}
	docs[5].Price = 0
	docs[6].Price = money.Max
	byID[6], byID[7] = docs[5], docs[6]
	fill(t, e, docs)
	for sort, compare := range map[search.Sort]func(a, b search.Document) int{
		search.Newest:      func(a, b search.Document) int { return cmp.Compare(b.PublishedAt, a.PublishedAt) },
		search.PriceAsc:    func(a, b search.Document) int { return cmp.Compare(a.Price, b.Price) },
		search.PriceDesc:   func(a, b search.Document) int { return cmp.Compare(b.Price, a.Price) },
		search.BestSelling: func(a, b search.Document) int { return cmp.Compare(b.Sold, a.Sold) },
	} {
		for _, text := range []string{"", "batik", "keripik"} {
			ids := everyID(t, e, search.Query{Text: text, Sort: sort})
			if !slices.IsSortedFunc(ids, func(a, b int64) int { return compare(byID[a], byID[b]) }) {
				t.Errorf("%s of %q: %v", sort, text, ids)
			}
		}
	}
}

func unpleasant(t *testing.T, e search.Engine) {
	fill(t, e, Products(t))
	for _, text := range []string{
		strings.Repeat("a", 10_000), strings.Repeat("wajik ", 5_000), strings.Repeat("x ", 5_000), "\x00\x01\x02", "\xff\xfe",
		`"wajik`, `wajik"`, "((((", "wajik AND (", "name:*", "*", "~", "wajik~2", "^5", "\\", "%", "_", "'; DROP TABLE product; --",
		"🧺🥥", "🧺 wajik", "وجيك", "\u202ewajik", "ﷺﷺﷺ", "e\u0301\u0301\u0301", "１２３", "½½½", "1/0", "1.1.1.1", "-", "- -", "…",
		strings.Repeat("é", 500), "a b c d e f g h i j k l m n o p q r s t", "kilimanjaro-sepeda-motor-listrik",
	} {
		r := find(t, e, search.Query{Text: text, Kecamatan: []string{text}, Sort: search.Sort(text)})
		if len(r.IDs) > r.Total || r.AllWords > r.Total {
			t.Errorf("%.20q: %d hits of %d", text, len(r.IDs), r.Total)
		}
		find(t, e, search.Query{Text: text, Category: text, ShopSlug: text, Page: paging.Request{Number: 1 << 40}})
	}
	if r := find(t, e, search.Query{Text: "🧺 wajik"}); r.Total == 0 {
		t.Error("a sign beside a word hides it")
	}
	if r := find(t, e, search.Query{Text: "!?"}); r.Total != 0 {
		t.Error("signs alone find something")
	}
	if r := find(t, e, search.Query{Text: "  \t\n "}); r.Total != len(Products(t)) {
		t.Error("blanks are not browsing")
	}
}

func changes(t *testing.T, e search.Engine) {
	docs := Products(t)
	fill(t, e, docs)
	d := docs[0]
	d.Name, d.Price, d.CategoryPath, d.CategoryNames = "Kerang Hias Xylo", 999_999, []string{"baru"}, []string{"Baru"}
	for range 3 {
		apply(t, e, []search.Document{d})
	}
	if r := find(t, e, search.Query{Text: "xylo"}); !reflect.DeepEqual(r.IDs, []int64{d.ID}) {
		t.Errorf("by its new name: %v", r.IDs)
	}
	if r := find(t, e, search.Query{Text: "klobot "}); slices.Contains(r.IDs, d.ID) {
		t.Error("found by its old name")
	}
	if r := find(t, e, search.Query{Category: "baru", PriceMin: 999_999}); r.Total != 1 || r.Facets.Categories[0].Name == "" {
		t.Errorf("in its new category: %+v", r)
	}
	if r := find(t, e, search.Query{}); r.Total != len(docs) {
		t.Errorf("%d of %d", r.Total, len(docs))
	}
	apply(t, e, nil, d.ID, d.ID, 777_777, -1)
	apply(t, e, nil, d.ID)
	if r := find(t, e, search.Query{Text: "xylo"}); r.Total != 0 {
		t.Error("found after it was deleted")
	}
	apply(t, e, []search.Document{d}, d.ID)
	if r := find(t, e, search.Query{}); r.Total != len(docs)-1 {
		t.Error("a delete beside an upsert does not win")
	}
	apply(t, e, nil)
}

func failedRebuild(t *testing.T, e search.Engine) {
	docs := Products(t)
	fill(t, e, docs)
	broken := errors.New("row unreadable")
	err := e.Rebuild(context.Background(), func(yield func(search.Document, error) bool) {
		if yield(docs[0], nil) {
			yield(search.Document{}, broken)
		}
	})
	if !errors.Is(err, broken) {
		t.Errorf("rebuild: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := e.Rebuild(ctx, each(docs[:1])); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled rebuild: %v", err)
	}
	if r := find(t, e, search.Query{}); r.Total != len(docs) {
		t.Errorf("%d of %d are left", r.Total, len(docs))
	}
	fill(t, e, docs[:10])
	if r := find(t, e, search.Query{}); r.Total != 10 {
		t.Errorf("after a rebuild of 10: %d", r.Total)
	}
}

func changeWhileRebuilding(t *testing.T, e search.Engine) {
	docs := Products(t)
	fill(t, e, docs[:50])
	changed := docs[0]
	changed.Name = "Kerang Hias Xylo"
	err := e.Rebuild(context.Background(), func(yield func(search.Document, error) bool) {
		for i, d := range docs {
			if !yield(d, nil) {
				return
			}
			if i == 100 { // the first rows are read by now
				apply(t, e, []search.Document{changed}, docs[1].ID)
				if r := find(t, e, search.Query{}); r.Total != 49 {
					t.Errorf("the old index serves %d", r.Total)
				}
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if r := find(t, e, search.Query{}); r.Total != len(docs)-1 {
		t.Errorf("%d of %d", r.Total, len(docs)-1)
	}
	if r := find(t, e, search.Query{Text: "xylo"}); r.Total != 1 {
		t.Error("the change is lost")
	}
}

// crowd is for the race detector, and shows that a search never meets half a change.
func crowd(t *testing.T, e search.Engine) {
	docs := Products(t)
	fill(t, e, docs)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for i := range 60 {
				d := docs[i]
				r, err := e.Search(context.Background(), search.Query{Text: d.Name, Kecamatan: []string{d.KecamatanSlug}})
				if err != nil || len(r.IDs) == 0 {
					t.Errorf("%s: %d hits, %v", d.Name, r.Total, err)
				}
			}
		})
	}
	wg.Go(func() {
		for i := range 60 {
			d := docs[100+i%20]
			d.Price += money.Rupiah(i)
			d.ShopSlug, d.KecamatanSlug = "toko-baru", "kecamatan-"+d.KecamatanSlug
			if err := e.Apply(context.Background(), []search.Document{d}, []int64{docs[150+i%20].ID}); err != nil {
				t.Errorf("apply: %v", err)
			}
		}
	})
	wg.Go(func() {
		for range 3 {
			if err := e.Rebuild(context.Background(), each(docs)); err != nil {
				t.Errorf("rebuild: %v", err)
			}
		}
	})
	wg.Wait()
}
