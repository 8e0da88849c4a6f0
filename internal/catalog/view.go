package catalog

import (
	"context"
	"time"

	"beli/internal/actor"
	"beli/internal/money"
	"beli/internal/paging"
)

// Card is a visible product in a grid.
type Card struct {
	ID            int64
	Code, Slug    string
	Name, NameEN  string
	PriceFrom     money.Rupiah
	PriceTo       money.Rupiah // of the dearest variant
	Unit          string
	CoverKey      string // "" without a photo
	CoverMat      int
	CoverContain  bool
	ShopID        int64
	ShopSlug      string
	ShopName      string
	VillageCode   string
	KecamatanCode string
	Halal         bool // badge
	PIRT          bool // badge
	StockMode     StockMode
	MakingDays    int
	SoldOut       bool
	BackOn        string // date the shop is back from its holiday, "2006-01-02"; "" when open
}

// HasRange tells whether variants differ in price.
func (c Card) HasRange() bool { return c.PriceTo > c.PriceFrom }

// State is what a buyer can do on a product's page.
type State string

// The states of a product page. What a visitor may not know of is no page at all.
const (
	OnSale       State = "on_sale"
	SoldOut      State = "sold_out"
	OnHoliday    State = "on_holiday"
	WasWithdrawn State = "withdrawn" // answer 410; the page holds only what similar products need
)

// ShopFacts are what a product's page says about its shop.
type ShopFacts struct {
	ID               int64
	Slug, Name       string
	Visible          bool
	VillageCode      string
	KecamatanCode    string
	StoryID, StoryEN string
	Hours            string
	PhoneKey         string // +62…, for the WhatsApp link
	PhotoKey         string
	PhotoMat         int
	OffersPickup     bool
	OffersExpedition bool
	AcceptsCash      bool
	VerifiedAt       time.Time
	CreatedAt        time.Time
	BackOn           string // date it is back from its holiday, "" when open
	Products         int    // visible ones
}

// Page is a product as buyers see it. Of a withdrawn one only Code, Path, State and, while
// the shop is visible, Shop are filled.
type Page struct {
	ID          int64
	Code, Slug  string
	State       State
	Content     Content
	Path        []Category
	Shop        ShopFacts
	StockMode   StockMode
	MakingDays  int
	Service     bool
	OptionKinds [2]string
	Variants    []Variant
	Photos      []Photo
	Halal       bool // badge
	PIRT        bool // badge
	CheckedAt   time.Time
	PriceFrom   money.Rupiah
	PriceTo     money.Rupiah
	Sold        int
	PublishedAt time.Time
	UpdatedAt   time.Time
}

// Listing is the public face of a visible product for the search index.
type Listing struct {
	ID               int64
	Code             string
	Name, NameEN     string
	Path             []Category // from the root to the leaf
	ShopSlug         string
	ShopName         string
	VillageCode      string
	KecamatanCode    string
	Price            money.Rupiah
	Halal            bool
	MadeToOrder      bool
	Available        bool
	Keywords         string
	Description      string
	PublishedAt      time.Time
	Sold             int
	OffersPickup     bool
	OffersExpedition bool
}

// Counts is how much there is to see.
type Counts struct {
	Shops       int // verified
	Products    int
	ByCategory  map[int64]int  // products at or below each category; empty ones are left out
	ByKecamatan map[string]int // products by the kecamatan's code; empty ones are left out
}

// Storefront is what visitors read. Nothing invisible leaves it.
type Storefront interface {
	// Tree reads all categories.
	Tree(ctx context.Context) (*Tree, error)
	// PageByCode reads a product's page; NotFound for what never was on sale.
	PageByCode(ctx context.Context, code string) (Page, error)
	// Cards reads cards in the given order; invisible and unknown ids are left out.
	Cards(ctx context.Context, ids []int64) ([]Card, error)
	// Newest are the latest published products.
	Newest(ctx context.Context, limit int) ([]Card, error)
	// OfShop is a page of a shop's products, newest first, and how many there are.
	OfShop(ctx context.Context, shopID int64, page paging.Request) ([]Card, int, error)
	// SameShop are other products of a product's shop; also of one that was withdrawn.
	SameShop(ctx context.Context, productID int64, limit int) ([]Card, error)
	// Similar are products of the same category from other shops.
	Similar(ctx context.Context, productID int64, limit int) ([]Card, error)
	// Counts counts what is visible. It reads the whole shelf: keep its answer until a change.
	Counts(ctx context.Context) (Counts, error)
	// Visible reads listings by rising id from after an id on.
	Visible(ctx context.Context, afterID int64, limit int) ([]Listing, error)
	// Listings reads listings of ids; what is not visible is left out.
	Listings(ctx context.Context, ids []int64) ([]Listing, error)
	// IDsOfShop are all products of a shop, visible or not.
	IDsOfShop(ctx context.Context, shopID int64) ([]int64, error)
	// PhotoReadable tells whether an actor may see the photo of a key: everybody what is live
	// on a visible product or shop, stands in somebody's order, or belongs to no product or shop;
	// members their own, staff all.
	PhotoReadable(ctx context.Context, a actor.Actor, key string) (bool, error)
}

// OwnerTab filters an owner's list.
type OwnerTab string

// The tabs of an owner's list. TabAll leaves out what is archived.
const (
	TabAll       OwnerTab = ""
	TabLive      OwnerTab = "live"
	TabDraft     OwnerTab = "draft"
	TabWaiting   OwnerTab = "waiting"
	TabNeedsWork OwnerTab = "needs_work"
	TabHidden    OwnerTab = "hidden" // by the owner or by staff
	TabSoldOut   OwnerTab = "sold_out"
	TabArchived  OwnerTab = "archived"
)

// OwnerTabs lists the tabs in the order shown.
func OwnerTabs() []OwnerTab {
	return []OwnerTab{TabAll, TabLive, TabWaiting, TabNeedsWork, TabDraft, TabHidden, TabSoldOut, TabArchived}
}

// OwnerFilter chooses from a shop's products.
type OwnerFilter struct {
	Tab  OwnerTab
	Text string // part of the name
	Page paging.Request
}

// OwnerRow is a product in its owner's list.
type OwnerRow struct {
	ID             int64
	Code, Slug     string
	Name           string
	Status         Status
	ChangeStatus   ChangeStatus // of the newest change, "" without one
	Reason         string       // of a takedown, else of the newest rejected change
	TakenDown      bool
	PriceFrom      money.Rupiah
	CoverKey       string
	CoverMat       int
	CoverContain   bool
	Unit           string
	StockMode      StockMode
	Left           int   // what can be sold of all variants, for counted stock
	Variants       int   // on sale
	SingleVariant  int64 // id of the only variant, 0 with several: its stock can be set in the list
	Sold           int
	Photos         int
	UpdatedAt      time.Time
	CredentialOpen bool // a halal or P-IRT number waits for its check
}
