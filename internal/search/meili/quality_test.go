package meili_test

import (
	"context"
	"slices"
	"testing"

	"beli/internal/search"
	"beli/internal/search/searchtest"
)

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

func TestBlitarQueriesAreAnsweredWellByARealServer(t *testing.T) {
	url, key := realServer(t)
	e := onReal(t, url, key)
	docs := searchtest.Products(t)
	for i := range docs { // name and category only
		docs[i].KecamatanName, docs[i].VillageName = "", ""
	}
	fill(t, e, docs)
	q := searchtest.Measure(t, e)
	t.Logf("MRR@10 %.3f, success@10 %.3f, recall@10 %.3f; not first: %q", q.MRR, q.Success, q.Recall, q.Missed)
	if q.MRR < 0.90 || q.Success < 0.95 {
		t.Errorf("MRR@10 %.3f (bar 0.90), success@10 %.3f (bar 0.95)", q.MRR, q.Success)
	}
}
