package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/demo/catalogue"
	"beli/internal/shop"
	"beli/internal/slug"
)

// rowsAtOnce is about how many rows one transaction of Scale writes.
const rowsAtOnce = 2_000

// Scale adds n further products in shops of their own, on sale and verified, all written
// in bulk. The same n and seed make the same rows but for ids and instants; an interrupted
// call is completed by the same call again, since a shop comes with all its products. A
// scaled product shows the cover of the product it was made after and has no photos of its
// own: keys are unique, and so many files would serve nobody. Errors: ErrNotSeeded, ErrOtherSeed.
func (s *Seeder) Scale(ctx context.Context, n int, seed uint64, progress Progress) error {
	pictures, err := s.readAlbum(ctx)
	if err != nil {
		return err
	}
	c, err := catalogue.Load()
	if err != nil {
		return err
	}
	contact, err := account.ParseContact(curatorContact)
	if err != nil {
		return fmt.Errorf("contact of the curator: %w", err)
	}
	curator, err := s.People.ByContact(ctx, contact)
	if err != nil {
		return fmt.Errorf("find the curator: %w", err)
	}
	tree, err := s.Categories.Tree(ctx)
	if err != nil {
		return err
	}
	if err := s.claimSeed(ctx, seed); err != nil {
		return err
	}
	run := &scaling{Seeder: s, album: pictures, tree: tree, curator: curator.ID, seed: seed, now: s.Clock.Now()}
	for stall := range c.Scale(s.Region, n, seed) {
		if err := run.add(stall); err != nil {
			return fmt.Errorf("scale: %w", err)
		}
		if run.rows < rowsAtOnce {
			continue
		}
		if err := run.flush(ctx); err != nil {
			return fmt.Errorf("scale: %w", err)
		}
		progress.tell(Scaled, run.products, n)
	}
	if err := run.flush(ctx); err != nil {
		return fmt.Errorf("scale: %w", err)
	}
	progress.tell(Scaled, run.products, n)
	return nil
}

// scaling is one run of Scale: the stalls of the transaction to come, in step with each other.
type scaling struct {
	*Seeder
	album   album
	tree    *catalog.Tree
	curator int64
	seed    uint64
	now     time.Time

	shops, products int // so far
	rows            int // waiting
	owners          []account.Account
	stalls          []shop.Shop
	goods           [][]catalog.Product // of each stall
}

func (r *scaling) add(stall catalogue.Stall) error {
	at := stall.Shop
	kecamatan, ok := r.Region.KecamatanOf(at.Village)
	if !ok {
		return fmt.Errorf("shop %s lies in no kecamatan of Blitar", at.Key)
	}
	r.shops++
	opened := r.now.Add(-7*24*time.Hour - time.Duration(r.shops)*time.Second) // the demonstration stays the newest
	phone := "+" + at.Phone
	r.owners = append(r.owners, account.Account{Name: at.Owner, PhoneKey: phone, Staff: actor.NotStaff, SessionVersion: 1, Lang: "id", CreatedAt: opened})
	r.stalls = append(r.stalls, shop.Shop{Slug: at.Key, Name: at.Name, Status: shop.Verified, VillageCode: at.Village, KecamatanCode: kecamatan.Code,
		Street: at.Street, OwnerName: at.Owner, PhoneKey: phone, StoryID: at.Story.ID, StoryEN: at.Story.EN, Hours: at.Hours.ID,
		OffersPickup: handsOver(at), OffersExpedition: at.Expedition, AcceptsCash: at.CashAtPickup,
		SubmittedAt: opened, VerifiedAt: opened.Add(time.Hour), VerifiedBy: r.curator, CreatedAt: opened, UpdatedAt: opened.Add(time.Hour)})
	r.rows += 3
	var goods []catalog.Product
	for _, p := range stall.Products {
		made, err := r.product(p, opened.Add(2*time.Hour))
		if err != nil {
			return err
		}
		goods = append(goods, made)
		r.rows += 1 + 3*len(made.Variants)
	}
	r.goods = append(r.goods, goods)
	return nil
}

func (r *scaling) product(p catalogue.Product, at time.Time) (catalog.Product, error) {
	category, ok := r.tree.BySlug(p.Category)
	if !ok {
		return catalog.Product{}, fmt.Errorf("no category %q", p.Category)
	}
	like, ok := r.album.Products[p.Like]
	if !ok || len(like.Keys) == 0 {
		return catalog.Product{}, fmt.Errorf("no pictures of %q", p.Like)
	}
	content := contentOf(p, category)
	if err := content.Validate(); err != nil {
		return catalog.Product{}, fmt.Errorf("product %s: %w", p.ID, err)
	}
	r.products++
	variants, stock := variantsOf(p), stockOf(p)
	out := catalog.Product{
		Code: code(r.seed, r.products), Slug: slug.Make(p.Name.ID), Status: catalog.Published, Content: content,
		StockMode: stock.Mode, MakingDays: stock.MakingDays, DailyCapacity: stock.DailyCapacity, Service: category.Service,
		OptionKinds: kindsOf(p), PriceFrom: cheapest(variants), CoverKey: string(like.Keys[0]), CoverMat: int(like.Mat),
		PublishedAt: at, CreatedAt: at, UpdatedAt: at,
	}
	if stock.Mode != catalog.MadeToOrder {
		out.MakingDays, out.DailyCapacity = 0, 0
	}
	if numbered(content) {
		out.CredentialCheckedAt = at
	}
	for i, v := range variants {
		if stock.Mode != catalog.Counted {
			v.OnHand = 0
		}
		out.Variants = append(out.Variants, catalog.Variant{Options: v.Options, Price: v.Price, OnHand: v.OnHand, Position: i})
	}
	return out, nil
}

// flush writes what waits in one transaction; shops that are there already are left out.
func (r *scaling) flush(ctx context.Context) error {
	if len(r.stalls) == 0 {
		return nil
	}
	if err := r.Conn.InTx(ctx, r.write); err != nil {
		return err
	}
	r.rows, r.owners, r.stalls, r.goods = 0, nil, nil, nil
	return nil
}

func (r *scaling) write(ctx context.Context) error {
	slugs := make([]string, len(r.stalls))
	for i, s := range r.stalls {
		slugs[i] = s.Slug
	}
	taken, err := r.Bulk.TakenSlugs(ctx, slugs)
	if err != nil {
		return fmt.Errorf("look for shops that are there: %w", err)
	}
	var owners []account.Account
	var stalls []shop.Shop
	var goods [][]catalog.Product
	for i, s := range r.stalls {
		if !slices.Contains(taken, s.Slug) {
			owners, stalls, goods = append(owners, r.owners[i]), append(stalls, s), append(goods, r.goods[i])
		}
	}
	if len(stalls) == 0 {
		return nil
	}
	people, err := r.Bulk.InsertAccounts(ctx, owners)
	if err != nil {
		return err
	}
	ids, err := r.Bulk.InsertShops(ctx, stalls, people)
	if err != nil {
		return err
	}
	var all []catalog.Product
	for i, list := range goods {
		for _, p := range list {
			p.ShopID = ids[i]
			all = append(all, p)
		}
	}
	if _, err := r.Bulk.InsertProducts(ctx, all, r.curator); err != nil {
		return err
	}
	return r.Changes.Append(ctx, changelog.Shop, ids...)
}

// letters are those of slug.Code. A scaled product has eight where people's have seven, so
// that no two can meet.
const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// code is the public code of a product's number: a step that shares no divisor with the
// number of codes meets each once before any comes again.
func code(seed uint64, number int) string {
	const length, all, step = 8, 656_100_000_000, 405_498_418_877
	at := (seed%all + uint64(number)%all*step%all) % all
	out := make([]byte, length)
	for i := range out {
		out[i] = letters[at%uint64(len(letters))]
		at /= uint64(len(letters))
	}
	return string(out)
}
