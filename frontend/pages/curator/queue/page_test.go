package queue_test

import (
	"strings"
	"testing"

	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/curatortest"
	"beli/frontend/pages/curator/queue"
	"beli/frontend/pagetest"
)

func products() []queue.ProductRow {
	return []queue.ProductRow{
		{ID: 11, Code: "7KM2QP", Name: "Wajik kletik bungkus klobot, satu renteng isi 5", Photo: pagetest.Photo(0, ""), ShopID: 1, Shop: "Wajik Contoh", ShopState: curator.ShopSubmitted, Category: "Jajanan",
			State: curator.ProductPublished, Halal: "ID35110001234560823", PIRT: "2063505010123-29", Sent: "18 November 2026, 09.12 WIB", Age: "3 hari lalu", Published: "2 Oktober 2026"},
		{ID: 12, Code: "4RT9XA", Name: "Opak gambir wijen", LiveName: "Opak gambir", Photo: pagetest.Photo(1, ""), ShopID: 2, Shop: "Opak Contoh", ShopState: curator.ShopVerified, Category: "Jajanan",
			State: curator.ProductTakenDown, Sent: "20 November 2026, 16.45 WIB", Age: "21 jam lalu", Published: "5 Oktober 2026"},
	}
}

func TestEveryTabOfTheQueuesIsATableThatSaysItsOrder(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		for _, tab := range queue.ProductTabs() {
			p := queue.Page{Screen: s, Kind: queue.Products, Tab: tab, Products: products(), Total: 2, Number: 1, Last: 1, Kecamatans: curatortest.Kecamatans()}
			root := curatortest.Check(t, s, "queue-"+string(tab), queue.View(p))
			if curatortest.Sorted(root) != 1 {
				t.Errorf("%s: %d columns say that they are sorted", tab, curatortest.Sorted(root))
			}
			if !curatortest.Link(root, s.ProductURL(11)) || !curatortest.Link(root, s.ShopURL(2)) {
				t.Errorf("%s: a row leads nowhere", tab)
			}
		}
		for _, state := range append(curator.ShopStates(), "") {
			p := queue.Page{Screen: s, Kind: queue.Shops, Tab: queue.Tab(state), Shops: curatortest.Shops(), Total: 120, Number: 2, Last: 5, Kecamatans: curatortest.Kecamatans()}
			root := curatortest.Check(t, s, "queue-shops-"+string(state), queue.View(p))
			if curatortest.Sorted(root) != 1 || !curatortest.Link(root, s.ShopURL(1)) {
				t.Errorf("%s: not sorted, or no link", state)
			}
		}
	})
}

func TestAFilterStaysInTheAddressOfTabAndPage(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		p := queue.Page{Screen: s, Kind: queue.Products, Tab: queue.All, Text: "wajik", ShopID: 4, ShopName: "Wajik Contoh", Products: products(), Total: 60, Number: 1, Last: 3}
		root := curatortest.Check(t, s, "queue-filtered", queue.View(p))
		if !curatortest.Link(root, s.URL("/kurator/produk?hal=2&q=wajik&tab=all&toko=4")) {
			t.Error("the next page forgets the filter")
		}
		if !curatortest.Link(root, s.URL("/kurator/produk?tab=all")) {
			t.Error("the filter cannot be cleared")
		}
		if form := curatortest.Form(root, s.URL("/kurator/produk")); form == nil || strings.Join(curatortest.Names(form), " ") != "tab toko q" {
			t.Errorf("the search forgets the tab or the shop")
		}
	})
}

func TestEmptyQueuesAndEmptySearchesSayDifferentThings(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		for name, c := range map[string]struct {
			page queue.Page
			want string
		}{
			"shops":     {queue.Page{Kind: queue.Shops}, "curator.empty_shops"},
			"first":     {queue.Page{Kind: queue.Products}, "curator.empty_products"},
			"later":     {queue.Page{Kind: queue.Products, Tab: queue.Later}, "curator.empty_changes"},
			"unchecked": {queue.Page{Kind: queue.Products, Tab: queue.Unchecked}, "curator.empty_numbers"},
			"down":      {queue.Page{Kind: queue.Products, Tab: queue.TakenDown}, "curator.empty_tab"},
			"searched":  {queue.Page{Kind: queue.Shops, Text: "zzz"}, "curator.no_match"},
		} {
			c.page.Screen = s
			if said := curatortest.Main(curatortest.Check(t, s, "queue-empty-"+name, queue.View(c.page))); !strings.Contains(said, s.T(c.want)) {
				t.Errorf("%s: %s", name, said)
			}
		}
	})
}
