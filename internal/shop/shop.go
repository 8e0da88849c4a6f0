package shop

import (
	"time"

	"beli/internal/clock"
)

// Shop is a shop as its members and curators see it.
type Shop struct {
	ID               int64
	Slug             string // public address, never changes
	Name             string
	Status           Status
	StatusReason     string // the curator's words for needs_work, rejected, suspended
	VillageCode      string // Kemendagri, 35.05.18.2003
	KecamatanCode    string
	Street           string // RT/RW, landmark
	OwnerName        string
	PhoneKey         string // +62…, for WhatsApp
	StoryID, StoryEN string
	Hours            string
	PhotoKey         string // "" without one
	PhotoMat         int
	OffersPickup     bool
	OffersExpedition bool
	AcceptsCash      bool
	Holiday          Holiday
	SubmittedAt      time.Time // zero before
	VerifiedAt       time.Time // zero before
	VerifiedBy       int64
	SuspendedAt      time.Time // zero unless suspended
	CreatedAt        time.Time
	UpdatedAt        time.Time
}

// Visible tells whether buyers see the shop.
func (s Shop) Visible() bool { return s.Status == Verified }

// Holiday is a range of dates in WIB, both included, as "2006-01-02"; empty for none.
type Holiday struct {
	From, Until string
}

const dateForm = "2006-01-02"

// BackOn is the date the shop is open again when now lies in the holiday, else "".
func (h Holiday) BackOn(now time.Time) string {
	today := now.In(clock.WIB).Format(dateForm)
	if h.From == "" || today < h.From || today > h.Until {
		return ""
	}
	last, err := time.Parse(dateForm, h.Until)
	if err != nil {
		return ""
	}
	return last.AddDate(0, 0, 1).Format(dateForm)
}

// Membership is one shop a person works in.
type Membership struct {
	Shop Shop
	Role Role
}

// Can tells whether the member has a right in the shop.
func (m Membership) Can(right Right) bool { return Can(m.Role, right) }

// Member is a person of a shop.
type Member struct {
	AccountID int64
	Name      string
	PhoneKey  string // "" when the person has only an e-mail
	EmailKey  string
	Role      Role
	Since     time.Time
}

// Invite asks a person to help in a shop.
type Invite struct {
	ID        int64
	ShopID    int64
	ShopName  string
	Contact   string // phone key or e-mail key
	InvitedBy int64
	CreatedAt time.Time
	ExpiresAt time.Time
}

// TaskState is how far a task of the checklist is.
type TaskState string

// The states of a task.
const (
	TaskOpen TaskState = "open"
	TaskDone TaskState = "done"
)

// Task is a line of the owner's checklist. Code is a key of the wording files ("task." + Code).
type Task struct {
	Code     string
	State    TaskState
	Blocking Blocking
}

// Blocking tells whether a shop can be sent to be checked before a task is done.
type Blocking string

// The weights of a task.
const (
	MustBeDone  Blocking = "blocking"
	Recommended Blocking = "recommended"
)

// Tasks is the checklist of a shop with a number of products that are finished or sent.
func (s Shop) Tasks(products int) []Task {
	list := []Task{
		{Code: "name", State: done(s.Name != ""), Blocking: MustBeDone},
		{Code: "place", State: done(s.VillageCode != ""), Blocking: MustBeDone},
		{Code: "phone", State: done(s.PhoneKey != ""), Blocking: MustBeDone},
		{Code: "owner_name", State: done(s.OwnerName != ""), Blocking: MustBeDone},
		{Code: "delivery", State: done(s.OffersPickup || s.OffersExpedition), Blocking: MustBeDone},
		{Code: "product", State: done(products > 0), Blocking: Recommended},
		{Code: "story", State: done(s.StoryID != ""), Blocking: Recommended},
		{Code: "photo", State: done(s.PhotoKey != ""), Blocking: Recommended},
		{Code: "street", State: done(s.Street != ""), Blocking: Recommended},
	}
	return list
}

func done(ok bool) TaskState {
	if ok {
		return TaskDone
	}
	return TaskOpen
}
