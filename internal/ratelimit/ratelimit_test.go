package ratelimit_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/ratelimit"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestUse_refuses_beyond_the_limit_until_the_window_is_over(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		clk := clock.At(storetest.Noon)
		l := ratelimit.New(d, clk)
		rule := ratelimit.Rule{Bucket: "login:1", Most: 2, Window: time.Minute}
		ctx := context.Background()
		for i, want := range []error{nil, nil, ratelimit.ErrTooMany, ratelimit.ErrTooMany} {
			if err := l.Use(ctx, rule); !errors.Is(err, want) && err != want {
				t.Fatalf("use %d: %v, want %v", i+1, err, want)
			}
		}
		clk.Advance(time.Minute)
		if err := l.Use(ctx, rule); err != nil {
			t.Fatalf("after the window: %v", err)
		}
		if err := l.Use(ctx, ratelimit.Rule{Bucket: "login:2", Most: 2, Window: time.Minute}); err != nil {
			t.Fatalf("another bucket: %v", err)
		}
	})
}
