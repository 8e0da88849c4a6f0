package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"beli/ent/db"
	"beli/ent/db/photo"
	"beli/ent/db/product"
	"beli/ent/db/productchange"
	"beli/ent/db/shopmember"
	"beli/ent/db/variant"
	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/money"
	"beli/internal/shop"
)

// Catalog implements catalog.Store.
type Catalog struct {
	*DB
	front *Storefront
}

var _ catalog.Store = (*Catalog)(nil)

// NewCatalog keeps products in d.
func NewCatalog(d *DB, clk clock.Clock) *Catalog { return &Catalog{d, NewStorefront(d, clk)} }

// PageOf implements catalog.Reader.
func (s *Catalog) PageOf(ctx context.Context, p catalog.Product, c catalog.Content) (catalog.Page, error) {
	return s.front.pageOf(ctx, p, c)
}

// Tree implements catalog.Reader.
func (s *Catalog) Tree(ctx context.Context) (*catalog.Tree, error) { return s.DB.tree(ctx) }

func (d *DB) tree(ctx context.Context) (*catalog.Tree, error) {
	rows, err := d.client(ctx).Category.Query().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read categories: %w", mapErr(err))
	}
	all := make([]catalog.Category, len(rows))
	for i, r := range rows {
		all[i] = catalog.Category{ID: r.ID, ParentID: orZero(r.ParentID), Slug: r.Slug, NameID: r.NameID, NameEN: r.NameEn,
			Position: r.Position, Food: r.Food, Service: r.Service}
	}
	return catalog.NewTree(all), nil
}

// MayManageProducts implements catalog.Reader. The rights are the shop's own table.
func (s *Catalog) MayManageProducts(ctx context.Context, accountID, shopID int64) error {
	m, err := s.client(ctx).ShopMember.Query().Where(shopmember.ShopID(shopID), shopmember.AccountID(accountID)).Only(ctx)
	if err != nil {
		return mapErr(err)
	}
	if !shop.Can(shop.Role(m.Role), shop.ManageProducts) {
		return shop.ErrOwnerOnly
	}
	return nil
}

// Product implements catalog.Reader.
func (s *Catalog) Product(ctx context.Context, shopID, id int64) (catalog.Product, error) {
	return s.product(ctx, s.client(ctx).Product.Query().Where(product.ID(id), product.ShopID(shopID)))
}

// AnyProduct implements catalog.Reader.
func (s *Catalog) AnyProduct(ctx context.Context, id int64) (catalog.Product, error) {
	return s.product(ctx, s.client(ctx).Product.Query().Where(product.ID(id)))
}

func (d *DB) product(ctx context.Context, q *db.ProductQuery) (catalog.Product, error) {
	row, err := q.Only(ctx)
	if err != nil {
		return catalog.Product{}, mapErr(err)
	}
	p := fromProduct(row)
	variants, err := d.client(ctx).Variant.Query().Where(variant.ProductID(p.ID), variant.ArchivedAtIsNil()).
		Order(variant.ByPosition(), variant.ByID()).All(ctx)
	if err != nil {
		return catalog.Product{}, fmt.Errorf("read variants: %w", mapErr(err))
	}
	for _, v := range variants {
		p.Variants = append(p.Variants, fromVariant(v))
	}
	photos, err := d.client(ctx).Photo.Query().Where(photo.ProductID(p.ID), photo.StateNEQ(string(catalog.PhotoRemoved))).
		Order(photo.ByPosition(), photo.ByID()).All(ctx)
	if err != nil {
		return catalog.Product{}, fmt.Errorf("read photos: %w", mapErr(err))
	}
	shown := catalog.PhotoWaiting
	if p.EverPublished() {
		shown = catalog.PhotoLive
	}
	var rest []catalog.Photo
	for _, r := range photos {
		f := fromPhoto(r)
		if f.State != shown {
			rest = append(rest, f)
			continue
		}
		p.Photos = append(p.Photos, f)
		p.Content.Photos = append(p.Content.Photos, f.ID)
	}
	p.Photos = append(p.Photos, rest...)
	return p, nil
}

func fromProduct(r *db.Product) catalog.Product {
	return catalog.Product{
		ID: r.ID, Code: r.Code, Slug: r.Slug, ShopID: r.ShopID, Status: catalog.Status(r.Status),
		Content: catalog.Content{
			Name: r.Name, NameEN: r.NameEn, Description: r.Description, DescriptionEN: r.DescriptionEn, CategoryID: r.CategoryID,
			Unit: r.Unit, WeightG: r.WeightG, HalalState: catalog.HalalState(r.HalalState), HalalNumber: r.HalalNumber,
			PIRTNumber: r.PirtNumber, ShelfLifeDays: r.ShelfLifeDays, Storage: r.Storage, Ingredients: r.Ingredients,
			Material: r.Material, SizeText: r.SizeText,
		},
		StockMode: catalog.StockMode(r.StockMode), MakingDays: r.MakingDays, DailyCapacity: r.DailyCapacity, Service: r.Service,
		OptionKinds:         [2]string{r.Option1Name, r.Option2Name},
		CredentialCheckedAt: orZero(r.CredentialCheckedAt),
		Takedown:            catalog.Takedown{At: orZero(r.TakedownAt), By: orZero(r.TakedownBy), Reason: r.TakedownReason},
		PriceFrom:           r.PriceFrom, CoverKey: r.CoverKey, CoverMat: r.CoverMat, CoverContain: r.CoverContain, Sold: r.Sold,
		PublishedAt: orZero(r.PublishedAt), CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
}

func fromVariant(v *db.Variant) catalog.Variant {
	return catalog.Variant{ID: v.ID, ProductID: v.ProductID, Options: [2]string{v.Option1, v.Option2}, Price: v.Price,
		OnHand: v.OnHand, Reserved: v.Reserved, Position: v.Position}
}

func fromPhoto(r *db.Photo) catalog.Photo {
	return catalog.Photo{ID: r.ID, Key: r.Key, State: catalog.PhotoState(r.State), Position: r.Position, Width: r.Width,
		Height: r.Height, Mat: r.Mat, Contain: r.Contain, Alt: r.Alt, Advice: r.Advice}
}

// CodeTaken implements catalog.Store.
func (s *Catalog) CodeTaken(ctx context.Context, code string) (bool, error) {
	taken, err := s.client(ctx).Product.Query().Where(product.Code(code)).Exist(ctx)
	return taken, mapErr(err)
}

// ChangeByID implements catalog.Reader.
func (s *Catalog) ChangeByID(ctx context.Context, id int64) (catalog.Change, error) {
	row, err := s.client(ctx).ProductChange.Get(ctx, id)
	if err != nil {
		return catalog.Change{}, mapErr(err)
	}
	return fromChange(row)
}

// Changes implements catalog.Reader.
func (s *Catalog) Changes(ctx context.Context, productID int64, limit int) ([]catalog.Change, error) {
	rows, err := s.client(ctx).ProductChange.Query().Where(productchange.ProductID(productID)).
		Order(db.Desc(productchange.FieldID)).Limit(limit).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", mapErr(err))
	}
	out := make([]catalog.Change, len(rows))
	for i, r := range rows {
		if out[i], err = fromChange(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func fromChange(r *db.ProductChange) (catalog.Change, error) {
	c := catalog.Change{ID: r.ID, ProductID: r.ProductID, ShopID: r.ShopID, Status: catalog.ChangeStatus(r.Status), First: r.First,
		Reason: r.Reason, ProposedBy: r.ProposedBy, ProposedAt: r.ProposedAt, DecidedBy: orZero(r.DecidedBy), DecidedAt: orZero(r.DecidedAt)}
	var err error
	c.Content, err = readContent(r.ID, r.Content)
	return c, err
}

// readContent reads what a change proposes.
func readContent(changeID int64, raw string) (catalog.Content, error) {
	var c catalog.Content
	if err := json.Unmarshal([]byte(raw), &c); err != nil {
		return c, fmt.Errorf("read content of change %d: %w", changeID, err)
	}
	return c, nil
}

// InsertChange implements catalog.Store.
func (s *Catalog) InsertChange(ctx context.Context, c catalog.Change) (int64, error) {
	content, err := json.Marshal(c.Content)
	if err != nil {
		return 0, fmt.Errorf("encode content: %w", err)
	}
	row, err := s.client(ctx).ProductChange.Create().SetProductID(c.ProductID).SetShopID(c.ShopID).SetStatus(string(c.Status)).
		SetFirst(c.First).SetContent(string(content)).SetProposedBy(c.ProposedBy).SetProposedAt(c.ProposedAt).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

// DecideChange implements catalog.Store.
func (s *Catalog) DecideChange(ctx context.Context, c catalog.Change) error {
	return oneRow(s.client(ctx).ProductChange.Update().
		Where(productchange.ID(c.ID), productchange.Status(string(catalog.Proposed))).
		SetStatus(string(c.Status)).SetReason(c.Reason).SetDecidedBy(c.DecidedBy).SetDecidedAt(c.DecidedAt).Save(ctx))
}

// ArchivedVariants implements catalog.Store.
func (s *Catalog) ArchivedVariants(ctx context.Context, productID int64) ([]catalog.Variant, error) {
	rows, err := s.client(ctx).Variant.Query().Where(variant.ProductID(productID), variant.ArchivedAtNotNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read archived variants: %w", mapErr(err))
	}
	out := make([]catalog.Variant, len(rows))
	for i, v := range rows {
		out[i] = fromVariant(v)
	}
	return out, nil
}

// PutVariant implements catalog.Store.
func (s *Catalog) PutVariant(ctx context.Context, v catalog.Variant) (int64, error) {
	if v.ID != 0 {
		return v.ID, oneRow(s.client(ctx).Variant.Update().Where(variant.ID(v.ID)).
			SetPosition(v.Position).ClearArchivedAt().Save(ctx))
	}
	row, err := s.client(ctx).Variant.Create().SetProductID(v.ProductID).SetOption1(v.Options[0]).SetOption2(v.Options[1]).
		SetPrice(v.Price).SetPosition(v.Position).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

// ArchiveVariant implements catalog.Store.
func (s *Catalog) ArchiveVariant(ctx context.Context, id int64, at time.Time) error {
	return oneRow(s.client(ctx).Variant.Update().Where(variant.ID(id), variant.ArchivedAtIsNil()).SetArchivedAt(at).Save(ctx))
}

// SetVariantPrice implements catalog.Store.
func (s *Catalog) SetVariantPrice(ctx context.Context, variantID int64, price money.Rupiah, by int64, at time.Time) error {
	if err := oneRow(s.client(ctx).Variant.Update().Where(variant.ID(variantID)).SetPrice(price).Save(ctx)); err != nil {
		return err
	}
	// The update holds the variant: a purchase that read the old price before it is priced before
	// the new version begins.
	if now := s.front.clock.Now(); now.After(at) {
		at = now
	}
	return mapErr(s.client(ctx).VariantPrice.Create().SetVariantID(variantID).SetPrice(price).SetSince(at).
		SetNillableSetBy(zeroNil(by)).Exec(ctx))
}
