package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"beli/internal/fault"
	"beli/internal/ratelimit"
)

const (
	codeLife   = 10 * time.Minute
	codeTries  = 5
	ticketLife = 20 * time.Minute
)

// Code is a one-time code that proves a contact, as it is kept.
type Code struct {
	ID        int64
	Contact   string
	Hash      string
	Attempts  int
	CreatedAt time.Time
	ExpiresAt time.Time
	Used      bool
}

// CodeIssued asks for a one-time code to be sent. The sender of codes handles it.
type CodeIssued struct {
	Contact string `json:"contact"`
	Code    string `json:"code"`
	Lang    string `json:"lang"`
}

// Kind implements outbox.Message.
func (CodeIssued) Kind() string { return "account.code_issued" }

// RequestCodeInput asks for a code at a contact. IP is the trusted address of the visitor.
type RequestCodeInput struct {
	Contact string
	Lang    string
	IP      string
}

// Validate reports an unreadable contact at the field "contact".
func (in RequestCodeInput) Validate() error {
	var p fault.Problems
	if strings.TrimSpace(in.Contact) == "" {
		p.Add("contact", "required")
	} else if _, err := ParseContact(in.Contact); err != nil {
		p.Add("contact", fault.CodeOf(err))
	}
	return p.Err()
}

// RequestCode sends a six-digit code to a contact, whether or not it has an account: the
// answer is the same. At most 3 an hour for one contact and 30 for one address.
func (s *Service) RequestCode(ctx context.Context, in RequestCodeInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	contact, err := ParseContact(in.Contact)
	if err != nil {
		return err
	}
	if err := s.limits.Use(ctx, ratelimit.Rule{Bucket: "code:" + contact.Key(), Most: 3, Window: time.Hour},
		ratelimit.Rule{Bucket: "code-ip:" + in.IP, Most: 30, Window: time.Hour}); err != nil {
		return err
	}
	digits, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return fmt.Errorf("draw code: %w", err)
	}
	code := fmt.Sprintf("%06d", digits.Int64())
	now := s.clock.Now()
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.codes.AddCode(ctx, Code{Contact: contact.Key(), Hash: s.codeHash(contact, code),
			CreatedAt: now, ExpiresAt: now.Add(codeLife)}); err != nil {
			return fmt.Errorf("keep code: %w", err)
		}
		return s.outbox.Put(ctx, CodeIssued{Contact: contact.Key(), Code: code, Lang: in.Lang})
	})
}

func (s *Service) codeHash(c Contact, code string) string {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte("code:" + c.Key() + ":" + code))
	return hex.EncodeToString(mac.Sum(nil))
}

// Proof is what a right code gives: a ticket for the next form, and whether the contact
// has an account already.
type Proof struct {
	Ticket string
	Known  bool
	Name   string // the account's, for a greeting
}

// ProveContact checks a code: only the newest counts, for ten minutes, five tries, once.
// It answers ErrWrongCode or ErrExpiredCode.
func (s *Service) ProveContact(ctx context.Context, contact, code string) (Proof, error) {
	c, err := ParseContact(contact)
	if err != nil {
		return Proof{}, err
	}
	now := s.clock.Now()
	kept, err := s.codes.NewestCode(ctx, c.Key())
	if fault.KindOf(err) == fault.NotFound {
		return Proof{}, ErrWrongCode
	}
	if err != nil {
		return Proof{}, fmt.Errorf("read code: %w", err)
	}
	if kept.Used || !now.Before(kept.ExpiresAt) {
		return Proof{}, ErrExpiredCode
	}
	left := false
	if err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		left, err = s.codes.CountTry(ctx, kept.ID, codeTries)
		return err
	}); err != nil {
		return Proof{}, fmt.Errorf("count try: %w", err)
	}
	if !left {
		return Proof{}, ErrExpiredCode
	}
	code = strings.NewReplacer(" ", "", "-", "").Replace(code)
	if subtle.ConstantTimeCompare([]byte(s.codeHash(c, code)), []byte(kept.Hash)) != 1 {
		return Proof{}, ErrWrongCode
	}
	used := false
	if err := s.tx.InTx(ctx, func(ctx context.Context) (err error) {
		used, err = s.codes.UseCode(ctx, kept.ID, now)
		return err
	}); err != nil {
		return Proof{}, fmt.Errorf("use code: %w", err)
	}
	if !used {
		return Proof{}, ErrExpiredCode
	}
	known, err := s.store.ByContact(ctx, c)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Proof{}, fmt.Errorf("look for account: %w", err)
	}
	return Proof{Ticket: s.ticket(c, known.SessionVersion, now.Add(ticketLife)), Known: err == nil, Name: known.Name}, nil
}

// ticket says, signed, that a contact was proven. It carries the version of the account, 0 where
// there is none: the first password that is set with it ends it.
func (s *Service) ticket(c Contact, version int, expires time.Time) string {
	body := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d:%d:%s", expires.Unix(), version, c.Key()))
	return body + "." + s.sign("ticket:"+body)
}

// redeem gives the contact of a ticket and the account that it has, the zero Account when it has none.
func (s *Service) redeem(ctx context.Context, ticket string) (Contact, Account, error) {
	body, mac, ok := strings.Cut(ticket, ".")
	if !ok || subtle.ConstantTimeCompare([]byte(mac), []byte(s.sign("ticket:"+body))) != 1 {
		return Contact{}, Account{}, ErrExpiredCode
	}
	raw, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil {
		return Contact{}, Account{}, ErrExpiredCode
	}
	parts := strings.SplitN(string(raw), ":", 3)
	until, err := strconv.ParseInt(parts[0], 10, 64)
	if err != nil || len(parts) != 3 || s.clock.Now().Unix() >= until {
		return Contact{}, Account{}, ErrExpiredCode
	}
	c := Contact{key: parts[2]}
	found, err := s.store.ByContact(ctx, c)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Contact{}, Account{}, fmt.Errorf("look for account: %w", err)
	}
	if strconv.Itoa(found.SessionVersion) != parts[1] {
		return Contact{}, Account{}, ErrExpiredCode
	}
	return c, found, nil
}

func (s *Service) sign(what string) string {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte(what))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
