package search

// Result is one page of hits and what can be said about all of them.
type Result struct {
	// IDs of the products of the asked page, in order. The caller reads them again, and their visibility with
	// them, from the database.
	IDs []int64
	// Total counts all hits; AllWords those among them that have every word of the text. A page may say
	// that the rest is only similar.
	Total    int
	AllWords int
	Facets   Facets
	// ExactCode is the product whose public code the text is, empty otherwise: the visitor goes straight there.
	ExactCode string
	// Corrected is the text with mistyped words replaced, when hits were found only so ("Maksud Anda …?").
	Corrected string
	// Marked are the words that made the hits, for Mark.
	Marked []MarkedWord
}

// Facets count the hits by every choice a visitor could make next. A facet ignores its own choice and obeys all
// others, so that a number is what the visitor would get by choosing that value instead.
type Facets struct {
	Categories  []CategoryCount  // every height of the tree, parents before children; without the empty ones
	Kecamatan   []KecamatanCount // by falling count, then slug; without the empty ones
	Prices      [4]int           // in the order of PriceRanges
	Halal       int              // with the badge
	ReadyNow    int
	MadeToOrder int
	Pickup      int
	Expedition  int
}

// CategoryCount is one category of the tree with the hits at or below it.
type CategoryCount struct {
	Slug, Parent, Name string // Parent is empty at a root
	Count              int
}

// KecamatanCount is one kecamatan with its hits.
type KecamatanCount struct {
	Slug, Name string
	Count      int
}
