package web

import (
	"errors"
	"mime/multipart"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"beli/internal/fault"
)

// maxFields bounds what one form may carry.
const maxFields = 500

var errForm = fault.New(fault.Invalid, "form_unreadable")

// formValues copies the fields of a posted form, urlencoded or multipart.
func formValues(c *fiber.Ctx) (url.Values, error) {
	kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	switch strings.TrimSpace(strings.ToLower(kind)) {
	case "", fiber.MIMEApplicationForm:
		values := url.Values{}
		n := 0
		for key, value := range c.Request().PostArgs().All() {
			if n++; n > maxFields {
				return nil, errForm
			}
			values.Add(readable(string(key)), readable(string(value)))
		}
		return values, nil
	case fiber.MIMEMultipartForm:
		form, err := c.MultipartForm()
		if err != nil {
			return nil, errForm
		}
		values := url.Values{}
		n := 0
		for key, list := range form.Value {
			if n += len(list); n > maxFields {
				return nil, errForm
			}
			for _, value := range list {
				values.Add(readable(strings.Clone(key)), readable(strings.Clone(value)))
			}
		}
		return values, nil
	default:
		return nil, fault.New(fault.Invalid, "form_type")
	}
}

// files are the uploads of a field, empty ones left out, at most 12.
func (v *visit) files(name string) []*multipart.FileHeader {
	form, err := v.c.MultipartForm()
	if err != nil {
		return nil
	}
	var out []*multipart.FileHeader
	for _, f := range form.File[name] {
		if f.Size > 0 && len(out) < 12 {
			out = append(out, f)
		}
	}
	return out
}

// isNotFound tells whether err says that something is not there.
func isNotFound(err error) bool { return fault.KindOf(err) == fault.NotFound }

// fiberStatus is the status of an error that Fiber itself made, 0 for any other.
func fiberStatus(err error) int {
	var e *fiber.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}
