package webtest

import (
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Text is what a person reads on the page, white space folded.
func (p *Page) Text() string { return textOf(p.doc) }

func textOf(n *html.Node) string {
	var b strings.Builder
	walk(n, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "template") {
			return false
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
		return true
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// walk visits n and, where visit says so, what is in it.
func walk(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// All are the elements of a name, in order, that have every given attribute ("name=value",
// or "name" alone for any value).
func (p *Page) All(element string, attributes ...string) []*html.Node {
	var out []*html.Node
	walk(p.doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n.Data == element && matches(n, attributes) {
			out = append(out, n)
		}
		return true
	})
	return out
}

func matches(n *html.Node, attributes []string) bool {
	for _, a := range attributes {
		name, want, exact := strings.Cut(a, "=")
		got, ok := attr(n, name)
		if !ok || (exact && got != want) {
			return false
		}
	}
	return true
}

// Attr is an attribute of the first such element, "" when there is none.
func (p *Page) Attr(name, element string, attributes ...string) string {
	for _, n := range p.All(element, attributes...) {
		v, _ := attr(n, name)
		return v
	}
	return ""
}

// TextOf is the text of the first such element, "" when there is none.
func (p *Page) TextOf(element string, attributes ...string) string {
	for _, n := range p.All(element, attributes...) {
		return textOf(n)
	}
	return ""
}

// Link is the address of the first link whose text contains label.
func (p *Page) Link(label string) string {
	p.browser.t.Helper()
	for _, a := range p.All("a", "href") {
		if strings.Contains(textOf(a), label) {
			href, _ := attr(a, "href")
			return href
		}
	}
	p.browser.t.Fatalf("%s has no link %q:\n%s", p.Path, label, clip(p.Text()))
	return ""
}

// Click follows the first link whose text contains label.
func (p *Page) Click(label string) *Page {
	p.browser.t.Helper()
	return p.browser.Get(p.resolve(p.Link(label)))
}

func (p *Page) resolve(href string) string {
	base, err := url.Parse(Origin + p.Path)
	if err != nil {
		p.browser.t.Fatal(err)
	}
	u, err := base.Parse(href)
	if err != nil {
		p.browser.t.Fatalf("address %q: %v", href, err)
	}
	return u.String()
}

// Form is a form of a page as a person fills it.
type Form struct {
	page   *Page
	node   *html.Node
	Values url.Values
	files  map[string][]File
}

// Form is the form whose action contains the given part, or whose button says it.
func (p *Page) Form(hint string) *Form {
	p.browser.t.Helper()
	for _, f := range p.All("form") {
		action, _ := attr(f, "action")
		if strings.Contains(action, hint) || buttonOf(f, hint) != nil {
			return &Form{page: p, node: f, Values: valuesOf(f), files: map[string][]File{}}
		}
	}
	p.browser.t.Fatalf("%s has no form %q:\n%s", p.Path, hint, clip(p.Text()))
	return nil
}

func buttonOf(form *html.Node, label string) (found *html.Node) {
	walk(form, func(n *html.Node) bool {
		if found == nil && n.Type == html.ElementNode && n.Data == "button" && strings.Contains(textOf(n), label) {
			found = n
		}
		return true
	})
	return found
}

// valuesOf is what the browser would send if nothing were touched.
func valuesOf(form *html.Node) url.Values {
	v := url.Values{}
	walk(form, func(n *html.Node) bool {
		name, _ := attr(n, "name")
		if n.Type != html.ElementNode || name == "" {
			return true
		}
		value, hasValue := attr(n, "value")
		_, checked := attr(n, "checked")
		switch n.Data {
		case "input":
			switch kind, _ := attr(n, "type"); kind {
			case "checkbox", "radio":
				if checked {
					if !hasValue {
						value = "on"
					}
					v.Add(name, value)
				}
			case "file", "submit", "button", "image":
			default:
				v.Add(name, value)
			}
		case "textarea":
			var b strings.Builder
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				b.WriteString(c.Data)
			}
			v.Add(name, strings.TrimPrefix(b.String(), "\n"))
		case "select":
			v.Add(name, selected(n))
			return false
		}
		return true
	})
	return v
}

func selected(n *html.Node) string {
	first, chosen, has, any := "", "", false, false
	walk(n, func(o *html.Node) bool {
		if o.Type == html.ElementNode && o.Data == "option" {
			value, ok := attr(o, "value")
			if !ok {
				value = textOf(o)
			}
			if !any {
				first, any = value, true
			}
			if _, is := attr(o, "selected"); is {
				chosen, has = value, true
			}
		}
		return true
	})
	if has {
		return chosen
	}
	return first
}

// Set fills a field that must be in the form.
func (f *Form) Set(name string, values ...string) *Form {
	f.page.browser.t.Helper()
	found := false
	walk(f.node, func(n *html.Node) bool {
		if got, ok := attr(n, "name"); ok && got == name {
			found = true
		}
		return true
	})
	if !found {
		f.page.browser.t.Fatalf("%s: the form has no field %q", f.page.Path, name)
	}
	f.Values[name] = values
	return f
}

// Attach chooses files for a file field.
func (f *Form) Attach(name string, files ...File) *Form {
	f.files[name] = append(f.files[name], files...)
	return f
}

// Submit presses the form's first button, or the one that says label.
func (f *Form) Submit(label ...string) *Page {
	f.page.browser.t.Helper()
	action, _ := attr(f.node, "action")
	method, _ := attr(f.node, "method")
	want := ""
	if len(label) > 0 {
		want = label[0]
	}
	button := buttonOf(f.node, want)
	if want != "" && button == nil {
		f.page.browser.t.Fatalf("%s: the form has no button %q", f.page.Path, want)
	}
	if button != nil {
		if name, ok := attr(button, "name"); ok {
			value, _ := attr(button, "value")
			f.Values.Set(name, value)
		}
		if own, ok := attr(button, "formaction"); ok {
			action = own
		}
	}
	target := f.page.resolve(action)
	if !strings.EqualFold(method, http.MethodPost) {
		u, err := url.Parse(target)
		if err != nil {
			f.page.browser.t.Fatal(err)
		}
		u.RawQuery = f.Values.Encode()
		return f.page.browser.Get(u.String())
	}
	if kind, _ := attr(f.node, "enctype"); kind == "multipart/form-data" {
		contentType, body := encodeMultipart(f.page.browser.t, f.Values, f.files)
		return f.page.browser.do(http.MethodPost, target, contentType, body)
	}
	return f.page.browser.Post(target, f.Values)
}
