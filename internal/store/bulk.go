package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beli/internal/account"
	"beli/internal/catalog"
	"beli/internal/database"
	"beli/internal/shop"
)

// Bulk writes many ready rows at once, for catalogues of a size that nobody types. Its
// writes join the caller's transaction. It asks no rule: what it is given must be as the
// services would have left it.
type Bulk struct{ *Shops }

// NewBulk writes to d.
func NewBulk(d *DB) *Bulk { return &Bulk{NewShops(d)} }

// Empty tells whether nobody has an account yet.
func (b *Bulk) Empty(ctx context.Context) (bool, error) {
	n, err := b.count(ctx, `SELECT COUNT(*) FROM accounts`)
	if err != nil {
		return false, fmt.Errorf("count accounts: %w", err)
	}
	return n == 0, nil
}

// InsertAccounts writes people, each with a telephone number of their own, and gives their
// ids in the same order. A number in use is a Conflict.
func (b *Bulk) InsertAccounts(ctx context.Context, list []account.Account) ([]int64, error) {
	rows := make([][]any, len(list))
	keys := make([]string, len(list))
	for i, a := range list {
		keys[i] = a.PhoneKey
		rows[i] = []any{a.Name, a.PhoneKey, zeroNil(a.EmailKey), a.PasswordHash, string(a.Staff), a.SessionVersion, a.Lang, a.CreatedAt}
	}
	ids, err := insertKeyed(ctx, b.DB, `accounts (name, phone_key, email_key, password_hash, staff, session_version, lang, created_at)`,
		`phone_key`, keys, rows)
	if err != nil {
		return nil, fmt.Errorf("insert accounts: %w", err)
	}
	return ids, nil
}

// InsertShops writes shops, each with its owner (an account's id), and gives their ids in
// the same order. An address in use is a Conflict.
func (b *Bulk) InsertShops(ctx context.Context, list []shop.Shop, owners []int64) ([]int64, error) {
	rows := make([][]any, len(list))
	keys := make([]string, len(list))
	for i, s := range list {
		keys[i] = s.Slug
		rows[i] = []any{s.Slug, s.Name, string(s.Status), s.VillageCode, s.KecamatanCode, s.Street, s.OwnerName, s.PhoneKey,
			s.StoryID, s.StoryEN, s.Hours, s.PhotoKey, s.PhotoMat, s.OffersPickup, s.OffersExpedition, s.AcceptsCash,
			nullTime(s.SubmittedAt), nullTime(s.VerifiedAt), zeroNil(s.VerifiedBy), s.CreatedAt, s.UpdatedAt}
	}
	ids, err := insertKeyed(ctx, b.DB, `shops (slug, name, status, village_code, kecamatan_code, street, owner_name, phone_key,
		story_id, story_en, hours, photo_key, photo_mat, offers_pickup, offers_expedition, accepts_cash,
		submitted_at, verified_at, verified_by, created_at, updated_at)`, `slug`, keys, rows)
	if err != nil {
		return nil, fmt.Errorf("insert shops: %w", err)
	}
	members := make([][]any, len(list))
	for i, s := range list {
		members[i] = []any{string(shop.Owner), s.CreatedAt, ids[i], owners[i]}
	}
	if err := b.insert(ctx, `shop_members (role, created_at, shop_id, account_id)`, members); err != nil {
		return nil, fmt.Errorf("insert owners: %w", err)
	}
	return ids, nil
}

// InsertProducts writes products with their variants, a price version for each and, where
// there is stock, its first movement, and gives the products' ids in the same order. by is
// the curator who checked the credentials of those that have been checked. Photos are not
// written. A code in use is a Conflict.
func (b *Bulk) InsertProducts(ctx context.Context, list []catalog.Product, by int64) ([]int64, error) {
	rows := make([][]any, len(list))
	keys := make([]string, len(list))
	for i, p := range list {
		keys[i] = p.Code
		rows[i] = productRow(p, by)
	}
	ids, err := insertKeyed(ctx, b.DB, `products (code, slug, shop_id, category_id, status, name, name_en, description, description_en,
		unit, weight_g, stock_mode, making_days, daily_capacity, service, option1_name, option2_name, halal_state, halal_number,
		pirt_number, shelf_life_days, storage, ingredients, material, size_text, credential_checked_at, credential_checked_by,
		cover_key, cover_mat, cover_contain, price_from, published_at, created_at, updated_at)`, `code`, keys, rows)
	if err != nil {
		return nil, fmt.Errorf("insert products: %w", err)
	}
	return ids, b.insertVariants(ctx, list, ids)
}

func productRow(p catalog.Product, by int64) []any {
	c := p.Content
	var checker *int64
	if !p.CredentialCheckedAt.IsZero() {
		checker = zeroNil(by)
	}
	return []any{p.Code, p.Slug, p.ShopID, c.CategoryID, string(p.Status), c.Name, c.NameEN, c.Description, c.DescriptionEN,
		c.Unit, c.WeightG, string(p.StockMode), p.MakingDays, p.DailyCapacity, p.Service, p.OptionKinds[0], p.OptionKinds[1],
		string(c.HalalState), c.HalalNumber, c.PIRTNumber, c.ShelfLifeDays, c.Storage, c.Ingredients, c.Material, c.SizeText,
		nullTime(p.CredentialCheckedAt), checker, p.CoverKey, p.CoverMat, p.CoverContain, int64(p.PriceFrom),
		nullTime(p.PublishedAt), p.CreatedAt, p.UpdatedAt}
}

func (b *Bulk) insertVariants(ctx context.Context, list []catalog.Product, ids []int64) error {
	var rows, prices, movements [][]any
	var keys []string
	for i, p := range list {
		for _, v := range p.Variants {
			keys = append(keys, strconv.FormatInt(ids[i], 10)+"/"+strconv.Itoa(v.Position))
			rows = append(rows, []any{ids[i], v.Options[0], v.Options[1], int64(v.Price), v.OnHand, v.Position})
		}
	}
	variants, err := insertKeyed(ctx, b.DB, `variants (product_id, option1, option2, price, on_hand, position)`,
		`CAST(product_id AS text) || '/' || CAST(position AS text)`, keys, rows)
	if err != nil {
		return fmt.Errorf("insert variants: %w", err)
	}
	n := 0
	for _, p := range list {
		for _, v := range p.Variants {
			id := variants[n]
			n++
			prices = append(prices, []any{id, int64(v.Price), p.CreatedAt})
			if v.OnHand > 0 {
				movements = append(movements, []any{id, string(catalog.MovementInitial), v.OnHand, p.CreatedAt})
			}
		}
	}
	if err := b.insert(ctx, `variant_prices (variant_id, price, since)`, prices); err != nil {
		return fmt.Errorf("insert prices: %w", err)
	}
	if err := b.insert(ctx, `stock_movements (variant_id, kind, quantity, at)`, movements); err != nil {
		return fmt.Errorf("insert movements: %w", err)
	}
	return nil
}

// bulkArgs bounds the arguments of one statement; SQLite takes 32,766, PostgreSQL 65,535.
const bulkArgs = 8_000

// insert writes rows into "table (columns)" in as few statements as they fit in.
func (d *DB) insert(ctx context.Context, into string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	for part := range slices.Chunk(rows, max(1, bulkArgs/len(rows[0]))) {
		query, args := d.manyRows(into, part)
		if _, err := d.Exec(ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// insertKeyed is insert that gives the ids. No database promises to return them in the
// order of the rows, so each row is found again by a key: what the expression key gives.
func insertKeyed(ctx context.Context, d *DB, into, key string, keys []string, rows [][]any) ([]int64, error) {
	found := make(map[string]int64, len(rows))
	for part := range slices.Chunk(rows, max(1, bulkArgs/columns(rows))) {
		query, args := d.manyRows(into, part)
		_, err := collect(ctx, d, func(r *sql.Rows) (id int64, err error) {
			var k string
			if err = r.Scan(&id, &k); err == nil {
				found[k] = id
			}
			return id, err
		}, query+` RETURNING id, `+key, args...)
		if err != nil {
			return nil, err
		}
	}
	ids := make([]int64, len(keys))
	for i, k := range keys {
		id, ok := found[k]
		if !ok {
			return nil, fmt.Errorf("the row of %q did not come back", k)
		}
		ids[i] = id
	}
	return ids, nil
}

func columns(rows [][]any) int {
	if len(rows) == 0 {
		return 1
	}
	return len(rows[0])
}

// manyRows is one INSERT of all rows. SQLite looks a numbered place up in a list of all of
// them, which takes the square of their number: it gets plain question marks.
func (d *DB) manyRows(into string, rows [][]any) (string, []any) {
	var b strings.Builder
	b.WriteString("INSERT INTO " + into + " VALUES ")
	args := make([]any, 0, len(rows)*columns(rows))
	for i, row := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('(')
		for j, a := range row {
			if j > 0 {
				b.WriteByte(',')
			}
			args = append(args, a)
			if d.dialect == database.SQLite {
				b.WriteByte('?')
			} else {
				b.WriteString("$" + strconv.Itoa(len(args)))
			}
		}
		b.WriteByte(')')
	}
	return b.String(), args
}
