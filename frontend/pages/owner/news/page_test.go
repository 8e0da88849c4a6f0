package news

import (
	"strings"
	"testing"

	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
)

func TestNewNoticesAreMarkedAndCanBeRead(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := Page{Screen: s, Unread: 1, Items: []Item{
			{When: "21 November 2026, 14.30 WIB", Subject: "Pesanan baru BPB-7K2M4-1", Body: "Satu baris.\nBaris lain.", URL: s.At("pesanan", "BPB-7K2M4-1"), ChatURL: "https://wa.me/628123456789", New: true},
			{When: "20 November 2026, 09.00 WIB", Subject: "Toko terverifikasi", Body: "Sudah tampil.", URL: s.At("tugas")}}}
		root := ownertest.Check(t, s, "news", View(p))
		if text := ownertest.Text(root); strings.Count(text, s.T("owner.news_new")+" ") < 1 || !strings.Contains(text, "Satu baris.") {
			t.Errorf("the notices read %s", text)
		}
		if ownertest.Names(root, s.At("kabar")) != "csrf" {
			t.Error("they cannot be marked as read")
		}
	})
}

func TestWithoutNoticesThePageSaysWhatComesThere(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		root := ownertest.Check(t, s, "news-none", View(Page{Screen: s}))
		if !strings.Contains(ownertest.Text(root), s.T("owner.news_none_text")) || ownertest.Names(root, s.At("kabar")) != "" {
			t.Error("an empty list does not explain itself")
		}
	})
}
