package meili

import (
	"context"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"beli/internal/search"
)

// Health asks whether the server is there, takes the key and has the index: ErrAway, ErrKey, ErrAnswer or
// search.ErrNotReady say what is wrong.
func (e *Engine) Health(ctx context.Context) error {
	h, err := e.admin.HealthWithContext(ctx)
	if err != nil {
		return e.explain(ctx, "ask for health", err)
	}
	if h.Status != "available" {
		return e.away("ask for health", "the server says "+brief(h.Status))
	}
	there, err := e.exists(ctx, e.index)
	if err == nil && !there {
		return search.ErrNotReady
	}
	return err
}

// failedWithin is how long a failed task is told of.
const failedWithin = 24 * time.Hour

// mostTasks is how many tasks are told apart; more are as bad.
const mostTasks = 1_000

// Waiting counts the index's tasks that are still to be done, and those that failed within a day, to a thousand
// each. Its errors are those of Health.
func (e *Engine) Waiting(ctx context.Context) (queued, failed int, err error) {
	queued, err = e.tasks(ctx, &meilisearch.TasksQuery{
		Statuses: []meilisearch.TaskStatus{meilisearch.TaskStatusEnqueued, meilisearch.TaskStatusProcessing}})
	if err != nil {
		return 0, 0, err
	}
	failed, err = e.tasks(ctx, &meilisearch.TasksQuery{AfterFinishedAt: e.clock.Now().Add(-failedWithin),
		Statuses: []meilisearch.TaskStatus{meilisearch.TaskStatusFailed}})
	return queued, failed, err
}

// tasks counts what comes, for the server's own total also holds tasks from before indexes changed names.
func (e *Engine) tasks(ctx context.Context, q *meilisearch.TasksQuery) (int, error) {
	q.Limit, q.IndexUIDS = mostTasks, []string{e.index}
	list, err := e.admin.GetTasksWithContext(ctx, q)
	if err != nil {
		return 0, e.explain(ctx, "count the tasks", err)
	}
	if list == nil {
		return 0, e.surprise("count the tasks", "no list")
	}
	return len(list.Results), nil
}
