package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beli/internal/config"
	"beli/internal/database"
)

// good is a secret such as production accepts.
const good = "q7Zt0mYw3RbV9sKd1LxN5cUf8HgJ2pAe"

func env(pairs ...string) func(string) string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return m[name] }
}

// production is a whole set of production settings, changed by pairs.
func production(pairs ...string) func(string) string {
	base := []string{
		"BELI_ENV", "production", "BELI_PUBLIC_URL", "https://beli.example.id",
		"BELI_TRUSTED_PROXIES", "10.0.0.5", "BELI_SECRET", good,
	}
	return env(append(base, pairs...)...)
}

// problems lists "NAME: reason" of every joined problem.
func problems(err error) []string {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []string{"not joined: " + err.Error()}
	}
	var list []string
	for _, e := range joined.Unwrap() {
		var p config.Problem
		if !errors.As(e, &p) {
			list = append(list, "no Problem: "+e.Error())
			continue
		}
		list = append(list, p.Error())
	}
	return list
}

func TestLoad_without_settings_runs_embedded_on_this_machine(t *testing.T) {
	c, err := config.Load(env())
	if err != nil {
		t.Fatal(err)
	}
	if c.Env != config.Development || c.Production() || c.Demo || c.DataDir != "data" || c.Secret.Set() {
		t.Errorf("config = %+v", c)
	}
	s := c.Server
	if s.Addr != "127.0.0.1:8080" || s.PublicURL != "http://localhost:8080" || s.PublicHost != "localhost:8080" || s.Secure || s.MetricsAddr != "" || len(s.TrustedProxies) != 0 {
		t.Errorf("server = %+v", s)
	}
	if c.Database.Dialect != database.SQLite || c.Database.Path != filepath.Join("data", "beli.db") || c.Database.URL.Set() {
		t.Errorf("database = %+v", c.Database)
	}
	if !c.Payment.Sandbox || c.Search.MeiliURL != "" || c.Photos.S3Endpoint != "" || c.Photos.Dir != filepath.Join("data", "photos") || c.Mail.SMTPURL.Set() {
		t.Errorf("services = %+v %+v %+v %+v", c.Payment, c.Search, c.Photos, c.Mail)
	}
	want := config.Timing{UnpaidHold: time.Hour, Accept: 24 * time.Hour, Ship: 48 * time.Hour, Complete: 72 * time.Hour, MaxUnpaid: 3}
	if c.Timing != want {
		t.Errorf("timing = %+v, want %+v", c.Timing, want)
	}
	if c.Agency.Name == "" || c.Agency.WhatsApp != "" {
		t.Errorf("agency = %+v", c.Agency)
	}
}

func TestLoad_reads_every_kind_of_value(t *testing.T) {
	c, err := config.Load(env(
		"BELI_ADDR", ":9000", "BELI_METRICS_ADDR", "127.0.0.1:9100", "BELI_DATA_DIR", "/srv/beli/",
		"BELI_TRUSTED_PROXIES", " 10.0.0.5, 172.16.9.1/12 ,,::1", "BELI_DEMO", "Yes", "BELI_SECRET", good,
		"BELI_DATABASE_URL", "postgres://u:p%23w@db:5432/beli?sslmode=disable", "BELI_PAYMENT_SANDBOX", "off",
		"BELI_AGENCY_NAME", "Dinas Contoh", "BELI_AGENCY_WHATSAPP", "0812-3456-7890",
		"BELI_UNPAID_MINUTES", "15", "BELI_ACCEPT_HOURS", "1", "BELI_SHIP_HOURS", "2", "BELI_COMPLETE_DAYS", "4", "BELI_MAX_UNPAID", "9",
		"BELI_OPERATOR", "Koperasi Contoh",
	))
	if err != nil {
		t.Fatal(err)
	}
	if c.Server.PublicURL != "http://localhost:9000" {
		t.Errorf("the public address does not follow the port: %q", c.Server.PublicURL)
	}
	if got := fmt.Sprint(c.Server.TrustedProxies); got != "[10.0.0.5/32 172.16.0.0/12 ::1/128]" {
		t.Errorf("proxies = %s", got)
	}
	if c.DataDir != "/srv/beli" || !c.Demo || c.Secret.Reveal() != good || c.Payment.Sandbox || c.Payment.Operator != "Koperasi Contoh" {
		t.Errorf("config = %+v", c)
	}
	if c.Database.Dialect != database.Postgres || c.Database.URL.Reveal() != "postgres://u:p%23w@db:5432/beli?sslmode=disable" || c.Database.Path != "" {
		t.Errorf("database = %+v", c.Database)
	}
	if c.Agency != (config.Agency{Name: "Dinas Contoh", WhatsApp: "+6281234567890"}) {
		t.Errorf("agency = %+v", c.Agency)
	}
	want := config.Timing{UnpaidHold: 15 * time.Minute, Accept: time.Hour, Ship: 2 * time.Hour, Complete: 96 * time.Hour, MaxUnpaid: 9}
	if c.Timing != want {
		t.Errorf("timing = %+v", c.Timing)
	}
}

func TestLoad_names_the_variable_that_is_wrong(t *testing.T) {
	for _, c := range []struct {
		name string
		env  func(string) string
		want []string
	}{
		{"unknown environment", env("BELI_ENV", "staging"), []string{`BELI_ENV: is "staging", expected development or production`}},
		{"address without port", env("BELI_ADDR", "localhost"), []string{`BELI_ADDR: is "localhost", expected host:port like 127.0.0.1:8080`}},
		{"port too high", env("BELI_METRICS_ADDR", ":70000"), []string{`BELI_METRICS_ADDR: is ":70000", expected host:port like 127.0.0.1:8080`}},
		{"public address without scheme", env("BELI_PUBLIC_URL", "beli.example.id"), []string{"BELI_PUBLIC_URL: is not an address like https://beli.example.id"}},
		{"public address with a path", env("BELI_PUBLIC_URL", "https://beli.example.id/app"), []string{"BELI_PUBLIC_URL: must be only scheme and host, like https://beli.example.id"}},
		{"proxy that is no address", env("BELI_TRUSTED_PROXIES", "nginx"), []string{`BELI_TRUSTED_PROXIES: holds "nginx", which is no address or network like 172.16.0.0/12`}},
		{"everybody is a proxy", env("BELI_TRUSTED_PROXIES", "0.0.0.0/0, ::/0"), []string{
			`BELI_TRUSTED_PROXIES: holds "0.0.0.0/0", which is everybody`, `BELI_TRUSTED_PROXIES: holds "::/0", which is everybody`}},
		{"truth", env("BELI_DEMO", "perhaps"), []string{`BELI_DEMO: is "perhaps", expected true or false`}},
		{"number with a unit", env("BELI_UNPAID_MINUTES", "60m"), []string{`BELI_UNPAID_MINUTES: is "60m", expected a whole number from 1 to 10080`}},
		{"number below", env("BELI_MAX_UNPAID", "0"), []string{`BELI_MAX_UNPAID: is "0", expected a whole number from 1 to 100`}},
		{"short secret", env("BELI_SECRET", "short"), []string{"BELI_SECRET: is shorter than 32 bytes"}},
		{"landline", env("BELI_AGENCY_WHATSAPP", "0342 801 234"), []string{`BELI_AGENCY_WHATSAPP: is "0342 801 234", expected a mobile number like 0812-3456-7890`}},
		{"another database", env("BELI_DATABASE_URL", "mysql://u:hunter2@db/beli"), []string{"BELI_DATABASE_URL: is not an address like postgres://user:password@host:5432/name"}},
		{"database without name", env("BELI_DATABASE_URL", "postgres://u:hunter2@db/"), []string{"BELI_DATABASE_URL: names no database: postgres://host/name"}},
		{"database without host", env("BELI_DATABASE_URL", "postgres:///beli"), []string{"BELI_DATABASE_URL: names no host"}},
		{"database that does not parse", env("BELI_DATABASE_URL", "postgres://u:hunter2@db:5x/beli"), []string{"BELI_DATABASE_URL: is not an address like postgres://user:password@host:5432/name"}},
		{"password with a bare #", env("BELI_DATABASE_URL", "postgres://u:12#hunter2@db/beli"), []string{
			"BELI_DATABASE_URL: holds a character that must be written as %XX, like %23 for # and %2F for / in a password"}},
		{"mail address that is none", env("BELI_SMTP_URL", "https://u:hunter2@mail", "BELI_MAIL_FROM", "a@b.id"), []string{"BELI_SMTP_URL: is not an address like smtp://user:password@host:587"}},
		{"search with a password", env("BELI_MEILI_URL", "http://u:hunter2@meili", "BELI_MEILI_KEY", "k"), []string{"BELI_MEILI_URL: must not hold a user or password"}},
		{"search that is no address", env("BELI_MEILI_URL", "meili:7700", "BELI_MEILI_KEY", "k"), []string{"BELI_MEILI_URL: is not an address like https://host:port"}},
		{"search without key", env("BELI_MEILI_URL", "http://meili:7700"), []string{"BELI_MEILI_KEY: is missing, because BELI_MEILI_URL is set"}},
		{"search key alone", env("BELI_MEILI_KEY", "k"), []string{"BELI_MEILI_URL: is missing, because BELI_MEILI_KEY is set"}},
		{"pictures without keys", env("BELI_S3_ENDPOINT", "http://minio:9000", "BELI_S3_BUCKET", "b"), []string{
			"BELI_S3_ACCESS_KEY: is missing, because BELI_S3_ENDPOINT is set", "BELI_S3_SECRET_KEY: is missing, because BELI_S3_ENDPOINT is set"}},
		{"cards without webhook and operator", env("BELI_STRIPE_KEY", "sk_live_1"), []string{
			"BELI_STRIPE_WEBHOOK_SECRET: is missing, because BELI_STRIPE_KEY is set", "BELI_OPERATOR: is missing, because BELI_STRIPE_KEY is set"}},
		{"letters without a sender", env("BELI_SMTP_URL", "smtp://mail:25"), []string{"BELI_MAIL_FROM: is missing, because BELI_SMTP_URL is set"}},
		{"another Stripe without a key", env("BELI_STRIPE_URL", "http://localhost:12111"), []string{"BELI_STRIPE_KEY: is missing, because BELI_STRIPE_URL is set"}},
		{"a hold that outlives a card session", env("BELI_STRIPE_KEY", "sk_live_1", "BELI_STRIPE_WEBHOOK_SECRET", "w", "BELI_OPERATOR", "K", "BELI_UNPAID_MINUTES", "1440"), []string{
			"BELI_UNPAID_MINUTES: is more than 1439, and a card payment at Stripe lasts a day at most"}},
		{"everything at once", env("BELI_ENV", "x", "BELI_ADDR", "y", "BELI_SECRET", "z", "BELI_MEILI_KEY", "k"), []string{
			`BELI_ENV: is "x", expected development or production`, `BELI_ADDR: is "y", expected host:port like 127.0.0.1:8080`,
			"BELI_SECRET: is shorter than 32 bytes", "BELI_MEILI_URL: is missing, because BELI_MEILI_KEY is set"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := config.Load(c.env)
			if got := problems(err); !slices.Equal(got, c.want) {
				t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the problem shows the password: %v", err)
			}
		})
	}
}

func TestLoad_in_production(t *testing.T) {
	c, err := config.Load(production())
	if err != nil {
		t.Fatalf("a whole set is refused: %v", err)
	}
	if !c.Production() || !c.Server.Secure || c.Server.PublicHost != "beli.example.id" {
		t.Errorf("server = %+v", c.Server)
	}
	if c.Payment.Sandbox {
		t.Error("production offers the sandbox gateway")
	}
	for _, x := range []struct {
		name  string
		pairs []string
		want  []string
	}{
		{"no secret", []string{"BELI_SECRET", ""}, []string{"BELI_SECRET: is missing: production takes no secret from the data folder"}},
		{"a keyboard's secret", []string{"BELI_SECRET", strings.Repeat("abc", 12)}, []string{"BELI_SECRET: is no random value"}},
		{"the example's secret", []string{"BELI_SECRET", "please-change-me-0123456789-abcdefgh"}, []string{"BELI_SECRET: is no random value"}},
		{"a short secret", []string{"BELI_SECRET", "changeme"}, []string{"BELI_SECRET: is shorter than 32 bytes", "BELI_SECRET: is a well-known default"}},
		{"no public address", []string{"BELI_PUBLIC_URL", ""}, []string{"BELI_PUBLIC_URL: is missing: production needs the https address that visitors use"}},
		{"plain http", []string{"BELI_PUBLIC_URL", "http://beli.example.id"}, []string{"BELI_PUBLIC_URL: is plain http: production needs https"}},
		{"no proxies", []string{"BELI_TRUSTED_PROXIES", ""}, []string{"BELI_TRUSTED_PROXIES: is missing: production runs behind a proxy that is named here"}},
		{"sandbox", []string{"BELI_PAYMENT_SANDBOX", "true"}, []string{"BELI_PAYMENT_SANDBOX: is on: production refuses sandbox payments"}},
		{"demo", []string{"BELI_DEMO", "1"}, []string{"BELI_DEMO: is on: production refuses demo data"}},
		{"a test key", []string{"BELI_STRIPE_KEY", "sk_test_1", "BELI_STRIPE_WEBHOOK_SECRET", "whsec_1", "BELI_OPERATOR", "K"},
			[]string{"BELI_STRIPE_KEY: is a test key: production refuses sandbox payments"}},
		{"delivered passwords", []string{"BELI_DATABASE_URL", "postgres://beli:postgres@db/beli", "BELI_S3_ENDPOINT", "http://m:9000",
			"BELI_S3_BUCKET", "b", "BELI_S3_ACCESS_KEY", "minioadmin", "BELI_S3_SECRET_KEY", "minioadmin"},
			[]string{"BELI_DATABASE_URL: is a well-known default", "BELI_S3_ACCESS_KEY: is a well-known default", "BELI_S3_SECRET_KEY: is a well-known default"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			_, err := config.Load(production(x.pairs...))
			if got := problems(err); !slices.Equal(got, x.want) {
				t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(x.want, "\n"))
			}
		})
	}
}

func TestLoad_takes_secrets_from_files(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "s")
	write(t, path, good+"\n")
	c, err := config.Load(env("BELI_SECRET_FILE", path))
	if err != nil {
		t.Fatal(err)
	}
	if c.Secret.Reveal() != good {
		t.Error("the file's secret did not arrive")
	}
	write(t, filepath.Join(dir, "empty"), "\n")
	for name, x := range map[string]struct{ env, want string }{
		"missing": {filepath.Join(dir, "none"), "BELI_SECRET_FILE: cannot be read"},
		"folder":  {dir, "BELI_SECRET_FILE: is not a small file"},
		"empty":   {filepath.Join(dir, "empty"), "BELI_SECRET_FILE: is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := config.Load(env("BELI_SECRET_FILE", x.env))
			if err == nil || !strings.Contains(err.Error(), x.want) {
				t.Errorf("error = %v, want %q", err, x.want)
			}
		})
	}
	if _, err = config.Load(env("BELI_SECRET_FILE", path, "BELI_SECRET", good)); err == nil || !strings.Contains(err.Error(), "is set twice") {
		t.Errorf("two secrets: error = %v", err)
	}
}

func TestUnknown_finds_mistyped_names(t *testing.T) {
	got := config.Unknown([]string{"BELI_DATBASE_URL=x", "BELI_ENV=production", "BELI_SECRET_FILE=y", "BELI_ENV_FILE=z", "BELI_TEST_REQUIRE=1", "PATH=/bin"})
	if want := []string{"BELI_DATBASE_URL", "BELI_ENV_FILE"}; !slices.Equal(got, want) {
		t.Errorf("Unknown = %q, want %q", got, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
