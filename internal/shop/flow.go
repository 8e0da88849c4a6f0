package shop

import (
	"fmt"
	"slices"
	"strings"
)

// Status is where a shop stands with the agency. A holiday is a date range, not a status.
type Status string

// The states of a shop. Only a verified one is seen by buyers.
const (
	Draft     Status = "draft"
	Submitted Status = "submitted"
	Verified  Status = "verified"
	NeedsWork Status = "needs_work"
	Rejected  Status = "rejected"
	Suspended Status = "suspended"
)

// Statuses lists the states of a shop.
func Statuses() []Status {
	return []Status{Draft, Submitted, Verified, NeedsWork, Rejected, Suspended}
}

// Values lists the states for the database schema.
func (Status) Values() []string {
	var out []string
	for _, s := range Statuses() {
		out = append(out, string(s))
	}
	return out
}

// Mover says who may make a move.
type Mover string

// The movers of a shop.
const (
	ByOwner   Mover = "owner"
	ByCurator Mover = "curator"
)

// Move is one allowed step of a shop's status.
type Move struct {
	From, To Status
	By       Mover
	Act      string
	Reason   Need
}

// Need says whether a move must be explained.
type Need string

// The needs of a reason.
const (
	NoReason   Need = ""
	WithReason Need = "with a reason"
)

// Moves is the table of a shop's status.
func Moves() []Move {
	return []Move{
		{Draft, Submitted, ByOwner, "sends to be checked", NoReason},
		{NeedsWork, Submitted, ByOwner, "sends again", NoReason},
		{Submitted, Verified, ByCurator, "verifies", NoReason},
		{Submitted, NeedsWork, ByCurator, "asks for a repair", WithReason},
		{Submitted, Rejected, ByCurator, "rejects", WithReason},
		{Verified, Suspended, ByCurator, "suspends", WithReason},
		{Suspended, Verified, ByCurator, "restores", WithReason},
	}
}

// CanBecome tells whether a status may be followed by another.
func (s Status) CanBecome(to Status) bool {
	_, ok := s.move(to)
	return ok
}

func (s Status) move(to Status) (Move, bool) {
	i := slices.IndexFunc(Moves(), func(m Move) bool { return m.From == s && m.To == to })
	if i < 0 {
		return Move{}, false
	}
	return Moves()[i], true
}

// Diagram draws the table for docs/flow/shop.md.
func Diagram() string {
	var b strings.Builder
	b.WriteString("# Shop\n\nGenerated from `internal/shop/flow.go`; a test compares them.\n\n" +
		"Only a verified shop is seen by buyers. Suspending it hides all its products, restoring it brings back only those that were published.\n\n" +
		"```mermaid\nstateDiagram-v2\n    [*] --> draft\n")
	for _, m := range Moves() {
		line := fmt.Sprintf("    %s --> %s: %s %s", m.From, m.To, m.By, m.Act)
		if m.Reason != NoReason {
			line += " " + string(m.Reason)
		}
		b.WriteString(line + "\n")
	}
	b.WriteString("```\n")
	return b.String()
}
