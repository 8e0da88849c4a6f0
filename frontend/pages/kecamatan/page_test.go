package kecamatan

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func TestKecamatanIsSoundWithAndWithoutShops(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		b := pagetest.Base(t, lang, layouts.Public)
		b.Page, b.Title = "kecamatan", b.T("shop.district_title", "Kanigoro")
		p := Page{Base: b, Name: "Kanigoro", Region: "Kabupaten Blitar", Count: 4, Products: 17, Shops: pagetest.Shops(b.Words, 4),
			Trail:      []components.Link{{Label: b.T("shell.all_shops"), URL: b.URL("/toko")}, {Label: "Kanigoro"}},
			Rack:       components.Rack{Cards: pagetest.Cards(b.Words, 5), MoreURL: b.URL("/cari?kecamatan=kanigoro"), MoreLabel: b.T("buyer.see_all")},
			Neighbours: []components.Link{{Label: "Garum", URL: b.URL("/kecamatan/garum"), Count: "3"}, {Label: "Talun", URL: b.URL("/kecamatan/talun"), Count: "5"}},
			Tiles:      pagetest.Tiles(b.Words), InviteLink: "https://contoh.test/jual"}
		pagetest.Check(t, "kecamatan-"+lang, View(p))
		p.Shops, p.Count, p.Rack.Cards = nil, 0, nil
		pagetest.Check(t, "kecamatan-empty-"+lang, View(p))
	}
}

func TestInvitationTravelsWholeInTheChat(t *testing.T) {
	p := Page{Base: pagetest.Base(t, "id", layouts.Public), Name: "Doko", InviteLink: "https://contoh.test/jual?dari=a&b=c"}
	url := p.empty().Actions[1].URL
	if !strings.HasPrefix(url, "https://wa.me/?text=Halo%2C%20") || !strings.HasSuffix(url, "jual%3Fdari%3Da%26b%3Dc") {
		t.Errorf("the chat opens with %s", url)
	}
}
