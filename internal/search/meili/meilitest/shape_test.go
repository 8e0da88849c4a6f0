package meilitest_test

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"

	"beli/internal/search/meili/meilitest"
)

// The exchanges were recorded for this project on a Meilisearch 1.50.0, over products of its own; keys are replaced
// by words. What the adapter never asks is left out.
//
//go:embed testdata/answers_v1.50.json
var recorded []byte

type exchange struct {
	Name, Method, Path, Key string
	Request                 any
	Status                  int
	Answer                  any
}

// TestTheFakeAnswersAsTheRealServer plays the recording again and compares every answer's form: its fields and
// their types, codes of errors, and how many are found.
func TestTheFakeAnswersAsTheRealServer(t *testing.T) {
	s := meilitest.Start(t)
	var recording struct{ Exchanges []exchange }
	if err := json.Unmarshal(recorded, &recording); err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{"admin": meilitest.Key, "wrong": "no-such-key"}
	tasks := map[float64]float64{} // recorded number → ours
	var last float64
	for _, x := range recording.Exchanges {
		path := x.Path
		if answer, ok := x.Answer.(map[string]any); ok && answer["batchUid"] != nil {
			path = fmt.Sprintf("/tasks/%.0f", tasks[answer["uid"].(float64)])
		}
		status, got := ask(t, s.URL+path, x, keys[x.Key])
		if status != x.Status {
			t.Errorf("%s: status %d, really %d", x.Name, status, x.Status)
			continue
		}
		if answer, ok := got.(map[string]any); ok {
			if id, ok := answer["taskUid"].(float64); ok {
				tasks[x.Answer.(map[string]any)["taskUid"].(float64)] = id
				last = id
			}
			if key, ok := answer["key"].(string); ok {
				keys["search"] = key
			}
		}
		same(t, x.Name, x.Answer, got)
	}
	if last == 0 {
		t.Error("no task was taken")
	}
}

func ask(t *testing.T, url string, x exchange, key string) (int, any) {
	t.Helper()
	var body io.Reader
	if text, ok := x.Request.(string); ok {
		body = bytes.NewReader([]byte(text))
	} else if x.Request != nil {
		b, err := json.Marshal(x.Request)
		if err != nil {
			t.Fatal(err)
		}
		body = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(context.Background(), x.Method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	if key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var got any
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil {
		t.Fatalf("%s: %v", x.Name, err)
	}
	return resp.StatusCode, got
}

// same compares the form of two answers; of the values only what tests of the adapter stand on.
func same(t *testing.T, at string, want, got any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s: %T instead of an object", at, got)
			return
		}
		for k := range want {
			if _, ok := g[k]; !ok {
				t.Errorf("%s: lacks %q", at, k)
				continue
			}
			if slices.Contains([]string{"code", "status", "type", "estimatedTotalHits", "totalHits", "facetDistribution"}, k) {
				if w, have := fmt.Sprint(want[k]), fmt.Sprint(g[k]); w != have {
					t.Errorf("%s: %s is %s, really %s", at, k, have, w)
				}
			}
			same(t, at+"."+k, want[k], g[k])
		}
		for k := range g {
			if _, ok := want[k]; !ok {
				t.Errorf("%s: has %q beside", at, k)
			}
		}
	case []any:
		g, ok := got.([]any)
		if !ok {
			t.Errorf("%s: %T instead of a list", at, got)
		} else if len(want) > 0 && len(g) > 0 {
			same(t, at+"[]", want[0], g[0])
		}
	default:
		if fmt.Sprintf("%T", want) != fmt.Sprintf("%T", got) {
			t.Errorf("%s: %T, really %T", at, got, want)
		}
	}
}
