package evaluation

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The files are invented.
const (
	shelfFile = "id,name,category,aliases\n" +
		"K1,\"Keripik Gadung, Pedas\",Makanan > Keripik,gadung goreng\n" +
		"K2,Keripik Talas,Makanan > Keripik,\n" +
		"S1,Sapu Ijuk,Rumah,\n"
	askedFile  = "qid,query,relevant_2,related_1\nQ1,kripik,K1 K2 K1,\nQ2,sapu,S1,K1\n"
	titleFile  = "posting_id,title,label_group\nt1,Payung Lipat,9\nt2,Payung Lipat Tebal,9\nt3,Ember,8\n"
	groupsFile = `{"qid":"g9","query_full":"Payung Lipat","query_full_id":"t1","query_short":"payung","query_typo":null,"group":["t1","t2"]}` + "\n\n" +
		`{"qid":"g8","query_full":null,"query_short":null,"query_typo":"ebmer","group":["t3"]}`
)

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadProducts_gives_documents_name_and_category_alone(t *testing.T) {
	set, err := ReadProducts(written(t, "p.csv", "\xef\xbb\xbf"+strings.ReplaceAll(shelfFile, "\n", "\r\n")), written(t, "q.csv", askedFile))
	if err != nil {
		t.Fatal(err)
	}
	d := set.Documents[0]
	if d.ID != 1 || d.Name != "Keripik Gadung, Pedas" || !reflect.DeepEqual(d.CategoryNames, []string{"Makanan", "Keripik"}) ||
		!reflect.DeepEqual(d.CategoryPath, []string{"makanan", "makanan-keripik"}) {
		t.Errorf("document %+v", d)
	}
	d.ID, d.Name, d.CategoryNames, d.CategoryPath = 0, "", nil, nil
	if !reflect.ValueOf(d).IsZero() {
		t.Errorf("the document holds more than name and category: %+v", d)
	}
	want := []Question{{ID: "Q1", Kind: "query", Text: "kripik", Right: []int64{1, 2}}, {ID: "Q2", Kind: "query", Text: "sapu", Right: []int64{3}}}
	if !reflect.DeepEqual(set.Questions, want) {
		t.Errorf("questions %+v, want %+v", set.Questions, want)
	}
}

func TestReadTitles_leaves_a_titles_own_posting_out_of_its_answers(t *testing.T) {
	want := []Question{
		{ID: "g9", Kind: "full", Text: "Payung Lipat", Right: []int64{2}, LeftOut: 1},
		{ID: "g9", Kind: "short", Text: "payung", Right: []int64{1, 2}},
		{ID: "g8", Kind: "typo", Text: "ebmer", Right: []int64{3}},
	}
	for name, form := range map[string]func(string) string{
		"plain": func(s string) string { return s },
		"gzip":  func(s string) string { return zipped(t, s) },
	} {
		// The names say the opposite: what a file is, its content decides.
		set, err := ReadTitles(written(t, "titles.csv", form(titleFile)), written(t, "groups.jsonl", form(groupsFile)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(set.Questions, want) {
			t.Errorf("%s: questions %+v, want %+v", name, set.Questions, want)
		}
	}
}

func TestReading_says_what_is_wrong_with_file_and_line(t *testing.T) {
	cut := zipped(t, titleFile+"t9,Gayung,7\n")
	flipped := []byte(zipped(t, titleFile))
	flipped[len(flipped)-6] ^= 0xff // of the checksum
	for name, c := range map[string]struct {
		read          func(a, b string) (Set, error)
		first, second string
		says          string
	}{
		"an empty catalogue":       {ReadProducts, "", askedFile, "first: the file is empty"},
		"a catalogue of a header":  {ReadProducts, "id,name,category\n", askedFile, "first: there is no row below the header"},
		"missing columns":          {ReadProducts, "id,nama,kategori\nK1,Keripik,Makanan\n", askedFile, "first, line 1: the columns lack name, category; there are id, nama, kategori"},
		"a short row":              {ReadProducts, shelfFile + "K3,Opak\n", askedFile, "first, line 5: the header has 4 columns, this row 2"},
		"a stray quotation mark":   {ReadProducts, shelfFile + "K3,Opak \"gambir,Makanan,\n", askedFile, "first, line 5: a quotation mark is out of place"},
		"a quotation never ended":  {ReadProducts, shelfFile + "K3,\"Opak,Makanan,\nK4,Opak,Makanan,\n", askedFile, "first, line 5: a quotation mark is out of place"},
		"an id that stands twice":  {ReadProducts, shelfFile + "K1,Opak,Makanan,\n", askedFile, "first, line 5: the id K1 stands in an earlier line"},
		"a product without id":     {ReadProducts, shelfFile + ",Opak,Makanan,\n", askedFile, "first, line 5: there is no id"},
		"a product without name":   {ReadProducts, shelfFile + "K3, ,Makanan,\n", askedFile, "first, line 5: K3 has no name"},
		"an empty file of queries": {ReadProducts, shelfFile, "", "second: the file is empty"},
		"a query without answers":  {ReadProducts, shelfFile, askedFile + "Q3,opak,,K1\n", `second, line 4: Q3: no product answers "opak"`},
		"a query without text":     {ReadProducts, shelfFile, askedFile + "Q3, ,K1,\n", "second, line 4: Q3: there is no text to search for"},
		"an unknown product":       {ReadProducts, shelfFile, askedFile + "Q3,opak,K1 K9,\n", `second, line 4: Q3: no product has the id "K9"`},
		"lines are counted within quotations": {ReadProducts, shelfFile, "qid,query,relevant_2\nQ1,\"kripik\ntalas\",K2\nQ2,opak,\n",
			`second, line 4: Q2: no product answers "opak"`},
		"a gzip of nothing":                 {ReadTitles, zipped(t, ""), groupsFile, "first: the file is empty"},
		"a gzip that is cut off":            {ReadTitles, cut[:len(cut)-9], groupsFile, "first: the gzip is damaged or cut off after line "},
		"a gzip that is cut off at its top": {ReadTitles, cut[:5], groupsFile, "first: the gzip is damaged or cut off"},
		"a gzip with a wrong sum":           {ReadTitles, string(flipped), groupsFile, "first: the gzip is damaged or cut off after line 4"},
		"groups in a broken gzip":           {ReadTitles, titleFile, zipped(t, groupsFile)[:60], "second: the gzip is damaged or cut off after line 0"},
		"empty lines for groups":            {ReadTitles, titleFile, "\n \n", "second: the file is empty"},
		"a line that is no JSON":            {ReadTitles, titleFile, groupsFile + "\n{\"qid\":", "second, line 4: this is no JSON object of a group"},
		"a group that is a word":            {ReadTitles, titleFile, `{"qid":"g1","query_short":"x","group":"t1"}`, "second, line 1: this is no JSON object of a group"},
		"a line without group":              {ReadTitles, titleFile, `{"qid":"g1","query_short":"x"}`, "second, line 1: g1: there is no group of ids"},
		"a group without query":             {ReadTitles, titleFile, `{"qid":"g1","query_shrt":"x","group":["t1"]}`, "second, line 1: g1: there is no query_full, query_short or query_typo"},
		"a full title of nobody":            {ReadTitles, titleFile, `{"qid":"g1","query_full":"x","group":["t1"]}`, "second, line 1: g1: query_full_id does not say whose title query_full is"},
		"a full title of an unknown one":    {ReadTitles, titleFile, `{"qid":"g1","query_full":"x","query_full_id":"t7","group":["t1"]}`, "second, line 1: g1: no product has the id t7"},
		"a title that only itself answers":  {ReadTitles, titleFile, `{"qid":"g1","query_full":"x","query_full_id":"t1","group":["t1"]}`, `second, line 1: g1: no product answers "x"`},
	} {
		t.Run(name, func(t *testing.T) {
			first, second := written(t, "first", c.first), written(t, "second", c.second)
			set, err := c.read(first, second)
			var p Problem
			if !errors.As(err, &p) {
				t.Fatalf("error %v", err)
			}
			p.File = filepath.Base(p.File)
			if !strings.HasPrefix(p.Error(), c.says) {
				t.Errorf("says %q, want %q", p.Error(), c.says)
			}
			if len(set.Documents) > 0 || len(set.Questions) > 0 {
				t.Error("half a set came with the problem")
			}
		})
	}
}

func TestReading_names_a_file_that_is_not_there(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.csv")
	if _, err := ReadProducts(path, path); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v", err)
	}
}
