// Package staff is the list of the agency's people: roles, invites.
package staff

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
)

// Role is what a person may do; the values are those of the account.
type Role string

// The roles. NoRole ends somebody's work at the agency.
const (
	Curator Role = "curator"
	Admin   Role = "admin"
	NoRole  Role = "none"
)

// Person is one of the staff.
type Person struct {
	ID      int64
	Name    string
	Contact string // as people read it
	Role    Role
	Since   string // "12 Mei 2026"
	Self    bool   // who is looking: nobody changes their own role
}

// Invite is one that waits.
type Invite struct {
	Contact string
	Role    Role
	Expires string // "28 November 2026, 14.30 WIB"
}

// Page is the staff. Contact and Role are what was typed for an invite that was refused.
type Page struct {
	curator.Screen
	People  []Person
	Invites []Invite
	Total   int
	Number  int
	Last    int
	Contact string
	Role    Role
	// Link is the absolute address of an invite that was just made, shown once; "" else.
	Link    string
	LinkFor string // the contact it is for
}

func (p Page) shell() layouts.Base {
	return p.Shell(curator.Staff, "staff", p.T("curator.place_staff"))
}

func (p Page) list() curator.List {
	return curator.List{Path: "/admin/staf", Number: p.Number, Last: p.Last, Count: p.N("admin.people", p.Total)}
}

func (p Page) roleWords(r Role) string { return p.T("admin.role_" + string(r)) }

func (p Page) change(person Person) components.Form {
	return p.Post("/admin/staf/" + strconv.FormatInt(person.ID, 10) + "/peran")
}

// other is the role a person can be given instead.
func (p Page) other(person Person) Role {
	if person.Role == Admin {
		return Curator
	}
	return Admin
}

func (p Page) invites() components.Table {
	t := components.Table{Caption: p.T("admin.invites"), Columns: []components.Column{
		{Label: p.T("curator.contact")}, {Label: p.T("curator.role")}, {Label: p.T("admin.expires")}}}
	for _, i := range p.Invites {
		t.Rows = append(t.Rows, []components.Cell{{Text: i.Contact}, {Text: p.roleWords(i.Role)}, {Text: i.Expires}})
	}
	return t
}

func (p Page) roles() []components.Option {
	return []components.Option{
		{Value: string(Curator), Label: p.roleWords(Curator), Hint: p.T("admin.curator_may"), Chosen: p.Role != Admin},
		{Value: string(Admin), Label: p.roleWords(Admin), Hint: p.T("admin.admin_may"), Chosen: p.Role == Admin},
	}
}
