// Package layouts holds the shell of every page: head, header, navigation, main, footer,
// one layout per surface. Base carries what the shell prints; each page struct embeds it.
package layouts

import (
	"beli/frontend/components"
	"beli/frontend/text"
	"beli/internal/fault"

	"github.com/a-h/templ"
)

// Surface is one of the three faces of the product; it decides the style sheet and the script.
type Surface string

// The surfaces.
const (
	Public  Surface = "public"
	Owner   Surface = "owner"
	Curator Surface = "curator"
)

// OpenGraph is what a chat shows of a shared link. Image is absolute, JPEG, 1200 × 630; "" takes
// none. Title and Description fall back to the page's own.
type OpenGraph struct {
	Title       string
	Description string
	Image       string
	ImageAlt    string
	Type        string // "website" when ""
}

// Viewer is who is signed in; the zero value is anybody.
type Viewer struct {
	Name      string
	IsOwner   bool // has a shop
	IsCurator bool
	IsAdmin   bool
}

// Agency is who runs the market, as the footer names it.
type Agency struct {
	Name     string
	Address  string
	WhatsApp string // digits, 62…
	Email    string
	Hours    string
}

// Desk is what the owner's and the curator's shell print beside the page.
type Desk struct {
	Title string            // the shop's or the agency's name
	Nav   []components.Link // four for an owner; all queues with counts for a curator
	Print string            // who and when, under the title of a printed page
}

// Base is everything a shell needs, ready to print. A page that visitors share (and the proxy keeps)
// leaves CSRF, CartCount, Viewer and Flash at zero.
type Base struct {
	text.Words

	Page    string // short name of the page in the markup: "home", "product"
	Surface Surface
	Assets  map[string]string // logical name → address, of frontend.Assets

	Path         string // with query, without /en: "/toko?hal=2"
	AltURL       string // this page in the other language, with its prefix; "" when there is none
	CanonicalURL string // absolute; "" on pages that are not for search engines
	// IndonesianURL and EnglishURL are the absolute twins for hreflang; both or none.
	IndonesianURL, EnglishURL string

	Title       string
	Description string
	Robots      string // "noindex" …; "" lets engines in
	OG          OpenGraph
	JSONLD      string // one complete JSON text, "" without

	CSRF      string
	CartCount int
	Viewer    Viewer
	Search    string // what the search box keeps
	Nav       []components.Link
	Flash     components.Notice
	Errors    []components.FieldError

	Agency Agency
	Year   string
	Desk   Desk
}

// Asset is the address of a built file: Asset("public.css").
func (b Base) Asset(name string) string { return b.Assets[name] }

// DocumentTitle is the <title>: it begins with a warning when the form came back with errors.
func (b Base) DocumentTitle() string {
	title := b.Title
	site := b.T("shell.site")
	switch {
	case title == "":
		title = site
	case title != site && b.Page != "home":
		title += " · " + site
	}
	if len(b.Errors) > 0 {
		return b.T("shell.needs_fixing", title)
	}
	return title
}

// HelpURL opens a chat with the agency, with a text that names the page; "" without a number.
func (b Base) HelpURL() string {
	return text.WhatsApp(b.Agency.WhatsApp, b.T("shell.ask_agency_text", b.Title))
}

// ErrorOf is the sentence beside the field of that name, "" when it is right.
func (b Base) ErrorOf(name string) string {
	for _, e := range b.Errors {
		if e.Name == name {
			return e.Text
		}
	}
	return ""
}

// FieldErrors puts the problems of a refused input into words, in the order of the form. An error
// without field problems becomes one line for the whole form. A wording "field." + name, where there is
// one, names the field in the summary. nil gives nil.
func FieldErrors(w text.Words, err error) []components.FieldError {
	if err == nil {
		return nil
	}
	fields := fault.FieldsOf(err)
	if len(fields) == 0 {
		return []components.FieldError{{Text: w.T("error." + fault.CodeOf(err))}}
	}
	lines := make([]components.FieldError, 0, len(fields))
	for _, f := range fields {
		line := components.FieldError{Name: f.Name, Text: w.T("error."+f.Code, f.Args...)}
		if key := "field." + f.Name; w.Has(key) {
			line.Label = w.T(key)
		}
		lines = append(lines, line)
	}
	return lines
}

func (b Base) bodyClass() string {
	c := "surface-" + string(b.Surface)
	if b.Page != "" {
		c += " page-" + b.Page
	}
	return c
}

func (b Base) ogTitle() string {
	if b.OG.Title != "" {
		return b.OG.Title
	}
	if b.Title != "" {
		return b.Title
	}
	return b.T("shell.site")
}

func (b Base) ogDescription() string {
	if b.OG.Description != "" {
		return b.OG.Description
	}
	return b.Description
}

func (b Base) ogType() string {
	if b.OG.Type != "" {
		return b.OG.Type
	}
	return "website"
}

func (b Base) ogLocale() string {
	if b.Lang() == text.English {
		return "en_GB"
	}
	return "id_ID"
}

// dataBlock is the JSON-LD in its script element. The JSON encoder of Go writes < as \u003c; text
// from elsewhere is made safe here all the same.
func (b Base) dataBlock() templ.Component {
	return templ.Raw(`<script type="application/ld+json">` + escapeTags(b.JSONLD) + `</script>`)
}

func navAttrs(l components.Link) templ.Attributes {
	if l.Current {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}
