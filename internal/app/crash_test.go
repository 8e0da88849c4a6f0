package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/slug"
	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/verify"
)

// kills is how often the program dies on each database.
func kills() int {
	if os.Getenv("BELI_TEST_LONG") == "1" {
		return 40
	}
	return 5
}

// The program is killed without warning while people buy. What a buyer was told must be there
// when it comes back, whole, and it must come back soon.
func TestCrash_loses_no_acknowledged_purchase_and_leaves_none_half(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and kills the program")
	}
	bin := filepath.Join(t.TempDir(), "beli")
	if said, err := exec.Command("go", "build", "-o", bin, "beli/cmd/beli").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, said)
	}
	t.Run("sqlite", func(t *testing.T) {
		dir := t.TempDir()
		crash(t, &victim{t: t, bin: bin, dir: dir, database: "sqlite:" + filepath.Join(dir, "beli.db")})
	})
	t.Run("postgres", func(t *testing.T) {
		address := storetest.PostgresURL(t)
		crash(t, &victim{t: t, bin: bin, dir: t.TempDir(), database: address, setting: address})
	})
}

func crash(t *testing.T, v *victim) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, 1))
	d, err := store.Start(context.Background(), v.database, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	v.shelf(d)
	told := &promises{}
	for i := range kills() {
		v.start()
		end := v.traffic(told, i)
		told.await(v, told.count()+2)
		v.wait(time.Duration(dice.IntN(500)) * time.Millisecond)
		v.kill()
		end()
	}
	v.start()
	defer v.kill()
	told.keep(t, d)
	found, err := verify.Run(context.Background(), d, clock.System{}.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, violation := range found {
		t.Errorf("after %d kills: %s", kills(), violation)
	}
	if told.count() < kills() {
		t.Errorf("only %d purchases were made between %d kills: the test shows nothing", told.count(), kills())
	}
	t.Logf("%d promises kept over %d kills", told.count(), kills())
}

// victim is the program as a process.
type victim struct {
	t                 *testing.T
	bin, dir          string
	database, setting string
	address           string
	cmd               *exec.Cmd
	said              bytes.Buffer
	shops             [2]int64
	variants          [2]int64
}

// shelf puts up two shops whose goods do not run out.
func (v *victim) shelf(d *store.DB) {
	for i := range v.shops {
		v.shops[i], _ = storetest.Shop(v.t, d)
		_, v.variants[i] = storetest.Product(v.t, d, v.shops[i], 12_000, 1_000_000)
	}
}

// start runs the program until it is ready, which may take five seconds at most.
func (v *victim) start() {
	v.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		v.t.Fatal(err)
	}
	v.address = l.Addr().String()
	l.Close()
	v.said.Reset()
	v.cmd = exec.Command(v.bin, "serve")
	v.cmd.Stdout, v.cmd.Stderr = &v.said, &v.said
	v.cmd.Env = append(withoutSettings(os.Environ()), "BELI_DATA_DIR="+v.dir, "BELI_ADDR="+v.address, "BELI_PUBLIC_URL=http://"+v.address, "BELI_DATABASE_URL="+v.setting, "BELI_PAGES_PER_MINUTE=0")
	started := clock.Started()
	if err := v.cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	for {
		if res, err := http.Get("http://" + v.address + "/readyz"); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				break
			}
		}
		if clock.Since(started) > 20*time.Second {
			v.kill()
			v.t.Fatalf("not ready after 20 s:\n%s", v.said.String())
		}
		v.wait(10 * time.Millisecond)
	}
	if took := clock.Since(started); took > 5*time.Second {
		v.t.Errorf("ready %s after the start", took)
	}
}

// withoutSettings is an environment without the settings of whoever runs the tests.
func withoutSettings(environment []string) []string {
	return slices.DeleteFunc(environment, func(entry string) bool { return strings.HasPrefix(entry, "BELI_") })
}

// wait lets the program run for a while.
func (v *victim) wait(d time.Duration) {
	select {
	case <-time.After(d):
	case <-v.t.Context().Done():
	}
}

func (v *victim) kill() {
	if v.cmd == nil {
		return
	}
	if err := v.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		v.t.Error(err)
	}
	v.cmd.Wait()
	v.cmd = nil
}

// traffic has four people buy one purchase after another until the program is gone.
func (v *victim) traffic(told *promises, round int) (end func()) {
	var all sync.WaitGroup
	for person := range 4 {
		all.Go(func() {
			for n := 0; ; n++ {
				err := v.buy(told, fmt.Sprintf("0812%02d%d%05d", round, person, n), (n+person)%2 == 0)
				var said refusal
				if errors.As(err, &said) { // anything else is the program being gone
					v.t.Error(said)
				}
				if err != nil {
					return
				}
			}
		})
	}
	return all.Wait
}

// buy makes one purchase of two shops; in cash or by the gateway, which then settles.
func (v *victim) buy(told *promises, phone string, cash bool) error {
	b := &shopper{address: v.address}
	for _, variant := range v.variants {
		if _, err := b.post("/keranjang", url.Values{"variant": {fmt.Sprint(variant)}, "quantity": {"1"}, "then": {"cart"}}); err != nil {
			return err
		}
	}
	form := url.Values{"name": {"Sri Wahyuni"}, "phone": {phone}, "consent": {"ya"}, "expected_total": {"24000"}, "idempotency_key": {slug.Token()}}
	for i, shop := range v.shops {
		form.Set(fmt.Sprintf("delivery-%d", shop), "pickup")
		form.Set(fmt.Sprintf("pay-%d", shop), map[bool]string{true: "cash", false: "gateway"}[cash || i == 0])
	}
	next, err := b.post("/checkout/kirim", form)
	if err != nil {
		return err
	}
	if code, ok := strings.CutPrefix(next, "/pesanan/"); ok {
		told.add(promise{code: code[:strings.Index(code, "?")], status: "confirmed"})
		return nil
	}
	ref := next[strings.LastIndex(next, "/")+1:]
	told.add(promise{ref: ref})
	back, err := b.post("/sandbox/"+ref, url.Values{"act": {"settle"}})
	if err != nil {
		return err
	}
	_, code, _ := strings.Cut(back, "/pesanan/")
	told.add(promise{code: code[:strings.Index(code, "?")], status: "paid"})
	return nil
}

// refusal is an answer that a buyer who did nothing wrong should not get.
type refusal string

// Error implements error.
func (r refusal) Error() string { return string(r) }

// shopper is a browser with one cookie that follows nothing.
type shopper struct {
	address string
	cookie  string
}

// post sends a form and gives where it leads. A refusal is a fault of the program.
func (b *shopper) post(path string, form url.Values) (next string, err error) {
	req, err := http.NewRequest(http.MethodPost, "http://"+b.address+path, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", "http://"+b.address)
	if b.cookie != "" {
		req.Header.Set("Cookie", b.cookie)
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	for _, c := range res.Cookies() {
		if c.Name == "cart" {
			b.cookie = "cart=" + c.Value
		}
	}
	if res.StatusCode != http.StatusSeeOther {
		body, _ := io.ReadAll(res.Body)
		_, why, _ := strings.Cut(string(body), `class="summary"`)
		return "", refusal(fmt.Sprintf("%s answered %d: %.300s", path, res.StatusCode, why))
	}
	return strings.TrimPrefix(res.Header.Get("Location"), "http://"+b.address), nil
}

// promise is what a buyer was told: a purchase stands, and perhaps that it is paid.
type promise struct {
	code, ref string
	status    string // of the purchase's orders, "" when nothing was said of them
}

type promises struct {
	mu   sync.Mutex
	list []promise
}

func (p *promises) add(one promise) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = append(p.list, one)
}

func (p *promises) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.list)
}

// await lets the program run until so many promises were made, or for ten seconds.
func (p *promises) await(v *victim, n int) {
	for tries := 0; p.count() < n && tries < 1000; tries++ {
		v.wait(10 * time.Millisecond)
	}
}

// keep looks for everything that was promised.
func (p *promises) keep(t *testing.T, d *store.DB) {
	t.Helper()
	for _, one := range p.list {
		switch {
		case one.ref != "":
			if count(t, d, `SELECT COUNT(*) FROM payments WHERE provider_ref = $1`, one.ref) != 1 {
				t.Errorf("the payment %s that a buyer was sent to is gone", one.ref)
			}
		case one.status != "":
			held := count(t, d, `SELECT COUNT(*) FROM orders o JOIN purchases u ON u.id = o.purchase_id WHERE u.code = $1 AND o.status IN ('paid', 'confirmed')`, one.code)
			if held != 2 {
				t.Errorf("the purchase %s was acknowledged as %s, but %d of its 2 orders are", one.code, one.status, held)
			}
		}
	}
}

func count(t *testing.T, d *store.DB, query string, args ...any) (n int) {
	t.Helper()
	rows, err := d.Query(context.Background(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
	return n
}
