package plain_test

import (
	"strings"
	"testing"

	"beli/internal/plain"
)

func TestLine_is_one_line_that_nobody_can_turn_around(t *testing.T) {
	for typed, want := range map[string]string{
		"  Keripik   tempe\tBu Tin \n":   "Keripik tempe Bu Tin",
		"satu\r\ndua":                    "satu dua",
		"Toko\x00 \x1bBlitar":            "Toko Blitar",
		"\u202eedoc\u202c":               "edoc",
		"\u2067aman\u2069":               "aman",
		"a\u200eb\u200fc":                "abc",
		"pecah\xff\xfe":                  "pecah",
		"satu\u2028dua":                  "satu dua",
		"Jaranan Sentherewe, \u00bd kg…": "Jaranan Sentherewe, ½ kg…",
	} {
		if got := plain.Line(typed); got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
}

func TestText_keeps_paragraphs_and_nothing_invisible(t *testing.T) {
	for typed, want := range map[string]string{
		"\n satu\r\n\r\ndua\rtiga \n": "satu\n\ndua\ntiga",
		"satu\u202e\x07 dua":          "satu dua",
		"- gula\n\t- kelapa":          "- gula\n\t- kelapa",
	} {
		if got := plain.Text(typed); got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
}

func TestLonger_and_Cut_count_letters_not_bytes(t *testing.T) {
	five := strings.Repeat("é", 5)
	if plain.Longer(five, 5) || !plain.Longer(five, 4) {
		t.Error("five letters are not counted as five")
	}
	if got := plain.Cut(five, 5); got != five {
		t.Errorf("what fits became %q", got)
	}
	if got := plain.Cut(five, 3); got != "éé…" {
		t.Errorf("cut to %q", got)
	}
}
