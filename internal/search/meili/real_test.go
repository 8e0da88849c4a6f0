package meili_test

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"flag"
	"net/http"
	"os"
	"testing"

	"beli/internal/clock"
	"beli/internal/search"
	"beli/internal/search/meili"
	"beli/internal/search/searchtest"
)

// realServer is the server that tests are told to use; they are skipped aloud without one.
func realServer(t *testing.T) (url, key string) {
	t.Helper()
	url, key = os.Getenv("BELI_TEST_MEILI_URL"), os.Getenv("BELI_TEST_MEILI_KEY")
	if url == "" {
		t.Skip("NOT TESTED ON A REAL MEILISEARCH: set BELI_TEST_MEILI_URL and BELI_TEST_MEILI_KEY (no registry has the server)")
	}
	return url, key
}

// onReal makes an engine with an index of its own, which is removed with the test.
func onReal(t testing.TB, url, key string) *meili.Engine {
	t.Helper()
	b := make([]byte, 6)
	rand.Read(b)
	index := "test_" + hex.EncodeToString(b)
	e := engine(t, meili.Options{URL: url, Key: key, Index: index})
	t.Cleanup(func() {
		for _, path := range []string{"/indexes/" + index, "/keys/" + meili.KeyID(index)} {
			r, err := http.NewRequestWithContext(context.Background(), http.MethodDelete, url+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Authorization", "Bearer "+key)
			resp, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if err := resp.Body.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	return e
}

func engine(t testing.TB, o meili.Options) *meili.Engine {
	t.Helper()
	words, err := search.NewNormaliser()
	if err != nil {
		t.Fatal(err)
	}
	o.Words = words
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	e, err := meili.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A real server takes half a second for a change, so that few random cases are drawn.
func TestRealServerKeepsTheContract(t *testing.T) {
	url, key := realServer(t)
	checks := flag.Lookup("rapid.checks").Value.String()
	set := func(value string) {
		if err := flag.Set("rapid.checks", value); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { set(checks) })
	set("5")
	searchtest.Exercise(t, func(t testing.TB) search.Engine { return onReal(t, url, key) })
}
