// Package web is the HTTP face: routes, sessions, forms, pages. It is the only
// importer of Fiber; a handler binds what came in, calls one use case and fills one
// page struct. Errors are returned and answered in one place (fail.go).
package web
