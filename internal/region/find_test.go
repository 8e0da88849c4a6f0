package region_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"beli/internal/region"
)

func labels(b *region.Book, places []region.Place) string {
	var list []string
	for _, p := range places {
		list = append(list, b.Label(p.Code))
	}
	return strings.Join(list, "\n")
}

func TestFind_puts_what_was_meant_first(t *testing.T) {
	b := open(t)
	for query, want := range map[string]string{
		"plumbangan doko":   "35.05.18.2003",
		"DOKO plumb":        "35.05.18.2003",
		"plumbangan":        "35.05.18.2003",
		"kanigoro blitar":   "35.05.10.1008",
		"66186":             "35.05.18.2001",
		"66186 plumbangan":  "35.05.18.2003",
		"kepanjen kidul":    "35.72.01.1001",
		"olak alen":         "35.05.21.2008",
		"desa olak-alen":    "35.05.21.2008",
		"kel. gambir dki":   "31.71.01.1001",
		"sukorejo udanawu":  "35.05.02.2009",
		"ngadirejo blitar":  "35.72.01.1002",
		"kauman srengat":    "35.05.03.1010",
		"pakaan laok":       "35.26.18.2011",
		"paka'an laok":      "35.26.18.2011",
		"cibaduyut bandung": "32.73.17.1003",
		"Desa Plumbangan, Kec. Doko, Kab. Blitar, Jawa Timur 66186":            "35.05.18.2003",
		"Kel. Gambir, Kec. Gambir, Kota Adm. Jakarta Pusat, DKI Jakarta 10110": "31.71.01.1001",
	} {
		found := b.Find(query, 5)
		if len(found) == 0 || found[0].Code != want {
			t.Errorf("Find(%q) begins with\n%s\nwant %s", query, labels(b, found), b.Label(want))
		}
	}
}

func TestFind_by_kecamatan_lists_its_villages_then_itself(t *testing.T) {
	b := open(t)
	found := b.Find("doko blitar", 50)
	if len(found) != 11 || found[0].Name != "Doko" || found[0].Level != region.Village {
		t.Fatalf("found\n%s", labels(b, found))
	}
	for _, p := range found[:10] {
		if !strings.HasPrefix(p.Code, "35.05.18.") {
			t.Errorf("%s is not in Doko", b.Label(p.Code))
		}
	}
	if found[10].Code != "35.05.18" {
		t.Errorf("last is %s", b.Label(found[10].Code))
	}
}

func TestFind_by_postal_code_lists_exactly_its_villages(t *testing.T) {
	b := open(t)
	found := b.Find("66186", 50)
	if len(found) != 10 {
		t.Errorf("%d villages: %s", len(found), names(found))
	}
	for _, p := range b.Find("6618", 100) {
		if !strings.HasPrefix(p.PostalCode, "6618") {
			t.Errorf("%s has another postal code", b.Label(p.Code))
		}
	}
}

func TestFind_prefers_Blitar_among_equal_names(t *testing.T) {
	b := open(t)
	found := b.Find("sukorejo", 6)
	for i, p := range found {
		if region.InBlitar(p.Code) != (i < 4) || p.Name != "Sukorejo" {
			t.Errorf("%d: %s", i+1, b.Label(p.Code))
		}
	}
	if len(found) != 6 {
		t.Errorf("%d found", len(found))
	}
}

func TestFind_gives_nothing_for_nothing(t *testing.T) {
	b := open(t)
	for _, query := range []string{"", "   ", "!?,.", "zzzyx", "plumbangan surabaya", "99999", "'", "\x00\xff"} {
		if found := b.Find(query, 10); len(found) != 0 {
			t.Errorf("Find(%q) = %s", query, names(found))
		}
	}
	if found := b.Find("doko", 0); len(found) != 0 {
		t.Errorf("limit 0 gives %s", names(found))
	}
	if found := b.Find("desa", 3); len(found) != 3 {
		t.Errorf("a word that is only a kind of place gives %d", len(found))
	}
}

func TestFind_survives_any_text(t *testing.T) {
	b := open(t)
	for _, query := range []string{
		strings.Repeat("a ", 500), strings.Repeat("sumber ", 40), strings.Repeat("9", 300), "a b c d e f g h i j k", strings.Repeat("ü", 150),
	} {
		if found := b.Find(query, 10); len(found) > 10 {
			t.Errorf("Find(%.20q) gives %d", query, len(found))
		}
	}
}

func FuzzFind(f *testing.F) {
	b := open(f)
	for _, seed := range []string{"plumbangan doko", "66186", "kota blitar", "\xff' 1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		found := b.Find(query, 7)
		if len(found) > 7 {
			t.Fatalf("%d results", len(found))
		}
		for _, p := range found {
			if b.Label(p.Code) == "" || !utf8.ValidString(p.Name) {
				t.Fatalf("%+v", p)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	book := open(b)
	for name, query := range map[string]string{
		"two_words": "plumbangan doko", "one_letter": "s", "postal": "66186",
		"label":   "Desa Plumbangan, Kec. Doko, Kab. Blitar, Jawa Timur 66186",
		"nothing": "sumber suko karang jaya",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				book.Find(query, 10)
			}
		})
	}
}
