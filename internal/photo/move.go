package photo

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// ErrDiffer is two stores that are not the same after a move.
var ErrDiffer = errors.New("the two photo stores differ")

// Moved is what a move did.
type Moved struct {
	Copied, Skipped int   // files; the skipped were there already
	Bytes           int64 // of the copied
	Extra           int   // files that only the new store has
}

// carriers is how many files are on their way at once: most of the time goes by waiting
// for a store.
const carriers = 4

// place names one file in a store.
type place struct {
	key Key
	v   Variant
}

// Move copies every file of one store into another and deletes nothing. What the other
// has already in the same size is passed over, so that a move that was cut off goes on
// where it ended. progress is told the number of files done, one call at a time; nil is
// nobody. At the end both listings are compared: ErrDiffer when a file is missing in the
// new store or of another size there. The age of a file begins anew in the new store.
func Move(ctx context.Context, from, to Store, progress func(done int)) (Moved, error) {
	there, err := sizes(ctx, to)
	if err != nil {
		return Moved{}, fmt.Errorf("move photos: %w", err)
	}
	m := mover{from: from, to: to, there: there, progress: progress}
	if err := m.run(ctx); err != nil {
		return m.moved, fmt.Errorf("move photos: %w", err)
	}
	m.moved.Extra, err = compare(ctx, from, to)
	if err != nil {
		return m.moved, fmt.Errorf("move photos: %w", err)
	}
	return m.moved, nil
}

type mover struct {
	from, to Store
	there    map[place]int64

	mu       sync.Mutex
	moved    Moved
	progress func(done int)
}

// run has a few carriers copy what the listing shows, until the first error.
func (m *mover) run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	entries := make(chan Entry)
	var all sync.WaitGroup
	for range carriers {
		all.Go(func() {
			for e := range entries {
				if err := m.carry(ctx, e); err != nil {
					stop(err)
				}
			}
		})
	}
	err := m.from.Each(ctx, func(e Entry) error {
		select {
		case entries <- e:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	})
	close(entries)
	all.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

func (m *mover) carry(ctx context.Context, e Entry) error {
	if size, ok := m.there[place{e.Key, e.Variant}]; ok && size == e.Size {
		m.done(false, 0)
		return nil
	}
	o, err := m.from.Open(ctx, e.Key, e.Variant)
	if errors.Is(err, ErrNotFound) {
		return nil // deleted since it was listed
	}
	if err != nil {
		return err
	}
	err = errors.Join(m.to.Put(ctx, e.Key, e.Variant, o, o.Size), o.Close())
	if errors.Is(err, ErrExists) {
		m.done(false, 0) // by another move, or of another size: the comparison tells
		return nil
	}
	if err == nil {
		m.done(true, o.Size)
	}
	return err
}

func (m *mover) done(copied bool, bytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if copied {
		m.moved.Copied++
		m.moved.Bytes += bytes
	} else {
		m.moved.Skipped++
	}
	if m.progress != nil {
		m.progress(m.moved.Copied + m.moved.Skipped)
	}
}

func sizes(ctx context.Context, s Store) (map[place]int64, error) {
	out := map[place]int64{}
	err := s.Each(ctx, func(e Entry) error {
		out[place{e.Key, e.Variant}] = e.Size
		return nil
	})
	return out, err
}

// compare lists both stores and counts what only the new one has.
func compare(ctx context.Context, from, to Store) (extra int, err error) {
	there, err := sizes(ctx, to)
	if err != nil {
		return 0, err
	}
	var first *Entry
	total, bad := 0, 0
	err = from.Each(ctx, func(e Entry) error {
		total++
		at := place{e.Key, e.Variant}
		if size, ok := there[at]; !ok || size != e.Size {
			if bad++; first == nil {
				first = &e
			}
		}
		delete(there, at)
		return nil
	})
	switch {
	case err != nil:
		return 0, err
	case first != nil:
		return len(there), fmt.Errorf("%d of %d files, the first is %s %s: %w", bad, total, first.Key, first.Variant, ErrDiffer)
	}
	return len(there), nil
}
