package meilitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// key is one that was made through the routes; what it may do is searching.
type key struct {
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Key         string   `json:"key"`
	UID         string   `json:"uid"`
	Actions     []string `json:"actions"`
	Indexes     []string `json:"indexes"`
	ExpiresAt   *string  `json:"expiresAt"`
	CreatedAt   string   `json:"createdAt"`
	UpdatedAt   string   `json:"updatedAt"`
}

// admit looks at the key, as the real server does before anything else.
func (s *Server) admit(r *http.Request, sent string) *failure {
	bad := &failure{http.StatusForbidden, "invalid_api_key", "The provided API key is invalid."}
	searches := r.URL.Path == "/multi-search" || strings.HasSuffix(r.URL.Path, "/search")
	switch {
	case r.URL.Path == "/health":
		return nil
	case sent == "":
		return &failure{http.StatusUnauthorized, "missing_authorization_header", "The Authorization header is missing. It must use the bearer authorization method."}
	case s.trouble.RefuseKeys, s.trouble.NoKeyRights && strings.HasPrefix(r.URL.Path, "/keys"):
		return bad
	case sent == Key, searches && slices.ContainsFunc(s.keys, func(k key) bool { return k.Key == sent }):
		return nil
	}
	return bad
}

// route does what was asked. The caller holds the lock.
func (s *Server) route(r *http.Request, body []byte) (int, any, *failure) {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	switch {
	case r.URL.Path == "/health":
		return http.StatusOK, map[string]any{"status": "available"}, nil
	case r.URL.Path == "/multi-search":
		return s.multiSearch(body)
	case r.URL.Path == "/swap-indexes":
		return s.swap(body)
	case parts[0] == "tasks":
		return s.readTasks(r, parts[1:])
	case parts[0] == "keys":
		return s.routeKeys(r, parts[1:], body)
	case parts[0] == "indexes":
		return s.routeIndexes(r, parts[1:], body)
	}
	return http.StatusNotFound, nil, nil
}

func (s *Server) routeIndexes(r *http.Request, parts []string, body []byte) (int, any, *failure) {
	name := ""
	if len(parts) > 0 {
		name = parts[0]
	}
	if r.Method == http.MethodDelete && len(parts) == 3 && parts[1] == "documents" {
		return s.deleteDocuments(name, []byte(strconv.Quote(parts[2])))
	}
	i, there := s.indexes[name]
	switch r.Method + " " + strings.Join(parts[min(len(parts), 1):], "/") {
	case "GET ":
		if name != "" && !there {
			return 0, nil, noIndex(name)
		}
		if name != "" {
			return http.StatusOK, i.described(), nil
		}
		all := []any{}
		for _, n := range s.names() {
			all = append(all, s.indexes[n].described())
		}
		return http.StatusOK, map[string]any{"results": all, "offset": 0, "limit": 20, "total": len(all)}, nil
	case "POST ":
		var ask struct{ UID, PrimaryKey string }
		if f := read(body, &ask); f != nil {
			return 0, nil, f
		}
		return s.enqueue(ask.UID, "indexCreation", map[string]any{"primaryKey": ask.PrimaryKey}, func(map[string]any) *failure {
			if s.indexes[ask.UID] != nil {
				return &failure{http.StatusConflict, "index_already_exists", fmt.Sprintf("Index `%s` already exists.", ask.UID)}
			}
			s.indexes[ask.UID] = newIndex(ask.UID)
			return nil
		})
	case "DELETE ":
		return s.enqueue(name, "indexDeletion", map[string]any{"deletedDocuments": 0}, func(details map[string]any) *failure {
			i := s.indexes[name]
			if i == nil {
				return noIndex(name)
			}
			details["deletedDocuments"] = len(i.docs)
			delete(s.indexes, name)
			return nil
		})
	case "GET settings":
		if !there {
			return 0, nil, noIndex(name)
		}
		return http.StatusOK, i.settings, nil
	case "PATCH settings":
		return s.changeSettings(name, body)
	case "GET stats":
		if !there {
			return 0, nil, noIndex(name)
		}
		return http.StatusOK, i.stats(), nil
	case "POST documents":
		return s.addDocuments(name, body)
	case "POST documents/delete-batch":
		return s.deleteDocuments(name, body)
	case "POST search":
		if !there {
			return 0, nil, noIndex(name)
		}
		var q query
		if f := read(body, &q); f != nil {
			return 0, nil, f
		}
		result, f := s.search(i, q)
		return http.StatusOK, result, f
	}
	return http.StatusNotFound, nil, nil
}

func (s *Server) routeKeys(r *http.Request, parts []string, body []byte) (int, any, *failure) {
	at := func(k key) bool { return len(parts) > 0 && (k.UID == parts[0] || k.Key == parts[0]) }
	switch {
	case r.Method == http.MethodPost:
		var k key
		if f := read(body, &k); f != nil {
			return 0, nil, f
		}
		parts = []string{k.UID}
		if slices.ContainsFunc(s.keys, at) {
			return 0, nil, &failure{http.StatusConflict, "api_key_already_exists", fmt.Sprintf("`uid` field value `%s` is already an existing API key.", k.UID)}
		}
		k.Key, k.CreatedAt, k.UpdatedAt = "search-key-"+strconv.Itoa(len(s.keys)), stamp(), stamp()
		s.keys = append(s.keys, k)
		return http.StatusCreated, k, nil
	case len(parts) == 0:
		return http.StatusOK, map[string]any{"results": s.keys, "offset": 0, "limit": 20, "total": len(s.keys)}, nil
	}
	n := slices.IndexFunc(s.keys, at)
	if n < 0 {
		return 0, nil, &failure{http.StatusNotFound, "api_key_not_found", fmt.Sprintf("API key `%s` not found.", parts[0])}
	}
	if r.Method == http.MethodDelete {
		s.keys = slices.Delete(s.keys, n, n+1)
		return http.StatusNoContent, nil, nil
	}
	return http.StatusOK, s.keys[n], nil
}

func (s *Server) multiSearch(body []byte) (int, any, *failure) {
	var ask struct{ Queries []query }
	if f := read(body, &ask); f != nil {
		return 0, nil, f
	}
	results := []any{}
	for n, q := range ask.Queries {
		i := s.indexes[q.IndexUID]
		var result map[string]any
		f := noIndex(q.IndexUID)
		if i != nil {
			result, f = s.search(i, q)
		}
		if f != nil {
			return 0, nil, &failure{http.StatusBadRequest, f.code, fmt.Sprintf("Inside `.queries[%d]`: %s", n, f.message)}
		}
		result["indexUid"] = q.IndexUID
		results = append(results, result)
	}
	return http.StatusOK, map[string]any{"results": results}, nil
}

func (s *Server) swap(body []byte) (int, any, *failure) {
	var ask []struct {
		Indexes []string `json:"indexes"`
		Rename  bool     `json:"rename"`
	}
	if f := read(body, &ask); f != nil || len(ask) != 1 || len(ask[0].Indexes) != 2 {
		return 0, nil, &failure{http.StatusBadRequest, "invalid_swap_indexes", "two indexes at a time"}
	}
	a, b := ask[0].Indexes[0], ask[0].Indexes[1]
	return s.enqueue("", "indexSwap", map[string]any{"swaps": ask}, func(map[string]any) *failure {
		ia, ib := s.indexes[a], s.indexes[b]
		switch {
		case ia == nil:
			return noIndex(a)
		case ib == nil && !ask[0].Rename:
			return noIndex(b)
		case ib != nil && ask[0].Rename:
			return &failure{http.StatusBadRequest, "index_already_exists", fmt.Sprintf("Index `%s` already exists.", b)}
		}
		s.indexes[b] = ia
		ia.name = b
		if delete(s.indexes, a); ib != nil {
			s.indexes[a], ib.name = ib, a
		}
		return nil
	})
}

func (s *Server) names() []string {
	var out []string
	for n := range s.indexes {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

func read(body []byte, into any) *failure {
	if err := json.Unmarshal(body, into); err != nil {
		return &failure{http.StatusBadRequest, "malformed_payload", "The json payload provided is malformed. `" + err.Error() + "`."}
	}
	return nil
}
