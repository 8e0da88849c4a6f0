package checkout

import (
	"context"
	"fmt"
	"time"

	"beli/internal/cart"
	"beli/internal/clock"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/region"
)

var (
	// ErrChanged is what a *Changed unwraps to: 409 quote_changed.
	ErrChanged = fault.New(fault.Conflict, "quote_changed")
	// ErrMismatch tells that a form's key was used with another content: 422 idempotency_mismatch.
	ErrMismatch = fault.New(fault.Invalid, "idempotency_mismatch")
	// ErrTooManyUnpaid tells that the buyer has to pay or cancel first: 429 too_many_unpaid.
	ErrTooManyUnpaid = fault.New(fault.TooMany, "too_many_unpaid")
	// ErrNotFound is the answer to a wrong code, a wrong proof, and a stranger alike: 404 not_found.
	ErrNotFound = fault.New(fault.NotFound, "not_found")
)

// Changed tells that what the buyer read is not what a purchase would be now. Nothing was written.
type Changed struct{ Quote Quote }

// Error implements error.
func (e *Changed) Error() string { return ErrChanged.Error() }

// Unwrap makes it ErrChanged.
func (e *Changed) Unwrap() error { return ErrChanged }

// Settings are what the market decides about buying.
type Settings struct {
	Secret         []byte        // signs links and hides phone numbers, at least 16 bytes
	Gateway        string        // name of the gateway, "" when only cash is possible
	GatewayLeast   money.Rupiah  // the smallest sum that the gateway takes
	PayWithin      time.Duration // how long a gateway payment can be made
	Grace          time.Duration // how much longer stock is held, for money that is on its way
	MaxUnpaid      int           // purchases of one buyer that wait for money
	LinkFor        time.Duration // how long a signed link opens a purchase
	ConsentVersion string        // of the privacy notice that is shown, at most 20
}

// DefaultSettings are the product's, without a secret and a gateway.
func DefaultSettings() Settings {
	return Settings{PayWithin: time.Hour, Grace: 15 * time.Minute, MaxUnpaid: 3, LinkFor: 90 * 24 * time.Hour, ConsentVersion: "2026-11"}
}

// Deps is what the service stands on.
type Deps struct {
	Store      Store
	Catalogue  cart.Catalogue
	Deliveries Deliveries
	Orders     Orders
	Stock      Stock
	Payments   Payments
	Carts      Carts
	Regions    Regions
	Messages   Messages
	Clock      clock.Clock
}

// Service quotes, places and follows purchases.
type Service struct {
	Deps
	settings Settings
}

// NewService makes the service; an error means that the secret is too short to sign with.
func NewService(d Deps, s Settings) (*Service, error) {
	if len(s.Secret) < 16 {
		return nil, fmt.Errorf("checkout: a secret of %d bytes signs nothing, 16 are needed", len(s.Secret))
	}
	return &Service{Deps: d, settings: s}, nil
}

// ConsentVersion is the version of the privacy notice a buyer agrees to.
func (s *Service) ConsentVersion() string { return s.settings.ConsentVersion }

// Quote tells what a purchase would cost now: nothing is reserved. Invalid at items when quantities
// or their number are out of range.
func (s *Service) Quote(ctx context.Context, in QuoteInput) (Quote, error) {
	var p fault.Problems
	checkItems(in.Items, &p)
	if err := p.Err(); err != nil {
		return Quote{}, err
	}
	return s.quote(ctx, in, 0)
}

// quote computes a quote from what is read now; soldOut is a variant that is known to be gone.
func (s *Service) quote(ctx context.Context, in QuoteInput, soldOut int64) (Quote, error) {
	b := basis{offers: map[int64]cart.Offer{}, gateway: s.settings.Gateway != "", least: s.settings.GatewayLeast}
	ids := make([]int64, 0, len(in.Items))
	for _, it := range together(in.Items) {
		ids = append(ids, it.VariantID)
	}
	list, err := s.Catalogue.Offers(ctx, ids)
	if err != nil {
		return Quote{}, fmt.Errorf("quote: %w", err)
	}
	for _, o := range list {
		if o.VariantID == soldOut {
			o.Available = 0
		}
		b.offers[o.VariantID] = o
	}
	if place, ok := s.Regions.ByCode(in.VillageCode); ok && place.Level == region.Village {
		b.known = true
		if b.rate, err = s.rate(ctx, place.Code[:2]); err != nil {
			return Quote{}, err
		}
	}
	return compute(in, b), nil
}

func (s *Service) rate(ctx context.Context, province string) (*delivery.Rate, error) {
	r, err := s.Deliveries.Rate(ctx, province)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("tariff to province %s: %w", province, err)
	}
	return &r, nil
}

// missing reports at its field every choice that the buyer has but did not make.
func (q Quote) missing(in PlaceInput, p *fault.Problems) {
	chosen := map[int64]Choice{}
	for _, c := range in.Choices {
		chosen[c.ShopID] = c
	}
	for _, s := range q.Shops {
		free := 0
		for _, o := range s.Options {
			if o.Available() {
				free++
			}
		}
		c := chosen[s.Shop.ID]
		field := fmt.Sprintf("shop.%d", s.Shop.ID)
		p.Check(c.Method != "" || free < 2, field+".method", "required")
		p.Check(c.Pay != "" || len(s.Pays) < 2, field+".pay", "required")
	}
}

var _ Orders = (*order.Service)(nil)
