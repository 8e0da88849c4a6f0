package curator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/curatortest"
)

// A curator never meets the key of an act: whatever the log can hold has words.
func TestEveryActThatTheLogKeepsHasWords(t *testing.T) {
	s := curatortest.Screen(t, "id")
	made := regexp.MustCompile(`(?:\.(?:note|edit|act|tell|decide|staffAct)\(.*|Act: |act(?:, outcome)? :?= )"((?:shop|product|collection)\.[a-z_]+|staff_[a-z]+)"`)
	seen := 0
	for _, domain := range []string{"shop", "catalog", "promo", "account", "curation"} {
		files, err := filepath.Glob("../../../internal/" + domain + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range made.FindAllStringSubmatch(string(source), -1) {
				seen++
				if !s.Has("audit." + m[1]) {
					t.Errorf("%s logs %q, which has no words", file, m[1])
				}
			}
		}
	}
	if seen < 28 {
		t.Fatalf("found only %d acts: the scan does not see the domains", seen)
	}
}

func TestAListKeepsItsFilterWhenOneTurnsThePage(t *testing.T) {
	s := curatortest.Screen(t, "en")
	l := curator.List{Path: "/kurator/toko", Number: 2, Last: 3, Params: []curator.Param{{Name: "status", Value: "verified"}, {Name: "q", Value: "wajik & opak"}, {Name: "kecamatan"}}}
	p := s.PagesOf(l)
	if p.PreviousURL != "/en/kurator/toko?q=wajik+%26+opak&status=verified" || p.NextURL != "/en/kurator/toko?hal=3&q=wajik+%26+opak&status=verified" {
		t.Errorf("previous %s, next %s", p.PreviousURL, p.NextURL)
	}
	l.Number = 3
	if p = s.PagesOf(l); p.NextURL != "" {
		t.Errorf("after the last page comes %s", p.NextURL)
	}
	if p = s.PagesOf(curator.List{Path: "/kurator/toko"}); p.NextURL != "" || p.PreviousURL != "" || p.Number != 1 {
		t.Errorf("an empty list leads on: %+v", p)
	}
}

func TestAdminPlacesAreForAdminsAlone(t *testing.T) {
	s := curatortest.Screen(t, "id")
	if n := len(s.Shell(curator.Desk, "desk", "x").Desk.Nav); n != 9 {
		t.Errorf("an admin sees %d places", n)
	}
	s.Viewer.IsAdmin = false
	for _, l := range s.Shell(curator.Desk, "desk", "x").Desk.Nav {
		if strings.HasPrefix(l.URL, "/admin") {
			t.Errorf("a curator is led to %s", l.URL)
		}
	}
}

func TestANoticeLeadsToTheNextThatWaitsElseToTheDesk(t *testing.T) {
	s := curatortest.Screen(t, "id")
	if n := s.Next("/x", "x", "/kurator", "y"); n.Text != "" || n.URL != "" {
		t.Errorf("a page that was merely opened has the notice %+v", n)
	}
	s.Flash = components.Notice{Tone: components.Good, Text: "Selesai."}
	if n := s.Next("/kurator/toko/2", "berikutnya", "/kurator", "meja"); n.URL != "/kurator/toko/2" || n.Action != "berikutnya" {
		t.Errorf("%+v", n)
	}
	if n := s.Next("", "berikutnya", "/kurator", "meja"); n.URL != "/kurator" || n.Action != "meja" {
		t.Errorf("%+v", n)
	}
}

func TestTickedSentencesAndOwnWordsBecomeOneReason(t *testing.T) {
	r := curator.Reason{Ready: []string{"Foto kurang jelas.", " "}, Text: " Foto ulang, ya. "}
	if got := r.Join(); got != "Foto kurang jelas.\nFoto ulang, ya." {
		t.Errorf("%q", got)
	}
	if got := (curator.Reason{Text: "  "}).Join(); got != "" {
		t.Errorf("blanks became a reason: %q", got)
	}
	s := curatortest.Screen(t, "id")
	options := s.ReadyReasons("curator.ready_shop_", curator.Reason{Ready: []string{s.T("curator.ready_shop_2")}})
	if len(options) < 3 || options[0].Chosen || !options[1].Chosen {
		t.Errorf("the tick is lost: %+v", options)
	}
}

// A link of the error summary must not lead to a field that a review does not have.
func TestASummaryLinksToTheReasonAlone(t *testing.T) {
	in := []components.FieldError{{Name: "reason", Text: "kosong"}, {Name: "halal_state", Label: "Halal", Text: "perlu"}}
	got := curator.Summary(in, false)
	if len(got) != 2 || got[0].Name != "reason" || got[1].Name != "" || got[1].Text != "Halal: perlu" || in[1].Name != "halal_state" {
		t.Errorf("%+v, of %+v", got, in)
	}
	if curator.Summary(in, true) != nil {
		t.Error("a collision is told twice")
	}
}

func TestRolesInTheLogAreWords(t *testing.T) {
	s := curatortest.Screen(t, "id")
	if got := s.ReasonWords(curator.Act{Key: "staff_role", Reason: "none"}); got != "Selesai bertugas" {
		t.Errorf("%q", got)
	}
	if got := s.ReasonWords(curator.Act{Key: "shop.reject", Reason: "admin"}); got != "admin" {
		t.Errorf("a reason was changed to %q", got)
	}
	if got := s.ActWords(curator.Act{Key: "shop.unheard_of"}); got != "shop.unheard_of" {
		t.Errorf("an unknown act is hidden behind %q", got)
	}
}
