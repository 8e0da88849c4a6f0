package config_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"beli/internal/config"
)

// canary stands in every secret of the tests below and must appear nowhere.
const canary = "hunter2canary"

func loaded(t *testing.T) config.Config {
	t.Helper()
	c, err := config.Load(env(
		"BELI_SECRET", canary+good,
		"BELI_DATABASE_URL", "postgres://app:"+canary+"@db:5432/beli?sslmode=disable&password="+canary,
		"BELI_MEILI_URL", "http://meili:7700", "BELI_MEILI_KEY", "https://"+canary,
		"BELI_S3_ENDPOINT", "http://minio:9000", "BELI_S3_BUCKET", "b", "BELI_S3_ACCESS_KEY", "a", "BELI_S3_SECRET_KEY", canary,
		"BELI_STRIPE_KEY", canary, "BELI_STRIPE_WEBHOOK_SECRET", canary, "BELI_OPERATOR", "Koperasi Contoh",
		"BELI_SMTP_URL", "smtp://post:"+canary+"@mail:587", "BELI_MAIL_FROM", "surat@contoh.id",
	))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSecret_shows_in_no_print_log_or_encoding(t *testing.T) {
	c := loaded(t)
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"} {
		fmt.Fprintf(&out, verb+"\n", c)
		fmt.Fprintf(&out, verb+"\n", c.Secret)
		fmt.Fprintf(&out, verb+"\n", &c.Payment)
		fmt.Fprintf(&out, verb+"\n", struct{ hiding config.Secret }{c.Secret})
	}
	slog.New(slog.NewJSONHandler(&out, nil)).Info("start", "config", c, "secret", c.Secret)
	slog.New(slog.NewTextHandler(&out, nil)).Info("start", "config", c, "secret", c.Secret)
	for _, value := range []any{c, c.Secret, c.Payment} {
		j, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(j)
	}
	x, err := xml.Marshal(c.Secret)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(x)
	out.WriteString(strings.Join(c.Dump(), "\n"))
	for _, form := range []string{canary, fmt.Sprintf("%x", canary), fmt.Sprintf("%X", canary), fmt.Sprint([]byte(canary))} {
		if strings.Contains(out.String(), form) {
			t.Errorf("the secret shows as %q", form)
		}
	}
	if !strings.Contains(out.String(), "•••") {
		t.Error("nothing tells that a secret is set")
	}
	if c.Secret.Reveal() != canary+good {
		t.Error("Reveal does not give the value")
	}
}

func TestDump_shows_every_setting_with_its_origin(t *testing.T) {
	lines := loaded(t).Dump()
	for _, want := range []string{
		"BELI_ADDR                   127.0.0.1:8080 (default)",
		"BELI_SECRET                 ••• (set)",
		"BELI_DATABASE_URL           postgres://app:•••@db:5432/beli?••• (set)",
		"BELI_MEILI_KEY              ••• (set)",
		"BELI_SMTP_URL               smtp://post:•••@mail:587 (set)",
		"BELI_PUBLIC_URL             http://localhost:8080 (default)",
		"BELI_AGENCY_WHATSAPP        - (default)",
		"BELI_PAYMENT_SANDBOX        true (default)",
	} {
		found := false
		for _, line := range lines {
			found = found || strings.HasPrefix(line, want+"  ")
		}
		if !found {
			t.Errorf("no line begins %q in\n%s", want, strings.Join(lines, "\n"))
		}
	}
}

func TestDump_says_which_file_a_secret_came_from(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	write(t, path, good)
	c, err := config.Load(env("BELI_SECRET_FILE", path))
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.Join(c.Dump(), "\n"); !strings.Contains(text, "••• (from BELI_SECRET_FILE)") || strings.Contains(text, good) {
		t.Errorf("dump:\n%s", text)
	}
}

func TestEnsureSecret_is_made_once_for_all_who_start_together(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	got := make([]string, 8)
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			s, err := config.EnsureSecret(dir)
			if err != nil {
				t.Error(err)
			}
			got[i] = s.Reveal()
		})
	}
	wg.Wait()
	for _, s := range got {
		if s != got[0] || len(s) < 32 {
			t.Fatalf("secrets differ or are short: %d and %d bytes", len(s), len(got[0]))
		}
	}
	info, err := os.Stat(filepath.Join(dir, "secret"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode = %v", info.Mode().Perm())
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files are left in the folder", len(left))
	}
	other, err := config.EnsureSecret(t.TempDir())
	if err != nil || other.Reveal() == got[0] {
		t.Errorf("another folder has the same secret, or %v", err)
	}
}

func TestEnsureSecret_refuses_a_file_that_is_open_to_others_or_cut_short(t *testing.T) {
	for name, x := range map[string]struct {
		text string
		mode os.FileMode
		want string
	}{
		"open": {good, 0o644, "chmod 600"},
		"cut":  {"q7Zt0m", 0o600, "shorter than 32 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "secret")
			write(t, path, x.text)
			if err := os.Chmod(path, x.mode); err != nil {
				t.Fatal(err)
			}
			_, err := config.EnsureSecret(dir)
			if err == nil || !strings.Contains(err.Error(), x.want) || strings.Contains(err.Error(), x.text) {
				t.Errorf("error = %v, want %q", err, x.want)
			}
		})
	}
}
