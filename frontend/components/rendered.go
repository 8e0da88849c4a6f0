package components

import (
	"bytes"
	"context"
	"io"
	"sync"

	"github.com/a-h/templ"
)

// rendered keeps the markup of a component whose look depends on nothing but a value: what changed
// is another value and is rendered anew, so nothing has to be forgotten. A page of forty cards is
// then copied instead of composed.
type rendered[K comparable] struct {
	most int // markups kept; a full memory lets go of any

	mu   sync.RWMutex
	kept map[K][]byte
}

// newRendered makes a memory of at most most markups.
func newRendered[K comparable](most int) *rendered[K] {
	return &rendered[K]{most: most, kept: map[K][]byte{}}
}

// of is the component that looks as key says; draw makes it when its markup is not kept.
func (r *rendered[K]) of(key K, draw func() templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		r.mu.RLock()
		markup, ok := r.kept[key]
		r.mu.RUnlock()
		if !ok {
			var b bytes.Buffer
			if err := draw().Render(ctx, &b); err != nil {
				return err
			}
			markup = b.Bytes()
			r.keep(key, markup)
		}
		_, err := w.Write(markup)
		return err
	})
}

func (r *rendered[K]) keep(key K, markup []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.kept) >= r.most {
		for other := range r.kept {
			delete(r.kept, other)
			break
		}
	}
	r.kept[key] = markup
}
