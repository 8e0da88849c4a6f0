package meili

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beli/internal/search"
)

// facetsOf turns counted values into what pages show.
func facetsOf(counts [facetCount]map[string]int) (search.Facets, error) {
	var f search.Facets
	for i := range f.Prices {
		f.Prices[i] = counts[byPrice][rangeName(i)]
	}
	f.Halal = counts[byHalal]["true"]
	f.ReadyNow, f.MadeToOrder = counts[byReady][readyNow], counts[byReady][readyMade]
	f.Pickup, f.Expedition = counts[byDelivery][viaPickup], counts[byDelivery][viaExpedition]

	categories, err := readRows(counts[byCategory], 3)
	if err != nil {
		return search.Facets{}, err
	}
	f.Categories = asTree(categories)
	kecamatan, err := readRows(counts[byKecamatan], 2)
	if err != nil {
		return search.Facets{}, err
	}
	for _, k := range kecamatan {
		f.Kecamatan = append(f.Kecamatan, search.KecamatanCount{Slug: k.columns[0], Name: k.columns[1], Count: k.count})
	}
	return f, nil
}

// counted is a row of a facet with its count.
type counted struct {
	columns []string
	count   int
}

// readRows parts the rows and joins those of one slug, whose name changed while not all documents did: the
// commonest is shown. By falling count, then slug.
func readRows(counts map[string]int, columns int) ([]counted, error) {
	bySlug := map[string][]counted{}
	for text, n := range counts {
		row := strings.Split(text, rowMark)
		if len(row) != columns || row[0] == "" || n < 0 {
			return nil, fmt.Errorf("a facet's row of %d columns, not %d", len(row), columns)
		}
		bySlug[row[0]] = append(bySlug[row[0]], counted{row, n})
	}
	byCount := func(a, b counted) int {
		return cmp.Or(cmp.Compare(b.count, a.count), slices.Compare(a.columns, b.columns))
	}
	var out []counted
	for _, same := range bySlug {
		slices.SortFunc(same, byCount)
		for _, other := range same[1:] {
			same[0].count += other.count
		}
		if same[0].count > 0 {
			out = append(out, same[0])
		}
	}
	slices.SortFunc(out, byCount)
	return out, nil
}

// asTree orders categories so that parents stand before their children, siblings as they come.
func asTree(rows []counted) []search.CategoryCount {
	children := map[string][]search.CategoryCount{}
	for _, r := range rows {
		children[r.columns[1]] = append(children[r.columns[1]],
			search.CategoryCount{Slug: r.columns[0], Parent: r.columns[1], Name: r.columns[2], Count: r.count})
	}
	out := make([]search.CategoryCount, 0, len(rows))
	var walk func(parent string)
	walk = func(parent string) {
		row := children[parent]
		delete(children, parent) // a tree that bites its tail ends here
		for _, c := range row {
			out = append(out, c)
			walk(c.Slug)
		}
	}
	walk("")
	return out
}
