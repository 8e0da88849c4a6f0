package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"beli/frontend/text"
)

// device is what a person holds and how it is set.
type device struct {
	lang   string // of the pages asked for
	script bool   // JavaScript is on
	width  int64
}

func (d device) String() string {
	return fmt.Sprintf("%s_%s_%dpx", d.lang, map[bool]string{true: "with_script", false: "without_script"}[d.script], d.width)
}

// devices are the three ways every walk is gone.
func devices() []device {
	return []device{{text.Indonesian, true, 360}, {text.Indonesian, false, 360}, {text.English, true, 1280}}
}

// person is somebody with a fresh browser profile.
type person struct {
	device
	t     *testing.T
	site  *site
	ctx   context.Context
	words text.Words
	heard *faults
}

// faults is what a page did that no page may do.
type faults struct {
	mu   sync.Mutex
	list []string
}

func (f *faults) add(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = append(f.list, fmt.Sprintf(format, args...))
}

func (f *faults) take() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := f.list
	f.list = nil
	return list
}

// visit gives somebody a browser at the site.
func (s *site) visit(t *testing.T, d device) *person {
	t.Helper()
	browser := needChromium(t)
	bundles, err := text.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := &person{device: d, t: t, site: s, words: bundles.Words(d.lang), heard: &faults{}}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.listen))
	t.Cleanup(cancel)
	p.ctx = ctx
	p.must("open a tab", chromedp.Do(ctx, chromedp.Navigate("about:blank")))
	// A page that fades in swallows what is pressed meanwhile.
	_, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	p.must("ask for less motion", err)
	p.resize(d.width)
	if !d.script {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		p.must("switch JavaScript off", err)
	}
	return p
}

// listen runs inside the loop that reads the browser's messages: it only takes notes.
func (p *person) listen(ev any) {
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(ev.Request.URL)
		if err != nil || (u.Scheme != "data" && u.Scheme != "blob" && u.Scheme != "about" && u.Scheme+"://"+u.Host != p.site.url && !p.site.paysAt(u)) {
			p.heard.add("asked another origin: %s (from %s)", ev.Request.URL, ev.DocumentURL)
		}
	case *runtime.EventExceptionThrown:
		p.heard.add("script failed: %s", describe(ev.ExceptionDetails))
	case *log.EventEntryAdded:
		// The browser notes every 4xx answer as an error; what a page may answer is for the walk to say.
		if ev.Entry.Level == log.EntryLevelError && !strings.Contains(ev.Entry.Text, "status of 4") {
			p.heard.add("console: %s (%s)", ev.Entry.Text, ev.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError {
			p.heard.add("console.error was called")
		}
	}
}

func describe(e *runtime.ExceptionDetails) string {
	if e.Exception == nil {
		return e.Text
	}
	return e.Text + ": " + e.Exception.Description
}

func (p *person) must(what string, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("%s: %v\n%s", what, err, p.whereabouts())
	}
}

// whereabouts helps to see where a walk stopped.
func (p *person) whereabouts() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.pathname+location.search+": "+(document.body?document.body.innerText:"").replace(/\s+/g," ")`))
	if err != nil {
		return "(" + err.Error() + ")"
	}
	if len(seen) > 1500 {
		seen = seen[:1500] + " …"
	}
	return p.String() + " at " + seen
}

// do runs actions with a person's patience.
func (p *person) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	p.must(what, chromedp.Do(ctx, steps...))
}

// ask evaluates a function of the page's own document with arguments.
func ask[T any](p *person, function string, args ...any) T {
	p.t.Helper()
	list := make([]string, len(args))
	for i, a := range args {
		raw, err := json.Marshal(a)
		p.must("argument", err)
		list[i] = string(raw)
	}
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T]("("+function+")("+strings.Join(list, ",")+")"))
	p.must("look at the page", err)
	return v
}

func (p *person) resize(width int64) {
	p.t.Helper()
	p.do("resize", chromedp.EmulateViewport(width, map[bool]int64{true: 760, false: 900}[width < 700]))
}

// local is a path in the person's language.
func (p *person) local(path string) string {
	switch {
	case p.lang != text.English:
		return path
	case path == "/":
		return "/en"
	default:
		return "/en" + path
	}
}

// open goes to a path of the site, wants an answer and looks the page over.
func (p *person) open(path string) {
	p.t.Helper()
	p.arrive(path, http.StatusOK, chromedp.Navigate(p.site.url+p.local(path)))
}

// arrive does something that leads to another page.
func (p *person) arrive(what string, status int, step chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	res, err := chromedp.RunResponse(ctx, step)
	p.must(what, err)
	if res != nil && int(res.Status) != status {
		p.t.Fatalf("%s: answered %d, want %d\n%s", what, int(res.Status), status, p.whereabouts())
	}
	p.lookOver()
}

// spot is where to press. Covered names what lies above it.
type spot struct {
	X, Y    float64
	Found   bool
	Covered string
}

// press moves the finger to a spot and presses.
func (p *person) press(s spot, what string) chromedp.Action[chromedp.Void] {
	p.t.Helper()
	if !s.Found {
		p.t.Fatalf("there is no %s\n%s", what, p.whereabouts())
	}
	if s.Covered != "" {
		p.t.Fatalf("%s is covered by %s\n%s", what, s.Covered, p.whereabouts())
	}
	return chromedp.MouseClickXY(s.X, s.Y)
}

// place is the part of a function that unfolds, scrolls to and measures an element e.
const place = `
	if (!e) return {Found:false};
	for (let d = e.closest("details:not([open])"); d && !e.closest("summary"); d = e.closest("details:not([open])")) d.open = true;
	e.scrollIntoView({block:"center", behavior:"instant"});
	const r = e.getBoundingClientRect(), X = r.x + r.width/2, Y = r.y + r.height/2;
	const top = document.elementFromPoint(X, Y);
	const free = !top || e.contains(top) || top.contains(e) || (top.closest("label") && top.closest("label").control === e);
	return {X, Y, Found:true, Covered: free ? "" : top.tagName + "." + top.className};
`

// button finds a button or link by what it says; an exact match goes before a longer one.
func (p *person) button(label string) spot {
	p.t.Helper()
	return p.still(`function(label){
		const plain = s => (s||"").replace(/\s+/g," ").trim();
		const seen = e => e.getClientRects().length > 0 || e.closest("details:not([open])");
		const all = ["main button, main a, main summary", "button, a, summary"].flatMap(s => [...document.querySelectorAll(s)]).filter(e => seen(e) && !e.matches(".unseen"));
		const e = all.find(e => plain(e.innerText) === label || plain(e.textContent) === label || e.getAttribute("aria-label") === label)
			|| all.find(e => plain(e.textContent).includes(label));`+place+`}`, label)
}

// at finds an element by a selector.
func (p *person) at(selector string) spot {
	p.t.Helper()
	return p.still(`function(selector){ const e = document.querySelector(selector);`+place+`}`, selector)
}

// still measures until the page has stopped moving: it may be scrolling to a part of itself.
func (p *person) still(function, argument string) spot {
	p.t.Helper()
	s := ask[spot](p, function, argument)
	for range 50 {
		again := ask[spot](p, function, argument)
		if again == s {
			break
		}
		s = again
	}
	return s
}

// click presses what says label and arrives at another page.
func (p *person) click(label string) {
	p.t.Helper()
	p.arrive("press "+label, http.StatusOK, p.press(p.button(label), "button or link “"+label+"”"))
}

// clickAt presses an element and arrives at another page.
func (p *person) clickAt(selector string) {
	p.t.Helper()
	p.arrive("press "+selector, http.StatusOK, p.press(p.at(selector), selector))
}

// tap presses an element that leads nowhere.
func (p *person) tap(selector string) {
	p.t.Helper()
	p.do("tap "+selector, p.press(p.at(selector), selector))
}

// fill types into the field of a name, as if it were pasted.
func (p *person) fill(name, value string) {
	p.t.Helper()
	kind := ask[string](p, `function(name){
		const e = [...document.getElementsByName(name)].find(e => e.type !== "hidden");
		if (!e) return "";
		for (let d = e.closest("details:not([open])"); d; d = e.closest("details:not([open])")) d.open = true;
		e.scrollIntoView({block:"center", behavior:"instant"}); e.focus();
		if (e.select) e.select();
		return e.tagName === "SELECT" ? "select" : e.type;
	}`, name)
	switch kind {
	case "":
		p.t.Fatalf("there is no field %q\n%s", name, p.whereabouts())
	case "select", "date", "datetime-local", "time":
		got := ask[string](p, `function(name, value){ const e = [...document.getElementsByName(name)].find(e => e.type !== "hidden");
			e.value = value; e.dispatchEvent(new Event("input",{bubbles:true})); e.dispatchEvent(new Event("change",{bubbles:true})); return e.value }`, name, value)
		if got != value {
			p.t.Fatalf("the field %q does not take %q but holds %q\n%s", name, value, got, p.whereabouts())
		}
	default:
		_, err := chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: value})
		p.must("type into "+name, err)
	}
}

// choose ticks the radio button or checkbox of a name and a value; "" is the only one.
func (p *person) choose(name, value string) {
	p.t.Helper()
	selector := fmt.Sprintf("input[name=%q]", name)
	if value != "" {
		selector += fmt.Sprintf("[value=%q]", value)
	}
	if ask[bool](p, `function(s){ const e = document.querySelector(s); return !!e && (e.checked || e.type === "hidden") }`, selector) {
		return
	}
	spot := p.still(`function(s){ const i = document.querySelector(s), e = i && (i.closest("label") || i);`+place+`}`, selector)
	p.do("choose "+selector, p.press(spot, selector))
	if !ask[bool](p, `function(s){ return document.querySelector(s).checked }`, selector) {
		p.t.Fatalf("%s did not become chosen\n%s", selector, p.whereabouts())
	}
}

// waitFor waits until the page has an element.
func (p *person) waitFor(selector string) {
	p.t.Helper()
	p.do("wait for "+selector, chromedp.WaitReady(chromedp.CSS(selector)))
}

// tabOnce presses the Tab key.
func (p *person) tabOnce() {
	p.t.Helper()
	p.do("press Tab", chromedp.KeyEvent(kb.Tab))
}

// attach puts files into the file field that a selector finds.
func (p *person) attach(selector string, files ...string) {
	p.t.Helper()
	p.do("attach files to "+selector, chromedp.SetUploadFiles(chromedp.CSS(selector), files))
}

// reads fails unless every sentence is on the page.
func (p *person) reads(sentences ...string) {
	p.t.Helper()
	seen := p.text()
	for _, s := range sentences {
		if !strings.Contains(seen, strings.Join(strings.Fields(s), " ")) {
			p.t.Fatalf("the page does not say %q\n%s", s, p.whereabouts())
		}
	}
}

// readsNot fails when a sentence is on the page.
func (p *person) readsNot(sentences ...string) {
	p.t.Helper()
	seen := p.text()
	for _, s := range sentences {
		if strings.Contains(seen, s) {
			p.t.Fatalf("the page says %q\n%s", s, p.whereabouts())
		}
	}
}

func (p *person) text() string {
	p.t.Helper()
	return ask[string](p, `function(){ return document.body.innerText.replace(/\s+/g," ") }`)
}

// path is where the person is, with parameters, in Indonesian.
func (p *person) path() string {
	p.t.Helper()
	return strings.TrimPrefix(ask[string](p, `function(){ return location.pathname + location.search }`), "/en")
}
