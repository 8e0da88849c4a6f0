package web

import "net/url"

// Card says who collects money by card, and on whose page; the zero value where nobody does.
type Card struct {
	Operator string // as buyers read it on their statement
	Page     string // scheme://host of the gateway's page
}

// origin is where a form may lead to, "" for none.
func (c Card) origin() string {
	u, err := url.Parse(c.Page)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
