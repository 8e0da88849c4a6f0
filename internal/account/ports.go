package account

import (
	"context"
	"time"

	"beli/internal/actor"
	"beli/internal/paging"
)

// Store keeps accounts. Writing methods join the transaction of ctx and must be in one.
type Store interface {
	ByID(ctx context.Context, id int64) (Account, error)
	ByContact(ctx context.Context, c Contact) (Account, error)
	// Create answers a Conflict when the contact is taken.
	Create(ctx context.Context, a Account) (int64, error)
	// SetPassword makes the sessions of version void. It answers a Conflict when the account is of
	// another version by now: its password or role changed in between.
	SetPassword(ctx context.Context, id int64, version int, hash string) error
	SetName(ctx context.Context, id int64, name string) error
	SetLang(ctx context.Context, id int64, lang string) error
	SetStaff(ctx context.Context, id int64, role actor.Staff) error // and makes older sessions void
	Staff(ctx context.Context, page paging.Request) ([]Account, int, error)
	AddConsent(ctx context.Context, accountID int64, c Consent) error
	AddInvite(ctx context.Context, i Invite, tokenHash string) error
	InviteByToken(ctx context.Context, tokenHash string) (Invite, error)
	// UseInvite marks an unused invite used; false when somebody was faster.
	UseInvite(ctx context.Context, id, accountID int64, now time.Time) (bool, error)
	OpenInvites(ctx context.Context, now time.Time) ([]Invite, error)
}

// CodeStore keeps one-time codes as hashes.
type CodeStore interface {
	AddCode(ctx context.Context, c Code) error
	// NewestCode is the newest code for a contact, used or not; NotFound when there is none.
	NewestCode(ctx context.Context, contact string) (Code, error)
	// CountTry adds a try to a code that has fewer than most; false when it has none left.
	CountTry(ctx context.Context, id int64, most int) (bool, error)
	// UseCode marks an unused code used; false when it was used before.
	UseCode(ctx context.Context, id int64, now time.Time) (bool, error)
}

// SessionStore keeps sessions under the hash of their token.
type SessionStore interface {
	AddSession(ctx context.Context, s StoredSession) error
	SessionByHash(ctx context.Context, hash string) (StoredSession, Account, error)
	TouchSession(ctx context.Context, hash string, seen, expires time.Time) error
	EndSession(ctx context.Context, hash string) error
	EndSessions(ctx context.Context, accountID int64) error
	PruneSessions(ctx context.Context, before time.Time) error
}

// Memberships tells whether a person works in a shop: such sessions live shorter.
type Memberships interface {
	CountShops(ctx context.Context, accountID int64) (int, error)
}
