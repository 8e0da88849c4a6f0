package backup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beli/internal/fault"
	"beli/internal/photo"
)

// WriteInput says what is backed up and where the archive goes.
type WriteInput struct {
	Folder   string // is made when it is not there
	Now      time.Time
	Database Source
	Photos   Photos
	Told     func(photos int) // hears how many pictures are in so far; may be nil
}

// Validate reports what is missing.
func (in WriteInput) Validate() error {
	var p fault.Problems
	p.Check(in.Folder != "", "folder", "required")
	p.Check(!in.Now.IsZero(), "now", "required")
	p.Check(in.Database != nil, "database", "required")
	p.Check(in.Photos != nil, "photos", "required")
	return p.Err()
}

// Made is an archive that was written.
type Made struct {
	Path     string
	Bytes    int64
	Manifest Manifest
}

// unfinished begins the name of the folder in which an archive is made.
const unfinished = ".unfinished-"

// Write makes one archive named after the moment, readable by its owner alone. It has its name only once
// it is whole and safe from a power cut; after an error nothing of it is left.
func Write(ctx context.Context, in WriteInput) (made Made, err error) {
	if err := in.Validate(); err != nil {
		return Made{}, err
	}
	if err := os.MkdirAll(in.Folder, 0o700); err != nil {
		return Made{}, plain("make the folder of backups", err)
	}
	if err := dropAbandoned(in.Folder, in.Now.Add(-24*time.Hour)); err != nil {
		return Made{}, plain("clear what a broken backup left", err)
	}
	made.Path = filepath.Join(in.Folder, "beli-"+in.Now.UTC().Format("20060102T150405Z")+".tar.gz")
	if _, err := os.Lstat(made.Path); !errors.Is(err, fs.ErrNotExist) {
		return Made{}, fmt.Errorf("there is a backup named %s already", filepath.Base(made.Path))
	}
	aside, err := os.MkdirTemp(in.Folder, unfinished)
	if err != nil {
		return Made{}, plain("begin the backup", err)
	}
	defer os.RemoveAll(aside)
	snapshot, whole := filepath.Join(aside, databaseName), filepath.Join(aside, "archive")
	made.Manifest = Manifest{Format: format, Made: in.Now.UTC()}
	if made.Manifest.Migration, made.Manifest.Rows, err = in.Database.CopyTo(ctx, snapshot); err != nil {
		return Made{}, plain("back up the database", err)
	}
	if made.Bytes, err = in.archive(ctx, snapshot, whole, &made.Manifest); err != nil {
		return Made{}, err
	}
	if err := os.Rename(whole, made.Path); err != nil {
		return Made{}, plain("name the backup", err)
	}
	if err := syncFolder(in.Folder); err != nil {
		return Made{}, plain("keep the name of the backup", err)
	}
	return made, nil
}

// archive writes every member and then the manifest.
func (in WriteInput) archive(ctx context.Context, snapshot, path string, m *Manifest) (size int64, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, plain("begin the backup", err)
	}
	defer f.Close()
	zipped, err := gzip.NewWriterLevel(f, gzip.BestSpeed) // pictures do not get smaller
	if err != nil {
		return 0, err
	}
	out := &writer{tar: tar.NewWriter(zipped), made: m.Made}
	if err := out.file(ctx, databaseName, snapshot); err != nil {
		return 0, plain("write the database into the backup", err)
	}
	if err := os.Remove(snapshot); err != nil { // its room is wanted for the pictures
		return 0, plain("remove the copy of the database", err)
	}
	if err := in.photos(ctx, out); err != nil {
		return 0, err
	}
	m.Members = out.members
	list, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return 0, fmt.Errorf("write the manifest: %w", err)
	}
	if err := out.bytes(manifestName, list); err != nil {
		return 0, plain("write the manifest", err)
	}
	for _, end := range []func() error{out.tar.Close, zipped.Close, f.Sync} {
		if err := end(); err != nil {
			return 0, plain("end the backup", err)
		}
	}
	info, err := f.Stat()
	if err != nil {
		return 0, plain("end the backup", err)
	}
	return info.Size(), plain("end the backup", f.Close())
}

func (in WriteInput) photos(ctx context.Context, out *writer) error {
	done := 0
	err := in.Photos.Each(ctx, func(e photo.Entry) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		// Read whole before its header is written: a store that fails halfway spoils nothing but this try.
		body, err := readPhoto(ctx, in.Photos, e)
		if errors.Is(err, photo.ErrNotFound) {
			return nil // swept meanwhile
		}
		if err != nil {
			return fmt.Errorf("read photo %s %s: %w", e.Key, e.Variant, err)
		}
		if err := out.bytes(photoFolder+string(e.Key)+"/"+string(e.Variant), body); err != nil {
			return err
		}
		if done++; in.Told != nil {
			in.Told(done)
		}
		return nil
	})
	return plain("back up the photos", err)
}

func readPhoto(ctx context.Context, photos Photos, e photo.Entry) ([]byte, error) {
	if err := photo.Check(e.Key, e.Variant); err != nil {
		return nil, err
	}
	o, err := photos.Open(ctx, e.Key, e.Variant)
	if err != nil {
		return nil, err
	}
	defer o.Close()
	body, err := io.ReadAll(io.LimitReader(o, maxPhoto+1))
	if err == nil && int64(len(body)) != o.Size {
		err = fmt.Errorf("%d of %d bytes came", len(body), o.Size)
	}
	return body, err
}

// writer notes what it writes.
type writer struct {
	tar     *tar.Writer
	made    time.Time
	members []Member
}

func (w *writer) header(name string, size int64) error {
	return w.tar.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: w.made.Truncate(time.Second), Format: tar.FormatPAX})
}

func (w *writer) bytes(name string, body []byte) error {
	if err := w.header(name, int64(len(body))); err != nil {
		return err
	}
	of := sha256.Sum256(body)
	w.members = append(w.members, Member{name, int64(len(body)), hex.EncodeToString(of[:])})
	_, err := w.tar.Write(body)
	return err
}

func (w *writer) file(ctx context.Context, name, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := w.header(name, info.Size()); err != nil {
		return err
	}
	of := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w.tar, of), &ending{ctx, f}); err != nil {
		return err
	}
	w.members = append(w.members, Member{name, info.Size(), hex.EncodeToString(of.Sum(nil))})
	return nil
}

// ending reads until its context ends.
type ending struct {
	ctx context.Context
	r   io.Reader
}

func (p *ending) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}

// dropAbandoned removes what a program left that was killed while it made a backup.
func dropAbandoned(folder string, before time.Time) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() || !strings.HasPrefix(e.Name(), unfinished) || !info.ModTime().Before(before) {
			continue // another backup may be at it now
		}
		if err := os.RemoveAll(filepath.Join(folder, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
