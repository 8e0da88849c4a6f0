package payment

import (
	"fmt"
	"slices"
	"strings"
)

// Status is where a payment stands.
type Status string

// The states of a payment.
const (
	Created   Status = "created"   // written, the gateway does not know of it yet
	Pending   Status = "pending"   // the buyer is at the gateway
	Settled   Status = "settled"   // the money is there
	Declined  Status = "declined"  // the gateway refused the buyer
	Expired   Status = "expired"   // nobody paid in time
	Failed    Status = "failed"    // the gateway was not reached; tried again
	Cancelled Status = "cancelled" // not wanted any more
)

// Statuses lists the states of a payment.
func Statuses() []Status {
	return []Status{Created, Pending, Settled, Declined, Expired, Failed, Cancelled}
}

// Values lists the states for the database schema.
func (Status) Values() []string { return texts(Statuses()) }

// RefundStatus is where a refund stands.
type RefundStatus string

// The states of a refund.
const (
	RefundRequested RefundStatus = "requested" // reserved against the payment, on its way
	RefundSettled   RefundStatus = "settled"   // the money went back
	RefundFailed    RefundStatus = "failed"    // the gateway refused; counts for nothing until tried again
)

// RefundStatuses lists the states of a refund.
func RefundStatuses() []RefundStatus {
	return []RefundStatus{RefundRequested, RefundSettled, RefundFailed}
}

// Values lists the states for the database schema.
func (RefundStatus) Values() []string { return texts(RefundStatuses()) }

func texts[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// move is one allowed step and its cause, in the words of the diagram.
type move[S ~string] struct {
	from, to S
	cause    string
}

func moves() []move[Status] {
	return []move[Status]{
		{Created, Pending, "the gateway answers"},
		{Created, Settled, "its event is faster than its answer; cash is handed over"},
		{Created, Declined, "its event is faster than its answer"},
		{Created, Failed, "the gateway is not reached"},
		{Created, Cancelled, "not wanted any more"},
		{Pending, Settled, "the gateway says so"},
		{Pending, Declined, "the gateway says so"},
		{Pending, Expired, "time is over"},
		{Pending, Cancelled, "not wanted any more"},
		{Failed, Pending, "the gateway is reached after all"},
		{Failed, Cancelled, "not wanted any more"},
		{Expired, Settled, "late"},
		{Cancelled, Settled, "late"},
	}
}

func refundMoves() []move[RefundStatus] {
	return []move[RefundStatus]{
		{RefundRequested, RefundSettled, "the gateway says so; cash is given back"},
		{RefundRequested, RefundFailed, "the gateway refuses"},
		{RefundFailed, RefundRequested, "tried again"},
	}
}

// CanBecome tells whether a payment may move from s to another state.
func (s Status) CanBecome(to Status) bool {
	return slices.ContainsFunc(moves(), func(m move[Status]) bool { return m.from == s && m.to == to })
}

// CanBecome tells whether a refund may move from s to another state.
func (s RefundStatus) CanBecome(to RefundStatus) bool {
	return slices.ContainsFunc(refundMoves(), func(m move[RefundStatus]) bool { return m.from == s && m.to == to })
}

// Open tells whether the payment may still be paid in time.
func (s Status) Open() bool { return s == Created || s == Pending || s == Failed }

// path is how a payment comes to a state that a gateway reported, nil when it cannot. Who hears
// from a gateway that was not reached, or learns of an end it never saw begin, has reached it now.
func path(from, to Status) []Status {
	switch {
	case from.CanBecome(to):
		return []Status{to}
	case from != to && from.CanBecome(Pending) && Pending.CanBecome(to):
		return []Status{Pending, to}
	}
	return nil
}

// Diagram draws the flow of a payment as docs/flow/payment.md.
func Diagram() string {
	return draw("payment", "A refund hangs below a settled payment: `refund.md`.", string(Created), moves(), Statuses())
}

// RefundDiagram draws the flow of a refund as docs/flow/refund.md.
func RefundDiagram() string {
	return draw("refund", "What is requested or settled counts against its order's share of the payment; what failed does not.",
		string(RefundRequested), refundMoves(), RefundStatuses())
}

func draw[S ~string](name, note, first string, table []move[S], all []S) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# The flow of a %s\n\nGenerated from `internal/payment/flow.go`; a test fails when the two differ"+
		" (`go test ./internal/payment -update` writes it anew).\n%s\n\n```mermaid\nstateDiagram-v2\n    [*] --> %s\n", name, note, first)
	for _, m := range table {
		fmt.Fprintf(&b, "    %s --> %s: %s\n", m.from, m.to, m.cause)
	}
	for _, s := range all {
		if !slices.ContainsFunc(table, func(m move[S]) bool { return m.from == s }) {
			fmt.Fprintf(&b, "    %s --> [*]\n", s)
		}
	}
	b.WriteString("```\n")
	return b.String()
}
