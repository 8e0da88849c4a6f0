package catalog_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"beli/internal/catalog"
)

var write = flag.Bool("write", false, "write the diagram instead of comparing it")

func TestFlow_is_the_diagram_in_the_docs(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "flow", "product.md")
	if *write {
		if err := os.WriteFile(path, []byte(catalog.Diagram()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != catalog.Diagram() {
		t.Errorf("%s differs from the table; run: go test ./internal/catalog -run Flow -write", path)
	}
}

func TestFlow_every_status_is_reached_and_archived_is_the_end(t *testing.T) {
	reached := map[catalog.Status]bool{catalog.Draft: true}
	for range catalog.Statuses() {
		for _, m := range catalog.Moves() {
			if reached[m.From] {
				reached[m.To] = true
			}
		}
	}
	for _, s := range catalog.Statuses() {
		if !reached[s] {
			t.Errorf("%s is never reached", s)
		}
		if catalog.Archived.CanBecome(s) {
			t.Errorf("archived becomes %s", s)
		}
	}
	if catalog.Draft.CanBecome(catalog.Hidden) || catalog.Hidden.CanBecome(catalog.Draft) {
		t.Error("a draft and a hidden product turn into each other")
	}
}

func TestFlow_a_member_never_publishes_for_the_first_time(t *testing.T) {
	for _, m := range catalog.Moves() {
		if m.From == catalog.Draft && m.To == catalog.Published && m.By != catalog.ByCurator {
			t.Errorf("%s may publish", m.By)
		}
	}
}

func TestFlow_a_decided_change_stays_decided(t *testing.T) {
	for _, from := range catalog.ChangeStatuses() {
		for _, to := range catalog.ChangeStatuses() {
			want := from == catalog.Proposed && to != catalog.Proposed
			if from.CanBecome(to) != want {
				t.Errorf("%s → %s: %v", from, to, !want)
			}
		}
	}
}
