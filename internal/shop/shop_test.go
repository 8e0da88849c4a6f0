package shop_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/shop"
)

var write = flag.Bool("write", false, "write the diagram instead of comparing it")

func TestFlow_is_the_diagram_in_the_docs(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "flow", "shop.md")
	if *write {
		if err := os.WriteFile(path, []byte(shop.Diagram()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != shop.Diagram() {
		t.Errorf("%s differs from the table; run: go test ./internal/shop -run Flow -write", path)
	}
}

func TestFlow_every_status_is_reached_and_only_curators_verify(t *testing.T) {
	reached := map[shop.Status]bool{shop.Draft: true}
	for range shop.Statuses() {
		for _, m := range shop.Moves() {
			if reached[m.From] {
				reached[m.To] = true
			}
			if m.To != shop.Submitted && m.By != shop.ByCurator {
				t.Errorf("%s moves %s to %s", m.By, m.From, m.To)
			}
		}
	}
	for _, s := range shop.Statuses() {
		if !reached[s] {
			t.Errorf("%s is never reached", s)
		}
		if shop.Rejected.CanBecome(s) {
			t.Errorf("a rejected shop becomes %s", s)
		}
	}
	if shop.Verified.CanBecome(shop.Rejected) {
		t.Error("a shop that trades is rejected; it must be suspended")
	}
}

func TestRights_a_helper_works_but_decides_nothing(t *testing.T) {
	for _, r := range []shop.Right{shop.ManageProducts, shop.ManageStock, shop.HandleOrders, shop.SetHolidays} {
		if !shop.Can(shop.Helper, r) {
			t.Errorf("a helper lacks %s", r)
		}
	}
	for _, r := range []shop.Right{shop.ManageMembers, shop.EditIdentity, shop.SeeMoney} {
		if shop.Can(shop.Helper, r) {
			t.Errorf("a helper has %s", r)
		}
	}
	for _, r := range shop.Rights(shop.Owner) {
		if shop.Can("", r) || shop.Can("stranger", r) {
			t.Errorf("an unknown role has %s", r)
		}
	}
}

func TestHoliday_counts_days_in_WIB(t *testing.T) {
	h := shop.Holiday{From: "2026-12-24", Until: "2026-12-26"}
	for at, want := range map[string]string{
		"2026-12-23T16:59:00Z": "", // 23.59 WIB the day before
		"2026-12-23T17:00:00Z": "2026-12-27",
		"2026-12-26T16:59:00Z": "2026-12-27",
		"2026-12-26T17:00:00Z": "",
	} {
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := h.BackOn(now); got != want {
			t.Errorf("at %s back on %q, want %q", at, got, want)
		}
	}
	if (shop.Holiday{}).BackOn(time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)) != "" {
		t.Error("a shop without holiday is closed")
	}
}

func codes(err error) []string {
	var out []string
	for _, f := range fault.FieldsOf(err) {
		out = append(out, f.Name+" "+f.Code)
	}
	return out
}

func TestInputs_report_every_problem(t *testing.T) {
	if got := codes(shop.OpenInput{PhoneKey: "0812"}.Validate()); !slices.Equal(got, []string{"name required", "village required", "owner_name required", "phone not_a_phone"}) {
		t.Errorf("open: %v", got)
	}
	for in, want := range map[shop.Holiday]string{
		{From: "2026-12-26", Until: "2026-12-24"}: "holiday_until date_order",
		{From: "2026-13-01", Until: "2026-12-24"}: "holiday_from not_a_date",
		{From: "2026-12-24"}:                      "holiday_until not_a_date",
		{From: "2026-12-24", Until: "2028-12-24"}: "holiday_until too_far",
	} {
		if got := codes(shop.HolidayInput{Holiday: in}.Validate()); !slices.Equal(got, []string{want}) {
			t.Errorf("%v: %v, want %s", in, got, want)
		}
	}
	if err := (shop.HolidayInput{}).Validate(); err != nil {
		t.Errorf("ending a holiday: %v", err)
	}
	if codes(shop.DeliveryInput{AcceptsCash: true}.Validate()) == nil {
		t.Error("a shop that hands nothing over passes")
	}
	for contact, ok := range map[string]bool{"+6281234567890": true, "siti@contoh.id": true, "081234567890": false, "siti": false, "": false} {
		if (shop.InviteInput{Contact: contact}.Validate() == nil) != ok {
			t.Errorf("contact %q: want %v", contact, ok)
		}
	}
}
