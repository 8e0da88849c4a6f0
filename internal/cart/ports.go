package cart

import (
	"context"
	"time"

	"beli/internal/database"
	"beli/internal/money"
)

// Catalogue tells what can be bought now.
type Catalogue interface {
	// Offers gives the offers of variants in the order of their ids; unknown variants are missing.
	Offers(ctx context.Context, variantIDs []int64) ([]Offer, error)
}

// Stored is a line as it is kept.
type Stored struct {
	VariantID int64
	Quantity  int
	PriceSeen money.Rupiah
	AddedAt   time.Time
}

// Store keeps carts.
type Store interface {
	database.Transactor
	// Open gives the id of a cart, made when there is none, and locks it until the transaction ends.
	Open(ctx context.Context, key Key, accountID int64, now time.Time) (int64, error)
	// Lines gives the lines of a cart, oldest first; none when there is no such cart.
	Lines(ctx context.Context, key Key) ([]Stored, error)
	// Put writes a line over what there was of its variant.
	Put(ctx context.Context, cartID int64, line Stored) error
	// Remove takes variants out of a cart.
	Remove(ctx context.Context, key Key, variantIDs []int64) error
	// See sets the seen price of a variant.
	See(ctx context.Context, key Key, variantID int64, price money.Rupiah) error
	// Delete removes a cart with its lines.
	Delete(ctx context.Context, key Key) error
	// Prune removes the carts of browsers that were last touched before an instant, and tells how many.
	Prune(ctx context.Context, before time.Time) (int64, error)
}
