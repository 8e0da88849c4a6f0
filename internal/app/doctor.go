package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"beli/frontend/text"
	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/store"
)

// errUnwell is what doctor ends with when something must be mended.
var errUnwell = errors.New("something must be mended")

// doctor prints what it finds, one line each.
type doctor struct {
	config config.Config
	out    io.Writer
	bad    int
}

// Doctor says in words what is wrong with the settings and with everything they lead to; it
// changes nothing. refused is what Settings answered.
func Doctor(ctx context.Context, c config.Config, refused error, out io.Writer) error {
	d := &doctor{config: c, out: out}
	for _, problem := range split(refused) {
		d.wrong("settings", problem.Error(), "")
	}
	if refused != nil {
		return d.end() // what the settings lead to would be guessed
	}
	d.right("settings", string(c.Env))
	d.folder()
	d.exposure()
	d.database(ctx)
	d.engines(ctx)
	return d.end()
}

// split gives the errors that were joined.
func split(err error) []error {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

func (d *doctor) right(part, words string) { fmt.Fprintf(d.out, "  ok     %-10s %s\n", part, words) }
func (d *doctor) warn(part, words string)  { fmt.Fprintf(d.out, "  note   %-10s %s\n", part, words) }

// wrong tells what is the matter and, where that is known, what to do.
func (d *doctor) wrong(part, words, remedy string) {
	d.bad++
	words = strings.Join(strings.Fields(words), " ") // some errors have several lines
	fmt.Fprintf(d.out, "  WRONG  %-10s %s\n", part, words)
	if remedy != "" {
		fmt.Fprintf(d.out, "         %-10s → %s\n", "", remedy)
	}
}

func (d *doctor) end() error {
	if d.bad > 0 {
		return fmt.Errorf("%w: %d", errUnwell, d.bad)
	}
	fmt.Fprintln(d.out, "everything that was looked at is well")
	return nil
}

// roomLeft is the free space below which somebody should act.
const roomLeft = 1 << 30

// folder looks whether the data folder can be written and has room. It makes none: the doctor may be
// called by another user than the one who runs the program and must be able to write there.
func (d *doctor) folder() {
	const rights = "give the user that runs beli the right to write there, or set BELI_DATA_DIR"
	dir := d.config.DataDir
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if above, err := canMake(dir); err != nil {
			d.wrong("folder", fmt.Sprintf("%s is not there and cannot be made in %s: %v", dir, above, err), rights)
			return
		}
		d.right("folder", dir+": will be made at the first start")
		return
	case err != nil:
		d.wrong("folder", fmt.Sprintf("%s cannot be looked at: %v", dir, err), rights)
		return
	case !info.IsDir():
		d.wrong("folder", dir+" is no folder", rights)
		return
	}
	probe := filepath.Join(dir, ".doctor")
	if err := os.WriteFile(probe, []byte("x"), 0o600); err != nil {
		d.wrong("folder", fmt.Sprintf("%s cannot be written: %v", dir, err), rights)
		return
	}
	_ = os.Remove(probe)
	var room syscall.Statfs_t
	if err := syscall.Statfs(dir, &room); err == nil {
		free := room.Bavail * uint64(room.Bsize)
		if free < roomLeft {
			d.wrong("folder", fmt.Sprintf("only %d MB are free for %s", free>>20, dir), "make room before the database cannot be written")
			return
		}
		d.right("folder", fmt.Sprintf("%s, %d GB free", dir, free>>30))
		return
	}
	d.right("folder", dir)
}

// canMake tells whether a folder that is not there could be made; above is the nearest one that is.
func canMake(dir string) (above string, err error) {
	if above, err = filepath.Abs(dir); err != nil {
		return dir, err
	}
	for {
		if _, err := os.Stat(above); !errors.Is(err, os.ErrNotExist) || above == filepath.Dir(above) {
			const writeAndEnter = 2 | 1
			return above, errors.Join(err, syscall.Access(above, writeAndEnter))
		}
		above = filepath.Dir(above)
	}
}

// exposure looks who could reach what is not meant for everybody.
func (d *doctor) exposure() {
	c := d.config.Server
	if c.MetricsAddr != "" && !private(c.MetricsAddr) {
		d.warn("metrics", c.MetricsAddr+" can be reached from outside unless a firewall stands before it; 127.0.0.1 or a private address is safer")
	}
	if d.config.Production() && private(c.Addr) == false && len(c.TrustedProxies) > 0 {
		d.warn("address", c.Addr+" can be reached without the proxy unless a firewall stands before it")
	}
}

// private tells whether only this machine or its own network reaches an address to listen on.
func private(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil || host == "" {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && (ip.IsLoopback() || ip.IsPrivate())
}

// remedies say what to look at, by the code of a fault.
func remedy(code string) string {
	return map[string]string{
		"database_away":      "does the server run, are host and port of BELI_DATABASE_URL right, may this machine reach it, are user and password right?",
		"disk_full":          "make room on the disk of the database",
		"search_away":        "does Meilisearch run, and is BELI_MEILI_URL its address? Until then the embedded engine answers",
		"search_key":         "BELI_MEILI_KEY must be the master key, or a key that may do everything with the index and manage keys",
		"search_not_ready":   "the index is filled when the server runs, or by `beli reindex`",
		"stripe_key_refused": "BELI_STRIPE_KEY must be a secret key of the account, or a restricted one for Checkout Sessions, Refunds and Balance",
		"mail_unavailable":   "does the mail server run, are host, port, user and password of BELI_SMTP_URL right, does it offer STARTTLS?",

		"photo_store_unavailable": "does the store run, are BELI_S3_ENDPOINT and BELI_S3_BUCKET right, and may the key use the bucket?",
		"payment_unavailable":     "can this machine reach Stripe?",
	}[code]
}

// database looks whether it answers and is of this program's version.
func (d *doctor) database(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	name := "SQLite, " + d.config.Database.Path
	if d.config.Database.Dialect == database.Postgres {
		name = "PostgreSQL"
	} else if _, err := os.Stat(d.config.Database.Path); errors.Is(err, os.ErrNotExist) {
		d.right("database", name+": will be made at the first start")
		return
	}
	pending, err := store.Pending(ctx, databaseURL(d.config))
	switch {
	case err != nil:
		d.wrong("database", name+": "+err.Error(), remedy(fault.CodeOf(err)))
	case pending > 0:
		d.warn("database", fmt.Sprintf("%s: migrations that wait: %d; `beli migrate` or the next start applies them", name, pending))
	default:
		d.right("database", name)
	}
}

// engines asks every other technology.
func (d *doctor) engines(ctx context.Context) {
	texts, err := text.Load()
	if err != nil {
		d.wrong("program", err.Error(), "")
		return
	}
	p := &parts{config: d.config, texts: texts, log: slog.New(slog.DiscardHandler), clock: clock.System{}, secret: make([]byte, 32)}
	defer p.close()
	open := func() error { _, err := p.openGateways(nil); return err }
	pictures := p.openPhotos
	if d.config.Photos.S3Endpoint == "" {
		pictures = func() error { d.album(); return nil } // opening it would make it
	}
	for _, open := range []func() error{p.openSearch, pictures, open, p.openMail} {
		if err := open(); err != nil {
			d.wrong("settings", err.Error(), "")
		}
	}
	words := texts.Words(text.English)
	for _, e := range p.engines {
		note := e.note(words)
		asking, cancel := context.WithTimeout(ctx, 15*time.Second)
		err := e.health(asking)
		cancel()
		switch code := fault.CodeOf(err); {
		case err == nil, code == "search_not_ready" && p.server == nil: // its index is made at every start
			d.right(e.part, note)
		case code == "search_not_ready":
			d.warn(e.part, note+": "+remedy(code))
		case code == "search_key_shared":
			d.warn(e.part, note+": the key may not make one for reading alone, so it is used for that too")
		default:
			d.wrong(e.part, note+": "+err.Error(), remedy(code))
		}
	}
}

// album looks for the folder of pictures.
func (d *doctor) album() {
	const part = "photos"
	dir := d.config.Photos.Dir
	switch info, err := os.Stat(dir); {
	case errors.Is(err, os.ErrNotExist):
		d.right(part, "disk, "+dir+": will be made at the first start")
	case err != nil:
		d.wrong(part, err.Error(), "give the user that runs beli the right to read and write there")
	case !info.IsDir():
		d.wrong(part, dir+" is no folder", "move it away; a folder is made at the next start")
	default:
		d.right(part, "disk, "+dir)
	}
}

// Healthy asks the running program whether it is ready, as a container's health check does.
func Healthy(ctx context.Context, c config.Config, out io.Writer) error {
	host, port, err := net.SplitHostPort(c.Server.Addr)
	if err != nil {
		return fmt.Errorf("read BELI_ADDR: %w", err)
	}
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("the program does not answer: %w", err)
	}
	defer res.Body.Close()
	said, err := io.ReadAll(io.LimitReader(res.Body, 4<<10))
	if err != nil {
		return fmt.Errorf("the program does not answer: %w", err)
	}
	fmt.Fprint(out, string(said))
	if res.StatusCode != http.StatusOK {
		return errors.New(strings.SplitN(string(said), "\n", 2)[0])
	}
	return nil
}
