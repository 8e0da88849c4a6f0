package meili_test

import (
	"testing"

	"beli/internal/search"
	"beli/internal/search/meili"
	"beli/internal/search/meili/meilitest"
	"beli/internal/search/searchtest"
)

func TestMeilisearchKeepsTheContract(t *testing.T) {
	searchtest.Exercise(t, func(t testing.TB) search.Engine {
		return engine(t, meili.Options{URL: meilitest.Start(t).URL, Key: meilitest.Key})
	})
}
