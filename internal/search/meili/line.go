package meili

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// Bounds of one exchange. A search has the budget of its caller's context, far below these.
const (
	dialTimeout    = 2 * time.Second
	requestTimeout = 30 * time.Second
	idleTimeout    = 90 * time.Second
	idleConns      = 64
	maxAnswer      = 16 << 20 // bytes
)

var errTooLong = errors.New("the answer is too long")

// newClient makes connections without compression: a compressed answer comes in pieces that wait for one
// another, which costs five times the search itself.
func newClient() *http.Client {
	return &http.Client{
		Timeout: requestTimeout,
		Transport: line{&http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: dialTimeout}).DialContext,
			TLSHandshakeTimeout:   dialTimeout,
			MaxIdleConns:          idleConns,
			MaxIdleConnsPerHost:   idleConns,
			IdleConnTimeout:       idleTimeout,
			ResponseHeaderTimeout: requestTimeout,
			DisableCompression:    true,
		}},
		// A redirect would carry documents, and on the same host the key, to wherever it points.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// line sends bodies with their length, so that a search which meets a connection the server has just closed is
// sent again on another, and refuses answers without end.
type line struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (l line) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err = errors.Join(err, r.Body.Close()); err != nil {
			return nil, err
		}
		r = r.Clone(r.Context())
		r.ContentLength = int64(len(body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		r.Body = io.NopCloser(bytes.NewReader(body))
		if strings.HasSuffix(r.URL.Path, "/multi-search") {
			r.Header["X-Idempotency-Key"] = nil // is not sent, but tells the transport that it may repeat
		}
	}
	resp, err := l.next.RoundTrip(r)
	if err == nil {
		resp.Body = &bounded{resp.Body, maxAnswer}
	}
	return resp, err
}

// bounded fails after so many bytes.
type bounded struct {
	io.ReadCloser
	left int
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left+1)])
	if b.left -= n; b.left < 0 {
		return n, errTooLong
	}
	return n, err
}

// lock is a mutex that a context can give up waiting for.
type lock chan struct{}

func newLock() lock { return make(lock, 1) }

func (l lock) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case l <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l lock) free() { <-l }
