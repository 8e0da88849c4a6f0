package changelog_test

import (
	"context"
	"testing"
	"time"

	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func refs(changes []changelog.Change) (out []int64) {
	for _, c := range changes {
		out = append(out, c.Ref)
	}
	return out
}

func TestSince_shows_each_change_once_to_every_process(t *testing.T) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL, "postgres": storetest.PostgresURL} {
		t.Run(name, func(t *testing.T) {
			ctx, at := context.Background(), url(t)
			var logs []*changelog.Log
			var cursors []changelog.Cursor
			for range 2 {
				d, err := store.Open(ctx, at)
				if err != nil {
					t.Fatal(err)
				}
				defer d.Close()
				l := changelog.New(d, clock.System{})
				c, err := l.Now(ctx)
				if err != nil {
					t.Fatal(err)
				}
				logs, cursors = append(logs, l), append(cursors, c)
			}
			for i := range int64(1200) {
				if err := logs[i%2].Append(ctx, changelog.Product, i); err != nil {
					t.Fatal(err)
				}
			}
			for p, l := range logs {
				seen := map[int64]int{}
				// Another transaction of the server, a vacuum for one, may hold the newest back for a moment.
				for deadline := time.Now().Add(20 * time.Second); len(seen) < 1200 && time.Now().Before(deadline); {
					changes, next, err := l.Since(ctx, cursors[p])
					if err != nil {
						t.Fatal(err)
					}
					cursors[p] = next
					for _, r := range refs(changes) {
						seen[r]++
					}
				}
				if len(seen) != 1200 {
					t.Errorf("process %d saw %d changes, want 1200", p, len(seen))
				}
				for r, n := range seen {
					if n != 1 {
						t.Errorf("process %d saw change %d %d times", p, r, n)
					}
				}
			}
		})
	}
}

// PostgreSQL gives out ids before the commit: a reader that remembers the highest id it saw
// would never see the change of a slower transaction.
func TestSince_sees_a_change_whose_transaction_commits_late(t *testing.T) {
	d := storetest.Postgres(t)
	ctx := context.Background()
	l := changelog.New(d, clock.System{})
	from, err := l.Now(ctx)
	if err != nil {
		t.Fatal(err)
	}
	appended, release, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- d.InTx(ctx, func(ctx context.Context) error {
			err := l.Append(ctx, changelog.Product, 1)
			close(appended)
			<-release
			return err
		})
	}()
	<-appended
	if err := l.Append(ctx, changelog.Product, 2); err != nil {
		t.Fatal(err)
	}
	var seen []int64
	read := func() {
		t.Helper()
		changes, next, err := l.Since(ctx, from)
		if err != nil {
			t.Fatal(err)
		}
		from = next
		seen = append(seen, refs(changes)...)
	}
	read()
	close(release)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); len(seen) < 2 && time.Now().Before(deadline); {
		read()
	}
	read()
	if len(seen) != 2 || seen[0]+seen[1] != 3 {
		t.Fatalf("saw %v, want 1 and 2 once each", seen)
	}
}

func TestNow_then_reading_the_state_misses_nothing_of_a_transaction_that_was_open(t *testing.T) {
	d := storetest.Postgres(t)
	ctx := context.Background()
	l := changelog.New(d, clock.System{})
	appended, release, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- d.InTx(ctx, func(ctx context.Context) error {
			err := l.Append(ctx, changelog.Shop, 7)
			close(appended)
			<-release
			return err
		})
	}()
	<-appended
	from, err := l.Now(ctx) // the rebuild begins here and does not see the open transaction's rows
	if err != nil {
		t.Fatal(err)
	}
	close(release)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	var changes []changelog.Change
	for deadline := time.Now().Add(20 * time.Second); len(changes) == 0 && time.Now().Before(deadline); {
		if changes, _, err = l.Since(ctx, from); err != nil {
			t.Fatal(err)
		}
	}
	if got := refs(changes); len(got) != 1 || got[0] != 7 {
		t.Fatalf("saw %v, want [7]", got)
	}
}

func TestFollow_wakes_at_a_commit_and_repeats_a_batch_that_failed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, cancel := context.WithCancel(context.Background())
		l := changelog.New(d, clock.System{})
		from, err := l.Now(ctx)
		if err != nil {
			t.Fatal(err)
		}
		got, failures, ended := make(chan int64, 10), make(chan error, 10), make(chan struct{})
		first := true
		go func() {
			l.Follow(ctx, from, func(_ context.Context, changes []changelog.Change) error {
				if first {
					first = false
					return context.DeadlineExceeded
				}
				for _, r := range refs(changes) {
					got <- r
				}
				return nil
			}, func(err error) { failures <- err })
			close(ended)
		}()
		if err := l.Append(ctx, changelog.Product, 42); err != nil {
			t.Fatal(err)
		}
		<-failures
		if r := <-got; r != 42 {
			t.Fatalf("got %d, want 42", r)
		}
		cancel()
		<-ended
	})
}
