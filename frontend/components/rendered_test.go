package components

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/a-h/templ"
)

func TestRendered_looks_as_its_value_and_is_bounded(t *testing.T) {
	r := newRendered[string](3)
	drawn := 0
	see := func(key string) string {
		t.Helper()
		var b strings.Builder
		err := r.of(key, func() templ.Component { drawn++; return templ.Raw("<p>" + key + "</p>") }).Render(context.Background(), &b)
		if err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for range 2 {
		if got := see("a"); got != "<p>a</p>" {
			t.Errorf("it looks %q", got)
		}
	}
	if drawn != 1 {
		t.Errorf("drawn %d times, want once", drawn)
	}
	for _, key := range strings.Fields("b c d e f a b") {
		if got := see(key); got != "<p>"+key+"</p>" {
			t.Errorf("%s looks %q", key, got)
		}
	}
	if len(r.kept) > 3 {
		t.Errorf("%d are kept, want 3 at most", len(r.kept))
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, key := range strings.Fields("x y z a b c") {
				r.of(key, func() templ.Component { return templ.Raw(key) }).Render(context.Background(), &strings.Builder{})
			}
		})
	}
	all.Wait()
}
