package postgrestest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// server is where databases are made: url is its maintenance database.
type server struct {
	url       string
	ours      bool // vanishes with the process, so that templates may stay in it
	templates map[string]template
}

// template is a prepared database, or why it could not be prepared.
type template struct {
	name string
	err  error
}

// process holds the one server of this test process. A cluster takes a second to
// start, and a test cannot hand it to the next: this is the one place that keeps state.
var process struct {
	sync.Mutex
	server *server
	err    error
}

// Open gives the URL of a fresh, empty database. It is dropped when the test ends.
func Open(t testing.TB) string {
	t.Helper()
	process.Lock()
	defer process.Unlock()
	s := running(t)
	return s.create(t, "template0")
}

// OpenTemplate gives the URL of a database that prepare has filled (migrations, usually).
// prepare runs once a process for each name, on a database that is then copied for every
// test; it must close its connections. On a server that is not ours it runs each time.
func OpenTemplate(t testing.TB, name string, prepare func(url string) error) string {
	t.Helper()
	process.Lock()
	defer process.Unlock()
	s := running(t)
	if !s.ours {
		u := s.create(t, "template0")
		if err := prepare(u); err != nil {
			t.Fatalf("prepare the database %s: %v", name, err)
		}
		return u
	}
	made, known := s.templates[name]
	if !known {
		made = s.prepare(name, prepare)
		s.templates[name] = made
	}
	if made.err != nil {
		t.Fatalf("prepare the template %s: %v", name, made.err)
	}
	return s.create(t, made.name)
}

func (s *server) prepare(name string, prepare func(url string) error) template {
	made := template{name: "template_" + strings.ToLower(rand.Text())}
	made.err = s.do("CREATE DATABASE " + made.name + " TEMPLATE template0")
	if made.err == nil {
		made.err = prepare(withDatabase(s.url, made.name))
	}
	if made.err == nil {
		// A connection that was left open would make every copy wait for five seconds.
		made.err = s.do("ALTER DATABASE "+made.name+" ALLOW_CONNECTIONS false",
			"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"+made.name+"'")
	}
	return made
}

func (s *server) create(t testing.TB, from string) string {
	t.Helper()
	name := "test_" + strings.ToLower(rand.Text())
	if err := s.do("CREATE DATABASE " + name + " TEMPLATE " + from); err != nil {
		t.Fatalf("create a test database: %v", err)
	}
	t.Cleanup(func() {
		if err := s.do("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return withDatabase(s.url, name)
}

// do runs statements one by one on the maintenance database.
func (s *server) do(statements ...string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, statement := range statements {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// running starts or finds the server once; the caller holds the lock.
func running(t testing.TB) *server {
	t.Helper()
	if process.server == nil && process.err == nil {
		process.server, process.err = find(os.Getenv("BELI_TEST_POSTGRES_URL"), binaries)
	}
	if process.err != nil {
		giveUp(t, process.err, os.Getenv("BELI_TEST_REQUIRE") == "1")
	}
	return process.server
}

func find(address string, look func() (string, error)) (*server, error) {
	if address != "" {
		return &server{url: address}, nil
	}
	bin, err := look()
	if err != nil {
		return nil, err
	}
	started, err := start(bin)
	if err != nil {
		return nil, err
	}
	return &server{url: started, ours: true, templates: map[string]template{}}, nil
}

// giveUp skips only when PostgreSQL is absent: one that is there and does not start is a fault.
func giveUp(t testing.TB, err error, required bool) {
	t.Helper()
	if required || err != errAbsent {
		t.Fatalf("PostgreSQL: %v", err)
	}
	t.Skipf("NOT TESTED ON POSTGRESQL: %v; install it or set BELI_TEST_POSTGRES_URL", err)
}

// withDatabase is address with another database name.
func withDatabase(address, name string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	q := u.Query()
	q.Del("dbname")
	u.Path, u.RawQuery = "/"+name, q.Encode()
	return u.String()
}
