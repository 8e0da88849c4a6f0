package text

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var place = regexp.MustCompile(`\{\d+\}`)

func TestBothLanguagesHaveTheSameKeysAndPlaces(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	places := func(s string) []string {
		p := place.FindAllString(s, -1)
		slices.Sort(p)
		return slices.Compact(p)
	}
	for _, pair := range [][2]string{{Indonesian, English}, {English, Indonesian}} {
		here, there := b.words[pair[0]], b.words[pair[1]]
		if len(here) < 50 {
			t.Fatalf("only %d wordings in %s", len(here), pair[0])
		}
		for key, wording := range here {
			other, ok := there[key]
			if !ok {
				t.Errorf("%s has %q, %s has not", pair[0], key, pair[1])
				continue
			}
			if strings.TrimSpace(wording) == "" {
				t.Errorf("%s %q is empty", pair[0], key)
			}
			if !slices.Equal(places(wording), places(other)) {
				t.Errorf("%q has places %v in %s, %v in %s", key, places(wording), pair[0], places(other), pair[1])
			}
		}
	}
}

func TestEveryKeyThatAPageAsksForHasAWording(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`\b([TN])\("([^"]+)"\s*[,)]`)
	seen := 0
	err = filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") {
			return err
		}
		if ext := filepath.Ext(path); ext != ".go" && ext != ".templ" {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range asked.FindAllStringSubmatch(string(source), -1) {
			keys := []string{m[2]}
			if m[1] == "N" {
				keys = append(keys, m[2]+".one")
			}
			for _, key := range keys {
				seen++
				if !b.Words(Indonesian).Has(key) {
					t.Errorf("%s asks for %q, which has no wording", path, key)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("found only %d keys: the scan does not see the pages", seen)
	}
}

func TestLoadRefusesFilesThatWouldHideAWording(t *testing.T) {
	for name, content := range map[string]string{
		"stands twice":      `{"shell.a":"x","shell.a":"y"}`,
		"does not begin":    `{"buyer.a":"x"}`,
		"not an object":     `["shell.a"]`,
		"cannot unmarshal ": `{"shell.a":{"b":"c"}}`,
	} {
		_, err := load(fstest.MapFS{"id/shell.json": {Data: []byte(content)}})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", content, err)
		}
	}
}

func TestWordsFillPlacesAndShowWhatIsMissing(t *testing.T) {
	w := Words{lang: English, words: map[string]string{"a": "{1} of {0}", "n": "{0} shops in {1}", "n.one": "{0} shop in {1}"}}
	for _, c := range [][2]string{
		{w.T("a", "x", "{0}"), "{0} of x"},
		{w.T("b"), "«b»"},
		{w.N("n", 1, "Garum"), "1 shop in Garum"},
		{w.N("n", 1234, "Garum"), "1,234 shops in Garum"},
		{w.URL("/toko?hal=2"), "/en/toko?hal=2"},
		{w.URL("/"), "/en/"},
		{w.URL("/en/toko"), "/en/toko"},
		{w.URL("/entong"), "/en/entong"},
		{w.URL("https://wa.me/62"), "https://wa.me/62"},
		{Words{}.URL("/toko"), "/toko"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func TestFormatsFollowTheLanguage(t *testing.T) {
	id, en := Words{lang: Indonesian}, Words{lang: English}
	at := time.Date(2026, 5, 11, 17, 30, 0, 0, time.UTC) // already the 12th in Blitar
	for _, c := range [][2]string{
		{id.DateTime(at), "12 Mei 2026, 00.30 WIB"},
		{en.Date(at), "12 May 2026"},
		{id.DayMonth(at), "12 Mei"},
		{id.Date(time.Time{}), ""},
		{id.Number(1234567), "1.234.567"},
		{id.Number(-1000), "-1.000"},
		{id.Grams(450), "450 g"},
		{id.Grams(1200), "1,2 kg"},
		{en.Grams(1050), "1.05 kg"},
		{id.Grams(5000), "5 kg"},
		{Phone("6281234567890"), "0812-3456-7890"},
		{Phone("abc"), "abc"},
		{WhatsApp("0812-3456 7890", "Wajik & teh"), "https://wa.me/6281234567890?text=Wajik%20%26%20teh"},
		{WhatsApp("", "x"), ""},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}
