package store

import (
	"context"
	"fmt"
	"time"

	"beli/ent/db"
	dbshop "beli/ent/db/shop"
	"beli/internal/catalog"
	"beli/internal/shop"
)

// Shops implements shop.Store.
type Shops struct{ *DB }

var _ shop.Store = (*Shops)(nil)

// NewShops keeps shops in d.
func NewShops(d *DB) *Shops { return &Shops{d} }

func fromShop(r *db.Shop) shop.Shop {
	return shop.Shop{
		ID: r.ID, Slug: r.Slug, Name: r.Name, Status: shop.Status(r.Status), StatusReason: r.StatusReason,
		VillageCode: r.VillageCode, KecamatanCode: r.KecamatanCode, Street: r.Street, OwnerName: r.OwnerName, PhoneKey: r.PhoneKey,
		StoryID: r.StoryID, StoryEN: r.StoryEn, Hours: r.Hours, PhotoKey: r.PhotoKey, PhotoMat: r.PhotoMat,
		OffersPickup: r.OffersPickup, OffersExpedition: r.OffersExpedition, AcceptsCash: r.AcceptsCash,
		Holiday:     shop.Holiday{From: r.HolidayFrom, Until: r.HolidayUntil},
		SubmittedAt: orZero(r.SubmittedAt), VerifiedAt: orZero(r.VerifiedAt), VerifiedBy: orZero(r.VerifiedBy),
		SuspendedAt: orZero(r.SuspendedAt), CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
}

// TakenSlugs implements shop.Store.
func (s *Shops) TakenSlugs(ctx context.Context, slugs []string) ([]string, error) {
	taken, err := s.client(ctx).Shop.Query().Where(dbshop.SlugIn(slugs...)).Select(dbshop.FieldSlug).Strings(ctx)
	return taken, mapErr(err)
}

// InsertShop implements shop.Store.
func (s *Shops) InsertShop(ctx context.Context, sh shop.Shop) (int64, error) {
	row, err := s.client(ctx).Shop.Create().SetSlug(sh.Slug).SetName(sh.Name).SetStatus(string(sh.Status)).
		SetVillageCode(sh.VillageCode).SetKecamatanCode(sh.KecamatanCode).SetStreet(sh.Street).SetOwnerName(sh.OwnerName).
		SetPhoneKey(sh.PhoneKey).SetStoryID(sh.StoryID).SetStoryEn(sh.StoryEN).SetHours(sh.Hours).
		SetOffersPickup(sh.OffersPickup).SetOffersExpedition(sh.OffersExpedition).SetAcceptsCash(sh.AcceptsCash).
		SetCreatedAt(sh.CreatedAt).SetUpdatedAt(sh.UpdatedAt).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

// ShopByID implements shop.Store.
func (s *Shops) ShopByID(ctx context.Context, id int64) (shop.Shop, error) {
	row, err := s.client(ctx).Shop.Get(ctx, id)
	if err != nil {
		return shop.Shop{}, mapErr(err)
	}
	return fromShop(row), nil
}

// ShopBySlug implements shop.Store.
func (s *Shops) ShopBySlug(ctx context.Context, slug string) (shop.Shop, error) {
	row, err := s.client(ctx).Shop.Query().Where(dbshop.Slug(slug)).Only(ctx)
	if err != nil {
		return shop.Shop{}, mapErr(err)
	}
	return fromShop(row), nil
}

// WriteProfile implements shop.Store.
func (s *Shops) WriteProfile(ctx context.Context, sh shop.Shop) error {
	return oneRow(s.client(ctx).Shop.Update().Where(dbshop.ID(sh.ID)).SetName(sh.Name).
		SetVillageCode(sh.VillageCode).SetKecamatanCode(sh.KecamatanCode).SetStreet(sh.Street).SetOwnerName(sh.OwnerName).
		SetPhoneKey(sh.PhoneKey).SetStoryID(sh.StoryID).SetStoryEn(sh.StoryEN).SetHours(sh.Hours).
		SetPhotoKey(sh.PhotoKey).SetPhotoMat(sh.PhotoMat).SetOffersPickup(sh.OffersPickup).SetOffersExpedition(sh.OffersExpedition).
		SetAcceptsCash(sh.AcceptsCash).SetHolidayFrom(sh.Holiday.From).SetHolidayUntil(sh.Holiday.Until).
		SetUpdatedAt(sh.UpdatedAt).Save(ctx))
}

// MoveShop implements shop.Store.
func (s *Shops) MoveShop(ctx context.Context, sh shop.Shop, from shop.Status) error {
	q := s.client(ctx).Shop.Update().Where(dbshop.ID(sh.ID), dbshop.Status(string(from))).
		SetStatus(string(sh.Status)).SetStatusReason(sh.StatusReason)
	if !sh.SubmittedAt.IsZero() {
		q.SetSubmittedAt(sh.SubmittedAt)
	}
	if !sh.VerifiedAt.IsZero() {
		q.SetVerifiedAt(sh.VerifiedAt).SetNillableVerifiedBy(zeroNil(sh.VerifiedBy))
	}
	if sh.SuspendedAt.IsZero() {
		q.ClearSuspendedAt()
	} else {
		q.SetSuspendedAt(sh.SuspendedAt)
	}
	return oneRow(q.Save(ctx))
}

// FinishedProducts implements shop.Store.
func (s *Shops) FinishedProducts(ctx context.Context, shopID int64) (int, error) {
	return s.count(ctx, `SELECT COUNT(*) FROM products p`+latest+`
		WHERE p.shop_id = $1 AND p.status <> 'archived' AND (p.published_at IS NOT NULL OR c.status = 'proposed')`, shopID)
}

// InsertShopPhoto implements shop.Store. The picture before it is removed.
func (s *Shops) InsertShopPhoto(ctx context.Context, in shop.PhotoInput, at time.Time) error {
	_, err := s.Exec(ctx, `UPDATE photos SET state = 'removed' WHERE shop_id = $1 AND product_id IS NULL AND state = 'live'`, in.ShopID)
	if err != nil {
		return fmt.Errorf("remove the picture before: %w", err)
	}
	return mapErr(s.client(ctx).Photo.Create().SetKey(in.Key).SetShopID(in.ShopID).SetState(string(catalog.PhotoLive)).
		SetWidth(in.Width).SetHeight(in.Height).SetMat(in.Mat).SetContain(in.Contain).SetCreatedAt(at).Exec(ctx))
}
