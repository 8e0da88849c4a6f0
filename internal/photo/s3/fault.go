package s3

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"

	"beli/internal/fault"
	"beli/internal/photo"
)

// How often a call is tried. Between two tries the client waits up to 0.2 s. An upload
// is worth more: a person would have to send it again.
const (
	readTries   = 2
	deleteTries = 3
	putTries    = 5
)

var errSlow = errors.New("no answer in time")

// within runs a call until it succeeds or is not worth another try, all tries together
// in at most d, and gives its error as photo.Store wants it.
func (s *Store) within(ctx context.Context, d time.Duration, tries int, doing string, call func(context.Context) error) error {
	bounded, cancel := context.WithTimeoutCause(ctx, d, errSlow)
	defer cancel()
	return s.told(ctx, doing, again(bounded, tries, call))
}

// do is within for a call that needs the bucket; the wait for its preparation counts too.
func (s *Store) do(ctx context.Context, d time.Duration, tries int, doing string, call func(context.Context) error) error {
	bounded, cancel := context.WithTimeoutCause(ctx, d, errSlow)
	defer cancel()
	err := s.Prepare(bounded)
	if err == nil {
		err = again(bounded, tries, call)
	}
	return s.told(ctx, doing, err)
}

func again(ctx context.Context, tries int, call func(context.Context) error) error {
	for try := 1; ; try++ {
		err := call(ctx)
		if err == nil || try >= tries || ctx.Err() != nil || !passing(err) {
			return err
		}
	}
}

// passing tells whether an error may be gone with the next try: the network's, and what
// a store says about itself rather than about the request.
func passing(err error) bool {
	var said minio.ErrorResponse
	if !errors.As(err, &said) {
		return !errors.Is(err, photo.ErrExists) && !errors.Is(err, ErrPublic)
	}
	switch said.StatusCode {
	case http.StatusRequestTimeout, http.StatusConflict, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented:
		return false
	}
	return said.StatusCode >= 500
}

// told is an error in the words of photo.Store. The caller's end comes back as it is; the
// end of our own patience is a slow store.
func (s *Store) told(ctx context.Context, doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, photo.ErrExists), ctx.Err() == nil && errors.Is(err, photo.ErrUnavailable):
		return fmt.Errorf("%s: %w", doing, err)
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	case code(err) == minio.NoSuchKey:
		return fmt.Errorf("%s: %w", doing, photo.ErrNotFound)
	case code(err) == minio.NoSuchBucket:
		s.forget()
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		err = errSlow
	}
	return unavailable(doing, err)
}

// code is what the store calls an error, "" for the network's.
func code(err error) string {
	var said minio.ErrorResponse
	errors.As(err, &said)
	return said.Code
}

func unavailable(doing string, err error) error {
	return fmt.Errorf("%s: %w", doing, fault.Wrap(photo.ErrUnavailable.Kind, photo.ErrUnavailable.Code, err))
}
