package curator

import (
	"strconv"
	"strings"

	"beli/frontend/components"
)

// Act is one line of the audit log. Key is the act as the log keeps it ("shop.verify"), Kind and
// ID name the object ("shop", "product", "collection", "account").
type Act struct {
	When   string // "21 November 2026, 14.30 WIB"
	Who    string // "" is the program itself
	Key    string
	Kind   string
	ID     int64
	Object string
	Reason string
}

// ActWords is an act in words. An act without a wording is shown by its key: the log hides nothing.
func (s Screen) ActWords(a Act) string {
	if key := "audit." + a.Key; s.Has(key) {
		return s.T(key)
	}
	return a.Key
}

func (s Screen) who(a Act) string {
	if a.Who == "" {
		return s.T("audit.system")
	}
	return a.Who
}

// ReasonWords is the reason in words: of an act on staff the log keeps a role.
func (s Screen) ReasonWords(a Act) string {
	if strings.HasPrefix(a.Key, "staff_") && s.Has("audit.role_"+a.Reason) {
		return s.T("audit.role_" + a.Reason)
	}
	return a.Reason
}

func (s Screen) object(a Act) components.Cell {
	c := components.Cell{Text: a.Object}
	if c.Text == "" && a.ID != 0 {
		c.Text = "#" + strconv.FormatInt(a.ID, 10)
	}
	if a.ID == 0 {
		return c
	}
	switch a.Kind {
	case "shop":
		c.URL = s.ShopURL(a.ID)
	case "product":
		c.URL = s.ProductURL(a.ID)
	case "collection":
		c.URL = s.CollectionURL(a.ID)
	}
	return c
}

// KindWords is a kind of object in words.
func (s Screen) KindWords(kind string) string {
	if key := "audit.kind_" + kind; s.Has(key) {
		return s.T(key)
	}
	return kind
}

// HistoryOf is the history of one object, newest first.
func (s Screen) HistoryOf(acts []Act) components.Table {
	t := components.Table{Caption: s.T("audit.history"), Columns: []components.Column{
		{Label: s.T("audit.when"), Sorted: "descending"}, {Label: s.T("audit.act")}, {Label: s.T("audit.who")}, {Label: s.T("audit.reason")},
	}}
	for _, a := range acts {
		t.Rows = append(t.Rows, []components.Cell{{Text: a.When}, {Text: s.ActWords(a)}, {Text: s.who(a)}, {Text: s.ReasonWords(a)}})
	}
	return t
}

// LogOf is the log over all objects, newest first.
func (s Screen) LogOf(caption string, acts []Act) components.Table {
	t := components.Table{Caption: caption, Columns: []components.Column{
		{Label: s.T("audit.when"), Sorted: "descending"}, {Label: s.T("audit.who")}, {Label: s.T("audit.act")},
		{Label: s.T("audit.object")}, {Label: s.T("audit.reason")},
	}}
	for _, a := range acts {
		t.Rows = append(t.Rows, []components.Cell{{Text: a.When}, {Text: s.who(a)}, {Text: s.ActWords(a)}, s.object(a), {Text: s.ReasonWords(a)}})
	}
	return t
}

// Latest is the newest act among some keys; false when there was none.
func Latest(acts []Act, keys ...string) (Act, bool) {
	for _, a := range acts {
		for _, key := range keys {
			if a.Key == key {
				return a, true
			}
		}
	}
	return Act{}, false
}

// Decision is an act in one sentence: "Terverifikasi oleh Ani, 21 November 2026, 14.30 WIB."
func (s Screen) Decision(a Act) string {
	return s.T("curator.decision_line", s.ActWords(a), s.who(a), a.When)
}
