package web

import (
	"io"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"beli/internal/actor"
	"beli/internal/photo"
)

const forever = "public, max-age=31536000, immutable"

// asset gives a built file; its name changes with its content.
func (s *Server) asset(v *visit) error {
	f, ok := s.deps.Assets.File(v.param("*"))
	if !ok {
		return errNotFound
	}
	h := &v.c.Response().Header
	h.SetContentType(f.Type)
	h.Set(fiber.HeaderCacheControl, forever)
	h.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	body, tag := f.Bytes, f.ETag
	if len(f.Brotli) > 0 && strings.Contains(v.c.Get(fiber.HeaderAcceptEncoding), "br") {
		h.Set(fiber.HeaderContentEncoding, "br")
		body, tag = f.Brotli, f.BrotliETag
	}
	h.Set(fiber.HeaderETag, tag)
	if v.c.Get(fiber.HeaderIfNoneMatch) == tag {
		return v.c.SendStatus(fiber.StatusNotModified)
	}
	return v.c.Send(body)
}

// photo gives one variant of a picture: immutable, from a path of its own, sandboxed.
func (s *Server) photo(v *visit) error {
	key, err := photo.ParseKey(v.param("key"))
	if err != nil {
		return errNotFound
	}
	variant, err := photo.ParseVariant(v.param("variant"))
	if err != nil {
		return errNotFound
	}
	h := &v.c.Response().Header
	h.Set("Content-Security-Policy", mediaCSP)
	keep, err := s.maySee(v, string(key))
	if isNotFound(err) {
		return v.mat(fiber.StatusNotFound)
	}
	if err != nil {
		return v.photoAway(err)
	}
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	tag := `"` + string(key) + "-" + string(variant) + `"`
	if v.c.Get(fiber.HeaderIfNoneMatch) == tag {
		h.Set(fiber.HeaderCacheControl, keep)
		return v.c.SendStatus(fiber.StatusNotModified)
	}
	body, err := s.deps.Photos.Open(v.ctx(), key, variant)
	if isNotFound(err) && variant.ContentType() == "image/webp" {
		// A build without the WebP encoder keeps JPEG alone; the same picture is better than none.
		variant = photo.Variant(strings.TrimSuffix(string(variant), ".webp") + ".jpg")
		body, err = s.deps.Photos.Open(v.ctx(), key, variant)
	}
	if isNotFound(err) {
		return v.mat(fiber.StatusNotFound)
	}
	if err != nil {
		return v.photoAway(err)
	}
	defer body.Close()
	raw, err := io.ReadAll(body)
	if err != nil {
		return v.photoAway(err)
	}
	h.Set(fiber.HeaderCacheControl, keep)
	h.Set(fiber.HeaderETag, tag)
	h.SetContentType(variant.ContentType())
	h.Set(fiber.HeaderContentLength, strconv.Itoa(len(raw)))
	return v.c.Send(raw)
}

// maySee tells how long an answer with the picture may be kept: for ever where everybody may see it, not
// at all where this visitor may; errNotFound where they may not. Only then is the session looked up.
func (s *Server) maySee(v *visit, key string) (keep string, err error) {
	if s.deps.PhotoReadable == nil {
		return forever, nil
	}
	ok, err := s.deps.PhotoReadable(v.ctx(), actor.Visitor(""), key)
	if ok || err != nil {
		return forever, err
	}
	if err := v.findSession(); err != nil {
		return "", err
	}
	if v.session == nil {
		return "", errNotFound
	}
	if ok, err = s.deps.PhotoReadable(v.ctx(), v.actor(), key); err == nil && !ok {
		err = errNotFound
	}
	return "private, no-store", err
}

// photoAway is a picture whose store does not give it now; a page of text would help nobody.
func (v *visit) photoAway(err error) error {
	v.server.deps.Log.Warn("picture not read", "request", strings.Clone(v.c.GetRespHeader(fiber.HeaderXRequestID)), "error", err)
	v.c.Set(fiber.HeaderRetryAfter, "10")
	return v.mat(fiber.StatusServiceUnavailable)
}

// mat stands for a picture that is not there (yet): a transparent one, so that the page shows its
// mat instead of a broken frame, under the honest status.
func (v *visit) mat(status int) error {
	h := &v.c.Response().Header
	h.Set(fiber.HeaderCacheControl, "no-store")
	h.SetContentType("image/gif")
	return v.c.Status(status).Send([]byte(transparentGIF))
}

// transparentGIF is one transparent pixel.
const transparentGIF = "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

// alive tells that the process runs.
func (s *Server) alive(v *visit) error {
	v.c.Set(fiber.HeaderCacheControl, "no-store")
	return v.c.SendString("ok\n")
}

// ready tells how each part is, a line for each, and answers 503 when one is away without which
// nothing can be bought.
func (s *Server) ready(v *visit) error {
	v.c.Set(fiber.HeaderCacheControl, "no-store")
	var lines strings.Builder
	answer, word := fiber.StatusOK, "ready"
	for _, part := range s.deps.Ready(v.ctx()) {
		state := "ok"
		if !part.Good {
			state = "away"
			if part.Essential {
				answer, word = fiber.StatusServiceUnavailable, "not ready"
			}
		}
		lines.WriteString(part.Name + ": " + state + "\n")
	}
	if answer != fiber.StatusOK {
		v.c.Set(fiber.HeaderRetryAfter, "2")
	}
	return v.c.Status(answer).SendString(word + "\n" + lines.String())
}
