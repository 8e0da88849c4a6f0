// Package problem is the page for what went wrong: absent, forbidden, gone, busy, broken.
package problem

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/text"
)

// RequestMark stands where the request's number goes in the page that is rendered at the start.
const RequestMark = "@@request@@"

// Page is one answer that is not what the visitor wanted.
type Page struct {
	layouts.Base
	Status  int
	Code    string // wording under "error."
	Request string // number to quote for our own faults, "" otherwise
}

// TitleKey is the wording of the heading for a status.
func TitleKey(w text.Words, status int) string {
	if key := "problem.title_" + strconv.Itoa(status); w.Has(key) {
		return key
	}
	if status >= 500 {
		return "problem.title_500"
	}
	return "problem.title_other"
}

func (p Page) sentence() string {
	if key := "error." + p.Code; p.Has(key) {
		return p.T(key)
	}
	return p.T("problem.text_other")
}

func (p Page) empty() components.Empty {
	scene := components.SceneNotFound
	if p.Status >= 500 || p.Status == 429 {
		scene = components.SceneOffline
	}
	e := components.Empty{Scene: scene, Title: p.T(TitleKey(p.Words, p.Status)), Text: p.sentence(), Heading: 1,
		Actions: []components.Button{
			{Label: p.T("problem.home"), Kind: components.Primary, URL: p.URL("/")},
			{Label: p.T("problem.shops"), Kind: components.Secondary, URL: p.URL("/toko")},
		}}
	if help := p.HelpURL(); help != "" {
		e.Actions = append(e.Actions, components.Button{Label: p.T("problem.ask"), Kind: components.WhatsApp, URL: help})
	}
	return e
}
