package help

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func TestHelpNamesTheMarketsOwnTermsAndTheWayOfAComplaint(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		b := pagetest.Base(t, lang, layouts.Public)
		b.Page, b.Title = "help", b.T("info.help_title")
		root := pagetest.Check(t, "help-"+lang, View(Page{Base: b, Terms: Terms{Pay: "61 menit", Accept: "25 jam", Ship: "49 jam", Complete: "4 hari", Answer: "2 hari kerja"}}))
		var words strings.Builder
		links := ""
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				words.WriteString(n.Data)
			}
			for _, a := range n.Attr {
				if a.Key == "href" {
					links += a.Val + " "
				}
			}
		}
		for _, want := range []string{"61 menit", "25 jam", "49 jam", "4 hari", "2 hari kerja"} {
			if !strings.Contains(words.String(), want) {
				t.Errorf("%s: %q is not said", lang, want)
			}
		}
		if strings.Contains(words.String(), "{") {
			t.Errorf("%s: a place was not filled", lang)
		}
		for _, want := range []string{"https://wa.me/6285311111010", "https://simpktn.kemendag.go.id", "tel:+62213441839", "https://wa.me/6281200000000"} {
			if !strings.Contains(links, want) {
				t.Errorf("%s: no way to %s", lang, want)
			}
		}
	}
}

func TestHelpWithoutAgencyAndTermsSaysNothingHalf(t *testing.T) {
	b := pagetest.Base(t, "id", layouts.Public)
	b.Agency = layouts.Agency{}
	answers := 0
	for n := range pagetest.Check(t, "help-bare", View(Page{Base: b})).Descendants() {
		if n.Data == "details" {
			answers++
		}
		if n.Type == html.TextNode && (strings.Contains(n.Data, "{") || strings.Contains(n.Data, "dalam ,") || strings.HasPrefix(n.Data, " setelah")) {
			t.Errorf("half a sentence: %q", n.Data)
		}
	}
	if answers < 12 {
		t.Errorf("only %d answers are left without terms", answers)
	}
}
