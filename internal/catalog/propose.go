package catalog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/plain"
)

// Update writes a draft. Of a product that was ever published it proposes a change: the
// live version stays, an earlier waiting change of the shop is withdrawn. A content equal
// to the live one only withdraws. Errors: Invalid, product_status, login_required, not_found.
func (s *Service) Update(ctx context.Context, a actor.Actor, in UpdateInput) error {
	in.Content = in.Content.Clean()
	if err := in.Validate(); err != nil {
		return err
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.own(ctx, a, in.ShopID, in.ProductID)
		if err != nil {
			return err
		}
		e, err := s.editing(ctx, p)
		if err != nil {
			return err
		}
		content := in.Content
		if content.Photos == nil {
			content.Photos = e.Form().Photos
		}
		return s.write(ctx, a, e, content)
	})
}

// write puts a content where it belongs: into the draft, or under review.
func (s *Service) write(ctx context.Context, a actor.Actor, e Editing, c Content) error {
	p := e.Product
	if p.Status == Archived {
		return ErrStatus
	}
	cat, err := s.category(ctx, c)
	if err != nil {
		return err
	}
	for _, id := range c.Photos {
		if _, ok := p.Photo(id); !ok {
			return fault.Problem("photos", "invalid_choice")
		}
	}
	now := s.clock.Now()
	if p.EverPublished() {
		return s.propose(ctx, a, p, c, cat, now)
	}
	if err := s.writeDraft(ctx, p, c, cat, now); err != nil {
		return err
	}
	if e.Waiting() {
		return s.propose(ctx, a, p, c, cat, now)
	}
	return nil
}

func (s *Service) writeDraft(ctx context.Context, p Product, c Content, cat Category, now time.Time) error {
	p.Content, p.Slug, p.Service, p.UpdatedAt = c, productSlug(c.Name), cat.Service, now
	if err := s.store.WriteContent(ctx, p); err != nil {
		return fmt.Errorf("write draft: %w", err)
	}
	if err := s.store.PlacePhotos(ctx, p.ID, c.Photos, PhotoWaiting); err != nil {
		return fmt.Errorf("place photos: %w", err)
	}
	if err := s.store.RemovePhotos(ctx, p.ID, PhotoWaiting, c.Photos); err != nil {
		return fmt.Errorf("remove photos: %w", err)
	}
	return s.store.Touch(ctx, p.ID, now)
}

// propose puts a complete content under review in place of what waits.
func (s *Service) propose(ctx context.Context, a actor.Actor, p Product, c Content, cat Category, now time.Time) error {
	if err := c.Complete(cat); err != nil {
		return err
	}
	if err := s.withdraw(ctx, p, a, now); err != nil && !errors.Is(err, ErrNothingWaiting) {
		return err
	}
	if p.EverPublished() && len(p.Content.Differences(c)) == 0 {
		return nil
	}
	_, err := s.store.InsertChange(ctx, Change{
		ProductID: p.ID, ShopID: p.ShopID, Status: Proposed, First: !p.EverPublished(), Content: c,
		ProposedBy: a.AccountID, ProposedAt: now,
	})
	if err != nil {
		return fmt.Errorf("propose change: %w", fault.ConflictAs(ErrAlreadySent, err))
	}
	return nil
}

// withdraw takes back the change that waits, ErrNothingWaiting without one.
func (s *Service) withdraw(ctx context.Context, p Product, a actor.Actor, now time.Time) error {
	e, err := s.editing(ctx, p)
	if err != nil {
		return err
	}
	if !e.Waiting() {
		return ErrNothingWaiting
	}
	c := *e.Change
	c.Status, c.DecidedBy, c.DecidedAt = Withdrawn, a.AccountID, now
	if err := s.store.DecideChange(ctx, c); err != nil {
		return fmt.Errorf("withdraw change: %w", fault.ConflictAs(ErrAlreadyDecided, err))
	}
	return nil
}

// Submit sends a draft to the curators: its first publication. Errors: Invalid with all
// that is missing, already_sent, product_status, login_required, not_found.
func (s *Service) Submit(ctx context.Context, a actor.Actor, in ProductInput) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.own(ctx, a, in.ShopID, in.ProductID)
		if err != nil {
			return err
		}
		if p.Status != Draft {
			return ErrStatus
		}
		e, err := s.editing(ctx, p)
		if err != nil {
			return err
		}
		if e.Waiting() {
			return ErrAlreadySent
		}
		cat, err := s.category(ctx, p.Content)
		if err != nil {
			return err
		}
		return s.propose(ctx, a, p, p.Content, cat, s.clock.Now())
	})
}

// Withdraw takes back the change that waits. Errors: nothing_waiting, already_decided,
// login_required, not_found.
func (s *Service) Withdraw(ctx context.Context, a actor.Actor, in ProductInput) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.own(ctx, a, in.ShopID, in.ProductID)
		if err != nil {
			return err
		}
		return s.withdraw(ctx, p, a, s.clock.Now())
	})
}

// AddPhotos adds fresh pictures at the end, and gives them with their ids. On a draft they
// are there at once, on a published product they are proposed. Errors: Invalid,
// product_status, login_required, not_found.
func (s *Service) AddPhotos(ctx context.Context, a actor.Actor, in AddPhotosInput) ([]Photo, error) {
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if err := s.member(ctx, a, in.ShopID); err != nil {
		return nil, err
	}
	var added []Photo
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if added, err = s.insertPhotos(ctx, in); err != nil || in.ProductID == 0 {
			return err
		}
		return s.editPhotos(ctx, a, in.ShopID, in.ProductID, func(now []int64) ([]int64, error) {
			for _, f := range added {
				now = append(now, f.ID)
			}
			if len(now) > MaxPhotos {
				return nil, fault.Problem("photos", "too_many_items", fmt.Sprint(MaxPhotos))
			}
			return now, nil
		})
	})
	return added, err
}

func (s *Service) insertPhotos(ctx context.Context, in AddPhotosInput) ([]Photo, error) {
	if in.ProductID != 0 {
		if _, err := s.store.Product(ctx, in.ShopID, in.ProductID); err != nil {
			return nil, fmt.Errorf("load product %d: %w", in.ProductID, err)
		}
	}
	var added []Photo
	for i, n := range in.Photos {
		f := Photo{Key: n.Key, State: PhotoWaiting, Position: i, Width: n.Width, Height: n.Height, Mat: n.Mat,
			Contain: n.Contain, Alt: plain.Line(n.Alt), Advice: n.Advice}
		var err error
		if f.ID, err = s.store.InsertPhoto(ctx, in.ShopID, in.ProductID, f, s.clock.Now()); err != nil {
			return nil, fmt.Errorf("insert photo: %w", err)
		}
		added = append(added, f)
	}
	return added, nil
}

// RemovePhoto takes a picture off: at once on a draft, by a change on a published product.
// Errors: as Update.
func (s *Service) RemovePhoto(ctx context.Context, a actor.Actor, in RemovePhotoInput) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		return s.editPhotos(ctx, a, in.ShopID, in.ProductID, func(now []int64) ([]int64, error) {
			i := slices.Index(now, in.PhotoID)
			if i < 0 {
				return nil, ErrNotFound
			}
			return slices.Delete(now, i, i+1), nil
		})
	})
}

// OrderPhotos puts the pictures in a new order, the first is the cover. Errors: as Update.
func (s *Service) OrderPhotos(ctx context.Context, a actor.Actor, in OrderPhotosInput) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		return s.editPhotos(ctx, a, in.ShopID, in.ProductID, func(now []int64) ([]int64, error) {
			was, will := slices.Sorted(slices.Values(now)), slices.Sorted(slices.Values(in.PhotoIDs))
			if !slices.Equal(was, will) {
				return nil, fault.Problem("photos", "invalid_choice")
			}
			return in.PhotoIDs, nil
		})
	})
}

// editPhotos edits the list of pictures of the content that an edit begins with.
func (s *Service) editPhotos(ctx context.Context, a actor.Actor, shopID, productID int64, edit func([]int64) ([]int64, error)) error {
	p, err := s.own(ctx, a, shopID, productID)
	if err != nil {
		return err
	}
	e, err := s.editing(ctx, p)
	if err != nil {
		return err
	}
	content := e.Form()
	ids, err := edit(slices.Clone(content.Photos))
	if err != nil {
		return err
	}
	content.Photos = ids
	return s.write(ctx, a, e, content)
}
