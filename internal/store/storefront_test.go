package store_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/paging"
	"beli/internal/shop"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// shelf is one product with the facts that decide whether buyers see it.
type shelf struct {
	catalog.Product
	status catalog.Status
	down   bool
	shop   shop.Status
}

// seen is the rule, written again and plainly.
func (s shelf) seen() bool {
	if s.shop != shop.Verified {
		return false
	}
	if s.down {
		return false
	}
	return s.status == catalog.Published
}

// shuffle gives every shop and product a random state.
func shuffle(t *testing.T, m *market, r *rand.Rand, shelves []shelf) {
	t.Helper()
	ctx := context.Background()
	shops := map[int64]shop.Status{}
	m.must(m.d.InTx(ctx, func(ctx context.Context) error {
		for i := range shelves {
			s := &shelves[i]
			if _, ok := shops[s.ShopID]; !ok {
				shops[s.ShopID] = shop.Verified
				if r.IntN(2) == 0 {
					shops[s.ShopID] = shop.Statuses()[r.IntN(len(shop.Statuses()))]
				}
				if _, err := m.d.Exec(ctx, `UPDATE shops SET status = $1 WHERE id = $2`, string(shops[s.ShopID]), s.ShopID); err != nil {
					return err
				}
			}
			s.shop = shops[s.ShopID]
			s.status = catalog.Statuses()[r.IntN(len(catalog.Statuses()))]
			s.down = r.IntN(4) == 0
			var down *time.Time
			if s.down {
				down = &storetest.Noon
			}
			if _, err := m.d.Exec(ctx, `UPDATE products SET status = $1, takedown_at = $2 WHERE id = $3`, string(s.status), down, s.ID); err != nil {
				return err
			}
		}
		return nil
	}))
}

func ids(cards []catalog.Card) []int64 {
	var out []int64
	for _, c := range cards {
		out = append(out, c.ID)
	}
	slices.Sort(out)
	return out
}

func TestStorefront_every_reader_shows_exactly_the_visible_products(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		var shelves []shelf
		var all []int64
		for range 4 {
			shopID, owner := m.shop()
			for range 3 {
				p := m.onSale(shopID, owner, "Produk", 10_000)
				shelves = append(shelves, shelf{Product: p})
				all = append(all, p.ID)
			}
		}
		_, visitor := m.shop()
		r := rand.New(rand.NewPCG(2026, 11))
		for range 20 {
			shuffle(t, m, r, shelves)
			var want []int64
			perShop := map[int64]int{}
			for _, s := range shelves {
				if s.seen() {
					want = append(want, s.ID)
					perShop[s.ShopID]++
				}
			}
			equal := func(reader string, got []int64, err error) {
				t.Helper()
				m.must(err)
				if !slices.Equal(got, want) {
					t.Fatalf("%s shows %v, want %v", reader, got, want)
				}
			}
			equal("index", m.seen(), nil)
			cards, err := m.front.Cards(ctx, all)
			equal("cards", ids(cards), err)
			cards, err = m.front.Newest(ctx, 100)
			equal("newest", ids(cards), err)
			var listed []int64
			listings, err := m.front.Listings(ctx, all)
			for _, l := range listings {
				listed = append(listed, l.ID)
			}
			slices.Sort(listed)
			equal("listings", listed, err)
			counts, err := m.front.Counts(ctx)
			m.must(err)
			if counts.Products != len(want) || counts.ByCategory[m.category("makanan")] != len(want) || counts.ByKecamatan["35.05.18"] != len(want) {
				t.Fatalf("counts %+v, want %d", counts, len(want))
			}
			var pages, photos []int64
			for _, s := range shelves {
				page, err := m.front.PageByCode(ctx, s.Code)
				m.must(err)
				if page.State != catalog.WasWithdrawn {
					pages = append(pages, s.ID)
				} else if page.Content.Name != "" || len(page.Photos) > 0 || len(page.Variants) > 0 {
					t.Fatalf("a withdrawn page tells %+v", page)
				}
				for _, a := range []actor.Actor{actor.Visitor("x"), visitor} {
					ok, err := m.front.PhotoReadable(ctx, a, s.CoverKey)
					m.must(err)
					if ok && a.SignedIn() {
						photos = append(photos, s.ID)
					}
					if ok != s.seen() {
						t.Fatalf("photo of product %d readable by %s: %v", s.ID, a.Kind, ok)
					}
				}
				_, n, err := m.front.OfShop(ctx, s.ShopID, paging.Request{})
				m.must(err)
				if n != perShop[s.ShopID] {
					t.Fatalf("shop %d shows %d, want %d", s.ShopID, n, perShop[s.ShopID])
				}
			}
			equal("pages", pages, nil)
			equal("photos", photos, nil)
		}
	})
}

func TestStorefront_a_waiting_photo_is_for_its_shop_and_the_curators(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		_, stranger := m.shop()
		p := m.onSale(shopID, owner, "Wajik", 10_000)
		added, err := m.products.AddPhotos(ctx, owner, catalog.AddPhotosInput{ShopID: shopID, ProductID: p.ID, Photos: []catalog.NewPhoto{m.picture()}})
		m.must(err)
		for _, c := range []struct {
			who  string
			a    actor.Actor
			want bool
		}{{"visitor", actor.Visitor("x"), false}, {"nobody", actor.Actor{}, false}, {"stranger", stranger, false}, {"owner", owner, true}, {"curator", m.curator(), true}} {
			ok, err := m.front.PhotoReadable(ctx, c.a, added[0].Key)
			m.must(err)
			if ok != c.want {
				t.Errorf("%s: %v", c.who, ok)
			}
		}
	})
}

func TestStorefront_neighbours_of_a_product(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		one, a := m.shop()
		two, b := m.shop()
		p, q := m.onSale(one, a, "Wajik", 1_000), m.onSale(one, a, "Jenang", 1_000)
		r := m.onSale(two, b, "Wajik juga", 1_000)
		same, err := m.front.SameShop(ctx, p.ID, 5)
		m.must(err)
		similar, err := m.front.Similar(ctx, p.ID, 5)
		m.must(err)
		if !slices.Equal(ids(same), []int64{q.ID}) || !slices.Equal(ids(similar), []int64{r.ID}) {
			t.Errorf("same shop %v, similar %v", ids(same), ids(similar))
		}
		all, err := m.front.IDsOfShop(ctx, one)
		m.must(err)
		if !slices.Equal(all, []int64{p.ID, q.ID}) {
			t.Errorf("ids of the shop %v", all)
		}
		ordered, err := m.front.Cards(ctx, []int64{r.ID, p.ID, q.ID})
		m.must(err)
		if ordered[0].ID != r.ID || ordered[1].ID != p.ID {
			t.Errorf("cards leave the given order: %v", ordered)
		}
		if _, err := m.front.PageByCode(ctx, "ZZZZZZZ"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("an unknown code: %v", err)
		}
	})
}
