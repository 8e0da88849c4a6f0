// Package collections is the list of collections by their phase.
package collections

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
)

// Page is the list. Phase is the filter of the address ("tab"), "" for all.
type Page struct {
	curator.Screen
	Phase curator.Phase
	Rows  []curator.CollectionRow // those of the phase, the latest beginning first
	// Draft, Scheduled, Running and Ended count all collections, for the tabs.
	Draft, Scheduled, Running, Ended int
}

func (p Page) shell() layouts.Base {
	return p.Shell(curator.Collections, "collections", p.T("curator.place_collections"))
}

func (p Page) tabs() []components.Link {
	counts := map[curator.Phase]int{curator.Draft: p.Draft, curator.Scheduled: p.Scheduled, curator.Running: p.Running, curator.Ended: p.Ended}
	links := []components.Link{{Label: p.T("curator.all"), URL: p.URL("/kurator/koleksi"), Current: p.Phase == ""}}
	for _, phase := range curator.Phases() {
		l := components.Link{Label: p.T("curator.phase_" + string(phase)), URL: p.URL("/kurator/koleksi?tab=" + string(phase)), Current: p.Phase == phase}
		if n := counts[phase]; n > 0 {
			l.Count = p.Number(n)
		}
		links = append(links, l)
	}
	return links
}

func (p Page) create() components.Button {
	return components.Button{Label: p.T("curator.new_collection"), Kind: components.Primary, Icon: "plus", URL: p.URL("/kurator/koleksi/baru")}
}

func (p Page) empty() components.Empty {
	if p.Phase != "" {
		return components.Empty{Scene: components.SceneEmpty, Title: p.T("curator.no_collection_phase", p.T("curator.phase_"+string(p.Phase)))}
	}
	return components.Empty{Scene: components.SceneEmpty, Title: p.T("curator.no_collections"), Text: p.T("curator.no_collections_text")}
}

func (p Page) table() components.Table {
	t := components.Table{Caption: p.T("curator.collections_caption"), Columns: []components.Column{
		{Label: p.T("curator.title")}, {Label: p.T("curator.state")}, {Label: p.T("curator.dates"), Sorted: "descending"}, {Label: p.T("curator.products"), Number: true}}}
	for _, c := range p.Rows {
		t.Rows = append(t.Rows, []components.Cell{{Text: c.Title, URL: p.CollectionURL(c.ID)}, {Tag: p.PhaseTag(c.Phase)}, {Text: c.Dates}, {Text: p.Number(c.Items)}})
	}
	return t
}
