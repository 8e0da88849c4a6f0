// Package privacy is the privacy notice that people consent to.
package privacy

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Version is that of the wording in this program. A consent records it; whoever changes what the
// notice says gives it a new one.
const Version = "2026-11"

// Page is the notice.
type Page struct{ layouts.Base }

// list reads the numbered wordings of a list, as many as there are.
func (p Page) list(name string) []string {
	var out []string
	for i := 1; p.Has("info." + name + "_" + strconv.Itoa(i)); i++ {
		out = append(out, p.T("info."+name+"_"+strconv.Itoa(i)))
	}
	return out
}

// sections are the ids of the parts, in their order.
func (p Page) sections() []string {
	return []string{"who", "data", "see", "keep", "rights", "withdraw", "breach", "children", "cookie", "complain", "change"}
}

// table says which data are kept, what for and on what ground.
func (p Page) table() components.Table {
	t := components.Table{Caption: p.T("info.data_title"),
		Columns: []components.Column{{Label: p.T("info.data_what")}, {Label: p.T("info.data_why")}, {Label: p.T("info.data_basis")}}}
	for i := 1; ; i++ {
		key := "info.data_" + strconv.Itoa(i)
		if !p.Has(key + "_what") {
			return t
		}
		t.Rows = append(t.Rows, []components.Cell{{Text: p.T(key + "_what")}, {Text: p.T(key + "_why")}, {Text: p.T(key + "_basis")}})
	}
}
