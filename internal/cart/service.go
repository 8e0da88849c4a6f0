package cart

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"beli/internal/clock"
	"beli/internal/fault"
)

// ErrNotFound tells that there is no such variant: 404 not_found.
var ErrNotFound = fault.New(fault.NotFound, "not_found")

var errNobody = errors.New("a cart needs a token or an account")

// Service keeps carts.
type Service struct {
	store     Store
	catalogue Catalogue
	clock     clock.Clock
}

// NewService makes the service.
func NewService(store Store, catalogue Catalogue, clk clock.Clock) *Service {
	return &Service{store: store, catalogue: catalogue, clock: clk}
}

// LineInput names a variant of an owner's cart and a quantity.
type LineInput struct {
	Owner     Owner
	VariantID int64
	Quantity  int
}

// Validate reports a quantity out of range at the field quantity.
func (in LineInput) Validate() error {
	var p fault.Problems
	p.Check(in.Quantity >= 1 && in.Quantity <= MaxQuantity, "quantity", "out_of_range", "1", strconv.Itoa(MaxQuantity))
	return p.Err()
}

// Add puts more of a variant into a cart. Invalid at quantity: out_of_range, only_left (with what is
// left), too_many_items (more than MaxLines lines); gone for a hidden product, conflict sold_out,
// shop_suspended, shop_holiday; ErrNotFound for an unknown variant.
func (s *Service) Add(ctx context.Context, in LineInput) error {
	return s.put(ctx, in, func(had int) int { return had + in.Quantity })
}

// Set changes the quantity of a variant in a cart, with the errors of Add.
func (s *Service) Set(ctx context.Context, in LineInput) error {
	return s.put(ctx, in, func(int) int { return in.Quantity })
}

func (s *Service) put(ctx context.Context, in LineInput, quantity func(had int) int) error {
	if err := in.Validate(); err != nil {
		return err
	}
	if in.Owner.none() {
		return errNobody
	}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		now := s.clock.Now()
		id, err := s.store.Open(ctx, in.Owner.key(), in.Owner.AccountID, now)
		if err != nil {
			return err
		}
		lines, err := s.store.Lines(ctx, in.Owner.key())
		if err != nil {
			return err
		}
		offers, err := s.catalogue.Offers(ctx, []int64{in.VariantID})
		if err != nil {
			return err
		}
		if len(offers) == 0 {
			return ErrNotFound
		}
		line := Stored{VariantID: in.VariantID, AddedAt: now}
		at := slices.IndexFunc(lines, func(l Stored) bool { return l.VariantID == in.VariantID })
		if at >= 0 {
			line = lines[at]
		}
		line.Quantity, line.PriceSeen = quantity(line.Quantity), offers[0].UnitPrice
		if err := (LineInput{Quantity: line.Quantity}).Validate(); err != nil {
			return err
		}
		if err := Judge(offers[0], line.Quantity).refusal(); err != nil {
			return err
		}
		if at < 0 && len(lines) >= MaxLines {
			return fault.Problem("quantity", "too_many_items", strconv.Itoa(MaxLines))
		}
		return s.store.Put(ctx, id, line)
	})
	if err != nil {
		return fmt.Errorf("put variant %d into cart: %w", in.VariantID, err)
	}
	return nil
}

// Remove takes variants out of a cart; what is not in it is no error. A purchase calls it in its
// transaction for what was bought.
func (s *Service) Remove(ctx context.Context, owner Owner, variantIDs ...int64) error {
	if owner.none() || len(variantIDs) == 0 {
		return nil
	}
	err := s.store.InTx(ctx, func(ctx context.Context) error { return s.store.Remove(ctx, owner.key(), variantIDs) })
	if err != nil {
		return fmt.Errorf("take from cart: %w", err)
	}
	return nil
}

// View gives a cart with today's offers: what changed since its owner saw it, and what cannot be
// bought now. Nobody's cart is empty.
func (s *Service) View(ctx context.Context, owner Owner) (View, error) {
	if owner.none() {
		return View{}, nil
	}
	stored, err := s.store.Lines(ctx, owner.key())
	if err != nil || len(stored) == 0 {
		return View{}, err
	}
	offers, err := s.offers(ctx, stored)
	if err != nil {
		return View{}, err
	}
	var lines []Line
	for _, st := range stored {
		if o, ok := offers[st.VariantID]; ok {
			l := Judge(o, st.Quantity)
			l.PriceSeen = st.PriceSeen
			lines = append(lines, l)
		}
	}
	return arrange(lines), nil
}

func (s *Service) offers(ctx context.Context, stored []Stored) (map[int64]Offer, error) {
	ids := make([]int64, len(stored))
	for i, st := range stored {
		ids[i] = st.VariantID
	}
	list, err := s.catalogue.Offers(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("offers of cart: %w", err)
	}
	out := make(map[int64]Offer, len(list))
	for _, o := range list {
		out[o.VariantID] = o
	}
	return out, nil
}

// Count tells how many pieces a cart holds.
func (s *Service) Count(ctx context.Context, owner Owner) (int, error) {
	if owner.none() {
		return 0, nil
	}
	lines, err := s.store.Lines(ctx, owner.key())
	n := 0
	for _, l := range lines {
		n += l.Quantity
	}
	return n, err
}

// Acknowledge notes that the owner has seen today's prices.
func (s *Service) Acknowledge(ctx context.Context, owner Owner) error {
	v, err := s.View(ctx, owner)
	if err != nil {
		return err
	}
	return s.store.InTx(ctx, func(ctx context.Context) error {
		for _, g := range v.Groups {
			for _, l := range g.Lines {
				if !l.PriceChanged() {
					continue
				}
				if err := s.store.See(ctx, owner.key(), l.Offer.VariantID, l.Offer.UnitPrice); err != nil {
					return fmt.Errorf("note seen price: %w", err)
				}
			}
		}
		return nil
	})
}

// Merge moves a browser's cart into an account's at sign-in: quantities add up to at most MaxQuantity,
// and what goes beyond MaxLines is left out. The browser's cart is gone afterwards.
func (s *Service) Merge(ctx context.Context, token string, accountID int64) error {
	guest, own := Owner{Token: token}, Owner{AccountID: accountID}
	if guest.none() || own.none() {
		return nil
	}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		lines, err := s.store.Lines(ctx, guest.key())
		if err != nil || len(lines) == 0 {
			return err
		}
		id, err := s.store.Open(ctx, own.key(), accountID, s.clock.Now())
		if err != nil {
			return err
		}
		have, err := s.store.Lines(ctx, own.key())
		if err != nil {
			return err
		}
		for _, l := range lines {
			at := slices.IndexFunc(have, func(h Stored) bool { return h.VariantID == l.VariantID })
			if at < 0 && len(have) >= MaxLines {
				continue
			}
			if at >= 0 {
				l.Quantity = min(l.Quantity+have[at].Quantity, MaxQuantity)
			} else {
				have = append(have, l)
			}
			if err := s.store.Put(ctx, id, l); err != nil {
				return err
			}
		}
		return s.store.Delete(ctx, guest.key())
	})
	if err != nil {
		return fmt.Errorf("merge carts: %w", err)
	}
	return nil
}

// Prune removes the carts of browsers that nobody touched for a while.
func (s *Service) Prune(ctx context.Context, untouched time.Duration) (int64, error) {
	n, err := s.store.Prune(ctx, s.clock.Now().Add(-untouched))
	if err != nil {
		return 0, fmt.Errorf("prune carts: %w", err)
	}
	return n, nil
}
