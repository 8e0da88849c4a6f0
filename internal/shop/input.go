package shop

import (
	"regexp"
	"strconv"
	"time"

	"beli/internal/fault"
	"beli/internal/plain"
)

// MaxName is the most letters of a shop's name.
const MaxName = 70

var (
	phoneShape = regexp.MustCompile(`^\+[1-9][0-9]{7,14}$`)
	emailShape = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[^\s@]+$`)
)

// OpenInput opens a shop. PhoneKey is normalised: +62….
type OpenInput struct {
	Name        string
	VillageCode string
	OwnerName   string
	PhoneKey    string
	Street      string
	StoryID     string
	// Slug is one of the addresses suggested when the name's own was taken; usually empty.
	Slug string
}

// Validate reports problems at "name", "village", "owner_name", "phone", "street", "story".
func (in OpenInput) Validate() error {
	var p fault.Problems
	p.Check(in.Name != "", "name", "required")
	longest(&p, "name", in.Name, MaxName)
	p.Check(in.VillageCode != "", "village", "required")
	p.Check(in.OwnerName != "", "owner_name", "required")
	longest(&p, "owner_name", in.OwnerName, 80)
	p.Check(phoneShape.MatchString(in.PhoneKey), "phone", "not_a_phone")
	longest(&p, "street", in.Street, 200)
	longest(&p, "story", in.StoryID, 4000)
	return p.Err()
}

// ProfileInput changes what a shop says of itself. The public address stays.
type ProfileInput struct {
	ShopID           int64
	Name             string
	VillageCode      string
	OwnerName        string
	PhoneKey         string
	Street           string
	StoryID, StoryEN string
	Hours            string
}

// Validate reports problems at "name", "village", "owner_name", "phone", "street", "story", "story_en", "hours".
func (in ProfileInput) Validate() error {
	var p fault.Problems
	p.Merge("", OpenInput{Name: in.Name, VillageCode: in.VillageCode, OwnerName: in.OwnerName, PhoneKey: in.PhoneKey,
		Street: in.Street, StoryID: in.StoryID}.Validate())
	longest(&p, "story_en", in.StoryEN, 4000)
	longest(&p, "hours", in.Hours, 200)
	return p.Err()
}

// HolidayInput closes a shop for a range of dates, both included; two empty dates end a holiday.
type HolidayInput struct {
	ShopID int64
	Holiday
}

// Validate reports problems at "holiday_from" and "holiday_until".
func (in HolidayInput) Validate() error {
	var p fault.Problems
	if in.From == "" && in.Until == "" {
		return nil
	}
	from, err := time.Parse(dateForm, in.From)
	p.Check(err == nil, "holiday_from", "not_a_date")
	until, err2 := time.Parse(dateForm, in.Until)
	p.Check(err2 == nil, "holiday_until", "not_a_date")
	if err == nil && err2 == nil {
		p.Check(!until.Before(from), "holiday_until", "date_order")
		p.Check(until.Sub(from) <= 366*24*time.Hour, "holiday_until", "too_far")
	}
	return p.Err()
}

// DeliveryInput says how a shop hands over and takes money.
type DeliveryInput struct {
	ShopID           int64
	OffersPickup     bool
	OffersExpedition bool
	AcceptsCash      bool // at pick-up
}

// Validate reports a problem at "delivery" when nothing could be handed over.
func (in DeliveryInput) Validate() error {
	var p fault.Problems
	p.Check(in.OffersPickup || in.OffersExpedition, "delivery", "required")
	return p.Err()
}

// PhotoInput shows a picture that the photo pipeline has just stored under Key.
type PhotoInput struct {
	ShopID        int64
	Key           string
	Width, Height int
	Mat           int
	Contain       bool
}

// Validate reports a problem at "photo".
func (in PhotoInput) Validate() error {
	var p fault.Problems
	p.Check(len(in.Key) == 36 && in.Width > 0 && in.Height > 0 && in.Mat >= 0 && in.Mat <= 15, "photo", "unreadable_photo")
	return p.Err()
}

// InviteInput asks somebody to help. Contact is a phone key (+62…) or an e-mail in lower case.
type InviteInput struct {
	ShopID  int64
	Contact string
}

// Validate reports a problem at "contact".
func (in InviteInput) Validate() error {
	var p fault.Problems
	p.Check(phoneShape.MatchString(in.Contact) || (emailShape.MatchString(in.Contact) && len(in.Contact) <= 254),
		"contact", "not_a_contact")
	return p.Err()
}

// MemberInput names a member of a shop.
type MemberInput struct {
	ShopID, AccountID int64
}

// DecisionInput is a curator's act on a shop. Reason may be empty for Verify only; it
// reaches the owner word for word.
type DecisionInput struct {
	ShopID int64
	Reason string
}

func (in DecisionInput) validate(need Need) error {
	var p fault.Problems
	p.Check(need == NoReason || in.Reason != "", "reason", "required")
	longest(&p, "reason", in.Reason, 500)
	return p.Err()
}

func longest(p *fault.Problems, name, value string, most int) {
	p.Check(!plain.Longer(value, most), name, "too_long", strconv.Itoa(most))
}
