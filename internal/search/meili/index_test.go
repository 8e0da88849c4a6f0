package meili_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/paging"
	"beli/internal/search"
	"beli/internal/search/meili"
	"beli/internal/search/meili/meilitest"
	"beli/internal/search/searchtest"
)

func TestOnlyPublicFieldsLeaveTheHouse(t *testing.T) {
	_, s := onFake(t)
	want := []string{"about", "about_stem", "alias", "amount", "category", "category_row", "code", "delivery", "halal", "id", "in_stock", "kecamatan",
		"kecamatan_row", "name", "name_key", "name_words", "price", "price_range", "published_at", "ready", "shop", "short", "sold", "stem",
		"text", "text_amount", "turn"}
	docs := s.Documents("product")
	if len(docs) != len(searchtest.Products(t)) {
		t.Fatalf("%d documents", len(docs))
	}
	for _, d := range docs {
		var has []string
		for k := range d {
			has = append(has, k)
		}
		if slices.Sort(has); !slices.Equal(has, want) {
			t.Fatalf("fields %q", has)
		}
	}
}

func TestReadingUsesAKeyThatCanOnlySearch(t *testing.T) {
	first, s := onFake(t)
	second := engine(t, meili.Options{URL: s.URL, Key: meilitest.Key})
	if err := second.Prepare(context.Background()); err != nil || !second.Ready() {
		t.Fatalf("prepare: ready %v, %v", second.Ready(), err)
	}
	s.Asked()
	used := map[string]bool{}
	for _, e := range []*meili.Engine{first, second} {
		if _, err := e.Search(context.Background(), search.Query{Text: "wajik"}); err != nil {
			t.Fatal(err)
		}
		for _, r := range s.Asked() {
			used[r.Key] = true
		}
	}
	if len(used) != 1 || used[meilitest.Key] {
		t.Errorf("searched with %v", used)
	}
}

func TestWithoutTheRightToManageKeysTheGivenOneReads(t *testing.T) {
	_, s := onFake(t)
	s.Have(meilitest.Trouble{NoKeyRights: true})
	e := engine(t, meili.Options{URL: s.URL, Key: meilitest.Key})
	if err := e.Prepare(context.Background()); !errors.Is(err, meili.ErrSharedKey) || errors.Is(err, meili.ErrKey) || !e.Ready() {
		t.Errorf("prepare: ready %v, %v", e.Ready(), err)
	}
	if r, err := e.Search(context.Background(), search.Query{Text: "wajik"}); err != nil || r.Total == 0 {
		t.Errorf("search: %+v, %v", r, err)
	}
}

func TestSettingsThatSomebodyChangedAreBroughtBack(t *testing.T) {
	e, s := onFake(t)
	for setting, value := range map[string]any{"rankingRules": []any{"words"}, "sortableAttributes": []any{},
		"pagination": map[string]any{"maxTotalHits": 10.0}, "searchableAttributes": []any{"*"}} {
		s.Change("product", setting, value)
		if err := e.Prepare(context.Background()); err != nil || !e.Ready() {
			t.Fatalf("prepare after %s changed: ready %v, %v", setting, e.Ready(), err)
		}
		s.Asked()
		if err := e.Prepare(context.Background()); err != nil {
			t.Fatal(err)
		}
		for _, r := range s.Asked() {
			if r.Method == "PATCH" {
				t.Errorf("%s is changed again although it agrees", setting)
			}
		}
	}
	s.Change("product", "filterableAttributes", []any{"price"})
	if err := e.Prepare(context.Background()); err != nil || e.Ready() {
		t.Errorf("an index of another form: ready %v, %v", e.Ready(), err)
	}
	fill(t, e, searchtest.Products(t))
	if r, err := e.Search(context.Background(), search.Query{Text: "wajik"}); err != nil || r.Total == 0 {
		t.Errorf("rebuilt: %+v, %v", r, err)
	}
}

func TestAnIndexThatIsGoneIsMissedNotMadeBare(t *testing.T) {
	e, s := onFake(t)
	s.Forget()
	if _, err := e.Search(context.Background(), search.Query{Text: "wajik"}); !errors.Is(err, search.ErrNotReady) || e.Ready() {
		t.Errorf("search: ready %v, %v", e.Ready(), err)
	}
	if err := e.Health(context.Background()); !errors.Is(err, search.ErrNotReady) {
		t.Errorf("health: %v", err)
	}
	fill(t, e, searchtest.Products(t))
	s.Forget()
	if err := e.Apply(context.Background(), searchtest.Products(t)[:1], nil); !errors.Is(err, search.ErrNotReady) || e.Ready() || len(s.Indexes()) != 0 {
		t.Errorf("apply: ready %v, indexes %q, %v", e.Ready(), s.Indexes(), err)
	}
}

func TestARebuildLeavesOneIndexWhateverHappens(t *testing.T) {
	e, s := onFake(t)
	s.Leave("product_next_dead")
	s.Leave("product_of_somebody_else")
	fill(t, e, searchtest.Products(t)[:20])
	want := []string{"product", "product_of_somebody_else"}
	if got := s.Indexes(); !slices.Equal(got, want) {
		t.Errorf("indexes %q", got)
	}
	for what, trouble := range map[string]meilitest.Trouble{
		"a task fails": {FailTasks: 1, TaskCode: "internal"}, "no index can be made": {Paths: "/indexes/product_next", Status: 500},
		"no task is told of": {Paths: "/tasks", Status: 503}, "the swap is refused": {Paths: "/swap-indexes", Status: 500},
	} {
		for _, early := range []bool{true, false} { // before the documents, or while they are read
			err := e.Rebuild(context.Background(), func(yield func(search.Document, error) bool) {
				s.Have(trouble)
				for _, d := range searchtest.Products(t)[:30] {
					if !yield(d, nil) {
						return
					}
				}
			})
			if s.Have(meilitest.Trouble{}); early {
				s.Have(trouble)
				err = e.Rebuild(context.Background(), func(func(search.Document, error) bool) {})
				s.Have(meilitest.Trouble{})
			}
			if fault.KindOf(err) != fault.Unavailable {
				t.Errorf("%s: %v", what, err)
			}
			if r, err := e.Search(context.Background(), search.Query{}); err != nil || r.Total != 20 {
				t.Errorf("%s: %d of 20 are left, %v", what, r.Total, err)
			}
		}
	}
	fill(t, e, searchtest.Products(t)[:5])
	if got := s.Indexes(); !slices.Equal(got, want) {
		t.Errorf("indexes %q", got)
	}
	if r, err := e.Search(context.Background(), search.Query{}); err != nil || r.Total != 5 {
		t.Errorf("after the last rebuild: %d, %v", r.Total, err)
	}
}

func TestAnOrdinarySearchIsOneExchange(t *testing.T) {
	e, s := onFake(t)
	for _, q := range []search.Query{{}, {Text: "batik"}, {Text: "batik", Category: "kerajinan", Kecamatan: []string{"garum"}, PriceMax: 50_000,
		Halal: search.HalalOnly, Ready: search.ReadyNow, Delivery: search.DeliveryPickup}, {Sort: search.PriceAsc, Page: paging.Request{Number: 3}}} {
		if _, err := e.Search(context.Background(), q); err != nil {
			t.Fatal(err)
		}
		if asked := s.Asked(); len(asked) != 1 || asked[0].Path != "/multi-search" {
			t.Errorf("%+v: %+v", q, asked)
		}
	}
	if _, err := e.Search(context.Background(), search.Query{Text: "?!"}); err != nil || len(s.Asked()) != 0 {
		t.Errorf("signs alone are asked for: %v", err)
	}
}

func TestManyDocumentsTravelInBatches(t *testing.T) {
	e, s := onFake(t)
	var docs []search.Document
	for i := range 2_500 {
		docs = append(docs, search.Document{ID: int64(i + 1), Name: "Geti", Available: true})
	}
	fill(t, e, docs)
	long := strings.Repeat("wijen kacang gula ", 440)
	for i := range docs[:1_200] {
		docs[i].Description = long + fmt.Sprint(i)
	}
	if err := e.Apply(context.Background(), docs[:1_200], nil); err != nil {
		t.Fatal(err)
	}
	batches := 0
	for _, r := range s.Asked() {
		if r.Method == "POST" && strings.HasSuffix(r.Path, "/documents") {
			batches++
		}
	}
	if batches < 3+2 {
		t.Errorf("%d batches", batches)
	}
	if r, err := e.Search(context.Background(), search.Query{Text: "kacang"}); err != nil || r.Total != 1_200 {
		t.Errorf("%d, %v", r.Total, err)
	}
}

func TestAQueryIsSentAsTheServerCanReadIt(t *testing.T) {
	words, err := search.NewNormaliser()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Djimbe  Kayu": "jimbe kayu", "wajik kletik ": "wajik kletik ", "jual keripik yang murah": "keripik ", "madu 0,35 liter": "madu 350ml",
		"0,5 gr emas": "0p5g emas", "oleh2": "oleh", `"wajik" -ketan`: "wajik ketan", "": "", "?!": "",
		"satu dua tiga empat lima enam tujuh delapan sembilan a b c sepuluh": "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
	} {
		if got := meili.QueryOf(words, text); got != want {
			t.Errorf("%q is sent as %q, want %q", text, got, want)
		}
	}
}

// FuzzFilter shows that what a visitor writes into an address stays a value: every line is understood as one
// condition on its own field, or as the one that holds for nothing.
func FuzzFilter(f *testing.F) {
	for _, s := range []string{"makanan", `x" OR price > 0 OR shop = "`, `\`, `a\"`, "x\x00", "]", `"], price > 0`, "NOT", ""} {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, category, kecamatan, shop string) {
		filter := meili.FilterOf(search.Query{Category: category, Kecamatan: []string{kecamatan, "garum"}, ShopSlug: shop, PriceMin: 1, PriceMax: money.Max})
		for _, line := range filter {
			read, err := meilitest.Understand(line)
			if err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			field, _, _ := strings.Cut(line, " ")
			valid := map[string][]string{
				"price":     {"not false: price >= [\"1\"]", fmt.Sprintf("not false: price <= [\"%d\"]", int64(money.Max))},
				"category":  {fmt.Sprintf("not false: category = [%q]", category)},
				"shop":      {fmt.Sprintf("not false: shop = [%q]", shop)},
				"kecamatan": {fmt.Sprintf("not false: kecamatan IN [%q %q]", kecamatan, "garum")},
			}
			alone := []string{`not false: kecamatan IN ["garum"]`}
			if !reflect.DeepEqual(read, valid[field]) && !reflect.DeepEqual(read, alone) && line != "price < 0" {
				t.Fatalf("%q is read as %q", line, read)
			}
		}
	})
}

func TestAnAddressThatCannotBeOneIsRefused(t *testing.T) {
	words, err := search.NewNormaliser()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []meili.Options{{URL: ""}, {URL: "meili:7700"}, {URL: "ftp://meili"}, {URL: "http://"}, {URL: "http://user:secret@meili:7700"},
		{URL: "http://meili:7700", Index: "a/b"}, {URL: "http://meili\n:7700"}} {
		o.Words, o.Clock = words, clock.System{}
		if _, err := meili.New(o); fault.KindOf(err) != fault.Invalid || strings.Contains(err.Error(), "secret") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func TestRemove_leaves_neither_index_nor_key_behind_and_may_be_done_twice(t *testing.T) {
	e, s := onFake(t)
	for range 2 {
		if err := e.Remove(context.Background()); err != nil {
			t.Fatal(err)
		}
		if left := s.Indexes(); len(left) != 0 || e.Ready() {
			t.Errorf("indexes %v are left, ready %v", left, e.Ready())
		}
		if _, err := e.Search(context.Background(), search.Query{Text: "wajik"}); err == nil {
			t.Error("what was removed is still searched")
		}
	}
}
