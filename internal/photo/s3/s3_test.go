package s3_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"beli/internal/fault"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
	"beli/internal/photo/s3"
	"beli/internal/photo/s3/s3test"
)

const card = photo.Variant("360.jpg")

func open(t *testing.T, o s3.Options) *s3.Store {
	t.Helper()
	s, err := s3.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(t *testing.T, s photo.Store, key photo.Key, content string) {
	t.Helper()
	if err := s.Put(t.Context(), key, card, strings.NewReader(content), int64(len(content))); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, s photo.Store, key photo.Key) string {
	t.Helper()
	o, err := s.Open(t.Context(), key, card)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	b, err := io.ReadAll(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestBucketKeepsTheContract(t *testing.T) {
	phototest.Exercise(t, func(t *testing.T) photo.Store { return open(t, s3test.Start(t).Options()) })
}

func TestStoresThatCannotTakeANameInOneStepKeepTheContractToo(t *testing.T) {
	for name, f := range map[string]s3test.Fault{"says no": s3test.RefusingConditions(), "ignores": s3test.Unconditional()} {
		t.Run(name, func(t *testing.T) {
			phototest.Exercise(t, func(t *testing.T) photo.Store {
				server := s3test.Start(t)
				server.Break(f)
				return open(t, server.Options())
			})
		})
	}
}

func TestAPictureIsKeptWithItsTypeAndMayBeCachedForEver(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	s := open(t, server.Options())
	for v, want := range map[photo.Variant][2]string{
		"360.webp":     {"image/webp", "public, max-age=31536000, immutable"},
		photo.Share:    {"image/jpeg", "public, max-age=31536000, immutable"},
		photo.Original: {"application/octet-stream", "private, no-store"},
	} {
		if err := s.Put(t.Context(), key, v, strings.NewReader("x"), 1); err != nil {
			t.Fatal(err)
		}
		body, header := server.Object(t, string(key)+"/"+string(v))
		if string(body) != "x" || header.Get("Content-Type") != want[0] || header.Get("Cache-Control") != want[1] {
			t.Errorf("%s: %q with %v", v, body, header)
		}
	}
}

func TestTheListingGoesOverPagesAndForeignObjectsEvenWhileItIsDeletedFrom(t *testing.T) {
	server := s3test.Start(t)
	s := open(t, server.Options())
	const photos = 2345
	for range photos {
		server.Keep(t, string(photo.NewKey())+"/360.jpg", "x")
	}
	server.Keep(t, "README", "ours is not all")
	server.Keep(t, string(photo.NewKey())+"/360.jpg/more", "x")
	server.Keep(t, "backup/"+string(photo.NewKey())+"/360.jpg", "x")
	seen := map[photo.Key]bool{}
	err := s.Each(t.Context(), func(e photo.Entry) error {
		seen[e.Key] = true
		if len(seen)%3 == 0 {
			return s.Delete(t.Context(), e.Key, e.Variant)
		}
		return nil
	})
	if err != nil || len(seen) != photos {
		t.Errorf("%d of %d listed, %v", len(seen), photos, err)
	}
	if body, _ := server.Object(t, "README"); body == nil {
		t.Error("a foreign object is gone")
	}
}

func TestTheBucketIsMadeOnceShutAndMadeAgainWhenItIsLost(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	s := open(t, server.Options())
	if err := s.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	var policy struct{ Statement []struct{ Effect string } }
	if err := json.Unmarshal([]byte(server.Policy()), &policy); err != nil || len(policy.Statement) != 1 || policy.Statement[0].Effect != "Deny" {
		t.Errorf("the policy of the bucket is %q, %v", server.Policy(), err)
	}
	before := server.Requests()
	if err := s.Prepare(t.Context()); err != nil || server.Requests() != before {
		t.Errorf("prepared again: %v, %d requests more", err, server.Requests()-before)
	}
	// the store was set up anew under the same address
	fresh := s3test.Start(t)
	fresh.AccessKey = server.AccessKey
	server.Break(func(w http.ResponseWriter, r *http.Request) bool { fresh.ServeHTTP(w, r); return true })
	if err := s.Put(t.Context(), key, card, strings.NewReader("x"), 1); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("put into a lost bucket: %v", err)
	}
	put(t, s, key, "whole")
	if got := read(t, s, key); got != "whole" {
		t.Errorf("read %q", got)
	}
}

func TestABucketOpenToEverybodyIsNotUsed(t *testing.T) {
	stranger := func(r *http.Request) bool { return r.Header.Get("Authorization") == "" }
	for name, spoil := range map[string]func(*s3test.Server){
		"by its policy": func(s *s3test.Server) {
			s.SetPolicy(`{"Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:GetObject"],"Resource":["arn:aws:s3:::foto/*"]}]}`)
		},
		"by a short policy": func(s *s3test.Server) {
			s.SetPolicy(`{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:ListBucket","Resource":"arn:aws:s3:::foto"}]}`)
		},
		"to be listed": func(s *s3test.Server) {
			s.Break(func(w http.ResponseWriter, r *http.Request) bool {
				return stranger(r) && r.URL.Query().Has("list-type")
			})
		},
		"to be read": func(s *s3test.Server) {
			s.Break(func(w http.ResponseWriter, r *http.Request) bool {
				if stranger(r) && !r.URL.Query().Has("list-type") {
					w.WriteHeader(http.StatusNotFound)
					return true
				}
				return false
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			server, key := s3test.Start(t), photo.NewKey()
			server.Keep(t, string(key)+"/360.jpg", "secret")
			spoil(server)
			s := open(t, server.Options())
			_, opened := s.Open(t.Context(), key, card)
			for verb, err := range map[string]error{
				"open": opened, "health": s.Health(t.Context()),
				"put": s.Put(t.Context(), photo.NewKey(), card, strings.NewReader("x"), 1),
			} {
				if !errors.Is(err, s3.ErrPublic) || !errors.Is(err, photo.ErrUnavailable) {
					t.Errorf("%s: %v", verb, err)
				}
			}
			server.SetPolicy("")
			server.Break(nil)
			if got := read(t, s, key); got != "secret" {
				t.Errorf("after it was shut %q is read", got)
			}
		})
	}
}

func TestAKeyThatMayNotTouchPoliciesIsEnough(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	server.Keep(t, "README", "made by the administrator")
	server.Break(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Query().Has("policy") {
			w.WriteHeader(http.StatusForbidden)
		}
		return r.URL.Query().Has("policy")
	})
	s := open(t, server.Options())
	put(t, s, key, "whole")
	if server.Policy() != "" {
		t.Error("a policy was written")
	}
}

func TestWrongOptionsAreToldAndKeysNeverPrinted(t *testing.T) {
	good := s3.Options{Endpoint: "http://127.0.0.1:9000", Bucket: "foto", AccessKey: "beli-access", SecretKey: "very-secret"}
	for name, spoil := range map[string]func(*s3.Options){
		"no scheme":         func(o *s3.Options) { o.Endpoint = "127.0.0.1:9000" },
		"keys in it":        func(o *s3.Options) { o.Endpoint = "http://beli:very-secret@127.0.0.1:9000" },
		"keys unreadable":   func(o *s3.Options) { o.Endpoint = "http://beli:very-secret%zz@127.0.0.1:9000" },
		"a path":            func(o *s3.Options) { o.Endpoint += "/foto" },
		"no bucket":         func(o *s3.Options) { o.Bucket = "" },
		"no bucket's name":  func(o *s3.Options) { o.Bucket = "Foto Toko" },
		"without a secret":  func(o *s3.Options) { o.SecretKey = "" },
		"without an access": func(o *s3.Options) { o.AccessKey = "" },
	} {
		o := good
		spoil(&o)
		if _, err := s3.Open(o); err == nil || strings.Contains(err.Error(), "very-secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	asJSON, err := json.Marshal(good)
	if err != nil {
		t.Fatal(err)
	}
	if printed := fmt.Sprintf("%v %+v %#v %s %s", good, good, good, good, asJSON); strings.Contains(printed, "secret") || strings.Contains(printed, "access") {
		t.Errorf("printed as %s", printed)
	}
	for _, region := range []string{"", "ap-southeast-3"} {
		good.Region = region
		if _, err := s3.Open(good); err != nil {
			t.Errorf("region %q: %v", region, err)
		}
	}
}

func TestAPictureInMemoryIsSentWithoutACopyAndOneThatWasReadIsNot(t *testing.T) {
	server := s3test.Start(t)
	s := open(t, server.Options())
	half := bytes.NewReader([]byte("abcdef"))
	if _, err := half.Seek(3, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	key := photo.NewKey()
	if err := s.Put(t.Context(), key, card, half, 3); err != nil {
		t.Fatal(err)
	}
	if got := read(t, s, key); got != "def" {
		t.Errorf("the rest of a reader is kept as %q", got)
	}
	if err := s.Put(t.Context(), photo.NewKey(), card, strings.NewReader(""), -1); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a size below nothing: %v", err)
	}
}

func TestAVisitorWhoLeavesIsNotWaitedFor(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	o := server.Options()
	o.Patience = time.Second
	s := open(t, o)
	put(t, s, key, "x")
	server.Break(s3test.Hanging())
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.Open(ctx, key, card); !errors.Is(err, context.DeadlineExceeded) || fault.KindOf(err) == fault.Unavailable {
		t.Errorf("open: %v", err)
	}
	unprepared := open(t, o)
	if _, err := unprepared.Open(ctx, key, card); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("open of a bucket that nobody has prepared: %v", err)
	}
}
