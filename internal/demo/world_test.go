package demo_test

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"beli/internal/account"
	"beli/internal/audit"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/demo"
	"beli/internal/outbox"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
	"beli/internal/promo"
	"beli/internal/region"
	"beli/internal/shop"
	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/verify"
)

// world is a database with every service the seeder goes through.
type world struct {
	testing.TB
	db          *store.DB
	clock       *clock.Manual
	region      *region.Book
	files       *counting
	photos      *photo.Library
	hasher      *account.Hasher
	people      store.Accounts
	front       *store.Storefront
	directory   *store.Directory
	collections *promo.Service
	outbox      *outbox.Outbox
	seeder      *demo.Seeder
}

// counting counts what is put into a photo store.
type counting struct {
	photo.Store
	mu   sync.Mutex
	puts map[photo.Key]int
}

func (c *counting) Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error {
	err := c.Store.Put(ctx, key, v, body, size)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.puts[key]++
	return err
}

var book = sync.OnceValues(region.Open)

type villages struct{ book *region.Book }

func (v villages) VillageInBlitar(code string) (village, kecamatan, kecamatanCode string, ok bool) {
	p, ok := v.book.ByCode(code)
	if !ok || !region.InBlitar(code) {
		return "", "", "", false
	}
	k, ok := v.book.KecamatanOf(code)
	return p.Name, k.Name, k.Code, ok
}

func open(t testing.TB, d *store.DB) *world {
	t.Helper()
	w, err := wire(d)
	if err != nil {
		t.Fatal(err)
	}
	w.TB = t
	return w
}

func wire(d *store.DB) (*world, error) {
	regions, err := book()
	if err != nil {
		return nil, err
	}
	w := &world{db: d, clock: clock.At(storetest.Noon), region: regions, hasher: account.NewHasher(2), people: store.NewAccounts(d),
		files: &counting{Store: phototest.Memory(), puts: map[photo.Key]int{}}}
	w.photos = photo.NewLibrary(photo.NewPipeline(1), w.files)
	w.front, w.directory = store.NewStorefront(d, w.clock), store.NewDirectory(d, w.clock)
	changes, log := changelog.New(d, w.clock), audit.New(d, w.clock)
	w.outbox = outbox.New(d, w.clock)
	w.collections = promo.New(store.NewCollections(d), d, changes, log, w.clock)
	w.seeder = demo.New(demo.Needs{
		Conn: d, People: w.people, Hasher: w.hasher, Clock: w.clock, Changes: changes,
		Shops: shop.New(store.NewShops(d), villages{regions}, d, changes, log, w.outbox, w.clock),
		Catalog: catalog.New(store.NewCatalog(d, w.clock), catalog.NewStock(store.NewStock(d), changes, w.clock), d, changes, log,
			w.outbox, w.clock),
		Categories: w.front, Collections: w.collections, Photos: w.photos, Region: regions, Bulk: store.NewBulk(d), Painters: 1,
	})
	return w, nil
}

// seeded is a database file with the demonstration in it, made once, and its logins.
var seeded = sync.OnceValues(func() (file seededFile, err error) {
	dir, err := os.MkdirTemp("", "beli-demo")
	if err != nil {
		return file, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "demo.db")
	d, err := store.Start(context.Background(), "sqlite:"+path, nil)
	if err != nil {
		return file, err
	}
	defer d.Close()
	w, err := wire(d)
	if err != nil {
		return file, err
	}
	started := clock.Started()
	if file.logins, err = w.seeder.Seed(context.Background(), nil); err != nil {
		return file, err
	}
	file.took = clock.Since(started).Seconds()
	if _, err := d.Exec(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return file, err
	}
	file.raw, err = os.ReadFile(path)
	return file, err
})

type seededFile struct {
	raw    []byte
	logins demo.Accounts
	took   float64 // seconds
}

// afterSeed opens a database with the demonstration in it.
func afterSeed(t testing.TB) (*world, demo.Accounts) {
	t.Helper()
	file, err := seeded()
	if err != nil {
		t.Fatalf("seed: %v", err)
	}
	t.Logf("seeding took %.1f s", file.took)
	path := filepath.Join(t.TempDir(), "demo.db")
	if err := os.WriteFile(path, file.raw, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := store.Open(context.Background(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return open(t, d), file.logins
}

// texts reads rows of a query as lines, columns joined by a bar.
func (w *world) texts(query string, args ...any) []string {
	w.Helper()
	rows, err := w.db.Query(context.Background(), query, args...)
	if err != nil {
		w.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		w.Fatal(err)
	}
	var out []string
	for rows.Next() {
		cells := make([]sql.NullString, len(names))
		to := make([]any, len(names))
		for i := range cells {
			to[i] = &cells[i]
		}
		if err := rows.Scan(to...); err != nil {
			w.Fatal(err)
		}
		line := make([]string, len(cells))
		for i, c := range cells {
			line[i] = c.String
		}
		out = append(out, strings.Join(line, "|"))
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		w.Fatal(err)
	}
	return out
}

// none fails with the rows that break a rule.
func (w *world) none(rule, query string, args ...any) {
	w.Helper()
	if bad := w.texts(query, args...); len(bad) > 0 {
		w.Errorf("%s: %d rows, such as %s", rule, len(bad), bad[0])
	}
}

// counts is how much visitors see.
func (w *world) counts() catalog.Counts {
	w.Helper()
	n, err := w.front.Counts(context.Background())
	if err != nil {
		w.Fatal(err)
	}
	return n
}

// books runs the checks of an operator.
func (w *world) books() {
	w.Helper()
	found, err := verify.Run(context.Background(), w.db, w.clock.Now())
	if err != nil {
		w.Fatal(err)
	}
	for _, v := range found {
		w.Errorf("the books: %v", v)
	}
}
