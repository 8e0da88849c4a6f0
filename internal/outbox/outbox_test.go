package outbox_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/outbox"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

type hello struct {
	N int `json:"n"`
}

func (hello) Kind() string { return "test.hello" }

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func TestPut_is_real_with_the_commit_and_unmade_with_the_rollback(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, stop := context.Background(), errors.New("stop")
		box := outbox.New(d, clock.System{})
		if err := d.InTx(ctx, func(ctx context.Context) error {
			if err := box.Put(ctx, hello{1}); err != nil {
				return err
			}
			return stop
		}); !errors.Is(err, stop) {
			t.Fatal(err)
		}
		for range 2 {
			if err := box.Put(ctx, hello{2}, outbox.Key("once")); err != nil {
				t.Fatal(err)
			}
		}
		var got []int
		w := outbox.NewWorker(box, quiet, 1)
		outbox.Handle(w, func(_ context.Context, m hello) error { got = append(got, m.N); return nil })
		for range 3 {
			if _, err := w.Drain(ctx); err != nil {
				t.Fatal(err)
			}
		}
		if len(got) != 1 || got[0] != 2 {
			t.Fatalf("handled %v, want [2]", got)
		}
	})
}

func TestDrain_by_two_processes_does_every_message_once(t *testing.T) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL, "postgres": storetest.PostgresURL} {
		t.Run(name, func(t *testing.T) {
			ctx, at := context.Background(), url(t)
			var mu sync.Mutex
			seen := map[int]int{}
			var workers []*outbox.Worker
			for range 2 {
				d, err := store.Open(ctx, at)
				if err != nil {
					t.Fatal(err)
				}
				defer d.Close()
				box := outbox.New(d, clock.System{})
				w := outbox.NewWorker(box, quiet, 4)
				outbox.Handle(w, func(_ context.Context, m hello) error {
					mu.Lock()
					defer mu.Unlock()
					seen[m.N]++
					return nil
				})
				workers = append(workers, w)
				if len(workers) == 1 {
					for i := range 200 {
						if err := box.Put(ctx, hello{i}); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
			var wg sync.WaitGroup
			for _, w := range workers {
				wg.Go(func() {
					for range 50 {
						if n, err := w.Drain(ctx); err != nil {
							t.Error(err)
						} else if n == 0 {
							return
						}
					}
				})
			}
			wg.Wait()
			if len(seen) != 200 {
				t.Fatalf("%d messages handled, want 200", len(seen))
			}
			for n, times := range seen {
				if times != 1 {
					t.Errorf("message %d handled %d times", n, times)
				}
			}
		})
	}
}

func TestDrain_tries_a_failed_message_again_later_and_gives_up_what_no_retry_mends(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, clk := context.Background(), clock.At(storetest.Noon)
		box := outbox.New(d, clk)
		tries := map[int]int{}
		w := outbox.NewWorker(box, quiet, 1)
		outbox.Handle(w, func(_ context.Context, m hello) error {
			tries[m.N]++
			switch {
			case m.N == 1 && tries[1] == 1:
				return errors.New("not yet")
			case m.N == 2:
				return outbox.Drop(errors.New("never"))
			case m.N == 3 && tries[3] == 1:
				panic("boom")
			}
			return nil
		})
		for n := 1; n <= 3; n++ {
			if err := box.Put(ctx, hello{n}); err != nil {
				t.Fatal(err)
			}
		}
		if err := box.Put(ctx, hello{4}, outbox.At(clk.Now().Add(time.Hour))); err != nil {
			t.Fatal(err)
		}
		drain := func() {
			t.Helper()
			if _, err := w.Drain(ctx); err != nil {
				t.Fatal(err)
			}
		}
		drain()
		drain()
		if tries[1] != 1 || tries[3] != 1 || tries[4] != 0 {
			t.Fatalf("at once: %v", tries)
		}
		clk.Advance(10 * time.Second)
		drain()
		if tries[1] != 2 || tries[2] != 1 || tries[3] != 2 || tries[4] != 0 {
			t.Fatalf("after the pause: %v", tries)
		}
		clk.Advance(time.Hour)
		drain()
		waiting, dead, err := box.Waiting(ctx)
		if err != nil || waiting != 0 || dead != 1 || tries[4] != 1 {
			t.Fatalf("at the end: waiting %d, given up %d, tries %v, %v", waiting, dead, tries, err)
		}
	})
}

func TestDrain_takes_over_what_a_dead_process_claimed_once_its_lease_is_over(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, clk := context.Background(), clock.At(storetest.Noon)
		box := outbox.New(d, clk)
		if err := box.Put(ctx, hello{1}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Exec(ctx, `UPDATE outbox_message SET locked_until = $1, attempts = 1`, clk.Now().Add(time.Minute).UnixMicro()); err != nil {
			t.Fatal(err)
		}
		done := 0
		w := outbox.NewWorker(box, quiet, 1)
		outbox.Handle(w, func(context.Context, hello) error { done++; return nil })
		if _, err := w.Drain(ctx); err != nil || done != 0 {
			t.Fatalf("within the lease: done %d, %v", done, err)
		}
		clk.Advance(time.Minute)
		if _, err := w.Drain(ctx); err != nil || done != 1 {
			t.Fatalf("after the lease: done %d, %v", done, err)
		}
	})
}

func TestDrain_starts_no_job_that_another_process_may_claim_meanwhile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, clk := context.Background(), clock.At(storetest.Noon)
		box := outbox.New(d, clk)
		mine, other := outbox.NewWorker(box, quiet, 1), outbox.NewWorker(box, quiet, 1)
		did := map[int]int{}
		outbox.Handle(other, func(_ context.Context, m hello) error { did[m.N]++; return nil })
		outbox.Handle(mine, func(ctx context.Context, m hello) error {
			did[m.N]++
			clk.Advance(45 * time.Second) // as long as a slow mail server keeps a job waiting
			_, err := other.Drain(ctx)
			return err
		})
		for n := range 3 {
			if err := box.Put(ctx, hello{n}); err != nil {
				t.Fatal(err)
			}
		}
		for range 4 {
			if _, err := mine.Drain(ctx); err != nil {
				t.Fatal(err)
			}
		}
		if len(did) != 3 || did[0] != 1 || did[1] != 1 || did[2] != 1 {
			t.Fatalf("done %v, want every message once", did)
		}
	})
}

func TestDrain_forgets_what_a_done_message_said(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx := context.Background()
		box := outbox.New(d, clock.System{})
		w := outbox.NewWorker(box, quiet, 1)
		outbox.Handle(w, func(context.Context, hello) error { return nil })
		if err := box.Put(ctx, hello{314159}); err != nil { // a one-time code, say
			t.Fatal(err)
		}
		if n, err := w.Drain(ctx); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		rows, err := d.Query(ctx, `SELECT COUNT(*) FROM outbox_message WHERE payload LIKE '%314159%'`)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		var kept int
		if !rows.Next() || rows.Scan(&kept) != nil || kept != 0 {
			t.Errorf("%d done messages still say it", kept)
		}
	})
}
