// Package search is the port through which products are found: what an engine is told, what it is asked and
// what it answers, and the understanding of Indonesian and Javanese words that stands in front of every engine.
package search

import (
	"context"
	"iter"

	"beli/internal/fault"
	"beli/internal/money"
)

// ErrNotReady is returned by an engine that has no index yet (fault.Unavailable).
var ErrNotReady = fault.New(fault.Unavailable, "search_not_ready")

// Finder answers queries. All methods may be called at the same moment.
type Finder interface {
	// Search answers a query; it is cleaned first, so that no input is refused. It returns ErrNotReady
	// before the first Rebuild and the context's error when that ends. What the result points to may be
	// shared with other callers and is not to be changed.
	Search(ctx context.Context, q Query) (Result, error)
	// Ready says whether Search can answer.
	Ready() bool
	// Capabilities declares what the finder can do beyond the contract.
	Capabilities() Capabilities
}

// Engine is a Finder with an index of its own.
type Engine interface {
	Finder
	// Apply puts documents in, or replaces those of the same ID, then takes IDs out; unknown IDs are ignored.
	// Searches that start after it returned see the change. Changes that arrive while a Rebuild runs
	// are part of its outcome. Before the first Rebuild has begun it returns ErrNotReady.
	Apply(ctx context.Context, upserts []Document, deletes []int64) error
	// Rebuild makes a new index of all documents while the old one serves, and swaps it in at once. An error of
	// the sequence or the end of the context leaves the old index in place and is returned.
	Rebuild(ctx context.Context, all iter.Seq2[Document, error]) error
}

// Capabilities are the declared differences between engines.
type Capabilities struct {
	// ExactTotals: totals and facet counts are exact, however many documents match.
	ExactTotals bool
	// FewerWords: documents that miss some words of the query follow those that have all, when these are few;
	// of a query of five words and more they may stand among them.
	FewerWords bool
	// FairRotation: equal hits change places every day in favour of small shops.
	FairRotation bool
}

// Document is the public face of one visible product. It holds nothing that a visitor may not see.
type Document struct {
	ID   int64  // of the product
	Code string // in its public address
	Name string
	// NameEN is the English name, empty where there is none.
	NameEN string
	// CategoryPath are slugs from the root to the leaf; CategoryNames the names in the same order.
	CategoryPath  []string
	CategoryNames []string
	ShopSlug      string
	ShopName      string
	KecamatanSlug string
	KecamatanName string
	VillageName   string
	Price         money.Rupiah // of the cheapest variant
	Halal         bool         // the halal state was checked and its badge is shown
	MadeToOrder   bool
	Available     bool // in stock, always there or made to order
	// Keywords are further words for the product, as weighty as its category.
	Keywords string
	// Description is searched with the least weight.
	Description     string
	PublishedAt     int64 // Unix seconds
	Sold            int   // pieces, all time
	Pickup          bool
	ShipsExpedition bool
}
