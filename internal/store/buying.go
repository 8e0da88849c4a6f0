package store

import (
	"context"
	"database/sql"
	"time"

	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/clock"
)

// Buying implements cart.Catalogue: what can be bought now.
type Buying struct {
	*DB
	clock clock.Clock
}

// NewBuying makes the catalogue of buyers; the clock tells which shops are on holiday.
func NewBuying(d *DB, clk clock.Clock) *Buying { return &Buying{d, clk} }

var _ cart.Catalogue = (*Buying)(nil)

// shopColumns are the columns of a cart.Shop.
const shopColumns = `s.id, s.slug, s.name, s.phone_key, s.kecamatan_code, s.village_code, s.street, s.hours,
	s.offers_pickup, s.offers_expedition, s.accepts_cash, s.holiday_until`

// Offers implements cart.Catalogue.
func (s *Buying) Offers(ctx context.Context, variantIDs []int64) ([]cart.Offer, error) {
	if len(variantIDs) == 0 {
		return nil, nil
	}
	today := s.clock.Now().In(clock.WIB).Format(time.DateOnly)
	return collect(ctx, s.DB, func(rows *sql.Rows) (cart.Offer, error) { return scanOffer(rows, today) },
		`SELECT v.id, p.id, vp.id, vp.price, p.code, p.slug, p.name, p.name_en, v.option1, v.option2, p.unit, p.weight_g,
		p.cover_key, p.cover_mat, p.cover_contain, p.stock_mode, v.on_hand - v.reserved, p.making_days, p.daily_capacity,
		p.shelf_life_days, p.service, v.archived_at IS NULL AND p.status = 'published' AND p.takedown_at IS NULL,
		s.status = 'verified', s.holiday_from, `+shopColumns+`
		FROM variants v JOIN products p ON p.id = v.product_id JOIN shops s ON s.id = p.shop_id
		JOIN variant_prices vp ON vp.id = (SELECT MAX(w.id) FROM variant_prices w WHERE w.variant_id = v.id)
		WHERE v.id IN (`+places(1, len(variantIDs))+`) ORDER BY v.id`, anys(variantIDs)...)
}

func scanOffer(rows *sql.Rows, today string) (o cart.Offer, err error) {
	var option1, option2, holidayFrom string
	var left, capacity int
	var onSale, verified bool
	c := &o.Shop
	err = rows.Scan(&o.VariantID, &o.ProductID, &o.PriceID, &o.UnitPrice, &o.ProductCode, &o.ProductSlug, &o.ProductName, &o.ProductNameEn,
		&option1, &option2, &o.Unit, &o.Grams, &o.CoverKey, &o.CoverMat, &o.CoverContain, &o.StockMode, &left, &o.MakingDays, &capacity,
		&o.ShelfLifeDays, &o.Service, &onSale, &verified, &holidayFrom, &c.ID, &c.Slug, &c.Name, &c.Phone, &c.KecamatanCode,
		&c.VillageCode, &c.Street, &c.Hours, &c.OffersPickup, &c.OffersExpedition, &c.AcceptsCash, &c.HolidayUntil)
	o.VariantName = catalog.Variant{Options: [2]string{option1, option2}}.Label()
	switch catalog.StockMode(o.StockMode) {
	case catalog.Counted:
		o.Available = left
	case catalog.MadeToOrder:
		o.Available = capacity
		if capacity == 0 {
			o.Available = cart.MaxQuantity
		}
	default:
		o.Available = cart.MaxQuantity
	}
	o.Available = min(o.Available, cart.MaxQuantity)
	if holidayFrom == "" || today < holidayFrom || today > c.HolidayUntil {
		c.HolidayUntil = ""
	}
	switch {
	case !verified:
		o.Hidden = cart.ShopSuspended
	case !onSale:
		o.Hidden = cart.ProductHidden
	case c.HolidayUntil != "":
		o.Hidden = cart.ShopHoliday
	}
	return o, err
}
