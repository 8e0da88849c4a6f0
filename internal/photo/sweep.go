package photo

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Swept is what a sweep deleted.
type Swept struct {
	Photos, Files int
	Bytes         int64
}

// Missing is what rows name and the store does not have.
type Missing struct {
	Checked, Count int
	Keys           []Key // the first maxTold of them
}

const (
	sweepBatch = 500 // keys that are asked for at once
	maxTold    = 100 // missing keys that are told by name
)

// suspect is a photo that no row was using when it was first asked for.
type suspect struct {
	variants []Variant
	bytes    int64
	young    bool
}

// see adds one file of the photo. One that is young keeps the whole photo: its upload may
// be under way, its row not yet written.
func (s *suspect) see(e Entry, olderThan time.Time) {
	s.variants = append(s.variants, e.Variant)
	s.bytes += e.Size
	s.young = s.young || !e.Modified.Before(olderThan)
}

// Sweep deletes photos that no row uses and of which every file was put before an
// instant, a day ago or more: an upload puts files first and writes its row then. used
// tells which of some keys rows use; it is asked a second time directly before anything
// is deleted. After an error what was swept so far stays swept, and the next sweep goes on.
func (l *Library) Sweep(ctx context.Context, used func(context.Context, []Key) (map[Key]bool, error), olderThan time.Time) (Swept, error) {
	suspects, err := l.suspects(ctx, used, olderThan)
	if err != nil || len(suspects) == 0 {
		return Swept{}, err
	}
	err = l.store.Each(ctx, func(e Entry) error {
		if s := suspects[e.Key]; s != nil {
			s.see(e, olderThan)
		}
		return nil
	})
	if err != nil {
		return Swept{}, fmt.Errorf("sweep photos: %w", err)
	}
	maps.DeleteFunc(suspects, func(_ Key, s *suspect) bool { return s.young })
	var swept Swept
	for keys := range slices.Chunk(slices.Sorted(maps.Keys(suspects)), sweepBatch) {
		inUse, err := used(ctx, keys)
		if err != nil {
			return swept, fmt.Errorf("sweep photos: %w", err)
		}
		for _, key := range keys {
			if inUse[key] {
				continue
			}
			if err := l.drop(ctx, key, suspects[key], &swept); err != nil {
				return swept, err
			}
		}
	}
	return swept, nil
}

// suspects are the photos with an old file that no row uses.
func (l *Library) suspects(ctx context.Context, used func(context.Context, []Key) (map[Key]bool, error), olderThan time.Time) (map[Key]*suspect, error) {
	found, batch := map[Key]*suspect{}, map[Key]bool{}
	ask := func() error {
		inUse, err := used(ctx, slices.Sorted(maps.Keys(batch)))
		for key := range batch {
			if !inUse[key] {
				found[key] = &suspect{}
			}
		}
		clear(batch)
		return err
	}
	err := l.store.Each(ctx, func(e Entry) error {
		if !e.Modified.Before(olderThan) {
			return nil
		}
		if batch[e.Key] = true; len(batch) == sweepBatch {
			return ask()
		}
		return nil
	})
	if err == nil && len(batch) > 0 {
		err = ask()
	}
	if err != nil {
		return nil, fmt.Errorf("look for orphaned photos: %w", err)
	}
	return found, nil
}

func (l *Library) drop(ctx context.Context, key Key, s *suspect, swept *Swept) error {
	for _, v := range s.variants {
		if err := l.store.Delete(ctx, key, v); err != nil {
			return fmt.Errorf("sweep photos: %w", err)
		}
		swept.Files++
	}
	swept.Photos++
	swept.Bytes += s.bytes
	return nil
}

// Missing finds what rows name and the store does not have. named gives the keys of rows
// in their order, those after one, at most so many.
func (l *Library) Missing(ctx context.Context, named func(ctx context.Context, after Key, limit int) ([]Key, error)) (Missing, error) {
	var m Missing
	for after := Key(""); ; {
		keys, err := named(ctx, after, sweepBatch)
		if err != nil {
			return m, fmt.Errorf("look for missing photos: %w", err)
		}
		for _, key := range keys {
			there, err := l.Has(ctx, key)
			if err != nil {
				return m, err
			}
			m.Checked++
			if there {
				continue
			}
			if m.Count++; m.Count <= maxTold {
				m.Keys = append(m.Keys, key)
			}
		}
		if len(keys) < sweepBatch {
			return m, nil
		}
		after = keys[len(keys)-1]
	}
}
