package faulttest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"beli/internal/faulttest"
)

func TestProxy_does_what_it_is_told(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "well") }))
	defer server.Close()
	p, at := faulttest.Before(t, server.URL)
	client := http.Client{Timeout: 300 * time.Millisecond, Transport: &http.Transport{DisableKeepAlives: true}}
	ask := func() string {
		res, err := client.Get(at)
		if err != nil {
			return "nothing"
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			return "half"
		}
		return res.Status[:3] + " " + string(body)
	}
	for _, step := range []struct {
		tell func()
		want string
	}{
		{func() {}, "200 well"}, {p.Stop, "nothing"}, {p.Mend, "200 well"}, {func() { p.Slow(time.Minute) }, "nothing"},
		{p.Mend, "200 well"}, {func() { p.Answer(faulttest.Broken) }, "500 broken"}, {p.Mend, "200 well"},
	} {
		step.tell()
		if got := ask(); got != step.want {
			t.Fatalf("%q, want %q", got, step.want)
		}
	}
}
