package search

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"beli/internal/money"
)

func TestOneWritingForOneThing(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Wajik KLETIK", "wajik kletik"},
		{"jimbé", "jimbe"},
		{"oleh2", "oleh oleh"},
		{"Oleh-oleh", "oleh oleh"},
		{"muraaahhh", "murah"},
		{"Jum'at berkah", "jumat berkah"},
		{"250gr", "250g"}, {"250 g", "250g"}, {"250 Gram", "250g"}, {"¼ kg", "250g"}, {"1/4kg", "250g"}, {"0,25 kg", "250g"},
		{"1 kg", "1000g"}, {"1.000 g", "1000g"}, {"1,5 liter", "1500ml"}, {"2 ons", "200g"},
		{"Koi 20-25 cm", "koi 20cm 25cm"}, {"bibit 5 - 7 cm", "bibit 5 7cm"},
		{"isi 10", "isi 10"}, {"2x1 m", "2x1 m"}, {"Rp25.000", "rp25 000"},
		{"ＷＡＪＩＫ", "wajik"},
		{"tas\u200b🧺batok", "tas batok"},
		{"kakao 60% 100 g", "kakao 60 100g"},
		{"100000", "100000"},
		{"---", ""}, {"", ""}, {"'", ""}, {"1/0 kg", "1 0 kg"},
		{"\xff\xfewajik", "wajik"},
	} {
		if got := strings.Join(Words(c.text), " "); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestOldAndJavaneseSpellingsMeet(t *testing.T) {
	for _, pair := range [][2]string{{"gethuk", "getuk"}, {"djamoe", "jamu"}, {"bathik", "batik"}, {"tjap", "cap"}, {"lodho", "lodo"}, {"syal", "sal"}} {
		if Fold(pair[0]) != pair[1] {
			t.Errorf("%s folds to %s, want %s", pair[0], Fold(pair[0]), pair[1])
		}
	}
}

func normaliser(t testing.TB) *Normaliser {
	t.Helper()
	n, err := NewNormaliser()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func others(p Parsed) []string {
	var out []string
	for _, o := range p.Others {
		out = append(out, strings.Join(o.Words, " "))
	}
	return out
}

func TestSpellingsAreTakenInBothDirections(t *testing.T) {
	n := normaliser(t)
	for _, c := range []struct{ text, other string }{
		{"coklat", "cokelat"}, {"cokelat", "coklat"}, {"coklat", "chocolate"},
		{"kaos", "kaus"}, {"kaus", "kaos"}, {"toples", "stoples"}, {"sambel pecel", "sambal pecel"},
		{"wajik kletek", "wajik kletik"}, {"wajik kletik", "wajik klethik"},
		{"temu lawak", "temulawak"}, {"souvenir", "suvenir"}, {"gerabah", "tanah liat"},
		{"djimbe", "jimbe"}, {"klethik", "kletik"},
	} {
		p := n.Parse(c.text)
		found := len(p.Terms) == 1 && p.Terms[0].Fold == c.other
		for _, o := range others(p) {
			found = found || o == c.other
		}
		if !found {
			t.Errorf("%q is not taken for %q too: %q", c.text, c.other, others(p))
		}
	}
}

func TestWordsThatSayNothingNeverEmptyAQuery(t *testing.T) {
	n := normaliser(t)
	if p := n.Parse("jual wajik yang murah"); len(p.Terms) != 2 || p.Terms[0].Optional || !p.Terms[1].Optional {
		t.Errorf("got %+v", p.Terms)
	}
	if p := n.Parse("yang untuk"); len(p.Terms) != 2 {
		t.Errorf("only stop words: got %+v", p.Terms)
	}
	if p := n.Parse("murah"); len(p.Terms) != 1 || p.Terms[0].Optional {
		t.Errorf("only a hint: got %+v", p.Terms)
	}
}

func TestACodeIsSeenInEitherCase(t *testing.T) {
	n := normaliser(t)
	if p := n.Parse(" wj7k2m9p "); p.Code != "WJ7K2M9P" {
		t.Errorf("got %q", p.Code)
	}
	for _, s := range []string{"wajik kletik", "abc", "ABCDEI234", "WJ7K2M9PWJ7K2M9P"} {
		if p := n.Parse(s); p.Code != "" {
			t.Errorf("%q was read as code %q", s, p.Code)
		}
	}
}

func TestQueryIsBroughtIntoItsBounds(t *testing.T) {
	q := Query{Text: strings.Repeat("ä", 10_000), PriceMin: 50, PriceMax: 20, Halal: 7, Ready: "x", Sort: "'; drop", Delivery: "x"}.Clean()
	want := Query{Text: strings.Repeat("ä", MaxQueryRunes), PriceMin: 20, PriceMax: 50, Sort: Relevance}
	want.Page = want.Page.Clean()
	if !reflect.DeepEqual(q, want) {
		t.Errorf("got %+v", q)
	}
}

func TestPriceRangesCoverEveryPriceOnce(t *testing.T) {
	for _, p := range []int64{0, 1, 24_999, 25_000, 49_999, 50_000, 99_999, 100_000, 1 << 40} {
		n := 0
		for _, r := range PriceRanges() {
			if r.Has(money.Rupiah(p)) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d lies in %d ranges", p, n)
		}
	}
}

func TestRelativesShareAStem(t *testing.T) {
	for _, pair := range [][2]string{{"anyaman", "anyam"}, {"anyam", "anyaman"}, {"jajan", "jajanan"}, {"nikah", "pernikahan"},
		{"membatik", "batik"}, {"batik", "membatik"}, {"pengiriman", "kirim"}, {"kirim", "pengiriman"}, {"penghias", "hias"}} {
		found := false
		for _, r := range Relatives(pair[0]) {
			found = found || r == pair[1]
		}
		if !found {
			t.Errorf("%s does not lead to %s: %q", pair[0], pair[1], Relatives(pair[0]))
		}
	}
}

func TestMarkedPartsJoinToTheText(t *testing.T) {
	text := "Wajik Kléthik (isi 5) wajikan"
	parts := Mark(text, []MarkedWord{{Word: "kletik"}, {Word: "waj", Prefix: true}})
	want := []Part{{"Wajik", true}, {" ", false}, {"Kléthik", true}, {" (isi 5) ", false}, {"wajikan", true}}
	if !reflect.DeepEqual(parts, want) {
		t.Errorf("got %+v", parts)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"Wajik 1/4 kg", "oleh2", "20-25 cm", "ﷺ½½½", "1.1.1,1/2/3kg", "\xff", "a\u0301́"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range Words(s) {
			if w == "" || strings.ContainsAny(w, " -,/'") || !utf8.ValidString(w) {
				t.Fatalf("%q gave the word %q", s, w)
			}
			if utf8.RuneCountInString(w) > maxWord+8 {
				t.Fatalf("%q gave a word of %d letters", s, utf8.RuneCountInString(w))
			}
			if Fold(Fold(w)) == "" {
				t.Fatalf("%q folds to nothing", w)
			}
		}
		var b strings.Builder
		for _, p := range Mark(s, []MarkedWord{{Word: "a", Prefix: true}, {Word: "b"}}) {
			b.WriteString(p.Text)
		}
		if b.String() != s {
			t.Fatalf("marked parts of %q join to %q", s, b.String())
		}
	})
}

func FuzzParse(f *testing.F) {
	n := normaliser(f)
	for _, s := range []string{"sambel pecel", "yang untuk dan", strings.Repeat("coklat ", 40), "WJ7K2M9P", "\"(", "ﷺ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := n.Parse(s)
		if len(p.Terms) > MaxTerms || len(p.Others) > maxOthers {
			t.Fatalf("%q gave %d terms and %d other ways", s, len(p.Terms), len(p.Others))
		}
		for _, o := range p.Others {
			if o.From < 0 || o.From >= o.To || o.To > len(p.Terms) || len(o.Words) == 0 || o.Weight <= 0 || o.Weight > 1 {
				t.Fatalf("%q gave %+v", s, o)
			}
		}
		required := 0
		for _, term := range p.Terms {
			if term.Word == "" || term.Fold == "" {
				t.Fatalf("%q gave %+v", s, term)
			}
			if !term.Optional {
				required++
			}
		}
		if len(p.Terms) > 0 && required == 0 {
			t.Fatalf("%q asks for nothing", s)
		}
	})
}
