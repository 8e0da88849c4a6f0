package fault_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"beli/internal/fault"
)

var errTaken = fault.New(fault.Conflict, "taken")

func TestKindOf_an_unknown_error_is_ours_to_hide(t *testing.T) {
	err := errors.New("disk full")
	if fault.KindOf(err) != fault.Internal || fault.CodeOf(err) != "internal" || fault.FieldsOf(err) != nil {
		t.Errorf("%v %s %v", fault.KindOf(err), fault.CodeOf(err), fault.FieldsOf(err))
	}
}

func TestIs_knows_a_fault_by_kind_and_code_through_wrapping(t *testing.T) {
	cause := errors.New("unique constraint")
	err := fmt.Errorf("open shop: %w", fault.Wrap(fault.Conflict, "taken", cause))
	if !errors.Is(err, errTaken) || !errors.Is(err, cause) {
		t.Errorf("%v lost its fault or its cause", err)
	}
	if errors.Is(err, fault.New(fault.Gone, "taken")) || errors.Is(err, fault.New(fault.Conflict, "moved")) {
		t.Errorf("%v is another fault", err)
	}
}

func TestConflictAs_names_conflicts_alone(t *testing.T) {
	guard := fault.New(fault.Conflict, "conflict")
	if err := fault.ConflictAs(errTaken, fmt.Errorf("write: %w", guard)); fault.CodeOf(err) != "taken" || !errors.Is(err, guard) {
		t.Errorf("a guard became %v", err)
	}
	gone := fault.New(fault.NotFound, "not_found")
	if err := fault.ConflictAs(errTaken, gone); err != error(gone) {
		t.Errorf("not found became %v", err)
	}
	if err := fault.ConflictAs(errTaken, nil); err != nil {
		t.Errorf("success became %v", err)
	}
}

func TestProblems_are_all_reported_in_the_order_of_the_form(t *testing.T) {
	var p fault.Problems
	if p.Err() != nil {
		t.Fatal("no problem is an error")
	}
	p.Check(true, "name", "required")
	p.Check(false, "phone", "not_a_phone")
	p.Merge("variants.0.", fault.Problem("price", "price_range", "Rp1", "Rp2"))
	p.Merge("", errors.New("not a form's"))
	var got []string
	for _, f := range fault.FieldsOf(p.Err()) {
		got = append(got, f.Name+" "+f.Code+" "+fmt.Sprint(f.Args))
	}
	if want := []string{"phone not_a_phone []", "variants.0.price price_range [Rp1 Rp2]"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if fault.KindOf(p.Err()) != fault.Invalid {
		t.Error("problems of a form are not Invalid")
	}
}
