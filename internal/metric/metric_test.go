package metric_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"beli/internal/metric"
)

func TestSet_tells_what_was_counted_and_what_stands_now(t *testing.T) {
	s := metric.New()
	s.Request("/p/:slug", "GET", 200, 3*time.Millisecond)
	s.Request("/p/:slug", "GET", 200, 30*time.Millisecond)
	waiting := 0.0
	s.Gauge("beli_jobs_waiting", "Jobs neither done nor given up.", func() float64 { return waiting })
	waiting = 7
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	for _, line := range []string{`beli_http_requests_total{method="GET",route="/p/:slug",status="200"} 2`,
		`beli_http_request_seconds_bucket{route="/p/:slug",le="0.005"} 1`, "beli_jobs_waiting 7", "go_goroutines "} {
		if !strings.Contains(w.Body.String(), line) {
			t.Errorf("no line %q", line)
		}
	}
}
