package pagetest

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// balance finds elements that are not closed, or closed in the wrong order: the lenient parser
// of a browser would move them elsewhere.
func balance(page []byte) []string {
	var open, problems []string
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			for _, name := range open {
				problems = append(problems, "<"+name+"> is not closed")
			}
			return problems
		case html.StartTagToken:
			name, _ := z.TagName()
			if !strings.Contains(" area base br col embed hr img input link meta source track wbr ", " "+string(name)+" ") {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return append(problems, fmt.Sprintf("</%s> closes %v", name, open))
			}
			open = open[:len(open)-1]
		}
	}
}

// found is what the rules look at.
type found struct {
	ids, labelled, referred map[string]int
	headings                int
	controls                []*html.Node
	faults                  []string
}

func collect(root *html.Node) *found {
	f := &found{ids: map[string]int{}, labelled: map[string]int{}, referred: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			f.see(n)
		}
	}
	return f
}

func (f *found) see(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "style":
			f.faults = append(f.faults, "style attribute on <"+n.Data+">: the policy refuses it")
		case strings.HasPrefix(a.Key, "on"):
			f.faults = append(f.faults, a.Key+" attribute on <"+n.Data+">: the policy refuses it")
		case a.Key == "id":
			f.ids[a.Val]++
		case a.Key == "aria-labelledby", a.Key == "aria-describedby", a.Key == "aria-controls":
			for id := range strings.FieldsSeq(a.Val) {
				f.referred[id]++
			}
		case a.Key == "href" && strings.HasPrefix(a.Val, "#") && len(a.Val) > 1:
			f.referred[a.Val[1:]]++
		case a.Key == "href" && (a.Val == "" || a.Val == "about:invalid#TemplFailedSanitizationURL"):
			f.faults = append(f.faults, "<"+n.Data+"> without an address: "+words(n))
		}
	}
	switch n.Data {
	case "style":
		f.faults = append(f.faults, "<style>: the policy refuses it")
	case "script":
		if attr(n, "src") == "" && attr(n, "type") != "application/ld+json" {
			f.faults = append(f.faults, "script in the page: the policy refuses it")
		}
	case "h1":
		f.headings++
	case "img":
		if !has(n, "alt") || attr(n, "width") == "" || attr(n, "height") == "" {
			f.faults = append(f.faults, "<img> without alt, width or height: "+attr(n, "src"))
		}
	case "label":
		f.labelled[attr(n, "for")]++
	case "input", "select", "textarea":
		if t := attr(n, "type"); t != "hidden" && t != "submit" {
			f.controls = append(f.controls, n)
		}
	case "button", "a":
		if strings.TrimSpace(words(n)) == "" && attr(n, "aria-label") == "" {
			f.faults = append(f.faults, "<"+n.Data+"> without a name")
		}
	}
}

func (f *found) problems() []string {
	problems := f.faults
	if f.headings != 1 {
		problems = append(problems, fmt.Sprintf("%d <h1>, want 1", f.headings))
	}
	for id, n := range f.ids {
		if n > 1 {
			problems = append(problems, fmt.Sprintf("id %q stands %d times", id, n))
		}
	}
	for id := range f.referred {
		if f.ids[id] == 0 {
			problems = append(problems, fmt.Sprintf("nothing has the id %q that is referred to", id))
		}
	}
	for _, c := range f.controls {
		if f.labelled[attr(c, "id")] == 0 && attr(c, "aria-label") == "" && !within(c, "label") {
			problems = append(problems, "control without a label: "+attr(c, "name"))
		}
	}
	return problems
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func within(n *html.Node, name string) bool {
	for p := range n.Ancestors() {
		if p.Data == name {
			return true
		}
	}
	return false
}

// Text is what an element says to a reader, with the alternatives of its pictures.
func Text(n *html.Node) string { return words(n) }

// words is the text of an element as a screen reader names it, with the alternatives of pictures.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		} else if d.Data == "img" {
			b.WriteString(attr(d, "alt"))
		}
	}
	return b.String()
}
