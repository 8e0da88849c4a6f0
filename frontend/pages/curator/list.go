package curator

import (
	"net/url"
	"strconv"

	"beli/frontend/components"
)

// Param is a part of a list's address: a filter.
type Param struct{ Name, Value string }

// List is where a numbered list stands. Filter and page number are its address.
type List struct {
	Path         string // without /en: "/kurator/toko"
	Params       []Param
	Number, Last int    // page 1 is the first
	Count        string // of all rows: "37 toko"
}

// ListURL is a page of the list with some of its parameters replaced, or left out by "". Page 1 has no number.
func (s Screen) ListURL(l List, number int, replace ...Param) string {
	values := url.Values{}
	for _, p := range append(append([]Param{}, l.Params...), replace...) {
		values.Del(p.Name)
		if p.Value != "" {
			values.Set(p.Name, p.Value)
		}
	}
	if number > 1 {
		values.Set("hal", strconv.Itoa(number))
	}
	path := l.Path
	if len(values) > 0 {
		path += "?" + values.Encode()
	}
	return s.URL(path)
}

// PagesOf is the foot of the list.
func (s Screen) PagesOf(l List) components.Pages {
	p := components.Pages{Number: max(l.Number, 1), Total: max(l.Last, 1), Count: l.Count}
	if p.Number > 1 {
		p.PreviousURL = s.ListURL(l, min(p.Number-1, p.Total))
	}
	if p.Number < p.Total {
		p.NextURL = s.ListURL(l, p.Number+1)
	}
	return p
}

// Filter is the search above a list: a GET form, so that the address is the state.
type Filter struct {
	Action     string
	Hidden     []Param // what else the address keeps
	Text       string
	TextLabel  string // "" leaves the search field out
	Kecamatan  string
	Kecamatans []components.Option // "" leaves the field out; Value is the code
	States     []components.Option // "" leaves the field out
	ClearURL   string              // "" when nothing is filtered
}

// kecamatans puts "all" before the list and marks the chosen one.
func (f Filter) kecamatans(all string) []components.Option {
	out := []components.Option{{Label: all}}
	for _, o := range f.Kecamatans {
		o.Chosen = o.Value == f.Kecamatan
		out = append(out, o)
	}
	return out
}

// ShopRow is a shop in a list. The times are words.
type ShopRow struct {
	ID        int64
	Name      string
	Owner     string
	Village   string
	Kecamatan string
	State     ShopState
	Sent      string // "18 November 2026, 09.12 WIB", "" before
	Age       string // since it was sent: "3 hari lalu"
	Created   string // "1 November 2026"
	Products  int    // ever published or waiting
	Missing   int    // recommended tasks that are open
}

// ShopURL is the page of a shop's review.
func (s Screen) ShopURL(id int64) string { return s.URL("/kurator/toko/" + strconv.FormatInt(id, 10)) }

// ProductURL is the page of a product's review.
func (s Screen) ProductURL(id int64) string {
	return s.URL("/kurator/produk/" + strconv.FormatInt(id, 10))
}

// CollectionURL is the editor of a collection.
func (s Screen) CollectionURL(id int64) string {
	return s.URL("/kurator/koleksi/" + strconv.FormatInt(id, 10))
}
