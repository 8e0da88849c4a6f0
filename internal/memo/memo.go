// Package memo keeps answers that are costly to make until what they rest on changes. It is
// bounded, and an answer that was being made while something changed is not kept.
package memo

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Cache keeps answers of one kind. The zero value is not ready; use New.
type Cache[K comparable, V any] struct {
	now  func() time.Time
	life time.Duration
	most int
	// spare is how much longer an answer helps out while its source fails in a way that excused
	// knows; 0 where it never does.
	spare   time.Duration
	excused func(error) bool

	mu         sync.Mutex
	generation uint64
	kept       map[K]answer[V]
	making     map[K]*flight[V]
	failing    time.Time // until then the source is left in peace
}

type answer[V any] struct {
	value V
	until time.Time
}

// flight is an answer in the making, which everybody who asks meanwhile waits for.
type flight[V any] struct {
	done       chan struct{}
	generation uint64
	value      V
	err        error
	helped     bool // value is an old one
}

// New makes a cache of at most most answers, each kept for at most life by the given time.
func New[K comparable, V any](now func() time.Time, most int, life time.Duration) *Cache[K, V] {
	return &Cache[K, V]{now: now, life: life, most: most, kept: map[K]answer[V]{}, making: map[K]*flight[V]{}}
}

// Spare has the cache help out, for so long after an answer's life, while its source fails with an
// error that excused knows: one that says that it is away, not that the answer is another. It is to
// be called before the first use.
func (c *Cache[K, V]) Spare(spare time.Duration, excused func(error) bool) *Cache[K, V] {
	c.spare, c.excused = spare, excused
	return c
}

// peace is how long a source that failed is not asked where an old answer helps out.
const peace = time.Second

// old is an answer whose life is over but that may help out; the caller holds the lock.
func (c *Cache[K, V]) old(key K, now time.Time) (V, bool) {
	a, ok := c.kept[key]
	return a.value, ok && c.spare > 0 && now.Before(a.until.Add(c.spare))
}

// Get answers from what is kept, else by ask, once for all who ask at the same time. Errors are
// not kept. The value is shared: nobody may change it.
func (c *Cache[K, V]) Get(ctx context.Context, key K, ask func(context.Context) (V, error)) (V, error) {
	c.mu.Lock()
	now := c.now()
	if a, ok := c.kept[key]; ok && now.Before(a.until) {
		c.mu.Unlock()
		return a.value, nil
	}
	if v, ok := c.old(key, now); ok && now.Before(c.failing) {
		c.mu.Unlock()
		return v, nil
	}
	if f, ok := c.making[key]; ok && f.generation == c.generation {
		c.mu.Unlock()
		select {
		case <-f.done:
			return f.value, f.err
		case <-ctx.Done():
			var zero V
			return zero, ctx.Err()
		}
	}
	f := &flight[V]{done: make(chan struct{}), generation: c.generation}
	c.making[key] = f
	c.mu.Unlock()

	defer c.land(key, f)
	f.err = errBroken // unless ask comes back
	// Those who wait must not fail because the first visitor went away.
	f.value, f.err = ask(context.WithoutCancel(ctx))
	if v, ok := c.help(key, f.err); ok {
		f.value, f.helped = v, true
		f.err = nil
	}
	return f.value, f.err
}

// help gives the old answer in place of an error that is excused.
func (c *Cache[K, V]) help(key K, err error) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil || c.excused == nil || !c.excused(err) {
		var zero V
		return zero, false
	}
	now := c.now()
	c.failing = now.Add(peace)
	return c.old(key, now)
}

// errBroken is for those who waited for an answer whose making panicked.
var errBroken = errors.New("the answer was not made")

// land keeps an answer that is good still and lets those go on who wait for it.
func (c *Cache[K, V]) land(key K, f *flight[V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.making[key] == f {
		delete(c.making, key)
	}
	if f.err == nil && !f.helped && f.generation == c.generation {
		c.put(key, f.value)
	}
	close(f.done)
}

// put keeps an answer; a full cache forgets some other, which is read again when it is asked for.
func (c *Cache[K, V]) put(key K, value V) {
	if _, had := c.kept[key]; !had && len(c.kept) >= c.most {
		for other := range c.kept {
			delete(c.kept, other)
			break
		}
	}
	c.kept[key] = answer[V]{value, c.now().Add(c.life)}
}

// Many splits keys into what is kept and what is missing, and tells the generation to give to Keep.
func (c *Cache[K, V]) Many(keys []K) (found map[K]V, missing []K, generation uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found = make(map[K]V, len(keys))
	now := c.now()
	for _, k := range keys {
		if a, ok := c.kept[k]; ok && now.Before(a.until) {
			found[k] = a.value
		} else {
			missing = append(missing, k)
		}
	}
	return found, missing, c.generation
}

// Old are answers whose life is over, of those keys that have one which may help out while the
// source fails with err; nil when err is not excused.
func (c *Cache[K, V]) Old(keys []K, err error) map[K]V {
	if c.excused == nil || !c.excused(err) {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	out, now := make(map[K]V, len(keys)), c.now()
	for _, k := range keys {
		if v, ok := c.old(k, now); ok {
			out[k] = v
		}
	}
	return out
}

// Keep keeps answers that were made since Many, unless something changed meanwhile.
func (c *Cache[K, V]) Keep(generation uint64, answers map[K]V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if generation != c.generation {
		return
	}
	for k, v := range answers {
		c.put(k, v)
	}
}

// Forget drops one answer.
func (c *Cache[K, V]) Forget(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	delete(c.kept, key)
}

// ForgetAll drops every answer.
func (c *Cache[K, V]) ForgetAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	clear(c.kept)
}

// ForgetWhere drops the answers that a change makes stale.
func (c *Cache[K, V]) ForgetWhere(stale func(V) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for k, a := range c.kept {
		if stale(a.value) {
			delete(c.kept, k)
		}
	}
}
