package changelog

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"beli/internal/database"
	"beli/internal/slug"
)

// retryAfter is how long a follower waits after its target failed it.
const retryAfter = 2 * time.Second

// Target is something that all processes share and that is kept as the database is, a search
// server for one.
type Target interface {
	// Renew brings the whole target to the present state, from whatever it holds.
	Renew(ctx context.Context) error
	// Take applies changes. ErrRenew when the target has lost what it held.
	Take(ctx context.Context, changes []Change) error
}

// ErrRenew is answered by a Target that must be brought up from nothing.
var ErrRenew = errors.New("the follower's target must be renewed")

// How long a lease lasts unless its holder keeps it, how often that one does, and how much of it must
// be left for the target to count as followed.
const (
	leaseFor   = 6 * time.Second
	leaseEvery = 1500 * time.Millisecond
	leaseLeft  = 3 * time.Second
)

// Shared keeps one target at the state of the database on behalf of every process that runs it:
// one of them at a time holds the lease and works, another takes over within
// seconds when that one dies. How far it came is kept in the database, so that a start costs nothing.
type Shared struct {
	log    *Log
	name   string // of the target and of the form in which things are kept there
	self   string
	target Target
	failed func(error)
}

// Shared makes a follower. Another name is another target: it begins with Renew. failed hears of
// errors; the work is tried again.
func (l *Log) Shared(name string, target Target, failed func(error)) *Shared {
	return &Shared{log: l, name: name, self: slug.Token(), target: target, failed: failed}
}

// Again has whoever holds the lease begin with Renew.
func (s *Shared) Again(ctx context.Context) error {
	_, err := s.log.conn.Exec(ctx, `INSERT INTO follower (name, generation) VALUES ($1, 1)
		ON CONFLICT (name) DO UPDATE SET placed = 0, generation = follower.generation + 1`, s.name)
	if err != nil {
		return fmt.Errorf("ask for a renewal of %s: %w", s.name, err)
	}
	return nil
}

// Placed tells whether the target has been brought up since the last Again.
func (s *Shared) Placed(ctx context.Context) (bool, error) {
	at, err := s.read(ctx)
	return at.placed, err
}

// Followed tells whether the target has been brought up and somebody keeps it so: what a reader may
// rely on. After the death of who kept it this is false within three seconds.
func (s *Shared) Followed(ctx context.Context) (bool, error) {
	rows, err := s.log.conn.Query(ctx, `SELECT COUNT(*) FROM follower WHERE name = $1 AND placed = 1 AND held_until > $2`,
		s.name, database.Micros(s.log.clock.Now().Add(leaseLeft)))
	if err != nil {
		return false, fmt.Errorf("who follows for %s: %w", s.name, err)
	}
	defer rows.Close()
	n := 0
	if rows.Next() {
		err = rows.Scan(&n)
	}
	return n == 1, errors.Join(err, rows.Err())
}

// Run works whenever this process holds the lease, until ctx ends.
func (s *Shared) Run(ctx context.Context) {
	wake, forget := s.log.listen()
	defer forget()
	for wait := pause; ctx.Err() == nil; {
		held, err := s.lease(ctx)
		if err == nil && held {
			err = s.hold(ctx, wake)
		}
		if wait = pause; err != nil && ctx.Err() == nil {
			s.failed(err)
			wait = retryAfter
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
	// Whoever takes over need not wait; where the database is away, it waits for the end of the lease.
	_, _ = s.log.conn.Exec(context.WithoutCancel(ctx), `UPDATE follower SET held_until = 0 WHERE name = $1 AND held_by = $2`, s.name, s.self)
}

// hold works until the lease is lost, the work fails, or ctx ends.
func (s *Shared) hold(ctx context.Context, wake <-chan struct{}) error {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	ctx, lost := context.WithCancelCause(ctx)
	var keeping sync.WaitGroup
	keeping.Go(func() { s.keepLease(ctx, lost) })
	defer keeping.Wait()
	defer lost(nil)
	at, err := s.read(ctx)
	for err == nil && ctx.Err() == nil {
		var more bool
		at, more, err = s.step(ctx, at)
		if err != nil || more {
			continue
		}
		select {
		case <-ctx.Done():
		case <-wake:
		case <-tick.C:
		}
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// step takes the next changes, or renews. more says that others wait.
func (s *Shared) step(ctx context.Context, at place) (next place, more bool, err error) {
	next = at
	if !at.placed {
		from, err := s.log.Now(ctx)
		if err == nil {
			err = s.target.Renew(ctx)
		}
		if err != nil {
			return at, false, fmt.Errorf("renew %s: %w", s.name, err)
		}
		next.cursor, next.placed = from, true
	} else {
		changes, cursor, err := s.log.Since(ctx, at.cursor)
		if err == nil && len(changes) > 0 {
			err = s.target.Take(ctx, changes)
		}
		if errors.Is(err, ErrRenew) {
			return at, true, s.Again(ctx)
		}
		if err != nil {
			return at, false, fmt.Errorf("bring changes to %s: %w", s.name, err)
		}
		next.cursor, more = cursor, len(changes) == page
		if len(changes) == 0 && s.log.clock.Now().Before(at.savedAt.Add(time.Minute)) {
			return s.reread(ctx, at)
		}
	}
	saved, err := s.save(context.WithoutCancel(ctx), next) // what was done is noted, also in the moment of the end
	if err != nil {
		return at, false, err
	}
	if !saved { // somebody asked for a renewal, or holds the lease now
		return s.reread(ctx, at)
	}
	next.savedAt = s.log.clock.Now()
	return next, more, nil
}

// reread notices, when there is nothing to do, that somebody asked for a renewal.
func (s *Shared) reread(ctx context.Context, at place) (place, bool, error) {
	now, err := s.read(ctx)
	if err != nil || now.generation == at.generation {
		return at, false, err
	}
	return now, true, nil
}

// place is how far the target was brought.
type place struct {
	placed     bool
	cursor     Cursor
	generation int64
	savedAt    time.Time
}

// tooOld is the age from which the log may no longer hold what comes after a place (see Prune).
const tooOld = 6 * 24 * time.Hour

func (s *Shared) read(ctx context.Context) (place, error) {
	rows, err := s.log.conn.Query(ctx, `SELECT placed, xid, place, generation, saved_at FROM follower WHERE name = $1`, s.name)
	if err != nil {
		return place{}, fmt.Errorf("read place of %s: %w", s.name, err)
	}
	defer rows.Close()
	var at place
	if rows.Next() {
		var placed, saved int64
		if err := rows.Scan(&placed, &at.cursor.xid, &at.cursor.id, &at.generation, &saved); err != nil {
			return place{}, fmt.Errorf("read place of %s: %w", s.name, err)
		}
		at.savedAt = database.Instant(saved)
		at.placed = placed == 1 && s.log.clock.Now().Before(at.savedAt.Add(tooOld))
	}
	return at, rows.Err()
}

// save is false when the lease or the generation is another's by now.
func (s *Shared) save(ctx context.Context, at place) (bool, error) {
	n, err := s.log.conn.Exec(ctx, `UPDATE follower SET placed = 1, xid = $1, place = $2, saved_at = $3
		WHERE name = $4 AND held_by = $5 AND generation = $6`, at.cursor.xid, at.cursor.id, database.Micros(s.log.clock.Now()), s.name, s.self, at.generation)
	if err != nil {
		return false, fmt.Errorf("save place of %s: %w", s.name, err)
	}
	return n == 1, nil
}

// lease takes the lease, or keeps it; false while another process holds it.
func (s *Shared) lease(ctx context.Context) (bool, error) {
	now := s.log.clock.Now()
	n, err := s.log.conn.Exec(ctx, `INSERT INTO follower (name, held_by, held_until) VALUES ($1, $2, $3)
		ON CONFLICT (name) DO UPDATE SET held_by = excluded.held_by, held_until = excluded.held_until
		WHERE follower.held_by = excluded.held_by OR follower.held_until < $4`,
		s.name, s.self, database.Micros(now.Add(leaseFor)), database.Micros(now))
	if err != nil {
		return false, fmt.Errorf("lease of %s: %w", s.name, err)
	}
	return n == 1, nil
}

var errLeaseLost = errors.New("another process holds the lease now")

// keepLease renews the lease while work goes on, and ends the work when it is lost.
func (s *Shared) keepLease(ctx context.Context, lost context.CancelCauseFunc) {
	tick := time.NewTicker(leaseEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		switch held, err := s.lease(ctx); {
		case err != nil:
			lost(err)
		case !held:
			lost(fmt.Errorf("%s: %w", s.name, errLeaseLost))
		}
	}
}
