package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/demo/catalogue"
	"beli/internal/promo"
	"beli/internal/shop"
	"beli/internal/slug"
)

// Seed makes the whole demonstration, or nothing: it is one transaction, so that a process
// that is stopped leaves an empty database. The pictures come later, by FillPictures; until
// then pages show the mats. It gives those who can sign in. Errors: ErrSeeded, ErrNotEmpty.
func (s *Seeder) Seed(ctx context.Context, progress Progress) (Accounts, error) {
	if err := s.fresh(ctx); err != nil {
		return nil, err
	}
	c, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	logins, err := cast(c)
	if err != nil {
		return nil, err
	}
	pictures, err := sketch(ctx, c, progress)
	if err != nil {
		return nil, err
	}
	hashes := map[string]string{}
	for _, l := range logins {
		hashes[l.Contact] = s.Hasher.Hash(l.Password)
	}
	err = s.Conn.InTx(ctx, func(ctx context.Context) error {
		run := &seeding{Seeder: s, catalogue: c, album: pictures, logins: logins, hashes: hashes, progress: progress,
			shops: map[string]stand{}, codes: map[string]string{}}
		return run.all(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("seed: %w", err)
	}
	return logins, nil
}

// seeding is one run of Seed.
type seeding struct {
	*Seeder
	catalogue catalogue.Catalogue
	album     album
	logins    Accounts
	hashes    map[string]string // of passwords, by the contact of a login
	progress  Progress

	tree    *catalog.Tree
	curator actor.Actor
	shops   map[string]stand  // by key
	codes   map[string]string // public codes of products, by id
}

// stand is an open shop and who runs it.
type stand struct {
	id    int64
	owner actor.Actor
}

func (r *seeding) all(ctx context.Context) error {
	if err := r.mark(ctx); err != nil {
		return err
	}
	var err error
	if r.tree, err = r.Categories.Tree(ctx); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{r.staff, r.openShops, r.sellProducts, r.collect, r.silence} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return r.keepAlbum(ctx, r.album)
}

// staff makes everybody who can sign in and has no shop.
func (r *seeding) staff(ctx context.Context) error {
	for _, l := range r.logins {
		role := actor.NotStaff
		switch l.Role {
		case Curator:
			role = actor.Curator
		case Admin:
			role = actor.Admin
		case Owner:
			continue
		}
		contact, err := account.ParseContact(l.Contact)
		if err != nil {
			return fmt.Errorf("contact of %s: %w", l.Name, err)
		}
		who, err := r.person(ctx, l.Name, contact, r.hashes[l.Contact], role)
		if err != nil {
			return err
		}
		if l.Role == Curator {
			r.curator = who
		}
	}
	return nil
}

func (r *seeding) openShops(ctx context.Context) error {
	for n, i := range mixed(len(r.catalogue.Shops)) {
		s := r.catalogue.Shops[i]
		if err := r.open(ctx, s); err != nil {
			return fmt.Errorf("shop %s: %w", s.Key, err)
		}
		r.progress.tell(Shops, n+1, len(r.catalogue.Shops))
	}
	return nil
}

// open makes an owner, whose shop is opened, described, sent and verified.
func (r *seeding) open(ctx context.Context, s catalogue.Shop) error {
	contact, err := account.ParseContact("+" + s.Phone)
	if err != nil {
		return fmt.Errorf("telephone %s: %w", s.Phone, err)
	}
	hash := ""
	for _, l := range r.logins {
		if l.Shop == slug.Make(s.Name) {
			hash = r.hashes[l.Contact]
		}
	}
	owner, err := r.person(ctx, s.Owner, contact, hash, actor.NotStaff)
	if err != nil {
		return err
	}
	made, err := r.Shops.Open(ctx, owner, shop.OpenInput{Name: s.Name, VillageCode: s.Village, OwnerName: s.Owner,
		PhoneKey: contact.Key(), Street: s.Street, StoryID: s.Story.ID})
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	r.shops[s.Key] = stand{made.ID, owner}
	profile := shop.ProfileInput{ShopID: made.ID, Name: s.Name, VillageCode: s.Village, OwnerName: s.Owner,
		PhoneKey: contact.Key(), Street: s.Street, StoryID: s.Story.ID, StoryEN: s.Story.EN, Hours: s.Hours.ID}
	if err := r.Shops.UpdateProfile(ctx, owner, profile); err != nil {
		return fmt.Errorf("profile: %w", err)
	}
	delivery := shop.DeliveryInput{ShopID: made.ID, OffersPickup: handsOver(s), OffersExpedition: s.Expedition, AcceptsCash: s.CashAtPickup}
	if err := r.Shops.SetDelivery(ctx, owner, delivery); err != nil {
		return fmt.Errorf("delivery: %w", err)
	}
	front := r.album.Shops[s.Key]
	seen := shop.PhotoInput{ShopID: made.ID, Key: string(front.Keys[0]), Width: side, Height: side, Mat: int(front.Mat)}
	if err := r.Shops.SetPhoto(ctx, owner, seen); err != nil {
		return fmt.Errorf("photo: %w", err)
	}
	if err := r.Shops.Submit(ctx, owner, made.ID); err != nil {
		return fmt.Errorf("submit: %w", err)
	}
	if err := r.Shops.Verify(ctx, r.curator, shop.DecisionInput{ShopID: made.ID}); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

// handsOver tells whether buyers may come. A shop of services alone meets its buyers, which
// is the only way it has: a shop must offer one.
func handsOver(s catalogue.Shop) bool { return s.Pickup || !s.Expedition }

func (r *seeding) sellProducts(ctx context.Context) error {
	for n, i := range mixed(len(r.catalogue.Products)) {
		p := r.catalogue.Products[i]
		if err := r.sell(ctx, p); err != nil {
			return fmt.Errorf("product %s: %w", p.ID, err)
		}
		r.progress.tell(Products, n+1, len(r.catalogue.Products))
	}
	return nil
}

// sell brings a product from its photos to the shelf, with its numbers checked.
func (r *seeding) sell(ctx context.Context, p catalogue.Product) error {
	at := r.shops[p.Shop]
	category, ok := r.tree.BySlug(p.Category)
	if !ok {
		return fmt.Errorf("no category %q", p.Category)
	}
	content, err := r.withPhotos(ctx, at, p, contentOf(p, category))
	if err != nil {
		return err
	}
	made, err := r.Catalog.CreateDraft(ctx, at.owner, catalog.CreateDraftInput{ShopID: at.id, Content: content, Price: p.Price, Stock: stockOf(p)})
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	r.codes[p.ID] = made.Code
	if len(p.Options) > 0 {
		err := r.Catalog.SetVariants(ctx, at.owner, catalog.SetVariantsInput{ShopID: at.id, ProductID: made.ID, Kinds: kindsOf(p), Variants: variantsOf(p)})
		if err != nil {
			return fmt.Errorf("variants: %w", err)
		}
	}
	in := catalog.ProductInput{ShopID: at.id, ProductID: made.ID}
	if err := r.Catalog.Submit(ctx, at.owner, in); err != nil {
		return fmt.Errorf("submit: %w", err)
	}
	editing, err := r.Catalog.Editing(ctx, at.owner, in)
	if err != nil {
		return fmt.Errorf("read what waits: %w", err)
	}
	if err := r.Catalog.Confirm(ctx, r.curator, editing.Change.ID); err != nil {
		return fmt.Errorf("confirm: %w", err)
	}
	if !numbered(content) {
		return nil
	}
	if err := r.Catalog.MarkCredentialChecked(ctx, r.curator,
		catalog.CheckInput{ProductID: made.ID, HalalNumber: editing.Change.Content.HalalNumber, PIRTNumber: editing.Change.Content.PIRTNumber}); err != nil {
		return fmt.Errorf("check credentials: %w", err)
	}
	return nil
}

// withPhotos adds the reserved photos to the shop and to a content.
func (r *seeding) withPhotos(ctx context.Context, at stand, p catalogue.Product, c catalog.Content) (catalog.Content, error) {
	in := catalog.AddPhotosInput{ShopID: at.id}
	views := r.album.Products[p.ID]
	for _, key := range views.Keys {
		in.Photos = append(in.Photos, catalog.NewPhoto{Key: string(key), Width: side, Height: side, Mat: int(views.Mat)})
	}
	photos, err := r.Catalog.AddPhotos(ctx, at.owner, in)
	if err != nil {
		return c, fmt.Errorf("add photos: %w", err)
	}
	for _, f := range photos {
		c.Photos = append(c.Photos, f.ID)
	}
	return c, nil
}

// collect makes the collections, which run from three days ago for four weeks. The first
// of the catalogue is made last: of those that begin together, the newest is shown first.
func (r *seeding) collect(ctx context.Context) error {
	today := r.Clock.Now().In(clock.WIB)
	for i, c := range slices.Backward(r.catalogue.Collections) {
		if err := r.feature(ctx, c, today); err != nil {
			return fmt.Errorf("collection %s: %w", c.Slug, err)
		}
		r.progress.tell(Collections, len(r.catalogue.Collections)-i, len(r.catalogue.Collections))
	}
	return nil
}

func (r *seeding) feature(ctx context.Context, c catalogue.Collection, today time.Time) error {
	made, err := r.Collections.Create(ctx, r.curator, promo.Words{TitleID: c.Title.ID, TitleEN: c.Title.EN, TextID: c.Text.ID, TextEN: c.Text.EN,
		FirstDay: today.AddDate(0, 0, -3).Format(time.DateOnly), LastDay: today.AddDate(0, 0, 25).Format(time.DateOnly)})
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	for _, pick := range c.Picks {
		err := r.Collections.AddItem(ctx, r.curator, promo.AddItemInput{CollectionID: made.ID, Code: r.codes[pick.Product], Reason: pick.Reason.ID})
		if err != nil {
			return fmt.Errorf("add %s: %w", pick.Product, err)
		}
	}
	return r.Collections.Publish(ctx, r.curator, made.ID)
}

// silence ends the messages to owners about the curator's hundreds of decisions: these
// people do not exist, and the log of a first start would be nothing else.
func (r *seeding) silence(ctx context.Context) error {
	_, err := r.Conn.Exec(ctx, `UPDATE outbox_message SET done_at = $1 WHERE done_at IS NULL AND kind IN ($2, $3)`,
		database.Micros(r.Clock.Now()), shop.Decided{}.Kind(), catalog.ChangeDecided{}.Kind())
	if err != nil {
		return fmt.Errorf("end the messages: %w", err)
	}
	return nil
}
