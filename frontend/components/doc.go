// Package components holds the parts that pages share: cards, pictures, form fields,
// notices, the tile map. Each takes one small struct of values that are ready to print
// (prices, dates, addresses already in the visitor's language) and text.Words for the
// interface's own words.
package components

// Link is a labelled address. Count and Icon may be "".
type Link struct {
	Label   string
	URL     string
	Count   string // printed beside the label: "12"
	Icon    string // a name known to Icon
	Current bool   // the page one is on
}

// Hidden is a value that a form carries along unseen.
type Hidden struct{ Name, Value string }
