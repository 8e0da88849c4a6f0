// Package searchtest states what every search engine must do: a contract suite, the Blitar products and queries,
// and the measure of quality over them.
package searchtest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/paging"
	"beli/internal/search"
)

// Exercise runs the contract suite. open makes an engine without an index; every subtest asks for its own.
func Exercise(t *testing.T, open func(t testing.TB) search.Engine) {
	for name, test := range map[string]func(*testing.T, search.Engine){
		"an engine without an index says so":                        unready,
		"an empty index answers calmly":                             empty,
		"a thing is found in spite of its spelling":                 spelling,
		"the last word may be unfinished":                           unfinished,
		"an exact name comes first, sold out comes last":            order,
		"products of the written name come first over all pages":    sameNames,
		"all words come before fewer":                               fewer,
		"short words and amounts are not guessed":                   strictWords,
		"a mistyped query is answered with what was meant":          meant,
		"a product code leads to the product":                       codes,
		"pages hold every hit once and end":                         pages,
		"a bare query finds the same without counting":              bare,
		"the other orders are strict":                               sorts,
		"unknown choices find nothing and do no harm":               unknown,
		"unpleasant texts are answered calmly":                      unpleasant,
		"a cancelled search ends with its context":                  cancelled,
		"a change replaces what was there":                          changes,
		"a failed rebuild leaves the old index":                     failedRebuild,
		"a change during a rebuild is not lost":                     changeWhileRebuilding,
		"searching, changing and rebuilding go on at once":          crowd,
		"filters and counts agree with counting by hand":            countedByHand,
		"after random edits the index is as if it were built anew":  randomEdits,
		"what changes the hits by a filter is counted in its facet": facetsPromise,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// each turns documents into what Rebuild reads.
func each(docs []search.Document) func(func(search.Document, error) bool) {
	return func(yield func(search.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func fill(t testing.TB, e search.Engine, docs []search.Document) {
	t.Helper()
	if err := e.Rebuild(context.Background(), each(docs)); err != nil {
		t.Fatalf("rebuild: %v", err)
	}
}

func find(t testing.TB, e search.Engine, q search.Query) search.Result {
	t.Helper()
	r, err := e.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("search %+v: %v", q, err)
	}
	return r
}

func apply(t testing.TB, e search.Engine, upserts []search.Document, deletes ...int64) {
	t.Helper()
	if err := e.Apply(context.Background(), upserts, deletes); err != nil {
		t.Fatalf("apply: %v", err)
	}
}

// everyID reads all pages of a query.
func everyID(t testing.TB, e search.Engine, q search.Query) []int64 {
	t.Helper()
	var ids []int64
	q.Page.Size = 7
	for q.Page.Number = 1; ; q.Page.Number++ {
		r := find(t, e, q)
		if len(r.IDs) == 0 {
			return ids
		}
		ids = append(ids, r.IDs...)
	}
}

func unready(t *testing.T, e search.Engine) {
	if e.Ready() {
		t.Error("ready without an index")
	}
	if _, err := e.Search(context.Background(), search.Query{}); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("search: %v", err)
	}
	if err := e.Apply(context.Background(), Products(t)[:1], nil); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("apply: %v", err)
	}
	fill(t, e, Products(t))
	if !e.Ready() {
		t.Error("not ready after a rebuild")
	}
}

func empty(t *testing.T, e search.Engine) {
	fill(t, e, nil)
	for _, text := range []string{"", "wajik", "wajik kletik"} {
		r := find(t, e, search.Query{Text: text, Category: "x", PriceMin: 1})
		if r.Total != 0 || len(r.IDs) != 0 || len(r.Facets.Categories) != 0 {
			t.Errorf("%q: %+v", text, r)
		}
	}
	apply(t, e, Products(t)[:1])
	if r := find(t, e, search.Query{Text: "wajik"}); r.Total != 1 {
		t.Errorf("after the first product: %+v", r)
	}
}

// names of the products, to say in tests what was found.
func names(t testing.TB) map[int64]string {
	out := map[int64]string{}
	for _, d := range Products(t) {
		out[d.ID] = d.Name
	}
	return out
}

func spelling(t *testing.T, e search.Engine) {
	fill(t, e, Products(t))
	name := names(t)
	for text, want := range map[string]string{
		"gula kelapa": "Gula Kelapa", "gla klapa": "Gula Kelapa", "gula klapa": "Gula Kelapa", "GULA  KELAPA!": "Gula Kelapa",
		"sambel pecel": "Sambal Pecel", "sambal pecle": "Sambal Pecel", "sambl pecel": "Sambal Pecel",
		"wajik kletek": "Wajik Kletik", "wajik klethik": "Wajik Kletik", "wajikkletik": "Wajik Kletik",
		"djimbe": "Jimbe", "jembe": "Jimbe", "gendang": "Kendang",
		"coklat batang": "Cokelat Batang", "kaos bung karno": "Kaus Bung Karno", "telor asin": "Telur Asin",
		"gathot": "Gatot", "ayam lodo": "Ayam Lodho", "temu lawak": "Temulawak", "madu mongso": "Madumongso",
		"belmibing": "Belimbing", "grabah": "Gerabah", "saus tuna pedas sambal": "Sambal Tuna",
		"kopi robusta 1kg": "Kopi Robusta Sangrai Biji 1 kg", "madu 0,35 liter": "Madu Hutan Randu 350 ml",
		"membatik": "Membatik", "anyam bambu": "Anyaman Bambu", "cari keripik yang murah": "Keripik",
	} {
		r := find(t, e, search.Query{Text: text})
		if len(r.IDs) == 0 || !strings.Contains(name[r.IDs[0]], want) {
			t.Errorf("%q: first of %d is %q, want %q", text, r.Total, first(r, name), want)
		}
	}
	r := find(t, e, search.Query{Text: "oleh2", Page: paging.Request{Size: 100}})
	if r.Total < 41 { // the whole category of oleh-oleh
		t.Errorf("oleh2 finds %d", r.Total)
	}
}

func first(r search.Result, name map[int64]string) string {
	if len(r.IDs) == 0 {
		return "nothing"
	}
	return name[r.IDs[0]]
}

func unfinished(t *testing.T, e search.Engine) {
	fill(t, e, Products(t))
	name := names(t)
	for text, want := range map[string]string{"kend": "Kend", "w": "W", "wa": "Wa", "sambal pe": "Sambal", "tas bat": "Tas Bat"} {
		r := find(t, e, search.Query{Text: text})
		if len(r.IDs) == 0 || !strings.Contains(name[r.IDs[0]], want) {
			t.Errorf("%q: first is %q", text, first(r, name))
		}
	}
}

func order(t *testing.T, e search.Engine) {
	docs := []search.Document{
		{ID: 1, Name: "Wajik Kletik Asli Toples Besar", Available: true},
		{ID: 2, Name: "Wajik Kletik", Available: false},
		{ID: 3, Name: "Wajik Kletik Mini", Available: false},
		{ID: 4, Name: "Kotak Kado", Description: "Berisi wajik kletik dan geti", Available: true},
		{ID: 5, Name: "Wajik Kletik Renteng", Available: true},
	}
	fill(t, e, docs)
	if got := find(t, e, search.Query{Text: "wajik-kletik"}).IDs; !reflect.DeepEqual(got, []int64{2, 5, 1, 4, 3}) {
		t.Errorf("got %v", got)
	}
	if got := find(t, e, search.Query{}).IDs; slices.Max(indexes(got, 1, 4, 5)) > slices.Min(indexes(got, 2, 3)) {
		t.Errorf("browsing shows sold out before available: %v", got)
	}
	if again := find(t, e, search.Query{}).IDs; !reflect.DeepEqual(again, find(t, e, search.Query{}).IDs) {
		t.Error("the order changes between two looks")
	}
}

func indexes(ids []int64, of ...int64) []int {
	var out []int
	for _, id := range of {
		out = append(out, slices.Index(ids, id))
	}
	return out
}

func fewer(t *testing.T, e search.Engine) {
	if !e.Capabilities().FewerWords {
		t.Skip("declared: hits have all words")
	}
	fill(t, e, Products(t))
	r := find(t, e, search.Query{Text: "tas rajut", Page: paging.Request{Size: 100}})
	name := names(t)
	if r.AllWords < 1 || r.Total <= r.AllWords {
		t.Fatalf("%d of %d have all words", r.AllWords, r.Total)
	}
	for i, id := range r.IDs {
		n := strings.Contains(name[id], "Tas") && strings.Contains(name[id], "Rajut")
		if n != (i < r.AllWords) {
			t.Errorf("place %d of %d: %s", i, r.AllWords, name[id])
		}
	}
	if r := find(t, e, search.Query{Text: "batik"}); r.AllWords != r.Total {
		t.Errorf("a frequent word: %d of %d", r.AllWords, r.Total)
	}
	if r := find(t, e, search.Query{Text: "wajik zzyzx"}); r.Total == 0 {
		t.Error("a word that nobody has hides the rest")
	}
}

func strictWords(t *testing.T, e search.Engine) {
	fill(t, e, []search.Document{
		{ID: 1, Name: "Kopi 250 g", Available: true}, {ID: 2, Name: "Kopi 350 g", Available: true},
		{ID: 3, Name: "Teh Hijau", Available: true}, {ID: 4, Name: "Keh", Available: true},
	})
	if r := find(t, e, search.Query{Text: "250gr"}); !reflect.DeepEqual(r.IDs, []int64{1}) {
		t.Errorf("250gr finds %v", r.IDs)
	}
	if r := find(t, e, search.Query{Text: "teh "}); !reflect.DeepEqual(r.IDs, []int64{3}) {
		t.Errorf("teh finds %v", r.IDs)
	}
	if r := find(t, e, search.Query{Text: "zzyzx"}); r.Total != 0 {
		t.Errorf("nonsense finds %v", r.IDs)
	}
}

func meant(t *testing.T, e search.Engine) {
	fill(t, e, Products(t))
	for text, want := range map[string]string{
		"Gla klapa": "gula kelapa", "kendnag 50 cm": "kendang 50 cm",
		"sambel pecel": "", "coklat": "", "kaos": "", "wajik": "", "djimbe": "", "kerip": "", "zzyzx": "",
	} {
		if r := find(t, e, search.Query{Text: text}); r.Corrected != want {
			t.Errorf("%q: meant %q, want %q", text, r.Corrected, want)
		}
	}
	gone := search.Document{ID: 9_999, Name: "Kendong", Available: true}
	apply(t, e, []search.Document{gone})
	apply(t, e, nil, gone.ID)
	if r := find(t, e, search.Query{Text: "kendong"}); r.Corrected != "kendang" {
		t.Errorf("a word of a product that is gone still counts: meant %q", r.Corrected)
	}
	r := find(t, e, search.Query{Text: "coklat batnag"})
	var hit []string
	for _, p := range search.Mark("Cokelat Batang Kakao 60%", r.Marked) {
		if p.Hit {
			hit = append(hit, p.Text)
		}
	}
	if fmt.Sprint(hit) != "[Cokelat Batang]" {
		t.Errorf("marked %q by %+v", hit, r.Marked)
	}
}

func codes(t *testing.T, e search.Engine) {
	docs := Products(t)
	docs[3].Code = "WJ7K2M9P"
	fill(t, e, docs)
	for text, want := range map[string]string{"WJ7K2M9P": "WJ7K2M9P", " wj7k2m9p ": "WJ7K2M9P", "WJ7K2M9Q": "", "wajik": "", "BANGKA": ""} {
		if r := find(t, e, search.Query{Text: text}); r.ExactCode != want {
			t.Errorf("%q: code %q", text, r.ExactCode)
		}
	}
	apply(t, e, nil, docs[3].ID)
	if r := find(t, e, search.Query{Text: "WJ7K2M9P"}); r.ExactCode != "" {
		t.Error("the code of a product that is gone still leads to it")
	}
}

func cancelled(t *testing.T, e search.Engine) {
	fill(t, e, Products(t))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Search(ctx, search.Query{Text: "wajik"}); !errors.Is(err, context.Canceled) {
		t.Errorf("search: %v", err)
	}
}

func unknown(t *testing.T, e search.Engine) {
	fill(t, e, Products(t))
	for _, q := range []search.Query{
		{Category: "tidak-ada"}, {Kecamatan: []string{"tidak-ada", ""}}, {ShopSlug: "tidak-ada"},
		{Category: `x" OR 1=1 --`}, {Kecamatan: []string{"' || true"}}, {PriceMin: money.Max},
	} {
		if r := find(t, e, q); r.Total != 0 || len(r.IDs) != 0 {
			t.Errorf("%+v finds %d", q, r.Total)
		}
	}
	all := find(t, e, search.Query{})
	if r := find(t, e, search.Query{Sort: "price; drop", Ready: "soon", Halal: 9, Delivery: "drone"}); !reflect.DeepEqual(r, all) {
		t.Errorf("unknown choices change the answer: %d of %d", r.Total, all.Total)
	}
	if r := find(t, e, search.Query{Kecamatan: []string{"tidak-ada", "garum"}}); r.Total == 0 {
		t.Error("an unknown kecamatan beside a known one hides it")
	}
}
