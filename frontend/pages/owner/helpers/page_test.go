package helpers

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
)

func TestOwnerSeesWhoHelpsAndCanSendThemAway(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := Page{Screen: s, Members: []Member{{AccountID: "1", Name: "Sri", Contact: "0812-3456-7890", Role: s.T("owner.role_owner")},
			{AccountID: "2", Name: "Budi", Contact: "0813-1111-2222", Role: s.T("owner.role_helper"), Since: s.T("owner.since", "2 November 2026"), CanLeave: true}},
			Invited: []Invited{{Contact: "0815-3333-4444", Until: s.T("owner.invited_until", "28 November 2026")}}}
		root := ownertest.Check(t, s, "helpers", View(p))
		away := 0
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "href" && strings.HasSuffix(a.Val, "/lepas") {
					away++
					if a.Val != s.At("pembantu", "2", "lepas") {
						t.Errorf("leads to %s", a.Val)
					}
				}
			}
		}
		if away != 1 || ownertest.Names(root, s.At("pembantu")) != "csrf contact" {
			t.Errorf("%d can be sent away, inviting sends %q", away, ownertest.Names(root, s.At("pembantu")))
		}
	})
}

func TestNewInvitationIsShownOnceWithAChat(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := Page{Screen: s, Link: "https://contoh.test/undangan/abc", LinkPhone: "6281533334444"}
		if text := ownertest.Text(ownertest.Check(t, s, "helpers-invited", View(p))); !strings.Contains(text, p.Link) || !strings.Contains(text, s.T("owner.invite_send")) {
			t.Error("the link cannot be handed on")
		}
		p = Page{Screen: s, Contact: "budi", Link: "https://contoh.test/undangan/abc"}
		p.Errors = []components.FieldError{{Name: "contact", Text: s.T("error.not_a_contact")}}
		ownertest.Check(t, s, "helpers-wrong", View(p))
	})
}
