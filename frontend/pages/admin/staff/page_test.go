package staff_test

import (
	"strings"
	"testing"

	"beli/frontend/layouts"
	"beli/frontend/pages/admin/staff"
	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/curatortest"
	"beli/internal/fault"
)

func sample(s curator.Screen) staff.Page {
	return staff.Page{Screen: s, Total: 3, Number: 1, Last: 1, People: []staff.Person{
		{ID: 1, Name: "Bu Contoh", Contact: "0812-0000-0000", Role: staff.Admin, Since: "1 Oktober 2026", Self: true},
		{ID: 2, Name: "Pak Contoh", Contact: "pak@contoh.id", Role: staff.Curator, Since: "2 Oktober 2026"},
		{ID: 3, Name: "Mbak Contoh", Contact: "0813-0000-0000", Role: staff.Admin, Since: "3 Oktober 2026"}},
		Invites: []staff.Invite{{Contact: "0814-0000-0000", Role: staff.Curator, Expires: "28 November 2026, 14.30 WIB"}}}
}

func TestRolesOfOthersCanBeChangedAndOnesOwnCannot(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		root := curatortest.Check(t, s, "staff", staff.View(sample(s)))
		if curatortest.Form(root, s.URL("/admin/staf/1/peran")) != nil {
			t.Error("one may change one's own role")
		}
		for address, offers := range map[string]string{"/admin/staf/2/peran": "admin none", "/admin/staf/3/peran": "curator none"} {
			var values []string
			for n := range curatortest.Form(root, s.URL(address)).Descendants() {
				if n.Data == "button" && curatortest.Attr(n, "name") == "role" {
					values = append(values, curatortest.Attr(n, "value"))
				}
			}
			if got := strings.Join(values, " "); got != offers {
				t.Errorf("%s offers %s", address, got)
			}
		}
		if names := strings.Join(curatortest.Names(curatortest.Form(root, s.URL("/admin/staf/undang"))), " "); names != "csrf contact role" {
			t.Errorf("an invite sends %s", names)
		}
	})
}

func TestAnInviteShowsItsLinkOnceAndARefusedOneKeepsItsContact(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		p := sample(s)
		p.Link, p.LinkFor = "https://contoh.test/undangan/abc", "0814-0000-0000"
		if focus := curatortest.Focused(curatortest.Check(t, s, "staff-invited", staff.View(p))); !strings.Contains(focus, p.Link) {
			t.Errorf("the focus is on %q", focus)
		}
		var problems fault.Problems
		problems.Add("contact", "contact_unreadable")
		p = sample(s)
		p.Contact, p.Role, p.Errors = "bukan nomor", staff.Admin, layouts.FieldErrors(s.Words, problems.Err())
		root := curatortest.Check(t, s, "staff-refused", staff.View(p))
		kept, chosen := false, ""
		for n := range root.Descendants() {
			kept = kept || curatortest.Attr(n, "value") == "bukan nomor"
			for _, a := range n.Attr {
				if a.Key == "checked" {
					chosen = curatortest.Attr(n, "value")
				}
			}
		}
		if !kept || chosen != "admin" || !strings.Contains(curatortest.Main(root), s.T("error.contact_unreadable")) {
			t.Errorf("kept %t, chosen %q", kept, chosen)
		}
	})
}
