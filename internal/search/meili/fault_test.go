package meili_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/search"
	"beli/internal/search/meili"
	"beli/internal/search/meili/meilitest"
	"beli/internal/search/searchtest"
)

// onFake makes an engine on a fake, filled with the Blitar products.
func onFake(t testing.TB) (*meili.Engine, *meilitest.Server) {
	t.Helper()
	s := meilitest.Start(t)
	e := engine(t, meili.Options{URL: s.URL, Key: meilitest.Key})
	fill(t, e, searchtest.Products(t))
	s.Asked()
	return e, s
}

// everything that asks the server.
func asking(t testing.TB, e *meili.Engine) map[string]func(context.Context) error {
	docs := searchtest.Products(t)[:3]
	return map[string]func(context.Context) error{
		"search": func(ctx context.Context) error {
			_, err := e.Search(ctx, search.Query{Text: "wajik kletik", Category: "makanan"})
			return err
		},
		"browse": func(ctx context.Context) error { _, err := e.Search(ctx, search.Query{}); return err },
		"apply":  func(ctx context.Context) error { return e.Apply(ctx, docs, []int64{9}) },
		"rebuild": func(ctx context.Context) error {
			return e.Rebuild(ctx, func(yield func(search.Document, error) bool) { yield(docs[0], nil) })
		},
		"prepare": e.Prepare,
		"health":  e.Health,
		"waiting": func(ctx context.Context) error { _, _, err := e.Waiting(ctx); return err },
	}
}

func TestEveryTroubleHasItsName(t *testing.T) {
	e, s := onFake(t)
	for _, c := range []struct {
		trouble meilitest.Trouble
		want    error
	}{
		{meilitest.Trouble{Gone: true}, meili.ErrAway},
		{meilitest.Trouble{Status: 500}, meili.ErrAway},
		{meilitest.Trouble{Status: 503}, meili.ErrAway},
		{meilitest.Trouble{Status: 408}, meili.ErrAway},
		{meilitest.Trouble{Status: 429}, meili.ErrAway},
		{meilitest.Trouble{Status: 400}, meili.ErrAnswer},
		{meilitest.Trouble{Status: 302}, meili.ErrAnswer},
		{meilitest.Trouble{Status: 404}, meili.ErrAnswer},
		{meilitest.Trouble{Body: "<html>Welcome</html>"}, meili.ErrAnswer},
		{meilitest.Trouble{Body: `{"results":[{"hits":[{"id":`}, meili.ErrAnswer},
		{meilitest.Trouble{Body: strings.Repeat(" ", 17<<20)}, meili.ErrAnswer},
	} {
		s.Have(c.trouble)
		for doing, do := range asking(t, e) {
			err := do(context.Background())
			if !errors.Is(err, c.want) || fault.KindOf(err) != fault.Unavailable {
				t.Errorf("%s of %+.60v: %v, want %v", doing, c.trouble, err, c.want)
			}
		}
		if s.Have(meilitest.Trouble{}); !e.Ready() {
			t.Fatalf("%+.60v: no longer ready", c.trouble)
		}
		if _, err := e.Search(context.Background(), search.Query{Text: "wajik"}); err != nil {
			t.Errorf("after %+.60v: %v", c.trouble, err)
		}
	}
}

func TestAWrongKeyIsNamedAndNeverTold(t *testing.T) {
	e, s := onFake(t)
	wrong := engine(t, meili.Options{URL: s.URL, Key: "a-very-secret-key"})
	if err := wrong.Prepare(context.Background()); !errors.Is(err, meili.ErrKey) || strings.Contains(err.Error(), "a-very-secret-key") {
		t.Errorf("prepare with a wrong key: %v", err)
	}
	for name, trouble := range map[string]meilitest.Trouble{
		"keys refused": {RefuseKeys: true}, "the key repeated": {Echo: true}, "gone": {Gone: true}, "half a key": {Body: `{"key": "search-key-0`},
	} {
		s.Have(trouble)
		for doing, do := range asking(t, e) {
			err := do(context.Background())
			if err == nil && !trouble.RefuseKeys {
				t.Errorf("%s with %s works", doing, name)
			}
			for _, key := range []string{meilitest.Key, "search-key-"} {
				if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, key) {
					t.Errorf("%s with %s tells a key: %s", doing, name, text)
				}
			}
			if trouble.RefuseKeys && doing != "health" && !errors.Is(err, meili.ErrKey) {
				t.Errorf("%s with refused keys: %v", doing, err)
			}
		}
	}
}

func TestASurprisingAnswerIsNoPanic(t *testing.T) {
	e, s := onFake(t)
	for _, body := range []string{"null", "null\n", "{}", "[]", `"x"`, "7", `{"results":null}`, `{"results":[null]}`, `{"results":[]}`,
		`{"results":[{}]}`, `{"results":[{},{},{},{},{},{},{},{}]}`, `{"results":[{"hits":[{"id":"x"}],"totalHits":1,"hitsPerPage":24}]}`,
		`{"results":[{"hits":[{}],"totalHits":1,"hitsPerPage":24,"facetDistribution":{}}]}`,
		`{"results":[{"hits":[],"totalHits":-4,"hitsPerPage":24,"facetDistribution":{}}]}`,
		`{"results":[{"hits":[],"totalHits":1,"hitsPerPage":24,"facetDistribution":{"category_row":{"x":1}}}]}`,
		`{"results":[{"hits":[],"totalHits":1,"hitsPerPage":24,"facetDistribution":null}]}`,
		`{"results":[{"hits":[{"id":1,"_formatted":{"name":7}}],"totalHits":1,"hitsPerPage":24,"facetDistribution":{}}]}`,
		`{"taskUid":1,"uid":1,"status":"confused"}`,
	} {
		for doing, do := range asking(t, e) {
			s.Have(meilitest.Trouble{Body: body})
			if err := do(context.Background()); err == nil && doing != "waiting" && doing != "prepare" || err != nil && fault.KindOf(err) != fault.Unavailable {
				t.Errorf("%s answered %s: %v", doing, body, err)
			}
			s.Have(meilitest.Trouble{})
			if err := e.Prepare(context.Background()); err != nil || !e.Ready() {
				t.Fatalf("after %s: ready %v, %v", body, e.Ready(), err)
			}
		}
	}
}

func TestASlowServerIsAwayWhenTheBudgetEnds(t *testing.T) {
	e, s := onFake(t)
	s.Have(meilitest.Trouble{Slow: time.Minute})
	for doing, do := range asking(t, e) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		err := do(ctx)
		cancel()
		if doing == "rebuild" || doing == "apply" {
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: %v", doing, err)
			}
			continue
		}
		if !errors.Is(err, meili.ErrAway) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", doing, err)
		}
	}
	for doing, do := range asking(t, e) {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(10*time.Millisecond, cancel)
		if err := do(ctx); !errors.Is(err, context.Canceled) || errors.Is(err, meili.ErrAway) {
			t.Errorf("%s when its caller leaves: %v", doing, err)
		}
	}
}

func TestAServerThatWasNeverThereIsAway(t *testing.T) {
	e := engine(t, meili.Options{URL: "http://127.0.0.1:1", Key: "k"})
	for _, doing := range []string{"rebuild", "prepare", "health", "waiting"} {
		if err := asking(t, e)[doing](context.Background()); !errors.Is(err, meili.ErrAway) {
			t.Errorf("%s: %v", doing, err)
		}
	}
	if _, err := e.Search(context.Background(), search.Query{}); !errors.Is(err, search.ErrNotReady) || e.Ready() {
		t.Errorf("search: %v", err)
	}
}

func TestForeignIDsAreSimplyIDs(t *testing.T) {
	e, s := onFake(t)
	s.Have(meilitest.Trouble{ForeignIDs: []int64{777_777, -3}})
	r, err := e.Search(context.Background(), search.Query{Text: "wajik"})
	if err != nil || !slices.Contains(r.IDs, 777_777) || !slices.Contains(r.IDs, -3) {
		t.Errorf("%v, %v", r.IDs, err)
	}
}

func TestAFailedTaskIsReportedAndCanBeDoneAgain(t *testing.T) {
	e, s := onFake(t)
	d := searchtest.Products(t)[0]
	d.Name = "Kerang Hias Xylo"
	s.Have(meilitest.Trouble{FailTasks: 1, TaskCode: "no_space_left_on_device"})
	err := e.Apply(context.Background(), []search.Document{d}, nil)
	if !errors.Is(err, meili.ErrTask) || !strings.Contains(err.Error(), "no_space_left_on_device") {
		t.Fatalf("apply: %v", err)
	}
	if err := e.Apply(context.Background(), []search.Document{d}, nil); err != nil {
		t.Fatalf("again: %v", err)
	}
	if r, err := e.Search(context.Background(), search.Query{Text: "xylo"}); err != nil || r.Total != 1 {
		t.Errorf("after the retry: %+v, %v", r, err)
	}
	s.Have(meilitest.Trouble{})
	if queued, failed, err := e.Waiting(context.Background()); queued != 0 || failed != 1 || err != nil {
		t.Errorf("waiting %d, failed %d, %v", queued, failed, err)
	}
}

func TestAnApplyWaitsForItsTasksAsLongAsItsContext(t *testing.T) {
	e, s := onFake(t)
	s.Have(meilitest.Trouble{HoldTasks: true})
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	if err := e.Apply(ctx, nil, []int64{1, 2}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("apply: %v", err)
	}
	if queued, _, err := e.Waiting(context.Background()); queued != 1 || err != nil {
		t.Errorf("waiting %d, %v", queued, err)
	}
	s.Have(meilitest.Trouble{})
	if r, err := e.Search(context.Background(), search.Query{}); err != nil || r.Total != len(searchtest.Products(t))-2 {
		t.Errorf("when the server has caught up: %d, %v", r.Total, err)
	}
}
