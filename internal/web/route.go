package web

import (
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"

	"beli/internal/fault"
)

// policy says who may use a route; every route names one, or the server does not start.
type policy int

const (
	noPolicy     policy = iota
	public              // anybody
	signedIn            // anybody with an account; whose shop or order it is, is decided in the domain
	curatorsOnly        // staff
	adminsOnly          // staff with all rights
	machine             // an outside party that proves itself in the handler: no session, no form token
	policyEnd           // last
)

func (p policy) String() string {
	return [...]string{"none", "public", "signed in", "curator", "admin", "machine"}[p]
}

// route is one line of the table. A page is served under /en too, unless plain.
type route struct {
	method string
	path   string
	policy policy
	handle handler
	plain  bool // no English twin: files, webhooks, health
	limit  int  // bytes of the body, 0 for the usual limit
}

func get(path string, p policy, h handler) route {
	return route{method: fiber.MethodGet, path: path, policy: p, handle: h}
}

func post(path string, p policy, h handler) route {
	return route{method: fiber.MethodPost, path: path, policy: p, handle: h}
}

func (r route) only() route          { r.plain = true; return r }
func (r route) upTo(bytes int) route { r.limit = bytes; return r }

// register puts the table into the app; a route without a policy is an error.
func (s *Server) register(app *fiber.App, table []route) error {
	seen := map[string]bool{}
	for _, r := range table {
		if r.policy <= noPolicy || r.policy >= policyEnd || r.handle == nil {
			return fmt.Errorf("route %s %s has no policy", r.method, r.path)
		}
		key := r.method + " " + r.path
		if seen[key] {
			return fmt.Errorf("route %s stands twice", key)
		}
		seen[key] = true
		add(app, r.method, r.path, s.serve(r, "id"))
		if !r.plain {
			add(app, r.method, strings.TrimSuffix("/en"+r.path, "/"), s.serve(r, "en"))
		}
	}
	return nil
}

// add puts one address into the app; what can be read can be asked after by HEAD.
func add(app *fiber.App, method, path string, h fiber.Handler) {
	app.Add(method, path, h)
	if method == fiber.MethodGet {
		app.Add(fiber.MethodHead, path, h)
	}
}

// serve makes the visit, checks the policy and the form's token, and calls the handler.
func (s *Server) serve(r route, lang string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, err := s.visit(c, lang, r)
		if err != nil {
			return err
		}
		c.Locals(visitKey, v)
		if err := v.allow(r); err != nil {
			return err
		}
		if err := s.door.knock(v, r); err != nil {
			return err
		}
		return r.handle(v)
	}
}

// Errors of access.
var (
	errSignIn    = fault.New(fault.Unauthenticated, "login_required")
	errForbidden = fault.New(fault.Forbidden, "forbidden")
	errCSRF      = fault.New(fault.Forbidden, "csrf")
	errNotFound  = fault.New(fault.NotFound, "not_found")
)

// allow decides by the policy, then by the origin and token of what is posted.
func (v *visit) allow(r route) error {
	if r.policy == machine {
		return nil
	}
	if r.policy != public && v.session == nil {
		return errSignIn
	}
	switch r.policy {
	case curatorsOnly:
		if !v.actor().IsStaff() {
			return errForbidden
		}
	case adminsOnly:
		if !v.actor().IsAdmin() {
			return errForbidden
		}
	}
	if r.method == fiber.MethodGet {
		return nil
	}
	return v.checkForm()
}
