package meili

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"beli/internal/fault"
	"beli/internal/search"
)

// Bounds of one batch, far below what the server takes, and how many may wait there at once.
const (
	batchDocuments = 1_000
	batchBytes     = 4 << 20
	batchDeletes   = 5_000
	batchesWaiting = 4
)

// How long to wait before asking again after a task: the first time, then longer and longer.
const (
	firstWait   = 4 * time.Millisecond
	longestWait = 300 * time.Millisecond
)

// missed are the changes since a running rebuild began, to be made again on its outcome.
type missed struct {
	mu   sync.Mutex
	kept *backlog // nil when no rebuild runs
}

func (m *missed) begin() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept = newBacklog()
}

func (m *missed) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept = nil
}

func (m *missed) taken() *backlog {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.kept
}

func (m *missed) add(upserts []search.Document, deletes []int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept != nil {
		m.kept.add(upserts, deletes)
	}
}

// backlog are changes, the latest of each document.
type backlog struct {
	upserts map[int64]search.Document
	deletes map[int64]bool
}

// add takes a change in: deletes come after upserts.
func (b *backlog) add(upserts []search.Document, deletes []int64) {
	for _, d := range upserts {
		b.upserts[d.ID] = d
		delete(b.deletes, d.ID)
	}
	for _, id := range deletes {
		delete(b.upserts, id)
		b.deletes[id] = true
	}
}

func newBacklog() *backlog {
	return &backlog{upserts: map[int64]search.Document{}, deletes: map[int64]bool{}}
}

// Apply implements search.Engine. It returns when the server has done the work, usually after half a second; an
// error says that it may be half done, and that the same change is to be applied again. Errors are ErrAway,
// ErrKey, ErrAnswer, ErrTask, search.ErrNotReady or the context's.
func (e *Engine) Apply(ctx context.Context, upserts []search.Document, deletes []int64) error {
	if err := e.write.take(ctx); err != nil {
		return fmt.Errorf("apply to index: %w", err)
	}
	defer e.write.free()
	ready := e.Ready()
	if !ready && e.missed.taken() == nil {
		return search.ErrNotReady
	}
	change := newBacklog()
	change.add(upserts, deletes)
	if ready && len(upserts)+len(deletes) > 0 {
		if err := e.applyTo(ctx, change); err != nil {
			return err
		}
	}
	e.missed.add(upserts, deletes)
	return nil
}

func (e *Engine) applyTo(ctx context.Context, change *backlog) error {
	// Documents sent to an index that is gone would make a new one, without settings and all but empty.
	if there, err := e.exists(ctx, e.index); err != nil {
		return err
	} else if !there {
		e.ready.Store(false)
		return search.ErrNotReady
	}
	w := e.writer(e.index)
	if err := w.change(ctx, change); err != nil {
		return err
	}
	return w.finish(ctx)
}

// exists says whether the server has an index.
func (e *Engine) exists(ctx context.Context, index string) (bool, error) {
	const doing = "look for the index"
	found, err := e.admin.GetIndexWithContext(ctx, index)
	switch {
	case codeOf(err) == noSuchIndex:
		return false, nil
	case err != nil:
		return false, e.explain(ctx, doing, err)
	case found == nil || found.UID != index:
		return false, e.surprise(doing, "another index")
	}
	return true, nil
}

// writer sends documents in batches and follows their tasks.
type writer struct {
	engine *Engine
	index  meilisearch.IndexManager
	lines  bytes.Buffer // a JSON document on each
	count  int
	tasks  []int64 // sent, in the order in which the server does them
}

func (e *Engine) writer(index string) *writer {
	return &writer{engine: e, index: e.admin.Index(index)}
}

// change sends the latest of every document, in the order of their ids.
func (w *writer) change(ctx context.Context, change *backlog) error {
	for _, id := range slices.Sorted(maps.Keys(change.upserts)) {
		d := change.upserts[id]
		if err := w.put(ctx, &d); err != nil {
			return err
		}
	}
	if err := w.flush(ctx); err != nil {
		return err
	}
	ids := make([]string, 0, len(change.deletes))
	for _, id := range slices.Sorted(maps.Keys(change.deletes)) {
		ids = append(ids, strconv.FormatInt(id, 10))
	}
	for part := range slices.Chunk(ids, batchDeletes) {
		task, err := w.index.DeleteDocumentsWithContext(ctx, part, nil)
		if err := w.sent(ctx, "delete documents", task, err); err != nil {
			return err
		}
	}
	return nil
}

// put adds a document to the batch, which is sent when it is full.
func (w *writer) put(ctx context.Context, d *search.Document) error {
	line, err := json.Marshal(rowOf(w.engine.words, d))
	if err != nil {
		return fmt.Errorf("write product %d: %w", d.ID, err)
	}
	if w.count == batchDocuments || w.lines.Len()+len(line) > batchBytes {
		if err := w.flush(ctx); err != nil {
			return err
		}
	}
	w.lines.Write(line)
	w.lines.WriteByte('\n')
	w.count++
	return nil
}

// flush sends what has gathered.
func (w *writer) flush(ctx context.Context) error {
	if w.count == 0 {
		return nil
	}
	key := "id"
	task, err := w.index.AddDocumentsNdjsonWithContext(ctx, w.lines.Bytes(), &meilisearch.DocumentOptions{PrimaryKey: &key})
	w.lines.Reset()
	w.count = 0
	return w.sent(ctx, "add documents", task, err)
}

// sent notes a task and waits for the oldest when many are on their way.
func (w *writer) sent(ctx context.Context, doing string, task *meilisearch.TaskInfo, err error) error {
	id, err := w.engine.accepted(ctx, doing, task, err)
	if err != nil {
		return err
	}
	w.tasks = append(w.tasks, id)
	if len(w.tasks) > batchesWaiting {
		id, w.tasks = w.tasks[0], w.tasks[1:]
		return w.engine.await(ctx, "change documents", id)
	}
	return nil
}

// finish sends the rest and follows every task to its end.
func (w *writer) finish(ctx context.Context) error {
	if err := w.flush(ctx); err != nil {
		return err
	}
	for _, id := range w.tasks {
		if err := w.engine.await(ctx, "change documents", id); err != nil {
			return err
		}
	}
	w.tasks = nil
	return nil
}

// accepted is the number of a task that the server took.
func (e *Engine) accepted(ctx context.Context, doing string, task *meilisearch.TaskInfo, err error) (int64, error) {
	if err != nil {
		return 0, e.explain(ctx, doing, err)
	}
	if task == nil || task.Status == "" {
		return 0, e.surprise(doing, "the server gave no task")
	}
	return task.TaskUID, nil
}

// finish follows one task to its end.
func (e *Engine) finish(ctx context.Context, doing string, task *meilisearch.TaskInfo, err error) error {
	id, err := e.accepted(ctx, doing, task, err)
	if err != nil {
		return err
	}
	return e.await(ctx, doing, id)
}

// await asks after a task until it is done.
func (e *Engine) await(ctx context.Context, doing string, id int64) error {
	for wait := firstWait; ; wait = min(wait*3/2, longestWait) {
		task, err := e.admin.GetTaskWithContext(ctx, id)
		if err != nil {
			return e.explain(ctx, doing, err)
		}
		switch task.Status {
		case meilisearch.TaskStatusSucceeded:
			return nil
		case meilisearch.TaskStatusFailed, meilisearch.TaskStatusCanceled:
			return fault.Wrap(ErrTask.Kind, ErrTask.Code, fmt.Errorf("%s: task %d %s, %s: %s", doing, id, task.Status,
				task.Error.Code, e.hide(brief(task.Error.Message))))
		case meilisearch.TaskStatusEnqueued, meilisearch.TaskStatusProcessing:
		default:
			return e.surprise(doing, fmt.Sprintf("task %d is %q", id, brief(string(task.Status))))
		}
		again := time.NewTimer(wait)
		select {
		case <-again.C:
		case <-ctx.Done():
			again.Stop()
			return e.explain(ctx, doing, ctx.Err())
		}
	}
}
