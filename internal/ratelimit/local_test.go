package ratelimit_test

import (
	"strconv"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/ratelimit"
)

func TestLocal_refuses_beyond_the_limit_says_for_how_long_and_forgets(t *testing.T) {
	clk := clock.At(time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC))
	l := ratelimit.NewLocal(clk, 3)
	rule := ratelimit.Rule{Bucket: "a", Most: 2, Window: time.Minute}
	for i, want := range []bool{true, true, false} {
		if ok, _ := l.Allow(rule); ok != want {
			t.Fatalf("use %d: %v", i+1, ok)
		}
	}
	clk.Advance(20 * time.Second)
	if ok, wait := l.Allow(rule); ok || wait != 40*time.Second {
		t.Errorf("after 20 s: %v, wait %v", ok, wait)
	}
	clk.Advance(40 * time.Second)
	if ok, _ := l.Allow(rule); !ok {
		t.Error("refused after its window")
	}
	for i := range 1000 {
		if ok, _ := l.Allow(ratelimit.Rule{Bucket: strconv.Itoa(i), Most: 1, Window: time.Minute}); !ok {
			t.Errorf("bucket %d is refused at its first use", i)
		}
	}
}
