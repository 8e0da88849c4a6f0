package backup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"os"

	"beli/internal/fault"
	"beli/internal/photo"
)

// Verify reads a whole archive and compares every byte with its manifest. It writes nothing. What does
// not hold is ErrUnusable.
func Verify(ctx context.Context, path string) (Manifest, error) {
	var found []Member
	var manifest *Manifest
	err := walk(ctx, path, func(h *tar.Header, body io.Reader) error {
		switch {
		case manifest != nil:
			return fmt.Errorf("%w: %s comes after its manifest", ErrUnusable, h.Name)
		case len(found) == 0 && h.Name != databaseName:
			return fmt.Errorf("%w: it does not begin with %s", ErrUnusable, databaseName)
		case len(found) >= maxMembers:
			return fmt.Errorf("%w: it has more than %d members", ErrUnusable, maxMembers)
		}
		of := sha256.New()
		if h.Name == manifestName {
			m, err := readManifest(body)
			manifest = &m
			return err
		}
		if _, err := io.Copy(of, body); err != nil {
			return err
		}
		found = append(found, Member{h.Name, h.Size, hex.EncodeToString(of.Sum(nil))})
		return nil
	})
	switch {
	case err != nil:
		return Manifest{}, err
	case manifest == nil:
		return Manifest{}, fmt.Errorf("%w: its manifest is missing, it was not written to its end", ErrUnusable)
	case len(found) != len(manifest.Members):
		return Manifest{}, fmt.Errorf("%w: it has %d members, its manifest %d", ErrUnusable, len(found), len(manifest.Members))
	}
	names := make(map[string]bool, len(found))
	for i, m := range found {
		if m != manifest.Members[i] {
			return Manifest{}, fmt.Errorf("%w: %s is not what its manifest says of it", ErrUnusable, m.Name)
		}
		if names[m.Name] {
			return Manifest{}, fmt.Errorf("%w: %s is in it twice", ErrUnusable, m.Name)
		}
		names[m.Name] = true
	}
	return *manifest, nil
}

// padding is what may follow the last member of a tar.
const padding = 1 << 20

// walk shows each member of an archive whose header is one of ours.
func walk(ctx context.Context, path string, visit func(*tar.Header, io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open the backup: %w", err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(&ending{ctx, f})
	if err != nil {
		return unreadable(ctx, err)
	}
	defer zipped.Close()
	in := tar.NewReader(zipped)
	for {
		h, err := in.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return unreadable(ctx, err)
		}
		if err := checkHeader(h); err != nil {
			return err
		}
		body := &member{r: in}
		if err := visit(h, body); err != nil {
			if body.err != nil {
				return unreadable(ctx, body.err)
			}
			return err
		}
	}
	// To the very end, where the check sum of the whole stands.
	n, err := io.Copy(io.Discard, io.LimitReader(zipped, padding+1))
	if err != nil {
		return unreadable(ctx, err)
	}
	if n > padding {
		return fmt.Errorf("%w: something follows its end", ErrUnusable)
	}
	return nil
}

// member remembers why an archive could not be read, whoever was reading.
type member struct {
	r   io.Reader
	err error
}

func (m *member) Read(b []byte) (int, error) {
	n, err := m.r.Read(b)
	if err != nil && err != io.EOF {
		m.err = err
	}
	return n, err
}

func unreadable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w: it is damaged or cut off: %w", ErrUnusable, err)
}

// RestoreInput says which archive is restored and where to.
type RestoreInput struct {
	Path     string // of the archive
	Database Target
	Photos   Photos
	Told     func(photos, of int) // hears how many pictures are back; may be nil
}

// Validate reports what is missing.
func (in RestoreInput) Validate() error {
	var p fault.Problems
	p.Check(in.Path != "", "path", "required")
	p.Check(in.Database != nil, "database", "required")
	p.Check(in.Photos != nil, "photos", "required")
	return p.Err()
}

// Restored is what came back.
type Restored struct {
	Manifest Manifest
	Photos   int              // put into the store
	Present  int              // were there already, equal
	Rows     map[string]int64 // of each table, after migrations
}

// Restore brings an archive back. Before anything is touched the whole archive is verified
// (ErrUnusable) and the place must be empty. The pictures come first and the database last, in one
// step: what is broken off can be begun again.
func Restore(ctx context.Context, in RestoreInput) (out Restored, err error) {
	if err := in.Validate(); err != nil {
		return Restored{}, err
	}
	if out.Manifest, err = Verify(ctx, in.Path); err != nil {
		return Restored{}, err
	}
	if err := in.Database.CheckEmpty(ctx); err != nil {
		return Restored{}, err
	}
	defer func() { err = errors.Join(err, in.Database.Discard()) }()
	at := 0
	err = walk(ctx, in.Path, func(h *tar.Header, body io.Reader) error {
		if h.Name == manifestName {
			return nil
		}
		if at >= len(out.Manifest.Members) || out.Manifest.Members[at].Name != h.Name {
			return fmt.Errorf("%w: it was changed while it was read", ErrUnusable)
		}
		want := out.Manifest.Members[at]
		at++
		sure := &checked{r: body, left: want.Bytes, want: want.SHA256, of: sha256.New()}
		if h.Name == databaseName {
			return in.stage(ctx, sure, out.Manifest)
		}
		return in.put(ctx, want, sure, &out)
	})
	if err != nil {
		return Restored{}, err
	}
	if out.Rows, err = in.Database.Take(ctx); err != nil {
		return Restored{}, plain("restore the database", err)
	}
	return out, nil
}

func (in RestoreInput) stage(ctx context.Context, body io.Reader, m Manifest) error {
	migration, rows, err := in.Database.Stage(ctx, body)
	if err != nil {
		return plain("restore the database", err)
	}
	if migration != m.Migration || !maps.Equal(rows, m.Rows) {
		return fmt.Errorf("%w: its database is not the one its manifest counts", ErrUnusable)
	}
	return nil
}

func (in RestoreInput) put(ctx context.Context, m Member, body io.Reader, out *Restored) error {
	key, variant, _ := photoOf(m.Name)
	err := in.Photos.Put(ctx, key, variant, body, m.Bytes)
	switch {
	case err == nil:
		out.Photos++
	case errors.Is(err, photo.ErrExists):
		there, err := readPhoto(ctx, in.Photos, photo.Entry{Key: key, Variant: variant})
		if err != nil {
			return fmt.Errorf("read photo %s %s: %w", key, variant, err)
		}
		of := sha256.Sum256(there)
		if hex.EncodeToString(of[:]) != m.SHA256 {
			return fmt.Errorf("another picture has the name %s %s already: restore into an empty store of photos", key, variant)
		}
		out.Present++
	default:
		return plain("restore photo "+string(key)+" "+string(variant), err)
	}
	if in.Told != nil {
		in.Told(out.Photos+out.Present, out.Manifest.Photos())
	}
	return nil
}

// checked gives the bytes of a member and fails at their end when they are not those that were verified.
type checked struct {
	r    io.Reader
	left int64
	want string
	of   hash.Hash
}

func (c *checked) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.of.Write(b[:n])
	c.left -= int64(n)
	ends := err == io.EOF || c.left <= 0 // who knows the size may never ask for the end
	if ends && (c.left != 0 || hex.EncodeToString(c.of.Sum(nil)) != c.want) {
		return 0, fmt.Errorf("%w: it was changed while it was read", ErrUnusable)
	}
	return n, err
}
