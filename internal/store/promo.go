package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"beli/ent/db"
	"beli/ent/db/collection"
	"beli/ent/db/collectionitem"
	"beli/internal/promo"
)

// Collections implements promo.Store.
type Collections struct{ *DB }

var _ promo.Store = (*Collections)(nil)

// NewCollections keeps collections in d.
func NewCollections(d *DB) *Collections { return &Collections{d} }

func fromCollection(r *db.Collection) promo.Collection {
	return promo.Collection{ID: r.ID, Slug: r.Slug, TitleID: r.TitleID, TitleEN: r.TitleEn, TextID: r.TextID, TextEN: r.TextEn,
		StartsAt: r.StartsAt, EndsAt: r.EndsAt, PublishedAt: orZero(r.PublishedAt), CreatedBy: r.CreatedBy,
		CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
}

// SlugTaken implements promo.Store.
func (s *Collections) SlugTaken(ctx context.Context, slug string) (bool, error) {
	taken, err := s.client(ctx).Collection.Query().Where(collection.Slug(slug)).Exist(ctx)
	return taken, mapErr(err)
}

// InsertCollection implements promo.Store.
func (s *Collections) InsertCollection(ctx context.Context, c promo.Collection) (int64, error) {
	row, err := s.client(ctx).Collection.Create().SetSlug(c.Slug).SetTitleID(c.TitleID).SetTitleEn(c.TitleEN).
		SetTextID(c.TextID).SetTextEn(c.TextEN).SetStartsAt(c.StartsAt).SetEndsAt(c.EndsAt).SetCreatedBy(c.CreatedBy).
		SetCreatedAt(c.CreatedAt).SetUpdatedAt(c.UpdatedAt).Save(ctx)
	if err != nil {
		return 0, mapErr(err)
	}
	return row.ID, nil
}

// WriteCollection implements promo.Store.
func (s *Collections) WriteCollection(ctx context.Context, c promo.Collection) error {
	return oneRow(s.client(ctx).Collection.Update().Where(collection.ID(c.ID)).SetTitleID(c.TitleID).SetTitleEn(c.TitleEN).
		SetTextID(c.TextID).SetTextEn(c.TextEN).SetStartsAt(c.StartsAt).SetEndsAt(c.EndsAt).SetUpdatedAt(c.UpdatedAt).Save(ctx))
}

// SetPublished implements promo.Store.
func (s *Collections) SetPublished(ctx context.Context, id int64, at time.Time) error {
	return oneRow(s.client(ctx).Collection.Update().Where(collection.ID(id), collection.PublishedAtIsNil()).SetPublishedAt(at).Save(ctx))
}

// ClearPublished implements promo.Store.
func (s *Collections) ClearPublished(ctx context.Context, id int64) error {
	return oneRow(s.client(ctx).Collection.Update().Where(collection.ID(id), collection.PublishedAtNotNil()).ClearPublishedAt().Save(ctx))
}

// CollectionByID implements promo.Store.
func (s *Collections) CollectionByID(ctx context.Context, id int64) (promo.Collection, error) {
	row, err := s.client(ctx).Collection.Get(ctx, id)
	if err != nil {
		return promo.Collection{}, mapErr(err)
	}
	return s.withItems(ctx, fromCollection(row))
}

// CollectionBySlug implements promo.Store.
func (s *Collections) CollectionBySlug(ctx context.Context, slug string) (promo.Collection, error) {
	row, err := s.client(ctx).Collection.Query().Where(collection.Slug(slug)).Only(ctx)
	if err != nil {
		return promo.Collection{}, mapErr(err)
	}
	return s.withItems(ctx, fromCollection(row))
}

func (s *Collections) withItems(ctx context.Context, c promo.Collection) (promo.Collection, error) {
	all := []promo.Collection{c}
	if err := s.fill(ctx, all); err != nil {
		return c, err
	}
	return all[0], nil
}

// fill reads the items of collections in one query.
func (s *Collections) fill(ctx context.Context, list []promo.Collection) error {
	if len(list) == 0 {
		return nil
	}
	at := map[int64]int{}
	ids := make([]int64, len(list))
	for i, c := range list {
		at[c.ID], ids[i] = i, c.ID
	}
	_, err := collect(ctx, s.DB, func(rows *sql.Rows) (it promo.Item, err error) {
		var id int64
		err = rows.Scan(&id, &it.ProductID, &it.Code, &it.Name, &it.ShopName, &it.Position, &it.Reason, &it.Visible)
		if err == nil {
			c := &list[at[id]]
			c.Items = append(c.Items, it)
			c.Size = len(c.Items)
		}
		return it, err
	}, `SELECT i.collection_id, p.id, p.code, p.name, s.name, i.position, i.reason, `+visible+`
		FROM collection_items i JOIN products p ON p.id = i.product_id JOIN shops s ON s.id = p.shop_id
		WHERE i.collection_id IN (`+places(1, len(ids))+`) ORDER BY i.collection_id, i.position, i.id`, anys(ids)...)
	if err != nil {
		return fmt.Errorf("read items of collections: %w", err)
	}
	return nil
}

// Collections implements promo.Store.
func (s *Collections) Collections(ctx context.Context) ([]promo.Collection, error) {
	rows, err := s.client(ctx).Collection.Query().Order(db.Desc(collection.FieldStartsAt, collection.FieldID)).Limit(500).All(ctx)
	if err != nil {
		return nil, mapErr(err)
	}
	sizes, err := tally[int64, int](ctx, s.DB, `SELECT collection_id, COUNT(*) FROM collection_items GROUP BY collection_id`)
	if err != nil {
		return nil, fmt.Errorf("count items of collections: %w", err)
	}
	out := make([]promo.Collection, len(rows))
	for i, r := range rows {
		out[i] = fromCollection(r)
		out[i].Size = sizes[r.ID]
	}
	return out, nil
}

// RunningCollections implements promo.Store.
func (s *Collections) RunningCollections(ctx context.Context, at time.Time, limit int) ([]promo.Collection, error) {
	rows, err := s.client(ctx).Collection.Query().
		Where(collection.PublishedAtNotNil(), collection.StartsAtLTE(at), collection.EndsAtGT(at)).
		Order(db.Desc(collection.FieldStartsAt, collection.FieldID)).Limit(limit).All(ctx)
	if err != nil {
		return nil, mapErr(err)
	}
	out := make([]promo.Collection, len(rows))
	for i, r := range rows {
		out[i] = fromCollection(r)
	}
	return out, s.fill(ctx, out)
}

// NextTurn implements promo.Store.
func (s *Collections) NextTurn(ctx context.Context, at time.Time) (time.Time, bool, error) {
	next := time.Time{}
	begins, err := s.client(ctx).Collection.Query().Where(collection.PublishedAtNotNil(), collection.StartsAtGT(at)).
		Order(collection.ByStartsAt()).Limit(1).All(ctx)
	if err != nil {
		return next, false, mapErr(err)
	}
	ends, err := s.client(ctx).Collection.Query().Where(collection.PublishedAtNotNil(), collection.EndsAtGT(at)).
		Order(collection.ByEndsAt()).Limit(1).All(ctx)
	if err != nil {
		return next, false, mapErr(err)
	}
	if len(begins) > 0 {
		next = begins[0].StartsAt
	}
	if len(ends) > 0 && (next.IsZero() || ends[0].EndsAt.Before(next)) {
		next = ends[0].EndsAt
	}
	return next, !next.IsZero(), nil
}

// VisibleProduct implements promo.Store.
func (s *Collections) VisibleProduct(ctx context.Context, code string) (promo.Item, error) {
	return one(ctx, s.DB, func(rows *sql.Rows) (it promo.Item, err error) {
		it.Visible = true
		err = rows.Scan(&it.ProductID, &it.Code, &it.Name, &it.ShopName)
		return it, err
	}, `SELECT p.id, p.code, p.name, s.name `+fromVisible+` AND p.code = $1`, code)
}

// InsertItem implements promo.Store.
func (s *Collections) InsertItem(ctx context.Context, collectionID int64, it promo.Item) error {
	return mapErr(s.client(ctx).CollectionItem.Create().SetCollectionID(collectionID).SetProductID(it.ProductID).
		SetPosition(it.Position).SetReason(it.Reason).Exec(ctx))
}

// DeleteItem implements promo.Store.
func (s *Collections) DeleteItem(ctx context.Context, collectionID, productID int64) error {
	n, err := s.client(ctx).CollectionItem.Delete().
		Where(collectionitem.CollectionID(collectionID), collectionitem.ProductID(productID)).Exec(ctx)
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return mapErr(err)
}

// PlaceItems implements promo.Store.
func (s *Collections) PlaceItems(ctx context.Context, collectionID int64, productIDs []int64) error {
	for i, id := range productIDs {
		if err := oneRow(s.client(ctx).CollectionItem.Update().
			Where(collectionitem.CollectionID(collectionID), collectionitem.ProductID(id)).SetPosition(i).Save(ctx)); err != nil {
			return err
		}
	}
	return nil
}
