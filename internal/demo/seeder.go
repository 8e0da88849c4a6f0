package demo

import (
	"context"
	"errors"
	"runtime"

	"beli/internal/account"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/photo"
	"beli/internal/promo"
	"beli/internal/region"
	"beli/internal/shop"
)

// What an operator may hear.
var (
	// ErrSeeded: the demonstration is in this database already.
	ErrSeeded = errors.New("this database holds the demo catalogue already")
	// ErrNotEmpty: real people use this database; invented shops do not belong among them.
	ErrNotEmpty = errors.New("this database has accounts already; the demo catalogue is made in an empty one only")
	// ErrNotSeeded: Scale varies the demonstration, so that has to be there first.
	ErrNotSeeded = errors.New("this database has no demo catalogue to make a larger one of")
	// ErrOtherSeed: a catalogue was scaled here with another seed; both would use the same names.
	ErrOtherSeed = errors.New("this database was scaled with another seed")
)

// People is what the seeder needs to know of accounts.
type People interface {
	Create(ctx context.Context, a account.Account) (int64, error)
	AddConsent(ctx context.Context, accountID int64, c account.Consent) error
	ByContact(ctx context.Context, c account.Contact) (account.Account, error)
}

// Bulk writes ready rows, many at once, in the caller's transaction. Ids come in the order
// of what was given.
type Bulk interface {
	// Empty tells whether nobody has an account yet.
	Empty(ctx context.Context) (bool, error)
	// TakenSlugs tells which of these addresses of shops are in use.
	TakenSlugs(ctx context.Context, slugs []string) ([]string, error)
	// InsertAccounts writes people.
	InsertAccounts(ctx context.Context, list []account.Account) ([]int64, error)
	// InsertShops writes shops with their owners.
	InsertShops(ctx context.Context, list []shop.Shop, owners []int64) ([]int64, error)
	// InsertProducts writes products with variants, price versions and first movements; by
	// is the curator who checked their credentials.
	InsertProducts(ctx context.Context, list []catalog.Product, by int64) ([]int64, error)
}

// Categories reads the tree.
type Categories interface {
	Tree(ctx context.Context) (*catalog.Tree, error)
}

// Needs is what a Seeder is made of.
type Needs struct {
	Conn        database.Conn
	People      People
	Hasher      *account.Hasher
	Shops       *shop.Service
	Catalog     *catalog.Service
	Categories  Categories
	Collections *promo.Service
	Photos      *photo.Library
	Region      *region.Book
	Changes     *changelog.Log
	Bulk        Bulk
	Clock       clock.Clock
	// Painters is how many pictures FillPictures makes at once; 0 leaves a processor of a
	// small machine to its visitors.
	Painters int
}

// Seeder makes the demonstration.
type Seeder struct{ Needs }

// New makes a seeder.
func New(n Needs) *Seeder {
	if n.Painters < 1 {
		n.Painters = 1
		if runtime.NumCPU() > 2 {
			n.Painters = 2
		}
	}
	return &Seeder{n}
}

// Stage is a part of the work, for a line of progress.
type Stage string

// The stages, in order; the last two belong to FillPictures and Scale.
const (
	Sketches    Stage = "sketches"
	Shops       Stage = "shops"
	Products    Stage = "products"
	Collections Stage = "collections"
	Pictures    Stage = "pictures"
	Scaled      Stage = "scaled products"
)

// Progress hears how much of a stage is done; nil is allowed. It is called by one goroutine at a time.
type Progress func(stage Stage, done, total int)

func (p Progress) tell(stage Stage, done, total int) {
	if p != nil {
		p(stage, done, total)
	}
}
