package shop

import (
	"context"
	"time"

	"beli/internal/fault"
	"beli/internal/paging"
)

// The faults of this package, besides Invalid ones.
var (
	// ErrSignedOut: nobody is signed in.
	ErrSignedOut = fault.New(fault.Unauthenticated, "login_required")
	// ErrStaffOnly: the act is for curators.
	ErrStaffOnly = fault.New(fault.Forbidden, "staff_only")
	// ErrOwnerOnly: a helper has no such right.
	ErrOwnerOnly = fault.New(fault.Forbidden, "owner_only")
	// ErrNotFound: there is no such shop in the actor's reach.
	ErrNotFound = fault.New(fault.NotFound, "not_found")
	// ErrGone: the shop is suspended.
	ErrGone = fault.New(fault.Gone, "shop_gone")
	// ErrAlreadyDecided: another curator decided before.
	ErrAlreadyDecided = fault.New(fault.Conflict, "already_decided")
	// ErrStatus: the shop's status does not allow the act.
	ErrStatus = fault.New(fault.Conflict, "shop_status")
	// ErrTooMany: one person may open only so many shops.
	ErrTooMany = fault.New(fault.Conflict, "too_many_shops")
	// ErrAlreadyMember: the person works in the shop already.
	ErrAlreadyMember = fault.New(fault.Conflict, "already_member")
	// ErrLastOwner: a shop keeps at least one owner.
	ErrLastOwner = fault.New(fault.Conflict, "last_owner")
	// ErrInviteOver: the invitation was used, revoked, or is too old.
	ErrInviteOver = fault.New(fault.Gone, "invite_over")
	// ErrInviteOther: the invitation was sent to another number or address.
	ErrInviteOther = fault.New(fault.Forbidden, "invite_other")
)

// Places knows the villages of Blitar.
type Places interface {
	// VillageInBlitar gives the names of a village of Blitar and its kecamatan, and the latter's code.
	VillageInBlitar(code string) (village, kecamatan, kecamatanCode string, ok bool)
}

// Store keeps shops. Writes join the caller's transaction; what is absent is a fault of
// kind NotFound, a guarded write that touched no row one of kind Conflict.
type Store interface {
	// TakenSlugs tells which of these addresses are in use.
	TakenSlugs(ctx context.Context, slugs []string) ([]string, error)
	// InsertShop writes a shop and gives its id; an address in use is a Conflict.
	InsertShop(ctx context.Context, s Shop) (int64, error)
	// ShopByID reads a shop.
	ShopByID(ctx context.Context, id int64) (Shop, error)
	// ShopBySlug reads a shop by its address, whatever its status.
	ShopBySlug(ctx context.Context, slug string) (Shop, error)
	// WriteProfile writes name, place, people, texts, delivery, holiday, photo and updated_at.
	WriteProfile(ctx context.Context, s Shop) error
	// MoveShop changes status, reason and the instants that go with them where the status is still from.
	MoveShop(ctx context.Context, s Shop, from Status) error
	// FinishedProducts counts products that wait for a curator or were ever published.
	FinishedProducts(ctx context.Context, shopID int64) (int, error)
	// InsertShopPhoto keeps a picture as the shop's own; a key in use is a Conflict.
	InsertShopPhoto(ctx context.Context, in PhotoInput, at time.Time) error

	// RoleOf gives a person's role in a shop; NotFound for a stranger.
	RoleOf(ctx context.Context, accountID, shopID int64) (Role, error)
	// MembershipsOf lists the shops of a person, oldest first.
	MembershipsOf(ctx context.Context, accountID int64) ([]Membership, error)
	// Members lists the people of a shop, owners first.
	Members(ctx context.Context, shopID int64) ([]Member, error)
	// InsertMember gives a role; a person who has one is a Conflict.
	InsertMember(ctx context.Context, shopID, accountID int64, role Role, at time.Time) error
	// DeleteMember takes a role away.
	DeleteMember(ctx context.Context, shopID, accountID int64) error
	// OwnsShops counts the shops a person is the owner of.
	OwnsShops(ctx context.Context, accountID int64) (int, error)

	// InsertInvite writes an invitation with the hash of its token.
	InsertInvite(ctx context.Context, i Invite, tokenHash string) (int64, error)
	// OpenInvite finds an unused invitation to a shop by its token's hash.
	OpenInvite(ctx context.Context, tokenHash string) (Invite, error)
	// OpenInvites lists a shop's unused invitations that end after an instant.
	OpenInvites(ctx context.Context, shopID int64, at time.Time) ([]Invite, error)
	// UseInvite marks an invitation used, once.
	UseInvite(ctx context.Context, id, accountID int64, at time.Time) error
	// ContactsOf are the phone and e-mail keys of an account.
	ContactsOf(ctx context.Context, accountID int64) ([]string, error)
}

// Card is a visible shop in a list.
type Card struct {
	ID            int64
	Slug, Name    string
	StoryID       string // its beginning; a page cuts it to a line
	StoryEN       string
	VillageCode   string
	KecamatanCode string
	PhotoKey      string
	PhotoMat      int
	Products      int // visible ones
	BackOn        string
	VerifiedAt    time.Time
}

// Sort is the order of a list of shops.
type Sort string

// The orders.
const (
	ByName     Sort = "name"
	ByNewest   Sort = "newest"
	ByProducts Sort = "products"
)

// Filter chooses from the visible shops.
type Filter struct {
	KecamatanCode string
	CategoryID    int64 // shops with a visible product at or below it
	Text          string
	Sort          Sort // ByName when unknown
	Page          paging.Request
}

// Public is a shop as buyers see it.
type Public struct {
	Shop       Shop
	BackOn     string        // date it is back from its holiday, "" when open
	Products   int           // visible ones
	Categories map[int64]int // visible products at or below each category
}

// Directory is what visitors read about shops. Nothing of an unverified shop leaves it.
type Directory interface {
	// PublicBySlug reads a shop's page. Errors: ErrGone for a suspended shop, ErrNotFound.
	PublicBySlug(ctx context.Context, slug string) (Public, error)
	// List is a page of shops, and how many the filter finds.
	List(ctx context.Context, f Filter) ([]Card, int, error)
	// CountByKecamatan counts shops by the kecamatan's code; places without one are left out.
	CountByKecamatan(ctx context.Context) (map[string]int, error)
	// NewestShops are the latest verified shops that have a product.
	NewestShops(ctx context.Context, limit int) ([]Card, error)
}
