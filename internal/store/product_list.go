package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"beli/internal/catalog"
)

// latest joins the newest change (c) of a product (p).
const latest = ` LEFT JOIN product_changes c ON c.id = (SELECT MAX(x.id) FROM product_changes x WHERE x.product_id = p.id)`

// left is what can be sold of a product of counted stock.
const left = `(SELECT CAST(COALESCE(SUM(v.on_hand - v.reserved), 0) AS bigint) FROM variants v WHERE v.product_id = p.id AND v.archived_at IS NULL)`

const credentialOpen = `(p.credential_checked_at IS NULL AND (p.halal_number <> '' OR p.pirt_number <> ''))`

// ownerTab is the condition of a tab of the owner's list.
func ownerTab(tab catalog.OwnerTab) string {
	switch tab {
	case catalog.TabLive:
		return `(p.status = 'published' AND p.takedown_at IS NULL)`
	case catalog.TabDraft:
		return `(p.status = 'draft' AND (c.id IS NULL OR c.status = 'withdrawn'))`
	case catalog.TabWaiting:
		return `(c.status = 'proposed' AND p.status <> 'archived')`
	case catalog.TabNeedsWork:
		return `(c.status = 'rejected' AND p.status <> 'archived')`
	case catalog.TabHidden:
		return `(p.status = 'hidden' OR (p.status <> 'archived' AND p.takedown_at IS NOT NULL))`
	case catalog.TabSoldOut:
		return `(p.status = 'published' AND p.stock_mode = 'counted' AND ` + left + ` <= 0)`
	case catalog.TabArchived:
		return `(p.status = 'archived')`
	}
	return `(p.status <> 'archived')`
}

// like makes a pattern that finds text anywhere, with its own signs quoted by "!".
func like(text string) string {
	return "%" + strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(strings.ToLower(strings.TrimSpace(text))) + "%"
}

// OwnerRows implements catalog.Reader.
func (s *Catalog) OwnerRows(ctx context.Context, shopID int64, f catalog.OwnerFilter) ([]catalog.OwnerRow, int, error) {
	from := ` FROM products p` + latest + ` WHERE p.shop_id = $1 AND LOWER(p.name) LIKE $2 ESCAPE '!' AND ` + ownerTab(f.Tab)
	args := []any{shopID, like(f.Text)}
	total, err := s.count(ctx, `SELECT COUNT(*)`+from, args...)
	if err != nil {
		return nil, 0, err
	}
	page := f.Page.Clean()
	rows, err := collect(ctx, s.DB, func(rows *sql.Rows) (r catalog.OwnerRow, err error) {
		var takedown, rejection string
		err = rows.Scan(&r.ID, &r.Code, &r.Slug, &r.Name, &r.Status, &r.ChangeStatus, &rejection, &r.TakenDown, &takedown, &r.PriceFrom,
			&r.CoverKey, &r.CoverMat, &r.CoverContain, &r.Unit, &r.StockMode, &r.Left, &r.Variants, &r.SingleVariant, &r.Sold, &r.Photos,
			moment{&r.UpdatedAt}, &r.CredentialOpen)
		if r.Variants != 1 {
			r.SingleVariant = 0
		}
		switch {
		case r.TakenDown:
			r.Reason = takedown
		case r.ChangeStatus == catalog.Rejected:
			r.Reason = rejection
		}
		return r, err
	}, `SELECT p.id, p.code, p.slug, p.name, p.status, COALESCE(c.status, ''), COALESCE(c.reason, ''), p.takedown_at IS NOT NULL,
		p.takedown_reason, p.price_from, p.cover_key, p.cover_mat, p.cover_contain, p.unit, p.stock_mode, `+left+`,
		(SELECT COUNT(*) FROM variants v WHERE v.product_id = p.id AND v.archived_at IS NULL),
		(SELECT COALESCE(MIN(v.id), 0) FROM variants v WHERE v.product_id = p.id AND v.archived_at IS NULL), p.sold,
		(SELECT COUNT(*) FROM photos f WHERE f.product_id = p.id
			AND f.state = CASE WHEN p.published_at IS NULL THEN 'waiting' ELSE 'live' END),
		p.updated_at, `+credentialOpen+from+` ORDER BY p.updated_at DESC, p.id DESC LIMIT $3 OFFSET $4`,
		append(args, page.Size, page.Offset())...)
	return rows, total, err
}

// OwnerCounts implements catalog.Reader.
func (s *Catalog) OwnerCounts(ctx context.Context, shopID int64) (map[catalog.OwnerTab]int, error) {
	var columns []string
	for _, tab := range catalog.OwnerTabs() {
		columns = append(columns, `COUNT(CASE WHEN `+ownerTab(tab)+` THEN 1 END)`)
	}
	return one(ctx, s.DB, func(rows *sql.Rows) (map[catalog.OwnerTab]int, error) {
		counts := make([]int, len(columns))
		to := make([]any, len(columns))
		for i := range counts {
			to[i] = &counts[i]
		}
		if err := rows.Scan(to...); err != nil {
			return nil, fmt.Errorf("read counts: %w", err)
		}
		out := map[catalog.OwnerTab]int{}
		for i, tab := range catalog.OwnerTabs() {
			out[tab] = counts[i]
		}
		return out, nil
	}, `SELECT `+strings.Join(columns, ", ")+` FROM products p`+latest+` WHERE p.shop_id = $1`, shopID)
}
