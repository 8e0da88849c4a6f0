// Package metric counts what an operator watches and offers it to a Prometheus server. Nothing in
// it names a person or an address of a visitor: requests are counted by the pattern of their route.
package metric

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Set is every figure of one process.
type Set struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

// New makes the set with what the runtime and the process tell of themselves.
func New() *Set {
	s := &Set{registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "beli_http_requests_total",
			Help: "Answered requests by route, method and status."}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "beli_http_request_seconds",
			Help: "Time from a request's header to its answer, by route.", Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}},
			[]string{"route"})}
	s.registry.MustRegister(s.requests, s.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return s
}

// Request counts an answered request.
func (s *Set) Request(route, method string, status int, took time.Duration) {
	s.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	s.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// Gauge offers a figure that is read whenever somebody asks; read must be quick and safe to call at
// any moment. The name must be new in this set.
func (s *Set) Gauge(name, help string, read func() float64) {
	s.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, read))
}

// Handler answers a Prometheus server.
func (s *Set) Handler() http.Handler {
	return promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{Timeout: 10 * time.Second, MaxRequestsInFlight: 4})
}
