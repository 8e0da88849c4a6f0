package web

import (
	"strings"
	"testing"
	"time"

	"beli/frontend/text"
)

func TestHelp_names_the_times_this_market_runs_with(t *testing.T) {
	words, err := text.Load()
	if err != nil {
		t.Fatal(err)
	}
	for d, want := range map[time.Duration]string{
		0: "", 45 * time.Minute: "45 minutes", time.Hour: "1 hour", 24 * time.Hour: "24 hours", 36 * time.Hour: "36 hours", 72 * time.Hour: "3 days",
	} {
		if got := span(words.Words(text.English), d); got != want {
			t.Errorf("%v is said as %q, want %q", d, got, want)
		}
	}
	got := terms(words.Words(text.Indonesian), Buying{PayWithin: time.Hour, Accept: 24 * time.Hour})
	if got.Pay != "1 jam" || got.Accept != "24 jam" || got.Ship != "" {
		t.Errorf("the help would say %+v", got)
	}
}

func TestStory_on_a_card_ends_with_its_sentence_or_at_a_word(t *testing.T) {
	if got := firstSentence("Bu Sri memasak gula kelapa sejak muda. Sekarang anaknya ikut."); got != "Bu Sri memasak gula kelapa sejak muda." {
		t.Errorf("got %q", got)
	}
	long := strings.Repeat("kata ", 40)
	if got := firstSentence(long); len(got) > 130 || !strings.HasSuffix(got, "kata…") {
		t.Errorf("got %q", got)
	}
}
