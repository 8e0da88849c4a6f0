package catalog

import (
	"context"
	"time"

	"beli/internal/fault"
	"beli/internal/money"
)

// The faults of this package, besides Invalid ones and not_found.
var (
	// ErrSignedOut: nobody is signed in.
	ErrSignedOut = fault.New(fault.Unauthenticated, "login_required")
	// ErrStaffOnly: the act is for curators.
	ErrStaffOnly = fault.New(fault.Forbidden, "staff_only")
	// ErrNotFound: there is no such thing in the actor's reach.
	ErrNotFound = fault.New(fault.NotFound, "not_found")
	// ErrAlreadyDecided: somebody decided before, or the owner proposed anew.
	ErrAlreadyDecided = fault.New(fault.Conflict, "already_decided")
	// ErrAlreadySent: the product waits for a curator already.
	ErrAlreadySent = fault.New(fault.Conflict, "already_sent")
	// ErrStatus: the product's status does not allow the act.
	ErrStatus = fault.New(fault.Conflict, "product_status")
	// ErrNumbersChanged: the halal or P-IRT number is not the one that was looked up.
	ErrNumbersChanged = fault.New(fault.Conflict, "numbers_changed")
	// ErrNothingWaiting: there is no change to withdraw.
	ErrNothingWaiting = fault.New(fault.Conflict, "nothing_waiting")
)

// Store keeps products. Writes join the caller's transaction; what is absent is a
// fault of kind NotFound, a guarded write that touched no row one of kind Conflict.
type Store interface {
	Reader
	// CodeTaken tells whether a public code is in use.
	CodeTaken(ctx context.Context, code string) (bool, error)
	// InsertProduct writes a product without variants and photos and gives its id.
	InsertProduct(ctx context.Context, p Product) (int64, error)
	// WriteContent writes content, slug, service, what was checked of the credentials, and updated_at.
	WriteContent(ctx context.Context, p Product) error
	// MoveProduct changes the status where it is still from.
	MoveProduct(ctx context.Context, id int64, from, to Status, at time.Time) error
	// SetPublished notes the first publication.
	SetPublished(ctx context.Context, id int64, at time.Time) error
	// SetStockMode writes mode, making days and daily capacity.
	SetStockMode(ctx context.Context, p Product) error
	// SetOptionKinds writes the names of the option kinds.
	SetOptionKinds(ctx context.Context, id int64, kinds [2]string) error
	// Touch notes that a product changed and brings price_from and cover up to date.
	Touch(ctx context.Context, id int64, at time.Time) error
	// SetTakedown takes down what is not, ClearTakedown lifts what is.
	SetTakedown(ctx context.Context, id int64, t Takedown) error
	ClearTakedown(ctx context.Context, id int64) error
	// SetCredentialChecked notes a curator's check where none is.
	SetCredentialChecked(ctx context.Context, id, by int64, at time.Time) error

	// ArchivedVariants are the variants that went off sale.
	ArchivedVariants(ctx context.Context, productID int64) ([]Variant, error)
	// PutVariant inserts a variant without id, else puts it on sale at its position. It gives the id.
	PutVariant(ctx context.Context, v Variant) (int64, error)
	// ArchiveVariant takes a variant off sale.
	ArchiveVariant(ctx context.Context, id int64, at time.Time) error
	// SetVariantPrice changes a price and appends its version.
	SetVariantPrice(ctx context.Context, variantID int64, price money.Rupiah, by int64, at time.Time) error

	// InsertPhoto writes a waiting photo of a shop, productID 0 is loose. A key in use is a Conflict.
	InsertPhoto(ctx context.Context, shopID, productID int64, p Photo, at time.Time) (int64, error)
	// AttachPhotos gives loose photos of the shop to a product; a photo that is not one is a Conflict.
	AttachPhotos(ctx context.Context, shopID, productID int64, ids []int64) error
	// PlacePhotos orders photos of a product and gives them a state.
	PlacePhotos(ctx context.Context, productID int64, ids []int64, state PhotoState) error
	// RemovePhotos removes all photos of a product in a state but the kept.
	RemovePhotos(ctx context.Context, productID int64, state PhotoState, keep []int64) error

	// InsertChange writes a change and gives its id; a second waiting one is a Conflict.
	InsertChange(ctx context.Context, c Change) (int64, error)
	// DecideChange moves a waiting change on, with who, when and why.
	DecideChange(ctx context.Context, c Change) error
}

// Reader is what the owner's and curator's sides read.
type Reader interface {
	// Tree reads all categories.
	Tree(ctx context.Context) (*Tree, error)
	// MayManageProducts is nil for members with that right, NotFound for strangers, else Forbidden.
	MayManageProducts(ctx context.Context, accountID, shopID int64) error
	// Product reads a product of a shop.
	Product(ctx context.Context, shopID, id int64) (Product, error)
	// AnyProduct reads a product for staff.
	AnyProduct(ctx context.Context, id int64) (Product, error)
	// ChangeByID reads a change.
	ChangeByID(ctx context.Context, id int64) (Change, error)
	// Changes are all changes of a product, newest first, at most limit.
	Changes(ctx context.Context, productID int64, limit int) ([]Change, error)
	// OwnerRows lists a shop's products, and how many the filter finds.
	OwnerRows(ctx context.Context, shopID int64, f OwnerFilter) ([]OwnerRow, int, error)
	// OwnerCounts counts a shop's products by tab.
	OwnerCounts(ctx context.Context, shopID int64) (map[OwnerTab]int, error)
	// PageOf is how buyers would see a product with a content.
	PageOf(ctx context.Context, p Product, c Content) (Page, error)
}
