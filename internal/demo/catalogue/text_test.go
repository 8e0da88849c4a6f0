package catalogue

import (
	"regexp"
	"strings"
	"testing"
)

var sentenceEnd = regexp.MustCompile(`[.!?]\s+`)

func sentences(text string) []string {
	var out []string
	for _, s := range sentenceEnd.Split(strings.TrimRight(text, ".!? "), -1) {
		out = append(out, strings.ToLower(strings.Join(strings.Fields(s), " ")))
	}
	return out
}

// texts are all running texts of the catalogue with the bounds of their words.
func texts(c Catalogue) []struct {
	of, text    string
	least, most int
} {
	var out []struct {
		of, text    string
		least, most int
	}
	add := func(of, text string, least, most int) {
		out = append(out, struct {
			of, text    string
			least, most int
		}{of, text, least, most})
	}
	for _, s := range c.Shops {
		add(s.Key, s.Story.ID, 40, 80)
		add(s.Key+" en", s.Story.EN, 25, 60)
	}
	for _, p := range c.Products {
		add(p.ID, p.Description.ID, 40, 90)
		add(p.ID+" en", p.Description.EN, 15, 40)
	}
	for _, col := range c.Collections {
		add(col.Slug, col.Text.ID, 8, 30)
		add(col.Slug+" en", col.Text.EN, 8, 30)
		for _, pick := range col.Picks {
			add(col.Slug+pick.Product, pick.Reason.ID, 4, 15)
			add(col.Slug+pick.Product+" en", pick.Reason.EN, 4, 15)
		}
	}
	return out
}

func TestTextsAreLongEnoughAndNoSentenceComesTwice(t *testing.T) {
	first := map[string]string{}
	for _, x := range texts(loaded(t)) {
		if n := len(strings.Fields(x.text)); n < x.least || n > x.most {
			t.Errorf("%s: %d words, wanted %d to %d", x.of, n, x.least, x.most)
		}
		if !strings.HasSuffix(x.text, ".") || strings.Contains(x.text, "  ") || strings.TrimSpace(x.text) != x.text {
			t.Errorf("%s: ends or is spaced badly: %q", x.of, x.text)
		}
		for _, s := range sentences(x.text) {
			if other, twice := first[s]; twice {
				t.Errorf("%s and %s both say %q", x.of, other, s)
			}
			first[s] = x.of
		}
	}
}

func TestNothingClaimsHealthBoastsOrNamesABrand(t *testing.T) {
	// Names of real makers and of persons of today that must not appear on an invented shop or product.
	brands := `prajitno|vita sari|sekar melati|puspita nusantara|arbilest|gapura batik|ababil|kembang turi|` +
		`kampung coklat|kampung cokelat|cap candi|gus iqdam|sarinah|indomie|bango|milo`
	claims := `menyembuhkan|mengobati|penyembuh|obat|khasiat|berkhasiat|kolesterol|diabetes|gula darah|kanker|stamina|` +
		`imun|detoks|cures?|heals?|healing|remedy|medicinal|immunity|detox`
	boasts := `terbaik|terenak|terlezat|termurah|nomor satu|no 1|paling enak|dijamin|best|finest|cheapest|number one|guaranteed`
	tone := `kamu|kak|gan|sis|gratis ongkir|buruan|halal`
	forbidden := regexp.MustCompile(`(?i)\b(` + brands + `|` + claims + `|` + boasts + `|` + tone + `)\b`)
	c := loaded(t)
	for _, x := range texts(c) {
		if word := forbidden.FindString(x.text); word != "" {
			t.Errorf("%s says %q", x.of, word)
		}
	}
	names := regexp.MustCompile(`(?i)\b(` + brands + `)\b`)
	for _, s := range c.Shops {
		if names.MatchString(s.Name + " " + s.Owner) {
			t.Errorf("shop %s bears a real name", s.Name)
		}
	}
	for _, p := range c.Products {
		if names.MatchString(p.Name.ID + " " + p.Name.EN + " " + strings.Join(p.Aliases, " ")) {
			t.Errorf("%s: %q bears a brand", p.ID, p.Name.ID)
		}
	}
}

func TestEnglishTextsAreEnglishAndIndonesianTextsIndonesian(t *testing.T) {
	indonesian := regexp.MustCompile(`(?i)\b(yang|dan|dengan|untuk|dari|tidak|kami)\b`)
	english := regexp.MustCompile(`(?i)\b(the|and|with|from|of|is|are)\b`)
	for _, x := range texts(loaded(t)) {
		wrong := english
		if strings.HasSuffix(x.of, " en") {
			wrong = indonesian
		}
		if word := wrong.FindString(x.text); word != "" {
			t.Errorf("%s holds the foreign word %q", x.of, word)
		}
	}
}
