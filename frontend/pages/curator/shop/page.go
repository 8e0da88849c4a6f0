// Package shop is the review of one shop: everything about it beside the decision.
package shop

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
	"beli/frontend/text"
)

// Act is a decision; the value is the last part of the address its form goes to.
type Act string

// The decisions on a shop. All but Verify need a reason.
const (
	Verify  Act = "verifikasi"
	Repair  Act = "perbaikan"
	Reject  Act = "tolak"
	Suspend Act = "tangguhkan"
	Restore Act = "pulihkan"
)

// Task is a line of the shop's checklist. Code is that of the checklist: "name", "photo" ….
type Task struct {
	Code     string
	Done     bool
	Blocking bool
}

// Member is a person of the shop.
type Member struct {
	Name    string
	Contact string // as people read it: "0812-3456-7890"
	IsOwner bool
	Since   string
}

// Change is a product of the shop that waits.
type Change struct {
	ProductID int64
	Name      string
	First     bool
	Age       string
}

// Page is one shop for its decision. Where it is, times and ages are words.
type Page struct {
	curator.Screen
	ID         int64
	Name       string
	State      curator.ShopState
	PublicURL  string // of the shop's page, "" while buyers do not see it
	Owner      string
	Phone      string // digits, 62… or +62…
	Village    string // "Desa Contoh"
	Kecamatan  string
	Region     string // "Kabupaten Blitar"
	Street     string
	StoryID    []string // paragraphs
	StoryEN    []string
	Hours      string
	Photo      components.Photo // large, with its alternative
	Pickup     bool
	Expedition bool
	Cash       bool // taken at pick-up
	Holiday    string
	Created    string
	Sent       string
	Age        string // since it was sent, while it waits
	Verified   string // "12 Mei 2026, 14.30 WIB, Ani"
	Products   int    // ever published or waiting
	Tasks      []Task
	Members    []Member
	Waiting    []Change
	Twins      []curator.ShopRow // other shops with its telephone number or its name
	History    []curator.Act     // newest first
	NextID     int64             // the next shop that waits, 0 for none
	// OwnerWords is the language the owner is written to in; the page's own when zero.
	OwnerWords text.Words

	// What was typed, of a decision that was refused or collided.
	Reason curator.Reason
	// Collided: another curator was faster. State and History are read anew; nothing was overwritten.
	Collided bool
}

func (p Page) shell() layouts.Base {
	p.Errors = curator.Summary(p.Errors, p.Collided)
	return p.Shell(curator.Shops, "review", p.Name)
}

func (p Page) notice() components.Notice {
	next := ""
	if p.NextID != 0 {
		next = p.ShopURL(p.NextID)
	}
	return p.Next(next, p.T("curator.next_shop"), p.URL("/kurator"), p.T("curator.last_shop"))
}

func (p Page) address(a Act) string {
	return p.URL("/kurator/toko/" + strconv.FormatInt(p.ID, 10) + "/" + string(a))
}

func (p Page) facts() []components.Fact {
	place := p.Village
	for _, part := range []string{p.Kecamatan, p.Region} {
		if part != "" {
			place += ", " + part
		}
	}
	return []components.Fact{
		{Label: p.T("curator.owner"), Value: p.Owner},
		{Label: p.T("curator.phone"), Value: text.Phone(p.Phone), URL: text.WhatsApp(p.Phone, p.T("curator.hello_owner", p.Owner, p.Name))},
		{Label: p.T("curator.place"), Value: place},
		{Label: p.T("curator.street"), Value: p.Street},
		{Label: p.T("curator.hours"), Value: p.Hours},
		{Label: p.T("curator.delivery"), Value: p.delivery()},
		{Label: p.T("curator.holiday"), Value: p.Holiday},
		{Label: p.T("curator.opened"), Value: p.Created},
		{Label: p.T("curator.sent"), Value: p.sent()},
		{Label: p.T("curator.verified_at"), Value: p.Verified},
		{Label: p.T("curator.products"), Value: p.Number(p.Products), URL: p.URL("/kurator/produk?tab=all&toko=" + strconv.FormatInt(p.ID, 10))},
	}
}

func (p Page) sent() string {
	if p.Age != "" {
		return p.Sent + " (" + p.Age + ")"
	}
	return p.Sent
}

func (p Page) delivery() string {
	out := ""
	for _, way := range []struct {
		on  bool
		key string
	}{{p.Pickup, "curator.pickup"}, {p.Expedition, "curator.expedition"}, {p.Cash, "curator.cash"}} {
		switch {
		case !way.on:
		case out == "":
			out = p.T(way.key)
		default:
			out += ", " + p.T(way.key)
		}
	}
	return out
}

func (p Page) taskTag(t Task) components.Tag {
	switch {
	case t.Done:
		return components.Tag{Tone: components.Good, Label: p.T("curator.task_done")}
	case t.Blocking:
		return components.Tag{Tone: components.Bad, Label: p.T("curator.task_blocking")}
	}
	return components.Tag{Tone: components.Attend, Label: p.T("curator.task_open")}
}

// blocked are the blocking tasks that are open: with one a shop is not verified.
func (p Page) blocked() bool {
	for _, t := range p.Tasks {
		if t.Blocking && !t.Done {
			return true
		}
	}
	return false
}

func (p Page) members() components.Table {
	t := components.Table{Caption: p.T("curator.members"), Columns: []components.Column{
		{Label: p.T("curator.name")}, {Label: p.T("curator.role")}, {Label: p.T("curator.contact")}, {Label: p.T("curator.since")}}}
	for _, m := range p.Members {
		role := p.T("curator.role_helper")
		if m.IsOwner {
			role = p.T("curator.role_owner")
		}
		t.Rows = append(t.Rows, []components.Cell{{Text: m.Name}, {Text: role}, {Text: m.Contact}, {Text: m.Since}})
	}
	return t
}

func (p Page) waiting() components.Table {
	t := components.Table{Caption: p.T("curator.waiting_products"), Columns: []components.Column{
		{Label: p.T("curator.product")}, {Label: p.T("curator.what")}, {Label: p.T("curator.age")}}}
	for _, c := range p.Waiting {
		what := p.T("curator.change_later")
		if c.First {
			what = p.T("curator.change_first")
		}
		t.Rows = append(t.Rows, []components.Cell{{Text: c.Name, URL: p.ProductURL(c.ProductID)}, {Text: what}, {Text: c.Age}})
	}
	return t
}

func (p Page) twins() components.Table {
	t := components.Table{Caption: p.T("curator.twins_caption"), Columns: []components.Column{
		{Label: p.T("curator.shop")}, {Label: p.T("curator.owner")}, {Label: p.T("curator.kecamatan")}, {Label: p.T("curator.state")}, {Label: p.T("curator.opened")}}}
	for _, r := range p.Twins {
		t.Rows = append(t.Rows, []components.Cell{{Text: r.Name, URL: p.ShopURL(r.ID)}, {Text: r.Owner}, {Text: r.Kecamatan}, {Tag: p.ShopTag(r.State)}, {Text: r.Created}})
	}
	return t
}
