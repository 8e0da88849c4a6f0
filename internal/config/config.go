// Package config reads the program's settings once, from the environment. Every
// problem is reported together, secrets never print, and each consumer gets the
// part of the settings that it needs.
package config

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"beli/internal/database"
	"beli/internal/phone"
)

// Env says for whom the program runs.
type Env string

// The environments. Development is the default: everything embedded, plain http.
const (
	Development Env = "development"
	Production  Env = "production"
)

// Config is everything that can be set from outside. Load makes it.
type Config struct {
	Env     Env
	Demo    bool   // the database is one that `make run` made: demo shops and printed passwords
	DataDir string // folder of everything the program keeps itself
	Secret  Secret // signs links and cookies; not Set means EnsureSecret(DataDir)

	Server   Server
	Database Database
	Search   Search
	Photos   Photos
	Payment  Payment
	Mail     Mail
	Agency   Agency
	Timing   Timing

	rows []row
}

// Production tells whether the strict rules hold.
func (c Config) Production() bool { return c.Env == Production }

// SQLitePath is where the embedded database is, or would be.
func (c Config) SQLitePath() string { return filepath.Join(c.DataDir, "beli.db") }

// Server is what the web server needs.
type Server struct {
	Addr           string         // host:port to listen on
	MetricsAddr    string         // host:port of /metrics, "" for none
	PublicURL      string         // scheme://host[:port] that visitors use, without a slash at the end
	PublicHost     string         // host[:port] of PublicURL
	Secure         bool           // PublicURL is https
	PagesPerMinute int            // of one address that is not signed in; 0 for no limit
	TrustedProxies []netip.Prefix // only these may speak for a visitor's address and scheme
}

// Database says where rows are kept.
type Database struct {
	Dialect database.Dialect
	URL     Secret // Postgres only: postgres://…
	Path    string // SQLite only: the database file
}

// Search says which engine answers searches.
type Search struct {
	MeiliURL string // "" for the embedded engine
	MeiliKey Secret
}

// Photos says where pictures are kept.
type Photos struct {
	Dir         string // folder of the embedded store
	S3Endpoint  string // "" for the embedded store
	S3Bucket    string
	S3Region    string // "" for the address's own
	S3AccessKey string
	S3SecretKey Secret
}

// Payment says which gateways may be offered beside the direct methods.
type Payment struct {
	Sandbox             bool   // the pretended gateway; never in production
	Operator            string // who collects card money, "" for nobody
	StripeKey           Secret
	StripeWebhookSecret Secret
	StripeURL           string // "" for Stripe's own
}

// Mail says how letters leave.
type Mail struct {
	SMTPURL Secret // not Set for the log
	From    string // address letters come from, with or without a name
}

// Agency is who runs the marketplace, as pages show it.
type Agency struct {
	Name     string
	WhatsApp phone.Number // "" when there is none
}

// Timing holds the deadlines and caps of orders.
type Timing struct {
	UnpaidHold time.Duration // stock is held this long for an unpaid purchase
	Accept     time.Duration // the shop accepts a paid order within this, or it is cancelled
	Ship       time.Duration // an accepted order is shipped within this, or it is cancelled
	Complete   time.Duration // a delivered order completes by itself after this
	MaxUnpaid  int           // unpaid purchases one buyer may have at a time
}

// Problem is one thing that is wrong with one setting. Reason never holds a secret's value.
type Problem struct {
	Name   string // the variable
	Reason string
}

// Error implements error: "BELI_ADDR: …".
func (p Problem) Error() string { return p.Name + ": " + p.Reason }

// Load reads every setting through getenv (usually os.Getenv; the files named by
// *_FILE variables are read too). The error joins one Problem for each thing that is wrong.
func Load(getenv func(string) string) (Config, error) {
	r := newReader(getenv)
	c := Config{
		Env:     Env(r.oneOf("BELI_ENV", string(Development), string(Production))),
		Demo:    r.truth("BELI_DEMO"),
		DataDir: filepath.Clean(r.text("BELI_DATA_DIR")),
		Secret:  r.secret("BELI_SECRET"),
		Server: Server{
			Addr:           r.address("BELI_ADDR"),
			MetricsAddr:    r.address("BELI_METRICS_ADDR"),
			TrustedProxies: r.prefixes("BELI_TRUSTED_PROXIES"),
			PagesPerMinute: r.number("BELI_PAGES_PER_MINUTE", 0, 1_000_000),
		},
		Search: Search{MeiliURL: r.serviceURL("BELI_MEILI_URL"), MeiliKey: r.secret("BELI_MEILI_KEY")},
		Photos: Photos{
			S3Endpoint:  r.serviceURL("BELI_S3_ENDPOINT"),
			S3Bucket:    r.text("BELI_S3_BUCKET"),
			S3Region:    r.text("BELI_S3_REGION"),
			S3AccessKey: r.text("BELI_S3_ACCESS_KEY"),
			S3SecretKey: r.secret("BELI_S3_SECRET_KEY"),
		},
		Payment: Payment{
			Operator:            r.text("BELI_OPERATOR"),
			StripeKey:           r.secret("BELI_STRIPE_KEY"),
			StripeWebhookSecret: r.secret("BELI_STRIPE_WEBHOOK_SECRET"),
			StripeURL:           r.serviceURL("BELI_STRIPE_URL"),
		},
		Mail:   Mail{SMTPURL: r.smtp("BELI_SMTP_URL"), From: r.text("BELI_MAIL_FROM")},
		Agency: Agency{Name: r.text("BELI_AGENCY_NAME"), WhatsApp: r.mobile("BELI_AGENCY_WHATSAPP")},
		Timing: Timing{
			UnpaidHold: time.Duration(r.number("BELI_UNPAID_MINUTES", 1, 10_080)) * time.Minute,
			Accept:     time.Duration(r.number("BELI_ACCEPT_HOURS", 1, 720)) * time.Hour,
			Ship:       time.Duration(r.number("BELI_SHIP_HOURS", 1, 720)) * time.Hour,
			Complete:   time.Duration(r.number("BELI_COMPLETE_DAYS", 1, 60)) * 24 * time.Hour,
			MaxUnpaid:  r.number("BELI_MAX_UNPAID", 1, 100),
		},
	}
	c.Photos.Dir = filepath.Join(c.DataDir, "photos")
	c.Database = r.database(c.DataDir)
	r.publicURL(&c.Server)
	c.Payment.Sandbox = r.sandbox(c.Env)
	r.checkSecret(c.Secret)
	r.checkWhole(c)
	if c.Production() {
		r.checkProduction(c)
	}
	c.rows = r.rows()
	if err := errors.Join(r.problems...); err != nil {
		return Config{}, err
	}
	return c, nil
}

// sandbox is on for everybody who tries the program, and never by itself in production.
func (r *reader) sandbox(env Env) bool {
	if !r.isSet("BELI_PAYMENT_SANDBOX") {
		on := env != Production
		r.derive("BELI_PAYMENT_SANDBOX", fmt.Sprint(on))
		return on
	}
	return r.truth("BELI_PAYMENT_SANDBOX")
}

// publicURL defaults to this machine at the port that is listened on.
func (r *reader) publicURL(s *Server) {
	const name = "BELI_PUBLIC_URL"
	if !r.isSet(name) {
		r.derive(name, "http://localhost:"+portOf(s.Addr))
	}
	u, err := url.Parse(r.text(name))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
		r.problem(name, "is not an address like https://beli.example.id")
		return
	}
	if u.User != nil || (u.Path != "" && u.Path != "/") || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		r.problem(name, "must be only scheme and host, like https://beli.example.id")
		return
	}
	u.Host = strings.ToLower(u.Host) // browsers send it so
	s.PublicHost, s.Secure = u.Host, u.Scheme == "https"
	s.PublicURL = u.Scheme + "://" + u.Host
}
