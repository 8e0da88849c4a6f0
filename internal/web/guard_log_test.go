package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"beli/internal/web/webtest"
)

func TestLog_tells_every_request_of_production_by_its_route_and_never_what_stood_in_the_address(t *testing.T) {
	var log bytes.Buffer
	var seen []string
	s := bareWith(t, func(d *Deps) {
		d.Production, d.Log = true, slog.New(slog.NewJSONHandler(&log, nil))
		d.Observe = func(route, method string, status int, _ time.Duration) {
			seen = append(seen, method+" "+route+" "+http.StatusText(status))
		}
	}, get("/undangan/:token", public, say("come in")), get("/rusak/:token", public, func(*visit) error { return errors.New("broken") }))
	ids := []string{}
	for _, path := range []string{"/undangan/rahasia-1?q=rahasia-2", "/rusak/rahasia-3", "/rahasia-4", "/healthz"} {
		req := httptest.NewRequest(http.MethodGet, path, nil)
		req.Host = strings.TrimPrefix(webtest.Origin, "http://")
		res, err := s.Respond(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		ids = append(ids, res.Header.Get("X-Request-Id"))
	}
	if strings.Contains(log.String(), "rahasia") {
		t.Errorf("the log tells what stood in an address:\n%s", log.String())
	}
	for i, want := range []string{`"route":"/undangan/:token","status":200`, `"route":"/rusak/:token"`, `"status":404`} {
		if !strings.Contains(log.String(), want) || !strings.Contains(log.String(), `"request":"`+ids[i]+`"`) {
			t.Errorf("the log lacks %s or the number %s:\n%s", want, ids[i], log.String())
		}
	}
	if strings.Contains(log.String(), "healthz") {
		t.Error("every look at our health is logged")
	}
	if got := strings.Join(seen, ", "); got != "GET /undangan/:token OK, GET /rusak/:token Internal Server Error, GET / Not Found, GET /healthz OK" {
		t.Errorf("counted: %s", got)
	}
}

func TestReady_tells_of_every_part_and_fails_only_without_an_essential_one(t *testing.T) {
	for _, tt := range []struct {
		parts  []Readiness
		status int
		body   string
	}{
		{[]Readiness{{"database", true, true}, {"search server", false, false}}, 200, "ready\ndatabase: ok\nsearch server: away\n"},
		{[]Readiness{{"database", false, true}, {"search", true, true}}, 503, "not ready\ndatabase: away\nsearch: ok\n"},
	} {
		s := bareWith(t, func(d *Deps) { d.Ready = func(context.Context) []Readiness { return tt.parts } })
		res, err := s.Respond(httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != tt.status || string(body) != tt.body || res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%d %q, want %d %q", res.StatusCode, body, tt.status, tt.body)
		}
	}
}

func TestPolicy_lets_a_form_lead_to_the_page_where_cards_are_taken_and_nowhere_else(t *testing.T) {
	policy := func(c Card) string {
		s := bareWith(t, func(d *Deps) { d.Buying.Card = c }, get("/a", public, say("a")))
		res, err := s.Respond(httptest.NewRequest(http.MethodGet, "/a", nil))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.Header.Get("Content-Security-Policy")
	}
	if got := policy(Card{}); !strings.HasSuffix(got, "form-action 'self'") {
		t.Errorf("without cards: %s", got)
	}
	if got := policy(Card{Operator: "Koperasi", Page: "https://bayar.contoh.id/x;y"}); !strings.HasSuffix(got, "form-action 'self' https://bayar.contoh.id") {
		t.Errorf("with cards: %s", got)
	}
}
