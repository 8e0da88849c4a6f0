// Package today is the first screen of a shop's desk: what is to be done now.
package today

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Page is the day of one shop. Counts of zero are left out.
type Page struct {
	owner.Screen
	Date   string // "Sabtu, 21 November 2026", or without the weekday
	State  owner.ShopState
	Reason string // the officer's words for needs_work, rejected, suspended
	// Holiday is "Toko libur sampai 12 Mei 2026.", "" when open.
	Holiday string

	Preparing int // orders to pack or to send
	Overdue   int // orders past their time, among new and preparing
	NeedsWork int // products that came back
	SoldOut   int // products without stock
	TakenDown int // products that the agency took from sale
	Drafts    int // products not sent yet
	Products  int // all that are not archived

	// Earned are ready amounts; "" leaves the line out, for a helper.
	EarnedToday, EarnedYesterday string
	Latest                       []owner.Row // at most five
	// Suggestion is one thing to do when all is done: its words and where.
	Suggestion components.Link
	PublicURL  string // absolute, of the verified shop; "" before
	Unread     int    // notices
}

// task is one line of what is to be done.
type task struct {
	label, url, icon, count string
	late                    bool
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Today, "today", p.T("owner.today_title"))
}

func (p Page) tasks() []task {
	var list []task
	add := func(n int, key, url, icon string) {
		if n > 0 {
			list = append(list, task{label: p.T("owner." + key), url: url, icon: icon, count: p.Number(n), late: key == "task_overdue"})
		}
	}
	add(p.Overdue, "task_overdue", p.At("pesanan"), "warning")
	add(p.NewOrders, "task_new", p.At("pesanan"), "orders")
	add(p.Preparing, "task_preparing", p.At("pesanan")+"?tab=preparing", "package")
	add(p.NeedsWork, "task_needs_work", p.At("produk")+"?tab=needs_work", "tools")
	add(p.TakenDown, "task_taken_down", p.At("produk")+"?tab=hidden", "warning")
	add(p.SoldOut, "task_sold_out", p.At("produk")+"?tab=sold_out", "report")
	add(p.Drafts, "task_drafts", p.At("produk")+"?tab=draft", "photo")
	return list
}

// trading tells whether buyers see the shop.
func (p Page) trading() bool { return p.State == owner.ShopVerified }

// notice is where the shop stands, when that is not simply open.
func (p Page) notice() components.Notice {
	tone := p.ShopTag(p.State).Tone
	if p.trading() {
		return components.Notice{Tone: components.Attend, Text: p.Holiday}
	}
	return components.Notice{Tone: tone, Text: p.T("owner.today_" + string(p.State)), Action: p.T("owner.see_tasks"), URL: p.At("tugas")}
}

// main is the one thing to do first.
func (p Page) main() components.Button {
	b := components.Button{Kind: components.Primary, Wide: true}
	switch {
	case p.NewOrders > 0:
		b.Label, b.URL = p.T("owner.see_new_orders"), p.At("pesanan")
	case p.Preparing > 0:
		b.Label, b.URL = p.T("owner.see_preparing"), p.At("pesanan")+"?tab=preparing"
	case !p.trading() && p.State != owner.ShopSubmitted && !p.IsHelper:
		b.Label, b.URL = p.T("owner.go_on_tasks"), p.At("tugas")
	default:
		b.Label, b.URL, b.Icon = p.T("owner.add_product"), p.At("produk", "baru"), "camera"
	}
	return b
}

// idle is said when nothing is to be done in a shop that buyers do not see.
func (p Page) idle() string {
	if p.State == owner.ShopRejected || p.State == owner.ShopSuspended {
		return p.T("owner.nothing_todo")
	}
	return p.T("owner.not_open_yet")
}

func (p Page) greeting() string {
	if p.Viewer.Name == "" {
		return p.T("owner.today_title")
	}
	return p.T("owner.hello", p.Viewer.Name)
}
