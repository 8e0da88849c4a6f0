package app

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"maps"
	"regexp"
	"strings"
	"sync"
	"testing"

	"beli/frontend/text"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/money"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

// town is the whole program on one database without a network. Jobs run when a test says so.
type town struct {
	*App
	t    *testing.T
	said *notebook
	// site answers browsers; nil is the program itself. remote has others do the jobs and keep the
	// indexes: settle then waits for them.
	site   webtest.Site
	remote func()
}

// notebook keeps what the program printed; letters and one-time codes are among it.
type notebook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (n *notebook) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

func (n *notebook) all() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// last is the newest line that holds a text.
func (n *notebook) last(text string) string {
	lines := strings.Split(n.all(), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.Contains(lines[i], text) {
			return lines[i]
		}
	}
	return ""
}

// eachTown runs a test on the whole program once per database.
func eachTown(t *testing.T, test func(t *testing.T, w *town)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, openTown(t, ""))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, openTown(t, storetest.PostgresURL(t)))
	})
}

// openTown makes the program as a person who sets nothing would get it; "" is SQLite in a
// folder of the test.
func openTown(t *testing.T, databaseURL string) *town {
	t.Helper()
	return openTownWith(t, map[string]string{"BELI_DATABASE_URL": databaseURL})
}

// openTownWith makes the program with further settings.
func openTownWith(t *testing.T, set map[string]string) *town {
	t.Helper()
	set = maps.Clone(set)
	set["BELI_DATA_DIR"], set["BELI_AGENCY_WHATSAPP"], set["BELI_PAGES_PER_MINUTE"] = t.TempDir(), "081233334444", "0"
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	w := &town{t: t, said: &notebook{}}
	log := slog.New(slog.NewTextHandler(w.said, nil))
	if w.App, err = NewWith(context.Background(), c, io.MultiWriter(w.said), log, clock.System{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	w.reindex()
	return w
}

// reindex brings every index to the state of the database.
func (w *town) reindex() {
	w.t.Helper()
	ctx := context.Background()
	if err := w.parts.index.rebuild(ctx); err != nil {
		w.t.Fatal(err)
	}
	if w.parts.server == nil {
		return
	}
	if err := (serverIndex{w.parts.serverIndex}).Renew(ctx); err != nil {
		w.t.Fatal(err)
	}
	if err := w.parts.server.Prepare(ctx); err != nil {
		w.t.Fatal(err)
	}
	w.parts.server.followed.Store(true) // by this test
}

// browser is a new person at a new device.
func (w *town) browser() *webtest.Browser {
	if w.site != nil {
		return webtest.Open(w.t, w.site)
	}
	return webtest.Open(w.t, w.App)
}

func (w *town) words() text.Words { return w.texts.Words(text.Indonesian) }

// settle does every job that waits and brings the index to the state of the database.
func (w *town) settle() {
	w.t.Helper()
	if w.remote != nil {
		w.remote()
		return
	}
	for {
		n, err := w.worker.Drain(context.Background())
		if err != nil {
			w.t.Fatalf("jobs: %v", err)
		}
		if n == 0 {
			break
		}
	}
	w.reindex()
}

// code is the newest one-time code that was sent to a contact.
func (w *town) code(contact string) string {
	w.t.Helper()
	w.settle()
	list := strings.Split(w.said.all(), "\n")
	for i := len(list) - 1; i >= 0; i-- {
		if strings.Contains(list[i], contact) {
			if found := regexp.MustCompile(`\b\d{6}\b`).FindString(strings.ReplaceAll(list[i], contact, "")); found != "" {
				return found
			}
		}
	}
	w.t.Fatalf("no code was sent to %s:\n%s", contact, w.said.all())
	return ""
}

// stall is a shop with one product that stands in the database already.
type stall struct {
	shop    int64
	owner   int64
	variant int64
	name    string
}

// stall puts up a verified shop with a product of a name of its own.
func (w *town) stall(name string, price money.Rupiah) stall {
	w.t.Helper()
	s := stall{name: name}
	s.shop, s.owner = storetest.Shop(w.t, w.parts.db)
	product, variant := storetest.Product(w.t, w.parts.db, s.shop, price, 10)
	s.variant = variant
	err := w.parts.db.InTx(context.Background(), func(ctx context.Context) error {
		if _, err := w.parts.db.Exec(ctx, `UPDATE products SET name = $1 WHERE id = $2`, name, product); err != nil {
			return err
		}
		return w.parts.changes.Append(ctx, changelog.Shop, s.shop)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}
