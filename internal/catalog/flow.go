package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// Status is where a product stands in its life. A takedown by staff is a field of its
// own, so that lifting it brings back only what was published.
type Status string

// The states of a product.
const (
	Draft     Status = "draft"
	Published Status = "published"
	Hidden    Status = "hidden"
	Archived  Status = "archived"
)

// Statuses lists the states of a product.
func Statuses() []Status { return []Status{Draft, Published, Hidden, Archived} }

// Values lists the states for the database schema.
func (Status) Values() []string { return texts(Statuses()) }

// ChangeStatus is where a change under review stands.
type ChangeStatus string

// The states of a change.
const (
	Proposed  ChangeStatus = "proposed"
	Confirmed ChangeStatus = "confirmed"
	Rejected  ChangeStatus = "rejected"
	Withdrawn ChangeStatus = "withdrawn"
)

// ChangeStatuses lists the states of a change.
func ChangeStatuses() []ChangeStatus {
	return []ChangeStatus{Proposed, Confirmed, Rejected, Withdrawn}
}

// Values lists the states for the database schema.
func (ChangeStatus) Values() []string { return texts(ChangeStatuses()) }

func texts[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// Mover says who may make a move.
type Mover string

// The movers of products and changes.
const (
	ByMember  Mover = "owner or helper"
	ByCurator Mover = "curator"
)

// Move is one allowed step of a product's status.
type Move struct {
	From, To Status
	By       Mover
	Act      string // what the mover does, in the words of the diagram
}

// Moves is the table of a product's status.
func Moves() []Move {
	return []Move{
		{Draft, Published, ByCurator, "confirms the first change"},
		{Draft, Archived, ByMember, "archives"},
		{Published, Hidden, ByMember, "hides"},
		{Hidden, Published, ByMember, "shows"},
		{Published, Archived, ByMember, "archives"},
		{Hidden, Archived, ByMember, "archives"},
	}
}

// CanBecome tells whether a status may be followed by another.
func (s Status) CanBecome(to Status) bool {
	return slices.ContainsFunc(Moves(), func(m Move) bool { return m.From == s && m.To == to })
}

// ChangeMove is one allowed step of a change under review.
type ChangeMove struct {
	From, To ChangeStatus
	By       Mover
	Act      string
}

// ChangeMoves is the table of a change under review.
func ChangeMoves() []ChangeMove {
	return []ChangeMove{
		{Proposed, Confirmed, ByCurator, "confirms"},
		{Proposed, Rejected, ByCurator, "sends back with a reason"},
		{Proposed, Withdrawn, ByMember, "withdraws or proposes anew"},
	}
}

// CanBecome tells whether a change's status may be followed by another.
func (s ChangeStatus) CanBecome(to ChangeStatus) bool {
	return slices.ContainsFunc(ChangeMoves(), func(m ChangeMove) bool { return m.From == s && m.To == to })
}

// Diagram draws both tables for docs/flow/product.md.
func Diagram() string {
	var b strings.Builder
	b.WriteString("# Product\n\nGenerated from `internal/catalog/flow.go`; a test compares them.\n\n" +
		"A product is visible when its shop is verified, it is published, and staff have not taken it down.\n\n" +
		"```mermaid\nstateDiagram-v2\n    [*] --> draft\n")
	for _, m := range Moves() {
		fmt.Fprintf(&b, "    %s --> %s: %s %s\n", m.From, m.To, m.By, m.Act)
	}
	b.WriteString("```\n\n## Change under review\n\nThe live version stays on sale until a change is confirmed; the first publication is a change too.\n\n" +
		"```mermaid\nstateDiagram-v2\n    [*] --> proposed\n")
	for _, m := range ChangeMoves() {
		fmt.Fprintf(&b, "    %s --> %s: %s %s\n", m.From, m.To, m.By, m.Act)
	}
	b.WriteString("```\n")
	return b.String()
}
