package shop

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/outbox"
	"beli/internal/plain"
	"beli/internal/slug"
)

// maxOwned bounds how many shops one person may open.
const maxOwned = 5

// Service is the acts of members and curators on shops.
type Service struct {
	store   Store
	places  Places
	tx      database.Transactor
	changes *changelog.Log
	audit   *audit.Log
	outbox  *outbox.Outbox
	clock   clock.Clock
}

// New makes the service.
func New(store Store, places Places, tx database.Transactor, changes *changelog.Log, log *audit.Log, out *outbox.Outbox, clk clock.Clock) *Service {
	return &Service{store: store, places: places, tx: tx, changes: changes, audit: log, outbox: out, clock: clk}
}

// Memberships lists the shops a person works in. Error: login_required.
func (s *Service) Memberships(ctx context.Context, a actor.Actor) ([]Membership, error) {
	if !a.SignedIn() {
		return nil, ErrSignedOut
	}
	return s.store.MembershipsOf(ctx, a.AccountID)
}

// ForMember is a shop of the actor with the actor's role. A stranger's shop is not found.
func (s *Service) ForMember(ctx context.Context, a actor.Actor, shopID int64) (Membership, error) {
	if !a.SignedIn() {
		return Membership{}, ErrSignedOut
	}
	role, err := s.store.RoleOf(ctx, a.AccountID, shopID)
	if err != nil {
		return Membership{}, fmt.Errorf("role in shop %d: %w", shopID, err)
	}
	sh, err := s.store.ShopByID(ctx, shopID)
	if err != nil {
		return Membership{}, fmt.Errorf("load shop %d: %w", shopID, err)
	}
	return Membership{Shop: sh, Role: role}, nil
}

// ForMemberBySlug is ForMember by the shop's address.
func (s *Service) ForMemberBySlug(ctx context.Context, a actor.Actor, address string) (Membership, error) {
	if !a.SignedIn() {
		return Membership{}, ErrSignedOut
	}
	sh, err := s.store.ShopBySlug(ctx, address)
	if err != nil {
		return Membership{}, fmt.Errorf("load shop %q: %w", address, err)
	}
	return s.ForMember(ctx, a, sh.ID)
}

// with loads a shop for a member who has a right; helpers without it get owner_only.
func (s *Service) with(ctx context.Context, a actor.Actor, shopID int64, right Right) (Shop, error) {
	m, err := s.ForMember(ctx, a, shopID)
	if err != nil {
		return Shop{}, err
	}
	if !m.Can(right) {
		return Shop{}, ErrOwnerOnly
	}
	return m.Shop, nil
}

// Open makes a draft shop of the actor. When the address of the name is taken, the problem
// at "name" has the code shop_name_taken and as Args three free names; Slug may then choose
// the address of one of them. Errors: Invalid, too_many_shops, login_required.
func (s *Service) Open(ctx context.Context, a actor.Actor, in OpenInput) (Shop, error) {
	if !a.SignedIn() {
		return Shop{}, ErrSignedOut
	}
	in.Name, in.OwnerName, in.Street, in.StoryID = plain.Line(in.Name), plain.Line(in.OwnerName), plain.Line(in.Street), plain.Text(in.StoryID)
	var p fault.Problems
	p.Merge("", in.Validate())
	village, kecamatan, kecamatanCode, ok := s.places.VillageInBlitar(in.VillageCode)
	p.Check(ok || in.VillageCode == "", "village", "not_in_blitar")
	if err := p.Err(); err != nil {
		return Shop{}, err
	}
	var made Shop
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		owned, err := s.store.OwnsShops(ctx, a.AccountID)
		if err != nil {
			return err
		}
		if owned >= maxOwned {
			return ErrTooMany
		}
		address, err := s.address(ctx, in, village, kecamatan)
		if err != nil {
			return err
		}
		now := s.clock.Now()
		made = Shop{
			Slug: address, Name: in.Name, Status: Draft, VillageCode: in.VillageCode, KecamatanCode: kecamatanCode,
			Street: in.Street, OwnerName: in.OwnerName, PhoneKey: in.PhoneKey, StoryID: in.StoryID,
			OffersPickup: true, OffersExpedition: true, AcceptsCash: true, CreatedAt: now, UpdatedAt: now,
		}
		if made.ID, err = s.store.InsertShop(ctx, made); err != nil {
			return fmt.Errorf("insert shop: %w", err)
		}
		if err := s.store.InsertMember(ctx, made.ID, a.AccountID, Owner, now); err != nil {
			return fmt.Errorf("insert owner: %w", err)
		}
		return s.note(ctx, a, "shop.open", made, "")
	})
	return made, err
}

// address finds the free address of a name, or says which names near it are free.
func (s *Service) address(ctx context.Context, in OpenInput, village, kecamatan string) (string, error) {
	want := slug.Make(in.Name)
	if want == "" {
		return "", fault.Problem("name", "no_letters")
	}
	names := []string{in.Name, in.Name + " " + village, in.Name + " " + kecamatan, in.Name + " " + in.OwnerName}
	for n := 2; n <= 6; n++ {
		names = append(names, fmt.Sprintf("%s %d", in.Name, n))
	}
	slugs := make([]string, len(names))
	for i, name := range names {
		slugs[i] = slug.Make(name)
	}
	if i := slices.Index(slugs, in.Slug); i > 0 {
		want = in.Slug
	}
	taken, err := s.store.TakenSlugs(ctx, slugs)
	if err != nil {
		return "", fmt.Errorf("look for taken addresses: %w", err)
	}
	if !slices.Contains(taken, want) {
		return want, nil
	}
	var free []string
	for i, name := range names {
		if len(free) < 3 && !slices.Contains(taken, slugs[i]) && !slices.Contains(slugs[:i], slugs[i]) {
			free = append(free, name)
		}
	}
	return "", fault.Problem("name", "shop_name_taken", free...)
}

// UpdateProfile changes what a shop says of itself; it is audited, not reviewed. Errors:
// Invalid, owner_only, login_required, not_found.
func (s *Service) UpdateProfile(ctx context.Context, a actor.Actor, in ProfileInput) error {
	in.Name, in.OwnerName, in.Street, in.Hours = plain.Line(in.Name), plain.Line(in.OwnerName), plain.Line(in.Street), plain.Line(in.Hours)
	in.StoryID, in.StoryEN = plain.Text(in.StoryID), plain.Text(in.StoryEN)
	var p fault.Problems
	p.Merge("", in.Validate())
	_, _, kecamatanCode, ok := s.places.VillageInBlitar(in.VillageCode)
	p.Check(ok || in.VillageCode == "", "village", "not_in_blitar")
	if err := p.Err(); err != nil {
		return err
	}
	return s.edit(ctx, a, in.ShopID, EditIdentity, "shop.profile", func(sh *Shop) {
		sh.Name, sh.VillageCode, sh.KecamatanCode, sh.OwnerName = in.Name, in.VillageCode, kecamatanCode, in.OwnerName
		sh.PhoneKey, sh.Street, sh.StoryID, sh.StoryEN, sh.Hours = in.PhoneKey, in.Street, in.StoryID, in.StoryEN, in.Hours
	})
}

// SetHoliday closes a shop for some dates in WIB, or ends that. Errors: Invalid, owner_only,
// login_required, not_found.
func (s *Service) SetHoliday(ctx context.Context, a actor.Actor, in HolidayInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return s.edit(ctx, a, in.ShopID, SetHolidays, "shop.holiday", func(sh *Shop) { sh.Holiday = in.Holiday })
}

// SetDelivery says how a shop hands over. Errors: Invalid, owner_only, login_required, not_found.
func (s *Service) SetDelivery(ctx context.Context, a actor.Actor, in DeliveryInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return s.edit(ctx, a, in.ShopID, EditIdentity, "shop.delivery", func(sh *Shop) {
		sh.OffersPickup, sh.OffersExpedition, sh.AcceptsCash = in.OffersPickup, in.OffersExpedition, in.AcceptsCash
	})
}

// SetPhoto shows a fresh picture of the maker. Errors: Invalid, conflict (the key belongs to
// another picture), owner_only, login_required, not_found.
func (s *Service) SetPhoto(ctx context.Context, a actor.Actor, in PhotoInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.with(ctx, a, in.ShopID, EditIdentity); err != nil {
			return err
		}
		if err := s.store.InsertShopPhoto(ctx, in, s.clock.Now()); err != nil {
			return fmt.Errorf("keep shop photo: %w", err)
		}
		return s.edit(ctx, a, in.ShopID, EditIdentity, "shop.photo", func(sh *Shop) { sh.PhotoKey, sh.PhotoMat = in.Key, in.Mat })
	})
}

// edit changes a shop's own facts, audits it and tells the followers.
func (s *Service) edit(ctx context.Context, a actor.Actor, shopID int64, right Right, act string, change func(*Shop)) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		sh, err := s.with(ctx, a, shopID, right)
		if err != nil {
			return err
		}
		change(&sh)
		sh.UpdatedAt = s.clock.Now()
		if err := s.store.WriteProfile(ctx, sh); err != nil {
			return fmt.Errorf("write shop: %w", err)
		}
		if err := s.note(ctx, a, act, sh, ""); err != nil {
			return err
		}
		return s.changes.Append(ctx, changelog.Shop, sh.ID)
	})
}

func (s *Service) note(ctx context.Context, a actor.Actor, act string, sh Shop, reason string) error {
	return s.audit.Append(ctx, audit.Entry{Actor: a, Act: act, ObjectKind: "shop", ObjectID: sh.ID, ObjectName: sh.Name, Reason: reason})
}

// Checklist is what a shop still lacks before it is sent to be checked. Errors:
// login_required, not_found.
func (s *Service) Checklist(ctx context.Context, a actor.Actor, shopID int64) ([]Task, error) {
	m, err := s.ForMember(ctx, a, shopID)
	if err != nil {
		return nil, err
	}
	n, err := s.store.FinishedProducts(ctx, shopID)
	if err != nil {
		return nil, fmt.Errorf("count products: %w", err)
	}
	return m.Shop.Tasks(n), nil
}

// Submit sends a draft or repaired shop to the curators. Errors: Invalid with every open
// blocking task, shop_status, owner_only, login_required, not_found.
func (s *Service) Submit(ctx context.Context, a actor.Actor, shopID int64) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		sh, err := s.with(ctx, a, shopID, EditIdentity)
		if err != nil {
			return err
		}
		var p fault.Problems
		for _, t := range sh.Tasks(0) {
			p.Check(t.Blocking != MustBeDone || t.State == TaskDone, t.Code, "required")
		}
		if err := p.Err(); err != nil {
			return err
		}
		if !sh.Status.CanBecome(Submitted) {
			return ErrStatus
		}
		from := sh.Status
		sh.Status, sh.StatusReason, sh.SubmittedAt = Submitted, "", s.clock.Now()
		if err := s.store.MoveShop(ctx, sh, from); err != nil {
			return fault.ConflictAs(ErrStatus, err)
		}
		return s.note(ctx, a, "shop.submit", sh, "")
	})
}

// Verify lets a shop trade. Errors: already_decided, staff_only, not_found.
func (s *Service) Verify(ctx context.Context, a actor.Actor, in DecisionInput) error {
	return s.decide(ctx, a, in, "shop.verify", Submitted, Verified)
}

// AskRepair sends a shop back to its owner. Errors: Invalid, already_decided, staff_only, not_found.
func (s *Service) AskRepair(ctx context.Context, a actor.Actor, in DecisionInput) error {
	return s.decide(ctx, a, in, "shop.needs_work", Submitted, NeedsWork)
}

// Reject refuses a shop that never traded. Errors: Invalid, already_decided, staff_only, not_found.
func (s *Service) Reject(ctx context.Context, a actor.Actor, in DecisionInput) error {
	return s.decide(ctx, a, in, "shop.reject", Submitted, Rejected)
}

// Suspend hides a shop and all its products. Errors: Invalid, already_decided, staff_only, not_found.
func (s *Service) Suspend(ctx context.Context, a actor.Actor, in DecisionInput) error {
	return s.decide(ctx, a, in, "shop.suspend", Verified, Suspended)
}

// Restore brings a suspended shop back, with the products that are published. Errors:
// Invalid, already_decided, staff_only, not_found.
func (s *Service) Restore(ctx context.Context, a actor.Actor, in DecisionInput) error {
	return s.decide(ctx, a, in, "shop.restore", Suspended, Verified)
}

// decide makes a curator's move, once; the second of two curators gets already_decided.
func (s *Service) decide(ctx context.Context, a actor.Actor, in DecisionInput, act string, from, to Status) error {
	if !a.IsStaff() {
		return ErrStaffOnly
	}
	in.Reason = plain.Text(in.Reason)
	move, ok := from.move(to)
	if !ok {
		return errors.New("no such move of a shop")
	}
	if err := in.validate(move.Reason); err != nil {
		return err
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		sh, err := s.store.ShopByID(ctx, in.ShopID)
		if err != nil {
			return fmt.Errorf("load shop %d: %w", in.ShopID, err)
		}
		if sh.Status != from {
			return ErrAlreadyDecided
		}
		now := s.clock.Now()
		sh.Status, sh.StatusReason, sh.SuspendedAt = to, in.Reason, time.Time{}
		switch {
		case to == Suspended:
			sh.SuspendedAt = now
		case from == Submitted && to == Verified:
			sh.VerifiedAt, sh.VerifiedBy = now, a.AccountID
		}
		if to == Verified {
			sh.StatusReason = ""
		}
		if err := s.store.MoveShop(ctx, sh, from); err != nil {
			return fault.ConflictAs(ErrAlreadyDecided, err)
		}
		if err := s.note(ctx, a, act, sh, in.Reason); err != nil {
			return err
		}
		if err := s.changes.Append(ctx, changelog.Shop, sh.ID); err != nil {
			return err
		}
		return s.outbox.Put(ctx, Decided{ShopID: sh.ID, ShopName: sh.Name, From: from, Status: to, Reason: in.Reason, At: database.Micros(now)})
	})
}
