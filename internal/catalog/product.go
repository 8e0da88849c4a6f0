package catalog

import (
	"time"

	"beli/internal/clock"
	"beli/internal/money"
)

// Product is a product as its shop and the curators see it.
type Product struct {
	ID            int64
	Code          string // public, never changes
	Slug          string
	ShopID        int64
	Status        Status
	Content       Content // the live version; of a draft the version being written
	StockMode     StockMode
	MakingDays    int // made to order only
	DailyCapacity int // made to order only; 0 is no bound
	Service       bool
	OptionKinds   [2]string // "Rasa", "Ukuran"; empty where there is none
	// CredentialCheckedAt is when a curator checked the halal and P-IRT numbers, zero before.
	CredentialCheckedAt time.Time
	Takedown            Takedown
	PriceFrom           money.Rupiah
	CoverKey            string
	CoverMat            int
	CoverContain        bool
	Sold                int
	PublishedAt         time.Time // zero before the first confirmed change
	CreatedAt           time.Time
	UpdatedAt           time.Time
	Variants            []Variant // on sale, in order
	Photos              []Photo   // those of Content.Photos first, in that order, then waiting ones
}

// Takedown is a staff member's act that hides a product until staff lift it.
type Takedown struct {
	At     time.Time // zero when not taken down
	By     int64
	Reason string
}

// Active tells whether a product is taken down.
func (t Takedown) Active() bool { return !t.At.IsZero() }

// EverPublished tells whether a first change was confirmed once.
func (p Product) EverPublished() bool { return !p.PublishedAt.IsZero() }

// HalalBadge tells whether the halal badge may be shown.
func (p Product) HalalBadge() bool {
	return HalalBadge(p.Content.HalalState, p.CredentialCheckedAt)
}

// HalalBadge tells whether a certified state that was checked at an instant shows its badge.
func HalalBadge(state HalalState, checked time.Time) bool {
	return state == HalalCertified && !checked.IsZero()
}

// PIRTBadge tells whether the P-IRT badge may be shown at an instant: the number was
// checked and its year has not passed.
func (p Product) PIRTBadge(now time.Time) bool {
	return PIRTBadge(p.Content.PIRTNumber, p.CredentialCheckedAt, now)
}

// PIRTBadge is Product.PIRTBadge for a number and the instant it was checked.
func PIRTBadge(number string, checked, now time.Time) bool {
	return number != "" && !checked.IsZero() && !now.After(PIRTUntil(number, clock.WIB))
}

// Photo finds a photo of the product by its id.
func (p Product) Photo(id int64) (Photo, bool) {
	for _, f := range p.Photos {
		if f.ID == id {
			return f, true
		}
	}
	return Photo{}, false
}

// Shown are the photos of a content of this product, in its order.
func (p Product) Shown(c Content) []Photo {
	out := make([]Photo, 0, len(c.Photos))
	for _, id := range c.Photos {
		if f, ok := p.Photo(id); ok {
			out = append(out, f)
		}
	}
	return out
}

// Variant finds a variant on sale by its id.
func (p Product) Variant(id int64) (Variant, bool) {
	for _, v := range p.Variants {
		if v.ID == id {
			return v, true
		}
	}
	return Variant{}, false
}

// Variant is what is sold: a product in one choice of its options.
type Variant struct {
	ID        int64
	ProductID int64
	Options   [2]string // values of the product's OptionKinds; both empty for a product without
	Price     money.Rupiah
	OnHand    int // counted stock, with what unpaid orders hold
	Reserved  int
	Position  int
}

// Left is how many can be sold now, for counted stock.
func (v Variant) Left() int { return v.OnHand - v.Reserved }

// Label joins the option values: "Pedas · 250 g"; empty without options.
func (v Variant) Label() string {
	switch {
	case v.Options[1] == "":
		return v.Options[0]
	case v.Options[0] == "":
		return v.Options[1]
	}
	return v.Options[0] + " · " + v.Options[1]
}

// PhotoState tells whether buyers see a photo.
type PhotoState string

// The states of a photo. A waiting one belongs to a draft or to a change under review.
const (
	PhotoWaiting PhotoState = "waiting"
	PhotoLive    PhotoState = "live"
	PhotoRemoved PhotoState = "removed"
)

// Values lists the states for the database schema.
func (PhotoState) Values() []string {
	return texts([]PhotoState{PhotoWaiting, PhotoLive, PhotoRemoved})
}

// Photo is one picture; Key finds its files.
type Photo struct {
	ID       int64
	Key      string
	State    PhotoState
	Position int
	Width    int // pixels of the upright picture as sent
	Height   int
	Mat      int  // 0–15, the colour shown until it arrives
	Contain  bool // shown whole on its mat, not cropped
	Alt      string
	Advice   string // codes for the owner, joined by commas
}

// Change is an owner's edit under review.
type Change struct {
	ID         int64
	ProductID  int64
	ShopID     int64
	Status     ChangeStatus
	First      bool // the first publication
	Content    Content
	Reason     string // of a rejection
	ProposedBy int64
	ProposedAt time.Time
	DecidedBy  int64     // 0 while it waits
	DecidedAt  time.Time // zero while it waits
}

// Editing is a product with what happened to its last change.
type Editing struct {
	Product Product
	Change  *Change // the newest change of all; nil without one
}

// Waiting tells whether a change is under review.
func (e Editing) Waiting() bool { return e.Change != nil && e.Change.Status == Proposed }

// SentBack is the curator's reason when the newest change was rejected, else "".
func (e Editing) SentBack() string {
	if e.Change != nil && e.Change.Status == Rejected {
		return e.Change.Reason
	}
	return ""
}

// Form is the content an edit begins with: of a live product the change that waits or was
// sent back, else what is live; of a draft what was last written.
func (e Editing) Form() Content {
	if e.Product.EverPublished() && e.Change != nil && (e.Change.Status == Proposed || e.Change.Status == Rejected) {
		return e.Change.Content
	}
	return e.Product.Content
}
