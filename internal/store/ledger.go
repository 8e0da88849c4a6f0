package store

import (
	"context"
	"fmt"
	"time"

	entsql "entgo.io/ent/dialect/sql"

	"beli/ent/db"
	"beli/ent/db/ledgerentry"
	"beli/internal/ledger"
	"beli/internal/money"
	"beli/internal/paging"
)

// Ledger implements ledger.Store.
type Ledger struct{ db *DB }

var _ ledger.Store = Ledger{}

// NewLedger keeps the books in d.
func NewLedger(d *DB) Ledger { return Ledger{d} }

// InTx implements database.Transactor.
func (s Ledger) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// Append implements ledger.Store.
func (s Ledger) Append(ctx context.Context, t ledger.Transaction) (bool, error) {
	id, err := s.db.insertOnce(ctx, `INSERT INTO ledger_transactions (kind, reference, at) VALUES ($1, $2, $3)
		ON CONFLICT (reference) DO NOTHING RETURNING id`, string(t.Kind), t.Reference, t.At)
	if err != nil || id == 0 {
		return false, err
	}
	rows := make([]*db.LedgerEntryCreate, len(t.Entries))
	for i, e := range t.Entries {
		rows[i] = s.db.client(ctx).LedgerEntry.Create().SetTransactionID(id).SetAccount(string(e.Account)).
			SetAmount(e.Amount).SetNillableShopID(zeroNil(e.ShopID)).SetNillableOrderID(zeroNil(e.OrderID))
	}
	return true, mapErr(s.db.client(ctx).LedgerEntry.CreateBulk(rows...).Exec(ctx))
}

// Balance implements ledger.Store.
func (s Ledger) Balance(ctx context.Context, a ledger.Account) (money.Rupiah, error) {
	return one(ctx, s.db, scalar[money.Rupiah], `SELECT COALESCE(SUM(amount), 0) FROM ledger_entries WHERE account = $1`, string(a))
}

// OfShop implements ledger.Store.
func (s Ledger) OfShop(ctx context.Context, shopID int64, page paging.Request) ([]ledger.Line, int, error) {
	query := s.db.client(ctx).LedgerEntry.Query().Where(ledgerentry.ShopID(shopID))
	total, err := query.Clone().Count(ctx)
	if err != nil {
		return nil, 0, mapErr(err)
	}
	page = page.Clean()
	rows, err := query.WithTransaction().Order(ledgerentry.ByID(entsql.OrderDesc())).Limit(page.Size).Offset(page.Offset()).All(ctx)
	if err != nil {
		return nil, 0, mapErr(err)
	}
	lines := make([]ledger.Line, len(rows))
	for i, row := range rows {
		l := ledger.Line{Entry: ledger.Entry{ID: row.ID, Account: ledger.Account(row.Account), ShopID: shopID,
			OrderID: orZero(row.OrderID), Amount: row.Amount}}
		if t := row.Edges.Transaction; t != nil {
			l.Kind, l.Reference, l.At = ledger.Kind(t.Kind), t.Reference, t.At
		}
		lines[i] = l
	}
	return lines, total, nil
}

// ShopTotals implements ledger.Store.
func (s Ledger) ShopTotals(ctx context.Context, shopID int64) (map[ledger.Kind]money.Rupiah, error) {
	return tally[ledger.Kind, money.Rupiah](ctx, s.db, `SELECT t.kind, SUM(e.amount) FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
		WHERE e.account = $1 GROUP BY t.kind`, string(ledger.ShopAccount(shopID)))
}

// ShopSpan implements ledger.Store.
func (s Ledger) ShopSpan(ctx context.Context, shopID int64, from, until time.Time) (map[ledger.Kind]money.Rupiah, map[ledger.Kind]int, error) {
	rows, err := s.db.Query(ctx, `SELECT t.kind, SUM(e.amount), COUNT(DISTINCT e.order_id) FROM ledger_entries e
		JOIN ledger_transactions t ON t.id = e.transaction_id
		WHERE e.account = $1 AND t.at >= $2 AND t.at < $3 GROUP BY t.kind`, string(ledger.ShopAccount(shopID)), from, until)
	if err != nil {
		return nil, nil, fmt.Errorf("sales of shop %d: %w", shopID, err)
	}
	defer rows.Close()
	sums, orders := map[ledger.Kind]money.Rupiah{}, map[ledger.Kind]int{}
	for rows.Next() {
		var kind ledger.Kind
		var sum int64
		var n int
		if err := rows.Scan(&kind, &sum, &n); err != nil {
			return nil, nil, fmt.Errorf("sales of shop %d: %w", shopID, err)
		}
		sums[kind], orders[kind] = money.Rupiah(sum), n
	}
	return sums, orders, rows.Err()
}
