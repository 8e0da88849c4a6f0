package account

import (
	"context"
	"fmt"
	"time"

	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/slug"
)

// StoredSession is a session as it is kept: under the hash of its token.
type StoredSession struct {
	Hash      string
	AccountID int64
	Version   int
	CSRF      string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
}

// Sessions keeps browsers signed in.
type Sessions struct {
	store SessionStore
	shops Memberships
	tx    database.Transactor
	clock clock.Clock
}

// NewSessions makes the keeper of sessions.
func NewSessions(store SessionStore, shops Memberships, tx database.Transactor, clk clock.Clock) *Sessions {
	return &Sessions{store: store, shops: shops, tx: tx, clock: clk}
}

// lifetime is how long a session lives without use, and at all: the more a session may do, the shorter.
func lifetime(staff, owner bool) (idle, absolute time.Duration) {
	switch {
	case staff:
		return 30 * time.Minute, 12 * time.Hour
	case owner:
		return 24 * time.Hour, 7 * 24 * time.Hour
	default:
		return 14 * 24 * time.Hour, 30 * 24 * time.Hour
	}
}

func (s *Sessions) lifetime(ctx context.Context, a Account) (idle, absolute time.Duration, err error) {
	shops, err := s.shops.CountShops(ctx, a.ID)
	if err != nil {
		return 0, 0, fmt.Errorf("count shops: %w", err)
	}
	idle, absolute = lifetime(a.Session().Actor().IsStaff(), shops > 0)
	return idle, absolute, nil
}

// Session is the account's side of a session.
func (a Account) Session() Session {
	return Session{AccountID: a.ID, Name: a.Name, Lang: a.Lang, Staff: a.Staff}
}

// Start makes a session with a new token. The token is for the browser alone.
func (s *Sessions) Start(ctx context.Context, a Account) (token string, session Session, err error) {
	idle, absolute, err := s.lifetime(ctx, a)
	if err != nil {
		return "", Session{}, err
	}
	token = slug.Token()
	now := s.clock.Now()
	kept := StoredSession{Hash: hashToken(token), AccountID: a.ID, Version: a.SessionVersion, CSRF: slug.Token(),
		CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(idle)}
	if err := s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.AddSession(ctx, kept) }); err != nil {
		return "", Session{}, fmt.Errorf("keep session: %w", err)
	}
	session = a.Session()
	session.CSRF, session.ExpiresAt, session.EndsAt = kept.CSRF, kept.ExpiresAt, now.Add(absolute)
	return token, session, nil
}

// Find gives the session of a token, ErrNoSession when there is none (any more): unknown,
// over, of an older version than the account's, or of a disabled account. A session in
// use is renewed, at most once in a twentieth of its idle life.
func (s *Sessions) Find(ctx context.Context, token string) (Session, error) {
	if len(token) > 100 {
		return Session{}, ErrNoSession
	}
	kept, a, err := s.store.SessionByHash(ctx, hashToken(token))
	if fault.KindOf(err) == fault.NotFound {
		return Session{}, ErrNoSession
	}
	if err != nil {
		return Session{}, fmt.Errorf("read session: %w", err)
	}
	now := s.clock.Now()
	if a.Disabled || kept.Version != a.SessionVersion || !now.Before(kept.ExpiresAt) {
		return Session{}, ErrNoSession
	}
	if idle := kept.ExpiresAt.Sub(kept.SeenAt); now.Sub(kept.SeenAt) > idle/20 {
		if err := s.renew(ctx, &kept, a, now); err != nil {
			return Session{}, err
		}
	}
	session := a.Session()
	session.CSRF, session.ExpiresAt = kept.CSRF, kept.ExpiresAt
	return session, nil
}

func (s *Sessions) renew(ctx context.Context, kept *StoredSession, a Account, now time.Time) error {
	idle, absolute, err := s.lifetime(ctx, a)
	if err != nil {
		return err
	}
	expires := now.Add(idle)
	if end := kept.CreatedAt.Add(absolute); expires.After(end) {
		expires = end
	}
	if !now.Before(expires) {
		return ErrNoSession
	}
	kept.SeenAt, kept.ExpiresAt = now, expires
	if err := s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.TouchSession(ctx, kept.Hash, now, expires) }); err != nil {
		return fmt.Errorf("renew session: %w", err)
	}
	return nil
}

// End signs a browser out.
func (s *Sessions) End(ctx context.Context, token string) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.EndSession(ctx, hashToken(token)) })
}

// Prune forgets sessions that were over before an instant.
func (s *Sessions) Prune(ctx context.Context, before time.Time) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.PruneSessions(ctx, before) })
}
