// Package ownertest checks the pages of a shop's desk: what pagetest asks, and the promises
// made to owners. Tests use it, the product does not.
package ownertest

import (
	"regexp"
	"strings"
	"testing"

	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	"beli/frontend/pagetest"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// Screen is the desk of a sample shop.
func Screen(t *testing.T, lang string) owner.Screen {
	t.Helper()
	b := pagetest.Base(t, lang, layouts.Owner)
	b.Title, b.Description, b.CanonicalURL, b.IndonesianURL, b.EnglishURL = "", "", "", "", ""
	b.CSRF, b.Viewer = "token", layouts.Viewer{Name: "Sri", IsOwner: true}
	return owner.Screen{Base: b, Slug: "wajik-contoh", ShopName: "Wajik Contoh", NewOrders: 3}
}

// Each runs a test in both languages.
func Each(t *testing.T, test func(t *testing.T, s owner.Screen)) {
	t.Helper()
	for _, lang := range []string{"id", "en"} {
		t.Run(lang, func(t *testing.T) { test(t, Screen(t, lang)) })
	}
}

// Owners are afraid of words about charges and do not speak computer.
var feared = regexp.MustCompile(`(?i)\b(biaya|invalid|error|submit|login)\b`)

// Check is pagetest.Check for a page of the desk: exactly one main button, a chat with an officer
// that names the screen, and none of the feared words. name gets the language at its end.
func Check(t *testing.T, s owner.Screen, name string, page templ.Component) *html.Node {
	t.Helper()
	root := pagetest.Check(t, name+"-"+s.Lang(), page)
	main, help := 0, ""
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			if word := feared.FindString(n.Data); word != "" && n.Parent.Data != "script" {
				t.Errorf("%s: the word %q in %q", name, word, strings.TrimSpace(n.Data))
			}
			continue
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "class":
				class := " " + a.Val + " "
				if strings.Contains(class, " button ") && (strings.Contains(class, " primary ") || strings.Contains(class, " filled ")) {
					main++
				}
			case "href":
				if strings.HasPrefix(a.Val, "https://wa.me/6281200000000") {
					help = a.Val
				}
			case "alt", "aria-label", "title", "value", "placeholder":
				if word := feared.FindString(a.Val); word != "" {
					t.Errorf("%s: the word %q in %s=%q", name, word, a.Key, a.Val)
				}
			}
		}
	}
	if main != 1 {
		t.Errorf("%s: %d main buttons, want 1", name, main)
	}
	if help == "" {
		t.Errorf("%s: no chat with an officer", name)
	}
	return root
}

// Text is everything a page says.
func Text(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Names are the names of everything a form of that address sends, "" when there is no such form.
func Names(root *html.Node, action string) string {
	var names []string
	for form := range root.Descendants() {
		if form.Data != "form" || get(form, "action") != action {
			continue
		}
		for n := range form.Descendants() {
			if name := get(n, "name"); name != "" && n.Type == html.ElementNode && n.Data != "details" {
				if len(names) == 0 || names[len(names)-1] != name {
					names = append(names, name)
				}
			}
		}
	}
	return strings.Join(names, " ")
}

func get(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
