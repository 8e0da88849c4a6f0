package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beli/internal/config"
	"beli/internal/search"
	"beli/internal/search/meili/meilitest"
)

// evaluationFiles are invented: six products, and queries of which the engine can answer three.
func evaluationFiles(t *testing.T) EvaluateInput {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return EvaluateInput{Days: 1, Misses: 5,
		Products: write("products.csv", "id,name,category\nK1,Keripik Gadung,Makanan > Keripik\nK2,Keripik Talas,Makanan > Keripik\n"+
			"S1,Sapu Ijuk,Rumah\nE1,Ember Seng,Rumah\nP1,Payung Lipat,Rumah\nT1,Tikar Mendong,Rumah\n"),
		Queries: write("queries.csv", "qid,query,relevant_2\nQ1,kripik,K1 K2\nQ2,sapu ijuk,S1\nQ3,payugn,P1\nQ4,tikar,E1\n"),
	}
}

func evaluate(t *testing.T, set map[string]string, in EvaluateInput) (string, error) {
	t.Helper()
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = EvaluateSearch(t.Context(), c, in, &out)
	return out.String(), err
}

// nothing is a catalogue without products.
func nothing(func(search.Document, error) bool) {}

// figures are the numbers of a table's row but for the times.
func figures(t *testing.T, text, kind string) string {
	t.Helper()
	m := regexp.MustCompile(`(?m)^` + kind + ` +(\d+) +([\d.]+) +([\d.]+) +([\d.]+) +[\d.]+ +[\d.]+$`).FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("no row of %q:\n%s", kind, text)
	}
	return strings.Join(m[1:], " ")
}

func TestEvaluateSearch_measures_the_embedded_engine_without_a_database(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	in := evaluationFiles(t)
	text, err := evaluate(t, map[string]string{"BELI_DATA_DIR": data}, in)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"query", "all"} {
		if got, want := figures(t, text, kind), "4 0.750 0.750 0.750"; got != want {
			t.Errorf("%s: %s, by hand %s", kind, got, want)
		}
	}
	for _, want := range []string{"embedded, in memory", "documents  6", "query Q4: tikar; no right product among ten", "E1  Ember Seng", "T1  Tikar Mendong"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not told:\n%s", want, text)
		}
	}
	for _, well := range []string{"Q1", "Q2", "Q3"} {
		if strings.Contains(text, well) {
			t.Errorf("%s is called a miss:\n%s", well, text)
		}
	}
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("a data folder was made: %v", err)
	}
	in.Misses = 0
	if text, err = evaluate(t, nil, in); err != nil || strings.Contains(text, "Q4") {
		t.Errorf("misses are told unasked: %v\n%s", err, text)
	}
}

func TestEvaluateSearch_gives_the_same_figures_on_every_run(t *testing.T) {
	in := evaluationFiles(t)
	if err := os.WriteFile(in.Queries, []byte("qid,query,relevant_2\nQ1,keripik,K1\nQ2,rumah,E1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	in.Days = 30
	first, err := evaluate(t, nil, in)
	if err != nil {
		t.Fatal(err)
	}
	second, err := evaluate(t, nil, in)
	if err != nil {
		t.Fatal(err)
	}
	a, b := figures(t, first, "all"), figures(t, second, "all")
	if a != b || !strings.Contains(first, "days       30") {
		t.Errorf("%s, then %s\n%s", a, b, first)
	}
	if strings.HasPrefix(a, "2 1.000") || !strings.HasSuffix(a, "1.000 1.000") {
		t.Errorf("%s: equal hits change places within a month, and all stand among ten", a)
	}
}

func TestEvaluateSearch_measures_titles_on_the_embedded_engine(t *testing.T) {
	dir := t.TempDir()
	in := EvaluateInput{Days: 1, Titles: filepath.Join(dir, "titles.csv"), Groups: filepath.Join(dir, "groups.jsonl")}
	for path, text := range map[string]string{
		in.Titles: "posting_id,title\nt1,Payung Lipat Biru\nt2,Payung Lipat Biru Tebal\nt3,Ember Seng\n",
		in.Groups: `{"qid":"g1","query_full":"Payung Lipat Biru","query_full_id":"t1","query_short":"payung biru","query_typo":"payugn biru","group":["t1","t2"]}`,
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := evaluate(t, nil, in)
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]string{"full": "1 1.000 1.000 1.000", "short": "1 1.000 1.000 1.000", "typo": "1 1.000 1.000 1.000", "all": "3 1.000 1.000 1.000"} {
		if got := figures(t, text, kind); got != want {
			t.Errorf("%s: %s, by hand %s", kind, got, want)
		}
	}
}

func TestEvaluateSearch_prints_nothing_when_anything_is_wrong(t *testing.T) {
	good := evaluationFiles(t)
	gone := meilitest.Start(t)
	gone.Have(meilitest.Trouble{Paths: "/multi-search", Status: 500})
	for name, c := range map[string]struct {
		change func(*EvaluateInput)
		set    map[string]string
		says   string
	}{
		"no files":            {func(in *EvaluateInput) { in.Products, in.Queries = "", "" }, nil, "-products CSV -queries CSV"},
		"one of two":          {func(in *EvaluateInput) { in.Queries = "" }, nil, "-products CSV -queries CSV"},
		"both kinds":          {func(in *EvaluateInput) { in.Titles, in.Groups = "a", "b" }, nil, "-titles CSV -groups JSONL"},
		"all numbers wrong":   {func(in *EvaluateInput) { in.Misses, in.Days = -1, 0 }, nil, "-misses is a number from 0; -days is a number from 1 to 366"},
		"a bad file":          {func(in *EvaluateInput) { in.Queries = in.Products }, nil, "products.csv, line 1: the columns lack qid, query, relevant_2"},
		"a server that fails": {func(*EvaluateInput) {}, map[string]string{"BELI_MEILI_URL": gone.URL, "BELI_MEILI_KEY": meilitest.Key}, `ask Q1 "kripik"`},
	} {
		t.Run(name, func(t *testing.T) {
			in := good
			c.change(&in)
			text, err := evaluate(t, c.set, in)
			if err == nil || !strings.Contains(err.Error(), c.says) || text != "" {
				t.Errorf("error %v, printed %q; want %q and nothing printed", err, text, c.says)
			}
		})
	}
	if left := gone.Indexes(); len(left) > 0 {
		t.Errorf("the failed run left %v", left)
	}
}

func TestEvaluateSearch_leaves_a_search_server_as_it_was(t *testing.T) {
	for name, trouble := range map[string]meilitest.Trouble{"a master key": {}, "a key that manages no keys": {NoKeyRights: true}} {
		t.Run(name, func(t *testing.T) {
			server := meilitest.Start(t)
			server.Leave("product")
			server.Have(trouble)
			text, err := evaluate(t, map[string]string{"BELI_MEILI_URL": server.URL, "BELI_MEILI_KEY": meilitest.Key}, evaluationFiles(t))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := figures(t, text, "all"), "4 0.750 0.750 0.750"; got != want || !strings.Contains(text, "Meilisearch at "+server.URL) {
				t.Errorf("%s, by hand %s\n%s", got, want, text)
			}
			if left := server.Indexes(); !slices.Equal(left, []string{"product"}) {
				t.Errorf("indexes %v are left", left)
			}
			keysRemoved := 0
			for _, r := range server.Asked() {
				if r.Method != "GET" && strings.HasPrefix(r.Path, "/indexes/product") {
					t.Errorf("%s %s touches the shop's index", r.Method, r.Path)
				}
				if r.Method == "DELETE" && strings.HasPrefix(r.Path, "/keys/") {
					keysRemoved++
				}
			}
			if want := 1; trouble.NoKeyRights == (keysRemoved == want) {
				t.Errorf("%d keys were removed", keysRemoved)
			}
		})
	}
}

func TestEvaluateSearch_removes_its_index_after_it_was_cancelled(t *testing.T) {
	server := meilitest.Start(t)
	c, err := config.Load(func(name string) string {
		return map[string]string{"BELI_MEILI_URL": server.URL, "BELI_MEILI_KEY": meilitest.Key}[name]
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	e, err := openEvaluated(ctx, c.Search)
	if err != nil {
		t.Fatal(err)
	}
	again, err := openEvaluated(ctx, c.Search)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []*evaluated{e, again} {
		if err := one.Rebuild(ctx, nothing); err != nil {
			t.Fatal(err)
		}
	}
	if made := server.Indexes(); len(made) != 2 {
		t.Fatalf("indexes %v, want one of each run", made)
	}
	cancel()
	for _, one := range []*evaluated{e, again} {
		if err := one.close(ctx); err != nil {
			t.Error(err)
		}
	}
	if left := server.Indexes(); len(left) > 0 {
		t.Errorf("indexes %v are left", left)
	}
}

func TestEvaluateSearch_says_which_index_could_not_be_removed(t *testing.T) {
	server := meilitest.Start(t)
	c, err := config.Load(func(name string) string {
		return map[string]string{"BELI_MEILI_URL": server.URL, "BELI_MEILI_KEY": meilitest.Key}[name]
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := openEvaluated(t.Context(), c.Search)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Rebuild(t.Context(), nothing); err != nil {
		t.Fatal(err)
	}
	server.Have(meilitest.Trouble{FailTasks: 1, TaskCode: "internal"})
	err = e.close(t.Context())
	if left := server.Indexes(); err == nil || len(left) != 1 || !strings.Contains(err.Error(), left[0]) {
		t.Errorf("error %v, indexes %v", err, left)
	}
}
