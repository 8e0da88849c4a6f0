package web

import (
	"context"
	"log/slog"
	"time"

	"beli/frontend"
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/text"
	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/checkout"
	"beli/internal/clock"
	"beli/internal/curation"
	"beli/internal/fulfilment"
	"beli/internal/ledger"
	"beli/internal/notice"
	"beli/internal/order"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
	"beli/internal/photo"
	"beli/internal/promo"
	"beli/internal/ratelimit"
	"beli/internal/region"
	"beli/internal/search"
	"beli/internal/shop"
)

// Deps is what the server is made of. Handlers take narrower views of it.
type Deps struct {
	Config     Config
	Production bool
	Log        *slog.Logger
	Clock      clock.Clock
	Words      *text.Bundles
	Assets     *frontend.Built
	Agency     layouts.Agency
	Navigation func(lang string) []components.Link // the top categories

	Sessions sessions
	Members  members
	Carts    cartCounter
	Photos   *photo.Library
	// PhotoReadable tells who may see the picture of a key; nil where everybody sees all.
	PhotoReadable func(ctx context.Context, a actor.Actor, key string) (bool, error)

	// Ready tells how every part is that pages need; the program is ready when all essential ones serve.
	Ready func(ctx context.Context) []Readiness
	// Observe hears of every answered request, by the pattern of its route; nil where nobody counts.
	Observe func(route, method string, status int, took time.Duration)

	Market Market
	Buying Buying
	People People
	Desks  Desks
}

// Market is what visitors look at.
type Market struct {
	Storefront  catalog.Storefront
	Engine      search.Finder
	Directory   shop.Directory
	Collections collectionReader
	Rates       rateReader
	Region      *region.Book
}

// Buying is what buyers do.
type Buying struct {
	Carts      *cart.Service
	Checkout   *checkout.Service
	Payments   *payment.Service
	Fulfilment *fulfilment.Service
	Limits     *ratelimit.Limiter
	Sandbox    *sandbox.Gateway // nil where it is not offered
	Card       Card
	PayWithin  time.Duration // to pay an order
	Accept     time.Duration // for a shop to accept
	Ship       time.Duration // from accepting to sending
	Complete   time.Duration // from arrival to completed
}

// People is how one comes in.
type People struct {
	Accounts *account.Service
	Sessions *account.Sessions
	Shops    *shop.Service
	Carts    *cart.Service
}

// Desks is what owners, curators and admins work with.
type Desks struct {
	Catalog     *catalog.Service
	Shops       *shop.Service
	Collections *promo.Service
	Desk        *curation.Desk
	Orders      *order.Service
	Fulfilment  *fulfilment.Service
	Ledger      *ledger.Service
	Checkout    *checkout.Service
	Photos      *photo.Library
	Region      *region.Book
	Storefront  catalog.Storefront
	Accounts    *account.Service
	Notices     *notice.Service
	// Health is how the program is, for its operator.
	Health func(ctx context.Context) Health
}

// Health is how the program is: its parts, its jobs, and the settings in force with secrets hidden.
type Health struct {
	Parts    []Part
	Waiting  int // jobs neither done nor given up
	Dead     int // jobs given up
	Settings []Setting
}

// Part is one part of the program.
type Part struct {
	Name  string // database, search, photos …
	Kind  string // which engine; the wording admin.engine_ of it says what it is
	Where string // its place, or who runs it
	Good  bool
}

// Readiness is one part as /readyz tells of it.
type Readiness struct {
	Name      string // database, search, photos …
	Good      bool
	Essential bool // without it nothing can be bought
}

// Setting is one option as it may be shown.
type Setting struct{ Name, Value, From, Help string }
