package web

import (
	"bytes"
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"net/url"
	"strings"
	"sync"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/text"
	"beli/internal/fault"
)

// base fills the shell of a page. name is its short name in the markup.
func (v *visit) base(name string, surface layouts.Surface) layouts.Base {
	path := v.path()
	b := layouts.Base{
		Words: v.words, Page: name, Surface: surface, Assets: v.server.assets,
		Path: path, AltURL: localPath(otherLang(v.lang), path),
		Agency: v.server.agency, Year: v.server.deps.Clock.Now().Format("2006"),
		Flash: v.flash(), Nav: v.nav(),
	}
	if v.session != nil {
		b.CSRF = v.session.CSRF
		b.Viewer = layouts.Viewer{Name: v.session.Name, IsCurator: v.actor().IsStaff(), IsAdmin: v.actor().IsAdmin()}
		if n, err := v.server.deps.Members.CountShops(v.ctx(), v.session.AccountID); err == nil {
			b.Viewer.IsOwner = n > 0
		}
	}
	if v.cart != "" || v.session != nil {
		b.CartCount = v.cartCount()
	}
	return b
}

// indexed makes a page findable: its canonical address and its twin in the other language.
// path is without /en and without parameters that only sort or filter.
func (v *visit) indexed(b layouts.Base, path string) layouts.Base {
	root := v.server.deps.Config.PublicURL
	b.CanonicalURL = root + v.url(path)
	b.IndonesianURL, b.EnglishURL = root+localPath("id", path), root+localPath("en", path)
	return b
}

// path is the address of this page without its /en prefix, with its parameters.
func (v *visit) path() string {
	p := strings.Clone(v.c.OriginalURL())
	if v.lang == text.English {
		p = strings.TrimPrefix(p, "/en")
	}
	// "//host", "/\host" and the like would lead a browser to another site.
	return "/" + strings.TrimLeft(p, "/\\\t\r\n ")
}

func otherLang(lang string) string {
	if lang == text.English {
		return text.Indonesian
	}
	return text.English
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// show renders a page into memory before the first byte leaves, then answers with it.
// What a visitor without cookies gets is one body per language that may be kept and
// asked after by ETag; what is personal is never kept by anybody else.
func (v *visit) show(status int, page templ.Component) error {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	defer buffers.Put(buf)
	if err := page.Render(v.ctx(), buf); err != nil {
		return fmt.Errorf("render %s: %w", v.path(), err)
	}
	h := &v.c.Response().Header
	h.SetContentType("text/html; charset=utf-8")
	h.Set(fiber.HeaderContentLanguage, v.lang)
	h.Set(fiber.HeaderVary, "Cookie")
	keep := !v.secretive()
	switch {
	case !keep:
		h.Set(fiber.HeaderCacheControl, "no-store")
	case v.cart != "":
		h.Set(fiber.HeaderCacheControl, "private, no-cache")
	default:
		h.Set(fiber.HeaderCacheControl, "no-cache")
	}
	if status == fiber.StatusOK && keep {
		tag := etag(buf.Bytes())
		h.Set(fiber.HeaderETag, tag)
		if v.c.Get(fiber.HeaderIfNoneMatch) == tag {
			return v.c.SendStatus(fiber.StatusNotModified)
		}
	}
	v.c.Status(status)
	v.c.Response().SetBody(buf.Bytes()) // copies: the buffer is another page's next
	return nil
}

// secretive tells that the answer is for this visitor alone: somebody is signed in or was just
// now, it answers what was typed, or the address carries a secret.
func (v *visit) secretive() bool {
	if m := v.c.Method(); m != fiber.MethodGet && m != fiber.MethodHead {
		return true
	}
	return v.token != "" || v.bearer || v.c.Context().QueryArgs().Has("k")
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// etag is weak: the same words may travel compressed in several ways. It tells versions of one
// page apart and is no proof of anything, so two check sums that processors count by themselves do.
func etag(body []byte) string {
	return fmt.Sprintf(`W/"%08x%08x%x"`, crc32.ChecksumIEEE(body), crc32.Checksum(body, castagnoli), len(body))
}

// ok answers with a page.
func (v *visit) ok(page templ.Component) error { return v.show(fiber.StatusOK, page) }

// refused shows a form again with everything that was typed. It is for err of kind
// Invalid (422) and Conflict (409); any other error travels up.
func (v *visit) refused(err error, page func(problems []components.FieldError) templ.Component) error {
	problems := layouts.FieldErrors(v.words, err)
	switch fault.KindOf(err) {
	case fault.Invalid:
		return v.show(fiber.StatusUnprocessableEntity, page(problems))
	case fault.Conflict:
		return v.show(fiber.StatusConflict, page(problems))
	default:
		return err
	}
}

// redirect answers a POST: the browser gets the page at path (without /en) by GET.
func (v *visit) redirect(path string) error {
	v.c.Set(fiber.HeaderCacheControl, "no-store")
	return v.c.Redirect(v.url(path), fiber.StatusSeeOther)
}

// done redirects with a notice. code is "surface.name", the wording "surface.notice_name".
func (v *visit) done(path, code string) error {
	sep := "?"
	if strings.Contains(path, "?") {
		sep = "&"
	}
	path, anchor, found := strings.Cut(path, "#")
	if found {
		anchor = "#" + anchor
	}
	return v.redirect(path + sep + "ok=" + code + anchor)
}

// flash is the notice that done asked for; anything but a known one is left out.
func (v *visit) flash() components.Notice {
	surface, name, ok := strings.Cut(v.query("ok"), ".")
	key := surface + ".notice_" + name
	if !ok || !v.words.Has(key) {
		return components.Notice{}
	}
	return components.Notice{Tone: components.Good, Text: v.words.T(key)}
}

// templComponent is a page that can be rendered.
type templComponent = templ.Component

// failed is a page that could not be filled: rendering it gives its error.
type failed struct{ err error }

// Render implements templ.Component.
func (f failed) Render(context.Context, io.Writer) error { return f.err }

func escapeQuery(s string) string { return url.QueryEscape(s) }
