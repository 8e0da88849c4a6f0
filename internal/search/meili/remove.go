package meili

import (
	"context"
	"errors"
	"strings"
)

// Remove takes the index from the server, and the key that could search it. The shop never gives its own
// up; this is for one that was made to be measured. An index that is not there is removed already.
// It returns ErrAway, ErrKey, ErrAnswer, ErrTask or the context's error.
func (e *Engine) Remove(ctx context.Context) error {
	e.ready.Store(false)
	task, err := e.admin.DeleteIndexWithContext(ctx, e.index)
	err = e.finish(ctx, "remove the index", task, err)
	if err != nil && !strings.Contains(err.Error(), noSuchIndex) {
		return err
	}
	if r := e.reader.Load(); r == nil || r == e.admin {
		return nil // the given key read, and stays
	}
	_, err = e.admin.DeleteKeyWithContext(ctx, uuidOf("beli search "+e.index))
	if codeOf(err) == noSuchKey || errors.Is(e.explain(ctx, "remove the search key", err), ErrKey) {
		return nil
	}
	return e.explain(ctx, "remove the search key", err)
}
