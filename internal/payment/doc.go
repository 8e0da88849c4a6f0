// Package payment is how money comes for a purchase and goes back to its buyer. A
// payment is allocated to the orders it is for; a refund gives back a part of one
// allocation. Money is believed only when a gateway's signed event says so or the
// gateway does when asked; cash when its shop hands the goods over. Events go through
// an inbox in which each counts once. The gateway is never called in a transaction:
// the intent is committed first, its answer recorded after. The tables of moves are
// in flow.go, drawn in docs/flow/payment.md and docs/flow/refund.md.
package payment
