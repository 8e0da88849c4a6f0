package promo

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/plain"
	"beli/internal/slug"
)

// Service is the curators' acts on collections, and what the public reads of them.
type Service struct {
	store   Store
	tx      database.Transactor
	changes *changelog.Log
	audit   *audit.Log
	clock   clock.Clock
}

// New makes the service.
func New(store Store, tx database.Transactor, changes *changelog.Log, log *audit.Log, clk clock.Clock) *Service {
	return &Service{store: store, tx: tx, changes: changes, audit: log, clock: clk}
}

// Create starts a collection that nobody sees yet. Errors: Invalid, staff_only.
func (s *Service) Create(ctx context.Context, a actor.Actor, in Words) (Collection, error) {
	if !a.IsStaff() {
		return Collection{}, ErrStaffOnly
	}
	in = in.clean()
	if err := in.Validate(); err != nil {
		return Collection{}, err
	}
	var c Collection
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		address, err := s.address(ctx, in.TitleID)
		if err != nil {
			return err
		}
		now := s.clock.Now()
		c = Collection{Slug: address, CreatedBy: a.AccountID, CreatedAt: now}
		c.write(in, now)
		if c.ID, err = s.store.InsertCollection(ctx, c); err != nil {
			return fmt.Errorf("insert collection: %w", err)
		}
		return s.note(ctx, a, "collection.create", c, "")
	})
	return c, err
}

func (c *Collection) write(in Words, now time.Time) {
	c.TitleID, c.TitleEN, c.TextID, c.TextEN, c.UpdatedAt = in.TitleID, in.TitleEN, in.TextID, in.TextEN, now
	c.StartsAt, c.EndsAt = in.span()
}

func (s *Service) address(ctx context.Context, title string) (string, error) {
	base := slug.Make(title)
	if base == "" {
		base = "koleksi"
	}
	for n := 1; ; n++ {
		address := base
		if n > 1 {
			address += "-" + strconv.Itoa(n)
		}
		taken, err := s.store.SlugTaken(ctx, address)
		if err != nil {
			return "", fmt.Errorf("look for a free address: %w", err)
		}
		if !taken {
			return address, nil
		}
	}
}

// Update changes words and dates; the address stays. Errors: Invalid, staff_only, not_found.
func (s *Service) Update(ctx context.Context, a actor.Actor, in UpdateInput) error {
	in.Words = in.Words.clean()
	if err := in.Validate(); err != nil {
		return err
	}
	return s.act(ctx, a, in.ID, "collection.update", "", func(ctx context.Context, c Collection, now time.Time) error {
		c.write(in.Words, now)
		return s.store.WriteCollection(ctx, c)
	})
}

// AddItem adds a product whose shop is verified and that buyers see. Errors: Invalid (also
// not_offerable or taken at "code"), staff_only, not_found.
func (s *Service) AddItem(ctx context.Context, a actor.Actor, in AddItemInput) error {
	in.Code, in.Reason = strings.ToUpper(plain.Line(in.Code)), plain.Line(in.Reason)
	if err := in.Validate(); err != nil {
		return err
	}
	return s.act(ctx, a, in.CollectionID, "collection.add", in.Code+": "+in.Reason, func(ctx context.Context, c Collection, _ time.Time) error {
		if len(c.Items) >= MaxItems {
			return fault.Problem("code", "too_many_items", strconv.Itoa(MaxItems))
		}
		it, err := s.store.VisibleProduct(ctx, in.Code)
		if fault.KindOf(err) == fault.NotFound {
			return fault.Problem("code", "not_offerable")
		}
		if err != nil {
			return fmt.Errorf("find product %s: %w", in.Code, err)
		}
		it.Reason, it.Position = in.Reason, len(c.Items)
		err = s.store.InsertItem(ctx, c.ID, it)
		if fault.KindOf(err) == fault.Conflict {
			return fault.Problem("code", "taken")
		}
		return err
	})
}

// RemoveItem takes a product out. Errors: staff_only, not_found.
func (s *Service) RemoveItem(ctx context.Context, a actor.Actor, in ItemInput) error {
	return s.act(ctx, a, in.CollectionID, "collection.remove", "#"+strconv.FormatInt(in.ProductID, 10), func(ctx context.Context, c Collection, _ time.Time) error {
		return s.store.DeleteItem(ctx, c.ID, in.ProductID)
	})
}

// Order puts the products in a new order. Errors: Invalid (not exactly the products there
// are), staff_only, not_found.
func (s *Service) Order(ctx context.Context, a actor.Actor, in OrderInput) error {
	return s.act(ctx, a, in.CollectionID, "collection.order", "", func(ctx context.Context, c Collection, _ time.Time) error {
		var was []int64
		for _, it := range c.Items {
			was = append(was, it.ProductID)
		}
		slices.Sort(was)
		if !slices.Equal(was, slices.Sorted(slices.Values(in.ProductIDs))) {
			return fault.Problem("items", "invalid_choice")
		}
		return s.store.PlaceItems(ctx, c.ID, in.ProductIDs)
	})
}

// Publish lets a collection appear between its dates. Errors: Invalid (no product that buyers
// see), already_decided, staff_only, not_found.
func (s *Service) Publish(ctx context.Context, a actor.Actor, id int64) error {
	return s.act(ctx, a, id, "collection.publish", "", func(ctx context.Context, c Collection, now time.Time) error {
		if len(c.ProductIDs()) == 0 {
			return fault.Problem("items", "required")
		}
		return fault.ConflictAs(ErrAlreadyDecided, s.store.SetPublished(ctx, c.ID, now))
	})
}

// Unpublish makes a collection a draft again. Errors: already_decided, staff_only, not_found.
func (s *Service) Unpublish(ctx context.Context, a actor.Actor, id int64) error {
	return s.act(ctx, a, id, "collection.unpublish", "", func(ctx context.Context, c Collection, _ time.Time) error {
		return fault.ConflictAs(ErrAlreadyDecided, s.store.ClearPublished(ctx, c.ID))
	})
}

// act makes one audited act of staff on a collection and tells the followers.
func (s *Service) act(ctx context.Context, a actor.Actor, id int64, act, reason string, effect func(context.Context, Collection, time.Time) error) error {
	if !a.IsStaff() {
		return ErrStaffOnly
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		c, err := s.store.CollectionByID(ctx, id)
		if err != nil {
			return fmt.Errorf("load collection %d: %w", id, err)
		}
		if err := effect(ctx, c, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, a, act, c, reason)
	})
}

func (s *Service) note(ctx context.Context, a actor.Actor, act string, c Collection, reason string) error {
	err := s.audit.Append(ctx, audit.Entry{Actor: a, Act: act, ObjectKind: "collection", ObjectID: c.ID, ObjectName: c.TitleID, Reason: reason})
	if err != nil {
		return err
	}
	return s.changes.Append(ctx, changelog.Collection, c.ID)
}

// List is all collections without items, the latest beginning first. Error: staff_only.
func (s *Service) List(ctx context.Context, a actor.Actor) ([]Collection, error) {
	if !a.IsStaff() {
		return nil, ErrStaffOnly
	}
	return s.store.Collections(ctx)
}

// ByID is a collection for its editor and its preview, published or not. Errors: staff_only, not_found.
func (s *Service) ByID(ctx context.Context, a actor.Actor, id int64) (Collection, error) {
	if !a.IsStaff() {
		return Collection{}, ErrStaffOnly
	}
	return s.store.CollectionByID(ctx, id)
}

// BySlug is a published collection for the public; one that has not begun comes without
// items, one that is over stays readable. Error: not_found.
func (s *Service) BySlug(ctx context.Context, address string) (Collection, error) {
	c, err := s.store.CollectionBySlug(ctx, address)
	if err != nil {
		return Collection{}, err
	}
	switch phase := c.Phase(s.clock.Now()); {
	case phase == Draft:
		return Collection{}, ErrNotFound
	case !phase.Open():
		c.Items = nil
	}
	return c, nil
}

// Running is what the home page shows now, with items, the latest beginning first; those
// of which buyers see nothing are left out.
func (s *Service) Running(ctx context.Context, limit int) ([]Collection, error) {
	list, err := s.store.RunningCollections(ctx, s.clock.Now(), limit)
	if err != nil {
		return nil, fmt.Errorf("running collections: %w", err)
	}
	return slices.DeleteFunc(list, func(c Collection) bool { return len(c.ProductIDs()) == 0 }), nil
}

// NextTurn is when the next published collection begins or ends: what was cached of the
// home page is stale from then on. False when nothing is to come.
func (s *Service) NextTurn(ctx context.Context) (time.Time, bool, error) {
	return s.store.NextTurn(ctx, s.clock.Now())
}
