package app

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/faulttest"
	"beli/internal/payment/stripe/stripetest"
	"beli/internal/photo"
	"beli/internal/photo/s3/s3test"
	"beli/internal/search/meili/meilitest"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

// stage is the whole program serving on a network of this process, every engine a named one behind
// a proxy that can fail.
type stage struct {
	*town
	at      string // where the program listens
	proxies map[string]*faulttest.Proxy
	letters *letterbox
	shop    stall
	owner   *webtest.Browser
	desk    string // of the owner's shop
	product string // path of the product that is on sale
	picture string // path of its picture
	late    string // the engine that is not there at the start
	people  int
	unpaid  []string // pages of purchases whose payment could not be begun
	unsent  []string // who waits for a letter
}

// Respond implements webtest.Site over the network.
func (s *stage) Respond(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Host, r.URL.Host = r.URL.Host, s.at
	return (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
}

func (s *stage) browser() *webtest.Browser { return webtest.Open(s.t, s) }

// openStage starts the program with the engine named late not there yet.
func openStage(t *testing.T, late string) *stage {
	t.Helper()
	s := &stage{late: late, proxies: map[string]*faulttest.Proxy{}}
	set := map[string]string{"BELI_DATA_DIR": t.TempDir(), "BELI_ADDR": freeAddress(t), "BELI_PUBLIC_URL": webtest.Origin, "BELI_OPERATOR": "Koperasi Contoh",
		"BELI_MAX_UNPAID": "100", "BELI_PAGES_PER_MINUTE": "0"}
	s.at = set["BELI_ADDR"]

	base, err := url.Parse(storetest.PostgresURL(t))
	if err != nil {
		t.Fatal(err)
	}
	s.proxies["database"] = beforeDatabase(t, base)
	base.Host = s.proxies["database"].Addr()
	q := base.Query()
	q.Del("host")
	q.Del("port")
	q.Set("sslmode", "disable")
	base.RawQuery = q.Encode()
	set["BELI_DATABASE_URL"] = base.String()

	found := meilitest.Start(t)
	s.proxies["search server"], set["BELI_MEILI_URL"] = faulttest.Before(t, found.URL)
	set["BELI_MEILI_KEY"] = meilitest.Key
	bucket := s3test.Start(t)
	s.proxies["photos"], set["BELI_S3_ENDPOINT"] = faulttest.Before(t, bucket.URL)
	set["BELI_S3_BUCKET"], set["BELI_S3_ACCESS_KEY"], set["BELI_S3_SECRET_KEY"] = bucket.Bucket, bucket.AccessKey, bucket.SecretKey
	_, cards := stripetest.Start(t, stripetest.Options{WebhookURL: "http://" + s.at + "/webhook/stripe"})
	s.proxies["cards"], set["BELI_STRIPE_URL"] = faulttest.Before(t, cards)
	set["BELI_STRIPE_KEY"], set["BELI_STRIPE_WEBHOOK_SECRET"] = "sk_test_stripetest", "whsec_stripetest"
	s.letters = openLetterbox(t)
	s.proxies["mail"] = faulttest.Open(t, "tcp", s.letters.addr)
	set["BELI_SMTP_URL"], set["BELI_MAIL_FROM"] = "smtp://"+s.proxies["mail"].Addr(), "surat@contoh.id"

	if p := s.proxies[late]; p != nil {
		p.Stop()
	}
	s.serve(t, set)
	return s
}

// serve runs the program until the test ends.
func (s *stage) serve(t *testing.T, set map[string]string) {
	t.Helper()
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	s.town = &town{t: t, said: &notebook{}}
	ctx, stop := context.WithCancel(context.Background())
	if s.App, err = NewWith(ctx, c, s.said, slog.New(slog.NewTextHandler(s.said, nil)), clock.System{}); err != nil {
		stop()
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		for _, p := range s.proxies {
			p.Mend()
		}
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the program ended with %v", err)
		}
		s.Close()
	})
	s.until("the program listens", func() bool {
		res, err := http.Get("http://" + s.at + "/healthz")
		if err == nil {
			res.Body.Close()
		}
		return err == nil
	})
}

// until waits for something that happens by itself.
func (s *stage) until(what string, holds func() bool) {
	s.t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(90 * time.Second); !holds(); {
		select {
		case <-tick.C:
		case <-end:
			s.t.Fatalf("waited in vain until %s", what)
		}
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// beforeDatabase stands before a server that listens on a socket file or a port.
func beforeDatabase(t *testing.T, u *url.URL) *faulttest.Proxy {
	t.Helper()
	host, port := u.Query().Get("host"), u.Query().Get("port")
	if port == "" {
		port = "5432"
	}
	if strings.HasPrefix(host, "/") {
		return faulttest.Open(t, "unix", host+"/.s.PGSQL."+port)
	}
	return faulttest.Open(t, "tcp", u.Host)
}

// letterbox is a mail server that keeps what it gets.
type letterbox struct {
	addr string
	mu   sync.Mutex
	to   map[string]string // the newest letter to somebody
	n    map[string]int
}

func openLetterbox(t *testing.T) *letterbox {
	t.Helper()
	b := &letterbox{to: map[string]string{}, n: map[string]int{}}
	server := smtp.NewServer(b)
	server.Domain = "localhost"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b.addr = l.Addr().String()
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return b
}

// NewSession implements smtp.Backend.
func (b *letterbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &incoming{box: b}, nil }

type incoming struct {
	box *letterbox
	to  string
}

func (d *incoming) Mail(string, *smtp.MailOptions) error      { return nil }
func (d *incoming) Rcpt(to string, _ *smtp.RcptOptions) error { d.to = to; return nil }
func (d *incoming) Reset()                                    {}
func (d *incoming) Logout() error                             { return nil }

func (d *incoming) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	d.box.mu.Lock()
	defer d.box.mu.Unlock()
	d.box.to[d.to] = string(raw)
	d.box.n[d.to]++
	return nil
}

func (b *letterbox) letter(to string) (text string, count int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.to[to], b.n[to]
}

// furnish puts up a shop of an owner who is signed in, with a product and a picture.
func (s *stage) furnish() {
	s.t.Helper()
	s.shop = s.stall("Wajik kletik gula aren", 18_000)
	err := s.parts.db.InTx(context.Background(), func(ctx context.Context) error {
		_, err := s.parts.db.Exec(ctx, `UPDATE variants SET on_hand = 1000 WHERE id = $1`, s.shop.variant)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.owner = s.browser()
	s.join(s.owner, s.shop.owner)
	var slug string
	s.row(`SELECT slug FROM shops WHERE id = $1`, s.shop.shop, &slug)
	s.desk = "/jual/toko/" + slug + "/profil"
	s.until("the product is found", func() bool {
		page := s.browser().Get("/cari?q=wajik")
		if page.Status != http.StatusOK || !strings.Contains(page.Text(), s.shop.name) {
			return false
		}
		s.product = page.Click(s.shop.name).Path
		return true
	})
	s.hangPicture()
	if s.late != "search server" {
		s.until("the search server is filled and followed", s.parts.server.Ready)
	}
}

// hangPicture puts a picture into the store; while that is away, pages name one that is not there.
func (s *stage) hangPicture() {
	s.t.Helper()
	s.picture = photo.Photo{Key: photo.NewKey()}.Address(photo.Card, photo.JPEG)
	if hung, err := s.parts.photos.Add(context.Background(), bytes.NewReader(picture())); err == nil {
		s.picture = hung.Address(photo.Card, photo.JPEG)
	}
}

// row reads one value.
func (s *stage) row(query string, arg any, into *string) {
	s.t.Helper()
	rows, err := s.parts.db.Query(context.Background(), query, arg)
	if err != nil {
		s.t.Fatal(err)
	}
	defer rows.Close()
	if !rows.Next() {
		s.t.Fatalf("%s: nothing", query)
	}
	if err := rows.Scan(into); err != nil {
		s.t.Fatal(err)
	}
}

// faultTable reads docs/faults.md: the head of its table and its lines.
func faultTable(t *testing.T) (head []string, lines [][]string) {
	t.Helper()
	raw, err := os.ReadFile("../../docs/faults.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(raw), "\n") {
		if !strings.HasPrefix(line, "| ") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if head == nil {
			head = cells
			continue
		}
		lines = append(lines, cells)
	}
	if len(lines) < 15 {
		t.Fatalf("only %d lines of faults were found", len(lines))
	}
	return head, lines
}
