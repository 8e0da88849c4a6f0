package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"beli/internal/clock"
)

func TestDoor_slows_down_who_asks_for_too_much_and_nobody_else(t *testing.T) {
	clk := clock.At(time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC))
	s := bareWith(t, func(d *Deps) {
		d.Clock, d.Config.PagesPerMinute, d.Config.TrustedProxies = clk, 200, []string{"0.0.0.0"}
	}, get("/halaman", public, say("page")), get("/cari", public, say("found")), post("/jual/:toko/foto", signedIn, say("taken")).upTo(1<<20))
	ask := func(method, path, address, cookie string) *http.Response {
		t.Helper()
		req := httptest.NewRequest(method, path, strings.NewReader("csrf=token-1"))
		req.Header.Set("X-Real-Ip", address)
		req.Header.Set("Cookie", cookie)
		if method == http.MethodPost {
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			req.Header.Set("Sec-Fetch-Site", "same-origin")
		}
		res, err := s.Respond(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res
	}
	many := func(n int, method, path, address, cookie string) *http.Response {
		t.Helper()
		for i := range n {
			if res := ask(method, path, address, cookie); res.StatusCode != http.StatusOK {
				t.Fatalf("%s from %s: %d at try %d", path, address, res.StatusCode, i+1)
			}
		}
		return ask(method, path, address, cookie)
	}
	over := many(200, "GET", "/halaman", "203.0.113.1", "")
	if over.StatusCode != http.StatusTooManyRequests || over.Header.Get("Retry-After") != "61" {
		t.Errorf("after 200 pages: %d, Retry-After %q", over.StatusCode, over.Header.Get("Retry-After"))
	}
	if got := ask("GET", "/halaman", "203.0.113.2", ""); got.StatusCode != http.StatusOK {
		t.Errorf("another address: %d", got.StatusCode)
	}
	if got := ask("GET", "/halaman", "203.0.113.1", "sid=buyer"); got.StatusCode != http.StatusOK {
		t.Errorf("somebody who is signed in behind the same address: %d", got.StatusCode)
	}
	if got := many(60, "GET", "/cari", "203.0.113.3", "cart="+strings.Repeat("a", 32)); got.StatusCode != http.StatusTooManyRequests {
		t.Errorf("after 60 searches of one device: %d", got.StatusCode)
	}
	if got := ask("GET", "/cari", "203.0.113.3", "cart="+strings.Repeat("b", 32)); got.StatusCode != http.StatusOK {
		t.Errorf("another device behind the same address: %d", got.StatusCode)
	}
	if got := many(120, "POST", "/jual/a/foto", "203.0.113.4", "sid=buyer"); got.StatusCode != http.StatusTooManyRequests {
		t.Errorf("after 120 uploads of one shop: %d", got.StatusCode)
	}
	clk.Advance(time.Minute)
	if got := ask("GET", "/halaman", "203.0.113.1", ""); got.StatusCode != http.StatusOK {
		t.Errorf("a minute later: %d", got.StatusCode)
	}
}
