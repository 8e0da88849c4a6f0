package signin

import (
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner/ownertest"
	"beli/frontend/pagetest"
)

func sample(t *testing.T, lang string) Page {
	b := pagetest.Base(t, lang, layouts.Public)
	b.Title = ""
	return Page{Base: b}
}

func TestSignInIsSoundInBothLanguages(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		root := pagetest.Check(t, "signin-"+lang, View(p))
		if names := ownertest.Names(root, p.URL("/masuk")); names != "contact password" {
			t.Errorf("the form sends %q", names)
		}
	}
}

func TestRefusedSignInKeepsTheContactAndNeverThePassword(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		p := sample(t, lang)
		p.Contact, p.Next, p.Why = "0812 3456 7890", "/jual/buka/nama", "Masuk dulu."
		p.Errors = []components.FieldError{{Text: p.T("error.wrong_login")}}
		root := pagetest.Check(t, "signin-wrong-"+lang, View(p))
		kept, next, code := false, false, false
		for n := range root.Descendants() {
			at := map[string]string{}
			for _, a := range n.Attr {
				at[a.Key] = a.Val
			}
			kept = kept || at["name"] == "contact" && at["value"] == p.Contact
			next = next || at["name"] == "next" && at["value"] == p.Next
			code = code || at["href"] == p.URL("/daftar?next=%2Fjual%2Fbuka%2Fnama")
			if at["name"] == "password" && at["value"] != "" {
				t.Error("the password stands in the page")
			}
		}
		if !kept || !next || !code {
			t.Errorf("%s: contact kept %v, way on kept %v, in the link to a code %v", lang, kept, next, code)
		}
	}
}
