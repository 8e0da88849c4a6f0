package memo_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/memo"
)

var noon = time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)

func TestGet_asks_once_until_it_is_forgotten_or_too_old(t *testing.T) {
	clk := clock.At(noon)
	c := memo.New[string, int](clk.Now, 10, time.Minute)
	asked := 0
	get := func() int {
		t.Helper()
		v, err := c.Get(context.Background(), "a", func(context.Context) (int, error) { asked++; return asked, nil })
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if get() != 1 || get() != 1 {
		t.Fatal("a kept answer was asked for again")
	}
	c.Forget("a")
	if get() != 2 {
		t.Fatal("a forgotten answer came again")
	}
	clk.Advance(time.Minute)
	if get() != 3 {
		t.Fatal("an old answer came again")
	}
}

func TestGet_keeps_no_error_and_nothing_that_changed_while_it_was_made(t *testing.T) {
	c := memo.New[string, int](clock.At(noon).Now, 10, time.Minute)
	ctx := context.Background()
	if _, err := c.Get(ctx, "a", func(context.Context) (int, error) { return 0, errors.New("away") }); err == nil {
		t.Fatal("the error was lost")
	}
	v, err := c.Get(ctx, "a", func(context.Context) (int, error) { c.ForgetAll(); return 1, nil })
	if v != 1 || err != nil {
		t.Fatalf("got %d, %v", v, err)
	}
	v, err = c.Get(ctx, "a", func(context.Context) (int, error) { return 2, nil })
	if v != 2 || err != nil {
		t.Fatalf("a stale answer was kept: %d, %v", v, err)
	}
}

func TestGet_by_many_at_once_asks_once(t *testing.T) {
	c := memo.New[string, int](clock.At(noon).Now, 10, time.Minute)
	started, release := make(chan struct{}), make(chan struct{})
	asked := 0
	var wg sync.WaitGroup
	ask := func(context.Context) (int, error) { asked++; close(started); <-release; return 7, nil }
	wg.Go(func() { c.Get(context.Background(), "a", ask) })
	<-started
	for range 20 {
		wg.Go(func() {
			if v, err := c.Get(context.Background(), "a", ask); v != 7 || err != nil {
				t.Errorf("got %d, %v", v, err)
			}
		})
	}
	close(release)
	wg.Wait()
	if asked != 1 {
		t.Fatalf("asked %d times", asked)
	}
}

func TestCache_stays_within_its_bound(t *testing.T) {
	c := memo.New[int, int](clock.At(noon).Now, 5, time.Minute)
	_, _, generation := c.Many(nil)
	for i := range 100 {
		c.Keep(generation, map[int]int{i: i})
	}
	var keys []int
	for i := range 100 {
		keys = append(keys, i)
	}
	if found, _, _ := c.Many(keys); len(found) != 5 || found[99] != 99 {
		t.Fatalf("%d answers kept, the newest is %d", len(found), found[99])
	}
}

func TestGet_after_a_panic_asks_again_and_lets_go_who_waited(t *testing.T) {
	c := memo.New[string, int](clock.At(noon).Now, 10, time.Minute)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	started, release, waited := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		defer func() { recover() }() // as the web does for a request
		c.Get(ctx, "a", func(context.Context) (int, error) { close(started); <-release; panic("broken") })
	}()
	<-started
	go func() {
		_, err := c.Get(ctx, "a", func(context.Context) (int, error) { return 1, nil })
		waited <- err
	}()
	close(release)
	if err := <-waited; errors.Is(err, context.DeadlineExceeded) {
		t.Fatal("who waited for the broken answer waits for ever")
	}
	if v, err := c.Get(ctx, "a", func(context.Context) (int, error) { return 2, nil }); err != nil || v == 0 {
		t.Fatalf("the next visitor got %d, %v", v, err)
	}
}

func TestGet_helps_out_with_an_old_answer_while_its_source_is_away(t *testing.T) {
	now := time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)
	errAway, errGone := errors.New("away"), errors.New("gone")
	c := memo.New[string, int](func() time.Time { return now }, 10, time.Minute).
		Spare(10*time.Minute, func(err error) bool { return errors.Is(err, errAway) })
	asked := 0
	get := func(value int, err error) (int, error) {
		return c.Get(context.Background(), "a", func(context.Context) (int, error) { asked++; return value, err })
	}
	if _, err := get(0, errAway); !errors.Is(err, errAway) {
		t.Fatalf("without an old answer: %v", err)
	}
	now = now.Add(2 * time.Second)
	if v, err := get(1, nil); v != 1 || err != nil {
		t.Fatal(v, err)
	}
	now = now.Add(2 * time.Minute)
	for range 3 {
		if v, err := get(0, errAway); v != 1 || err != nil {
			t.Fatalf("%d, %v; want the old answer", v, err)
		}
	}
	if asked != 3 {
		t.Errorf("a source that is away was asked %d times within a second, want 3 in all", asked)
	}
	now = now.Add(2 * time.Second)
	if _, err := get(0, errGone); !errors.Is(err, errGone) {
		t.Errorf("an error that says something was hidden: %v", err)
	}
	if v, err := get(2, nil); v != 2 || err != nil {
		t.Errorf("%d, %v after the source came back", v, err)
	}
	now = now.Add(12 * time.Minute)
	if _, err := get(0, errAway); !errors.Is(err, errAway) {
		t.Errorf("too old an answer helped out: %v", err)
	}
}
