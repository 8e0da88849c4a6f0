package demo_test

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"testing"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/demo"
	"beli/internal/fault"
	"beli/internal/store/storetest"
)

// soundStock and soundPrices are what holds of every product, however it was made.
const (
	soundStock = `SELECT v.id, v.on_hand, COALESCE(SUM(m.quantity), 0) FROM variants v
		LEFT JOIN stock_movements m ON m.variant_id = v.id GROUP BY v.id, v.on_hand HAVING v.on_hand <> COALESCE(SUM(m.quantity), 0)`
	soundPrices = `SELECT v.id FROM variants v WHERE v.price <> COALESCE((SELECT x.price FROM variant_prices x
		WHERE x.id = (SELECT MAX(y.id) FROM variant_prices y WHERE y.variant_id = v.id)), 0)`
	soundPriceFrom = `SELECT p.code FROM products p WHERE p.price_from <> COALESCE((SELECT MIN(v.price) FROM variants v
		WHERE v.product_id = p.id AND v.archived_at IS NULL), 0)`
	unchecked = `SELECT p.code FROM products p WHERE p.credential_checked_at IS NULL AND (p.halal_number <> '' OR p.pirt_number <> '')`
	ownerless = `SELECT s.slug FROM shops s WHERE NOT EXISTS (SELECT 1 FROM shop_members m WHERE m.shop_id = s.id AND m.role = 'owner')`
)

func TestSeed_the_whole_catalogue_is_on_sale(t *testing.T) {
	ctx := context.Background()
	w, _ := afterSeed(t)
	seen := w.counts()
	if seen.Shops != 75 || seen.Products != 199 {
		t.Fatalf("visitors see %d shops, %d products; want 75 and 199", seen.Shops, seen.Products)
	}
	w.none("every shop is verified", `SELECT slug FROM shops WHERE status <> 'verified' OR verified_by IS NULL`)
	w.none("every product is published", `SELECT code FROM products WHERE status <> 'published' OR published_at IS NULL`)
	w.none("every number was checked", unchecked)
	w.none("every product has at least three live photos, the first its cover", `SELECT p.code FROM products p
		WHERE (SELECT COUNT(*) FROM photos f WHERE f.product_id = p.id AND f.state = 'live') < 3
			OR p.cover_key <> (SELECT f.key FROM photos f WHERE f.product_id = p.id AND f.state = 'live' ORDER BY f.position LIMIT 1)`)
	w.none("every shop has its picture", `SELECT slug FROM shops WHERE photo_key = '' OR story_id = '' OR story_en = '' OR hours = ''`)
	w.none("stock is the sum of its movements", soundStock)
	w.none("the newest price version is the price", soundPrices)
	w.none("lists show the lowest price", soundPriceFrom)
	w.books()
	w.none("nothing waits for a curator", `SELECT id FROM product_changes WHERE status <> 'confirmed'`)
	w.none("no shop is without owner", ownerless)
	places, err := w.directory.CountByKecamatan(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range w.region.Kecamatan() {
		if places[k.Code] == 0 || seen.ByKecamatan[k.Code] == 0 {
			t.Errorf("%s has %d shops, %d products", k.Name, places[k.Code], seen.ByKecamatan[k.Code])
		}
	}
	newest, err := w.front.Newest(ctx, 8)
	if err != nil {
		t.Fatal(err)
	}
	from := map[string]bool{}
	for _, c := range newest {
		from[c.ShopSlug] = true
	}
	if len(from) < 6 {
		t.Errorf("the newest eight come from %d shops", len(from))
	}
	if waiting, dead, err := w.outbox.Waiting(ctx); waiting+dead > 0 || err != nil {
		t.Errorf("%d messages wait, %d are dead, %v: people who do not exist would be written to", waiting, dead, err)
	}
}

func TestSeed_the_collections_run_now_and_for_three_weeks_more(t *testing.T) {
	ctx := context.Background()
	w, _ := afterSeed(t)
	running, err := w.collections.Running(ctx, 10)
	if err != nil || len(running) != 3 {
		t.Fatalf("%d collections run, %v", len(running), err)
	}
	if running[0].TitleID != "Oleh-oleh untuk Tamu" {
		t.Errorf("the first one shown is %q", running[0].TitleID)
	}
	for _, c := range running {
		if c.FirstDay() != "2026-11-18" || c.LastDay() != "2026-12-16" || len(c.ProductIDs()) < 8 || c.TitleEN == "" {
			t.Errorf("%s runs from %s to %s with %d products", c.Slug, c.FirstDay(), c.LastDay(), len(c.ProductIDs()))
		}
		for _, it := range c.Items {
			if it.Reason == "" {
				t.Errorf("%s holds %s without a reason", c.Slug, it.Name)
			}
		}
	}
}

func TestSeed_five_people_can_sign_in_and_nobody_else(t *testing.T) {
	ctx := context.Background()
	w, logins := afterSeed(t)
	want := map[demo.Role]int{demo.Curator: 1, demo.Admin: 1, demo.Owner: 2, demo.Buyer: 1}
	spoken := regexp.MustCompile(`^([a-z]{6}-){2}[0-9]{3}$`)
	passwords := map[string]bool{}
	for _, l := range logins {
		want[l.Role]--
		contact, err := account.ParseContact(l.Contact)
		if err != nil {
			t.Fatalf("%s cannot be typed: %v", l.Contact, err)
		}
		a, err := w.people.ByContact(ctx, contact)
		if err != nil || a.Name != l.Name || !w.hasher.Matches(a.PasswordHash, l.Password) {
			t.Errorf("%s: account %+v, %v", l.Contact, a, err)
		}
		if staff := l.Role == demo.Curator || l.Role == demo.Admin; staff != (a.Staff != actor.NotStaff) {
			t.Errorf("%s is %s and has the role %s", l.Contact, l.Role, a.Staff)
		}
		if !spoken.MatchString(l.Password) || passwords[l.Password] {
			t.Errorf("password %q", l.Password)
		}
		passwords[l.Password] = true
		if l.Role == demo.Owner {
			w.none("the owner owns the shop that is named", `SELECT s.slug FROM shops s WHERE s.slug = $1 AND NOT EXISTS
				(SELECT 1 FROM shop_members m WHERE m.shop_id = s.id AND m.account_id = $2)`, l.Shop, a.ID)
			if _, err := w.directory.PublicBySlug(ctx, l.Shop); err != nil {
				t.Errorf("shop %s: %v", l.Shop, err)
			}
		}
	}
	for role, missing := range want {
		if missing != 0 {
			t.Errorf("%d %s too few", missing, role)
		}
	}
	if hashes := w.texts(`SELECT id FROM accounts WHERE password_hash <> ''`); len(hashes) != 5 {
		t.Errorf("%d accounts have a password", len(hashes))
	}
}

func TestSeed_is_refused_where_it_does_not_belong(t *testing.T) {
	ctx := context.Background()
	w, _ := afterSeed(t)
	if _, err := w.seeder.Seed(ctx, nil); !errors.Is(err, demo.ErrSeeded) {
		t.Errorf("a second seed gives %v", err)
	}
	if is, err := demo.IsDemo(ctx, w.db); !is || err != nil {
		t.Errorf("the database is not marked: %v, %v", is, err)
	}
	used := open(t, storetest.SQLite(t))
	if is, err := demo.IsDemo(ctx, used.db); is || err != nil {
		t.Errorf("a fresh database is marked: %v, %v", is, err)
	}
	storetest.Account(t, used.db, "none")
	if _, err := used.seeder.Seed(ctx, nil); !errors.Is(err, demo.ErrNotEmpty) {
		t.Errorf("a seed among people gives %v", err)
	}
	if is, _ := demo.IsDemo(ctx, used.db); is {
		t.Error("a refused seed marks the database")
	}
	if err := used.seeder.FillPictures(ctx, nil); err != nil || len(used.files.puts) > 0 {
		t.Errorf("pictures for a database that is no demonstration: %d, %v", len(used.files.puts), err)
	}
}

func TestSeed_that_is_stopped_leaves_nothing(t *testing.T) {
	t.Parallel()
	w := open(t, storetest.SQLite(t))
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	_, err := w.seeder.Seed(ctx, func(stage demo.Stage, done, _ int) {
		if stage == demo.Products && done == 3 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped seed gives %v", err)
	}
	for _, table := range []string{"accounts", "shops", "products", "photos", "setting", "audit_entry", "outbox_message"} {
		w.none("nothing stays in "+table, `SELECT 1 FROM `+table)
	}
}

func TestFillPictures_begins_with_covers_and_goes_on_where_it_was_stopped(t *testing.T) {
	t.Parallel()
	w, _ := afterSeed(t)
	until := func(n int) {
		t.Helper()
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		err := w.seeder.FillPictures(ctx, func(stage demo.Stage, done, total int) {
			if stage != demo.Pictures || total < 700 {
				t.Errorf("%s %d of %d", stage, done, total)
			}
			if done == n {
				stop()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped: %v", err)
		}
	}
	until(1)
	first := maps.Clone(w.files.puts)
	if len(first) != 1 {
		t.Fatalf("%d pictures after the first run", len(first))
	}
	for key := range first {
		featured := w.texts(`SELECT 1 FROM products p JOIN collection_items i ON i.product_id = p.id WHERE p.cover_key = $1`, string(key))
		if len(featured) == 0 {
			t.Errorf("%s is no cover of a featured product", key)
		}
	}
	until(3)
	if len(w.files.puts) != 3 {
		t.Errorf("%d pictures after the second run", len(w.files.puts))
	}
	for key, n := range w.files.puts {
		if there, err := w.photos.Has(context.Background(), key); !there || err != nil {
			t.Errorf("%s is not whole: %v", key, err)
		}
		if before, old := first[key]; old && n != before {
			t.Errorf("%s was made twice", key)
		}
	}
	visitor := actor.Visitor("")
	for key := range first {
		if readable, err := w.front.PhotoReadable(context.Background(), visitor, string(key)); !readable || err != nil {
			t.Errorf("visitors do not see %s: %v", key, err)
		}
	}
}

func TestSeed_works_on_postgres_too(t *testing.T) {
	t.Parallel()
	ctx, w := context.Background(), open(t, storetest.Postgres(t))
	if _, err := w.seeder.Seed(ctx, nil); err != nil {
		t.Fatalf("seed: %v (%v)", err, fault.FieldsOf(err))
	}
	if seen := w.counts(); seen.Shops != 75 || seen.Products != 199 {
		t.Errorf("visitors see %d shops, %d products", seen.Shops, seen.Products)
	}
	if err := w.seeder.Scale(ctx, 400, 7, nil); err != nil {
		t.Fatalf("scale: %v", err)
	}
	w.sound(599)
}
