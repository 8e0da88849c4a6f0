package stripe_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/payment"
	"beli/internal/payment/stripe"
)

// mockPath finds Stripe's own mock: bin/tool/stripe-mock under the module's root, or in PATH.
func mockPath() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("no go.mod above this folder")
		}
		dir = up
	}
	if path := filepath.Join(dir, "bin", "tool", "stripe-mock"); isFile(path) {
		return path, nil
	}
	return exec.LookPath("stripe-mock")
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// officialMock starts the mock on free loopback ports until the test ends.
func officialMock(t *testing.T) string {
	t.Helper()
	path, err := mockPath()
	if err != nil {
		const how = "stripe-mock is not installed: GOBIN=<root>/bin/tool go install github.com/stripe/stripe-mock@v0.203.0"
		if os.Getenv("BELI_TEST_REQUIRE") == "1" {
			t.Fatal(how)
		}
		t.Skip("SKIPPED, shapes are not compared with Stripe's mock: " + how)
	}
	plain, secure := freePort(t), freePort(t)
	cmd := exec.Command(path, "-http-addr", plain, "-https-addr", secure)
	said := &strings.Builder{}
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it keeps nothing
		<-ended
	})
	await(t, plain, ended, said)
	return "http://" + plain
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// await knocks until the mock opens.
func await(t *testing.T, addr string, ended <-chan error, said fmt.Stringer) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	late := time.After(time.Minute)
	for {
		if c, err := net.Dial("tcp", addr); err == nil {
			_ = c.Close()
			return
		}
		select {
		case err := <-ended:
			t.Fatalf("stripe-mock ended: %v\n%s", err, said)
		case <-late:
			t.Fatal("stripe-mock did not open within a minute")
		case <-tick.C:
		}
	}
}

// TestShapes_are_those_of_stripes_own_mock sends what we send to Stripe's specification: it refuses
// any parameter that does not exist or has another type. It remembers nothing, so that only shapes show.
func TestShapes_are_those_of_stripes_own_mock(t *testing.T) {
	url := officialMock(t)
	statuses := &watcher{}
	b := &bench{clock: clock.At(noon()), t: t}
	g, err := stripe.New(stripe.Options{Key: "sk_test_123", WebhookSecret: secret, URL: url, Clock: b.clock,
		Log: slog.New(slog.DiscardHandler), HTTP: &http.Client{Transport: statuses}})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Health(t.Context()); err != nil {
		t.Errorf("health: %v", err)
	}
	begun, err := g.Begin(t.Context(), b.in())
	if err != nil || begun.ProviderRef == "" {
		t.Errorf("begin: %+v, %v", begun, err)
	}
	if _, err := g.Status(t.Context(), payment.Ref{Key: "pay-1", ProviderRef: begun.ProviderRef}); err != nil {
		t.Errorf("status: %v", err)
	}
	if _, err := g.Close(t.Context(), payment.Ref{Key: "pay-1", ProviderRef: begun.ProviderRef}); err != nil {
		t.Errorf("close: %v", err)
	}
	// The mock knows no session of ours, and none that is paid: it is told to, on its way to us.
	if _, err := g.Status(t.Context(), payment.Ref{Key: "pay-1", Since: noon()}); err == nil {
		t.Error("a session was found by our key")
	}
	statuses.paid = true
	if _, err := g.Refund(t.Context(), payment.SendRefund{Key: "r1", ProviderRef: begun.ProviderRef, Amount: 10_000}); err != nil {
		t.Errorf("refund: %v", err)
	}
	for _, want := range []string{"POST /v1/checkout/sessions 200", "POST /v1/refunds 200", "GET /v1/refunds 200", "GET /v1/checkout/sessions 200", "/expire 200"} {
		if !strings.Contains(strings.Join(statuses.seen, "\n"), want) {
			t.Errorf("%s is missing in\n%s", want, strings.Join(statuses.seen, "\n"))
		}
	}
	for _, line := range statuses.seen {
		if !strings.HasSuffix(line, " 200") {
			t.Error(line)
		}
	}
}
