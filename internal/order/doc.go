// Package order is one shop's part of a purchase: what was bought, for how much, and
// the way it goes from the buyer's click to the buyer's hands. An order is moved only
// by the verbs of Service, each of which obeys the table in flow.go, compares the state
// it found with the state that is still there, and writes one history row and one
// message in the same transaction. The table drawn: docs/flow/order.md.
package order
