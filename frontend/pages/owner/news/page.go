// Package news is the list of what a shop was told: new orders and the answers of the agency.
package news

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Item is one notice.
type Item struct {
	When    string
	Subject string
	Body    string
	URL     string // the page it is about, "" for none
	ChatURL string // a chat with the other side, its text ready; "" for none
	New     bool   // not read yet
}

// Page is the list, newest first. Marking all as read posts to …/kabar.
type Page struct {
	owner.Screen
	Unread int
	Items  []Item
	Pages  components.Pages
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Today, "news", p.T("owner.news_title"))
}

func (p Page) none() components.Empty {
	return components.Empty{Scene: components.SceneEmpty, Title: p.T("owner.news_none"), Text: p.T("owner.news_none_text")}
}

func (p Page) seeLabel(it Item) string { return p.T("owner.news_see") + ": " + it.Subject }
