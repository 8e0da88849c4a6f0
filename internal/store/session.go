package store

import (
	"context"
	"database/sql"
	"time"

	"beli/internal/account"
	"beli/internal/database"
)

// Sessions implements account.SessionStore and account.CodeStore over plain SQL.
type Sessions struct{ db *DB }

var (
	_ account.SessionStore = Sessions{}
	_ account.CodeStore    = Sessions{}
)

// NewSessions keeps sessions and one-time codes in d.
func NewSessions(d *DB) Sessions { return Sessions{d} }

// AddSession implements account.SessionStore.
func (s Sessions) AddSession(ctx context.Context, k account.StoredSession) error {
	_, err := s.db.Exec(ctx, `INSERT INTO session (token_hash, account_id, version, csrf, created_at, seen_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`, k.Hash, k.AccountID, k.Version, k.CSRF,
		database.Micros(k.CreatedAt), database.Micros(k.SeenAt), database.Micros(k.ExpiresAt))
	return err
}

// SessionByHash implements account.SessionStore: one query a request.
func (s Sessions) SessionByHash(ctx context.Context, hash string) (account.StoredSession, account.Account, error) {
	type found struct {
		session account.StoredSession
		person  account.Account
	}
	f, err := one(ctx, s.db, func(rows *sql.Rows) (f found, err error) {
		k, a := &f.session, &f.person
		var created, seen, expires int64
		err = rows.Scan(&k.Hash, &k.AccountID, &k.Version, &k.CSRF, &created, &seen, &expires,
			&a.Name, &a.Staff, &a.SessionVersion, &a.Lang, &a.Disabled)
		k.CreatedAt, k.SeenAt, k.ExpiresAt = database.Instant(created), database.Instant(seen), database.Instant(expires)
		a.ID = k.AccountID
		return f, err
	}, `SELECT s.token_hash, s.account_id, s.version, s.csrf, s.created_at, s.seen_at, s.expires_at,
		a.name, a.staff, a.session_version, a.lang, a.disabled_at IS NOT NULL
		FROM session s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = $1`, hash)
	return f.session, f.person, err
}

// TouchSession implements account.SessionStore.
func (s Sessions) TouchSession(ctx context.Context, hash string, seen, expires time.Time) error {
	_, err := s.db.Exec(ctx, `UPDATE session SET seen_at = $1, expires_at = $2 WHERE token_hash = $3`,
		database.Micros(seen), database.Micros(expires), hash)
	return err
}

// EndSession implements account.SessionStore.
func (s Sessions) EndSession(ctx context.Context, hash string) error {
	_, err := s.db.Exec(ctx, `DELETE FROM session WHERE token_hash = $1`, hash)
	return err
}

// EndSessions implements account.SessionStore.
func (s Sessions) EndSessions(ctx context.Context, accountID int64) error {
	_, err := s.db.Exec(ctx, `DELETE FROM session WHERE account_id = $1`, accountID)
	return err
}

// PruneSessions implements account.SessionStore; one-time codes go with them.
func (s Sessions) PruneSessions(ctx context.Context, before time.Time) error {
	if _, err := s.db.Exec(ctx, `DELETE FROM one_time_code WHERE expires_at < $1`, database.Micros(before)); err != nil {
		return err
	}
	_, err := s.db.Exec(ctx, `DELETE FROM session WHERE expires_at < $1`, database.Micros(before))
	return err
}

// AddCode implements account.CodeStore.
func (s Sessions) AddCode(ctx context.Context, c account.Code) error {
	_, err := s.db.Exec(ctx, `INSERT INTO one_time_code (contact, purpose, code_hash, created_at, expires_at)
		VALUES ($1, 'contact', $2, $3, $4)`, c.Contact, c.Hash, database.Micros(c.CreatedAt), database.Micros(c.ExpiresAt))
	return err
}

// NewestCode implements account.CodeStore.
func (s Sessions) NewestCode(ctx context.Context, contact string) (account.Code, error) {
	return one(ctx, s.db, func(rows *sql.Rows) (account.Code, error) {
		c := account.Code{Contact: contact}
		var created, expires int64
		var used sql.NullInt64
		err := rows.Scan(&c.ID, &c.Hash, &c.Attempts, &created, &expires, &used)
		c.CreatedAt, c.ExpiresAt, c.Used = database.Instant(created), database.Instant(expires), used.Valid
		return c, err
	}, `SELECT id, code_hash, attempts, created_at, expires_at, used_at FROM one_time_code
		WHERE contact = $1 AND purpose = 'contact' ORDER BY id DESC LIMIT 1`, contact)
}

// CountTry implements account.CodeStore.
func (s Sessions) CountTry(ctx context.Context, id int64, most int) (bool, error) {
	n, err := s.db.Exec(ctx, `UPDATE one_time_code SET attempts = attempts + 1 WHERE id = $1 AND attempts < $2`, id, most)
	return n == 1, err
}

// UseCode implements account.CodeStore.
func (s Sessions) UseCode(ctx context.Context, id int64, now time.Time) (bool, error) {
	n, err := s.db.Exec(ctx, `UPDATE one_time_code SET used_at = $1 WHERE id = $2 AND used_at IS NULL`, database.Micros(now), id)
	return n == 1, err
}
