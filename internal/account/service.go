package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/outbox"
	"beli/internal/plain"
	"beli/internal/ratelimit"
)

// Service is everything a person can do with an account.
type Service struct {
	store    Store
	codes    CodeStore
	sessions *Sessions
	tx       database.Transactor
	outbox   *outbox.Outbox
	audit    *audit.Log
	limits   *ratelimit.Limiter
	hasher   *Hasher
	clock    clock.Clock
	secret   []byte
}

// Needs is what a Service is made of.
type Needs struct {
	Store    Store
	Codes    CodeStore
	Sessions *Sessions
	Tx       database.Transactor
	Outbox   *outbox.Outbox
	Audit    *audit.Log
	Limits   *ratelimit.Limiter
	Hasher   *Hasher
	Clock    clock.Clock
	Secret   []byte // signs codes and tickets
}

// NewService makes the service.
func NewService(n Needs) *Service {
	return &Service{store: n.Store, codes: n.Codes, sessions: n.Sessions, tx: n.Tx, outbox: n.Outbox,
		audit: n.Audit, limits: n.Limits, hasher: n.Hasher, clock: n.Clock, secret: n.Secret}
}

// PrivacyVersion is the version of the privacy notice people consent to.
const PrivacyVersion = "2026-11"

// Consent is one agreement: to what, which text, through which channel.
type Consent struct {
	Purpose     string // account, order
	TextVersion string
	Channel     string // web
	GivenAt     time.Time
}

// FinishInput ends signing up or resetting: the contact was proven by Ticket.
type FinishInput struct {
	Ticket   string
	Name     string // for a new account only
	Password string
	Consent  bool // for a new account only
	Lang     string
}

// Validate reports what is wrong with name, password and consent; known leaves out what a
// person with an account need not say again.
func (in FinishInput) Validate(known bool) error {
	var p fault.Problems
	if !known {
		checkName(&p, "name", in.Name)
		p.Check(in.Consent, "consent", "consent_required")
	}
	checkPassword(&p, "password", in.Password)
	return p.Err()
}

// Finish sets the password of the proven contact's account, making the account when there
// is none. Every older session of the account ends. A ticket that is over or was used is
// ErrExpiredCode.
func (s *Service) Finish(ctx context.Context, in FinishInput) (Account, error) {
	contact, found, err := s.redeem(ctx, in.Ticket)
	if err != nil {
		return Account{}, err
	}
	in.Name = plain.Line(in.Name)
	known := found.ID != 0
	if err := in.Validate(known); err != nil {
		return Account{}, err
	}
	if found.Disabled {
		return Account{}, ErrForbidden
	}
	hash := s.hasher.Hash(in.Password)
	now := s.clock.Now()
	id := found.ID
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if known {
			if err := s.store.SetPassword(ctx, id, found.SessionVersion, hash); err != nil {
				return err
			}
			return s.sessions.store.EndSessions(ctx, id)
		}
		phoneKey, emailKey := contact.keys()
		id, err = s.store.Create(ctx, Account{Name: in.Name, PhoneKey: phoneKey, EmailKey: emailKey, PasswordHash: hash,
			Staff: actor.NotStaff, SessionVersion: 1, Lang: in.Lang, CreatedAt: now})
		if err != nil {
			return err
		}
		return s.store.AddConsent(ctx, id, Consent{Purpose: "account", TextVersion: PrivacyVersion, Channel: "web", GivenAt: now})
	})
	if fault.KindOf(err) == fault.Conflict { // the ticket was used a moment before
		return Account{}, ErrExpiredCode
	}
	if err != nil {
		return Account{}, fmt.Errorf("finish account: %w", err)
	}
	return s.store.ByID(ctx, id)
}

// SignInInput is a sign-in by password.
type SignInInput struct {
	Contact  string
	Password string
	IP       string
}

// Validate reports empty fields.
func (in SignInInput) Validate() error {
	var p fault.Problems
	p.Check(in.Contact != "", "contact", "required")
	p.Check(in.Password != "", "password", "required")
	return p.Err()
}

// SignIn checks a password. Unknown contact, missing password and wrong password give the
// same ErrWrongLogin after the same work. At most 5 tries a minute and 20 an hour for one
// contact, 60 a minute for one address.
func (s *Service) SignIn(ctx context.Context, in SignInInput) (Account, error) {
	if err := in.Validate(); err != nil {
		return Account{}, err
	}
	contact, err := ParseContact(in.Contact)
	if err != nil {
		return Account{}, ErrWrongLogin
	}
	if err := s.limits.Use(ctx,
		ratelimit.Rule{Bucket: "login:" + contact.Key(), Most: 5, Window: time.Minute},
		ratelimit.Rule{Bucket: "login-hour:" + contact.Key(), Most: 20, Window: time.Hour},
		ratelimit.Rule{Bucket: "login-ip:" + in.IP, Most: 60, Window: time.Minute}); err != nil {
		return Account{}, err
	}
	found, err := s.store.ByContact(ctx, contact)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Account{}, fmt.Errorf("look for account: %w", err)
	}
	if len(in.Password) > 4*maxPassword || !s.hasher.Matches(found.PasswordHash, in.Password) || found.Disabled {
		return Account{}, ErrWrongLogin
	}
	return found, nil
}

// Rename changes the person's printed name.
func (s *Service) Rename(ctx context.Context, who actor.Actor, name string) error {
	name = plain.Line(name)
	var p fault.Problems
	checkName(&p, "name", name)
	if err := p.Err(); err != nil {
		return err
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.SetName(ctx, who.AccountID, name) })
}

// ChangePassword needs the old one; every other session of the account ends.
func (s *Service) ChangePassword(ctx context.Context, who actor.Actor, old, next string) error {
	var p fault.Problems
	checkPassword(&p, "password", next)
	found, err := s.store.ByID(ctx, who.AccountID)
	if err != nil {
		return fmt.Errorf("read account: %w", err)
	}
	if err := s.limits.Use(ctx, ratelimit.Rule{Bucket: fmt.Sprintf("password:%d", who.AccountID), Most: 10, Window: time.Hour}); err != nil {
		return err
	}
	p.Check(s.hasher.Matches(found.PasswordHash, old), "old", "wrong_password")
	if err := p.Err(); err != nil {
		return err
	}
	hash := s.hasher.Hash(next)
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		return errors.Join(s.store.SetPassword(ctx, found.ID, found.SessionVersion, hash), s.sessions.store.EndSessions(ctx, found.ID))
	})
}

// ByID reads an account.
func (s *Service) ByID(ctx context.Context, id int64) (Account, error) { return s.store.ByID(ctx, id) }

// hashToken is how a bearer's secret is kept.
func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// TicketKnown tells whether a ticket's contact has an account; false for a ticket that is over.
func (s *Service) TicketKnown(ctx context.Context, ticket string) bool {
	_, found, err := s.redeem(ctx, ticket)
	return err == nil && found.ID != 0
}

// SetLang notes the language a person chose.
func (s *Service) SetLang(ctx context.Context, who actor.Actor, lang string) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error { return s.store.SetLang(ctx, who.AccountID, lang) })
}
