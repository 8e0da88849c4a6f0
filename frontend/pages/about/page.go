// Package about says what this market is, how shops are checked and how products are ordered.
package about

import (
	"strconv"

	"beli/frontend/layouts"
)

// Page is the page about the market.
type Page struct{ layouts.Base }

// list reads the numbered wordings of a list, as many as there are.
func (p Page) list(name string) []string {
	var out []string
	for i := 1; p.Has("info." + name + "_" + strconv.Itoa(i)); i++ {
		out = append(out, p.T("info."+name+"_"+strconv.Itoa(i)))
	}
	return out
}
