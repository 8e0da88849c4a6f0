package e2e

import (
	"context"
	"log"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// chromium is the one browser process of this test run; every person gets a profile of their own in it.
var chromium = sync.OnceValues(func() (context.Context, error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		// A page that is opened before it is asked for would be counted as visited.
		chromedp.Flag("disable-features", "Translate,Prerender2,SpeculationRulesPrefetchProxy,OptimizationHints,MediaRouter"),
	)
	parent, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(parent)
	// The context of the first run is the life of the browser: it must have no deadline.
	return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
})

// TestMain ends Chromium with the tests.
func TestMain(m *testing.M) {
	code := m.Run()
	if os.Getenv("BELI_TEST_E2E") == "1" {
		if ctx, err := chromium(); err == nil {
			if err := chromedp.Cancel(ctx); err != nil {
				log.Printf("end Chromium: %v", err)
			}
		}
	}
	os.Exit(code)
}

// needChromium skips aloud where the tests were not asked for or there is no Chromium.
func needChromium(t *testing.T) context.Context {
	t.Helper()
	if os.Getenv("BELI_TEST_E2E") != "1" {
		t.Skip("NOT TESTED IN CHROMIUM: set BELI_TEST_E2E=1 (make e2e)")
	}
	ctx, err := chromium()
	if err != nil {
		if os.Getenv("BELI_TEST_REQUIRE") == "1" {
			t.Fatalf("Chromium: %v", err)
		}
		t.Skipf("NOT TESTED IN CHROMIUM: %v", err)
	}
	return ctx
}
