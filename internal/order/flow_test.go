package order

import (
	"flag"
	"os"
	"slices"
	"testing"

	"beli/internal/actor"
)

var update = flag.Bool("update", false, "write docs/flow/order.md anew")

func TestDiagram_in_the_docs_is_the_flow_of_the_program(t *testing.T) {
	const path = "../../docs/flow/order.md"
	if *update {
		if err := os.WriteFile(path, []byte(Diagram()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	drawn, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(drawn) != Diagram() {
		t.Errorf("%s differs from flow.go; run go test ./internal/order -update and look at it", path)
	}
}

func TestFlow_reaches_every_state_and_ends_where_it_should(t *testing.T) {
	seen := map[Status]bool{AwaitingQuote: true, Pending: true} // where orders begin
	for range Statuses() {
		for _, m := range flow() {
			if seen[m.from] {
				seen[m.to] = true
			}
		}
	}
	var ends []Status
	for _, s := range Statuses() {
		if !seen[s] {
			t.Errorf("%s is never reached", s)
		}
		if s.Final() {
			ends = append(ends, s)
		}
	}
	if want := []Status{Completed, Refunded, Cancelled}; !slices.Equal(ends, want) {
		t.Errorf("the flow ends in %v, want %v (expired may still be paid late)", ends, want)
	}
	pairs := map[[2]Status]bool{}
	for _, m := range flow() {
		if pairs[[2]Status{m.from, m.to}] || m.from == m.to || len(m.by) == 0 {
			t.Errorf("%s to %s is doubled, idle or nobody's", m.from, m.to)
		}
		pairs[[2]Status{m.from, m.to}] = true
	}
}

func TestFlow_refuses_the_short_cuts_of_fraud(t *testing.T) {
	for _, m := range [][2]Status{
		{Pending, Accepted}, {Pending, Shipped}, {Expired, Accepted}, {Cancelled, Paid}, {Cancelled, Accepted}, {Shipped, Cancelled},
		{Delivered, Cancelled}, {Completed, Refunded}, {Completed, Disputed}, {Refunded, Paid}, {Confirmed, Paid}, {Ready, Cancelled},
	} {
		if m[0].CanBecome(m[1]) {
			t.Errorf("%s can become %s", m[0], m[1])
		}
	}
	if slices.Contains(Accepted.By(Cancelled), Buyer) || slices.Contains(Packed.By(Cancelled), Buyer) {
		t.Error("a buyer can cancel what the shop has accepted")
	}
	if !slices.Equal(Pending.By(Paid), []Party{Payment}) || !slices.Equal(Expired.By(Paid), []Party{Payment}) {
		t.Error("somebody but the payment can say that an order is paid")
	}
}

func TestParty_is_nobody_it_cannot_be(t *testing.T) {
	person := actor.Actor{Kind: actor.Person, AccountID: 1, Staff: actor.NotStaff}
	curator := actor.Actor{Kind: actor.Person, AccountID: 1, Staff: actor.Curator}
	for _, c := range []struct {
		party Party
		by    actor.Actor
		fits  bool
	}{
		{System, actor.Clock(), true}, {System, person, false}, {System, curator, false}, {System, actor.PaymentGateway("x"), false},
		{Payment, actor.PaymentGateway("x"), true}, {Payment, actor.Clock(), true}, {Payment, person, false}, {Payment, actor.Visitor("d"), false},
		{Owner, person, true}, {Owner, actor.Clock(), false}, {Buyer, actor.Visitor("d"), true}, {Buyer, actor.Clock(), false},
		{Mediator, curator, true}, {Mediator, person, false}, {"", person, false}, {Owner, actor.Actor{}, false},
	} {
		if c.party.fits(c.by) != c.fits {
			t.Errorf("%s as %q: %v", c.by.Kind, c.party, !c.fits)
		}
	}
}

func TestTabs_hold_every_state_but_unpaid_once(t *testing.T) {
	in := map[Status]int{}
	for _, tab := range Tabs() {
		for _, s := range tab.Statuses() {
			in[s]++
		}
	}
	for _, s := range Statuses() {
		if want := 1; in[s] != want && s != Pending || s == Pending && in[s] != 0 {
			t.Errorf("%s is in %d lists", s, in[s])
		}
	}
}

func TestTimed_states_are_those_with_a_deadline(t *testing.T) {
	for _, s := range Statuses() {
		if s.Final() && slices.Contains(Timed(), s) {
			t.Errorf("%s has ended and a deadline", s)
		}
	}
}
