package desk_test

import (
	"strings"
	"testing"

	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/curatortest"
	"beli/frontend/pages/curator/desk"
)

func TestTheDeskSaysHowMuchWaitsAndHowLong(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		p := desk.Page{Screen: s, Shops: desk.Queue{Count: 7, Oldest: s.Age(72 * 3600e9)}, Products: desk.Queue{Count: 12, Oldest: s.Age(5 * 3600e9)}, Numbers: desk.Queue{Count: 5, Oldest: s.Age(9 * 24 * 3600e9)},
			Collections: []curator.CollectionRow{{ID: 3, Title: "Oleh-oleh akhir tahun", Phase: curator.Running, Dates: "1–31 Desember 2026", Items: 12}, {ID: 4, Title: "Batik untuk hari jadi", Phase: curator.Scheduled, Dates: "1–5 Januari 2027", Items: 8}},
			Acts:        curatortest.Acts()}
		root := curatortest.Check(t, s, "desk", desk.View(p))
		said := curatortest.Main(root)
		for _, want := range []string{s.T("curator.waits", "24"), s.T("curator.oldest", s.N("shell.age_days", 3)), s.T("curator.none_waits"), s.T("audit.role_curator")} {
			if !strings.Contains(said, want) {
				t.Errorf("the desk does not say %q: %s", want, said)
			}
		}
		if !curatortest.Link(root, s.URL("/kurator/produk?tab=unchecked")) || !curatortest.Link(root, s.URL("/kurator/koleksi/3")) {
			t.Error("a queue or a collection has no link")
		}
	})
}

func TestAnEmptyDeskSaysSoInWords(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		said := curatortest.Main(curatortest.Check(t, s, "desk-empty", desk.View(desk.Page{Screen: s})))
		for _, want := range []string{s.T("curator.nothing_waits"), s.T("curator.no_collection_now"), s.T("audit.none")} {
			if !strings.Contains(said, want) {
				t.Errorf("%q is not said: %s", want, said)
			}
		}
	})
}
