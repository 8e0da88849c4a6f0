package order

import (
	"slices"

	"beli/internal/actor"
)

// Status is where an order stands. It changes only by the moves of this file.
type Status string

// The states of an order.
const (
	AwaitingQuote        Status = "awaiting_quote"        // the shop will name the postage
	Pending              Status = "pending"               // money is awaited, stock is held
	AwaitingConfirmation Status = "awaiting_confirmation" // a proof of payment waits to be checked
	Paid                 Status = "paid"
	Confirmed            Status = "confirmed" // cash at pick-up: the shop may begin
	Accepted             Status = "accepted"
	Packed               Status = "packed"
	Shipped              Status = "shipped"
	Ready                Status = "ready" // waits to be picked up
	Delivered            Status = "delivered"
	Returned             Status = "returned" // came back from the courier, or was never picked up
	Completed            Status = "completed"
	Disputed             Status = "disputed"
	Refunded             Status = "refunded"
	Cancelled            Status = "cancelled"
	Expired              Status = "expired"
)

// Statuses lists every state.
func Statuses() []Status {
	return []Status{AwaitingQuote, Pending, AwaitingConfirmation, Paid, Confirmed, Accepted, Packed, Shipped, Ready,
		Delivered, Returned, Completed, Disputed, Refunded, Cancelled, Expired}
}

// Values lists the states for the database.
func (Status) Values() []string {
	var out []string
	for _, s := range Statuses() {
		out = append(out, string(s))
	}
	return out
}

// Timed lists the states in which an order can have a deadline.
func Timed() []Status {
	return []Status{Pending, AwaitingConfirmation, Paid, Confirmed, Accepted, Packed, Shipped, Ready, Delivered, Returned}
}

// Party is the role in which somebody moves an order; who may act in it is checked by the caller
// (the owner's shop, the buyer's purchase) before.
type Party string

// The parties.
const (
	Buyer    Party = "buyer"
	Owner    Party = "owner" // or a helper of the shop
	Courier  Party = "courier"
	Mediator Party = "mediator" // a curator
	System   Party = "system"   // the clock, and the program at checkout
	Payment  Party = "payment"  // a verified message of the gateway, or its answer when asked
)

// fits tells whether an actor of this kind can be the party.
func (p Party) fits(a actor.Actor) bool {
	switch p {
	case Buyer, Owner, Courier:
		return a.Kind == actor.Person || a.Kind == actor.Anonymous
	case Mediator:
		return a.IsStaff()
	case System:
		return a.Kind == actor.System
	case Payment:
		return a.Kind == actor.Gateway || a.Kind == actor.System
	}
	return false
}

// Step is one allowed move and the parties that may make it.
type step struct {
	from, to Status
	by       []Party
}

// flow is the whole machine.
func flow() []step {
	return []step{
		{AwaitingQuote, Pending, []Party{Buyer}},
		{AwaitingQuote, Cancelled, []Party{Buyer, Owner, System}},
		{Pending, AwaitingConfirmation, []Party{Buyer}},
		{Pending, Paid, []Party{Payment}},
		{Pending, Confirmed, []Party{System}},
		{Pending, Expired, []Party{System}},
		{Pending, Cancelled, []Party{Buyer}},
		{AwaitingConfirmation, Paid, []Party{Owner, Payment}},
		{AwaitingConfirmation, Pending, []Party{Owner}},
		{AwaitingConfirmation, Expired, []Party{System}},
		{Paid, Accepted, []Party{Owner}},
		{Paid, Cancelled, []Party{Buyer, Owner, System}},
		{Confirmed, Accepted, []Party{Owner}},
		{Confirmed, Cancelled, []Party{Buyer, Owner, System}},
		{Accepted, Packed, []Party{Owner}},
		{Accepted, Cancelled, []Party{Owner, System}},
		{Packed, Shipped, []Party{Owner}},
		{Packed, Ready, []Party{Owner}},
		{Packed, Cancelled, []Party{Owner, System}},
		{Shipped, Delivered, []Party{Buyer, Owner, Courier, System}},
		{Shipped, Returned, []Party{Owner, Courier}},
		{Ready, Delivered, []Party{Buyer, Owner}}, // the clock never says that waiting goods were fetched
		{Ready, Returned, []Party{Owner, System}},
		{Returned, Cancelled, []Party{Owner, Mediator, System}},
		{Delivered, Completed, []Party{Buyer, System}},
		{Delivered, Disputed, []Party{Buyer}},
		{Disputed, Completed, []Party{Owner, Mediator}},
		{Disputed, Refunded, []Party{Owner, Mediator}},
		{Expired, Paid, []Party{Payment}},
	}
}

// CanBecome tells whether the flow has a move from s to another state.
func (s Status) CanBecome(to Status) bool {
	return slices.ContainsFunc(flow(), func(m step) bool { return m.from == s && m.to == to })
}

// By tells who may move an order from s to another state; none when there is no such move.
func (s Status) By(to Status) []Party {
	for _, m := range flow() {
		if m.from == s && m.to == to {
			return m.by
		}
	}
	return nil
}

// Final tells whether no move leads on from s.
func (s Status) Final() bool {
	return !slices.ContainsFunc(flow(), func(m step) bool { return m.from == s })
}
