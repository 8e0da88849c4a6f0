package store

import (
	"context"
	"fmt"
	"time"

	"beli/ent/db"
	dbaccount "beli/ent/db/account"
	"beli/ent/db/invite"
	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/paging"
)

// Accounts implements account.Store.
type Accounts struct{ db *DB }

var _ account.Store = Accounts{}

// NewAccounts keeps accounts in d.
func NewAccounts(d *DB) Accounts { return Accounts{d} }

func fromAccount(row *db.Account) account.Account {
	return account.Account{ID: row.ID, Name: row.Name, PhoneKey: orZero(row.PhoneKey), EmailKey: orZero(row.EmailKey),
		PasswordHash: row.PasswordHash, Staff: actor.Staff(row.Staff), SessionVersion: row.SessionVersion, Lang: row.Lang,
		CreatedAt: row.CreatedAt, Disabled: row.DisabledAt != nil}
}

// ByID implements account.Store.
func (s Accounts) ByID(ctx context.Context, id int64) (account.Account, error) {
	row, err := s.db.client(ctx).Account.Get(ctx, id)
	if err != nil {
		return account.Account{}, mapErr(err)
	}
	return fromAccount(row), nil
}

// ByContact implements account.Store.
func (s Accounts) ByContact(ctx context.Context, c account.Contact) (account.Account, error) {
	where := dbaccount.PhoneKey(c.Key())
	if c.IsEmail() {
		where = dbaccount.EmailKey(c.Key())
	}
	row, err := s.db.client(ctx).Account.Query().Where(where).Only(ctx)
	if err != nil {
		return account.Account{}, mapErr(err)
	}
	return fromAccount(row), nil
}

// Create implements account.Store.
func (s Accounts) Create(ctx context.Context, a account.Account) (int64, error) {
	row, err := s.db.client(ctx).Account.Create().SetName(a.Name).SetNillablePhoneKey(zeroNil(a.PhoneKey)).
		SetNillableEmailKey(zeroNil(a.EmailKey)).SetPasswordHash(a.PasswordHash).SetStaff(string(a.Staff)).
		SetSessionVersion(a.SessionVersion).SetLang(a.Lang).SetCreatedAt(a.CreatedAt).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

// SetPassword implements account.Store.
func (s Accounts) SetPassword(ctx context.Context, id int64, version int, hash string) error {
	n, err := s.db.client(ctx).Account.Update().Where(dbaccount.ID(id), dbaccount.SessionVersion(version)).
		SetPasswordHash(hash).AddSessionVersion(1).Save(ctx)
	if err == nil && n == 0 {
		return ErrConflict
	}
	return mapErr(err)
}

// SetName implements account.Store.
func (s Accounts) SetName(ctx context.Context, id int64, name string) error {
	return mapErr(s.db.client(ctx).Account.UpdateOneID(id).SetName(name).Exec(ctx))
}

// SetLang implements account.Store.
func (s Accounts) SetLang(ctx context.Context, id int64, lang string) error {
	return mapErr(s.db.client(ctx).Account.UpdateOneID(id).SetLang(lang).Exec(ctx))
}

// SetStaff implements account.Store.
func (s Accounts) SetStaff(ctx context.Context, id int64, role actor.Staff) error {
	return mapErr(s.db.client(ctx).Account.UpdateOneID(id).SetStaff(string(role)).AddSessionVersion(1).Exec(ctx))
}

// Staff implements account.Store.
func (s Accounts) Staff(ctx context.Context, page paging.Request) ([]account.Account, int, error) {
	page = page.Clean()
	query := s.db.client(ctx).Account.Query().Where(dbaccount.StaffNEQ(string(actor.NotStaff)))
	total, err := query.Clone().Count(ctx)
	if err != nil {
		return nil, 0, mapErr(err)
	}
	rows, err := query.Order(dbaccount.ByName(), dbaccount.ByID()).Offset(page.Offset()).Limit(page.Size).All(ctx)
	if err != nil {
		return nil, 0, mapErr(err)
	}
	out := make([]account.Account, len(rows))
	for i, row := range rows {
		out[i] = fromAccount(row)
	}
	return out, total, nil
}

// AddConsent implements account.Store.
func (s Accounts) AddConsent(ctx context.Context, accountID int64, c account.Consent) error {
	return mapErr(s.db.client(ctx).Consent.Create().SetAccountID(accountID).SetPurpose(c.Purpose).
		SetTextVersion(c.TextVersion).SetChannel(c.Channel).SetGivenAt(c.GivenAt).Exec(ctx))
}

const staffInvite = "staff"

func fromInvite(row *db.Invite) account.Invite {
	return account.Invite{ID: row.ID, Role: actor.Staff(row.Role), Contact: row.Contact, InvitedBy: row.InvitedBy,
		CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt, Used: row.UsedAt != nil}
}

// AddInvite implements account.Store.
func (s Accounts) AddInvite(ctx context.Context, i account.Invite, tokenHash string) error {
	return mapErr(s.db.client(ctx).Invite.Create().SetTokenHash(tokenHash).SetKind(staffInvite).SetRole(string(i.Role)).
		SetContact(i.Contact).SetInvitedBy(i.InvitedBy).SetCreatedAt(i.CreatedAt).SetExpiresAt(i.ExpiresAt).Exec(ctx))
}

// InviteByToken implements account.Store.
func (s Accounts) InviteByToken(ctx context.Context, tokenHash string) (account.Invite, error) {
	row, err := s.db.client(ctx).Invite.Query().Where(invite.TokenHash(tokenHash), invite.Kind(staffInvite)).Only(ctx)
	if err != nil {
		return account.Invite{}, mapErr(err)
	}
	return fromInvite(row), nil
}

// UseInvite implements account.Store.
func (s Accounts) UseInvite(ctx context.Context, id, accountID int64, now time.Time) (bool, error) {
	n, err := s.db.client(ctx).Invite.Update().Where(invite.ID(id), invite.UsedAtIsNil()).
		SetUsedAt(now).SetUsedBy(accountID).Save(ctx)
	if err != nil {
		return false, mapErr(err)
	}
	return n == 1, nil
}

// OpenInvites implements account.Store.
func (s Accounts) OpenInvites(ctx context.Context, now time.Time) ([]account.Invite, error) {
	rows, err := s.db.client(ctx).Invite.Query().
		Where(invite.Kind(staffInvite), invite.UsedAtIsNil(), invite.ExpiresAtGT(now)).Order(invite.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("list invites: %w", mapErr(err))
	}
	out := make([]account.Invite, len(rows))
	for i, row := range rows {
		out[i] = fromInvite(row)
	}
	return out, nil
}
