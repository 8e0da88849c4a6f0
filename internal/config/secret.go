package config

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// hidden is what a secret prints as.
const hidden = "•••"

// Secret is a value that no log, page or dump shows. The zero value is "not set".
// The value hangs behind a pointer, so that even a %#v of a struct around it prints an address.
type Secret struct{ value *string }

// NewSecret keeps s; "" makes the zero value.
func NewSecret(s string) Secret {
	if s == "" {
		return Secret{}
	}
	return Secret{value: &s}
}

// Set tells whether there is a value.
func (s Secret) Set() bool { return s.value != nil }

// Reveal gives the value to the one who uses it, "" when not set.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// String hides the value; "" when not set.
func (s Secret) String() string {
	if s.value == nil {
		return ""
	}
	return hidden
}

// GoString hides the value from %#v.
func (s Secret) GoString() string { return s.String() }

// Format hides the value from every verb, %x and %d too.
func (s Secret) Format(f fmt.State, _ rune) { io.WriteString(f, s.String()) }

// MarshalText hides the value from text encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON hides the value from JSON.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + s.String() + `"`), nil }

// LogValue hides the value from slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// EnsureSecret gives the secret of the data folder, and makes folder and file the first
// time (file "secret", mode 0600). Processes that start together get the same one.
// It refuses a file that others may read or that is cut short.
func EnsureSecret(dataDir string) (Secret, error) {
	path := filepath.Join(dataDir, "secret")
	s, err := readSecret(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return s, err
	}
	if err := os.MkdirAll(dataDir, 0o750); err != nil {
		return Secret{}, fmt.Errorf("make the data folder: %w", err)
	}
	if err := writeSecret(dataDir, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return Secret{}, fmt.Errorf("make the secret: %w", err)
	}
	return readSecret(path)
}

func readSecret(path string) (Secret, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Secret{}, fmt.Errorf("read the secret: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return Secret{}, fmt.Errorf("read the secret: others may read %s; run chmod 600 on it", path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return Secret{}, fmt.Errorf("read the secret: %w", err)
	}
	text := strings.TrimSpace(string(content))
	if len(text) < leastSecret {
		return Secret{}, fmt.Errorf("read the secret: %s is shorter than %d bytes", path, leastSecret)
	}
	return NewSecret(text), nil
}

// writeSecret fills a file apart and links it into place: the name appears with its
// whole content or not at all, and a second process cannot replace it.
func writeSecret(dir, path string) error {
	random := make([]byte, 32)
	rand.Read(random)
	f, err := os.CreateTemp(dir, ".secret-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(base64.RawURLEncoding.EncodeToString(random) + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// A file system without hard links: the rename is whole too, and only two first
	// starts at the same instant could meet there.
	return os.Rename(f.Name(), path)
}
