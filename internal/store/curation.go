package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"beli/internal/curation"
	"beli/internal/shop"
)

// Desk implements curation.Store.
type Desk struct{ *DB }

var _ curation.Store = (*Desk)(nil)

// NewDesk reads d for curators.
func NewDesk(d *DB) *Desk { return &Desk{d} }

// fromWaiting begins a query for changes that wait; those of shops that cannot trade wait with their shop.
const fromWaiting = ` FROM product_changes c JOIN products p ON p.id = c.product_id JOIN shops s ON s.id = c.shop_id
	WHERE c.status = 'proposed' AND s.status IN ('submitted', 'verified', 'needs_work')`

// fromUnchecked begins a query for published products with a number that nobody has looked up.
const fromUnchecked = ` FROM products p JOIN shops s ON s.id = p.shop_id WHERE ` + visible + ` AND ` + credentialOpen

// Inbox implements curation.Store.
func (s *Desk) Inbox(ctx context.Context) (curation.Inbox, error) {
	var in curation.Inbox
	for _, q := range []struct {
		to    *curation.Queue
		query string
	}{
		{&in.Shops, `SELECT COUNT(*), MIN(s.submitted_at) FROM shops s WHERE s.status = 'submitted'`},
		{&in.Products, `SELECT COUNT(*), MIN(c.proposed_at)` + fromWaiting + ` AND c.first`},
		{&in.Changes, `SELECT COUNT(*), MIN(c.proposed_at)` + fromWaiting + ` AND NOT c.first`},
		{&in.Credentials, `SELECT COUNT(*), MIN(p.published_at)` + fromUnchecked},
	} {
		got, err := one(ctx, s.DB, func(rows *sql.Rows) (w curation.Queue, err error) {
			err = rows.Scan(&w.Count, oldest{&w.Oldest})
			return w, err
		}, q.query)
		if err != nil {
			return in, fmt.Errorf("count what waits: %w", err)
		}
		*q.to = got
	}
	return in, nil
}

// conditions collects the parts of a WHERE and their arguments.
type conditions struct {
	text strings.Builder
	args []any
}

// add appends a condition; each ? in it takes the next argument.
func (c *conditions) add(condition string, args ...any) {
	c.text.WriteString(" AND ")
	for _, part := range strings.SplitAfter(condition, "?") {
		if before, ok := strings.CutSuffix(part, "?"); ok {
			c.args = append(c.args, args[0])
			args = args[1:]
			part = before + places(len(c.args), 1)
		}
		c.text.WriteString(part)
	}
}

// limited appends the arguments of a page to a query.
func (c *conditions) limited(query string, size, offset int) (string, []any) {
	n := len(c.args)
	return query + ` LIMIT ` + places(n+1, 1) + ` OFFSET ` + places(n+2, 1), append(c.args, size, offset)
}

const shopRow = `SELECT s.id, s.slug, s.name, s.status, s.owner_name, s.village_code, s.kecamatan_code, s.submitted_at, s.created_at,
	(SELECT COUNT(*) FROM products p WHERE p.shop_id = s.id AND p.status <> 'archived' AND (p.published_at IS NOT NULL
		OR EXISTS (SELECT 1 FROM product_changes c WHERE c.product_id = p.id AND c.status = 'proposed'))),
	s.story_id = '', s.photo_key = '', s.street = '' FROM shops s WHERE 1 = 1`

func scanShopRow(rows *sql.Rows) (r curation.ShopRow, err error) {
	var open [3]bool
	err = rows.Scan(&r.ID, &r.Slug, &r.Name, &r.Status, &r.OwnerName, &r.VillageCode, &r.KecamatanCode,
		moment{&r.SubmittedAt}, moment{&r.CreatedAt}, &r.Products, &open[0], &open[1], &open[2])
	for _, missing := range append(open[:], r.Products == 0) {
		if missing {
			r.Missing++
		}
	}
	return r, err
}

// ShopRows implements curation.Store.
func (s *Desk) ShopRows(ctx context.Context, f curation.ShopFilter) ([]curation.ShopRow, int, error) {
	var w conditions
	if f.Status != "" {
		w.add(`s.status = ?`, string(f.Status))
	}
	if f.KecamatanCode != "" {
		w.add(`s.kecamatan_code = ?`, f.KecamatanCode)
	}
	if f.Text != "" {
		w.add(`LOWER(s.name) LIKE ? ESCAPE '!'`, like(f.Text))
	}
	total, err := s.count(ctx, `SELECT COUNT(*) FROM shops s WHERE 1 = 1`+w.text.String(), w.args...)
	if err != nil {
		return nil, 0, err
	}
	order := ` ORDER BY s.id DESC`
	if f.Status == shop.Submitted {
		order = ` ORDER BY s.submitted_at, s.id`
	}
	page := f.Page.Clean()
	query, args := w.limited(shopRow+w.text.String()+order, page.Size, page.Offset())
	rows, err := collect(ctx, s.DB, scanShopRow, query, args...)
	return rows, total, err
}

// Twins implements curation.Store.
func (s *Desk) Twins(ctx context.Context, shopID int64) ([]curation.ShopRow, error) {
	return collect(ctx, s.DB, scanShopRow, shopRow+` AND s.id <> $1
		AND (LOWER(s.name) = (SELECT LOWER(o.name) FROM shops o WHERE o.id = $2)
			OR (s.phone_key <> '' AND s.phone_key = (SELECT o.phone_key FROM shops o WHERE o.id = $3)))
		ORDER BY s.id LIMIT 20`, shopID, shopID, shopID)
}

// ChangeRows implements curation.Store.
func (s *Desk) ChangeRows(ctx context.Context, f curation.ChangeFilter) ([]curation.ChangeRow, int, error) {
	var w conditions
	switch f.Kind {
	case curation.First:
		w.add(`c.first`)
	case curation.Later:
		w.add(`NOT c.first`)
	}
	if f.ShopID != 0 {
		w.add(`s.id = ?`, f.ShopID)
	}
	if f.KecamatanCode != "" {
		w.add(`s.kecamatan_code = ?`, f.KecamatanCode)
	}
	total, err := s.count(ctx, `SELECT COUNT(*)`+fromWaiting+w.text.String(), w.args...)
	if err != nil {
		return nil, 0, err
	}
	page := f.Page.Clean()
	query, args := w.limited(`SELECT c.id, c.product_id, c.content, c.first, c.proposed_at, p.code, p.name, s.id, s.name, s.status`+
		fromWaiting+w.text.String()+` ORDER BY c.proposed_at, c.id`, page.Size, page.Offset())
	covers := map[int64]int64{} // change → its first photo
	rows, err := collect(ctx, s.DB, func(rows *sql.Rows) (r curation.ChangeRow, err error) {
		var content string
		err = rows.Scan(&r.ID, &r.ProductID, &content, &r.First, moment{&r.ProposedAt}, &r.ProductCode, &r.LiveName, &r.ShopID, &r.ShopName, &r.ShopStatus)
		if err != nil {
			return r, err
		}
		c, err := readContent(r.ID, content)
		r.Name, r.CategoryID = c.Name, c.CategoryID
		if len(c.Photos) > 0 {
			covers[r.ID] = c.Photos[0]
		}
		return r, err
	}, query, args...)
	if err != nil {
		return nil, 0, err
	}
	return rows, total, s.addCovers(ctx, rows, covers)
}

// addCovers reads the first photo of each change in one query.
func (s *Desk) addCovers(ctx context.Context, rows []curation.ChangeRow, covers map[int64]int64) error {
	if len(covers) == 0 {
		return nil
	}
	var ids []any
	for _, id := range covers {
		ids = append(ids, id)
	}
	type cover struct {
		key string
		mat int
	}
	found := map[int64]cover{}
	_, err := collect(ctx, s.DB, func(rows *sql.Rows) (id int64, err error) {
		var c cover
		err = rows.Scan(&id, &c.key, &c.mat)
		found[id] = c
		return id, err
	}, `SELECT id, key, mat FROM photos WHERE id IN (`+places(1, len(ids))+`)`, ids...)
	for i := range rows {
		c := found[covers[rows[i].ID]]
		rows[i].CoverKey, rows[i].CoverMat = c.key, c.mat
	}
	return err
}

// ProductRows implements curation.Store.
func (s *Desk) ProductRows(ctx context.Context, f curation.ProductFilter) ([]curation.ProductRow, int, error) {
	var w conditions
	switch f.Tab {
	case curation.LiveProducts:
		w.add(visible)
	case curation.TakenDown:
		w.add(`p.takedown_at IS NOT NULL`)
	case curation.Unchecked:
		w.add(visible + ` AND ` + credentialOpen)
	}
	if f.ShopID != 0 {
		w.add(`p.shop_id = ?`, f.ShopID)
	}
	if f.Text != "" {
		w.add(`(LOWER(p.name) LIKE ? ESCAPE '!' OR p.code = ?)`, like(f.Text), strings.ToUpper(strings.TrimSpace(f.Text)))
	}
	const from = ` FROM products p JOIN shops s ON s.id = p.shop_id WHERE p.published_at IS NOT NULL`
	total, err := s.count(ctx, `SELECT COUNT(*)`+from+w.text.String(), w.args...)
	if err != nil {
		return nil, 0, err
	}
	page := f.Page.Clean()
	query, args := w.limited(`SELECT p.id, p.code, p.slug, p.name, p.status, p.takedown_at IS NOT NULL, s.id, s.name, s.status,
		p.halal_state, p.halal_number, p.pirt_number, p.credential_checked_at, p.published_at, p.cover_key, p.cover_mat, s.kecamatan_code`+
		from+w.text.String()+` ORDER BY p.id DESC`, page.Size, page.Offset())
	rows, err := collect(ctx, s.DB, func(rows *sql.Rows) (r curation.ProductRow, err error) {
		err = rows.Scan(&r.ID, &r.Code, &r.Slug, &r.Name, &r.Status, &r.TakenDown, &r.ShopID, &r.ShopName, &r.ShopStatus,
			&r.HalalState, &r.HalalNumber, &r.PIRTNumber, moment{&r.CheckedAt}, moment{&r.PublishedAt}, &r.CoverKey, &r.CoverMat, &r.KecamatanCode)
		return r, err
	}, query, args...)
	return rows, total, err
}

// AccountName implements curation.Store.
func (s *Desk) AccountName(ctx context.Context, accountID int64) (string, error) {
	name, err := one(ctx, s.DB, scalar[string], `SELECT name FROM accounts WHERE id = $1`, accountID)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return name, err
}

// oldest scans MIN of a time column: SQLite gives the text it keeps, PostgreSQL a time.
// Null leaves the zero time.
type oldest struct{ to *time.Time }

// Scan implements sql.Scanner.
func (o oldest) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return moment{o.to}.Scan(src)
	}
	t, err := time.Parse(sqliteTime, text)
	*o.to = t.UTC()
	return err
}
