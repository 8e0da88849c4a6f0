package privacy

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func TestNoticeNamesItsVersionTheLawsAndTheTimes(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		b := pagetest.Base(t, lang, layouts.Public)
		b.Page, b.Title = "privacy", b.T("info.privacy_title")
		b.Agency.Email = "pasar@contoh.test"
		var words strings.Builder
		for n := range pagetest.Check(t, "privacy-"+lang, View(Page{b})).Descendants() {
			if n.Type == html.TextNode {
				words.WriteString(n.Data)
			}
		}
		for _, want := range []string{Version, "27/2022", "80/2019", "10", "3 × 24", "Dinas Contoh Kabupaten Blitar", "pasar@contoh.test", "0853-1111-1010"[1:]} {
			if !strings.Contains(words.String(), want) {
				t.Errorf("%s: %q is not said", lang, want)
			}
		}
	}
}
