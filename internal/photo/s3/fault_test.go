package s3_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/photo"
	"beli/internal/photo/phototest"
	"beli/internal/photo/s3"
	"beli/internal/photo/s3/s3test"
)

// verbs are all that can be asked of a store, each with its error.
func verbs(ctx context.Context, s *s3.Store, key photo.Key) map[string]error {
	_, opened := s.Open(ctx, key, card)
	_, exists := s.Exists(ctx, key, card)
	return map[string]error{
		"open": opened, "exists": exists, "delete": s.Delete(ctx, key, card), "health": s.Health(ctx),
		"put":  s.Put(ctx, photo.NewKey(), card, strings.NewReader("x"), 1),
		"each": s.Each(ctx, func(photo.Entry) error { return nil }),
	}
}

func TestAStoreInTroubleIsUnavailableWithinItsBoundAndRecovers(t *testing.T) {
	for name, trouble := range map[string]struct {
		begin, end func(*testing.T, *s3test.Server)
	}{
		"down":    {func(_ *testing.T, s *s3test.Server) { s.Down() }, func(t *testing.T, s *s3test.Server) { s.Up(t) }},
		"500":     {broken(s3test.Refusing(http.StatusInternalServerError)), broken(nil)},
		"503":     {broken(s3test.Refusing(http.StatusServiceUnavailable)), broken(nil)},
		"403":     {broken(s3test.Refusing(http.StatusForbidden)), broken(nil)},
		"hanging": {broken(s3test.Hanging()), broken(nil)},
		"no S3": {broken(func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(http.StatusBadGateway)
			io.WriteString(w, "<html>not here</html>")
			return true
		}), broken(nil)},
	} {
		for _, started := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				server, key := s3test.Start(t), photo.NewKey()
				server.Keep(t, string(key)+"/360.jpg", "there before")
				o := server.Options()
				o.Patience = 500 * time.Millisecond
				s := open(t, o)
				if started {
					if err := s.Prepare(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				trouble.begin(t, server)
				start := clock.Started()
				for verb, err := range verbs(t.Context(), s, key) {
					if fault.KindOf(err) != fault.Unavailable || !errors.Is(err, photo.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("%s: %v", verb, err)
					}
					if err != nil && (strings.Contains(err.Error(), server.SecretKey) || strings.Contains(err.Error(), "Signature=")) {
						t.Errorf("%s tells a secret: %v", verb, err)
					}
				}
				if took := clock.Since(start); took > 30*time.Second {
					t.Errorf("six calls took %v", took)
				}
				trouble.end(t, server)
				if got := read(t, s, key); got != "there before" {
					t.Errorf("afterwards %q is read", got)
				}
				put(t, s, photo.NewKey(), "whole")
			})
		}
	}
}

func broken(f s3test.Fault) func(*testing.T, *s3test.Server) {
	return func(_ *testing.T, s *s3test.Server) { s.Break(f) }
}

func TestOpeningAPictureOfAHangingStoreEndsWithItsPatience(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	o := server.Options()
	o.Patience = 300 * time.Millisecond
	s := open(t, o)
	put(t, s, key, "x")
	server.Break(s3test.Hanging())
	start := clock.Started()
	_, err := s.Open(t.Context(), key, card)
	if took := clock.Since(start); fault.KindOf(err) != fault.Unavailable || took < o.Patience/2 || took > 5*time.Second {
		t.Errorf("%v after %v", err, took)
	}
}

func TestAStoreThatStopsInTheMiddleOfAPictureIsUnavailable(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	o := server.Options()
	o.Patience = 300 * time.Millisecond
	s := open(t, o)
	put(t, s, key, strings.Repeat("x", 100_000))
	server.Break(func(w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Content-Length", "100000")
		w.Header().Set("Last-Modified", clock.System{}.Now().Format(http.TimeFormat))
		io.WriteString(w, strings.Repeat("x", 50_000))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		return true
	})
	object, err := s.Open(t.Context(), key, card)
	if err != nil {
		t.Fatal(err)
	}
	defer object.Close()
	if b, err := io.ReadAll(object); len(b) != 50_000 || fault.KindOf(err) != fault.Unavailable {
		t.Errorf("%d bytes read, %v", len(b), err)
	}
}

func TestAStoreSlowerThanUsualStillServes(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	server.Break(s3test.Slow(200 * time.Millisecond)) // two fifths of the patience, as 2 s are of 5
	o := server.Options()
	o.Patience = 500 * time.Millisecond
	s := open(t, o)
	if err := s.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	put(t, s, key, "late")
	if got := read(t, s, key); got != "late" {
		t.Errorf("read %q", got)
	}
	for verb, err := range verbs(t.Context(), s, key) {
		if err != nil && verb != "open" { // the delete may come first
			t.Errorf("%s: %v", verb, err)
		}
	}
}

func TestAPictureIsNotWaitedForLongerWhileASlowBucketIsPrepared(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	server.Keep(t, string(key)+"/360.jpg", "late")
	server.Break(s3test.Slow(300 * time.Millisecond)) // five requests prepare the bucket
	o := server.Options()
	o.Patience = 700 * time.Millisecond
	s := open(t, o)
	start := clock.Started()
	_, err := s.Open(t.Context(), key, card)
	if took := clock.Since(start); fault.KindOf(err) != fault.Unavailable || took > 5*time.Second {
		t.Errorf("%v after %v", err, took)
	}
	if err := s.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := read(t, s, key); got != "late" {
		t.Errorf("read %q", got)
	}
}

func TestPicturesComeThroughWhenHalfOfTheUploadsAreRefused(t *testing.T) {
	server := s3test.Start(t)
	s := open(t, server.Options())
	server.Break(s3test.HalfOfUploads())
	lib := photo.NewLibrary(photo.NewPipeline(1), s)
	p, err := lib.Add(t.Context(), bytes.NewReader(phototest.JPEG(400, 300)))
	if err != nil {
		t.Fatal(err)
	}
	o, err := lib.Open(t.Context(), p.Key, card)
	if err != nil {
		t.Fatal(err)
	}
	o.Close()
}

func TestAnUploadCutInTheMiddleLeavesNothingAndCanBeSentAgain(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	s := open(t, server.Options())
	content := strings.Repeat("wajik", 200_000)
	server.Break(s3test.CutUploads(1 << 30))
	if err := s.Put(t.Context(), key, card, strings.NewReader(content), int64(len(content))); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("cut every time: %v", err)
	}
	if b, _ := server.Object(t, string(key)+"/360.jpg"); b != nil {
		t.Errorf("%d bytes are visible", len(b))
	}
	server.Break(s3test.CutUploads(2))
	put(t, s, key, content) // by itself, within the call
	if got := read(t, s, key); got != content {
		t.Errorf("%d bytes are read", len(got))
	}
}

func TestAnUploadWhoseAnswerWasLostCountsAsDoneAndAnothersDoesNot(t *testing.T) {
	server, key := s3test.Start(t), photo.NewKey()
	s := open(t, server.Options())
	put(t, s, photo.NewKey(), "so that it is known what the store can do")
	server.Break(server.LoseAnswers(1))
	put(t, s, key, "ours")
	if err := s.Put(t.Context(), key, card, strings.NewReader("other"), 5); !errors.Is(err, photo.ErrExists) {
		t.Errorf("put onto a taken name: %v", err)
	}
	server.Break(s3test.HalfOfUploads())
	if err := s.Put(t.Context(), key, card, strings.NewReader("other"), 5); !errors.Is(err, photo.ErrExists) {
		t.Errorf("put onto a taken name, after a doubtful try: %v", err)
	}
	if got := read(t, s, key); got != "ours" {
		t.Errorf("read %q", got)
	}
}

func TestAListingThatFailsInTheMiddleSaysSo(t *testing.T) {
	server := s3test.Start(t)
	s := open(t, server.Options())
	for range 1500 {
		server.Keep(t, string(photo.NewKey())+"/360.jpg", "x")
	}
	seen := 0
	err := s.Each(t.Context(), func(photo.Entry) error {
		if seen++; seen == 1000 {
			server.Break(s3test.Refusing(http.StatusInternalServerError))
		}
		return nil
	})
	if seen != 1000 || fault.KindOf(err) != fault.Unavailable {
		t.Errorf("%d seen, %v", seen, err)
	}
}
