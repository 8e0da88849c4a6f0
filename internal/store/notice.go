package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"beli/internal/database"
	"beli/internal/notice"
	"beli/internal/paging"
)

// Notices implements notice.Store.
type Notices struct{ db *DB }

var _ notice.Store = Notices{}

// NewNotices keeps notices in d.
func NewNotices(d *DB) Notices { return Notices{d} }

// InTx implements database.Transactor.
func (s Notices) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// Add implements notice.Store.
func (s Notices) Add(ctx context.Context, n notice.Notice) (int64, bool, error) {
	id, err := s.db.insertOnce(ctx, `INSERT INTO notice (message_key, channel, recipient, account_id, shop_id, kind, subject, body, whatsapp_url, path, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (message_key, channel) DO NOTHING RETURNING id`,
		n.Key, string(n.Channel), n.Recipient, zeroNil(n.AccountID), zeroNil(n.ShopID), string(n.Kind), n.Subject, n.Body, n.WhatsAppURL, n.Path,
		database.Micros(n.CreatedAt))
	return id, id != 0, err
}

const noticeColumns = `SELECT id, message_key, channel, recipient, account_id, shop_id, kind, subject, body, whatsapp_url, path, created_at, sent_at, read_at FROM notice`

func scanNotice(rows *sql.Rows) (n notice.Notice, err error) {
	var account, shop, sent, read sql.NullInt64
	var created int64
	err = rows.Scan(&n.ID, &n.Key, &n.Channel, &n.Recipient, &account, &shop, &n.Kind, &n.Subject, &n.Body, &n.WhatsAppURL, &n.Path,
		&created, &sent, &read)
	n.AccountID, n.ShopID, n.CreatedAt = account.Int64, shop.Int64, database.Instant(created)
	n.SentAt, n.ReadAt = instantOf(sent), instantOf(read)
	return n, err
}

func instantOf(us sql.NullInt64) *time.Time {
	if !us.Valid {
		return nil
	}
	at := database.Instant(us.Int64)
	return &at
}

// ByID implements notice.Store.
func (s Notices) ByID(ctx context.Context, id int64) (notice.Notice, error) {
	return one(ctx, s.db, scanNotice, noticeColumns+` WHERE id = $1`, id)
}

// MarkSent implements notice.Store.
func (s Notices) MarkSent(ctx context.Context, id int64, at time.Time) error {
	_, err := s.db.Exec(ctx, `UPDATE notice SET sent_at = $1 WHERE id = $2`, database.Micros(at), id)
	return err
}

// box is the condition for the notices of a box, whose id is the argument of that number;
// letters are in none.
func box(b notice.Box, number int) (string, int64) {
	if b.ShopID > 0 {
		return ` WHERE channel = 'app' AND shop_id = ` + places(number, 1), b.ShopID
	}
	return ` WHERE channel = 'app' AND shop_id IS NULL AND account_id = ` + places(number, 1), b.AccountID
}

// List implements notice.Store.
func (s Notices) List(ctx context.Context, b notice.Box, page paging.Request) ([]notice.Notice, int, error) {
	where, id := box(b, 1)
	total, err := s.db.count(ctx, `SELECT COUNT(*) FROM notice`+where, id)
	if err != nil {
		return nil, 0, fmt.Errorf("count notices: %w", err)
	}
	page = page.Clean()
	list, err := collect(ctx, s.db, scanNotice, noticeColumns+where+` ORDER BY id DESC LIMIT $2 OFFSET $3`, id, page.Size, page.Offset())
	return list, total, err
}

// Unread implements notice.Store.
func (s Notices) Unread(ctx context.Context, b notice.Box) (int, error) {
	where, id := box(b, 1)
	return s.db.count(ctx, `SELECT COUNT(*) FROM notice`+where+` AND read_at IS NULL`, id)
}

// MarkRead implements notice.Store.
func (s Notices) MarkRead(ctx context.Context, b notice.Box, id int64, at time.Time) error {
	where, owner := box(b, 2)
	_, err := s.db.Exec(ctx, `UPDATE notice SET read_at = $1`+where+` AND read_at IS NULL AND ($3 = 0 OR id = $4)`,
		database.Micros(at), owner, id, id)
	return err
}

func (s Notices) facts(ctx context.Context, where string, id int64) ([]notice.OrderFacts, error) {
	return collect(ctx, s.db, func(rows *sql.Rows) (f notice.OrderFacts, err error) {
		var account sql.NullInt64
		err = rows.Scan(&f.OrderID, &f.Number, &f.Cash, &f.Total, &f.Courier, &f.Receipt, &f.Reason,
			&f.PurchaseID, &f.PurchaseCode, &f.PurchaseTotal, moment{&f.PayUntil}, &f.Lang, &account, &f.BuyerName, &f.BuyerPhone, &f.BuyerEmail,
			&f.ShopID, &f.ShopName, &f.ShopSlug, &f.ShopPhone)
		f.AccountID = account.Int64
		return f, err
	}, `SELECT o.id, o.number, o.pay = 'cash', o.total, COALESCE(d.courier, ''), COALESCE(d.receipt_number, ''), o.reason,
			p.id, p.code, p.total, p.expires_at, p.lang, p.account_id, COALESCE(c.name, ''), COALESCE(c.phone_key, ''), COALESCE(c.email, ''),
			o.shop_id, o.shop_name, s.slug, s.phone_key
		FROM orders o JOIN purchases p ON p.id = o.purchase_id JOIN shops s ON s.id = o.shop_id
		LEFT JOIN deliveries d ON d.order_id = o.id LEFT JOIN purchase_contacts c ON c.purchase_id = p.id`+where+` ORDER BY o.id`, id)
}

// Order implements notice.Store.
func (s Notices) Order(ctx context.Context, orderID int64) (notice.OrderFacts, error) {
	list, err := s.facts(ctx, ` WHERE o.id = $1`, orderID)
	if err != nil {
		return notice.OrderFacts{}, err
	}
	if len(list) == 0 {
		return notice.OrderFacts{}, ErrNotFound
	}
	return list[0], nil
}

// Purchase implements notice.Store.
func (s Notices) Purchase(ctx context.Context, purchaseID int64) ([]notice.OrderFacts, error) {
	return s.facts(ctx, ` WHERE o.purchase_id = $1`, purchaseID)
}

// Owners implements notice.Store.
func (s Notices) Owners(ctx context.Context, shopID int64) (string, []notice.Owner, error) {
	slug := ""
	rows, err := collect(ctx, s.db, func(rows *sql.Rows) (notice.Owner, error) {
		var id sql.NullInt64
		var email, lang sql.NullString
		err := rows.Scan(&slug, &id, &email, &lang)
		return notice.Owner{AccountID: id.Int64, Email: email.String, Lang: lang.String}, err
	}, `SELECT s.slug, a.id, COALESCE(a.email_key, ''), a.lang FROM shops s
		LEFT JOIN shop_members m ON m.shop_id = s.id AND m.role = 'owner'
		LEFT JOIN accounts a ON a.id = m.account_id AND a.disabled_at IS NULL WHERE s.id = $1 ORDER BY m.id`, shopID)
	if err != nil {
		return "", nil, fmt.Errorf("read owners: %w", err)
	}
	if len(rows) == 0 {
		return "", nil, ErrNotFound
	}
	// A shop without an owner is still one row.
	return slug, slices.DeleteFunc(rows, func(o notice.Owner) bool { return o.AccountID == 0 }), nil
}
