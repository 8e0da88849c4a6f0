package app

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/config"
	"beli/internal/delivery"
	"beli/internal/order"
	"beli/internal/slug"
	"beli/internal/store/storetest"
)

// BenchmarkPlace buys from two shops, three lines, sixteen at once, as the wiring of the program
// does it; beside it the bare SQL of exactly the rows that such a purchase leaves.
func BenchmarkPlace(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchPlace(b, "") })
	b.Run("postgres", func(b *testing.B) { benchPlace(b, storetest.PostgresURL(b)) })
}

func benchPlace(b *testing.B, databaseURL string) {
	dir := b.TempDir()
	set := map[string]string{"BELI_DATA_DIR": dir, "BELI_DATABASE_URL": databaseURL}
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		b.Fatal(err)
	}
	a, err := New(context.Background(), c, &notebook{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(a.Close)
	w := &counter{app: a}
	w.open(b)
	raw := openRaw(b, databaseURL, filepath.Join(dir, "beli.db"))
	rows := recordRows(b, raw, func() { w.buy(b) })

	b.Run("place", func(b *testing.B) { atOnce(b, func() { w.buy(b) }) })
	b.Run("bare_sql", func(b *testing.B) { atOnce(b, func() { rows.write(b, raw, w.variants) }) })
}

// atOnce runs act from sixteen goroutines and reports how often a second.
func atOnce(b *testing.B, act func()) {
	b.SetParallelism(8) // times GOMAXPROCS, which is two where this is read
	b.ResetTimer()
	b.RunParallel(func(next *testing.PB) {
		for next.Next() {
			act()
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "purchases/s")
}

// counter is where purchases are made.
type counter struct {
	app      *App
	in       checkout.PlaceInput
	variants []int64
	serial   atomic.Int64
}

func (w *counter) open(b *testing.B) {
	sends, _ := storetest.Shop(b, w.app.parts.db)
	keeps, _ := storetest.Shop(b, w.app.parts.db)
	for _, shop := range []int64{sends, sends, keeps} {
		_, variant := storetest.Product(b, w.app.parts.db, shop, 12_000, 1_000_000_000)
		w.variants = append(w.variants, variant)
		w.in.Items = append(w.in.Items, cart.Item{VariantID: variant, Quantity: 1})
	}
	w.in.Choices = []checkout.Choice{{ShopID: sends, Method: delivery.Expedition, Pay: order.PayGateway}, {ShopID: keeps, Method: delivery.PickUp, Pay: order.PayGateway}}
	w.in.Lang, w.in.Name, w.in.VillageCode, w.in.Street, w.in.Consent = "id", "Sri Wahyuni", "35.05.18.2003", "RT 02/RW 01", true
	q, err := w.app.parts.checkout.Quote(context.Background(), checkout.QuoteInput{Items: w.in.Items, Choices: w.in.Choices, VillageCode: w.in.VillageCode})
	if err != nil {
		b.Fatal(err)
	}
	w.in.ExpectedTotal = q.Total
}

func (w *counter) buy(b *testing.B) {
	in := w.in
	in.By, in.Key, in.Phone = actor.Visitor(slug.Token()), slug.Token(), fmt.Sprintf("0812%08d", w.serial.Add(1))
	if _, err := w.app.parts.checkout.Place(context.Background(), in); err != nil {
		b.Error(err)
	}
}

// openRaw opens the same database without anything of ours, with the same promises to the disk.
func openRaw(b *testing.B, databaseURL, path string) *sql.DB {
	b.Helper()
	driver, dsn := "pgx", databaseURL
	if databaseURL == "" {
		driver, dsn = "sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+
			"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_txlock=immediate"
	}
	raw, err := sql.Open(driver, dsn)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { raw.Close() })
	raw.SetMaxOpenConns(16)
	if databaseURL == "" {
		raw.SetMaxOpenConns(1)
	}
	return raw
}

// written are the tables a purchase writes, in an order in which rows can stand.
func written() []string {
	return []string{"purchases", "purchase_contacts", "consents", "orders", "order_lines", "order_histories", "deliveries", "delivery_addresses",
		"stock_holds", "payments", "payment_allocations", "outbox_message", "change_log"}
}

// row is one row that a purchase left.
type row struct {
	table   string
	id      int64
	columns []string
	values  []any
}

type recorded []row

// recordRows runs act once and reads what it wrote.
func recordRows(b *testing.B, raw *sql.DB, act func()) (out recorded) {
	b.Helper()
	before := map[string]int64{}
	for _, table := range written() {
		var most sql.NullInt64
		if err := raw.QueryRow("SELECT MAX(id) FROM " + table).Scan(&most); err != nil {
			b.Fatal(err)
		}
		before[table] = most.Int64
	}
	act()
	for _, table := range written() {
		rows, err := raw.Query(fmt.Sprintf("SELECT * FROM %s WHERE id > %d ORDER BY id", table, before[table]))
		if err != nil {
			b.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			r, into := row{table: table}, make([]any, len(columns))
			values := make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				b.Fatal(err)
			}
			for i, name := range columns {
				if name == "id" {
					r.id = values[i].(int64)
					continue
				}
				r.columns, r.values = append(r.columns, name), append(r.values, values[i])
			}
			out = append(out, r)
		}
		rows.Close()
	}
	if len(out) < 15 {
		b.Fatalf("a purchase of two shops left only %d rows", len(out))
	}
	return out
}

// parents says which column leads to which table.
func parents() map[string]string {
	return map[string]string{"purchase_id": "purchases", "order_id": "orders", "delivery_id": "deliveries", "payment_id": "payments"}
}

// unlike are the columns in which no two rows may be the same.
func unlike(column string) bool {
	return column == "code" || column == "idempotency_key" || column == "number" || column == "key" || column == "unique_key"
}

// write inserts the same rows once more as one transaction, and takes the stock.
func (list recorded) write(b *testing.B, raw *sql.DB, variants []int64) {
	tx, err := raw.Begin()
	if err != nil {
		b.Error(err)
		return
	}
	defer tx.Rollback()
	suffix, made := slug.Token()[:10], map[string]map[int64]int64{}
	for _, r := range list {
		values := make([]any, len(r.values))
		for i, v := range r.values {
			values[i] = v
			if parent, ok := parents()[r.columns[i]]; ok && v != nil {
				if id, ok := made[parent][v.(int64)]; ok {
					values[i] = id
				}
			}
			if text, ok := v.(string); ok && unlike(r.columns[i]) {
				values[i] = text[:min(len(text), 20)] + suffix
			}
			if at, ok := v.(time.Time); ok {
				values[i] = at.UTC()
			}
		}
		var id int64
		if err := tx.QueryRow(r.insert(), values...).Scan(&id); err != nil {
			b.Errorf("%s: %v", r.table, err)
			return
		}
		if made[r.table] == nil {
			made[r.table] = map[int64]int64{}
		}
		made[r.table][r.id] = id
	}
	for _, v := range variants {
		if _, err := tx.Exec("UPDATE variants SET reserved = reserved + 1 WHERE id = $1 AND reserved + 1 <= on_hand", v); err != nil {
			b.Error(err)
			return
		}
	}
	if err := tx.Commit(); err != nil {
		b.Error(err)
	}
}

func (r row) insert() string {
	places := make([]string, len(r.columns))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	return `INSERT INTO ` + r.table + ` ("` + strings.Join(r.columns, `", "`) + `") VALUES (` + strings.Join(places, ", ") + `) RETURNING id`
}
