package order

import (
	"fmt"
	"strings"
)

// Diagram draws the flow as the Markdown file docs/flow/order.md.
func Diagram() string {
	var b strings.Builder
	b.WriteString("# The flow of an order\n\nGenerated from `internal/order/flow.go`; a test fails when the two differ" +
		" (`go test ./internal/order -update` writes it anew).\nOn each arrow: who may move the order.\n\n```mermaid\nstateDiagram-v2\n")
	for _, s := range []Status{AwaitingQuote, Pending} {
		fmt.Fprintf(&b, "    [*] --> %s\n", s)
	}
	for _, m := range flow() {
		names := make([]string, len(m.by))
		for i, p := range m.by {
			names[i] = string(p)
		}
		fmt.Fprintf(&b, "    %s --> %s: %s\n", m.from, m.to, strings.Join(names, ", "))
	}
	for _, s := range Statuses() {
		if s.Final() {
			fmt.Fprintf(&b, "    %s --> [*]\n", s)
		}
	}
	b.WriteString("```\n\nAn expired order ends too, unless its money comes late: stock is then reserved anew, or its share is refunded.\n")
	return b.String()
}
