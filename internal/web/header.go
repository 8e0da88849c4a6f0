package web

import (
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// The security headers of every answer, errors and files included.
const (
	csp = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; " +
		"font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; " +
		"base-uri 'none'; object-src 'none'"
	mediaCSP = "default-src 'none'; sandbox"
)

func (s *Server) headers(c *fiber.Ctx) error {
	s.guardAnswer(&c.Response().Header)
	return c.Next()
}

// guardAnswer sets the headers, for answers too that never reach a route.
func (s *Server) guardAnswer(h *fasthttp.ResponseHeader) {
	// A form's answer may lead to the page where cards are taken, which browsers count as its action.
	policy := csp + "; form-action 'self'"
	if page := s.deps.Buying.Card.origin(); page != "" {
		policy += " " + page
	}
	if s.deps.Config.Secure {
		policy += "; upgrade-insecure-requests"
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Permissions-Policy", "geolocation=(), camera=(), microphone=(), payment=(self), usb=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	// A number that came along is not taken: this one is printed on pages.
	h.Set("X-Request-Id", requestID())
}
