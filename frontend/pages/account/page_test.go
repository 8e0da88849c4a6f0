package account

import (
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner/ownertest"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Title, b.CSRF, b.Viewer = "", "token", layouts.Viewer{Name: "Sri", IsOwner: true}
	return Page{
		Base: b, Contact: "0812-3456-7890",
		Orders: []Order{
			{Code: "BPB-7K2M4", URL: b.URL("/pesanan/BPB-7K2M4"), Shops: "Batik Contoh, Kopi Contoh", Total: "Rp490.000", When: "21 November 2026", State: components.Tag{Tone: components.Waiting, Label: "Dikirim"}},
			{Code: "BPB-3F9QX", URL: b.URL("/pesanan/BPB-3F9QX"), Shops: "Gula Contoh", Total: "Rp22.000", When: "2 November 2026", State: components.Tag{Tone: components.Good, Label: "Selesai"}},
		},
		Shops:   []Shop{{Name: "Wajik Contoh", URL: b.URL("/jual/toko/wajik-contoh"), Role: b.T("account.role_owner"), State: components.Tag{Tone: components.Good, Label: "Terverifikasi"}}},
		Desks:   []components.Link{{Label: b.T("shell.curator_desk"), URL: b.URL("/kurator")}},
		MoreURL: b.URL("/akun?hal=2"),
	}
}

func TestAccountIsSoundAndItsFormsSendWhatTheySay(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		root := pagetest.Check(t, "account-"+lang, View(p))
		for action, want := range map[string]string{"/keluar": "csrf", "/akun/nama": "csrf name", "/akun/bahasa": "csrf lang", "/akun/sandi": "csrf old password"} {
			if got := ownertest.Names(root, p.URL(action)); got != want {
				t.Errorf("%s gets %q, want %q", action, got, want)
			}
		}
	}
}

func TestEmptyAccountLeadsOn(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		pagetest.Check(t, "account-empty-"+lang, View(Page{Base: p.Base, Contact: "sri@contoh.id"}))
	}
}

func TestRefusedPasswordOpensItsPart(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		p.Changed, p.Errors = "password", []components.FieldError{{Name: "old", Text: p.T("error.wrong_password")}}
		root := pagetest.Check(t, "account-wrong-"+lang, View(p))
		open := 0
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if n.Data == "details" && a.Key == "open" {
					open++
				}
			}
		}
		if open != 1 {
			t.Errorf("%d parts stand open, want the one that was posted", open)
		}
	}
}
