package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// RouteInfo is one line of the route table as tests of access walk it.
type RouteInfo struct {
	Method string
	Path   string // with parameters as ":name"
	Policy string // public, signed in, owner, curator, admin, machine
	Plain  bool   // without an English twin
}

// Writes tells whether the route may change something.
func (r RouteInfo) Writes() bool { return r.Method != fiber.MethodGet && r.Method != fiber.MethodHead }

// Params are the names of the path's parameters in order; a wildcard is "*".
func (r RouteInfo) Params() []string {
	var out []string
	for _, part := range strings.Split(r.Path, "/") {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			out = append(out, name)
		} else if part == "*" {
			out = append(out, part)
		}
	}
	return out
}

// Routes is the whole table in its order.
func (s *Server) Routes() []RouteInfo {
	out := make([]RouteInfo, len(s.table))
	for i, r := range s.table {
		out[i] = RouteInfo{Method: r.method, Path: r.path, Policy: r.policy.String(), Plain: r.plain}
	}
	return out
}
