// Package text holds every word a person reads, in Indonesian and English. The
// wordings lie in one file per surface and language, so that two people who add
// words do not meet in one file; they are read once and never change afterwards.
package text

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed id/*.json en/*.json
var files embed.FS

// The languages of the interface, as they stand in <html lang> and in addresses.
const (
	Indonesian = "id"
	English    = "en"
)

// Bundles holds the wordings of both languages.
type Bundles struct{ words map[string]map[string]string }

// Load reads the embedded wordings. It fails when a file is no flat object of strings,
// when a key stands twice or does not begin with its file's name and a dot.
func Load() (*Bundles, error) { return load(files) }

func load(from fs.FS) (*Bundles, error) {
	b := &Bundles{words: map[string]map[string]string{}}
	for _, lang := range []string{Indonesian, English} {
		b.words[lang] = map[string]string{}
		names, err := fs.Glob(from, lang+"/*.json")
		if err != nil {
			return nil, fmt.Errorf("list wordings of %s: %w", lang, err)
		}
		for _, name := range names {
			if err := b.add(from, lang, name); err != nil {
				return nil, fmt.Errorf("read wordings %s: %w", name, err)
			}
		}
	}
	return b, nil
}

func (b *Bundles) add(from fs.FS, lang, name string) error {
	raw, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	prefix := strings.TrimSuffix(path.Base(name), ".json") + "."
	// Token by token, because a decoder that fills a map hides a key that stands twice.
	d := json.NewDecoder(bytes.NewReader(raw))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return errors.Join(errors.New("not an object"), err)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		k := key.(string)
		var value string
		if err := d.Decode(&value); err != nil {
			return fmt.Errorf("key %q: %w", k, err)
		}
		if !strings.HasPrefix(k, prefix) {
			return fmt.Errorf("key %q does not begin with %q", k, prefix)
		}
		if _, twice := b.words[lang][k]; twice {
			return fmt.Errorf("key %q stands twice", k)
		}
		b.words[lang][k] = value
	}
	_, err = d.Token()
	return err
}

// Words gives the wordings of a language; everything but "en" is Indonesian.
func (b *Bundles) Words(lang string) Words {
	if lang != English {
		lang = Indonesian
	}
	return Words{lang: lang, words: b.words[lang]}
}

// Words speaks one language. The zero value speaks Indonesian and knows no wording.
type Words struct {
	lang  string
	words map[string]string
}

// Lang is "id" or "en".
func (w Words) Lang() string {
	if w.lang == English {
		return English
	}
	return Indonesian
}

// Other is the language this one is not.
func (w Words) Other() string {
	if w.lang == English {
		return Indonesian
	}
	return English
}

// T gives the wording of key with args in its places {0}, {1} …. A key without a wording
// comes back in guillemets, so that it is seen on the page and in tests.
func (w Words) T(key string, args ...string) string {
	s, ok := w.words[key]
	if !ok {
		return "«" + key + "»"
	}
	if len(args) == 0 {
		return s
	}
	return fillPlaces(s, args)
}

// N gives the wording for a count: key + ".one" when n is 1, else key. {0} is the count,
// printed; args fill {1}, {2} ….
func (w Words) N(key string, n int, args ...string) string {
	if n == 1 {
		key += ".one"
	}
	return w.T(key, append([]string{w.Number(n)}, args...)...)
}

// Has tells whether key has a wording.
func (w Words) Has(key string) bool { _, ok := w.words[key]; return ok }

// URL brings a path of the site into this language: "/toko" is "/en/toko" in English. Paths that
// are in English already and addresses of other sites come back as they are.
func (w Words) URL(path string) string {
	if w.lang != English || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") {
		return path
	}
	if path == "/en" || strings.HasPrefix(path, "/en/") || strings.HasPrefix(path, "/en?") {
		return path
	}
	return "/en" + path
}

// fillPlaces puts args into {0}, {1} … in one pass, so that an argument which looks like a place
// stays as it is. A place without an argument stays too.
func fillPlaces(s string, args []string) string {
	var b strings.Builder
	b.Grow(len(s) + 16*len(args))
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 || open+2 >= len(s) {
			b.WriteString(s)
			return b.String()
		}
		n := int(s[open+1] - '0')
		if s[open+2] != '}' || n < 0 || n >= len(args) {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		b.WriteString(args[n])
		s = s[open+3:]
	}
}
