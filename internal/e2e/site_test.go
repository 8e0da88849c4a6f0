// Package e2e walks through the whole program in Chromium, with and without JavaScript:
// what a buyer, an owner and a curator do on their first day. It builds nothing: the
// program runs in the test's own process.
package e2e

import (
	"bytes"
	"context"
	"maps"
	"net"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"beli/internal/app"
	"beli/internal/config"
)

// patience is how long a person waits for anything before giving up.
const patience = 30 * time.Second

// site is the program, open at an address of its own.
type site struct {
	t    *testing.T
	url  string
	said *notebook
	dir  string
	till string // origin of the outside party that takes cards, "" for none
}

// openSite starts the program on a fresh SQLite database. prepare fills it before it opens.
func openSite(t *testing.T, prepare func(s *site, a *app.App)) *site {
	t.Helper()
	return openSiteWith(t, func(*site) map[string]string { return nil }, prepare)
}

// openSiteWith is openSite with further settings, which may depend on where the site will be.
func openSiteWith(t *testing.T, settings func(s *site) map[string]string, prepare func(s *site, a *app.App)) *site {
	t.Helper()
	address := freeAddress(t)
	s := &site{t: t, url: "http://" + address, said: newNotebook(), dir: t.TempDir()}
	set := map[string]string{"BELI_DATA_DIR": s.dir, "BELI_ADDR": address, "BELI_PUBLIC_URL": s.url, "BELI_AGENCY_WHATSAPP": "081233334444",
		"BELI_PAGES_PER_MINUTE": "0"}
	maps.Copy(set, settings(s))
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	a, err := app.New(ctx, c, s.said)
	if err != nil {
		stop()
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	if prepare != nil {
		prepare(s, a)
	}
	go func() { ended <- a.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the program ended with %v", err)
		}
		a.Close()
		if t.Failed() {
			t.Logf("the program said:\n%s", s.said.tail(4000))
		}
	})
	s.said.wait(t, `is open at`)
	return s
}

// database is the file of the site's rows.
func (s *site) database() string { return filepath.Join(s.dir, "beli.db") }

// freeAddress is an address nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// notebook keeps what the program prints and wakes whoever waits for a line of it.
type notebook struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // closed and renewed with every write
}

func newNotebook() *notebook { return &notebook{more: make(chan struct{})} }

// Write implements io.Writer.
func (n *notebook) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	close(n.more)
	n.more = make(chan struct{})
	return n.text.Write(p)
}

// wait gives the last match of a pattern, or its first group, as soon as there is one.
func (n *notebook) wait(t *testing.T, pattern string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	end := time.After(patience)
	for {
		n.mu.Lock()
		found := re.FindAllStringSubmatch(n.text.String(), -1)
		more := n.more
		n.mu.Unlock()
		if len(found) > 0 {
			last := found[len(found)-1]
			return last[len(last)-1]
		}
		select {
		case <-more:
		case <-end:
			t.Fatalf("the program never said %q:\n%s", pattern, n.tail(3000))
		}
	}
}

func (n *notebook) tail(most int) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	s := n.text.String()
	return s[max(0, len(s)-most):]
}
