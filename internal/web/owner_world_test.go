package web_test

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/app"
	"beli/internal/audit"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/outbox"
	"beli/internal/photo/phototest"
	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

// market is the whole program on one SQLite database, with a second hand in the same database that
// buys and decides where no page is needed.
type market struct {
	t     *testing.T
	app   *app.App
	db    *store.DB
	clock *clock.Manual
	buy   *fulfilmenttest.World
}

func openMarket(t *testing.T) *market {
	t.Helper()
	url := storetest.SQLiteURL(t)
	set := map[string]string{"BELI_DATA_DIR": filepath.Dir(strings.TrimPrefix(url, "sqlite:")), "BELI_AGENCY_WHATSAPP": "081233334444"}
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	m := &market{t: t, clock: clock.At(storetest.Noon)}
	if m.app, err = app.NewWith(context.Background(), c, io.Discard, slog.New(slog.DiscardHandler), m.clock); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.app.Close)
	if m.db, err = store.Open(context.Background(), url); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.db.Close() })
	m.buy = fulfilmenttest.New(t, m.db)
	return m
}

type oneShop struct{}

func (oneShop) CountShops(context.Context, int64) (int, error) { return 1, nil }

// signedIn is a browser of a person who has signed in.
func (m *market) signedIn(accountID int64) *webtest.Browser {
	m.t.Helper()
	sessions := account.NewSessions(store.NewSessions(m.db), oneShop{}, m.db, m.clock)
	token, _, err := sessions.Start(context.Background(), account.Account{ID: accountID, Name: "Sri", SessionVersion: 1, Staff: actor.NotStaff})
	if err != nil {
		m.t.Fatal(err)
	}
	b := webtest.Open(m.t, m.app)
	b.SetCookie("sid", token)
	return b
}

// helper is a browser of a new helper of a shop.
func (m *market) helper(shopID int64) *webtest.Browser {
	m.t.Helper()
	id := storetest.Account(m.t, m.db, "none")
	m.exec(`INSERT INTO shop_members (shop_id, account_id, role, created_at) VALUES ($1, $2, 'helper', $3)`, shopID, id, storetest.Noon)
	return m.signedIn(id)
}

func (m *market) exec(query string, args ...any) {
	m.t.Helper()
	err := m.db.InTx(context.Background(), func(ctx context.Context) error {
		_, err := m.db.Exec(ctx, query, args...)
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *market) number(query string, args ...any) int {
	m.t.Helper()
	return m.buy.Number(query, args...)
}

// text reads one text from the database, "" without a row.
func (m *market) text(query string, args ...any) string {
	m.t.Helper()
	rows, err := m.db.Query(context.Background(), query, args...)
	if err != nil {
		m.t.Fatal(err)
	}
	defer rows.Close()
	var s string
	if !rows.Next() {
		return ""
	}
	if err := rows.Scan(&s); err != nil {
		m.t.Fatal(err)
	}
	return s
}

// confirm is a curator's yes to the newest change of a product.
func (m *market) confirm(productID int) {
	m.t.Helper()
	changes := changelog.New(m.db, m.clock)
	s := catalog.New(store.NewCatalog(m.db, m.clock), catalog.NewStock(store.NewStock(m.db), changes, m.clock), m.db, changes,
		audit.New(m.db, m.clock), outbox.New(m.db, m.clock), m.clock)
	change := m.number(`SELECT MAX(id) FROM product_changes WHERE product_id = $1`, productID)
	if err := s.Confirm(context.Background(), m.buy.Curator(), int64(change)); err != nil {
		m.t.Fatal(err)
	}
}

// shop is a verified shop with a browser of its owner.
func (m *market) shop() (shopID int64, desk string, b *webtest.Browser) {
	m.t.Helper()
	shopID, owner := storetest.Shop(m.t, m.db)
	return shopID, m.desk(shopID), m.signedIn(owner)
}

// desk is the address of a shop's desk.
func (m *market) desk(shopID int64) string {
	return "/jual/toko/" + m.text(`SELECT slug FROM shops WHERE id = $1`, shopID)
}

// picture is a photo as a phone sends it; each seed is another one.
func picture(name string, seed uint64) webtest.File {
	return webtest.File{Name: name, Body: phototest.EncodeJPEG(phototest.Scene(900, 900, seed))}
}

// leaf is the id of a category as a form sends it.
func (m *market) leaf(slug string) string {
	m.t.Helper()
	return m.text(`SELECT CAST(id AS TEXT) FROM categories WHERE slug = $1`, slug)
}

// wajik fills the form of a new product completely.
func (m *market) wajik(b *webtest.Browser, desk string) *webtest.Form {
	m.t.Helper()
	return b.Get(desk+"/produk/baru").Want(200).Form("/produk/baru").
		Set("name", "Wajik kletik klobot").Set("category", m.leaf("oleh-oleh-jajanan-kering")).Set("price", "25.000").
		Set("unit", "renteng").Set("stock_mode", "counted").Set("on_hand", "12").Set("weight_g", "500").Set("halal_state", "in_process").
		Set("description", "Ketan dan gula kelapa, dibungkus klobot jagung.")
}

// live adds the product through the pages, has it confirmed, and gives its id.
func (m *market) live(b *webtest.Browser, desk string) int {
	m.t.Helper()
	m.wajik(b, desk).Attach("photos", picture("depan.jpg", 1), picture("dekat.jpg", 2)).Submit("Simpan dan kirim").Want(200)
	id := m.number(`SELECT MAX(id) FROM products`)
	m.confirm(id)
	return id
}

// public is the address of a product's page.
func (m *market) public(productID int) string {
	return "/p/" + m.text(`SELECT code FROM products WHERE id = $1`, productID)
}
