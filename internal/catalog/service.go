package catalog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/outbox"
	"beli/internal/slug"
)

// Counter moves counted stock; Stock is one.
type Counter interface {
	// SetSellable makes n pieces of a variant sellable, besides what unpaid orders hold, and
	// notes the movement.
	SetSellable(ctx context.Context, variantID int64, n int, by int64) error
}

// Service is the acts of a shop's people and of curators on products. A member acts
// within their shop; whatever lies outside is not found.
type Service struct {
	store   Store
	stock   Counter
	tx      database.Transactor
	changes *changelog.Log
	audit   *audit.Log
	outbox  *outbox.Outbox
	clock   clock.Clock
}

// New makes the service.
func New(store Store, stock Counter, tx database.Transactor, changes *changelog.Log, log *audit.Log, out *outbox.Outbox, clk clock.Clock) *Service {
	return &Service{store: store, stock: stock, tx: tx, changes: changes, audit: log, outbox: out, clock: clk}
}

// member lets through who may manage the products of a shop.
func (s *Service) member(ctx context.Context, a actor.Actor, shopID int64) error {
	if !a.SignedIn() {
		return ErrSignedOut
	}
	return s.store.MayManageProducts(ctx, a.AccountID, shopID)
}

// own loads a product through the actor's shop.
func (s *Service) own(ctx context.Context, a actor.Actor, shopID, productID int64) (Product, error) {
	if err := s.member(ctx, a, shopID); err != nil {
		return Product{}, err
	}
	p, err := s.store.Product(ctx, shopID, productID)
	if err != nil {
		return Product{}, fmt.Errorf("load product %d: %w", productID, err)
	}
	return p, nil
}

// CreateDraft starts a product with one variant. Errors: Invalid, login_required, not_found.
func (s *Service) CreateDraft(ctx context.Context, a actor.Actor, in CreateDraftInput) (Product, error) {
	in.Content, in.Stock = in.Content.Clean(), in.Stock.clean()
	if err := in.Validate(); err != nil {
		return Product{}, err
	}
	if err := s.member(ctx, a, in.ShopID); err != nil {
		return Product{}, err
	}
	cat, err := s.category(ctx, in.Content)
	if err != nil {
		return Product{}, err
	}
	var made Product
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		now := s.clock.Now()
		code, err := s.freeCode(ctx)
		if err != nil {
			return err
		}
		p := Product{
			Code: code, Slug: productSlug(in.Content.Name), ShopID: in.ShopID, Status: Draft, Content: in.Content, Service: cat.Service,
			StockMode: in.Stock.Mode, MakingDays: in.Stock.MakingDays, DailyCapacity: in.Stock.DailyCapacity,
			PriceFrom: in.Price, CreatedAt: now, UpdatedAt: now,
		}
		if p.ID, err = s.store.InsertProduct(ctx, p); err != nil {
			return fmt.Errorf("insert product: %w", err)
		}
		variant, err := s.store.PutVariant(ctx, Variant{ProductID: p.ID, Price: in.Price})
		if err != nil {
			return fmt.Errorf("insert variant: %w", err)
		}
		if err := s.store.SetVariantPrice(ctx, variant, in.Price, a.AccountID, now); err != nil {
			return fmt.Errorf("set price: %w", err)
		}
		if in.Stock.OnHand > 0 {
			if err := s.stock.SetSellable(ctx, variant, in.Stock.OnHand, a.AccountID); err != nil {
				return fmt.Errorf("set stock: %w", err)
			}
		}
		if err := s.attach(ctx, p, in.Content.Photos); err != nil {
			return err
		}
		if err := s.store.Touch(ctx, p.ID, now); err != nil {
			return err
		}
		made, err = s.store.Product(ctx, in.ShopID, p.ID)
		return err
	})
	return made, err
}

// attach gives loose photos to a draft.
func (s *Service) attach(ctx context.Context, p Product, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	if err := s.store.AttachPhotos(ctx, p.ShopID, p.ID, ids); err != nil {
		if fault.KindOf(err) == fault.Conflict {
			return fault.Problem("photos", "invalid_choice")
		}
		return err
	}
	return s.store.PlacePhotos(ctx, p.ID, ids, PhotoWaiting)
}

func (s *Service) freeCode(ctx context.Context) (string, error) {
	for {
		code := slug.Code(7)
		taken, err := s.store.CodeTaken(ctx, code)
		if err != nil {
			return "", err
		}
		if !taken {
			return code, nil
		}
	}
}

func productSlug(name string) string {
	if s := slug.Make(name); s != "" {
		return s
	}
	return "produk"
}

// category is where a content stands; it must be a leaf.
func (s *Service) category(ctx context.Context, c Content) (Category, error) {
	tree, err := s.store.Tree(ctx)
	if err != nil {
		return Category{}, err
	}
	if !tree.Leaf(c.CategoryID) {
		return Category{}, fault.Problem("category", "invalid_choice")
	}
	cat, _ := tree.ByID(c.CategoryID)
	return cat, c.fits(cat)
}

// Hide takes a published product off the shelf. Errors: product_status, not_found.
func (s *Service) Hide(ctx context.Context, a actor.Actor, in ProductInput) error {
	return s.move(ctx, a, in, Published, Hidden)
}

// Show brings a hidden product back. Errors: product_status, not_found.
func (s *Service) Show(ctx context.Context, a actor.Actor, in ProductInput) error {
	return s.move(ctx, a, in, Hidden, Published)
}

// Archive ends a product for good; a change that waits is withdrawn. Errors: product_status, not_found.
func (s *Service) Archive(ctx context.Context, a actor.Actor, in ProductInput) error {
	return s.move(ctx, a, in, "", Archived)
}

// move makes a member's move; an empty from stands for whatever the product is.
func (s *Service) move(ctx context.Context, a actor.Actor, in ProductInput, from, to Status) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.own(ctx, a, in.ShopID, in.ProductID)
		if err != nil {
			return err
		}
		if (from != "" && p.Status != from) || !p.Status.CanBecome(to) {
			return ErrStatus
		}
		now := s.clock.Now()
		if to == Archived {
			if err := s.withdraw(ctx, p, a, now); err != nil && !errors.Is(err, ErrNothingWaiting) {
				return err
			}
		}
		if err := s.store.MoveProduct(ctx, p.ID, p.Status, to, now); err != nil {
			return fault.ConflictAs(ErrStatus, err)
		}
		return s.changed(ctx, p)
	})
}

// changed tells the followers of the catalogue, when a product was ever on sale.
func (s *Service) changed(ctx context.Context, p Product) error {
	if !p.EverPublished() {
		return nil
	}
	return s.changes.Append(ctx, changelog.Product, p.ID)
}

// touch brings a product's card up to date and tells the followers.
func (s *Service) touch(ctx context.Context, p Product, now time.Time) error {
	if err := s.store.Touch(ctx, p.ID, now); err != nil {
		return err
	}
	return s.changed(ctx, p)
}

// Editing is a product as its shop edits it. Errors: login_required, not_found.
func (s *Service) Editing(ctx context.Context, a actor.Actor, in ProductInput) (Editing, error) {
	p, err := s.own(ctx, a, in.ShopID, in.ProductID)
	if err != nil {
		return Editing{}, err
	}
	return s.editing(ctx, p)
}

func (s *Service) editing(ctx context.Context, p Product) (Editing, error) {
	newest, err := s.store.Changes(ctx, p.ID, 1)
	if err != nil {
		return Editing{}, err
	}
	e := Editing{Product: p}
	if len(newest) > 0 {
		e.Change = &newest[0]
	}
	return e, nil
}

// Preview is a product as buyers would see it with the owner's newest words. Errors: login_required, not_found.
func (s *Service) Preview(ctx context.Context, a actor.Actor, in ProductInput) (Page, error) {
	e, err := s.Editing(ctx, a, in)
	if err != nil {
		return Page{}, err
	}
	return s.store.PageOf(ctx, e.Product, e.Form())
}

// OwnerList is a page of a shop's products.
type OwnerList struct {
	Rows   []OwnerRow
	Total  int              // rows the filter finds
	Counts map[OwnerTab]int // of every tab, without the text
}

// OwnerList lists a shop's products. Errors: login_required, not_found.
func (s *Service) OwnerList(ctx context.Context, a actor.Actor, shopID int64, f OwnerFilter) (OwnerList, error) {
	if err := s.member(ctx, a, shopID); err != nil {
		return OwnerList{}, err
	}
	rows, total, err := s.store.OwnerRows(ctx, shopID, f)
	if err != nil {
		return OwnerList{}, fmt.Errorf("list products: %w", err)
	}
	counts, err := s.store.OwnerCounts(ctx, shopID)
	if err != nil {
		return OwnerList{}, fmt.Errorf("count products: %w", err)
	}
	return OwnerList{Rows: rows, Total: total, Counts: counts}, nil
}
