// Package audit is the log of acts: who did what to whom, and why.
package audit

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
)

// Page is a page of the log. Kind and ID are the filters of the address: kind ("shop", "product",
// "collection", "account"), id (of one object of the kind, 0 for all).
type Page struct {
	curator.Screen
	Kind   string
	ID     int64
	Object string // name of the one object, "" when it is not known
	Acts   []curator.Act
	Total  int
	Number int
	Last   int
}

func (p Page) shell() layouts.Base {
	return p.Shell(curator.History, "audit", p.T("curator.place_history"))
}

func (p Page) list() curator.List {
	l := curator.List{Path: "/kurator/riwayat", Number: p.Number, Last: p.Last, Count: p.N("audit.lines", p.Total),
		Params: []curator.Param{{Name: "kind", Value: p.Kind}}}
	if p.ID != 0 {
		l.Params = append(l.Params, curator.Param{Name: "id", Value: strconv.FormatInt(p.ID, 10)})
	}
	return l
}

func (p Page) tabs() []components.Link {
	links := []components.Link{{Label: p.T("audit.all"), URL: p.URL("/kurator/riwayat"), Current: p.Kind == ""}}
	for _, kind := range []string{"shop", "product", "collection", "account"} {
		links = append(links, components.Link{Label: p.KindWords(kind), URL: p.URL("/kurator/riwayat?kind=" + kind), Current: p.Kind == kind})
	}
	return links
}

func (p Page) caption() string {
	switch {
	case p.ID != 0 && p.Object != "":
		return p.T("audit.caption_one", p.Object)
	case p.Kind != "":
		return p.T("audit.caption_kind", p.KindWords(p.Kind))
	}
	return p.T("audit.caption")
}
