package miniotest

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpen_gives_each_test_a_bucket_that_is_not_there_and_not_open(t *testing.T) {
	a, b := Open(t), Open(t)
	if a.Name == b.Name || a.URL != b.URL {
		t.Errorf("buckets %q on %s and %q on %s", a.Name, a.URL, b.Name, b.URL)
	}
	if !strings.HasPrefix(a.URL, "http://127.0.0.1:") {
		t.Errorf("the server can be reached from outside: %s", a.URL)
	}
	res, err := http.Get(a.URL + "/" + a.Name)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("a stranger gets %s", res.Status)
	}
}

func TestAbsent_server_skips_loudly_and_fails_where_it_is_required(t *testing.T) {
	_, err := find(func() (string, error) { return "", errAbsent })
	if got := outcome(func(tb testing.TB) { giveUp(tb, err, false) }); !strings.HasPrefix(got, "skip: NOT TESTED ON MINIO: no minio") {
		t.Errorf("absent: %q", got)
	}
	if got := outcome(func(tb testing.TB) { giveUp(tb, err, true) }); !strings.HasPrefix(got, "fatal: MinIO: no minio") {
		t.Errorf("absent but required: %q", got)
	}
}

func TestBroken_server_fails_even_where_it_is_not_required_and_leaves_nothing(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "minio")
	if err := os.WriteFile(bin, []byte("#!/bin/sh\necho no disk >&2\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	_, err := find(func() (string, error) { return bin, nil })
	if err == nil || !strings.Contains(err.Error(), "the server ended at once: no disk") {
		t.Fatalf("error = %v", err)
	}
	if got := outcome(func(tb testing.TB) { giveUp(tb, err, false) }); !strings.HasPrefix(got, "fatal: ") {
		t.Errorf("outcome = %q", got)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestBinary_in_the_path_is_found_where_the_module_has_none(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("PATH", t.TempDir())
	if _, err := binary(); !errors.Is(err, errAbsent) {
		t.Errorf("nothing installed: %v", err)
	}
	want := filepath.Join(os.Getenv("PATH"), "minio")
	if err := os.WriteFile(want, nil, 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := binary(); got != want || err != nil {
		t.Errorf("binary = %q, %v", got, err)
	}
	own := filepath.Join("bin", "tool", "minio")
	if err := errors.Join(os.WriteFile("go.mod", nil, 0o600), os.MkdirAll(filepath.Dir(own), 0o700), os.WriteFile(own, nil, 0o755)); err != nil {
		t.Fatal(err)
	}
	if got, err := binary(); !strings.HasSuffix(got, own) || err != nil {
		t.Errorf("the module's own: %q, %v", got, err)
	}
}

// recorder notes how a test would have ended.
type recorder struct {
	testing.TB
	ended string
}

type stop struct{}

func (r *recorder) Helper() {}
func (r *recorder) Fatalf(format string, args ...any) {
	r.ended = "fatal: " + fmt.Sprintf(format, args...)
	panic(stop{})
}
func (r *recorder) Skipf(format string, args ...any) {
	r.ended = "skip: " + fmt.Sprintf(format, args...)
	panic(stop{})
}

func outcome(f func(testing.TB)) string {
	r := &recorder{}
	func() {
		defer func() {
			if v := recover(); v != nil && v != any(stop{}) {
				panic(v)
			}
		}()
		f(r)
	}()
	return r.ended
}
