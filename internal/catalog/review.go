package catalog

import (
	"context"
	"fmt"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/plain"
)

// Confirm puts a waiting change on sale; a first one publishes the product. A badge is
// gone when the change alters what was checked for it. Errors: already_decided, Invalid
// (the category is no longer fit), staff_only, not_found.
func (s *Service) Confirm(ctx context.Context, a actor.Actor, changeID int64) error {
	return s.decide(ctx, a, changeID, Confirmed, "", func(ctx context.Context, p Product, c Change, now time.Time) error {
		cat, err := s.category(ctx, c.Content)
		if err != nil {
			return err
		}
		if !p.Content.sameCredentials(c.Content) {
			p.CredentialCheckedAt = time.Time{}
		}
		p.Content, p.Slug, p.Service, p.UpdatedAt = c.Content, productSlug(c.Content.Name), cat.Service, now
		if err := s.store.WriteContent(ctx, p); err != nil {
			return fmt.Errorf("write content: %w", err)
		}
		if err := s.store.PlacePhotos(ctx, p.ID, c.Content.Photos, PhotoLive); err != nil {
			return fmt.Errorf("place photos: %w", err)
		}
		if err := s.store.RemovePhotos(ctx, p.ID, PhotoLive, c.Content.Photos); err != nil {
			return fmt.Errorf("remove photos: %w", err)
		}
		if !p.EverPublished() {
			if err := s.publish(ctx, &p, now); err != nil {
				return err
			}
		}
		return s.touch(ctx, p, now)
	})
}

func (s *Service) publish(ctx context.Context, p *Product, now time.Time) error {
	if err := s.store.MoveProduct(ctx, p.ID, Draft, Published, now); err != nil {
		return fmt.Errorf("publish: %w", fault.ConflictAs(ErrStatus, err))
	}
	p.Status, p.PublishedAt = Published, now
	return s.store.SetPublished(ctx, p.ID, now)
}

// SendBack rejects a waiting change with a reason for the owner; the live version stays.
// Errors: Invalid, already_decided, staff_only, not_found.
func (s *Service) SendBack(ctx context.Context, a actor.Actor, in ReasonInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return s.decide(ctx, a, in.ID, Rejected, plain.Text(in.Reason), func(context.Context, Product, Change, time.Time) error { return nil })
}

// decide moves a waiting change on, once, and tells everybody. Of two curators the second
// gets already_decided.
func (s *Service) decide(ctx context.Context, a actor.Actor, changeID int64, to ChangeStatus, reason string,
	effect func(context.Context, Product, Change, time.Time) error) error {
	if !a.IsStaff() {
		return ErrStaffOnly
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		c, err := s.store.ChangeByID(ctx, changeID)
		if err != nil {
			return fmt.Errorf("load change %d: %w", changeID, err)
		}
		if !c.Status.CanBecome(to) {
			return ErrAlreadyDecided
		}
		now := s.clock.Now()
		c.Status, c.Reason, c.DecidedBy, c.DecidedAt = to, reason, a.AccountID, now
		if err := s.store.DecideChange(ctx, c); err != nil {
			return fault.ConflictAs(ErrAlreadyDecided, err)
		}
		p, err := s.store.AnyProduct(ctx, c.ProductID)
		if err != nil {
			return fmt.Errorf("load product %d: %w", c.ProductID, err)
		}
		if err := effect(ctx, p, c, now); err != nil {
			return err
		}
		act, outcome := "product.confirm", OutcomeConfirmed
		if to == Rejected {
			act, outcome = "product.send_back", OutcomeSentBack
		}
		return s.tell(ctx, a, act, ChangeDecided{
			ShopID: c.ShopID, ProductID: p.ID, ChangeID: c.ID, ProductName: c.Content.Name, Outcome: outcome,
			First: c.First, Reason: reason, At: database.Micros(now),
		})
	})
}

// tell writes the audit entry of a curator's act and the message for the shop.
func (s *Service) tell(ctx context.Context, a actor.Actor, act string, m ChangeDecided) error {
	err := s.audit.Append(ctx, audit.Entry{Actor: a, Act: act, ObjectKind: "product", ObjectID: m.ProductID,
		ObjectName: m.ProductName, Reason: m.Reason})
	if err != nil {
		return err
	}
	return s.outbox.Put(ctx, m)
}

// Takedown hides a product until staff lift it. Errors: Invalid, already_decided (it is
// down already), product_status (never published), staff_only, not_found.
func (s *Service) Takedown(ctx context.Context, a actor.Actor, in ReasonInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	reason := plain.Text(in.Reason)
	return s.staffAct(ctx, a, in.ID, "product.takedown", OutcomeTakenDown, reason, func(ctx context.Context, p Product, now time.Time) error {
		if !p.EverPublished() {
			return ErrStatus
		}
		return s.store.SetTakedown(ctx, p.ID, Takedown{At: now, By: a.AccountID, Reason: reason})
	})
}

// LiftTakedown brings a product back to what its owner had made of it. The reason is kept.
// Errors: Invalid, already_decided (it is not down), staff_only, not_found.
func (s *Service) LiftTakedown(ctx context.Context, a actor.Actor, in ReasonInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return s.staffAct(ctx, a, in.ID, "product.lift_takedown", OutcomeLifted, plain.Text(in.Reason), func(ctx context.Context, p Product, _ time.Time) error {
		return s.store.ClearTakedown(ctx, p.ID)
	})
}

// MarkCredentialChecked notes that a curator has looked the live halal and P-IRT numbers up;
// only then badges are shown. Errors: Invalid (there is no number), numbers_changed when those
// on sale are others by now, already_decided, staff_only, not_found.
func (s *Service) MarkCredentialChecked(ctx context.Context, a actor.Actor, in CheckInput) error {
	return s.staffAct(ctx, a, in.ProductID, "product.credential_checked", OutcomeChecked, "", func(ctx context.Context, p Product, now time.Time) error {
		if p.Content.HalalNumber == "" && p.Content.PIRTNumber == "" {
			return fault.Problem("credential", "no_number")
		}
		if p.Content.HalalNumber != in.HalalNumber || p.Content.PIRTNumber != in.PIRTNumber {
			return ErrNumbersChanged
		}
		return s.store.SetCredentialChecked(ctx, p.ID, a.AccountID, now)
	})
}

// staffAct makes a guarded act of staff on a product; a guard that finds it done is already_decided.
func (s *Service) staffAct(ctx context.Context, a actor.Actor, productID int64, act string, outcome Outcome, reason string,
	effect func(context.Context, Product, time.Time) error) error {
	if !a.IsStaff() {
		return ErrStaffOnly
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.store.AnyProduct(ctx, productID)
		if err != nil {
			return fmt.Errorf("load product %d: %w", productID, err)
		}
		now := s.clock.Now()
		if err := effect(ctx, p, now); err != nil {
			if code := fault.CodeOf(err); code == ErrStatus.Code || code == ErrNumbersChanged.Code {
				return err
			}
			return fault.ConflictAs(ErrAlreadyDecided, err)
		}
		if err := s.changed(ctx, p); err != nil {
			return err
		}
		return s.tell(ctx, a, act, ChangeDecided{
			ShopID: p.ShopID, ProductID: p.ID, ProductName: p.Content.Name, Outcome: outcome, Reason: reason, At: database.Micros(now),
		})
	})
}
