package web

import (
	"beli/frontend/layouts"
	"beli/frontend/pages/about"
	"beli/frontend/pages/help"
	"beli/frontend/pages/privacy"
)

// infoRoutes are the pages that only explain.
func (s *Server) infoRoutes() []route {
	return []route{
		get("/bantuan", public, func(v *visit) error {
			page := help.Page{Base: v.indexed(v.base("help", layouts.Public), "/bantuan")}
			page.Title = v.words.T("shell.help")
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

// robots keeps search engines out of what is personal or endless.
func (s *Server) robots(v *visit) error {
	return v.c.SendString("User-agent: *\nDisallow: /keranjang\nDisallow: /checkout\nDisallow: /pesanan\nDisallow: /cari\nDisallow: /en/cari\n" +
		"Disallow: /akun\nDisallow: /jual\nDisallow: /kurator\nDisallow: /admin\nDisallow: /sandbox\n")
}
