package purchase

import (
	"time"

	"beli/frontend/components"
	"beli/frontend/text"
)

// Course is what is known of an order's way. Status and Handover are the words of the domain
// ("paid", "pickup"); times that have not come are zero.
type Course struct {
	Status   string
	Handover string // pickup, expedition, none
	Cash     bool
	Placed   time.Time
	Paid     time.Time // or confirmed
	Accepted time.Time
	Sent     time.Time // shipped or ready
	Arrived  time.Time // delivered
	Ended    time.Time
	Deadline time.Time // of the present station, zero without one
	Reason   string    // of a cancellation
}

// station is how far along the way a status stands; -1 before money, and for ways that ended early.
func station(status string) int {
	switch status {
	case "paid", "confirmed":
		return 0
	case "accepted", "packed":
		return 1
	case "shipped", "ready":
		return 2
	case "delivered":
		return 3
	case "completed":
		return 4
	}
	return -1
}

// StatusTag says a state in one or two words on its tone.
func StatusTag(w text.Words, status string) components.Tag {
	tone := components.Waiting
	switch status {
	case "pending", "awaiting_quote", "ready", "disputed", "returned":
		tone = components.Attend
	case "delivered", "completed":
		tone = components.Good
	case "cancelled", "expired", "refunded":
		tone = components.Quiet
	}
	return components.Tag{Tone: tone, Label: w.T("checkout.state_" + status)}
}

// Steps are the stations of an order for its timeline: those it has passed, where it is, and
// those to come. An order that ended early shows only what happened.
func Steps(w text.Words, c Course) []components.Step {
	way := []components.Step{
		{Label: w.T("checkout.state_paid"), When: w.DateTime(c.Paid)},
		{Label: w.T("checkout.state_accepted"), When: w.DateTime(c.Accepted)},
		{Label: w.T("checkout.state_shipped"), When: w.DateTime(c.Sent)},
		{Label: w.T("checkout.state_delivered"), When: w.DateTime(c.Arrived)},
		{Label: w.T("checkout.state_completed"), When: w.DateTime(c.Ended)},
	}
	switch c.Handover {
	case "pickup":
		way[2].Label, way[3].Label = w.T("checkout.state_ready"), w.T("checkout.state_picked_up")
	case "none":
		way[2].Label, way[3].Label = w.T("checkout.state_service_ready"), w.T("checkout.state_service_done")
	}
	at := station(c.Status)
	if at >= 0 {
		for i := range way {
			way[i].Done, way[i].Current = i < at, i == at
			if i > at {
				way[i].When = ""
			}
		}
		if c.Status == "completed" {
			way[at].Done = true
		}
		way[at].Note = presentNote(w, c)
		return way
	}
	present := components.Step{Label: w.T("checkout.state_" + c.Status), When: w.DateTime(c.Ended), Note: presentNote(w, c), Current: true}
	if c.Status == "pending" || c.Status == "awaiting_quote" || c.Status == "awaiting_confirmation" {
		present.When = w.DateTime(c.Placed)
		for i := range way {
			way[i].When = ""
		}
		return append([]components.Step{present}, way...)
	}
	past := []components.Step{{Label: w.T("checkout.state_placed"), When: w.DateTime(c.Placed), Done: true}}
	for i, t := range []time.Time{c.Paid, c.Accepted, c.Sent, c.Arrived} {
		if !t.IsZero() {
			way[i].Done = true
			past = append(past, way[i])
		}
	}
	return append(past, present)
}

// presentNote says what is waited for where the order stands now.
func presentNote(w text.Words, c Course) string {
	if c.Reason != "" && station(c.Status) < 0 {
		return c.Reason
	}
	key := "checkout.now_" + c.Status
	if !w.Has(key) {
		return ""
	}
	note := w.T(key)
	if !c.Deadline.IsZero() && w.Has(key+"_until") {
		note = w.T(key+"_until", w.DateTime(c.Deadline))
	}
	return note
}

// Outlook is what decides which three lines tell how a purchase goes on.
type Outlook struct {
	Unpaid   bool
	Amount   string // to be paid now
	Deadline string
	Accept   string // how long shops have: "24 jam"
	Ships    bool   // something is sent
	PickUp   bool   // something is fetched
}

// NextSteps are the three lines of "what happens next" for a purchase that has just been sent.
func NextSteps(w text.Words, o Outlook) []string {
	first := w.T("checkout.next_confirmed")
	if o.Unpaid {
		first = w.T("checkout.next_pay", o.Amount, o.Deadline)
	}
	last := "checkout.next_service"
	switch {
	case o.Ships && o.PickUp:
		last = "checkout.next_both"
	case o.Ships:
		last = "checkout.next_ships"
	case o.PickUp:
		last = "checkout.next_pick_up"
	}
	return []string{first, w.T("checkout.next_accept", o.Accept), w.T(last)}
}
