package store

import (
	"context"
	"database/sql"
	"fmt"

	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/database"
	"beli/internal/order"
	"beli/internal/paging"
)

// Purchases implements checkout.Store.
type Purchases struct{ *DB }

// NewPurchases makes the store of purchases.
func NewPurchases(d *DB) *Purchases { return &Purchases{d} }

var (
	_ checkout.Store      = (*Purchases)(nil)
	_ checkout.Deliveries = (*Deliveries)(nil)
)

// LockBuyer implements checkout.Store. SQLite has one writer at a time already.
func (s *Purchases) LockBuyer(ctx context.Context, keys ...string) error {
	if s.Dialect() != database.Postgres {
		return nil
	}
	for _, key := range keys {
		if _, err := s.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, "buyer:"+key); err != nil {
			return fmt.Errorf("lock buyer: %w", err)
		}
	}
	return nil
}

// LockVariants implements checkout.Store. SQLite has one writer at a time already.
func (s *Purchases) LockVariants(ctx context.Context, variantIDs []int64) error {
	if s.Dialect() != database.Postgres || len(variantIDs) == 0 {
		return nil
	}
	_, err := collect(ctx, s.DB, scalar[int64], `SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id
		WHERE v.id IN (`+places(1, len(variantIDs))+`) ORDER BY p.shop_id, v.id FOR NO KEY UPDATE OF v`, anys(variantIDs)...)
	if err != nil {
		return fmt.Errorf("lock variants: %w", err)
	}
	return nil
}

// Unpaid implements checkout.Store.
func (s *Purchases) Unpaid(ctx context.Context, b checkout.Buyer) (int, error) {
	waiting := quoted([]order.Status{order.AwaitingQuote, order.Pending, order.AwaitingConfirmation})
	count := func(where string, arg any) (int, error) {
		return s.count(ctx, `SELECT COUNT(*) FROM purchases p WHERE `+where+`
			AND EXISTS (SELECT 1 FROM orders o WHERE o.purchase_id = p.id AND o.status IN (`+waiting+`))`, arg)
	}
	if b.AccountID > 0 {
		return count(`p.account_id = $1`, b.AccountID)
	}
	most := 0
	for where, key := range map[string]string{`p.account_id IS NULL AND p.device_key = $1`: b.DeviceKey, `p.account_id IS NULL AND p.phone_hash = $1`: b.PhoneHash} {
		if key == "" {
			continue
		}
		n, err := count(where, key)
		if err != nil {
			return 0, fmt.Errorf("count unpaid purchases: %w", err)
		}
		most = max(most, n)
	}
	return most, nil
}

// ByKey implements checkout.Store.
func (s *Purchases) ByKey(ctx context.Context, key string) (checkout.Existing, error) {
	return one(ctx, s.DB, func(rows *sql.Rows) (e checkout.Existing, err error) {
		err = rows.Scan(&e.ID, &e.Code, &e.RequestHash)
		return e, err
	}, `SELECT id, code, request_hash FROM purchases WHERE idempotency_key = $1`, key)
}

// Create implements checkout.Store.
func (s *Purchases) Create(ctx context.Context, p checkout.NewPurchase) (int64, error) {
	c := s.client(ctx)
	create := c.Purchase.Create().SetCode(p.Code).SetDeviceKey(p.Buyer.DeviceKey).SetPhoneHash(p.Buyer.PhoneHash).SetLang(p.Lang).
		SetTotal(p.Total).SetIdempotencyKey(p.IdempotencyKey).SetRequestHash(p.RequestHash).SetCreatedAt(p.CreatedAt).SetExpiresAt(p.ExpiresAt)
	consent := c.Consent.Create().SetPurpose("purchase").SetTextVersion(p.ConsentVersion).SetChannel("web").SetGivenAt(p.CreatedAt)
	if p.AccountID > 0 {
		create.SetAccountID(p.AccountID)
		consent.SetAccountID(p.AccountID)
	}
	row, err := create.Save(ctx)
	if err != nil {
		return 0, fmt.Errorf("write purchase: %w", mapErr(err))
	}
	err = c.PurchaseContact.Create().SetPurchaseID(row.ID).SetName(p.Contact.Name).SetPhoneKey(string(p.Contact.Phone)).SetEmail(p.Contact.Email).Exec(ctx)
	if err != nil {
		return 0, fmt.Errorf("write contact: %w", mapErr(err))
	}
	if err := consent.SetPurchaseID(row.ID).Exec(ctx); err != nil {
		return 0, fmt.Errorf("write consent: %w", mapErr(err))
	}
	return row.ID, nil
}

const purchaseColumns = `SELECT p.id, p.code, COALESCE(p.account_id, 0), p.lang, p.total, p.created_at, p.expires_at,
	CASE WHEN c.erased_at IS NULL THEN COALESCE(c.name, '') ELSE '' END,
	CASE WHEN c.erased_at IS NULL THEN COALESCE(c.phone_key, '') ELSE '' END,
	CASE WHEN c.erased_at IS NULL THEN COALESCE(c.email, '') ELSE '' END
	FROM purchases p LEFT JOIN purchase_contacts c ON c.purchase_id = p.id`

func scanPurchase(rows *sql.Rows) (p checkout.Purchase, err error) {
	err = rows.Scan(&p.ID, &p.Code, &p.AccountID, &p.Lang, &p.Total, moment{&p.CreatedAt}, moment{&p.ExpiresAt},
		&p.Contact.Name, &p.Contact.Phone, &p.Contact.Email)
	return p, err
}

// ByCode implements checkout.Store.
func (s *Purchases) ByCode(ctx context.Context, code string) (checkout.Purchase, error) {
	return one(ctx, s.DB, scanPurchase, purchaseColumns+` WHERE p.code = $1`, code)
}

// ByID implements checkout.Store.
func (s *Purchases) ByID(ctx context.Context, id int64) (checkout.Purchase, error) {
	return one(ctx, s.DB, scanPurchase, purchaseColumns+` WHERE p.id = $1`, id)
}

// OfAccount implements checkout.Store.
func (s *Purchases) OfAccount(ctx context.Context, accountID int64, page paging.Request) ([]checkout.Purchase, int, error) {
	total, err := s.count(ctx, `SELECT COUNT(*) FROM purchases WHERE account_id = $1`, accountID)
	if err != nil || total == 0 {
		return nil, 0, err
	}
	page = page.Clean()
	list, err := collect(ctx, s.DB, scanPurchase, purchaseColumns+` WHERE p.account_id = $1 ORDER BY p.id DESC LIMIT $2 OFFSET $3`,
		accountID, page.Size, page.Offset())
	return list, total, err
}

// Contacts implements checkout.Store.
func (s *Purchases) Contacts(ctx context.Context, ids []int64) (map[int64]checkout.Contact, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := collect(ctx, s.DB, scanPurchase, purchaseColumns+` WHERE p.id IN (`+places(1, len(ids))+`)`, anys(ids)...)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]checkout.Contact, len(list))
	for _, p := range list {
		out[p.ID] = p.Contact
	}
	return out, nil
}

// Shops implements checkout.Store.
func (s *Purchases) Shops(ctx context.Context, ids []int64) ([]cart.Shop, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return collect(ctx, s.DB, func(rows *sql.Rows) (c cart.Shop, err error) {
		err = rows.Scan(&c.ID, &c.Slug, &c.Name, &c.Phone, &c.KecamatanCode, &c.VillageCode, &c.Street, &c.Hours,
			&c.OffersPickup, &c.OffersExpedition, &c.AcceptsCash, &c.HolidayUntil)
		c.HolidayUntil = "" // of no matter to what was bought
		return c, err
	}, `SELECT `+shopColumns+` FROM shops s WHERE s.id IN (`+places(1, len(ids))+`) ORDER BY s.id`, anys(ids)...)
}
