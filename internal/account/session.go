package account

import (
	"time"

	"beli/internal/actor"
)

// Session is a signed-in browser, as it is read at each request.
type Session struct {
	AccountID int64
	Name      string
	Lang      string // "id" or "en", what the person chose last
	Staff     actor.Staff
	CSRF      string    // the token every form of this session carries
	ExpiresAt time.Time // when it ends unless it is used before
	EndsAt    time.Time // when it ends however much it is used; known at its start alone
}

// Actor is the person of the session.
func (s Session) Actor() actor.Actor {
	return actor.Actor{Kind: actor.Person, AccountID: s.AccountID, Staff: s.Staff, Name: s.Name}
}
