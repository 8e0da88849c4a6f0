// Package curatortest brings the shell of the desk for samples, and reads what a page asks and
// offers. Tests use it, the product does not.
package curatortest

import (
	"slices"
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
	"beli/frontend/pagetest"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// Screen is the desk as an admin sees it.
func Screen(t *testing.T, lang string) curator.Screen {
	t.Helper()
	b := pagetest.Base(t, lang, layouts.Curator)
	b.Title, b.Description, b.CanonicalURL, b.IndonesianURL, b.EnglishURL = "", "", "", "", ""
	b.CSRF, b.Viewer = "token", layouts.Viewer{Name: "Bu Contoh", IsCurator: true, IsAdmin: true}
	return curator.Screen{Base: b, Waiting: curator.Waiting{Shops: 7, Products: 12, Changes: 3, Numbers: 5}, Printed: "21 November 2026, 14.30 WIB, Bu Contoh"}
}

// Each runs a test in both languages.
func Each(t *testing.T, test func(t *testing.T, s curator.Screen)) {
	t.Helper()
	for _, lang := range []string{"id", "en"} {
		t.Run(lang, func(t *testing.T) { test(t, Screen(t, lang)) })
	}
}

// Check is pagetest.Check with what the desk promises besides: every table has a caption and scopes,
// every list says by what it is sorted, every form that posts carries the token.
func Check(t *testing.T, s curator.Screen, name string, page templ.Component) *html.Node {
	t.Helper()
	root := pagetest.Check(t, name+"-"+s.Lang(), page)
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "table" && find(n, "caption") == nil:
			t.Errorf("%s: a table without a caption", name)
		case n.Data == "th" && Attr(n, "scope") == "":
			t.Errorf("%s: a table head without scope: %s", name, pagetest.Text(n))
		case n.Data == "form" && Attr(n, "method") == "post" && !slices.Contains(Names(n), "csrf"):
			t.Errorf("%s: the form to %s carries no token", name, Attr(n, "action"))
		case n.Data == "main" && strings.Contains(pagetest.Text(n), "{0}"):
			t.Errorf("%s: a wording with an empty place", name)
		}
	}
	return root
}

func find(n *html.Node, element string) *html.Node {
	for d := range n.Descendants() {
		if d.Data == element {
			return d
		}
	}
	return nil
}

// Attr is an attribute, "" when it is not there.
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Form is the form with a button that sends to an address; nil when there is none.
func Form(root *html.Node, address string) *html.Node {
	for form := range root.Descendants() {
		if form.Data != "form" {
			continue
		}
		if Attr(form, "action") == address && sends(form) {
			return form
		}
		for b := range form.Descendants() {
			if b.Data == "button" && Attr(b, "formaction") == address {
				return form
			}
		}
	}
	return nil
}

// sends tells whether a button of the form uses the form's own address.
func sends(form *html.Node) bool {
	for b := range form.Descendants() {
		if b.Data == "button" && Attr(b, "formaction") == "" && Attr(b, "type") != "button" {
			return true
		}
	}
	return false
}

// Names are the names of what a form sends, each once, in their order.
func Names(form *html.Node) []string {
	var names []string
	for n := range form.Descendants() {
		if name := Attr(n, "name"); name != "" && !slices.Contains(names, name) && n.Data != "details" {
			names = append(names, name)
		}
	}
	return names
}

// Main is what the page itself says, without the shell, single-spaced.
func Main(root *html.Node) string {
	n := find(root, "main")
	if n == nil {
		return ""
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Link tells whether the page leads to an address.
func Link(root *html.Node, address string) bool {
	for n := range root.Descendants() {
		if n.Data == "a" && Attr(n, "href") == address {
			return true
		}
	}
	return false
}

// Sorted counts the columns that say how they are sorted.
func Sorted(root *html.Node) int {
	count := 0
	for n := range root.Descendants() {
		if n.Data == "th" && Attr(n, "aria-sort") != "" {
			count++
		}
	}
	return count
}

// Focused is what takes the focus when the page opens, "" for nothing.
func Focused(root *html.Node) string {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "data-focus" {
				return pagetest.Text(n)
			}
		}
	}
	return ""
}

// Done puts the notice of a decision on the screen.
func Done(s curator.Screen, text string) curator.Screen {
	s.Flash = components.Notice{Tone: components.Good, Text: text}
	return s
}

// Kecamatans are sample answers of a filter.
func Kecamatans() []components.Option {
	return []components.Option{{Value: "35.05.11", Label: "Garum"}, {Value: "35.05.09", Label: "Nglegok"}, {Value: "35.72.03", Label: "Sananwetan"}}
}

// Acts are a sample history with an act of every sort.
func Acts() []curator.Act {
	return []curator.Act{
		{When: "21 November 2026, 14.30 WIB", Who: "Bu Contoh", Key: "shop.needs_work", Kind: "shop", ID: 1, Object: "Wajik Contoh", Reason: "Foto toko belum ada."},
		{When: "21 November 2026, 10.02 WIB", Who: "Pak Contoh", Key: "product.takedown", Kind: "product", ID: 12, Object: "Opak gambir gulung", Reason: "Foto milik toko lain."},
		{When: "20 November 2026, 09.15 WIB", Who: "Bu Contoh", Key: "collection.publish", Kind: "collection", ID: 3, Object: "Oleh-oleh akhir tahun"},
		{When: "19 November 2026, 08.00 WIB", Who: "Admin Contoh", Key: "staff_role", Kind: "account", ID: 9, Object: "Pak Contoh", Reason: "curator"},
		{When: "18 November 2026, 07.00 WIB", Key: "shop.submit", Kind: "shop", ID: 1, Object: "Wajik Contoh"},
	}
}

// Shops are sample rows, one in every state.
func Shops() []curator.ShopRow {
	var rows []curator.ShopRow
	names := []string{"Wajik Contoh", "Opak Gambir Contoh Bersaudara", "Kendang Contoh", "Batik Contoh", "Gula Kelapa Contoh", "Kopi Contoh"}
	for i, state := range curator.ShopStates() {
		rows = append(rows, curator.ShopRow{ID: int64(i + 1), Name: names[i], Owner: "Ibu Contoh", Village: "Desa Contoh", Kecamatan: "Garum", State: state,
			Sent: "18 November 2026, 09.12 WIB", Age: "3 hari lalu", Created: "1 November 2026", Products: i, Missing: i % 3})
	}
	return rows
}
