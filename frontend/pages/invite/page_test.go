package invite

import (
	"testing"

	"beli/frontend/layouts"
	"beli/frontend/pages/owner/ownertest"
	"beli/frontend/pagetest"
)

func TestEveryInvitationCanBeAcceptedOnlyByItsPerson(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		for _, kind := range []Kind{Helper, Curator, Admin} {
			for name, state := range map[string]State{"open": Open, "signed-out": SignedOut, "other": ForAnother, "over": Over} {
				b := pagetest.Base(t, lang, layouts.Public)
				b.Title, b.CSRF = "", "token"
				p := Page{Base: b, Token: "abc123", Kind: kind, State: state, From: "Wajik Contoh", Contact: "081…890", Until: "28 November 2026"}
				root := pagetest.Check(t, "invite-"+string(kind)+"-"+name+"-"+lang, View(p))
				if can := ownertest.Names(root, p.URL("/undangan/abc123")) == "csrf"; can != (state == Open) {
					t.Errorf("%s %s: can be accepted is %v", kind, name, can)
				}
			}
		}
	}
}
