package frontend

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestEveryFileThatAShellRefersToIsServed(t *testing.T) {
	b, err := Assets()
	if err != nil {
		t.Fatal(err)
	}
	for _, logical := range []string{
		"public.css", "public.js", "owner.css", "owner.js", "curator.css", "curator.js",
		"caprasimo.woff2", "favicon.svg", "icon-32.png", "icon-192.png", "site.webmanifest",
	} {
		url := b.URL(logical)
		f, ok := b.File(url)
		if !ok || !strings.HasPrefix(url, Prefix) || len(f.Bytes) == 0 || f.Type == "application/octet-stream" {
			t.Errorf("%s: address %q, type %q, %d bytes", logical, url, f.Type, len(f.Bytes))
		}
		if len(f.ETag) < 20 || f.ETag == f.BrotliETag {
			t.Errorf("%s: tags %q and %q", logical, f.ETag, f.BrotliETag)
		}
		if f.Brotli != nil {
			plain, err := io.ReadAll(brotli.NewReader(bytes.NewReader(f.Brotli)))
			if err != nil || !bytes.Equal(plain, f.Bytes) {
				t.Errorf("%s: the compressed form holds something else (%v)", logical, err)
			}
		}
	}
	if _, ok := b.File("manifest.json"); ok {
		t.Error("the list of names is served")
	}
	if css, _ := b.File(b.URL("public.css")); !bytes.Contains(css.Bytes, []byte(b.URL("caprasimo.woff2"))) {
		t.Error("the style sheet does not refer to the font by its address")
	}
}
