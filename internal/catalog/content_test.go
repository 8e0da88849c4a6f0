package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/fault"
)

var noon = time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)

func food() catalog.Content {
	return catalog.Content{Name: "Wajik kletik", CategoryID: 2, Unit: "renteng", WeightG: 250,
		HalalState: catalog.HalalExempt, Photos: []int64{1}}
}

var (
	foodCategory  = catalog.Category{ID: 2, Food: true}
	craftCategory = catalog.Category{ID: 2}
	jasaCategory  = catalog.Category{ID: 2, Service: true}
)

func codes(err error) []string {
	var out []string
	for _, f := range fault.FieldsOf(err) {
		out = append(out, f.Name+" "+f.Code)
	}
	return out
}

func TestHalalProblem_accepts_certificates_and_explains_other_numbers(t *testing.T) {
	for typed, want := range map[string]string{
		"ID35110001234560821":      "",
		"id 3511.0001.2345-60821":  "",
		"ID12345678901234":         "",
		"ID1234567890123":          "halal_number",
		"ID1234567890123456789":    "halal_number",
		"KH.1234/2021":             "halal_is_decree",
		"MUI-07100012345":          "halal_is_mui",
		"35110001234560821":        "halal_number",
		"":                         "required",
		"ID3511000123456082１":      "halal_number",
		"ID35110001234560821 OR 1": "halal_number",
	} {
		if got := catalog.HalalProblem(catalog.CleanHalal(typed)); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestPIRTProblem_reads_what_stands_on_a_label(t *testing.T) {
	for typed, want := range map[string]struct{ stored, problem string }{
		"P-IRT No. 2063505010123-29": {"2063505010123-29", ""},
		"PIRT 206350501012329":       {"2063505010123-29", ""},
		"2063505010123 29":           {"2063505010123-29", ""},
		"9063505010123-29":           {"9063505010123-29", "pirt_packaging"},
		"0063505010123-29":           {"0063505010123-29", "pirt_packaging"},
		"206350501012":               {"206350501012", "pirt_old"},
		"2063505010123":              {"2063505010123", "pirt_number"},
		"nomor saya":                 {"nomor saya", "pirt_number"},
	} {
		got := catalog.CleanPIRT(typed)
		if got != want.stored || catalog.PIRTProblem(got) != want.problem {
			t.Errorf("%q: stored %q, problem %q; want %v", typed, got, catalog.PIRTProblem(got), want)
		}
	}
}

func TestPIRTBadge_needs_a_check_and_ends_with_its_year(t *testing.T) {
	end := time.Date(2029, 12, 31, 16, 59, 0, 0, time.UTC) // 23.59 WIB
	number := "2063505010123-29"
	if !catalog.PIRTBadge(number, noon, end) {
		t.Error("gone on its last day")
	}
	if catalog.PIRTBadge(number, noon, end.Add(2*time.Minute)) {
		t.Error("shown the day after its year")
	}
	if catalog.PIRTBadge(number, time.Time{}, noon) {
		t.Error("shown before a curator looked")
	}
}

func TestHalalBadge_needs_certificate_and_check(t *testing.T) {
	p := catalog.Product{Content: catalog.Content{HalalState: catalog.HalalCertified}}
	if p.HalalBadge() {
		t.Error("badge without a check")
	}
	p.CredentialCheckedAt = noon
	if !p.HalalBadge() {
		t.Error("no badge after the check")
	}
	p.Content.HalalState = catalog.HalalInProcess
	if p.HalalBadge() {
		t.Error("badge while in process")
	}
}

func TestComplete_asks_food_for_its_halal_state_and_goods_for_their_weight(t *testing.T) {
	if err := food().Complete(foodCategory); err != nil {
		t.Fatalf("complete food: %v", err)
	}
	c := food()
	c.HalalState, c.WeightG, c.Unit, c.Photos = catalog.HalalNone, 0, "", nil
	want := []string{"photos required", "unit required", "weight_g required", "halal_state required"}
	if got := codes(c.Complete(foodCategory)); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	c = food()
	c.HalalState = catalog.HalalCertified
	if got := codes(c.Complete(foodCategory)); !slices.Equal(got, []string{"halal_number required"}) {
		t.Errorf("certified without a number: %v", got)
	}
	c = catalog.Content{Name: "Jahit kebaya", CategoryID: 2, Unit: "potong", HalalState: catalog.HalalNone, Photos: []int64{1}}
	if err := c.Complete(jasaCategory); err != nil {
		t.Errorf("a service has no weight: %v", err)
	}
	c = food()
	c.PIRTNumber = "2063505010123-29"
	if got := codes(c.Complete(craftCategory)); !slices.Equal(got, []string{"halal_state not_food", "pirt_number not_food"}) {
		t.Errorf("food facts on a craft: %v", got)
	}
}

func TestValidate_reports_every_problem_at_once(t *testing.T) {
	c := catalog.Content{
		Name: strings.Repeat("ä", 71), Description: strings.Repeat("x", 4001), Unit: strings.Repeat("u", 25),
		WeightG: 100_001, HalalState: "halal", ShelfLifeDays: -1, Photos: []int64{1, 1},
	}
	got := codes(c.Validate())
	want := []string{"name too_long", "category required", "description too_long", "unit too_long", "weight_g out_of_range",
		"halal_state invalid_choice", "shelf_life_days out_of_range", "photos invalid_choice"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if err := (catalog.Content{Name: strings.Repeat("ä", 70), CategoryID: 1, HalalState: catalog.HalalNone}).Validate(); err != nil {
		t.Errorf("70 letters are allowed: %v", err)
	}
}

func TestClean_leaves_no_control_signs_and_no_false_numbers(t *testing.T) {
	c := catalog.Content{Name: "  Wajik\u202e \x00 kletik\n", Description: "a\r\n\r\nb\x07", HalalNumber: "ID12345678901234",
		HalalState: catalog.NonHalal, PIRTNumber: "PIRT 206350501012329"}.Clean()
	if c.Name != "Wajik kletik" || c.Description != "a\n\nb" {
		t.Errorf("name %q, description %q", c.Name, c.Description)
	}
	if c.HalalNumber != "" {
		t.Error("a non-halal product keeps a certificate")
	}
	if c.PIRTNumber != "2063505010123-29" {
		t.Errorf("P-IRT %q", c.PIRTNumber)
	}
}

func TestNotes_warn_without_refusing(t *testing.T) {
	c := food()
	c.PIRTNumber, c.Description = "2063504010123-25", "Wajik HALAL yang menyembuhkan lelah"
	var got []string
	for _, n := range c.Notes(foodCategory, noon) {
		got = append(got, n.Code)
	}
	if want := []string{"pirt_expired", "pirt_region", "claim_health", "claim_halal"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	c = food()
	c.ShelfLifeDays = 30
	if notes := c.Notes(foodCategory, noon); len(notes) != 1 || notes[0].Code != "pirt_expected" {
		t.Errorf("food that keeps: %v", notes)
	}
	c.PIRTNumber = "2063572010123-26"
	if notes := c.Notes(foodCategory, noon.In(clock.WIB)); len(notes) != 1 || notes[0].Code != "pirt_expiring" {
		t.Errorf("40 days before its end: %v", notes)
	}
}

func TestDifferences_name_what_a_change_alters(t *testing.T) {
	before, after := food(), food()
	after.Name, after.Photos = "Wajik klethik", []int64{2, 1}
	got := before.Differences(after)
	if len(got) != 2 || got[0] != (catalog.Difference{Field: "photos", Before: "1", After: "2,1"}) || got[1].Field != "name" {
		t.Errorf("got %v", got)
	}
	if len(before.Differences(before)) != 0 {
		t.Error("a content differs from itself")
	}
}

func TestSetVariantsInput_refuses_doubles_and_half_options(t *testing.T) {
	in := catalog.SetVariantsInput{Kinds: [2]string{"Rasa", "Ukuran"}, Variants: []catalog.VariantInput{
		{Options: [2]string{"Pedas", "250 g"}, Price: 12_000},
		{Options: [2]string{"pedas", "250 G"}, Price: 0},
		{Options: [2]string{"Manis", ""}, Price: 100_000_001, OnHand: -1},
	}}
	want := []string{"variants.1.option1 taken", "variants.1.price price_range", "variants.2.option2 required",
		"variants.2.price price_range", "variants.2.on_hand out_of_range"}
	if got := codes(in.Validate()); !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	in = catalog.SetVariantsInput{Variants: make([]catalog.VariantInput, 51)}
	if got := codes(in.Validate()); !slices.Contains(got, "variants too_many_items") {
		t.Errorf("51 variants: %v", got)
	}
}

func TestStockInput_bounds(t *testing.T) {
	for _, in := range []catalog.StockInput{
		{Mode: "some"}, {Mode: catalog.Counted, OnHand: -1}, {Mode: catalog.Counted, OnHand: catalog.MaxOnHand + 1},
		{Mode: catalog.MadeToOrder}, {Mode: catalog.MadeToOrder, MakingDays: 91}, {Mode: catalog.MadeToOrder, MakingDays: 1, DailyCapacity: -1},
	} {
		if in.Validate() == nil {
			t.Errorf("%+v passes", in)
		}
	}
	if err := (catalog.StockInput{Mode: catalog.MadeToOrder, MakingDays: 3}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestTree_paths_leaves_and_counts(t *testing.T) {
	tree := catalog.NewTree([]catalog.Category{
		{ID: 1, Slug: "makanan", Position: 1}, {ID: 2, ParentID: 1, Slug: "jajanan", Position: 2}, {ID: 3, ParentID: 1, Slug: "bumbu", Position: 1},
		{ID: 4, Slug: "bordir", Position: 2},
	})
	if p := tree.Path(2); len(p) != 2 || p[0].ID != 1 {
		t.Errorf("path %v", p)
	}
	var leaves []int64
	for _, c := range tree.Leaves() {
		leaves = append(leaves, c.ID)
	}
	if !slices.Equal(leaves, []int64{3, 2, 4}) {
		t.Errorf("leaves %v", leaves)
	}
	if got := tree.RollUp(map[int64]int{2: 3, 3: 1, 4: 2, 9: 7}); got[1] != 4 || got[4] != 2 || len(got) != 4 {
		t.Errorf("counts %v", got)
	}
	if tree.Leaf(1) || tree.Leaf(99) || len(tree.Under(99)) != 0 {
		t.Error("an unknown or inner category is a leaf")
	}
}
