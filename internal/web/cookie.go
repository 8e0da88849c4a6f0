package web

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/gofiber/fiber/v2"

	"beli/internal/slug"
)

// cookieName carries the __Host- prefix wherever the site is https: no other host can set it then.
func (s *Server) cookieName(name string) string {
	if s.deps.Config.Secure {
		return "__Host-" + name
	}
	return name
}

func (v *visit) setCookie(name, value string, expires time.Time) {
	v.c.Cookie(&fiber.Cookie{
		Name: v.server.cookieName(name), Value: value, Path: "/", Expires: expires,
		HTTPOnly: true, Secure: v.server.deps.Config.Secure, SameSite: fiber.CookieSameSiteLaxMode,
	})
}

func (v *visit) dropCookie(name string) { v.setCookie(name, "", time.Unix(1, 0)) }

const (
	sessionCookie = "sid"
	cartCookie    = "cart"
	cartLife      = 30 * 24 * time.Hour
)

// signIn gives the browser its session. A planted cookie is never adopted: the token is new.
func (v *visit) signIn(token string, expires time.Time) {
	v.setCookie(sessionCookie, token, expires)
	v.token = token
}

// cartToken is the browser's cart key, made and set when there is none yet.
func (v *visit) cartToken() string {
	if v.cart == "" {
		v.cart = slug.Token()
	}
	v.setCookie(cartCookie, v.cart, v.server.deps.Clock.Now().Add(cartLife))
	return v.cart
}

// deviceKey names a browser by its cart cookie without revealing it, "" without a cookie.
func deviceKey(cart string) string {
	if cart == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("device:" + cart))
	return hex.EncodeToString(sum[:])
}
