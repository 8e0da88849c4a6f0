// Package backup keeps a whole shop in one file and brings it back. An archive is a gzipped tar with
// three kinds of members: beli.db, the database as one SQLite file whichever database the shop runs on;
// photos/KEY/VARIANT, every picture; and last manifest.json, which counts the rows and names the size and
// SHA-256 of each member. The database is taken first: pictures are never changed, so that those taken
// afterwards hold all that its rows speak of. The secrets of the program are not in it.
package backup

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"beli/internal/fault"
	"beli/internal/photo"
)

// Source is a database to back up.
type Source interface {
	// CopyTo writes the database as it is at one moment into a new SQLite file at path, and gives its
	// migration and the number of rows of each table.
	CopyTo(ctx context.Context, path string) (migration int64, rows map[string]int64, err error)
}

// Target is where a database is restored to.
type Target interface {
	// CheckEmpty refuses, in words, a place that holds anything.
	CheckEmpty(ctx context.Context) error
	// Stage writes a SQLite file aside and checks it; it gives what CopyTo gave of it.
	Stage(ctx context.Context, file io.Reader) (migration int64, rows map[string]int64, err error)
	// Take makes the staged database the place's own, all of it or nothing, and counts its rows.
	Take(ctx context.Context) (rows map[string]int64, err error)
	// Discard removes what was staged; it may be called at any time.
	Discard() error
}

// Photos is the part of a photo.Store that is needed here.
type Photos interface {
	Put(ctx context.Context, key photo.Key, v photo.Variant, body io.Reader, size int64) error
	Open(ctx context.Context, key photo.Key, v photo.Variant) (*photo.Object, error)
	Each(ctx context.Context, visit func(photo.Entry) error) error
}

// Manifest says what is in an archive.
type Manifest struct {
	Format    int              `json:"format"`
	Made      time.Time        `json:"made_at"`   // UTC
	Migration int64            `json:"migration"` // of the database
	Rows      map[string]int64 `json:"rows"`      // of each table
	Members   []Member         `json:"members"`   // all but the manifest, in order
}

// Member is one file of an archive.
type Member struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Photos counts the pictures of an archive, each variant of its own.
func (m Manifest) Photos() int { return max(0, len(m.Members)-1) }

// ErrUnusable is an archive that is damaged, not one of ours, or made to do harm. Its text says why;
// nothing was touched.
var ErrUnusable = errors.New("this archive cannot be used")

const (
	format       = 1
	databaseName = "beli.db"
	manifestName = "manifest.json"
	photoFolder  = "photos/"
)

// What a member and an archive may weigh. They bound what a made-up archive can make us do, and are
// far beyond what a shop comes to.
const (
	maxDatabase = 64 << 30
	maxPhoto    = 64 << 20
	maxManifest = 256 << 20
	maxMembers  = 2_000_000
)

// photoOf reads the name of a picture. Only names that a photo.Store takes are names: a key is never a
// path, so that nothing outside is reached.
func photoOf(name string) (photo.Key, photo.Variant, bool) {
	rest, ok := strings.CutPrefix(name, photoFolder)
	key, variant, cut := strings.Cut(rest, "/")
	if !ok || !cut || photo.Check(photo.Key(key), photo.Variant(variant)) != nil {
		return "", "", false
	}
	return photo.Key(key), photo.Variant(variant), true
}

// checkHeader refuses a member that an archive of ours never has.
func checkHeader(h *tar.Header) error {
	limit := int64(-1)
	switch _, _, isPhoto := photoOf(h.Name); {
	case h.Name == databaseName:
		limit = maxDatabase
	case h.Name == manifestName:
		limit = maxManifest
	case isPhoto:
		limit = maxPhoto
	}
	switch {
	case limit < 0:
		return fmt.Errorf("%w: it holds %.80q, which no backup holds", ErrUnusable, h.Name)
	case h.Typeflag != tar.TypeReg:
		return fmt.Errorf("%w: %s is not a plain file", ErrUnusable, h.Name)
	case h.Size < 0 || h.Size > limit:
		return fmt.Errorf("%w: %s is said to have %d bytes", ErrUnusable, h.Name, h.Size)
	}
	return nil
}

func readManifest(r io.Reader) (m Manifest, err error) {
	if err := json.NewDecoder(r).Decode(&m); err != nil {
		return m, fmt.Errorf("%w: its manifest cannot be read: %w", ErrUnusable, err)
	}
	if m.Format != format {
		return m, fmt.Errorf("%w: it has format %d, this program reads format %d", ErrUnusable, m.Format, format)
	}
	return m, nil
}

// plain says in a sentence what keeps a file from being written.
func plain(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), fault.CodeOf(err) == "disk_full":
		return fmt.Errorf("%s: there is no room left on the disk; make room and try again: %w", doing, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s: this program may not write there: %w", doing, err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}
