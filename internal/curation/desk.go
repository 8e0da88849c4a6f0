package curation

import (
	"context"
	"fmt"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/paging"
	"beli/internal/shop"
)

// ErrStaffOnly: the desk is for curators.
var ErrStaffOnly = fault.New(fault.Forbidden, "staff_only")

// Queue is how much waits, and since when the oldest does (zero when nothing waits).
type Queue struct {
	Count  int
	Oldest time.Time
}

// Inbox is everything that waits for a curator.
type Inbox struct {
	Shops       Queue // sent to be checked
	Products    Queue // first publications
	Changes     Queue // edits of what is on sale
	Credentials Queue // halal and P-IRT numbers on sale that nobody has looked up
}

// Total counts all that waits.
func (i Inbox) Total() int {
	return i.Shops.Count + i.Products.Count + i.Changes.Count + i.Credentials.Count
}

// ShopFilter chooses shops; without a status it is the whole register.
type ShopFilter struct {
	Status        shop.Status
	KecamatanCode string
	Text          string // part of the name
	Page          paging.Request
}

// ShopRow is a shop in a curator's list: the longest waiting first among submitted ones,
// else the newest first.
type ShopRow struct {
	ID            int64
	Slug, Name    string
	Status        shop.Status
	OwnerName     string
	VillageCode   string
	KecamatanCode string
	SubmittedAt   time.Time
	CreatedAt     time.Time
	Products      int // ever published or waiting
	Missing       int // recommended tasks that are open
}

// Kind tells first publications from later changes.
type Kind string

// The kinds of changes; AnyKind is both.
const (
	AnyKind Kind = ""
	First   Kind = "first"
	Later   Kind = "later"
)

// ChangeFilter chooses waiting changes.
type ChangeFilter struct {
	Kind          Kind
	ShopID        int64
	KecamatanCode string
	Page          paging.Request
}

// ChangeRow is a waiting change, the oldest first.
type ChangeRow struct {
	ID          int64
	ProductID   int64
	ProductCode string
	Name        string // as proposed
	LiveName    string
	First       bool
	ShopID      int64
	ShopName    string
	ShopStatus  shop.Status
	CategoryID  int64
	CoverKey    string // of the first proposed photo
	CoverMat    int
	ProposedAt  time.Time
}

// ProductTab filters the register of products.
type ProductTab string

// The tabs of the register.
const (
	AllProducts  ProductTab = ""
	LiveProducts ProductTab = "live"
	TakenDown    ProductTab = "taken_down"
	Unchecked    ProductTab = "unchecked" // a halal or P-IRT number on sale that nobody has looked up
)

// ProductFilter chooses products that were ever published.
type ProductFilter struct {
	Tab    ProductTab
	ShopID int64
	Text   string // part of the name, or the public code
	Page   paging.Request
}

// ProductRow is a product in a curator's register.
type ProductRow struct {
	ID            int64
	Code, Slug    string
	Name          string
	Status        catalog.Status
	TakenDown     bool
	ShopID        int64
	ShopName      string
	ShopStatus    shop.Status
	HalalState    catalog.HalalState
	HalalNumber   string
	PIRTNumber    string
	CheckedAt     time.Time
	PublishedAt   time.Time
	CoverKey      string
	CoverMat      int
	KecamatanCode string
}

// Store lists what the desk shows.
type Store interface {
	Inbox(ctx context.Context) (Inbox, error)
	ShopRows(ctx context.Context, f ShopFilter) ([]ShopRow, int, error)
	ChangeRows(ctx context.Context, f ChangeFilter) ([]ChangeRow, int, error)
	ProductRows(ctx context.Context, f ProductFilter) ([]ProductRow, int, error)
	// Twins are other shops with the telephone number or the name of one.
	Twins(ctx context.Context, shopID int64) ([]ShopRow, error)
	// AccountName is the name of a person, "" when unknown.
	AccountName(ctx context.Context, accountID int64) (string, error)
}

// Products is what the desk reads of the catalogue.
type Products interface {
	Tree(ctx context.Context) (*catalog.Tree, error)
	AnyProduct(ctx context.Context, id int64) (catalog.Product, error)
	ChangeByID(ctx context.Context, id int64) (catalog.Change, error)
	Changes(ctx context.Context, productID int64, limit int) ([]catalog.Change, error)
	PageOf(ctx context.Context, p catalog.Product, c catalog.Content) (catalog.Page, error)
}

// Shops is what the desk reads of shops.
type Shops interface {
	ShopByID(ctx context.Context, id int64) (shop.Shop, error)
	Members(ctx context.Context, shopID int64) ([]shop.Member, error)
	FinishedProducts(ctx context.Context, shopID int64) (int, error)
}

// Desk reads for curators. Every method answers staff_only to anybody else.
type Desk struct {
	store    Store
	products Products
	shops    Shops
	audit    *audit.Log
	clock    clock.Clock
}

// New makes the desk.
func New(store Store, products Products, shops Shops, log *audit.Log, clk clock.Clock) *Desk {
	return &Desk{store: store, products: products, shops: shops, audit: log, clock: clk}
}

// Inbox counts what waits.
func (d *Desk) Inbox(ctx context.Context, a actor.Actor) (Inbox, error) {
	if !a.IsStaff() {
		return Inbox{}, ErrStaffOnly
	}
	return d.store.Inbox(ctx)
}

// Shops lists shops, and how many the filter finds.
func (d *Desk) Shops(ctx context.Context, a actor.Actor, f ShopFilter) ([]ShopRow, int, error) {
	if !a.IsStaff() {
		return nil, 0, ErrStaffOnly
	}
	return d.store.ShopRows(ctx, f)
}

// Changes lists waiting changes, and how many the filter finds.
func (d *Desk) Changes(ctx context.Context, a actor.Actor, f ChangeFilter) ([]ChangeRow, int, error) {
	if !a.IsStaff() {
		return nil, 0, ErrStaffOnly
	}
	return d.store.ChangeRows(ctx, f)
}

// Products lists products that were ever published, and how many the filter finds.
func (d *Desk) Products(ctx context.Context, a actor.Actor, f ProductFilter) ([]ProductRow, int, error) {
	if !a.IsStaff() {
		return nil, 0, ErrStaffOnly
	}
	return d.store.ProductRows(ctx, f)
}

// Audit lists acts, newest first, and how many there are; an empty kind is all kinds, a
// zero id all of a kind.
func (d *Desk) Audit(ctx context.Context, a actor.Actor, kind string, id int64, page paging.Request) ([]Act, int, error) {
	if !a.IsStaff() {
		return nil, 0, ErrStaffOnly
	}
	return d.audit.List(ctx, kind, id, page)
}

// Act is an entry of the audit log, as the desk's pages read it.
type Act = audit.Entry

// historyLength is how many acts a review shows.
const historyLength = 20

func (d *Desk) history(ctx context.Context, kind string, id int64) ([]audit.Entry, error) {
	entries, _, err := d.audit.List(ctx, kind, id, paging.Request{Size: historyLength})
	if err != nil {
		return nil, fmt.Errorf("history of %s %d: %w", kind, id, err)
	}
	return entries, nil
}
