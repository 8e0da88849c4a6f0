// Package s3test is an object store inside the test process: it forgets everything with
// the test, asks for a signature without checking it, and is slow, wrong and gone on
// demand. The real thing is in miniotest.
package s3test

import (
	"bytes"
	"crypto/rand"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"beli/internal/clock"
	"beli/internal/photo/s3"
)

// Server is the store and where it is reached. Its bucket is not made yet.
type Server struct {
	URL, Bucket, AccessKey, SecretKey string

	backend  *s3mem.Backend
	objects  http.Handler
	listener *httptest.Server

	mu       sync.Mutex
	fault    Fault
	policy   string
	requests int
	headers  map[string]http.Header // of each upload, by name
}

// Start runs a store until the test ends.
func Start(t testing.TB) *Server {
	t.Helper()
	backend := s3mem.New()
	s := &Server{Bucket: "foto", AccessKey: "beli-" + rand.Text()[:8], SecretKey: rand.Text(), backend: backend,
		objects: gofakes3.New(backend).Server(), headers: map[string]http.Header{}}
	s.listener = httptest.NewServer(s)
	s.URL = s.listener.URL
	t.Cleanup(func() { s.listener.Close() })
	return s
}

// Options reach the store.
func (s *Server) Options() s3.Options {
	return s3.Options{Endpoint: s.URL, Bucket: s.Bucket, AccessKey: s.AccessKey, SecretKey: s.SecretKey}
}

// Break has every request meet a fault first; nil heals.
func (s *Server) Break(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// Down ends the store: connections are refused. What it keeps is kept.
func (s *Server) Down() {
	s.listener.CloseClientConnections()
	s.listener.Close()
}

// Up starts it again under the same address.
func (s *Server) Up(t testing.TB) {
	t.Helper()
	l, err := net.Listen("tcp", s.listener.Listener.Addr().String())
	if err != nil {
		t.Fatalf("start the store again: %v", err)
	}
	again := &httptest.Server{Listener: l, Config: &http.Server{Handler: s}}
	again.Start()
	s.listener = again
}

// Requests is how many have come.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// SetPolicy puts a policy onto the bucket, as its owner might; "" for none.
func (s *Server) SetPolicy(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.policy = text
}

// Policy is that of the bucket.
func (s *Server) Policy() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.policy
}

// Keep puts an object past the door, making the bucket where it is missing.
func (s *Server) Keep(t testing.TB, name, content string) {
	t.Helper()
	if there, _ := s.backend.BucketExists(s.Bucket); !there {
		if err := s.backend.CreateBucket(s.Bucket); err != nil {
			t.Fatal(err)
		}
	}
	meta := map[string]string{"Last-Modified": clock.System{}.Now().Format(http.TimeFormat)}
	if _, err := s.backend.PutObject(s.Bucket, name, meta, strings.NewReader(content), int64(len(content)), nil); err != nil {
		t.Fatal(err)
	}
}

// Object is the content of an object, past the door, and the headers of its upload; nil
// when it is absent.
func (s *Server) Object(t testing.TB, name string) ([]byte, http.Header) {
	t.Helper()
	o, err := s.backend.GetObject(s.Bucket, name, nil)
	if err != nil {
		return nil, nil
	}
	defer o.Contents.Close()
	b, err := io.ReadAll(o.Contents)
	if err != nil {
		t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return b, s.headers[name]
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests++
	fault := s.fault
	if isUpload(r) {
		s.headers[strings.TrimPrefix(r.URL.Path, "/"+s.Bucket+"/")] = r.Header.Clone()
	}
	s.mu.Unlock()
	switch {
	case fault != nil && fault(w, r):
	case !strings.Contains(r.Header.Get("Authorization"), "Credential="+s.AccessKey+"/"):
		refuse(w, http.StatusForbidden, "AccessDenied")
	case r.URL.Query().Has("policy"):
		s.servePolicy(w, r)
	default:
		s.objects.ServeHTTP(w, r)
	}
}

func (s *Server) servePolicy(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPut {
		var text bytes.Buffer
		if _, err := io.Copy(&text, r.Body); err == nil {
			s.SetPolicy(text.String())
		}
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if text := s.Policy(); text != "" {
		io.WriteString(w, text)
		return
	}
	refuse(w, http.StatusNotFound, "NoSuchBucketPolicy")
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?><Error><Code>`+code+`</Code><Message>`+code+`</Message></Error>`)
}
