// Package fault classifies errors by what the caller can do about them. Domains
// make faults, the web layer alone turns a Kind into an answer and a Code into
// words of the visitor's language.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what class of trouble an error is. Anything that carries no Kind is Internal.
type Kind int

// The kinds. Internal is the zero value, so that an unknown error is never shown to a visitor.
const (
	Internal Kind = iota
	Invalid
	Unauthenticated
	Forbidden
	NotFound
	Conflict
	TooMany
	Unavailable
	Gone
)

// Field is one problem of one input field. Code is a key of the wording files
// ("error." + Code); Args fill its {0}, {1} … places, already printable.
type Field struct {
	Name string
	Code string
	Args []string
}

// Error is a classified error. Code names the wording; Fields is set for Invalid only.
type Error struct {
	Kind   Kind
	Code   string
	Fields []Field
	Err    error
}

// New makes a fault without a cause, usually kept as a package variable and wrapped with %w.
func New(kind Kind, code string) *Error { return &Error{Kind: kind, Code: code} }

// Wrap classifies err; the cause stays in the chain for logs, never for visitors.
func Wrap(kind Kind, code string, err error) *Error {
	return &Error{Kind: kind, Code: code, Err: err}
}

// Error implements error, for logs.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	for i, f := range e.Fields {
		if i == 0 {
			b.WriteString(": ")
		} else {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %s", f.Name, f.Code)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is makes two faults equal for errors.Is when kind and code agree.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Kind == e.Kind && t.Code == e.Code
}

// KindOf returns the kind of the first fault in err's chain, Internal if there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// CodeOf returns the code of the first fault in err's chain, "internal" if there is none.
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return "internal"
}

// FieldsOf returns the field problems of the first fault in err's chain.
func FieldsOf(err error) []Field {
	var e *Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// ConflictAs gives a conflict the name it has where it happened, keeping the cause; any other
// error comes back as it is.
func ConflictAs(named, err error) error {
	if KindOf(err) == Conflict {
		return fmt.Errorf("%w: %w", named, err)
	}
	return err
}

// Problem is the Invalid fault of a single field.
func Problem(name, code string, args ...string) error {
	var p Problems
	p.Add(name, code, args...)
	return p.Err()
}

// Problems collects every field problem of one input, in the order of the form.
type Problems struct{ fields []Field }

// Add notes a problem of a field. args fill the wording's places.
func (p *Problems) Add(name, code string, args ...string) {
	p.fields = append(p.fields, Field{Name: name, Code: code, Args: args})
}

// Check notes a problem when ok is false.
func (p *Problems) Check(ok bool, name, code string, args ...string) {
	if !ok {
		p.Add(name, code, args...)
	}
}

// Merge notes the field problems of err, each under prefix + its name. Other errors are ignored.
func (p *Problems) Merge(prefix string, err error) {
	for _, f := range FieldsOf(err) {
		f.Name = prefix + f.Name
		p.fields = append(p.fields, f)
	}
}

// Err is nil without problems, else one Invalid fault with all of them.
func (p *Problems) Err() error {
	if len(p.fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Code: "invalid", Fields: p.fields}
}
