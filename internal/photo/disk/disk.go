// Package disk keeps photos as files: root/ab/{key}/{variant}, ab being the first
// two characters of the key. Everything happens through an os.Root, so that no name
// and no link can lead out of the folder.
package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"
	"time"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/photo"
)

// unfinished holds what is being written; a key never starts with a dot.
const unfinished = ".unfinished"

// abandoned is the age at which an unfinished file belongs to a process that died.
const abandoned = time.Hour

// Store is a photo.Store in a folder of one machine.
type Store struct {
	root *os.Root
	// naming makes "is the name free" and "take it" one step.
	naming sync.Mutex
}

// Open makes the folder where needed and clears what a dead process left half
// written. The caller closes the store.
func Open(folder string) (*Store, error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, fmt.Errorf("open photo folder: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open photo folder: %w", err)
	}
	s := &Store{root: root}
	if err := s.clearUnfinished(clock.System{}.Now().Add(-abandoned)); err != nil {
		root.Close()
		return nil, fmt.Errorf("open photo folder: %w", err)
	}
	return s, nil
}

// Close lets go of the folder.
func (s *Store) Close() error { return s.root.Close() }

func (s *Store) clearUnfinished(before time.Time) error {
	if err := s.root.MkdirAll(unfinished, 0o750); err != nil {
		return err
	}
	entries, err := fs.ReadDir(s.root.FS(), unfinished)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.ModTime().Before(before) {
			continue // gone meanwhile, or another process is still at it
		}
		if err := s.root.Remove(path.Join(unfinished, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Put implements photo.Store: the bytes are written aside, synced, then renamed.
func (s *Store) Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error {
	if err := photo.Check(key, v); err != nil {
		return err
	}
	aside := path.Join(unfinished, string(photo.NewKey()))
	if err := s.write(ctx, aside, body, size); err != nil {
		return errors.Join(err, s.discard(aside))
	}
	if err := s.publish(aside, key, v); err != nil {
		return errors.Join(err, s.discard(aside))
	}
	return nil
}

func (s *Store) write(ctx context.Context, name string, body io.Reader, size int64) error {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return unavailable("write photo", err)
	}
	defer f.Close()
	in := &source{ctx: ctx, r: body}
	// one byte more than promised shows a body that goes on
	n, err := io.Copy(f, io.LimitReader(in, size+1))
	switch {
	case in.err != nil:
		return fmt.Errorf("read photo body: %w", in.err)
	case err != nil:
		return unavailable("write photo", err)
	case n != size:
		return fmt.Errorf("photo body is not the %d bytes promised: %w", size, io.ErrUnexpectedEOF)
	}
	if err := f.Sync(); err != nil {
		return unavailable("sync photo", err)
	}
	if err := f.Close(); err != nil {
		return unavailable("close photo", err)
	}
	return nil
}

// publish gives a finished file its name, and makes the name as durable as the bytes.
func (s *Store) publish(aside string, key photo.Key, v photo.Variant) error {
	shelf, name := string(key[:2]), file(key, v)
	s.naming.Lock()
	defer s.naming.Unlock()
	if _, err := s.root.Lstat(name); err == nil {
		return fmt.Errorf("put photo %s %s: %w", key, v, photo.ErrExists)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return unavailable("look for photo", err)
	}
	if err := s.folder(shelf, "."); err != nil {
		return err
	}
	if err := s.folder(path.Dir(name), shelf); err != nil {
		return err
	}
	if err := s.root.Rename(aside, name); err != nil {
		return unavailable("name photo", err)
	}
	if err := s.sync(path.Dir(name)); err != nil {
		return unavailable("sync photo folder", err)
	}
	return nil
}

func (s *Store) folder(dir, parent string) error {
	err := s.root.Mkdir(dir, 0o750)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		err = s.sync(parent)
	}
	if err != nil {
		return unavailable("make photo folder", err)
	}
	return nil
}

func (s *Store) sync(dir string) error {
	d, err := s.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (s *Store) discard(name string) error {
	if err := s.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unavailable("discard unfinished photo", err)
	}
	return nil
}

// Open implements photo.Store.
func (s *Store) Open(ctx context.Context, key photo.Key, v photo.Variant) (*photo.Object, error) {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return nil, err
	}
	f, err := s.root.Open(file(key, v))
	if err != nil {
		return nil, read(key, v, err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, read(key, v, err)
	}
	return &photo.Object{ReadCloser: f, Size: info.Size(), Modified: info.ModTime().UTC()}, nil
}

// Exists implements photo.Store.
func (s *Store) Exists(ctx context.Context, key photo.Key, v photo.Variant) (bool, error) {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return false, err
	}
	switch _, err := s.root.Lstat(file(key, v)); {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	default:
		return false, read(key, v, err)
	}
}

// Delete implements photo.Store. The folder of a key goes with its last variant.
func (s *Store) Delete(ctx context.Context, key photo.Key, v photo.Variant) error {
	if err := errors.Join(photo.Check(key, v), ctx.Err()); err != nil {
		return err
	}
	name := file(key, v)
	s.naming.Lock()
	defer s.naming.Unlock()
	if err := s.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unavailable("delete photo", err)
	}
	rest, err := fs.ReadDir(s.root.FS(), path.Dir(name))
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(rest) > 0 {
		return nil
	}
	if err == nil {
		err = s.root.Remove(path.Dir(name))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unavailable("delete photo folder", err)
	}
	return nil
}

// Each implements photo.Store. Files that no Put made are passed over.
func (s *Store) Each(ctx context.Context, visit func(photo.Entry) error) error {
	var stopped error
	err := fs.WalkDir(s.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // deleted while we walk
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name == unfinished {
				return fs.SkipDir
			}
			return nil
		}
		key, v := photo.Key(path.Base(path.Dir(name))), photo.Variant(d.Name())
		if photo.Check(key, v) != nil || name != file(key, v) {
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		stopped = visit(photo.Entry{Key: key, Variant: v, Size: info.Size(), Modified: info.ModTime().UTC()})
		return stopped
	})
	switch {
	case stopped != nil:
		return stopped
	case err != nil && ctx.Err() == nil:
		return unavailable("list photos", err)
	}
	return err
}

// file is the place of a checked name.
func file(key photo.Key, v photo.Variant) string {
	return path.Join(string(key[:2]), string(key), string(v))
}

func read(key photo.Key, v photo.Variant, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("photo %s %s: %w", key, v, photo.ErrNotFound)
	}
	return unavailable("read photo", err)
}

func unavailable(doing string, err error) error {
	return fmt.Errorf("%s: %w", doing, fault.Wrap(photo.ErrUnavailable.Kind, photo.ErrUnavailable.Code, err))
}

// source remembers that it was the body which failed, not the disk, and ends with ctx.
type source struct {
	ctx context.Context
	r   io.Reader
	err error
}

// Read implements io.Reader.
func (s *source) Read(p []byte) (int, error) {
	if s.err = s.ctx.Err(); s.err != nil {
		return 0, s.err
	}
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}
