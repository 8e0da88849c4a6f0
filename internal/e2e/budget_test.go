package e2e

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"beli/frontend/text"
)

// The walks trust their own eyes: what they look for is found when it is planted.
func TestLookOver_sees_what_is_planted(t *testing.T) {
	needChromium(t)
	site, _, _ := withStalls(t)
	p := site.visit(t, device{text.Indonesian, true, 360})
	p.open("/")
	if found := p.violations(); len(found) > 0 {
		t.Fatalf("the page has faults before any is planted: %v", found)
	}
	ask[bool](p, `function(){ document.querySelector("main").insertAdjacentHTML("beforeend", "<img src='/aset/x.png'>"); return true }`)
	seen := ""
	for _, v := range p.violations() {
		seen += v.ID + " "
	}
	if !strings.Contains(seen, "image-alt") {
		t.Errorf("axe does not see a picture without words, but %q", seen)
	}
	ask[bool](p, `function(){ const e = document.createElement("div"); document.querySelector("main").append(e); e.style.setProperty("width", "900px"); e.style.setProperty("height", "9px"); return true }`)
	if p.overflow() == "" {
		t.Error("a box of 900 px on a phone is not seen")
	}
	p.heard.take()
	p.do("plant faults", chromedp.Evaluate[chromedp.Void](`new Promise(done => {
		setTimeout(() => { throw new Error("planted") }); setTimeout(done, 50); new Image().src = "http://127.0.0.2:9/x.png" })`, chromedp.EvalAwaitPromise))
	heard := strings.Join(p.heard.take(), "; ")
	if !strings.Contains(heard, "planted") || !strings.Contains(heard, "127.0.0.2") {
		t.Errorf("a failing script and a picture from elsewhere are heard as %q", heard)
	}
}

// Bytes on the wire of the first visit, as experience.md §2.1 bounds them.
func TestBudget_of_styles_scripts_and_fonts_is_kept(t *testing.T) {
	needChromium(t)
	site, _, _ := withStalls(t)
	for path, most := range map[string]struct{ html, css, script int }{
		"/": {18 << 10, 12 << 10, 6 << 10}, "/cari?q=wajik": {18 << 10, 12 << 10, 6 << 10}, "/toko": {18 << 10, 12 << 10, 6 << 10},
		"/bantuan": {18 << 10, 12 << 10, 6 << 10}, "/keranjang": {12 << 10, 12 << 10, 8 << 10},
	} {
		page, size := fetch(t, site.url+path)
		if size > most.html {
			t.Errorf("%s is %d bytes of HTML, at most %d", path, size, most.html)
		}
		for kind, limit := range map[string]int{`href="(/aset/[^"]+\.css)"`: most.css, `src="(/aset/[^"]+\.js)"`: most.script, `href="(/aset/[^"]+\.woff2)"`: 14 << 10} {
			sum := 0
			for _, m := range regexp.MustCompile(kind).FindAllStringSubmatch(page, -1) {
				_, n := fetch(t, site.url+m[1])
				sum += n
			}
			if sum > limit {
				t.Errorf("%s loads %d bytes of %s, at most %d", path, sum, kind, limit)
			}
		}
	}
}

// fetch reads an address as a browser that takes Brotli, and counts what crossed the wire.
func fetch(t *testing.T, address string) (body string, wire int) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := read(t, req)
	req.Header.Set("Accept-Encoding", "br")
	return string(plain), len(read(t, req))
}

func read(t *testing.T, req *http.Request) []byte {
	t.Helper()
	if req.Header.Get("Accept-Encoding") == "" {
		req = req.Clone(req.Context())
		req.Header.Set("Accept-Encoding", "identity")
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s answered %d", req.URL, res.StatusCode)
	}
	return raw
}

// experience.md T21 and T2: the cart's count changes without moving the focus; the first Tab
// leads over the navigation.
func TestScript_adds_to_the_cart_in_place_and_the_skip_link_comes_first(t *testing.T) {
	needChromium(t)
	site, near, _ := withStalls(t)
	p := site.visit(t, device{text.Indonesian, true, 360})
	p.open("/cari?q=wajik")
	p.click(near.name)
	at := p.path()
	p.tap("button[data-add]")
	p.waitFor(`[data-added]:not(:empty), form[action$="/keranjang/ubah"]`)
	if p.path() != at {
		t.Errorf("adding to the cart leads away, to %s", p.path())
	} else if got := ask[string](p, `function(){ return document.querySelector("[data-cart-count]").innerText }`); !strings.Contains(got, "1") {
		t.Errorf("the cart's count says %q", got)
	}
	p.open("/")
	p.tabOnce()
	if got := ask[string](p, `function(){ return document.activeElement.className + " " + document.activeElement.getAttribute("href") }`); got != "skip #isi" {
		t.Errorf("the first Tab leads to %q", got)
	}
}
