package meili

import "beli/internal/search"

// KeyID is the id of the key that searches an index.
func KeyID(index string) string { return uuidOf("beli search " + index) }

// FilterOf is what a query sends as its filter.
func FilterOf(q search.Query) []string { return choicesOf(q.Clean()).filter(-1) }

// QueryOf is what a text is sent as.
func QueryOf(n *search.Normaliser, text string) string {
	a := readText(n, text)
	return a.query()
}
