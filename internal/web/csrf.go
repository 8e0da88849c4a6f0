package web

import (
	"crypto/subtle"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// checkForm refuses what another site made the browser post. Without a session the
// browser's own words decide (Sec-Fetch-Site, Origin); with one the form's token too,
// so that pages which visitors share need no token.
func (v *visit) checkForm() error {
	if !v.sameOrigin() {
		return errCSRF
	}
	if v.session == nil {
		return nil
	}
	given := v.values.Get("csrf")
	if given == "" {
		given = strings.Clone(v.c.Get("X-CSRF-Token"))
	}
	if subtle.ConstantTimeCompare([]byte(given), []byte(v.session.CSRF)) != 1 {
		return errCSRF
	}
	return nil
}

func (v *visit) sameOrigin() bool {
	if site := v.c.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origin := v.c.Get(fiber.HeaderOrigin)
	if origin == "" {
		return v.c.Get("Sec-Fetch-Site") == "same-origin"
	}
	if origin == v.server.deps.Config.PublicURL {
		return true
	}
	// In development a phone on the local network uses another address than the configured one.
	return !v.server.deps.Production && origin == "http://"+v.c.Get(fiber.HeaderHost)
}
