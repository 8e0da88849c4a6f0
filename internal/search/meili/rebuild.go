package meili

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"beli/internal/search"
)

// nextMark stands in the name of an index that is being filled, after the name of the one it will replace.
const nextMark = "_next_"

// tidyTimeout bounds the removal of an index that is no longer wanted, also when the rebuild was cancelled: a
// program that is stopping does not wait longer.
const tidyTimeout = 2 * time.Second

// Rebuild implements search.Engine: a second index is filled beside the one that serves, and the two change
// names at once. What an earlier process left unfinished is removed first. Errors are the sequence's, ErrAway,
// ErrKey, ErrAnswer, ErrTask or the context's.
func (e *Engine) Rebuild(ctx context.Context, all iter.Seq2[search.Document, error]) error {
	if err := e.rebuild.take(ctx); err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	defer e.rebuild.free()
	if e.reader.Load() == nil {
		if err := e.fetchSearchKey(ctx); err != nil && !errors.Is(err, ErrSharedKey) {
			return fmt.Errorf("rebuild index: %w", err)
		}
	}
	if err := e.removeLeftovers(ctx); err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	e.missed.begin()
	defer e.missed.end()
	next := e.index + nextMark + randomName()
	err := e.build(ctx, next, all)
	e.tidy(ctx, next)
	if err != nil {
		return fmt.Errorf("rebuild index: %w", err)
	}
	return nil
}

// tidy removes what stands under the name of the next index: the old one after a success, the half one after a
// failure, whatever became of the context. What cannot be removed now is at the next Rebuild, so that
// a good rebuild is not called a bad one for it.
func (e *Engine) tidy(ctx context.Context, next string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tidyTimeout)
	defer cancel()
	if there, err := e.exists(ctx, next); err == nil && there {
		task, err := e.admin.DeleteIndexWithContext(ctx, next)
		_ = e.finish(ctx, "remove an index", task, err)
	}
}

// build fills the next index and puts it in the old one's place.
func (e *Engine) build(ctx context.Context, next string, all iter.Seq2[search.Document, error]) error {
	task, err := e.admin.CreateIndexWithContext(ctx, &meilisearch.IndexConfig{Uid: next, PrimaryKey: "id"})
	if err := e.finish(ctx, "make an index", task, err); err != nil {
		return err
	}
	if err := e.setUp(ctx, next); err != nil {
		return err
	}
	w, sent := e.writer(next), map[int64]bool{}
	for d, err := range all {
		if err != nil {
			return err
		}
		if err := w.put(ctx, &d); err != nil {
			return err
		}
		sent[d.ID] = true
	}
	if err := w.finish(ctx); err != nil {
		return err
	}

	if err := e.write.take(ctx); err != nil {
		return err
	}
	defer e.write.free()
	missed := e.missed.taken() // complete, for whoever changes anything needs the lock
	if err := w.change(ctx, missed); err != nil {
		return err
	}
	if err := w.finish(ctx); err != nil {
		return err
	}
	for id := range missed.upserts {
		sent[id] = true
	}
	for id := range missed.deletes {
		delete(sent, id)
	}
	if err := e.isWhole(ctx, next, len(sent)); err != nil {
		return err
	}
	if err := e.swap(ctx, next); err != nil {
		return err
	}
	e.ready.Store(true)
	return nil
}

// isWhole compares the number of documents: another process that rebuilds at the same moment would have taken
// this index for a leftover.
func (e *Engine) isWhole(ctx context.Context, index string, want int) error {
	const doing = "count the documents"
	stats, err := e.admin.Index(index).GetStatsWithContext(ctx, nil)
	if err != nil {
		return e.explain(ctx, doing, err)
	}
	if stats.NumberOfDocuments != int64(want) {
		return e.surprise(doing, fmt.Sprintf("the new index has %d of %d", stats.NumberOfDocuments, want))
	}
	return nil
}

// swap lets the next index serve. The first one takes the name, later ones change names with the old.
func (e *Engine) swap(ctx context.Context, next string) error {
	there, err := e.exists(ctx, e.index)
	if err != nil {
		return err
	}
	task, err := e.admin.SwapIndexesWithContext(ctx, []*meilisearch.SwapIndexesParams{{Indexes: []string{next, e.index}, Rename: !there}})
	return e.finish(ctx, "swap the indexes", task, err)
}

// removeLeftovers deletes what rebuilds that died have left.
func (e *Engine) removeLeftovers(ctx context.Context) error {
	const page = 1_000
	var left []string
	for offset := int64(0); ; offset += page {
		names, err := e.indexNames(ctx, offset, page)
		if err != nil {
			return err
		}
		for _, name := range names {
			if strings.HasPrefix(name, e.index+nextMark) {
				left = append(left, name)
			}
		}
		if len(names) < page {
			break
		}
	}
	for _, name := range left {
		task, err := e.admin.DeleteIndexWithContext(ctx, name)
		if err := e.finish(ctx, "remove an index", task, err); err != nil {
			return err
		}
	}
	return nil
}

// indexNames reads the raw list: the client's own reading of it stumbles over an entry that is null.
func (e *Engine) indexNames(ctx context.Context, offset, limit int64) ([]string, error) {
	const doing = "list the indexes"
	list, err := e.admin.GetRawIndexesWithContext(ctx, &meilisearch.IndexesQuery{Limit: limit, Offset: offset})
	if err != nil {
		return nil, e.explain(ctx, doing, err)
	}
	results, ok := list["results"].([]any)
	var names []string
	for _, r := range results {
		described, isObject := r.(map[string]any)
		name, isName := described["uid"].(string)
		ok = ok && isObject && isName
		names = append(names, name)
	}
	if !ok {
		return nil, e.surprise(doing, "no list of names")
	}
	return names, nil
}

func randomName() string {
	b := make([]byte, 6)
	rand.Read(b)
	return hex.EncodeToString(b)
}
