package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/paging"
	"beli/internal/shop"
)

// visible is what makes a product (p) of a shop (s) seen by buyers. Every reader of this
// file and of the directory uses it, the search index too; it stands in brackets and is
// only ever joined by AND.
const visible = `(p.status = 'published' AND p.takedown_at IS NULL AND ` + visibleShop + `)`

// visibleShop is what makes a shop (s) seen by buyers.
const visibleShop = `(s.status = 'verified')`

// fromVisible begins a query for what is seen. CROSS JOIN makes SQLite walk the products by
// their index, in the wanted order, and look the shop up; PostgreSQL plans by itself.
const fromVisible = `FROM products p CROSS JOIN shops s WHERE s.id = p.shop_id AND ` + visible

// Storefront implements catalog.Storefront in few, narrow queries.
type Storefront struct {
	*DB
	clock clock.Clock
}

var _ catalog.Storefront = (*Storefront)(nil)

// NewStorefront reads d for visitors.
func NewStorefront(d *DB, clk clock.Clock) *Storefront { return &Storefront{d, clk} }

// Tree implements catalog.Storefront.
func (s *Storefront) Tree(ctx context.Context) (*catalog.Tree, error) { return s.DB.tree(ctx) }

// available is asked of the few products shown: as an aggregate, since PostgreSQL answers an
// EXISTS here by hashing all variants.
const available = `(p.stock_mode <> 'counted' OR (SELECT COALESCE(MAX(v.on_hand - v.reserved), 0) FROM variants v
	WHERE v.product_id = p.id AND v.archived_at IS NULL) > 0)`

const cardColumns = `SELECT p.id, p.code, p.slug, p.name, p.name_en, p.price_from, p.unit, p.cover_key, p.cover_mat, p.cover_contain,
	p.halal_state, p.pirt_number, p.credential_checked_at, p.stock_mode, p.making_days,
	s.id, s.slug, s.name, s.village_code, s.kecamatan_code, s.holiday_from, s.holiday_until,
	(SELECT COALESCE(MAX(v.price), 0) FROM variants v WHERE v.product_id = p.id AND v.archived_at IS NULL), ` + available + ` `

// named begins the condition of a query for products by their ids, which follow: the ids come
// first, or SQLite would walk all that is published.
const named = `FROM products i CROSS JOIN products p CROSS JOIN shops s
	WHERE p.id = i.id AND s.id = p.shop_id AND ` + visible + ` AND i.id IN (`

func (s *Storefront) cards(ctx context.Context, from string, args ...any) ([]catalog.Card, error) {
	now := s.clock.Now()
	return collect(ctx, s.DB, func(rows *sql.Rows) (c catalog.Card, err error) {
		var halal catalog.HalalState
		var pirt string
		var checked time.Time
		var holiday shop.Holiday
		var inStock bool
		err = rows.Scan(&c.ID, &c.Code, &c.Slug, &c.Name, &c.NameEN, &c.PriceFrom, &c.Unit, &c.CoverKey, &c.CoverMat, &c.CoverContain,
			&halal, &pirt, moment{&checked}, &c.StockMode, &c.MakingDays,
			&c.ShopID, &c.ShopSlug, &c.ShopName, &c.VillageCode, &c.KecamatanCode, &holiday.From, &holiday.Until, &c.PriceTo, &inStock)
		c.Halal = catalog.HalalBadge(halal, checked)
		c.PIRT = catalog.PIRTBadge(pirt, checked, now)
		c.SoldOut, c.BackOn = !inStock, holiday.BackOn(now)
		return c, err
	}, cardColumns+from, args...)
}

// batch bounds how many ids one query names.
const batch = 500

// Cards implements catalog.Storefront.
func (s *Storefront) Cards(ctx context.Context, ids []int64) ([]catalog.Card, error) {
	found := make(map[int64]catalog.Card, len(ids))
	for part := range slices.Chunk(ids, batch) {
		cards, err := s.cards(ctx, named+places(1, len(part))+`)`, anys(part)...)
		if err != nil {
			return nil, fmt.Errorf("read cards: %w", err)
		}
		for _, c := range cards {
			found[c.ID] = c
		}
	}
	out := make([]catalog.Card, 0, len(found))
	for _, id := range ids {
		if c, ok := found[id]; ok {
			out = append(out, c)
			delete(found, id) // once, however often it was asked for
		}
	}
	return out, nil
}

// Newest implements catalog.Storefront.
func (s *Storefront) Newest(ctx context.Context, limit int) ([]catalog.Card, error) {
	return s.cards(ctx, fromVisible+` ORDER BY p.published_at DESC, p.id DESC LIMIT $1`, limit)
}

// OfShop implements catalog.Storefront.
func (s *Storefront) OfShop(ctx context.Context, shopID int64, page paging.Request) ([]catalog.Card, int, error) {
	total, err := s.count(ctx, `SELECT COUNT(*) `+fromVisible+` AND p.shop_id = $1`, shopID)
	if err != nil {
		return nil, 0, err
	}
	page = page.Clean()
	cards, err := s.cards(ctx, fromVisible+` AND p.shop_id = $1 ORDER BY p.id DESC LIMIT $2 OFFSET $3`, shopID, page.Size, page.Offset())
	return cards, total, err
}

// SameShop implements catalog.Storefront.
func (s *Storefront) SameShop(ctx context.Context, productID int64, limit int) ([]catalog.Card, error) {
	return s.cards(ctx, fromVisible+` AND p.shop_id = (SELECT o.shop_id FROM products o WHERE o.id = $1) AND p.id <> $2
		ORDER BY p.id DESC LIMIT $3`, productID, productID, limit)
}

// Similar implements catalog.Storefront.
func (s *Storefront) Similar(ctx context.Context, productID int64, limit int) ([]catalog.Card, error) {
	return s.cards(ctx, fromVisible+` AND p.category_id = (SELECT o.category_id FROM products o WHERE o.id = $1)
		AND p.shop_id <> (SELECT o.shop_id FROM products o WHERE o.id = $2)
		ORDER BY p.id DESC LIMIT $3`, productID, productID, limit)
}

// Counts implements catalog.Storefront.
func (s *Storefront) Counts(ctx context.Context) (catalog.Counts, error) {
	out := catalog.Counts{ByKecamatan: map[string]int{}}
	tree, err := s.tree(ctx)
	if err != nil {
		return out, err
	}
	leaves := map[int64]int{}
	_, err = collect(ctx, s.DB, func(rows *sql.Rows) (n int, err error) {
		var category int64
		var kecamatan string
		if err = rows.Scan(&category, &kecamatan, &n); err == nil {
			leaves[category] += n
			out.ByKecamatan[kecamatan] += n
			out.Products += n
		}
		return n, err
	}, `SELECT p.category_id, s.kecamatan_code, COUNT(*) `+fromVisible+` GROUP BY p.category_id, s.kecamatan_code`)
	if err != nil {
		return out, fmt.Errorf("count products: %w", err)
	}
	out.ByCategory = tree.RollUp(leaves)
	if out.Shops, err = s.count(ctx, `SELECT COUNT(*) FROM shops s WHERE `+visibleShop); err != nil {
		return out, fmt.Errorf("count shops: %w", err)
	}
	return out, nil
}

// Visible implements catalog.Storefront.
func (s *Storefront) Visible(ctx context.Context, afterID int64, limit int) ([]catalog.Listing, error) {
	return s.listings(ctx, fromVisible+` AND p.id > $1 ORDER BY p.id LIMIT $2`, afterID, limit)
}

// Listings implements catalog.Storefront.
func (s *Storefront) Listings(ctx context.Context, ids []int64) ([]catalog.Listing, error) {
	var out []catalog.Listing
	for part := range slices.Chunk(ids, batch) {
		list, err := s.listings(ctx, named+places(1, len(part))+`)`, anys(part)...)
		if err != nil {
			return nil, fmt.Errorf("read listings: %w", err)
		}
		out = append(out, list...)
	}
	return out, nil
}

func (s *Storefront) listings(ctx context.Context, from string, args ...any) ([]catalog.Listing, error) {
	tree, err := s.tree(ctx)
	if err != nil {
		return nil, err
	}
	return collect(ctx, s.DB, func(rows *sql.Rows) (l catalog.Listing, err error) {
		var category int64
		var halal catalog.HalalState
		var checked time.Time
		var ingredients string
		var mode catalog.StockMode
		err = rows.Scan(&l.ID, &l.Code, &l.Name, &l.NameEN, &category, &l.ShopSlug, &l.ShopName, &l.VillageCode, &l.KecamatanCode,
			&l.Price, &halal, moment{&checked}, &mode, &l.Available, &l.Keywords, &l.Description, &ingredients,
			moment{&l.PublishedAt}, &l.Sold, &l.OffersPickup, &l.OffersExpedition)
		l.Path = tree.Path(category)
		l.Halal = catalog.HalalBadge(halal, checked)
		l.MadeToOrder = mode == catalog.MadeToOrder
		if ingredients != "" {
			l.Description += "\n" + ingredients
		}
		return l, err
	}, `SELECT p.id, p.code, p.name, p.name_en, p.category_id, s.slug, s.name, s.village_code, s.kecamatan_code, p.price_from,
		p.halal_state, p.credential_checked_at, p.stock_mode, `+available+`, p.material, p.description, p.ingredients,
		p.published_at, p.sold, s.offers_pickup, s.offers_expedition
		`+from, args...)
}

// IDsOfShop implements catalog.Storefront.
func (s *Storefront) IDsOfShop(ctx context.Context, shopID int64) ([]int64, error) {
	return collect(ctx, s.DB, scalar[int64], `SELECT id FROM products WHERE shop_id = $1 ORDER BY id`, shopID)
}

// PhotoReadable implements catalog.Storefront.
func (s *Storefront) PhotoReadable(ctx context.Context, a actor.Actor, key string) (bool, error) {
	var query string
	args := []any{key}
	switch {
	case a.IsStaff():
		query = `SELECT COUNT(*) FROM photos f WHERE f.key = $1`
	case a.SignedIn():
		query = `SELECT COUNT(*) FROM photos f WHERE f.key = $1 AND f.state <> 'removed'
			AND f.shop_id IN (SELECT m.shop_id FROM shop_members m WHERE m.account_id = $2)`
		args = append(args, a.AccountID)
	}
	if query != "" {
		if n, err := s.count(ctx, query, args...); n > 0 || err != nil {
			return n > 0, err
		}
	}
	n, err := s.count(ctx, `SELECT COUNT(*) FROM photos f JOIN shops s ON s.id = f.shop_id LEFT JOIN products p ON p.id = f.product_id
		WHERE f.key = $1 AND f.state = 'live' AND ((f.product_id IS NULL AND `+visibleShop+`) OR `+visible+`)`, key)
	if n > 0 || err != nil {
		return n > 0, err
	}
	// The look through what was ordered has no index: only who knows the key of a picture comes there.
	if n, err = s.count(ctx, `SELECT COUNT(*) FROM photos f WHERE f.key = $1`, key); n == 0 || err != nil {
		return n == 0 && err == nil, err
	}
	n, err = s.count(ctx, `SELECT COUNT(*) FROM order_lines l WHERE l.cover_key = $1`, key)
	return n > 0, err
}
