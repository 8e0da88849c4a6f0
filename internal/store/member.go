package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"beli/ent/db"
	"beli/ent/db/invite"
	"beli/ent/db/shopmember"
	"beli/internal/shop"
)

// helperInvite is the kind of an invitation to help in a shop.
const helperInvite = "helper"

// RoleOf implements shop.Store.
func (s *Shops) RoleOf(ctx context.Context, accountID, shopID int64) (shop.Role, error) {
	m, err := s.client(ctx).ShopMember.Query().Where(shopmember.ShopID(shopID), shopmember.AccountID(accountID)).Only(ctx)
	if err != nil {
		return "", mapErr(err)
	}
	return shop.Role(m.Role), nil
}

// MembershipsOf implements shop.Store.
func (s *Shops) MembershipsOf(ctx context.Context, accountID int64) ([]shop.Membership, error) {
	rows, err := s.client(ctx).ShopMember.Query().Where(shopmember.AccountID(accountID)).WithShop().
		Order(shopmember.ByID()).All(ctx)
	if err != nil {
		return nil, mapErr(err)
	}
	out := make([]shop.Membership, len(rows))
	for i, m := range rows {
		out[i] = shop.Membership{Shop: fromShop(m.Edges.Shop), Role: shop.Role(m.Role)}
	}
	return out, nil
}

// Members implements shop.Store.
func (s *Shops) Members(ctx context.Context, shopID int64) ([]shop.Member, error) {
	return collect(ctx, s.DB, func(rows *sql.Rows) (m shop.Member, err error) {
		err = rows.Scan(&m.AccountID, &m.Name, &m.PhoneKey, &m.EmailKey, &m.Role, moment{&m.Since})
		return m, err
	}, `SELECT a.id, a.name, COALESCE(a.phone_key, ''), COALESCE(a.email_key, ''), m.role, m.created_at
		FROM shop_members m JOIN accounts a ON a.id = m.account_id WHERE m.shop_id = $1
		ORDER BY CASE WHEN m.role = 'owner' THEN 0 ELSE 1 END, m.id`, shopID)
}

// InsertMember implements shop.Store.
func (s *Shops) InsertMember(ctx context.Context, shopID, accountID int64, role shop.Role, at time.Time) error {
	return mapErr(s.client(ctx).ShopMember.Create().SetShopID(shopID).SetAccountID(accountID).SetRole(string(role)).
		SetCreatedAt(at).Exec(ctx))
}

// DeleteMember implements shop.Store.
func (s *Shops) DeleteMember(ctx context.Context, shopID, accountID int64) error {
	n, err := s.client(ctx).ShopMember.Delete().Where(shopmember.ShopID(shopID), shopmember.AccountID(accountID)).Exec(ctx)
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return mapErr(err)
}

// OwnsShops implements shop.Store.
func (s *Shops) OwnsShops(ctx context.Context, accountID int64) (int, error) {
	n, err := s.client(ctx).ShopMember.Query().Where(shopmember.AccountID(accountID), shopmember.Role(string(shop.Owner))).Count(ctx)
	return n, mapErr(err)
}

// InsertInvite implements shop.Store.
func (s *Shops) InsertInvite(ctx context.Context, i shop.Invite, tokenHash string) (int64, error) {
	row, err := s.client(ctx).Invite.Create().SetTokenHash(tokenHash).SetKind(helperInvite).SetRole(string(shop.Helper)).
		SetShopID(i.ShopID).SetContact(i.Contact).SetInvitedBy(i.InvitedBy).SetCreatedAt(i.CreatedAt).SetExpiresAt(i.ExpiresAt).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

func fromShopInvite(r *db.Invite) shop.Invite {
	in := shop.Invite{ID: r.ID, ShopID: orZero(r.ShopID), Contact: r.Contact, InvitedBy: r.InvitedBy, CreatedAt: r.CreatedAt, ExpiresAt: r.ExpiresAt}
	if r.Edges.Shop != nil {
		in.ShopName = r.Edges.Shop.Name
	}
	return in
}

// OpenInvite implements shop.Store.
func (s *Shops) OpenInvite(ctx context.Context, tokenHash string) (shop.Invite, error) {
	row, err := s.client(ctx).Invite.Query().Where(invite.TokenHash(tokenHash), invite.Kind(helperInvite), invite.UsedAtIsNil()).
		WithShop().Only(ctx)
	if err != nil {
		return shop.Invite{}, mapErr(err)
	}
	return fromShopInvite(row), nil
}

// OpenInvites implements shop.Store.
func (s *Shops) OpenInvites(ctx context.Context, shopID int64, at time.Time) ([]shop.Invite, error) {
	rows, err := s.client(ctx).Invite.Query().Where(invite.ShopID(shopID), invite.Kind(helperInvite), invite.UsedAtIsNil(), invite.ExpiresAtGT(at)).
		WithShop().Order(invite.ByID()).All(ctx)
	if err != nil {
		return nil, mapErr(err)
	}
	out := make([]shop.Invite, len(rows))
	for i, r := range rows {
		out[i] = fromShopInvite(r)
	}
	return out, nil
}

// UseInvite implements shop.Store.
func (s *Shops) UseInvite(ctx context.Context, id, accountID int64, at time.Time) error {
	return oneRow(s.client(ctx).Invite.Update().Where(invite.ID(id), invite.UsedAtIsNil()).SetUsedAt(at).SetUsedBy(accountID).Save(ctx))
}

// ContactsOf implements shop.Store.
func (s *Shops) ContactsOf(ctx context.Context, accountID int64) ([]string, error) {
	row, err := s.client(ctx).Account.Get(ctx, accountID)
	if err != nil {
		return nil, fmt.Errorf("load account %d: %w", accountID, mapErr(err))
	}
	var out []string
	for _, key := range []*string{row.PhoneKey, row.EmailKey} {
		if key != nil {
			out = append(out, *key)
		}
	}
	return out, nil
}
