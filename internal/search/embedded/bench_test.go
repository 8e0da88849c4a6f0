package embedded_test

import (
	"context"
	"runtime"
	"slices"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/paging"
	"beli/internal/search"
	"beli/internal/search/embedded"
)

const benchDocuments = 20_000

// BenchmarkSearch prints mean, median and 99th percentile of each kind of query over 20,000 products; every
// answer counts its facets.
func BenchmarkSearch(b *testing.B) {
	e := open(b, clock.System{})
	fill(b, e, manyDocuments(b, benchDocuments))
	for _, kind := range []struct {
		name string
		q    []search.Query
	}{
		{"one-word", texts("keripik", "batik", "kelapa", "wajik", "kopi", "koi")},
		{"two-words", texts("gula kelapa", "batik koi", "sambal pecel", "kopi robusta", "tas batok", "keripik pisang")},
		{"typing-errors", texts("gla klapa", "kriipk pisnag", "kendnag jimbbe", "belmibing")},
		{"fewer-words", texts("keripik sepeda bambu listrik wajik", "tas batok rajut koi terasi")},
		{"prefix", texts("k", "ba", "sam", "kend", "gula ke")},
		{"filtered", []search.Query{{Text: "keripik", Category: "makanan", Kecamatan: []string{"garum", "srengat"}, PriceMin: 10_000,
			PriceMax: 40_000, Halal: search.HalalOnly}, {Text: "batik", Sort: search.PriceAsc, Page: paging.Request{Number: 5}}}},
		{"browse", []search.Query{{}, {Category: "makanan"}, {Kecamatan: []string{"nglegok"}, Sort: search.Newest}}},
	} {
		b.Run(kind.name, func(b *testing.B) { ask(b, e, kind.q) })
	}
}

func texts(list ...string) []search.Query {
	var out []search.Query
	for _, text := range list {
		out = append(out, search.Query{Text: text})
	}
	return out
}

func ask(b *testing.B, e *embedded.Engine, queries []search.Query) {
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := clock.Started()
		if _, err := e.Search(context.Background(), queries[i%len(queries)]); err != nil {
			b.Fatal(err)
		}
		took = append(took, clock.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

func BenchmarkRebuild(b *testing.B) {
	docs := manyDocuments(b, benchDocuments)
	e := open(b, clock.System{})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		fill(b, e, docs)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/(1<<20), "index-MB")
	runtime.KeepAlive(e)
	runtime.KeepAlive(docs)
}

func BenchmarkApplyOne(b *testing.B) {
	docs := manyDocuments(b, benchDocuments)
	e := open(b, clock.System{})
	fill(b, e, docs)
	for i := 0; b.Loop(); i++ {
		if err := e.Apply(context.Background(), docs[i%len(docs):][:1], nil); err != nil {
			b.Fatal(err)
		}
	}
}
