package collections_test

import (
	"strings"
	"testing"

	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/collections"
	"beli/frontend/pages/curator/curatortest"
)

func TestCollectionsAreListedWithTheirPhase(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		var rows []curator.CollectionRow
		for i, phase := range curator.Phases() {
			rows = append(rows, curator.CollectionRow{ID: int64(i + 1), Title: "Oleh-oleh akhir tahun", Phase: phase, Dates: "1–31 Desember 2026", Items: 3})
		}
		root := curatortest.Check(t, s, "collections", collections.View(collections.Page{Screen: s, Rows: rows, Draft: 1, Scheduled: 1, Running: 1, Ended: 1}))
		for _, phase := range curator.Phases() {
			if !strings.Contains(curatortest.Main(root), s.T("curator.phase_"+string(phase))) || !curatortest.Link(root, s.URL("/kurator/koleksi?tab="+string(phase))) {
				t.Errorf("%s is not there", phase)
			}
		}
		if !curatortest.Link(root, s.URL("/kurator/koleksi/baru")) || !curatortest.Link(root, s.CollectionURL(2)) {
			t.Error("a collection cannot be opened or made")
		}
	})
}

func TestNoCollectionIsSaidInWords(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		for phase, want := range map[curator.Phase]string{"": s.T("curator.no_collections"), curator.Running: s.T("curator.no_collection_phase", s.T("curator.phase_running"))} {
			if said := curatortest.Main(curatortest.Check(t, s, "collections-none"+string(phase), collections.View(collections.Page{Screen: s, Phase: phase}))); !strings.Contains(said, want) {
				t.Error(said)
			}
		}
	})
}
