package catalog

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beli/internal/actor"
)

// SetPrice changes the price of a variant at once. Errors: Invalid, product_status,
// login_required, not_found.
func (s *Service) SetPrice(ctx context.Context, a actor.Actor, in SetPriceInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return s.sale(ctx, a, in.ShopID, in.ProductID, func(ctx context.Context, p Product, now time.Time) error {
		v, ok := p.Variant(in.VariantID)
		if !ok {
			return ErrNotFound
		}
		return s.reprice(ctx, v, in, a, now)
	})
}

func (s *Service) reprice(ctx context.Context, v Variant, in SetPriceInput, a actor.Actor, now time.Time) error {
	if v.Price == in.Price {
		return nil
	}
	if err := s.store.SetVariantPrice(ctx, v.ID, in.Price, a.AccountID, now); err != nil {
		return fmt.Errorf("set price: %w", err)
	}
	return nil
}

// SetOnHand sets what can be sold of one variant of counted stock, at once. Errors: Invalid,
// product_status (not counted, or archived), login_required, not_found.
func (s *Service) SetOnHand(ctx context.Context, a actor.Actor, in SetOnHandInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return s.sale(ctx, a, in.ShopID, in.ProductID, func(ctx context.Context, p Product, _ time.Time) error {
		if p.StockMode != Counted {
			return ErrStatus
		}
		return s.count(ctx, a, p, in.VariantID, in.OnHand)
	})
}

func (s *Service) count(ctx context.Context, a actor.Actor, p Product, variantID int64, n int) error {
	if _, ok := p.Variant(variantID); !ok {
		return ErrNotFound
	}
	if err := s.stock.SetSellable(ctx, variantID, n, a.AccountID); err != nil {
		return fmt.Errorf("set stock of variant %d: %w", variantID, err)
	}
	return nil
}

// SetStock changes the stock mode and, for counted stock, what can be sold, at once.
// Errors: Invalid, product_status, login_required, not_found.
func (s *Service) SetStock(ctx context.Context, a actor.Actor, in SetStockInput) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return s.sale(ctx, a, in.ShopID, in.ProductID, func(ctx context.Context, p Product, now time.Time) error {
		mode := StockInput{Mode: in.Mode, MakingDays: in.MakingDays, DailyCapacity: in.DailyCapacity}.clean()
		p.StockMode, p.MakingDays, p.DailyCapacity, p.UpdatedAt = mode.Mode, mode.MakingDays, mode.DailyCapacity, now
		if err := s.store.SetStockMode(ctx, p); err != nil {
			return fmt.Errorf("set stock mode: %w", err)
		}
		if in.Mode != Counted {
			return nil
		}
		ids := make([]int64, 0, len(in.OnHand))
		for id := range in.OnHand {
			ids = append(ids, id)
		}
		slices.Sort(ids) // rows are locked in the order of their ids
		for _, id := range ids {
			if err := s.count(ctx, a, p, id, in.OnHand[id]); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetVariants replaces option kinds and variants at once. Errors: Invalid, product_status,
// login_required, not_found.
func (s *Service) SetVariants(ctx context.Context, a actor.Actor, in SetVariantsInput) error {
	in = in.clean()
	if err := in.Validate(); err != nil {
		return err
	}
	return s.sale(ctx, a, in.ShopID, in.ProductID, func(ctx context.Context, p Product, now time.Time) error {
		archived, err := s.store.ArchivedVariants(ctx, p.ID)
		if err != nil {
			return err
		}
		plan := planVariants(p.Variants, archived, in.Variants)
		if err := s.store.SetOptionKinds(ctx, p.ID, in.Kinds); err != nil {
			return fmt.Errorf("set option kinds: %w", err)
		}
		for _, v := range plan.leave {
			if err := s.store.ArchiveVariant(ctx, v.ID, now); err != nil {
				return fmt.Errorf("archive variant %d: %w", v.ID, err)
			}
		}
		for _, w := range plan.sell {
			if err := s.sell(ctx, a, p, w, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// wanted is a variant as it is (without ID when it is new) and as it shall be.
type wanted struct {
	is   Variant
	will VariantInput
}

type variantPlan struct {
	leave []Variant // go off sale
	sell  []wanted  // in order
}

// planVariants matches what is wanted with what there is, by the options. A variant that
// was off sale comes back as itself: orders still point at it.
func planVariants(onSale, archived []Variant, want []VariantInput) variantPlan {
	var plan variantPlan
	known := map[[2]string]Variant{}
	for _, v := range slices.Concat(archived, onSale) {
		known[fold(v.Options)] = v
	}
	kept := map[int64]bool{}
	for i, w := range want {
		is := known[fold(w.Options)]
		if is.ID != 0 {
			kept[is.ID] = true
			w.Options = is.Options
		}
		is.Position = i
		plan.sell = append(plan.sell, wanted{is, w})
	}
	for _, v := range onSale {
		if !kept[v.ID] {
			plan.leave = append(plan.leave, v)
		}
	}
	return plan
}

func fold(options [2]string) [2]string {
	return [2]string{strings.ToLower(options[0]), strings.ToLower(options[1])}
}

func (s *Service) sell(ctx context.Context, a actor.Actor, p Product, w wanted, now time.Time) error {
	v := w.is
	isNew := v.ID == 0
	if isNew {
		v = Variant{ProductID: p.ID, Options: w.will.Options, Price: w.will.Price, Position: v.Position}
	}
	id, err := s.store.PutVariant(ctx, v)
	if err != nil {
		return fmt.Errorf("put variant %s: %w", strconv.Quote(v.Label()), err)
	}
	if isNew || v.Price != w.will.Price {
		if err := s.store.SetVariantPrice(ctx, id, w.will.Price, a.AccountID, now); err != nil {
			return fmt.Errorf("set price of variant %d: %w", id, err)
		}
	}
	if p.StockMode == Counted && v.Left() != w.will.OnHand {
		if err := s.stock.SetSellable(ctx, id, w.will.OnHand, a.AccountID); err != nil {
			return fmt.Errorf("set stock of variant %d: %w", id, err)
		}
	}
	return nil
}

// sale makes a change that needs no review, in one transaction.
func (s *Service) sale(ctx context.Context, a actor.Actor, shopID, productID int64, change func(context.Context, Product, time.Time) error) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.own(ctx, a, shopID, productID)
		if err != nil {
			return err
		}
		if p.Status == Archived {
			return ErrStatus
		}
		now := s.clock.Now()
		if err := change(ctx, p, now); err != nil {
			return err
		}
		return s.touch(ctx, p, now)
	})
}
