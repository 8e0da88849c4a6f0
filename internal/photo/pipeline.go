package photo

import (
	"context"
	"io"
)

// Pipeline runs Process a few at a time, because one large picture may take 200 MB
// and a processor for half a second.
type Pipeline struct{ slots chan struct{} }

// NewPipeline makes a pipeline that develops so many pictures at once, at least one.
func NewPipeline(slots int) *Pipeline {
	return &Pipeline{slots: make(chan struct{}, max(1, slots))}
}

// Process is the function Process, waiting for a place. The picture is read, and
// what can be refused is refused, before a place is taken: a slow sender holds up
// nobody. A ctx that ends while waiting gives its error.
func (p *Pipeline) Process(ctx context.Context, r io.Reader) (Result, error) {
	k, b, err := receive(ctx, r)
	if err != nil {
		return Result{}, err
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return Result{}, ctx.Err()
	}
	return develop(ctx, k, b)
}
