package s3

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"

	"beli/internal/photo"
)

// pageSize is how many objects one request of a listing gives, S3's most.
const pageSize = 1000

// Open implements photo.Store. The first byte, and each part after it, is waited for
// with the patience of the store.
func (s *Store) Open(ctx context.Context, key photo.Key, v photo.Variant) (*photo.Object, error) {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return nil, err
	}
	doing := "open photo " + object(key, v)
	bounded, cancel := context.WithCancel(ctx)
	timer := time.AfterFunc(s.patience, cancel)
	var body io.ReadCloser
	var info minio.ObjectInfo
	err := s.Prepare(bounded)
	if err == nil {
		err = again(bounded, readTries, func(ctx context.Context) (err error) {
			body, info, _, err = minio.Core{Client: s.client}.GetObject(ctx, s.bucket, object(key, v), minio.GetObjectOptions{})
			return err
		})
	}
	timer.Stop()
	if err != nil {
		cancel()
		return nil, s.told(ctx, doing, err)
	}
	tell := func(err error) error { return s.told(ctx, doing, err) }
	return &photo.Object{ReadCloser: &stream{body, timer, s.patience, cancel, tell}, Size: info.Size, Modified: info.LastModified.UTC()}, nil
}

// stream is the body of an answer; a part that does not come in time ends it.
type stream struct {
	body     io.ReadCloser
	timer    *time.Timer
	patience time.Duration
	cancel   context.CancelFunc
	tell     func(error) error
}

// Read implements io.Reader.
func (s *stream) Read(p []byte) (int, error) {
	s.timer.Reset(s.patience)
	n, err := s.body.Read(p)
	s.timer.Stop()
	if err != nil && err != io.EOF {
		err = s.tell(err)
	}
	return n, err
}

// Close implements io.Closer.
func (s *stream) Close() error {
	s.timer.Stop()
	s.cancel()
	return s.body.Close()
}

// Exists implements photo.Store.
func (s *Store) Exists(ctx context.Context, key photo.Key, v photo.Variant) (bool, error) {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return false, err
	}
	err := s.do(ctx, s.patience, readTries, "look for photo "+object(key, v), func(ctx context.Context) error {
		_, err := s.client.StatObject(ctx, s.bucket, object(key, v), minio.StatObjectOptions{})
		return err
	})
	if errors.Is(err, photo.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Delete implements photo.Store.
func (s *Store) Delete(ctx context.Context, key photo.Key, v photo.Variant) error {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return err
	}
	err := s.do(ctx, s.patience, deleteTries, "delete photo "+object(key, v), func(ctx context.Context) error {
		return s.client.RemoveObject(ctx, s.bucket, object(key, v), minio.RemoveObjectOptions{})
	})
	if errors.Is(err, photo.ErrNotFound) {
		return nil
	}
	return err
}

// Each implements photo.Store. Objects that no Put made are passed over. No request is
// open while visit runs.
func (s *Store) Each(ctx context.Context, visit func(photo.Entry) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for after := ""; ; {
		var entries []photo.Entry
		var last string
		err := s.do(ctx, 3*s.patience, readTries, "list photos", func(ctx context.Context) (err error) {
			entries, last, err = s.page(ctx, after)
			return err
		})
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := visit(e); err != nil {
				return err
			}
		}
		if last == "" {
			return nil
		}
		after = last
	}
}

// page lists what comes after a name; last is the name to go on from, "" at the end.
func (s *Store) page(ctx context.Context, after string) (entries []photo.Entry, last string, err error) {
	seen := 0
	for info := range s.client.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{
		Recursive: true, StartAfter: after, MaxKeys: pageSize, FetchOwner: new(bool),
	}) {
		if info.Err != nil {
			return nil, "", info.Err
		}
		key, v, _ := strings.Cut(info.Key, "/")
		e := photo.Entry{Key: photo.Key(key), Variant: photo.Variant(v), Size: info.Size, Modified: info.LastModified.UTC()}
		if photo.Check(e.Key, e.Variant) == nil {
			entries = append(entries, e)
		}
		if seen++; seen == pageSize {
			return entries, info.Key, ctx.Err()
		}
	}
	return entries, "", ctx.Err() // the iterator ends without a word when its context does
}
