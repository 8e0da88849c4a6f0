package web

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"beli/frontend/text"
	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/paging"
)

// visit is one request: what came in, copied out of Fiber's reused memory, and who asks.
type visit struct {
	c       *fiber.Ctx
	server  *Server
	lang    string
	words   text.Words
	session *account.Session // nil for a visitor who is not signed in
	token   string           // the session cookie's value
	cart    string           // the cart cookie's value, "" when there is none
	bearer  bool             // the address opens its page to whoever holds it
	values  url.Values       // the form of a POST
}

// handler answers a visit. It returns errors instead of answering them.
type handler func(v *visit) error

// ctx is safe to hand on: it carries the request's deadline and nothing of Fiber.
func (v *visit) ctx() context.Context { return v.c.UserContext() }

// actor is who asks.
func (v *visit) actor() actor.Actor {
	if v.session != nil {
		a := v.session.Actor()
		a.Device = deviceKey(v.cart)
		return a
	}
	return actor.Visitor(deviceKey(v.cart))
}

// param is a copied part of the path.
func (v *visit) param(name string) string {
	raw := strings.Clone(v.c.Params(name))
	if plain, err := url.PathUnescape(raw); err == nil {
		raw = plain
	}
	return readable(raw)
}

// readable leaves out what is no text: PostgreSQL takes neither broken UTF-8 nor a zero byte.
func readable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")
}

// id is a part of the path that must be a positive number, 0 when it is not.
func (v *visit) id(name string) int64 {
	return whole(v.param(name))
}

// query is a copied parameter of the address, at most 500 bytes of it.
func (v *visit) query(name string) string {
	return clip(readable(strings.Clone(v.c.Query(name))), 500)
}

// queries is every value of a repeated parameter, at most 30.
func (v *visit) queries(name string) []string {
	var out []string
	for _, raw := range v.c.Context().QueryArgs().PeekMulti(name) {
		if len(out) == 30 {
			break
		}
		out = append(out, clip(readable(string(raw)), 100))
	}
	return out
}

// page is the requested page of a list (?hal=2).
func (v *visit) page() paging.Request {
	n, _ := strconv.Atoi(v.query("hal"))
	return paging.Request{Number: n}.Clean()
}

// value is a field of the posted form with white space trimmed and line ends made plain.
func (v *visit) value(name string) string {
	return strings.TrimSpace(strings.ReplaceAll(v.values.Get(name), "\r\n", "\n"))
}

// secret is a field of the posted form exactly as typed: passwords.
func (v *visit) secret(name string) string { return v.values.Get(name) }

// list is every value of a repeated field.
func (v *visit) list(name string) []string { return v.values[name] }

// checked tells whether a checkbox was ticked.
func (v *visit) checked(name string) bool { return v.values.Get(name) != "" }

// number reads a whole number from a form field; ok is false when it is none.
func (v *visit) number(name string) (n int, ok bool) {
	n, err := strconv.Atoi(strings.ReplaceAll(v.value(name), ".", ""))
	return n, err == nil
}

// whole reads an id from a form field, 0 when it is none.
func (v *visit) whole(name string) int64 { return whole(v.value(name)) }

func whole(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// url prefixes a path with /en on English pages.
func (v *visit) url(path string) string { return localPath(v.lang, path) }

func localPath(lang, path string) string {
	if lang != text.English {
		return path
	}
	if path == "/" {
		return "/en"
	}
	return "/en" + path
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
