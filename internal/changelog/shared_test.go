package changelog_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// target remembers what it was told; the next Take answers lost when that is set.
type target struct {
	mu      sync.Mutex
	renewed int
	taken   []int64
	lost    bool
	told    chan struct{}
}

func newTarget() *target { return &target{told: make(chan struct{}, 1000)} }

func (g *target) Renew(context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.renewed++
	g.told <- struct{}{}
	return nil
}

func (g *target) Take(_ context.Context, changes []changelog.Change) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.lost {
		g.lost = false
		return changelog.ErrRenew
	}
	g.taken = append(g.taken, refs(changes)...)
	g.told <- struct{}{}
	return nil
}

// until waits for something that the target was told.
func (g *target) until(t *testing.T, what string, holds func(renewed int, taken []int64) bool) {
	t.Helper()
	end := time.After(60 * time.Second)
	for {
		g.mu.Lock()
		ok := holds(g.renewed, g.taken)
		g.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-g.told:
		case <-end:
			t.Fatalf("waited in vain for: %s (renewed %d times, taken %v)", what, g.renewed, g.taken)
		}
	}
}

// process is one of several that follow on one database.
type process struct {
	log  *changelog.Log
	work *changelog.Shared
	end  func()
}

func begin(t *testing.T, d *store.DB, clk clock.Clock, g changelog.Target) process {
	t.Helper()
	l := changelog.New(d, clk)
	p := process{log: l, work: l.Shared("search", g, func(err error) { t.Logf("failed: %v", err) })}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { p.work.Run(ctx); close(done) }()
	p.end = sync.OnceFunc(func() { cancel(); <-done })
	t.Cleanup(p.end)
	return p
}

// placed waits until it is noted that the target was brought up.
func (p process) placed(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(60 * time.Second); ; {
		placed, err := p.work.Placed(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if placed {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("a renewal was never noted")
		}
	}
}

// followed checks what readers are told.
func (p process) followed(t *testing.T, want bool) {
	t.Helper()
	got, err := p.work.Followed(context.Background())
	if err != nil || got != want {
		t.Errorf("followed %v, %v; want %v", got, err, want)
	}
}

func TestShared_target_is_renewed_once_and_gets_each_change_once_from_one_of_two_processes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, clk, g := context.Background(), clock.At(storetest.Noon), newTarget()
		a := begin(t, d, clk, g)
		a.placed(t)
		b := begin(t, d, clk, g)
		for i := range int64(40) {
			if err := []process{a, b}[i%2].log.Append(ctx, changelog.Product, i); err != nil {
				t.Fatal(err)
			}
		}
		g.until(t, "forty changes", func(_ int, taken []int64) bool { return len(taken) >= 40 })
		a.end() // b goes on from where a came to
		if err := b.log.Append(ctx, changelog.Product, 40); err != nil {
			t.Fatal(err)
		}
		g.until(t, "the change after the end of the first", func(_ int, taken []int64) bool { return slices.Contains(taken, 40) })
		b.end()
		slices.Sort(g.taken)
		if g.renewed != 1 || len(g.taken) != 41 || len(slices.Compact(g.taken)) != 41 {
			t.Errorf("renewed %d times, taken %v", g.renewed, g.taken)
		}
	})
}

func TestShared_goes_on_where_it_was_after_a_start_and_begins_anew_when_asked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, clk, g := context.Background(), clock.At(storetest.Noon), newTarget()
		first := begin(t, d, clk, g)
		first.placed(t)
		first.end()
		if err := first.log.Append(ctx, changelog.Shop, 7); err != nil { // while nobody runs
			t.Fatal(err)
		}
		second := begin(t, d, clk, g)
		g.until(t, "what happened meanwhile", func(_ int, taken []int64) bool { return slices.Contains(taken, 7) })
		if g.renewed != 1 {
			t.Errorf("a start renewed everything")
		}
		if err := second.work.Again(ctx); err != nil {
			t.Fatal(err)
		}
		g.until(t, "the renewal that was asked for", func(n int, _ []int64) bool { return n == 2 })
		g.mu.Lock()
		g.lost = true
		g.mu.Unlock()
		if err := second.log.Append(ctx, changelog.Shop, 8); err != nil {
			t.Fatal(err)
		}
		g.until(t, "the renewal of a target that lost everything", func(n int, _ []int64) bool { return n == 3 })
		second.end()
		clk.Advance(7 * 24 * time.Hour) // the log no longer reaches back
		third := begin(t, d, clk, g)
		g.until(t, "the renewal after a week of rest", func(n int, _ []int64) bool { return n == 4 })
		third.placed(t)
	})
}

func TestShared_lease_passes_on_when_its_holder_is_gone_without_a_word(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, clk := context.Background(), clock.At(storetest.Noon)
		if _, err := d.Exec(ctx, `INSERT INTO follower (name, held_by, held_until) VALUES ('search', 'a process that died', $1)`,
			clk.Now().Add(20*time.Second).UnixMicro()); err != nil {
			t.Fatal(err)
		}
		p := begin(t, d, clk, newTarget())
		p.followed(t, false)
		clk.Advance(25 * time.Second)
		p.placed(t)
		p.followed(t, true)
		p.end() // a lease that is given back is nobody's
		p.followed(t, false)
	})
}
