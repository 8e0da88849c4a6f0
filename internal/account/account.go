package account

import (
	"strings"
	"time"
	"unicode/utf8"

	"beli/internal/actor"
	"beli/internal/fault"
)

// Account is a person who can sign in. At least one of PhoneKey and EmailKey is set.
type Account struct {
	ID             int64
	Name           string
	PhoneKey       string // +62…
	EmailKey       string // lower case
	PasswordHash   string // argon2id, "" until a password was chosen
	Staff          actor.Staff
	SessionVersion int // sessions of an older version are void
	Lang           string
	CreatedAt      time.Time
	Disabled       bool
}

// Errors of the package.
var (
	ErrWrongCode        = fault.New(fault.Invalid, "wrong_code")
	ErrExpiredCode      = fault.New(fault.Invalid, "expired_code")
	ErrWrongLogin       = fault.New(fault.Invalid, "wrong_login")
	ErrNoSession        = fault.New(fault.NotFound, "no_session")
	ErrInviteUsed       = fault.New(fault.Gone, "invite_used")
	ErrForbidden        = fault.New(fault.Forbidden, "forbidden")
	ErrNotYourself      = fault.New(fault.Conflict, "not_yourself")
	ErrNotFound         = fault.New(fault.NotFound, "not_found")
	ErrInviteForAnother = fault.New(fault.Forbidden, "invite_for_another")
)

const (
	maxName     = 80
	minPassword = 8
	maxPassword = 200
)

func checkName(p *fault.Problems, field, name string) {
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		p.Add(field, "required")
	case n > maxName:
		p.Add(field, "too_long", "80")
	}
}

func checkPassword(p *fault.Problems, field, password string) {
	switch n := utf8.RuneCountInString(password); {
	case n == 0:
		p.Add(field, "required")
	case n < minPassword:
		p.Add(field, "too_short", "8")
	case n > maxPassword:
		p.Add(field, "too_long", "200")
	case commonPassword(password):
		p.Add(field, "common_password")
	}
}

// commonPassword refuses the few passwords that everybody tries first.
func commonPassword(password string) bool {
	switch strings.ToLower(password) {
	case "12345678", "123456789", "1234567890", "password", "password1", "qwertyui", "qwerty123", "11111111",
		"00000000", "bismillah", "indonesia", "sayangku", "rahasia123", "blitar123", "87654321", "abcd1234", "admin123":
		return true
	}
	return false
}
