package meilitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// task is work that the server took; it is done at once unless tasks are held.
type task struct {
	id       int
	index    string
	kind     string
	status   string
	details  map[string]any
	failure  *failure
	do       func(details map[string]any) *failure
	enqueued string
	finished string
}

// enqueue takes work and answers with its number.
func (s *Server) enqueue(index, kind string, details map[string]any, do func(map[string]any) *failure) (int, any, *failure) {
	t := &task{id: len(s.tasks), index: index, kind: kind, status: "enqueued", details: details, do: do, enqueued: stamp()}
	s.tasks = append(s.tasks, t)
	taken := map[string]any{"taskUid": t.id, "indexUid": orNull(index), "status": t.status, "type": kind, "enqueuedAt": t.enqueued}
	if !s.trouble.HoldTasks {
		s.run(t)
	}
	return http.StatusAccepted, taken, nil
}

// run does a task that waits.
func (s *Server) run(t *task) {
	if t.status != "enqueued" {
		return
	}
	if s.trouble.FailTasks > 0 {
		s.trouble.FailTasks--
		t.failure = &failure{http.StatusInternalServerError, s.trouble.TaskCode, "told to fail"}
	} else {
		t.failure = t.do(t.details)
	}
	t.finished = stamp()
	if t.status = "succeeded"; t.failure != nil {
		t.status = "failed"
	}
}

func (t *task) body() map[string]any {
	out := map[string]any{"uid": t.id, "batchUid": t.id, "indexUid": orNull(t.index), "status": t.status, "type": t.kind, "canceledBy": nil,
		"details": t.details, "error": nil, "duration": nil, "enqueuedAt": t.enqueued, "startedAt": nil, "finishedAt": nil}
	if t.finished != "" {
		out["duration"], out["startedAt"], out["finishedAt"] = "PT0.001S", t.finished, t.finished
	}
	if t.failure != nil {
		out["error"] = t.failure.body()
	}
	return out
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (s *Server) readTasks(r *http.Request, parts []string) (int, any, *failure) {
	if len(parts) == 1 {
		id, err := strconv.Atoi(parts[0])
		if err != nil || id < 0 || id >= len(s.tasks) {
			return 0, nil, &failure{http.StatusNotFound, "task_not_found", fmt.Sprintf("Task `%s` not found.", parts[0])}
		}
		return http.StatusOK, s.tasks[id].body(), nil
	}
	wanted := func(name, value string) bool {
		list := r.URL.Query().Get(name)
		return list == "" || slices.Contains(strings.Split(list, ","), value)
	}
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil {
		limit = 20
	}
	after := r.URL.Query().Get("afterFinishedAt")
	results, total, next := []any{}, 0, any(nil)
	for _, t := range slices.Backward(s.tasks) {
		if !wanted("indexUids", t.index) || !wanted("statuses", t.status) || after != "" && t.finished <= after {
			continue
		}
		if total++; len(results) < limit {
			results = append(results, t.body())
		} else if next == nil {
			next = t.id
		}
	}
	out := map[string]any{"results": results, "total": total, "limit": limit, "from": nil, "next": next}
	if len(results) > 0 {
		out["from"] = results[0].(map[string]any)["uid"]
	}
	return http.StatusOK, out, nil
}

func (s *Server) changeSettings(name string, body []byte) (int, any, *failure) {
	var change map[string]any
	if f := read(body, &change); f != nil {
		return 0, nil, f
	}
	known := defaultSettings()
	for k := range change {
		if _, ok := known[k]; !ok {
			return 0, nil, &failure{http.StatusBadRequest, "bad_request", fmt.Sprintf("Unknown field `%s`", k)}
		}
	}
	return s.enqueue(name, "settingsUpdate", change, func(map[string]any) *failure {
		i := s.indexes[name]
		if i == nil {
			i = newIndex(name)
			s.indexes[name] = i
		}
		for k, v := range change {
			old, isMap := i.settings[k].(map[string]any)
			if more, ok := v.(map[string]any); ok && isMap && k != "synonyms" {
				for inner, value := range more {
					old[inner] = value
				}
				continue
			}
			i.settings[k] = v
		}
		return nil
	})
}

// addDocuments makes the index where it is missing, as the real server does.
func (s *Server) addDocuments(name string, body []byte) (int, any, *failure) {
	var docs []map[string]any
	in := json.NewDecoder(bytes.NewReader(body))
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		if err := in.Decode(&docs); err != nil {
			return 0, nil, &failure{http.StatusBadRequest, "malformed_payload", err.Error()}
		}
	} else {
		for in.More() {
			var d map[string]any
			if err := in.Decode(&d); err != nil {
				return 0, nil, &failure{http.StatusBadRequest, "malformed_payload", err.Error()}
			}
			docs = append(docs, d)
		}
	}
	details := map[string]any{"receivedDocuments": len(docs), "indexedDocuments": 0}
	return s.enqueue(name, "documentAdditionOrUpdate", details, func(details map[string]any) *failure {
		i := s.indexes[name]
		if i == nil {
			i = newIndex(name)
			s.indexes[name] = i
		}
		for _, d := range docs {
			if d["id"] == nil {
				return &failure{http.StatusBadRequest, "missing_document_id", "Document doesn't have a `id` attribute"}
			}
		}
		for _, d := range docs {
			i.put(d)
		}
		details["indexedDocuments"] = len(docs)
		return nil
	})
}

func (s *Server) deleteDocuments(name string, body []byte) (int, any, *failure) {
	var asked any
	if f := read(body, &asked); f != nil {
		return 0, nil, f
	}
	ids := values(asked)
	details := map[string]any{"providedIds": len(ids), "deletedDocuments": 0, "originalFilter": nil}
	return s.enqueue(name, "documentDeletion", details, func(details map[string]any) *failure {
		i, n := s.indexes[name], 0
		if i == nil {
			return noIndex(name)
		}
		for _, id := range ids {
			if i.docs[id] != nil {
				n++
				delete(i.docs, id)
			}
		}
		details["deletedDocuments"] = n
		return nil
	})
}
