package signup

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner/ownertest"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string, step Step) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Title = ""
	return Page{Base: b, Step: step, Contact: "0812 3456 7890", SentTo: "0812-3456-7890", Ticket: "abc.def", Next: "/jual/buka"}
}

func TestEveryScreenIsSoundAndSendsWhatTheNextNeeds(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		for _, c := range []struct {
			name, action, sends string
			page                Page
		}{
			{"contact", "/daftar", "next contact", sample(t, lang, Contact)},
			{"code", "/daftar/kode", "contact next code", sample(t, lang, Code)},
			{"person", "/daftar/selesai", "ticket next name password consent", sample(t, lang, Person)},
		} {
			root := pagetest.Check(t, "signup-"+c.name+"-"+lang, View(c.page))
			if got := ownertest.Names(root, c.page.URL(c.action)); got != c.sends {
				t.Errorf("%s sends %q, want %q", c.name, got, c.sends)
			}
		}
	}
}

func TestKnownContactIsAskedOnlyForANewPassword(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang, Person)
		p.Known, p.Name = true, "Sri"
		root := pagetest.Check(t, "signup-known-"+lang, View(p))
		if got := ownertest.Names(root, p.URL("/daftar/selesai")); got != "ticket next password" {
			t.Errorf("sends %q", got)
		}
		if !strings.Contains(ownertest.Text(root), p.T("account.hello_again", "Sri")) {
			t.Error("nobody is greeted")
		}
	}
}

func TestRefusedScreensSayWhatToPutRightAndKeepWhatWasTyped(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang, Person)
		p.Name, p.Consent = "Sri Wahyuni", true
		p.Errors = []components.FieldError{{Name: "password", Text: p.T("error.too_short", "8")}}
		root := pagetest.Check(t, "signup-wrong-"+lang, View(p))
		text := ownertest.Text(root)
		if strings.Count(text, p.T("error.too_short", "8")) != 2 || !strings.HasPrefix(text, p.T("shell.needs_fixing", "")) {
			t.Errorf("the fault is not said at the top and at the field: %s", text)
		}
		kept := 0
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "value" && a.Val == "Sri Wahyuni" || a.Key == "checked" {
					kept++
				}
			}
		}
		if kept != 2 {
			t.Errorf("%d answers kept, want 2", kept)
		}
		p = sample(t, lang, Code)
		p.Code, p.Errors = "123", []components.FieldError{{Name: "code", Text: p.T("error.wrong_code")}}
		pagetest.Check(t, "signup-wrong-code-"+lang, View(p))
	}
}
