package s3_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/miniotest"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
	"beli/internal/photo/s3"
)

func real(t *testing.T) s3.Options {
	t.Helper()
	b := miniotest.Open(t)
	return s3.Options{Endpoint: b.URL, Bucket: b.Name, AccessKey: b.AccessKey, SecretKey: b.SecretKey}
}

// admin is who looks after the bucket with tools of their own.
type admin struct {
	t      *testing.T
	client *minio.Client
	bucket string
}

func administrator(t *testing.T, o s3.Options) admin {
	t.Helper()
	c, err := minio.New(strings.TrimPrefix(o.Endpoint, "http://"), &minio.Options{Creds: credentials.NewStaticV4(o.AccessKey, o.SecretKey, "")})
	if err != nil {
		t.Fatal(err)
	}
	return admin{t, c, o.Bucket}
}

func (a admin) setPolicy(text string) {
	a.t.Helper()
	if err := a.client.SetBucketPolicy(a.t.Context(), a.bucket, text); err != nil {
		a.t.Fatal(err)
	}
}

func (a admin) policy() string {
	a.t.Helper()
	text, err := a.client.GetBucketPolicy(a.t.Context(), a.bucket)
	if err != nil {
		a.t.Fatal(err)
	}
	return text
}

func TestMinIOKeepsTheContract(t *testing.T) {
	phototest.Exercise(t, func(t *testing.T) photo.Store { return open(t, real(t)) })
}

func TestMinIOLetsNobodyInWithoutASignature(t *testing.T) {
	o, key := real(t), photo.NewKey()
	s := open(t, o)
	put(t, s, key, "secret")
	if err := s.Health(t.Context()); err != nil {
		t.Fatal(err)
	}
	if policy := administrator(t, o).policy(); !strings.Contains(policy, `"Deny"`) {
		t.Errorf("the policy of the bucket is %q", policy)
	}
	at := o.Endpoint + "/" + o.Bucket
	for _, c := range []struct{ method, path, body string }{
		{"GET", "/" + string(key) + "/360.jpg", ""}, {"HEAD", "/" + string(key) + "/360.jpg", ""},
		{"GET", "?list-type=2", ""}, {"GET", "?policy", ""}, {"PUT", "/" + string(photo.NewKey()) + "/360.jpg", "theirs"},
		{"PUT", "/" + string(key) + "/360.jpg", "theirs"}, {"DELETE", "/" + string(key) + "/360.jpg", ""}, {"DELETE", "", ""},
	} {
		req, err := http.NewRequest(c.method, at+c.path, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != http.StatusForbidden || strings.Contains(string(b), "secret") {
			t.Errorf("%s %s: %s %q, %v", c.method, c.path, res.Status, b, err)
		}
	}
	if got := read(t, s, key); got != "secret" {
		t.Errorf("afterwards %q is read", got)
	}
}

func TestMinIORefusesAWrongKeyWithoutTellingIt(t *testing.T) {
	for name, spoil := range map[string]func(*s3.Options){
		"secret": func(o *s3.Options) { o.SecretKey = "wrong-" + o.SecretKey },
		"access": func(o *s3.Options) { o.AccessKey = "nobody" },
	} {
		o := real(t)
		spoil(&o)
		_, err := open(t, o).Open(t.Context(), photo.NewKey(), card)
		if fault.KindOf(err) != fault.Unavailable || strings.Contains(err.Error(), o.SecretKey) {
			t.Errorf("wrong %s: %v", name, err)
		}
	}
}

func TestMinIOGivesPicturesOfTheirTypeAndAge(t *testing.T) {
	s, key := open(t, real(t)), photo.NewKey()
	before := clock.System{}.Now().Add(-time.Minute)
	put(t, s, key, "x")
	err := s.Each(t.Context(), func(e photo.Entry) error {
		if e.Key != key || e.Modified.Before(before) {
			t.Errorf("entry %+v", e)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), key, card, strings.NewReader("y"), 1); !errors.Is(err, photo.ErrExists) {
		t.Errorf("second put: %v", err)
	}
}

func TestMinIOBucketSomebodyOpenedIsNotUsed(t *testing.T) {
	o, key := real(t), photo.NewKey()
	put(t, open(t, o), key, "secret")
	administrator(t, o).setPolicy(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:GetObject"],"Resource":["arn:aws:s3:::` + o.Bucket + `/*"]}]}`)
	s := open(t, o)
	if _, err := s.Open(t.Context(), key, card); !errors.Is(err, s3.ErrPublic) {
		t.Errorf("open: %v", err)
	}
	administrator(t, o).setPolicy("")
	if got := read(t, s, key); got != "secret" {
		t.Errorf("after it was shut %q is read", got)
	}
}

func TestPicturesMoveToMinIOAndComeBackTheSame(t *testing.T) {
	before, bucket, after := phototest.Memory(), open(t, real(t)), phototest.Memory()
	want := map[photo.Key]string{}
	for i := range 30 {
		key := photo.NewKey()
		want[key] = strings.Repeat("wajik", i*1000)
		put(t, before, key, want[key])
	}
	if moved, err := photo.Move(t.Context(), before, bucket, nil); err != nil || moved.Copied != 30 {
		t.Fatalf("there: %+v, %v", moved, err)
	}
	if moved, err := photo.Move(t.Context(), before, bucket, nil); err != nil || moved.Skipped != 30 || moved.Copied != 0 {
		t.Fatalf("there again: %+v, %v", moved, err)
	}
	if moved, err := photo.Move(t.Context(), bucket, after, nil); err != nil || moved.Copied != 30 {
		t.Fatalf("back: %+v, %v", moved, err)
	}
	for key, content := range want {
		if read(t, after, key) != content {
			t.Errorf("%s is not what it was", key)
		}
	}
}
