package promo

import (
	"context"
	"time"

	"beli/internal/fault"
)

// The faults of this package, besides Invalid ones.
var (
	// ErrStaffOnly: the act is for curators.
	ErrStaffOnly = fault.New(fault.Forbidden, "staff_only")
	// ErrNotFound: there is no such collection, or not for the public.
	ErrNotFound = fault.New(fault.NotFound, "not_found")
	// ErrAlreadyDecided: it is published, or unpublished, already.
	ErrAlreadyDecided = fault.New(fault.Conflict, "already_decided")
)

// Store keeps collections. Writes join the caller's transaction; what is absent is a fault
// of kind NotFound, a guarded write that touched no row one of kind Conflict.
type Store interface {
	// SlugTaken tells whether an address is in use.
	SlugTaken(ctx context.Context, slug string) (bool, error)
	// InsertCollection writes a collection without items and gives its id.
	InsertCollection(ctx context.Context, c Collection) (int64, error)
	// WriteCollection writes words, dates and updated_at.
	WriteCollection(ctx context.Context, c Collection) error
	// SetPublished publishes what is not, ClearPublished takes back what is.
	SetPublished(ctx context.Context, id int64, at time.Time) error
	ClearPublished(ctx context.Context, id int64) error
	// CollectionByID and CollectionBySlug read a collection with its items, visible or not.
	CollectionByID(ctx context.Context, id int64) (Collection, error)
	CollectionBySlug(ctx context.Context, slug string) (Collection, error)
	// Collections lists all without items, the latest beginning first.
	Collections(ctx context.Context) ([]Collection, error)
	// RunningCollections lists those published that run at an instant, with items, the latest
	// beginning first.
	RunningCollections(ctx context.Context, at time.Time, limit int) ([]Collection, error)
	// NextTurn is the next instant after at when a published collection begins or ends.
	NextTurn(ctx context.Context, at time.Time) (time.Time, bool, error)
	// VisibleProduct finds a product that buyers see by its public code; NotFound for any other.
	VisibleProduct(ctx context.Context, code string) (Item, error)
	// InsertItem adds a product at the end; one that is in already is a Conflict.
	InsertItem(ctx context.Context, collectionID int64, it Item) error
	// DeleteItem takes a product out.
	DeleteItem(ctx context.Context, collectionID, productID int64) error
	// PlaceItems gives the products of a collection their positions.
	PlaceItems(ctx context.Context, collectionID int64, productIDs []int64) error
}
