// Package shelf keeps what visitors look at most, cards, lists and counts, in memory until
// something changes: the catalogue's and the shops' read sides with a memory in front. It
// follows the change log like the search index does, so that every process shows a change
// within moments, and the one that made it at once.
package shelf

import (
	"context"
	"maps"
	"strconv"
	"time"

	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/clock"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/memo"
	"beli/internal/paging"
	"beli/internal/promo"
	"beli/internal/shop"
)

// Collections reads what is curated now.
type Collections interface {
	Running(ctx context.Context, limit int) ([]promo.Collection, error)
	BySlug(ctx context.Context, slug string) (promo.Collection, error)
}

// Rates knows the agency's tariff.
type Rates interface {
	Rate(ctx context.Context, provinceCode string) (delivery.Rate, error)
}

// Shelf answers as catalog.Storefront and shop.Directory do.
type Shelf struct {
	catalog.Storefront
	shop.Directory
	collections Collections
	tariff      Rates

	rates   *memo.Cache[string, delivery.Rate]
	trees   *memo.Cache[string, *catalog.Tree]
	cards   *memo.Cache[int64, catalog.Card] // one without ID is not visible
	racks   *memo.Cache[string, []catalog.Card]
	pages   *memo.Cache[string, catalog.Page]
	stalls  *memo.Cache[string, stall]
	shops   *memo.Cache[string, []shop.Card]
	streets *memo.Cache[shop.Filter, street]
	counts  *memo.Cache[string, map[string]int]
	running *memo.Cache[string, []promo.Collection]
	// public are keys of photos that everybody may see, or may not.
	public *memo.Cache[string, bool]
}

// How long an answer is kept when nothing changes: holidays begin by the clock, and collections
// on the minute.
const (
	life    = time.Minute
	onTime  = 2 * time.Second
	mostOf  = 2_000
	mostIDs = 50_000 // about 25 MB of cards
)

// helpsOut is how long the shelf shows what it last saw while the database is away: visitors can look
// around meanwhile, and nothing can change behind them.
const helpsOut = 10 * time.Minute

func away(err error) bool { return fault.KindOf(err) == fault.Unavailable }

// keeper makes a memory that helps out while the database is away.
func keeper[K comparable, V any](clk clock.Clock, most int, life time.Duration) *memo.Cache[K, V] {
	return memo.New[K, V](clk.Now, most, life).Spare(helpsOut, away)
}

// New puts a memory before the read sides.
func New(front catalog.Storefront, directory shop.Directory, collections Collections, tariff Rates, clk clock.Clock) *Shelf {
	return &Shelf{Storefront: front, Directory: directory, collections: collections, tariff: tariff,
		rates: keeper[string, delivery.Rate](clk, 100, life), trees: keeper[string, *catalog.Tree](clk, 1, life),
		cards: keeper[int64, catalog.Card](clk, mostIDs, life), pages: keeper[string, catalog.Page](clk, mostOf, life),
		stalls: keeper[string, stall](clk, mostOf, life), racks: keeper[string, []catalog.Card](clk, mostOf, life),
		shops: keeper[string, []shop.Card](clk, mostOf, life), streets: keeper[shop.Filter, street](clk, mostOf, life),
		counts: keeper[string, map[string]int](clk, mostOf, life), running: keeper[string, []promo.Collection](clk, mostOf, onTime), public: keeper[string, bool](clk, mostIDs, life)}
}

// Changed forgets what a change makes stale.
func (s *Shelf) Changed(c changelog.Change) {
	switch c.Kind {
	case changelog.Product:
		s.cards.Forget(c.Ref)
		s.pages.ForgetWhere(func(p catalog.Page) bool { return p.ID == c.Ref })
		s.public.ForgetAll()
		s.racks.ForgetAll()
		s.stalls.ForgetAll()
		s.shops.ForgetAll() // they count products
		s.streets.ForgetAll()
		s.running.ForgetAll()
	case changelog.Category:
		s.trees.ForgetAll()
		s.pages.ForgetAll()
	case changelog.Collection:
		s.running.ForgetAll()
	default:
		s.cards.ForgetAll()
		s.pages.ForgetAll()
		s.public.ForgetAll()
		s.racks.ForgetAll()
		s.stalls.ForgetAll()
		s.shops.ForgetAll()
		s.streets.ForgetAll()
		s.counts.ForgetAll()
		s.running.ForgetAll()
	}
}

// PhotoReadable implements catalog.Storefront; what everybody may see is remembered.
func (s *Shelf) PhotoReadable(ctx context.Context, a actor.Actor, key string) (bool, error) {
	if a.SignedIn() || a.IsStaff() {
		return s.Storefront.PhotoReadable(ctx, a, key)
	}
	return s.public.Get(ctx, key, func(ctx context.Context) (bool, error) { return s.Storefront.PhotoReadable(ctx, a, key) })
}

// Tree implements catalog.Storefront.
func (s *Shelf) Tree(ctx context.Context) (*catalog.Tree, error) {
	return s.trees.Get(ctx, "", s.Storefront.Tree)
}

// Cards implements catalog.Storefront: only cards that are not kept are read, all at once.
func (s *Shelf) Cards(ctx context.Context, ids []int64) ([]catalog.Card, error) {
	found, missing, generation := s.cards.Many(ids)
	if len(missing) > 0 {
		read, err := s.Storefront.Cards(ctx, missing)
		if err != nil {
			old := s.cards.Old(missing, err)
			if len(old) < len(missing) {
				return nil, err
			}
			maps.Copy(found, old)
			return inOrder(ids, found), nil
		}
		fresh := make(map[int64]catalog.Card, len(missing))
		for _, id := range missing {
			fresh[id] = catalog.Card{} // unless it is among what was read
		}
		for _, c := range read {
			fresh[c.ID] = c
		}
		s.cards.Keep(generation, fresh)
		for id, c := range fresh {
			found[id] = c
		}
	}
	return inOrder(ids, found), nil
}

// inOrder gives the cards in the order that was asked for, each once.
func inOrder(ids []int64, found map[int64]catalog.Card) []catalog.Card {
	out := make([]catalog.Card, 0, len(ids))
	for _, id := range ids {
		if c := found[id]; c.ID != 0 {
			out = append(out, c)
			delete(found, id) // once, however often it was asked for
		}
	}
	return out
}

// PageByCode implements catalog.Storefront.
func (s *Shelf) PageByCode(ctx context.Context, code string) (catalog.Page, error) {
	return s.pages.Get(ctx, code, func(ctx context.Context) (catalog.Page, error) { return s.Storefront.PageByCode(ctx, code) })
}

// stall is a page of a shop's products.
type stall struct {
	cards []catalog.Card
	total int
}

// OfShop implements catalog.Storefront.
func (s *Shelf) OfShop(ctx context.Context, shopID int64, page paging.Request) ([]catalog.Card, int, error) {
	page = page.Clean()
	kept, err := s.stalls.Get(ctx, key(shopID, page.Number)+":"+strconv.Itoa(page.Size), func(ctx context.Context) (stall, error) {
		cards, total, err := s.Storefront.OfShop(ctx, shopID, page)
		return stall{cards, total}, err
	})
	return kept.cards, kept.total, err
}

// Newest implements catalog.Storefront.
func (s *Shelf) Newest(ctx context.Context, limit int) ([]catalog.Card, error) {
	return s.racks.Get(ctx, "newest:"+strconv.Itoa(limit), func(ctx context.Context) ([]catalog.Card, error) {
		return s.Storefront.Newest(ctx, limit)
	})
}

// SameShop implements catalog.Storefront.
func (s *Shelf) SameShop(ctx context.Context, productID int64, limit int) ([]catalog.Card, error) {
	return s.racks.Get(ctx, "same:"+key(productID, limit), func(ctx context.Context) ([]catalog.Card, error) {
		return s.Storefront.SameShop(ctx, productID, limit)
	})
}

// Similar implements catalog.Storefront.
func (s *Shelf) Similar(ctx context.Context, productID int64, limit int) ([]catalog.Card, error) {
	return s.racks.Get(ctx, "similar:"+key(productID, limit), func(ctx context.Context) ([]catalog.Card, error) {
		return s.Storefront.Similar(ctx, productID, limit)
	})
}

func key(id int64, limit int) string { return strconv.FormatInt(id, 10) + ":" + strconv.Itoa(limit) }

// CountByKecamatan implements shop.Directory.
func (s *Shelf) CountByKecamatan(ctx context.Context) (map[string]int, error) {
	return s.counts.Get(ctx, "kecamatan", s.Directory.CountByKecamatan)
}

// NewestShops implements shop.Directory.
func (s *Shelf) NewestShops(ctx context.Context, limit int) ([]shop.Card, error) {
	return s.shops.Get(ctx, "newest:"+strconv.Itoa(limit), func(ctx context.Context) ([]shop.Card, error) {
		return s.Directory.NewestShops(ctx, limit)
	})
}

// street is a page of shops.
type street struct {
	cards []shop.Card
	total int
}

// List implements shop.Directory.
func (s *Shelf) List(ctx context.Context, f shop.Filter) ([]shop.Card, int, error) {
	f.Page = f.Page.Clean()
	kept, err := s.streets.Get(ctx, f, func(ctx context.Context) (street, error) {
		cards, total, err := s.Directory.List(ctx, f)
		return street{cards, total}, err
	})
	return kept.cards, kept.total, err
}

// Running is what is curated now; it begins and ends on time to the second or two.
func (s *Shelf) Running(ctx context.Context, limit int) ([]promo.Collection, error) {
	return s.running.Get(ctx, strconv.Itoa(limit), func(ctx context.Context) ([]promo.Collection, error) {
		return s.collections.Running(ctx, limit)
	})
}

// BySlug reads a published collection.
func (s *Shelf) BySlug(ctx context.Context, slug string) (promo.Collection, error) {
	return s.collections.BySlug(ctx, slug)
}

// Rate is the tariff to a province; a change of it shows within a minute.
func (s *Shelf) Rate(ctx context.Context, provinceCode string) (delivery.Rate, error) {
	return s.rates.Get(ctx, provinceCode, func(ctx context.Context) (delivery.Rate, error) { return s.tariff.Rate(ctx, provinceCode) })
}
