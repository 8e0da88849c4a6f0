package store

import (
	"context"
	"time"

	"beli/ent/db/photo"
	"beli/ent/db/product"
	"beli/internal/catalog"
)

// InsertProduct implements catalog.Store.
func (s *Catalog) InsertProduct(ctx context.Context, p catalog.Product) (int64, error) {
	c := p.Content
	row, err := s.client(ctx).Product.Create().SetCode(p.Code).SetSlug(p.Slug).SetShopID(p.ShopID).SetCategoryID(c.CategoryID).
		SetStatus(string(p.Status)).SetName(c.Name).SetNameEn(c.NameEN).SetDescription(c.Description).SetDescriptionEn(c.DescriptionEN).
		SetUnit(c.Unit).SetWeightG(c.WeightG).SetStockMode(string(p.StockMode)).SetMakingDays(p.MakingDays).
		SetDailyCapacity(p.DailyCapacity).SetService(p.Service).SetOption1Name(p.OptionKinds[0]).SetOption2Name(p.OptionKinds[1]).
		SetHalalState(string(c.HalalState)).SetHalalNumber(c.HalalNumber).SetPirtNumber(c.PIRTNumber).
		SetShelfLifeDays(c.ShelfLifeDays).SetStorage(c.Storage).SetIngredients(c.Ingredients).SetMaterial(c.Material).
		SetSizeText(c.SizeText).SetPriceFrom(p.PriceFrom).SetCreatedAt(p.CreatedAt).SetUpdatedAt(p.UpdatedAt).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

// WriteContent implements catalog.Store.
func (s *Catalog) WriteContent(ctx context.Context, p catalog.Product) error {
	c := p.Content
	q := s.client(ctx).Product.Update().Where(product.ID(p.ID)).SetSlug(p.Slug).SetCategoryID(c.CategoryID).
		SetName(c.Name).SetNameEn(c.NameEN).SetDescription(c.Description).SetDescriptionEn(c.DescriptionEN).
		SetUnit(c.Unit).SetWeightG(c.WeightG).SetService(p.Service).
		SetHalalState(string(c.HalalState)).SetHalalNumber(c.HalalNumber).SetPirtNumber(c.PIRTNumber).
		SetShelfLifeDays(c.ShelfLifeDays).SetStorage(c.Storage).SetIngredients(c.Ingredients).SetMaterial(c.Material).
		SetSizeText(c.SizeText).SetUpdatedAt(p.UpdatedAt)
	if p.CredentialCheckedAt.IsZero() {
		q.ClearCredentialCheckedAt().ClearCredentialCheckedBy()
	}
	return oneRow(q.Save(ctx))
}

// MoveProduct implements catalog.Store.
func (s *Catalog) MoveProduct(ctx context.Context, id int64, from, to catalog.Status, at time.Time) error {
	return oneRow(s.client(ctx).Product.Update().Where(product.ID(id), product.Status(string(from))).
		SetStatus(string(to)).SetUpdatedAt(at).Save(ctx))
}

// SetPublished implements catalog.Store.
func (s *Catalog) SetPublished(ctx context.Context, id int64, at time.Time) error {
	return oneRow(s.client(ctx).Product.Update().Where(product.ID(id), product.PublishedAtIsNil()).SetPublishedAt(at).Save(ctx))
}

// SetStockMode implements catalog.Store.
func (s *Catalog) SetStockMode(ctx context.Context, p catalog.Product) error {
	return oneRow(s.client(ctx).Product.Update().Where(product.ID(p.ID)).SetStockMode(string(p.StockMode)).
		SetMakingDays(p.MakingDays).SetDailyCapacity(p.DailyCapacity).SetUpdatedAt(p.UpdatedAt).Save(ctx))
}

// SetOptionKinds implements catalog.Store.
func (s *Catalog) SetOptionKinds(ctx context.Context, id int64, kinds [2]string) error {
	return oneRow(s.client(ctx).Product.Update().Where(product.ID(id)).SetOption1Name(kinds[0]).SetOption2Name(kinds[1]).Save(ctx))
}

// Touch implements catalog.Store.
func (s *Catalog) Touch(ctx context.Context, id int64, at time.Time) error {
	p, err := s.product(ctx, s.client(ctx).Product.Query().Where(product.ID(id)))
	if err != nil {
		return err
	}
	q := s.client(ctx).Product.Update().Where(product.ID(id)).SetUpdatedAt(at)
	if len(p.Variants) > 0 {
		from := p.Variants[0].Price
		for _, v := range p.Variants {
			from = min(from, v.Price)
		}
		q.SetPriceFrom(from)
	}
	var cover catalog.Photo
	if shown := p.Shown(p.Content); len(shown) > 0 {
		cover = shown[0]
	}
	return oneRow(q.SetCoverKey(cover.Key).SetCoverMat(cover.Mat).SetCoverContain(cover.Contain).Save(ctx))
}

// SetTakedown implements catalog.Store.
func (s *Catalog) SetTakedown(ctx context.Context, id int64, t catalog.Takedown) error {
	return oneRow(s.client(ctx).Product.Update().Where(product.ID(id), product.TakedownAtIsNil()).
		SetTakedownAt(t.At).SetTakedownBy(t.By).SetTakedownReason(t.Reason).Save(ctx))
}

// ClearTakedown implements catalog.Store.
func (s *Catalog) ClearTakedown(ctx context.Context, id int64) error {
	return oneRow(s.client(ctx).Product.Update().Where(product.ID(id), product.TakedownAtNotNil()).
		ClearTakedownAt().ClearTakedownBy().SetTakedownReason("").Save(ctx))
}

// SetCredentialChecked implements catalog.Store.
func (s *Catalog) SetCredentialChecked(ctx context.Context, id, by int64, at time.Time) error {
	return oneRow(s.client(ctx).Product.Update().Where(product.ID(id), product.CredentialCheckedAtIsNil()).
		SetCredentialCheckedAt(at).SetCredentialCheckedBy(by).Save(ctx))
}

// InsertPhoto implements catalog.Store.
func (s *Catalog) InsertPhoto(ctx context.Context, shopID, productID int64, p catalog.Photo, at time.Time) (int64, error) {
	row, err := s.client(ctx).Photo.Create().SetKey(p.Key).SetShopID(shopID).SetNillableProductID(zeroNil(productID)).
		SetState(string(catalog.PhotoWaiting)).SetPosition(p.Position).SetWidth(p.Width).SetHeight(p.Height).SetMat(p.Mat).
		SetContain(p.Contain).SetAlt(p.Alt).SetAdvice(p.Advice).SetCreatedAt(at).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

// AttachPhotos implements catalog.Store.
func (s *Catalog) AttachPhotos(ctx context.Context, shopID, productID int64, ids []int64) error {
	n, err := s.client(ctx).Photo.Update().Where(photo.IDIn(ids...), photo.ShopID(shopID), photo.ProductIDIsNil(),
		photo.State(string(catalog.PhotoWaiting))).SetProductID(productID).Save(ctx)
	return conflictOf(n, len(ids), err)
}

// PlacePhotos implements catalog.Store.
func (s *Catalog) PlacePhotos(ctx context.Context, productID int64, ids []int64, state catalog.PhotoState) error {
	for i, id := range ids {
		n, err := s.client(ctx).Photo.Update().Where(photo.ID(id), photo.ProductID(productID), photo.StateNEQ(string(catalog.PhotoRemoved))).
			SetPosition(i).SetState(string(state)).Save(ctx)
		if err := conflictOf(n, 1, err); err != nil {
			return err
		}
	}
	return nil
}

// RemovePhotos implements catalog.Store.
func (s *Catalog) RemovePhotos(ctx context.Context, productID int64, state catalog.PhotoState, keep []int64) error {
	q := s.client(ctx).Photo.Update().Where(photo.ProductID(productID), photo.State(string(state)))
	if len(keep) > 0 {
		q.Where(photo.IDNotIn(keep...))
	}
	return mapErr(q.SetState(string(catalog.PhotoRemoved)).Exec(ctx))
}
