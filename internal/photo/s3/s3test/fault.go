package s3test

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// Fault meets a request before the store does; true means that it has been dealt with.
type Fault func(w http.ResponseWriter, r *http.Request) bool

// Refusing answers everything with a status.
func Refusing(status int) Fault {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		refuse(w, status, "InternalError")
		return true
	}
}

// Slow answers rightly, but late.
func Slow(d time.Duration) Fault {
	return func(_ http.ResponseWriter, r *http.Request) bool {
		select {
		case <-time.After(d):
			return false
		case <-r.Context().Done():
			return true
		}
	}
}

// Hanging takes requests and never answers.
func Hanging() Fault {
	return func(_ http.ResponseWriter, r *http.Request) bool {
		io.Copy(io.Discard, r.Body) // only then is it seen that the client has left
		<-r.Context().Done()
		return true
	}
}

// HalfOfUploads answers every other upload, the first included, with 503.
func HalfOfUploads() Fault {
	var n atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !isUpload(r) || n.Add(1)%2 == 0 {
			return false
		}
		io.Copy(io.Discard, r.Body)
		refuse(w, http.StatusServiceUnavailable, "SlowDown")
		return true
	}
}

// CutUploads cuts the line in the middle of so many uploads.
func CutUploads(times int) Fault {
	var n atomic.Int64
	return func(_ http.ResponseWriter, r *http.Request) bool {
		if !isUpload(r) || n.Add(1) > int64(times) {
			return false
		}
		io.CopyN(io.Discard, r.Body, r.ContentLength/2)
		panic(http.ErrAbortHandler)
	}
}

// LoseAnswers keeps what so many uploads bring and cuts the line instead of saying so.
func (s *Server) LoseAnswers(times int) Fault {
	var n atomic.Int64
	return func(_ http.ResponseWriter, r *http.Request) bool {
		if !isUpload(r) || n.Add(1) > int64(times) {
			return false
		}
		s.objects.ServeHTTP(discarded{http.Header{}}, r)
		panic(http.ErrAbortHandler)
	}
}

// Unconditional has uploads overwrite whatever is there, as stores do that do not know
// "only if the name is free".
func Unconditional() Fault {
	return func(_ http.ResponseWriter, r *http.Request) bool {
		if isUpload(r) {
			r.Header.Del("If-None-Match")
		}
		return false
	}
}

// RefusingConditions is a store that says that it does not know "only if the name is free".
func RefusingConditions() Fault {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !isUpload(r) || r.Header.Get("If-None-Match") == "" {
			return false
		}
		io.Copy(io.Discard, r.Body)
		refuse(w, http.StatusNotImplemented, "NotImplemented")
		return true
	}
}

func isUpload(r *http.Request) bool {
	return r.Method == http.MethodPut && strings.Count(strings.Trim(r.URL.Path, "/"), "/") > 0
}

// discarded is an answer that nobody gets.
type discarded struct{ header http.Header }

// Header implements http.ResponseWriter.
func (d discarded) Header() http.Header { return d.header }

// Write implements http.ResponseWriter.
func (d discarded) Write(p []byte) (int, error) { return len(p), nil }

// WriteHeader implements http.ResponseWriter.
func (discarded) WriteHeader(int) {}
