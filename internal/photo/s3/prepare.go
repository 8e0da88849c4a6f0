package s3

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/minio/minio-go/v7"

	"beli/internal/photo"
)

// ErrPublic is a bucket that anybody can read or list. It is not used until that ends.
var ErrPublic = errors.New("the photo bucket is open to everybody: make it private")

// preparation is one attempt, shared by all who need it.
type preparation struct {
	done chan struct{}
	err  error
}

// Prepare makes the bucket where it is missing, shuts it for requests without a
// signature, and sees that it is shut. Every call of the store does so until it has
// succeeded once. photo.ErrUnavailable, with ErrPublic in its chain where that is why.
func (s *Store) Prepare(ctx context.Context) error {
	s.mu.Lock()
	if s.prepared {
		s.mu.Unlock()
		return nil
	}
	p := s.running
	if p == nil {
		p = &preparation{done: make(chan struct{})}
		s.running = p
		go s.prepare(context.WithoutCancel(ctx), p) // ends within three times our patience
	}
	s.mu.Unlock()
	select {
	case <-p.done:
		return p.err
	case <-ctx.Done():
		return fmt.Errorf("prepare the photo bucket: %w", ctx.Err())
	}
}

func (s *Store) prepare(ctx context.Context, p *preparation) {
	const doing = "prepare the photo bucket"
	err := s.within(ctx, s.patience, readTries, doing, s.exist)
	if err == nil {
		err = s.within(ctx, s.patience, readTries, doing, s.shut)
	}
	if err == nil {
		err = s.within(ctx, s.patience, readTries, doing, s.verify)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p.err, s.prepared, s.running = err, err == nil, nil
	close(p.done)
}

// forget has the bucket prepared again: it was there and is gone.
func (s *Store) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prepared = false
}

func (s *Store) exist(ctx context.Context) error {
	there, err := s.client.BucketExists(ctx, s.bucket)
	if err != nil || there {
		return err
	}
	err = s.client.MakeBucket(ctx, s.bucket, minio.MakeBucketOptions{Region: s.region})
	if code(err) == "BucketAlreadyOwnedByYou" || code(err) == "BucketAlreadyExists" {
		return nil // another process was faster; a stranger's bucket refuses what comes next
	}
	return err
}

// shut gives a bucket without a policy one that refuses whoever does not sign. A policy
// that is there is its owner's; it is only read. Where our key may not read or write
// policies, or the store has none, verify alone decides.
func (s *Store) shut(ctx context.Context) error {
	policy, err := s.client.GetBucketPolicy(ctx, s.bucket)
	switch {
	case refused(err):
		return nil
	case err != nil:
		return err
	case policy != "":
		return checkPolicy(policy)
	}
	if err := s.client.SetBucketPolicy(ctx, s.bucket, closed(s.bucket)); !refused(err) {
		return err
	}
	return nil
}

func refused(err error) bool {
	var said minio.ErrorResponse
	if !errors.As(err, &said) || said.Code == minio.NoSuchBucket {
		return false
	}
	return said.StatusCode >= 400 && said.StatusCode < 500 && !passing(err) || said.StatusCode == http.StatusNotImplemented
}

// closed is the policy of a private bucket. It says what is the case without it, so that
// a statement added later opens nothing.
func closed(bucket string) string {
	return `{"Version":"2012-10-17","Statement":[{"Sid":"SignedOnly","Effect":"Deny","Principal":{"AWS":["*"]},"Action":["s3:*"],` +
		`"Resource":["arn:aws:s3:::` + bucket + `","arn:aws:s3:::` + bucket + `/*"],` +
		`"Condition":{"StringEquals":{"aws:principaltype":["Anonymous"]}}}]}`
}

// checkPolicy finds a statement that lets everybody in; a condition does not save it.
func checkPolicy(text string) error {
	var policy struct {
		Statement []struct {
			Effect    string
			Principal json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(text), &policy); err != nil {
		return nil // not the common form: verify decides
	}
	for _, st := range policy.Statement {
		if st.Effect == "Allow" && strings.Contains(string(st.Principal), `"*"`) {
			return ErrPublic
		}
	}
	return nil
}

// verify asks as a stranger: for the listing, and for an object that is not there, which
// only a bucket that can be read calls absent.
func (s *Store) verify(ctx context.Context) error {
	at := s.client.EndpointURL().JoinPath(s.bucket).String()
	list, err := s.ask(ctx, at+"?list-type=2&max-keys=1")
	if err != nil {
		return err
	}
	one, err := s.ask(ctx, at+"/"+object(photo.NewKey(), photo.Share))
	if err != nil {
		return err
	}
	if list/100 == 2 || one/100 == 2 || one == http.StatusNotFound {
		return ErrPublic
	}
	return nil
}

// ask sends a request without a signature and gives the status.
func (s *Store) ask(ctx context.Context, at string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return 0, err
	}
	res, err := s.transport.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10)); err != nil {
		return 0, err
	}
	if res.StatusCode >= 500 {
		return 0, minio.ErrorResponse{Code: "Unwell", StatusCode: res.StatusCode, Message: res.Status}
	}
	return res.StatusCode, nil
}
