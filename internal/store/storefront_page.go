package store

import (
	"context"
	"database/sql"
	"fmt"

	"beli/ent/db/product"
	"beli/internal/catalog"
	"beli/internal/shop"
)

// PageByCode implements catalog.Storefront.
func (s *Storefront) PageByCode(ctx context.Context, code string) (catalog.Page, error) {
	p, err := s.product(ctx, s.client(ctx).Product.Query().Where(product.Code(code)))
	if err != nil {
		return catalog.Page{}, err
	}
	if !p.EverPublished() {
		return catalog.Page{}, ErrNotFound
	}
	page, err := s.pageOf(ctx, p, p.Content)
	if err != nil {
		return catalog.Page{}, err
	}
	seen, err := s.count(ctx, `SELECT COUNT(*) `+fromVisible+` AND p.id = $1`, p.ID)
	if err != nil {
		return catalog.Page{}, err
	}
	if seen > 0 {
		return page, nil
	}
	gone := catalog.Page{ID: page.ID, Code: page.Code, State: catalog.WasWithdrawn, Path: page.Path}
	if page.Shop.Visible {
		gone.Shop = page.Shop
	}
	return gone, nil
}

// pageOf fills a page from a product that was read already, with any of its contents.
func (s *Storefront) pageOf(ctx context.Context, p catalog.Product, c catalog.Content) (catalog.Page, error) {
	facts, err := s.shopFacts(ctx, p.ShopID)
	if err != nil {
		return catalog.Page{}, fmt.Errorf("read shop of product %d: %w", p.ID, err)
	}
	tree, err := s.tree(ctx)
	if err != nil {
		return catalog.Page{}, err
	}
	page := catalog.Page{
		ID: p.ID, Code: p.Code, Slug: p.Slug, State: catalog.OnSale, Content: c, Path: tree.Path(c.CategoryID), Shop: facts,
		StockMode: p.StockMode, MakingDays: p.MakingDays, Service: p.Service, OptionKinds: p.OptionKinds, Variants: p.Variants,
		Photos: p.Shown(c), PriceFrom: p.PriceFrom, PriceTo: p.PriceFrom, Sold: p.Sold, PublishedAt: p.PublishedAt, UpdatedAt: p.UpdatedAt,
	}
	if c.HalalState == p.Content.HalalState && c.HalalNumber == p.Content.HalalNumber && c.PIRTNumber == p.Content.PIRTNumber {
		page.Halal, page.PIRT, page.CheckedAt = p.HalalBadge(), p.PIRTBadge(s.clock.Now()), p.CredentialCheckedAt
	}
	left := p.StockMode != catalog.Counted
	for _, v := range p.Variants {
		page.PriceTo = max(page.PriceTo, v.Price)
		left = left || v.Left() > 0
	}
	switch {
	case facts.BackOn != "":
		page.State = catalog.OnHoliday
	case !left:
		page.State = catalog.SoldOut
	}
	return page, nil
}

func (s *Storefront) shopFacts(ctx context.Context, id int64) (catalog.ShopFacts, error) {
	now := s.clock.Now()
	return one(ctx, s.DB, func(rows *sql.Rows) (f catalog.ShopFacts, err error) {
		var holiday shop.Holiday
		err = rows.Scan(&f.ID, &f.Slug, &f.Name, &f.Visible, &f.VillageCode, &f.KecamatanCode, &f.StoryID, &f.StoryEN, &f.Hours,
			&f.PhoneKey, &f.PhotoKey, &f.PhotoMat, &f.OffersPickup, &f.OffersExpedition, &f.AcceptsCash,
			moment{&f.VerifiedAt}, moment{&f.CreatedAt}, &holiday.From, &holiday.Until, &f.Products)
		f.BackOn = holiday.BackOn(now)
		return f, err
	}, `SELECT s.id, s.slug, s.name, `+visibleShop+`, s.village_code, s.kecamatan_code, s.story_id, s.story_en, s.hours,
		s.phone_key, s.photo_key, s.photo_mat, s.offers_pickup, s.offers_expedition, s.accepts_cash,
		s.verified_at, s.created_at, s.holiday_from, s.holiday_until,
		(SELECT COUNT(*) FROM products p WHERE p.shop_id = s.id AND `+visible+`)
		FROM shops s WHERE s.id = $1`, id)
}
