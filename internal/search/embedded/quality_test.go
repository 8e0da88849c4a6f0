package embedded_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/search"
	"beli/internal/search/embedded"
	"beli/internal/search/searchtest"
)

// noon is the day on which tests search.
var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, clock.WIB)

func open(t testing.TB, c clock.Clock) *embedded.Engine {
	t.Helper()
	words, err := search.NewNormaliser()
	if err != nil {
		t.Fatal(err)
	}
	return embedded.New(words, c)
}

func fill(t testing.TB, e search.Engine, docs []search.Document) {
	t.Helper()
	err := e.Rebuild(context.Background(), func(yield func(search.Document, error) bool) {
		for d := range slices.Values(docs) {
			if !yield(d, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The rotation of equals changes with the day, so that one day could be lucky: ten days are measured.
func TestBlitarQueriesAreAnsweredWell(t *testing.T) {
	c := clock.At(noon)
	e := open(t, c)
	docs := searchtest.Products(t)
	for i := range docs { // name and category only
		docs[i].KecamatanName, docs[i].VillageName = "", ""
	}
	fill(t, e, docs)
	var mean searchtest.Quality
	const days = 10
	for day := range days {
		q := searchtest.Measure(t, e)
		t.Logf("day %d: MRR@10 %.3f, success@10 %.3f, recall@10 %.3f; not first: %q", day, q.MRR, q.Success, q.Recall, q.Missed)
		mean.MRR += q.MRR / days
		mean.Success += q.Success / days
		c.Advance(24 * time.Hour)
	}
	t.Logf("mean: MRR@10 %.3f, success@10 %.3f", mean.MRR, mean.Success)
	if mean.MRR < 0.88 || mean.Success < 0.95 {
		t.Errorf("MRR@10 %.3f (bar 0.88), success@10 %.3f (bar 0.95)", mean.MRR, mean.Success)
	}
}
