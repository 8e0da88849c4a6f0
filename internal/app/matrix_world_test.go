package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/checkout"
	"beli/internal/delivery"
	"beli/internal/order"
	"beli/internal/promo"
	"beli/internal/shop"
	"beli/internal/slug"
	"beli/internal/store/storetest"
	"beli/internal/web"
	"beli/internal/web/webtest"
)

// visitor is somebody with the cookies of one browser.
type visitor struct {
	name    string
	cookies string
	csrf    string
	actor   actor.Actor
}

// side says whose object a path names.
type side string

const (
	own     side = "own"     // of the first shop, its orders and its buyer
	foreign side = "foreign" // of the second shop and its buyer
	absent  side = "absent"  // of nobody
)

// board is a town with two shops and everybody who may come by.
type board struct {
	*town
	people map[string]visitor
	values map[side]map[string]string // "segment:param" or ":param" → value
}

func everybody() []string {
	return []string{"anonymous", "buyer", "other buyer", "owner", "other owner", "helper", "curator", "admin"}
}

func newBoard(t *testing.T) *board {
	t.Helper()
	m := &board{town: openTown(t, ""), people: map[string]visitor{"anonymous": {name: "anonymous", actor: actor.Visitor("")}}}
	first, second := m.stall("Wajik kletik", 18_000), m.stall("Kendang djimbe", 250_000)
	m.enter("owner", first.owner)
	m.enter("other owner", second.owner)
	for name, staff := range map[string]string{"buyer": "none", "other buyer": "none", "helper": "none", "curator": "curator", "admin": "admin"} {
		m.enter(name, storetest.Account(t, m.parts.db, staff))
	}
	m.join("owner", "helper", first.shop)
	m.values = map[side]map[string]string{
		own:     m.objects(first, "owner", "buyer", "helper"),
		foreign: m.objects(second, "other owner", "other buyer", "other owner"),
		absent: {"toko:toko": "tidak-ada", "toko:slug": "tidak-ada", "kategori:slug": "tidak-ada", "kecamatan:slug": "tidak-ada", "koleksi:slug": "tidak-ada",
			"p:code": "ZZZZZZZZ", "pesanan:code": "ZZZZZZZZ", "sandbox:ref": "sb-tidak-ada", "undangan:token": "tidak-ada", "buka:question": "tidak-ada",
			"produk:id": "99999999", "kurator/toko:id": "99999999", "koleksi:id": "99999999", "staf:id": "99999999", "pesanan:number": "ZZZZZZZZ-1", "pembantu:account": "99999999",
			"act": "tidak-ada"},
	}
	m.settle()
	return m
}

// enter gives an account a session without going through the door.
func (m *board) enter(name string, accountID int64) {
	m.t.Helper()
	a, err := m.parts.accounts.ByID(context.Background(), accountID)
	if err != nil {
		m.t.Fatal(err)
	}
	token, session, err := m.parts.sessions.Start(context.Background(), a)
	if err != nil {
		m.t.Fatal(err)
	}
	m.people[name] = visitor{name: name, cookies: "sid=" + token, csrf: session.CSRF, actor: session.Actor()}
}

// join makes somebody a helper of a shop.
func (m *board) join(owner, helper string, shopID int64) {
	m.t.Helper()
	ctx := context.Background()
	a, err := m.parts.accounts.ByID(ctx, m.people[helper].actor.AccountID)
	if err != nil {
		m.t.Fatal(err)
	}
	in, err := m.parts.shops.InviteHelper(ctx, m.people[owner].actor, shop.InviteInput{ShopID: shopID, Contact: a.PhoneKey})
	if err != nil {
		m.t.Fatal(err)
	}
	if _, err := m.parts.shops.AcceptInvite(ctx, m.people[helper].actor, in.Token); err != nil {
		m.t.Fatal(err)
	}
}

// text reads one value of the database.
func (m *board) text(query string, args ...any) string {
	m.t.Helper()
	rows, err := m.parts.db.Query(context.Background(), query, args...)
	if err != nil {
		m.t.Fatal(err)
	}
	defer rows.Close()
	var s string
	for rows.Next() {
		if err := rows.Scan(&s); err != nil {
			m.t.Fatal(err)
		}
	}
	return s
}

// objects makes one of everything around a stall and names it for paths.
func (m *board) objects(s stall, owner, buyer, member string) map[string]string {
	m.t.Helper()
	ctx := context.Background()
	code := m.purchase(s, m.people[buyer].actor)
	invite, err := m.parts.shops.InviteHelper(ctx, m.people[owner].actor, shop.InviteInput{ShopID: s.shop, Contact: "+62819" + eightDigits(s.shop)})
	if err != nil {
		m.t.Fatal(err)
	}
	product := m.text(`SELECT p.id FROM products p JOIN variants v ON v.product_id = p.id WHERE v.id = $1`, s.variant)
	productCode := m.text(`SELECT code FROM products WHERE id = $1`, product)
	made, err := m.parts.collections.Create(ctx, m.people["admin"].actor, promo.Words{TitleID: "Pilihan " + s.name, TitleEN: "Choice of " + s.name,
		FirstDay: "2026-01-01", LastDay: "2099-12-31"})
	if err != nil {
		m.t.Fatal(err)
	}
	if err := m.parts.collections.AddItem(ctx, m.people["admin"].actor, promo.AddItemInput{CollectionID: made.ID, Code: productCode, Reason: "contoh"}); err != nil {
		m.t.Fatal(err)
	}
	if err := m.parts.collections.Publish(ctx, m.people["admin"].actor, made.ID); err != nil {
		m.t.Fatal(err)
	}
	shopSlug := m.text(`SELECT slug FROM shops WHERE id = $1`, s.shop)
	ref := m.text(`SELECT COALESCE(MAX(p.provider_ref), '') FROM payments p JOIN purchases u ON u.id = p.purchase_id WHERE u.code = $1`, code)
	return map[string]string{"toko:toko": shopSlug, "toko:slug": shopSlug, "kategori:slug": "makanan", "kecamatan:slug": "doko", "koleksi:slug": made.Slug,
		"p:code": productCode, "pesanan:code": code, "sandbox:ref": ref, "undangan:token": invite.Token, "buka:question": "nama", "produk:id": product,
		"kurator/toko:id": fmt.Sprint(s.shop), "koleksi:id": fmt.Sprint(made.ID), "staf:id": fmt.Sprint(m.people[buyer].actor.AccountID), "pesanan:number": code + "-1",
		"pembantu:account": fmt.Sprint(m.people[member].actor.AccountID), "act": "perbaikan"}
}

func eightDigits(n int64) string { return fmt.Sprintf("%08d", n) }

// photo hangs a picture on the product of a side and gives its id.
func (m *board) photo(of side) string {
	m.t.Helper()
	err := m.parts.db.InTx(context.Background(), func(ctx context.Context) error {
		_, err := m.parts.db.Exec(ctx, `INSERT INTO photos (key, state, width, height, mat, contain, created_at, shop_id, product_id)
			SELECT 'kunci', 'live', 900, 700, 1, false, $1, shop_id, id FROM products WHERE id = $2`, storetest.Noon, m.values[of]["produk:id"])
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return m.text(`SELECT id FROM photos WHERE key = 'kunci'`)
}

// purchase buys one piece by the gateway and pays for it.
func (m *board) purchase(s stall, by actor.Actor) (code string) {
	m.t.Helper()
	ctx := context.Background()
	in := checkout.PlaceInput{By: by, Key: slug.Token(), Lang: "id", Items: []cart.Item{{VariantID: s.variant, Quantity: 1}},
		Choices: []checkout.Choice{{ShopID: s.shop, Method: delivery.PickUp, Pay: order.PayGateway}}, Name: "Sri Wahyuni", Phone: buyersPhone, Consent: true}
	q, err := m.parts.checkout.Quote(ctx, checkout.QuoteInput{Items: in.Items, Choices: in.Choices})
	if err != nil {
		m.t.Fatal(err)
	}
	in.ExpectedTotal = q.Total
	r, err := m.parts.checkout.Place(ctx, in)
	if err != nil {
		m.t.Fatal(err)
	}
	p, err := m.parts.payments.Begin(ctx, r.GatewayPaymentID)
	if err != nil {
		m.t.Fatal(err)
	}
	if _, err := m.parts.sandbox.Act(ctx, p.ProviderRef, "settle"); err != nil {
		m.t.Fatal(err)
	}
	return r.Code
}

// path fills a route's parameters. With several, outer names whose shop it is and inner whose
// the last object is. A parameter the board does not know fails: new routes are added here.
func (m *board) path(r web.RouteInfo, outer, inner side) string {
	m.t.Helper()
	parts := strings.Split(strings.TrimPrefix(r.Path, "/"), "/")
	params := r.Params()
	for i, part := range parts {
		name, ok := strings.CutPrefix(part, ":")
		if !ok {
			continue
		}
		from := outer
		if name == params[len(params)-1] {
			from = inner
		}
		key := parts[i-1] + ":" + name
		if name == "act" {
			key, from = "act", own
		} else if strings.HasPrefix(r.Path, "/kurator/toko/") {
			key, from = "kurator/toko:id", inner
		} else if parts[0] == "kurator" {
			from = inner
		}
		value, known := m.values[from][key]
		if !known {
			m.t.Fatalf("the matrix knows no %s for %s: teach it in matrix_world_test.go", key, r.Path)
		}
		parts[i] = url.PathEscape(value)
	}
	path := "/" + strings.Join(parts, "/")
	if strings.HasSuffix(path, "/batal") { // which of the purchase's orders
		path += "?order=" + m.values[inner]["pesanan:number"]
	}
	return path
}

// answer is what came back, with what names the object taken out.
type answer struct {
	status int
	next   string
	text   string
}

// ask sends one request and follows nothing.
func (m *board) ask(method, path string, v visitor, form url.Values, header http.Header) answer {
	m.t.Helper()
	var body io.Reader
	if method != http.MethodGet {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequest(method, webtest.Origin+path, body)
	if err != nil {
		m.t.Fatal(err)
	}
	if method != http.MethodGet {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, values := range header {
		req.Header[name] = values
	}
	if v.cookies != "" {
		req.Header.Set("Cookie", v.cookies)
	}
	res, err := m.Respond(req)
	if err != nil {
		m.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		m.t.Fatal(err)
	}
	// The link to the other language repeats the address.
	return answer{res.StatusCode, res.Header.Get("Location"), m.nameless(strings.ReplaceAll(string(raw), path, "…"))}
}

// nameless takes every object's name out of a text, so that two answers can be compared.
func (m *board) nameless(s string) string {
	for _, which := range []side{own, foreign, absent} {
		for key, value := range m.values[which] {
			if len(value) > 5 && key != "act" {
				s = strings.ReplaceAll(s, value, "…")
			}
		}
	}
	return s
}

// same is a header that a form of the site has.
func same() http.Header { return http.Header{"Origin": {webtest.Origin}} }

// state is a digest of every row of every table but those that count visits.
func (m *board) state() string {
	m.t.Helper()
	ctx := context.Background()
	rows, err := m.parts.db.Query(ctx, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
	if err != nil {
		m.t.Fatal(err)
	}
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			m.t.Fatal(err)
		}
		if name != "rate_limit" { // counts tries, which is its purpose
			tables = append(tables, name)
		}
	}
	rows.Close()
	digest := sha256.New()
	for _, table := range tables {
		m.digest(digest, table)
	}
	return fmt.Sprintf("%x", digest.Sum(nil))
}

func (m *board) digest(into io.Writer, table string) {
	m.t.Helper()
	rows, err := m.parts.db.Query(context.Background(), `SELECT * FROM "`+table+`"`)
	if err != nil {
		m.t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		m.t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			m.t.Fatal(err)
		}
		var line bytes.Buffer
		fmt.Fprintf(&line, "%s %v", table, values)
		lines = append(lines, line.String())
	}
	slices.Sort(lines)
	fmt.Fprintln(into, strings.Join(lines, "\n"))
}
