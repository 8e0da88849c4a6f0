package audit_test

import (
	"strings"
	"testing"

	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/audit"
	"beli/frontend/pages/curator/curatortest"
)

func TestTheLogSaysWhoDidWhatToWhomAndWhy(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		root := curatortest.Check(t, s, "audit", audit.View(audit.Page{Screen: s, Acts: curatortest.Acts(), Total: 240, Number: 2, Last: 10, Kind: "shop", ID: 1, Object: "Wajik Contoh"}))
		said := curatortest.Main(root)
		for _, want := range []string{s.T("audit.shop.needs_work"), "Foto toko belum ada.", s.T("audit.role_curator"), s.T("audit.system"), s.T("audit.caption_one", "Wajik Contoh")} {
			if !strings.Contains(said, want) {
				t.Errorf("%q is not said", want)
			}
		}
		if !curatortest.Link(root, s.ProductURL(12)) || !curatortest.Link(root, s.CollectionURL(3)) || !curatortest.Link(root, s.URL("/kurator/riwayat?hal=3&id=1&kind=shop")) {
			t.Error("an object or the next page has no link")
		}
		if curatortest.Sorted(root) != 1 {
			t.Error("the log does not say its order")
		}
	})
}

func TestAnEmptyLogSaysSo(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		if said := curatortest.Main(curatortest.Check(t, s, "audit-empty", audit.View(audit.Page{Screen: s}))); !strings.Contains(said, s.T("audit.none")) {
			t.Error(said)
		}
	})
}
