package web

import (
	"time"

	"beli/frontend/layouts"
	"beli/frontend/pages/about"
	"beli/frontend/pages/help"
	"beli/frontend/pages/privacy"
	"beli/frontend/text"
)

// infoRoutes are the pages that only explain.
func (s *Server) infoRoutes() []route {
	return []route{
		get("/bantuan", public, func(v *visit) error {
			page := help.Page{Base: v.indexed(v.base("help", layouts.Public), "/bantuan")}
			page.Title = v.words.T("shell.help")
			page.Terms = terms(v.words, s.deps.Buying)
			return v.ok(help.View(page))
		}),
		get("/privasi", public, func(v *visit) error {
			page := privacy.Page{Base: v.indexed(v.base("privacy", layouts.Public), "/privasi")}
			page.Title = v.words.T("shell.privacy")
			return v.ok(privacy.View(page))
		}),
		get("/tentang", public, func(v *visit) error {
			page := about.Page{Base: v.indexed(v.base("about", layouts.Public), "/tentang")}
			page.Title = v.words.T("shell.about")
			return v.ok(about.View(page))
		}),
	}
}

// terms are the lengths of time this market runs with, in words.
func terms(w text.Words, b Buying) help.Terms {
	return help.Terms{Pay: span(w, b.PayWithin), Accept: span(w, b.Accept), Ship: span(w, b.Ship), Complete: span(w, b.Complete)}
}

// span says a length of time the way people do: days from two on, hours, else minutes; "" for none.
func span(w text.Words, d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d <= 0:
		return ""
	case d >= 2*day && d%day == 0:
		return w.N("info.span_days", int(d/day))
	case d%time.Hour == 0:
		return w.N("info.span_hours", int(d/time.Hour))
	default:
		return w.N("info.span_minutes", int(d/time.Minute))
	}
}

// robots keeps search engines out of what is personal or endless.
func (s *Server) robots(v *visit) error {
	return v.c.SendString("User-agent: *\nDisallow: /keranjang\nDisallow: /checkout\nDisallow: /pesanan\nDisallow: /cari\nDisallow: /en/cari\n" +
		"Disallow: /akun\nDisallow: /jual\nDisallow: /kurator\nDisallow: /admin\nDisallow: /sandbox\n")
}
