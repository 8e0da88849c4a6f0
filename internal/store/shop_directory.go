package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"beli/internal/clock"
	"beli/internal/shop"
)

// Directory implements shop.Directory.
type Directory struct {
	*DB
	clock clock.Clock
}

var _ shop.Directory = (*Directory)(nil)

// NewDirectory reads d for visitors.
func NewDirectory(d *DB, clk clock.Clock) *Directory { return &Directory{d, clk} }

// seenProducts counts what buyers see of a shop (s).
const seenProducts = `(SELECT COUNT(*) FROM products p WHERE p.shop_id = s.id AND ` + visible + `)`

// PublicBySlug implements shop.Directory.
func (s *Directory) PublicBySlug(ctx context.Context, slug string) (shop.Public, error) {
	sh, err := (&Shops{s.DB}).ShopBySlug(ctx, slug)
	switch {
	case err != nil:
		return shop.Public{}, err
	case sh.Status == shop.Suspended:
		return shop.Public{}, shop.ErrGone
	case !sh.Visible():
		return shop.Public{}, shop.ErrNotFound
	}
	out := shop.Public{Shop: sh, BackOn: sh.Holiday.BackOn(s.clock.Now())}
	leaves, err := tally[int64, int](ctx, s.DB, `SELECT p.category_id, COUNT(*) `+fromVisible+` AND p.shop_id = $1 GROUP BY p.category_id`, sh.ID)
	if err != nil {
		return shop.Public{}, fmt.Errorf("count products of shop: %w", err)
	}
	for _, n := range leaves {
		out.Products += n
	}
	tree, err := s.tree(ctx)
	if err != nil {
		return shop.Public{}, err
	}
	out.Categories = tree.RollUp(leaves)
	return out, nil
}

func (s *Directory) cards(ctx context.Context, rest string, args ...any) ([]shop.Card, error) {
	now := s.clock.Now()
	return collect(ctx, s.DB, func(rows *sql.Rows) (c shop.Card, err error) {
		var holiday shop.Holiday
		err = rows.Scan(&c.ID, &c.Slug, &c.Name, &c.StoryID, &c.StoryEN, &c.VillageCode, &c.KecamatanCode, &c.PhotoKey, &c.PhotoMat,
			&holiday.From, &holiday.Until, moment{&c.VerifiedAt}, &c.Products)
		c.BackOn = holiday.BackOn(now)
		return c, err
	}, `SELECT s.id, s.slug, s.name, SUBSTR(s.story_id, 1, 200), SUBSTR(s.story_en, 1, 200), s.village_code, s.kecamatan_code,
		s.photo_key, s.photo_mat, s.holiday_from, s.holiday_until, s.verified_at, `+seenProducts+` AS seen
		FROM shops s WHERE `+visibleShop+rest, args...)
}

// List implements shop.Directory.
func (s *Directory) List(ctx context.Context, f shop.Filter) ([]shop.Card, int, error) {
	var where strings.Builder
	var args []any
	if f.KecamatanCode != "" {
		args = append(args, f.KecamatanCode)
		where.WriteString(` AND s.kecamatan_code = ` + places(len(args), 1))
	}
	if f.CategoryID != 0 {
		tree, err := s.tree(ctx)
		if err != nil {
			return nil, 0, err
		}
		under := tree.Under(f.CategoryID)
		if len(under) == 0 {
			return nil, 0, nil
		}
		where.WriteString(` AND EXISTS (SELECT 1 FROM products p WHERE p.shop_id = s.id AND ` + visible +
			` AND p.category_id IN (` + places(len(args)+1, len(under)) + `))`)
		args = append(args, anys(under)...)
	}
	if f.Text != "" {
		args = append(args, like(f.Text))
		where.WriteString(` AND LOWER(s.name) LIKE ` + places(len(args), 1) + ` ESCAPE '!'`)
	}
	total, err := s.count(ctx, `SELECT COUNT(*) FROM shops s WHERE `+visibleShop+where.String(), args...)
	if err != nil {
		return nil, 0, fmt.Errorf("count shops: %w", err)
	}
	order := ` ORDER BY LOWER(s.name), s.id`
	switch f.Sort {
	case shop.ByNewest:
		order = ` ORDER BY s.verified_at DESC, s.id DESC`
	case shop.ByProducts:
		order = ` ORDER BY seen DESC, s.id`
	}
	page := f.Page.Clean()
	n := len(args)
	rest := where.String() + order + ` LIMIT ` + places(n+1, 1) + ` OFFSET ` + places(n+2, 1)
	if f.Sort != shop.ByProducts { // the products of one page's shops are counted, not of all that match
		rest = ` AND s.id IN (SELECT s.id FROM shops s WHERE ` + visibleShop + rest + `)` + order
	}
	cards, err := s.cards(ctx, rest, append(args, page.Size, page.Offset())...)
	return cards, total, err
}

// CountByKecamatan implements shop.Directory.
func (s *Directory) CountByKecamatan(ctx context.Context) (map[string]int, error) {
	out, err := tally[string, int](ctx, s.DB, `SELECT s.kecamatan_code, COUNT(*) FROM shops s WHERE `+visibleShop+` GROUP BY s.kecamatan_code`)
	if err != nil {
		return nil, fmt.Errorf("count shops by kecamatan: %w", err)
	}
	return out, nil
}

// NewestShops implements shop.Directory.
func (s *Directory) NewestShops(ctx context.Context, limit int) ([]shop.Card, error) {
	return s.cards(ctx, ` AND EXISTS (SELECT 1 FROM products p WHERE p.shop_id = s.id AND `+visible+`)
		ORDER BY s.verified_at DESC, s.id DESC LIMIT $1`, limit)
}
