package promo_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/promo"
)

func TestPhase_follows_dates_and_publication(t *testing.T) {
	start := time.Date(2026, 11, 30, 17, 0, 0, 0, time.UTC) // 1 December, 00.00 WIB
	c := promo.Collection{StartsAt: start, EndsAt: start.AddDate(0, 0, 7), PublishedAt: start.AddDate(0, 0, -3)}
	for at, want := range map[time.Time]promo.Phase{
		start.Add(-time.Microsecond): promo.Scheduled,
		start:                        promo.Running,
		start.AddDate(0, 0, 7).Add(-time.Microsecond): promo.Running,
		start.AddDate(0, 0, 7):                        promo.Ended,
	} {
		if got := c.Phase(at); got != want {
			t.Errorf("at %s: %s, want %s", at, got, want)
		}
	}
	if c.FirstDay() != "2026-12-01" || c.LastDay() != "2026-12-07" {
		t.Errorf("days %s to %s", c.FirstDay(), c.LastDay())
	}
	c.PublishedAt = time.Time{}
	if c.Phase(start) != promo.Draft {
		t.Error("an unpublished collection runs")
	}
}

func TestWords_report_every_problem(t *testing.T) {
	w := promo.Words{TitleEN: strings.Repeat("x", 81), FirstDay: "2026-12-07", LastDay: "2026-12-01"}
	var got []string
	for _, f := range fault.FieldsOf(w.Validate()) {
		got = append(got, f.Name+" "+f.Code)
	}
	if want := []string{"title_id required", "title_en too_long", "last_day date_order"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
