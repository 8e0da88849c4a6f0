// Package frontend holds what a browser gets: the built styles, scripts, font and icons,
// embedded into the program. Pages, components and words lie in the packages below it.
package frontend

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed all:dist
var dist embed.FS

// Prefix is the path under which the built files are served.
const Prefix = "/aset/"

// File is one built file, ready to be sent. Its name carries a hash of its content, so it may be
// kept by browsers for ever.
type File struct {
	Bytes  []byte
	Brotli []byte // nil for what is compressed by nature
	Type   string // of the Content-Type header
	ETag   string // strong, in quotes
	// BrotliETag is the tag of the compressed form: another representation has another strong tag.
	BrotliETag string
}

// Built is the set of built files.
type Built struct {
	addresses map[string]string
	files     map[string]File
}

// Assets reads the embedded files. It fails when the list of names and the files disagree.
func Assets() (*Built, error) {
	index, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		return nil, fmt.Errorf("read list of built files: %w", err)
	}
	var names map[string]string
	if err := json.Unmarshal(index, &names); err != nil {
		return nil, fmt.Errorf("read list of built files: %w", err)
	}
	b := &Built{addresses: map[string]string{}, files: map[string]File{}}
	for logical, name := range names {
		content, err := dist.ReadFile("dist/" + name)
		if err != nil {
			return nil, fmt.Errorf("built file %s: %w", logical, err)
		}
		sum := sha256.Sum256(content)
		tag := hex.EncodeToString(sum[:12])
		file := File{Bytes: content, Type: typeOf(name), ETag: `"` + tag + `"`}
		if small, err := fs.ReadFile(dist, "dist/"+name+".br"); err == nil {
			file.Brotli, file.BrotliETag = small, `"`+tag+`-br"`
		}
		b.files[name] = file
		b.addresses[logical] = Prefix + name
	}
	return b, nil
}

// URL is the address of a file by the name pages use, "" when there is none of that name.
func (b *Built) URL(logical string) string { return b.addresses[logical] }

// Addresses is a copy of all addresses by their logical names, for layouts.Base.
func (b *Built) Addresses() map[string]string {
	all := make(map[string]string, len(b.addresses))
	for k, v := range b.addresses {
		all[k] = v
	}
	return all
}

// File finds a file by the end of its address, what stands behind Prefix.
func (b *Built) File(name string) (File, bool) {
	f, ok := b.files[strings.TrimPrefix(name, Prefix)]
	return f, ok
}

func typeOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".woff2":
		return "font/woff2"
	case ".webmanifest":
		return "application/manifest+json"
	}
	return "application/octet-stream"
}
