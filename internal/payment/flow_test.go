package payment_test

import (
	"flag"
	"os"
	"slices"
	"testing"

	"beli/internal/payment"
)

var update = flag.Bool("update", false, "write the diagrams anew")

func TestDiagrams_are_the_tables(t *testing.T) {
	for path, want := range map[string]string{
		"../../docs/flow/payment.md": payment.Diagram(),
		"../../docs/flow/refund.md":  payment.RefundDiagram(),
	} {
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s differs from flow.go; write it anew with -update", path)
		}
	}
}

// reached walks a graph from its first state.
func reached[S comparable](first S, all []S, may func(from, to S) bool) []S {
	seen := []S{first}
	for i := 0; i < len(seen); i++ {
		for _, to := range all {
			if may(seen[i], to) && !slices.Contains(seen, to) {
				seen = append(seen, to)
			}
		}
	}
	return seen
}

func TestFlow_every_state_is_reached_and_ends_as_intended(t *testing.T) {
	if got := reached(payment.Created, payment.Statuses(), payment.Status.CanBecome); len(got) != len(payment.Statuses()) {
		t.Errorf("payments reach only %v", got)
	}
	if got := reached(payment.RefundRequested, payment.RefundStatuses(), payment.RefundStatus.CanBecome); len(got) != len(payment.RefundStatuses()) {
		t.Errorf("refunds reach only %v", got)
	}
	for _, s := range payment.Statuses() {
		final := !slices.ContainsFunc(payment.Statuses(), s.CanBecome)
		if want := s == payment.Settled || s == payment.Declined; final != want {
			t.Errorf("%s final: %v, want %v", s, final, want)
		}
	}
}
