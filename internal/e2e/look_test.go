package e2e

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/chromedp/chromedp"
)

// axe is the accessibility checker of Deque Systems, version 4.11.4, under the MPL 2.0 (see
// testdata/axe/LICENSE). It is part of the tests only.
//
//go:embed testdata/axe/axe.min.js
var axe string

// looked remembers which kinds of page were looked over, so that each is measured once.
var looked = sync.OnceValue(func() *sync.Map { return &sync.Map{} })

// shape is a path with what differs from object to object taken out.
func shape(path string) string {
	path, query, _ := strings.Cut(path, "?")
	path = regexp.MustCompile(`/(p|pesanan|sandbox|undangan|toko|kategori|koleksi|kecamatan|produk|staf)/[^/]+`).ReplaceAllString(path, "/$1/…")
	path = regexp.MustCompile(`\d+`).ReplaceAllString(path, "…")
	if query != "" {
		path += "?" + regexp.MustCompile(`=[^&]*`).ReplaceAllString(query, "")
	}
	return path
}

// lookOver checks what holds for every page: nothing asked from elsewhere, no script error,
// no sideways scrolling, and no accessibility violation, at the widths people have.
func (p *person) lookOver() {
	p.t.Helper()
	for _, f := range p.heard.take() {
		p.t.Errorf("%s: %s: %s", p, p.path(), f)
	}
	if p.atTill() {
		return // an outside party's page
	}
	title := ask[string](p, `function(){ return document.title }`)
	key := fmt.Sprint(p.device, " ", shape(p.path()), " ", title)
	if _, before := looked().LoadOrStore(key, true); before {
		return
	}
	if got := ask[string](p, `function(){ return document.documentElement.lang }`); got != p.lang && !strings.HasPrefix(p.path(), "/sandbox/") { // the gateway is an outside party
		p.t.Errorf("%s: %s: the page is in %q", p, p.path(), got)
	}
	p.measure()
}

// measure looks for sideways scrolling and accessibility violations at the widths people have.
func (p *person) measure() {
	p.t.Helper()
	for _, width := range []int64{320, 360, 768, 1280} {
		p.resize(width)
		p.wantNoOverflow(width)
		if p.script && (width == 360 || width == 1280) {
			p.wantAccessible(width)
		}
	}
	p.resize(p.width)
}

func (p *person) wantNoOverflow(width int64) {
	p.t.Helper()
	if wide := p.overflow(); wide != "" {
		p.t.Errorf("%s: %s scrolls sideways at %d px: %s", p, p.path(), width, wide)
	}
}

// overflow says what is wider than the screen, "" when nothing is.
func (p *person) overflow() string {
	p.t.Helper()
	return ask[string](p, `function(){
		const most = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= most) return "";
		const e = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > most + 0.5 && !e.closest("[tabindex][role=region], nav, svg"))
			.map(e => e.tagName.toLowerCase() + "." + e.className + " to " + Math.round(e.getBoundingClientRect().right));
		return document.documentElement.scrollWidth + " px: " + e.slice(0,4).join("; ");
	}`)
}

// violation is one rule of axe that a page breaks.
type violation struct {
	ID    string
	Help  string
	Where []string
}

func (p *person) wantAccessible(width int64) {
	p.t.Helper()
	for _, v := range p.violations() {
		p.t.Errorf("%s: %s at %d px: axe %s: %s\n    %s", p, p.path(), width, v.ID, v.Help, strings.Join(v.Where, "\n    "))
	}
}

// violations is what axe finds on the page.
func (p *person) violations() (found []violation) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 2*patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		p.t.Fatalf("load axe: %v", err)
	}
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa"], resultTypes: ["violations"]})
		.then(r => JSON.stringify(r.violations.map(v => ({ID: v.id, Help: v.help, Where: v.nodes.slice(0,3).map(n => n.html.slice(0,160) + " | " + n.any.concat(n.all).map(c => c.message).join("; ").slice(0,200))}))))`,
		chromedp.EvalAwaitPromise))
	p.must("run axe", err)
	p.must("read axe", json.Unmarshal([]byte(raw), &found))
	return found
}
