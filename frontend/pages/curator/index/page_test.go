package index_test

import (
	"strings"
	"testing"

	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/curatortest"
	"beli/frontend/pages/curator/index"
)

func TestTheRegisterShowsEveryStateAndKeepsItsFilter(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		root := curatortest.Check(t, s, "index", index.View(index.Page{Screen: s, Rows: curatortest.Shops(), Total: 70, Number: 1, Last: 3, Kecamatan: "35.05.11",
			Kecamatans: curatortest.Kecamatans(), State: curator.ShopVerified, Text: "contoh"}))
		said := curatortest.Main(root)
		for _, state := range curator.ShopStates() {
			if !strings.Contains(said, s.T("curator.shop_"+string(state))) {
				t.Errorf("%s is not there", state)
			}
		}
		if !curatortest.Link(root, s.URL("/kurator/semua-toko?hal=2&kecamatan=35.05.11&q=contoh&status=verified")) {
			t.Error("the next page forgets the filter")
		}
	})
}

func TestNoShopAtAllAndNoShopFoundAreDifferent(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		none := curatortest.Main(curatortest.Check(t, s, "index-none", index.View(index.Page{Screen: s})))
		miss := curatortest.Main(curatortest.Check(t, s, "index-miss", index.View(index.Page{Screen: s, Text: "zzz"})))
		if !strings.Contains(none, s.T("curator.no_shops")) || !strings.Contains(miss, s.T("curator.no_match")) {
			t.Errorf("%s\n%s", none, miss)
		}
	})
}
