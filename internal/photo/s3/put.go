package s3

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/minio/minio-go/v7"

	"beli/internal/photo"
)

// What is known of the store's answer to "only if the name is free": a store that does
// not know the question takes the second content without a word.
const (
	unknown int32 = iota
	honoured
	ignored
)

// markName is the user metadata by which a Put knows its own object again.
const markName = "Put"

// upload is one Put of one object.
type upload struct {
	name        string
	body        io.ReaderAt
	size        int64
	md5, sha256 string // as the protocol writes them: the store checks the first, the signature holds the second
	options     minio.PutObjectOptions
	mark        string
}

// Put implements photo.Store. The body is read whole before anything is sent, so that it
// can be sent again; one request makes the object, or does not.
func (s *Store) Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return err
	}
	whole, err := receive(ctx, body, size)
	if err != nil {
		return err
	}
	u, err := pack(object(key, v), v, whole, size)
	if err != nil {
		return err
	}
	return s.do(ctx, 4*s.patience, 1, "put photo "+u.name, func(ctx context.Context) error { return s.put(ctx, u) })
}

// receive reads exactly size bytes of body; what is in memory already is not copied.
func receive(ctx context.Context, body io.Reader, size int64) (io.ReaderAt, error) {
	if b, ok := body.(*bytes.Reader); ok && b.Size() == size && int64(b.Len()) == size {
		return b, nil
	}
	b, err := io.ReadAll(io.LimitReader(source{ctx, body}, size+1))
	if err != nil {
		return nil, fmt.Errorf("read photo body: %w", err)
	}
	if int64(len(b)) != size {
		return nil, fmt.Errorf("photo body is not the %d bytes promised: %w", size, io.ErrUnexpectedEOF)
	}
	return bytes.NewReader(b), nil
}

// source ends with ctx.
type source struct {
	ctx context.Context
	r   io.Reader
}

// Read implements io.Reader.
func (s source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// pack sums the bytes: a body signed as a whole is understood by every store, one signed
// in parts is not.
func pack(name string, v photo.Variant, body io.ReaderAt, size int64) (upload, error) {
	u := upload{name: name, body: body, size: size, mark: rand.Text()}
	u.options = minio.PutObjectOptions{ContentType: v.ContentType(), CacheControl: "public, max-age=31536000, immutable",
		UserMetadata: map[string]string{markName: u.mark}, DisableContentSha256: true}
	if v == photo.Original {
		u.options.CacheControl = "private, no-store"
	}
	short, long := md5.New(), sha256.New()
	if _, err := io.Copy(io.MultiWriter(short, long), io.NewSectionReader(body, 0, size)); err != nil {
		return upload{}, fmt.Errorf("read photo body: %w", err)
	}
	u.md5, u.sha256 = base64.StdEncoding.EncodeToString(short.Sum(nil)), hex.EncodeToString(long.Sum(nil))
	return u, nil
}

func (s *Store) put(ctx context.Context, u upload) error {
	if s.condition.Load() == honoured {
		return s.send(ctx, u)
	}
	select {
	case s.naming <- struct{}{}:
		defer func() { <-s.naming }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if s.condition.Load() == honoured { // learnt while we waited
		return s.send(ctx, u)
	}
	err := again(ctx, readTries, func(ctx context.Context) error {
		_, err := s.client.StatObject(ctx, s.bucket, u.name, minio.StatObjectOptions{})
		return err
	})
	switch {
	case err == nil:
		return photo.ErrExists
	case code(err) != minio.NoSuchKey:
		return err
	}
	if err := s.send(ctx, u); err != nil {
		return err
	}
	if s.condition.Load() == unknown {
		s.learn(ctx, u)
	}
	return nil
}

// send makes the object if its name is free. After a try whose outcome is unknown the
// name may be taken by ourselves.
func (s *Store) send(ctx context.Context, u upload) error {
	doubt := false
	return again(ctx, putTries, func(ctx context.Context) error {
		err := s.once(ctx, u)
		if taken(err) {
			err = photo.ErrExists
			if doubt {
				err = s.ours(ctx, u)
			}
		}
		doubt = doubt || err != nil
		return err
	})
}

func (s *Store) once(ctx context.Context, u upload) error {
	o := u.options
	if s.condition.Load() != ignored {
		o.SetMatchETagExcept("*")
	}
	body := io.NewSectionReader(u.body, 0, u.size)
	_, err := minio.Core{Client: s.client}.PutObject(ctx, s.bucket, u.name, body, u.size, u.md5, u.sha256, o)
	var said minio.ErrorResponse
	if errors.As(err, &said) && said.StatusCode == http.StatusNotImplemented && s.condition.CompareAndSwap(unknown, ignored) {
		return s.once(ctx, u)
	}
	return err
}

func taken(err error) bool {
	var said minio.ErrorResponse
	return errors.As(err, &said) && said.StatusCode == http.StatusPreconditionFailed
}

// ours is nil when the object under a name is that of this Put.
func (s *Store) ours(ctx context.Context, u upload) error {
	info, err := s.client.StatObject(ctx, s.bucket, u.name, minio.StatObjectOptions{})
	if err == nil && info.UserMetadata[markName] != u.mark {
		err = photo.ErrExists
	}
	return err
}

// learn puts an object that has just been put a second time, the same bytes: a store
// that refuses can be trusted with the question from now on.
func (s *Store) learn(ctx context.Context, u upload) {
	switch err := s.once(ctx, u); {
	case taken(err):
		s.condition.Store(honoured)
	case err == nil:
		s.condition.Store(ignored)
	}
}
