// Package embedded is the search engine that needs nothing beside it: an index of the program's own in memory, a
// finite state transducer for the words and roaring bitmaps for the documents. Every process holds one for
// itself, rebuilt from the database at start and kept true by the change log.
package embedded

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"beli/internal/clock"
	"beli/internal/search"
)

// Engine implements search.Engine. Searches read an immutable view behind an atomic pointer and take no lock.
type Engine struct {
	words *search.Normaliser
	clock clock.Clock
	view  atomic.Pointer[view]
	pool  sync.Pool // *scratch

	rebuild sync.Mutex // one at a time
	write   sync.Mutex // guards the fields below and who stores a view
	// missed are the changes that arrived since a running rebuild began, to be made again on its outcome.
	missed     []change
	rebuilding bool
}

type change struct {
	upserts []search.Document
	deletes []int64
}

// New makes an engine that is not ready until its first Rebuild. The clock tells the day of the rotation.
func New(words *search.Normaliser, c clock.Clock) *Engine {
	e := &Engine{words: words, clock: c}
	e.pool.New = func() any { return &scratch{} }
	return e
}

// Ready implements search.Engine.
func (e *Engine) Ready() bool { return e.view.Load() != nil }

// Capabilities implements search.Engine.
func (e *Engine) Capabilities() search.Capabilities {
	return search.Capabilities{ExactTotals: true, FewerWords: true, FairRotation: true}
}

// Apply implements search.Engine. A change of one document takes about a third of a millisecond; now and
// then one pays for joining what has gathered.
func (e *Engine) Apply(ctx context.Context, upserts []search.Document, deletes []int64) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("apply to index: %w", err)
	}
	e.write.Lock()
	defer e.write.Unlock()
	now := e.view.Load()
	if now == nil && !e.rebuilding {
		return search.ErrNotReady
	}
	if now != nil {
		next, err := now.with(upserts, deletes)
		if err != nil {
			now.reindex()
			return fmt.Errorf("apply to index: %w", err)
		}
		e.show(next)
	}
	if e.rebuilding {
		e.missed = append(e.missed, change{slices.Clone(upserts), slices.Clone(deletes)})
	}
	return nil
}

// Rebuild implements search.Engine.
func (e *Engine) Rebuild(ctx context.Context, all iter.Seq2[search.Document, error]) error {
	e.rebuild.Lock()
	defer e.rebuild.Unlock()
	e.write.Lock()
	e.rebuilding, e.missed = true, nil
	e.write.Unlock()

	next, err := build(ctx, all)

	e.write.Lock()
	defer e.write.Unlock()
	for _, c := range e.missed {
		if err == nil {
			next, err = next.with(c.upserts, c.deletes)
		}
	}
	e.rebuilding, e.missed = false, nil
	if err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	e.show(next)
	return nil
}

// show makes a view the one that is searched. The caller holds write.
func (e *Engine) show(v *view) {
	v.browsed = &browsed{}
	e.view.Store(v)
}

// build reads all documents into a view of one segment.
func build(ctx context.Context, all iter.Seq2[search.Document, error]) (*view, error) {
	v, draft := newView(), newSegmentDraft()
	for d, err := range all {
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		v.add(draft, &d)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := draft.finish()
	if err != nil {
		return nil, err
	}
	v.segs = []*segment{s}
	v.live.RunOptimize()
	return v, nil
}
