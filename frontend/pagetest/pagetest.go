// Package pagetest checks rendered pages the way a browser with our security policy and a
// screen reader would meet them, and brings a shell for samples. Tests use it, the product
// does not.
package pagetest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beli/frontend"
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/text"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// Base is a shell with an agency and navigation for samples, for an anonymous visitor.
func Base(t *testing.T, lang string, surface layouts.Surface) layouts.Base {
	t.Helper()
	bundles, err := text.Load()
	if err != nil {
		t.Fatal(err)
	}
	built, err := frontend.Assets()
	if err != nil {
		t.Fatal(err)
	}
	w := bundles.Words(lang)
	return layouts.Base{
		Words: w, Surface: surface, Assets: built.Addresses(),
		Path: "/", AltURL: bundles.Words(w.Other()).URL("/"),
		CanonicalURL: "https://contoh.test" + w.URL("/"), IndonesianURL: "https://contoh.test/", EnglishURL: "https://contoh.test/en/",
		Title: "Contoh", Description: "Contoh halaman.", Year: "2026",
		Nav: []components.Link{
			{Label: "Makanan", URL: w.URL("/kategori/makanan")}, {Label: "Minuman", URL: w.URL("/kategori/minuman")},
			{Label: "Batik", URL: w.URL("/kategori/batik")}, {Label: "Kerajinan", URL: w.URL("/kategori/kerajinan")},
			{Label: w.T("shell.all_shops"), URL: w.URL("/toko")}, {Label: w.T("shell.sell_here"), URL: w.URL("/jual")},
		},
		Agency: layouts.Agency{Name: "Dinas Contoh Kabupaten Blitar", Address: "Jl. Contoh 1, Kanigoro", WhatsApp: "6281200000000", Hours: "Senin–Jumat 08.00–15.00 WIB"},
	}
}

// Check renders a page and fails for what the security policy refuses, what a screen reader
// misses, and for wordings that are not there. The HTML lies in the test's artifact directory
// (go test -artifacts) under name.
func Check(t *testing.T, name string, page templ.Component) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := page.Render(context.Background(), &b); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), name+".html"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if i := strings.Index(b.String(), "«"); i >= 0 {
		t.Errorf("%s: missing wording %s", name, b.String()[i:min(i+60, b.Len())])
	}
	for _, problem := range balance(b.Bytes()) {
		t.Errorf("%s: %s", name, problem)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	c := collect(root)
	for _, problem := range c.problems() {
		t.Errorf("%s: %s", name, problem)
	}
	return root
}
