package app

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/miniotest"
	"beli/internal/payment/stripe/stripetest"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

// topology is what deploy/compose.yml starts, as processes on loopback: two of the program, PostgreSQL,
// MinIO, a mail server, Stripe's double, a proxy that takes turns, and Meilisearch where one is named.
type topology struct {
	*town
	set       map[string]string
	addresses []string
	processes []*exec.Cmd
	turn      atomic.Int64
	proxy     http.Handler
	letters   *letterbox
}

// Respond implements webtest.Site through the proxy.
func (p *topology) Respond(r *http.Request) (*http.Response, error) { return p.ask(r, "") }

// ask asks the proxy, or one process without it.
func (p *topology) ask(r *http.Request, address string) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Host, r.URL.Host = r.URL.Host, address
	if address == "" {
		r.URL.Host = p.next()
	}
	r.Header.Set("X-Real-Ip", "203.0.113.7")
	res, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil && address == "" && r.Method == http.MethodGet {
		r.URL.Host = p.next() // as a proxy does with a process that is gone
		return (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	}
	return res, err
}

func (p *topology) next() string {
	return p.addresses[int(p.turn.Add(1))%len(p.addresses)]
}

// process is one of them, at its own door.
type process struct {
	p  *topology
	at string
}

// Respond implements webtest.Site.
func (d process) Respond(r *http.Request) (*http.Response, error) { return d.p.ask(r, d.at) }

func openTopology(t *testing.T) *topology {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "beli")
	if out, err := exec.Command("go", "build", "-o", binary, "beli/cmd/beli").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	p := &topology{letters: openLetterbox(t)}
	bucket := miniotest.Open(t)
	// Stripe's double posts its events to the proxy, which is a server of its own.
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, cards := stripetest.Start(t, stripetest.Options{WebhookURL: "http://" + door.Addr().String() + "/webhook/stripe"})
	p.set = map[string]string{"BELI_PUBLIC_URL": webtest.Origin, "BELI_SECRET": "k3Zp9vQ1x7Lm2Rt8Wd5Ny4Bs6Hc0Jf-topology", "BELI_TRUSTED_PROXIES": "127.0.0.1/32", "BELI_PAGES_PER_MINUTE": "0",
		"BELI_DATABASE_URL": storetest.PostgresURL(t), "BELI_AGENCY_WHATSAPP": "081233334444",
		"BELI_S3_ENDPOINT": bucket.URL, "BELI_S3_BUCKET": bucket.Name, "BELI_S3_ACCESS_KEY": bucket.AccessKey, "BELI_S3_SECRET_KEY": bucket.SecretKey,
		"BELI_STRIPE_URL": cards, "BELI_STRIPE_KEY": "sk_test_stripetest", "BELI_STRIPE_WEBHOOK_SECRET": "whsec_stripetest", "BELI_OPERATOR": "Koperasi Contoh",
		"BELI_SMTP_URL": "smtp://" + p.letters.addr, "BELI_MAIL_FROM": "surat@contoh.id"}
	if at := os.Getenv("BELI_TEST_MEILI_URL"); at != "" {
		p.set["BELI_MEILI_URL"], p.set["BELI_MEILI_KEY"] = at, os.Getenv("BELI_TEST_MEILI_KEY")
	} else {
		t.Log("without Meilisearch: BELI_TEST_MEILI_URL names none")
	}
	p.town = &town{t: t, said: &notebook{}}
	for range 2 {
		p.addresses = append(p.addresses, freeAddress(t))
		p.processes = append(p.processes, nil)
	}
	for i := range p.addresses {
		p.start(binary, i)
	}
	p.proxy = &httputil.ReverseProxy{ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError), Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: p.next()})
		r.Out.Host = strings.TrimPrefix(webtest.Origin, "http://")
		r.Out.Header.Set("X-Real-Ip", "203.0.113.7")
	}}
	server := http.Server{Handler: p.proxy, ReadHeaderTimeout: 5 * time.Second}
	go server.Serve(door)
	t.Cleanup(func() { server.Close() })
	p.watch(t)
	return p
}

// watch opens the program once more, without serving, for its words, its operator's commands and its rows.
func (p *topology) watch(t *testing.T) {
	t.Helper()
	set := map[string]string{"BELI_DATA_DIR": t.TempDir()}
	for name, value := range p.set {
		set[name] = value
	}
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	if p.App, err = NewWith(context.Background(), c, p.said, slog.New(slog.DiscardHandler), clock.System{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	p.site, p.remote = p, p.quiet
}

// start runs process i; what it prints is read for codes and faults.
func (p *topology) start(binary string, i int) {
	p.t.Helper()
	cmd := exec.Command(binary, "serve")
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "BELI_") {
			cmd.Env = append(cmd.Env, entry)
		}
	}
	cmd.Env = append(cmd.Env, "BELI_ADDR="+p.addresses[i], "BELI_DATA_DIR="+p.t.TempDir())
	for name, value := range p.set {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	cmd.Stdout, cmd.Stderr = p.said, p.said
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.processes[i] = cmd
	p.t.Cleanup(func() {
		if cmd.ProcessState == nil {
			cmd.Process.Signal(os.Interrupt)
			cmd.Wait()
		}
	})
	for end := time.Now().Add(60 * time.Second); ; {
		res, err := http.Get("http://" + p.addresses[i] + "/readyz")
		if err == nil {
			io.Copy(io.Discard, res.Body)
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
		if time.Now().After(end) {
			p.t.Fatalf("process %d does not become ready:\n%s", i, p.said.all())
		}
		<-time.After(50 * time.Millisecond)
	}
}

// promised is how soon after its commit every process shows a change; a search server is given more.
const promised = 2 * time.Second

// quiet waits until no job is due, and then for as long as a change may take to be seen everywhere.
func (p *topology) quiet() {
	p.t.Helper()
	for end := time.Now().Add(60 * time.Second); ; {
		due := p.value(`SELECT COUNT(*) FROM outbox_message WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= $1`, time.Now().UnixMicro())
		if due == "0" {
			break
		}
		if time.Now().After(end) {
			p.t.Fatalf("%s jobs are not done", due)
		}
		<-time.After(50 * time.Millisecond)
	}
	wait := promised
	if p.parts.server != nil {
		wait += 2 * time.Second
	}
	<-time.After(wait)
}

func (p *topology) value(query string, args ...any) (text string) {
	p.t.Helper()
	rows, err := p.parts.db.Query(context.Background(), query, args...)
	if err != nil {
		p.t.Fatal(err)
	}
	defer rows.Close()
	if rows.Next() {
		if err := rows.Scan(&text); err != nil {
			p.t.Fatal(err)
		}
	}
	return text
}

// The thread of a shop and its buyers through two processes behind a proxy that takes turns, so that
// every session, cart and upload is met by the other one at the next click.
func TestTopology_two_processes_are_one_market(t *testing.T) {
	if os.Getenv("BELI_TEST_TOPOLOGY") != "1" {
		t.Skip("NOT RUN: two processes, PostgreSQL, MinIO, a proxy: make topology")
	}
	p := openTopology(t)
	walkAsBuyer(t, p.town)
	walkAsShop(t, p.town)
	t.Run("a picture is given by the process that did not take it", func(t *testing.T) { p.samePictures(t) })
	t.Run("a price is right on both within two seconds", func(t *testing.T) { p.samePrice(t) })
	t.Run("every letter and text went out once", func(t *testing.T) { p.once(t) })
	t.Run("one process dies and nobody notices", func(t *testing.T) { p.oneDies(t) })
	t.Run("the books hold", func(t *testing.T) {
		if err := p.Verify(t.Context()); err != nil {
			t.Errorf("%v\n%s", err, p.said.last("I"))
		}
	})
	if line := p.said.last("level=ERROR"); line != "" {
		t.Error(line)
	}
}

var pictureOnPage = regexp.MustCompile(`/foto/[a-zA-Z0-9-]+/[a-z0-9.]+`)

func (p *topology) samePictures(t *testing.T) {
	page := p.browser().Get("/cari?q=sambel+pecel").Want(http.StatusOK)
	picture := string(pictureOnPage.Find(page.Body))
	if picture == "" {
		t.Fatal("the product that was put up has no picture")
	}
	var sizes []int
	for _, at := range p.addresses {
		got := webtest.Open(t, process{p, at}).Get(picture).Want(http.StatusOK)
		sizes = append(sizes, len(got.Body))
	}
	if sizes[0] != sizes[1] || sizes[0] < 1000 {
		t.Errorf("the picture has %v bytes", sizes)
	}
}

func (p *topology) samePrice(t *testing.T) {
	owner := p.browser()
	p.town.t = t
	p.signIn(owner, "081311112222", "/jual")
	desk := "/jual/toko/" + p.value(`SELECT slug FROM shops WHERE name = 'Dapur Lestari'`)
	id := p.value(`SELECT id FROM products WHERE name LIKE 'Sambel pecel kencur%'`)
	prices := owner.Get(desk + "/produk/" + id).Want(http.StatusOK).Form("/harga")
	for name := range prices.Values {
		if strings.HasPrefix(name, "price") {
			prices.Set(name, "19.750")
		}
	}
	prices.Submit().Want(http.StatusOK)
	<-time.After(promised)
	for _, at := range p.addresses {
		b := webtest.Open(t, process{p, at})
		b.Get("/cari?q=sambel+pecel").Want(http.StatusOK).WantText("Rp19.750").Click("Sambel pecel").Want(http.StatusOK).WantText("Rp19.750")
		b.Get("/cari?q=sambel+pecel&urut=price_asc").Want(http.StatusOK).WantText("Rp19.750")
	}
}

func (p *topology) once(t *testing.T) {
	seen := map[string]int{}
	for _, line := range strings.Split(p.said.all(), "\n") {
		if strings.Contains(line, `msg="text message"`) {
			seen[line[strings.Index(line, "msg="):]]++
		}
	}
	for line, n := range seen {
		if n > 1 {
			t.Errorf("%d times: %s", n, line)
		}
	}
	if len(seen) < 5 {
		t.Errorf("only %d texts went out", len(seen))
	}
	if dead := p.value(`SELECT COUNT(*) FROM outbox_message WHERE dead_at IS NOT NULL`); dead != "0" {
		t.Errorf("%s jobs were given up", dead)
	}
}

func (p *topology) oneDies(t *testing.T) {
	b := p.browser()
	b.Get("/cari?q=wajik").Want(http.StatusOK).Click("Wajik kletik gula aren").Form("/keranjang").Submit().Want(http.StatusOK)
	if err := p.processes[0].Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.processes[0].Wait()
	for range 6 {
		b.Get("/keranjang").Want(http.StatusOK).WantText("Wajik kletik gula aren")
	}
	left := p.addresses
	p.addresses = p.addresses[1:] // the proxy has noticed
	defer func() { p.addresses = left }()
	p.town.t = t
	fmt.Fprintln(p.said, "one process is gone")
	second := p.stall("Rempeyek kacang Bu Contoh", 12_000)
	p.settle()
	p.browser().Get("/cari?q=rempeyek").Want(http.StatusOK).WantText(second.name)
	p.signUp("081399990000", "Pak Baru", "/akun") // its code is a job of the process that is left
}
