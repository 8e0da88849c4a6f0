package phototest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"sync"

	"beli/internal/clock"
	"beli/internal/photo"
)

// Memory is a store that forgets everything with the test.
func Memory() photo.Store { return &memory{files: map[name]file{}} }

type name struct {
	key photo.Key
	v   photo.Variant
}

type file struct {
	bytes []byte
	entry photo.Entry
}

type memory struct {
	mu    sync.Mutex
	files map[name]file
}

// Put implements photo.Store.
func (m *memory) Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return err
	}
	b, err := io.ReadAll(io.LimitReader(body, size+1))
	if err != nil {
		return fmt.Errorf("read photo body: %w", err)
	}
	if int64(len(b)) != size {
		return fmt.Errorf("photo body is not the %d bytes promised: %w", size, io.ErrUnexpectedEOF)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, taken := m.files[name{key, v}]; taken {
		return photo.ErrExists
	}
	m.files[name{key, v}] = file{b, photo.Entry{Key: key, Variant: v, Size: size, Modified: clock.System{}.Now()}}
	return nil
}

// Open implements photo.Store.
func (m *memory) Open(ctx context.Context, key photo.Key, v photo.Variant) (*photo.Object, error) {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.files[name{key, v}]
	if !ok {
		return nil, photo.ErrNotFound
	}
	body := io.NopCloser(bytes.NewReader(f.bytes))
	return &photo.Object{ReadCloser: body, Size: f.entry.Size, Modified: f.entry.Modified}, nil
}

// Exists implements photo.Store.
func (m *memory) Exists(ctx context.Context, key photo.Key, v photo.Variant) (bool, error) {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return false, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	_, ok := m.files[name{key, v}]
	return ok, nil
}

// Delete implements photo.Store.
func (m *memory) Delete(ctx context.Context, key photo.Key, v photo.Variant) error {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, name{key, v})
	return nil
}

// Each implements photo.Store.
func (m *memory) Each(ctx context.Context, visit func(photo.Entry) error) error {
	m.mu.Lock()
	now := maps.Clone(m.files)
	m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, f := range now {
		if err := errors.Join(ctx.Err(), visit(f.entry)); err != nil {
			return err
		}
	}
	return nil
}
