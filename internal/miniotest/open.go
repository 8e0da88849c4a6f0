package miniotest

import (
	"crypto/rand"
	"os"
	"strings"
	"sync"
	"testing"
)

// Server is where MinIO is reached and who may do everything there.
type Server struct {
	URL, AccessKey, SecretKey string
}

// Bucket is a name for one test on a server; nobody has made the bucket.
type Bucket struct {
	Server
	Name string
}

// process holds the one server of this test process. It takes seconds to start, and a
// test cannot hand it to the next: this is the one place that keeps state.
var process struct {
	sync.Mutex
	server *Server
	err    error
}

// Open gives the name of a bucket that does not exist yet, on a server that runs. What is
// put into it goes with the server.
func Open(t testing.TB) Bucket {
	t.Helper()
	process.Lock()
	defer process.Unlock()
	if process.server == nil && process.err == nil {
		var s Server
		if s, process.err = find(binary); process.err == nil {
			process.server = &s
		}
	}
	if process.err != nil {
		giveUp(t, process.err, os.Getenv("BELI_TEST_REQUIRE") == "1")
	}
	return Bucket{*process.server, "test-" + strings.ToLower(rand.Text())}
}

func find(look func() (string, error)) (Server, error) {
	bin, err := look()
	if err != nil {
		return Server{}, err
	}
	return start(bin)
}

// giveUp skips only when MinIO is absent: one that is there and does not start is a fault.
func giveUp(t testing.TB, err error, required bool) {
	t.Helper()
	if required || err != errAbsent {
		t.Fatalf("MinIO: %v", err)
	}
	t.Skipf("NOT TESTED ON MINIO: %v", err)
}
