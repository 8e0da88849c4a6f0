package app

import (
	"context"
	"fmt"
	"log/slog"

	"beli/frontend/text"
	"beli/internal/account"
	"beli/internal/audit"
	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/changelog"
	"beli/internal/checkout"
	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/curation"
	"beli/internal/fulfilment"
	"beli/internal/ledger"
	"beli/internal/mail"
	"beli/internal/order"
	"beli/internal/outbox"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
	"beli/internal/photo"
	"beli/internal/promo"
	"beli/internal/ratelimit"
	"beli/internal/region"
	"beli/internal/search"
	"beli/internal/search/embedded"
	"beli/internal/search/standby"
	"beli/internal/shelf"
	"beli/internal/shop"
	"beli/internal/store"
)

// parts are the services of the product, made once and shared.
type parts struct {
	config  config.Config
	log     *slog.Logger
	clock   clock.Clock
	texts   *text.Bundles
	secret  []byte
	db      *store.DB
	region  *region.Book
	outbox  *outbox.Outbox
	changes *changelog.Log
	audit   *audit.Log
	limits  *ratelimit.Limiter

	hasher      *account.Hasher
	accounts    *account.Service
	accountRows store.Accounts
	sessions    *account.Sessions
	storefront  *store.Storefront
	directory   *store.Directory
	shopRows    *store.Shops
	catalog     *catalog.Service
	stock       *catalog.Stock
	shops       *shop.Service
	collections *promo.Service
	desk        *curation.Desk
	carts       *cart.Service
	orders      *order.Service
	ledger      *ledger.Service
	payments    *payment.Service
	sandbox     *sandbox.Gateway // nil where it is not offered
	checkout    *checkout.Service
	fulfilment  *fulfilment.Service
	photos      *photo.Library
	photoFiles  photoFiles
	letters     mail.Sender
	own         *embedded.Engine // this process's index
	server      *followedServer  // shared by all processes; nil where there is none
	standby     *standby.Finder  // nil where there is no server
	finder      search.Finder    // what visitors ask
	index       *index
	serverIndex *index            // of the search server; nil where there is none
	follower    *changelog.Shared // keeps the server; nil where there is none
	shelf       *shelf.Shelf
	engines     []engine
}

// makeParts wires every service; nothing runs yet.
func makeParts(ctx context.Context, c config.Config, texts *text.Bundles, log *slog.Logger, clk clock.Clock, deliver sandbox.Deliver, step func(string)) (*parts, error) {
	p := &parts{config: c, texts: texts, log: log, clock: clk}
	var err error
	if p.secret, err = secret(c); err != nil {
		return nil, err
	}
	if p.db, err = startDatabase(ctx, c, log, step); err != nil {
		return nil, err
	}
	if p.region, err = region.Open(); err != nil {
		return nil, p.undo(fmt.Errorf("read regions: %w", err))
	}
	p.outbox, p.changes = outbox.New(p.db, clk), changelog.New(p.db, clk)
	p.audit, p.limits = audit.New(p.db, clk), ratelimit.New(p.db, clk)
	p.engines = append(p.engines, engine{"database", string(c.Database.Dialect), "", p.db.Ping})
	for _, open := range []func() error{p.openSearch, p.openPhotos, p.openMail} {
		if err := open(); err != nil {
			return nil, p.undo(err)
		}
	}
	p.photos = photo.NewLibrary(photo.NewPipeline(2), p.photoFiles)
	p.market()
	if err := p.money(deliver); err != nil {
		return nil, p.undo(err)
	}
	p.shelf = shelf.New(p.storefront, p.directory, p.collections, store.NewDeliveries(p.db), clk)
	p.changes.Near(p.shelf.Changed)
	p.index = &index{engine: p.own, catalog: p.storefront, changes: p.changes, region: p.region, shelf: p.shelf, log: log}
	if p.server != nil {
		p.serverIndex = &index{engine: p.server, catalog: p.storefront, changes: p.changes, region: p.region, log: log}
		p.follower = p.changes.Shared("search server", serverIndex{p.serverIndex}, sparingly(log, "search server"))
	}
	return p, nil
}

func (p *parts) undo(err error) error {
	p.close()
	return err
}

func (p *parts) close() {
	if p.photoFiles != nil {
		p.photoFiles.Close()
	}
	if p.db != nil {
		p.db.Close()
	}
}

// market makes people, shops, catalogue and what curators do.
func (p *parts) market() {
	p.storefront, p.directory = store.NewStorefront(p.db, p.clock), store.NewDirectory(p.db, p.clock)
	p.shopRows, p.accountRows = store.NewShops(p.db), store.NewAccounts(p.db)
	p.shops = shop.New(p.shopRows, places{p.region}, p.db, p.changes, p.audit, p.outbox, p.clock)
	sessionRows := store.NewSessions(p.db)
	p.sessions = account.NewSessions(sessionRows, memberships{p.shopRows}, p.db, p.clock)
	p.hasher = account.NewHasher(2)
	p.accounts = account.NewService(account.Needs{Store: p.accountRows, Codes: sessionRows, Sessions: p.sessions, Tx: p.db,
		Outbox: p.outbox, Audit: p.audit, Limits: p.limits, Hasher: p.hasher, Clock: p.clock, Secret: p.secret})
	p.stock = catalog.NewStock(store.NewStock(p.db), p.changes, p.clock)
	rows := store.NewCatalog(p.db, p.clock)
	p.catalog = catalog.New(rows, p.stock, p.db, p.changes, p.audit, p.outbox, p.clock)
	p.collections = promo.New(store.NewCollections(p.db), p.db, p.changes, p.audit, p.clock)
	p.desk = curation.New(store.NewDesk(p.db), rows, p.shopRows, p.audit, p.clock)
}

// money makes cart, orders, payments and checkout. Payments and checkout hear of each other by
// functions, since neither may know the other's package in both directions.
func (p *parts) money(deliver sandbox.Deliver) error {
	buying := store.NewBuying(p.db, p.clock)
	p.carts = cart.NewService(store.NewCarts(p.db), buying, p.clock)
	t := p.config.Timing
	settings := order.DefaultSettings()
	settings.AcceptWithin, settings.ShipWithin, settings.CompleteWithin = t.Accept, t.Ship, t.Complete
	p.orders = order.NewService(store.NewOrders(p.db), p.outbox, p.clock, settings)
	p.ledger = ledger.NewService(store.NewLedger(p.db), p.clock)
	books := fulfilment.NewBooks(p.ledger, p.orders)
	gateways, err := p.openGateways(deliver)
	if err != nil {
		return err
	}
	p.payments = payment.NewService(payment.Deps{Store: store.NewPayments(p.db), Messages: p.outbox, Clock: p.clock, Log: p.log, Gateways: gateways,
		Describe: p.describe, Book: books.Payment, Refunded: books.Refund,
		Settled: func(ctx context.Context, paid payment.Payment) error { return p.checkout.PaymentSettled(ctx, paid) }})
	rules := checkout.DefaultSettings()
	rules.Secret, rules.PayWithin, rules.MaxUnpaid = p.secret, t.UnpaidHold, t.MaxUnpaid
	if n := len(gateways); n > 0 {
		rules.Gateway, rules.GatewayLeast = gateways[n-1].Name(), gateways[n-1].Capabilities().Least
	}
	rules.ConsentVersion = account.PrivacyVersion
	p.checkout, err = checkout.NewService(checkout.Deps{Store: store.NewPurchases(p.db), Catalogue: buying, Deliveries: store.NewDeliveries(p.db),
		Orders: p.orders, Stock: p.stock, Payments: p.payments, Carts: p.carts, Regions: p.region, Messages: p.outbox, Clock: p.clock}, rules)
	if err != nil {
		return err
	}
	p.fulfilment = fulfilment.NewService(fulfilment.Deps{Tx: p.db, Orders: p.orders, Stock: p.stock, Payments: p.payments, Members: p.shopRows,
		Audit: p.audit, Clock: p.clock, Log: p.log, Expire: p.checkout.ExpireOrder})
	return nil
}

// describe words a purchase for its gateway and says where its buyer comes back to.
func (p *parts) describe(code, lang string) (description, returnURL, backURL string) {
	words := p.texts.Words(lang)
	back := p.config.Server.PublicURL + words.URL("/pesanan/"+code+"?k="+p.checkout.LinkToken(code))
	return words.T("checkout.described", code), back + "&dari=bayar", back
}

// places answers for the villages of Blitar from the book of regions.
type places struct{ book *region.Book }

// VillageInBlitar implements shop.Places.
func (p places) VillageInBlitar(code string) (village, kecamatan, kecamatanCode string, ok bool) {
	v, ok := p.book.ByCode(code)
	if !ok || v.Level != region.Village || !region.InBlitar(code) {
		return "", "", "", false
	}
	k, ok := p.book.KecamatanOf(code)
	return v.Name, k.Name, k.Code, ok
}

// memberships counts in how many shops a person works.
type memberships struct{ rows *store.Shops }

// CountShops implements account.Memberships.
func (m memberships) CountShops(ctx context.Context, accountID int64) (int, error) {
	list, err := m.rows.MembershipsOf(ctx, accountID)
	return len(list), err
}
